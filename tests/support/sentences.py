"""What a last change did, and what is wrong with broken knowledge: run on its own, it prints them.

A test runs it in processes that hash differently.
"""

from pathlib import Path

from engine import load
from engine.cache import table_of
from engine.knowledge.draft import KnowledgeDraft
from engine.wording import inspect
from plans import read_plan
from plans.choice.mix import mix_in_plan
from plans.choice.mix_change import consequences
from plans.model import Plan

EXAMPLE = Path("plans/voorbeelden/schuldhulpcampagne.yaml")


def with_channels(plan: Plan, channels: tuple[str, ...]) -> Plan:
    """Return a plan that chose these channels."""
    assert plan.chosen
    chosen = plan.chosen.model_copy(update={"channels": channels})
    return plan.model_copy(update={"chosen": chosen})


def main() -> None:
    """Print every sentence."""
    table, plan = table_of(load()), read_plan(EXAMPLE)
    every = tuple(table.book.channels)
    wide, narrow = (with_channels(plan, channels) for channels in (every, every[:1]))
    most, least = mix_in_plan(wide, table), mix_in_plan(narrow, table)
    draft = KnowledgeDraft(forms={"journeys/teksten.yaml": {}})
    inspect(draft)
    fewer = consequences(wide, narrow, table, most, least)
    print(*fewer, *consequences(narrow, wide, table, least, most), *draft.problems, sep="\n")


if __name__ == "__main__":
    main()
