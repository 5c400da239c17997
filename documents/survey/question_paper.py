"""The questions on paper, to print and hand out: who is not online is asked as well.

A paper holds one part, for a resident gets one. Half of the papers have the lists the other way
round, so that what stands on top is not chosen more for that.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from documents.advice.content import plain
from documents.blocks import (
    Block,
    Choices,
    Content,
    Heading,
    Paragraph,
    Section,
    Sentence,
)
from surveys.questions.block import Block as Questions
from surveys.questions.block import Question, TrackPart

LAST = "Over u"
HOW = "Zet een kruisje in het vakje. Vergist u zich? Maak het vakje dan helemaal zwart."
PARTS = (
    "Kies één traject: op papier krijgt elke inwoner één deel. Maak voor elk traject een papier."
)


class PaperError(ValueError):
    """A paper that cannot be made; the message is Dutch and names the way out."""


def question_paper(block: Questions, today: date, turned: bool = False) -> Content:
    """Return the questions as a document; `turned` has the lists the other way round.

    Raises PaperError for a block of more than one part.
    """
    if len(block.parts) != 1:
        raise PaperError(PARTS)
    part = block.parts[0]
    blocks = [*_opening(block), *_questions(part, turned)]
    last = len(part.questions)
    closing = (
        *(one for number, q in enumerate(block.last, last + 1) for one in _question(q, number)),
        Paragraph((Sentence(block.closing),)),
    )
    return Content(
        title=block.title,
        summary=f"{part.heading}: vragenlijst voor inwoners op papier.",
        status="",
        organisation=plain(block.organisation),
        author="",
        day=today,
        situation=(),
        sections=(Section(part.heading, tuple(blocks)), Section(LAST, closing, flows=True)),
        large=True,
    )


def _opening(block: Questions) -> Iterator[Block]:
    yield Paragraph((Sentence(block.opening),))
    yield Paragraph((Sentence(HOW),))


def _questions(part: TrackPart, turned: bool) -> Iterator[Block]:
    for number, question in enumerate(part.questions, start=1):
        if turned and question.turning:
            question = replace(question, options=question.options[::-1])
        yield from _question(question, number)


def _question(question: Question, number: int) -> Iterator[Block]:
    yield Heading(plain(f"{number}. {question.text}"))
    yield Choices(tuple(plain(answer.text) for answer in question.answers()), question.help)
