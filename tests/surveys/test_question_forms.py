"""The block in the forms of survey tools: whole, without markup or formula, and taken by them."""

import csv
import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from engine import Rulebook
from engine.knowledge import organisation
from surveys.questions import codebook, limesurvey, plain_form, xlsform
from surveys.questions.block import NONE, PART, Block, block

NASTY = '=cmd()|{SGQA} ${p1} <b>vet</b> & "co"'
FIELDS = {"class", "type/scale", "name", "relevance", "text", "help", "language", "max_answers"}


@pytest.fixture(scope="module")
def both(book: Rulebook) -> Block:
    return block(book)


@pytest.fixture(scope="module")
def single(book: Rulebook) -> Block:
    return block(book, [next(iter(book.tracks))])


@pytest.fixture(scope="module")
def nasty(book: Rulebook) -> Block:
    """Return a block in which an organisation gave a channel a name that tools could run."""
    slug = block(book).channels[0]
    quoted = NASTY.replace("'", "''")
    text = f"naam: '{quoted}'\neigen_namen:\n  {slug}: {{naam: '{quoted}'}}\n"
    return block(organisation.parse("eigen.yaml", text, book))


def lime(form: Block) -> list[dict[str, str]]:
    text = limesurvey.limesurvey(form).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def test_limesurvey_gets_every_question_and_answer_once(both: Block) -> None:
    rows = lime(both)
    assert set(rows[0]) >= FIELDS
    asked = {row["name"]: row for row in rows if row["class"] == "Q"}
    assert set(asked) == {PART, *(question.code for question in both.questions())}
    answers: dict[str, list[str]] = {}
    question = ""
    for row in rows:
        question = row["name"] if row["class"] == "Q" else question
        if row["class"] in ("SQ", "A"):
            answers.setdefault(question, []).append(row["name"])
    assert answers == {q.code: [a.code for a in q.answers()] for q in both.questions()}
    for one in both.questions():
        row = asked[one.code]
        assert row["type/scale"] == ("M" if one.most > 1 else "L")
        assert row["max_answers"] == (str(one.most) if one.most > 1 else "")
        assert row["exclude_all_others"] == (NONE if one.most > 1 else "")
        assert row["mandatory"] == "N"


def numbered(rows: list[dict[str, str]]) -> list[str]:
    """Return by what LimeSurvey tells groups apart: a number, and a count where it is "" or "0"."""
    empty, keys = 0, []
    for row in rows:
        if row["class"] == "G":
            number = row["type/scale"]
            keys.append(f"G{empty}" if number in ("", "0") else number)
            empty += number in ("", "0")
    return keys


@pytest.mark.parametrize("kind", ["both", "single"])
def test_limesurvey_takes_every_row_as_its_importer_reads_it(
    kind: str, request: pytest.FixtureRequest
) -> None:
    """After the published source of its importer of tables, and the widths of its database."""
    rows = lime(request.getfixturevalue(kind))
    keys = numbered(rows)
    assert len(set(keys)) == len(keys), "else it takes two groups for one in two languages"
    assert all(row["name"] for row in rows), "else it makes up a name"
    settings = {row["name"] for row in rows if row["class"] == "S"}
    assert "language" in settings and not settings & {"sid", "gsid", "datecreated"}
    titles = [row["name"] for row in rows if row["class"] == "Q"]
    assert len(set(titles)) == len(titles)
    for row in rows:
        if row["class"] in ("Q", "SQ", "A"):
            most = 5 if row["class"] == "A" else 20
            assert re.fullmatch(r"[a-z][a-z0-9]*|[0-9]+", row["name"]) and len(row["name"]) <= most
        if row["class"] in ("G", "Q", "SQ", "A", "SL"):
            assert row["language"] == "nl"
        assert not row["default"] and not row["related_id"]


def test_limesurvey_keeps_nothing_of_who_answers(both: Block) -> None:
    settings = {row["name"]: row["text"] for row in lime(both) if row["class"] == "S"}
    assert settings["anonymized"] == "Y"
    assert {settings[key] for key in ("datestamp", "ipaddr", "refurl", "savetimings")} == {"N"}


