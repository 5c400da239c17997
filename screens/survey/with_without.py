"""The tab Wat verandert er: how much our rules say, where they hold, and every advice twice."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dutch import counted, whole
from engine import advise
from engine.answer import Advice
from engine.compile import Table
from engine.knowledge.own_survey import OwnSurvey
from engine.model import Rulebook, Situation
from screens.page import knowledge
from screens.page.markup import Html, bullets, join, tag
from screens.survey import choices, pair_table, pressing, rules_line, rules_square
from screens.survey.choices import SurveyView
from surveys.findings import dots, spoken
from surveys.findings.advice_pairs import AdviceDifference, AdvicePair, pairs, plain_situations
from surveys.findings.dots import DotColumn, Points

KEY, SWITCHED = "onderzoek-verschil", "onderzoek-omgezet"
HEARD = (choices.ONLY, choices.OPEN, choices.COUNTS, choices.PHASE, choices.TRACK)
FILE = "advies-zonder-en-met-eigen-onderzoek.csv"
NATIONAL = "De landelijke kennis verandert niet."


@dataclass(frozen=True, slots=True)
class BothTables:
    """All advices without and with a survey; `loaded` when the server already counts it."""

    without: Table
    with_own: Table
    own: OwnSurvey
    loaded: bool


def show(both: BothTables, points: Points) -> None:
    """Show the tab."""
    book, own = both.without.book, both.own
    seen = choices.view(book, own)
    rows = pairs(both.without, both.with_own, own, plain_situations(both.without))
    on = choices.counts()
    columns = dots.phases(own, seen.track, points, book.phases)
    column = next((one for one in columns if one.key == seen.phase), None)
    opened = st.query_params.get(choices.OPEN, "")
    only = st.query_params.get(choices.ONLY) == choices.YES
    pieces = [
        join((conclusion(rows, own, on), _switch(both, rows, on))),
        tag(
            "div",
            tag("div", rules_line.line(own), _on_the_card(book, own, column)),
            _square(book, seen, column),
            _words(book, column),
            class_="onderzoek-drie",
        ),
        pair_table.table(book, rows, only, opened),
        *_opened(both, rows, opened),
    ]
    pressing.show(KEY, pieces, lambda what, value: _hear(rows, what, value))
    st.download_button(
        f"Download alle {whole(len(both.without.outcomes))} situaties (CSV)",
        data=lambda: pair_table.text_of(book, every_pair(both)), file_name=FILE, mime="text/csv",
        on_click="ignore", key="onderzoek-situaties",
    )  # fmt: skip


def _hear(rows: Sequence[AdvicePair], what: str, value: str) -> None:
    if what == choices.COUNTS:
        changed = len([pair for pair in rows if pair.changed])
        verb = "gaan mee met je inwoners" if value == choices.YES else "gaan terug naar onze regels"
        st.session_state[SWITCHED] = f"{changed} van de {len(rows)} adviezen {verb}."
    else:
        st.session_state.pop(SWITCHED, None)
    if what == choices.OPEN and value == st.query_params.get(choices.OPEN):
        value = ""
    if what in HEARD:
        choices.choose(what, value)
        if what == choices.OPEN and value:
            pressing.focus("twee-adviezen")


def conclusion(rows: Sequence[AdvicePair], own: OwnSurvey, on: bool) -> Html:
    """Return the sentence on top: how many advices change, and how much our rules say here."""
    changed = len([pair for pair in rows if pair.changed])
    main = len([pair for pair in rows if pair.difference == AdviceDifference.MAIN])
    verb = "verandert" if on else "zou veranderen"
    parts: list[str] = ["In ", tag("strong", f"{changed} van de {len(rows)}"),
                        f" situaties {verb} het advies. "]  # fmt: skip
    if main:
        parts.append(f"{_times(main, changed)} wordt een ander kanaal het hoofdkanaal. ")
    held = spoken.holds(own.rules)
    parts += ["Onze regels zeggen hier ", tag("strong", held), "; de rest komt van je inwoners."]
    return tag("p", *parts, class_="conclusie")


def _times(main: int, changed: int) -> str:
    if main == changed:
        return "Daar" if changed == 1 else "In al die situaties"
    return f"In {main} daarvan"


def _switch(both: BothTables, rows: Sequence[AdvicePair], on: bool) -> Html:
    told = "Aan: telt mee in het advies" if on else "Uit: telt niet mee in het advies"
    button = tag("button", tag("i"), told, type="button", class_="schuif", role="switch",
                 aria_checked="true" if on else "false", data_doe=choices.COUNTS,
                 data_waarde=choices.NO if on else choices.YES, data_plek="telt-mee")  # fmt: skip
    if both.loaded:
        where = "Dit onderzoek staat in het organisatiebestand van deze server."
    else:
        where = "Zo wordt het als je dit onderzoek in gebruik neemt. Dat doe je bij Rapport."
    text = tag("span", f"{where} {NATIONAL}", class_="zacht")
    message = st.session_state.get(SWITCHED)
    undo = tag("button", "Ongedaan maken", type="button", class_="link", data_doe=choices.COUNTS,
               data_waarde=choices.NO if on else choices.YES, data_plek="telt-terug")  # fmt: skip
    status = tag("span", message, " ", undo, role="status") if message else None
    return tag("div", button, text, status, class_="schakelaar")


def _on_the_card(book: Rulebook, own: OwnSurvey, column: DotColumn | None) -> Html:
    """Return how a card of the advice tells of it, for the channel that is chosen most."""
    shown = [dot for dot in column.dots if dot.share is not None] if column else []
    if not shown or column is None:
        return Html("")
    most = max(shown, key=lambda dot: dot.share or 0.0)
    channel = book.channels[most.channel]
    text = (
        f"{spoken.of_hundred(most.share)} van de 100 inwoners kiezen {channel.phrase} "
        f"({spoken.between(most)}; {counted(column.n, 'antwoord', 'antwoorden')})."
    )
    return tag("div", tag("h3", f"Eigen onderzoek bij {channel.beside}"), tag("p", text),
               class_="op-de-kaart")  # fmt: skip


def _square(book: Rulebook, seen: SurveyView, column: DotColumn | None) -> Html:
    where = f"{book.tracks[seen.track].name}, {book.phases[seen.phase].name}"
    head = (tag("h2", "Waar kloppen ze wel en niet?"),
            tag("p", f"{where}. Dicht rondje: het verschil is zeker.", class_="zacht"))  # fmt: skip
    if column is None or column.few:
        return tag("section", *head, tag("p", "Hierover zijn minder dan 10 antwoorden."))
    names = {dot.channel: book.channels[dot.channel].short for dot in column.dots}
    return tag("section", *head, _phase_list(book, seen), rules_square.square(column, names, where))


def _phase_list(book: Rulebook, seen: SurveyView) -> Html:
    options = [
        tag("option", phase.name, value=slug, selected="" if slug == seen.phase else None)
        for slug, phase in book.phases.items()
    ]
    field = tag("select", *options, data_doe=choices.PHASE, aria_label="Kies een fase")
    return tag("div", field, class_="kies")


def _words(book: Rulebook, column: DotColumn | None) -> Html:
    rows = spoken.verdicts(book, column) if column else ()
    items = [tag("li", tag("strong", head), f" {text}") for head, text in rows]
    rest = spoken.without_rule(column) if column else ()
    for dot in rest:
        name = book.channels[dot.channel].beside
        text = f"{spoken.of_hundred(dot.share)}, {spoken.between(dot)}"
        items.append(tag("li", f"Wel gevraagd, geen regel: {name} ({text})."))
    return tag("section", tag("h2", "In woorden"), tag("ul", *items, class_="in-woorden"))


def _opened(both: BothTables, rows: Sequence[AdvicePair], opened: str) -> list[Html]:
    """Return both advices for the situation that is looked at, beside each other."""
    pair = next((one for one in rows if pair_table.place(one) == opened), None)
    if pair is None:
        return []
    book = both.without.book
    today = knowledge.today()
    name = f"{book.tracks[pair.situation.track].name}, {book.phases[pair.situation.phase].name}"
    advices = [advise(table, pair.situation, today) for table in (both.without, both.with_own)]
    duo = tag("div", _advice(both.without, advices[0], "Zonder eigen onderzoek"),
              _advice(both.with_own, advices[1], "Met eigen onderzoek"), class_="duo")  # fmt: skip
    close = tag("button", "Sluit", type="button", class_="link", data_doe=choices.OPEN,
                data_waarde=opened, data_plek="sluit-advies")  # fmt: skip
    return [tag("section", tag("h2", name, id="twee-adviezen", tabindex="-1"), duo, close)]


def _advice(table: Table, advice: Advice, title: str) -> Html:
    names = [table.book.channels[row.channel].name for row in advice.picks()]
    return tag("section", tag("h3", title), tag("p", advice.conclusion),
               tag("p", advice.certainty, class_="zacht"), bullets(names))  # fmt: skip


def every_pair(both: BothTables) -> tuple[AdvicePair, ...]:
    """Return the pair of every situation there is, for a file to take along."""
    situations: list[Situation] = list(both.without.outcomes)
    return pairs(both.without, both.with_own, both.own, situations)
