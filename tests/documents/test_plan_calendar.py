"""A plan as a calendar: read back with the icalendar library, and by the rules of RFC 5545."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
from mixes import EARLY, action, plan

from documents.plan.calendar import EMPTY, GUESS, plan_ics
from documents.plan.kinds import file_name, left_out
from documents.plan.paper import Paper, PlanEdition, identity
from engine import Table
from plans import example
from plans.model import Plan

COVERS = ("documents/plan/calendar.py", "documents/plan/paper.py", "documents/plan/kinds.py")
DAY = date(2026, 11, 22)
SAVED = datetime(2026, 11, 21, 16, 58, tzinfo=UTC)
EDITION = PlanEdition(14, SAVED, identity("geheim"), "https://plan.example/lees")
CAMPAIGN = example("schuldhulpcampagne")


def events(of: Plan, table: Table, edition: PlanEdition = EDITION) -> list[Any]:
    """Return the events of a calendar that has what RFC 5545 asks of one."""
    raw = plan_ics(Paper(of, table, DAY, edition))
    lines = raw.split(b"\r\n")
    assert lines[-1] == b"" and all(len(line) <= 75 and b"\n" not in line for line in lines)
    found = icalendar.Calendar.from_ical(raw)
    listed = found.walk("VEVENT")
    assert found["prodid"] and str(found["version"]) == "2.0" and listed
    assert len({str(one["uid"]) for one in listed}) == len(listed)
    for one in listed:
        assert not one.errors
        assert one.decoded("dtend") > one.decoded("dtstart")
        rule: Any = one.get("rrule")
        until = rule["until"][0] if rule else None
        assert until is None or (type(until) is date and until >= one.decoded("dtstart"))
    return list(listed)


def test_a_moment_keeps_its_uid_when_the_plan_is_renamed_or_it_moves(table: Table) -> None:
    """And another version has a higher sequence, so that what is there already is changed."""
    waves = [{"start": "2027-01-05", "deel": "50"}, {"start": "2027-01-19", "deel": "50"}]
    one = plan(EARLY, acties=[action(), action("twee", golven=waves), action("weg")])
    first = one.actions[0].model_copy(update={"start": date(2027, 1, 6)})
    gone = one.actions[2].model_copy(update={"status": "vervallen"})
    named = one.project.model_copy(update={"name": "Anders", "organisation": "Een ander"})
    changed = {"project": named, "actions": (first, one.actions[1], gone)}
    two = one.model_copy(update=changed)
    later = replace(EDITION, number=15, saved=SAVED + timedelta(hours=1))
    before, after = events(one, table), events(two, table, later)
    assert {str(e["uid"]) for e in before} == {str(e["uid"]) for e in after}
    assert {int(e["sequence"]) for e in before} == {14} and {e["sequence"] for e in after} == {15}
    assert {e.decoded("last-modified") for e in before} == {SAVED}
    status = sorted(str(e["status"]) for e in after)
    assert status == ["CANCELLED", "CONFIRMED", "CONFIRMED", "CONFIRMED"]
    other = events(one, table, replace(EDITION, identity=identity("ander geheim")))
    assert not {str(e["uid"]) for e in before} & {str(e["uid"]) for e in other}
    assert "geheim" not in EDITION.identity


def test_what_recurs_is_a_rule_until_its_end(table: Table) -> None:
    month_end = action("dertig", start="2027-01-31", einde="2027-06-30", frequentie="elke maand")
    spring = {"start": "2027-03-22", "einde": "2027-04-30"}
    days = action("dagen", frequentie="drie dagen per week", **spring)
    work = action("werk", frequentie="elke werkdag", **spring)
    short = action("kort", start="2027-01-05", einde="2027-01-06", frequentie="elke vrijdag")
    given = plan(EARLY, acties=[month_end, days, work, short])
    found = {str(e["dtstart"].dt): e for e in events(given, table) if "rrule" in e}
    rules = {e["rrule"].to_ical().decode() for e in events(given, table) if "rrule" in e}
    assert rules == {
        "FREQ=MONTHLY;UNTIL=20270630;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        "FREQ=WEEKLY;UNTIL=20270430;BYDAY=MO,WE,FR",
        "FREQ=WEEKLY;UNTIL=20270430;BYDAY=MO,TU,WE,TH,FR",
    }
    assert found.keys() == {"2027-01-31", "2027-03-22"}
    free = {e["exdate"].to_ical() for e in events(given, table) if "exdate" in e}
    assert free == {b"20270326,20270329", b"20270326,20270329,20270427"}
    told = [str(e["description"]) for e in events(given, table)]
    assert sum(GUESS in text for text in told) == 1


def test_an_event_says_what_phase_for_whom_and_where_the_plan_is(table: Table) -> None:
    first = next(e for e in events(CAMPAIGN, table) if "kaartjes" in str(e["summary"]))
    assert str(first["url"]) == EDITION.link
    told = str(first["description"]).splitlines()
    assert told[:2] == ["Status: concept", "Fase: Bewustwording & oriëntatie"]
    assert "Actiehouder: Team Geldzaken" in told and told[-1] == f"Plan: {EDITION.link}"
    assert not any("Boodschap" in line for line in told)  # it has none of its own


def test_a_plan_without_actions_is_a_calendar_too(table: Table) -> None:
    (only,) = events(CAMPAIGN.model_copy(update={"actions": ()}), table, PlanEdition())
    assert (str(only["summary"]), str(only["description"])) == (
        "Op tijd hulp bij geldzorgen",
        EMPTY,
    )
    assert only.decoded("dtstart") == CAMPAIGN.project.start
    assert int(only["sequence"]) == 1  # the version that the file names
    proposed = plan(EARLY, acties=[action(status="voorstel")])
    assert [str(e["description"]) for e in events(proposed, table)] == [EMPTY]
    council = {"id": "r", "naam": "Raad", "dag": "2027-01-28", "soort": "raadsbesluit"}
    (day,) = events(plan(EARLY, mijlpalen=[council]), table)
    assert (str(day["summary"]), str(day["description"])) == ("Raad", "De raad besluit")


def test_a_file_name_is_cut_at_a_word() -> None:
    long = "Haringbuys: herinrichting van het park en de straten eromheen, ontwerpfase Bloemendaal"
    names = {
        long: "haringbuys-herinrichting-van-het-park-en-de-straten-eromheen",
        "عربي": "plan",
        "x" * 99: "x" * 60,
    }
    for name, words in names.items():
        named = CAMPAIGN.project.model_copy(update={"name": name})
        made = file_name(CAMPAIGN.model_copy(update={"project": named}), "pdf", DAY)
        assert made == f"kanaalplan-{words}-2026-11-22.pdf"
    assert left_out(CAMPAIGN) == ""
    named = CAMPAIGN.project.model_copy(update={"message": "Kom! 🎉"})
    assert "tonen: 🎉. In Word" in left_out(CAMPAIGN.model_copy(update={"project": named}))
