"""A plan as a document sees it: with the knowledge it is read with, the day, and what it does."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from engine.compile import Table as Knowledge
from engine.model import Rulebook
from plans.choice.mix import Mix, judged
from plans.model import Plan


@dataclass(frozen=True, eq=False)
class Paper:
    """A plan with the knowledge it is read with and the day of the document."""

    plan: Plan
    knowledge: Knowledge
    on: date

    @property
    def book(self) -> Rulebook:
        """Return the rulebook."""
        return self.knowledge.book

    @cached_property
    def mix(self) -> Mix:
        """What the channels of the plan do; worked out once, at the first question."""
        return judged(self.plan, self.knowledge)
