"""The result of the checks: what is counted, what asks attention, promises and examples."""

from collections.abc import Sequence

import streamlit as st

from dutch import whole
from engine.compile import Table
from engine.model import Example, Problem, Rulebook
from engine.proof.check import Findings, check
from screens.maintenance import rules
from screens.page import fields, knowledge
from screens.page.markup import Html, join, table, tag

NAMES = ("toon", "zoek")
STEP = 50
SHOWN = {
    "punten": "Aandachtspunten",
    "beloften": "Beloften",
    "voorbeelden": "Voorbeelden",
    "zinnen": "Wat een regel nog niet kan zeggen",
}
PROMISED = (
    "Beloften zijn geschreven vóór de eerste regel, de latere voordat de regels opnieuw werden "
    "gewogen. Ze worden nooit aangepast. Komt er een niet uit, dan is dat een gesprek waard."
)
OWN = (
    "Voorbeelden gaan over de landelijke kennis; met jullie eigen kanalen kan er een anders "
    "uitkomen."
)
UNSAID = (
    "Dit weten we wel, maar het past nog niet in een regel. Drie zinnen die hetzelfde vragen, zijn "
    "een reden om meer soorten regels te maken."
)


def show(advice_table: Table) -> None:
    """Show the part of the page."""
    book = advice_table.book
    result = check_findings(knowledge.version(book), advice_table)
    st.html(join((tag("h2", "Controle"), _verdict(book, result))))
    what = fields.select("toon", "Laat zien", SHOWN, NAMES)
    if what == "punten":
        _problems(result.warnings)
    elif what == "beloften":
        st.html(tag("p", PROMISED, class_="zacht"))
        st.html(rules.examples(advice_table, "Beloften", book.promises))
        st.html(rules.examples(advice_table, "Latere beloften", book.later_promises))
    elif what == "voorbeelden":
        _examples(advice_table)
    else:
        _unsayable(book)


@st.cache_data(show_spinner="Even rekenen…", max_entries=4)
def check_findings(version: str, _advice_table: Table) -> Findings:
    """Return what the checks find, once per version of the knowledge."""
    return check(_advice_table)


def _verdict(book: Rulebook, result: Findings) -> Html:
    counts = {name: whole(value) for name, value in result.counts.items()}
    wrong = len(result.errors)
    errors = "Er zijn geen fouten." if not wrong else f"Er zijn {wrong} fouten."
    kept = (
        f"{counts['beloften_waar']} van de {counts['beloften']} beloften komen uit, van de latere "
        f"{counts['latere_beloften_waar']} van de {counts['latere_beloften']}"
    )
    own = f" {OWN}" if book.organisation else ""
    said = (
        f"{errors} {len(result.warnings)} aandachtspunten. Nagerekend voor alle "
        f"{counts['situaties']} situaties: {counts['regels']} regels, {counts['bevindingen']} "
        f"bevindingen, {counts['voorbeelden']} voorbeelden. {kept}. "
        f"{counts['regels_zonder_andere_rol']} regels veranderen nergens de keuze; ze geven steun."
    )
    problems = table("Fouten", ("Bestand", "Melding"), _rows(result.errors)) if wrong else None
    return join((tag("p", said + own, data_meld=""), problems))


def _problems(warnings: Sequence[Problem]) -> None:
    query = fields.search("zoek", "Zoek in aandachtspunten", "Bijvoorbeeld: bewijs", NAMES)
    kept = [w for w in warnings if fields.matches(query, w.file, w.message)]
    caption = f"{len(kept)} van de {len(warnings)} aandachtspunten"
    st.html(table(caption, ("Bestand", "Melding"), _rows(kept)))


def _rows(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    return [
        (p.file + (f", regel {p.line}" if p.line else ""), p.message[:1].upper() + p.message[1:])
        for p in problems
    ]


def _examples(advice_table: Table) -> None:
    query = fields.search("zoek", "Zoek in voorbeelden", "Bijvoorbeeld: melding", NAMES)
    given = [e for file, e in advice_table.book.examples if _matches(query, file, e)]
    shown = fields.count("aantal", STEP)
    caption = f"{len(given)} van de {len(advice_table.book.examples)} voorbeelden"
    st.html(rules.examples(advice_table, caption, given[:shown]))
    fields.more("aantal", shown, len(given), STEP, "voorbeelden")


def _matches(query: str, file: str, example: Example) -> bool:
    return fields.matches(query, file, example.name, example.because or "")


def _unsayable(book: Rulebook) -> None:
    rows = [(str(i), text) for i, text in enumerate(book.unsayable, 1)]
    caption = "Wat een regel nog niet kan zeggen"
    st.html(join((tag("p", UNSAID, class_="zacht"), table(caption, ("Nummer", "Zin"), rows))))
