"""The command that prints what must hold over all situations, and how it stands."""

from typing import Any

from commands.framework import Options, command, rulebook
from engine.cache import table_of
from engine.proof.measures.every import MEASURES
from engine.proof.measures.measure import Inquiry, lines


def add(commands: Any) -> None:
    """Add this command to a parser."""
    command(commands, "verdediging", _defend, "meet over alle situaties of elk advies standhoudt")


def _defend(options: Options) -> int:
    inquiry = Inquiry(table_of(rulebook(options)))
    measures = [measure(inquiry) for measure in MEASURES]
    print(f"{len(inquiry.advices)} situaties")
    print("\n".join(lines(measures)))
    return int(any(one.held is False for one in measures))
