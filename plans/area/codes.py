"""A StatLine file in which codes stand for words, with its code lists → the same rows in words.

Such a file (Observations.csv) comes with a list per column: LeeftijdCodes.csv and so on, each with
a code (Identifier or Key) and a title.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from plans.area import places
from plans.area.csvfile import Sheet

KEYS, TITLE = ("identifier", "key"), "title"
SUFFIX = "codes"
AREA = "gebied"  # the column in which the title of an area is put, beside its code
WAY_OUT = (
    "Dat is een code van StatLine. Kies daar een download als CSV waarin woorden staan, zoals "
    "‘15 tot 20 jaar’, of geef de codelijst LeeftijdCodes.csv uit hetzelfde zipbestand erbij."
)
_CODE = re.compile(r"[A-Z]?\d{4,}")
_TOTAL = re.compile(r"T\d{6}")


def is_code(text: str) -> bool:
    """Tell whether a text is a code of StatLine and no word or age."""
    return _CODE.fullmatch(text.strip()) is not None


def is_total(text: str) -> bool:
    """Tell whether a code means everybody, such as T001038."""
    return _TOTAL.fullmatch(text.strip()) is not None


def is_list(sheet: Sheet) -> bool:
    """Tell whether a file is a code list."""
    columns = {column.lower() for column in sheet.columns}
    return TITLE in columns and bool(columns & set(KEYS))


def with_words(sheet: Sheet, lists: Sequence[Sheet]) -> Sheet:
    """Return a file with the titles of its codes; an area has its title beside its code.

    Raises PlanError when a list is none, or belongs to no column.
    """
    for one in lists:
        if not is_list(one):
            raise one.wrong(1, "dit is geen codelijst: de kolommen Identifier en Title ontbreken.")
        sheet = _with_titles(sheet, one)
    return sheet


def _with_titles(sheet: Sheet, one: Sheet) -> Sheet:
    titles = _titles(one)
    column = _column(sheet, one.name, titles)
    if column is None:
        raise one.wrong(None, f"deze codelijst hoort niet bij {sheet.name}.")
    into = AREA if column in places.names(sheet) else column
    rows = tuple(
        (line, {**row, into: titles.get(row.get(column, ""), row.get(column, ""))})
        for line, row in sheet.rows
    )
    return Sheet(sheet.name, tuple(dict.fromkeys((*sheet.columns, into))), rows)


def _titles(one: Sheet) -> dict[str, str]:
    columns = {column.lower(): column for column in one.columns}
    key = next(columns[name] for name in KEYS if name in columns)
    return {row.get(key, ""): row.get(columns[TITLE], "") for _, row in one.rows if row.get(key)}


def _column(sheet: Sheet, name: str, titles: Mapping[str, str]) -> str | None:
    """Return the column a list is for: by the name of its file, else by the codes in it."""
    named = name.lower().rpartition(".")[0].removesuffix(SUFFIX)
    for column in sheet.columns:
        if column.lower() == named and _has_codes(sheet, column, titles):
            return column
    words = (c for c in sheet.columns if c.lower() not in ("id", "value", "measure"))
    return next((c for c in words if _has_codes(sheet, c, titles)), None)


def _has_codes(sheet: Sheet, column: str, titles: Iterable[str]) -> bool:
    codes = {row.get(column, "") for _, row in sheet.rows} - {""}
    return bool(codes) and codes <= set(titles)
