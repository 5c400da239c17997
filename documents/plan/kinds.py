"""A plan as a file of every kind: one list for the screen and for the command line."""

from collections.abc import Callable
from datetime import date

from documents.pdf import plan_pdf
from documents.plan import calendar, sheet
from documents.plan.content import content_of
from documents.plan.paper import Paper
from documents.word import advice_docx
from engine.compile import Table
from plans import Plan, write_json, write_plan

OFFICE = "application/vnd.openxmlformats-officedocument"


def _pdf(paper: Paper) -> bytes:
    return plan_pdf(content_of(paper), write_json(paper.plan))


MAKERS: dict[str, Callable[[Paper], bytes]] = {
    "pdf": _pdf,
    "docx": lambda paper: advice_docx(content_of(paper)),
    "xlsx": sheet.plan_xlsx,
    "ics": lambda paper: calendar.plan_ics(paper.plan, paper.book, paper.on),
    "csv": lambda paper: sheet.plan_csv(paper.plan, paper.book),
    "yaml": lambda paper: write_plan(paper.plan).encode(),
    "json": lambda paper: write_json(paper.plan).encode(),
}
TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "ics": "text/calendar",
    "csv": "text/csv",
    "yaml": "application/yaml",
    "json": "application/json",
}


def plan_document(plan: Plan, knowledge: Table, kind: str, on: date) -> bytes:
    """Return a plan as a file of a kind, a key of `MAKERS`, dated on a day.

    Raises DocumentError when it cannot be made, KeyError for another kind.
    """
    return MAKERS[kind](Paper(plan, knowledge, on))
