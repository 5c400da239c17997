"""The commands of `python -m practice`: list, check and exchange cases of practice."""

import sys
from argparse import Namespace as Options
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from commands.framework import (
    Parser,
    Refusal,
    command,
    new_file,
    parser_of,
    print_json,
    rulebook,
    run,
)
from engine.knowledge.complaints import suggestion
from engine.model import UNKNOWN, KnowledgeError, Problem, Rulebook
from practice import exchange, library
from practice.library import PracticeLibrary
from practice.matching import Wanted, fitting
from practice.model import FiledCase, tree_of

NOBODY = "Onbekende organisatie"
ASKED = ("traject", "fase", "belang", "leeftijd", "profiel")


def parser() -> Parser:
    """Return the parser."""
    return parser_of("practice", "Wat andere organisaties deden, met bron.", (_add,))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return run(parser().parse_args(arguments))


def _add(commands: Any) -> None:
    listed = command(
        commands, "lijst", _list, "alle gevallen, of die bij een situatie passen", True
    )
    for key in ASKED:
        listed.add_argument(f"--{key}", default="", help=f"{key} (slug)")
    listed.add_argument("--onderwerp", default="", help="onderwerp uit vocabulary")
    listed.add_argument("--json", action="store_true", help="uitvoer als JSON")
    checked = command(
        commands, "controle", _check, "kijk gevallen of een uitwisselbestand na", True
    )
    checked.add_argument("bestanden", metavar="BESTAND", nargs="*", type=Path,
                         help="uitwisselbestand; zonder bestand journeys/praktijk")  # fmt: skip
    checked.add_argument("--json", action="store_true", help="uitvoer als JSON")
    sent = command(commands, "export", _export, "zet gevallen in een bestand om te delen", True)
    sent.add_argument(
        "namen", metavar="NAAM", nargs="*", help="zonder namen gaan alle gevallen mee"
    )
    sent.add_argument("--afzender", default="", help="wie het bestand maakt")
    new_file(sent, "-o", dest="naar", required=True, metavar="UIT", help="nieuw bestand: .yaml")


def _read(options: Options) -> tuple[Rulebook, PracticeLibrary]:
    book = rulebook(options)
    return book, library.load(book, options.kennis)


def _list(options: Options) -> int:
    book, shelf = _read(options)
    cases = fitting(shelf.cases, _wanted(options, book)) if options.traject else shelf.cases
    if not options.traject and any(getattr(options, key) for key in ASKED):
        raise Refusal("Noem ook --traject: zonder traject zijn er geen gevallen die passen.")
    if options.json:
        print_json([{"id": one.slug, **tree_of(one.case)} for one in cases])
    for one in () if options.json else cases:
        print(f"{one.slug}: {one.case.title} ({one.case.organisation})")
        print(f"  {', '.join(one.case.channels)}; {one.case.source.url or one.case.source.title}")
    return _say(shelf.problems)


def _wanted(options: Options, book: Rulebook) -> Wanted:
    choices = book.choices()
    wrong = [
        f"{key} '{said}' ken ik niet.{suggestion(said, choices[key])}"
        for key in ASKED
        if (said := getattr(options, key)) and said not in choices[key]
    ]
    if wrong:
        raise Refusal(*wrong)
    return Wanted(
        options.traject,
        [options.fase] if options.fase else list(book.phases),
        options.belang or UNKNOWN,
        options.leeftijd or UNKNOWN,
        options.profiel or UNKNOWN,
        subject=options.onderwerp,
    )


def _check(options: Options) -> int:
    book, shelf = _read(options)
    if options.bestanden:
        shelf = PracticeLibrary()
        for path in options.bestanden:
            shelf = shelf.with_more(_opened(path, book))
    if options.json:
        wrong = [{"bestand": p.file, "regel": p.line, "melding": p.message} for p in shelf.problems]
        print_json({"gevallen": [one.slug for one in shelf.cases], "fouten": wrong})
        return 1 if wrong else 0
    code = _say(shelf.problems)
    print(f"{len(shelf.cases)} gevallen kloppen; fouten: {len(shelf.problems)}")
    return code


def _opened(path: Path, book: Rulebook) -> PracticeLibrary:
    try:
        return exchange.open_file(path.name, path, book)
    except KnowledgeError as error:
        return PracticeLibrary((), error.problems)


def _export(options: Options) -> int:
    if options.naar.suffix != ".yaml":
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op .yaml.")
    book, shelf = _read(options)
    sender = options.afzender or (book.organisation.name if book.organisation else NOBODY)
    parcel = exchange.pack(_named(options.namen, shelf.cases), sender, date.today())
    options.naar.write_text(parcel.text, encoding="utf-8")
    print(f"De gevallen staan in {options.naar}")
    if parcel.left_out:
        print(f"Weggelaten, want over minder dan tien mensen: {parcel.left_out} uitkomsten")
    return _say(shelf.problems)


def _named(names: Sequence[str], cases: Sequence[FiledCase]) -> list[FiledCase]:
    known = {one.slug: one for one in cases}
    wrong = [
        f"geval '{name}' ken ik niet.{suggestion(name, known)}"
        for name in names
        if name not in known
    ]
    if wrong:
        raise Refusal(*wrong, "Alle namen: python -m practice lijst")
    return [known[name] for name in names] if names else list(cases)


def _say(problems: Iterable[Problem]) -> int:
    """Say what is wrong on standard error, and return the exit code."""
    lines = list(problems)
    for problem in lines:
        print(problem, file=sys.stderr)
    return 1 if lines else 0
