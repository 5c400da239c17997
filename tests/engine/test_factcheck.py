"""The fact-check table: every advised channel of every situation, safe to open and to sign off."""

import csv
import os
from collections.abc import Mapping
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from engine import Advice, Table
from engine.batch.spreadsheet import SheetError
from engine.label import LABELS
from engine.model import DIMENSIONS, Situation
from engine.proof.factcheck import LABEL, ROLES, SIGN_OFF, WIDTHS, fact_check, write

CODES = [f"Code {key}" for key in DIMENSIONS]


@pytest.fixture(scope="module")
def frame(table: Table) -> pd.DataFrame:
    return fact_check(table)


@pytest.mark.exhaustive
def test_every_situation_and_advised_channel_is_there(
    table: Table, frame: pd.DataFrame, every_advice: Mapping[Situation, Advice]
) -> None:
    wanted = [
        (*situation, row.channel, ROLES[row.role])
        for situation in table.book.situations()
        for row in every_advice[situation].picks()
    ]
    found = frame[[*CODES, "Code kanaal", "Rol"]].itertuples(index=False, name=None)
    assert list(found) == wanted
    assert list(frame["Nr"]) == list(range(1, len(frame) + 1))


@pytest.mark.exhaustive
def test_a_row_says_what_the_advice_says(
    table: Table, frame: pd.DataFrame, every_advice: Mapping[Situation, Advice]
) -> None:
    book = table.book
    for row in frame.sample(200, random_state=1).to_dict("records"):
        situation = Situation(*(str(row[code]) for code in CODES))
        advice = every_advice[situation]
        channel = next(c for c in advice.channels if c.channel == row["Code kanaal"])
        assert row["Traject"] == book.tracks[situation.track].name
        assert row["Fase"] == book.phases[situation.phase].name
        assert row["Leeftijd"] == book.ages[situation.age].name
        assert row["Profiel"] == book.profiles[situation.profile].name
        assert row["Kanaal"] == book.channels[channel.channel].name
        assert row["Conclusie"] == advice.conclusion
        assert row["Geschiktheid"] == round(channel.suitability or 0)
        assert row["Zekerheid"] == round(100 * (channel.certainty or 0))
        assert row["Hoe zeker"] == (channel.certainty_word or "")
        assert row["Versie kennis"] == book.digest
        for duty in advice.duties:
            column = "Wat altijd moet" if duty.kind == "wet" else "Aanbevolen"
            assert duty.because in str(row[column])
        reasons = [r.because for r in channel.reasons] + [d.because for d in advice.duties]
        assert row["Belangrijkste reden"] in reasons


@pytest.mark.exhaustive
def test_nothing_is_left_empty_but_the_sign_off(frame: pd.DataFrame) -> None:
    may_be_empty = {*SIGN_OFF, "Hoe zeker", "Wat altijd moet", "Aanbevolen"}
    for name in frame.columns:
        if name not in may_be_empty:
            assert (frame[name].astype(str) != "").all(), name
    assert (frame[list(SIGN_OFF)] == "").all().all()
    assert set(frame[LABEL]) == set(LABELS)
    assert set(frame["Past"]) <= {"past goed", "past redelijk", "past minder goed"}
    assert frame["Geschiktheid"].between(0, 100).all()
    assert frame["Zekerheid"].between(0, 100).all()


@pytest.mark.exhaustive
def test_widths_are_of_columns_that_exist(frame: pd.DataFrame) -> None:
    assert set(WIDTHS) <= set(frame.columns)


@pytest.mark.exhaustive
def test_xlsx_is_filterable_frozen_and_without_formulas(
    frame: pd.DataFrame, tmp_path: Path
) -> None:
    risky = frame.head(50).copy()
    risky.loc[0, "Opmerking"] = "=cmd()"
    risky.loc[1, "Opmerking"] = "https://example.org"
    write(lambda: risky, tmp_path / "toets.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "toets.xlsx").worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    assert list(head) == list(frame.columns)
    assert [["" if c is None else c for c in row] for row in rows] == risky.to_numpy().tolist()
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.freeze_panes == "A2"
    types = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert types <= {"s", "inlineStr", "n"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    assert all(sheet.column_dimensions[c].width >= 12 for c in "ABCDEF")
    assert sheet.data_validations.dataValidation[0].formula1 == '"ja,nee"'


@pytest.mark.exhaustive
def test_csv_opens_in_a_dutch_spreadsheet(frame: pd.DataFrame, tmp_path: Path) -> None:
    risky = frame.head(50).rename(columns={"Naam": "=Naam"})
    risky.loc[0, "Opmerking"] = '=1+1;"x"\n'
    write(lambda: risky, tmp_path / "toets.csv")
    assert (tmp_path / "toets.csv").read_bytes().startswith(b"\xef\xbb\xbfNr;Traject;")
    with (tmp_path / "toets.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file, delimiter=";", strict=True)
    assert head == [("'=Naam" if name == "=Naam" else name) for name in risky.columns]
    wanted = risky.astype(str).to_numpy().tolist()
    wanted[0][head.index("Opmerking")] = '\'=1+1;"x"\n'
    assert rows == wanted


@pytest.mark.exhaustive
def test_parquet_is_plain(frame: pd.DataFrame, tmp_path: Path) -> None:
    write(lambda: frame, tmp_path / "toets.parquet")
    with duckdb.connect() as connection:
        connection.execute("FROM read_parquet(?)", [str(tmp_path / "toets.parquet")])
        names = [column[0] for column in connection.description or ()]
        rows = connection.fetchall()
    assert names == list(frame.columns)
    assert rows == list(frame.itertuples(index=False, name=None))


def test_refuses_other_endings_and_missing_folders_before_it_makes(tmp_path: Path) -> None:
    def in_vain() -> pd.DataFrame:
        pytest.fail("made for a place where it cannot go")

    with pytest.raises(SheetError, match=r"eindigt op \.xlsx, \.csv, \.parquet"):
        write(in_vain, tmp_path / "toets.ods")
    with pytest.raises(SheetError, match="bestaat niet"):
        write(in_vain, tmp_path / "weg" / "toets.csv")
    assert os.listdir(tmp_path) == []
