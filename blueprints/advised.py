"""The channel row against the advice: where a journey does otherwise, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from blueprints.model import Journey, Step
from engine import advise
from engine.answer import Advice, Ranked
from engine.compile import Table
from engine.model import UNKNOWN, Situation
from engine.roles import CHOSEN
from engine.selection import has
from engine.wording import answer, strongest

NEEDED = "Past bij wat er in deze fase nodig is."


@dataclass(frozen=True, slots=True)
class Group:
    """The residents the check is about (slugs)."""

    age: str = UNKNOWN
    profile: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class Other:
    """A channel of a journey that the advice does not choose: its role there, and why.

    `steps` are the names of the steps that use it.
    """

    channel: str
    role: str
    why: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A channel that the advice chooses and no step in the phase has."""

    channel: str
    role: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """A duty or recommendation that no channel of the phase meets."""

    kind: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One phase of a journey beside its advice; `agreed` are the channels both choose."""

    phase: str
    advice: Advice
    agreed: tuple[str, ...]
    others: tuple[Other, ...]
    lacking: tuple[Lacking, ...]
    unmet: tuple[Unmet, ...]


def compare(
    table: Table, journey: Journey, group: Group, day: date, then: bool = False
) -> tuple[Compared, ...]:
    """Return the phases of a journey in order, each against the advice for a group.

    `then` compares the channels as they will be.
    """
    phases = [phase for phase in table.book.phases if any(s.phase == phase for s in journey.steps)]
    return tuple(_compared(table, journey, phase, group, day, then) for phase in phases)


def channels_of(step: Step, then: bool) -> tuple[str, ...]:
    """Return the channels (slugs) of a step."""
    return tuple(said.text for said in (step.then if then else step.now).get("kanalen", ()))


def _compared(
    table: Table, journey: Journey, phase: str, group: Group, day: date, then: bool
) -> Compared:
    advice = advise(table, Situation(journey.track, phase, group.age, group.profile), day)
    steps = [step for step in journey.steps if step.phase == phase]
    used = list(dict.fromkeys(slug for step in steps for slug in channels_of(step, then)))
    rows = {row.channel: row for row in advice.channels}
    chosen = [row.channel for row in advice.picks()]
    return Compared(
        phase=phase,
        advice=advice,
        agreed=tuple(slug for slug in used if slug in chosen),
        others=tuple(
            Other(
                channel=slug,
                role=rows[slug].role,
                why=answer(table.book, advice.channels, rows[slug]),
                steps=tuple(s.name for s in steps if slug in channels_of(s, then)),
            )
            for slug in used
            if rows[slug].role not in CHOSEN
        ),
        lacking=tuple(_lacking(row) for row in advice.picks() if row.channel not in used),
        unmet=tuple(_unmet(table, advice, used)),
    )


def _lacking(row: Ranked) -> Lacking:
    for_it = [r for r in row.reasons if r.quality]
    if not for_it:
        return Lacking(row.channel, row.role, NEEDED, ())
    reason = strongest(row)
    return Lacking(row.channel, row.role, reason.because, reason.sources)


def _unmet(table: Table, advice: Advice, used: Iterable[str]) -> Iterable[Unmet]:
    """Yield the requirements of the advice that none of the channels used can meet."""
    book = table.book
    rules = {safeguard.id: safeguard for safeguard in book.safeguards}
    for duty in advice.duties:
        require = rules[duty.rule].require
        if require and not any(
            all(has(book.channels[slug], key, want) for key, want in require.items())
            for slug in used
        ):
            yield Unmet(duty.kind, duty.because, duty.sources)
