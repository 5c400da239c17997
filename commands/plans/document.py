"""Commands: a plan as a document, and the plan that is in a PDF again."""

from datetime import date
from pathlib import Path
from typing import Any

from commands.framework import Options, Refusal, command
from commands.plans.choice import load_table, problem_of, save, to_file
from plans.files import open_plan
from plans.model import PlanError
from plans.remarks import WRONG, check

KINDS = (".pdf", ".docx", ".xlsx", ".ics", ".csv", ".yaml", ".json")


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
    from documents.plan.kinds import plan_document

    kind = options.naar.suffix.lower()
    if kind not in KINDS:
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op {', '.join(KINDS)}.")
    opened = open_plan(options.plan)
    table = load_table(options)
    wrong = [problem_of(opened, r) for r in check(opened.plan, table) if r.level == WRONG]
    if wrong:
        raise PlanError(tuple(wrong))
    try:
        made = plan_document(opened.plan, table, kind[1:], date.today())
    except DocumentError as error:
        raise Refusal(error) from error
    options.naar.write_bytes(made)
    print(f"Het document staat in {options.naar}")


def _open(options: Options) -> None:
    from documents import DocumentError
    from documents.plan.opened import plan_in

    try:
        text = plan_in(options.pdf.read_bytes())
    except DocumentError as error:
        raise Refusal(f"{options.pdf}: {error}") from error
    opened = open_plan(text, options.pdf.name)
    save(opened.plan, options.naar)
    print(f"Het plan uit {options.pdf} staat in {options.naar}")
