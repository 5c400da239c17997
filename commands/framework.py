"""What every command line shares: a parser that speaks Dutch, refusals, and exit codes.

Exit 0 good, 1 wrong input, 2 wrong use.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from commands import memory_limit
from engine import receipt
from engine.batch.spreadsheet import SheetError
from engine.compile import CompileError
from engine.knowledge import files, organisation
from engine.knowledge.rulebook import ROOT, load
from engine.model import KnowledgeError, Rulebook
from engine.proof import impact

Options = argparse.Namespace
Add = Callable[[Any], None]  # adds commands to a parser


class Refusal(Exception):
    """Something is wrong with what was given; each line goes to standard error."""

    def __init__(self, *lines: object) -> None:
        super().__init__("\n".join(map(str, lines)))


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Dutch."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the use and exit with 2."""
        for english, dutch in _DUTCH:
            message = message.replace(english, dutch)
        self.print_usage(sys.stderr)
        self.exit(2, f"fout: {message}\nHulp: {self.prog} --help\n")

    def format_help(self) -> str:
        """Return the help in Dutch."""
        return _dutch_help(super().format_help())

    def format_usage(self) -> str:
        """Return the usage line in Dutch."""
        return _dutch_help(super().format_usage())


_DUTCH = (
    ("the following arguments are required:", "dit ontbreekt:"),
    ("unrecognized arguments:", "dit ken ik niet:"),
    ("invalid choice:", "kan niet kiezen voor"),
    ("choose from", "kies uit"),
    ("expected one argument", "hier hoort een waarde achter"),
    ("ignored explicit argument", "hier hoort geen waarde achter:"),
    ("argument ", "bij "),
)


def _dutch_help(text: str) -> str:
    for english, dutch in (
        ("usage:", "gebruik:"),
        ("options:", "opties:"),
        ("positional arguments:", "wat je opgeeft:"),
        ("show this help message and exit", "toon deze hulp"),
    ):
        text = text.replace(english, dutch)
    return text


def parser_of(package: str, description: str, commands: Iterable[Add]) -> Parser:
    """Return the parser of `python -m package`; each of `commands` adds its own."""
    parser = Parser(prog=f"python -m {package}", description=description)
    parser.add_argument(
        memory_limit.OPTION, type=memory_limit.bytes_of, metavar="GB", help=memory_limit.HELP
    )
    added = parser.add_subparsers(
        dest="opdracht", required=True, metavar="OPDRACHT", parser_class=Parser
    )
    for add in commands:
        add(added)
    return parser


def command(
    commands: Any, name: str, run: Callable[[Options], Any], text: str, knowledge: bool = False
) -> Parser:
    """Add one command and return its parser."""
    parser: Parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    if knowledge:
        with_knowledge(parser)
    return parser


def with_knowledge(parser: Parser) -> None:
    """Add the options that name the folder of the knowledge and the file of an organisation."""
    text = "map met profiles en journeys"
    parser.add_argument("--kennis", type=Path, default=ROOT, metavar="MAP", help=text)
    with_organisation(parser)


def with_organisation(parser: Parser) -> None:
    """Add the option that names the file of an organisation."""
    text = f"YAML van je organisatie; standaard wat in {organisation.SETTING} staat"
    parser.add_argument("--organisatiebestand", type=Path, metavar="YAML", help=text)


def rulebook(options: Options) -> Rulebook:
    """Return the knowledge of a command, as it is for the organisation that is named."""
    return own_rulebook(options, load(options.kennis))


def own_rulebook(options: Options, book: Rulebook) -> Rulebook:
    """Return a rulebook as it is for the organisation that a command names, or its setting."""
    path = options.organisatiebestand or organisation.file()
    return organisation.read(path, book) if path else book


def new_file(parser: Any, *names: str, **more: Any) -> None:
    """Add what names a file to write: what is there already stays, unless asked otherwise."""
    named = parser.add_argument(*names, type=Path, **more)
    kept: tuple[str, ...] = parser.get_default("new_files") or ()
    parser.set_defaults(new_files=(*kept, named.dest))
    if not kept:
        text = "overschrijf een bestand dat er al is"
        parser.add_argument("--vervang", action="store_true", help=text)


def keep_apart(options: Options) -> None:
    """Raise Refusal when a command would write over a file that is there."""
    for name in getattr(options, "new_files", ()):
        path: Path | None = getattr(options, name)
        if path and path.is_file() and not options.vervang:
            raise Refusal(
                f"{path} bestaat al. Kies een andere naam, of geef --vervang mee om het te "
                "overschrijven."
            )


def start(parser: Parser) -> NoReturn:
    """Run what was typed and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    logging.getLogger().addHandler(logging.NullHandler())  # what is wrong is said once, below
    options = parser.parse_args()
    memory_limit.bind(options.geheugen)
    sys.exit(run(options))


def run(options: Options) -> int:
    """Run the command that was parsed; what goes wrong is said in Dutch on standard error."""
    try:
        keep_apart(options)
        code = int(options.run(options) or 0)
        sys.stdout.flush()
        return code
    except (KnowledgeError, SheetError) as error:
        return complain(*error.problems)
    except (Refusal, CompileError, receipt.ReceiptError, impact.RevisionError) as error:
        return complain(error)
    except MemoryError:
        return complain(memory_limit.sentence())
    except BrokenPipeError:
        return _stop_writing(0)
    except OSError as error:
        complain(f"{error.filename or 'uitvoer'}: {files.trouble(error)}")
        return 1 if error.filename else _stop_writing(1)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return complain(f"Dit had niet mogen gebeuren. Geef het door aan de beheerder: {error!r}")


def _stop_writing(code: int) -> int:
    """Send what still has to be written nowhere, so that nothing complains at the exit."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the exit
    return code


def complain(*lines: object) -> int:
    """Print lines on standard error and return 1."""
    for line in lines:
        print(line, file=sys.stderr)
    return 1


def print_json(data: Any) -> None:
    """Print JSON as people read it."""
    print(json.dumps(data, ensure_ascii=False, indent=2))
