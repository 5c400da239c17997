"""A CSV with the ages of an area → how many residents of which age group, with what was assumed.

Recognised: one row per area with a column per age band (Kerncijfers wijken en buurten as CSV or
from StatLine, statistics per postcode), and one row per age (StatLine, or `leeftijd;aantal`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from engine.model import Rulebook
from plans.area import bands, codes, csvfile, places
from plans.area.csvfile import Row, Sheet

AGE = ("leeftijd", "leeftijdsgroep", "leeftijdsklasse", "leeftijden", "ages")
COUNT = ("aantal", "inwoners", "aantal inwoners", "bevolking", "bevolking (aantal)", "waarde",
         "value", "aantal personen", "bevolking op 1 januari (aantal)", "bevolking_1")  # fmt: skip
TOTALS = ("a_inw", "inwoner", "aantal_inwoners", "inwoners", "aantal inwoners", "totaal")
ONLY = {  # other dimensions in a StatLine file: keep the row that is about everybody
    "geslacht": ("totaal mannen en vrouwen", "mannen en vrouwen", "totaal"),
    "burgerlijke staat": ("totaal burgerlijke staat", "totaal"),
    "migratieachtergrond": ("totaal",),
}


@dataclass(frozen=True, slots=True)
class Area:
    """Residents per age group (slugs of the knowledge), for one area or several together.

    `young` are left out: younger than the youngest age group. `unknown` are in the area, but the
    file does not tell their age. `notes` are Dutch sentences: layout and assumptions.
    """

    name: str
    ages: Mapping[str, int]
    unknown: int
    young: int
    notes: tuple[str, ...]

    @property
    def size(self) -> int:
        """All residents that count."""
        return sum(self.ages.values()) + self.unknown


def read(
    path: Path, book: Rulebook, wanted: Sequence[str] = (), lists: Sequence[Path] = ()
) -> Area:
    """Return the residents of the wanted areas (code or name) in a file, together.

    `lists` are the code lists of a file in which codes stand for words. Raises PlanError with the
    way out.
    """
    sheet = codes.with_words(csvfile.read(path), [csvfile.read(one) for one in lists])
    return area_of(sheet, book, wanted)


def area_of(sheet: Sheet, book: Rulebook, wanted: Sequence[str] = ()) -> Area:
    """Like `read`, from rows."""
    columns = {places.plain(column): column for column in sheet.columns}
    wide = {meant: column for key, column in columns.items() if (meant := _column_band(key))}
    age = next((columns[name] for name in AGE if name in columns), None)
    names = places.names(sheet, age)
    if age:
        return _long(sheet, book, wanted, names, age, _count_column(sheet, columns))
    if len(wide) >= 2:
        total = next((columns[name] for name in TOTALS if name in columns), None)
        return _wide(sheet, book, wanted, names, wide, total)
    raise sheet.wrong(
        1,
        "ik herken hier geen leeftijden in. Nodig is een kolom per leeftijdsgroep, zoals "
        "a_15_24 of '15 tot 25 jaar', of de kolommen leeftijd en aantal.",
    )


def _column_band(key: str) -> bands.Band | None:
    """Return the ages of a column that counts residents by age; no other column with numbers."""
    if re.match(r"(a_|inw_)\d", key):
        return bands.band(key)
    if re.match(r"k_\d+jaarofouder", key):
        return int(re.findall(r"\d+", key)[0]), bands.TOP
    text = re.sub(r"^(aantal[_ ])?(inwoners[_ ])?", "", key).replace("_", " ")
    if re.match(r"\d{1,3} (tot|t/m|jaar)|\d{1,3}\+|\d{1,3}-\d", text):
        return bands.band(text)
    return None


def _count_column(sheet: Sheet, columns: Mapping[str, str]) -> str:
    column = next((columns[name] for name in COUNT if name in columns), None)
    if column is None:
        raise sheet.wrong(1, "de kolom 'aantal' ontbreekt. Noem de kolom met aantallen zo.")
    return column


def _wide(
    sheet: Sheet,
    book: Rulebook,
    wanted: Sequence[str],
    names: Sequence[str],
    columns: Mapping[bands.Band, str],
    total: str | None,
) -> Area:
    rows, name = places.rows_of(sheet, wanted, names, once=True)
    counts: dict[bands.Band, Decimal] = {}
    hidden = Decimal(0)
    for line, row in rows:
        numbers = {meant: _number(sheet, line, row, column) for meant, column in columns.items()}
        known = {meant: count for meant, count in numbers.items() if count is not None}
        whole = _number(sheet, line, row, total) if total else None
        if len(known) < len(numbers) and whole is None:
            raise sheet.wrong(line, _HIDDEN)
        if len(known) < len(numbers):
            hidden += max(Decimal(0), (whole or Decimal(0)) - sum(known.values(), Decimal(0)))
        for meant, count in known.items():
            counts[meant] = counts.get(meant, Decimal(0)) + count
    return _area(book, name, counts, hidden, "een kolom per leeftijdsgroep")


_HIDDEN = (
    "een leeftijd is hier geheim en het totaal ontbreekt. Kies een groter gebied, of voeg "
    "gebieden samen."
)


def _long(
    sheet: Sheet,
    book: Rulebook,
    wanted: Sequence[str],
    names: Sequence[str],
    age: str,
    count: str,
) -> Area:
    rows, name = places.rows_of(sheet, wanted, names, once=False)
    rows = [(line, row) for line, row in rows if _about_all(row)]
    counts: dict[bands.Band, Decimal] = {}
    seen: dict[tuple[str, ...], int] = {}
    hidden, known = Decimal(0), 0
    for line, row in rows:
        meant = bands.band(row.get(age, ""))
        if meant is None:
            if "totaal" in row.get(age, "").lower():
                continue
            text = row.get(age, "")[:40]
            way = codes.WAY_OUT if codes.is_code(text) else _AGES
            raise sheet.wrong(line, f"'{text}' is geen leeftijd. {way}")
        key = (row.get(age, ""), *(row.get(column, "") for column in names))
        if key in seen:
            raise sheet.wrong(line, f"deze leeftijd staat er ook op regel {seen[key]}. {_ONCE}")
        seen[key] = line
        number = _number(sheet, line, row, count)
        known += number is not None
        counts[meant] = counts.get(meant, Decimal(0)) + (number or Decimal(0))
    if not known:
        raise sheet.wrong(None, "ik vind geen enkel aantal. Kies een groter gebied.")
    _no_overlap(sheet, counts)
    return _area(book, name, counts, hidden, "een rij per leeftijd")


_AGES = "Schrijf een leeftijd (34) of een groep ('15 tot 25 jaar', '75 jaar of ouder')."
_ONCE = "Bewaar van elke leeftijd één rij: één jaar, één onderwerp, mannen en vrouwen samen."


def _no_overlap(sheet: Sheet, counts: Iterable[bands.Band]) -> None:
    """Refuse ages that would be counted twice, such as five-year groups beside ten-year groups."""
    last = 0
    for low, high in sorted(counts):
        if low < last:
            raise sheet.wrong(None, f"leeftijd {low} telt dubbel: er staan groepen door elkaar.")
        last = high


def _about_all(row: Row) -> bool:
    """Tell whether a row is about everybody, where a file also tells men and women apart."""
    return all(
        row[column].strip().lower() in ONLY[places.plain(column)] or codes.is_total(row[column])
        for column in row
        if places.plain(column) in ONLY
    )


def _number(sheet: Sheet, line: int, row: Row, column: str) -> Decimal | None:
    try:
        return csvfile.number(row.get(column, ""))
    except ValueError as error:
        raise sheet.wrong(line, f"bij '{column}': {error}") from error


def _area(
    book: Rulebook, name: str, counts: Mapping[bands.Band, Decimal], hidden: Decimal, layout: str
) -> Area:
    ages = bands.groups(book.ages)
    youngest = min(low for low, _ in ages.values())
    residents = bands.spread(counts, ages)
    young = sum(counts.values(), Decimal(0)) - sum(residents.values(), Decimal(0))
    notes = [f"Herkend: {layout}."]
    if any(_cut(meant, ages) for meant in counts):
        notes.append(
            "De leeftijdsgroepen in het bestand zijn andere dan de onze. Binnen een groep rekenen "
            "we met even veel inwoners per leeftijdsjaar. Dat is een aanname."
        )
    notes.append(f"Wie jonger is dan {youngest} jaar, telt niet mee.")
    if hidden:
        notes.append("Van een deel is de leeftijd geheim. Dat deel heet onbekend.")
    return Area(name, _whole_counts(residents), round(hidden), round(young), tuple(notes))


def _cut(meant: bands.Band, ages: Mapping[str, bands.Band]) -> bool:
    low, high = meant
    return any(low < edge < high for band in ages.values() for edge in band)


def _whole_counts(counts: Mapping[str, Decimal]) -> dict[str, int]:
    return {slug: round(count) for slug, count in counts.items() if round(count)}
