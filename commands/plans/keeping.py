"""Commands on all plans of the database: make a reservekopie, and put one back."""

from pathlib import Path
from typing import Any

from commands.framework import Options, Refusal, command

NEW = "nieuw bestand; een bestaand bestand wordt vervangen"


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    made = command(commands, "backup", _backup, "maak een reservekopie van alle plannen")
    made.add_argument("naar", metavar="BESTAND", type=Path, help=NEW)
    made = command(commands, "herstel", _restore, "zet een reservekopie terug")
    made.add_argument("van", metavar="BESTAND", type=Path, help="uitvoer van backup")
    made.add_argument(
        "--vervang", action="store_true", help="verwijder eerst de plannen die er staan"
    )


def _backup(options: Options) -> None:
    from plans.saved import StoreError
    from plans.storage import backup
    from plans.storage.store import Store

    try:
        plans = Store()
        plans.purge()  # what should be gone stays out of the copy
        counts = backup.backup(plans, options.naar)
    except StoreError as error:
        raise Refusal(error) from error
    print(f"{_said(counts)} staan in {options.naar}")


def _restore(options: Options) -> None:
    from plans.saved import StoreError
    from plans.storage import backup
    from plans.storage.store import Store

    try:
        counts = backup.restore(Store(), options.van, options.vervang)
    except StoreError as error:
        raise Refusal(f"{options.van}: {error}") from error
    print(f"{_said(counts)} zijn teruggezet")


def _said(counts: Any) -> str:
    plans = "1 plan" if counts.plans == 1 else f"{counts.plans} plannen"
    versions = "1 versie" if counts.versions == 1 else f"{counts.versions} versies"
    return f"{plans} met {versions}"
