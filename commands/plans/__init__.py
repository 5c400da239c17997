"""The commands of `python -m plans`."""

from collections.abc import Sequence

from commands.framework import Parser, parser_of, run
from commands.plans import area, calendar, choice, document, keeping


def parser() -> Parser:
    """Return the parser; each module adds its own commands."""
    commands = (
        choice.add,
        area.add,
        calendar.add,
        document.add,
        keeping.add,
    )
    return parser_of("plans", "Kanaalplannen op de opdrachtregel.", commands)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return run(parser().parse_args(arguments))
