"""The rows of the sheets of an Excel workbook, as text, by an event parser without entities.

Only values are read: formulas, links, macros and drawings are left alone.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from xml.parsers import expat

CONTENT = "[Content_Types].xml"
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
FIRST_SHEET = "xl/worksheets/sheet1.xml"
WIDEST = 2_000  # columns
LONGEST = 100_000  # characters of a cell
MOST_STRINGS = 2_000_000
DATES = {*range(14, 23), *range(45, 48)}  # formats that every workbook has
EPOCH = datetime(1899, 12, 30)
LAST_DAY = 2_958_465  # 31 December 9999
BROKEN = "dit Excel-bestand is beschadigd. Open het in Excel en bewaar het opnieuw."
TOO_LARGE = "dit Excel-bestand is te groot. Bewaar alleen de kolommen die je nodig hebt."
NO_SHEET = "in dit Excel-bestand staat geen werkblad. Bewaar het als CSV."
ERROR = "in cel {cell} staat een fout ({error}). Herstel hem in Excel en bewaar het opnieuw."
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
Reader = Callable[[str], bytes | None]
Row = tuple[int, tuple[str, ...]]


class CellNumber(str):
    """The text of a cell that is a number in the workbook."""

    __slots__ = ()


class NoWorkbook(Exception):
    """A workbook that cannot be read; the message is Dutch."""


def rows(read: Reader, most_rows: int, most_cells: int) -> list[Row]:
    """Return (number, cells) of every row of the first sheet. Raises NoWorkbook."""
    return sheets(read, most_rows, most_cells, 1)[0][1]


def sheets(read: Reader, most_rows: int, most_cells: int, most: int) -> list[tuple[str, list[Row]]]:
    """Return (name, rows) of the first sheets that are not hidden. Raises NoWorkbook.

    There may be `most_rows` in a sheet, and `most_cells` in all together.
    """
    strings = _Strings()
    _parse(strings, read(STRINGS))
    if not strings.whole():
        raise NoWorkbook(BROKEN)
    styles = _Styles()
    _parse(styles, read(STYLES))
    every: list[tuple[str, list[Row]]] = []
    for sheet, place in _places(read)[:most]:
        raw = read(place) or (read(FIRST_SHEET) if not every else None)
        if raw is not None:
            reading = _SheetReading(strings.texts, styles.dated(), most_rows, most_cells)
            _parse(reading, raw)
            most_cells = reading.left
            every.append((sheet, reading.rows))
    if not every:
        raise NoWorkbook(NO_SHEET)
    return every


class _Events:
    """What happens at the start of an element, at its end, and at text."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See an element begin."""

    def end(self, name: str) -> None:
        """See an element end."""

    def text(self, text: str) -> None:
        """See a piece of text."""


def _parse(events: _Events, raw: bytes | None) -> None:
    if raw is None:
        return
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: events.start(
        name.rpartition(" ")[2], {key.rpartition(" ")[2]: v for key, v in attributes.items()}
    )
    parser.EndElementHandler = lambda name: events.end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = events.text
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, ValueError, IndexError, LookupError) as error:
        raise NoWorkbook(BROKEN) from error


def _no_doctype(*_: object) -> None:
    raise NoWorkbook(BROKEN)


class _Named(_Events):
    """The sheets that can be seen and where they stand, from two parts of the workbook."""

    def __init__(self) -> None:
        self.sheets, self.targets = list[tuple[str, str]](), dict[str, str]()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet" and attributes.get("state", "") != "hidden":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))
        elif name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


def _places(read: Reader) -> list[tuple[str, str]]:
    """Return name and place of each sheet."""
    names = _Named()
    _parse(names, read(WORKBOOK))
    _parse(names, read(RELATIONS))
    pairs = [(name, names.targets.get(id_, "")) for name, id_ in names.sheets] or [("", "")]
    return [
        (name, place.removeprefix("/") if place.startswith("/xl/") else f"xl/{place}")
        for name, place in pairs
    ]


