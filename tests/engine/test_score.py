"""Weights, uncertainty and certainty: each formula against a calculation by hand."""

from collections.abc import Sequence
from math import isclose, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from present import present

from engine import Rulebook, Table
from engine.answer import Ranked, suitability
from engine.inference import Inference
from engine.knowledge.task_table import UNLIKELY
from engine.model import Figure, Finding, Rule
from engine.roles import CANNOT, CHOSEN, MAIN, RATHER_NOT, SUPPORT, leader
from engine.score import Scorer, _nth_largest, _overlap, certainty, spread, wins
from engine.selection import select
from engine.weight import FigureError, from_figure, variance
from engine.worker import build

COVERS = ("engine/refusal.py",)


def logit(p: float) -> float:
    return log(p / (1 - p))


def finding(id_: str, value: float, measure: str = "gebruik", **more: object) -> Finding:
    given = {"id": id_, "tekst": "x", "maat": measure, "wat": "w", "waarde": value}
    return Finding.model_validate({"eenheid": "procent", **given, **more})


def figure(**keys: object) -> Figure:
    return Figure.model_validate(keys)


def test_weight_is_half_the_logit_difference_times_two_for_use(book: Rulebook) -> None:
    found = {"F1": ("S", finding("F1", 34)), "F2": ("S", finding("F2", 84))}
    points = from_figure(figure(groep="F1", basis="F2"), found, book.constants)
    assert isclose(points, (logit(0.34) - logit(0.84)), abs_tol=1e-5)  # 2 · … · 0.5


def test_weight_is_whole_for_preference_and_clipped(book: Rulebook) -> None:
    found = {
        "F1": ("S", finding("F1", 99, "voorkeur")),
        "F2": ("S", finding("F2", 50, "voorkeur")),
    }
    points = from_figure(figure(groep="F1", basis="F2"), found, book.constants)
    assert isclose(points, 2 * logit(0.95), abs_tol=1e-5)


def test_inverse_counts_those_who_do(book: Rulebook) -> None:
    found = {"F1": ("S", finding("F1", 23)), "F2": ("S", finding("F2", 3))}
    points = from_figure(figure(groep="F1", basis="F2", keer_om="ja"), found, book.constants)
    assert isclose(points, logit(0.77) - logit(0.95), abs_tol=1e-5)


def test_question_is_the_mean_logit_of_its_channels(book: Rulebook) -> None:
    found = {
        f"F{i}": ("S", finding(f"F{i}", value, "voorkeur", vraag="q"))
        for i, value in enumerate((50, 41, 16))
    }
    points = from_figure(figure(groep="F0", basis="vraag"), found, book.constants)
    mean = (logit(0.5) + logit(0.41) + logit(0.16)) / 3
    assert isclose(points, 2 * (logit(0.5) - mean), abs_tol=1e-5)


@pytest.mark.parametrize(
    ("base", "message"),
    [("F9", "ken ik niet"), ("F3", "meten niet hetzelfde"), ("vraag", "hoort bij geen vraag")],
)
def test_figures_that_cannot_be_compared_are_refused(
    book: Rulebook, base: str, message: str
) -> None:
    found = {"F1": ("S", finding("F1", 34)), "F3": ("T", finding("F3", 34))}
    with pytest.raises(FigureError, match=message):
        from_figure(figure(groep="F1", basis=base), found, book.constants)


def test_variance_adds_sampling_proxy_and_age(book: Rulebook) -> None:
    k = book.constants
    use = finding("F1", 34)
    sampling = 2 * sqrt(1 / (500 * 0.34 * 0.66)) * 0.5
    aged = 0.1 * (2026 - 2019 - 3)
    expected = sampling**2 + 0.5**2 + aged**2
    assert isclose(variance([use], [2019], figure(groep="F1", basis="F2"), k), expected)
    assert isclose(variance([finding("F1", 34, "voorkeur")], [2024], None, k), 0.0)
    assert isclose(variance([finding("F1", 3, "kiest")], [None], None, k), (0.1 * 7) ** 2)
    assert variance([], [], None, k) == 0.0


