"""The commands: list the journeys, check them, take them along and bring them in."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from blueprints import library, writing
from blueprints.model import Journey, Library
from engine import load
from engine.__main__ import Options, Parser, Refusal, print_json
from engine.complaints import suggestion
from engine.model import Problem, Rulebook
from engine.rulebook import ROOT

YAML = (".yaml", ".yml")


def add(commands: Any) -> None:
    """Add the commands to a parser."""
    listed = _command(commands, "lijst", _list, "alle reizen met hun stappen")
    _json(listed)
    checked = _command(commands, "controle", _check, "controleer reizen; zonder BESTAND allemaal")
    checked.add_argument("bestanden", metavar="BESTAND", nargs="*", type=Path, help="reis als YAML")
    _json(checked)
    export = _command(commands, "export", _export, "neem een reis mee als bestand")
    _journey(export)
    export.add_argument("-o", dest="naar", type=Path, required=True, metavar="UIT",
                        help="nieuw bestand: .yaml")  # fmt: skip


def _command(commands: Any, name: str, run: Callable[[Options], Any], said: str) -> Parser:
    made: Parser = commands.add_parser(name, help=said, description=said)
    made.set_defaults(run=run)
    text = "map met profiles en journeys"
    made.add_argument("--kennis", type=Path, default=ROOT, metavar="MAP", help=text)
    return made


def _json(made: Parser) -> None:
    made.add_argument("--json", action="store_true", help="uitvoer als JSON")


def _journey(made: Parser) -> None:
    made.add_argument("reis", metavar="REIS", help="naam uit de lijst, of een bestand")


def _opened(options: Options) -> tuple[Rulebook, Library]:
    book = load(options.kennis)
    return book, library.load(book, options.kennis)


def chosen(options: Options) -> tuple[Rulebook, Library, Journey]:
    """Return the journey that a command names: from the library, or a file."""
    book, found = _opened(options)
    if options.reis in found.journeys:
        return book, found, found.journeys[options.reis]
    path = Path(options.reis)
    if path.suffix.lower() in YAML:
        return book, found, library.open_file(path, found, book)
    wrong = [problem for problem in found.problems if Path(problem.file).stem == options.reis]
    if wrong:
        raise Refusal(*wrong)
    hint = suggestion(options.reis, found.journeys)
    raise Refusal(
        f"reis '{options.reis}' ken ik niet.{hint} Alle namen: python -m blueprints lijst"
    )


def _list(options: Options) -> int:
    _, found = _opened(options)
    if options.json:
        print_json([_as_json(journey) for journey in found.journeys.values()])
    else:
        for journey in found.journeys.values():
            mark = " (voorbeeld)" if journey.written.example else ""
            print(f"{journey.slug}: {journey.name}{mark}, {journey.written.domain}")
            print(f"  {' → '.join(step.name for step in journey.steps)}")
    return _say(found.problems)


def _as_json(journey: Journey) -> dict[str, Any]:
    written = journey.written
    return {
        "reis": journey.slug,
        "naam": written.name,
        "voorbeeld": written.example,
        "traject": written.track,
        "domein": written.domain,
        "versie": written.version,
        "stappen": [
            {
                "stap": s.id,
                "naam": s.name,
                "fase": s.phase,
                "generiek": s.generic,
                "wanneer": s.when,
            }
            for s in journey.steps
        ],
    }


def _check(options: Options) -> int:
    book, found = _opened(options)
    good = list(found.journeys.values())
    problems = list(found.problems)
    if options.bestanden:
        good, problems = [], []
        for path in options.bestanden:
            journey, wrong = library.tried(path, found, book)
            good += [journey] if journey else []
            problems += wrong
    if options.json:
        print_json({"reizen": [j.slug for j in good], "fouten": [_problem(p) for p in problems]})
        return 1 if problems else 0
    steps = sum(len(journey.steps) for journey in good)
    code = _say(problems)
    print(f"{len(good)} reizen kloppen, met {steps} stappen; {len(problems)} fouten")
    return code


def _problem(problem: Problem) -> dict[str, Any]:
    return {"bestand": problem.file, "regel": problem.line, "melding": problem.message}


def _say(problems: Iterable[Problem]) -> int:
    """Say what is wrong on standard error, and return the exit code."""
    found = list(problems)
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


def _export(options: Options) -> None:
    _, _, journey = chosen(options)
    kind = options.naar.suffix.lower()
    if kind not in YAML:
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op .yaml.")
    options.naar.write_text(writing.text(journey), encoding="utf-8")
    print(f"De reis staat in {options.naar}")
