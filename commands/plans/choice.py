"""Commands on plans: start from an example, check, choose the channels, compare."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import dutch
from commands.framework import Options, Refusal, command, new_file, print_json, rulebook
from engine import Table
from engine.cache import table_of
from engine.knowledge.complaints import line_of, suggestion
from engine.model import Problem, Rulebook
from plans import samples
from plans.files import OpenedPlan, open_plan, with_ids, write_json, write_plan
from plans.model import Plan, PlanError
from plans.planning.notes import late_steps
from plans.remarks import LOOK, WRONG, Remark, check

JSON = ".json"


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    parser = command(commands, "voorbeeld", _example, "begin met een uitgewerkt voorbeeld")
    parser.add_argument("naam", metavar="NAAM", help=", ".join(samples.examples()))
    to_file(parser)
    parser = command(commands, "controle", _check, "controleer een plan", knowledge=True)
    parser.add_argument("plan", metavar="PLAN", type=Path, help="plan als YAML of JSON")
    parser.add_argument("--op", metavar="DAG", type=day_of, default=date.today(),
                        help="de dag van nu, zoals 1-9-2026: wat is al voorbij?")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="uitvoer als JSON")
    parser = command(commands, "kies", _choose, "kies de kanalen binnen de grenzen", knowledge=True)
    parser.add_argument("plan", metavar="PLAN", type=Path, help="plan als YAML of JSON")
    to_file(parser)
    parser.add_argument("--json", action="store_true", help="uitvoer als JSON")
    parser = command(
        commands, "vergelijk", _compare, "leg twee plannen naast elkaar", knowledge=True
    )
    for name, metavar in (("plan", "PLAN"), ("ander", "PLAN2")):
        parser.add_argument(name, metavar=metavar, type=Path, help="plan als YAML of JSON")
    parser.add_argument("--json", action="store_true", help="uitvoer als JSON")


def day_of(text: str) -> date:
    """Return a day as a person types it."""
    try:
        return dutch.read_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def to_file(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the plan to write."""
    description = "nieuw bestand: .yaml of .json"
    new_file(parser, "-o", dest="naar", required=True, metavar="UIT", help=description)


def load_table(options: Options) -> Table:
    """Return the compiled knowledge of a command."""
    return table_of(rulebook(options))


def read_correct_plan(path: Path, table: Table) -> Plan:
    """Return the plan in a file. Raises PlanError when the file or its words are wrong."""
    opened = with_names(open_plan(path), table.book)
    wrong = [problem_of(opened, r) for r in check(opened.plan, table) if r.level == WRONG]
    if wrong:
        raise PlanError(tuple(wrong))
    return opened.plan


def with_names(opened: OpenedPlan, book: Rulebook) -> OpenedPlan:
    """Return a plan in which channels may be called by their names."""
    return replace(opened, plan=with_ids(opened.plan, book))


def problem_of(opened: OpenedPlan, remark: Any) -> Problem:
    """Return a remark with the file and line of its place."""
    line = line_of(remark.place, opened.lines)
    return Problem(opened.name, line, remark.text, remark.level != WRONG)


def save(plan: Plan, path: Path) -> None:
    """Write a plan whole or not at all. Raises Refusal for another ending, or OSError."""
    write_text(write_json(plan) if _kind(path) == JSON else write_plan(plan), path)


def write_text(text: str, path: Path) -> None:
    """Write a text beside its place and then move it there. Raises OSError."""
    draft = path.with_name(f".{path.name}.bezig")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        draft.unlink(missing_ok=True)


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
    table, opened = load_table(options), open_plan(options.plan)
    opened = with_names(opened, table.book)
    remarks = [*check(opened.plan, table, options.op), *_late(opened.plan, options.op)]
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


def _late(plan: Plan, today: date) -> Iterator[Remark]:
    return (Remark(LOOK, place, text) for place, text in late_steps(plan, today))


def _choose(options: Options) -> int:
    from plans import report
    from plans.choice.choosing import choose, with_mix

    _kind(options.naar)
    open_plan(options.plan)  # what is wrong with the file shows before the knowledge is compiled
    table = load_table(options)
    plan = read_correct_plan(options.plan, table)
    mix = choose(plan, table)
    if not mix.obstacles:
        save(with_mix(plan, table, mix), options.naar)
    if options.json:
        print_json(report.as_json(plan, table.book, mix))
    elif not mix.obstacles:
        print("\n".join(report.lines(plan, table.book, mix)))
        print(f"\nHet plan met deze kanalen staat in {options.naar}")
    for sentence in mix.obstacles:
        print(sentence, file=sys.stderr)
    return 1 if mix.obstacles else 0


def _compare(options: Options) -> None:
    from plans import compare

    for path in (options.plan, options.ander):
        open_plan(path)
    table = load_table(options)
    plans = (read_correct_plan(options.plan, table), read_correct_plan(options.ander, table))
    mixes = compare.compare(*plans, table)
    if options.json:
        print_json(compare.as_json(plans, table.book, mixes))
        return
    names = (options.plan.name, options.ander.name)
    print("\n".join(compare.lines(plans, table.book, mixes, names)))


def _as_json(problem: Problem) -> dict[str, Any]:
    return {"bestand": problem.file, "regel": problem.line, "melding": problem.message}
