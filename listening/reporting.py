"""The command that makes a report: everything that was read, as PDF."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from engine.__main__ import Refusal
from listening import counter, cycle, knowledge, measured, planned, results, schemes, store, uses
from listening.commands import Options, read_all, reading, wish_of
from listening.model import Reading, Vocabulary


def add(commands: Any) -> None:
    """Add the command."""
    made = reading(commands, "rapport", _rapport, "verslag als PDF")
    made.add_argument("-o", dest="naar", type=Path, required=True, metavar="BESTAND",
                      help="nieuw bestand: .pdf")  # fmt: skip
    made.add_argument("--eerder", type=Path, nargs="+", default=[], metavar="OUD",
                      help="export van een eerdere, even lange periode")  # fmt: skip
    made.add_argument("--organisatie", default="", help="naam van je organisatie")


def _rapport(options: Options) -> None:
    from documents import DocumentError, advice_pdf, listened

    if options.naar.suffix.lower() != ".pdf":
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op .pdf.")
    vocabulary = knowledge.load()
    with store.opened(vocabulary.kinds) as opened:
        readings = read_all(opened, options.bestanden, wish_of(options))
        earlier = read_all(opened, options.eerder, wish_of(options))
        heard = listened.Heard(
            tuple(readings), **heard_in(vocabulary, opened, readings, earlier, options.drempel)
        )
    try:
        made = advice_pdf(listened.content(heard, date.today(), options.organisatie))
    except DocumentError as error:
        raise Refusal(error) from error
    options.naar.write_bytes(made)
    print(f"Het verslag staat in {options.naar}")


def heard_in(
    vocabulary: Vocabulary,
    opened: store.Store,
    readings: list[Reading],
    earlier: list[Reading],
    least: int = uses.LEAST,
    prices: results.Prices | None = None,
    plans: Sequence[planned.Planned] = (),
) -> dict[str, Any]:
    """Return what files hold, under the names of `documents.listened.Heard`."""
    pages = schemes.pages(opened, readings, dict(vocabulary.subjects))
    terms = opened.terms(readings, earlier)
    series = results.series_of(opened, readings)
    given = [planned.actions(plan, series) for plan in plans]
    more = [action for actions, _ in given for action in actions]
    actions = more or any(r.kind.holds == "acties" for r in readings)
    prices = prices or results.Prices()
    return {
        "picture": uses.picture(vocabulary, terms, pages, least) if terms else None,
        "results": results.results(opened, readings, prices, more) if actions else (),
        "unmeasured": tuple(name for _, left in given for name in left),
        "series": series,
        "standing": measured.Standing(
            counter.desks(opened, readings), results.paths(opened, readings),
            cycle.log(opened, readings), tuple(pages),
        ),
    }  # fmt: skip
