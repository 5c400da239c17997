"""Plan → calendar (.ics): every moment of an action as a whole day (the only icalendar)."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from documents.advice.content import plain
from documents.plan.words import NOT_FILLED, ordered
from dutch import listing
from engine.model import Rulebook
from plans.model import Action, Plan

MAKER = "-//Ken je inwoner//Kanaalplan//NL"


def plan_ics(plan: Plan, book: Rulebook, on: date) -> bytes:
    """Return the moments of a plan as a calendar; the same plan and day give the same bytes."""
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", plain(plan.project.name))
    for action in ordered(plan):
        if action.active:
            for event in _events(plan, book, action, on):
                made.add_component(event)
    return bytes(made.to_ical())


def _events(plan: Plan, book: Rulebook, action: Action, on: date) -> Iterator[Event]:
    """Yield an event for the action, or for every part of it; the end is the day after the last."""
    if not action.waves:
        yield _event(plan, book, action, on, action.start, action.end, "")
    for wave in action.waves:
        yield _event(plan, book, action, on, wave.start, None, wave.where or "")


def _event(
    plan: Plan,
    book: Rulebook,
    action: Action,
    on: date,
    start: date,
    end: date | None,
    where: str,
) -> Event:
    channel = book.channels[action.channel].name
    event = Event()
    named = f"{plan.project.name}|{action.id}|{start.isoformat()}|{where}"
    event.add("uid", f"{hashlib.sha256(named.encode()).hexdigest()[:32]}@ken-je-inwoner")
    event.add("dtstamp", datetime.combine(on, time(), UTC))
    event.add("dtstart", start)
    event.add("dtend", (end or start) + timedelta(days=1))
    event.add("summary", plain(f"{channel}: {action.what}{f' ({where})' if where else ''}"))
    event.add("description", "\n".join(_told(plan, action)))
    event.add("categories", [plain(plan.project.name)])
    event.add("transp", "TRANSPARENT")
    return event


def _told(plan: Plan, action: Action) -> Iterator[str]:
    yield plain(f"Doelgroep: {listing([plan.group(id_).name for id_ in action.groups])}")
    yield plain(f"Boodschap: {action.message or plan.project.message or NOT_FILLED}")
    yield plain(f"Actiehouder: {action.who or NOT_FILLED}")
