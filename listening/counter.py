"""Counts at desk and telephone: handled in one contact, and demand that passes capacity."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from listening.model import Reading
from listening.reading.export_store import ExportStore

WEEK = 7  # days over which demand is compared with capacity
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DeskLoad:
    """One subject through one channel; `once` is the share handled in one contact, if counted.

    `capacity` and `demand` are of the last days together that have a capacity, at most a week.
    """

    subject: str
    channel: str
    count: int
    once: float | None
    demand: int | None = None
    capacity: int | None = None
    since: date | None = None

    @property
    def too_much(self) -> bool:
        """Tell whether demand passes capacity."""
        return self.capacity is not None and (self.demand or 0) > self.capacity


def desks(store: ExportStore, readings: Iterable[Reading]) -> tuple[DeskLoad, ...]:
    """Return every subject and channel of the counts, most contacts first."""
    rows = [row for r in readings if r.kind.holds == "tellingen" for row in store.records(r)]
    by_key: dict[Key, list[dict[str, object]]] = defaultdict(list)
    for row in rows:
        by_key[row["onderwerp"], row["kanaal"]].append(row)
    loads = [_desk(key, given) for key, given in by_key.items()]
    return tuple(sorted(loads, key=lambda desk: (-desk.count, desk.subject, desk.channel)))


def _desk(key: Key, rows: list[dict[str, object]]) -> DeskLoad:
    def total(name: str, among: list[dict[str, object]]) -> int:
        return sum(int(str(row[name])) for row in among)

    known = [row for row in rows if row.get("in_een_keer") is not None]
    counted = total("aantal", known)
    able = [row for row in rows if row.get("capaciteit") is not None]
    desk = DeskLoad(
        *key, total("aantal", rows), total("in_een_keer", known) / counted if counted else None
    )
    if not able:
        return desk
    days = [day for row in able if isinstance(day := row["datum"], date)]
    since = max(days) - timedelta(days=WEEK - 1)
    last = [row for row in able if isinstance(day := row["datum"], date) and day >= since]
    return DeskLoad(desk.subject, desk.channel, desk.count, desk.once, total("aantal", last),
                total("capaciteit", last), since)  # fmt: skip


def warning(desk: DeskLoad) -> str:
    """Say that demand passes capacity, and what to do."""
    return (
        f"{desk.subject}, {desk.channel}: sinds {desk.since:%d-%m-%Y} kwamen {desk.demand} vragen "
        f"binnen en kun je er {desk.capacity} aan. {_spread(desk)}"
    )


def _spread(desk: DeskLoad) -> str:
    """Propose how to spread an action, from how much demand passed capacity."""
    if not desk.capacity or not desk.demand:
        return "Spreid de actie: wacht met de volgende stap tot er ruimte is."
    weeks, share = ceil(desk.demand / desk.capacity), 100 * desk.capacity // desk.demand
    return (
        f"Spreid de actie over minstens {weeks} weken: nodig per week hoogstens {share} procent "
        "uit van wie je nu in een week uitnodigt. In een kanaalplan maak je er bij Afspraken "
        "golven van."
    )
