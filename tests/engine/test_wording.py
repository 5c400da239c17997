"""Words for figures: every border from three sides, worked out by hand, and over all situations."""

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest

from engine import UNKNOWN, Rulebook, Table, worker
from engine.advice import advise
from engine.answer import Ranked, Reason
from engine.wording import FAIR, GOOD, answer, conclusion, fits

COVERS = ("engine/wording.py", "engine/worker.py", "engine/advice.py")
DAY = date(2026, 11, 28)


def reason(quality: str, counted: bool = True) -> Reason:
    return Reason("regel", 1.0, "Omdat.", (), quality, "taak", counted)


def scored(qualities: str) -> Any:
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
        (0.50, "AB", "redelijk"),
        (0.49, "AB", "onzeker"),
        (0.00, "AB", "onzeker"),
        (0.90, "AD", "redelijk"),  # half of it assumed is too much
        (0.90, "ABD", "stevig"),  # one of three is not
        (0.90, "ADD", "redelijk"),
        (0.90, "ABdd", "stevig"),  # what does not count is no assumption either
        (0.90, "A-D", "redelijk"),  # a step of the method is no reason
        (0.49, "D", "onzeker"),
        (0.50, "D", "redelijk"),
    ],
)
def test_certainty_in_a_word(book: Rulebook, share: float, qualities: str, word: str) -> None:
    constants = ("stevig_vanaf", "redelijk_vanaf", "aannames_te_veel")
    assert [book.constants[name] for name in constants] == [0.8, 0.5, 0.5]
    assert worker._word(book, scored(qualities), share) == word


def test_certainty_in_a_word_over_all_situations(table: Table) -> None:
    """Exactly at a border too; counted in hundredths, so that no float decides."""
    at_border = 0
    for outcome in table.outcomes.values():
        for row in outcome.ranking:
            if row.certainty_word is None:
                continue
            share = Fraction(round(100 * cast(float, row.certainty)), 100)
            counted = [r.quality for r in row.reasons if r.counted and r.quality]
            mostly = 2 * counted.count("D") >= len(counted)
            firm = share >= Fraction(4, 5) and not mostly
            plain = "redelijk" if share >= Fraction(1, 2) else "onzeker"
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


def ranked(table: Table) -> list[Ranked]:
    return list(next(iter(table.outcomes.values())).ranking)


@pytest.mark.parametrize(
    ("against", "score", "refused", "text"),
    [
        (-1.0, -0.5, None, "waarom_niet_omlaag"),
        (-1.0, 0.0, None, "waarom_niet_omlaag"),  # at nothing it does not lift any more
        (-1.0, 0.1, None, ""),
        (1.0, -0.5, None, ""),  # nothing speaks against it
        (-1.0, -0.5, "Dat kan niet.", "waarom_niet_kan"),  # what is impossible goes first
    ],
)
def test_why_not_chosen(
    table: Table, against: float, score: float, refused: str | None, text: str
) -> None:
    book, ranking = table.book, ranked(table)
    row = next(r for r in ranking if r.role == "kandidaat")
    row = row._replace(
        score=score,
        refusal=refused,
        reasons=(reason("B")._replace(weight=against, because="Dat werkt hier slecht."),),
    )
    ranking = [row if other.channel == row.channel else other for other in ranking]
    name = book.channels[row.channel].name
    told = {
        "waarom_niet_omlaag": book.texts["waarom_niet_omlaag"]
        .replace("{kanaal}", name)
        .replace("{reden}", "Dat werkt hier slecht."),
        "waarom_niet_kan": book.texts["waarom_niet_kan"]
        .replace("{kanaal}", name)
        .replace("{reden}", "dat kan niet."),
    }
    sentence = answer(book, ranking, row)
    assert [key for key, expected in told.items() if sentence == expected] == [text] * bool(text)


def test_an_advice_is_careful_only_where_less_is_known(table: Table) -> None:
    """The caveat stands where the advice rests on less than usual, and nowhere else."""
    book = table.book
    caveat, opening = book.texts["zwak"], book.texts["conclusie_voorzichtig"]
    weak = 0
    for situation, outcome in table.outcomes.items():
        advice = advise(table, situation, DAY)
        known = (situation.age, situation.profile) != (UNKNOWN, UNKNOWN)
        normal = table.normal[situation.track, situation.phase]
        less = known and outcome.strength < book.constants["zwak_deel"] * normal
        assert advice.weak is less
        assert (caveat in advice.notes) is less
        assert advice.conclusion.startswith(opening) is less
        both = UNKNOWN not in (situation.age, situation.profile)
        assert (book.texts["combinatie"] in advice.notes) is both
        weak += less
    assert 0 < weak < len(table.outcomes) / 2


def test_a_tie_is_told_as_a_tie(table: Table) -> None:
    """Both names in the first sentence when even, and never the word when not."""
    for outcome in table.outcomes.values():
        chosen = [row for row in outcome.ranking if row.role in ("hoofdkanaal", "ondersteunend")]
        chosen.sort(key=lambda row: row.role != "hoofdkanaal")
        sentence = conclusion(table.book, chosen, (), False)
        tied = [row for row in chosen[1:] if row.channel in chosen[0].even_with]
        assert ("even geschikt" in sentence) is bool(tied)
        for row in tied:
            assert table.book.channels[row.channel].phrase.lower() in sentence.lower()
