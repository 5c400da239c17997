"""A journey goes to Excel and comes back the same; what is typed there stays text."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from shared import BOOK, LIBRARY

from blueprints import excel_reading, incoming, library, workbook, writing
from blueprints import sheet_forms as forms
from blueprints.lanes import KEYS
from engine import KnowledgeError

JOURNEY = LIBRARY.journeys["schulden"]


def again(raw: bytes, name: str = "schulden.xlsx") -> Any:
    return incoming.read(name, raw, LIBRARY, BOOK)


def with_cell(sheet_name: str, cell: str, value: Any) -> bytes:
    """Return the file of a journey with one cell changed, as a spreadsheet would save it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook.write(JOURNEY, LIBRARY)))
    book[sheet_name][cell] = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def column(name: str, key: str) -> str:
    rows: Worksheet = openpyxl.load_workbook(io.BytesIO(workbook.write(JOURNEY, LIBRARY)))[name]
    return next(str(box.column_letter) for box in rows[1] if box.value == key)


@pytest.mark.parametrize("journey", LIBRARY.journeys.values(), ids=list(LIBRARY.journeys))
def test_every_journey_comes_back_the_same_from_excel(journey: Any) -> None:
    assert again(workbook.write(journey, LIBRARY), f"{journey.slug}.xlsx") == journey


@pytest.mark.exhaustive
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(samples.trees(BOOK, LIBRARY))
def test_any_journey_comes_back_the_same_from_excel(tree: dict[str, Any]) -> None:
    journey = samples.bind_tree(tree, LIBRARY, BOOK)
    assert again(workbook.write(journey, LIBRARY), "proef.xlsx") == journey
    assert again(writing.text(journey).encode(), "proef.yaml") == journey


def test_what_is_shown_is_complete_and_marks_what_comes_from_elsewhere() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.write(JOURNEY, LIBRARY)))
    assert book.sheetnames == [
        forms.HEAD,
        forms.STEPS,
        forms.THEN,
        forms.LATER,
        forms.GROUPS,
        forms.SOURCES,
        forms.HELP,
    ]
    rows = book[forms.STEPS]
    heads = [box.value for box in rows[1]]
    for row in rows.iter_rows(min_row=2, max_row=1 + len(JOURNEY.steps)):
        said = dict(zip(heads, row, strict=True))
        assert all(said[key].value for key in KEYS)
    first = dict(zip(heads, rows[2], strict=True))
    assert first["eigenaar"].font.i and not first["vraag"].font.i
    assert rows.auto_filter.ref and rows.freeze_panes == "B2"


@pytest.mark.parametrize("text", ["=1+1", "=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)"])
def test_what_a_user_typed_never_becomes_a_formula(text: str) -> None:
    tree = {**writing.tree(JOURNEY.written), "doel": text}
    raw = workbook.write(samples.bind_tree(tree, LIBRARY, BOOK), LIBRARY)
    box = next(
        row[1]
        for row in openpyxl.load_workbook(io.BytesIO(raw))[forms.HEAD].iter_rows()
        if row[0].value == "doel"
    )
    assert (box.value, box.data_type, box.quotePrefix) == (text, "s", True)
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        assert not any(b"<f>" in packed.read(name) for name in packed.namelist())


def test_a_grey_cell_that_is_changed_becomes_its_own() -> None:
    at = column(forms.STEPS, "eigenaar")
    journey = again(with_cell(forms.STEPS, f"{at}2", "Iemand anders"))
    assert journey.steps[0].now["eigenaar"][0].text == "Iemand anders"
    assert journey.steps[1:] == JOURNEY.steps[1:]
    assert again(with_cell(forms.STEPS, f"{at}2", None)) == JOURNEY


WRONG = [
    (forms.STEPS, "kanalen", "briev", "Bedoelde je 'brief'?"),
    (forms.STEPS, "fase", "begin", "fase 'begin' ken ik niet"),
    (forms.STEPS, "wet", "Zonder bron", "de sleutel 'bron' ontbreekt"),
    (forms.STEPS, "vraag", "=A1", "staat een formule"),
    (forms.STEPS, "id", None, "de sleutel 'id' ontbreekt"),
    (forms.THEN, "kanalen", "briev", "Bedoelde je 'brief'?"),
    (forms.THEN, "id", "bestaat-niet", "ontbreekt"),
]


