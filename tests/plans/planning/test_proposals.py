"""Proposed actions: per chosen channel and phase, from a journey, and never what is there."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from mixes import EARLY, action, plan

import plans
from blueprints import library
from engine import Table
from plans import Plan, read_plan, write_plan
from plans.model import Action
from plans.model.whole_plan import ChosenChannels
from plans.planning import journey_proposals, proposals

TODAY = date(2026, 12, 1)


def chosen(*channels: str, **more: Any) -> Plan:
    return plan(gekozen={"kanalen": channels}, **more)


@pytest.mark.parametrize("name", plans.examples())
def test_a_plan_without_actions_gets_them_proposed(name: str, table: Table) -> None:
    bare = plans.example(name).model_copy(update={"actions": ()})
    ideas = proposals.propose(bare, table, TODAY)
    full = proposals.with_proposals(bare, ideas)
    assert read_plan(write_plan(full)) == full
    assert bare.chosen and {one.channel for one in ideas} == set(bare.chosen.channels)
    assert {(group, one.phase) for one in ideas for group in one.groups} == {
        (group.id, phase) for group in bare.groups for phase in bare.phases_of(group)
    }
    assert all(one.who and one.target and one.note and one.steps for one in ideas)
    assert not [one for one in ideas if one.active]
    assert proposals.propose(full, table, TODAY) == ()
    taken = proposals.accept(full)
    assert {one.status for one in taken.actions} == {"concept"}
    assert proposals.propose(taken, table, TODAY) == ()
    assert proposals.leave(full) == bare
    first, *rest = ideas
    assert proposals.leave(full, [first.id]).actions == tuple(rest)
    assert [a.status for a in proposals.accept(full, [first.id]).actions][:2] == [
        "concept",
        "voorstel",
    ]


@pytest.mark.parametrize("name", plans.examples())
def test_no_two_proposals_are_called_the_same(name: str, table: Table) -> None:
    bare = plans.example(name).model_copy(update={"actions": ()})
    slugs = tuple(sorted(table.book.channels))[:12]
    many = bare.model_copy(update={"chosen": ChosenChannels.model_validate({"kanalen": slugs})})
    for of in (bare, many):
        names = [one.what for one in proposals.propose(of, table, TODAY)]
        assert len(set(names)) == len(names)
    assert any("(" in name for name in names)


def only(of: Plan, table: Table, today: date = TODAY) -> Action:
    (one,) = proposals.propose(of, table, today)
    return one


def test_a_proposal_says_what_the_knowledge_says(table: Table) -> None:
    one = only(chosen("brief"), table)
    works = "Inwoners bereiken en inwoners uitnodigen"
    assert (one.what, one.who, one.origin) == (works, "Communicatieteam", proposals.ORIGIN)
    assert one.target and one.target.measure.startswith("Zet een eigen webadres in de brief")
    assert one.note and one.note.startswith("Zeg in de eerste zin wat je vraagt")
    assert (one.groups, one.message, one.end) == (("oud", "jong"), None, None)
    # nothing estimated: hours by effort, and no price is known
    assert (one.cost, one.hours) == (None, Decimal(12))


@pytest.mark.parametrize(
    ("start", "today", "region", "begin"),
    [
        ("2027-02-13", "2026-12-01", None, "2027-02-15"),  # a Saturday
        ("2027-02-13", "2026-12-01", "zuid", "2027-02-22"),  # spring break until the 21st
        # 18 working days from Monday 1 February, and no day sooner
        ("2027-02-01", "2027-02-01", None, "2027-02-25"),
        # too late for the whole phase: its first day, and that it is late is told elsewhere
        ("2027-02-01", "2027-06-25", None, "2027-02-01"),
    ],
)
def test_a_proposal_begins_when_it_can(
    table: Table, start: str, today: str, region: str | None, begin: str
) -> None:
    phases = [{"fase": EARLY, "start": start, "einde": "2027-06-30"}]
    of = chosen("brief", fasen=phases, vakantieregio=region)
    assert only(of, table, date.fromisoformat(today)).start.isoformat() == begin


def test_effort_is_the_estimate_once_and_per_phase(table: Table) -> None:
    price = {"kanaal": "brief", "kosten": 100, "kosten_per_fase": 20, "uren_per_fase": 3}
    ideas = proposals.propose(
        chosen("brief", "telefoon", fasen=_phases(), kanalen=[price]), table, TODAY
    )
    letters = [(one.cost, one.hours) for one in ideas if one.channel == "brief"]
    assert letters[0] == (Decimal(120), Decimal(3))
    assert set(letters[1:]) <= {(Decimal(20), Decimal(3))}
    calls = [one for one in ideas if one.channel == "telefoon"]
    assert all(one.end == date(2027, 6, 30) for one in calls)  # somebody answers all phase


def _phases() -> list[dict[str, str]]:
    days = {"start": "2027-01-04", "einde": "2027-06-30"}
    return [{"fase": slug, **days} for slug in ("bewustwording", "eerste-contact")]


@pytest.mark.parametrize(
    ("there", "groups"),
    [
        ({}, [("jong",)]),  # the old have a letter in that phase
        ({"status": "vervallen"}, [("jong",)]),  # it was decided not to
        ({"groepen": ["oud", "jong"]}, []),
        ({"kanaal": "flyer"}, [("oud", "jong")]),
    ],
)
def test_what_is_there_is_not_proposed(
    table: Table, there: dict[str, Any], groups: list[tuple[str, ...]]
) -> None:
    ideas = proposals.propose(chosen("brief", acties=[action(**there)]), table, TODAY)
    assert [one.groups for one in ideas] == groups


def test_a_journey_gives_its_steps_on_its_channels_with_its_owners(table: Table) -> None:
    journey = library.load(table.book).journeys["herinrichting-straat"]
    of = plans.example("herinrichting-straat").model_copy(update={"actions": ()})
    ideas = journey_proposals.propose(of, table.book, journey.name, journey.steps, TODAY)
    assert [(one.id, one.channel, one.who) for one in ideas][:3] == [
        ("brief", "brief", "Projectleider"),
        ("tekening", "website", "Communicatie"),
        ("aanmelden", "telefoon", "Projectleider"),
    ]
    assert len(ideas) == len(journey.steps)
    assert ideas[0].message and ideas[0].message.endswith("wat vaststaat en waarover je meepraat.")
    assert ideas[0].note and ideas[0].note.endswith(
        "Naast dit kanaal noemt de reis: straatgesprekken, website en buurtapp."
    )
    full = proposals.with_proposals(of, ideas)
    assert read_plan(write_plan(full)) == full
    again = journey_proposals.propose(full, table.book, journey.name, journey.steps, TODAY)
    assert again == ()
    assert {(o.channel, o.phase) for o in proposals.propose(full, table, TODAY)}.isdisjoint(
        {(o.channel, o.phase) for o in ideas}
    )
