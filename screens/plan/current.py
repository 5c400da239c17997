"""The plan behind an address: read, change, save. The store holds it; the session only what failed.

The address has the link of the plan. A tab remembers which version it showed, so that a change
says what it started from; that is all a session keeps that matters.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import streamlit as st

from documents.labels import upper
from engine import KnowledgeError
from engine.model import DIMENSIONS, Problem
from plans import SCHEMA, Plan, PlanError, agreement, change_words, undoing
from plans.files import read_saved, write_saved
from plans.links import Place
from plans.plan_versions import Conflict, Draft, SavedVersion, StoreError
from plans.storage.store import PlanStore, new_link, new_receipt
from plans.undoing import UndoSteps
from screens.page import account, knowledge
from screens.page.fields import put
from screens.pages import BEGIN
from screens.plan import names
from screens.plan.versions import browser as browsers
from screens.plan.versions import meeting, prefill, typing
from screens.server import metrics
from screens.server.limit import Limit

LINK, STEP, CLASH, PART = "plan", "stap", "botst", "deel"
JOURNEY = "reis"  # in the address: the journey that a new plan is for
SEEN = "plan-gezien"  # link → number of the version this tab shows
WRONG = "plan-fout"  # field → what was typed and why it is not saved
WHO = "plan-wie-ben-je"  # who works in this tab, also when the field is not in sight
TRIES = 5  # when others save at the same moment
STEPS_BACK = 400  # versions in which an undo looks
BUSY = "Veel mensen bewaren dit plan op hetzelfde moment. Probeer het zo nog eens."
BEGINNINGS = Limit(30)  # new plans a minute of one client
OFTEN = "Je begint veel plannen achter elkaar. Wacht een minuut en probeer het dan opnieuw."
Change = Callable[[Plan], Plan]


class FieldFault(NamedTuple):
    """Why a change was not saved: at which field of the screen, and what is wrong, in its words."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """A change that was not saved: what was typed and why."""

    value: object
    faults: tuple[FieldFault, ...]

    @property
    def message(self) -> str:
        """Everything that is wrong, as one text."""
        return " ".join(fault.message for fault in self.faults)


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A plan on the table: its link, the version that is shown and the plan in it."""

    link: str
    version: SavedVersion
    plan: Plan


@st.cache_resource(show_spinner=False)
def _store() -> PlanStore:
    """Return the store of this process; raises StoreError, and is tried again the next time."""
    return PlanStore()


def store() -> PlanStore:
    """Return the plans that may be seen and changed here now; the only way to them.

    Raises StoreError, also for who should sign in first.
    """
    return _store().within(account.organisation())


@lru_cache(maxsize=128)
def parse_plan(text: str) -> Plan:
    """Return the plan of a saved text; a plan is never changed, so it can be shared."""
    return read_saved(text)


def open_plan(link: str) -> OpenPlan:
    """Return the plan behind a link and remember which version this tab shows.

    Raises StoreError (NoPlan, Deleted) and PlanError.
    """
    version = store().read(link)
    _seen_versions().pop(link, None)  # so that the plan of last is the last
    _seen_versions()[link] = version.number
    return OpenPlan(link, version, parse_plan(version.text))


def earlier(link: str) -> OpenPlan | None:
    """Return the plan that this tab showed before this one, if it is still there."""
    for other in reversed(_seen_versions()):
        if other != link:
            with suppress(StoreError, PlanError):
                version = store().read(other)
                return OpenPlan(other, version, parse_plan(version.text))
    return None


def _seen_versions() -> dict[str, int]:
    found: dict[str, int] = st.session_state.setdefault(SEEN, {})
    return found


def unsaved_changes() -> dict[str, Wrong]:
    """Return the changes of this tab that were not saved, by the key of their field.

    Only those of the plan in the address: what was typed in another plan waits there.
    """
    found: dict[str, dict[str, Wrong]] = st.session_state.setdefault(WRONG, {})
    return found.setdefault(st.query_params.get(LINK, ""), {})


def faults() -> list[FieldFault]:
    """Return everything that is wrong with what was typed and is not saved."""
    return [fault for wrong in unsaved_changes().values() for fault in wrong.faults]


def who(plan: Plan | None = None) -> str:
    """Return who works here, as they typed it; else the author of the plan."""
    named = str(st.session_state.get(WHO) or "").strip()
    return named[:100] or (plan.project.author if plan and plan.project.author else "zonder naam")


