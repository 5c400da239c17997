"""A place in a plan in the words of the plan: "groep 'Ondernemers', omvang: "."""

from collections.abc import Iterator, Sequence
from typing import Any

ONE: dict[str, str] = {  # the key of a list → what one of it is called
    "groepen": "groep",
    "fasen": "fase",
    "mijlpalen": "mijlpaal",
    "eigen_middelen": "eigen middel",
    "kanalen": "kanaal",
    "keuzes": "keuze",
    "capaciteit": "loket",
    "acties": "actie",
    "posten": "post",
    "risicos": "risico",
    "woordvoerders": "woordvoerder",
    "partners": "partner",
    "vragen": "vraag",
    "resultaten": "resultaat",
    "golven": "golf",
    "uitzonderingen": "uitzondering",
    "voorbereiding": "stap",
    "leveringen": "levering",
}
NAMES = ("naam", "wat", "post", "vraag", "meet", "wie", "kanaal", "fase")  # what names a part
LONGEST = 80


def words(tree: Any, place: Sequence[str | int]) -> str:
    """Return where a place is, to go before what is wrong there; "" for the whole plan."""
    parts = list(_parts(tree, place))
    return f"{', '.join(parts)}: " if parts else ""


def _parts(tree: Any, place: Sequence[str | int]) -> Iterator[str]:
    """Yield the part of a list by its name, and any other key as it is written."""
    steps = list(place)
    while steps:
        step = steps.pop(0)
        tree = _at(tree, step)
        if steps and isinstance(steps[0], int):
            number = steps.pop(0)
            tree = _at(tree, number)
            yield _named(ONE.get(str(step), _plain(step)), tree, int(number))
        else:
            yield _plain(step)


def _named(one: str, part: Any, number: int) -> str:
    names = (part.get(key) for key in NAMES) if isinstance(part, dict) else ()
    name = next((" ".join(text.split()) for text in names if isinstance(text, str) and text), "")
    return f"{one} '{name[:LONGEST]}'" if name else f"{one} {number + 1}"


def _plain(step: object) -> str:
    return " ".join(str(step).replace("_", " ").split())[:LONGEST]


def _at(tree: Any, step: object) -> Any:
    try:
        return tree[step]
    except (KeyError, IndexError, TypeError):
        return None
