"""Plan → Excel and CSV: one sheet a table, that can be filtered; no text is ever a formula."""

import csv
import io

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from documents.content import plain
from documents.plan_words import Grid, calendar, grids
from engine.model import Rulebook
from engine.sheet import harmless
from plans.model import Plan

WIDTH = 12  # characters per unit of relative width
LONGEST = 32_000  # characters of a cell
BOLD, TINT = Font(bold=True), PatternFill("solid", fgColor="F1F4F6")
WRAP = Alignment(wrap_text=True, vertical="top")


def plan_xlsx(plan: Plan, book: Rulebook) -> bytes:
    """Return the tables of a plan as an Excel file."""
    made = openpyxl.Workbook()
    made.remove(made["Sheet"])
    made.properties.title = plan.project.name
    for grid in grids(plan, book):
        _fill(made.create_sheet(grid.name[:31]), grid)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, grid: Grid) -> None:
    for row, values in enumerate((grid.heads, *grid.rows), start=1):
        for column, text in enumerate(values, start=1):
            box = sheet.cell(row, column)
            box.value = plain(text)[:LONGEST]
            box.data_type, box.quotePrefix = "s", True
            box.alignment = WRAP
            if row == 1:
                box.font, box.fill = BOLD, TINT
    for column, width in enumerate(grid.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH * width
    last = get_column_letter(len(grid.heads))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{len(grid.rows) + 1}"


def plan_csv(plan: Plan, book: Rulebook) -> bytes:
    """Return the communication calendar as CSV that a Dutch spreadsheet opens."""
    grid = calendar(plan, book)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in (grid.heads, *grid.rows):
        writer.writerow([harmless(plain(text)) for text in row])
    return out.getvalue().encode("utf-8-sig")
