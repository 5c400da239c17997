"""Time: free days, moments of plans together, clashes, and waves within what desks can do."""

import json
import time
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_plans import SMALL, trees

from commands.plans import main
from engine import Rulebook, Table
from plans import (
    agenda,
    calendar_plan,
    capacity,
    check,
    edit,
    example,
    freedays,
    plan_of,
    read_plan,
)
from plans.model import Group, Plan

COVERS = ("commands/plans/calendar.py", "plans/calendar_plan.py")

MONDAY = date(2027, 1, 11)


def busy(people: int, per_week: int, weeks: int = 2, end: str = "2027-06-30", **more: Any) -> Plan:
    """Return a plan of one action that so many people react to within so many weeks."""
    tree = deepcopy(SMALL)
    tree["fasen"][0]["einde"] = end
    tree["capaciteit"] = [{"id": "kcc", "naam": "KCC", "per_week": per_week, **more}]
    response = {"van": people // 2, "tot": people, "weken": weeks, "loketten": {"kcc": 100}}
    tree["acties"][0] |= {"start": MONDAY, "reactie": response}
    return plan_of(tree)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2027-01-01", "Nieuwjaarsdag"),
        ("2027-03-29", "Tweede paasdag"),
        ("2027-04-27", "Koningsdag"),
        ("2027-05-06", "Hemelvaartsdag"),
        ("2027-12-25", "Eerste kerstdag"),
        ("2027-01-04", None),
    ],
)
def test_public_holidays_are_known(day: str, name: str | None) -> None:
    assert freedays.public(date.fromisoformat(day)) == name


@pytest.mark.parametrize(  # Regeling vaststelling schoolvakanties 2025-2030
    ("region", "start", "end"),
    [
        ("noord", "2026-07-04", "2026-08-16"),
        ("midden", "2026-07-18", "2026-08-30"),
        ("zuid", "2026-07-11", "2026-08-23"),
    ],
)
def test_summer_is_spread_over_the_regions(region: str, start: str, end: str) -> None:
    (summer,) = freedays.school(region, date(2026, 8, 1), date(2026, 8, 2))
    assert summer.name == "Zomervakantie"
    assert (summer.start.isoformat(), summer.end.isoformat()) == (start, end)


def test_a_break_over_new_year_is_one() -> None:
    (christmas,) = freedays.school("midden", date(2026, 12, 24), date(2027, 1, 2))
    assert (christmas.start, christmas.end) == (date(2026, 12, 19), date(2027, 1, 3))


def test_what_is_not_known_is_said(table: Table) -> None:
    last = freedays.known_until("zuid", date(2045, 1, 1))
    assert last <= date(2045, 1, 1)
    assert freedays.known_until("zuid", date(2027, 1, 1)) > date(2027, 7, 1)
    tree = deepcopy(SMALL)
    tree["project"]["einde"], tree["vakantieregio"] = "2045-06-30", "zuid"
    assert any("zijn nog niet bekend" in r.text for r in check(plan_of(tree), table))


def test_what_begins_on_a_free_day_is_said(table: Table) -> None:
    tree = deepcopy(SMALL)
    tree["acties"][0]["start"], tree["fasen"][0]["einde"] = "2027-04-27", "2027-06-30"
    said = [r.text for r in check(plan_of(tree), table)]
    assert "actie 'Brief' begint op 27 april 2027, en dat is Koningsdag." in said
    tree["acties"][0]["start"], tree["vakantieregio"] = "2027-02-15", "zuid"
    said = [r.text for r in check(plan_of(tree), table)]
    assert "actie 'Brief' begint op 15 februari 2027, in de voorjaarsvakantie." in said


def test_moments_of_plans_stand_in_order() -> None:
    plans = [example(name) for name in ("schuldhulpcampagne", "paspoort-verlengen")]
    found = agenda.moments(plans)
    assert [m.day for m in found] == sorted(m.day for m in found)
    assert {m.plan for m in found} == {0, 1}
    assert len(found) == sum(len(plan.actions) for plan in plans)


