"""The command that reads the size and make-up of a group from a CSV of an area."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commands.framework import Options, Refusal, command, print_json
from commands.plans.choice import save
from dutch import exact, whole
from engine import load
from engine.model import UNKNOWN, Rulebook
from plans.area import ages, intake
from plans.area.intake import Preview
from plans.files import read_plan


def add(commands: Any) -> None:
    """Add the command to a parser."""
    said = "lees omvang en leeftijd van een groep uit een CSV"
    made = command(commands, "groepen", _groups, said, knowledge=True)
    made.add_argument("bestand", metavar="BESTAND", type=Path, help="CSV met leeftijden")
    made.add_argument("--gebied", action="append", default=[], metavar="GEBIED",
                      help="code of naam; vaker mag, dan tellen ze samen")  # fmt: skip
    made.add_argument(
        "--profielen", type=Path, metavar="CSV", help="CSV met profielen in procenten"
    )
    made.add_argument("--codes", action="append", default=[], type=Path, metavar="CSV",
                      help="codelijst bij een bestand met codes; vaker mag")  # fmt: skip
    made.add_argument("--plan", type=Path, metavar="PLAN", help="plan waarin de groep komt")
    made.add_argument("--groep", default="", metavar="GROEP", help="groep die de cijfers krijgt")
    made.add_argument("-o", dest="naar", type=Path, metavar="UIT",
                      help="nieuw plan; zonder zie je alleen het voorbeeld")  # fmt: skip
    made.add_argument("--json", action="store_true", help="uitvoer als JSON")


def _groups(options: Options) -> None:
    if bool(options.plan) != bool(options.naar):
        raise Refusal("geef --plan en -o allebei, of geen van beide om alleen te kijken.")
    plan = read_plan(options.plan) if options.plan else None
    book = load(options.kennis)
    profiles = intake.profiles(options.profielen, book) if options.profielen else None
    found = ages.read(options.bestand, book, options.gebied, options.codes)
    made = intake.preview(found, profiles)
    if plan:
        save(intake.put(plan, made, options.groep), options.naar)
    if options.json:
        print_json(_as_json(made))
        return
    print("\n".join(_lines(book, made)))
    if plan:
        print(f"\nHet plan met deze groep staat in {options.naar}")


def _as_json(made: Preview) -> dict[str, Any]:
    return {
        "gebied": made.name,
        "omvang": made.size,
        "leeftijd": {slug: float(share) for slug, share in made.ages.items()},
        "profiel": {slug: float(share) for slug, share in made.profiles.items()},
        "kanttekeningen": list(made.notes),
    }


def _lines(book: Rulebook, made: Preview) -> Iterator[str]:
    yield f"{made.name}: {whole(made.size)} inwoners die meetellen"
    for title, shares, known in (
        ("Leeftijd", made.ages, book.ages),
        ("Profiel", made.profiles, book.profiles),
    ):
        yield from ("", title) if shares else ()
        for slug, share in shares.items():
            name = "Niet bekend" if slug == UNKNOWN else known[slug].name
            yield f"  {name}: {exact(share)} procent"
    yield from ("", *made.notes)