def test_each_resident_gets_one_part_by_lot(both: Block, single: Block) -> None:
    groups = [row["relevance"] for row in lime(both) if row["class"] == "G"]
    assert groups == ["1", f"{PART} == 1", f"{PART} == 2", "1"]
    lot = next(row for row in lime(both) if row["name"] == PART)
    assert (lot["type/scale"], lot["hidden"]) == ("*", "1")
    assert "rand(1, 2)" in lot["equation"]
    assert [row["relevance"] for row in lime(single) if row["class"] == "G"] == ["1", "1"]
    assert not any(row["name"] == PART for row in lime(single))


def test_numbers_of_rows_are_given_once_and_every_row_is_one_line(both: Block) -> None:
    ids = [row["id"] for row in lime(both) if row["class"] in ("G", "Q", "SQ", "A")]
    assert len(set(ids)) == len(ids)
    assert len(limesurvey.limesurvey(both).decode().splitlines()) == len(lime(both)) + 1


def test_what_an_organisation_types_is_no_markup_and_no_formula(nasty: Block) -> None:
    lines = [row for row in lime(nasty) if "cmd()" in row["text"]]
    assert lines
    for row in lines:
        assert "{" not in row["text"] and "<" not in row["text"]
    codes = csv.reader(io.StringIO(codebook.codebook(nasty).decode("utf-8-sig")), delimiter=";")
    assert all(not cell.startswith(("=", "+", "@")) for row in codes for cell in row)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsform.xlsform(nasty)))["choices"]
    assert all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row if cell.value)


@pytest.mark.parametrize("kind", ["both", "single", "nasty"])
def test_pyxform_converts_it_without_a_warning(kind: str, request: pytest.FixtureRequest) -> None:
    form: Block = request.getfixturevalue(kind)
    result = convert(io.BytesIO(xlsform.xlsform(form)), validate=False, file_type=".xlsx")
    assert result.warnings == []
    for question in form.questions():
        assert f"<{question.code}/>" in result.xform
        for answer in question.answers():
            assert f"<name>{answer.code}</name>" in result.xform


def test_kobo_gets_a_part_by_lot_only_where_there_are_more(both: Block, single: Block) -> None:
    assert "once(int(random() * 2) + 1)" in _types(both)[PART]
    assert PART not in _types(single)


def _types(form: Block) -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsform.xlsform(form)))["survey"]
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    return {str(row["name"]): str(row["calculation"] or "") for row in rows}


def test_the_text_to_paste_has_every_question_and_answer_in_order(both: Block) -> None:
    text = plain_form.plain_form(both)
    at = 0
    for question in both.questions():
        at = text.index(question.text, at)
        for answer in question.answers():
            at = text.index(f". {answer.text}\n", at)
    assert plain_form.BY_LOT in text


def test_the_text_to_paste_speaks_of_parts_only_where_there_are_more(single: Block) -> None:
    assert plain_form.BY_LOT not in plain_form.plain_form(single)


def test_the_codebook_has_a_row_for_every_answer(both: Block) -> None:
    text = codebook.codebook(both).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == list(codebook.HEADS)
    assert len(rows) - 1 == sum(len(question.answers()) for question in both.questions())
    assert len({(row[0], row[7]) for row in rows[1:]}) == len(rows) - 1


def test_the_empty_table_has_the_headings_that_are_read_back(single: Block) -> None:
    text = codebook.empty_table(single).decode("utf-8-sig")
    heads = text.strip().split(";")
    assert heads[0] == "leeftijd"
    assert set(heads) >= {question.column for question in single.questions()}
    assert text.endswith("\r\n") and len(text.splitlines()) == 1


@pytest.mark.parametrize("write", [limesurvey.limesurvey, codebook.codebook, codebook.empty_table])
def test_the_same_block_gives_the_same_file(write: Callable[[Block], bytes], single: Block) -> None:
    assert write(single) == write(single)
