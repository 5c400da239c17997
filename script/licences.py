"""Writes docs/licenties.md: the packages of others that the product runs with, and their licences.

`python -m script.licences` reads what is installed; a test compares names and versions with the
lock file.
"""

import re
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK, TARGET = ROOT / "requirements.txt", ROOT / "docs" / "licenties.md"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
CLASSIFIED = "License :: OSI Approved :: "
HEAD = """# Licences of others

Written by `python -m script.licences`, which asks every package of `requirements.txt` what it says of itself. Nothing here is a judgement. The letters in `documents/fonts/` are Source Sans, and for Arabic, Hebrew and Ethiopic Noto Sans, each under the [Open Font License](../documents/fonts/OFL.txt); the licence of the product itself is in [LICENSE](../LICENSE).

| package | version | licence |
|---|---|---|
"""  # noqa: E501 - one paragraph is one line


def pinned() -> dict[str, str]:
    """Return name → version of every package in the lock file."""
    return dict(PINNED.findall(LOCK.read_text(encoding="utf-8")))


def rows() -> Iterator[str]:
    """Yield a row of the table for each package."""
    for name, version in sorted(pinned().items()):
        about = metadata.metadata(name)
        keys = ("License-Expression", "License", "Classifier")
        yield f"| {name} | {version} | {licence({key: about.get_all(key) or [] for key in keys})} |"


def licence(about: Mapping[str, list[str]]) -> str:
    """Return the licence that a package names: an expression, else classes, else its first line."""
    classes = [
        text.removeprefix(CLASSIFIED) for text in about["Classifier"] if text.startswith(CLASSIFIED)
    ]
    free = [text.strip().splitlines()[0][:80] for text in about["License"] if text.strip()]
    found = about["License-Expression"] or classes or free
    if not found:
        raise SystemExit("A package names no licence; look it up and name it here.")
    return ", ".join(found).replace("|", "\\|")


def main() -> None:
    """Write the list."""
    TARGET.write_text(HEAD + "\n".join(rows()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
