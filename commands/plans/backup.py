"""Commands on all plans of the database: make a reservekopie, and put one back."""

from pathlib import Path
from typing import Any

from commands.framework import Options, Refusal, command, new_file
from dutch import counted


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    parser = command(commands, "backup", _backup, "maak een reservekopie van alle plannen")
    new_file(parser, "naar", metavar="BESTAND", help="nieuw bestand")
    parser = command(commands, "herstel", _restore, "zet een reservekopie terug")
    parser.add_argument("van", metavar="BESTAND", type=Path, help="uitvoer van backup")
    parser.add_argument(
        "--vervang", action="store_true", help="verwijder eerst de plannen die er staan"
    )


def _backup(options: Options) -> None:
    from plans.plan_versions import StoreError
    from plans.storage import backup
    from plans.storage.database import address

    try:
        plans = backup.existing(address())
        plans.purge()  # what should be gone stays out of the copy
        counts = backup.backup(plans, options.naar)
    except StoreError as error:
        raise Refusal(error.why) from error
    print(f"{_counts_text(counts)} staan in {options.naar}")


def _restore(options: Options) -> None:
    from plans.plan_versions import StoreError
    from plans.storage import backup
    from plans.storage.store import PlanStore

    try:
        counts = backup.restore(PlanStore(), options.van, options.vervang)
    except StoreError as error:
        raise Refusal(f"{options.van}: {error.why}") from error
    print(f"{_counts_text(counts)} zijn teruggezet")


def _counts_text(counts: Any) -> str:
    plans = counted(counts.plans, "plan", "plannen")
    versions = counted(counts.versions, "versie", "versies")
    remembered = counted(counts.remembered, "regel", "regels")
    memory = f" en {remembered} van Digitaal luisteren" if counts.remembered else ""
    return f"{plans} met {versions}{memory}"
