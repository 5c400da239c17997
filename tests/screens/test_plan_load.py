"""How busy it gets, in words: at what a desk can do, one below and one above; one and more."""

from datetime import date
from typing import Any

import pytest
from mixes import action, plan

from plans.capacity import Load, WaveProposal
from plans.model import Plan, Wave
from screens.plan.agreements import load

MONDAY = date(2027, 1, 11)


def busy(people: int, weeks: int = 1) -> Plan:
    """Return a plan in which a desk for 50 a week gets so many reactions in so many weeks."""
    response = {"van": 0, "tot": people, "weken": weeks, "loketten": {"kcc": 100}}
    desk = [
        {"id": "kcc", "naam": "KCC", "per_week": 50},
        {"id": "rust", "naam": "R", "per_week": 1},
    ]
    return plan(capaciteit=desk, acties=[action(start="2027-01-11", reactie=response)])


@pytest.mark.parametrize(("high", "fits"), [(49, "ja"), (50, "ja"), (51, "te veel")])
def test_a_week_fits_up_to_what_a_desk_can_do(high: float, fits: str) -> None:
    row = load._row("KCC", Load("kcc", MONDAY, 10, high, 50))
    assert row == ["11-01-2027", "KCC", "10", str(high), "50", fits]


PEAK = "KCC: het krapst in de week van 11 januari 2027: 0 tot {} reacties, en er kunnen er 50."
FITS = " Dat past in elke week."


@pytest.mark.parametrize(
    ("people", "weeks", "line"),
    [
        (49, 1, PEAK.format(49) + FITS),
        (50, 1, PEAK.format(50) + FITS),
        (51, 1, PEAK.format(51) + " In 1 week is het te veel."),
        (120, 2, PEAK.format(60) + " In 2 weken is het te veel."),
    ],
)
def test_the_peak_says_how_often_it_is_too_much(people: int, weeks: int, line: str) -> None:
    of = busy(people, weeks)
    assert str(load._peaks(of)) == f"<ul><li>{line}</li></ul>"


@pytest.mark.parametrize(
    ("fits", "late", "rest"),
    [
        (True, 0, ""),
        (True, 1, " De laatste begint 1 dag na het einde van de fase."),
        (True, 5, " De laatste begint 5 dagen na het einde van de fase."),
        (False, 0, " Dan is het nog steeds te veel."),
    ],
)
def test_a_proposal_in_words(fits: bool, late: int, rest: str) -> None:
    parts: list[dict[str, Any]] = [
        {"start": "2027-01-11", "deel": 60},
        {"start": "2027-01-18", "deel": 40},
    ]
    waves = tuple(Wave.model_validate(part) for part in parts)
    line = load._proposal_text("Brief", WaveProposal("een", waves, fits, late))
    assert line == f"Brief: 11-01-2027 (60 procent), 18-01-2027 (40 procent).{rest}"
