"""Millions of rows → the same rows with advice, looked up in the compiled table (the only duckdb).

The answers are ENUM columns (one byte), so a wrong word stops the reading by itself, and their
codes together are the place of the advice in a list; what does not go together has no place. A
table need not ask what is at stake. With the table of `export`, `JOIN` gives the
same on any other engine; here it will not do, because a join may bring rows in another order.
"""

import glob
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from engine.answer import Ranked
from engine.argument.sureness import of_hundred
from engine.batch.sift import LINE_END, Known, sift
from engine.batch.spreadsheet import (
    BOM,
    FORMULA,
    LONGEST,
    NUMBER,
    SEPARATOR,
    Answers,
    CsvSource,
    SheetError,
    harmless,
    read_header,
    room,
)
from engine.compile import Outcome, Table
from engine.knowledge.organisation import changes
from engine.model import DIMENSIONS, Problem, Rulebook, Situation
from engine.roles import MAIN, NET, SUPPORT

GroupsError = SheetError
CHANNELS = ("hoofdkanaal", "ondersteunend_1", "ondersteunend_2")
OPTIONAL = DIMENSIONS[-1]  # the only column that may be absent: then it is not known
EVEN = "even_geschikt"  # channels that fit as well as the main one
ADDED = (*CHANNELS, "altijd_erbij", EVEN, "geschiktheid", "zekerheid", "zekerheid_woord",
         "kennis", "organisatie")  # fmt: skip
APART = "answers that do not go together: "
MEMORY = "2GiB"
THREADS = 4  # each thread takes part of the memory
BUFFER = 160 * LONGEST  # bytes DuckDB reads at once
PARQUET = "FORMAT parquet, PRESERVE_ORDER true"
CSV = f"""FORMAT csv, PRESERVE_ORDER true, HEADER, DELIMITER '{SEPARATOR}',
QUOTE '"', ESCAPE '"'"""
JOIN = """
SELECT {columns}
FROM rijen
JOIN advies
  ON rijen.traject = advies.traject
 AND rijen.fase = advies.fase
 AND rijen.leeftijd = advies.leeftijd
 AND rijen.profiel = advies.profiel
 AND rijen.belang = advies.belang
"""
Row = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How many rows got advice, how many were skipped, and the file the skipped ones went to."""

    rows: int
    skipped: int
    where: Path | None


def advise_file(
    table: Table, source: Path, target: Path, skip: bool = False, replace: bool = True
) -> Report:
    """Write the rows of `source` (CSV) with the advice added to `target` (.csv or .parquet).

    With `skip`, bad rows go to `target` with the ending .overgeslagen.csv; without it one bad row
    stops everything. Raises SheetError, and has then written nothing; without `replace` also when
    there are skipped rows of an earlier run.
    """
    aside = _check_places(source, target, skip, replace)
    answers = _answers(table)
    with room(target) as workroom:
        output = workroom / f"uit{target.suffix.lower()}"
        sheet = _sheet(answers, source, workroom)
        rejects = workroom / "overgeslagen.csv" if aside else None
        with _connection(table, workroom) as connection:
            known = set(table.outcomes)
            count, skipped = _advise(connection, sheet, answers, known, output, rejects)
        _put_aside(rejects, aside, skipped)
        output.replace(target)
    return Report(count, skipped, aside if skipped else None)


def export(table: Table, path: Path) -> None:
    """Write the compiled table as Parquet: a row per situation, for `JOIN` on another engine.

    Raises GroupsError when the file cannot be written.
    """
    with room(path) as workroom:
        output = workroom / "advies.parquet"
        with _connection(table, workroom) as connection:
            connection.execute(f"COPY advies TO ? ({PARQUET})", [str(output)])
        output.replace(path)


def write_parquet(columns: Mapping[str, Sequence[Any]], path: Path) -> None:
    """Write columns of equal length as Parquet, in this order."""
    values = ", ".join(f"unnest(${i}) AS {_name(c)}" for i, c in enumerate(columns, 1))
    with duckdb.connect(config=_settings(path.parent)) as connection:
        connection.execute(f"CREATE TABLE uit AS SELECT {values}", list(columns.values()))
        connection.execute(f"COPY uit TO ? ({PARQUET})", [str(path)])


def rows(table: Table) -> Iterator[Row]:
    """Yield the answers and the added values of every situation, in a fixed order."""
    for situation, outcome in table.outcomes.items():
        yield _row(table, situation, outcome)


def _row(table: Table, situation: Situation, outcome: Outcome) -> Row:
    main = next(row for row in outcome.ranking if row.role == MAIN)
    support = [*_of(outcome, SUPPORT), None, None][:2]
    return (
        *situation.facts().values(),
        main.channel,
        *support,
        ", ".join(_of(outcome, NET)) or None,
        ", ".join(main.even_with) or None,
        *hundreds(main),
        main.certainty_word,
        table.book.digest,
        own_digests(table.book),
    )


def own_digests(book: Rulebook) -> str | None:
    """Return the SHA-256 of what an organisation changed, as in a receipt; None when nothing.

    Of its file first, then of each layer of own research, with a space between.
    """
    every = [change["sha256"] for change in changes(book) if change.get("sha256")]
    return " ".join(every) or None


def hundreds(row: Ranked) -> tuple[int, int]:
    """Return suitability (0-100) and certainty (of 100 draws) as whole numbers.

    Whole, because a spreadsheet with a decimal comma reads 12.5 as a date.
    """
    return round(row.suitability or 0), of_hundred(row)


def _of(outcome: Outcome, role: str) -> list[str]:
    return [row.channel for row in outcome.ranking if row.role == role]


def _answers(table: Table) -> Answers:
    return table.book.choices()


def _sheet(answers: Answers, source: Path, workroom: Path) -> CsvSource:
    """Return what kind of CSV a file is. Raises SheetError when a column is not there."""
    needed = {column: words for column, words in answers.items() if column != OPTIONAL}
    return read_header(source, workroom, needed, ADDED)


def _check_places(source: Path, target: Path, skip: bool, replace: bool) -> Path | None:
    """Return where skipped rows go. Raises SheetError for a file that would be overwritten."""
    if target.suffix.lower() not in (".csv", ".parquet"):
        message = "de uitvoer heet .csv of .parquet. Geef een van die twee namen."
        raise SheetError(Problem(target.name, None, message))
    aside = target.with_suffix(".overgeslagen.csv") if skip else None
    for path in filter(None, (target, aside)):
        if path.exists() and source.exists() and path.samefile(source):
            message = "dit is het invoerbestand zelf. Kies een andere naam voor de uitvoer."
            raise SheetError(Problem(path.name, None, message))
    if aside and aside.is_file() and not replace:
        message = "dit bestand bestaat al. Verplaats het, of geef --vervang mee."
        raise SheetError(Problem(aside.name, None, message))
    return aside


def _put_aside(rejects: Path | None, aside: Path | None, skipped: int) -> None:
    """Move the skipped rows to their place; none skipped: take away those of an earlier run."""
    if rejects and aside:
        if skipped:
            rejects.replace(aside)
        else:
            aside.unlink(missing_ok=True)


def _settings(workroom: Path) -> dict[str, Any]:
    """Return settings that keep DuckDB off the network and within its memory."""
    return {
        "memory_limit": MEMORY,
        "threads": min(THREADS, os.cpu_count() or 1),
        "temp_directory": str(workroom),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }


@contextmanager
def _connection(table: Table, workroom: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a database that holds the table `advies`.

    Raises SheetError when DuckDB gives up, MemoryError when there is no room for what it makes.
    """
    try:
        with duckdb.connect(config=_settings(workroom)) as connection:
            _fill(connection, table)
            yield connection
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except duckdb.Error as error:
        first = str(error).splitlines()[0][:300]
        message = f"het verwerken is gestopt en er is niets geschreven ({first})."
        raise SheetError(Problem("DuckDB", None, message)) from error


