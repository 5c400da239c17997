"""The commands that remember counts per day, tell what is remembered, and forget."""

from collections.abc import Iterator
from typing import Any

from commands.framework import Options, command, print_json
from commands.listening.reading import add_reading_command, count, read_all, wish_of
from dutch import counted, short_day, whole
from engine.model import Problem
from listening import knowledge, schemes
from listening.model import Refused
from listening.reading import export_store
from listening.reading.day_series import DaySeries
from listening.storage import hearing, retention
from listening.storage.day_memory import KeptFile, Memory
from listening.storage.hearing import Heard
from listening.storage.notebook import Notes

OFF = (
    f"er wordt niets onthouden. Zet {retention.SETTING} op het aantal dagen dat ik mag onthouden, "
    "zoals 1830."
)


def add(commands: Any) -> None:
    """Add the commands."""
    add_reading_command(commands, "onthoud", _onthoud, "onthoud de aantallen per dag in exports")
    geheugen = command(commands, "geheugen", _geheugen, "wat is onthouden, en uit welke bestanden")
    geheugen.add_argument("--json", action="store_true", help="uitvoer als JSON")
    vergeet = command(commands, "vergeet", _vergeet, "vergeet wat uit een bestand kwam, of alles")
    which = vergeet.add_mutually_exclusive_group(required=True)
    which.add_argument("nummer", metavar="NUMMER", type=count, nargs="?",
                       help="nummer van een bestand, zoals geheugen het noemt")  # fmt: skip
    which.add_argument("--alles", action="store_true", help="vergeet alles")


def _onthoud(options: Options) -> None:
    kept = kept_days()
    vocabulary = knowledge.load()
    with export_store.open_store(vocabulary.kinds) as opened:
        readings = read_all(opened, options.bestanden, wish_of(options))
        subjects_of = schemes.subjects_of(vocabulary)
        files = hearing.heard(opened, readings, subjects_of, options.drempel)
    if not files:
        message = "hierin staan geen aantallen per dag en geen acties om te onthouden."
        raise Refused(Problem(options.bestanden[0].name, None, message))
    numbers = Memory().remember(files, kept)
    for number, one in zip(numbers, files, strict=True):
        print(f"{number}. {one.name}: {_amounts(one)}")


def _amounts(one: Heard) -> str:
    days = sum(len(series.days) for series in one.series)
    counts = (counted(len(one.series), "reeks", "reeksen"), counted(days, "aantal", "aantallen"))
    rows = counted(len(one.entries), "regel", "regels")
    return ", ".join((*(counts if one.series else ()), *((rows,) if one.entries else ())))


def kept_days() -> retention.Retention:
    """Return how long is remembered. Raises Refused when nothing is."""
    try:
        kept = retention.retention()
    except ValueError as error:
        raise Refused(Problem(retention.SETTING, None, str(error))) from error
    if kept is None:
        raise Refused(Problem(retention.SETTING, None, OFF))
    return kept


def _geheugen(options: Options) -> None:
    kept = Memory()
    files, series = kept.files(), kept.series()
    if options.json:
        print_json({"bestanden": [_file(one) for one in files],
                    "reeksen": [_series(one) for one in series]})  # fmt: skip
        return
    print("\n".join([*_file_lines(files), *_series_lines(series)]) or "Er is niets onthouden.")


def _file(one: KeptFile) -> dict[str, Any]:
    return {
        "nummer": one.id, "naam": one.name, "bewaard": one.saved.isoformat(), "reeksen": one.series,
        "dagen": one.days, "eerste": one.first.isoformat() if one.first else None,
        "laatste": one.last.isoformat() if one.last else None, "regels": one.entries,
    }  # fmt: skip


def _series(one: DaySeries) -> dict[str, Any]:
    return {
        "soort": one.of, "waarde": one.value, "herkomst": one.origin, "telt": one.counts,
        "stap": one.step, "dagen": len(one.days), "aantal": sum(one.days.values()),
    }  # fmt: skip


def _file_lines(files: tuple[KeptFile, ...]) -> Iterator[str]:
    for one in files:
        period = ""
        if one.first and one.last:
            period = f", {short_day(one.first)} tot en met {short_day(one.last)}"
        rows = f", {counted(one.entries, 'regel', 'regels')}" if one.entries else ""
        yield f"{one.id}. {one.name}: {counted(one.series, 'reeks', 'reeksen')}{rows}{period}"


def _series_lines(series: tuple[DaySeries, ...]) -> Iterator[str]:
    for one in series:
        yield f"   {one.name}: {whole(sum(one.days.values()))}"


def _vergeet(options: Options) -> None:
    days = Memory().forget(None if options.alles else options.nummer)
    if options.alles:
        Notes().forget()
    print(f"Vergeten: {counted(days, 'aantal of regel', 'aantallen en regels')}.")
