"""Every cell of a table in PDF and Word knows the head of its row, read from the structure."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from pdfua import validate

from documents import content_of
from documents.blocks import Content
from documents.pdf import advice_pdf, plan_pdf
from documents.plan.content import content_of as plan_content
from documents.plan.paper import Paper
from documents.word import advice_docx
from engine import Table, advise, advise_phases
from plans import example

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def advice(table: Table) -> Content:
    situation = table.book.situations()[0]
    return content_of(
        table.book, advise(table, situation, DAY), advise_phases(table, situation, DAY)
    )


@pytest.fixture(scope="module", params=["advice", "plan"])
def pdf(request: pytest.FixtureRequest, advice: Content, table: Table) -> bytes:
    if request.param == "advice":
        return advice_pdf(advice)
    return plan_pdf(plan_content(Paper(example("schuldhulpcampagne"), table, DAY)), "{}")


def children(tag: Any) -> Iterator[Any]:
    inner = tag.get("/K", [])
    for child in inner if isinstance(inner, pikepdf.Array) else [inner]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child


def tags(tag: Any, kind: str) -> Iterator[Any]:
    for child in children(tag):
        if kind == child.S:
            yield child
        yield from tags(child, kind)


def of_table(cell: Any) -> Any:
    return next(part for part in cell.A if part.O == "/Table")


def test_the_first_cell_of_a_row_in_a_pdf_heads_it(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        known = pikepdf.NameTree(root.IDTree)
        bodies = list(tags(root, "/TBody"))
        assert bodies
        for row in (row for body in bodies for row in tags(body, "/TR")):
            first, *others = children(row)
            assert first.S == "/TH"
            assert of_table(first).Scope == "/Row"
            assert known[str(first.ID)].objgen == first.objgen
            assert {cell.S for cell in others} <= {"/TD"}
            for cell in others:
                column, own = map(str, of_table(cell).Headers)
                assert str(known[column].A[0].Scope) == "/Column"
                assert own == str(first.ID)
        names = [str(row.ID) for row in tags(root, "/TH")]
        assert len(names) == len(set(names))


def test_such_a_pdf_is_as_accessible_and_as_fixed_as_before(advice: Content, tmp_path: Any) -> None:
    pdf = advice_pdf(advice)
    assert pdf == advice_pdf(advice)
    path = tmp_path / "advies.pdf"
    path.write_bytes(pdf)
    assert [str(finding) for finding in validate(str(path)).findings] == []


def test_the_first_column_of_a_table_in_word_heads_its_rows(advice: Content) -> None:
    every = docx.Document(io.BytesIO(advice_docx(advice))).tables
    tables = [one for one in every if one._tbl.tblPr.find(qn("w:tblStyle")) is not None]
    assert tables
    for layout in [one for one in every if one not in tables]:  # columns have no heads
        assert layout._tbl.tblPr.find(qn("w:tblLook")) is None
    for one in tables:
        look = one._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        assert int(look.get(qn("w:val")), 16) == 0x0020 | 0x0080
