"""A journey of residents → proposed actions: its steps, on its channels, with its owners."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

import dutch
from engine.model import Rulebook
from plans.model import Action, Plan
from plans.planning import proposals

ORIGIN = "Reis: {}"  # its name, in as many characters as fit
BESIDE = "Naast dit kanaal noemt de reis: {}."


class CellPart(Protocol):
    """A text of a cell of a journey."""

    @property
    def text(self) -> str:
        """Return it."""


class JourneyStep(Protocol):
    """A step of a journey, as blueprints have it: rows of texts under the keys of the file."""

    @property
    def name(self) -> str:
        """Return what it is called."""

    @property
    def id(self) -> str:
        """Return its id."""

    @property
    def phase(self) -> str:
        """Return its phase."""

    @property
    def now(self) -> Mapping[str, Sequence[CellPart]]:
        """Return its rows as they are."""

    @property
    def then(self) -> Mapping[str, Sequence[CellPart]]:
        """Return its rows as they will be."""


def propose(
    plan: Plan, book: Rulebook, name: str, steps: Iterable[JourneyStep], today: date
) -> tuple[Action, ...]:
    """Return a proposal per step of a journey that lies in a phase of the plan.

    Its channel is the first of the step that the plan chose, else the first there is. What the plan
    has already is left out, as with proposals of the knowledge.
    """
    ideas = list(_ideas(plan, book, name, list(steps), today))
    return proposals.fitted(plan, proposals.apart(plan, book, ideas))


def _ideas(
    plan: Plan, book: Rulebook, name: str, steps: list[JourneyStep], today: date
) -> Iterator[Action]:
    chosen = plan.chosen.channels if plan.chosen else ()
    for phase in plan.phases:
        groups = [group.id for group in plan.groups if phase.phase in plan.phases_of(group)]
        for step in steps:
            row = step.then or step.now
            channels = [part.text for part in row.get("kanalen", ()) if part.text in book.channels]
            if step.phase != phase.phase or not channels or not groups:
                continue
            slug = next((one for one in channels if one in chosen), channels[0])
            tree = {
                "id": step.id,
                "wat": step.name,
                "kanaal": slug,
                "groepen": groups,
                "boodschap": _text(row, "inhoud"),
                "wie": _text(row, "eigenaar"),
                "kpi": {"meet": measure} if (measure := _text(row, "meet")) else None,
                "herkomst": ORIGIN.format(name)[:300],
                "toelichting": _note(book, row, [one for one in channels if one != slug]),
            }
            yield proposals.proposal(plan, book, phase, today, tree)


def _note(
    book: Rulebook, row: Mapping[str, Sequence[CellPart]], others: Sequence[str]
) -> str | None:
    names = [book.channels[slug].beside for slug in others]
    notes = (_text(row, "zichtbaar"), BESIDE.format(dutch.listing(names)) if names else None)
    return " ".join(filter(None, notes)) or None


def _text(row: Mapping[str, Sequence[CellPart]], key: str) -> str | None:
    return " ".join(part.text for part in row.get(key, ())) or None
