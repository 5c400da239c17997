"""Plan → Excel and CSV: one sheet a table, that can be filtered; no text is ever a formula.

The only formulas are our own totals, below what is filtered.
"""

import csv
import io
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from documents.advice.content import plain
from documents.plan.paper import Paper
from documents.plan.sheets import PlanSheet, Value, imported, sheets
from dutch import exact
from engine.batch.spreadsheet import SEPARATOR, harmless

WIDTH = 12  # characters per unit of relative width
LONGEST = 32_000  # characters of a cell
BOLD, TINT = Font(bold=True), PatternFill("solid", fgColor="F1F4F6")
WRAP = Alignment(wrap_text=True, vertical="top")
DAY, WHOLE, BROKEN = "dd-mm-yyyy", "#,##0", "#,##0.##"
TOTAL = "Samen, van wat je nu ziet"
MAKER = "Ken je inwoner"


def plan_xlsx(paper: Paper) -> bytes:
    """Return the tables of a plan as an Excel file, with dates as dates and numbers as numbers."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook["Sheet"])
    project = paper.plan.project
    author = project.adviser or project.author or project.organisation or MAKER
    about = workbook.properties
    about.title, about.creator, about.lastModifiedBy = project.name, author, author
    about.created = datetime.combine(paper.on, time())
    for sheet in sheets(paper):
        _fill(workbook.create_sheet(sheet.name[:31]), sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _fill(page: Worksheet, sheet: PlanSheet) -> None:
    for row, values in enumerate((sheet.heads, *sheet.rows), start=1):
        for column, value in enumerate(values, start=1):
            box = page.cell(row, column)
            _put(box, value)
            if row == 1:
                box.font, box.fill = BOLD, TINT
    for column, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = WIDTH * width
    last = get_column_letter(len(sheet.heads))
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    if sheet.rows and sheet.added:
        _add_up(page, sheet)


def _add_up(page: Worksheet, sheet: PlanSheet) -> None:
    """Write totals of what the filter shows, under an empty row: outside what is filtered."""
    end = len(sheet.rows) + 1
    name = page.cell(end + 2, 1)
    _put(name, TOTAL)
    name.font = BOLD
    for column in sheet.added:
        letter = get_column_letter(column + 1)
        box = page.cell(end + 2, column + 1, f"=SUBTOTAL(109,{letter}2:{letter}{end})")
        box.number_format, box.font = BROKEN, BOLD


def _put(box: Cell, value: Value) -> None:
    box.alignment = WRAP
    if isinstance(value, date):
        box.value, box.number_format = value, DAY
    elif isinstance(value, Decimal | int):
        box.value, box.number_format = value, BROKEN if value % 1 else WHOLE
    elif value:
        box.value = plain(value)[:LONGEST]
        box.data_type, box.quotePrefix = "s", True


def plan_csv(paper: Paper) -> bytes:
    """Return the actions as CSV for planning programs; a Dutch spreadsheet opens it as well."""
    sheet = imported(paper)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n")
    for row in (sheet.heads, *sheet.rows):
        writer.writerow([_text(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _text(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | int):
        return exact(Decimal(value))
    return harmless(plain(value or ""))
