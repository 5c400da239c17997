"""The logo and the name of an organisation are on its documents, for everyone who reads them."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from pdfua import validate
from PIL import Image

import blueprints
from documents import advice_docx, advice_pdf, content_of, house
from documents.blocks import Content
from documents.journey.swimlane import Drawing, swimlane_pdf
from documents.listening import content as listening_content
from documents.pdf import plan_pdf
from documents.plan.content import content_of as plan_content
from documents.plan.paper import Paper
from engine import Table, advise, advise_phases
from engine.knowledge import image, organisation
from engine.model import Organisation
from listening.measurements import Measurements
from plans import example, plan_of
from plans.files import keys

COVERS = ("documents/plan/blocks.py", "documents/word.py")

DAY = date(2026, 11, 22)
SAID = "Logo van De Voorbeeldstad"
STYLE = {"naam_op_documenten": "De Voorbeeldstad", "kleur": "#7a1f5c"}


@pytest.fixture(scope="module")
def own(table: Table) -> Table:
    """Return the knowledge of an organisation with a wide, half transparent logo."""
    made = io.BytesIO()
    Image.new("RGBA", (800, 200), (180, 20, 60, 90)).save(made, "PNG")
    given = Organisation.model_validate({"naam": "Gemeente X", "huisstijl": STYLE})
    book = replace(organisation.apply(table.book, given), logo=image.redraw(made.getvalue()))
    return replace(table, book=book)


@pytest.fixture(scope="module")
def advice(own: Table) -> Content:
    situation = own.book.situations()[0]
    return content_of(own.book, advise(own, situation, DAY), advise_phases(own, situation, DAY))


def tags(tag: Any) -> Iterator[Any]:
    """Yield every tag of a PDF's structure that has a kind."""
    children = tag.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from tags(child)


def alternatives(pdf: bytes) -> list[str]:
    """Return the words that stand in for pictures."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(t.Alt) for t in tags(document.Root.StructTreeRoot) if "/Alt" in t]


def logos(pdf: bytes) -> list[int]:
    """Return on which pages a PDF shows a picture of the size of the logo, with its words."""
    assert alternatives(pdf).count(SAID) == 1
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [n for n, page in enumerate(document.pages) if (800, 200) in set(_sizes(page))]


def _sizes(page: Any) -> Iterator[tuple[int, int]]:
    """Yield the size of every picture on a page, also within drawings."""
    for thing in page.get("/Resources", {}).get("/XObject", {}).values():
        if thing.Subtype == "/Image":
            yield int(thing.Width), int(thing.Height)
        else:
            yield from _sizes(thing)


def test_an_advice_opens_with_the_logo(advice: Content, tmp_path: Path) -> None:
    made = advice_pdf(advice)
    assert logos(made) == [0]
    assert made == advice_pdf(advice)
    path = tmp_path / "advies.pdf"
    path.write_bytes(made)
    assert [str(finding) for finding in validate(str(path)).findings] == []
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) <= 8


def test_a_word_document_opens_with_the_logo(advice: Content, own: Table) -> None:
    word = docx.Document(io.BytesIO(advice_docx(advice)))
    shape = word.inline_shapes[0]
    assert (round(shape.width.mm), round(shape.height.mm)) == (40, 10)
    assert shape._inline.docPr.get("descr") == SAID
    shown = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    assert word.part.related_parts[shown].blob == own.book.logo


def test_a_plan_has_the_logo_on_its_cover_unless_it_is_an_example(own: Table) -> None:
    plan = example("schuldhulpcampagne")
    assert plan_content(Paper(plan, own, DAY)).emblem is None
    tree = keys(plan)
    tree["project"] |= {"voorbeeld": False, "organisatie": None}
    content = plan_content(Paper(plan_of(tree), own, DAY))
    assert content.organisation == "De Voorbeeldstad"
    assert logos(plan_pdf(content, "{}")) == [0]


def test_what_was_heard_has_the_logo(own: Table) -> None:
    content = house.in_house_style(listening_content.content(Measurements(()), DAY), own.book)
    assert (content.organisation, content.accent) == ("De Voorbeeldstad", "#7a1f5c")
    assert logos(advice_pdf(content)) == [0]


def test_a_journey_of_your_own_has_the_logo_and_an_example_has_not(own: Table) -> None:
    written = next(iter(blueprints.load(own.book).journeys.values()))
    mine = replace(written, written=written.written.model_copy(update={"example": False}))
    assert logos(swimlane_pdf(own.book, Drawing(mine), DAY)) == [0]
    assert SAID not in alternatives(swimlane_pdf(own.book, Drawing(written), DAY))
