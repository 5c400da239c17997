"""Sentences → paragraphs and runs of Word.

They are built as elements: python-docx looks for the right place and the right style at every
step, which is most of its time in a long document.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from documents import chart
from documents.blocks import Content, Sentence, support

SPACE = qn("xml:space")
SMALL = "18"  # half points


def paragraph(document: Document, style: str = "") -> WordParagraph:
    """Add a paragraph in a built-in style, by its id: the name without spaces."""
    added = document.add_paragraph()
    if style:
        added._p.style = style.replace(" ", "")
    return added


def element(name: str, **attributes: str) -> Any:
    """Return an element of Word with attributes of Word."""
    return _maker()(_word(name), {_word(key): value for key, value in attributes.items()})


@cache
def _maker() -> Any:
    return OxmlElement("w:p").makeelement


@cache
def _word(name: str) -> str:
    return str(qn(f"w:{name}"))


def fill(
    place: Any, sentences: Iterable[Sentence], content: Content, part: Any, ink: str = ""
) -> None:
    """Add sentences to the element of a paragraph; `ink` is a colour ("#rrggbb"), or "" for none.

    `part` is that of the document, which keeps the addresses of links.
    """
    for number, sentence in enumerate(sentences):
        if number:
            place.append(_run(" "))
        _sentence(place, sentence, content, part, ink)


def _sentence(place: Any, sentence: Sentence, content: Content, part: Any, ink: str) -> None:
    if sentence.lead:
        space = " " if sentence.text or sentence.link else ""
        place.append(_run(sentence.lead, bold=True, ink=ink))
        place.append(_run(space)) if space else None
    if sentence.link:
        place.append(_link(sentence.text or sentence.link, sentence.link, part))
    elif sentence.text:
        place.append(_run(sentence.text, ink=ink))
    basis = support(sentence, content.sources)
    if basis:
        place.append(_run(f" {basis}", ink=chart.LIGHT.soft, size=SMALL))


def resize(paragraph: WordParagraph, points: float) -> None:
    """Set the words of a paragraph that have no size of their own in this size."""
    size = str(round(2 * points))
    for run in paragraph._p.iter(_word("r")):
        looks = run.find(_word("rPr"))
        if looks is None:
            looks = element("rPr")
            run.insert(0, looks)
        if looks.find(_word("sz")) is None:
            looks.append(element("sz", val=size))


def _run(text: str, bold: bool = False, ink: str = "", size: str = "", under: bool = False) -> Any:
    run = element("r")
    marks = [element("b")] if bold else []
    marks += [element("color", val=ink.removeprefix("#").upper())] if ink else []
    marks += [element("sz", val=size)] if size else []
    marks += [element("u", val="single")] if under else []
    if marks:
        looks = element("rPr")
        looks.extend(marks)
        run.append(looks)
    words = element("t")
    words.text = text
    words.set(SPACE, "preserve")
    run.append(words)
    return run


def _link(text: str, address: str, part: Any) -> Any:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(_run(text, ink=chart.LIGHT.accent, under=True))
    return link


def close(document: Document, small: bool = False) -> None:
    """Add the empty line that Word needs between two tables; `small` hardly takes room."""
    line = document.add_paragraph().paragraph_format
    line.space_after = Pt(0)
    if small:
        line.space_before, line.line_spacing = Pt(0), Pt(4)
