"""Days before an action, laid beside a table that was worked out by hand with a calendar."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mixes import action, plan

from plans import freedays
from plans.model import Action, Plan
from plans.planning import lead_times, working_back
from plans.planning.working_back import back, between, dated

LETTER = [
    {"id": "tekst", "werkdagen": 5},
    {"id": "akkoord", "werkdagen": 3},
    {"id": "proef", "werkdagen": 2},
    {"id": "druk", "werkdagen": 5},
    {"id": "bezorging", "werkdagen": 3},
]


def with_steps(start: str = "2027-02-01", steps: Any = LETTER, **more: Any) -> Plan:
    return plan(acties=[action(start=start, voorbereiding=steps, **more)])


def days(of: Action) -> list[str]:
    return [f"{step.day:%d-%m}" for step in of.steps if step.day]


@pytest.mark.parametrize(
    ("day", "workdays", "before"),
    [
        ("2027-02-01", 0, "2027-02-01"),  # Monday
        ("2027-02-01", 1, "2027-01-29"),  # over the weekend
        ("2027-02-01", 5, "2027-01-25"),
        ("2027-03-20", 0, "2027-03-19"),  # a Saturday
        ("2027-03-20", 1, "2027-03-19"),
        ("2027-03-30", 1, "2027-03-25"),  # Good Friday is the 26th, Easter Monday the 29th
        ("2027-04-28", 1, "2027-04-26"),  # King's Day
        ("2027-05-07", 2, "2027-05-04"),  # Ascension Day is the 6th, Liberation Day the 5th counts
        ("2027-01-04", 3, "2026-12-29"),  # New Year's Day is a Friday
        ("2026-12-28", 1, "2026-12-24"),  # both days of Christmas
    ],
)
def test_working_days_back(day: str, workdays: int, before: str) -> None:
    assert back(date.fromisoformat(day), workdays).isoformat() == before


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2026, 1, 1), date(2035, 12, 31)), st.integers(1, 60))
def test_back_and_between_agree(day: date, workdays: int) -> None:
    before = back(day, workdays)
    assert freedays.working(before) and before < day
    assert between(before, day) == workdays == -between(day, before)
    assert back(day, workdays + 1) < before
    assert back(day + timedelta(days=1), workdays) >= before


@pytest.mark.parametrize(
    ("start", "steps", "expected"),
    [
        # The board: in the letterbox on Monday 1 February.
        ("2027-02-01", {}, ["06-01", "13-01", "18-01", "20-01", "27-01"]),
        # A week later, everything a week later.
        ("2027-02-08", {}, ["13-01", "20-01", "25-01", "27-01", "03-02"]),
        # Over Easter: 26 and 29 March are free.
        ("2027-04-05", {}, ["08-03", "15-03", "18-03", "22-03", "31-03"]),
        # A fixed proof: what comes before moves, what comes after does not.
        (
            "2027-02-01",
            {"proef": {"vast": "ja", "dag": "2027-01-15"}},
            ["05-01", "12-01", "15-01", "20-01", "27-01"],
        ),
        # Ready is ready, whatever moves.
        (
            "2027-02-08",
            {"tekst": {"gereed": "ja", "dag": "2026-12-21"}},
            ["21-12", "20-01", "25-01", "27-01", "03-02"],
        ),
        # A day that nobody fixed is worked out.
        (
            "2027-02-01",
            {"druk": {"dag": "2027-01-04"}},
            ["06-01", "13-01", "18-01", "20-01", "27-01"],
        ),
    ],
)
def test_the_steps_of_a_letter(
    start: str, steps: dict[str, dict[str, Any]], expected: list[str]
) -> None:
    tree = [step | steps.get(str(step["id"]), {}) for step in LETTER]
    assert days(dated(with_steps(start, tree).actions[0])) == expected


def test_moving_one_moves_the_earlier_ones_and_fixes_it() -> None:
    first = dated(with_steps().actions[0])
    moved = working_back.with_step_on(first, "proef", date(2027, 1, 14))
    assert days(moved) == ["04-01", "11-01", "14-01", "20-01", "27-01"]
    assert [step.id for step in moved.steps if step.fixed] == ["proef"]
    later = working_back.starting_on(moved, date(2027, 2, 8))
    assert days(later) == ["04-01", "11-01", "14-01", "27-01", "03-02"]
    with pytest.raises(KeyError):
        working_back.with_step_on(first, "montage", date(2027, 1, 14))


def test_an_action_that_moves_takes_its_end_and_waves_along() -> None:
    waves = [{"start": "2027-02-01", "deel": 50}, {"start": "2027-02-15", "deel": 50}]
    old = with_steps(einde="2027-02-20", golven=waves).actions[0]
    new = working_back.starting_on(old, date(2027, 2, 3))
    assert (new.end, [w.start for w in new.waves]) == (
        date(2027, 2, 22),
        [date(2027, 2, 3), date(2027, 2, 17)],
    )


FIXED = {"vast": "ja", "dag": "2027-01-26"}


@pytest.mark.parametrize(
    ("today", "more", "sentences"),
    [
        ("2027-01-06", {}, []),
        (
            "2027-01-07",
            {},
            [
                "'Actie een': tekst klaar had op 6 januari 2027 gemoeten. Zet de stap op gereed, "
                "of verschuif de actie."
            ],
        ),
        ("2027-01-07", {"status": "geplaatst"}, []),
        ("2027-01-07", {"status": "vervallen"}, []),
        ("2027-01-07", {"voorbereiding": []}, []),
        (
            "2027-01-01",
            {"voorbereiding": [{"id": "druk", "werkdagen": 5, **FIXED}]},
            [
                "'Actie een': naar de drukker staat op 26 januari 2027. Tot het begin op 1 februari"
                " 2027 zijn er 4 werkdagen; reken op 5 werkdagen."
            ],
        ),
        (
            "2027-01-01",
            {"start": "2027-01-26", "voorbereiding": [{"id": "druk", "werkdagen": 1, **FIXED}]},
            [
                "'Actie een': naar de drukker staat op 26 januari 2027. Tot het begin op 26 januari"
                " 2027 is er geen werkdag; reken op 1 werkdag."
            ],
        ),
        (
            "2027-01-01",
            {
                "voorbereiding": [
                    {"id": "x", "naam": "KCC ingelicht", "werkdagen": 2, **FIXED},
                    {"id": "druk", "werkdagen": 5},
                ]
            },
            [
                "'Actie een': KCC ingelicht staat op 26 januari 2027. Dat is na naar de drukker op "
                "25 januari 2027."
            ],
        ),
    ],
)
def test_late_is_told(today: str, more: dict[str, Any], sentences: list[str]) -> None:
    of = with_steps(**{"start": "2027-02-01", "steps": LETTER} | _named(more))
    lateness = working_back.late(of, date.fromisoformat(today))
    assert [one.sentence for one in lateness] == sentences


def _named(more: dict[str, Any]) -> dict[str, Any]:
    return {"steps" if key == "voorbereiding" else key: value for key, value in more.items()}


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        ("2026-12-14", "Nog 15 werkdagen tot 6 januari 2027: tekst klaar."),
        ("2027-01-05", "Nog 1 werkdag tot 6 januari 2027: tekst klaar."),
        ("2027-01-06", "Vandaag moet: tekst klaar."),
        ("2027-01-11", "Te laat: tekst klaar had op 6 januari 2027 gemoeten."),
    ],
)
def test_the_room_until_the_first_step(today: str, sentence: str) -> None:
    assert working_back.room(with_steps().actions[0], date.fromisoformat(today)) == sentence
    assert working_back.room(plan(acties=[action()]).actions[0], date(2027, 1, 1)) is None


def test_every_step_has_a_name_and_every_channel_one_way(book: Any) -> None:
    known = lead_times.lead_times()
    channels = [slug for way in known.ways for slug in way.channels]
    assert sorted(channels) == sorted(book.channels)
    steps = {id_ for way in known.ways for id_ in way.steps}
    steps |= {id_ for durations in known.other.values() for id_ in durations}
    assert steps == set(known.names)
    other = book.channels["brief"].model_copy(update={"lead_time": "dagen"})
    assert [step.id for step in lead_times.steps_before("wijkkrant", other)] == ["tekst", "akkoord"]
    assert not lead_times.runs("wijkkrant")
