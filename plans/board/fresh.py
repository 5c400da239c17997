"""An action that begins: with what the board already knows of it."""

from typing import Any

from dutch import SHORT_MONTHS, Illegible, read_day
from plans import edit
from plans.model import Plan

NAME = "Nieuwe actie"


def new_action(plan: Plan, channel: str, group: str = "", phase: str = "") -> dict[str, Any]:
    """Return a new action under the keys of the file: of a cell, else for all in the first phase.

    It begins when its phase does, which the advisor then changes.
    """
    slug = phase or plan.phases[0].phase
    start = next(one.start for one in plan.phases if one.phase == slug)
    groups = [group] if group else [one.id for one in plan.groups if slug in plan.phases_of(one)]
    return {
        "id": edit.fresh(NAME, [action.id for action in plan.actions]),
        "wat": NAME,
        "kanaal": channel,
        "groepen": groups or [plan.groups[0].id],
        "fase": slug,
        "start": start,
    }


def whole_day(plan: Plan, text: str) -> str:
    """Return a day as typed with the year of the project behind it when it has none: "1 feb"."""
    try:
        read_day(text)
    except Illegible:
        for year in range(plan.project.start.year, plan.project.end.year + 1):
            for between in (" ", "-"):
                try:
                    day = read_day(f"{text}{between}{year}")
                except Illegible:
                    continue
                if plan.project.start <= day <= plan.project.end:
                    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"
    return text
