"""Which rows of a CSV are about the areas that somebody wants, by code or by name."""

import re
from collections.abc import Sequence

from engine.knowledge.complaints import suggestion
from plans.area.csvfile import Row, Sheet

NAMES = ("regio", "wijkenenbuurten", "wijken en buurten", "gebied", "buurt", "wijk", "naam",
         "regio's", "postcode", "postcode4", "pc4", "gwb_code", "codering_3",
         "buurtcode", "wijkcode", "gwb_code_10", "codering", "regios",
         "buurtnaam", "wijknaam")  # fmt: skip
_NUMBERED = re.compile(r"_\d+\Z")
_CODE = re.compile(r"(?:GM|WK|BU)(\d{4,8})\Z")


def plain(column: str) -> str:
    """Return a column name in small letters, without the number that StatLine puts behind it."""
    text = _NUMBERED.sub("", column.strip().lower()) if column.startswith(("k_", "A")) else column
    text = text.strip().lower()
    return re.sub(r"^k_(\d+)tot(\d+)jaar$", r"\1 tot \2 jaar", text).replace(
        "aantalinwoners", "aantal inwoners"
    )


def names(sheet: Sheet, age: str | None = None) -> list[str]:
    """Return the columns that name an area; `age` is the column of ages, if any."""
    columns = {plain(column): column for column in sheet.columns}
    return [columns[name] for name in NAMES if name in columns and columns[name] != age]


def areas(sheet: Sheet) -> dict[str, str]:
    """Return what to call each area of a file → how it is shown, when there are more than one."""
    columns, titles = names(sheet), {}
    for _, row in sheet.rows:
        words = list(dict.fromkeys(row[c].strip() for c in columns if row.get(c, "").strip()))
        if words:
            code = next((word for word in words if _CODE.match(word.upper())), words[0])
            titles[code] = ", ".join(words[:3])
    return titles if len(titles) > 1 else {}


def rows_of(
    sheet: Sheet, wanted: Sequence[str], names: Sequence[str], once: bool
) -> tuple[list[tuple[int, Row]], str]:
    """Return the rows of the wanted areas and their name; without areas all rows are one area.

    With `once`, every area must be one row.
    """
    _refuse_overlap(sheet, wanted)
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
                None, f"hierin staan {len(per)} gebieden. Kies er een, zoals: {some}."
            )
        return list(sheet.rows), next((p for key in per for p in key if p), sheet.name)
    rows: list[tuple[int, Row]] = []
    titles = []
    for area in wanted:
        matches = [item for item in sheet.rows if _is(area, item[1], names)]
        if not matches:
            hint = suggestion(area, list(known.values())[:20_000]) if known else ""
            raise sheet.wrong(None, f"gebied '{area}' ken ik niet.{hint}")
        if once and len(matches) > 1:
            lines = ", ".join(str(line) for line, _ in matches[:5])
            raise sheet.wrong(
                None, f"'{area}' staat op meer regels ({lines}). Noem de code van het gebied."
            )
        rows += [item for item in matches if item not in rows]
        titles.append(next((matches[0][1][c] for c in names if matches[0][1].get(c)), area))
    return rows, " en ".join(titles)


def _refuse_overlap(sheet: Sheet, wanted: Sequence[str]) -> None:
    """Refuse a district together with a neighbourhood within it, which would count twice."""
    codes = [(area, found[1]) for area in wanted if (found := _CODE.match(area.strip().upper()))]
    for one, digits in codes:
        for other, longer in codes:
            if one != other and longer.startswith(digits):
                raise sheet.wrong(
                    None, f"'{other}' ligt in '{one}' en telt dan dubbel. Kies er één."
                )


def _is(area: str, row: Row, names: Sequence[str]) -> bool:
    wanted = area.strip().lower()
    return any(row.get(column, "").strip().lower() == wanted for column in names)
