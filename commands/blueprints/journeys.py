"""The commands: list the journeys, check them, take them along and bring them in."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from blueprints import incoming, library, workbook, writing
from blueprints.channel_check import PhaseComparison, Residents, compare
from blueprints.foreign.layouts import Way
from blueprints.holes import holes, standing
from blueprints.lanes import ROLES
from blueprints.model import Journey, Library
from commands.framework import (
    Options,
    Parser,
    Refusal,
    new_file,
    print_json,
    rulebook,
    with_knowledge,
)
from engine import compile_book
from engine.knowledge.complaints import suggestion
from engine.model import UNKNOWN, Problem, Rulebook

KINDS = (".yaml", ".xlsx")
NO_TRACK = "deze reis is een concept zonder traject. Vul het traject in; dan is er een advies."


def add(commands: Any) -> None:
    """Add the commands to a parser."""
    listed = _command(commands, "lijst", _list, "alle reizen met hun stappen")
    _json(listed)
    checked = _command(commands, "controle", _check, "controleer reizen; zonder BESTAND allemaal")
    checked.add_argument("bestanden", metavar="BESTAND", nargs="*", type=Path, help="reis als YAML")
    _json(checked)
    export = _command(commands, "export", _export, "neem een reis mee als bestand")
    _journey(export)
    _to(export, "nieuw bestand: .yaml of .xlsx")
    brought = _command(commands, "import", _import, "maak van een bestand een reis in YAML")
    said = "reis als .xlsx of .yaml, of een blueprint van elders als tabel"
    brought.add_argument("bestand", metavar="BESTAND", type=Path, help=said)
    brought.add_argument("--stap", choices=("kolom", "rij"), help="van elders: wat één stap is")
    brought.add_argument("--blad", metavar="NAAM", help="van elders: welk blad")
    _to(brought, "nieuw bestand: .yaml")
    drawn = _command(commands, "teken", _draw, "teken een reis als PDF, SVG of PNG")
    _journey(drawn)
    _to(drawn, "nieuw bestand: .pdf, .svg of .png")
    drawn.add_argument("--beeld", choices=("nu", "straks", "later", "verschil"), default="verschil",
                       help="wat je ziet; standaard verschil")  # fmt: skip
    drawn.add_argument("--papier", choices=("a0", "a3", "a4"), default="a3", help="standaard a3")
    drawn.add_argument("--rol", choices=tuple(ROLES), default="", help="door de ogen van een rol")
    beside = _command(commands, "kanalen", _channels, "de kanalen van een reis naast het advies")
    _journey(beside)
    for key in ("leeftijd", "profiel"):
        beside.add_argument(f"--{key}", default=UNKNOWN, help=f"standaard {UNKNOWN}")
    beside.add_argument("--straks", action="store_true", help="de kanalen zoals ze worden")
    _json(beside)


def _command(commands: Any, name: str, run: Callable[[Options], Any], description: str) -> Parser:
    parser: Parser = commands.add_parser(name, help=description, description=description)
    parser.set_defaults(run=run)
    with_knowledge(parser)
    return parser


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="uitvoer als JSON")


def _to(parser: Parser, description: str) -> None:
    new_file(parser, "-o", dest="naar", required=True, metavar="UIT", help=description)


def _journey(parser: Parser) -> None:
    parser.add_argument("reis", metavar="REIS", help="naam uit de lijst, of een bestand")


def _read_library(options: Options) -> tuple[Rulebook, Library]:
    book = rulebook(options)
    return book, library.load(book, options.kennis)


def read_journey(options: Options) -> tuple[Rulebook, Library, Journey]:
    """Return the journey that a command names: from the library, or a file."""
    book, shelf = _read_library(options)
    if options.reis in shelf.journeys:
        return book, shelf, shelf.journeys[options.reis]
    path = Path(options.reis)
    if path.suffix.lower() in (*incoming.YAML, *incoming.EXCEL):
        return book, shelf, incoming.open_file(path, shelf, book)
    wrong = [problem for problem in shelf.problems if Path(problem.file).stem == options.reis]
    if wrong:
        raise Refusal(*wrong)
    hint = suggestion(options.reis, shelf.journeys)
    raise Refusal(
        f"reis '{options.reis}' ken ik niet.{hint} Alle namen: python -m blueprints lijst"
    )


def _list(options: Options) -> int:
    _, shelf = _read_library(options)
    if options.json:
        print_json([_as_json(journey) for journey in shelf.journeys.values()])
    else:
        for journey in shelf.journeys.values():
            mark = " (voorbeeld)" if journey.written.example else ""
            domain = f", {journey.written.domain}" if journey.written.domain else ""
            print(f"{journey.slug}: {journey.name}{mark}{domain}")
            _say_standing(journey)
            print(f"  {' → '.join(step.name for step in journey.steps)}")
    return _say(shelf.problems)


def _say_standing(journey: Journey) -> None:
    """Say of a draft what it lacks."""
    if not journey.approved:
        print(f"  {' '.join(standing(journey))}")


def _as_json(journey: Journey) -> dict[str, Any]:
    written, (empty, total) = journey.written, holes(journey)
    return {
        "reis": journey.slug,
        "naam": written.name,
        "staat": written.state,
        "vakken": total,
        "leeg": empty,
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
    book, shelf = _read_library(options)
    good = list(shelf.journeys.values())
    problems = list(shelf.problems)
    if options.bestanden:
        good, problems = [], []
        for path in options.bestanden:
            journey, wrong = incoming.journey_or_problems(path, shelf, book)
            good += [journey] if journey else []
            problems += wrong
    if options.json:
        print_json({"reizen": [j.slug for j in good], "fouten": [_problem(p) for p in problems]})
        return 1 if problems else 0
    for journey in good:
        if not journey.approved:
            print(f"{journey.slug}: {' '.join(standing(journey))}")
    steps = sum(len(journey.steps) for journey in good)
    code = _say(problems)
    print(f"{len(good)} reizen kloppen, met {steps} stappen; {len(problems)} fouten")
    return code


def _problem(problem: Problem) -> dict[str, Any]:
    return {"bestand": problem.file, "regel": problem.line, "melding": problem.message}


def _say(problems: Iterable[Problem]) -> int:
    """Say what is wrong on standard error, and return the exit code."""
    lines = list(problems)
    for problem in lines:
        print(problem, file=sys.stderr)
    return 1 if lines else 0


def _export(options: Options) -> None:
    book, shelf, journey = read_journey(options)
    kind = _kind(options, KINDS)
    content = (
        workbook.write(journey, shelf, book) if kind == ".xlsx" else writing.text(journey).encode()
    )
    options.naar.write_bytes(content)
    print(f"De reis staat in {options.naar}")


def _kind(options: Options, known: Iterable[str]) -> str:
    kind = str(options.naar.suffix.lower())
    if kind not in known:
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op {' of '.join(known)}.")
    return kind


def _import(options: Options) -> None:
    book, shelf = _read_library(options)
    _kind(options, (".yaml",))
    raw, name = incoming.contents(options.bestand), options.bestand.name
    way: Way | None = {"kolom": "kolommen", "rij": "rijen"}.get(options.stap or "")  # type: ignore[assignment]
    foreign = incoming.draft(name, raw, shelf, book, way, options.blad or "")
    journey = foreign[0] if foreign else incoming.read(name, raw, shelf, book)
    options.naar.write_text(writing.text(journey), encoding="utf-8")
    print(f"{journey.name}: {len(journey.steps)} stappen staan in {options.naar}")
    _say_standing(journey)
    if foreign:
        placed = foreign[1]
        print(
            f"  {placed.ours} van {placed.cells} vakken in een rij die we kennen, "
            f"{placed.own} in een eigen rij, {len(placed.left)} bij de opmerking"
        )
        for cell in placed.left:
            print(f"  buiten de tabel: {cell}")


def _draw(options: Options) -> None:
    from documents import DocumentError
    from documents.journey import swimlane

    kind = _kind(options, (".pdf", ".svg", ".png"))
    book, _, journey = read_journey(options)
    drawing = swimlane.Drawing(journey, options.beeld, options.papier, options.rol)
    try:
        if kind == ".pdf":
            content = swimlane.swimlane_pdf(book, drawing, date.today())
        else:
            alone: swimlane.PictureKind = "svg" if kind == ".svg" else "png"
            content = swimlane.swimlane_picture(book, drawing, alone, date.today())
    except DocumentError as error:
        raise Refusal(error) from error
    options.naar.write_bytes(content)
    print(f"De tekening staat in {options.naar}")


def _channels(options: Options) -> None:
    book, _, journey = read_journey(options)
    if not journey.track:
        raise Refusal(NO_TRACK)
    group = Residents(options.leeftijd, options.profiel)
    wrong = [
        f"{key} '{value}' ken ik niet.{suggestion(value, known)}"
        for key, value, known in (
            ("leeftijd", group.age, book.ages),
            ("profiel", group.profile, book.profiles),
        )
        if value not in known
    ]
    if wrong:
        raise Refusal(*wrong)
    phases = compare(compile_book(book), journey, group, date.today(), options.straks)
    if options.json:
        print_json([_comparison_json(item) for item in phases])
        return
    for item in phases:
        print(book.phases[item.phase].name)
        for other in item.others:
            print(f"  anders: {other.channel} ({', '.join(other.steps)}). {other.why}")
        for lacking in item.lacking:
            print(f"  advies noemt ook: {lacking.channel}. {lacking.why}")
        for unmet in item.unmet:
            print(f"  {unmet.kind}: {unmet.why}")


def _comparison_json(item: PhaseComparison) -> dict[str, Any]:
    return {
        "fase": item.phase,
        "allebei": list(item.agreed),
        "anders": [
            {"kanaal": o.channel, "rol": o.role, "omdat": o.why, "stappen": list(o.steps)}
            for o in item.others
        ],
        "advies_noemt_ook": [
            {"kanaal": x.channel, "rol": x.role, "omdat": x.why, "bron": list(x.sources)}
            for x in item.lacking
        ],
        "niet_voldaan": [
            {"soort": u.kind, "omdat": u.why, "bron": list(u.sources)} for u in item.unmet
        ],
    }
