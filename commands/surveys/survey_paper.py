"""The command about a layer: its report."""

from datetime import date
from pathlib import Path
from typing import Any

from commands.framework import Options, Refusal, command, new_file, rulebook
from commands.surveys.fitting_commands import margins_of, national
from engine.cache import table_of
from engine.knowledge import own_survey
from surveys.findings.rule_points import rule_points

PDF, EXCEL = ".pdf", ".xlsx"


def add(commands: Any) -> None:
    """Add the command."""
    rapport = command(commands, "rapport", _rapport, "verslag van een laag, als PDF of Excel", True)
    rapport.add_argument("laag", metavar="LAAG.yaml", type=Path, help="laag van eigen onderzoek")
    new_file(rapport, "-o", dest="naar", required=True, metavar="BESTAND",
             help="nieuw bestand: .pdf of .xlsx")  # fmt: skip
    rapport.add_argument("--marges", metavar="MARGES.csv", type=Path, action="append", default=[],
                         help="inwoners per leeftijd, om mee te vergelijken")  # fmt: skip
    rapport.add_argument("--gebied", metavar="NAAM", action="append", default=[],
                         help="gebied in de marges, als er meer in staan")  # fmt: skip
    rapport.add_argument("--eerder", metavar="LAAG.yaml", type=Path, help="eerder onderzoek")


def _rapport(options: Options) -> None:
    from documents import DocumentError, advice_pdf
    from documents.survey.survey_report import ReportMatter, survey_report
    from documents.survey.survey_workbook import survey_xlsx

    ending = options.naar.suffix.lower()
    if ending not in (PDF, EXCEL):
        raise Refusal(f"{options.naar}: kies een naam die eindigt op .pdf of .xlsx.")
    book = national(options, rulebook(options))
    own = own_survey.read(options.laag, book)
    earlier = own_survey.read(options.eerder, book) if options.eerder else None
    known = margins_of(options.marges, book, options.gebied)
    points = rule_points(table_of(book), own.rows)
    matter = ReportMatter(book, own, points, known.ages if known else {}, earlier)
    today = date.today()
    try:
        if ending == EXCEL:
            written = survey_xlsx(matter, today)
        else:
            written = advice_pdf(survey_report(matter, today))
    except DocumentError as error:
        raise Refusal(error) from error
    options.naar.write_bytes(written)
    print(f"Het verslag staat in {options.naar}")
