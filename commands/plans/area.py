"""The command that reads the size and make-up of a group from a CSV of an area."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commands.framework import Options, Refusal, command, new_file, print_json, rulebook
from commands.plans.choice import save
from dutch import exact, whole
from engine.model import UNKNOWN, Rulebook
from plans.area import ages, intake
from plans.area.intake import Preview
from plans.files import read_plan


def add(commands: Any) -> None:
    """Add the command to a parser."""
    description = "lees omvang en leeftijd van een groep uit een CSV"
    parser = command(commands, "groepen", _groups, description, knowledge=True)
    parser.add_argument("bestand", metavar="BESTAND", type=Path, help="CSV met leeftijden")
    parser.add_argument("--gebied", action="append", default=[], metavar="GEBIED",
                      help="code of naam; vaker mag, dan tellen ze samen")  # fmt: skip
    parser.add_argument(
        "--profielen", type=Path, metavar="CSV", help="CSV met profielen in procenten"
    )
    parser.add_argument("--codes", action="append", default=[], type=Path, metavar="CSV",
                      help="codelijst bij een bestand met codes; vaker mag")  # fmt: skip
    parser.add_argument("--plan", type=Path, metavar="PLAN", help="plan waarin de groep komt")
    parser.add_argument("--groep", default="", metavar="GROEP", help="groep die de cijfers krijgt")
    new_file(parser, "-o", dest="naar", metavar="UIT",
             help="nieuw plan; zonder zie je alleen het voorbeeld")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="uitvoer als JSON")


def _groups(options: Options) -> None:
    if bool(options.plan) != bool(options.naar):
        raise Refusal("geef --plan en -o allebei, of geen van beide om alleen te kijken.")
    plan = read_plan(options.plan) if options.plan else None
    book = rulebook(options)
    profiles = intake.profiles(options.profielen, book) if options.profielen else None
    area = ages.read(options.bestand, book, options.gebied, options.codes)
    preview = intake.preview(area, profiles)
    if plan:
        save(intake.put_group(plan, preview, options.groep), options.naar)
    if options.json:
        print_json(_as_json(preview))
        return
    print("\n".join(_lines(book, preview)))
    if plan:
        print(f"\nHet plan met deze groep staat in {options.naar}")


def _as_json(preview: Preview) -> dict[str, Any]:
    return {
        "gebied": preview.name,
        "omvang": preview.size,
        "leeftijd": {slug: float(share) for slug, share in preview.ages.items()},
        "profiel": {slug: float(share) for slug, share in preview.profiles.items()},
        "kanttekeningen": list(preview.notes),
    }


def _lines(book: Rulebook, preview: Preview) -> Iterator[str]:
    yield f"{preview.name}: {whole(preview.size)} inwoners die meetellen"
    for title, shares, known in (
        ("Leeftijd", preview.ages, book.ages),
        ("Profiel", preview.profiles, book.profiles),
    ):
        yield from ("", title) if shares else ()
        for slug, share in shares.items():
            name = "Niet bekend" if slug == UNKNOWN else known[slug].name
            yield f"  {name}: {exact(share)} procent"
    yield from ("", *preview.notes)
