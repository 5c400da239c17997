"""Changes of a plan in words: for its history, and to ask which of two versions is right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dutch import counted, day, exact, listing
from engine.model import Rulebook
from plans.merge import BothChanged
from plans.model import Plan
from plans.part_changes import NAMED_BY, Items, PartChange, Spot, changes, tree_of, value_at

ADDED, GONE = "erbij", "weg"
LONGEST = 120  # characters of a value
MOST = 3  # changes that are told one by one
PARTS: Mapping[str, str] = {  # the key of a list → what one of it is called
    "acties": "actie",
    "groepen": "groep",
    "fasen": "fase",
    "capaciteit": "loket",
    "kanalen": "schatting",
    "keuzes": "keuze",
    "mijlpalen": "mijlpaal",
    "risicos": "risico",
    "partners": "partner",
    "vragen": "vraag",
    "voorbereiding": "stap",
    "gekozen": "gekozen kanalen",
}
FIELDS: Mapping[str, str] = {  # where the key itself is no plain word
    "start": "begin",
    "wie": "actiehouder",
    "kpi": "meting",
    "per_week": "reacties per week",
    "groepen": "doelgroepen",
    "grenzen": "grens",
    "belang": "wat er op het spel staat",
    "eigen_kanalen": "hoe goed past een kanaal",
    "eigen_kanalen_per_fase": "hoe goed past een kanaal in een fase",
}
NAMES = ("naam", "wat", "vraag", "post")  # keys of what a part is called


def question(asked: BothChanged, mine: Plan, theirs: Plan, book: Rulebook) -> tuple[str, str, str]:
    """Return which part both changed, what I wrote, and what the other wrote."""
    words = _Words((tree_of(theirs), tree_of(mine)), book)
    of_mine, of_theirs = (
        words.value(value, asked.spot) or GONE for value in (asked.mine, asked.theirs)
    )
    return words.place(asked.spot), of_mine, of_theirs


def sentences(
    differences: Iterable[PartChange], old: Plan, new: Plan, book: Rulebook
) -> tuple[str, ...]:
    """Return each change: "Actie 'Brief', begin: 3 mei 2027 (was 1 mei 2027)"."""
    words = _Words((tree_of(new), tree_of(old)), book)
    return tuple(words.change(change) for change in differences)


def summary(old: Plan, new: Plan, book: Rulebook) -> str:
    """Return what changed on one line, the first few in words and the rest as a number."""
    every = changes(old, new)
    first = "; ".join(sentences(every[:MOST], old, new, book))
    rest = len(every) - MOST
    return f"{first}; en nog {counted(rest, 'wijziging', 'wijzigingen')}" if rest > 0 else first


@dataclass(frozen=True, slots=True)
class _Words:
    """What parts and values are called; `trees` are the versions in which names are looked up."""

    trees: tuple[dict[str, Any], ...]
    book: Rulebook

    def change(self, change: PartChange) -> str:
        """Return a change as a sentence without a point."""
        place = self.place(change.spot)
        old, new = (self.value(value, change.spot) for value in (change.old, change.new))
        if isinstance(change.spot[-1], tuple):
            return f"{place} {ADDED if change.old is None else GONE}"
        if not new:
            return f"{place}: {GONE} (was {old})"
        return f"{place}: {new} (was {old})" if old else f"{place}: {new}"

    def place(self, spot: Spot) -> str:
        """Return where something stands: "Actie 'Brief', begin"."""
        text = ""
        for i, step in enumerate(spot):
            if isinstance(step, tuple):
                text += f" {self._item(spot[: i + 1])}"
            else:
                word = PARTS.get(step) if i + 1 < len(spot) else None
                text += f"{', ' if text else ''}{word or FIELDS.get(step) or _plain(step)}"
        return text[:1].upper() + text[1:]

    def _item(self, spot: Spot) -> str:
        for tree in self.trees:
            item = value_at(tree, spot)
            if isinstance(item, dict) and (name := next((item[k] for k in NAMES if k in item), "")):
                return f"'{_short(str(name))}'"
        _, last = spot[-2:]
        keys = NAMED_BY.get(str(spot[-2]), ("",))
        parts = [self._word(k, n) for k, n in zip(keys, last, strict=False) if n]
        return f"'{', '.join(parts)}'"

    def value(self, value: Any, spot: Spot) -> str:
        """Return what stands somewhere; "" for nothing."""
        last = next((step for step in reversed(spot) if isinstance(step, str)), "")
        if isinstance(value, Items):
            value = [*value.values()]
        if isinstance(value, dict):
            parts = (f"{FIELDS.get(k) or _plain(k)} {self.value(v, (*spot, k))}"
                     for k, v in value.items() if k != "id")  # fmt: skip
            return _short(", ".join(parts))
        if isinstance(value, list):
            return _short(listing([self.value(item, spot) for item in value]))
        if isinstance(value, date):
            return day(value)
        if isinstance(value, Decimal):
            return exact(value)
        return "" if value is None else _short(self._word(last, str(value)))

    def _word(self, key: str, slug: str) -> str:
        """Return what a word under a key is called on screen."""
        shelves = {"kanaal": self.book.channels, "kanalen": self.book.channels,
                   "fase": self.book.phases, "fasen": self.book.phases,
                   "leeftijd": self.book.ages, "profiel": self.book.profiles}  # fmt: skip
        if key in ("groep", "groepen"):
            groups = (value_at(tree, ("groepen", (slug,), "naam")) for tree in self.trees)
            return str(next(filter(None, groups), slug))
        shelf: Mapping[str, object] = shelves.get(key, {})
        return str(getattr(shelf.get(slug), "name", slug))


def _plain(key: str) -> str:
    return key.replace("_", " ")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
