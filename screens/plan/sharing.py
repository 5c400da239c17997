"""Step 5: take the plan along, share it, look back, compare, delete."""

from functools import partial

import streamlit as st

from documents.plan import kinds
from documents.plan.paper import PlanEdition, identity
from dutch import counted, short_day
from plans import Plan, agenda, edit
from plans.board import several
from plans.plan_versions import HistoryLine, StoreError
from screens.page import knowledge, login
from screens.page.fields import put
from screens.page.markup import bullets, join, notice, tag
from screens.plan import compare as plan_compare
from screens.plan import current, shared, summary
from screens.plan.calendar import NAME as CALENDAR
from screens.plan.current import PART, OpenPlan
from screens.plan.links import read_only, subscriptions

SHARED, SURE = "plan-gedeeld", "plan-zeker-weg"
SHOWN = 20  # versions
NO_LINK = (
    "In de agenda komt een link naar het plan zodra het een adres heeft om alleen te lezen. Maak "
    "dat hieronder."
)
COPIED = (
    "Een kopie begint opnieuw: zonder akkoord, zonder wat al klaar of geplaatst is en zonder wat "
    "het werkelijk kostte of opleverde."
)
DELETED = "Je kunt het tot 30 dagen later terugzetten, via het adres van het plan."


LABELS = {
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "ics": "Agenda (ICS)",
    "csv": "CSV",
    "yaml": "Planbestand (YAML)",
    "json": "Planbestand (JSON)",
}


def show(open_plan: OpenPlan) -> None:
    """Show the step."""
    look = [r.text for r in summary.remarks(open_plan.version.text)]
    if look:
        said = [s[:1].upper() + s[1:] for s in look]
        st.html(join((tag("h3", "Kijk dit nog na"), bullets(said))))
    with st.container(key="op-scherm-meenemen"):
        _files(open_plan)
        _share(open_plan)
    _history(open_plan)
    with st.container(key="op-scherm-weg"):
        _delete(open_plan)


def _files(open_plan: OpenPlan) -> None:
    st.html(tag("h3", "Neem het plan mee"))
    with st.container(horizontal=True, key="plan-bestanden"):
        for kind, label in LABELS.items():
            name = kinds.file_name(open_plan.plan, kind, knowledge.today())
            st.download_button(label, data=partial(document, open_plan, kind), file_name=name,
                               key=f"plan-{kind}", mime=kinds.TYPES[kind],
                               on_click="ignore")  # fmt: skip
    said = (
        "Een planbestand of de PDF open je later weer op de beginpagina van Kanaalplan. "
        "In de PDF en het Word-bestand staat ook één pagina voor het klantcontactcentrum."
    )
    st.html(tag("p", said, class_="hulp"))
    if current.store().secret(open_plan.link, "reader") is None:
        st.html(tag("p", NO_LINK, class_="hulp"))
    if lacking := kinds.left_out(open_plan.plan):
        st.html(notice(lacking, role="note"))


def document(open_plan: OpenPlan, kind: str) -> bytes:
    """Return the plan as a file of a kind, with the address at which it can be read."""
    version = open_plan.version
    link = read_only.address_of(open_plan.link)
    edition = PlanEdition(version.number, version.saved, identity(open_plan.link), link)
    day = knowledge.today()
    return kinds.plan_document(open_plan.plan, knowledge.table(), kind, day, edition)


def _share(open_plan: OpenPlan) -> None:
    st.html(tag("h3", "Delen en vergelijken"))
    query = f"?{current.LINK}={open_plan.link}"
    button = tag("button", "Kopieer het adres van dit plan", type="button", class_="knop",
                 data_kopieer_link=query)  # fmt: skip
    said = (
        f"Wie dit adres heeft{login.also()}, kan het plan lezen, veranderen en verwijderen. Zet "
        "het niet openbaar."
    )
    st.html(join((tag("div", button, class_="knoppen"), tag("p", said, class_="hulp"))))
    read_only.offer(open_plan.link)
    subscriptions.of_plan(open_plan.link)
    st.session_state[SHARED] = current.store().is_shared(open_plan.link)
    st.checkbox("Toon de acties van dit plan in de gezamenlijke kalender", key=SHARED,
                on_change=_set_sharing, args=(open_plan.link,))  # fmt: skip
    taking_part = st.session_state[SHARED]
    why = shared.why_left_out(current.store(), open_plan.plan) if taking_part else None
    if why:
        st.html(tag("p", why, class_="hulp", role="status"))
    with st.container(horizontal=True, key="plan-delen"):
        st.button(
            "Open de kalender", key="plan-naar-kalender", on_click=put, args=({PART: CALENDAR},)
        )
        compare = {PART: plan_compare.NAME}
        st.button("Vergelijk met een ander plan of een andere versie", key="plan-naar-vergelijk",
                  on_click=put, args=(compare,))  # fmt: skip
        st.button(
            "Maak een kopie als nieuw plan",
            key="plan-kopie",
            on_click=_copy,
            args=(open_plan.plan,),
        )
    st.html(tag("p", COPIED, class_="hulp"))


def _set_sharing(link: str) -> None:
    try:
        current.store().share(link, bool(st.session_state[SHARED]))
    except StoreError as error:
        current.refuse("plan-weg", f"Dat lukte niet. {error}")


def _copy(plan: Plan) -> None:
    try:
        name = f"{plan.project.name[:280].removesuffix(agenda.COPY)}{agenda.COPY}"
        current.begin(edit.put(several.whole_copy(plan), ("project", "naam"), name))
    except StoreError as error:
        current.refuse("plan-weg", f"Dat lukte niet. {error}")


def _history(open_plan: OpenPlan) -> None:
    entries = current.store().history(open_plan.link)
    st.html(tag("h3", "Geschiedenis"))
    count = counted(len(entries), "versie", "versies")
    said = f"{count}. Een oude versie terugzetten maakt een nieuwe; er gaat niets weg."
    st.html(tag("p", said, class_="zacht"))
    with st.expander("Toon de versies", key="plan-versies"):
        for entry in entries[:SHOWN]:
            with st.container(horizontal=True, key=f"plan-versie-{entry.number}",
                              vertical_alignment="center"):  # fmt: skip
                st.html(tag("p", _line(entry)), width="stretch")
                label, key = f"Zet versie {entry.number} terug", f"plan-versie-terug-{entry.number}"
                st.button(label, key=key, on_click=current.undo,
                          args=(open_plan.link, entry.number),
                          disabled=entry.number == open_plan.version.number)  # fmt: skip


def _line(entry: HistoryLine) -> str:
    at = entry.saved.astimezone(knowledge.PLACE)
    said = f"Versie {entry.number}, {short_day(at.date())} om {at:%H.%M} uur, {entry.author}"
    what = f": {entry.what}" if entry.what else ""
    if entry.aside:
        return f"{said}{what}. Wat een ander ook veranderde, is gevraagd en staat alleen hier."
    again = f" (gelijk aan versie {entry.copies})" if entry.copies else ""
    return f"{said}{again}{what}."


def _delete(open_plan: OpenPlan) -> None:
    st.html(tag("h3", "Verwijderen"))
    st.html(tag("p", DELETED, class_="zacht"))
    sure = st.checkbox("Ik wil dit plan verwijderen", key=SURE)
    st.button("Verwijder dit plan", key="plan-verwijder", on_click=_confirm_delete,
              args=(open_plan.link,), disabled=not sure)  # fmt: skip


def _confirm_delete(link: str) -> None:
    st.session_state[SURE] = False
    current.delete(link)
