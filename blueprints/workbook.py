"""Journey ↔ Excel without loss (openpyxl). What a user typed stays text, never a formula.

Grey cells come from the generic step. A grey cell that is left alone stays with its generic step.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from blueprints import writing
from blueprints.lanes import KEYS, ROLES
from blueprints.merging import cells, future
from blueprints.model import APPROVED, Journey, Library, WrittenStep
from engine.knowledge.files import Lines
from engine.model import KnowledgeError, Problem

LARGEST = 5_000_000  # bytes
UNPACKED = 50_000_000  # bytes
TAGS = 300_000  # in all of the file; a journey of 24 steps has a tenth
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BLOCK = 1 << 16
SPACE = b"\xef\xbb\xbf\r\n\t "  # a mark and white space, as they may stand before XML
ROWS, COLUMNS = 1_000, 100  # of a sheet; what has text beyond is refused, never cut
LAST_ROW, LAST_COLUMN = 1_048_576, 500  # as far as we look for more
HEAD, STEPS, THEN, SOURCES, HELP = "Reis", "Stappen", "Wordt", "Bronnen", "Uitleg"
HEADS = (
    "naam", "staat", "voorbeeld", "traject", "belang", "domein", "versie", "omschrijving", "doel",
    "opmerking",
)  # fmt: skip
OWN = ("id", "generiek", "naam", "fase", "wanneer", "belang")
SOURCE = ("titel", "maker", "adres")
CLAIMS = ("wet", "onderzoek")
LISTS = ("woorden", "kanalen", "systemen", *ROLES)
CITED = re.compile(r"^(.*) \[([^\[\]]*)\]$", re.DOTALL)
GREY, BOLD, TOP = (
    Font(color="6B7680", italic=True),
    Font(bold=True),
    Alignment(wrap_text=True, vertical="top"),
)
TINT = PatternFill("solid", fgColor="F1F4F6")
HIDDEN = re.compile("_x([0-9A-Fa-f]{4})_")
EXPLAINED = (
    "Elke rij op het blad Stappen is één stap. Zet een lijst onder elkaar in één cel (Alt+Enter).",
    "Achter een wet of onderzoek staat de bron tussen blokhaken: Een zin. [AWB]",
    "Grijze, schuine tekst komt van de generieke stap. Laat je hem staan, dan blijft dat zo.",
    "Op het blad Wordt staat wat er verandert. Leeg betekent: zoals nu.",
    "Kanalen en fasen schrijf je met hun korte naam. Een fout wordt bij het inlezen genoemd.",
)
Tree = dict[str, Any]
Cells = list[tuple[int, list[str]]]  # number of the row, texts


def write(journey: Journey, shelf: Library) -> bytes:
    """Return a journey as an Excel file."""
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    tree = writing.tree(journey.written)
    _head(book.create_sheet(HEAD), tree)
    _steps(book.create_sheet(STEPS), journey, shelf)
    _then(book.create_sheet(THEN), journey, shelf)
    _sources(book.create_sheet(SOURCES), tree.get("bronnen", {}))
    help_ = book.create_sheet(HELP)
    for text in EXPLAINED:
        _row(help_, [text])
    help_.column_dimensions["A"].width = 100
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _head(sheet: Worksheet, tree: Tree) -> None:
    for key in HEADS:
        _row(sheet, [key, tree.get(key, APPROVED if key == "staat" else "")])
        sheet.cell(sheet.max_row, 1).font = BOLD
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 100


def _steps(sheet: Worksheet, journey: Journey, shelf: Library) -> None:
    columns = (*OWN, *KEYS, *ROLES, "onderzoek")
    _columns(sheet, columns)
    for step in journey.written.steps:
        own, base = _flat(writing.step(step)), _generic(step, shelf)
        _row(sheet, [_text(key, own.get(key, base.get(key))) for key in columns])
        _grey(sheet, [key not in own for key in columns])


def _then(sheet: Worksheet, journey: Journey, shelf: Library) -> None:
    columns = ("id", *KEYS)
    _columns(sheet, columns)
    for step in journey.written.steps:
        own = writing.step(step).get("wordt", {})
        base = _planned_rows(step, shelf)
        texts = [_text(key, own.get(key, base.get(key))) for key in KEYS]
        _row(sheet, [step.id, *texts])
        _grey(sheet, [False, *(key not in own for key in KEYS)])


def _sources(sheet: Worksheet, sources: Mapping[str, Mapping[str, str]]) -> None:
    _columns(sheet, ("bron", *SOURCE))
    for slug, form in sources.items():
        _row(sheet, [slug, *(form[key] for key in SOURCE)])


def _flat(tree: Tree) -> Tree:
    """Return a step with its roles beside its rows."""
    return {**tree, **tree.get("rollen", {})}


def _generic(step: WrittenStep, shelf: Library) -> Tree:
    form = shelf.generic.get(step.generic or "")
    return _flat(writing.plain(form)) if form else {}


def _planned_rows(step: WrittenStep, shelf: Library) -> Tree:
    """Return what the generic step plans for the rows that a step does not word itself."""
    form = shelf.generic.get(step.generic or "")
    if form is None or step.when != "altijd":
        return {}
    own, base = cells(step), cells(form)
    after = future(own, base, cells(form.then))
    rows = {key: value for key, value in after.items() if {**base, **own}.get(key) != value}
    return {key: writing.plain(value) for key, value in rows.items()}


def _text(key: str, value: Any) -> str:
    """Return what stands in a cell: one line an item, a source between brackets."""
    if value is None:
        return "altijd" if key == "wanneer" else ""
    if key in CLAIMS:
        return "\n".join(map(_cited_text, value))
    return "\n".join(value) if isinstance(value, list) else str(value)


def _cited_text(part: Mapping[str, Any]) -> str:
    text, sources = part["tekst"], part.get("bron", [])
    return f"{text} [{', '.join(sources)}]" if sources or CITED.match(text) else text


def _columns(sheet: Worksheet, names: Sequence[str]) -> None:
    _row(sheet, names)
    for i, _ in enumerate(names, start=1):
        sheet.cell(1, i).font, sheet.cell(1, i).fill = BOLD, TINT
        sheet.column_dimensions[get_column_letter(i)].width = 14 if i <= len(OWN) else 36
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}1"


def _row(sheet: Worksheet, values: Sequence[str]) -> None:
    """Add a row of texts; a text that looks like a formula stays a text, here and in Excel."""
    at = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for i, value in enumerate(values, start=1):
        box = sheet.cell(at, i)
        if not value:
            continue
        box.value = HIDDEN.sub(r"_x005F_x\1_", value)
        box.data_type = "s"
        box.quotePrefix = True
        box.alignment = TOP


def _grey(sheet: Worksheet, inherited: Sequence[bool]) -> None:
    for i, grey in enumerate(inherited, start=1):
        if grey:
            sheet.cell(sheet.max_row, i).font = GREY


def read(name: str, raw: bytes) -> tuple[Tree, Lines]:
    """Return the tree of a journey in an Excel file, and the row of each place.

    Raises KnowledgeError when it is no such file, or holds what has no place in a journey.
    """
    problems: list[Problem] = []
    try:
        _inspect(name, raw)
        rows = _read_sheets(name, raw, problems)
    except (KnowledgeError, MemoryError):
        raise
    except Exception as error:  # whatever a broken or hostile file does to the reader
        raise KnowledgeError((Problem(name, None, WRONG),)) from error
    _check_places(name, rows, problems)
    if problems:
        raise KnowledgeError(tuple(problems))
    return _tree(rows)


def _read_sheets(name: str, raw: bytes, problems: list[Problem]) -> dict[str, Cells]:
    """Return the rows of every sheet but the help, read row by row."""
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    missing = [title for title in (HEAD, STEPS) if title not in sheets]
    if missing:
        message = (
            f"het blad '{missing[0]}' ontbreekt. Begin met een reis die je als Excel meeneemt."
        )
        raise KnowledgeError((Problem(name, None, message),))
    return {
        title: list(_rows(name, sheet, problems))
        for title, sheet in sheets.items()
        if title != HELP
    }


def _check_places(name: str, rows: Mapping[str, Cells], problems: list[Problem]) -> None:
    """Note what would not be read: an unknown sheet, or two of what can be there once."""

    def note(title: str, number: int, message: str) -> None:
        problems.append(Problem(name, number, f"op blad '{title}' {message}"))

    for title, lines in rows.items():
        if title not in (HEAD, STEPS, THEN, SOURCES) and lines:
            note(title, lines[0][0], "staat iets, en dat blad ken ik niet. Verwijder het.")
    for number, row in rows[HEAD]:
        if any(row[2:]) or not row[0]:
            note(HEAD, number, "hoort links een sleutel en rechts een tekst, en verder niets.")
    once = {
        HEAD: [(number, row[0]) for number, row in rows[HEAD]],
        THEN: [(n, row.get("id", "")) for n, row in _table(rows.get(THEN, []))],
        SOURCES: [(n, row.get("bron", "")) for n, row in _table(rows.get(SOURCES, []))],
    }
    for title, keys in once.items():
        for number, key in _again(keys):
            note(title, number, f"staat '{key}' nog een keer. Haal een van de twee weg.")
    for title in (STEPS, THEN, SOURCES):
        for number, row in rows.get(title, [])[:1]:
            for _, head in _again([(number, head) for head in row]):
                note(title, number, f"heten twee kolommen '{head}'. Haal er een weg.")


def _again(keys: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield what was there already."""
    seen: set[str] = set()
    for number, key in keys:
        if key and key in seen:
            yield number, key
        seen.add(key)


