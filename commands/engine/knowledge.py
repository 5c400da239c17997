"""Commands on the knowledge: its checks, a table to check by hand, and what a change does."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from commands.engine.advice import ROLES
from commands.framework import (
    Options,
    command,
    complain,
    new_file,
    own_rulebook,
    print_json,
    rulebook,
)
from dutch import counted
from engine.cache import table_of
from engine.knowledge.rulebook import load
from engine.model import Problem
from engine.proof import impact, visible
from engine.proof.check import check
from engine.proof.comparison import ABSENT, Unlike, line, place_text
from engine.proof.impact import Change
from engine.roles import CHOSEN


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    controle = command(commands, "controle", _controle, "controleer alle kennis")
    controle.add_argument("--json", action="store_true", help="uitvoer als JSON")
    toets = command(commands, "toetstabel", _toetstabel, "tabel om te toetsen")
    new_file(toets, "-o", dest="naar", required=True, metavar="BESTAND",
             help="nieuw bestand: .xlsx, .csv of .parquet")  # fmt: skip
    gevolgen = command(commands, "gevolgen", _gevolgen, "wat verandert er tussen twee versies")
    gevolgen.add_argument("oud", metavar="OUD", help="kennismap of git-versie")
    gevolgen.add_argument("nieuw", metavar="NIEUW", help="kennismap of git-versie")
    gevolgen.add_argument("--json", action="store_true", help="uitvoer als JSON")


def _controle(options: Options) -> int:
    table = table_of(rulebook(options))
    report = check(table)
    if options.json:
        print_json(
            {
                "fouten": [_as_json(p) for p in report.errors],
                "waarschuwingen": [_as_json(p) for p in report.warnings],
                "aantallen": dict(report.counts),
                "niet_gehouden_beloften": list(report.broken_promises),
            }
        )
        return 1 if report.errors else 0
    for problem in report.warnings:
        print(f"waarschuwing: {problem}")
    for text in report.broken_promises:
        print(f"belofte niet gehouden: {text}")
    counts = report.counts
    print(f"beloften: {counts['beloften_waar']} van de {counts['beloften']} komen uit")
    print(
        f"latere beloften: {counts['latere_beloften_waar']} van de "
        f"{counts['latere_beloften']} komen uit"
    )
    print(f"voorbeelden: {counts['voorbeelden']}")
    print(
        f"zinnen van meer dan 20 woorden: {counts['lange_zinnen']}; "
        f"met een voorbehoud: {counts['voorbehouden']}"
    )
    print(
        f"hoofdkanaal met een reden over deze inwoners: {counts['inwoners_gekend']} van de "
        f"{counts['inwoners_gevraagd']} situaties; anders zegt het advies dat niets bekend is"
    )
    print(f"regels die nergens de beste drie veranderen: {counts['regels_zonder_andere_rol']}")
    complain(*(f"fout: {problem}" for problem in report.errors))
    print(
        f"{counts['situaties']} situaties, {counts['regels']} regels, "
        f"{len(report.errors)} fouten, {len(report.warnings)} waarschuwingen"
    )
    return 1 if report.errors else 0


def _as_json(problem: Problem) -> dict[str, Any]:
    return {"bestand": problem.file, "regel": problem.line, "melding": problem.message}


def _toetstabel(options: Options) -> None:
    from engine.proof import factcheck

    table = table_of(rulebook(options))
    factcheck.write(partial(factcheck.fact_check, table), options.naar)
    print(f"Toetstabel met {len(table.outcomes)} situaties staat in {options.naar}")


def _gevolgen(options: Options) -> None:
    with impact.knowledge(options.oud) as old, impact.knowledge(options.nieuw) as new:
        tables = [table_of(own_rulebook(options, load(folder))) for folder in (old, new)]
    changes = impact.compare(*tables)
    knowledge = visible.of_knowledge(*(table.book for table in tables))
    if options.json:
        print_json(
            {
                "aantallen": impact.counts(changes),
                "kennis": [_unlike(one) for one in knowledge],
                "adviezen": [_change(change) for change in changes],
            }
        )
        return
    print("\n".join(_impact_lines(changes, knowledge)))


def _change(change: Change) -> dict[str, Any]:
    return {
        "situatie": change.situation.facts(),
        "was": [{"kanaal": slug, "rol": role} for slug, role in change.before],
        "wordt": [{"kanaal": slug, "rol": role} for slug, role in change.after],
        "door": list(change.rules),
        "verschillen": {
            kind: [_unlike(one) for one in change.of(kind)]
            for kind in visible.KINDS
            if change.of(kind)
        },
    }


def _unlike(unlike: Unlike) -> dict[str, Any]:
    """Return a difference; what was not there has no key."""
    values = {"was": unlike.was, "wordt": unlike.now}
    there = {key: value for key, value in values.items() if value is not ABSENT}
    return {"waar": place_text(unlike.place), **there}


def _impact_lines(changes: Sequence[Change], knowledge: Sequence[Unlike]) -> Iterator[str]:
    for c in changes:
        if c.before != c.after:
            yield c.situation.path()
            yield f"  was:   {_roles(c.before)}"
            yield f"  wordt: {_roles(c.after)}"
            yield f"  door:  {', '.join(c.rules)}"
    for kind, count in impact.counts(changes).items():
        if count:
            yield f"{kind}: {counted(count, 'advies', 'adviezen')}"
            lines = Counter(line(one) for c in changes for one in c.of(kind))
            yield from (f"  {text} ({times}×)" for text, times in lines.items())
    if knowledge:
        yield "in de kennis zelf:"
        yield from (f"  {line(one)}" for one in knowledge)
    yield "1 advies verandert" if len(changes) == 1 else f"{len(changes)} adviezen veranderen"


def _roles(chosen: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{slug} ({ROLES[role].lower()})" for slug, role in chosen if role in CHOSEN)
