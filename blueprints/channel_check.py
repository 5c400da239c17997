"""The channel row against the advice: where a journey does otherwise, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from blueprints.model import Journey, Step
from engine import advise
from engine.answer import Advice, Ranked
from engine.argument.against import answer
from engine.argument.reasons import heaviest
from engine.compile import Table
from engine.model import UNKNOWN, Situation
from engine.roles import CHOSEN
from engine.selection import has

NEEDED = "Past bij wat er in deze fase nodig is."


@dataclass(frozen=True, slots=True)
class Residents:
    """The residents the check is about (slugs)."""

    age: str = UNKNOWN
    profile: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class OtherChannel:
    """A channel of a journey that the advice does not choose: its role there, and why.

    `steps` are the names of the steps that use it.
    """

    channel: str
    role: str
    why: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingChannel:
    """A channel that the advice chooses and no step in the phase has."""

    channel: str
    role: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnmetDuty:
    """A duty or recommendation that no channel of the phase meets."""

    kind: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseComparison:
    """One phase of a journey beside its advice; `agreed` are the channels both choose."""

    phase: str
    advice: Advice
    agreed: tuple[str, ...]
    others: tuple[OtherChannel, ...]
    lacking: tuple[MissingChannel, ...]
    unmet: tuple[UnmetDuty, ...]


def compare(
    table: Table, journey: Journey, residents: Residents, day: date, then: bool = False
) -> tuple[PhaseComparison, ...]:
    """Return the phases of a journey in order, each against the advice for a group.

    `then` compares the channels as they will be.
    """
    phases = [phase for phase in table.book.phases if any(s.phase == phase for s in journey.steps)]
    return tuple(_compare_phase(table, journey, phase, residents, day, then) for phase in phases)


def channels_of(step: Step, then: bool) -> tuple[str, ...]:
    """Return the channels (slugs) of a step."""
    return tuple(one.text for one in (step.then if then else step.now).get("kanalen", ()))


def stake_of(journey: Journey, phase: str) -> str:
    """Return what is at stake in a phase: that of its steps, or unknown where they differ.

    A step that does not say it has that of the journey.
    """
    whole = journey.written.stake or UNKNOWN
    stakes = {step.stake or whole for step in journey.steps if step.phase == phase}
    return stakes.pop() if len(stakes) == 1 else UNKNOWN


def _compare_phase(
    table: Table, journey: Journey, phase: str, residents: Residents, day: date, then: bool
) -> PhaseComparison:
    stake = stake_of(journey, phase)
    asked = Situation(journey.track, phase, residents.age, residents.profile, stake)
    advice = advise(table, asked, day)
    steps = [step for step in journey.steps if step.phase == phase]
    used = list(dict.fromkeys(slug for step in steps for slug in channels_of(step, then)))
    rows = {row.channel: row for row in advice.channels}
    chosen = [row.channel for row in advice.picks()]
    return PhaseComparison(
        phase=phase,
        advice=advice,
        agreed=tuple(slug for slug in used if slug in chosen),
        others=tuple(
            OtherChannel(
                channel=slug,
                role=rows[slug].role,
                why=answer(table.book, advice.channels, rows[slug]).text,
                steps=tuple(s.name for s in steps if slug in channels_of(s, then)),
            )
            for slug in used
            if rows[slug].role not in CHOSEN
        ),
        lacking=tuple(_missing_channel(row) for row in advice.picks() if row.channel not in used),
        unmet=tuple(_unmet_duties(table, advice, used)),
    )


def _missing_channel(row: Ranked) -> MissingChannel:
    reason = heaviest(row)
    if reason is None:
        return MissingChannel(row.channel, row.role, NEEDED, ())
    return MissingChannel(row.channel, row.role, reason.because, reason.sources)


def _unmet_duties(table: Table, advice: Advice, used: Iterable[str]) -> Iterable[UnmetDuty]:
    """Yield the requirements of the advice that none of the channels used can meet."""
    book = table.book
    rules = {safeguard.id: safeguard for safeguard in book.safeguards}
    for duty in advice.duties:
        require = rules[duty.rule].require
        if require and not any(
            all(has(book.channels[slug], key, want) for key, want in require.items())
            for slug in used
        ):
            yield UnmetDuty(duty.kind, duty.because, duty.sources)