@given(st.floats(-20, 20))
def test_suitability_is_a_curve_through_fifty(points: float) -> None:
    assert 0 <= suitability(points) <= 100
    assert isclose(suitability(points) + suitability(-points), 100, abs_tol=0.011)
    assert suitability(0) == 50


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_overlap_halves_the_smaller_of_two_that_agree(age: float, profile: float) -> None:
    got = float(_overlap(np.array([age]), np.array([profile]), 0.5)[0])
    agree = age * profile > 0
    smaller = min(age, profile, key=abs)
    assert isclose(got, smaller / 2 if agree else 0.0, abs_tol=1e-12)


@given(st.lists(st.lists(st.integers(-9, 9), min_size=4, max_size=4), min_size=1, max_size=7))
def test_nth_largest_is_what_sorting_gives(rows: list[list[int]]) -> None:
    arrays = [np.array(row, dtype=np.float64) for row in rows]
    for n in range(1, len(rows) + 1):
        expected = np.sort(np.stack(arrays), axis=0)[len(rows) - n]
        assert (_nth_largest(arrays, n) == expected).all()


def test_certainty_counts_the_best_per_kind() -> None:
    draws = [np.array(values, dtype=np.float64) for values in ([5, 5], [4, 4], [3, 0], [2, 2])]
    shares = certainty(draws, ["a", "a", "b", "c"], 3, 0.5)
    assert shares == [1.0, 1.0, 1.0, 1.0]  # the third kind scores 2, then 0
    assert certainty(draws, ["a", "b", "c", "d"], 3, 0.5) == [1.0, 1.0, 0.5, 0.5]
    assert certainty(draws[:2], ["a", "a"], 3, 0.5) == [1.0, 0.0]


@given(st.lists(st.floats(-9, 9), min_size=2, max_size=50))
def test_spread_is_the_standard_deviation(values: list[float]) -> None:
    assert isclose(spread(np.array(values)), float(np.std(values)), abs_tol=1e-6)


def test_equal_scores_count_half() -> None:
    assert wins(np.array([1.0, 2.0, 0.0]), np.array([1.0, 1.0, 1.0])) == 0.5


def test_an_unrelated_rule_changes_nothing_elsewhere(book: Rulebook, table: Table) -> None:
    """Every rule has its own stream, so a new rule moves only the situations it speaks of."""
    from dataclasses import replace

    phase = list(book.phases)
    extra = replace(book.rules[0], id="een-nieuwe-regel", when={"fase": (phase[0],)})
    elsewhere = [s for s in book.situations() if s.phase == phase[1]][:40]
    assert build(replace(book, rules=(*book.rules, extra)), elsewhere).outcomes == {
        s: table.outcomes[s] for s in elsewhere
    }


def test_rules_on_one_finding_share_their_luck(book: Rulebook) -> None:
    scorer = Scorer(book)
    shared: dict[str, list[Rule]] = {}
    for rule in book.rules:
        shared.setdefault(rule.stream, []).append(rule)
    pairs = [rules for rules in shared.values() if len(rules) > 1]
    assert pairs
    for first, second, *_ in pairs:
        a = scorer._new_draws(((first.id, 1.0),)) - first.weight
        b = scorer._new_draws(((second.id, 1.0),)) - second.weight
        assert np.allclose(a, b)


def test_every_score_is_the_sum_of_its_reasons(table: Table) -> None:
    for outcome, _ in table.distinct():
        for row in outcome.ranking:
            if row.score is not None:
                assert isclose(row.score, sum(r.weight for r in row.reasons), abs_tol=1e-9)


def test_one_reason_counts_per_theme_and_dimension(book: Rulebook, table: Table) -> None:
    theme = {rule.id: rule.theme for rule in book.rules}
    for outcome, _ in table.distinct():
        for row in outcome.ranking:
            told = [
                (r.dimension, theme[r.rule])
                for r in row.reasons
                if r.counted and r.rule in theme and theme[r.rule] and r.dimension != "taak"
            ]
            assert len(told) == len(set(told))


