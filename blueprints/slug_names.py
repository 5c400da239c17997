"""Names beside slugs: "Website", "Bewustwording & oriëntatie" and "Blij" → what a file holds."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from blueprints.lanes import KEYS, LANES, MORE, MORE_KEYS, ROLES
from blueprints.model import MOODS, STATES, Library
from blueprints.sheet_forms import FIRST, HEADS, LAST, NAMED, SOURCE
from engine.model import Rulebook

WHENS = ("altijd", "nu", "straks", "later")
TRUTH = {"ja": "ja", "nee": "nee", "true": "ja", "false": "nee", "waar": "ja", "onwaar": "nee"}
COLUMNS = (*FIRST, *KEYS, *MORE_KEYS, *ROLES, *LAST, *HEADS, *SOURCE, "bron", "doelgroep")
OTHERWISE = {  # how else a column is called
    lane.name: lane.keys[0] for lane in (*LANES, *(one for group in MORE.values() for one in group))
} | {name: key for key, name in ROLES.items()}


def bare(text: str) -> str:
    """Return a name without what makes no difference: capitals, accents, signs, white space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+|_", " ", plain).split())


KNOWN = {bare(name): key for name, key in OTHERWISE.items()} | {bare(key): key for key in COLUMNS}


def column(head: str) -> str:
    """Return the key that a head of a column names, or the head as it stands."""
    kind, colon, name = head.partition(":")
    if colon and kind.strip().casefold() in NAMED:
        return f"{kind.strip().casefold()}: {name.strip()}"
    return KNOWN.get(bare(head), head)


def choices(book: Rulebook, shelf: Library) -> dict[str, list[str]]:
    """Return what may be chosen in a column of the template."""
    return {
        "kanalen": [channel.name for channel in book.channels.values()],
        "fase": [phase.name for phase in book.phases.values()],
        "stemming": list(MOODS),
        "wanneer": list(WHENS),
        "generiek": list(shelf.generic),
        "traject": [track.name for track in book.tracks.values()],
        "belang": list(book.stakes),
        "staat": list(STATES),
        "voorbeeld": ["ja", "nee"],
    }


def by_slug(tree: Any, book: Rulebook) -> Any:
    """Return the tree of a journey with slugs where names stand; what is unknown stays."""
    slugs = _Slugs(book)
    head = {**tree, **slugs.of(tree, ("staat", "voorbeeld", "traject", "belang"))}
    head["stappen"] = [slugs.step(step) for step in tree.get("stappen", ())]
    return head


class _Slugs:
    """The slugs of the knowledge by all their names."""

    def __init__(self, book: Rulebook) -> None:
        self._by: dict[str, dict[str, str]] = {
            "kanalen": names_of_channels(book),
            "fase": _names((slug, phase.name) for slug, phase in book.phases.items()),
            "traject": _names((slug, track.name) for slug, track in book.tracks.items()),
            "belang": _names((slug, stake.name) for slug, stake in book.stakes.items()),
            "stemming": {bare(mood): mood for mood in MOODS},
            "wanneer": {bare(when): when for when in WHENS},
            "staat": {bare(state): state for state in STATES},
            "voorbeeld": TRUTH,
        }

    def of(self, tree: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
        """Return these keys of a tree with slugs, as far as they are there."""
        return {key: self._slug(key, tree[key]) for key in keys if key in tree}

    def _slug(self, key: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._slug(key, one) for one in value]
        return self._by[key].get(bare(value), value) if isinstance(value, str) else value

    def step(self, tree: Mapping[str, Any]) -> dict[str, Any]:
        """Return a step with slugs, and so within what changes."""
        step = {**tree, **self.of(tree, ("fase", "belang", "wanneer", "kanalen", "stemming"))}
        for key in ("wordt", "later"):
            if isinstance(step.get(key), dict):
                step[key] = {**step[key], **self.of(step[key], ("kanalen", "stemming"))}
        groups = step.get("doelgroepen")
        if isinstance(groups, dict):
            step["doelgroepen"] = {
                name: {**form, **self.of(form, ("kanalen", "stemming"))}
                for name, form in groups.items()
            }
        return step


def names_of_channels(book: Rulebook) -> dict[str, str]:
    """Return every bare name of a channel with its slug."""
    pairs = [(slug, name) for slug, channel in book.channels.items()
             for name in (channel.name, channel.beside)]  # fmt: skip
    return _names(pairs)


def _names(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    both = list(pairs)
    return {bare(name): slug for slug, name in both} | {bare(slug): slug for slug, _ in both}
