"""CSV as offices make it: every way of writing one small table gives that table."""

import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tables
from tables import Flaw, Layout, NoText

ROWS = [["naam", "aantal", "opmerking"], ["café, plein", "5", 'zegt "hoi"'], ["wijk; 2", "7", ""]]


def cell(text: str, delimiter: str) -> str:
    odd = delimiter in text or '"' in text
    return '"' + text.replace('"', '""') + '"' if odd else text


def csv_text(delimiter: str = ";", end: str = "\n", above: str = "", around: bool = False) -> str:
    lines = [delimiter.join(cell(text, delimiter) for text in row) for row in ROWS]
    lines = ['"' + line.replace('"', '""') + '"' for line in lines] if around else lines
    return above + end.join([*lines, ""])


def read(raw: bytes) -> list[list[str]]:
    text = tables.decoded(raw)
    found = tables.layout(text)
    assert found
    return [cells for line, cells in tables.rows(text, found.delimiter) if line >= found.head]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", tables.DELIMITERS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("around", [False, True])
def test_every_way_of_writing_gives_the_table(
    tmp_path: Path, encoding: str, delimiter: str, end: str, around: bool
) -> None:
    raw = csv_text(delimiter, end, around=around).encode(encoding)
    assert read(raw) == ROWS
    source, target = tmp_path / "in", tmp_path / "uit"
    source.write_bytes(raw)
    tables.write_plain(source, target)
    assert target.read_bytes().decode() == tables.decoded(raw).removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("above", "head"),
    [
        ("", 1),
        ("sep=;\n", 2),
        ("SEP=;\n", 2),
        ("\n\n", 3),
        ("Cijfers van de gemeente\n", 2),
        ('"Cijfers, 2026"\n\n', 3),
        ("Cijfers;;\n1 november 2026;;\n", 3),
    ],
)
def test_what_stands_above_the_head_is_no_row(above: str, head: int) -> None:
    raw = csv_text(above=above).encode()
    assert read(raw) == ROWS
    assert tables.layout(tables.decoded(raw)) == Layout(";", head)


def test_a_head_may_be_smaller_than_its_rows() -> None:
    assert read(b"leeftijd;aantal\n16-24;5;\n25-34;6;\n")[0] == ["leeftijd", "aantal"]


def test_a_cell_may_have_lines_and_rows_keep_their_number() -> None:
    text = 'a;"b\nc"\n1;2\n\n3;4\n'
    assert list(tables.rows(text, ";")) == [(1, ["a", "b\nc"]), (3, ["1", "2"]), (5, ["3", "4"])]


@pytest.mark.parametrize(
    ("line", "out"),
    [
        ('"a,b"\n', "a,b\n"),
        ('"a,""b, c"",d"', 'a,"b, c",d'),
        ('"a","b"', '"a","b"'),
        ("a,b", "a,b"),
        ('"', '"'),
        ('""', ""),
        ('"a"b"', '"a"b"'),
    ],
)
def test_quotes_around_a_whole_line(line: str, out: str) -> None:
    assert tables.unwrapped(line) == out


@pytest.mark.parametrize(
    "text",
    [
        '"Bevolking, 2026"\na;b\n1;2\n',
        '"leeftijd, jaren",aantal\n16,5\n',
        '"Titel, met komma"\nnaam,aantal\na,1\nb,2\n',
        '"een vraag, met komma"\n"nog een, vraag, met komma"\n',
    ],
)
def test_lines_that_are_as_they_should_be_are_left_alone(text: str) -> None:
    assert tables.decoded(text.encode()) == text


def test_only_lines_with_odd_cells_are_put_in_quotes_by_a_dutch_excel() -> None:
    assert read(b'naam,aantal\nplein,5\n"""wijk, 2"",7"\n') == [
        ["naam", "aantal"],
        ["plein", "5"],
        ["wijk, 2", "7"],
    ]


@pytest.mark.parametrize("raw", [b"PK\x03\x04\0\0\0a", b"a;b\n1;\0\n", b"\x89PNG\r\n\x1a\n\0\0\0"])
def test_what_is_no_text_is_refused(raw: bytes, tmp_path: Path) -> None:
    with pytest.raises(NoText):
        tables.decoded(raw)
    (tmp_path / "in").write_bytes(raw)
    with pytest.raises(NoText):
        tables.write_plain(tmp_path / "in", tmp_path / "uit")


def test_letters_that_no_encoding_has_are_refused() -> None:
    with pytest.raises(Flaw, match="teken dat ik niet kan lezen"):
        tables.decoded(b"caf\xe9;\x81\n")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a;b\n" + ";" * 2000, 2, "meer dan 2.000 kolommen"),
        ("a;b\n\n" + "x" * 100_001 + ";1", 3, "een veld is te lang"),
        ('a;b\n1;"' + "x;y\n" * 50_000, 2, "aanhalingsteken staat verkeerd"),
    ],
)
def test_limits_are_counted_while_reading(text: str, line: int, words: str) -> None:
    with pytest.raises(Flaw, match=words) as caught:
        list(tables.rows(text, ";"))
    assert caught.value.line == line


@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_a_flaw(raw: bytes) -> None:
    try:
        text = tables.decoded(raw)
        found = tables.layout(text)
        every = list(tables.rows(text, found.delimiter)) if found else []
    except Flaw as flaw:
        assert flaw.message.endswith(".")
    else:
        assert all(line >= 1 for line, _ in every)


@given(st.lists(st.tuples(st.text('ab,;"\n é'), st.text("01.,")), min_size=2, max_size=5))
def test_cells_are_read_back(pairs: list[tuple[str, str]]) -> None:
    import csv

    out = io.StringIO()
    csv.writer(out, delimiter="|", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(pairs)
    kept = [list(pair) for pair in pairs if any(cell.strip() for cell in pair)]
    assert [cells for _, cells in tables.rows(out.getvalue(), "|")] == kept


@pytest.mark.parametrize("part", ['"', ";", '"";', "a", "\n", '"a,b"\n', "sep=;\n", ' "'])
def test_a_megabyte_takes_no_time(part: str) -> None:
    start = time.process_time()
    try:
        text = tables.decoded((part * (1_000_000 // len(part))).encode())
        tables.layout(text)
    except Flaw as error:
        assert error.message == tables.TOO_WIDE
    assert time.process_time() - start < 5


def test_a_long_file_is_written_block_by_block(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "uit"
    source.write_text('"a,b"\r\n' * 300_000, encoding="utf-16")
    tables.write_plain(source, target)
    assert target.read_text(encoding="utf-8") == "a,b\n" * 300_000
