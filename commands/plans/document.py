"""Commands: a plan as a document, and the plan that is in a PDF again."""

from datetime import date
from pathlib import Path
from typing import Any

from commands.framework import Options, Refusal, command, new_file
from commands.plans.choice import load_table, problem_of, save, to_file, with_names
from plans.files import open_plan
from plans.model import PlanError
from plans.remarks import WRONG, check

KINDS = (".pdf", ".docx", ".xlsx", ".ics", ".csv", ".yaml", ".json")


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    parser = command(commands, "document", _document, "maak een document van een plan", True)
    parser.add_argument("plan", metavar="PLAN", type=Path, help="plan als YAML of JSON")
    description = f"nieuw bestand: {', '.join(KINDS)}"
    new_file(parser, "-o", dest="naar", required=True, metavar="BESTAND", help=description)
    parser = command(commands, "open", _open, "haal het plan uit een PDF")
    parser.add_argument("pdf", metavar="BESTAND.pdf", type=Path, help="PDF van een plan")
    to_file(parser)


def _document(options: Options) -> None:
    from documents import DocumentError
    from documents.plan.kinds import left_out, plan_document

    kind = options.naar.suffix.lower()
    if kind not in KINDS:
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op {', '.join(KINDS)}.")
    opened, table = open_plan(options.plan), load_table(options)
    opened = with_names(opened, table.book)
    wrong = [problem_of(opened, r) for r in check(opened.plan, table) if r.level == WRONG]
    if wrong:
        raise PlanError(tuple(wrong))
    try:
        content = plan_document(opened.plan, table, kind[1:], date.today())
    except DocumentError as error:
        raise Refusal(error) from error
    options.naar.write_bytes(content)
    print(f"Het document staat in {options.naar}")
    if kind == ".pdf" and (lacking := left_out(opened.plan)):
        print(lacking)


def _open(options: Options) -> None:
    from documents import DocumentError
    from documents.plan.attachment import plan_in

    try:
        text = plan_in(options.pdf.read_bytes())
    except DocumentError as error:
        raise Refusal(f"{options.pdf}: {error}") from error
    opened = open_plan(text, options.pdf.name)
    save(opened.plan, options.naar)
    print(f"Het plan uit {options.pdf} staat in {options.naar}")
