"""KanaalBench measures what it says: towns with a known truth, people who were left out."""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from engine import UNKNOWN, Table
from script import kanaalbench
from script.towns import people, report, width
from script.towns.bounds import bounds
from script.towns.judging import judge, margins, with_all
from script.towns.report import WayRow
from script.towns.rivals import AGE, OURS, PROFILE, RAW, RULES, Guess, guesses, wilson
from script.towns.town import PICKS, Town, among_three, answers_of, town_of

PAGE = Path(report.__file__).parents[2] / "docs" / "kanaalbench.md"


@pytest.fixture(scope="module", autouse=True)
def few_persons() -> Iterator[None]:
    """Average over few residents: it is quicker, and a town is then as much of a town."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("script.towns.town.PERSONS", 6)
        yield


@pytest.fixture(scope="module")
def town(table: Table) -> Town:
    return town_of(table, "half true", 0)


def test_the_chance_to_be_among_three_is_that_of_drawing_one_by_one() -> None:
    taste = np.array([0.3, -1.0, 0.8, 0.0, 1.4])
    weight = np.exp(taste) / np.exp(taste).sum()
    chances = np.zeros(5)
    for one, two, three in permutations(range(5), 3):
        left = 1 - weight[one]
        chance = weight[one] * weight[two] / left * weight[three] / (left - weight[two])
        chances[[one, two, three]] += chance
    assert among_three(taste) == pytest.approx(chances)


def test_a_town_is_the_same_every_time(table: Table, town: Town) -> None:
    again = town_of(table, "half true", 0)
    assert np.array_equal(again.share, town.share)
    assert answers_of(again, 50, 3).picks == answers_of(town, 50, 3).picks
    assert town.share.sum(axis=1) == pytest.approx(PICKS)
    assert town.joint.sum() == pytest.approx(1)


def test_residents_pick_as_the_town_says(town: Town) -> None:
    answers = answers_of(town, 4_000, 1)
    asked = town.asked[0]
    weight = town.joint * town.response
    expected = (town.share[0] * weight).sum(axis=(1, 2)) / weight.sum()
    given = [picks for picks in answers.picks[asked] if picks is not None]
    assert len(given) == pytest.approx(4_000, rel=0.05)
    assert {len(picks) for picks in given} == {PICKS}
    share = [sum(slug in picks for picks in given) / len(given) for slug in town.channels]
    assert share == pytest.approx(expected.tolist(), abs=0.04)
    assert UNKNOWN in answers.ages
    assert UNKNOWN in answers.profiles


def test_knowing_the_truth_costs_nothing(town: Town) -> None:
    judged = judge(town, OURS, Guess(town.share, town.share - 0.01, town.share + 0.01, 0.0))
    assert judged["regret"] == 0
    assert judged["overlap"] == 1
    assert judged["rmse"] == 0
    assert judged["coverage"] == 1
    worst = judge(town, OURS, Guess(-town.share, town.share, town.share, 0.0))
    assert worst["regret"] > 0.5
    assert worst["overlap"] == 0
    assert "rmse" not in judge(town, RULES, Guess(town.points, None, None, 0.0))
    assert margins(town, Guess(town.share, None, None, 0.0)) == ()


def test_groups_together_are_their_mean(town: Town) -> None:
    full = with_all(town)
    assert full[..., -1, -1] == pytest.approx((town.share * town.joint).sum(axis=(2, 3)))
    assert full[..., 0, -1] == pytest.approx(
        (town.share[:, :, 0] * town.joint[0]).sum(axis=2) / town.joint[0].sum()
    )


def test_tables_are_the_percentages_of_groups(town: Town) -> None:
    answers = answers_of(town, 200, 1)
    ways = guesses(answers, (town.ages, town.profiles), town.population, town.points)
    asked = town.asked[1]
    old = [
        picks
        for age, picks in zip(answers.ages, answers.picks[asked], strict=True)
        if age == town.ages[-1] and picks is not None
    ]
    share = sum(town.channels[3] in picks for picks in old) / len(old)
    assert ways[AGE].share[1, 3, -1] == pytest.approx([share] * len(town.profiles))
    assert ways[OURS].share.shape == ways[RAW].share.shape == town.share.shape
    assert judge(town, OURS, ways[OURS])["rmse"] < judge(town, RAW, ways[RAW])["rmse"]
    everyone, age, both = margins(town, ways[OURS])
    assert everyone < age < both


def test_an_interval_of_a_percentage_is_that_of_wilson() -> None:
    low, high = wilson(np.array([0.5, 0.0]), np.array([100.0, 10.0]))
    assert low == pytest.approx([0.4191, 0.0], abs=1e-3)
    assert high == pytest.approx([0.5809, 0.2130], abs=1e-3)


def test_the_width_is_judged_in_towns_apart(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(width, "SETS", (("one town", range(200, 201), 0.25),))
    monkeypatch.setattr(width, "SIZES", (100,))
    (row,) = width.width_rows(table)
    assert row.plain < row.wider and 0.8 < row.wider < 1 and row.regret > 0
    lines = list(report.apart([row]))
    assert f"| one town | 100 | {row.regret:.2f} | {row.plain:.3f} |" in lines[-2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return files like those of real people: whoever is old watches television."""
    rows = [("oud", n % 3, "televisie", 7, 0) if n % 2 else ("jong", n % 3, "internet", 0, 6)
            for n in range(1_400)]  # fmt: skip
    gss = [f"{age},{level},{way},{way},{way}" for age, level, way, _, _ in rows]
    head = "leeftijd,opleiding,nieuws,wetenschapsnieuws,zelf-opzoeken"
    (tmp_path / "gss2016.csv").write_text("\n".join([head, *gss]), encoding="utf-8")
    panel = [f"{age},1,{level},{tv},{web}" for age, level, _, tv, web in rows]
    head = "leeftijd,opleiding,cynisme,televisie,internet"
    (tmp_path / "vu2021.csv").write_text("\n".join([head, *panel]), encoding="utf-8")
    return tmp_path