class _Strings(_Events):
    """The texts that cells share; readings of characters (furigana) are no part of them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._within = self._aside = False
        self._count = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._within = name == "t"
        if name == "sst":
            self._count = attributes.get("uniqueCount", "")
        self._aside = self._aside or name == "rPh"
        if name == "si":
            self._parts = []

    def end(self, name: str) -> None:
        self._within = False
        if name == "rPh":
            self._aside = False
        if name == "si":
            self.texts.append("".join(self._parts))
            if len(self.texts) > MOST_STRINGS:
                raise NoWorkbook(TOO_LARGE)

    def whole(self) -> bool:
        """Tell whether there are as many texts as the list says."""
        return not self._count or self._count == str(len(self.texts))

    def text(self, text: str) -> None:
        if self._within and not self._aside:
            self._parts.append(text)


class _Styles(_Events):
    """Which styles of cells show a number as a day."""

    def __init__(self) -> None:
        self._own: dict[int, bool] = {}
        self._styles: list[int] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            bare = _outside(attributes.get("formatCode", "").lower())
            self._own[int(attributes["numFmtId"])] = any(sign in bare for sign in "ydhs")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self._styles.append(int(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def dated(self) -> frozenset[int]:
        """Return the places of those styles."""
        return frozenset(
            place
            for place, number in enumerate(self._styles)
            if self._own.get(number, number in DATES)
        )


class _SheetReading(_Events):
    """Collects the rows of a sheet."""

    def __init__(
        self, strings: list[str], dated: frozenset[int], most_rows: int, most_cells: int
    ) -> None:
        self.rows: list[Row] = []
        self._strings, self._dated = strings, dated
        self._most_rows, self.left = most_rows, most_cells
        self._cells: dict[int, str] = {}
        self._line, self._column, self._place = 0, -1, ""
        self._kind, self._style, self._parts = "", 0, list[str]()
        self._within = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._line = int(attributes.get("r", self._line + 1))
            self._column, self._cells = -1, {}
        elif name == "c":
            self._place = attributes.get("r", "")
            match = _PLACE.fullmatch(self._place)
            self._column = _number(match[1]) if match else self._column + 1
            if self._column >= WIDEST:
                raise NoWorkbook(TOO_LARGE)
            self._kind, self._parts = attributes.get("t", "n"), []
            self._style = int(attributes.get("s", "0"))
        self._within = name in ("v", "t")

    def text(self, text: str) -> None:
        if self._within:
            self._parts.append(text)

    def end(self, name: str) -> None:
        self._within = False
        if name == "c":
            self._cells[self._column] = self._value("".join(self._parts))
        elif name == "row":
            width = max(self._cells, default=-1) + 1
            self.left -= width
            if len(self.rows) >= self._most_rows or self.left < 0:
                raise NoWorkbook(TOO_LARGE)
            self.rows.append((self._line, tuple(self._cells.get(at, "") for at in range(width))))

    def _value(self, raw: str) -> str:
        if self._kind == "e":
            raise NoWorkbook(ERROR.format(cell=self._place[:10], error=raw[:10]))
        if self._kind == "s":
            text = self._strings[int(raw)] if int(raw) >= 0 else self._strings[len(self._strings)]
        elif self._kind == "b":
            text = "1" if raw.strip() == "1" else "0"
        elif self._kind == "n" and raw.strip():
            text = _shown(float(raw), self._style in self._dated)
        else:
            text = raw
        if len(text) > LONGEST:
            raise NoWorkbook(TOO_LARGE)
        return text


def _outside(form: str) -> str:
    """Return a format of numbers without what stands in quotes or brackets."""
    kept, closing = [], ""
    for sign in form:
        if closing:
            closing = "" if sign == closing else closing
        elif sign in '"[':
            closing = '"' if sign == '"' else "]"
        else:
            kept.append(sign)
    return "".join(kept)


def _number(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - ord("A") + 1
    return value - 1


def _shown(value: float, dated: bool) -> str:
    """Return a number as a person would type it, or the day that it stands for."""
    if dated and 0 <= value <= LAST_DAY:
        return (EPOCH + timedelta(days=value)).isoformat(sep=" ", timespec="seconds")
    if value != value or value in (float("inf"), float("-inf")):
        raise NoWorkbook(BROKEN)
    return CellNumber(int(value) if value == int(value) and abs(value) < 1e15 else repr(value))
