"""Plan → Excel and CSV: one sheet a table, that can be filtered; no text is ever a formula."""

import csv
import io
from decimal import Decimal

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from documents.advice.content import plain
from documents.plan.chosen import tables
from documents.plan.paper import Paper
from documents.plan.words import Grid, calendar
from dutch import Illegible, read_decimal
from engine.batch.spreadsheet import harmless
from engine.model import Rulebook
from plans.model import Plan

WIDTH = 12  # characters per unit of relative width
LONGEST = 32_000  # characters of a cell
BOLD, TINT = Font(bold=True), PatternFill("solid", fgColor="F1F4F6")
WRAP = Alignment(wrap_text=True, vertical="top")


def plan_xlsx(paper: Paper) -> bytes:
    """Return the tables of a plan as an Excel file, with numbers as numbers."""
    made = openpyxl.Workbook()
    made.remove(made["Sheet"])
    made.properties.title = paper.plan.project.name
    for grid in tables(paper):
        _fill(made.create_sheet(grid.name[:31]), grid)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, grid: Grid) -> None:
    for row, values in enumerate((grid.heads, *grid.rows), start=1):
        for column, text in enumerate(values, start=1):
            box = sheet.cell(row, column)
            counted = row > 1 and column - 1 in grid.numeric
            _put(box, text, amount(text) if counted else None)
            if row == 1:
                box.font, box.fill = BOLD, TINT
    for column, width in enumerate(grid.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH * width
    last = get_column_letter(len(grid.heads))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{len(grid.rows) + 1}"


def _put(box: Cell, text: str, number: Decimal | None) -> None:
    box.alignment = WRAP
    if number is None:
        box.value = plain(text)[:LONGEST]
        box.data_type, box.quotePrefix = "s", True
    else:
        box.value, box.number_format = number, "#,##0.##" if number % 1 else "#,##0"


def amount(said: str) -> Decimal | None:
    """Return a number that the tables write the Dutch way; None for other words."""
    try:
        return read_decimal(said)
    except Illegible:
        return None


def plan_csv(plan: Plan, book: Rulebook) -> bytes:
    """Return the communication calendar as CSV that a Dutch spreadsheet opens."""
    grid = calendar(plan, book)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in (grid.heads, *grid.rows):
        writer.writerow([harmless(plain(text)) for text in row])
    return out.getvalue().encode("utf-8-sig")
