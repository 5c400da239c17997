"""The command that tells what goes wrong, and sends it to who wants to know."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from commands.framework import Options, Refusal, command, print_json
from commands.listening.remembering import kept_days
from dutch import counted, whole
from listening import knowledge, schemes, uses
from listening.connectors import feeds
from listening.connectors.fetching import CAME_IN, TROUBLE
from listening.connectors.transport import Transport, client
from listening.goals import aims, alarms, noticeboard, posting
from listening.goals.alarms import AimStanding, Alarm, Evidence
from listening.storage.day_memory import Memory
from listening.storage.notebook import Notes

LOOKED_BACK = timedelta(days=200)  # a quarter that is over, and the twelve weeks of a page
REACHED = {True: "gehaald", False: "niet gehaald", None: "nog niet te zeggen"}


def add(commands: Any) -> None:
    """Add the command."""
    parser = command(commands, "waarschuw", _waarschuw, "doelen, en wat aandacht vraagt")
    parser.add_argument("--proef", action="store_true", help="toon alleen; verstuur niets")
    parser.add_argument("--json", action="store_true", help="uitvoer als JSON")


def _waarschuw(options: Options) -> None:
    kept_days()
    vocabulary, path = knowledge.load(), aims.file()
    wanted = aims.read(path, vocabulary.subjects) if path else aims.NONE
    now, notes = datetime.now().astimezone(), Notes(wanted.owner)
    evidence = _evidence(wanted, notes, now)
    standings = alarms.standings(wanted.aims, evidence.series, now.date())
    every = alarms.alarms(
        evidence, wanted.aims, vocabulary.subjects, schemes.subjects_of(vocabulary), now, uses.LEAST
    )
    posted = posting.Posted()
    if not options.proef:
        noticeboard.show(notes, every)
        with client() as connections:
            posted = posting.post(wanted, notes, every, Transport(connections, tries=1))
    names = {id_: subject.name for id_, subject in vocabulary.subjects.items()}
    if options.json:
        print_json(_json(standings, every, posted))
    else:
        print("\n".join(lines(standings, every, posted, names)))
    if posted.troubles:
        raise Refusal(*(f"niet verstuurd. {trouble}" for trouble in posted.troubles))


def _evidence(wanted: aims.Aims, notes: Notes, now: datetime) -> Evidence:
    path = feeds.file()
    every = feeds.read(path) if path else ()
    return Evidence(
        Memory(wanted.owner).series(since=now.date() - LOOKED_BACK),
        tuple(feed for feed in every if feed.owner == wanted.owner),
        notes.of(CAME_IN), notes.of(TROUBLE),
    )  # fmt: skip


def lines(
    standings: Sequence[AimStanding],
    every: Sequence[Alarm],
    posted: posting.Posted,
    names: dict[str, str],
) -> Iterator[str]:
    """Yield how targets stand, what goes wrong, and what was sent."""
    for one in standings:
        aim = one.aim
        way = "minstens" if aim.least else "hoogstens"
        times = ""
        if one.times is not None:
            times = (
                f": {whole(one.times)}" if one.times >= uses.LEAST else f": minder dan {uses.LEAST}"
            )
        yield (
            f"Doel {names.get(aim.subject, aim.subject)} ({aim.counts}): {way} "
            f"{whole(aim.limit)} per {aim.per}. {one.stretch.name}{times}, {REACHED[one.reached]}"
        )
    yield from (f"Let op: {one.text}" for one in every)
    if not every:
        yield "Niets vraagt aandacht."
    if posted.alarms:
        yield f"Verstuurd: {counted(len(posted.alarms), 'waarschuwing', 'waarschuwingen')}."


def _json(
    standings: Sequence[AimStanding], every: Sequence[Alarm], posted: posting.Posted
) -> dict[str, Any]:
    return {
        "doelen": [
            {
                "onderwerp": one.aim.subject, "telt": one.aim.counts, "per": one.aim.per,
                "grens": one.aim.limit, "eerste": one.stretch.first.isoformat(),
                "laatste": one.stretch.last.isoformat(), "gehaald": one.reached,
                "aantal": one.times if one.times is None or one.times >= uses.LEAST else None,
            }
            for one in standings
        ],
        "waarschuwingen": [
            {"soort": one.kind, "over": one.about, "tekst": one.text,
             "verstuurd": one in posted.alarms}
            for one in every
        ],
        "niet_verstuurd": list(posted.troubles),
    }  # fmt: skip
