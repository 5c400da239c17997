"""Journey ↔ Excel without loss (openpyxl). What a user typed stays text, never a formula.

Grey cells come from the generic step. A grey cell that is left alone stays with its generic step.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from blueprints import excel_reading, slug_names, writing
from blueprints.excel_reading import HIDDEN, Cells
from blueprints.lanes import ROLES
from blueprints.merging import cells, future
from blueprints.model import APPROVED, Journey, Library, WrittenStep
from blueprints.sheet_forms import (
    CHOICES,
    FIRST,
    FLAT,
    GROUPS,
    HEAD,
    HEADS,
    HELP,
    LAST,
    LATER,
    SOURCE,
    SOURCES,
    STEPS,
    THEN,
    Tree,
    deep,
    flat,
    named_columns,
    text_of,
    value_of,
)
from engine.knowledge.files import Lines
from engine.model import KnowledgeError, Problem, Rulebook

GREY, BOLD, TOP = (
    Font(color="6B7680", italic=True),
    Font(bold=True),
    Alignment(wrap_text=True, vertical="top"),
)
TINT = PatternFill("solid", fgColor="F1F4F6")
NO_SHEET = (
    "het blad '{title}' ontbreekt. Begin met een reis die je als Excel meeneemt, of breng het "
    "bestand in bij ‘Van elders’."
)
GONE = "het blad '{title}' ontbreekt. Zet het terug; het mag leeg zijn."
EXPLAINED = (
    "Elke rij op het blad Stappen is één stap. Zet een lijst onder elkaar in één cel (Alt+Enter).",
    "Achter een wet of onderzoek staat de bron tussen blokhaken: Een zin. [AWB]",
    "Grijze, schuine tekst komt van de generieke stap. Laat je hem staan, dan blijft dat zo.",
    "Op het blad Wordt staat wat er verandert. Leeg betekent: zoals nu.",
    "Op het blad Later staat waar jullie naartoe willen, en op Doelgroepen wat voor wie anders is.",
    "Een kolom ‘anderen: Wijkteam’ is een rij van een ander, ‘eigen: Kosten’ een eigen rij.",
    "Vervolg: de id van de stap, een dubbele punt en wanneer. Bijlagen: Naam [https://adres].",
    "Kanalen, fasen en stemmingen schrijf je met hun naam of hun korte naam; zie Lijsten.",
)
HEAD_WITHIN = 10  # rows in which the names of columns must stand, under a title
Table = list[tuple[int, dict[str, str]]]  # number of the row, texts under their column


def write(journey: Journey, shelf: Library, book: Rulebook | None = None) -> bytes:
    """Return a journey as an Excel file; with the knowledge it has lists to choose from."""
    file = openpyxl.Workbook()
    file.remove(file["Sheet"])
    tree = writing.tree(journey.written)
    _head(file.create_sheet(HEAD), tree)
    named = _named(journey, shelf)
    _steps(file.create_sheet(STEPS), journey, shelf, named)
    _then(file.create_sheet(THEN), journey, shelf, named)
    _more(file.create_sheet(LATER), ("id",), _later(journey), named)
    _more(file.create_sheet(GROUPS), ("doelgroep", "id"), _groups(journey), named)
    _sources(file.create_sheet(SOURCES), tree.get("bronnen", {}))
    help_ = file.create_sheet(HELP)
    for text in EXPLAINED:
        _row(help_, [text])
    help_.column_dimensions["A"].width = 100
    if book is not None:
        _choices(file, book, shelf)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _head(sheet: Worksheet, tree: Tree) -> None:
    for key in HEADS:
        text = tree.get(key, APPROVED if key == "staat" else "")
        _row(sheet, [key, text_of(key, text)])
        sheet.cell(sheet.max_row, 1).font = BOLD
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 100


def _named(journey: Journey, shelf: Library) -> tuple[str, ...]:
    """Return the columns that only this journey has."""
    forms: list[Tree] = [writing.plain(form) for form in shelf.generic.values()]
    used = {step.generic for step in journey.written.steps}
    forms = [form for slug, form in zip(shelf.generic, forms, strict=True) if slug in used]
    steps = [writing.step(step) for step in journey.written.steps]
    for form in (*forms, *steps):
        parts = (form, form.get("wordt", {}), form.get("later", {}))
        forms = [*forms, *parts, *form.get("doelgroepen", {}).values()]
    return named_columns(forms)


def _steps(sheet: Worksheet, journey: Journey, shelf: Library, named: Sequence[str]) -> None:
    columns = (*FIRST, *FLAT, *named, *ROLES, *LAST)
    _columns(sheet, columns)
    for step in journey.written.steps:
        own, base = flat(writing.step(step)), _generic(step, shelf)
        _row(sheet, [text_of(key, own.get(key, base.get(key))) for key in columns])
        _grey(sheet, [key not in own for key in columns])


def _then(sheet: Worksheet, journey: Journey, shelf: Library, named: Sequence[str]) -> None:
    columns = (*FLAT, *named)
    _columns(sheet, ("id", *columns))
    for step in journey.written.steps:
        own = flat(writing.step(step).get("wordt", {}))
        base = _planned_rows(step, shelf)
        _row(sheet, [step.id, *(text_of(key, own.get(key, base.get(key))) for key in columns)])
        _grey(sheet, [False, *(key not in own for key in columns)])


def _later(journey: Journey) -> Iterator[tuple[tuple[str, ...], Tree]]:
    for step in journey.written.steps:
        if form := writing.step(step).get("later"):
            yield (step.id,), form


def _groups(journey: Journey) -> Iterator[tuple[tuple[str, ...], Tree]]:
    for step in journey.written.steps:
        for name, form in writing.step(step).get("doelgroepen", {}).items():
            yield (name, step.id), form


def _more(
    sheet: Worksheet,
    keys: Sequence[str],
    forms: Iterable[tuple[tuple[str, ...], Tree]],
    named: Sequence[str],
) -> None:
    columns = (*FLAT, *named)
    _columns(sheet, (*keys, *columns))
    for of, form in forms:
        own = flat(form)
        _row(sheet, [*of, *(text_of(key, own.get(key, "")) for key in columns)])


def _sources(sheet: Worksheet, sources: Mapping[str, Mapping[str, str]]) -> None:
    _columns(sheet, ("bron", *SOURCE))
    for slug, form in sources.items():
        _row(sheet, [slug, *(form[key] for key in SOURCE)])


def _generic(step: WrittenStep, shelf: Library) -> Tree:
    form = shelf.generic.get(step.generic or "")
    return flat(writing.plain(form)) if form else {}


def _planned_rows(step: WrittenStep, shelf: Library) -> Tree:
    """Return what the generic step plans for the rows that a step does not word itself."""
    form = shelf.generic.get(step.generic or "")
    if form is None or step.when != "altijd":
        return {}
    own, base = cells(step), cells(form)
    after = future(own, base, cells(form.then))
    rows = {key: value for key, value in after.items() if {**base, **own}.get(key) != value}
    return flat({key: writing.plain(value) for key, value in rows.items()})


def _choices(file: Any, book: Rulebook, shelf: Library) -> None:
    """Add the lists to choose from; a list helps and refuses nothing, for a cell may hold more."""
    sheet = file.create_sheet(CHOICES)
    lists = slug_names.choices(book, shelf)
    _columns(sheet, tuple(lists))
    for i, words in enumerate(lists.values(), start=1):
        for number, word in enumerate(words, start=2):
            sheet.cell(number, i).value = word
        letter = get_column_letter(i)
        heads = file[STEPS][1], file[THEN][1], file[LATER][1], file[GROUPS][1]
        places = [box for row in heads for box in row if box.value == sheet.cell(1, i).value]
        ranges = f"{CHOICES}!${letter}$2:${letter}${len(words) + 1}"
        for box in places:
            _choose(
                box.parent, f"{box.column_letter}2:{box.column_letter}{excel_reading.ROWS}", ranges
            )
        for at, key in enumerate(HEADS, start=1):
            if key == sheet.cell(1, i).value:
                _choose(file[HEAD], f"B{at}", ranges)


def _choose(sheet: Worksheet, cells_: str, words: str) -> None:
    rule = DataValidation(type="list", formula1=words, allow_blank=True, showErrorMessage=False)
    rule.add(cells_)
    sheet.add_data_validation(rule)


def _columns(sheet: Worksheet, names: Sequence[str]) -> None:
    _row(sheet, names)
    for i, _ in enumerate(names, start=1):
        sheet.cell(1, i).font, sheet.cell(1, i).fill = BOLD, TINT
        sheet.column_dimensions[get_column_letter(i)].width = 14 if i <= len(FIRST) else 36
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
    rows = excel_reading.read_sheets(name, raw, problems)
    for title, message in ((HEAD, NO_SHEET), (STEPS, NO_SHEET), (THEN, GONE)):
        if title not in rows:
            raise KnowledgeError((Problem(name, None, message.format(title=title)),))
    rows = {title: lines for title, lines in rows.items() if title not in (HELP, CHOICES)}
    tables = {title: _under_head(rows.get(title, [])) for title in TABLES}
    _check_places(name, rows, tables, problems)
    if problems:
        raise KnowledgeError(tuple(problems))
    return _tree(rows[HEAD], {title: _table(lines) for title, lines in tables.items()})


TABLES = (STEPS, THEN, LATER, GROUPS, SOURCES)


def is_ours(titles: Iterable[str]) -> bool:
    """Tell whether a file with these sheets is a journey as we write it."""
    return {HEAD, STEPS} <= set(titles)


def _under_head(rows: Cells) -> Cells:
    """Return the rows from the names of the columns on; a title of one cell above is no row."""
    for i, (_, row) in islice(enumerate(rows), HEAD_WITHIN):
        names = [slug_names.column(head) for head in row]
        if {"id", "bron", "doelgroep"} & set(names):
            number = rows[i][0]
            return [(number, names), *rows[i + 1 :]]
        if sum(map(bool, row)) != 1:
            break
    return rows


def _check_places(
    name: str, rows: Mapping[str, Cells], tables: Mapping[str, Cells], problems: list[Problem]
) -> None:
    """Note what would not be read: an unknown sheet, or two of what can be there once."""

    def note(title: str, number: int, message: str) -> None:
        problems.append(Problem(name, number, f"op blad '{title}' {message}"))

    for title, lines in rows.items():
        if title not in (HEAD, *TABLES) and lines:
            note(title, lines[0][0], "staat iets, en dat blad ken ik niet. Verwijder het.")
    for number, row in rows[HEAD]:
        if any(row[2:]) or not row[0]:
            note(HEAD, number, "hoort links een sleutel en rechts een tekst, en verder niets.")
    once = {HEAD: [(number, slug_names.column(row[0])) for number, row in rows[HEAD]]}
    for title, keys in ((THEN, ("id",)), (LATER, ("id",)), (GROUPS, ("doelgroep", "id")),
                        (SOURCES, ("bron",))):  # fmt: skip
        once[title] = [(n, " ".join(row.get(key, "") for key in keys).strip())
                       for n, row in _table(tables[title])]  # fmt: skip
    for title, named in once.items():
        for number, key in _again(named):
            note(title, number, f"staat '{key}' nog een keer. Haal een van de twee weg.")
    for title in TABLES:
        for number, row in tables[title][:1]:
            for _, head in _again([(number, head) for head in row]):
                note(title, number, f"heten twee kolommen '{head}'. Haal er een weg.")


def _again(keys: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield what was there already."""
    seen: set[str] = set()
    for number, key in keys:
        if key and key in seen:
            yield number, key
        seen.add(key)


