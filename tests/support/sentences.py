"""What a last change did, and what is wrong with broken knowledge: run on its own, it prints them.

A test runs it in processes that hash differently.
"""

from pathlib import Path

from engine import load
from engine.cache import table_of
from engine.knowledge.draft import KnowledgeDraft
from engine.wording import inspect
from plans import read_plan
from plans.choice.mix import judged
from plans.model import Plan
from screens.plan.mix import effect

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
    most, least = judged(wide, table), judged(narrow, table)
    draft = KnowledgeDraft(forms={"journeys/teksten.yaml": {}})
    inspect(draft)
    fewer = effect(wide, narrow, table, most, least)
    print(*fewer, *effect(narrow, wide, table, least, most), *draft.problems, sep="\n")


if __name__ == "__main__":
    main()
