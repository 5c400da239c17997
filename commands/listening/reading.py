"""The commands that read exports and texts."""

import argparse
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from commands.framework import Options, Parser, command, new_file, print_json
from dutch import Illegible, read_whole
from engine.model import Problem
from listening import export, knowledge, readable, schemes, terminal, uses
from listening.effects import results
from listening.measurements import least_of
from listening.model import Reading, Refused, Vocabulary, Wish
from listening.reading import export_store, template

NO_WISH = Wish()
LARGEST_TEXT = 1_000_000  # bytes of a text to read


def add(commands: Any) -> None:
    """Add the commands that read exports and texts."""
    lees = add_reading_command(commands, "lees", _lees, "herken een export en vat hem samen")
    lees.add_argument("--json", action="store_true", help="uitvoer als JSON")
    woorden = add_reading_command(commands, "woorden", _woorden, "welke woorden inwoners gebruiken")
    woorden.add_argument("--eerder", type=Path, nargs="+", default=[], metavar="BESTAND",
                         help="export van een eerdere, even lange periode")  # fmt: skip
    woorden.add_argument("--json", action="store_true", help="uitvoer als JSON")
    leesbaar = command(commands, "leesbaar", _leesbaar, "hoe leesbaar een tekst is")
    leesbaar.add_argument("tekst", metavar="TEXT.txt", type=Path, help="tekst in UTF-8")
    leesbaar.add_argument("--json", action="store_true", help="uitvoer als JSON")
    sjabloon = command(commands, "sjabloon", _sjabloon, "leeg bestand om in te vullen")
    sjabloon.add_argument("soort", metavar="SOORT", help="soort bestand")
    new_file(sjabloon, "-o", dest="naar", required=True, metavar="BESTAND",
             help="nieuw bestand: .csv")  # fmt: skip


def add_reading_command(
    commands: Any, name: str, run: Callable[[Options], Any], description: str
) -> Parser:
    """Add a command that reads exports, with what to say when a file is not clear."""
    parser = command(commands, name, run, description)
    parser.add_argument("bestanden", metavar="FILE", type=Path, nargs="+", help="export")
    parser.add_argument("--soort", help="soort bestand, als ik het niet herken")
    parser.add_argument("--kolom", action="append", default=[], metavar="SLEUTEL=KOLOMNAAM",
                         help="wijs een kolom aan; mag vaker")  # fmt: skip
    parser.add_argument("--decimaal", choices=("komma", "punt"), help="hoe decimalen er staan")
    parser.add_argument("--datum", choices=("dmj", "mdj"), help="dag-maand of maand-dag")
    parser.add_argument("--drempel", type=count, default=uses.LEAST,
                         help=f"toon niets onder dit aantal; standaard {uses.LEAST}")  # fmt: skip
    return parser


def add_prices(parser: Parser) -> None:
    """Add the organisation's own prices to a command."""
    parser.add_argument("--uurprijs", type=amount, help="wat een uur jullie kost, in euro")
    parser.add_argument("--prijs-telefoontje", type=amount, help="wat een telefoontje jullie kost")


def prices_of(options: Options) -> results.Prices:
    """Return the organisation's own prices."""
    return results.Prices(options.uurprijs, options.prijs_telefoontje)


def amount(text: str) -> float:
    """Return an amount of 0 or more, for an option."""
    try:
        return results.amount(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def count(text: str) -> int:
    """Return a whole number, for an option."""
    try:
        return read_whole(text)
    except Illegible as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def wish_of(options: Options) -> Wish:
    """Return what a person says about the files; raises Refused for a wrong column."""
    columns = []
    for text in options.kolom:
        key, equals, heading = text.partition("=")
        if not equals or not heading.strip():
            raise Refused(Problem("--kolom", None, f"'{text}': schrijf SLEUTEL=KOLOMNAAM."))
        columns.append((key.strip(), heading.strip()))
    return Wish(options.soort, tuple(columns), options.decimaal, options.datum)


def read_all(opened: export_store.ExportStore, paths: Iterable[Path], wish: Wish) -> list[Reading]:
    """Read every file, or raise Refused with what is wrong in all of them."""
    readings: list[Reading] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            readings += opened.read(path, wish)
        except Refused as error:
            problems += error.problems
    if problems:
        raise Refused(*problems)
    return opened.once(readings)


def _lees(options: Options) -> None:
    vocabulary = knowledge.load()
    with export_store.open_store(vocabulary.kinds) as opened:
        readings = read_all(opened, options.bestanden, wish_of(options))
        shown = [(r, opened.rows(r, least=least_of(r, options.drempel))) for r in readings]
    if options.json:
        print_json([export.reading(*pair) for pair in shown])
    else:
        print("\n".join(line for pair in shown for line in terminal.reading(*pair)))


def show(path: Path, vocabulary: Vocabulary) -> bool:
    """Print what a file is, or on standard error why not; tell whether it could be read."""
    with export_store.open_store(vocabulary.kinds) as opened:
        try:
            for reading in opened.read(path):
                rows = opened.rows(reading, least=least_of(reading, uses.LEAST))
                print("\n".join(terminal.reading(reading, rows)), flush=True)
        except Refused as error:
            print(error, file=sys.stderr, flush=True)
            return False
    return True


def _woorden(options: Options) -> None:
    vocabulary = knowledge.load()
    picture = picture_of(vocabulary, options)
    if options.json:
        print_json(export.picture(picture))
    else:
        print("\n".join(terminal.picture(picture)))


def picture_of(vocabulary: Vocabulary, options: Options) -> uses.SearchPicture:
    """Return what the files say residents search for; raises Refused without search terms."""
    with export_store.open_store(vocabulary.kinds) as opened, ThreadPoolExecutor(1) as other:
        tells = other.submit(uses.tells, vocabulary)  # takes as long as reading the files
        readings = read_all(opened, options.bestanden, wish_of(options))
        earlier = read_all(opened, options.eerder, wish_of(options))
        counted = opened.count_terms(readings, earlier, tells.result(), options.drempel)
        if not (counted and counted.terms):
            message = "in deze bestanden staan geen zoekvragen of vragen van inwoners."
            raise Refused(Problem(options.bestanden[0].name, None, message))
        pages = schemes.pages(opened, readings, dict(vocabulary.subjects))
    return uses.picture(vocabulary, counted, pages)


def _leesbaar(options: Options) -> None:
    name, path = options.tekst.name, options.tekst
    with path.open("rb") as file:
        raw = file.read(LARGEST_TEXT + 1)
    if len(raw) > LARGEST_TEXT:
        raise Refused(Problem(name, None, "deze tekst is groter dan 1 MB. Neem een deel."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            Problem(name, None, "dit is geen UTF-8. Bewaar de tekst als UTF-8.")
        ) from error
    legibility = readable.legibility(text, knowledge.load().hard)
    if not legibility.words:
        raise Refused(Problem(name, None, "in dit bestand staan geen woorden."))
    if options.json:
        print_json(export.legibility(legibility))
    else:
        print("\n".join(terminal.legibility(legibility)))


def _sjabloon(options: Options) -> None:
    text = template.template(knowledge.load().kinds, options.soort)
    options.naar.write_text(text, encoding="utf-8", newline="")
    print(f"Het sjabloon staat in {options.naar}")
