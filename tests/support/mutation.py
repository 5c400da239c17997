"""Mutants: of what goes into durable_rules, and of the knowledge itself."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import plain

from engine import load
from engine.inference import Inference
from engine.model import UNKNOWN, Example, Rule, Rulebook, Situation
from engine.production import RULE, Production, productions
from engine.proof.check import broken_by
from engine.worker import build

Mutant = tuple[str, tuple[Production, ...]]


def surviving(book: Rulebook, mutants: Iterable[Mutant]) -> list[str]:
    """Return the mutants for which durable_rules still agrees with the plain loop everywhere."""
    expected = {s: _intended(book, s) for s in book.situations()}
    original = Inference(book)
    assert all(_decision(book, original, s) == meant for s, meant in expected.items())
    return [said for said, mutant in mutants if _agrees(book, Inference(book, mutant), expected)]


def _agrees(book: Rulebook, inference: Inference, expected: dict[Situation, object]) -> bool:
    try:
        return all(_decision(book, inference, s) == meant for s, meant in expected.items())
    except KeyError:
        return False  # a derived fact that a rule reads is no longer there


def _sets(book: Rulebook, situation: Situation) -> list[tuple[str, ...]]:
    """Return the chosen sets to try: none, all, and for ten situations each channel alone."""
    singles = [(channel,) for channel in book.channels]
    plainest = situation[2:] == (next(iter(book.ages)), next(iter(book.profiles)), UNKNOWN)
    return [(), tuple(book.channels), *(singles if plainest else [])]


def _intended(book: Rulebook, situation: Situation) -> object:
    guards = [plain.guards(book, situation, picked) for picked in _sets(book, situation)]
    return plain.derive(book, situation), plain.fire_rules(book, situation), guards


def _decision(book: Rulebook, inference: Inference, situation: Situation) -> object:
    fired = inference.decide(situation)
    facts = situation.facts() | {d.fact: d.value for d in fired.derived}
    guards = [list(inference.guard(situation, fired, picked)) for picked in _sets(book, situation)]
    return facts, list(fired.rules), guards


def compiler_mutants(book: Rulebook, rules: tuple[Production, ...]) -> Iterator[Mutant]:
    """Yield (what changed, productions): each rule dropped, each condition and channel changed."""
    for i, rule in enumerate(rules):
        yield f"{rule.id}: weg", rules[:i] + rules[i + 1 :]
        for changed in (*_other_value(book, rule), *_no_condition(rule), *_other_channel(rule)):
            said, mutant = changed
            yield f"{rule.id}: {said}", (*rules[:i], mutant, *rules[i + 1 :])


def _other_value(book: Rulebook, rule: Production) -> Iterator[tuple[str, Production]]:
    values = {
        "traject": list(book.tracks),
        "fase": list(book.phases),
        "leeftijd": list(book.ages),
        "profiel": list(book.profiles),
        "belang": list(book.stakes),
        **{fact: list(of) for fact, of in book.words.facts.items()},
    }
    for g, group in enumerate(rule.when):
        key, value = group[0]
        others = [v for v in values.get(key, []) if (key, v) not in group]
        if others and len(values[key]) > 1:
            swapped = ((key, others[0]), *group[1:])
            when = (*rule.when[:g], swapped, *rule.when[g + 1 :])
            yield f"{key} {value} wordt {others[0]}", replace(rule, when=when)


def _no_condition(rule: Production) -> Iterator[tuple[str, Production]]:
    for g, group in enumerate(rule.when):
        if len(group) > 1:
            when = (*rule.when[:g], group[:-1], *rule.when[g + 1 :])
            yield f"zonder {group[-1]}", replace(rule, when=when)


def _other_channel(rule: Production) -> Iterator[tuple[str, Production]]:
    if rule.layer == RULE and rule.then:
        other = "brief" if rule.then[0] != "brief" else "telefoon"
        if other not in rule.then:
            yield f"{rule.then[0]} wordt {other}", replace(rule, then=(other, *rule.then[1:]))


def knowledge_mutants(book: Rulebook) -> Iterator[tuple[str, Rulebook]]:
    """Yield (what changed, rulebook): each rule dropped, turned round, and doubled in weight."""
    for i, rule in enumerate(book.rules):
        for said, changed in (
            ("weg", ()),
            ("omgekeerd", (replace(rule, weight=-rule.weight),)),
            ("een punt hoger", (replace(rule, weight=rule.weight + 1),)),
        ):
            yield f"{rule.id}: {said}", _with(book, i, changed)


def _with(book: Rulebook, i: int, changed: tuple[Rule, ...]) -> Rulebook:
    return replace(book, rules=(*book.rules[:i], *changed, *book.rules[i + 1 :]))


def surviving_mutants(book: Rulebook, mutants: Iterable[tuple[str, Rulebook]]) -> list[str]:
    """Return the knowledge mutants that no hand-written example notices."""
    base = build(book, {_situation(example) for _, example in book.examples})
    held = [e for _, e in book.examples if not broken_by(base, e)]
    reached = {e.name: set(base.outcomes[_situation(e)].fired) for e in held}
    missed = []
    for said, mutant in mutants:
        near = [e for e in held if said.partition(":")[0] in reached[e.name]]
        table = build(mutant, {_situation(e) for e in near}) if near else base
        if not any(broken_by(table, e) for e in near):
            missed.append(said)
    return missed


def _situation(example: Example) -> Situation:
    return example.situation.answers()


def main() -> None:
    """Print both figures and the survivors."""
    book = load()
    compiler = list(compiler_mutants(book, productions(book)))
    alive = surviving(book, compiler)
    caught = len(compiler) - len(alive)
    print(f"vertaling naar durable_rules: {caught} van {len(compiler)} gevangen")
    print("\n".join(f"  overleeft: {said}" for said in alive))
    knowledge = list(knowledge_mutants(book))
    missed = surviving_mutants(book, knowledge)
    caught = len(knowledge) - len(missed)
    print(f"kennis, door de voorbeelden: {caught} van {len(knowledge)} gevangen", end=" ")
    print(f"({100 * caught / len(knowledge):.0f} %)")
    print("\n".join(f"  overleeft: {said}" for said in missed))


if __name__ == "__main__":
    main()
