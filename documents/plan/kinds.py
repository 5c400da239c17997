"""A plan as a file of every kind: one list for the screen and for the command line."""

from collections.abc import Callable
from datetime import date

from documents.pdf import plan_pdf, unprintable
from documents.plan import calendar, excel
from documents.plan.content import content_of
from documents.plan.paper import Paper, PlanEdition
from documents.word import advice_docx
from engine import letters
from engine.compile import Table
from plans import Plan, write_json, write_plan

LONGEST = 60  # characters of a project in a file name
MOST_SHOWN = 20  # characters named in a sentence
OFFICE = "application/vnd.openxmlformats-officedocument"


def _pdf(paper: Paper) -> bytes:
    return plan_pdf(content_of(paper), write_json(paper.plan))


MAKERS: dict[str, Callable[[Paper], bytes]] = {
    "pdf": _pdf,
    "docx": lambda paper: advice_docx(content_of(paper)),
    "xlsx": excel.plan_xlsx,
    "ics": calendar.plan_ics,
    "csv": excel.plan_csv,
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


def plan_document(
    plan: Plan, knowledge: Table, kind: str, on: date, edition: PlanEdition | None = None
) -> bytes:
    """Return a plan as a file of a kind, a key of `MAKERS`, dated on a day.

    Raises DocumentError when it cannot be made, KeyError for another kind.
    """
    return MAKERS[kind](Paper(plan, knowledge, on, edition or PlanEdition()))


def file_name(plan: Plan, kind: str, on: date) -> str:
    """Return a name that every system takes: "kanaalplan-schoon-water-2026-11-22.pdf"."""
    words = letters.dashed(plan.project.name)
    while len(words) > LONGEST and "-" in words:
        words = words.rpartition("-")[0]
    return f"kanaalplan-{words[:LONGEST] or 'plan'}-{on}.{kind}"


def left_out(plan: Plan) -> str:
    """Return a sentence on the characters of a plan that a PDF cannot show; "" without any."""
    chars = unprintable(write_json(plan))
    shown = f"{' '.join(chars[:MOST_SHOWN])}{' …' if chars[MOST_SHOWN:] else ''}"
    way_out = "In Word staan ze wel; of haal ze uit het plan."
    return f"De PDF kan deze tekens niet tonen: {shown}. {way_out}" if chars else ""
