"""The questions as files to take along: on paper, for survey tools, and the codebook."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import streamlit as st

from documents import advice_docx, advice_pdf, house
from documents.blocks import Content
from documents.survey.question_paper import question_paper
from engine.model import Rulebook
from screens.page import knowledge
from screens.page.markup import Html, bullets, join, tag
from surveys.questions.block import Block, block
from surveys.questions.codebook import codebook, empty_table
from surveys.questions.limesurvey import limesurvey
from surveys.questions.plain_form import plain_form
from surveys.questions.xlsform import xlsform

NAME = "vragenlijst"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ON_PAPER = (
    "Maak van elk traject twee papieren en deel ze om en om uit. Op het tweede staan de lijsten "
    "andersom, zodat wat bovenaan staat niet daardoor vaker wordt gekozen."
)
WHICH = (
    "LimeSurvey: kies Vragenlijst importeren. Daar krijgt elke inwoner vanzelf één traject.",
    "XLSForm: voor KoboToolbox en ODK.",
    "Tekst: plak haar in MS Forms of Google Forms.",
    "Codeboek: wat elke code betekent. Lege tabel: om papieren antwoorden over te tikken.",
)


class QuestionFile(NamedTuple):
    """A file with questions, made when somebody asks for it."""

    label: str
    name: str
    mime: str
    make: Callable[[], bytes]


def show(book: Rulebook, asked: Block, phases: Sequence[str], channels: Sequence[str]) -> None:
    """Offer the files of a block."""
    st.html(join((tag("h3", "Op papier"), tag("p", ON_PAPER))))
    for part in asked.parts:
        one = block(book, (part.track,), phases, channels)
        st.html(tag("h4", book.tracks[part.track].name))
        _offer(f"papier-{part.track}", papers(book, one, part.track))
    st.html(_digital())
    _offer("digitaal", tools(asked))


def _digital() -> Html:
    return join((tag("h3", "Online, en voor wie het verwerkt"), bullets(WHICH)))


def _offer(key: str, files: Sequence[QuestionFile]) -> None:
    with st.container(horizontal=True, key=f"vragen-{key}"):
        for file in files:
            st.download_button(file.label, data=file.make, file_name=file.name, mime=file.mime,
                               on_click="ignore", key=f"vragen-{file.name}")  # fmt: skip


def papers(book: Rulebook, one: Block, track: str) -> tuple[QuestionFile, ...]:
    """Return the papers of one part: as Word and PDF, with the lists both ways round."""

    def content(turned: bool) -> Callable[[], bytes]:
        return lambda: advice_docx(_dressed(book, one, turned))

    def pdf(turned: bool) -> Callable[[], bytes]:
        return lambda: advice_pdf(_dressed(book, one, turned))

    name = f"{NAME}-{track}"
    return (
        QuestionFile("Word", f"{name}.docx", WORD, content(False)),
        QuestionFile("Word, andersom", f"{name}-andersom.docx", WORD, content(True)),
        QuestionFile("PDF", f"{name}.pdf", "application/pdf", pdf(False)),
        QuestionFile("PDF, andersom", f"{name}-andersom.pdf", "application/pdf", pdf(True)),
    )


def _dressed(book: Rulebook, one: Block, turned: bool) -> Content:
    return house.in_house_style(question_paper(one, knowledge.today(), turned), book)


def tools(asked: Block) -> tuple[QuestionFile, ...]:
    """Return the files for survey tools and for who works with the answers."""
    return (
        QuestionFile("LimeSurvey", f"{NAME}-limesurvey.txt", "text/plain",
                     lambda: limesurvey(asked)),
        QuestionFile("XLSForm", f"{NAME}-xlsform.xlsx", EXCEL, lambda: xlsform(asked)),
        QuestionFile("Tekst", f"{NAME}.txt", "text/plain", plain_form(asked).encode),
        QuestionFile("Codeboek", f"{NAME}-codeboek.csv", "text/csv", lambda: codebook(asked)),
        QuestionFile("Lege tabel", f"{NAME}-tabel.csv", "text/csv", lambda: empty_table(asked)),
    )  # fmt: skip
