"""How many residents there are of each age (and profile): an own CSV, or an export of CBS StatLine.

The same files that make a target group of a plan are read here, by the same readers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from engine.model import UNKNOWN, Rulebook
from engine.total import total
from plans.area import ages, bundle, csvfile, intake, places
from plans.area.csvfile import Sheet

SHARES = ("aandeel", "percentage", "procent", "%")
FINE = 10_000  # parts in which a share is counted


@dataclass(frozen=True, slots=True)
class Margins:
    """Shares of residents (0-1) per age group and profile, each adding up to 1 where known.

    `size` is how many residents are counted, 0 where the file has shares only.
    """

    name: str
    ages: Mapping[str, float]
    profiles: Mapping[str, float] = field(default_factory=dict)
    size: int = 0
    notes: tuple[str, ...] = ()

    def population(self) -> dict[str, float]:
        """Return all shares together, by slug of the age group or profile."""
        return {**self.ages, **self.profiles}


def read(files: Sequence[tuple[str, bytes]], book: Rulebook, wanted: Sequence[str] = ()) -> Margins:
    """Return the margins in files: ages, perhaps with code lists of StatLine, and profiles.

    `wanted` names areas where a file has several. Raises KnowledgeError with the way out.
    """
    given = bundle.sort_sheets([csvfile.parse(*file) for file in files])
    sheet, counted = _counts(given.ages)
    area = ages.area_of(sheet, book, wanted)
    known = {slug: float(count) for slug, count in area.ages.items() if slug != UNKNOWN}
    if not any(known.values()):
        raise sheet.wrong(None, "hierin staat geen enkele inwoner van een leeftijd die meetelt.")
    profiles: dict[str, float] = {}
    if given.profiles:
        shares = intake.shares(given.profiles, book)
        profiles = _parts({slug: float(part) for slug, part in shares.items() if slug != UNKNOWN})
    return Margins(
        area.name, _parts(known), profiles, area.size - area.unknown if counted else 0, area.notes
    )


def _parts(numbers: Mapping[str, float]) -> dict[str, float]:
    whole = total(numbers.values())
    return {slug: number / whole for slug, number in numbers.items() if number > 0}


def _bare(column: str) -> str:
    """Return the name of a column without its unit: "aandeel (%)" is aandeel."""
    return column.rstrip(" ()%").removesuffix(" in") or "%"


def _counts(sheet: Sheet) -> tuple[Sheet, bool]:
    """Return a file with counts, and whether it had them: shares become parts of many."""
    columns = {_bare(places.plain(column)): column for column in sheet.columns}
    share = next((columns[name] for name in SHARES if name in columns), None)
    names = {places.plain(column) for column in sheet.columns}
    if share is None or any(name in names for name in ages.COUNT):
        return sheet, True
    rows = []
    for line, row in sheet.rows:
        try:
            number = csvfile.number(row.get(share, ""))
        except ValueError as error:
            raise sheet.wrong(line, f"bij '{share[:40]}': {error}") from error
        many = "" if number is None else str(round(number * Decimal(FINE)))
        rows.append((line, {**{k: v for k, v in row.items() if k != share}, "aantal": many}))
    kept = tuple(column for column in sheet.columns if column != share)
    return Sheet(sheet.name, (*kept, "aantal"), tuple(rows)), False