def _tree(head: Cells, tables: Mapping[str, Table]) -> tuple[Tree, Lines]:
    tree: Tree = {}
    lines: Lines = {(): 1}
    for number, row in head:
        if len(row) > 1 and row[1]:
            key = slug_names.column(row[0])
            tree[key], lines[(key,)] = value_of(key, row[1]), number
    if tables[SOURCES]:
        tree["bronnen"] = {texts.pop("bron", ""): texts for _, texts in tables[SOURCES]}
    tree["stappen"] = []
    for i, (number, texts) in enumerate(tables[STEPS]):
        lines[("stappen", i)] = number
        tree["stappen"].append(deep(texts, roles=True))
    for title, key in ((THEN, "wordt"), (LATER, "later")):
        for _, texts in tables[title]:
            _add(tree["stappen"], texts, (key,))
    for _, texts in tables[GROUPS]:
        _add(tree["stappen"], texts, ("doelgroepen", texts.pop("doelgroep", "")))
    return tree, lines


def _table(rows: Cells) -> Table:
    """Return the rows under their column names, without empty cells."""
    if not rows:
        return []
    heads = [head or f"kolom {i}" for i, head in enumerate(rows[0][1], start=1)]
    return [
        (number, {head: text for head, text in zip(heads, row, strict=False) if text})
        for number, row in rows[1:]
    ]


def _add(steps: list[Tree], row: Mapping[str, str], place: tuple[str, ...]) -> None:
    """Put the rows of another sheet in their step; without such a step they make one (wrong)."""
    form = deep({key: text for key, text in row.items() if key != "id"})
    if not form:
        return
    step = next((step for step in steps if step.get("id") == row.get("id")), None)
    if step is None:
        step = {"id": row.get("id", "")}
        steps.append(step)
    for key in place[:-1]:
        step = step.setdefault(key, {})
    step[place[-1]] = form
