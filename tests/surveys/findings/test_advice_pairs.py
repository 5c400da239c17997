"""The advice without and with own research: what comes, what goes, and what only seems to."""

from dataclasses import replace

import pytest
from surveying.layers import layer

from engine import Rulebook, Table
from engine.knowledge.own_survey import Asked, OwnSurvey
from engine.model import Situation
from surveys.findings.advice_pairs import (
    AdviceDifference,
    answers,
    best,
    pairs,
    plain_situations,
)


@pytest.fixture
def own(book: Rulebook) -> OwnSurvey:
    asked = [Asked(track, phase) for track in book.tracks for phase in list(book.phases)[:4]]
    return layer(book, asked, list(book.channels)[:5])


def swapped(table: Table, one: Situation) -> Table:
    """Return a table in which the first two channels of a situation changed places."""
    outcome = table.outcomes[one]
    first, second, *rest = outcome.ranking
    ranking = (first._replace(role=second.role), second._replace(role=first.role), *rest)
    return replace(table, outcomes={**table.outcomes, one: replace(outcome, ranking=ranking)})


def test_without_a_difference_nothing_changes(book: Rulebook, table: Table, own: OwnSurvey) -> None:
    every = pairs(table, table, own, plain_situations(table))
    assert len(every) == len(book.tracks) * len(book.phases)
    kinds = {pair.difference for pair in every}
    assert kinds == {AdviceDifference.SAME, AdviceDifference.UNASKED}
    assert not any(pair.changed or pair.new or pair.gone for pair in every)


def test_another_main_channel_is_told_unless_both_are_even(table: Table, own: OwnSurvey) -> None:
    one = plain_situations(table)[0]
    (pair, *_) = pairs(table, swapped(table, one), own, plain_situations(table))
    first = table.outcomes[one].ranking[0]
    even = first.even_with
    expected = AdviceDifference.EVEN if pair.after[0] in even else AdviceDifference.MAIN
    assert pair.difference == expected
    assert pair.before == tuple(row.channel for row in best(table.outcomes[one].ranking))
    assert pair.n == answers(own, one) == 1040


def test_of_too_few_answers_no_difference_is_told(table: Table, own: OwnSurvey) -> None:
    one = plain_situations(table)[0]
    for cells in own.rows[Asked(one.track, one.phase)].values():
        cells.n[-1, -1] = 0
    (pair, *_) = pairs(table, swapped(table, one), own, [one])
    assert pair.difference == AdviceDifference.TOO_FEW and not pair.changed