def test_people_are_judged_on_those_left_out(folder: Path) -> None:
    for everybody in (people.gss(folder), people.panel(folder)):
        known = people.some(everybody.answers, list(range(300)))
        others = people.some(everybody.answers, list(range(300, 1_400)))
        share, n = people.percentages(everybody, others)
        assert n[0, 0].sum() == len(others)
        assert set(share.ravel().tolist()) == {0.0, 1.0}
        ways = guesses(known, (everybody.ages, everybody.profiles), {}, None)
        assert people.judge_people(ways[AGE], share, n)["rmse"] == 0
        assert people.judge_people(ways[PROFILE], share, n)["rmse"] == pytest.approx(0.5, abs=0.01)
        assert people.judge_people(ways[OURS], share, n)["rmse"] < 0.05


def test_where_there_are_no_people_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(kanaalbench.real_people(tmp_path)) == []
    assert capsys.readouterr().err.count("not there") == 2


def rows(ours: float) -> list[WayRow]:
    """Return rows of one place, with the regret of ours."""
    measures = {"overlap": 0.5, "rmse": 0.1, "coverage": 0.9, "coverage_big": 0.9, "seconds": 0.1}
    named = {RULES: 0.6, AGE: 0.2, PROFILE: 0.3, RAW: 0.4, OURS: ours}
    return [
        WayRow("town, rulebook half true", n, way, {"regret": regret, **measures})
        for n in (400, 1_000)
        for way, regret in named.items()
    ]


def test_demands_are_checked() -> None:
    held = bounds(rows(0.09))
    assert held["town, rulebook half true, n = 400: regret 0.45 of the better table (≤ 0.50)"]
    assert not held["town, rulebook half true, n = 1,000: regret 0.45 of the better table (≤ 0.33)"]
    assert held["town, rulebook half true, n = 400: coverage 0.900 (0.88-0.93)"]


def test_losses_are_told_as_well_as_wins(tmp_path: Path) -> None:
    (tmp_path / "beelden").mkdir()
    page = tmp_path / "kanaalbench.md"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    report.write(tmp_path, rows(0.25), bounds(rows(0.25)), 3, [])
    written = page.read_text(encoding="utf-8")
    assert "- town, rulebook half true, n = 400: regret of *age only* 0.200, ours 0.250" in written
    assert "| 400 | **ours** | 0.250 |" in written
    assert "ours" in report.text(rows(0.25), bounds(rows(0.25)))
    chart = (tmp_path / "beelden" / "kanaalbench.svg").read_text(encoding="utf-8")
    assert chart.count("<polyline") == 5
    assert written.startswith("# KanaalBench")


def test_more_answers_never_bring_less() -> None:
    assert kanaalbench.rising([1, 3, 2, 4]) == [1, 2.5, 2.5, 4]
    assert kanaalbench.rising([3, 2, 1]) == [2, 2, 2]
    assert kanaalbench.rising([1, 2, 2, 5]) == [1, 2, 2, 5]


def test_what_answers_bring_never_falls() -> None:
    reached: kanaalbench.Reached = {
        400: [(0.05, 0.1, 0.2), (0.07, 0.12, 0.2)],
        1_000: [(0.06, 0.08, 0.1)],
    }
    brought = list(kanaalbench.gains(rows(0.09), reached))
    assert [row.answers for row in brought] == [0, 400, 1_000]
    assert brought[0].missed == pytest.approx(60)
    assert brought[1][1:] == pytest.approx((9, 6, 11, 20))
    assert brought[2][1:] == pytest.approx((9, 6, 8, 10))


@pytest.mark.exhaustive
def test_the_page_tells_what_is_measured_now(table: Table) -> None:
    """One town of the page, measured again: estimate and page are of the same code."""
    town = town_of(table, "true", 1)
    answers = answers_of(town, 400, 1_400)
    ways = guesses(answers, (town.ages, town.profiles), town.population, town.points)
    ours, age = (judge(town, way, ways[way]) for way in (OURS, AGE))
    assert ours["regret"] < 0.6 * age["regret"]
    assert ours["coverage"] > 0.86
