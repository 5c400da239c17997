"""The tab Vragenlijst: choose what to ask, see the questions, and take them along."""

from collections.abc import Sequence

import streamlit as st

from dutch import counted, decimal, whole
from engine.model import Rulebook
from screens.page import fields
from screens.page.markup import Html, bullets, join, notice, table, tag
from screens.survey import question_files
from surveys.needed import gain
from surveys.questions.block import MOST_CHANNELS, Block, BlockError, Question, block

TRACKS, PHASES, CHANNELS = "vraag-traject", "vraag-fase", "vraag-kanaal"
NAMES = (TRACKS, PHASES, CHANNELS)
INTRO = (
    "Kies waar je naar vraagt. Laat je iets open, dan vragen we naar alles. De codes in de "
    "bestanden liggen vast: breng je de antwoorden terug, dan herkennen we ze vanzelf."
)
COUNTS = (100, 250, 400, 1000)
NEEDED = "Hoeveel antwoorden heb je nodig?"
NEEDED_HEADS = (
    "Antwoorden op een vraag",
    "Keuzes die het advies mist, per 100 inwoners",
    "Marge voor iedereen, in punten",
    "Marge per leeftijd, in punten",
    "Marge per leeftijd met een profiel, in punten",
)
SIMULATED = (
    "Zo ging het in nagebootste steden. Zonder onderzoek mist het advies daar {missed} keuzes per "
    "100 inwoners. In een echte stad kan het anders zijn."
)
PAPER = "Vraag het ook op papier. Wie niet online is, hoor je anders niet."


def show(book: Rulebook) -> None:
    """Show the tab."""
    st.html(join((tag("h2", "Wat wil je vragen?"), tag("p", INTRO), tag("p", PAPER))))
    tracks = fields.several(TRACKS, "Trajecten", _names(book.tracks), NAMES)
    phases = fields.several(PHASES, "Fasen", _names(book.phases), NAMES)
    with st.expander(f"Kies zelf de kanalen, hoogstens {MOST_CHANNELS}"):
        channels = fields.several(CHANNELS, "Kanalen", _names(book.channels), NAMES)
    try:
        made = block(book, tracks, phases, channels)
    except BlockError as error:
        st.html(notice(str(error)))
        return
    st.html(join((_counted(made), preview(made))))
    question_files.show(book, made, phases, channels)
    st.html(needed())


def _names(of: object) -> dict[str, str]:
    return {slug: one.name for slug, one in of.items()}  # type: ignore[attr-defined]


def _counted(asked: Block) -> Html:
    questions = counted(len(asked.questions()), "vraag", "vragen")
    each = max(len(part.questions) for part in asked.parts) + len(asked.last)
    text = f"Samen {questions}, met {counted(len(asked.channels), 'kanaal', 'kanalen')}."
    if len(asked.parts) > 1:
        text += f" Elke inwoner krijgt één traject, door het lot: hoogstens {each} vragen."
    return tag("p", text, role="status")


def preview(asked: Block) -> Html:
    """Return the questions as a resident reads them, closed."""
    parts = [_part(part.heading, part.questions) for part in asked.parts]
    parts.append(_part("Tot slot", asked.last))
    return tag("details", tag("summary", "Bekijk de vragen"), tag("p", asked.opening), *parts,
               tag("p", asked.closing), class_="vragen-blok")  # fmt: skip


def needed() -> Html:
    """Return what a number of answers brings, so that nobody asks too few."""
    rows = [
        (whole(one.answers), decimal(one.missed, 1), f"± {decimal(one.margin, 1)}",
         f"± {decimal(one.age_margin, 1)}", f"± {decimal(one.group_margin, 1)}")
        for one in map(gain, COUNTS)
    ]  # fmt: skip
    made = table(NEEDED, NEEDED_HEADS, rows, tuple(range(len(NEEDED_HEADS))), plain=True)
    simulated = SIMULATED.format(missed=decimal(gain(0).missed, 1))
    return join((tag("h3", NEEDED), tag("p", simulated), made))


def _part(heading: str, questions: Sequence[Question]) -> Html:
    return join((tag("h3", heading), *map(_question, questions)))


def _question(question: Question) -> Html:
    options = [one.text for one in question.answers()]
    hint = tag("p", question.help, class_="zacht") if question.help else Html("")
    return join((tag("h4", question.text), hint, bullets(options)))
