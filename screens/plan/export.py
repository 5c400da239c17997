"""Step 5: take the plan along, share it, look back, compare, delete."""

from functools import partial

import streamlit as st

from documents.plan import kinds
from dutch import short_day
from engine import letters
from plans import Plan, edit
from plans.saved import Entry, StoreError
from screens.page import knowledge, login
from screens.page.fields import put
from screens.page.markup import bullets, join, tag
from screens.plan import compare as plan_compare
from screens.plan import current, summary
from screens.plan.calendar import NAME as CALENDAR
from screens.plan.current import PART, Desk

SHARED, SURE = "plan-gedeeld", "plan-zeker-weg"
SHOWN = 20  # versions
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


def show(desk: Desk) -> None:
    """Show the step."""
    look = [r.text for r in summary.remarks(desk.version.text)]
    if look:
        said = [s[:1].upper() + s[1:] for s in look]
        st.html(join((tag("h3", "Kijk dit nog na"), bullets(said))))
    with st.container(key="op-scherm-meenemen"):
        _files(desk)
        _share(desk)
    _history(desk)
    with st.container(key="op-scherm-weg"):
        _delete(desk)


def file_name(plan: Plan, kind: str) -> str:
    """Return a name that every system takes: "kanaalplan-schoon-water-2026-11-22.pdf"."""
    name = letters.dashed(plan.project.name)[:50].strip("-")
    return f"kanaalplan-{name or 'plan'}-{knowledge.today()}.{kind}"


def _files(desk: Desk) -> None:
    st.html(tag("h3", "Neem het plan mee"))
    with st.container(horizontal=True, key="plan-bestanden"):
        for kind, label in LABELS.items():
            st.download_button(label, data=partial(_made, desk.plan, kind), key=f"plan-{kind}",
                               mime=kinds.TYPES[kind], on_click="ignore",
                               file_name=file_name(desk.plan, kind))  # fmt: skip
    said = (
        "Een planbestand of de PDF open je later weer op de beginpagina van Kanaalplan. "
        "In de PDF en het Word-bestand staat ook één pagina voor het klantcontactcentrum."
    )
    st.html(tag("p", said, class_="hulp"))


def _made(plan: Plan, kind: str) -> bytes:
    return kinds.plan_document(plan, knowledge.table(), kind, knowledge.today())


def _share(desk: Desk) -> None:
    st.html(tag("h3", "Delen en vergelijken"))
    query = f"?{current.LINK}={desk.link}"
    button = tag("button", "Kopieer het adres van dit plan", type="button", class_="knop",
                 data_kopieer_link=query)  # fmt: skip
    said = (
        f"Wie dit adres heeft{login.also()}, kan het plan lezen, veranderen en verwijderen. Zet "
        "het niet openbaar."
    )
    st.html(join((tag("div", button, class_="knoppen"), tag("p", said, class_="hulp"))))
    st.session_state[SHARED] = current.store().is_shared(desk.link)
    st.checkbox("Toon de acties van dit plan in de gezamenlijke kalender", key=SHARED,
                on_change=_shared, args=(desk.link,))  # fmt: skip
    with st.container(horizontal=True, key="plan-delen"):
        st.button(
            "Open de kalender", key="plan-naar-kalender", on_click=put, args=({PART: CALENDAR},)
        )
        compare = {PART: plan_compare.NAME}
        st.button("Vergelijk met een ander plan of een andere versie", key="plan-naar-vergelijk",
                  on_click=put, args=(compare,))  # fmt: skip
        st.button(
            "Maak een kopie als nieuw plan", key="plan-kopie", on_click=_copy, args=(desk.plan,)
        )


def _shared(link: str) -> None:
    try:
        current.store().share(link, bool(st.session_state[SHARED]))
    except StoreError as error:
        current.failed()["plan-weg"] = current.Wrong(None, f"Dat lukte niet. {error}")


def _copy(plan: Plan) -> None:
    try:
        name = f"{plan.project.name[:280]} (kopie)"
        current.begin(edit.put(plan, ("project", "naam"), name))
    except StoreError as error:
        current.failed()["plan-weg"] = current.Wrong(None, f"Dat lukte niet. {error}")


def _history(desk: Desk) -> None:
    entries = current.store().history(desk.link)
    st.html(tag("h3", "Geschiedenis"))
    count = "1 versie" if len(entries) == 1 else f"{len(entries)} versies"
    said = f"{count}. Een oude versie terugzetten maakt een nieuwe; er gaat niets weg."
    st.html(tag("p", said, class_="zacht"))
    with st.expander("Toon de versies", key="plan-versies"):
        for entry in entries[:SHOWN]:
            with st.container(horizontal=True, key=f"plan-versie-{entry.number}",
                              vertical_alignment="center"):  # fmt: skip
                st.html(tag("p", _line(entry)), width="stretch")
                label, key = f"Zet versie {entry.number} terug", f"plan-versie-terug-{entry.number}"
                st.button(label, key=key, on_click=current.undo, args=(desk.link, entry.number),
                          disabled=entry.number == desk.version.number)  # fmt: skip


def _line(entry: Entry) -> str:
    at = entry.saved.astimezone(knowledge.PLACE)
    said = f"Versie {entry.number}, {short_day(at.date())} om {at:%H.%M} uur, {entry.author}"
    if entry.aside:
        return f"{said}. Botste met een andere versie en is niet het plan geworden."
    return f"{said}. Gelijk aan versie {entry.copies}." if entry.copies else f"{said}."


def _delete(desk: Desk) -> None:
    st.html(tag("h3", "Verwijderen"))
    st.html(tag("p", DELETED, class_="zacht"))
    sure = st.checkbox("Ik wil dit plan verwijderen", key=SURE)
    st.button("Verwijder dit plan", key="plan-verwijder", on_click=_gone, args=(desk.link,),
              disabled=not sure)  # fmt: skip


def _gone(link: str) -> None:
    st.session_state[SURE] = False
    current.delete(link)
