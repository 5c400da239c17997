"""Minder is meer: the set of channels that serves the groups best over the whole plan."""

from decimal import Decimal

from dutch import amount
from engine import Table
from engine.version import VERSION
from plans.choice import exact, relay, search, solver
from plans.choice.mix import Mix, described
from plans.choice.value import Stage, stage
from plans.constants import value as constant
from plans.model import Chosen, Plan


def choose(plan: Plan, table: Table) -> Mix:
    """Return the best set within the limits of a plan whose words the table knows."""
    made, unmet = stage(plan, table)
    chosen, gap = _best(made)
    if chosen is None:
        why = obstacles(made, table)
        return Mix((), 0.0, 0.0, Decimal(0), Decimal(0), {}, (), (), None, {}, (), (), unmet, why)
    return described(plan, table, made, chosen, gap, unmet)


def with_mix(plan: Plan, table: Table, mix: Mix) -> Plan:
    """Return the plan with the chosen channels, and the knowledge that chose them."""
    chosen = Chosen.model_validate(
        {"kanalen": mix.channels, "kennis": table.book.digest, "motor": VERSION}
    )
    return plan.model_copy(update={"chosen": chosen})


def _best(made: Stage) -> tuple[tuple[str, ...] | None, float]:
    if len(made.channels) <= constant("volledig_tot"):
        return exact.best(made), 0.0
    least = solver.least(made, [1] * len(made.channels))
    start = search.improve(made, least) if least and made.allows(least) else None
    found = solver.best(made, constant("bewezen_verschil"), start)
    if found is None:
        return None, 0.0
    return search.improve(made, found.channels), found.gap


def obstacles(made: Stage, table: Table) -> tuple[str, ...]:
    """Say in Dutch why no set holds safeguards and choices within the limits."""
    said = []
    for of, limit, what in (
        ([100] * len(made.channels), made.most * 100, "kanalen"),
        (made.cost.tolist(), made.budget, "euro"),
        (made.hours.tolist(), made.time, "uur"),
    ):
        found = solver.least(made, of)
        needed = sum(int(n) for n, taken in zip(of, made.row(found or ()), strict=True) if taken)
        if found and limit is not None and needed > limit:
            names = relay.named(table.book, found)
            said.append(
                f"De waarborgen en je eigen keuzes vragen minstens {amount(needed / 100)} {what} "
                f"({names}); je grens is {amount(limit / 100)}. Verruim die grens of verander een "
                "keuze."
            )
    together = (
        "De waarborgen en je eigen keuzes passen wel binnen elke grens apart, maar niet binnen "
        "alle grenzen samen. Verruim het aantal kanalen, het budget of de uren."
    )
    return tuple(said) or (together,)
