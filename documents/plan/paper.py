"""A plan as a document sees it: with the knowledge it is read with, the day, and what it does."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from engine.compile import Table as Knowledge
from engine.model import Rulebook
from plans.capacity import Load, peaks
from plans.choice.mix import Mix, mix_in_plan
from plans.choice.relay import suits
from plans.choice.value import GroupPhase, stage_of
from plans.model import STATUS_NAMES, Plan
from plans.money import Totals, totals
from plans.own_means import with_means


@dataclass(frozen=True, slots=True)
class PlanEdition:
    """Which saved version a plan is: what the store knows of it and the file does not.

    `identity` stays the same when a plan is renamed; `link` is where it can be read. Without a
    store there are none of these.
    """

    number: int = 0
    saved: datetime | None = None
    identity: str = ""
    link: str = ""


def identity(secret: str) -> str:
    """Return what tells plans apart, from the secret in the address, which cannot be got back."""
    return hashlib.sha256(f"plan|{secret}".encode()).hexdigest()[:32]


@dataclass(frozen=True, eq=False)
class Paper:
    """A plan with the knowledge it is read with, the day of the document and its version."""

    plan: Plan
    knowledge: Knowledge
    on: date
    edition: PlanEdition = PlanEdition()

    @cached_property
    def book(self) -> Rulebook:
        """Return the rulebook, with the names of the means that are the plan's own."""
        return with_means(self.knowledge.book, self.plan)

    @property
    def version(self) -> str:
        """Return the number of the version: that of the store, or as the file has it."""
        return str(self.edition.number or self.plan.project.version)

    @property
    def status(self) -> str:
        """Return how far the plan is, in a word."""
        return STATUS_NAMES[self.plan.project.status]

    @cached_property
    def peaks(self) -> tuple[Load, ...]:
        """The worst week of every desk that something is expected of."""
        return peaks(self.plan)

    @cached_property
    def totals(self) -> Totals:
        """What the plan costs and takes: actions and what channels ask beside them."""
        return totals(self.plan, self.book, self.mix.phases)

    @cached_property
    def fits(self) -> dict[GroupPhase, float]:
        """How well (0-100) the channel that leads in a cell fits there."""
        mix = self.mix
        stage, _ = stage_of(self.plan, self.knowledge, set(mix.channels))
        by = suits(stage, mix.channels)
        return {cell: by[cell][lead] for cell, lead in mix.leads.items() if lead in by[cell]}

    @cached_property
    def mix(self) -> Mix:
        """What the channels of the plan do; worked out once, at the first question."""
        return mix_in_plan(self.plan, self.knowledge)
