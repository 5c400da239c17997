"""Workbooks and archives: what is packed is counted, and every kind of cell is read."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from returned import packed_files, text_files
from returned.packed_files import packed
from returned.residents import asked_block, residents

from engine import Rulebook
from listening.reading import workbook_rows
from surveys.reading import AnswersRefused, container, read
from surveys.reading.container import Packed, TextGrid, opened

COVERS = ("surveys/reading/container.py",)
TEXTS = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet1.xml"


def rows(raw: bytes) -> list[tuple[str, ...]]:
    grid = opened(raw, "a.xlsx")
    assert isinstance(grid, TextGrid)
    return [cells for _, cells in grid.rows]


def test_every_kind_of_cell() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["tekst", "heel", "deel", "waar", "dag", "leeg", "procent"])
    sheet.append(["a & <b>", 3, 0.85, True, date(2026, 11, 3), None, 0.5])
    sheet["G2"].number_format = '0" dagen"%'
    out = io.BytesIO()
    book.save(out)
    assert rows(out.getvalue())[1] == (
        "a & <b>", "3", "0.85", "1", "2026-11-03 00:00:00", "", "0.5",
    )  # fmt: skip


def edited(raw: bytes, member: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert old in files[member]
    return packed({**files, member: files[member].replace(old, new, 1)})


@pytest.mark.parametrize(
    ("member", "old", "new", "sentence"),
    [
        (SHEET, b"<row", b"<!DOCTYPE x []><row", "beschadigd"),
        (SHEET, b'r="A1"', b'r="ZZZ1"', "te groot"),
        (SHEET, b"</sheetData>", b"", "beschadigd"),
        (SHEET, b"<v>0</v>", b"<v>99</v>", "beschadigd"),
        (SHEET, b't="s"><v>0</v>', b't="e"><v>#REF!</v>', r"in cel A1 staat een fout \(#REF!\)"),
        (TEXTS, b"<si>", b"<no>", "beschadigd"),
        (TEXTS, b"<si><t>x</t></si>", b"", "beschadigd"),
    ],
)
def test_a_broken_workbook_is_refused(member: str, old: bytes, new: bytes, sentence: str) -> None:
    raw = packed_files.shared(packed_files.workbook([["leeftijd", "x"], ["a", "b"]]))
    with pytest.raises(AnswersRefused, match=f"a.xlsx: .*{sentence}"):
        opened(edited(raw, member, old, new), "a.xlsx")


def test_what_unpacks_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = packed({"a.csv": b"a;b\n" + b"1;2\n" * 5000})
    assert isinstance(opened(raw, "a.zip"), TextGrid)
    monkeypatch.setattr(container, "UNPACKED", 10_000)
    with pytest.raises(AnswersRefused, match="te groot"):
        opened(raw, "a.zip")


@pytest.mark.parametrize("name", ["MOST_ROWS", "MOST_CELLS", "LARGEST", "MEMBERS"])
def test_every_limit_refuses(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(container, name, 3)
    files = {f"{at}.txt": b"x" for at in range(5)} if name == "MEMBERS" else {}
    raws = [packed({**files, "a.csv": b"a;b\n" + b"1;2\n" * 9})]
    if name != "MEMBERS":
        raws += [b"a;b\n" + b"1;2\n" * 9, packed_files.workbook([["a", "b"]] * 9)]
    for raw in raws:
        with pytest.raises(AnswersRefused, match="te groot"):
            opened(raw, "a")


def test_a_zip_holds_one_table() -> None:
    inner = packed({"a.csv": b"a;b\n1;2\n"})
    book = packed_files.workbook([["a", "b"], ["1", "2"]])
    assert isinstance(opened(packed({"a.xlsx": book}), "a.zip"), TextGrid)
    for raw, sentence in (
        (packed({"a.csv": inner}), "weer een ZIP-bestand"),
        (packed({"a.csv": b"a;b\n1;2", "b.csv": b"a;b\n1;2"}), "niet precies"),
        (packed({"a.pdf": b"x"}), "niet precies"),
    ):
        with pytest.raises(AnswersRefused, match=sentence):
            opened(raw, "a.zip")


def test_tokens_of_an_archive_are_left_closed(book: Rulebook) -> None:
    asked = asked_block(book)
    file = opened(packed_files.archive(asked, residents(asked, 2)), "a.lsa")
    assert isinstance(file, Packed)
    assert b"voorbeeld.nl" not in b"".join(file.parts)


def test_a_questionnaire_is_no_answers(book: Rulebook) -> None:
    raw = b"<?xml version='1.0'?><document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>"
    with pytest.raises(AnswersRefused, match="vragenlijst van LimeSurvey, zonder antwoorden"):
        read(raw, "a.lss", book)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"[1, 2]", "geen lijst met antwoorden"),
        (b'{"a": [', "niet heel"),
        (b"[" * 100_000, "niet heel|geen lijst"),
        (b'[{"a":' + b'{"b":' * 9 + b"1" + b"}" * 9 + b"}]", "geen lijst"),
    ],
)
def test_a_json_that_is_no_table(book: Rulebook, raw: bytes, sentence: str) -> None:
    with pytest.raises(AnswersRefused, match=sentence):
        read(raw, "a.json", book)


def test_the_first_sheet_that_is_not_hidden(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Uitleg"
    book.active.append(["niet", "dit"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Antwoorden").append(["wel", "dit"])
    book.active = 1
    book.save(tmp_path / "a.xlsx")
    assert rows((tmp_path / "a.xlsx").read_bytes()) == [("wel", "dit")]
    assert workbook_rows.WIDEST == 2_000


def test_kept_text_has_one_line_per_row(book: Rulebook) -> None:
    asked = asked_block(book)
    with pytest.raises(AnswersRefused, match="regel 3: "):
        raw = text_files.plain(asked, residents(asked, 3)).splitlines(keepends=True)
        read(b"".join([*raw[:2], b"a,b\r\n", *raw[2:]]), "a.csv", book, asked)
