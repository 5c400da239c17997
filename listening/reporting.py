"""The command that makes a report: everything that was read, as PDF."""

from argparse import ArgumentTypeError
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine import load, organisation
from engine.__main__ import Refusal
from engine.complaints import suggestion
from engine.model import Problem
from listening import counter, cycle, knowledge, measured, results, schemes, store, uses
from listening.commands import (
    Options,
    is_plan,
    least_of,
    priced,
    prices_of,
    read_all,
    reading,
    wish_of,
)
from listening.model import Reading, Refused, Subject, Vocabulary

if TYPE_CHECKING:
    from documents import listened


Period = tuple[date, date]  # first and last day
NO_PRICES = results.Prices()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked: a period, the threshold, own prices, and plans to measure."""

    period: Period | None = None
    least: int = uses.LEAST
    prices: results.Prices = NO_PRICES
    plans: tuple[Path, ...] = ()

    def touches(self, result: results.Result) -> bool:
        """Tell whether an action was, for a part, within the period."""
        if self.period is None:
            return True
        first, last = self.period
        return result.action.start <= last and result.action.end >= first


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
    from documents import DocumentError, advice_pdf, house, listened, listened_about

    if options.naar.suffix.lower() != ".pdf":
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op .pdf.")
    vocabulary = knowledge.load()
    subject = _subject(options.onderwerp, vocabulary)
    heard = _heard(options, vocabulary)
    if subject:
        heard = listened_about.about(heard, subject, vocabulary)
    try:
        content = listened.content(heard, date.today(), options.organisatie)
        if organisation.file():
            content = house.dressed(content, organisation.here(load()))
        made = advice_pdf(content)
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
    plans = [path for path in options.bestanden if is_plan(path.name)]
    exports = [path for path in options.bestanden if path not in plans]
    with store.opened(vocabulary.kinds) as opened:
        readings = read_all(opened, exports, wish_of(options))
        earlier = read_all(opened, options.eerder, wish_of(options))
        asked = Asked(_period(options, readings), options.drempel, prices_of(options), tuple(plans))
        return heard_in(vocabulary, opened, readings, earlier, asked)


def _period(options: Options, readings: Sequence[Reading]) -> Period | None:
    """Return the period that was asked; what is left open is as far as the files go."""
    if not (options.van or options.tot):
        return None
    known = span(readings)
    if known is None:
        said = "geen van deze bestanden heeft datums. Laat --van en --tot weg."
        raise Refused(Problem("--van", None, said))
    first, last = options.van or known[0], options.tot or known[1]
    if last < first:
        raise Refused(Problem("--tot", None, f"{last} ligt voor {first}. Kies een latere dag."))
    return first, last


def span(readings: Sequence[Reading]) -> Period | None:
    """Return the first and last day of the files that can be of a period."""
    days = [day for r in readings if store.dated(r) for day in (r.first, r.last) if day]
    return (min(days), max(days)) if days else None


def _planned(
    plans: Sequence[Path], series: Collection[str]
) -> list[tuple[tuple[results.Action, ...], tuple[str, ...]]]:
    """Return of each plan the actions that can be measured, and the names of the others."""
    if not plans:
        return []
    from listening import planned  # slow to load, and seldom needed

    return [planned.actions(planned.read(plan), series) for plan in plans]


def heard_in(
    vocabulary: Vocabulary,
    opened: store.Store,
    readings: list[Reading],
    earlier: list[Reading],
    asked: Asked,
) -> "listened.Heard":
    """Return what files hold; with a period only of its days, and of actions that touch it."""
    from documents import listened

    if asked.period:
        readings = opened.within(readings, *asked.period)
    pages = schemes.pages(opened, readings, dict(vocabulary.subjects))
    counted = opened.counted(readings, earlier, uses.tells(vocabulary), asked.least)
    series = results.series_of(opened, readings)
    given = _planned(asked.plans, series)
    more = [action for actions, _ in given for action in actions]
    actions = more or any(r.kind.holds == "acties" for r in readings)
    found = results.results(opened, readings, asked.prices, more) if actions else ()
    return listened.Heard(
        tuple(readings),
        picture=uses.picture(vocabulary, counted, pages) if counted else None,
        results=tuple(one for one in found if asked.touches(one)),
        unmeasured=tuple(name for _, left in given for name in left),
        series=series,
        standing=measured.Standing(
            counter.desks(opened, readings), results.paths(opened, readings),
            cycle.log(opened, readings), tuple(pages),
        ),
        period=asked.period,
        previews={r.table: tuple(opened.rows(r, least=least_of(r, asked.least)))
                  for r in readings},
    )  # fmt: skip
