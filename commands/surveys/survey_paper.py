"""The commands about a layer: its report, and the advice with and without it."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from commands.framework import Options, Refusal, command, new_file, print_json, rulebook
from commands.surveys.fitting_commands import margins_of, national
from dutch import listing
from engine.batch.spreadsheet import SEPARATOR, harmless
from engine.cache import table_of
from engine.knowledge import own_survey
from engine.knowledge.own_survey import OwnSurvey
from engine.model import Rulebook
from surveys.findings import advice_pairs
from surveys.findings.advice_pairs import AdvicePair
from surveys.findings.rule_points import rule_points

PDF, EXCEL = ".pdf", ".xlsx"
HEADS = ("traject", "fase", "zonder", "met", "verandering", "zeker_zonder", "zeker_met", "n")


def add(commands: Any) -> None:
    """Add the commands."""
    rapport = command(commands, "rapport", _rapport, "verslag van een laag, als PDF of Excel", True)
    rapport.add_argument("laag", metavar="LAAG.yaml", type=Path, help="laag van eigen onderzoek")
    new_file(rapport, "-o", dest="naar", required=True, metavar="BESTAND",
             help="nieuw bestand: .pdf of .xlsx")  # fmt: skip
    rapport.add_argument("--marges", metavar="MARGES.csv", type=Path, action="append", default=[],
                         help="inwoners per leeftijd, om mee te vergelijken")  # fmt: skip
    rapport.add_argument("--gebied", metavar="NAAM", action="append", default=[],
                         help="gebied in de marges, als er meer in staan")  # fmt: skip
    rapport.add_argument("--eerder", metavar="LAAG.yaml", type=Path, help="eerder onderzoek")
    vergelijk = command(commands, "vergelijk", _vergelijk, "adviezen met en zonder een laag", True)
    vergelijk.add_argument("laag", metavar="LAAG.yaml", type=Path, help="laag van eigen onderzoek")
    new_file(vergelijk, "-o", dest="naar", metavar="BESTAND", help="nieuw bestand: .csv")
    vergelijk.add_argument("--json", action="store_true", help="uitvoer als JSON")


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


def _vergelijk(options: Options) -> None:
    if options.naar and options.naar.suffix.lower() != ".csv":
        raise Refusal(f"{options.naar}: kies een naam die eindigt op .csv.")
    book = national(options, rulebook(options))
    own = own_survey.read(options.laag, book)
    pairs = compared(book, own)
    if options.naar:
        options.naar.write_bytes(_csv(pairs))
    if options.json:
        print_json([_keys(pair) for pair in pairs])
        return
    changed = len([pair for pair in pairs if pair.changed])
    print(f"In {changed} van de {len(pairs)} situaties verandert het advies.")
    for pair in pairs:
        print(_line(book, pair))
    if options.naar:
        print(f"De vergelijking staat in {options.naar}")


def compared(book: Rulebook, own: OwnSurvey) -> Sequence[AdvicePair]:
    """Return the advice without and with a layer, for every track and phase."""
    plain, counted = table_of(book), table_of(own_survey.attach(book, [own]))
    situations = advice_pairs.plain_situations(plain)
    return advice_pairs.pairs(plain, counted, own, situations)


def _line(book: Rulebook, pair: AdvicePair) -> str:
    where = f"{book.tracks[pair.situation.track].name}, {book.phases[pair.situation.phase].name}"
    before, after = (
        listing([book.channels[slug].beside for slug in best]) for best in (pair.before, pair.after)
    )
    return f"{where}: {pair.difference}. Zonder: {before}. Met: {after}."


def _keys(pair: AdvicePair) -> dict[str, Any]:
    values = (
        pair.situation.track, pair.situation.phase, list(pair.before), list(pair.after),
        str(pair.difference), round(pair.sure_before, 3), round(pair.sure_after, 3), pair.n,
    )  # fmt: skip
    return dict(zip(HEADS, values, strict=True))


def _csv(pairs: Sequence[AdvicePair]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow(HEADS)
    for pair in pairs:
        cells = (", ".join(v) if isinstance(v, list) else str(v) for v in _keys(pair).values())
        writer.writerow(map(harmless, cells))
    return out.getvalue().encode("utf-8-sig")
