"""Command line: `python -m blueprints …`, in Dutch. Exit 0 good, 1 wrong input, 2 wrong use."""

import sys
from collections.abc import Sequence

from blueprints import commands
from engine.__main__ import Parser, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return run(parser().parse_args(arguments))


def parser() -> Parser:
    """Return the parser with its commands."""
    said = "Reizen van de inwoner op de opdrachtregel."
    made = Parser(prog="python -m blueprints", description=said)
    added = made.add_subparsers(
        dest="opdracht", required=True, metavar="OPDRACHT", parser_class=Parser
    )
    commands.add(added)
    return made


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
