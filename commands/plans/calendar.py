"""Commands on time: the calendar of plans together, and waves within the capacity of desks."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import dutch
from commands.framework import Options, command, new_file, print_json, rulebook
from commands.plans.choice import save
from plans import agenda, capacity
from plans.capacity import Load, WaveProposal
from plans.files import read_plan
from plans.model import Plan
from plans.planning.busy import room


def add(commands: Any) -> None:
    """Add the commands to a parser."""
    description = "alle momenten van een of meer plannen, vrije dagen en botsingen"
    parser = command(commands, "kalender", _calendar, description, knowledge=True)
    parser.add_argument("plannen", metavar="PLAN", nargs="+", type=Path, help="plannen")
    parser.add_argument("--json", action="store_true", help="uitvoer als JSON")
    parser = command(commands, "golven", _waves, "verdeel drukte binnen wat loketten aankunnen")
    parser.add_argument("plan", metavar="PLAN", type=Path, help="plan als YAML of JSON")
    new_file(parser, "-o", dest="naar", metavar="UIT",
             help="nieuw plan; zonder zie je alleen het voorstel")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="uitvoer als JSON")


def _calendar(options: Options) -> None:
    plans = [read_plan(path) for path in options.plannen]
    clashes = agenda.clashes(plans, rulebook(options))
    moments = agenda.moments(plans)
    free = [(moment, name) for plan in plans for moment, name in agenda.free(plan)]
    if options.json:
        print_json(
            {
                "momenten": [_moment(moment) for moment in moments],
                "vrije_dagen": [{**_moment(m), "valt_in": name} for m, name in free],
                "botsingen": [
                    {
                        "groep": c.group,
                        "eerste": _moment(c.first),
                        "tweede": _moment(c.second),
                        "zin": c.sentence,
                    }
                    for c in clashes
                ],
            }
        )
        return
    for m in moments:
        where = f" ({m.where})" if m.where else ""
        print(f"{dutch.day(m.day)}: {m.action.what}{where} · {m.project}")
    for m, name in free:
        print(f"let op: '{m.action.what}' begint op {dutch.day(m.day)}: {name}.")
    for clash in clashes:
        print(f"botsing: {clash.sentence}")


def _moment(moment: agenda.Moment) -> dict[str, Any]:
    return {
        "dag": moment.day.isoformat(),
        "project": moment.project,
        "id": moment.action.id,
        "wat": moment.action.what,
        "waar": moment.where,
    }


def _waves(options: Options) -> None:
    plan = read_plan(options.plan)
    proposals = capacity.propose(plan)
    after = capacity.apply(plan, proposals)
    if options.naar:
        save(after, options.naar)
    loads = [item for item in capacity.loads(plan) if item.over]
    left = [item for item in capacity.loads(after) if item.over]
    if options.json:
        print_json(
            {
                "te_druk": [_load(item) for item in loads],
                "voorstellen": [_proposal(proposal) for proposal in proposals],
                "blijft_te_druk": [_load(item) for item in left],
            }
        )
        return
    print("\n".join(_lines(plan, loads, proposals, left)))
    if options.naar:
        print(f"Het plan met deze golven staat in {options.naar}")


def _load(load: Load) -> dict[str, Any]:
    return {
        "loket": load.desk,
        "week": load.monday.isoformat(),
        "van": round(load.low, 1),
        "tot": round(load.high, 1),
        "capaciteit": round(load.capacity, 1),
        "minder_door": list(load.reduced),
    }


def _proposal(proposal: WaveProposal) -> dict[str, Any]:
    return {
        "id": proposal.action,
        "past": proposal.fits,
        "dagen_te_laat": proposal.late,
        "golven": [
            {"start": w.start.isoformat(), "deel": float(w.share), "waar": w.where}
            for w in proposal.waves
        ],
    }


def _lines(
    plan: Plan, loads: Sequence[Load], proposals: Sequence[WaveProposal], left: Sequence[Load]
) -> Iterator[str]:
    names = {desk.id: desk.name for desk in plan.desks}
    for busy in loads:
        yield (
            f"{names[busy.desk]}, week van {dutch.day(busy.monday)}: {busy.low:.0f} tot "
            f"{busy.high:.0f} reacties verwacht, en er kunnen er {room(busy)}"
        )
    if not loads:
        yield "Alle loketten kunnen de verwachte reacties aan. Golven zijn niet nodig."
    actions = {action.id: action.what for action in plan.actions}
    for proposal in proposals:
        waves = dutch.counted(len(proposal.waves), "golf", "golven")
        yield f"Voorstel voor '{actions[proposal.action]}', in {waves}:"
        yield from (f"  {dutch.day(w.start)}: {w.share:f} procent" for w in proposal.waves)
        if proposal.late:
            days = dutch.counted(proposal.late, "dag", "dagen")
            yield f"  Dat is {days} na het einde van de fase: verleng de fase."
    if left:
        yield "Dit is nog te druk. Vraag meer capaciteit, of maak een actie kleiner:"
        yield from (f"  {names[w.desk]}, week van {dutch.day(w.monday)}" for w in left)
