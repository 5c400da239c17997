"""Measures channel plans: choosing the mix for eight groups, waves, and hostile files."""

from datetime import date, timedelta
from itertools import count
from statistics import median
from time import perf_counter
from typing import Any

from hostile_plans import files  # tests/support/hostile_plans.py

from documents.plan.kinds import plan_document
from engine import Table
from plans import Plan, PlanError, capacity, example, plan_of, read_plan
from plans.choice.choosing import choose, with_mix
from plans.files import keys
from script.figures import CHANCE, BenchFigure, Figures

GROUPS, MOST, PLANS, HOSTILE = 8, 8, 12, 5_000
START, END = "2027-01-04", "2027-12-17"
ACTIONS, TIMES, DAY = 60, 5, date(2026, 11, 22)
KINDS = {"pdf": "PDF, three charts", "docx": "Word", "xlsx": "Excel", "ics": "calendar"}


def measure(table: Table, hostile: bool) -> Figures:
    """Yield the figures of plans; raises RuntimeError for an answer that is not proven."""
    yield from measure_choice(table)
    yield from measure_documents(full_plan(table), table)
    start = perf_counter()
    if not capacity.propose(example("paspoort-verlengen")):
        raise RuntimeError("no waves were proposed")
    yield BenchFigure("Propose waves for an example plan", 1000 * (perf_counter() - start), "ms")
    if hostile:
        yield from measure_hostile()


def measure_choice(table: Table) -> Figures:
    """Yield how long choosing takes for random plans, half of them with money and hours."""
    took, gaps = [], []
    for seed in range(PLANS):
        plan = random_plan(table, seed)
        start = perf_counter()
        mix = choose(plan, table)
        took.append(1000 * (perf_counter() - start))
        if not mix.channels or mix.gap > 0.01:
            raise RuntimeError(f"no proven choice for plan {seed}: {mix.obstacles}")
        gaps.append(100 * mix.gap)
    book = table.book
    about = f"{GROUPS} groups × {len(book.phases)} phases × {len(book.channels)} channels"
    yield BenchFigure(
        f"Choose the mix: {about}, K ≤ {MOST} (median of {PLANS})", median(took), "ms"
    )
    yield BenchFigure("– the slowest, curve and certainty included", max(took), "ms")
    yield BenchFigure("– largest proven gap to the best", max(gaps), "%")


def random_plan(table: Table, seed: int) -> Plan:
    """Return a plan with groups mixed over ages and profiles; odd seeds have money and hours."""
    chance, book = CHANCE(seed), table.book
    tree: dict[str, Any] = {
        "schema": 2,
        "project": {
            "naam": f"Proef {seed}",
            "traject": chance.choice(list(book.tracks)),
            "start": START,
            "einde": END,
        },
        "grenzen": {"kanalen": MOST},
        "groepen": [
            {
                "id": f"groep-{i}",
                "naam": f"Groep {i}",
                "omvang": chance.randint(50, 5000),
                "leeftijd": _spread(chance, list(book.ages)),
                "profiel": _spread(chance, list(book.profiles)),
            }
            for i in range(GROUPS)
        ],
        "fasen": [{"fase": slug, "start": START, "einde": END} for slug in book.phases],
    }
    if seed % 2:
        tree["grenzen"] |= {"budget": 15_000, "uren": 600}
        tree["kanalen"] = [
            {
                "kanaal": slug,
                "kosten": chance.randint(0, 2000),
                "kosten_per_fase": chance.randint(0, 700),
                "uren": chance.randint(0, 40),
                "uren_per_fase": chance.randint(0, 30),
            }
            for slug in book.channels
        ]
    return plan_of(tree)


def measure_documents(plan: Plan, table: Table) -> Figures:
    """Yield how long every document of a full plan takes once warm."""
    about = f"plan of {GROUPS} groups, {len(plan.phases)} phases, {ACTIONS} actions"
    for kind, name in KINDS.items():
        took = []
        for _ in range(TIMES + 1):
            start = perf_counter()
            plan_document(plan, table, kind, DAY)
            took.append(1000 * (perf_counter() - start))
        yield BenchFigure(f"{name} of a {about}, warm (median of {TIMES})", median(took[1:]), "ms")


def full_plan(table: Table) -> Plan:
    """Return a random plan with chosen channels, two desks and sixty actions."""
    chance = CHANCE(60)
    plan = random_plan(table, 1)
    plan = with_mix(plan, table, choose(plan, table))
    desks = [{"id": f"loket-{i}", "naam": f"Loket {i}", "per_week": 90} for i in range(2)]
    tree = {**keys(plan), "capaciteit": desks}
    tree["acties"] = [_action(chance, plan, number) for number in range(ACTIONS)]
    return plan_of(tree)


def _action(chance: Any, plan: Plan, number: int) -> dict[str, Any]:
    """Return an action of some weeks for some groups; every fourth one expects reactions."""
    assert plan.chosen
    start = plan.project.start + timedelta(days=chance.randrange(300))
    made = {
        "id": f"doe-{number}",
        "wat": f"Actie {number} met een omschrijving van gewone lengte",
        "kanaal": chance.choice(plan.chosen.channels),
        "groepen": [group.id for group in chance.sample(plan.groups, 3)],
        "fase": chance.choice(plan.phases).phase,
        "start": start,
        "einde": start + timedelta(days=chance.randrange(40)),
        "boodschap": "Een boodschap die zegt wat er gebeurt en wat je kunt doen.",
        "wie": "Team communicatie",
        "kosten": chance.randint(0, 900),
        "uren": chance.randint(0, 30),
        "kpi": {"meet": "bezoeken van de pagina", "norm": "500"},
    }
    reaction = {"van": 10, "tot": 80, "weken": 3, "loketten": {"loket-0": 70, "loket-1": 30}}
    return made if number % 4 else {**made, "reactie": reaction}


def _spread(chance: Any, words: list[str]) -> dict[str, int]:
    """Return a distribution over a few words, in per cent."""
    picked = chance.sample(words, chance.randint(1, 5))
    cuts = sorted(chance.randint(0, 100) for _ in picked[1:])
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    return dict(zip(picked, parts, strict=True))


def measure_hostile() -> Figures:
    """Yield what became of hostile plan files; anything but an error or a plan stops all."""
    kept, refused = count(), count()
    slowest = 0.0
    for text in files(2026, HOSTILE):
        start = perf_counter()
        try:
            read_plan(text)
            next(kept)
        except PlanError:
            next(refused)
        slowest = max(slowest, 1000 * (perf_counter() - start))
    good, wrong = next(kept), next(refused)
    if good + wrong != HOSTILE:
        raise RuntimeError("a hostile plan file gave neither an error nor a plan")
    yield BenchFigure(
        f"Hostile plan files refused with a clear error, of {HOSTILE:,}", wrong, "files"
    )
    yield BenchFigure("– that were a valid plan all the same", good, "files")
    yield BenchFigure("– slowest to read", slowest, "ms")