@pytest.mark.parametrize(("name", "key", "value", "message"), WRONG)
def test_a_mistake_in_excel_names_its_row(name: str, key: str, value: Any, message: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        again(with_cell(name, f"{column(name, key)}2", value))
    problem = next(p for p in caught.value.problems if message in p.message)
    assert problem.file == "schulden.xlsx"
    assert problem.line is not None


def test_a_new_column_or_a_missing_sheet_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="kleur"):
        raw = with_cell(forms.STEPS, "Z1", "kleur")
        book = openpyxl.load_workbook(io.BytesIO(raw))
        book[forms.STEPS]["Z2"] = "rood"
        made = io.BytesIO()
        book.save(made)
        again(made.getvalue())
    book = openpyxl.load_workbook(io.BytesIO(workbook.write(JOURNEY, LIBRARY)))
    del book[forms.STEPS]
    made = io.BytesIO()
    book.save(made)
    with pytest.raises(KnowledgeError, match="het blad 'Stappen' ontbreekt"):
        again(made.getvalue())


def with_cells(*cells: tuple[str, int, int, str]) -> bytes:
    """Return the file of a journey with these cells (sheet, row, column, text) filled in."""
    book = openpyxl.load_workbook(io.BytesIO(workbook.write(JOURNEY, LIBRARY)))
    for title, row, place, text in cells:
        if title not in book.sheetnames:
            book.create_sheet(title)
        book[title].cell(row, place).value = text
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([(forms.STEPS, 300, 1, "te-laat")], "de sleutel"),
        ([(forms.STEPS, excel_reading.ROWS + 1, 1, "te-laat")], "loopt door tot cel"),
        ([(forms.STEPS, 1, 70, "kleur"), (forms.STEPS, 2, 70, "rood")], "kleur"),
        ([(forms.STEPS, 2, excel_reading.COLUMNS + 1, "rood")], "loopt door tot cel CW"),
        ([(forms.HEAD, 3, 4, "een opmerking")], "links een sleutel en rechts een tekst"),
        ([(forms.HEAD, 30, 2, "zonder sleutel")], "links een sleutel en rechts een tekst"),
        (
            [(forms.HEAD, 30, 1, "naam"), (forms.HEAD, 30, 2, "Anders")],
            "'naam' nog een keer",
        ),
        ([(forms.THEN, 30, 1, JOURNEY.steps[0].id)], f"'{JOURNEY.steps[0].id}' nog een keer"),
        (
            [(forms.SOURCES, 30, 1, "X"), (forms.SOURCES, 31, 1, "X")],
            "'X' nog een keer",
        ),
        ([(forms.STEPS, 1, 70, "naam")], "heten twee kolommen 'naam'"),
        ([("Stappen (2)", 4, 2, "verdwaald")], "dat blad ken ik niet"),
    ],
)
def test_nothing_in_excel_is_lost_in_silence(
    cells: list[tuple[str, int, int, str]], message: str
) -> None:
    with pytest.raises(KnowledgeError, match=re.escape(message)):
        again(with_cells(*cells))


def test_an_empty_sheet_and_empty_rows_do_no_harm() -> None:
    assert again(with_cells(("Blad1", 1, 1, ""), (forms.STEPS, 900, 80, ""))) == JOURNEY


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["x.xlsx", "x.yaml", "x.docx", "x"]))
def test_any_other_file_is_refused_in_dutch(raw: bytes, name: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        incoming.read(name, raw, LIBRARY, BOOK)
    assert all(len(problem.message) > 15 for problem in caught.value.problems)


def test_a_file_that_unpacks_too_large_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (excel_reading.UNPACKED + 1))
    with pytest.raises(KnowledgeError, match="te groot"):
        again(made.getvalue())
    with pytest.raises(KnowledgeError, match="groter dan 1 MB"):
        incoming.read("x.yaml", b"a" * 1_000_001, LIBRARY, BOOK)


def test_half_a_file_is_no_journey() -> None:
    raw = workbook.write(JOURNEY, LIBRARY)
    for cut in (10, len(raw) // 2, len(raw) - 30):
        with pytest.raises(KnowledgeError, match=r"geen Excel-bestand"):
            again(raw[:cut])


def test_a_file_on_disk_is_opened_by_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "schulden.xlsx"
    path.write_bytes(workbook.write(JOURNEY, LIBRARY))
    assert incoming.open_file(path, LIBRARY, BOOK) == JOURNEY
    with pytest.raises(KnowledgeError, match="bestaat niet"):
        incoming.open_file(tmp_path / "weg.xlsx", LIBRARY, BOOK)
    assert library.parse("schulden.yaml", writing.text(JOURNEY), LIBRARY, BOOK) == JOURNEY