WRONG = "dit is geen Excel-bestand (.xlsx) dat ik kan lezen. Bewaar het opnieuw als .xlsx."
TOO_LARGE = "dit bestand is te groot. Een reis is hooguit 5 MB."
TOO_MANY = (
    "hierin staan te veel cellen. Kopieer alleen de cellen met tekst naar de reis die je als Excel "
    "meenam."
)


def _inspect(name: str, raw: bytes) -> None:
    """Count what is packed in a file, piece by piece, before anything makes objects of it.

    Raises KnowledgeError when it is too much, ValueError when it is no text as Excel writes it.
    """
    size = tags = 0
    if len(raw) > LARGEST:
        raise KnowledgeError((Problem(name, None, TOO_LARGE),))
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        if sum(part.file_size for part in packed.infolist()) > UNPACKED:
            raise KnowledgeError((Problem(name, None, TOO_LARGE),))
        for part in packed.infolist():
            if part.compress_type not in PACKED:
                raise ValueError(part.compress_type)
            for block in _blocks(packed, part):
                size, tags = size + len(block), tags + block.count(b"<")
                if size > UNPACKED:
                    raise KnowledgeError((Problem(name, None, TOO_LARGE),))
                if tags > TAGS:
                    raise KnowledgeError((Problem(name, None, TOO_MANY),))


