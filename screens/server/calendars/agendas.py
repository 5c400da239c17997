"""Calendars to subscribe to: of one plan, and of all plans that are shared. They only read.

The secret in the address is all one needs; whoever withdraws it closes the calendar for everyone.
"""

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from documents.plan.calendar import ListedCalendarPlan, plan_ics, shared_ics
from documents.plan.paper import Paper, PlanEdition, identity
from plans.calendar_plan import narrowed
from plans.files import read_saved
from plans.plan_versions import NoPlan, PlanDeleted
from plans.storage import database
from plans.storage.store import WITHDRAWN, PlanStore
from screens.page import incident, knowledge, place
from screens.page.organisations import roster
from screens.plan import shared
from screens.plan.links.addresses import reading_address
from screens.server.failure import page

LOG = logging.getLogger(__name__)
NAME = "Communicatiekalender"
HEADERS = {"cache-control": "private, no-store", "content-disposition": 'inline; filename="a.ics"'}
FAILED = "De kalender maken lukt nu niet. Probeer het straks nog eens."


def of_plan(request: Request) -> Response:
    """Return the calendar of the plan behind a secret."""

    def calendar(store: PlanStore) -> bytes:
        link = store.link_behind(request.path_params["secret"], "feed")
        version = store.read(link)
        secret = store.secret(link, "reader")
        base = place.public() or str(request.base_url).rstrip("/")
        there = reading_address(base, secret)
        edition = PlanEdition(version.number, version.saved, identity(link), there)
        paper = Paper(read_saved(version.text), knowledge.table(), knowledge.today(), edition)
        return plan_ics(paper)

    return _answer(request, calendar)


def of_all(request: Request) -> Response:
    """Return the shared calendar behind a secret, with the filters of the address."""
    asked = request.query_params

    def calendar(store: PlanStore) -> bytes:
        view = store.subscribed(request.path_params["secret"])
        pairs = shared.listed_plans(view, *asked.getlist("organisatie"))
        own = {id(plan) for plan in shared.own(plan for _, plan in pairs if plan)}
        groups, channels = asked.getlist("groep"), asked.getlist("kanaal")
        plans = [
            ListedCalendarPlan(identity(one.link), one.number, narrowed(plan, groups, channels))
            for one, plan in pairs
            if plan and id(plan) in own
        ]
        return shared_ics(NAME, plans, knowledge.table().book, knowledge.today())

    return _answer(request, calendar)


def _answer(request: Request, calendar: Callable[[PlanStore], bytes]) -> Response:
    """Return a calendar; 404 in Dutch for one that was withdrawn or never was."""
    if not database.has_plans(database.address()):
        return page(404, WITHDRAWN, request.scope)
    try:
        store = PlanStore()
        part = roster.now()
        try:
            return Response(
                calendar(store.within(part) if part else store),
                media_type="text/calendar",
                headers=HEADERS,
            )
        finally:
            store.close()
    except (NoPlan, PlanDeleted):
        return page(404, WITHDRAWN, request.scope)
    except Exception as error:
        number = incident.number(LOG, "kalender lukte niet", error)
        return page(503, FAILED, request.scope, number)


ROUTES = [
    Route("/agenda/plan/{secret}.ics", of_plan),
    Route("/agenda/gezamenlijk/{secret}.ics", of_all),
]
