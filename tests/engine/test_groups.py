"""The batch route: equal to the table for every situation, and clear about every bad file."""

import csv
import io
import os
import random
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from surveying.layers import layer

from engine import Rulebook, Table
from engine.batch import groups
from engine.batch.groups import ADDED, GroupsError, Report, advise_file
from engine.batch.spreadsheet import BLOCK, harmless
from engine.knowledge.own_survey import Asked
from engine.model import DIMENSIONS, UNKNOWN
from engine.model.organisation import Organisation
from engine.roles import MAIN, NET, SUPPORT

COVERS = ("engine/batch/sift.py",)

SLOW = settings(max_examples=40, deadline=None)
HEAD = "traject;fase;leeftijd;profiel;wijk\n"
Cells = tuple[object, ...]


def expected_cells(table: Table) -> dict[tuple[str, ...], Cells]:
    """Return what the table says of every situation, without the code under test."""
    found: dict[tuple[str, ...], Cells] = {}
    for situation, outcome in table.outcomes.items():
        by = {
            role: [row for row in outcome.ranking if row.role == role]
            for role in (MAIN, SUPPORT, NET)
        }
        (main,) = by[MAIN]
        support = [row.channel for row in by[SUPPORT]] + [None, None]
        assert main.suitability is not None and main.certainty is not None
        found[tuple(situation)] = (
            main.channel,
            support[0],
            support[1],
            ", ".join(row.channel for row in by[NET]) or None,
            ", ".join(main.even_with) or None,
            round(main.suitability),
            round(main.certainty * 100),
            main.certainty_word,
            table.book.digest,
            None,
        )
    return found


def some(table: Table, times: int, seed: int = 1) -> list[tuple[str, ...]]:
    every = [tuple(situation) for situation in table.outcomes]
    return random.Random(seed).choices(every, k=times)


def csv_text(rows: Sequence[Sequence[str]], delimiter: str = ";", end: str = "\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


def parquet(path: Path) -> tuple[list[str], list[Cells]]:
    with duckdb.connect() as connection:
        connection.execute("FROM read_parquet(?)", [str(path)])
        return [d[0] for d in connection.description or ()], connection.fetchall()


def sheet(path: Path) -> list[list[str]]:
    assert path.read_bytes().startswith("\ufefft".encode()[:3])
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";", strict=True))


def as_text(cells: Cells) -> list[str]:
    return ["" if cell is None else str(cell) for cell in cells]


@pytest.fixture
def good(table: Table) -> str:
    """One good row."""
    return ";".join(some(table, 1)[0][:4]) + ";Centrum\n"


# Equal to the table


def test_every_situation_equals_the_table(table: Table, tmp_path: Path) -> None:
    rows = some(table, 0) + [tuple(s) for s in table.outcomes]
    random.Random(2).shuffle(rows)
    source, wanted = tmp_path / "in.csv", expected_cells(table)
    source.write_text(csv_text([DIMENSIONS, *rows]), encoding="utf-8")
    for name in ("uit.parquet", "uit.csv"):
        assert advise_file(table, source, tmp_path / name) == Report(len(rows), 0, None)
    columns, found = parquet(tmp_path / "uit.parquet")
    assert columns == [*DIMENSIONS, *ADDED]
    assert found == [(*row, *wanted[row]) for row in rows]
    assert sheet(tmp_path / "uit.csv")[1:] == [[*r, *as_text(wanted[r])] for r in rows]


def test_the_exported_table_gives_the_same_on_another_engine(table: Table, tmp_path: Path) -> None:
    groups.export(table, tmp_path / "tabel.parquet")
    columns, rows = parquet(tmp_path / "tabel.parquet")
    assert len(rows) == len(table.outcomes)
    asked = some(table, 500)
    with sqlite3.connect(":memory:") as other:
        other.execute(f"CREATE TABLE advies ({', '.join(columns)})")
        places = ", ".join("?" * len(columns))
        other.executemany(f"INSERT INTO advies VALUES ({places})", rows)
        other.execute(f"CREATE TABLE rijen (nr, {', '.join(DIMENSIONS)})")
        other.executemany("INSERT INTO rijen VALUES (?, ?, ?, ?, ?, ?)", [
            (i, *row) for i, row in enumerate(asked)
        ])  # fmt: skip
        wanted = ", ".join(["rijen.nr", *(f"advies.{c}" for c in ADDED)])
        found = other.execute(groups.JOIN.format(columns=wanted)).fetchall()
    every = expected_cells(table)
    assert sorted(found) == [(i, *every[row]) for i, row in enumerate(asked)]


