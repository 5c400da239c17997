"""What a service counted → what is remembered of it, by the rules of the memory.

Addresses and terms lose personal data. A page that came less than the threshold in all, or is not
among the most visited, counts in the series "overig". Terms are never kept: they count for their
subject, or nowhere.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dutch import whole
from listening import personal
from listening.connectors.transport import FetchError
from listening.reading.day_series import MOST, OF_SUBJECTS, SUPPLY, DaySeries, SubjectsOf
from listening.storage.hearing import REST, Heard

TOTAL, PAGE, DAY = "totaal", "pagina", "dag"
HIGHEST = 10**12  # more than any site counts in a day
CHANGED = "het antwoord is anders dan beschreven ({what}). Ik bewaar er niets van; meld het ons."
TWICE = "dezelfde regel komt twee keer. Ik bewaar er niets van en probeer het later weer."
LACKING = "het antwoord mist {count} regels. Ik bewaar er niets van en probeer het later weer."
Row = tuple[str, date, int]  # an address, a term or "" for all; its day; how often


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are asked, both included."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        many = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=at) for at in range(many))

    def parts(self, most: int) -> Iterator["Period"]:
        """Yield stretches of at most so many days."""
        for begin in self.days[::most]:
            yield Period(begin, min(begin + timedelta(days=most - 1), self.last))


@dataclass(frozen=True, slots=True)
class CountRows:
    """All that was counted of one kind of thing: `of` and `counts` as in DaySeries."""

    of: str
    counts: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a service says of a period; `notes` is what a reader must know of it."""

    period: Period
    counts: tuple[CountRows, ...]
    notes: tuple[str, ...] = ()


def changed(what: str) -> FetchError:
    """Return the error for an answer that is not as its documentation describes."""
    return FetchError(CHANGED.format(what=what))


def visited(counts: str, rows: tuple[Row, ...]) -> tuple[CountRows, CountRows]:
    """Return what was counted of pages: of each, and of the subjects they are about."""
    return CountRows(PAGE, counts, rows), CountRows(SUPPLY, counts, rows)


def amount(value: object, what: str) -> int:
    """Return a count as services write it. Raises FetchError for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 14:
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= HIGHEST:
        raise changed(what)
    return value


def day_in(value: object, period: Period) -> date:
    """Return a day of the period that was asked. Raises FetchError for anything else."""
    try:
        day = date.fromisoformat(str(value)[:10])
    except ValueError:
        raise changed("de datum") from None
    if not period.first <= day <= period.last:
        raise changed("een dag die niet is gevraagd")
    return day


def member(tree: object, key: str) -> object:
    """Return what stands under a key. Raises FetchError where it is not there."""
    if not isinstance(tree, dict) or key not in tree:
        raise changed(f"'{key}' ontbreekt")
    return tree[key]


def items(tree: object, what: str) -> list[object]:
    """Return a list. Raises FetchError for anything else."""
    if not isinstance(tree, list):
        raise changed(what)
    return tree


def once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows of several pages. Raises FetchError when one of them stands there twice."""
    kept = tuple(rows)
    if len({(text, day) for text, day, _ in kept}) < len(kept):
        raise FetchError(TWICE)
    return kept


def lacking(count: int) -> FetchError:
    """Return the error for an answer of which so many lines are not there."""
    return FetchError(LACKING.format(count=whole(count)))


def heard(name: str, origin: str, gathered: Gathered, subjects_of: SubjectsOf, least: int) -> Heard:
    """Return what is remembered of what was gathered; it replaces all of its kind in the period."""
    known = cache(lambda text: tuple(dict.fromkeys(subjects_of(text))))
    series = [one for part in gathered.counts for one in _series(origin, part, known, least)]
    return Heard(
        name, tuple(series), gathered.period.first, gathered.period.last,
        tuple((origin, part.of, part.counts, DAY) for part in gathered.counts),
    )  # fmt: skip


def _series(
    origin: str, part: CountRows, known: Callable[[str], tuple[str, ...]], least: int
) -> Iterator[DaySeries]:
    days: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for text, day, count in part.rows:
        for value in known(_plain(text)) if part.of in OF_SUBJECTS else (_plain(text),):
            days[value][day] += count
    kept = _kept(part.of, days, least)
    folded: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for value, counted in days.items():
        for day, count in counted.items():
            folded[value if value in kept else REST][day] += count
    for value in sorted(folded):
        counted = dict(sorted(folded[value].items()))
        yield DaySeries(part.of, value, part.counts, origin, DAY, counted)


def _kept(of: str, days: dict[str, dict[date, int]], least: int) -> set[str]:
    """Return the values that keep a series of their own."""
    if of == TOTAL:
        return set(days)
    totals = {value: sum(counts.values()) for value, counts in days.items()}
    largest = sorted(totals, key=lambda value: (-totals[value], value))[:MOST]
    return {value for value in largest if totals[value] >= least}


@cache
def _plain(text: str) -> str:
    """Return a text on one line, without personal data."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return personal.mask(line)[0]
