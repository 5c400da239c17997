"""Minder is meer: the set of channels that serves the groups best over the whole plan."""

from decimal import Decimal

from dutch import amount
from engine import Table
from engine.version import VERSION
from plans.choice import exact, relay, search, solver
from plans.choice.mix import Mix, mix_of
from plans.choice.value import Stage, stage_of
from plans.constants import value as constant
from plans.model import ChosenChannels, Plan


def choose(plan: Plan, table: Table) -> Mix:
    """Return the best set within the limits of a plan whose words the table knows."""
    stage, unmet = stage_of(plan, table)
    chosen, gap = _best(stage)
    if chosen is None:
        why = obstacles(stage, table)
        return Mix((), 0.0, 0.0, Decimal(0), Decimal(0), {}, (), (), None, {}, (), (), unmet, why)
    return mix_of(plan, table, stage, chosen, gap, unmet)


def with_mix(plan: Plan, table: Table, mix: Mix) -> Plan:
    """Return the plan with the chosen channels, and the knowledge that chose them."""
    chosen = ChosenChannels.model_validate(
        {"kanalen": mix.channels, "kennis": table.book.digest, "motor": VERSION}
    )
    return plan.model_copy(update={"chosen": chosen})


def _best(stage: Stage) -> tuple[tuple[str, ...] | None, float]:
    if len(stage.channels) <= constant("volledig_tot"):
        return exact.best(stage), 0.0
    least = solver.least(stage, [1] * len(stage.channels))
    start = search.improve(stage, least) if least and stage.allows(least) else None
    solution = solver.best(stage, constant("bewezen_verschil"), start)
    if solution is None:
        return None, 0.0
    return search.improve(stage, solution.channels), solution.gap


def obstacles(stage: Stage, table: Table) -> tuple[str, ...]:
    """Say in Dutch why no set holds safeguards and choices within the limits."""
    sentences = []
    for of, limit, what, fixed in (
        ([100] * len(stage.channels), stage.most * 100, "kanalen", 0),
        (stage.cost.tolist(), stage.budget, "euro", stage.fixed[0]),
        (stage.hours.tolist(), stage.time, "uur", stage.fixed[1]),
    ):
        smallest = solver.least(stage, of)
        needed = fixed + sum(
            int(n) for n, taken in zip(of, stage.row(smallest or ()), strict=True) if taken
        )
        if smallest is not None and limit is not None and needed > limit:
            names = relay.channel_names(table.book, dict.fromkeys((*smallest, *stage.placed)))
            sentences.append(
                f"De waarborgen en je eigen keuzes vragen minstens {amount(needed / 100)} {what} "
                f"({names}); je grens is {amount(limit / 100)}. Verruim die grens of verander een "
                "keuze."
            )
    together = (
        "De waarborgen en je eigen keuzes passen wel binnen elke grens apart, maar niet binnen "
        "alle grenzen samen. Verruim het aantal kanalen, het budget of de uren."
    )
    return tuple(sentences) or (together,)
