"""The commands of `python -m plans`."""

from collections.abc import Sequence

from commands.framework import Parser, parser_of, run
from commands.plans import area, backup, calendar, choice, document, keeping, proposing


def parser() -> Parser:
    """Return the parser; each module adds its own commands."""
    commands = (
        choice.add,
        proposing.add,
        area.add,
        calendar.add,
        document.add,
        backup.add,
        keeping.add,
    )
    return parser_of("plans", "Kanaalplannen op de opdrachtregel.", commands)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return run(parser().parse_args(arguments))
