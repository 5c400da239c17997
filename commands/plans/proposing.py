"""Commands on actions: propose them, work back from their first day, and agree to them."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import dutch
from commands.framework import Options, Parser, Refusal, command, new_file, print_json
from commands.plans.choice import day_of, load_table, read_correct_plan, save
from engine.knowledge.complaints import suggestion
from engine.model import Rulebook
from plans import agreement
from plans.files import read_plan, write_json
from plans.model import STATUS_NAMES, Action, Plan
from plans.own_means import with_means
from plans.planning import journey_proposals, proposals, working_back
from plans.planning.lead_times import step_name

OUT = "nieuw plan; zonder zie je alleen wat het wordt"


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    text = "stel acties voor bij de gekozen kanalen, of uit een reis"
    parser = command(commands, "voorstel", _propose, text, knowledge=True)
    _plan(parser)
    parser.add_argument("--reis", metavar="REIS", help="naam van een bestand in journeys/reizen")
    parser.add_argument("--neem-over", action="store_true", help="maak er meteen concepten van")
    _on(parser, "dag waarop je begint; standaard vandaag")
    _out(parser)
    text = "reken van elke actie terug wanneer wat klaar moet zijn"
    parser = command(commands, "terugrekenen", _work_back, text)
    _plan(parser)
    _on(parser, "dag waarop je kijkt wat te laat is; standaard vandaag")
    _out(parser)
    text = "laat zien wie akkoord moet geven, of leg een akkoord vast"
    parser = command(commands, "akkoord", _agree, text)
    _plan(parser)
    parser.add_argument("--door", metavar="NAAM", help="wie akkoord geeft")
    parser.add_argument("--actie", action="append", default=[], metavar="ID",
                        help="actie; vaker mag. Zonder is het akkoord op het plan")  # fmt: skip
    _on(parser, "dag van het akkoord; standaard vandaag")
    parser.add_argument("--notitie", metavar="TEKST", help="wat erbij is gezegd")
    _out(parser)


def _plan(parser: Parser) -> None:
    parser.add_argument("plan", metavar="PLAN", type=Path, help="plan als YAML of JSON")


def _out(parser: Parser) -> None:
    new_file(parser, "-o", dest="naar", metavar="UIT", help=OUT)
    parser.add_argument("--json", action="store_true", help="uitvoer als JSON")


def _on(parser: Parser, text: str) -> None:
    parser.add_argument("--op", type=day_of, default=date.today(), metavar="DAG", help=text)


def _propose(options: Options) -> None:
    table = load_table(options)
    plan = read_correct_plan(options.plan, table)
    if options.reis:
        ideas = _of_journey(plan, table.book, options.reis, options.op)
    else:
        ideas = proposals.propose(plan, table, options.op)
    after = proposals.with_proposals(plan, ideas)
    if options.neem_over:
        after = proposals.accept(after, [idea.id for idea in ideas])
    _write(after, options.naar)
    if options.json:
        print_json({"voorstellen": _trees(after, {idea.id for idea in ideas})})
        return
    for idea in ideas:
        print(_proposal(after, table.book, idea))
    if not ideas:
        print("Er is niets voor te stellen: bij elk gekozen kanaal is er al een actie.")
    _tell(options.naar)


def _of_journey(plan: Plan, book: Rulebook, name: str, today: date) -> tuple[Action, ...]:
    from blueprints import library

    journeys = library.load(book).journeys
    if name not in journeys:
        raise Refusal(f"een reis '{name}' ken ik niet.{suggestion(name, journeys)}")
    journey = journeys[name]
    return journey_proposals.propose(plan, book, journey.name, journey.steps, today)


def _proposal(plan: Plan, book: Rulebook, idea: Action) -> str:
    name = with_means(book, plan).channels[idea.channel].name
    groups = dutch.listing([plan.group(id_).name for id_ in idea.groups])
    cost = f"{dutch.amount(idea.cost)} euro" if idea.cost is not None else "kosten onbekend"
    hours = f"{dutch.amount(idea.hours)} uur" if idea.hours is not None else "uren onbekend"
    asks = f"{idea.who or 'nog niemand'}, {cost}, {hours}"
    return f"{dutch.day(idea.start)}: {name}: {idea.what} (voor {groups}; {asks})"


def _work_back(options: Options) -> None:
    plan = read_plan(options.plan)
    dated = tuple(working_back.dated(action) for action in plan.actions)
    after = plan.model_copy(update={"actions": dated})
    _write(after, options.naar)
    late = working_back.late(after, options.op)
    if options.json:
        items = [
            {"id": one.action, "stap": one.step, "dag": one.day.isoformat(), "zin": one.sentence}
            for one in late
        ]
        print_json({"acties": _trees(after, {a.id for a in dated if a.steps}), "te_laat": items})
        return
    for action in dated:
        print("\n".join(_steps(action)))
    for one in late:
        print(f"let op: {one.sentence}")
    _tell(options.naar)


def _steps(action: Action) -> Iterator[str]:
    yield f"{dutch.day(action.start)}: {action.what}"
    for step in action.steps:
        marks = [word for word, holds in (("vast", step.fixed), ("gereed", step.done)) if holds]
        more = "".join(f", {word}" for word in (step.who, *marks) if word)
        if step.day:
            yield f"  {dutch.day(step.day)}: {step_name(step)}{more}"


def _agree(options: Options) -> None:
    plan = read_plan(options.plan)
    if bool(options.door) != bool(options.naar):
        raise Refusal("geef --door en -o allebei, of geen van beide om alleen te kijken.")
    after = _agreed(plan, options) if options.door else plan
    _write(after, options.naar)
    if options.json:
        print_json({"plan": _standing(after.project), "acties": [
            {"id": action.id, **_standing(action)} for action in after.actions
        ]})  # fmt: skip
        return
    print(f"Het plan: {_words(after.project)}")
    for action in after.actions:
        print(f"{action.what}: {_words(action)}")
    _tell(options.naar)


def _agreed(plan: Plan, options: Options) -> Plan:
    given = (options.door, options.op, options.notitie)
    if not options.actie:
        return plan.model_copy(update={"project": agreement.agree_plan(plan.project, *given)})
    known = [action.id for action in plan.actions]
    for id_ in options.actie:
        if id_ not in known:
            raise Refusal(f"actie '{id_}' ken ik niet.{suggestion(id_, known)}")
    actions = tuple(
        agreement.agree(action, *given) if action.id in options.actie else action
        for action in plan.actions
    )
    return plan.model_copy(update={"actions": actions})


def _standing(part: Any) -> dict[str, Any]:
    missing = agreement.missing(part.approvers, part.agreements)
    valid = [one.by for one in part.agreements if one.valid]
    return {"status": part.status, "akkoord": valid, "wacht_op": list(missing)}


def _words(part: Any) -> str:
    missing = agreement.missing(part.approvers, part.agreements)
    valid = [f"{one.by} ({dutch.day(one.day)})" for one in part.agreements if one.valid]
    text = STATUS_NAMES[part.status].lower()
    text += f", akkoord van {dutch.listing(valid)}" if valid else ""
    return text + (f", wacht op {dutch.listing(missing)}" if missing else "")


def _trees(plan: Plan, ids: Iterable[str]) -> list[Any]:
    """Return actions of a plan as they stand in its JSON."""
    wanted = set(ids)
    return [tree for tree in json.loads(write_json(plan)).get("acties", []) if tree["id"] in wanted]


def _write(plan: Plan, path: Path | None) -> None:
    if path:
        save(plan, path)


def _tell(path: Path | None) -> None:
    if path:
        print(f"Het plan hiermee staat in {path}")
