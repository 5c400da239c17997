"""A table of Word whose head repeats on every page and whose rows stay whole."""

from typing import Any

from docx.document import Document

from documents import chart
from documents.blocks import Content, Sentence, Table
from documents.word_text import close, element, fill

CELL = "Tabeltekst"  # the style of a cell
GRID = "TableGrid"
TWIP = 635  # units of Word in a twentieth of a point


def add(document: Document, block: Table, content: Content) -> None:
    """Add a table at the end of a document, with its summary as alternative text."""
    page = document.sections[-1]
    wide = int((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)) // TWIP
    widths = [int(wide * part / sum(block.widths)) for part in block.widths]
    made = element("tbl")
    made.append(_properties(block.summary, sum(widths)))
    columns = element("tblGrid")
    columns.extend(element("gridCol", w=str(width)) for width in widths)
    made.append(columns)
    heads = tuple(Sentence("", lead=name) for name in block.columns)
    for number, sentences in enumerate((heads, *block.rows)):
        levels = block.levels[number - 1] if number and block.levels else ()
        made.append(_row(sentences, widths, block, levels, content, document.part, not number))
    document.element.body.get_or_add_sectPr().addprevious(made)
    close(document)


def _properties(summary: str, wide: int) -> Any:
    made = element("tblPr")
    made.append(element("tblStyle", val=GRID))
    made.append(element("tblW", w=str(wide), type="dxa"))
    made.append(element("tblLayout", type="fixed"))
    made.append(element("tblLook", firstRow="1", val="0020"))
    made.append(element("tblDescription", val=summary))
    return made


def _row(
    sentences: tuple[Sentence, ...],
    widths: list[int],
    block: Table,
    levels: tuple[float | None, ...],
    content: Content,
    part: Any,
    head: bool,
) -> Any:
    made, marks = element("tr"), element("trPr")
    marks.append(element("cantSplit", val="true"))
    if head:
        marks.append(element("tblHeader", val="true"))
    made.append(marks)
    for column, (sentence, width) in enumerate(zip(sentences, widths, strict=True)):
        level = levels[column] if levels else None
        ground, ink = ("", "") if level is None else chart.cell_colours(level)
        paragraph = _paragraph(column in block.numeric)
        fill(paragraph, (sentence,), content, part, ink)
        made.append(_cell(paragraph, width, ground))
    return made


def _paragraph(right: bool) -> Any:
    made, looks = element("p"), element("pPr")
    looks.append(element("pStyle", val=CELL))
    if right:
        looks.append(element("jc", val="right"))
    made.append(looks)
    return made


def _cell(paragraph: Any, width: int, ground: str) -> Any:
    made, looks = element("tc"), element("tcPr")
    looks.append(element("tcW", w=str(width), type="dxa"))
    if ground:
        shade = ground.removeprefix("#").upper()
        looks.append(element("shd", val="clear", color="auto", fill=shade))
    made.append(looks)
    made.append(paragraph)
    return made
