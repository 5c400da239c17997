"""Where a channel, finding, source, fact or word of the knowledge is used, file by file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.compile import Table
from engine.model import Rulebook
from engine.roles import CANNOT, CHOSEN, RATHER_NOT
from workbench.knowledge_rooms import ENDING, room_of


@dataclass(frozen=True, slots=True)
class Usage:
    """A place that uses a word: the file, the part in it, and under which keys."""

    file: str
    part: str
    keys: str


def of_word(trees: Mapping[str, Any], word: str) -> tuple[Usage, ...]:
    """Return every place where a word stands as a value or as a key, in the order of the files.

    The file that the word is the name of is none of them.
    """
    places = [
        Usage(name, part, keys)
        for name, tree in trees.items()
        if name != f"{room_of(name)}/{word}{ENDING}"
        for part, keys in _within(tree, word, "", ())
    ]
    return tuple(dict.fromkeys(places))


def _within(tree: Any, word: str, part: str, keys: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    if isinstance(tree, dict):
        if keys and isinstance(name := tree.get("id") or tree.get("naam"), str):
            part = name
        for key, value in tree.items():
            if key == word:
                yield part, " → ".join((*keys, word))
            if (part, value) == (word, word) and key == "id":
                continue  # where it is defined
            yield from _within(value, word, part, (*keys, str(key)))
    elif isinstance(tree, list):
        for value in tree:
            yield from _within(value, word, part, keys)
    elif tree == word:
        yield part, " → ".join(keys)


@dataclass(frozen=True, slots=True)
class NeverAdvised:
    """A channel that no advice chooses: in how many it cannot serve, would rather not, or loses."""

    channel: str
    cannot: int
    rather_not: int
    passed_over: int

    @property
    def reason(self) -> str:
        """Return why, in a sentence."""
        parts = [
            f"in {self.cannot} situatie{'s' * (self.cannot != 1)} kan het niets"
            if self.cannot
            else "",
            f"in {self.rather_not} ligt het niet voor de hand" if self.rather_not else "",
            f"in {self.passed_over} past iets anders beter" if self.passed_over else "",
        ]
        return f"{'; '.join(filter(None, parts)).capitalize()}."


def never_advised(table: Table) -> tuple[NeverAdvised, ...]:
    """Return the channels that are chosen in no advice, in the order of the catalogue."""
    counts: dict[str, dict[str, int]] = {slug: {} for slug in table.book.channels}
    for outcome, situations in table.distinct():
        for row in outcome.ranking:
            roles = counts[row.channel]
            roles[row.role] = roles.get(row.role, 0) + len(situations)
    return tuple(
        _never(table.book, slug, roles)
        for slug, roles in counts.items()
        if not any(role in roles for role in CHOSEN)
    )


def _never(book: Rulebook, slug: str, roles: Mapping[str, int]) -> NeverAdvised:
    cannot, rather = roles.get(CANNOT, 0), roles.get(RATHER_NOT, 0)
    total = sum(roles.values())
    return NeverAdvised(book.channels[slug].name, cannot, rather, total - cannot - rather)
