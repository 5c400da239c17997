"""The page Beheer: for who maintains the tool, who checks it and who must approve it."""

import re

import streamlit as st

from dutch import day
from engine.compile import Table
from engine.knowledge.rulebook import ROOT
from screens.maintenance import changes, checks, embedding, factcheck, organisation, rules, versions
from screens.maintenance.bench import desk, used
from screens.page import fields, knowledge, phrases
from screens.page.markup import notice, tag
from screens.pages import MAINTENANCE

APPROVAL = ROOT / "docs" / "goedkeuring.md"


def show() -> None:
    """Show the page."""
    table = knowledge.table()
    st.title(MAINTENANCE.title, anchor=False)
    message = knowledge.service().message
    if message:
        st.html(notice(message, role="status"))
    st.html(tag("p", _intro(table), class_="intro"))
    _part(table, fields.part("Onderdeel van deze pagina", MAINTENANCE.parts))


def _intro(table: Table) -> str:
    book = table.book
    own = f" Ingericht voor {book.organisation.name}." if book.organisation else ""
    return (
        f"{len(book.rules)} regels, {len(book.sources)} bronnen, {len(table.outcomes)} adviezen. "
        f"Kennis van {day(versions.knowledge_day(book.digest))}, "
        f"versie {phrases.short(book.digest)}.{own}"
    )


def _part(table: Table, part: str) -> None:
    if part == "goedkeuring":
        st.markdown(re.sub("^#", "##", APPROVAL.read_text(encoding="utf-8"), flags=re.MULTILINE))
    else:
        pages = {
            "regels": rules,
            "controle": checks,
            "toetstabel": factcheck,
            "werkplaats": desk,
            "gebruik": used,
            "proberen": changes,
            "versie": versions,
            "organisatie": organisation,
            "insluiten": embedding,
        }
        pages[part].show(table)
