"""Journey ↔ Excel without loss (openpyxl). What a user typed stays text, never a formula.

Grey cells come from the generic step. A grey cell that is left alone stays with its generic step.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.cell import Cell as Box
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from blueprints import writing
from blueprints.lanes import KEYS, ROLES
from blueprints.merging import cells, future
from blueprints.model import Journey, Library, WrittenStep
from engine.knowledge.files import Lines
from engine.model import KnowledgeError, Problem

LARGEST = 5_000_000  # bytes
UNPACKED = 50_000_000  # bytes
HEAD, STEPS, THEN, SOURCES, HELP = "Reis", "Stappen", "Wordt", "Bronnen", "Uitleg"
HEADS = ("naam", "voorbeeld", "traject", "domein", "versie", "omschrijving", "doel", "opmerking")
OWN = ("id", "generiek", "naam", "fase", "wanneer")
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
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _head(sheet: Worksheet, tree: Tree) -> None:
    for key in HEADS:
        _row(sheet, [key, tree.get(key, "")])
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
        base = _planned(step, shelf)
        said = [_text(key, own.get(key, base.get(key))) for key in KEYS]
        _row(sheet, [step.id, *said])
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


def _planned(step: WrittenStep, shelf: Library) -> Tree:
    """Return what the generic step plans for the rows that a step does not word itself."""
    form = shelf.generic.get(step.generic or "")
    if form is None or step.when != "altijd":
        return {}
    own, base = cells(step), cells(form)
    after = future(own, base, cells(form.then))
    found = {key: value for key, value in after.items() if {**base, **own}.get(key) != value}
    return {key: writing.plain(value) for key, value in found.items()}


def _text(key: str, value: Any) -> str:
    """Return what stands in a cell: one line an item, a source between brackets."""
    if value is None:
        return "altijd" if key == "wanneer" else ""
    if key in CLAIMS:
        return "\n".join(f"{part['tekst']} [{', '.join(part['bron'])}]" for part in value)
    return "\n".join(value) if isinstance(value, list) else str(value)


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

    Raises KnowledgeError when it is no such file or holds a formula.
    """
    book = _opened(name, raw)
    missing = [title for title in (HEAD, STEPS) if title not in book.sheetnames]
    if missing:
        message = (
            f"het blad '{missing[0]}' ontbreekt. Begin met een reis die je als Excel meeneemt."
        )
        raise KnowledgeError((Problem(name, None, message),))
    problems: list[Problem] = []
    rows = {
        title: list(_rows(name, book[title], problems))
        for title in (HEAD, STEPS, THEN, SOURCES)
        if title in book.sheetnames
    }
    if problems:
        raise KnowledgeError(tuple(problems))
    return _tree(rows)


def _opened(name: str, raw: bytes) -> openpyxl.Workbook:
    """Return a workbook; nothing larger than we can hold is unpacked."""
    wrong = "dit is geen Excel-bestand (.xlsx) dat ik kan lezen. Bewaar het opnieuw als .xlsx."
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if len(raw) > LARGEST or size > UNPACKED:
            wrong = "dit bestand is te groot. Een reis is hooguit 5 MB."
            raise ValueError(wrong)
        return openpyxl.load_workbook(io.BytesIO(raw), data_only=False)
    except Exception as error:  # whatever a broken or hostile file does to the reader
        raise KnowledgeError((Problem(name, None, wrong),)) from error


def _rows(name: str, sheet: Worksheet, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something: number, texts."""
    for number, row in enumerate(sheet.iter_rows(max_row=200, max_col=60), start=1):
        found = [_said(name, box, problems) for box in row]
        if any(found):
            yield number, found


def _said(name: str, box: Box, problems: list[Problem]) -> str:
    if box.data_type in ("f", "e"):
        message = (
            f"op blad '{box.parent.title}', cel {box.coordinate} staat een formule. Zet er tekst."
        )
        problems.append(Problem(name, box.row, message))
        return ""
    value = "" if box.value is None else str(box.value)
    value = HIDDEN.sub(lambda match: chr(int(match[1], 16)), value)
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def _tree(rows: Mapping[str, list[tuple[int, list[str]]]]) -> tuple[Tree, Lines]:
    tree: Tree = {}
    lines: Lines = {(): 1}
    for number, row in rows[HEAD]:
        if row[0] and len(row) > 1 and row[1]:
            tree[row[0]], lines[(row[0],)] = row[1], number
    sources = _table(rows.get(SOURCES, []))
    if sources:
        tree["bronnen"] = {row.pop("bron", ""): row for _, row in sources}
    tree["stappen"] = []
    for i, (number, said) in enumerate(_table(rows[STEPS])):
        lines[("stappen", i)] = number
        step = {key: _value(key, text) for key, text in said.items()}
        roles = {key: step.pop(key) for key in ROLES if key in step}
        tree["stappen"].append({**step, **({"rollen": roles} if roles else {})})
    _add_then(tree["stappen"], _table(rows.get(THEN, [])))
    return tree, lines


def _table(rows: list[tuple[int, list[str]]]) -> list[tuple[int, dict[str, str]]]:
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
        said = {key: _value(key, text) for key, text in row.items() if key != "id"}
        step = at.get(row.get("id"))
        if said and step is not None:
            step["wordt"] = said
        elif said:
            steps.append({"id": row.get("id", ""), "wordt": said})


def _value(key: str, text: str) -> Any:
    """Return what a cell says: a list, statements with their sources, or a text."""
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    if key in CLAIMS:
        return [_statement(part) for part in parts]
    return parts if key in LISTS else text


def _statement(text: str) -> Tree:
    found = CITED.match(text)
    if not found:
        return {"tekst": text}
    slugs = [slug.strip() for slug in found[2].split(",") if slug.strip()]
    return {"tekst": found[1], "bron": slugs}
