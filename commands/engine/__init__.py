"""The commands of `python -m engine`: an advice, proofs on the knowledge, whole tables."""

from collections.abc import Sequence

from commands.engine import advice, batch, knowledge, proving
from commands.framework import Parser, parser_of, run, with_knowledge


def parser() -> Parser:
    """Return the parser with its commands."""
    commands = (
        advice.add,
        knowledge.add,
        proving.add,
        advice.add_herhaal,
        batch.add,
        advice.add_document,
    )
    parser = parser_of("engine", "Kanaaladvies op de opdrachtregel.", commands)
    with_knowledge(parser)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return run(parser().parse_args(arguments))
