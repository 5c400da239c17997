"""Commands: a plan as a document, and the plan that is in a PDF again."""

from datetime import date
from pathlib import Path
from typing import Any

from engine.__main__ import Options, Refusal
from plans.commands import command, problem_of, save, table_of, to_file
from plans.files import open_plan, write_json
from plans.model import Plan, PlanError
from plans.remarks import WRONG, check

KINDS = (".pdf", ".docx", ".xlsx", ".ics", ".csv", ".json")


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    made = command(commands, "document", _document, "maak een document van een plan", True)
    made.add_argument("plan", metavar="PLAN", type=Path, help="plan als YAML of JSON")
    said = f"nieuw bestand: {', '.join(KINDS)}"
    made.add_argument("-o", dest="naar", type=Path, required=True, metavar="BESTAND", help=said)
    made = command(commands, "open", _open, "haal het plan uit een PDF")
    made.add_argument("pdf", metavar="FILE.pdf", type=Path, help="PDF van een plan")
    to_file(made)


def _document(options: Options) -> None:
    from documents import DocumentError

    kind = options.naar.suffix.lower()
    if kind not in KINDS:
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op {', '.join(KINDS)}.")
    opened = open_plan(options.plan)
    table = table_of(options)
    wrong = [problem_of(opened, r) for r in check(opened.plan, table) if r.level == WRONG]
    if wrong:
        raise PlanError(tuple(wrong))
    try:
        made = document(opened.plan, table, kind, date.today())
    except DocumentError as error:
        raise Refusal(error) from error
    options.naar.write_bytes(made)
    print(f"Het document staat in {options.naar}")


def document(plan: Plan, table: Any, kind: str, on: date) -> bytes:
    """Return a plan as a document of a kind (".pdf" …), dated on a day.

    Raises DocumentError when it cannot be made, KeyError for another kind.
    """
    from documents import advice_docx, plan_content, plan_ics, plan_sheet
    from documents.pdf import plan_pdf

    makers = {
        ".pdf": lambda: plan_pdf(content(), write_json(plan)),
        ".docx": lambda: advice_docx(content()),
        ".xlsx": lambda: plan_sheet.plan_xlsx(plan, table.book),
        ".ics": lambda: plan_ics.plan_ics(plan, table.book, on),
        ".csv": lambda: plan_sheet.plan_csv(plan, table.book),
        ".json": lambda: write_json(plan).encode(),
    }

    def content() -> Any:
        return plan_content.content_of(plan_content.Paper(plan, table, on))

    return makers[kind]()


def _open(options: Options) -> None:
    from documents import DocumentError
    from documents.plan_opened import plan_in

    try:
        text = plan_in(options.pdf.read_bytes())
    except DocumentError as error:
        raise Refusal(f"{options.pdf}: {error}") from error
    opened = open_plan(text, options.pdf.name)
    save(opened.plan, options.naar)
    print(f"Het plan uit {options.pdf} staat in {options.naar}")
