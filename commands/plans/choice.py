"""Commands on plans: start from an example, check, choose the channels, compare."""

import argparse
import sys
from pathlib import Path
from typing import Any

from commands.framework import Options, Refusal, command, print_json
from engine import Table, load
from engine.cache import table_of
from engine.knowledge.complaints import line_of, suggestion
from engine.model import Problem
from plans import samples
from plans.files import Opened, open_plan, write_json, write_plan
from plans.model import Plan, PlanError
from plans.remarks import WRONG, check

JSON = ".json"


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    made = command(commands, "voorbeeld", _example, "begin met een uitgewerkt voorbeeld")
    made.add_argument("naam", metavar="NAAM", help=", ".join(samples.examples()))
    to_file(made)
    made = command(commands, "controle", _check, "controleer een plan", knowledge=True)
    made.add_argument("plan", metavar="PLAN", type=Path, help="plan als YAML of JSON")
    made.add_argument("--json", action="store_true", help="uitvoer als JSON")
    made = command(commands, "kies", _choose, "kies de kanalen binnen de grenzen", knowledge=True)
    made.add_argument("plan", metavar="PLAN", type=Path, help="plan als YAML of JSON")
    to_file(made)
    made.add_argument("--json", action="store_true", help="uitvoer als JSON")
    made = command(commands, "vergelijk", _compare, "leg twee plannen naast elkaar", knowledge=True)
    for name, said in (("plan", "PLAN"), ("ander", "PLAN2")):
        made.add_argument(name, metavar=said, type=Path, help="plan als YAML of JSON")
    made.add_argument("--json", action="store_true", help="uitvoer als JSON")


def to_file(made: argparse.ArgumentParser) -> None:
    """Add the option that names the plan to write."""
    said = "nieuw bestand: .yaml of .json"
    made.add_argument("-o", dest="naar", type=Path, required=True, metavar="UIT", help=said)


def load_table(options: Options) -> Table:
    """Return the compiled knowledge of a command."""
    return table_of(load(options.kennis))


def checked(path: Path, table: Table) -> Plan:
    """Return the plan in a file. Raises PlanError when the file or its words are wrong."""
    opened = open_plan(path)
    wrong = [problem_of(opened, r) for r in check(opened.plan, table) if r.level == WRONG]
    if wrong:
        raise PlanError(tuple(wrong))
    return opened.plan


def problem_of(opened: Opened, remark: Any) -> Problem:
    """Return a remark with the file and line of its place."""
    line = line_of(remark.place, opened.lines)
    return Problem(opened.name, line, remark.text, remark.level != WRONG)


def save(plan: Plan, path: Path) -> None:
    """Write a plan whole or not at all. Raises Refusal for another ending, or OSError."""
    write_text(write_json(plan) if _kind(path) == JSON else write_plan(plan), path)


def write_text(text: str, path: Path) -> None:
    """Write a text beside its place and then move it there. Raises OSError."""
    made = path.with_name(f".{path.name}.bezig")
    try:
        made.write_text(text, encoding="utf-8")
        made.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        made.unlink(missing_ok=True)


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in (".yaml", ".yml", JSON):
        raise Refusal(f"{path}: kies een bestand dat eindigt op .yaml of .json.")
    return kind


def _example(options: Options) -> None:
    known = samples.examples()
    if options.naam not in known:
        hint = suggestion(options.naam, known)
        raise Refusal(f"een voorbeeld '{options.naam}' ken ik niet.{hint}")
    if _kind(options.naar) == JSON:
        save(samples.example(options.naam), options.naar)
    else:
        write_text(samples.text_of(options.naam), options.naar)
    print(f"Het voorbeeld staat in {options.naar}. Alles erin is verzonnen: maak het van jou.")


def _check(options: Options) -> int:
    opened = open_plan(options.plan)
    remarks = check(opened.plan, load_table(options))
    wrong = [problem_of(opened, r) for r in remarks if r.level == WRONG]
    look = [problem_of(opened, r) for r in remarks if r.level != WRONG]
    if options.json:
        print_json({"fouten": [_as_json(p) for p in wrong], "let_op": [_as_json(p) for p in look]})
        return 1 if wrong else 0
    for problem in look:
        print(f"let op: {problem}")
    for problem in wrong:
        print(f"fout: {problem}", file=sys.stderr)
    print(f"{len(wrong)} fouten, {len(look)} aandachtspunten")
    return 1 if wrong else 0


def _choose(options: Options) -> int:
    from plans import report
    from plans.choice.choosing import choose, with_mix

    _kind(options.naar)
    open_plan(options.plan)  # what is wrong with the file shows before the knowledge is compiled
    table = load_table(options)
    plan = checked(options.plan, table)
    mix = choose(plan, table)
    if not mix.obstacles:
        save(with_mix(plan, table, mix), options.naar)
    if options.json:
        print_json(report.as_json(plan, table.book, mix))
    elif not mix.obstacles:
        print("\n".join(report.lines(plan, table.book, mix)))
        print(f"\nHet plan met deze kanalen staat in {options.naar}")
    for said in mix.obstacles:
        print(said, file=sys.stderr)
    return 1 if mix.obstacles else 0


def _compare(options: Options) -> None:
    from plans import compare

    for path in (options.plan, options.ander):
        open_plan(path)
    table = load_table(options)
    plans = (checked(options.plan, table), checked(options.ander, table))
    mixes = compare.compare(*plans, table)
    if options.json:
        print_json(compare.as_json(plans, table.book, mixes))
        return
    names = (options.plan.name, options.ander.name)
    print("\n".join(compare.lines(plans, table.book, mixes, names)))


def _as_json(problem: Problem) -> dict[str, Any]:
    return {"bestand": problem.file, "regel": problem.line, "melding": problem.message}
