"""The command that fetches counts from the organisation's own services."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from commands.framework import Options, Refusal, command, print_json
from commands.listening.remembering import kept_days
from commands.listening.reporting import read_date
from dutch import counted, day_range, listing
from engine.knowledge.complaints import suggestion
from engine.model import Problem
from listening import knowledge, schemes, uses
from listening.connectors import feeds
from listening.connectors.feeds import Feed
from listening.model import Refused
from listening.storage.day_memory import Memory
from listening.storage.notebook import Notes

if TYPE_CHECKING:
    from listening.connectors.fetching import Fetched

OFF = f"er wordt niets gehaald. Zet {feeds.SETTING} op het bestand met je bronnen."


def add(commands: Any) -> None:
    """Add the command."""
    haal = command(commands, "haal", _haal, "haal aantallen op bij de eigen bronnen")
    haal.add_argument("bronnen", metavar="BRON", nargs="*",
                      help="alleen deze bronnen; standaard alle")  # fmt: skip
    haal.add_argument("--van", type=read_date, metavar="DAG",
                      help="eerste dag, zoals 1-9-2026; standaard wat de bron zegt")  # fmt: skip
    haal.add_argument("--json", action="store_true", help="uitvoer als JSON")


def _haal(options: Options) -> None:
    from listening.connectors.export_files import ExportReading
    from listening.connectors.fetching import Fetcher  # with what makes connections
    from listening.connectors.transport import Transport, client

    chosen = _chosen(options.bronnen)
    kept, vocabulary = kept_days(), knowledge.load()
    reading = ExportReading(vocabulary.kinds, schemes.subjects_of(vocabulary), uses.LEAST)
    with client() as connections:
        fetcher = Fetcher(
            Transport(connections), cache(Memory), cache(Notes), kept, reading, datetime.now()
        )
        outcomes = []
        for feed in chosen:
            outcomes.append(fetcher.fetch(feed, options.van))
            if not options.json:
                print("\n".join(lines(outcomes[-1])), flush=True)
    if options.json:
        print_json([_outcome(one) for one in outcomes])
    failed = [one.feed.id for one in outcomes if one.trouble]
    if failed:
        raise Refusal(f"niet gehaald: {listing(failed)}.")


def _chosen(ids: Sequence[str]) -> tuple[Feed, ...]:
    path = feeds.file()
    if path is None:
        raise Refused(Problem(feeds.SETTING, None, OFF))
    known = {feed.id: feed for feed in feeds.read(path)}
    strange = [id_ for id_ in ids if id_ not in known]
    if strange:
        hint = suggestion(strange[0], known)
        raise Refused(Problem(path.name, None, f"bron '{strange[0]}' staat hier niet.{hint}"))
    return tuple(known[id_] for id_ in dict.fromkeys(ids)) or tuple(known.values())


def lines(outcome: "Fetched") -> Iterator[str]:
    """Yield what came of a feed: a line of what was kept, of what was not, and of what to know."""
    id_, period = outcome.feed.id, outcome.period
    if outcome.trouble:
        yield f"{id_}: niet gehaald. {outcome.trouble[:1].upper()}{outcome.trouble[1:]}"
    if outcome.series:
        days = f", {day_range(period.first, period.last)}" if period else ""
        series = counted(outcome.series, "reeks", "reeksen")
        yield f"{id_}: {series}, {counted(outcome.counts, 'aantal', 'aantallen')}{days}"
    elif not outcome.trouble:
        yield f"{id_}: niets nieuws"
    yield from (f"  {note}" for note in outcome.notes)


def _outcome(outcome: "Fetched") -> dict[str, Any]:
    period = outcome.period
    return {
        "bron": outcome.feed.id, "herkomst": outcome.feed.origin,
        "eerste": period.first.isoformat() if period else None,
        "laatste": period.last.isoformat() if period else None,
        "reeksen": outcome.series, "aantallen": outcome.counts, "let_op": list(outcome.notes),
        "fout": outcome.trouble,
    }  # fmt: skip
