"""`python -m surveys schat`, `rapport` and `vergelijk`, walked with the example."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import duckdb
import openpyxl
import pytest

from commands import surveys
from commands.surveys import fitting_commands, survey_paper
from engine import Rulebook, Table
from engine.knowledge import own_survey
from engine.knowledge.own_survey import OwnSurvey
from engine.model import UNKNOWN
from script.example_survey import ANSWERS, FOLDER, MARGINS
from surveys import local_table

COVERS = ("commands/surveys/fitting_commands.py", "commands/surveys/survey_paper.py")
FIGURES = ("aandeel", "van", "tot")


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = surveys.main(list(map(str, words)))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture(scope="module")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the layer of the example, with its table beside it."""
    folder = tmp_path_factory.mktemp("laag")
    path = folder / "laag.yaml"
    words = [
        *("schat", FOLDER / ANSWERS, "--marges", FOLDER / MARGINS, "-o", path),
        *("--tabel", folder / "tabel.csv", "--titel", "Proef", "--nagebootst"),
        *("--begin", "1-9-2026", "--einde", "30-9-2026", "--wijze", "online"),
    ]
    assert surveys.main(list(map(str, words))) == 0
    return path


@pytest.fixture(scope="module")
def own(layer: Path, book: Rulebook) -> OwnSurvey:
    return own_survey.read(layer, book)


@pytest.mark.exhaustive
def test_the_layer_says_what_was_asked(own: OwnSurvey, book: Rulebook) -> None:
    about = own.about
    assert (about.title, about.mode, about.simulated) == ("Proef", "online", True)
    assert about.n > 550
    assert "inwoners" in about.weighting
    assert len(own.rows) == len(book.tracks) * len(book.phases)
    assert 0 < own.rules < 1.2
    assert own.sayings


@pytest.mark.exhaustive
def test_the_same_answers_give_the_same_layer(layer: Path, tmp_path: Path) -> None:
    again = tmp_path / "laag.yaml"
    words = [
        *("schat", FOLDER / ANSWERS, "--marges", FOLDER / MARGINS, "-o", again),
        *("--titel", "Proef", "--nagebootst", "--begin", "1-9-2026", "--einde", "30-9-2026"),
        *("--wijze", "online"),
    ]
    assert surveys.main(list(map(str, words))) == 0
    assert again.read_bytes() == layer.read_bytes()


@pytest.mark.exhaustive
def test_the_table_has_a_row_for_every_group_and_channel(
    layer: Path, own: OwnSurvey, book: Rulebook
) -> None:
    """A row per profile of the knowledge, also where groups of trust stand in for profiles."""
    with (layer.parent / "tabel.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert {row["profiel"] for row in rows} == set(book.profiles)
    groups = len(own.ages) * len(book.profiles)
    assert len(rows) == groups * sum(len(of) for of in own.rows.values())
    assert tuple(rows[0]) == local_table.HEADS
    together = [row for row in rows if row["leeftijd"] == row["profiel"] == UNKNOWN]
    assert len(together) == len(rows) // groups
    for row in rows:
        share, low, high = (float(row[key]) for key in FIGURES)
        assert 0 <= low <= share <= high <= 1
        assert int(row["n"]) % 10 == 0


@pytest.mark.exhaustive
def test_parquet_holds_the_same_rows(own: OwnSurvey, table: Table, tmp_path: Path) -> None:
    small = replace(own, rows=dict(list(own.rows.items())[:1]))
    path = tmp_path / "o'tabel.parquet"
    local_table.write(path, small, table)
    local_table.write(tmp_path / "tabel.csv", small, table)
    quoted = str(path).replace("'", "''")
    with duckdb.connect(":memory:") as database:
        read = database.execute(f"SELECT * FROM '{quoted}'").fetchall()
    assert read == list(local_table.rows(small, table))


@pytest.mark.exhaustive
def test_the_report_is_written_as_pdf_and_excel(
    layer: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("verslag.pdf", "verslag.xlsx"):
        path = tmp_path / name
        code, out, err = run(capsys, "rapport", layer, "-o", path, "--marges", FOLDER / MARGINS)
        assert (code, out, err) == (0, f"Het verslag staat in {path}\n", "")
    assert (tmp_path / "verslag.pdf").read_bytes().startswith(b"%PDF")
    assert "Fasen" in openpyxl.load_workbook(tmp_path / "verslag.xlsx").sheetnames


@pytest.mark.exhaustive
def test_advices_are_compared_per_track_and_phase(
    layer: Path, table: Table, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Against itself nothing changes; what a layer changes is proven with the engine."""
    monkeypatch.setattr(survey_paper, "table_of", lambda book: table)
    path = tmp_path / "uit.csv"
    code, out, _ = run(capsys, "vergelijk", layer, "--json", "-o", path)
    rows = json.loads(out)
    assert code == 0
    assert len(rows) == len(table.book.tracks) * len(table.book.phases)
    assert all(row["zonder"] == row["met"] for row in rows)
    assert len(path.read_text("utf-8-sig").splitlines()) == len(rows) + 1
    code, out, _ = run(capsys, "vergelijk", layer)
    assert out.startswith(f"In 0 van de {len(rows)} situaties verandert het advies.")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "l.yaml", "--tabel", "t.xlsx"], "kies een naam die eindigt op .csv of .parquet"),
        (["-o", "weg/l.yaml"], "de map bestaat niet"),
        (["-o", "l.yaml", "--begin", "2-9-2026", "--einde", "1-9-2026"], "Draai ze om"),
        (["-o", "l.yaml", "--marges", "weg.csv"], "weg.csv: dit bestand of deze map bestaat niet"),
    ],
)
def test_what_cannot_be_estimated_is_said_at_once(
    words: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fitting_commands, "fit", lambda *rest: pytest.fail("it was estimated"))
    code, out, err = run(capsys, "schat", FOLDER / ANSWERS, *words)
    assert (code, out) == (1, "")
    assert message in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["rapport", "l.yaml", "-o", "r.docx"], "kies een naam die eindigt op .pdf of .xlsx"),
        (["vergelijk", "l.yaml", "-o", "r.xlsx"], "kies een naam die eindigt op .csv"),
        (["rapport", "l.yaml", "-o", "r.pdf"], "l.yaml: dit bestand of deze map bestaat niet"),
    ],
)
def test_a_layer_or_name_that_is_wrong_is_refused(
    words: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *words)
    assert (code, out) == (1, "")
    assert message in err
