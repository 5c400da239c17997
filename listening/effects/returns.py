"""What listening brings back: findings and lessons, ready for the file of the organisation.

What was measured for a channel is offered (quality C, one organisation) and never mixed with the
national knowledge; what was learned about a subject begins the next plan for it.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from engine.knowledge import organisation
from engine.knowledge.complaints import suggestion
from engine.model import Rulebook
from listening import lexicon
from listening.cycle import LogEntry
from listening.effects.effect import UNSURE
from listening.effects.placebo import is_clean
from listening.effects.results import Result
from listening.effects.standing import change

SOURCE, QUALITY = "eigen meting", "C"
LONGEST = 60  # letters of the name in an id
Finding = dict[str, Any]  # under the keys of the organisation file


@dataclass(frozen=True, slots=True)
class Addition:
    """The text of an addition to the organisation file, and what could not go into it."""

    text: str
    findings: int
    lessons: int
    leftovers: tuple[str, ...] = ()


def finding(result: Result) -> Finding | None:
    """Return what one action showed, with the channel as it was written; None when nothing.

    It takes a control, or a history in which hardly a moment without an action gets a word.
    """
    effect, action = result.effect, result.action
    if effect.word == UNSURE or effect.after is None:
        return None
    if not (effect.has_control or is_clean(effect.placebo)):
        return None
    text = f"{action.name}, gemeten bij '{action.series}'. {change(effect)}"
    data = {
        "id": _id(f"{action.name[:LONGEST]} {action.end}"),
        "kanaal": action.channel,
        "tekst": text,
        "begin": action.start.isoformat(),
        "einde": action.end.isoformat(),
        "n": round(effect.after * effect.days_after) or None,
        "bron": SOURCE,
        "kwaliteit": QUALITY,
        "onderwerp": action.subject,
        "groep": action.group,
    }
    return {key: value for key, value in data.items() if value}


def addition(book: Rulebook, results: Iterable[Result], log: Iterable[LogEntry] = ()) -> Addition:
    """Return what to add to the organisation file; its channels are those of the knowledge."""
    findings: list[Finding] = []
    leftovers: list[str] = []
    for result in results:
        if fresh := finding(result):
            slug = channel(book, fresh["kanaal"])
            if slug is None:
                near = suggestion(fresh["kanaal"], _names(book))
                leftovers.append(f"actie '{fresh['tekst'].partition(',')[0]}': kanaal "
                            f"'{fresh['kanaal']}' ken ik niet.{near}")  # fmt: skip
            else:
                own = _own_id(fresh["id"], [one["id"] for one in findings])
                findings.append(fresh | {"id": own, "kanaal": slug})
    lessons = [lesson(entry) for entry in log if entry.lesson]
    text = organisation.write({"eigen_bevindingen": findings, "lessen": lessons})
    return Addition(text.lstrip("\n"), len(findings), len(lessons), tuple(leftovers))


def lesson(entry: LogEntry) -> dict[str, str]:
    """Return what was learned, without who wrote it down."""
    return {
        "onderwerp": entry.subject,
        "datum": entry.day.isoformat(),
        "tekst": entry.lesson,
        "bron": f"logboek, {entry.role}",
    }


def channel(book: Rulebook, name: str) -> str | None:
    """Return the channel of the knowledge that a name or slug means, if any."""
    if name in book.channels:
        return name
    return _names(book).get(name.strip().casefold())


def _names(book: Rulebook) -> dict[str, str]:
    return {channel.name.casefold(): slug for slug, channel in book.channels.items()}


def _id(text: str) -> str:
    return re.sub("[^a-z0-9]+", "-", lexicon.fold(text)).strip("-") or "meting"


def _own_id(id_: str, others: Collection[str] | Sequence[str]) -> str:
    """Return an id that is not taken."""
    tries = (id_, *(f"{id_}-{number}" for number in range(2, len(others) + 3)))
    return next(one for one in tries if one not in others)