def _fill(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Make the table `advies` and the variable `advies`, a list of its rows in ENUM order.

    What does not go together has NULL for its place in the list.
    """
    answers = _answers(table)
    if set(table.outcomes) != set(table.book.situations()):
        raise ValueError("the table does not hold every situation")
    names = (*DIMENSIONS, *ADDED)
    data = list(map(list, zip(*rows(table), strict=True)))
    types = []
    for name, column in zip(names, data, strict=True):
        words = answers.get(name) or [word for word in dict.fromkeys(column) if word is not None]
        types.append(f"{_name(name)} {_type(connection, name, words)}")
    connection.execute(f"CREATE TABLE advies ({', '.join(types)})")
    values = ", ".join(f"unnest(${i})" for i, _ in enumerate(names, 1))
    connection.execute(f"INSERT INTO advies SELECT {values}", data)
    keys = ", ".join(map(_name, DIMENSIONS))
    every = " CROSS JOIN ".join(
        f"(SELECT unnest(enum_range(NULL::{key}))::{key} AS {key})"
        for key in map(_name, DIMENSIONS)
    )
    known = "CASE WHEN advies.kennis IS NOT NULL THEN advies END"
    query = f"SELECT list({known} ORDER BY {keys}) FROM {every} LEFT JOIN advies USING ({keys})"  # noqa: S608 - names quoted
    connection.execute(f"SET VARIABLE advies = ({query})")


def _type(connection: duckdb.DuckDBPyConnection, name: str, values: Collection[object]) -> str:
    """Return the type of a column: a small number, or an ENUM of its words, made here."""
    words = [value for value in values if isinstance(value, str)]
    if len(words) < len(values):
        return "SMALLINT"
    listed = ", ".join(map(_text, words or [""]))
    connection.execute(f"CREATE TYPE {_name(name)} AS ENUM ({listed})")
    return _name(name)


def _advise(
    connection: duckdb.DuckDBPyConnection,
    sheet: CsvSource,
    answers: Answers,
    known: Collection[Situation],
    output: Path,
    rejects: Path | None,
) -> tuple[int, int]:
    """Return how many rows were written to `made` and skipped. Raises SheetError."""
    count, skipped = _at_once(connection, sheet, answers, output), 0
    if count is None:
        asked = {column: of for column, of in answers.items() if column in sheet.columns}
        together = {situation[: len(asked)] for situation in known}
        clean = output.parent / "schoon.csv"
        sheet, skipped = _clean(sheet, asked, together, clean, rejects)
        count = _write(connection, sheet, answers, output)
    if not count:
        message = "er staan geen rijen in. Zet onder de kolomnamen minstens één rij."
        raise SheetError(Problem(sheet.name, None, message))
    return count, skipped


def _at_once(
    connection: duckdb.DuckDBPyConnection, sheet: CsvSource, answers: Answers, output: Path
) -> int | None:
    """Return the rows written, or None when DuckDB stumbles over the file."""
    if sheet.head > 1 or any(LINE_END.search(column) for column in sheet.columns):
        return None  # DuckDB does not always see where such column names end
    try:
        return _write(connection, sheet, answers, output)
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return None


def _clean(
    sheet: CsvSource, answers: Answers, known: Known, clean: Path, rejects: Path | None
) -> tuple[CsvSource, int]:
    """Return the sheet without its bad rows, and how many those are.

    Raises SheetError when they may not or cannot be skipped.
    """
    sifting = sift(sheet, answers, clean, rejects, known)
    if sifting.bad and not (rejects and sifting.good):
        raise SheetError(*sifting.complaints())
    if sifting.swallowed:
        message = "hierin kunnen meer rijen zitten; daarom sla ik dit niet over."
        problem = sifting.swallowed[0]
        raise SheetError(problem, Problem(problem.file, problem.line, message))
    return CsvSource(sheet.name, clean, sheet.delimiter, sheet.columns), sifting.bad


def _write(
    connection: duckdb.DuckDBPyConnection, sheet: CsvSource, answers: Answers, output: Path
) -> int:
    """Write the rows with their advice to `made` and return how many there are."""
    as_csv = output.suffix == ".csv"
    columns = ", ".join([*_columns_sql(sheet.columns, as_csv), *(f"advies.{c}" for c in ADDED)])
    place = _place(sheet.columns, answers)
    apart = f"error({_text(APART)} || c0)"  # of a row, else DuckDB works it out beforehand
    advice = f"coalesce(getvariable('advies')[{place}], {apart})"
    rows = f"SELECT *, {advice} AS advies FROM {_source(sheet)}"  # noqa: S608 - names quoted
    query = f"COPY (SELECT {columns} FROM ({rows})) TO ? ({CSV if as_csv else PARQUET})"  # noqa: S608 - names quoted
    done = connection.execute(query, [str(output)]).fetchall()
    if as_csv:
        _settle_bom(output)
    return int(done[0][0])


def _place(columns: Sequence[str], answers: Answers) -> str:
    """Return SQL for the place (from 1) of a row's advice in the list, which is in ENUM order."""
    place = "0"
    for column, words in answers.items():
        there = column in columns  # else what comes first: not known
        code = f"enum_code(c{columns.index(column)})::INTEGER" if there else "0"
        place = f"({place} * {len(words)} + {code})"
    return f"{place} + 1"


def _source(sheet: CsvSource) -> str:
    """Return SQL that reads the file as it is: columns c0, c1, …, the answers as ENUM."""
    types = [_name(c) if c in DIMENSIONS else "VARCHAR" for c in sheet.columns]
    shape = ", ".join(f"c{i}: {_text(t)}" for i, t in enumerate(types))
    every = ", ".join(f"'c{i}'" for i, _ in enumerate(types))
    return f"""read_csv({_text(glob.escape(str(sheet.path)))}, auto_detect = false,
        header = true, delim = '{sheet.delimiter}', quote = '"', escape = '"',
        compression = 'none', strict_mode = true, columns = {{{shape}}},
        force_not_null = [{every}], max_line_size = {LONGEST}, buffer_size = {BUFFER})"""


def _columns_sql(columns: Sequence[str], as_csv: bool) -> Iterator[str]:
    """Yield SQL for the columns of the file; for CSV with formulas disarmed and a BOM in front."""
    for i, column in enumerate(columns):
        if as_csv:
            source = f"c{i}" if column in DIMENSIONS else _harmless_sql(f"c{i}")
            yield f"{source} AS {_name((BOM if i == 0 else '') + harmless(column))}"
        else:
            yield f"c{i} AS {_name(column)}"


def _harmless_sql(source: str) -> str:
    """Return SQL that does to a column what `harmless` does to a text."""
    runs = f"regexp_matches({source}, {_text(FORMULA)})"
    number = f"regexp_matches({source}, {_text(NUMBER)})"
    return f"CASE WHEN {runs} AND NOT {number} THEN {_text(chr(39))} || {source} ELSE {source} END"


def _settle_bom(output: Path) -> None:
    """Put the BOM before the quote, where the first column name needed quotes."""
    bom = BOM.encode()
    with output.open("r+b") as file:
        if file.read(1 + len(bom)) == b'"' + bom:
            file.seek(0)
            file.write(bom + b'"')


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _name(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
