"""Words for figures: every border from three sides, worked out by hand, and over all situations."""

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from present import present

from engine import UNKNOWN, Rulebook, Table, worker
from engine.advice import advise
from engine.answer import Reason
from engine.wording import FAIR, GOOD, cite, fits

COVERS = ("engine/wording.py", "engine/worker.py", "engine/advice.py")
DAY = date(2026, 11, 28)


def reason(quality: str, counted: bool = True) -> Reason:
    return Reason("regel", 1.0, "Omdat.", (), quality, "taak", counted)


def score_with(qualities: str) -> Any:
    """Return what was scored with reasons of these qualities; a small letter does not count."""
    reasons = tuple(
        reason(q.upper() if q != "-" else "", counted=not q.islower()) for q in qualities
    )
    return SimpleNamespace(reasons=reasons)


@pytest.mark.parametrize(
    ("share", "qualities", "word"),
    [
        (1.00, "AB", "stevig"),
        (0.81, "AB", "stevig"),
        (0.80, "AB", "stevig"),  # the border itself is in
        (0.79, "AB", "redelijk"),
        (0.51, "AB", "redelijk"),
        (0.45, "AB", "redelijk"),
        (0.44, "AB", "onzeker"),
        (0.00, "AB", "onzeker"),
        (0.90, "AD", "redelijk"),  # half of it assumed is too much
        (0.90, "ABD", "stevig"),  # one of three is not
        (0.90, "ADD", "redelijk"),
        (0.90, "ABdd", "stevig"),  # what does not count is no assumption either
        (0.90, "A-D", "redelijk"),  # a step of the method is no reason
        (0.44, "D", "onzeker"),
        (0.45, "D", "redelijk"),
    ],
)
def test_certainty_in_a_word(book: Rulebook, share: float, qualities: str, word: str) -> None:
    constants = ("stevig_vanaf", "redelijk_vanaf", "aannames_te_veel")
    assert [book.constants[name] for name in constants] == [0.8, 0.45, 0.5]
    assert worker._word(book, score_with(qualities), share) == word


def test_certainty_in_a_word_over_all_situations(table: Table) -> None:
    """Exactly at a border too; counted in hundredths, so that no float decides."""
    at_border = 0
    for outcome, _ in table.distinct():
        for row in outcome.ranking:
            if row.certainty_word is None:
                continue
            share = Fraction(round(100 * present(row.certainty)), 100)
            counted = [r.quality for r in row.reasons if r.counted and r.quality]
            mostly = 2 * counted.count("D") >= len(counted)
            firm = share >= Fraction(4, 5) and not mostly
            plain = "redelijk" if share >= Fraction(9, 20) else "onzeker"
            assert row.certainty_word == ("stevig" if firm else plain)
            at_border += share == Fraction(4, 5)
    assert at_border > 0


@pytest.mark.parametrize(
    ("suitability", "word"),
    [
        (100, "goed"),
        (70.01, "goed"),
        (70, "goed"),
        (69.99, "redelijk"),
        (50, "redelijk"),
        (49.99, "minder goed"),
        (0, "minder goed"),
    ],
)
def test_how_well_it_fits_in_words(suitability: float, word: str) -> None:
    assert (GOOD, FAIR) == (70, 50)
    assert fits(suitability) == word


@pytest.mark.exhaustive
def test_an_advice_is_careful_only_where_less_is_known(table: Table) -> None:
    """The caveat stands where the advice rests on less than usual, and nowhere else.

    Where nothing is known of these residents, that is said instead.
    """
    book = table.book
    caveat = book.texts["zwak"]
    weak = instead = 0
    for outcome, (situation, *_) in table.distinct():
        advice = advise(table, situation, DAY)
        known = (situation.age, situation.profile) != (UNKNOWN, UNKNOWN)
        normal = table.normal[situation.track, situation.phase]
        less = known and outcome.strength < book.constants["zwak_deel"] * normal
        assert advice.weak is less
        assert (caveat in advice.notes) is less
        nothing = "is niets bekend" in advice.argument.basis.text
        assert (caveat in advice.argument.basis.text) is (less and not nothing)
        both = UNKNOWN not in (situation.age, situation.profile)
        assert (book.texts["combinatie"] in advice.notes) is both
        weak += less
        instead += less and nothing
    assert 0 < instead < weak < len(list(table.distinct())) / 2


def test_a_source_is_cited_by_its_maker(book: Rulebook) -> None:
    dated = next(id_ for id_, (_, finding) in book.findings.items() if finding.year)
    slug, finding = book.findings[dated]
    maker = book.sources[slug].publisher
    assert cite(book, dated) == f"{maker}, {finding.year}"
