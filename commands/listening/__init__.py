"""The commands of `python -m listening`."""

from collections.abc import Sequence

from commands.framework import Parser, parser_of, run
from commands.listening import (
    fetch,
    looking_back,
    measuring,
    reading,
    remembering,
    reporting,
    warning,
)


def parser() -> Parser:
    """Return the parser; each module adds its own commands."""
    commands = (
        reading.add,
        measuring.add,
        reporting.add,
        remembering.add,
        fetch.add,
        warning.add,
        looking_back.add,
    )
    return parser_of("listening", "Digitaal luisteren op de opdrachtregel.", commands)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return run(parser().parse_args(arguments))
