"""The command that makes a report: everything that was read, as PDF."""

from argparse import ArgumentTypeError
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.__main__ import Refusal
from engine.complaints import suggestion
from engine.model import Problem
from listening import counter, cycle, knowledge, measured, planned, results, schemes, store, uses
from listening.commands import Options, priced, prices_of, read_all, reading, wish_of
from listening.model import Reading, Refused, Subject, Vocabulary

if TYPE_CHECKING:
    from documents import listened


def add(commands: Any) -> None:
    """Add the command."""
    made = reading(commands, "rapport", _rapport, "verslag als PDF")
    made.add_argument("-o", dest="naar", type=Path, required=True, metavar="BESTAND",
                      help="nieuw bestand: .pdf")  # fmt: skip
    made.add_argument("--eerder", type=Path, nargs="+", default=[], metavar="OUD",
                      help="export van een eerdere, even lange periode")  # fmt: skip
    made.add_argument("--onderwerp", help="verslag over een onderwerp, zoals schuldhulp")
    made.add_argument("--van", type=_day, metavar="DAG", help="eerste dag: jaar-maand-dag")
    made.add_argument("--tot", type=_day, metavar="DAG", help="laatste dag: jaar-maand-dag")
    made.add_argument("--organisatie", default="", help="naam van je organisatie")
    priced(made)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise ArgumentTypeError(f"'{said}' is geen dag. Schrijf 2026-09-01.") from None


def _rapport(options: Options) -> None:
    from documents import DocumentError, advice_pdf, listened, listened_about

    if options.naar.suffix.lower() != ".pdf":
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op .pdf.")
    vocabulary = knowledge.load()
    subject = _subject(options.onderwerp, vocabulary)
    heard = _heard(options, vocabulary)
    if subject:
        heard = listened_about.about(heard, subject, vocabulary)
    try:
        made = advice_pdf(listened.content(heard, date.today(), options.organisatie))
    except DocumentError as error:
        raise Refusal(error) from error
    options.naar.write_bytes(made)
    print(f"Het verslag staat in {options.naar}")


def _subject(said: str | None, vocabulary: Vocabulary) -> Subject | None:
    if said is None:
        return None
    found = schemes.named(said, dict(vocabulary.subjects))
    if found is None:
        hint = suggestion(said, vocabulary.subjects)
        raise Refused(Problem("--onderwerp", None, f"'{said}' ken ik niet.{hint}"))
    return vocabulary.subjects[found]


def _heard(options: Options, vocabulary: Vocabulary) -> "listened.Heard":
    """Return what the files hold, of the period that was asked."""
    from documents import listened

    plans = [planned.read(path) for path in options.bestanden if planned.is_plan(path.name)]
    exports = [path for path in options.bestanden if not planned.is_plan(path.name)]
    with store.opened(vocabulary.kinds) as opened:
        readings = read_all(opened, exports, wish_of(options))
        earlier = read_all(opened, options.eerder, wish_of(options))
        period = _period(options, readings)
        if period:
            readings = opened.within(readings, *period)
        held = heard_in(
            vocabulary, opened, readings, earlier, options.drempel, prices_of(options), plans
        )
    if period:
        first, last = period
        held["results"] = tuple(
            one for one in held["results"] if one.action.start <= last and one.action.end >= first
        )
    return listened.Heard(tuple(readings), **held, period=period)


def _period(options: Options, readings: Sequence[Reading]) -> tuple[date, date] | None:
    """Return the period that was asked; what is left open is as far as the files go."""
    if not (options.van or options.tot):
        return None
    days = [day for r in readings if store.dated(r) for day in (r.first, r.last) if day]
    if not days:
        said = "geen van deze bestanden heeft datums. Laat --van en --tot weg."
        raise Refused(Problem("--van", None, said))
    first, last = options.van or min(days), options.tot or max(days)
    if last < first:
        raise Refused(Problem("--tot", None, f"{last} ligt voor {first}. Kies een latere dag."))
    return first, last


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
