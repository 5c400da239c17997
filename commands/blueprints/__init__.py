"""The commands of `python -m blueprints`."""

from collections.abc import Sequence

from commands.blueprints import journeys
from commands.framework import Parser, parser_of, run


def parser() -> Parser:
    """Return the parser; each module adds its own commands."""
    commands = (journeys.add,)
    return parser_of("blueprints", "Reizen van de inwoner op de opdrachtregel.", commands)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return run(parser().parse_args(arguments))
