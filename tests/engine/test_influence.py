"""What the page says a rule does, holds when the rule is really taken away."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from engine import Rulebook, Situation, Table
from engine.answer import Fired
from engine.compile import Outcome
from engine.proof.influence import Influence, RuleEffect, able
from engine.roles import MAIN, SUPPORT, choose, first, leader, put_first
from engine.score import Scorer
from engine.worker import build

SAMPLE = 25  # rules that durable_rules itself decides about, without them


@pytest.fixture(scope="module")
def influence(table: Table) -> Influence:
    return Influence(table)


def quick(book: Rulebook) -> Rulebook:
    """Return a rulebook that draws once: certainty is not asked here, and order needs no draws."""
    return replace(book, constants={**book.constants, "trekkingen": 1})


def order(outcome: Outcome) -> list[str]:
    return [row.channel for row in able(outcome)]


def picks_of(outcome: Outcome) -> tuple[str, ...]:
    return tuple(row.channel for row in outcome.ranking if row.role in (MAIN, SUPPORT))


def holds(effect: RuleEffect, before: list[str], now: Outcome) -> None:
    """Check every claim of an effect against the order without the rule."""
    after = order(now)
    assert effect.reordered == (before != after)
    assert effect.after == picks_of(now)
    assert len({slug for slug, _, _ in effect.moves}) == len(effect.moves)
    for slug, was, becomes in effect.moves:
        assert (before[was - 1], after[becomes - 1]) == (slug, slug)
        assert was != becomes


@pytest.mark.exhaustive
def test_durable_rules_agrees_without_the_rule(table: Table, influence: Influence) -> None:
    """A whole new book, compiled from nothing, for a sample of rules in all their situations."""
    book = quick(table.book)
    firing = {rule.id: influence.effects(rule.id) for rule in book.rules}
    few = [rule.id for rule in book.rules if 1 <= len(firing[rule.id]) <= 350]
    for id_ in Random(3).sample(few, SAMPLE):
        bare = replace(book, rules=tuple(rule for rule in book.rules if rule.id != id_))
        without = build(bare, [effect.situation for effect in firing[id_]])
        for effect in firing[id_]:
            outcome = without.outcomes[effect.situation]
            holds(effect, order(outcome), table.outcomes[effect.situation])
            assert effect.before == picks_of(outcome)


Ranking = list[tuple[str, float]]


def rescore(book: Rulebook, scorer: Scorer, outcome: Outcome, rule: str) -> Ranking:
    """Return the ranking that the scorer gives when the rule does not fire."""
    channels = {r.id: r.channels for r in book.rules}
    rules = tuple((id_, channels[id_]) for id_ in outcome.fired if id_ in channels and id_ != rule)
    scored = scorer.score(Fired(outcome.derived, rules), order(outcome))
    choice = choose(book, scored, lambda _: ())
    return [(item.channel, item.score) for item in choice.ranking]


def by_law(book: Rulebook, ranking: Ranking, outcome: Outcome) -> tuple[str, ...]:
    """Return the main and supporting channels, with the one first that law may ask for."""
    roles = first(book, ranking)
    lead = leader(book, outcome.applies, outcome.met_by)
    if lead:
        put_first(book, lead, outcome.met_by.values(), roles)
    return tuple(slug for slug, _ in ranking if roles.get(slug) in (MAIN, SUPPORT))


def cases(table: Table, influence: Influence) -> Iterator[tuple[str, RuleEffect]]:
    """Yield for every rule a few situations in which it fires."""
    chance = Random(4)
    for rule in table.book.rules:
        effects = influence.effects(rule.id)
        yield from ((rule.id, effect) for effect in chance.sample(effects, min(2, len(effects))))


@pytest.mark.exhaustive
def test_every_rule_does_what_is_claimed(table: Table, influence: Influence) -> None:
    book = quick(table.book)
    scorer, seen = Scorer(book), set()
    for id_, effect in cases(table, influence):
        outcome = table.outcomes[effect.situation]
        ranking = rescore(book, scorer, outcome, id_)
        holds(effect, [slug for slug, _ in ranking], outcome)
        assert effect.before == by_law(book, ranking, outcome)
        seen.add(id_)
    assert seen == {rule.id for rule in book.rules}


@pytest.mark.exhaustive
def test_a_rule_counts_only_where_it_fires(table: Table, influence: Influence) -> None:
    for rule in Random(5).sample(table.book.rules, 40):
        where = [effect.situation for effect in influence.effects(rule.id)]
        assert sorted(where) == sorted(s for s, o in table.outcomes.items() if rule.id in o.fired)


@pytest.mark.exhaustive
def test_the_overview_counts_what_the_page_of_a_rule_lists(
    table: Table, influence: Influence
) -> None:
    reach = influence.reach()
    assert list(reach) == [rule.id for rule in table.book.rules]
    for rule in Random(6).sample(table.book.rules, 40):
        found, effects = reach[rule.id], influence.effects(rule.id)
        assert found.fires == len(effects)
        assert found.reorders == sum(effect.reordered for effect in effects)
        assert found.rechooses == sum(effect.rechosen for effect in effects)
    still, same = influence.idle()
    assert still == {id_ for id_, counted in reach.items() if not counted.reorders}
    assert same == {id_ for id_, counted in reach.items() if not counted.rechooses}


def test_a_rule_outdone_on_its_theme_speaks_when_the_surer_one_is_gone(table: Table) -> None:
    """Taking only the weight away would be wrong: the rule that says the same takes its place."""
    book, influence = table.book, Influence(table)
    situation, row, surest = next(
        (situation, row, reason.rule)
        for situation, outcome in table.outcomes.items()
        for row in able(outcome)
        for reason in row.reasons
        if reason.counted and _outdid(book, row, reason.rule)
    )
    scores = dict(rescore(quick(book), Scorer(quick(book)), table.outcomes[situation], surest))
    subtracted = (row.score or 0) - next(r.weight for r in row.reasons if r.rule == surest)
    assert influence._without(influence._parts(row), surest) == scores[row.channel]
    assert scores[row.channel] != pytest.approx(subtracted)


def _outdid(book: Rulebook, row: object, rule: str) -> bool:
    rules = {r.id: r for r in book.rules}
    reasons = getattr(row, "reasons", ())
    one = rules.get(rule)
    return one is not None and any(
        not r.counted
        and rules[r.rule].theme == one.theme
        and rules[r.rule].dimension == one.dimension
        for r in reasons
    )


def test_situations_are_those_of_the_table(table: Table, influence: Influence) -> None:
    effect = influence.effects(table.book.rules[0].id)[0]
    assert isinstance(effect.situation, Situation)
    assert effect.rechosen == (effect.before != effect.after)
