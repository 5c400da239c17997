"""The commands of `python -m surveys`."""

from collections.abc import Sequence

from commands.framework import Parser, parser_of, run
from commands.surveys import answers_in, fitting_commands, questionnaire, survey_paper


def parser() -> Parser:
    """Return the parser; each module adds its own commands."""
    commands = (
        questionnaire.add,
        answers_in.add,
        fitting_commands.add,
        survey_paper.add,
    )
    return parser_of("surveys", "Eigen onderzoek op de opdrachtregel.", commands)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return run(parser().parse_args(arguments))
