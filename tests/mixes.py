"""A choice of channels made by hand, so that a case can hold exactly what its sentence needs."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from plans import plan_of
from plans.choice.doubt import Certainty
from plans.choice.mix import CurvePoint, Mix, UnreachedGroup
from plans.choice.needs import Need
from plans.choice.value import GroupPhase
from plans.model import Plan
from plans.money import Price

EARLY, FIRST = "bewustwording", "eerste-contact"
OLD, YOUNG = GroupPhase("oud", EARLY), GroupPhase("jong", EARLY)
BARE = Mix(
    channels=("brief",),
    value=0.4412,
    gap=0.0,
    cost=Decimal("1250"),
    hours=Decimal("12.5"),
    values={},
    missed=(),
    curve=(),
    sure=None,
    leads={},
    hand_overs=(),
    reuse=(),
    unmet=(),
)


def mix(**parts: Any) -> Mix:
    """Return a letter, worth 44,12 of 100, for 1.250 euro and 12,5 hours, with these parts."""
    return replace(BARE, **parts)


def missed_cell(
    cell: GroupPhase = OLD, *by: str, cost: str | None = None, hours: str | None = None
) -> UnreachedGroup:
    """Return a cell that is not reached; a price that is not given is unknown."""
    euros, time = (None if amount is None else Decimal(amount) for amount in (cost, hours))
    return UnreachedGroup(cell, 0.3, by, Price(euros, time))


def need(
    kind: str = "wet", *allowed_channels: str, cell: GroupPhase = OLD, because: str = "Het moet."
) -> Need:
    return Need("w", kind, because, cell.group, cell.phase, frozenset(allowed_channels))


def step(
    *channels: str, last: str = "", value: float, missed: int = 0, chosen: bool = True
) -> CurvePoint:
    return CurvePoint(channels, last, value, missed, chosen)


def sure(
    whole: float, channels: dict[str, float], rivals: dict[str, str], draws: int = 100
) -> Certainty:
    return Certainty(draws, whole, channels, rivals)


def plan(*phases: str, **more: Any) -> Plan:
    """Return a plan for old and young residents in these phases (else the first one)."""
    days = {"start": "2027-01-04", "einde": "2027-06-30"}
    tree: dict[str, Any] = {
        "schema": 2,
        "project": {"naam": "Proef", "traject": "participatie", **days},
        "groepen": [{"id": "oud", "naam": "Ouderen"}, {"id": "jong", "naam": "Jongeren"}],
        "fasen": [{"fase": slug, **days} for slug in phases or (EARLY,)],
    }
    return plan_of(tree | more)


def action(id_: str = "een", **more: Any) -> dict[str, Any]:
    """Return a letter to the old in the first phase, from Tuesday 5 January 2027."""
    return {
        "id": id_,
        "wat": f"Actie {id_}",
        "kanaal": "brief",
        "groepen": ["oud"],
        "fase": EARLY,
        "start": "2027-01-05",
        **more,
    }