def test_a_row_names_the_organisation_and_its_research(book: Rulebook) -> None:
    own = layer(book, [Asked("participatie", "actie")], ["brief"])
    assert groups.own_digests(book) is None
    assert groups.own_digests(replace(book, surveys=(own,))) == own.digest
    city = Organisation.model_validate({"naam": "Proefstad"})
    ours = replace(book, organisation=city, organisation_digest="ab" * 32, surveys=(own,))
    assert groups.own_digests(ours) == f"{'ab' * 32} {own.digest}"


def test_a_table_need_not_ask_what_is_at_stake(table: Table, tmp_path: Path) -> None:
    wanted = expected_cells(table)
    rows = [situation for situation in table.outcomes if situation.stake == UNKNOWN]
    source = tmp_path / "in.csv"
    source.write_text(csv_text([DIMENSIONS[:4], *(row[:4] for row in rows)]), encoding="utf-8")
    advise_file(table, source, tmp_path / "uit.csv")
    added = [as_text(wanted[row]) for row in rows]
    assert [line[4:] for line in sheet(tmp_path / "uit.csv")[1:]] == added


def test_what_is_at_stake_in_the_other_track_is_refused(table: Table, tmp_path: Path) -> None:
    book, source = table.book, tmp_path / "in.csv"
    first, other = list(book.tracks)
    odd = book.stakes_of(other)[1]
    row = next(s for s in table.outcomes if s.track == first)
    source.write_text(csv_text([DIMENSIONS, row, row._replace(stake=odd)]), encoding="utf-8")
    with pytest.raises(GroupsError, match=f"regel 3: belang '{odd}' hoort niet bij traject"):
        advise_file(table, source, tmp_path / "uit.csv")
    assert advise_file(table, source, tmp_path / "uit.csv", skip=True).rows == 1


@pytest.mark.exhaustive
def test_order_is_kept_over_many_blocks(table: Table, tmp_path: Path) -> None:
    fill = ["x" * 500, "", 'a\n"b";\r\n', "é;\n\n", "tekst"]
    chosen = random.Random(3).choices(fill, k=300_000)
    rows = [(*r, str(i), chosen[i]) for i, r in enumerate(some(table, len(chosen)))]
    source = tmp_path / "in.csv"
    source.write_text(csv_text([[*DIMENSIONS, "nr", "opvulling"], *rows]), encoding="utf-8")
    assert source.stat().st_size > 2 * groups.BUFFER
    for name in ("uit.parquet", "uit.csv"):
        advise_file(table, source, tmp_path / name)
    _, found = parquet(tmp_path / "uit.parquet")
    every, at = expected_cells(table), len(DIMENSIONS)
    assert [row[at + 1] for row in found] == chosen, "rows in another order"
    places = [int(str(row[at])) for row in found]
    assert places == list(range(len(rows))), "rows in another order"
    wrong = [row for row in found if row[at + 2 :] != every[tuple(map(str, row[:at]))]]
    assert wrong == []
    places = [int(row[at]) for row in sheet(tmp_path / "uit.csv")[1:]]
    assert places == list(range(len(rows))), "rows in another order"