def _blocks(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the content of a part that is XML; raises ValueError when its tags cannot be counted.

    That is when it is in letters of more than a byte, or begins with what is no tag.
    """
    if not part.filename.endswith((".xml", ".rels")):
        return
    with packed.open(part) as file:
        start = True
        while block := file.read(BLOCK):
            if b"\0" in block or (start and not block.lstrip(SPACE).startswith(b"<")):
                raise ValueError(part.filename)
            start = False
            yield block


def _rows(name: str, sheet: Worksheet, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something: number, texts."""
    before = None
    cells = sheet.iter_rows(max_row=LAST_ROW, max_col=LAST_COLUMN)
    for number, row in enumerate(cells, start=1):
        if row is before:  # one and the same empty row stands for all that are not there
            continue
        before = row
        texts = [_cell_text(name, sheet.title, box, problems) for box in row]
        width = max((i for i, text in enumerate(texts, start=1) if text), default=0)
        if number > ROWS or width > COLUMNS:
            if not width:
                continue
            message = (
                f"blad '{sheet.title}' loopt door tot cel {get_column_letter(width)}{number}. Ik "
                f"lees hooguit {ROWS} rijen en {COLUMNS} kolommen. Verwijder wat daarbuiten staat."
            )
            problems.append(Problem(name, None, message))
            return
        if width:
            yield number, texts[:COLUMNS]


def _cell_text(name: str, title: str, box: Any, problems: list[Problem]) -> str:
    if box.value is None:
        return ""
    if box.data_type in ("f", "e"):
        message = f"op blad '{title}', cel {box.coordinate} staat een formule. Zet er tekst."
        problems.append(Problem(name, box.row, message))
        return ""
    value = "" if box.value is None else str(box.value)
    value = HIDDEN.sub(lambda match: chr(int(match[1], 16)), value)
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def _tree(rows: Mapping[str, Cells]) -> tuple[Tree, Lines]:
    tree: Tree = {}
    lines: Lines = {(): 1}
    for number, row in rows[HEAD]:
        if len(row) > 1 and row[1]:
            tree[row[0]], lines[(row[0],)] = row[1], number
    sources = _table(rows.get(SOURCES, []))
    if sources:
        tree["bronnen"] = {row.pop("bron", ""): row for _, row in sources}
    tree["stappen"] = []
    for i, (number, texts) in enumerate(_table(rows[STEPS])):
        lines[("stappen", i)] = number
        step = {key: _value(key, text) for key, text in texts.items()}
        roles = {key: step.pop(key) for key in ROLES if key in step}
        tree["stappen"].append({**step, **({"rollen": roles} if roles else {})})
    _add_then(tree["stappen"], _table(rows.get(THEN, [])))
    return tree, lines


def _table(rows: Cells) -> list[tuple[int, dict[str, str]]]:
    """Return the rows under their column names, without empty cells."""
    if not rows:
        return []
    heads = [head or f"kolom {i}" for i, head in enumerate(rows[0][1], start=1)]
    return [
        (number, {head: text for head, text in zip(heads, row, strict=False) if text})
        for number, row in rows[1:]
    ]


def _add_then(steps: list[Tree], rows: list[tuple[int, dict[str, str]]]) -> None:
    at = {step.get("id"): step for step in steps}
    for _, row in rows:
        changes = {key: _value(key, text) for key, text in row.items() if key != "id"}
        step = at.get(row.get("id"))
        if changes and step is not None:
            step["wordt"] = changes
        elif changes:
            steps.append({"id": row.get("id", ""), "wordt": changes})


def _value(key: str, text: str) -> Any:
    """Return what a cell says: a list, statements with their sources, or a text."""
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    if key in CLAIMS:
        return [_statement(part) for part in parts]
    return parts if key in LISTS else text


def _statement(text: str) -> Tree:
    match = CITED.match(text)
    if not match:
        return {"tekst": text}
    slugs = [slug.strip() for slug in match[2].split(",") if slug.strip()]
    return {"tekst": match[1], "bron": slugs} if slugs else {"tekst": match[1]}
