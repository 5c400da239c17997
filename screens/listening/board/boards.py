"""What is remembered, as parts of the page: all subjects, one subject, what actions saved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from documents import advice_pdf, house
from documents.listening import look_back
from documents.listening.look_back import ReportSpan
from listening import knowledge
from listening.effects.results import Prices
from listening.model import Subject
from listening.monitor import months, recall
from listening.monitor.overview import OverviewRow
from listening.monitor.register import Register, added_up, costs
from listening.reading.day_series import OF_SUBJECTS
from listening.storage import kept_entries
from listening.storage.day_memory import Memory
from listening.uses import SearchPicture
from plans.plan_versions import StoreError
from screens.listening import prices as own_prices
from screens.listening import remember
from screens.listening.board import overview_board, register_board, site_card, subject_board
from screens.page import account, canvas, fields
from screens.page import knowledge as table
from screens.page.markup import join, notice, tag
from screens.page.pane import pane

ALL, ONE, SAVED = "onderwerpen", "onderwerp", "opbrengst"
PARTS = (ALL, ONE, SAVED)
CARD = "kaart"  # in the address: only the card of a subject, to show elsewhere
PRICES = {
    "prijs": "Wat kost een gesprek jullie, in euro?",
    "minuten": "Hoeveel minuten duurt een gesprek?",
    "uurprijs": "Wat kost een uur werk jullie, in euro?",
}
NAMES = (ONE, *PRICES)  # what of the address goes along to another part
OFF = (
    "Dit onderdeel werkt als de server aantallen mag onthouden. Dat staat nu uit. Een beheerder "
    "zet het aan met de instelling KEN_JE_INWONER_LUISTERGEHEUGEN."
)
EMPTY = (
    "Er is nog niets onthouden. Open bij ‘Wat inwoners zoeken’ exports met datums en kies ‘Onthoud "
    "dit’. Doe dat elke maand. Dan zie je hier of inwoners vragen, of wij antwoorden en wat acties "
    "opleverden."
)
NO_SUBJECT = "Wat is onthouden, hoort nog bij geen onderwerp uit de woordenlijst."
Planned = Callable[[Subject], tuple[tuple[str, date], ...]]


def show(part: str, picture: SearchPicture | None, planned: Planned) -> None:
    """Show one of PARTS; `planned` gives actions in plans about a subject, with their first day."""
    try:
        memory = remember.memory(account.organisation() or "")
        if memory.last_day() is None and not memory.entries():
            st.html(tag("p", EMPTY))
        elif part == ALL:
            rows = _overview(memory.owner, memory.stamp(), memory)
            st.html(overview_board.board(rows))
        elif part == ONE:
            _subject(memory, picture, planned)
        else:
            _saved(memory)
    except StoreError as error:
        st.html(notice(str(error)))


def _subject(memory: Memory, picture: SearchPicture | None, planned: Planned) -> None:
    vocabulary = knowledge.load()
    known = memory.subjects(OF_SUBJECTS)
    names = {id_: one.plain for id_, one in vocabulary.subjects.items() if id_ in known}
    if not names:
        st.html(tag("p", NO_SUBJECT))
        return
    if st.query_params.get(CARD) and st.query_params.get(ONE) in names:
        view = recall.subject(memory, vocabulary, st.query_params[ONE])
        st.html(site_card.card(view))
        return
    chosen = fields.select(ONE, "Onderwerp", names, NAMES)
    view = recall.subject(memory, vocabulary, chosen, planned(vocabulary.subjects[chosen]))
    st.html(join((tag("h2", view.subject.plain),
                  tag("p", subject_board.head(view), class_="zacht"))))  # fmt: skip
    register = _register(memory.owner, memory.stamp(), memory)
    canvas.show("luister-bord", pane([subject_board.board(view, register, picture)]))
    site_card.offer(view)


def _saved(memory: Memory) -> None:
    prices = _prices()
    register = priced(_register(memory.owner, memory.stamp(), memory), prices)
    canvas.show("luister-opbrengst", pane([register_board.board(register)]))
    _offer_reports(memory, register)


def _offer_reports(memory: Memory, register: Register) -> None:
    """Offer the report of the last whole month and that of the year as PDF."""
    newest = memory.last_day()
    if newest is None:
        return
    before = months.earlier(months.month_of(newest), 1)
    with st.container(horizontal=True, key="luister-terugblik"):
        for span in (look_back.month_span(before), look_back.year_span(newest.year)):
            st.download_button(
                f"Maak PDF over {span.name}", data=partial(report, memory, register, span),
                file_name=f"digitaal-luisteren-{span.name.replace(' ', '-')}.pdf",
                mime="application/pdf", on_click="ignore", key=f"luister-terugblik-{span.first}",
            )  # fmt: skip


def report(memory: Memory, register: Register, span: ReportSpan) -> bytes:
    """Return the report of a period as PDF. Raises DocumentError and StoreError."""
    rows = recall.overview(memory, knowledge.load(), span.last)
    log = kept_entries.decisions(memory.entries())
    begun = added_up(register.lines, register.prices, span.holds)
    content = look_back.content(span, rows, begun, log, table.today())
    return advice_pdf(house.in_house_style(content, table.table().book))


def priced(register: Register, prices: Prices) -> Register:
    """Return a register at other prices; nothing is measured again."""
    lines = tuple(replace(one, cost=costs(one.action, prices)) for one in register.lines)
    return replace(register, lines=lines, prices=prices)


def _prices() -> Prices:
    """Show the fields for own prices, which live in the address, and return them."""
    with st.container(horizontal=True, key="luister-prijzen"):
        said = {}
        for name, label in PRICES.items():
            with st.container(width=330, gap="small"):
                said[name] = own_prices.checked(fields.PREFIX + name, label,
                    fields.search(name, label, "Niet ingevuld", NAMES))  # fmt: skip
    return Prices(hour=said["uurprijs"], call=said["prijs"], minutes=said["minuten"])


@st.cache_data(show_spinner="Even rekenen …", max_entries=50)
def _overview(owner: str, stamp: str, _memory: Memory) -> tuple[OverviewRow, ...]:
    """Return all subjects; kept until something is remembered or forgotten."""
    return recall.overview(_memory, knowledge.load())


@st.cache_data(show_spinner="De acties narekenen …", max_entries=50)
def _register(owner: str, stamp: str, _memory: Memory) -> Register:
    """Return the register without prices; kept until something is remembered or forgotten."""
    return recall.actions(_memory, knowledge.load())