# Other columns come through untouched

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
tricky = st.sampled_from(
    ["=cmd()", "@x", "+31 6", "-5", "-5,5", '"', "a;b", "a,b", "\n", "\r\n", " x ", "", "NULL"]
)
dutch = st.text('abz =é€ëï’–;,"\n', max_size=12)


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy[str]) -> list[list[str]]:
    """Column names beside the four answers, and rows of equal length."""
    taken = {name.casefold() for name in (*DIMENSIONS, *ADDED)}
    free = cells.filter(lambda name: name.strip() and name.casefold() not in taken)
    names = draw(st.lists(free, max_size=3, unique_by=lambda name: name.casefold()))
    row = st.lists(cells, min_size=len(names), max_size=len(names))
    return [names, *draw(st.lists(row, min_size=1, max_size=8))]


@st.composite
def files(draw: st.DrawFn) -> tuple[list[list[str]], str, str, str]:
    """Return names and rows beside the answers, with encoding, separator and line end."""
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]))
    rows = draw(tables(dutch if encoding == "cp1252" else texts | tricky))
    ends = st.sampled_from(["\n", "\r\n", "\r"])
    return rows, encoding, draw(st.sampled_from(";,")), draw(ends)


@pytest.mark.exhaustive
def test_round_trip(table: Table) -> None:
    every = expected_cells(table)

    @given(files(), st.integers(0, 99))
    @SLOW
    def holds(drawn: tuple[list[list[str]], str, str, str], seed: int) -> None:
        (names, *rows), encoding, delimiter, end = drawn
        answers = some(table, len(rows), seed)
        asked = [[*a, *r] for a, r in zip(answers, rows, strict=True)]
        raw = csv_text([[*DIMENSIONS, *names], *asked], delimiter, end).encode(encoding)
        if encoding == "cp1252":
            assume(raw.decode("utf-8", errors="ignore").isascii())
        (columns, found), (head, *lines) = both(table, raw)
        wanted = [(*r, *every[a]) for a, r in zip(answers, asked, strict=True)]
        assert columns == [*DIMENSIONS, *names, *ADDED]
        assert found == wanted
        assert head == [*DIMENSIONS, *map(harmless, names), *ADDED]
        assert lines == [[harmless(c) for c in as_text(row)] for row in wanted]

    holds()


