"""What an organisation remembers in tests: two years of days, made up and the same every time."""

from datetime import date, timedelta

import numpy as np

from listening.reading.day_series import DaySeries
from listening.storage.day_memory import Memory
from listening.storage.hearing import Heard
from listening.storage.kept_entries import ACTIONS, EVENTS, entry
from listening.storage.retention import Retention

NEWEST = date(2026, 11, 20)
FIRST = date(2025, 1, 1)
LONG = Retention(3660)
SUBJECT = "schuldhulp"


def counts(mean: float, seed: int, since: date = FIRST, last: date = NEWEST) -> dict[date, int]:
    """Return counts around a mean; the same days have the same counts for the same seed."""
    random = np.random.default_rng(seed)
    span = (last - since).days + 1
    return {since + timedelta(days=at): int(random.poisson(mean)) for at in range(span)}


def series(of: str, what: str, days: dict[date, int], value: str = SUBJECT,
           origin: str = "eigen telling") -> DaySeries:  # fmt: skip
    """Return a series per day."""
    return DaySeries(of, value, what, origin, "dag", days)


def everything() -> tuple[DaySeries, ...]:
    """Return demand from two sources, supply, contact with capacity, a form, and own counts."""
    calls = counts(13, 3)
    late = {day: count + 6 * (day > NEWEST - timedelta(days=28)) for day, count in calls.items()}
    fewer = {day: round(count * (0.6 if day >= date(2026, 6, 1) else 1.0))
             for day, count in counts(40, 6).items()}  # fmt: skip
    return (
        series("onderwerp", "kliks", counts(60, 1), origin="Google Search Console"),
        series("onderwerp", "zoekacties", counts(4, 2, date(2026, 9, 1)), origin="Matomo"),
        series("aanbod", "weergaven", counts(30, 4), origin="Matomo"),
        series("contact", "telefoon", late),
        series("capaciteit", "telefoon", dict.fromkeys(calls, 15)),
        series("stappen", "begonnen", counts(4, 5, date(2026, 6, 1))),
        series("stappen", "verstuurd", counts(2, 7, date(2026, 6, 1))),
        series("eigen", "aantal", fewer, "telefoon paspoort"),
        series("onderwerp", "kliks", counts(20, 8), "grofvuil", "Google Search Console"),
    )


ROWS = (
    ("Pagina herschreven", SUBJECT, date(2026, 4, 1), "aanbod schuldhulp", 900.0, 20.0),
    ("Belmenu", "paspoort", date(2026, 6, 1), "telefoon paspoort", 0.0, 4.0),
    ("Brief", SUBJECT, date(2026, 9, 1), "contact schuldhulp: telefoon", 350.0, None),
    ("Wachttijd noemen", SUBJECT, NEWEST - timedelta(days=3), "telefoon paspoort", 200.0, None),
    ("Film", "afval", date(2026, 3, 1), "onbekende reeks", 1000.0, None),
)  # fmt: skip


def remember(memory: Memory, heard: tuple[DaySeries, ...] | None = None) -> None:
    """Let a memory hold everything, and the actions."""
    rows = [
        {"naam": name, "onderwerp": subject, "kanaal": "site", "begin": start, "reeks": of,
         "einde": start + timedelta(days=60), "kosten": cost, "uren": hours}
        for name, subject, start, of, cost, hours in ROWS
    ]  # fmt: skip
    event = {"naam": "Site vernieuwd", "begin": date(2026, 2, 2), "einde": date(2026, 2, 4)}
    entries = (*(entry(ACTIONS, row) for row in rows), entry(EVENTS, event))
    all_series = everything() if heard is None else heard
    memory.remember(
        [Heard("alles.csv", all_series, FIRST, NEWEST),
         Heard("acties.csv", (), FIRST, NEWEST, entries=entries)], LONG,
    )  # fmt: skip
