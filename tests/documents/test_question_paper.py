"""The questions on paper: one part, boxes to tick, and half of the papers the other way round."""

import io
import zipfile
from datetime import date
from itertools import pairwise

import docx
import pytest

from documents import advice_docx, advice_pdf
from documents.blocks import Choices, flat
from documents.survey.question_paper import PaperError, question_paper
from documents.word import BOX
from engine import Rulebook
from surveys.questions.block import Block, block

DAY = date(2026, 9, 1)


@pytest.fixture(scope="module")
def single(book: Rulebook) -> Block:
    return block(book, [next(iter(book.tracks))])


def lists(form: Block, turned: bool = False) -> list[tuple[str, ...]]:
    parts = question_paper(form, DAY, turned).sections
    blocks = [one for part in parts for one in flat(part.blocks)]
    return [one.options for one in blocks if isinstance(one, Choices)]


def test_every_question_has_its_answers_to_tick(single: Block) -> None:
    assert lists(single) == [tuple(a.text for a in q.answers()) for q in single.questions()]


def test_the_other_half_reads_the_lists_the_other_way_round(single: Block) -> None:
    for question, one, other in zip(
        single.questions(), lists(single), lists(single, turned=True), strict=True
    ):
        turned = (*one[:-1][::-1], one[-1]) if question.turning else one
        assert other == turned


def test_a_paper_holds_one_part(book: Rulebook) -> None:
    with pytest.raises(PaperError, match="Kies één traject"):
        question_paper(block(book), DAY)


def test_word_has_headings_a_language_and_a_box_for_every_answer(single: Block) -> None:
    raw = advice_docx(question_paper(single, DAY))
    document = docx.Document(io.BytesIO(raw))
    paragraphs = document.paragraphs
    boxes = [p.text for p in paragraphs if p.text.startswith(BOX)]
    assert len(boxes) == sum(len(q.answers()) for q in single.questions())
    heads = [p.text for p in paragraphs if p.style is not None and p.style.name == "Heading 2"]
    assert len(heads) == len(single.questions())
    styles = zipfile.ZipFile(io.BytesIO(raw)).read("word/styles.xml").decode()
    assert 'w:lang w:val="nl-NL"' in styles
    assert raw == advice_docx(question_paper(single, DAY))


def test_answers_stay_with_their_question(single: Block) -> None:
    paragraphs = docx.Document(io.BytesIO(advice_docx(question_paper(single, DAY)))).paragraphs
    for one, after in pairwise(paragraphs):
        if after.text.startswith(BOX) and one.text.startswith(BOX):
            assert one.paragraph_format.keep_with_next


@pytest.mark.exhaustive
def test_it_is_an_accessible_pdf_too(single: Block) -> None:
    assert advice_pdf(question_paper(single, DAY)).startswith(b"%PDF")
