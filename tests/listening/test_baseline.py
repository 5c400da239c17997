"""What would have happened anyway: growth, season, free days, jumps and spikes make no effect."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from listening import knowledge
from listening.effects import controls, expected, noise, placebo, results, returns, standing
from listening.effects.effect import LESS, MORE, UNSURE, Effect, Placebo, effect
from listening.effects.expected import Circumstances
from listening.model import Refused
from listening.reading import export_store
from script.effects.made_series import World, series

START = date(2026, 10, 1)
WEEK = (1.15, 1.2, 1.15, 1.1, 0.95, 0.6, 0.55)


def week_days(before: int = 180, after: int = 28, growth: float = 0.0) -> dict[date, int]:
    """Return days with a week rhythm, chance by hand (± 10 %, in turn) and growth a week."""
    days = {}
    for at in range(-before, after):
        day = START + timedelta(days=at)
        turn = (1.1, 0.95, 1.0, 0.9, 1.05)[at % 5]
        days[day] = round(100 * WEEK[day.weekday()] * turn * (1 + growth) ** (at / 7))
    return days


def measured(days: dict[date, int], around: Circumstances = Circumstances()) -> Effect:  # noqa: B008
    return effect(days, START, max(days), None, around)


@pytest.mark.parametrize("growth", [0.0, 0.01, 0.02, 0.04, -0.03])
def test_growth_is_no_effect(growth: float) -> None:
    outcome = measured(week_days(growth=growth))
    assert outcome.word == UNSURE
    assert outcome.ratio == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(("times", "word"), [(1.4, MORE), (0.7, LESS), (1.0, UNSURE)])
def test_an_effect_on_top_of_growth(times: float, word: str) -> None:
    days = {
        day: round(count * (times if day >= START else 1))
        for day, count in week_days(growth=0.02).items()
    }
    outcome = measured(days)
    assert outcome.word == word
    assert outcome.ratio == pytest.approx(times, rel=0.1)


def test_days_far_off_do_not_decide() -> None:
    days = week_days()
    calm = measured(days)
    wild = measured(days | {START + timedelta(days=at): 1500 for at in (3, 4, -20)})
    assert wild.wild == 3
    assert wild.ratio == pytest.approx(calm.ratio, rel=0.03)


def test_a_jump_that_nobody_wrote_down_is_seen() -> None:
    moment = START - timedelta(days=60)
    days = {day: round(n * (1.6 if day >= moment else 1)) for day, n in week_days().items()}
    outcome = measured(days)
    assert (outcome.word, outcome.jumps) == (UNSURE, 1)
    assert "telt niet mee: 1 sprong vóór de actie" in list(standing.trust_lines(outcome))


def test_what_happened_together_with_the_action_says_nothing() -> None:
    """A relaunch on the same day, that stays: nobody can tell them apart."""
    days = {day: round(n * (1.6 if day >= START else 1)) for day, n in week_days().items()}
    assert measured(days).word == MORE
    relaunch = Circumstances(((START, None),))
    assert measured(days, relaunch).word == UNSURE


def test_a_school_holiday_is_no_effect_of_the_action() -> None:
    """The two weeks of Christmas take 40 % off; the action began in the first of them."""
    start = date(2025, 12, 20)
    days = {}
    for at in range(-180, 16):
        day = start + timedelta(days=at)
        days[day] = round(
            100 * WEEK[day.weekday()] * (1, 0.9, 1.1)[at % 3] * (0.6 if at >= 0 else 1)
        )
    with_region = effect(days, start, max(days), None, Circumstances(region="midden"))
    assert (with_region.word, effect(days, start, max(days)).word) == (UNSURE, UNSURE)


def test_school_holidays_count_by_the_share_of_regions() -> None:
    days = [date(2026, 7, 6) + timedelta(days=at) for at in (0, 6, 13)]  # noord; and zuid; all
    plan = expected.expectation(days, days[0], Circumstances(), expected.ALONE)
    assert plan.values[:, 9].round(2).tolist() == [0.33, 0.67, 1.0]
    own = expected.expectation(days, days[0], Circumstances(region="midden"), expected.ALONE)
    assert own.values[:, 9].tolist() == [0.0, 0.0, 1.0]


@pytest.mark.exhaustive
def test_the_filter_gives_the_likelihood_of_statsmodels() -> None:
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    counts = np.random.default_rng(3).normal(size=60)
    rho, part = noise.PERSISTENCE[5]
    extra, own = 0.7, 0.2
    oracle = UnobservedComponents(counts, irregular=True, autoregressive=1)
    fresh = part * extra * (1 - rho**2)
    expected = oracle.loglike([own + (1 - part) * extra, fresh, rho])
    evened = noise.Filter(np.ones(60), np.full(60, own), extra)
    squares = float((evened.even(counts[:, None])[5] ** 2).sum())
    assert -0.5 * (60 * np.log(2 * np.pi) + evened.logs[5] + squares) == pytest.approx(expected)


def test_a_day_that_lacks_is_a_longer_step() -> None:
    """After two days 0.3² of a level is left: variance 0.3² · known + 1 − 0.3⁴, by hand."""
    filtered = noise.Filter(np.array([1.0, 2.0]), np.zeros(2), 1.0, np.array([[0.3, 1.0]]))
    evened = filtered.even(np.array([[1.0], [1.0]]))[0, :, 0]
    assert evened[0] == pytest.approx(1.0)
    assert evened[1] == pytest.approx((1 - 0.3**2) / np.sqrt(1 - 0.3**4))


def test_moments_without_an_action_are_counted() -> None:
    days = week_days(before=365)
    once = placebo.placebo(days, START, START + timedelta(days=27))
    assert once == Placebo(41, 0)
    apart = Circumstances(((START - timedelta(days=60), START - timedelta(days=40)),))
    fewer = placebo.placebo(days, START, START + timedelta(days=27), None, apart)
    assert fewer.moments < 41 - 5


@pytest.mark.parametrize(
    ("moments", "named", "doubtful", "clean"),
    [(41, 2, False, True), (41, 5, False, False), (41, 7, True, False), (9, 9, False, False),
     (20, 2, False, True), (19, 0, False, False), (10, 1, False, False), (10, 2, True, False)],
)  # fmt: skip
def test_a_check_that_fails(moments: int, named: int, doubtful: bool, clean: bool) -> None:
    check = Placebo(moments, named)
    assert (placebo.is_doubtful(check), placebo.is_clean(check)) == (doubtful, clean)


def test_a_history_that_swings_gets_no_word() -> None:
    """Blocks of 40 days, up and down by half: the last change is no effect of an action."""
    days = week_days(before=400)
    swung = {
        day: round(n * (1.9 if (day - START).days // 40 % 2 == 0 else 1)) for day, n in days.items()
    }
    outcome = placebo.checked(measured(swung), swung, START, max(swung))
    assert outcome.word == UNSURE


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Effect(MORE, 1.4, 1.2, 1.6, placebo=Placebo(41, 2)),
         ["op 41 momenten zonder actie zou ik er 2 hebben genoemd"]),
        (Effect(MORE, 1.4, 1.2, 1.6, placebo=Placebo(1, 0)),
         ["op 1 moment zonder actie zou ik er geen hebben genoemd"]),
        (Effect(UNSURE, 1.1, 0.9, 1.3, smallest=0.25),
         ["een verandering was pas te zien vanaf +25 % of −20 %; kleiner kan dus best"]),
        (Effect(MORE, 1.4, 1.2, 1.6, wild=2, jumps=1),
         ["telt niet mee: 2 dagen met een uitschieter en 1 sprong vóór de actie"]),
        (Effect(MORE, 1.4, 1.2, 1.6, placebo=Placebo(0, 0)), []),
    ],
)  # fmt: skip
def test_why_a_change_can_be_believed(given: Effect, expected: list[str]) -> None:
    assert list(standing.trust_lines(given)) == expected


def test_a_series_that_moved_alike_is_proposed() -> None:
    rng = np.random.default_rng(5)
    mine, twin = series(rng, World(season=0.6, own=2000, level=0.01), START)
    alone, _ = series(rng, World(), START)
    known = {"pagina": mine, "tweeling": twin, "los": alone}
    (best,) = controls.proposals(known, "pagina", START)
    assert (best.name, best.part > 0.5) == ("tweeling", True)
    assert controls.proposals(known, "pagina", START, {"tweeling"}) == ()


ACTION = "actie;onderwerp;kanaal;begin;einde;reeks;vergelijk"


def measured_files(tmp_path: Path, days: dict[date, int], happened: str = "") -> results.Result:
    rows = "\n".join(f"{day};pagina;{count}" for day, count in days.items())
    texts = {
        "reeksen": f"datum;reeks;aantal\n{rows}",
        "acties": f"{ACTION}\nBrief;schulden;brief;{START};{max(days)};pagina;",
    }
    if happened:
        texts["gebeurtenissen"] = f"gebeurtenis;begin;einde;reeks\n{happened}"
    with export_store.open_store(knowledge.load().kinds) as opened:
        readings = []
        for name, text in texts.items():
            path = tmp_path / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            readings += opened.read(path)
        return results.results(opened, readings, results.Prices())[0]


def test_events_of_the_organisation_count(tmp_path: Path) -> None:
    days = {day: round(n * (1.6 if day >= START else 1)) for day, n in week_days().items()}
    assert measured_files(tmp_path, days).effect.word == MORE
    assert measured_files(tmp_path, days, f"Nieuwe site;{START};;").effect.word == UNSURE
    with pytest.raises(Refused, match="Bedoelde je 'pagina'"):
        measured_files(tmp_path, days, f"Storing;{START};;pagin")
    with pytest.raises(Refused, match="voor het begin"):
        measured_files(tmp_path, days, f"Storing;{START};2020-01-01;pagina")


def test_an_own_finding_takes_a_control_or_a_clean_check(tmp_path: Path) -> None:
    days = {day: round(n * (1.6 if day >= START else 1)) for day, n in week_days().items()}
    short = measured_files(tmp_path, days)
    assert (short.effect.word, short.effect.placebo) == (MORE, Placebo(14, 0))
    assert returns.finding(short) is None
    long = {day: round(n * (1.6 if day >= START else 1)) for day, n in week_days(365).items()}
    assert returns.finding(measured_files(tmp_path, long)) is not None