def _two(name: str, day: str, channel: str = "brief", **group: Any) -> Plan:
    tree = deepcopy(SMALL)
    tree["project"]["naam"] = name
    tree["groepen"] = [{"id": "b", "naam": f"Groep {name}", **group}]
    tree["acties"][0] |= {"groepen": ["b"], "start": day, "kanaal": channel}
    return plan_of(tree)


def test_two_plans_at_one_group_clash(book: Rulebook) -> None:
    old = {"leeftijd": "75-plus"}
    one, other = _two("Een", "2027-01-05", **old), _two("Twee", "2027-01-12", **old)
    (clash,) = agenda.clashes([one, other], book)
    assert clash.sentence == (
        "Groep Een: 'Brief' (Een) op 5 januari 2027 en 'Brief' (Twee) op 12 januari 2027."
    )
    assert agenda.clash_sentences([clash, replace(clash, group="Buren")]) == (
        clash.sentence.replace(f"{clash.group}:", f"{clash.group} en Buren:"),
    )
    assert agenda.clashes([one, _two("Twee", "2027-01-13", **old)], book) == ()
    assert agenda.clashes([one, _two("Twee", "2027-01-05", leeftijd="16-24")], book) == ()
    assert agenda.clashes([one, _two("Twee", "2027-01-05", "balie", **old)], book) == ()
    assert agenda.clashes([one, _two("Twee", "2027-01-05")], book) == ()


def test_a_plan_does_not_clash_with_its_copy_nor_with_another_organisation(
    book: Rulebook,
) -> None:
    one = _two("Een", "2027-01-05", leeftijd="75-plus")
    copy = edit.put(one, ("project", "naam"), "Een (kopie)")
    moved = edit.put(copy, ("acties", 0, "start"), "2027-01-08")
    for other in (one, copy, moved, calendar_plan.calendar_plan(moved)):
        assert agenda.clashes([one, other], book) == ()
    other = edit.put(moved, ("project", "naam"), "Twee")
    assert len(agenda.clashes([one, other], book)) == 1
    ede, assen = (edit.put(plan, ("project", "organisatie"), name)
                  for plan, name in ((one, "Ede"), (other, "Assen")))  # fmt: skip
    assert agenda.clashes([ede, assen], book) == ()
    same = edit.put(other, ("project", "organisatie"), "ede")
    assert len(agenda.clashes([ede, same], book)) == 1
    assert len(agenda.clashes([ede, other], book)) == 1


def _group(**keys: Any) -> Group:
    return Group.model_validate({"id": "g", "naam": "G", **keys})


def _year(number: int, group: str) -> Plan:
    """Return a plan with an action every week of a year."""
    tree = deepcopy(SMALL)
    tree["project"] |= {"naam": f"Plan {number}", "start": "2027-01-04", "einde": "2027-12-31"}
    tree["groepen"] = [{"id": "b", "naam": group}]
    tree["fasen"][0] |= {"start": "2027-01-04", "einde": "2027-12-31"}
    start = date(2027, 1, 4) + timedelta(days=number % 7)
    tree["acties"] = [
        {"id": f"a-{week}", "wat": f"Brief {week}", "kanaal": "brief", "groepen": ["b"],
         "fase": tree["fasen"][0]["fase"], "start": start + timedelta(weeks=week)}
        for week in range(50)
    ]  # fmt: skip
    return plan_of(tree)


