"""`python -m surveys`: the questions, how many answers, and what stands in answers."""

import csv
import io
import json
from pathlib import Path

import docx
import openpyxl
import pytest

from commands import surveys
from engine import Rulebook
from script.example_survey import ANSWERS, FOLDER
from surveys.questions.block import block

COVERS = (
    "commands/surveys/questionnaire.py",
    "commands/surveys/answers_in.py",
    "surveys/crosswalk.py",
    "surveys/reading/age_words.py",
    "surveys/reading/own_block.py",
    "surveys/reading/separated.py",
    "listening/reading/workbook_rows.py",
)
EXAMPLE = FOLDER / ANSWERS


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = surveys.main(list(map(str, words)))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def track(book: Rulebook) -> str:
    return next(iter(book.tracks))


def test_the_questions_are_shown_where_no_file_is_named(
    book: Rulebook, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "vragenlijst")
    assert (code, err) == (0, "")
    assert all(question.text in out for question in block(book).questions())


def test_the_questions_and_codes_are_told_as_json(
    book: Rulebook, track: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "vragenlijst", "--traject", track, "--kort", "--json")
    told = json.loads(out)
    asked = block(book, [track], why=False)
    assert code == 0
    assert [one["code"] for one in told["vragen"]] == [q.code for q in asked.questions()]
    assert told["kanalen"] == list(asked.channels)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("v.docx", ""),
        ("v.pdf", ""),
        ("v.xlsx", ""),
        ("v.txt", "limesurvey"),
        ("v.txt", "tekst"),
        ("v.csv", "codeboek"),
        ("v.csv", "tabel"),
    ],
)
def test_every_kind_of_file_is_written(
    name: str, kind: str, track: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    kinds = ("--soort", kind) if kind else ()
    code, out, err = run(capsys, "vragenlijst", "--traject", track, "-o", path, *kinds)
    assert (code, out, err) == (0, f"De vragen staan in {path}\n", "")
    raw = path.read_bytes()
    if name.endswith(".docx"):
        assert docx.Document(io.BytesIO(raw)).paragraphs
    elif name.endswith(".pdf"):
        assert raw.startswith(b"%PDF")
    elif name.endswith(".xlsx"):
        assert openpyxl.load_workbook(path).sheetnames == ["survey", "choices", "settings"]
    else:
        assert len(raw.decode("utf-8-sig")) > 100


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "v.csv"], "v.csv: zeg met --soort wat het is: codeboek of tabel."),
        (["-o", "v.md"], "v.md: kies een naam die eindigt op .docx, .pdf, .txt, .xlsx, .csv."),
        (["-o", "v.txt", "--soort", "word"], "v.txt: kies voor word een naam op .docx."),
        (["--soort", "word"], "Noem met -o het bestand dat ik moet maken."),
        (["-o", "v.docx"], "Kies één traject: op papier krijgt elke inwoner één deel."),
        (["--kanaal", "briev"], "kanaal 'briev' ken ik niet. Bedoelde je"),
    ],
)
def test_what_cannot_be_made_is_said_with_the_way_out(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "vragenlijst", *words)
    assert (code, out) == (1, "")
    assert message in err
    assert list(tmp_path.iterdir()) == []


def test_more_answers_bring_less_with_every_hundred(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "hoeveel", "--nu", "200", "--json")
    rows = json.loads(out)["rijen"]
    assert code == 0
    assert [row["antwoorden"] for row in rows] == [200, 300, 600]
    for key in ("gemist", "marge", "marge_per_leeftijd", "marge_per_groep"):
        assert [row[key] for row in rows] == sorted((row[key] for row in rows), reverse=True)
    assert "gemiste keuzes per 100" in run(capsys, "hoeveel")[1]


def test_the_example_is_read_without_a_word_more(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "lees", EXAMPLE, "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)[0]
    assert told["inwoners"] > 550
    assert len(told["situaties"]) == 10
    assert all(count > 200 for count in told["situaties"].values())
    code, out, err = run(capsys, "lees", EXAMPLE)
    assert (code, err) == (0, "")
    assert "Antwoorden per leeftijd:" in out


def test_no_number_below_ten_is_told(
    track: str, book: Rulebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = block(book, [track]).questions()[0]
    path = tmp_path / "klein.csv"
    rows = [["leeftijd", question.column], ["", question.options[0].slug]]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([*rows, rows[1], rows[1]])
    _, out, _ = run(capsys, "lees", path, "--json")
    told = json.loads(out)[0]
    assert told["situaties"] == {question.column: None}
    assert set(told["leeftijden"].values()) == {None}
    assert "minder dan 10" in run(capsys, "lees", path)[1]


def test_a_file_that_is_not_known_comes_with_a_mapping_to_begin_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ander.csv"
    rows = "\n".join(["ja;brief", "nee;bellen"] * 10)
    path.write_text(f"Woont u hier?;Hoe wilt u het horen?\n{rows}\n", encoding="utf-8")
    code, out, err = run(capsys, "lees", path)
    assert (code, out) == (1, "")
    assert "ander.csv: ik herken de vragen in dit bestand niet" in err
    assert "--koppeling koppeling.yaml" in err
    assert "kolommen:" in err
