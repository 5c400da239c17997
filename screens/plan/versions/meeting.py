"""A version that starts from an older one meets what was saved since: together they are one."""

from collections.abc import Callable
from dataclasses import dataclass

from plans import Plan
from plans.merge import BothChanged, merge, own_spots
from plans.plan_versions import SavedVersion
from plans.storage.store import PlanStore

Parse = Callable[[str], Plan]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The plan as it is now, what of mine goes with it, and what only a person can decide."""

    head: SavedVersion
    plan: Plan
    questions: tuple[BothChanged, ...]


def meet(
    store: PlanStore, link: str, base: int, mine: Plan, browser: str, parse: Parse
) -> Meeting | None:
    """Return how my version meets the plan; None when nothing was saved since the one it is from.

    What I saved in another tab of this browser is mine too: there my last word counts.
    """
    head = store.read(link)
    if head.number == base:
        return None
    first, theirs = parse(store.read(link, base).text), parse(head.text)
    merged = merge(first, mine, theirs)
    if merged.questions and browser:
        between = store.since(link, base)
        own = own_spots([(parse(one.text), one.browser == browser) for one in between])
        merged = merge(first, mine, theirs, own)
    return Meeting(head, merged.plan, merged.questions)
