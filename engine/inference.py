"""Situation → fired rules and derived facts: the only durable_rules, used for matching alone.

durable_rules can crash its process or answer wrongly when used plainly. So: no timer threads, one
constant session, string facts only, no logic in consequents, a sentinel rule in every ruleset that
must fire last, and a rule that fires for several alternatives counts once. Only the worker imports
this module.
"""

import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import durable.engine

from engine.answer import Derived, Fired
from engine.model import DIMENSIONS, Rulebook, Situation
from engine.production import DERIVE, GUARD, RULE, Fact, Production, choice_facts, productions

STAKE = DIMENSIONS[-1]
SENTINEL = "_einde"
LAST = 32_000
SESSION = "advies"
Trace = list[tuple[str, tuple[str, ...]]]


class InferenceError(RuntimeError):
    """durable_rules did not finish what it was asked; its answer is not used."""


class _QuietHost(durable.engine.Host):  # type: ignore[misc]
    def _run(self) -> None:
        """Start no timer threads: they walk freed memory and steal consequents."""


class Engine:
    """Decides which productions fire. One per process; not for use by more than one thread.

    A ruleset holds the productions of one layer that read the same keys. It is asked once per
    distinct combination of those facts, for its answer can depend on nothing else.
    """

    def __init__(self, rules: Sequence[Production]) -> None:
        self._trace: Trace = []
        self._place = {rule.id: place for place, rule in enumerate(rules)}
        groups: dict[tuple[str, tuple[str, ...]], list[Production]] = {}
        for rule in rules:
            groups.setdefault((rule.layer, rule.reads()), []).append(rule)
        sets = {f"{layer}{i}": (layer, keys) for i, (layer, keys) in enumerate(groups)}
        self._layers: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name, (layer, keys) in sets.items():
            self._layers.setdefault(layer, []).append((name, keys))
        definitions = {name: self._definition(groups[key]) for name, key in sets.items()}
        self._host = _QuietHost(definitions)
        self._read = {
            layer: sorted({key for _, keys in sets for key in keys})
            for layer, sets in self._layers.items()
        }
        self._decided: dict[tuple[str, ...], Trace] = {}
        self._fired: dict[tuple[str, ...], Trace] = {}

    def fire(self, layer: str, facts: Fact) -> Trace:
        """Return (id, conclusion) of every production of a layer that fires, in order.

        Raises InferenceError when durable_rules stopped halfway.
        """
        known = (layer, *[facts.get(key, "") for key in self._read.get(layer, ())])
        if known not in self._fired:
            self._fired[known] = self._fire(layer, facts)
        return self._fired[known]

    def _fire(self, layer: str, facts: Fact) -> Trace:
        fired: Trace = []
        for name, keys in self._layers.get(layer, ()):
            asked = (name, *[facts.get(key, "") for key in keys])
            if asked not in self._decided:
                seen = {key: facts[key] for key in keys if key in facts}
                self._decided[asked] = self._ask(name, seen)
            fired += self._decided[asked]
        return sorted(fired, key=lambda item: self._place[item[0]])

    def forget(self) -> None:
        """Drop the remembered answers."""
        self._decided.clear()
        self._fired.clear()

    def _ask(self, ruleset: str, facts: Fact) -> Trace:
        self._trace = []
        fact = {**facts, "vraag": "ja", "sid": SESSION}
        done = False
        try:
            state = self._host.assert_fact(ruleset, fact)
            done = isinstance(state, dict) and "exception" not in state
            done = done and bool(self._trace) and self._trace.pop()[0] == SENTINEL
        finally:
            if done:
                self._host.retract_fact(ruleset, fact)
        if not done:
            raise InferenceError(f"durable_rules maakte '{ruleset}' niet af")
        return list(dict.fromkeys(self._trace))

    def _definition(self, rules: Sequence[Production]) -> dict[str, Any]:
        definition = {
            rule.id: {
                "pri": priority,
                "all": [{"m": {"$and": [{"vraag": "ja"}, *map(_any_of, rule.when)]}}],
                "run": self._note(rule.id, rule.then),
            }
            for priority, rule in enumerate(rules)
        }
        definition[SENTINEL] = {
            "pri": LAST,
            "all": [{"m": {"vraag": "ja"}}],
            "run": self._note(SENTINEL, ()),
        }
        return definition

    def _note(self, id_: str, then: tuple[str, ...]) -> Callable[[Any], None]:
        def consequent(_: Any) -> None:
            self._trace.append((id_, then))

        return consequent


def _any_of(group: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    alternatives = [{key: value} for key, value in group]
    return alternatives[0] if len(alternatives) == 1 else {"$or": alternatives}


class Inference:
    """The layers on top of the engine: chain derived facts, fire rules, fire safeguards."""

    def __init__(self, book: Rulebook, rules: Sequence[Production] | None = None) -> None:
        self._quality = {d.id: _quality(book, d.sources, d.quality) for d in book.derivations}
        self._when = {d.id: d.when for d in book.derivations}
        rules = productions(book) if rules is None else rules
        self._guards = [r for r in rules if r.layer == GUARD and STAKE in r.reads()]
        self._engine = Engine(rules)

    def decide(self, situation: Situation) -> Fired:
        """Return the derived facts and the rules (and forbids) that fire for a situation."""
        derived = self._chain(situation.facts())
        facts = situation.facts() | {d.fact: d.value for d in derived}
        return Fired(tuple(derived), tuple(self._engine.fire(RULE, facts)))

    def guard(self, situation: Situation, fired: Fired, channels: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the safeguards and gaps that apply to the chosen channels."""
        facts = (
            situation.facts() | {d.fact: d.value for d in fired.derived} | choice_facts(channels)
        )
        return tuple(id_ for id_, _ in self._engine.fire(GUARD, facts))

    def guards_of(self, stake: str) -> frozenset[str]:
        """Return the safeguards and gaps that look at what is at stake, and see this."""
        return frozenset(
            rule.id for rule in self._guards for group in rule.when if (STAKE, stake) in group
        )

    def forget(self) -> None:
        """Ask durable_rules anew for everything (to measure or prove a live decision)."""
        self._engine.forget()

    def _chain(self, facts: Fact) -> list[Derived]:
        derived: dict[str, Derived] = {}
        while True:
            known = facts | {fact: d.value for fact, d in derived.items()}
            new = [
                self._derive(id_, fact, value, derived)
                for id_, (fact, value) in self._engine.fire(DERIVE, known)
                if fact not in derived
            ]
            if not new:
                return list(derived.values())
            for item in new:
                derived.setdefault(item.fact, item)

    def _derive(self, id_: str, fact: str, value: str, so_far: dict[str, Derived]) -> Derived:
        through = [so_far[key].quality for key in self._when[id_] if key in so_far]
        return Derived(fact, value, id_, max([self._quality[id_], *through]))


def _quality(book: Rulebook, sources: Sequence[str], own: str | None) -> str:
    if own:
        return own
    qualities = [
        (book.findings[s][1].quality or book.sources[book.findings[s][0]].quality)
        if s in book.findings
        else book.sources[s].quality
        for s in sources
    ]
    return max(qualities, default="D")
