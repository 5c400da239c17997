"""The plans that take part in the calendar, read once and kept, so that a thousand open at once."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from threading import Lock

from plans import Plan, PlanError, calendar_plan, example, examples
from plans.calendar_plan import CalendarPlan
from plans.files import read_saved
from plans.plan_versions import SharedPlan, StoreError
from plans.storage import database
from plans.storage.store import PlanStore

Key = tuple[tuple[str, date, date], ...]
EXAMPLE = (
    "Dit is nog een voorbeeld: er is geen actie veranderd. Daarom staat het niet in de kalender. "
    "Verander een actie, dan doet het mee."
)
TWIN = (
    "Een ander plan met precies dezelfde acties doet ook mee. De kalender toont er een. Verander "
    "een actie, dan staan ze er allebei in."
)
BATCH = 20  # plans that are read and kept at a time
MOST = 5000  # plans that are kept in memory

Kept = dict[str, tuple[int, CalendarPlan | None]]  # link → version and plan; None: unreadable
_kept: Kept = {}
_lock = Lock()


def plans_of(store: PlanStore, *organisations: str) -> list[CalendarPlan | None]:
    """Return the plans of these organisations that take part, None for one that cannot be read."""
    return [plan for _, plan in listed_plans(store, *organisations)]


def listed_plans(
    store: PlanStore, *organisations: str, rest: Callable[[float], object] | None = None
) -> list[tuple[SharedPlan, CalendarPlan | None]]:
    """Return the plans that take part with what the store says of them.

    Only a version that was never read is read whole; what of it stands in a calendar is kept, some
    at a time, so that nothing is read twice when this ends halfway. `rest` is called after each of
    those with the seconds that they took.
    """
    listed = store.shared_plans(*organisations)
    with _lock:
        kept = dict(_kept)
    of = {one.link: kept.get(one.link, (0, None)) for one in listed}
    known = {one.link: of[one.link][1] for one in listed if of[one.link][0] == one.number}
    fresh = [one for one in listed if one.link not in known]
    for start in range(0, len(fresh), BATCH):
        begun = time.perf_counter()
        known |= _read(store, fresh[start : start + BATCH])
        if rest:
            rest(time.perf_counter() - begun)
    return [(one, known[one.link]) for one in listed]


def _read(store: PlanStore, fresh: Sequence[SharedPlan]) -> dict[str, CalendarPlan | None]:
    """Return the plans (by link) that were not read before, and keep what of them is needed."""
    light = {one.link: _light(one) for one in fresh}
    whole = {one.link: _whole(store, one) for one in fresh if light[one.link] is None}
    every = light | whole
    _remember({one.link: (one.number, every[one.link]) for one in fresh})
    _keep(store, {(one.link, one.number): whole.get(one.link) for one in fresh})
    return every


def _light(listed: SharedPlan) -> CalendarPlan | None:
    return calendar_plan.read(listed.agenda) if listed.agenda else None


def _whole(store: PlanStore, listed: SharedPlan) -> CalendarPlan | None:
    with suppress(PlanError, StoreError):  # it may have gone meanwhile
        text = store.read(listed.link, listed.number).text
        return calendar_plan.calendar_plan(read_saved(text))
    return None


def _remember(plans: Kept) -> None:
    with _lock:
        if len(_kept) + len(plans) > MOST:
            _kept.clear()
        _kept.update(plans)


def _keep(store: PlanStore, plans: Mapping[tuple[str, int], CalendarPlan | None]) -> None:
    """Keep in the database what was read whole."""
    agendas = {of: calendar_plan.written(plan) for of, plan in plans.items() if plan}
    if agendas:
        with suppress(StoreError):  # on a full disk they are read again next time
            store.keep_agendas(agendas)


def own(plans: Iterable[CalendarPlan]) -> list[CalendarPlan]:
    """Return the plans without examples and copies: those whose actions are all of another."""
    seen = set(_of_examples())
    kept = []
    for plan in plans:
        key = key_of(plan)
        if key not in seen:
            kept.append(plan)
            seen.add(key)
    return kept


@cache
def _of_examples() -> frozenset[Key]:
    return frozenset(key_of(calendar_plan.calendar_plan(example(name))) for name in examples())


def key_of(plan: CalendarPlan) -> Key:
    """Return what tells the actions of a plan from those of another: what is done, and when."""
    return tuple((action.what, action.start, action.last_day) for action in plan.actions)


def why_left_out(store: PlanStore, plan: Plan) -> str | None:
    """Return why a plan that somebody shared does not stand in the calendar; None when it does."""
    key = key_of(calendar_plan.calendar_plan(plan))
    if key in _of_examples():
        return EXAMPLE
    twins = [one for one in plans_of(store) if one and key_of(one) == key]
    return TWIN if len(twins) > 1 else None


def warm() -> None:
    """Read the plans that are not read yet, before somebody opens the calendar.

    After a restore or an upgrade that are all of them: it rests as long as it works, so that
    visitors are served meanwhile.
    """
    if not database.has_plans(database.address()):
        return
    store = PlanStore()
    try:
        listed_plans(store, rest=time.sleep)
    finally:
        store.close()
