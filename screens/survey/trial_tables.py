"""All advices without and with a survey: compiled once for what is on screen, for all visitors."""

import threading
from collections import OrderedDict

import streamlit as st

from engine.compile import CompileError, Table
from engine.knowledge import organisation, own_survey
from engine.knowledge.own_survey import OwnSurvey
from engine.model import Rulebook
from engine.proof import trial
from engine.proof.trial import Busy
from screens.page import knowledge
from screens.page.markup import notice
from screens.survey.with_without import BothTables

MOST = 3  # tables that are kept; each takes some tens of megabytes
KEPT = "Je onderzoek en je keuzes staan er nog."
WAIT = "We rekenen alle adviezen door, zonder en met dit onderzoek. Dat duurt even."
_kept: OrderedDict[str, Table] = OrderedDict()
_lock = threading.Lock()


def without(table: Table) -> Table:
    """Return all advices as our rules alone give them. Raises Busy or CompileError."""
    book = table.book
    if not book.surveys:
        return table
    national = knowledge.national()
    own = book.organisation
    return _compiled(organisation.apply(national, own) if own else national, "zonder")


def both(table: Table, own: OwnSurvey) -> BothTables | None:
    """Return all advices without and with a survey; says why when that does not work now."""
    loaded = any(one.digest == own.digest for one in table.book.surveys)
    try:
        with st.spinner(WAIT):
            plain = without(table)
            if loaded and len(table.book.surveys) == 1:
                return BothTables(plain, table, own, loaded)
            counted = _compiled(own_survey.attach(plain.book, [own]), own.digest)
    except (Busy, CompileError) as error:
        retry(str(error))
        return None
    return BothTables(plain, counted, own, loaded)


def retry(message: str) -> None:
    """Say why it does not work now, that nothing was lost, and offer to try again."""
    st.html(notice(message, KEPT))
    st.button("Probeer opnieuw", key="onderzoek-opnieuw")


def _compiled(book: Rulebook, name: str) -> Table:
    """Return the table of a rulebook, compiled when it is not kept."""
    key = f"{knowledge.version(book)} {name}"
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = trial.compile_in_turn(book)
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made
