"""The plan behind an address: read, change, save. The store holds it; the session only what failed.

The address has the link of the plan. A tab remembers which version it showed, so that a change
says what it started from; that is all a session keeps that matters.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from engine import KnowledgeError
from engine.model import DIMENSIONS, Problem
from plans import SCHEMA, Plan, PlanError, read_plan, write_plan
from plans.saved import Conflict, Draft, StoreError, Version
from plans.storage.store import Store, new_link, new_receipt
from screens.page import account
from screens.page.fields import put

LINK, STEP, CLASH, PART = "plan", "stap", "botst", "deel"
JOURNEY = "reis"  # in the address: the journey that a new plan is for
SEEN = "plan-gezien"  # link → number of the version this tab shows
WRONG = "plan-fout"  # field → what was typed and why it is not saved
WHO = "plan-wie"  # who works in this tab
Change = Callable[[Plan], Plan]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A change that was not saved: what was typed and why."""

    typed: object
    said: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A plan on the table: its link, the version that is shown and the plan in it."""

    link: str
    version: Version
    plan: Plan


@st.cache_resource(show_spinner=False)
def _store() -> Store:
    """Return the store of this process; raises StoreError, and is tried again the next time."""
    return Store()


def store() -> Store:
    """Return the plans that may be seen and changed here now; the only way to them.

    Raises StoreError, also for who should sign in first.
    """
    return _store().within(account.organisation())


@lru_cache(maxsize=128)
def parsed(text: str) -> Plan:
    """Return the plan of a saved text; a plan is never changed, so it can be shared."""
    return read_plan(text)


def open_desk(link: str) -> Desk:
    """Return the plan behind a link and remember which version this tab shows.

    Raises StoreError (NoPlan, Deleted) and PlanError.
    """
    version = store().read(link)
    _seen().pop(link, None)  # so that the plan of last is the last
    _seen()[link] = version.number
    return Desk(link, version, parsed(version.text))


def earlier(link: str) -> Desk | None:
    """Return the plan that this tab showed before this one, if it is still there."""
    for other in reversed(_seen()):
        if other != link:
            with suppress(StoreError, PlanError):
                version = store().read(other)
                return Desk(other, version, parsed(version.text))
    return None


def _seen() -> dict[str, int]:
    found: dict[str, int] = st.session_state.setdefault(SEEN, {})
    return found


def failed() -> dict[str, Wrong]:
    """Return the changes of this tab that were not saved, by the key of their field.

    Only those of the plan in the address: what was typed in another plan waits there.
    """
    found: dict[str, dict[str, Wrong]] = st.session_state.setdefault(WRONG, {})
    return found.setdefault(st.query_params.get(LINK, ""), {})


def who(plan: Plan | None = None) -> str:
    """Return who works here, as they typed it; else the author of the plan."""
    named = str(st.session_state.get(WHO) or "").strip()
    return named[:100] or (plan.project.author if plan and plan.project.author else "zonder naam")


def change(link: str, edit: Change, key: str, typed: object = None) -> bool:
    """Save a change on the version this tab shows; tell whether it was saved.

    A change that is wrong, or that cannot be saved now, stays on screen under `key`.
    """
    failed().pop(key, None)
    try:
        base = _seen().get(link) or store().read(link).number
        old = parsed(store().read(link, base).text)
        return keep(link, edit(old), base)
    except (PlanError, KnowledgeError) as error:
        failed()[key] = Wrong(typed, " ".join(map(_plain, error.problems)))
    except StoreError as error:
        failed()[key] = Wrong(typed, f"Niet bewaard. {error}")
    return False


def _plain(problem: Problem) -> str:
    said = problem.message
    return said[:1].upper() + said[1:]


def keep(link: str, plan: Plan, base: int | None, copies: int | None = None) -> bool:
    """Save a plan; when it meets another version, the address says so. Raises StoreError."""
    project = plan.project
    draft = Draft(
        link=link,
        text=write_plan(plan),
        schema=SCHEMA,
        author=who(plan),
        receipt=new_receipt(),
        base=base,
        copies=copies,
        organisation=project.organisation or "",
        name=project.name,
    )
    saved = store().save(draft)
    if isinstance(saved, Conflict):
        put({CLASH: str(saved.mine.number)})
        return False
    _seen()[link] = saved.number
    return True


def added(plan: Plan) -> str:
    """Save a new plan and return its link; raises StoreError. No other plan changes."""
    link = new_link()
    keep(link, plan, None)
    return link


def begin(plan: Plan) -> None:
    """Save a new plan and go to it; raises StoreError."""
    go(added(plan))


def go(link: str, journey: str = "") -> None:
    """Go to a plan, away from whatever the address said; `journey` is where it came from."""
    away = dict.fromkeys((STEP, CLASH, PART, *DIMENSIONS), "")
    put({LINK: link, JOURNEY: journey} | away)


def delete(link: str) -> None:
    """Delete a plan; it can be restored for a while."""
    try:
        store().delete(link)
    except StoreError as error:
        failed()["plan-weg"] = Wrong(None, f"Dat lukte niet. {error}")


def dark() -> bool:
    """Tell whether charts are drawn on a dark ground."""
    return bool(st.context.theme.type == "dark")


def before(desk: Desk) -> int | None:
    """Return the version that an undo goes back to, if any."""
    at = desk.version
    seen: set[int] = set()
    while at.copies is not None and at.copies not in seen:
        seen.add(at.copies)
        at = store().read(desk.link, at.copies)
    return at.base


def undo(link: str, number: int) -> None:
    """Bring an earlier version back as a new one."""
    failed().clear()
    try:
        old = store().read(link, number)
        keep(link, parsed(old.text), _seen().get(link), copies=number)
    except (StoreError, PlanError) as error:
        failed()["ongedaan"] = Wrong(None, f"Dat lukte niet. {error}")
