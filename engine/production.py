"""Rulebook → productions: what goes into durable_rules, as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.model import Condition, Rulebook
from engine.selection import select

DERIVE, RULE, GUARD = "afleiding", "regel", "waarborg"
Fact = dict[str, str]


@dataclass(frozen=True, slots=True)
class Production:
    """If of every group of `when` at least one (key, value) holds, then `then` follows."""

    id: str
    layer: str
    when: tuple[tuple[tuple[str, str], ...], ...]
    then: tuple[str, ...]

    def reads(self) -> tuple[str, ...]:
        """Return the keys of the facts this production looks at."""
        return tuple(sorted({key for group in self.when for key, _ in group}))


def productions(book: Rulebook) -> tuple[Production, ...]:
    """Return every production of a rulebook, in the order in which they fire."""
    return (
        *(
            Production(d.id, DERIVE, _when(d.when), next(iter(d.then.items())))
            for d in book.derivations
        ),
        *(Production(r.id, RULE, _when(r.when), r.channels) for r in book.rules),
        *(
            Production(s.id, RULE, _when(s.when), select(book.channels, s.forbid))
            for s in book.safeguards
            if s.forbid
        ),
        *(Production(s.id, GUARD, _when(s.when), ()) for s in book.safeguards if not s.forbid),
        *(Production(g.id, GUARD, _when(g.when), ()) for g in book.gaps),
    )


def choice_facts(channels: Iterable[str]) -> Fact:
    """Return the facts that say which channels an advice has chosen."""
    return {_key(channel): "ja" for channel in channels}


def _when(condition: Condition) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(
        tuple((_key(v), "ja") if key == "kanaal" else (key, v) for v in values)
        for key, values in condition.items()
    )


def _key(channel: str) -> str:
    return f"gekozen {channel}"
