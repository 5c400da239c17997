"""A table of Word: its head repeats on every page, rows stay whole, first cells head their row."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docx.document import Document

from documents import chart
from documents.blocks import Content, FitRow, FitTable, Ribbon, Sentence, TableBlock
from documents.labels import upper
from documents.word_text import close, element, fill
from engine.total import total

CELL = "Tabeltekst"  # the style of a cell
GRID = "TableGrid"
TWIP = 635  # units of Word in a twentieth of a point


def add(document: Document, block: TableBlock, content: Content) -> None:
    """Add a table at the end of a document, with its summary as alternative text."""
    page = document.sections[-1]
    wide = int((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)) // TWIP
    widths = [int(wide * part / sum(block.widths)) for part in block.widths]
    table = element("tbl")
    table.append(_properties(block.summary, sum(widths)))
    columns = element("tblGrid")
    columns.extend(element("gridCol", w=str(width)) for width in widths)
    table.append(columns)
    heads = tuple(Sentence("", lead=name) for name in block.columns)
    for number, sentences in enumerate((heads, *block.rows)):
        levels = block.levels[number - 1] if number and block.levels else ()
        table.append(_row(sentences, widths, block, levels, content, document.part, not number))
    document.element.body.get_or_add_sectPr().addprevious(table)
    close(document)


def of_fits(block: FitTable) -> TableBlock:
    """Return the chosen channels as a table: how well each fits stands there in words."""
    rows = tuple(
        (
            Sentence(row.role, row.name.lead),
            Sentence(upper(row.fit)),
            _with_caution(row),
            Sentence(row.effort),
            Sentence(row.measure),
        )
        for row in block.rows
    )
    return TableBlock(block.columns[0], block.columns, rows, (34, 28, 50, 24, 42))


def _with_caution(row: FitRow) -> Sentence:
    if row.caution is None:
        return row.why
    text = f"{row.why.text} {row.caution.lead} {row.caution.text}"
    return replace(row.why, text=text)


def of_ribbon(block: Ribbon) -> TableBlock:
    """Return the journey as a table of one row, with this phase said in its head."""
    heads = tuple(
        f"{number}. {stop.name}{' (deze fase)' if stop.here else ''}"
        for number, stop in enumerate(block.stops, start=1)
    )
    cells = tuple(
        Sentence(" of ".join(stop.channels) + (" (even geschikt)" if stop.channels[1:] else ""))
        for stop in block.stops
    )
    return TableBlock(block.description, heads, (cells,), (1,) * len(heads))


def beside(document: Document, parts: Sequence[Sequence[Any]], shares: Sequence[float]) -> None:
    """Set parts that stand at the end of a document beside each other, without lines."""
    page = document.sections[-1]
    wide = int((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)) // TWIP
    whole = total(shares)
    widths = [int(wide * share / whole) for share in shares]
    table, row, columns = element("tbl"), element("tr"), element("tblGrid")
    looks = element("tblPr")
    looks.append(element("tblW", w=str(sum(widths)), type="dxa"))
    looks.append(element("tblLayout", type="fixed"))
    columns.extend(element("gridCol", w=str(width)) for width in widths)
    for part, width in zip(parts, widths, strict=True):
        cell, about = element("tc"), element("tcPr")
        about.append(element("tcW", w=str(width), type="dxa"))
        cell.append(about)
        cell.extend(part)
        row.append(cell)
    table.extend((looks, columns, row))
    document.element.body.get_or_add_sectPr().addprevious(table)
    close(document, small=True)


def _properties(summary: str, wide: int) -> Any:
    properties = element("tblPr")
    properties.append(element("tblStyle", val=GRID))
    properties.append(element("tblW", w=str(wide), type="dxa"))
    properties.append(element("tblLayout", type="fixed"))
    properties.append(element("tblLook", firstRow="1", firstColumn="1", val="00A0"))
    properties.append(element("tblDescription", val=summary))
    return properties


def _row(
    sentences: tuple[Sentence, ...],
    widths: list[int],
    block: TableBlock,
    levels: tuple[float | None, ...],
    content: Content,
    part: Any,
    head: bool,
) -> Any:
    row, marks = element("tr"), element("trPr")
    marks.append(element("cantSplit", val="true"))
    if head:
        marks.append(element("tblHeader", val="true"))
    row.append(marks)
    for column, (sentence, width) in enumerate(zip(sentences, widths, strict=True)):
        level = levels[column] if levels else None
        ground, ink = ("", "") if level is None else chart.tint(level)
        paragraph = _paragraph(column in block.numeric)
        fill(paragraph, (sentence,), content, part, ink)
        row.append(_cell(paragraph, width, ground))
    return row


def _paragraph(right: bool) -> Any:
    paragraph, looks = element("p"), element("pPr")
    looks.append(element("pStyle", val=CELL))
    if right:
        looks.append(element("jc", val="right"))
    paragraph.append(looks)
    return paragraph


def _cell(paragraph: Any, width: int, ground: str) -> Any:
    cell, looks = element("tc"), element("tcPr")
    looks.append(element("tcW", w=str(width), type="dxa"))
    if ground:
        shade = ground.removeprefix("#").upper()
        looks.append(element("shd", val="clear", color="auto", fill=shade))
    cell.append(looks)
    cell.append(paragraph)
    return cell