def change(
    link: str,
    edit: Change,
    key: str,
    value: object = None,
    fields: Mapping[str, str] = MappingProxyType({}),
) -> bool:
    """Save a change on the version this tab shows; tell whether it was saved.

    A change that is wrong, or that cannot be saved now, stays on screen under `key`. Of a form
    `fields` says which field has which key of the file.
    """
    unsaved_changes().pop(key, None)
    old: Plan | None = None
    try:
        base = _seen_versions().get(link) or store().read(link).number
        old = parse_plan(store().read(link, base).text)
        whole = keep(link, agreement.after_change(old, edit(old)), base)
        typing.confirm(link, key, value, fields.values())
        return whole
    except (PlanError, KnowledgeError) as error:
        wrong = (_fault(old, problem, key, fields) for problem in error.problems)
        unsaved_changes()[key] = Wrong(value, tuple(wrong))
    except StoreError as error:
        refuse(key, f"Niet bewaard. {error}", value)
    return False


def refuse(key: str, message: str, value: object = None) -> None:
    """Keep on screen under a field why a change was not saved."""
    unsaved_changes()[key] = Wrong(value, (FieldFault(key, message),))


def _fault(plan: Plan | None, problem: Problem, key: str, fields: Mapping[str, str]) -> FieldFault:
    """Return a problem in the words of the screen, at its field in a form or else at `key`."""
    label = names.label(plan, knowledge.table().book, problem.place) if plan else ""
    field = next((fields[str(step)] for step in _steps(problem.place) if step in fields), key)
    return FieldFault(
        field, f"{label.rstrip('?:')}: {problem.reason}" if label else upper(problem.message)
    )


def _steps(place: Place) -> Iterator[str]:
    """Yield the names under which a form may have the field of a place, the nearest first."""
    if len(place) > 2 and place[0] == "acties":
        yield names.action_key(place)
    yield from map(str, reversed(place))


def keep(link: str, plan: Plan, base: int | None, copies: int | None = None) -> bool:
    """Save a plan, with what was saved since `base`; tell whether all of it could be.

    What both changed is kept aside and asked: the address says so. Raises StoreError.
    """
    browser = browsers.identity(link)
    for _ in range(TRIES):
        met = None
        if base is not None:
            met = meeting.meet(store(), link, base, plan, browser, parse_plan)
        aside = None
        if met and met.questions:
            aside = store().save(_draft(link, plan, base))
        now = _draft(link, met.plan, met.head.number) if met else _draft(link, plan, base, copies)
        saved = store().save(now)
        if isinstance(saved, SavedVersion):
            metrics.count_saved_plan()
            _seen_versions()[link] = saved.number
            if isinstance(aside, Conflict):
                put({CLASH: str(aside.mine.number)})
            return aside is None
    raise StoreError(BUSY)


def _draft(link: str, plan: Plan, base: int | None, copies: int | None = None) -> Draft:
    project = plan.project
    old = parse_plan(store().read(link, base).text) if base is not None else plan
    return Draft(
        link=link,
        text=write_saved(plan),
        schema=SCHEMA,
        author=who(plan),
        receipt=new_receipt(),
        base=base,
        copies=copies,
        organisation=project.organisation or "",
        name=project.name,
        what=change_words.summary(old, plan, knowledge.table().book),
        browser=browsers.identity(link),
    )


def add_plan(plan: Plan) -> str:
    """Save a new plan and return its link; raises StoreError. No other plan changes."""
    if not BEGINNINGS.take(st.context.ip_address or "").allowed:
        raise StoreError(OFTEN)
    link = new_link()
    keep(link, plan, None)
    return link


def begin(plan: Plan) -> None:
    """Save a new plan and go to it; raises StoreError."""
    go(add_plan(plan))


def go(link: str, journey: str = "") -> None:
    """Go to a plan, away from whatever the address said; `journey` is where it came from."""
    away = dict.fromkeys((STEP, CLASH, PART, BEGIN, *DIMENSIONS), "")
    put({LINK: link, JOURNEY: journey} | away)


def delete(link: str) -> None:
    """Delete a plan; it can be restored for a while."""
    try:
        store().delete(link)
    except StoreError as error:
        refuse("plan-weg", f"Dat lukte niet. {error}")


def dark() -> bool:
    """Tell whether charts are drawn on a dark ground."""
    return bool(st.context.theme.type == "dark")


def undo_steps(link: str) -> UndoSteps:
    """Return the versions that an undo and a redo go to, if any."""
    return undoing.undo_steps(store().history(link, STEPS_BACK))


def undo(link: str, number: int) -> None:
    """Bring an earlier version back as a new one."""
    unsaved_changes().clear()
    prefill.forget()
    try:
        old = store().read(link, number)
        keep(link, parse_plan(old.text), _seen_versions().get(link), copies=number)
    except (StoreError, PlanError) as error:
        refuse("ongedaan", f"Dat lukte niet. {error}")
