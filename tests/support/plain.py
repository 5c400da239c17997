"""The meaning of the rules in one plain loop, without durable_rules and without score.py."""

from collections.abc import Iterable

from engine.model import Condition, Gap, Rulebook, Safeguard, Situation
from engine.selection import select

Fired = tuple[str, tuple[str, ...]]


def holds(when: Condition, facts: dict[str, str], chosen: frozenset[str] = frozenset()) -> bool:
    return all(
        any(v in chosen for v in wanted) if key == "kanaal" else facts.get(key) in wanted
        for key, wanted in when.items()
    )


def derive(book: Rulebook, situation: Situation) -> dict[str, str]:
    facts = situation.facts()
    while True:
        new = {
            fact: value
            for d in book.derivations
            if holds(d.when, facts)
            for fact, value in d.then.items()
            if fact not in facts
        }
        if not new:
            return facts
        facts |= new


def fire_rules(book: Rulebook, situation: Situation) -> list[Fired]:
    facts = derive(book, situation)
    rules = [(r.id, r.channels) for r in book.rules if holds(r.when, facts)]
    forbids = [
        (s.id, select(book.channels, s.forbid))
        for s in book.safeguards
        if s.forbid and holds(s.when, facts)
    ]
    return rules + forbids


def guards(book: Rulebook, situation: Situation, chosen: Iterable[str]) -> list[str]:
    facts, picked = derive(book, situation), frozenset(chosen)
    guarded: list[Safeguard | Gap] = [*(s for s in book.safeguards if not s.forbid), *book.gaps]
    return [item.id for item in guarded if holds(item.when, facts, picked)]
