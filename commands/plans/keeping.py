"""Commands on single plans of the database, for its administrator: list them, delete one."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from commands.framework import Options, Refusal, command, print_json
from dutch import counted, day

PLACE = ZoneInfo("Europe/Amsterdam")


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    parser = command(commands, "lijst", _list, "alle bewaarde plannen, zonder hun inhoud")
    parser.add_argument("--json", action="store_true", help="uitvoer als JSON")
    parser = command(commands, "verwijder", _delete, "verwijder een bewaard plan")
    parser.add_argument("link", metavar="LINK", help="link van het plan, zoals lijst hem geeft")
    parser.add_argument(
        "--voorgoed", action="store_true", help="meteen en voorgoed, in plaats van na 30 dagen"
    )


def _list(options: Options) -> None:
    plans = _store().overview()
    if options.json:
        print_json([_facts(plan) for plan in plans])
    else:
        print("\n".join(_lines(plans)) or "Er zijn geen plannen bewaard.")


def _facts(plan: Any) -> dict[str, Any]:
    return {
        "link": plan.link,
        "organisatie": plan.organisation,
        "naam": plan.name,
        "versies": plan.versions,
        "bewaard": plan.last.isoformat(timespec="seconds"),
        "in_kalender": plan.shared,
        "verwijderd": plan.deleted.isoformat(timespec="seconds") if plan.deleted else None,
    }


def _lines(plans: Sequence[Any]) -> Iterator[str]:
    for plan in plans:
        parts = [plan.name or "zonder naam", plan.organisation or "zonder organisatie"]
        parts += [counted(plan.versions, "versie", "versies"), f"bewaard op {_day(plan.last)}"]
        parts += ["in de kalender"] if plan.shared else []
        parts += [f"verwijderd op {_day(plan.deleted)}"] if plan.deleted else []
        yield f"{plan.link}  {'; '.join(' '.join(part.split()) for part in parts)}"


def _day(moment: datetime) -> str:
    return day(moment.astimezone(PLACE).date())


def _delete(options: Options) -> None:
    from plans.plan_versions import PlanDeleted, StoreError

    plans = _store()
    try:
        if options.voorgoed:
            plans.remove(options.link)
            print("Het plan is voorgoed weg.")
        else:
            until = plans.delete(options.link)
            print(f"Het plan is verwijderd. Terugzetten kan tot en met {_day(until)}.")
    except PlanDeleted as error:
        raise Refusal(f"Dit plan is al verwijderd, op {_day(error.on)}.") from error
    except StoreError as error:
        raise Refusal(error.why) from error


def _store() -> Any:
    """Return the plans of the database; a database that is not there is not made."""
    from plans.plan_versions import StoreError
    from plans.storage import backup
    from plans.storage.database import address

    try:
        return backup.existing(address())
    except StoreError as error:
        raise Refusal(error.why) from error