def both(table: Table, raw: bytes) -> tuple[tuple[list[str], list[Cells]], list[list[str]]]:
    """Return what the Parquet and the CSV hold."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "in.csv"
        source.write_bytes(raw)
        for name in ("uit.parquet", "uit.csv"):
            advise_file(table, source, Path(folder) / name)
        return parquet(Path(folder) / "uit.parquet"), sheet(Path(folder) / "uit.csv")


@pytest.mark.exhaustive
def test_whatever_stands_there_is_advised_or_refused(table: Table) -> None:
    row = ";".join(some(table, 1)[0][:4]) + ";wijk\n"
    pieces = [row, row, row, ";", '"', '""', "x", " ", "\n", "\r\n", "\r", "=", "é"]

    @given(st.lists(st.sampled_from(pieces), max_size=25).map("".join))
    @settings(SLOW, max_examples=100)
    def holds(body: str) -> None:
        with TemporaryDirectory() as folder:
            source, target = Path(folder) / "in.csv", Path(folder) / "uit.parquet"
            source.write_text(HEAD + body, encoding="utf-8", newline="")
            try:
                report = advise_file(table, source, target)
            except GroupsError as error:
                assert error.problems
                assert all(p.file == "in.csv" and p.message for p in error.problems)
                assert os.listdir(folder) == ["in.csv"]
            else:
                lines = csv.reader(io.StringIO(body, newline=""), delimiter=";")
                assert [list(row[:5]) for row in parquet(target)[1]] == [x for x in lines if x]
                assert report.rows == len(parquet(target)[1])

    holds()


# Bad input: where, what, the way out, and nothing written

Change = Callable[[str], str | bytes]
WELL = "Centrum"
LONG = "long cell in quotes"  # a million lines
MILLION = pytest.param(LONG, marks=pytest.mark.exhaustive)
BAD: dict[str, tuple[Change, int | None, str]] = {
    "empty": (lambda _: "", None, "leeg"),
    "no rows": (lambda _: HEAD, None, "geen rijen"),
    "no rows, no line end": (lambda _: HEAD.strip(), None, "geen rijen"),
    "first line empty": (lambda good: "\n\n\na;b\n" + good, 1, "eerste regel is leeg"),
    "one column": (lambda good: (HEAD + good).replace(";", "/"), 1, "één kolom"),
    "column missing": (lambda good: HEAD.replace("leeftijd", "l") + good, 1, UNKNOWN),
    "column misspelt": (
        lambda good: HEAD.replace("profiel", " Profiel") + good,
        1,
        "Hernoem ' Profiel' naar 'profiel'",
    ),
    "column twice": (lambda good: HEAD.replace("wijk", "Fase") + good, 1, "2 keer"),
    "column without name": (lambda good: HEAD.replace("wijk", " ") + good, 1, "kolom 5"),
    "column of ours": (lambda good: HEAD.replace("wijk", "Zekerheid") + good, 1, "zelf"),
    "quote in names": (lambda good: '"tra' + HEAD + good, 1, "aanhalingsteken"),
    "long names": (lambda good: "x" * 10**6 + HEAD + good, 1, "langer dan"),
    "too few": (lambda good: HEAD + good + "a;b\n", 3, "2 cellen"),
    "too many": (lambda good: HEAD + good + good.replace("\n", ";x\n"), 3, "6 cellen"),
    "only spaces": (lambda good: HEAD + good + "   \n", 3, "1 cel"),
    "long cell": (lambda good: HEAD + good + good.strip() + "z" * 10**6, 3, "langer dan"),
    LONG: (
        lambda good: HEAD + good + good.replace(WELL, '"' + "z;\n" * 10**6 + '"'),
        3,
        "langer dan",
    ),
    "NUL": (lambda good: HEAD + good + good.replace(WELL, "\0"), 3, "NUL"),
    "UTF-16 cut": (lambda good: (HEAD + good).encode("utf-16")[:-1], None, "niet kan lezen"),
    "no encoding": (lambda good: (HEAD + good + good).encode() + b"\x81", 4, "1252"),
    "two encodings": (
        lambda good: (HEAD + "é" + good).encode() + ("é" + good).encode("cp1252"),
        3,
        "geen UTF-8",
    ),
    "cut halfway a letter": (lambda good: (HEAD + "é" + good + "é").encode()[:-1], 3, "UTF-8"),
    "quote open": (lambda good: HEAD + good + good.replace("C", '"C') * 3, 3, "gesloten"),
    "quote open to the end": (
        lambda good: HEAD + good + good.replace("C", '"C') + good,
        3,
        "gesloten",
    ),
    "text after quote": (
        lambda good: HEAD + good + good.replace(WELL, '"a"b'),
        3,
        "aanhalingsteken",
    ),
    "capitals": (lambda good: HEAD + good + good.upper(), 3, "Bedoelde je"),
    "space": (lambda good: HEAD + good + " " + good, 3, "Bedoelde je"),
    "empty answers": (lambda good: HEAD + good + ";;;;\n", 3, f"schrijf dan {UNKNOWN}"),
    "lines in cells before": (
        lambda good: HEAD + good.replace(WELL, '"a\n\nb"') + "\n\nx\n",
        7,
        "1 cel",
    ),
}


OFFICE: dict[str, Change] = {
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "tabs": lambda text: text.replace(";", "\t"),
    "bars": lambda text: text.replace(";", "|"),
    "sep": lambda text: f"sep=;\n{text}",
    "sep and windows": lambda text: f"sep=;\r\n{text}".encode("cp1252"),
    "title": lambda text: f"Groepen, 2026\n\n{text}",
    "title in cells": lambda text: f"Groepen;;;;\n2026;;;;\n{text}",
    "empty line": lambda text: f"\n{text}",
    "lines in quotes": lambda text: "".join(
        f'"{line.replace(";", ",")}"\n' for line in text.splitlines()
    ),
}


@pytest.mark.parametrize("case", OFFICE)
def test_a_file_as_offices_make_it_gives_the_same(
    table: Table, tmp_path: Path, good: str, case: str
) -> None:
    plain, source = tmp_path / "plat.csv", tmp_path / "in.csv"
    plain.write_text(HEAD + good * 3, encoding="utf-8")
    made = OFFICE[case](HEAD + good * 3)
    source.write_bytes(made if isinstance(made, bytes) else made.encode())
    advise_file(table, plain, tmp_path / "een.csv")
    advise_file(table, source, tmp_path / "twee.csv")
    assert (tmp_path / "een.csv").read_bytes() == (tmp_path / "twee.csv").read_bytes()


def test_a_wrong_row_under_a_title_is_named_by_its_own_line(
    table: Table, tmp_path: Path, good: str
) -> None:
    source = tmp_path / "in.csv"
    source.write_text(f"Groepen\n\n{HEAD}{good}a;b\n", encoding="utf-8")
    with pytest.raises(GroupsError) as caught:
        advise_file(table, source, tmp_path / "uit.csv")
    assert [problem.line for problem in caught.value.problems] == [5]


def spoilt(case: str, good: str) -> bytes:
    text = BAD[case][0](good)
    return text if isinstance(text, bytes) else text.encode()


@pytest.mark.parametrize("case", [*(case for case in BAD if case != LONG), MILLION])
@pytest.mark.parametrize("name", ["uit.csv", "uit.parquet"])
def test_bad_file(table: Table, tmp_path: Path, good: str, case: str, name: str) -> None:
    _, line, said = BAD[case]
    source = tmp_path / "in.csv"
    source.write_bytes(spoilt(case, good))
    with pytest.raises(GroupsError) as caught:
        advise_file(table, source, tmp_path / name)
    first = caught.value.problems[0]
    assert (first.file, first.line) == ("in.csv", line)
    assert said in first.message
    assert os.listdir(tmp_path) == ["in.csv"]


def test_several_columns_missing_are_named_at_once(table: Table, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("traject;wijk\na;b\n", encoding="utf-8")
    with pytest.raises(GroupsError) as caught:
        advise_file(table, tmp_path / "in.csv", tmp_path / "uit.csv")
    missing = [f"'{c}' ontbreekt" in str(caught.value) for c in DIMENSIONS]
    assert missing == [False, True, True, True, False]  # what is at stake need not be asked


def test_many_bad_rows_are_counted(table: Table, tmp_path: Path, good: str) -> None:
    (tmp_path / "in.csv").write_text(HEAD + good + "x;x;x;x;x\n" * 1234, encoding="utf-8")
    with pytest.raises(GroupsError) as caught:
        advise_file(table, tmp_path / "in.csv", tmp_path / "uit.csv")
    *named, rest = caught.value.problems
    assert [p.line for p in named] == list(range(3, 53))
    assert "1.184 andere" in rest.message


def test_refused_places(table: Table, tmp_path: Path, good: str) -> None:
    source, linked = tmp_path / "in.csv", tmp_path / "zelfde.csv"
    source.write_text(HEAD + good, encoding="utf-8")
    linked.symlink_to(source)
    aside = tmp_path / "uit.overgeslagen.csv"
    aside.hardlink_to(source)
    (tmp_path / "map.csv").mkdir()
    cases = [
        (source, source, False, "invoerbestand"),
        (source, linked, False, "invoerbestand"),
        (source, tmp_path / "uit.csv", True, "invoerbestand"),
        (source, tmp_path / "weg" / "uit.csv", False, "bestaat niet"),
        (source, tmp_path / "map.csv", False, "dit is een map"),
        (source, tmp_path / "uit.xlsx", False, ".csv of .parquet"),
        (tmp_path / "weg.csv", tmp_path / "uit.csv", False, "is er niet"),
        (tmp_path, tmp_path / "uit.csv", False, "geen bestand"),
    ]
    before = sorted(os.listdir(tmp_path))
    for given_source, target, skip, said in cases:
        with pytest.raises(GroupsError, match=said):
            advise_file(table, given_source, target, skip)
    assert sorted(os.listdir(tmp_path)) == before
    assert source.read_text(encoding="utf-8") == HEAD + good


def test_folder_that_may_not_be_written(table: Table, tmp_path: Path, good: str) -> None:
    (tmp_path / "in.csv").write_text(HEAD + good, encoding="utf-8")
    with pytest.raises(GroupsError, match="schrijven lukt niet"):
        advise_file(table, tmp_path / "in.csv", Path("/proc/uit.csv"))


def test_an_earlier_result_survives_a_bad_file(table: Table, tmp_path: Path, good: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "uit.csv"
    target.write_text("van gisteren", encoding="utf-8")
    source.write_text(HEAD + good + "x\n", encoding="utf-8")
    with pytest.raises(GroupsError):
        advise_file(table, source, target)
    assert target.read_text(encoding="utf-8") == "van gisteren"


# Skipping


def test_skipped_rows_go_to_a_second_file(table: Table, tmp_path: Path, good: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "uit.parquet"
    bad = ["x;x;x;x;x\n", "=cmd();1\n", good.replace("Centrum", '"a"b')]
    source.write_text(HEAD + good + "".join(bad) + good, encoding="utf-8")
    aside = tmp_path / "uit.overgeslagen.csv"
    assert advise_file(table, source, target, skip=True) == Report(2, 3, aside)
    assert [row[4] for row in parquet(target)[1]] == ["Centrum", "Centrum"]
    head, *rows = sheet(aside)
    assert head == ["regel", "reden", "rij"]
    assert [row[0] for row in rows] == ["3", "4", "5"]
    assert [row[2] for row in rows] == [harmless(line.strip()) for line in bad]
    assert all(row[1].endswith(".") for row in rows)


def test_nothing_skipped_leaves_no_second_file(table: Table, tmp_path: Path, good: str) -> None:
    (tmp_path / "in.csv").write_text(HEAD + good, encoding="utf-8")
    (tmp_path / "uit.overgeslagen.csv").write_text("van gisteren", encoding="utf-8")
    report = advise_file(table, tmp_path / "in.csv", tmp_path / "uit.csv", skip=True)
    assert report == Report(1, 0, None)
    assert sorted(os.listdir(tmp_path)) == ["in.csv", "uit.csv"]


@pytest.mark.parametrize("case", ["quote open", "quote open to the end", MILLION])
def test_rows_that_may_hide_others_are_not_skipped(
    table: Table, tmp_path: Path, good: str, case: str
) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(spoilt(case, good) + b"\n" + good.encode())
    with pytest.raises(GroupsError, match="sla ik dit niet over"):
        advise_file(table, source, tmp_path / "uit.csv", skip=True)
    assert os.listdir(tmp_path) == ["in.csv"]


def test_only_bad_rows_is_an_error_even_when_skipping(table: Table, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(HEAD + "x;x;x;x;x\n", encoding="utf-8")
    with pytest.raises(GroupsError, match="ken ik niet"):
        advise_file(table, tmp_path / "in.csv", tmp_path / "uit.csv", skip=True)
    assert os.listdir(tmp_path) == ["in.csv"]


# Odd but good


def test_formulas_are_harmless_in_csv_and_untouched_in_parquet(
    table: Table, tmp_path: Path
) -> None:
    cells = ["=cmd()", "+1", "-2,5", "-a", "@x", "\tx", " =1", "'=1", "12%", "＝1", "gewoon"]
    rows = [[*some(table, 1)[0], cell] for cell in cells]
    (tmp_path / "in.csv").write_text(csv_text([[*DIMENSIONS, "=kop()"], *rows]), encoding="utf-8")
    for name in ("uit.csv", "uit.parquet"):
        advise_file(table, tmp_path / "in.csv", tmp_path / name)
    head, *lines = sheet(tmp_path / "uit.csv")
    assert head[5] == "'=kop()"
    assert [line[5] for line in lines] == [
        "'=cmd()", "+1", "-2,5", "'-a", "'@x", "'\tx", "' =1", "'=1", "12%", "'＝1", "gewoon",
    ]  # fmt: skip
    columns, found = parquet(tmp_path / "uit.parquet")
    assert columns[5] == "=kop()"
    assert [row[5] for row in found] == cells


def test_mixed_line_ends_and_empty_lines_are_read(table: Table, tmp_path: Path, good: str) -> None:
    text = HEAD + good + "\r\n" + good.replace("\n", "\r\n") + "\n\n" + good.strip()
    (tmp_path / "in.csv").write_text(text, encoding="utf-8", newline="")
    advise_file(table, tmp_path / "in.csv", tmp_path / "uit.parquet")
    assert [row[4] for row in parquet(tmp_path / "uit.parquet")[1]] == ["Centrum"] * 3


def test_text_in_a_number_column_is_kept(table: Table, tmp_path: Path) -> None:
    rows = [[*some(table, 1)[0], cell] for cell in ("12", "veel", "007")]
    (tmp_path / "in.csv").write_text(csv_text([[*DIMENSIONS, "aantal"], *rows]), encoding="utf-8")
    advise_file(table, tmp_path / "in.csv", tmp_path / "uit.parquet")
    assert [row[5] for row in parquet(tmp_path / "uit.parquet")[1]] == ["12", "veel", "007"]


def test_windows_1252_is_read_wherever_its_first_letter_stands(
    table: Table, tmp_path: Path
) -> None:
    answers = ";".join(some(table, 1)[0][:4])
    before = BLOCK - len((HEAD + answers + ";").encode())
    for size in (before - 1, before):
        lines = "".join(f"{answers};{'x' * 90}\n" for _ in range(size // (len(answers) + 92)))
        body = f"{lines}{answers};".ljust(len(lines) + len(answers) + 1)
        row = body + "y" * (size + len(answers) + 1 - len(body)) + "é\n"
        (tmp_path / "in.csv").write_bytes((HEAD + row).encode("cp1252"))
        advise_file(table, tmp_path / "in.csv", tmp_path / "uit.parquet")
        assert str(parquet(tmp_path / "uit.parquet")[1][-1][4]).endswith("yé")


def test_the_answers_may_stand_anywhere(table: Table, tmp_path: Path) -> None:
    row = some(table, 1)[0]
    text = csv_text([["wijk;1", *reversed(DIMENSIONS)], ["Centrum", *reversed(row)]], ",")
    (tmp_path / "in.csv").write_text(text, encoding="utf-8")
    for name in ("uit.csv", "uit.parquet"):
        advise_file(table, tmp_path / "in.csv", tmp_path / name)
    head, line = sheet(tmp_path / "uit.csv")
    assert head[:6] == ["wijk;1", *reversed(DIMENSIONS)]
    assert line == ["Centrum", *reversed(row), *as_text(expected_cells(table)[row])]
    assert parquet(tmp_path / "uit.parquet")[0] == [*head[:6], *ADDED]


def test_odd_file_names(table: Table, tmp_path: Path, good: str) -> None:
    folder = tmp_path / "o'map [1]*?"
    folder.mkdir()
    (folder / "in [2].csv.gz").write_text(HEAD + good, encoding="utf-8")
    for name in ("uit'[3]*.CSV", "uit'[3]*.parquet"):
        assert advise_file(table, folder / "in [2].csv.gz", folder / name).rows == 1
        assert (folder / name).is_file()


def test_result_may_replace_an_earlier_one(table: Table, tmp_path: Path, good: str) -> None:
    (tmp_path / "in.csv").write_text(HEAD + good, encoding="utf-8")
    (tmp_path / "uit.csv").write_text("van gisteren", encoding="utf-8")
    advise_file(table, tmp_path / "in.csv", tmp_path / "uit.csv")
    assert len(sheet(tmp_path / "uit.csv")) == 2


def test_export_refuses_a_missing_folder(table: Table, tmp_path: Path) -> None:
    with pytest.raises(GroupsError, match="bestaat niet"):
        groups.export(table, tmp_path / "weg" / "tabel.parquet")
