"""The version of the knowledge, its day, and what changed since the one before."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from dutch import day
from engine import CompileError, KnowledgeError, load
from engine.compile import Table
from engine.knowledge import organisation
from engine.knowledge.rulebook import ROOT
from engine.proof import history, impact, trial
from engine.proof.history import Difference, Revision
from engine.proof.impact import Change, RevisionError
from engine.version import VERSION
from screens.maintenance import consequences
from screens.page import knowledge, phrases
from screens.page.markup import Html, bullets, join, notice, table, tag

CHANGELOG = ROOT / "CHANGELOG.md"
RESULT = "versie-vergelijking"
NONE = (
    "Deze server kent geen eerdere versies: er is geen git. Vergelijk twee mappen op de "
    "opdrachtregel met: python -m engine gevolgen OUD NIEUW"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed since the version before; `failure` says why that is not known."""

    version: str
    before: Revision | None
    difference: Difference | None = None
    files: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    failure: str = ""


def show(advice_table: Table) -> None:
    """Show the part of the page."""
    st.html(join((tag("h2", "Versie"), _facts(advice_table))))
    st.html(tag("h3", "Wat is er veranderd sinds de vorige versie?"))
    if st.button("Vergelijk met de vorige versie", key="vergelijk"):
        with st.spinner("Even rekenen…"):
            st.session_state[RESULT] = compare_versions(advice_table)
    comparison: Comparison | None = st.session_state.get(RESULT)
    if comparison and comparison.version == knowledge.version(advice_table.book):
        _show_comparison(advice_table, comparison)


@st.cache_data(show_spinner=False, max_entries=4)
def knowledge_day(digest: str) -> date:
    """Return the day of the knowledge, looked up once per version."""
    return history.day_of()


def compare_versions(advice_table: Table) -> Comparison:
    """Return what changed between the version before and what serves now."""
    version, before = knowledge.version(advice_table.book), history.previous()
    if before is None:
        return Comparison(version, None, failure=NONE)
    try:
        with impact.knowledge(before.revision) as folder:
            old, files = load(folder), history.changed_files(folder)
        own = advice_table.book.organisation
        old_table = trial.compile_in_turn(organisation.apply(old, own) if own else old)
    except trial.Busy as error:
        return Comparison(version, before, failure=str(error))
    except (KnowledgeError, CompileError, RevisionError) as error:
        told = f"De vorige versie, van {day(before.day)}, is niet meer te lezen: {error}"
        return Comparison(version, before, failure=told[:500])
    difference = history.difference(old, advice_table.book)
    changes = tuple(impact.compare(old_table, advice_table))
    return Comparison(version, before, difference, files, changes)


def _facts(advice_table: Table) -> Html:
    book = advice_table.book
    counts = (
        f"{len(book.rules)} regels, {len(book.findings)} bevindingen uit {len(book.sources)} "
        f"bronnen, {len(book.channels)} kanalen, {len(advice_table.outcomes)} situaties"
    )
    told = {
        "Kennis van": day(knowledge_day(book.digest)),
        "Versie van de kennis": book.digest,
        "Versie van het programma": VERSION,
        "Inhoud": counts,
        "Bewijs beoordeeld in": str(round(book.constants["peiljaar"])),
    }
    if book.organisation:
        mark = phrases.short(book.organisation_digest or "")
        told["Organisatie"] = f"{book.organisation.name} ({mark})"
    return tag(
        "div",
        tag("dl", *(join((tag("dt", k), tag("dd", v))) for k, v in told.items())),
        class_="feiten",
    )


def _show_comparison(advice_table: Table, comparison: Comparison) -> None:
    if comparison.difference is None or comparison.before is None:
        told = notice(comparison.failure, role="status")
        st.html(join((told, _changelog(CHANGELOG))))
        return
    count, of = len(comparison.changes), len(advice_table.outcomes)
    when = day(comparison.before.day)
    said = f"Vergeleken met de versie van {when}: {count} van de {of} adviezen zijn anders."
    st.html(join((tag("p", said, class_="conclusie", data_meld=""), _rules(comparison))))
    if comparison.changes:
        consequences.changes(advice_table.book, comparison.changes, consequences.NAMES)


def _rules(comparison: Comparison) -> Html:
    """Return which rules and files differ."""
    difference = comparison.difference or Difference((), (), ())
    told = {
        "Nieuwe regels": difference.new,
        "Regels die weg zijn": difference.gone,
        "Regels die anders zijn": difference.changed,
        "Bestanden die anders zijn": comparison.files,
    }
    rows = [(name, str(len(ids)), ", ".join(ids) or "–") for name, ids in told.items()]
    caption = "Verschillen; plichten en gevolgtrekkingen tellen als regel"
    return table(caption, ("Wat", "Aantal", "Welke"), rows, (1,))


def _changelog(path: Path) -> Html:
    """Return what the newest section of the list of changes says, if there is one."""
    if not path.is_file():
        return Html("")
    sections = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    if not sections:
        return Html("")
    head, *lines = sections[0].splitlines()
    items = [line.lstrip("-* ") for line in lines if re.match(r"\s*[-*] ", line)]
    title = tag("h3", "Uit de lijst van wijzigingen van het programma (in het Engels)")
    return join((title, tag("div", tag("h4", head.strip()), bullets(items), lang="en")))
