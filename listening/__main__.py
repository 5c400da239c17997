"""Command line: `python -m listening …`, in Dutch. Exit 0 good, 1 wrong input, 2 wrong use."""

import sys
from collections.abc import Sequence

from engine.__main__ import Parser, run
from listening import commands, measuring, reporting


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return run(parser().parse_args(arguments))


def parser() -> Parser:
    """Return the parser; each module of commands adds its own."""
    said = "Digitaal luisteren op de opdrachtregel."
    made = Parser(prog="python -m listening", description=said)
    added = made.add_subparsers(
        dest="opdracht", required=True, metavar="OPDRACHT", parser_class=Parser
    )
    for add in COMMANDS:
        add(added)
    return made


COMMANDS = (commands.add, measuring.add, reporting.add)

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
