"""Trust and involvement stand in for a profile that nobody knows, and never become one."""

from datetime import date

import pytest
from surveying.layers import layer

from engine import Rulebook, Table
from engine.knowledge import own_survey
from engine.knowledge.own_survey import Asked, OwnSurvey
from engine.model import UNKNOWN, KnowledgeError
from surveys import harvest, local_table
from surveys.findings import dots
from surveys.findings.splits import SPLITS, group_names
from surveys.harvest import AnswerFile, SurveyFacts
from surveys.reading import read
from surveys.stand_in import NAMES, beside_age, instead, score_of, stand_in

COVERS = ("surveys/findings/splits.py",)
FACTS = SurveyFacts("Panel", date(2026, 9, 1), date(2026, 9, 30), "gemengd")
WHERE = Asked("participatie", "bewustwording")
HEAD = "leeftijd;profiel;participatie:bewustwording;vertrouwen;betrokkenheid"


def answers(profile: str = "") -> bytes:
    """Return answers in which who trusts the municipality picks another way than who does not."""
    rows = [HEAD]
    for n in range(120):
        trust, involved = (5, 1)[n % 2], (4, 2)[n // 2 % 2]
        pick = "brief" if n % 2 else "website"
        rows.append(f"75-plus;{profile if n % 4 else ''};{pick};{trust};{involved}")
    return "\n".join(rows).encode()


@pytest.fixture(scope="module")
def own(book: Rulebook, table: Table) -> OwnSurvey:
    file = AnswerFile("a.csv", answers())
    made = harvest.harvest((file,), book, harvest.scores_of(table), FACTS)
    return own_survey.parse("laag.yaml", made.layer, book)


@pytest.mark.parametrize(
    ("trust", "involved", "place"),
    [(5, 5, 0), (4, 3, 1), (3, 4, 2), (1, 1, 3)],
)
def test_agreeing_is_four_or_five(trust: int, involved: int, place: int) -> None:
    assert stand_in(trust, involved) == list(NAMES)[place]
    assert stand_in(None, involved) == stand_in(trust, None) == UNKNOWN


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("1", 1), ("5", 5), ("Helemaal mee oneens", 1), ("mee oneens", 2), ("Mee eens", 4),
        ("Niet eens en niet oneens", 3), ("Niet mee eens, niet mee oneens", 3),
        ("HELEMAAL  MEE EENS", 5), ("Heel veel vertrouwen", 5), ("Zeer weinig vertrouwen", 1),
        ("Weinig", 2), ("Niet veel en niet weinig", 3), ("Weet niet", None),
        ("Weet ik niet / geen mening", None), ("", None),
    ],
)  # fmt: skip
def test_a_bureau_writes_a_scale_in_words(answer: str, score: int | None) -> None:
    assert score_of(answer) == score


@pytest.mark.parametrize("answer", ["0", "6", "99", "-1", "1,5", "vaak", "²", "eens per week"])
def test_what_is_no_scale_is_refused(answer: str) -> None:
    with pytest.raises(ValueError, match=answer):
        score_of(answer)


def test_a_profile_of_anybody_goes_before_it(book: Rulebook) -> None:
    given = read(answers("stadse-nomaden"), "a.csv", book).answers
    assert beside_age(given, book) == (given, tuple(book.profiles))
    without = read(answers(), "a.csv", book).answers
    grouped, groups = beside_age(without, book)
    assert groups == tuple(NAMES) and grouped.profiles == without.stand_ins
    unasked = read(b"leeftijd;participatie:bewustwording\n75+;brief\n", "a.csv", book).answers
    assert beside_age(unasked, book) == (unasked, tuple(book.profiles))


def test_it_is_told_apart_in_the_estimate_and_in_the_layer(own: OwnSurvey) -> None:
    assert instead(own) and own.profiles == (*NAMES, UNKNOWN)
    cells = own.rows[WHERE]["website"]
    trusting, not_trusting = (
        own.place(UNKNOWN, group) for group in (own.profiles[0], own.profiles[2])
    )
    assert cells.share[trusting] > 0.8 > 0.2 > cells.share[not_trusting]
    assert cells.n[trusting] == 30 and cells.n[-1, -1] == 120


def test_the_picture_splits_by_it_and_never_calls_it_a_profile(
    own: OwnSurvey, book: Rulebook
) -> None:
    assert list(dots.names(own, dots.TRUST)) == list(NAMES)
    assert not dots.names(own, dots.PROFILES)
    columns = dots.groups(own, WHERE, dots.TRUST)
    first = columns[0].of("website")
    assert first is not None and first.verdict == "vaker"
    assert group_names(book, dots.TRUST) == NAMES
    assert set(SPLITS) == {dots.AGES, dots.PROFILES, dots.TRUST}
    plain = layer(book, [WHERE], ["brief"])
    assert not dots.names(plain, dots.TRUST) and not instead(plain)


def test_a_resident_with_a_profile_gets_what_everybody_says(own: OwnSurvey) -> None:
    assert own.place(UNKNOWN, "stadse-nomaden") == own.place(UNKNOWN, UNKNOWN)


def test_the_table_keeps_a_row_for_every_profile(own: OwnSurvey, table: Table) -> None:
    rows = list(local_table.rows(own, table))
    assert {row[3] for row in rows} == set(table.book.profiles)


def test_a_layer_holds_profiles_or_stand_ins_and_not_both(own: OwnSurvey, book: Rulebook) -> None:
    text = own_survey.write(own).replace(list(NAMES)[1], "stadse-nomaden", 1)
    with pytest.raises(KnowledgeError, match="'stadse-nomaden' ken ik niet"):
        own_survey.parse("laag.yaml", text, book)
