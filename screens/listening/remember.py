"""Where counts per day are remembered: only when a setting allows it and a person asks for it."""

import streamlit as st

from dutch import counted, day, day_range, listing
from engine.model import KnowledgeError
from listening.storage.day_memory import KeptFile, Memory
from listening.storage.hearing import Heard
from listening.storage.retention import Retention, retention
from plans.plan_versions import StoreError
from screens.page import account
from screens.page.markup import notice, tag
from screens.page.reading import asking
from screens.page.reading.readers import Exports

KEY, FORGET = "luister-onthoud", "luister-vergeet-"
SHOWN = 12  # files
ASKED = (
    "Wil je later terugkijken? Dan bewaren we de aantallen per dag: van pagina's, onderwerpen en "
    "kanalen, nooit wat iemand typte. Wat in totaal minder dan tien keer voorkwam, heet ‘overig’. "
    "Van acties, gebeurtenissen en het logboek bewaren we de regels."
)
NOTHING = "In deze bestanden staan geen aantallen per dag en geen acties. Er is niets onthouden."
FAILED = "Onthouden lukt nu niet. Er is niets van bewaard."


def show(exports: Exports | None) -> None:
    """Offer to remember what was given, and show from which files something is remembered."""
    kept = retention()
    if kept is None:
        return
    st.html(tag("h2", "Onthouden"))
    try:
        kept_memory = memory(account.organisation() or "")
        if exports is not None:
            _offer(kept_memory, kept, exports)
        _files(kept_memory)
    except StoreError as error:
        st.html(notice(str(error)))


@st.cache_resource(show_spinner=False, max_entries=100)
def memory(owner: str) -> Memory:
    """Return what an organisation remembers; raises StoreError, and is tried again then."""
    return Memory(owner)


def _offer(memory: Memory, kept: Retention, exports: Exports) -> None:
    st.html(tag("p", ASKED, class_="zacht"))
    if not st.button("Onthoud dit", key=KEY):
        return
    try:
        files: tuple[Heard, ...] = asking.read("deze bestanden", "onthouden", exports)
    except KnowledgeError as error:
        st.html(notice(FAILED, items=[str(problem) for problem in error.problems]))
        return
    if files:
        memory.remember(files, kept)
    st.html(notice(remembered(files) if files else NOTHING, role="status"))


def remembered(files: tuple[Heard, ...]) -> str:
    """Say what was remembered of which files."""
    what = amounts(sum(len(one.series) for one in files), sum(len(one.entries) for one in files))
    names = listing(list(dict.fromkeys(one.name for one in files)))
    return f"Onthouden: {what} uit {names}."


def amounts(series: int, entries: int) -> str:
    """Say how many series and entries there are."""
    parts = [counted(series, "reeks", "reeksen")] if series or not entries else []
    return listing([*parts, *([counted(entries, "regel", "regels")] if entries else [])])


def _files(memory: Memory) -> None:
    files = memory.files()
    if not files:
        st.html(tag("p", "Er is nog niets onthouden.", class_="zacht"))
        return
    with st.expander(f"Onthouden uit {counted(len(files), 'bestand', 'bestanden')}"):
        for one in files[:SHOWN]:
            st.html(tag("p", line(one)))
            named = f"Vergeet {one.name} van {day(one.saved.date())}"
            if st.button(named, key=f"{FORGET}{one.id}"):
                memory.forget(one.id)
                st.rerun()
        if (older := len(files) - SHOWN) > 0:
            st.html(tag("p", more(older), class_="zacht"))


def more(older: int) -> str:
    """Say how many files do not stand here, and where they do."""
    others = counted(older, "ouder bestand", "oudere bestanden")
    return f"En nog {others}. Een beheerder ziet ze alle en kan ze wissen."


def line(one: KeptFile) -> str:
    """Say what is remembered of a file."""
    period = f", {day_range(one.first, one.last)}" if one.first and one.last else ""
    return f"{one.name}: {amounts(one.series, one.entries)}{period}"
