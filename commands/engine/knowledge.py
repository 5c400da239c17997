"""Commands on the knowledge: its checks, a table to check by hand, and what a change does."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from commands.engine.advice import ROLES
from commands.framework import Options, command, complain, print_json
from engine.cache import table_of
from engine.knowledge.rulebook import load
from engine.model import Problem
from engine.proof import impact
from engine.proof.check import check
from engine.roles import CHOSEN


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    controle = command(commands, "controle", _controle, "controleer alle kennis")
    controle.add_argument("--json", action="store_true", help="uitvoer als JSON")
    toets = command(commands, "toetstabel", _toetstabel, "tabel om te toetsen")
    toets.add_argument("-o", dest="naar", type=Path, required=True, metavar="BESTAND",
                       help="nieuw bestand: .xlsx, .csv of .parquet")  # fmt: skip
    gevolgen = command(commands, "gevolgen", _gevolgen, "wat verandert er tussen twee versies")
    gevolgen.add_argument("oud", metavar="OUD", help="kennismap of git-versie")
    gevolgen.add_argument("nieuw", metavar="NIEUW", help="kennismap of git-versie")
    gevolgen.add_argument("--json", action="store_true", help="uitvoer als JSON")


def _controle(options: Options) -> int:
    table = table_of(load(options.kennis))
    found = check(table)
    if options.json:
        print_json(
            {
                "fouten": [_as_json(p) for p in found.errors],
                "waarschuwingen": [_as_json(p) for p in found.warnings],
                "aantallen": dict(found.counts),
                "niet_gehouden_beloften": list(found.broken_promises),
            }
        )
        return 1 if found.errors else 0
    for problem in found.warnings:
        print(f"waarschuwing: {problem}")
    for text in found.broken_promises:
        print(f"belofte niet gehouden: {text}")
    counts = found.counts
    print(f"beloften: {counts['beloften_waar']} van de {counts['beloften']} komen uit")
    print(f"voorbeelden: {counts['voorbeelden']}")
    print(f"regels die nergens de beste drie veranderen: {counts['regels_zonder_andere_rol']}")
    complain(*(f"fout: {problem}" for problem in found.errors))
    print(
        f"{counts['situaties']} situaties, {counts['regels']} regels, "
        f"{len(found.errors)} fouten, {len(found.warnings)} waarschuwingen"
    )
    return 1 if found.errors else 0


def _as_json(problem: Problem) -> dict[str, Any]:
    return {"bestand": problem.file, "regel": problem.line, "melding": problem.message}


def _toetstabel(options: Options) -> None:
    from engine.proof import factcheck

    made = table_of(load(options.kennis))
    factcheck.write(factcheck.fact_check(made), options.naar)
    print(f"Toetstabel met {len(made.outcomes)} situaties staat in {options.naar}")


def _gevolgen(options: Options) -> None:
    with impact.knowledge(options.oud) as old, impact.knowledge(options.nieuw) as new:
        changes = impact.compare(table_of(load(old)), table_of(load(new)))
    if options.json:
        print_json(
            [
                {
                    "situatie": c.situation.facts(),
                    "was": [{"kanaal": slug, "rol": role} for slug, role in c.before],
                    "wordt": [{"kanaal": slug, "rol": role} for slug, role in c.after],
                    "door": list(c.rules),
                }
                for c in changes
            ]
        )
        return
    for c in changes:
        where = "/".join(c.situation.facts().values())
        print(f"{where}\n  was:   {_roles(c.before)}\n  wordt: {_roles(c.after)}")
        print(f"  door:  {', '.join(c.rules)}")
    print(f"{len(changes)} adviezen veranderen")


def _roles(chosen: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{slug} ({ROLES[role].lower()})" for slug, role in chosen if role in CHOSEN)
