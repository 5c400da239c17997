"""About how many pages Word needs, worked out by hand from lines and points."""

from dataclasses import replace
from datetime import date

import pytest

from documents.blocks import (
    Block,
    Columns,
    Content,
    Heading,
    Paragraph,
    Section,
    Sentence,
    TableBlock,
    bullets,
)
from documents.word_length import LETTER, LINE, TALL, WIDE, close, pages_of

SHORT = Paragraph((Sentence("Kort."),))
ROOM = int(TALL // (10 * LINE + 3))  # paragraphs of one line on a page
CELLS = ((Sentence("Kort."), Sentence("Kort.")),)


def content(*blocks: Block) -> Content:
    first = Section("Kop", (SHORT,), headline=())
    parts = (first, Section("Bijlage", blocks))
    return Content("Proef", "Kort.", "Concept", "", "", date(2026, 11, 22), (), parts)


def table(rows: int) -> TableBlock:
    return TableBlock("Rijen", ("Een", "Twee"), CELLS * rows, (1, 1))


@pytest.mark.parametrize(
    ("blocks", "pages"),
    [
        ((SHORT,), 2),
        ((SHORT,) * (ROOM - 2), 2),
        ((SHORT,) * (ROOM + 1), 3),
        ((Heading("Kop"),) * 37, 2),
        ((Heading("Kop"),) * 39, 3),
        ((Paragraph((Sentence("x" * (5 * int(WIDE / (10 * LETTER)))),)),) * 14, 3),
        ((bullets([Sentence("Kort.")] * ROOM),), 2),
        ((Columns(((SHORT,) * (ROOM // 2 - 2),) * 2),), 2),
        ((Columns(((SHORT,) * (ROOM - 3),) * 2),), 3),
        ((Columns(((SHORT,) * (ROOM - 3),)), SHORT, SHORT, SHORT, SHORT), 3),
        ((Columns(((table(40),), (table(40),))),), 3),
        ((table(20),), 2),
        ((table(70),), 3),
    ],
)
def test_pages_are_counted_from_lines(blocks: tuple[Block, ...], pages: int) -> None:
    assert pages_of(content(*blocks)) == pages


def test_what_is_spare_stays_while_there_is_room() -> None:
    """Of three pages of spare blocks, the first run goes where four pages are the most."""
    first, appendix = content(SHORT).sections
    one, two = ((Paragraph((Sentence(text),)),) * (ROOM - 6) for text in ("Eerst.", "Daarna."))
    part = replace(appendix, blocks=(SHORT, *one, *two), spare=(one, two))
    for most, kept in ((0, (*one, *two)), (3, (*one, *two)), (2, two), (1, ())):
        short = close(replace(content(), sections=(first, part), most_pages=most))
        assert short.sections[1].blocks == (SHORT, *kept), most
