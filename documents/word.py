"""Content → Word document with real styles, so that a colleague can edit and reuse it.

With word_text and word_table the only modules that know python-docx.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime, time

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from documents import chart, word_table, word_text
from documents.blocks import (
    Bullets,
    Content,
    Dots,
    Emblem,
    Flat,
    Heading,
    Lanes,
    Paragraph,
    Section,
    Sentence,
    Table,
    flat,
)
from documents.pdf import drawn_png
from documents.word_table import CELL
from dutch import day

FONT = "Calibri"
PLOT = 150  # millimetres
LONGEST = 255
EPOCH = (1980, 1, 1, 0, 0, 0)
SOFT, INK = chart.LIGHT.soft, chart.LIGHT.ink
SIZES = {"Title": 21, "Heading 1": 16, "Heading 2": 12.5, "Heading 3": 11, "Normal": 10.5}


def advice_docx(content: Content) -> bytes:
    """Return the document as .docx; the same content gives the same bytes."""
    document = docx.Document()
    _properties(document, content)
    _styles(document, _colour(chart.readable(content.accent)))
    _page(document, content)
    _head(document, content)
    lying = False
    for number, section in enumerate(content.sections):
        turned = section.landscape != lying
        if turned:
            _turn(document)
            lying = section.landscape
        _section(document, section, content, (number > 0 or content.cover) and not turned)
    made = io.BytesIO()
    document.save(made)
    return _fixed(made.getvalue())


def _properties(document: Document, content: Content) -> None:
    """Fill in who made what and when; Word takes no more than 255 characters."""
    core = document.core_properties
    core.title, core.subject = content.title[:LONGEST], content.summary[:LONGEST]
    core.author = core.last_modified_by = (content.author or content.organisation)[:LONGEST]
    core.language, core.comments = "nl-NL", content.status
    core.created = core.modified = datetime.combine(content.day, time())
    core.revision = 1


def _colour(hexadecimal: str) -> RGBColor:
    return RGBColor.from_string(hexadecimal.removeprefix("#").upper())


def _styles(document: Document, accent: RGBColor) -> None:
    """Give the built-in styles our sizes and colours, and Dutch as their language."""
    for name, size in SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = accent if name in ("Heading 1", "Heading 3") else _colour(INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        fonts.set(qn("w:hAnsi"), FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")
    document.styles["Normal"].paragraph_format.space_after = Pt(5)
    _own_styles(document, accent)


def _own_styles(document: Document, accent: RGBColor) -> None:
    """Set the styles of table cells, of the conclusion and of notes."""
    cell = document.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.font.size = document.styles["Normal"], Pt(9.5)
    cell.paragraph_format.space_after = Pt(1)
    quote, note = document.styles["Intense Quote"], document.styles["Caption"]
    quote.font.size, quote.font.bold, quote.font.italic = Pt(14), True, False
    quote.font.color.rgb = accent
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Cm(0)
    note.font.bold, note.font.color.rgb = False, _colour(SOFT)


def _page(document: Document, content: Content) -> None:
    """Set A4 with margins, the running title, and "pagina X van Y"."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(21)
    page.top_margin, page.bottom_margin = Mm(22), Mm(20)
    page.header.paragraphs[0].text = f"{content.title} · {content.status}"
    foot = page.footer.paragraphs[0]
    foot.add_run(f"Ken je inwoner · {day(content.day)} · pagina ")
    _count(foot, "PAGE")
    foot.add_run(" van ")
    _count(foot, "NUMPAGES")


def _turn(document: Document) -> None:
    """Begin a new page on its other side."""
    before = document.sections[-1]
    width, height = before.page_height, before.page_width
    page = document.add_section(WD_SECTION.NEW_PAGE)
    page.page_width, page.page_height = width, height
    lying = (width or 0) > (height or 0)
    page.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT


def _count(paragraph: WordParagraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def _head(document: Document, content: Content) -> None:
    if content.emblem:
        _emblem(document, content.emblem)
    document.add_paragraph(content.title, style="Title")
    head = (content.organisation, content.author, day(content.day), content.status)
    document.add_paragraph(" · ".join(filter(None, head)))
    for answer in content.situation:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.add_run(f"{answer.lead}: ").bold = True
        line.add_run(answer.text)


def _emblem(document: Document, emblem: Emblem) -> None:
    """Set the logo above the title."""
    run = document.add_paragraph().add_run()
    shape = run.add_picture(io.BytesIO(emblem.png), Mm(emblem.width), Mm(emblem.height))
    shape._inline.docPr.set("descr", emblem.description)


def _section(document: Document, section: Section, content: Content, new_page: bool) -> None:
    heading = word_text.paragraph(document, "Heading 1")
    heading.add_run(section.title)
    heading.paragraph_format.page_break_before = new_page
    for block in flat(section.blocks):
        _block(document, block, content)
    if section.foot:
        _said(document, "Caption", section.foot, content)


def _block(document: Document, block: Flat, content: Content) -> None:
    if isinstance(block, Heading):
        word_text.paragraph(document, f"Heading {block.level}").add_run(block.text)
    elif isinstance(block, Paragraph):
        style = {"lead": "Intense Quote", "note": "Caption"}.get(block.style, "")
        _said(document, style, block.sentences, content)
    elif isinstance(block, Bullets):
        _bullets(document, block, content)
    elif isinstance(block, Table):
        word_table.add(document, block, content)
    elif isinstance(block, Dots):
        _dots(document, block, content)
    elif isinstance(block, Lanes):
        _lanes(document, block, content)
    else:
        document.add_paragraph(block.description)


def _said(
    document: Document, style: str, sentences: Iterable[Sentence], content: Content
) -> WordParagraph:
    made = word_text.paragraph(document, style)
    word_text.fill(made._p, sentences, content, document.part)
    return made


def _bullets(document: Document, block: Bullets, content: Content) -> None:
    number = _numbering(document) if block.numbered else None
    for item in block.items:
        style = "List Bullet" if number is None else "List Number"
        paragraph = _said(document, style, item, content)
        paragraph.paragraph_format.space_after = Pt(2)
        if number is not None:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number


def _numbering(document: Document) -> int:
    """Return a new numbering that starts at 1, in the looks of the numbered list style."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    like = numbering.num_having_numId(style.pPr.numPr.numId.val)
    added = numbering.add_num(like.abstractNumId.val)
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(added.numId)


def _dots(document: Document, block: Dots, content: Content) -> None:
    picture = chart.png(chart.dot_plot(block, accent=content.accent))
    _picture(document, picture, PLOT, block)


def _lanes(document: Document, block: Lanes, content: Content) -> None:
    page = document.sections[-1]
    wide = ((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)) / Mm(1)
    _picture(document, drawn_png(block, content.accent, wide), wide, block)


def _picture(document: Document, picture: bytes, wide: float, block: Dots | Lanes) -> None:
    """Add a picture, so many millimetres wide, with what it shows in words."""
    paragraph = document.add_paragraph()
    shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=Mm(wide))
    properties = shape._inline.docPr
    properties.set("descr", block.description)
    properties.set("title", block.caption)
    paragraph.paragraph_format.keep_with_next = True
    word_text.paragraph(document, "Caption").add_run(block.caption)


def _fixed(made: bytes) -> bytes:
    """Return the same archive without the time of making in it."""
    fixed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made)) as source,
        zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            how = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), how)
    return fixed.getvalue()
