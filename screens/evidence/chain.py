"""The whole chain of an advice: answers, what follows, reasons with points, findings, sources."""

from collections.abc import Sequence

import streamlit as st

from documents.labels import CHOSEN, ROLES, fits, lower, upper
from dutch import whole
from engine import advise
from engine.answer import Advice, Derived, Duty, Ranked, Reason
from engine.argument.sureness import of_hundred
from engine.compile import Table
from engine.label import label
from engine.model import DIMENSIONS, Rulebook, Situation
from screens.page import address, fields, knowledge
from screens.page.address import CHANNEL
from screens.page.citation import citations
from screens.page.markup import Html, bullets, join, table, tag
from screens.page.phrases import condition, points
from screens.pages import MAINTENANCE

NAMES = (*DIMENSIONS, CHANNEL)
ABOUT = {"taak": "de taak", "leeftijd": "de leeftijd", "profiel": "het profiel"}
KINDS = {"wet": "Moet volgens de wet", "aanbevolen": "Aanbevolen"}


def show(advice_table: Table) -> None:
    """Show the part of the page."""
    book = advice_table.book
    st.html(
        join(
            (
                tag("h2", "Van advies naar bron"),
                tag("p", "Kies een situatie en een kanaal. Je ziet elke stap tot aan de bron."),
            )
        )
    )
    situation = _ask(book)
    if situation is None:
        st.html(tag("p", "Kies een traject en een fase. Dan verschijnt hier de hele redenering."))
        return
    advice = advise(advice_table, situation, knowledge.today())
    row = _channel(book, advice)
    link = address.query(situation)
    st.html(
        join(
            (
                tag("p", tag("a", "Open dit advies", href=f"./{link}", target="_self")),
                _facts(book, advice),
                _row(book, advice, row),
                _duties(book, advice),
            )
        )
    )


def _ask(book: Rulebook) -> Situation | None:
    options = address.options(book)
    with st.container(horizontal=True, key="filters-keten"):
        for key, label in address.TITLES.items():
            names = options[key]
            if key in address.REQUIRED:
                names = {fields.ALL: "Maak een keuze", **names}
            fields.select(key, label, names, NAMES)
    return address.read(book, st.query_params).situation


def _channel(book: Rulebook, advice: Advice) -> Ranked:
    """Return the channel to explain: the one asked for, else the main channel."""
    chosen = [row.channel for row in advice.picks()]
    rest = sorted(
        (row.channel for row in advice.channels if row.channel not in chosen),
        key=lambda slug: book.channels[slug].name.casefold(),
    )
    rows = {row.channel: row for row in advice.channels}
    names = {slug: _channel_with_role(book, rows[slug]) for slug in (*chosen, *rest)}
    return rows[fields.select(CHANNEL, "Kanaal of middel", names, NAMES)]


def _channel_with_role(book: Rulebook, row: Ranked) -> str:
    return f"{book.channels[row.channel].name} ({lower(ROLES[row.role])})"


def _facts(book: Rulebook, advice: Advice) -> Html:
    items = [_fact(book, fact, because) for fact, because in advice.derived]
    return join(
        (
            tag("h3", "1. Wat volgt uit de antwoorden"),
            bullets(items, class_="keten") or tag("p", "Uit deze antwoorden volgt verder niets."),
        )
    )


def _fact(book: Rulebook, fact: Derived, because: str) -> Html:
    words, derivation = book.words, next(d for d in book.derivations if d.id == fact.by)
    lead = f"{words.fact_names[fact.fact]}: {words.facts[fact.fact][fact.value]}."
    rests = upper(label(book, derivation.sources, fact.quality))
    where = f"{rests}. {upper(condition(book, derivation.when))}."
    told = (tag("strong", lead), f" {because}", tag("br"), tag("span", where, class_="bron"))
    return join((*told, _folded_citations(book, derivation.sources)))


def _row(book: Rulebook, advice: Advice, row: Ranked) -> Html:
    phrase = book.channels[row.channel].phrase
    head = tag("h3", f"2. Waarom {phrase}? ({lower(ROLES[row.role])})")
    if row.score is None:
        return join((head, tag("p", row.refusal)))
    counted = sorted((r for r in row.reasons if r.counted), key=lambda r: -r.weight)
    support = [r for r in row.reasons if not r.counted]
    same = tag("p", "Deze regels zeggen hetzelfde als een zekerder regel en tellen niet mee:")
    return join(
        (
            head,
            tag("p", _place(advice, row)),
            bullets([_reason(book, r) for r in counted], class_="keten"),
            join((same, bullets([_reason(book, r) for r in support], class_="keten")))
            if support
            else None,
        )
    )


def _place(advice: Advice, row: Ranked) -> str:
    able = [other.channel for other in advice.channels if other.score is not None]
    place, of = able.index(row.channel) + 1, len(able)
    chosen = " Gekozen kanalen zijn altijd van verschillende soort." if row.role in CHOSEN else ""
    return (
        f"Samen {points(row.score or 0)} punten: plek {place} van de {of}, past "
        f"{fits(row.suitability or 0)} ({whole(row.suitability or 0)} van 100). In "
        f"{of_hundred(row)} van de 100 doorrekeningen bij de beste drie.{chosen}"
    )


def _reason(book: Rulebook, reason: Reason) -> Html:
    """Return a reason with its points, the rule it comes from and what that rests on."""
    rule = next((r for r in book.rules if r.id == reason.rule), None)
    weight = tag("span", points(reason.weight), class_="punten") if reason.counted else None
    if rule is None:
        cited = _folded_citations(book, reason.sources) if reason.sources else None
        return join((weight, " ", reason.because, cited))
    kind = upper(label(book, reason.sources, reason.quality))
    about = ABOUT.get(reason.dimension, reason.dimension)
    where = join(
        (
            f"{kind}, over {about}. {upper(condition(book, rule.when))}. Regel ",
            fields.go(rule.id, MAINTENANCE.address, deel="regels", regel=rule.id),
            ".",
        )
    )
    told = (weight, " ", reason.because, tag("br"), tag("span", where, class_="bron"))
    return join((*told, _folded_citations(book, rule.sources)))


def _folded_citations(book: Rulebook, ids: Sequence[str]) -> Html:
    if not ids:
        return Html("")
    label = "Bevinding en bron" if len(ids) == 1 else f"{len(ids)} bevindingen en bronnen"
    return tag("details", tag("summary", label), citations(book, ids))


def _duties(book: Rulebook, advice: Advice) -> Html:
    rows = [_duty(book, duty) for duty in advice.duties]
    if not rows:
        return Html("")
    heads = ("Wat", "Waarom", "Daarvoor")
    return join((tag("h3", "3. Wat daarbovenop komt"), table("Plichten en adviezen", heads, rows)))


def _duty(book: Rulebook, duty: Duty) -> tuple[str, Html, str]:
    met = book.channels[duty.met_by].name if duty.met_by else "–"
    return KINDS[duty.kind], join((duty.because, _folded_citations(book, duty.sources))), met
