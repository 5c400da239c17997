"""A CSV with the ages of an area → how many residents of which age group, with what was assumed.

Recognised: one row per area with a column per age band (Kerncijfers wijken en buurten as CSV or
from StatLine, statistics per postcode), and one row per age (StatLine, or `leeftijd;aantal`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from engine.complaints import suggestion
from engine.model import Rulebook
from plans import bands, csvfile
from plans.csvfile import Row, Sheet

NAMES = ("regio", "wijkenenbuurten", "wijken en buurten", "gebied", "buurt", "wijk", "naam",
         "regio's", "postcode", "postcode4", "pc4", "gwb_code", "codering_3",
         "buurtcode", "wijkcode", "gwb_code_10", "codering", "buurtnaam", "wijknaam")  # fmt: skip
AGE = ("leeftijd", "leeftijdsgroep", "leeftijdsklasse", "leeftijden", "ages")
COUNT = ("aantal", "inwoners", "aantal inwoners", "bevolking", "bevolking (aantal)", "waarde",
         "value", "aantal personen", "bevolking op 1 januari (aantal)", "bevolking_1")  # fmt: skip
TOTALS = ("a_inw", "inwoner", "aantal_inwoners", "inwoners", "aantal inwoners", "totaal")
ONLY = {  # other dimensions in a StatLine file: keep the row that is about everybody
    "geslacht": ("totaal mannen en vrouwen", "mannen en vrouwen", "totaal"),
    "burgerlijke staat": ("totaal burgerlijke staat", "totaal"),
    "migratieachtergrond": ("totaal",),
}
_NUMBERED = re.compile(r"_\d+\Z")


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


def read(path: Path, book: Rulebook, wanted: Sequence[str] = ()) -> Area:
    """Return the residents of the wanted areas (code or name) in a file, together.

    Raises PlanError with the way out.
    """
    return understood(csvfile.read(path), book, wanted)


def understood(sheet: Sheet, book: Rulebook, wanted: Sequence[str] = ()) -> Area:
    """Like `read`, from rows."""
    columns = {_plain(column): column for column in sheet.columns}
    wide = {meant: column for key, column in columns.items() if (meant := _column_band(key))}
    age = next((columns[name] for name in AGE if name in columns), None)
    names = [columns[name] for name in NAMES if name in columns and columns[name] != age]
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


def _plain(column: str) -> str:
    """Return a column name in small letters, without the number that StatLine puts behind it."""
    text = _NUMBERED.sub("", column.strip().lower()) if column.startswith(("k_", "A")) else column
    text = text.strip().lower()
    return re.sub(r"^k_(\d+)tot(\d+)jaar$", r"\1 tot \2 jaar", text).replace(
        "aantalinwoners", "aantal inwoners"
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
    found = next((columns[name] for name in COUNT if name in columns), None)
    if found is None:
        raise sheet.wrong(1, "de kolom 'aantal' ontbreekt. Noem de kolom met aantallen zo.")
    return found


def _wide(
    sheet: Sheet,
    book: Rulebook,
    wanted: Sequence[str],
    names: Sequence[str],
    columns: Mapping[bands.Band, str],
    total: str | None,
) -> Area:
    rows, name = _chosen(sheet, wanted, names, once=True)
    counts: dict[bands.Band, Decimal] = {}
    hidden = Decimal(0)
    for line, row in rows:
        said = {meant: _number(sheet, line, row, column) for meant, column in columns.items()}
        known = {meant: count for meant, count in said.items() if count is not None}
        whole = _number(sheet, line, row, total) if total else None
        if len(known) < len(said) and whole is None:
            raise sheet.wrong(line, _HIDDEN)
        if len(known) < len(said):
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
    rows, name = _chosen(sheet, wanted, names, once=False)
    rows = [(line, row) for line, row in rows if _about_all(row)]
    counts: dict[bands.Band, Decimal] = {}
    seen: dict[tuple[str, ...], int] = {}
    hidden, known = Decimal(0), 0
    for line, row in rows:
        meant = bands.band(row.get(age, ""))
        if meant is None:
            if "totaal" in row.get(age, "").lower():
                continue
            raise sheet.wrong(line, f"'{row.get(age, '')[:40]}' is geen leeftijd. {_AGES}")
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
_ONCE = "Bewaar van elke leeftijd één rij: één jaar, mannen en vrouwen samen."


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
        row[column].strip().lower() in ONLY[_plain(column)]
        for column in row
        if _plain(column) in ONLY
    )


def _number(sheet: Sheet, line: int, row: Row, column: str) -> Decimal | None:
    try:
        return csvfile.number(row.get(column, ""))
    except ValueError as error:
        raise sheet.wrong(line, f"bij '{column}': {error}") from error


def _chosen(
    sheet: Sheet, wanted: Sequence[str], names: Sequence[str], once: bool
) -> tuple[list[tuple[int, Row]], str]:
    """Return the rows of the wanted areas and their name; without areas all rows are one area.

    With `once`, every area must be one row.
    """
    _apart(sheet, wanted)
    known: dict[str, str] = {}
    for _, row in sheet.rows:
        known |= {row[c].strip().lower(): row[c].strip() for c in names if row.get(c, "").strip()}
    if not wanted:
        per: dict[tuple[str, ...], None] = {
            tuple(row.get(c, "") for c in names): None for _, row in sheet.rows
        }
        if names and len(per) > 1:
            some = ", ".join(next((part for part in key if part), "") for key in list(per)[:5])
            raise sheet.wrong(
                None, f"hierin staan {len(per)} gebieden. Kies er een met --gebied, zoals: {some}."
            )
        return list(sheet.rows), next((p for key in per for p in key if p), sheet.name)
    rows: list[tuple[int, Row]] = []
    titles = []
    for area in wanted:
        found = [item for item in sheet.rows if _is(area, item[1], names)]
        if not found:
            hint = suggestion(area, list(known.values())[:20_000]) if known else ""
            raise sheet.wrong(None, f"gebied '{area}' ken ik niet.{hint}")
        if once and len(found) > 1:
            lines = ", ".join(str(line) for line, _ in found[:5])
            raise sheet.wrong(
                None, f"'{area}' staat op meer regels ({lines}). Noem de code van het gebied."
            )
        rows += [item for item in found if item not in rows]
        titles.append(next((found[0][1][c] for c in names if found[0][1].get(c)), area))
    return rows, " en ".join(titles)


def _apart(sheet: Sheet, wanted: Sequence[str]) -> None:
    """Refuse a district together with a neighbourhood within it, which would count twice."""
    codes = [(area, found[1]) for area in wanted if (found := _CODE.match(area.strip().upper()))]
    for one, digits in codes:
        for other, longer in codes:
            if one != other and longer.startswith(digits):
                raise sheet.wrong(
                    None, f"'{other}' ligt in '{one}' en telt dan dubbel. Kies er één."
                )


_CODE = re.compile(r"(?:GM|WK|BU)(\d{4,8})\Z")


def _is(area: str, row: Row, names: Sequence[str]) -> bool:
    wanted = area.strip().lower()
    return any(row.get(column, "").strip().lower() == wanted for column in names)


def _area(
    book: Rulebook, name: str, counts: Mapping[bands.Band, Decimal], hidden: Decimal, layout: str
) -> Area:
    ages = bands.groups(book.ages)
    youngest = min(low for low, _ in ages.values())
    found = bands.spread(counts, ages)
    young = sum(counts.values(), Decimal(0)) - sum(found.values(), Decimal(0))
    notes = [f"Herkend: {layout}."]
    if any(_cut(meant, ages) for meant in counts):
        notes.append(
            "De leeftijdsgroepen in het bestand zijn andere dan de onze. Binnen een groep rekenen "
            "we met even veel inwoners per leeftijdsjaar. Dat is een aanname."
        )
    notes.append(f"Wie jonger is dan {youngest} jaar, telt niet mee.")
    if hidden:
        notes.append("Van een deel is de leeftijd geheim. Dat deel heet onbekend.")
    return Area(name, _rounded(found), round(hidden), round(young), tuple(notes))


def _cut(meant: bands.Band, ages: Mapping[str, bands.Band]) -> bool:
    low, high = meant
    return any(low < edge < high for band in ages.values() for edge in band)


def _rounded(found: Mapping[str, Decimal]) -> dict[str, int]:
    return {slug: round(count) for slug, count in found.items() if round(count)}
