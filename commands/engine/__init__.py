"""The commands of `python -m engine`: an advice, proofs on the knowledge, whole tables."""

from collections.abc import Sequence
from pathlib import Path

from commands.engine import advice, knowledge, tables
from commands.framework import Parser, parser_of, run
from engine.knowledge.rulebook import ROOT


def parser() -> Parser:
    """Return the parser with its commands."""
    commands = (
        advice.add,
        knowledge.add,
        advice.add_herhaal,
        tables.add,
        advice.add_document,
    )
    parser = parser_of("engine", "Kanaaladvies op de opdrachtregel.", commands)
    parser.add_argument("--kennis", type=Path, default=ROOT, help="map met profiles en journeys")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return run(parser().parse_args(arguments))
