"""The command that makes a report: everything that was read, as PDF."""

from argparse import ArgumentTypeError
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from commands.framework import Options, Refusal, new_file, own_rulebook, with_organisation
from commands.listening.reading import add_prices, add_reading_command, prices_of, read_all, wish_of
from dutch import Illegible, read_day
from engine import load
from engine.knowledge import organisation
from engine.knowledge.complaints import suggestion
from engine.model import Problem
from listening import knowledge, schemes
from listening.measurements import (
    Measurements,
    Period,
    ReportOptions,
    is_plan,
    measurements_in,
    span,
)
from listening.model import Reading, Refused, Subject, Vocabulary
from listening.reading import export_store


def add(commands: Any) -> None:
    """Add the command."""
    parser = add_reading_command(commands, "rapport", _rapport, "verslag als PDF")
    new_file(parser, "-o", dest="naar", required=True, metavar="BESTAND",
             help="nieuw bestand: .pdf")  # fmt: skip
    parser.add_argument("--eerder", type=Path, nargs="+", default=[], metavar="OUD",
                      help="export van een eerdere, even lange periode")  # fmt: skip
    parser.add_argument("--onderwerp", help="verslag over een onderwerp, zoals schuldhulp")
    parser.add_argument("--van", type=read_date, metavar="DAG", help="eerste dag, zoals 1-9-2026")
    parser.add_argument("--tot", type=read_date, metavar="DAG", help="laatste dag, zoals 30-9-2026")
    parser.add_argument("--organisatie", default="", help="naam van je organisatie")
    with_organisation(parser)
    add_prices(parser)


def read_date(text: str) -> date:
    """Return a day, for an option."""
    try:
        return read_day(text)
    except Illegible as error:
        raise ArgumentTypeError(str(error)) from error


def _rapport(options: Options) -> None:
    from documents import DocumentError, advice_pdf, house
    from documents.listening import about
    from documents.listening import content as listened

    if options.naar.suffix.lower() != ".pdf":
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op .pdf.")
    vocabulary = knowledge.load()
    subject = _subject(options.onderwerp, vocabulary)
    measurements = _measurements(options, vocabulary)
    if subject:
        measurements = about.about(measurements, subject, vocabulary)
    try:
        content = listened.content(measurements, date.today(), options.organisatie)
        if options.organisatiebestand or organisation.file():
            content = house.in_house_style(content, own_rulebook(options, load()))
        report = advice_pdf(content)
    except DocumentError as error:
        raise Refusal(error) from error
    options.naar.write_bytes(report)
    print(f"Het verslag staat in {options.naar}")


def _subject(name: str | None, vocabulary: Vocabulary) -> Subject | None:
    if name is None:
        return None
    id_ = schemes.subject_id(name, dict(vocabulary.subjects))
    if id_ is None:
        hint = suggestion(name, vocabulary.subjects)
        raise Refused(Problem("--onderwerp", None, f"'{name}' ken ik niet.{hint}"))
    return vocabulary.subjects[id_]


def _measurements(options: Options, vocabulary: Vocabulary) -> Measurements:
    """Return what the files hold, of the period that was asked."""
    plans = [path for path in options.bestanden if is_plan(path.name)]
    exports = [path for path in options.bestanden if path not in plans]
    with export_store.open_store(vocabulary.kinds) as opened:
        readings = read_all(opened, exports, wish_of(options))
        earlier = read_all(opened, options.eerder, wish_of(options))
        wishes = ReportOptions(
            _period(options, readings), options.drempel, prices_of(options), tuple(plans)
        )
        return measurements_in(vocabulary, opened, readings, earlier, wishes)


def _period(options: Options, readings: Sequence[Reading]) -> Period | None:
    """Return the period that was asked; what is left open is as far as the files go."""
    if not (options.van or options.tot):
        return None
    known = span(readings)
    if known is None:
        message = "geen van deze bestanden heeft datums. Laat --van en --tot weg."
        raise Refused(Problem("--van", None, message))
    first, last = options.van or known[0], options.tot or known[1]
    if last < first:
        raise Refused(Problem("--tot", None, f"{last} ligt voor {first}. Kies een latere dag."))
    return first, last
