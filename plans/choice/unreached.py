"""Why a group is not reached in a phase, so that one knows what to do about it."""

from dutch import hundred, listing
from engine import Situation, Table
from engine.wording import upper
from plans.choice.mix import Mix
from plans.choice.value import GroupPhase
from plans.constants import value as constant
from plans.model import Plan


def reason(plan: Plan, table: Table, mix: Mix, cell: GroupPhase) -> str:
    """Return in one or two sentences why a cell that counts is not reached."""
    sentences = [
        _of_own_estimates(plan, table, mix, cell),
        _of_the_phase(plan, table, mix, cell),
        _of_the_value(mix, cell),
    ]
    return " ".join(filter(None, sentences[:-1])) or sentences[-1]


def _of_own_estimates(plan: Plan, table: Table, mix: Mix, cell: GroupPhase) -> str:
    """Say which channels have no estimate for a group that is estimated by hand."""
    group = plan.group(cell.group)
    asked = mix.standing.get(cell) or mix.used
    own = group.own_in(cell.phase)
    lacking = [slug for slug in asked if slug not in own]
    if not own or not lacking:
        return ""
    names = upper(listing([table.book.channels[slug].beside for slug in lacking]))
    verb = "is" if len(lacking) == 1 else "zijn"
    return f"{names} {verb} voor deze groep niet geschat en {_count(lacking)} daarom als 0."


def _count(channels: list[str]) -> str:
    return "telt" if len(channels) == 1 else "tellen"


def _of_the_phase(plan: Plan, table: Table, mix: Mix, cell: GroupPhase) -> str:
    """Say which of the channels that the advisor put here cannot do the work of the phase."""
    stake = plan.stake_of(plan.group(cell.group))
    situation = Situation(plan.project.track, cell.phase, stake=stake)
    refusals = {row.channel: row.refusal for row in table.outcomes[situation].ranking}
    here = [slug for slug in mix.standing.get(cell, ()) if refusals.get(slug)]
    names = {slug: table.book.channels[slug].name for slug in here}
    return " ".join(f"{names[slug]} past niet in deze fase. {refusals[slug]}" for slug in here)


def _of_the_value(mix: Mix, cell: GroupPhase) -> str:
    floor, value = hundred(constant("vloer")), hundred(mix.values.get(cell, 0.0))
    if not mix.values.get(cell):
        return "Geen van de gekozen kanalen kan hier iets doen."
    return f"De kanalen samen halen {value} van 100; vanaf {floor} telt een groep als bereikt."