def _lost(book: Rulebook, able: Sequence[Ranked], first: Sequence[Ranked]) -> float:
    """Return by how many points the best that is left out beats the least that is chosen.

    It is left out for its kind alone: what is of another kind than all chosen beats none.
    """
    kinds = {book.channels[row.channel].kind for row in first}
    left = [row for row in able if row not in first]
    least = min(present(row.score) for row in first) if len(first) == 3 else 0.0
    others = [row for row in left if book.channels[row.channel].kind not in kinds]
    assert all(present(row.score) <= least + 1e-9 for row in others)
    return round(max((present(row.score) - least for row in left), default=0.0), 9)


def test_roles_of_every_situation(book: Rulebook, table: Table) -> None:
    for outcome, (situation, *_) in table.distinct():
        able = [row for row in outcome.ranking if row.role != CANNOT]
        first = [row for row in able if row.role in (MAIN, SUPPORT)]
        assert [(-present(row.score), row.channel) for row in able] == sorted(
            (-present(row.score), row.channel) for row in able
        )
        lead = leader(book, outcome.applies, outcome.met_by) or able[0].channel
        assert [row.channel for row in first if row.role == MAIN] == [lead]
        assert len(first) <= 3
        if lead == able[0].channel:
            assert first[0] is able[0]
            assert all(present(row.score) > 0 for row in first)
            assert _lost(book, able, first) <= book.constants["prijs_zelfde_soort"]
        tasks = set(book.phases[situation.phase].per_track[situation.track].tasks)
        facts = situation.facts()
        forbidden = {
            slug
            for safeguard in book.safeguards
            if safeguard.forbid and all(facts[key] in of for key, of in safeguard.when.items())
            for slug in select(book.channels, safeguard.forbid)
        }
        for row in outcome.ranking:
            channel = book.channels[row.channel]
            never = {task for misfit in channel.impossible for task in misfit.tasks}
            cannot = tasks <= never or row.channel in forbidden
            assert (row.role == CANNOT) == cannot == bool(row.refusal)
            if row.role != CANNOT:
                hardly = any(r.rule.startswith(UNLIKELY) for r in row.reasons)
                assert hardly == (not tasks & set(channel.tasks))
        for row in able:
            if row.role == RATHER_NOT:
                resident = sum(r.weight for r in row.reasons if r.dimension != "taak")
                task = sum(r.weight for r in row.reasons if r.dimension == "taak")
                assert present(row.score) < 0 and (resident <= -1 or task <= -2)


def test_certainty_of_every_situation(book: Rulebook, table: Table) -> None:
    for outcome, _ in table.distinct():
        able = [row for row in outcome.ranking if row.role != CANNOT]
        for row in able:
            certainty = present(row.certainty)
            assert 0 <= certainty <= 1
            assert certainty == round(certainty, 2)
            assert (row.certainty_word is None) == (len(able) < 6)
            counted = [r for r in row.reasons if r.counted and r.quality]
            assumed = sum(r.quality == "D" for r in counted)
            if row.certainty_word == "stevig":
                assert certainty >= 0.8 and assumed < len(counted) / 2
            if row.certainty_word == "onzeker":
                assert certainty < 0.5


def test_ties_are_only_with_the_main_channel(table: Table) -> None:
    for outcome, _ in table.distinct():
        chosen = {row.channel: row for row in outcome.ranking if row.role in CHOSEN}
        main = next(row for row in outcome.ranking if row.role == MAIN)
        for row in outcome.ranking:
            if row.even_with:
                assert row.channel in chosen
                if row is not main:
                    assert row.even_with == (main.channel,)
                    assert row.channel in main.even_with


def test_knowing_less_is_never_more_certain_by_construction(book: Rulebook) -> None:
    """Where age is unknown, the draws of a channel spread at least as wide as the task alone."""
    scorer, inference = Scorer(book), Inference(book)
    for situation in book.situations()[::9]:
        fired = inference.decide(situation)
        for item in scorer.score(fired, book.channels):
            speaks = {r.dimension for r in item.reasons}
            if not speaks - {"taak"} and "taak" in speaks:
                assert spread(item.draws) > 1.0
