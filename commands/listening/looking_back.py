"""The command that makes a report of a month or a year from what is remembered."""

import re
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from commands.framework import Options, Refusal, command, new_file, own_rulebook, with_organisation
from commands.listening.reading import add_prices, amount
from engine import load
from engine.knowledge import organisation
from listening import knowledge
from listening.effects.results import Prices
from listening.monitor import recall
from listening.monitor.register import added_up
from listening.storage import kept_entries
from listening.storage.day_memory import Memory


def add(commands: Any) -> None:
    """Add the command."""
    parser = command(commands, "verslag", _verslag, "terugblik op een maand of een jaar als PDF")
    of = parser.add_mutually_exclusive_group(required=True)
    of.add_argument("--maand", type=_month, metavar="MAAND", help="een maand, zoals 2026-10")
    of.add_argument("--jaar", type=_year, metavar="JAAR", help="een jaar, zoals 2026")
    new_file(parser, "-o", dest="naar", required=True, metavar="BESTAND",
             help="nieuw bestand: .pdf")  # fmt: skip
    parser.add_argument("--organisatie", default="", help="naam van je organisatie")
    with_organisation(parser)
    add_prices(parser)
    parser.add_argument("--minuten-telefoontje", type=amount, help="hoe lang een telefoontje duurt")


def _month(text: str) -> date:
    if not re.fullmatch(r"[12][0-9]{3}-(0[1-9]|1[0-2])", text, re.ASCII):
        raise ArgumentTypeError(f"'{text[:20]}' is geen maand. Schrijf bijvoorbeeld 2026-10.")
    return date(int(text[:4]), int(text[5:]), 1)


def _year(text: str) -> int:
    if not re.fullmatch(r"[12][0-9]{3}", text, re.ASCII):
        raise ArgumentTypeError(f"'{text[:20]}' is geen jaar. Schrijf bijvoorbeeld 2026.")
    return int(text)


def _verslag(options: Options) -> None:
    from documents import DocumentError, advice_pdf, house
    from documents.listening import look_back

    if options.naar.suffix.lower() != ".pdf":
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op .pdf.")
    span = look_back.month_span(options.maand) if options.maand else look_back.year_span(
        options.jaar)  # fmt: skip
    memory, vocabulary = Memory(), knowledge.load()
    prices = Prices(options.uurprijs, options.prijs_telefoontje, options.minuten_telefoontje)
    every = recall.actions(memory, vocabulary, prices)
    rows = recall.overview(memory, vocabulary, span.last)
    log = kept_entries.decisions(memory.entries())
    if not (rows or every.lines or log):
        raise Refusal("er is niets onthouden. Gebruik eerst: python -m listening onthoud.")
    begun = added_up(every.lines, prices, span.holds)
    try:
        content = look_back.content(span, rows, begun, log, date.today(), options.organisatie)
        if options.organisatiebestand or organisation.file():
            content = house.in_house_style(content, own_rulebook(options, load()))
        report = advice_pdf(content)
    except DocumentError as error:
        raise Refusal(error) from error
    options.naar.write_bytes(report)
    print(f"Het verslag staat in {options.naar}")
