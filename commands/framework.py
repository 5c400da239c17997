"""What every command line shares: a parser that speaks Dutch, refusals, and exit codes.

Exit 0 good, 1 wrong input, 2 wrong use.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from engine import receipt
from engine.batch.spreadsheet import SheetError
from engine.compile import CompileError
from engine.knowledge import files
from engine.knowledge.rulebook import ROOT
from engine.model import KnowledgeError
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
    """Add the option that names the folder of the knowledge."""
    text = "map met profiles en journeys"
    parser.add_argument("--kennis", type=Path, default=ROOT, metavar="MAP", help=text)


def start(parser: Parser) -> NoReturn:
    """Run what was typed and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(run(parser.parse_args()))


def run(options: Options) -> int:
    """Run the command that was parsed; what goes wrong is said in Dutch on standard error."""
    try:
        code = int(options.run(options) or 0)
        sys.stdout.flush()
        return code
    except (KnowledgeError, SheetError) as error:
        return complain(*error.problems)
    except (Refusal, CompileError, receipt.ReceiptError, impact.RevisionError) as error:
        return complain(error)
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
