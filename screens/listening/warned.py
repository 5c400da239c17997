"""What asks attention, as the last look found it; the page computes nothing of it."""

from datetime import datetime

import streamlit as st

from dutch import counted, day
from listening.goals import noticeboard
from listening.goals.alarms import Alarm
from listening.storage.notebook import Notes
from listening.storage.retention import retention
from plans.plan_versions import StoreError
from screens.page import account
from screens.page.markup import notice

KEPT = 60.0  # seconds in which a page looks once


def show() -> None:
    """Show the warnings of the last look, if something is remembered and there are any."""
    if retention() is None:
        return
    try:
        seen, alarms = _alarms(account.organisation() or "")
    except StoreError:
        return  # the part on what is remembered says so
    if seen and alarms:
        st.html(notice(heading(seen, alarms), items=[one.text for one in alarms], role="status"))


def heading(seen: datetime, alarms: tuple[Alarm, ...]) -> str:
    """Say how many warnings there are, and of which day."""
    count = counted(len(alarms), "ding vraagt", "dingen vragen")
    return f"{count} aandacht, gezien op {day(seen.astimezone().date())}:"


@st.cache_data(show_spinner=False, ttl=KEPT, max_entries=100)
def _alarms(owner: str) -> tuple[datetime | None, tuple[Alarm, ...]]:
    return noticeboard.shown(_notes(owner))


@st.cache_resource(show_spinner=False, max_entries=100)
def _notes(owner: str) -> Notes:
    """Return the notes of an organisation; raises StoreError, and is tried again then."""
    return Notes(owner)
