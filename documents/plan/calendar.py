"""Plan → calendar (.ics): every moment of an action as whole days (the only icalendar).

A moment keeps its UID when the plan is renamed or the moment moves, so that a calendar which has it
already changes it, and what is cancelled is taken out there.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event

from documents.advice.content import plain
from documents.plan.paper import Paper
from documents.plan.words import EMBARGO, MILESTONES, NOT_FILLED, in_order
from dutch import day, listing
from engine.model import Rulebook
from plans import freedays
from plans.calendar_plan import CalendarPlan
from plans.frequency import Repetition, repetition
from plans.model import STATUS_NAMES, Action

MAKER = "-//Ken je inwoner//Kanaalplan//NL"
FRESH = timedelta(hours=12)  # how often a calendar that subscribes looks again
LAST_SURE_DAY = 28  # of every month
NO_PLANS = "In deze kalender staan nog geen acties."
EMPTY = "Dit plan heeft nog geen acties."
GUESS = "Welke dagen in de week staat niet in het plan; deze zijn een voorstel."
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ListedCalendarPlan:
    """What of a plan stands in a shared calendar, with what tells plans apart and its version."""

    identity: str
    number: int
    plan: CalendarPlan


def plan_ics(paper: Paper) -> bytes:
    """Return the moments of a plan as a calendar; the same plan and version give the same bytes."""
    return _calendar(paper.plan.project.name, events(paper))


def shared_ics(name: str, plans: Iterable[ListedCalendarPlan], book: Rulebook, on: date) -> bytes:
    """Return the actions of several plans as one calendar; without any it says so on a day."""
    every = [event for plan in plans for event in _of_listed(plan, book, on)]
    if not every:
        event = _timed(_uid(name, "leeg"), datetime.combine(on, time(), UTC), 0, on, on)
        event.add("summary", NO_PLANS)
        every = [event]
    return _calendar(name, every)


def _calendar(name: str, every: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plain(name))
    calendar.add("refresh-interval", FRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for event in every:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _of_listed(listed: ListedCalendarPlan, book: Rulebook, on: date) -> Iterator[Event]:
    """Yield an event for every action that goes on, or for every part of it."""
    plan, stamp = listed.plan, datetime.combine(on, time(), UTC)
    for action in plan.actions:
        parts = [(wave.start, wave.start, wave.where) for wave in action.waves]
        parts = parts or [(action.start, action.last_day, None)]
        channel = book.channels[action.channel].name if action.channel in book.channels else ""
        for number, (start, end, where) in enumerate(
            parts or [(action.start, action.last_day, "")]
        ):
            uid = _uid(listed.identity, f"{action.id}|{number}" if number else action.id)
            event = _timed(uid, stamp, listed.number, start, end)
            what = f"{channel}: {action.what}" if channel else action.what
            event.add("summary", plain(f"{what}{f' ({where})' if where else ''}"))
            groups = listing([plan.group(id_).name for id_ in action.groups])
            whose = f" ({plan.project.organisation})" if plan.project.organisation else ""
            event.add("description", plain(f"{plan.project.name}{whose}. Doelgroep: {groups}"))
            event.add("categories", [plain(plan.project.name)])
            event.add("status", "CONFIRMED" if action.active else "CANCELLED")
            yield event


def events(paper: Paper) -> Iterator[Event]:
    """Yield every moment and milestone; without any, the project: a calendar must have one."""
    project = paper.plan.project
    actions = in_order(paper.plan)
    for action in actions:
        yield from _of_action(paper, action)
    for milestone in paper.plan.milestones:
        event = _event(paper, f"mijlpaal|{milestone.id}", milestone.day, milestone.end)
        event.add("summary", plain(milestone.name))
        event.add("description", plain(milestone.note or MILESTONES[milestone.kind]))
        event.add("categories", [plain(project.name)])
        event.add("status", "CONFIRMED")
        yield event
    if not actions and not paper.plan.milestones:
        event = _event(paper, "", project.start, project.end)
        event.add("summary", plain(project.name))
        event.add("description", EMPTY)
        event.add("status", "TENTATIVE")
        yield event


def _of_action(paper: Paper, action: Action) -> Iterator[Event]:
    """Yield an event for an action, or for every part of it; a part keeps its place in the row."""
    if action.waves:
        for number, wave in enumerate(action.waves):
            key = f"{action.id}|{number}" if number else action.id
            yield _described(paper, action, _event(paper, key, wave.start, None), wave.where or "")
        return
    rhythm = repetition(action.frequency)
    last = action.end or _end_of_phase(paper, action)
    if rhythm is None or rhythm.first(action.start) > last:
        event = _event(paper, action.id, action.start, action.end)
    else:
        first = rhythm.first(action.start)
        event = _event(paper, action.id, first, None)
        event.add("rrule", _rule(rhythm, first, last))
        if free := _free_days(rhythm, first, last):
            event.add("exdate", free, parameters={"VALUE": "DATE"})
    guessed = rhythm is not None and rhythm.guessed
    yield _described(paper, action, event, "", GUESS if guessed else "")


def _end_of_phase(paper: Paper, action: Action) -> date:
    ends = [item.end for item in paper.plan.phases if item.phase == action.phase]
    return max([action.start, *(ends or [paper.plan.project.end])])


def _event(paper: Paper, key: str, start: date, end: date | None) -> Event:
    """Return an event of whole days with what tells which one it is, and which version of it."""
    project, edition = paper.plan.project, paper.edition
    whose = edition.identity or f"{project.organisation or ''}|{project.name}"
    saved = edition.saved or datetime.combine(paper.on, time(), UTC)
    saved = saved if saved.tzinfo else saved.replace(tzinfo=UTC)
    number = int(paper.version) if paper.version.isdecimal() else 0
    event = _timed(_uid(whose, key), saved, number, start, end or start)
    if edition.link:
        event.add("url", edition.link)
    return event


def _uid(whose: str, key: str) -> str:
    return f"{hashlib.sha256(f'{whose}|{key}'.encode()).hexdigest()[:32]}@ken-je-inwoner"


def _timed(uid: str, saved: datetime, number: int, start: date, end: date) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", saved.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", saved.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", number)
    event.add("dtstart", start)
    event.add("dtend", end + ONE)
    event.add("transp", "TRANSPARENT")
    return event


def _described(paper: Paper, action: Action, event: Event, where: str, note: str = "") -> Event:
    channel = paper.book.channels[action.channel].name
    event.add("summary", plain(f"{channel}: {action.what}{f' ({where})' if where else ''}"))
    event.add("description", "\n".join(filter(None, (*_description(paper, action), note))))
    event.add("categories", [plain(paper.plan.project.name), plain(channel)])
    event.add("status", "CONFIRMED" if action.active else "CANCELLED")
    return event


def _description(paper: Paper, action: Action) -> Iterator[str]:
    plan = paper.plan
    yield f"Status: {STATUS_NAMES[action.status].lower()}"
    yield f"Fase: {paper.book.phases[action.phase].name}"
    yield plain(f"Doelgroep: {listing([plan.group(id_).name for id_ in action.groups])}")
    if action.frequency:
        yield plain(f"Hoe vaak: {action.frequency}")
    if action.message:
        yield plain(f"Boodschap: {action.message}")
    yield plain(f"Actiehouder: {action.who or NOT_FILLED}")
    if action.embargo:
        yield EMBARGO.format(day(action.embargo))
    if paper.edition.link:
        yield f"Plan: {paper.edition.link}"


def _rule(rhythm: Repetition, first: date, last: date) -> dict[str, Any]:
    """Return the recurrence; in months that lack its day it is on the last day of the month."""
    rule: dict[str, Any] = {"freq": rhythm.unit, "until": last}
    if rhythm.every > 1:
        rule["interval"] = rhythm.every
    if rhythm.days:
        rule["byday"] = list(rhythm.days)
    elif rhythm.unit == "MONTHLY" and first.day > LAST_SURE_DAY:
        rule |= {"bymonthday": list(range(LAST_SURE_DAY, first.day + 1)), "bysetpos": -1}
    return rule


def _free_days(rhythm: Repetition, first: date, last: date) -> list[date]:
    """Return the public holidays on which a rhythm of named days falls."""
    if not rhythm.days or rhythm.unit != "WEEKLY":
        return []
    days = (first + number * ONE for number in range((last - first).days + 1))
    return [on for on in days if freedays.public(on) and rhythm.first(on) == on]
