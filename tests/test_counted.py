"""What is packed or grows is counted while it does: a small file never becomes a large one."""

import io
import json
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from blueprints import sheet_forms, workbook
from documents.pdf import ATTACHED, DocumentError
from documents.plan import attachment
from engine.knowledge import files
from engine.model import KnowledgeError
from listening import knowledge
from listening.model import Refused
from listening.reading import export_store, lines, recognise
from plans.area import csvfile
from plans.model import PlanError

MIB = 1 << 20
ROOM = 40 * MIB  # bytes that reading any of these may take


@contextmanager
def bounded() -> Iterator[None]:
    """Fail when Python takes more memory than a small file may cost."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < ROOM
    finally:
        tracemalloc.stop()


def zipped(parts: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def export(tmp_path: Path, name: str, content: bytes, disk: int = 4 * MIB) -> str:
    """Return why an export is refused."""
    path = tmp_path / name
    path.write_bytes(content)
    size = export_store.StoreSize(256 * MIB, disk, 1)
    with export_store.open_store(knowledge.load().kinds, size) as store:
        with bounded(), pytest.raises(Refused) as caught:
            store.read(path)
        assert store.readings == []
    return str(caught.value)


def test_a_zip_is_unpacked_no_further_than_there_is_room(tmp_path: Path) -> None:
    packed = zipped({"a.csv": b"q,clicks\n" + b"a,1\n" * 2 * MIB})
    assert len(packed) < 100_000
    assert "zit te veel" in export(tmp_path, "a.zip", packed)
    several = zipped({f"{at}.csv": b"a,1\n" * MIB for at in range(3)})
    assert "zit te veel" in export(tmp_path, "b.zip", several, 9 * MIB)
    many = zipped({f"{at}.csv": b"" for at in range(lines.MEMBERS + 1)})
    assert "zit te veel" in export(tmp_path, "c.zip", many)


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_a_way_no_tool_does_is_refused(tmp_path: Path, kind: int) -> None:
    assert "beschadigd" in export(tmp_path, "a.zip", zipped({"a.csv": b"a,1\n"}, kind))


def test_a_broken_stream_in_a_zip_is_said(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.csv": bytes(range(33, 127)) * 50}))
    packed[40:60] = b"\xff" * 20
    assert "beschadigd" in export(tmp_path, "a.zip", bytes(packed))


def test_json_with_another_name_in_each_row_is_refused(tmp_path: Path) -> None:
    rows = [{f"k{at}": at} for at in range(20_000)]
    assert "meer dan 2.000 namen" in export(tmp_path, "a.json", json.dumps(rows).encode())


def test_json_is_written_out_no_further_than_there_is_room(tmp_path: Path) -> None:
    wide = {f"k{at}": "" for at in range(1_900)}
    rows = [wide, *({"k0": 1} for _ in range(20_000))]
    assert "JSON-bestand is te groot" in export(tmp_path, "a.json", json.dumps(rows).encode())


@pytest.mark.parametrize("text", ["[" * 100_000, '[{"subtable":' * 40_000])
def test_deep_json_is_no_whole_json(tmp_path: Path, text: str) -> None:
    assert "niet heel" in export(tmp_path, "a.json", text.encode())


def test_nested_tables_in_json_are_followed_no_deeper_than_python_goes(tmp_path: Path) -> None:
    text = '[{"subtable":' * 900 + '[{"a":1}]' + "}]" * 900
    assert export(tmp_path, "a.json", text.encode()).startswith("a.json")


def test_a_csv_of_many_columns_is_not_cut_up(tmp_path: Path) -> None:
    wide = b",".join(b"k%d" % at for at in range(100_000)) + b"\n"
    assert "meer dan 2.000 kolommen" in export(tmp_path, "a.csv", wide + wide)
    for delimiter in (b";", b"\t", b"|", b","):
        with bounded(), pytest.raises(PlanError, match=r"meer dan 2\.000 kolommen"):
            csvfile.parse("a.csv", wide.replace(b",", delimiter) * 3)


def test_many_commas_in_a_text_are_no_columns() -> None:
    text = "naam;aantal\n" + ("een, " * 3_000) + ";2\n" + "b;3\n" * 3
    assert len(csvfile.parse("a.csv", text.encode()).rows) == 4


def test_an_endless_line_is_no_table(tmp_path: Path) -> None:
    assert "te lang voor een tabel" in export(
        tmp_path, "a.csv", b"a,b\n" + b"x" * (recognise.LONGEST + 1), 64 * MIB
    )
    quoted = b'"a,b"\n"1,2"\n"3,4"\n"' + b"x" * 3_000_000
    assert "te lang voor een tabel" in export(tmp_path, "b.csv", quoted, 64 * MIB)


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</worksheet>'
)


def journey(first: bytes) -> bytes:
    """Return an Excel file of which the first sheet has this content."""
    made = io.BytesIO()
    book = openpyxl.Workbook()
    book["Sheet"].title = sheet_forms.HEAD
    book.create_sheet(sheet_forms.STEPS)
    book.create_sheet(sheet_forms.THEN)
    book.save(made)
    with zipfile.ZipFile(made) as packed:
        parts = {part: packed.read(part) for part in packed.namelist()}
    return zipped({**parts, "xl/worksheets/sheet1.xml": first})


@pytest.mark.parametrize(
    "first",
    [
        b"<sheetData><row>" + b"<c/>" * 3_300_000 + b"</row></sheetData>",
        b"<sheetData>" + b"<row/>" * 400_000 + b"</sheetData>",
        b"<sheetData/><mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 400_000 + b"</mergeCells>",
    ],
)
def test_tags_in_an_excel_file_are_counted(first: bytes) -> None:
    raw = journey(SHEET % first)
    assert len(raw) < 120_000
    with bounded(), pytest.raises(KnowledgeError, match="te veel cellen"):
        workbook.read("reis.xlsx", raw)


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "first",
    [
        b'<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b'<sheetData><row r="999999999999"><c r="A999999999999"/></row></sheetData>',
        b'<sheetData/><hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
    ],
)
def test_a_range_in_an_excel_file_makes_no_cells(first: bytes) -> None:
    with bounded():
        workbook.read("reis.xlsx", journey(SHEET % first))


@pytest.mark.parametrize("first", ["<a/>".encode("utf-16"), b"geen xml", b"\x4c\x6f\xa7\x94"])
def test_letters_in_which_tags_cannot_be_counted_are_refused(first: bytes) -> None:
    with pytest.raises(KnowledgeError, match="geen Excel-bestand"):
        workbook.read("reis.xlsx", journey(first))


def attached(content: bytes, *filters: str, more: dict[str, object] | None = None) -> bytes:
    """Return a PDF with something attached, as it is packed already."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments[ATTACHED] = b"{}"
    stream = pdf.attachments[ATTACHED].get_file().obj
    names = pikepdf.Array([pikepdf.Name(one) for one in filters])
    stream.write(content, filter=names)
    for key, value in (more or {}).items():
        stream[key] = value
    made = io.BytesIO()
    pdf.save(made, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return made.getvalue()


def test_what_is_attached_to_a_pdf_is_unpacked_once_and_no_further_than_a_plan() -> None:
    assert attachment.plan_in(attached(zlib.compress(b"{}"), "/FlateDecode")) == "{}"
    large = zlib.compress(bytes(64 * MIB), 9)
    twice = zlib.compress(large, 9)
    for raw in (
        attached(large, "/FlateDecode"),
        attached(twice, "/FlateDecode", "/FlateDecode"),
        attached(twice, "/ASCIIHexDecode", "/FlateDecode"),
        attached(zlib.compress(b"{}"), "/LZWDecode"),
    ):
        with bounded(), pytest.raises(DocumentError, match="geen kanaalplan"):
            attachment.plan_in(raw)


@pytest.mark.exhaustive
def test_texts_in_yaml_are_counted() -> None:
    with bounded(), pytest.raises(files.Unreadable, match="meer dan ik kan lezen"):
        files.parse("a.yaml", "[" + "a," * (files.MOST + 10) + "]")
