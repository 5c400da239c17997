"""What desks get and can do, and when waves begin: every number worked out by hand."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from sample_plans import SMALL

from plans import capacity, plan_of
from plans.model import Plan
from plans.planning import busy


def plan_with(*actions: dict[str, Any], desk: dict[str, Any] | None = None, **more: Any) -> Plan:
    """Return a plan of these actions at one desk that can do 50 a week, unless said otherwise."""
    tree = deepcopy(SMALL)
    tree |= {key: value for key, value in more.items() if key != "einde"}
    tree["fasen"][0]["einde"] = more.get("einde", "2027-06-30")
    tree["capaciteit"] = [{"id": "kcc", "naam": "KCC", "per_week": 50} | (desk or {})]
    base = tree["acties"][0]
    tree["acties"] = [base | {"id": f"doe-{i}"} | action for i, action in enumerate(actions)]
    return plan_of(tree)


def action(
    start: str, people: int, weeks: int = 1, share: int = 100, **more: Any
) -> dict[str, Any]:
    """Return an action to which half to all of so many people react."""
    response = {"van": people // 2, "tot": people, "weken": weeks, "loketten": {"kcc": share}}
    return {"start": start, "reactie": response, **more}


def waves(*parts: tuple[str, int]) -> list[dict[str, Any]]:
    return [{"start": start, "deel": share} for start, share in parts]


@pytest.mark.parametrize(
    ("actions", "weeks"),
    [
        # 100 reactions from Monday on in two weeks: 50 a week.
        ([action("2027-01-11", 100, 2)], {"2027-01-11": (25, 50), "2027-01-18": (25, 50)}),
        # Wednesday to Sunday is 5 of 7 days: 70 × 5/7 = 50, and 20 are left.
        ([action("2027-01-13", 70)], {"2027-01-11": (25, 50), "2027-01-18": (10, 20)}),
        # Sunday is 1 of 14 days: 140 × 1/14 = 10, then 7/14 = 70 and 6/14 = 60.
        (
            [action("2027-01-17", 140, 2)],
            {"2027-01-11": (5, 10), "2027-01-18": (35, 70), "2027-01-25": (30, 60)},
        ),
        # The desk gets 30 per cent of 100.
        ([action("2027-01-11", 100, share=30)], {"2027-01-11": (15, 30)}),
        # Two actions in one week: 40 + 20.
        (
            [action("2027-01-11", 40), action("2027-01-11", 20)],
            {"2027-01-11": (30, 60)},
        ),
        # An action that was cancelled asks nothing.
        (
            [action("2027-01-11", 40), action("2027-01-11", 20, status="vervallen")],
            {"2027-01-11": (20, 40)},
        ),
        # 40 per cent of 100 in the first week and 60 per cent two weeks later.
        (
            [action("2027-01-11", 100, golven=waves(("2027-01-11", 40), ("2027-01-25", 60)))],
            {"2027-01-11": (20, 40), "2027-01-25": (30, 60)},
        ),
        # Two waves in one week: 100 × 40 % + 100 × 60 % × 5/7 (from Wednesday) = 82,86.
        (
            [action("2027-01-11", 100, golven=waves(("2027-01-11", 40), ("2027-01-13", 60)))],
            {"2027-01-11": (41.428571, 82.857143), "2027-01-18": (8.571429, 17.142857)},
        ),
        # Nobody reacts at this desk.
        ([action("2027-01-11", 100, share=0)], {}),
    ],
)
def test_reactions_are_spread_over_the_days(
    actions: list[dict[str, Any]], weeks: dict[str, tuple[float, float]]
) -> None:
    got = {
        load.monday.isoformat(): (load.low, load.high)
        for load in capacity.loads(plan_with(*actions))
    }
    assert list(got) == list(weeks)
    for monday, pair in weeks.items():
        assert got[monday] == pytest.approx(pair, abs=1e-6)


@pytest.mark.parametrize(
    ("people", "over"),
    [(49, False), (50, False), (51, True)],  # the desk can do 50
)
def test_too_much_is_more_than_a_desk_can_do(people: int, over: bool) -> None:
    (load,) = capacity.loads(plan_with(action("2027-01-11", people)))
    assert load.over is over
    assert bool(capacity.propose(plan_with(action("2027-01-11", people)))) is over


@pytest.mark.parametrize(
    ("monday", "pauses", "able"),
    [
        ("2027-01-11", [], 50),
        ("2027-03-22", [], 40),  # Good Friday
        ("2027-03-29", [], 40),  # Easter Monday
        ("2027-04-26", [], 40),  # King's Day, a Tuesday
        ("2027-05-03", [], 40),  # Ascension Day; Liberation Day is no day off
        ("2027-12-20", [], 50),  # Christmas is on Saturday and Sunday
        # 0 on Monday: four of five days of 10.
        ("2027-01-11", [("2027-01-11", "2027-01-11", 0)], 40),
        # 20 a week from Thursday up to and with Friday: 3 × 10 + 2 × 4.
        ("2027-01-11", [("2027-01-14", "2027-01-15", 20)], 38),
        # A period that ends on Sunday before, or begins on Saturday after, changes nothing.
        ("2027-01-11", [("2027-01-04", "2027-01-10", 0), ("2027-01-16", "2027-01-24", 0)], 50),
        # More than usual: 100 a week on Monday and Tuesday is 2 × 20 + 3 × 10.
        ("2027-01-11", [("2027-01-11", "2027-01-12", 100)], 70),
        # Of two periods on one day the first counts: 5 × 2.
        ("2027-01-11", [("2027-01-11", "2027-01-15", 10), ("2027-01-11", "2027-01-15", 0)], 10),
    ],
)
def test_a_desk_does_a_fifth_a_working_day(
    monday: str, pauses: list[tuple[str, str, int]], able: float
) -> None:
    kept = [{"van": start, "tot": end, "per_week": rate} for start, end, rate in pauses]
    project = SMALL["project"] | {"einde": "2027-12-31"}
    plan = plan_with(
        action(monday, 10), desk={"uitzonderingen": kept}, project=project, einde="2027-12-31"
    )
    (load,) = capacity.loads(plan)
    assert load.capacity == able


@pytest.mark.parametrize(
    ("start", "people", "able", "region", "begins"),
    [
        # Two halves of 100, a week apart: 50 each is what the desk can do.
        ("2027-01-11", 100, 50, None, ["2027-01-11", "2027-01-18"]),
        # 150 in three: 34, 33 and 33 per cent, at most 51 a week; two of 75 would be too much.
        ("2027-01-11", 150, 51, None, ["2027-01-11", "2027-01-18", "2027-01-25"]),
        # The second week is the spring break of the south (13 to 21 February).
        ("2027-02-08", 100, 50, "zuid", ["2027-02-08", "2027-02-22"]),
        ("2027-02-08", 100, 50, "noord", ["2027-02-08", "2027-02-15"]),
        ("2027-02-08", 100, 50, None, ["2027-02-08", "2027-02-15"]),
        # The first wave moves out of the break too; the second comes a week after that.
        ("2027-02-15", 100, 50, "zuid", ["2027-02-22", "2027-03-01"]),
        # Saturday and Sunday become Monday, and the next wave a week later.
        ("2027-01-16", 100, 50, None, ["2027-01-18", "2027-01-25"]),
        ("2027-01-17", 100, 50, None, ["2027-01-18", "2027-01-25"]),
        # A week after 22 March is Easter Monday: Tuesday. 70 a week is 56 in these weeks.
        ("2027-03-22", 100, 70, None, ["2027-03-22", "2027-03-30"]),
    ],
)
def test_waves_begin_on_working_days_outside_breaks(
    start: str, people: int, able: int, region: str | None, begins: list[str]
) -> None:
    plan = plan_with(action(start, people), desk={"per_week": able}, vakantieregio=region)
    (proposal,) = capacity.propose(plan)
    assert [wave.start.isoformat() for wave in proposal.waves] == begins
    assert (proposal.fits, proposal.late) == (True, 0)


@pytest.mark.parametrize(
    ("people", "able", "shares"),
    [
        (100, 50, [50, 50]),
        (150, 51, [34, 33, 33]),
        (150, 50, [25, 25, 25, 25]),  # 34 per cent of 150 is 51: one too many
        (600, 84, [13, 13, 13, 13, 12, 12, 12, 12]),  # 15 per cent of 600 is 90, 13 is 78
    ],
)
def test_the_parts_of_an_action_make_a_hundred(people: int, able: int, shares: list[int]) -> None:
    (proposal,) = capacity.propose(plan_with(action("2027-01-11", people), desk={"per_week": able}))
    assert [int(wave.share) for wave in proposal.waves] == shares
    numbers = [f"deel {i} van {len(shares)}" for i in range(1, len(shares) + 1)]
    assert [wave.where for wave in proposal.waves] == numbers


@pytest.mark.parametrize(
    ("end", "late"),
    [("2027-01-24", 1), ("2027-01-25", 0), ("2027-01-26", 0), ("2027-01-20", 5)],
)
def test_late_is_in_days_after_the_phase(end: str, late: int) -> None:
    """Three waves are needed: 11, 18 and 25 January."""
    plan = plan_with(action("2027-01-11", 150), desk={"per_week": 51}, einde=end)
    (proposal,) = capacity.propose(plan)
    assert proposal.waves[-1].start == date(2027, 1, 25)
    assert (proposal.fits, proposal.late) == (True, late)


def test_waves_that_help_nothing_are_not_proposed() -> None:
    """A desk that can do nothing is asked 100 too many, in one week or in twelve."""
    assert capacity.propose(plan_with(action("2027-01-11", 100), desk={"per_week": 0})) == ()


def test_the_most_waves_may_still_be_too_much() -> None:
    """Twelve parts of at least 8 per cent of 1,000 are 80 a week; the desk can do 50."""
    (proposal,) = capacity.propose(plan_with(action("2027-01-11", 1000)))
    assert (proposal.fits, proposal.late, len(proposal.waves)) == (False, 0, 12)


@pytest.mark.parametrize(
    ("people", "peak"),
    [
        ([30, 60, 40], ("2027-01-18", 60)),
        ([60, 30, 60], ("2027-01-11", 60)),  # of equal weeks the first
        ([30, 40, 60], ("2027-01-25", 60)),
    ],
)
def test_the_peak_is_the_busiest_week(people: list[int], peak: tuple[str, int]) -> None:
    days = ("2027-01-11", "2027-01-18", "2027-01-25")
    plan = plan_with(*(action(day, count) for day, count in zip(days, people, strict=True)))
    (load,) = capacity.peaks(plan)
    assert (load.monday.isoformat(), load.high) == peak


@pytest.mark.parametrize(
    ("actions", "desk", "sentence"),
    [
        # As many reactions in both weeks: 27 April is a holiday, and a fifth of 180 is gone then.
        (
            [action("2027-04-05", 158), action("2027-04-26", 158)],
            {"per_week": 180},
            "Het krapst in de week van 26 april 2027: 79 tot 158 reacties, en er kunnen er 144 "
            "(Koningsdag). In 1 week is het te veel.",
        ),
        # Fewer reactions in a week with less room can be the worst.
        (
            [action("2027-04-05", 150), action("2027-04-26", 140)],
            {"per_week": 180},
            "Het krapst in de week van 26 april 2027: 70 tot 140 reacties, en er kunnen er 144 "
            "(Koningsdag). Dat past in elke week.",
        ),
        (
            [action("2027-04-05", 150), action("2027-04-12", 20)],
            {"uitzonderingen": [{"van": "2027-04-12", "tot": "2027-04-16", "per_week": 10}]},
            "Het krapst in de week van 5 april 2027: 75 tot 150 reacties, en er kunnen er 50. "
            "In 2 weken is het te veel.",
        ),
        (
            [action("2027-04-12", 20)],
            {"uitzonderingen": [{"van": "2027-04-12", "tot": "2027-04-13", "per_week": 10}]},
            "Het krapst in de week van 12 april 2027: 10 tot 20 reacties, en er kunnen er 34 "
            "(minder bezetting). Dat past in elke week.",
        ),
    ],
)
def test_the_worst_week_is_told_with_what_makes_it_so(
    actions: list[dict[str, Any]], desk: dict[str, Any], sentence: str
) -> None:
    assert list(busy.lines(plan_with(*actions, desk=desk))) == [("KCC", sentence)]


@pytest.mark.parametrize(
    ("evening", "starts"),
    [
        (None, ["2027-01-11", "2027-01-18", "2027-01-25"]),  # 34, 33 and 33 per cent of 147
        ("2027-01-26", ["2027-01-11", "2027-01-18", "2027-01-25"]),
        ("2027-01-25", []),  # nobody is invited on the evening itself
        ("2027-01-15", []),
    ],
)
def test_waves_of_an_invitation_stay_before_what_they_invite_to(
    evening: str | None, starts: list[str]
) -> None:
    letter = action("2027-01-11", 147) | ({"nodigt_uit_voor": "avond"} if evening else {})
    days = [{"id": "avond", "naam": "Avond", "dag": evening}] if evening else []
    proposed = capacity.propose(plan_with(letter, mijlpalen=days))
    fitting = [wave.start.isoformat() for one in proposed if one.fits for wave in one.waves]
    assert fitting == starts
    assert all(w.start.isoformat() < (evening or "3") for one in proposed for w in one.waves)
