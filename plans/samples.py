"""The worked example plans, as data to start from; everything in them is an example."""

from pathlib import Path

from plans.files import read_plan
from plans.model import Plan

FOLDER = Path(__file__).with_name("voorbeelden")


def examples() -> tuple[str, ...]:
    """Return the names of the worked examples."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def example(name: str) -> Plan:
    """Return a worked example; raises KeyError for a name that is not in `examples()`."""
    return read_plan(FOLDER / f"{_check_name(name)}.yaml")


def text_of(name: str) -> str:
    """Return the file of a worked example as it is, with its remarks; raises KeyError."""
    return (FOLDER / f"{_check_name(name)}.yaml").read_text(encoding="utf-8")


def _check_name(name: str) -> str:
    if name not in examples():
        raise KeyError(name)
    return name
