"""Two groups side by side: the differences in words first, then both advices and a table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from documents.advice.case import Case
from documents.advice.case import why as sentence_of
from documents.labels import ROLES, fits, lower, upper
from dutch import listing
from engine import Advice, Situation, advise
from engine.answer import Ranked
from engine.argument.against import answer
from engine.difference import Contrast, contrast
from engine.model import UNKNOWN, Rulebook
from screens.page import address, blocks, fields, knowledge
from screens.page.markup import Html, bullets, join, table, tag

BESIDE = {"leeftijd": "naast_leeftijd", "profiel": "naast_profiel"}
LABELS = {"leeftijd": "Leeftijd van de andere groep", "profiel": "Profiel van de andere groep"}
SAME = "Hetzelfde als in dit advies"
NOTHING = "Kies hierboven een andere leeftijd of een ander profiel."
EVERYONE = "alle inwoners"
INTRO = (
    "Kies een andere groep. Het traject en de fase blijven gelijk. Onderaan staat een link naar de "
    "vergelijking."
)


def show(case: Case) -> None:
    """Show the part of the page."""
    st.html(tag("p", INTRO))
    mine = case.advice.situation
    other = _ask(case.book, mine)
    if other == mine:
        st.html(
            tag("p", "Kies hierboven een andere leeftijd of een ander profiel.", class_="zacht")
        )
        return
    advice = advise(knowledge.table(), other, knowledge.today())
    st.html(comparison(case, advice))


def asks_comparison(params: Mapping[str, str]) -> bool:
    """Tell whether an address asks for a comparison."""
    return any(name in params for name in BESIDE.values())


def query(mine: Situation, other: Situation) -> str:
    """Return the address of a comparison, from the question mark on."""
    facts, beside = mine.facts(), other.facts()
    said = {BESIDE[key]: beside[key] for key in BESIDE if beside[key] != facts[key]}
    return address.href("", {**address.write(facts), **said})


def _ask(book: Rulebook, mine: Situation) -> Situation:
    options, facts = address.options(book), mine.facts()
    with st.container(horizontal=True, key="filters-naast"):
        for key, name in BESIDE.items():
            names = {fields.ALL: SAME, **options[key]}
            facts[key] = (
                fields.select(name, LABELS[key], names, tuple(BESIDE.values())) or facts[key]
            )
    return mine._replace(age=facts["leeftijd"], profile=facts["profiel"])


def comparison(case: Case, other: Advice) -> Html:
    """Return the comparison of an advice with that for another group."""
    diff = contrast(case.advice, other)
    link = query(case.advice.situation, other.situation)
    copy = tag(
        "button",
        "Kopieer link naar deze vergelijking",
        type="button",
        class_="knop",
        data_kopieer_link=link,
    )
    return join(
        (
            tag("p", _summary(case, other, diff), class_="vergeleken"),
            tag("h3", "Wat verschilt en waarom"),
            bullets(_differences(case, other, diff)) or tag("p", "Aan de keuze verschilt niets."),
            tag("div", _advice(case.book, case.advice), _advice(case.book, other), class_="duo"),
            _table(case, other, diff),
            tag("div", copy, class_="knoppen"),
        )
    )


def group(book: Rulebook, situation: Situation) -> str:
    """Return who a situation is about: "75 jaar en ouder, Zorgzame Senioren"."""
    names = [book.ages[situation.age].name] if situation.age != UNKNOWN else []
    names += [book.profiles[situation.profile].name] if situation.profile != UNKNOWN else []
    return ", ".join(names) or EVERYONE


def _names(book: Rulebook, channels: Sequence[str]) -> str:
    return listing([book.channels[slug].beside for slug in channels])


def _summary(case: Case, other: Advice, diff: Contrast) -> str:
    book = case.book
    mine, theirs = group(book, case.advice.situation), group(book, other.situation)
    if not diff.first and not diff.second:
        return f"Voor beide groepen adviseren we hetzelfde: {_names(book, diff.both)}."
    both = (
        f"Voor beide groepen: {_names(book, diff.both)}."
        if diff.both
        else "Geen enkel gekozen kanaal is voor beide groepen hetzelfde."
    )
    alone = [
        f"Alleen voor {who}: {_names(book, channels)}."
        for who, channels in ((mine, diff.first), (theirs, diff.second))
        if channels
    ]
    return " ".join([both, *alone])


def _differences(case: Case, other: Advice, diff: Contrast) -> list[Html]:
    return [
        *(_role_change(case, other, channel) for channel in diff.other_role),
        *(_alone(case, case.advice, other, channel) for channel in diff.first),
        *(_alone(case, other, case.advice, channel) for channel in diff.second),
    ]


def _role_change(case: Case, other: Advice, channel: str) -> Html:
    book, roles = case.book, [_role(case.advice, channel), _role(other, channel)]
    who = [group(book, case.advice.situation), group(book, other.situation)]
    text = f"{lower(roles[0])} bij {who[0]}, {lower(roles[1])} bij {who[1]}."
    return join((tag("strong", f"{book.channels[channel].name}:"), text), " ")


def _alone(case: Case, advice_with: Advice, advice_without: Advice, channel: str) -> Html:
    """Return why a channel is chosen for one group and not for the other."""
    book = case.book
    here = replace(case, advice=advice_with)
    why = blocks.sentence(book, sentence_of(here, _row(advice_with, channel)))
    against = answer(book, advice_without.channels, _row(advice_without, channel)).text
    lead = f"{book.channels[channel].name}, alleen voor {group(book, advice_with.situation)}."
    other = upper(group(book, advice_without.situation))
    return join(
        (tag("strong", lead), why, tag("br"), tag("em", f"{other}:"), against),
        " ",
    )


def _row(advice: Advice, channel: str) -> Ranked:
    return next(row for row in advice.channels if row.channel == channel)


def _role(advice: Advice, channel: str) -> str:
    return ROLES[_row(advice, channel).role]


def _advice(book: Rulebook, advice: Advice) -> Html:
    """Return the advice for one group in short."""
    missed = [who.who for who in advice.blind_spots]
    return tag(
        "section",
        tag("h3", upper(group(book, advice.situation))),
        tag("p", advice.conclusion),
        tag("p", advice.certainty, class_="zacht"),
        tag("p", tag("strong", "Wie mis je?"), f" {'; '.join(missed)}.") if missed else None,
    )


def _table(case: Case, other: Advice, diff: Contrast) -> Html:
    book = case.book
    who = [upper(group(book, of.situation)) for of in (case.advice, other)]
    channels = (*diff.both, *diff.first, *diff.second)
    rows = [
        (book.channels[slug].name, _cell(case.advice, slug), _cell(other, slug))
        for slug in channels
    ]
    return table("De gekozen kanalen en middelen bij elkaar", ("Kanaal of middel", *who), rows)


def _cell(advice: Advice, channel: str) -> str:
    row = _row(advice, channel)
    if row.suitability is None:
        return ROLES[row.role]
    return f"{ROLES[row.role]}, past {fits(row.suitability)}"
