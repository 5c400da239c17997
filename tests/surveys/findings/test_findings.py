"""What is said of own research: a difference only when it is sure, and nothing of too few."""

from dataclasses import replace

import numpy as np
import pytest
from surveying.layers import layer

from engine import Rulebook, Table
from engine.knowledge.own_survey import Asked, Cells, OwnSurvey, Saying
from engine.model import UNKNOWN
from surveys.findings import dots, spoken
from surveys.findings.dots import Dot, DotColumn, verdict
from surveys.findings.expected_share import expected
from surveys.findings.rule_points import rule_points
from surveys.findings.said_most import said_most, wilson


@pytest.fixture
def asked(book: Rulebook) -> Asked:
    return Asked(next(iter(book.tracks)), next(iter(book.phases)))


def constant(
    value: float, shape: tuple[int, int]
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.full(shape, value)


def cells(share: float, low: float, high: float, n: int, ages: int) -> Cells:
    shape = ages, 1
    return Cells(constant(0, shape), constant(0.5, shape), constant(share, shape),
                 constant(low, shape), constant(high, shape),
                 np.full(shape, n, dtype=np.int64))  # fmt: skip


def of_cells(book: Rulebook, asked: Asked, rows: dict[str, Cells]) -> OwnSurvey:
    own = layer(book, [asked], list(rows))
    return replace(own, rows={asked: rows})


def test_rules_share_out_as_many_choices_as_residents_made() -> None:
    shares = {"a": 0.5, "b": 0.3, "c": 0.1}
    rules = expected({"a": 0.0, "b": 2.0, "c": -2.0}, shares)
    assert sum(rules.values()) == pytest.approx(0.9, abs=1e-3)
    assert rules["b"] > rules["a"] > rules["c"]
    odds = {key: np.log(value / (1 - value)) for key, value in rules.items()}
    assert odds["b"] - odds["a"] == pytest.approx(1.0, abs=2e-3), "two points are one of log-odds"


def test_of_a_channel_without_points_the_rules_say_nothing() -> None:
    rules = expected({"a": 1.0}, {"a": 0.4, "b": 0.6})
    assert rules == {"a": pytest.approx(0.4, abs=1e-4)}
    assert expected({}, {"a": 0.4}) == {}
    assert expected({"a": 1.0}, {"a": 0.0}) == {}


@pytest.mark.parametrize(
    ("low", "high", "n", "beside", "way"),
    [
        (0.41, 0.51, 250, 0.33, "vaker"),
        (0.24, 0.32, 250, 0.37, "minder"),
        (0.20, 0.28, 250, 0.26, "klopt"),
        (0.20, 0.28, 40, 0.26, "open"),
        (0.41, 0.51, 10, 0.33, "open"),
        (0.41, 0.51, 250, None, "open"),
    ],
)
def test_a_difference_is_told_when_the_interval_leaves_it_out(
    low: float, high: float, n: int, beside: float | None, way: str
) -> None:
    assert verdict(low, high, n, beside) == way


def test_of_fewer_than_ten_answers_there_is_no_dot(book: Rulebook, asked: Asked) -> None:
    slug = next(iter(book.channels))
    own = of_cells(book, asked, {slug: cells(0.4, 0.3, 0.5, 0, len(book.ages))})
    (column,) = dots.phases(own, asked.track, {asked: {slug: 1.0}}, book.phases)
    assert column.few and column.thin
    assert column.dots[0].share is None and column.dots[0].verdict == "open"


def test_best_three_stand_out_and_groups_are_held_against_everyone(
    book: Rulebook, asked: Asked
) -> None:
    slugs = list(book.channels)[:4]
    rows = {
        slug: cells(0.1 * i, 0.1 * i - 0.03, 0.1 * i + 0.03, 200, len(book.ages))
        for i, slug in enumerate(slugs, start=1)
    }
    rows[slugs[0]].share[0, 0] = 0.5
    rows[slugs[0]].low[0, 0], rows[slugs[0]].high[0, 0] = 0.4, 0.6
    own = of_cells(book, asked, rows)
    (column,) = dots.phases(own, asked.track, {}, book.phases)
    assert [dot.channel for dot in column.dots if dot.best] == slugs[1:]
    first, second, *_ = dots.groups(own, asked)
    assert first.dots[0].verdict == "vaker" and first.dots[0].beside == pytest.approx(0.1)
    assert {dot.verdict for dot in second.dots} == {"klopt"}
    across = dots.across(own, asked.track, slugs[0])
    assert [one.key for one in across] == [age for age in book.ages if age != UNKNOWN]
    assert across[0].dots[0].channel == asked.phase


def column(*rows: tuple[str, float, float, str]) -> DotColumn:
    made = [
        Dot(slug, share, share - 0.05, share + 0.05, 250, beside, way)  # type: ignore[arg-type]
        for slug, share, beside, way in rows
    ]
    return DotColumn("", 250, tuple(made))


def test_the_conclusion_names_the_largest_sure_difference_first(book: Rulebook) -> None:
    phase, (up, more, down) = list(book.phases)[1], list(book.channels)[:3]
    one = replace(
        column((more, 0.3, 0.2, "vaker"), (up, 0.46, 0.3, "vaker"), (down, 0.1, 0.2, "minder")),
        key=phase,
    )
    pieces = spoken.conclusion(book, [one])
    assert [piece.text for piece in pieces if piece.strong] == [
        book.channels[up].phrase, "46 van de 100",
    ]  # fmt: skip
    text = "".join(piece.text for piece in pieces)
    assert "(tussen 41 en 51)" in text
    assert book.channels[down].phrase in text
    words = dict(spoken.verdicts(book, one))
    assert "46, regels 30" in words["Vaker dan verwacht."]
    assert book.channels[down].beside[1:] in words["Minder vaak dan verwacht."]
    assert spoken.conclusion(book, [column((up, 0.3, 0.3, "klopt"))])[0].text == spoken.SAME


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (0.54, "ongeveer de helft"),
        (0.0, "bijna niets"),
        (0.97, "alles"),
        (1.3, "meer dan we dachten"),
        (0.6, "ruim de helft"),
        (0.3, "minder dan de helft"),
    ],
)
def test_how_much_rules_hold_is_said_in_words(rules: float, words: str) -> None:
    assert spoken.holds(rules) == words


def test_sayings_are_ordered_and_need_fifty_answers(book: Rulebook, asked: Asked) -> None:
    said = (
        Saying(asked, "motief", "b", 0.2, 60),
        Saying(asked, "motief", "a", 0.5, 100),
        Saying(asked, "motief", "c", 0.9, 40),
        Saying(asked, "verwachting", "d", 0.5, 100),
    )
    own = layer(book, [asked], list(book.channels)[:2], sayings=said)
    assert [one.text for one in said_most(own, asked, "motief")] == ["a", "b"]
    assert wilson(0.5, 100) == (0.4188, 0.5812)
    assert wilson(0.0, 50)[0] == 0.0


def test_points_are_those_of_the_rules(table: Table, asked: Asked) -> None:
    points = rule_points(table, [asked])[asked]
    outcome = next(
        o for s, o in table.outcomes.items() if s[:2] == asked[:2] and set(s[2:]) == {UNKNOWN}
    )
    assert points == {row.channel: row.score for row in outcome.ranking if row.score is not None}
    assert rule_points(table, [Asked("a", "b")]) == {Asked("a", "b"): {}}