@given(trees())
@settings(max_examples=25)
def test_a_calendar_keeps_of_a_plan_all_that_it_shows(book: Rulebook, tree: dict[str, Any]) -> None:
    plan = plan_of(tree)
    kept = calendar_plan.read(calendar_plan.written(calendar_plan.calendar_plan(plan)))
    assert kept
    assert kept == calendar_plan.calendar_plan(plan)
    assert [(m.day, m.where, m.action.what) for m in agenda.moments([kept])] == [
        (m.day, m.where, m.action.what) for m in agenda.moments([plan])
    ]
    project = plan.project.model_copy(update={"name": f"Niet {plan.project.name[:90]}"})
    other = plan.model_copy(update={"actions": plan.actions[::-1], "project": project})
    assert [clash.sentence for clash in agenda.clashes([kept, other], book)] == [
        clash.sentence for clash in agenda.clashes([plan, other], book)
    ]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"project":{"name":"a"}}', "\x00"])
def test_what_another_version_kept_is_not_read(text: str) -> None:
    assert calendar_plan.read(text) is None


def test_many_plans_are_swept_over_the_days(book: Rulebook) -> None:
    """Two hundred plans with ten thousand moments: pairs of them took minutes and gigabytes."""
    plans = [_year(number, f"Groep {number % 40}") for number in range(200)]
    since = time.process_time()
    month = agenda.clashes(plans, book, date(2027, 5, 1), date(2027, 5, 31))
    assert time.process_time() - since < 5
    assert {clash.second.day.month for clash in month} == {5}
    assert all((c.second.day - c.first.day).days <= 7 for c in month)
    assert len(agenda.clashes(plans, book)) == agenda.MOST


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"naam": "Ouders"}, {"naam": "OUDERS"}, True),
        ({"leeftijd": "16-24"}, {"leeftijd": "16-24"}, True),
        ({"leeftijd": {"16-24": 40, "25-34": 60}}, {"leeftijd": "16-24"}, False),
        ({"leeftijd": {"16-24": 50, "25-34": 50}}, {"leeftijd": "16-24"}, True),
        ({"leeftijd": "16-24", "profiel": "x"}, {"leeftijd": "16-24", "profiel": "y"}, False),
        ({}, {}, False),
    ],
)
def test_who_are_the_same_people(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    left, right = _group(**{"naam": "L", **one}), _group(**{"naam": "R", **other})
    assert agenda.same(left, right) is same
    assert agenda.same(right, left) is same


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 400), st.integers(1, 9), st.integers(0, 30))
def test_nobody_gets_lost_in_the_weeks(people: int, weeks: int, shift: int) -> None:
    tree = (
        busy(people, 10, weeks)
        .actions[0]
        .model_copy(update={"start": MONDAY + timedelta(days=shift)})
    )
    plan = busy(people, 10, weeks).model_copy(update={"actions": (tree,)})
    found = capacity.loads(plan)
    assert sum(load.high for load in found) == pytest.approx(people)
    assert sum(load.low for load in found) == pytest.approx(people // 2)
    assert all(load.monday.weekday() == 0 for load in found)
    assert weeks <= len(found) <= weeks + 1


def test_a_desk_does_less_in_a_week_with_a_holiday() -> None:
    plan = busy(100, 50, 20)
    able = {load.monday: load.capacity for load in capacity.loads(plan)}
    assert able[date(2027, 1, 11)] == 50
    assert able[date(2027, 3, 22)] == 40  # Goede vrijdag
    pause = {"van": "2027-01-13", "tot": "2027-01-24", "per_week": 10}
    able = {
        load.monday: load.capacity for load in capacity.loads(busy(9, 50, uitzonderingen=[pause]))
    }
    assert able[date(2027, 1, 11)] == 2 * 10 + 3 * 2
    assert able[date(2027, 1, 18)] == 10


def test_waves_keep_a_desk_within_what_it_can_do() -> None:
    plan = busy(200, 60, 2)  # a hundred a week
    assert [load.over for load in capacity.loads(plan)] == [True, True]
    (proposal,) = capacity.propose(plan)
    assert proposal.fits and not proposal.late
    assert [(w.start, w.share) for w in proposal.waves] == [
        (MONDAY, Decimal(50)),
        (MONDAY + timedelta(days=14), Decimal(50)),
    ]
    after = capacity.apply(plan, [proposal])
    assert not any(load.over for load in capacity.loads(after))
    assert capacity.propose(after) == ()
    assert read_plan(_text(after)) == after


def _text(plan: Plan) -> str:
    from plans import write_plan

    return write_plan(plan)


def test_waves_that_do_not_fit_the_phase_say_so() -> None:
    (proposal,) = capacity.propose(busy(600, 60, 2, end="2027-01-20"))
    assert proposal.fits
    assert proposal.late > 0


def test_a_plan_that_fits_has_no_waves() -> None:
    assert capacity.propose(busy(100, 60, 2)) == ()


def test_the_smallest_change_is_proposed() -> None:
    plan = example("schuldhulpcampagne")
    assert any(load.over for load in capacity.loads(plan))
    (proposal,) = capacity.propose(plan)
    assert proposal.fits and not proposal.late
    assert len(proposal.waves) == 2


@settings(max_examples=25, deadline=None)
@given(st.integers(20, 900), st.integers(5, 90), st.integers(1, 4))
def test_what_is_said_to_fit_fits(people: int, able: int, weeks: int) -> None:
    plan = busy(people, able, weeks)
    for proposal in capacity.propose(plan):
        after = capacity.apply(plan, [proposal])
        assert sum(w.share for w in proposal.waves) == 100
        assert all(freedays.working(w.start) for w in proposal.waves[1:])
        days = [w.start for w in proposal.waves]
        assert days == sorted(set(days))
        assert proposal.fits == (not any(load.over for load in capacity.loads(after)))


def test_no_wave_begins_in_a_holiday() -> None:
    plan = busy(900, 60, 2).model_copy(update={"region": "zuid"})
    for wave in capacity.propose(plan)[0].waves:
        assert freedays.on_break("zuid", wave.start) is None
        assert freedays.working(wave.start)


def test_too_much_for_a_desk_is_a_remark(table: Table) -> None:
    said = [r.text for r in check(busy(200, 60, 2), table)]
    assert any(
        "KCC: in 2 weken komen er mogelijk meer reacties dan jullie aankunnen. Het ergst" in text
        for text in said
    )


def test_golven_on_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path, out = tmp_path / "plan.yaml", tmp_path / "golven.yaml"
    main(["voorbeeld", "paspoort-verlengen", "-o", str(path)])
    capsys.readouterr()
    assert main(["golven", str(path), "-o", str(out)]) == 0
    said = capsys.readouterr().out
    assert "Balie Burgerzaken, week van 18 januari 2027: 375 tot 650 reacties verwacht" in said
    assert "Voorstel voor 'Brief aan wie dit jaar" in said
    assert len(read_plan(out).actions[0].waves) > 1
    assert main(["golven", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["te_druk"] and not found["blijft_te_druk"]
    assert found["voorstellen"][0]["past"] is True
    assert main(["golven", str(out)]) == 0
    assert "Golven zijn niet nodig." in capsys.readouterr().out


def test_kalender_on_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    paths = []
    for name in ("schuldhulpcampagne", "herinrichting-straat"):
        paths.append(str(tmp_path / f"{name}.yaml"))
        main(["voorbeeld", name, "-o", paths[-1]])
    capsys.readouterr()
    assert main(["kalender", *paths]) == 0
    said = capsys.readouterr().out
    assert said.startswith("14 januari 2027: Startbijeenkomst")
    assert "botsing: Ouderen met alleen AOW: " in said
    assert "let op: 'Aanmelden voor de schetsavond per mail' begint op 15 februari 2027" in said
    assert main(["kalender", *paths, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["botsingen"][0]["zin"]
    assert len(found["momenten"]) == sum(len(read_plan(Path(p)).actions) for p in paths)
    assert found["vrije_dagen"][0]["valt_in"] == "Voorjaarsvakantie"
