"""Content → Word document with real styles, so that a colleague can edit and reuse it.

With word_text and word_table the only modules that know python-docx.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
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
    AskBox,
    Bullets,
    Choices,
    Columns,
    Content,
    Emblem,
    FitTable,
    Flat,
    Heading,
    Lanes,
    Paragraph,
    PhaseBars,
    Ribbon,
    Section,
    Sentence,
    SumBar,
    TableBlock,
    bullets,
    days_of,
    flat,
)
from documents.pdf import drawn_png
from documents.word_length import CLOSE, SMALL, close, headline
from documents.word_table import CELL
from dutch import day

FONT = "Calibri"
LONGEST = 255
BOX = "☐"  # to tick
EPOCH = (1980, 1, 1, 0, 0, 0)
SOFT, INK = chart.LIGHT.soft, chart.LIGHT.ink
LINES, SHORT_LINE = 12, 100  # so many lines of so many characters stay together at an end
SIZES = {"Title": 21, "Heading 1": 16, "Heading 2": 12.5, "Heading 3": 11, "Normal": 10.5}
LARGE = SIZES | {"Heading 1": 17, "Heading 2": 13, "Heading 3": 12, "Normal": 12}


def advice_docx(content: Content) -> bytes:
    """Return the document as .docx; the same content gives the same bytes."""
    if _alone(content):
        content = close(content)
    document = docx.Document()
    _properties(document, content)
    sizes = CLOSE if _alone(content) else LARGE if content.large else SIZES
    _styles(document, _colour(chart.readable(content.accent)), _alone(content), sizes)
    _page(document, content)
    _head(document, content)
    lying = False
    for number, section in enumerate(content.sections):
        turned = section.landscape != lying
        if turned:
            _turn(document)
            lying = section.landscape
        new_page = (number > 0 or content.cover) and not turned and not section.flows
        _section(document, section, content, new_page)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_times(buffer.getvalue())


def _properties(document: Document, content: Content) -> None:
    """Fill in who made what and when; Word takes no more than 255 characters."""
    core = document.core_properties
    core.title, core.subject = content.title[:LONGEST], content.summary[:LONGEST]
    core.author = core.last_modified_by = (content.author or content.organisation)[:LONGEST]
    core.language, core.comments = "nl-NL", content.status[:LONGEST]
    core.created = core.modified = datetime.combine(content.day, time())
    core.revision = 1


def _colour(hexadecimal: str) -> RGBColor:
    return RGBColor.from_string(hexadecimal.removeprefix("#").upper())


def _styles(document: Document, accent: RGBColor, alone: bool, sizes: Mapping[str, float]) -> None:
    """Give the built-in styles our sizes and colours, and Dutch as their language.

    A page that stands alone is set closer, never smaller than 10 points.
    """
    for name, size in sizes.items():
        style = document.styles[name]
        if alone:
            style.paragraph_format.space_before = Pt(5 if name.startswith("Heading") else 0)
            style.paragraph_format.space_after = Pt(2)
            style.paragraph_format.line_spacing = 1.0
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = accent if name in ("Heading 1", "Heading 3") else _colour(INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        fonts.set(qn("w:hAnsi"), FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")
    document.styles["Normal"].paragraph_format.space_after = Pt(3 if alone else 5)
    _own_styles(document, accent, 10 if alone else 9.5)


def _own_styles(document: Document, accent: RGBColor, size: float) -> None:
    """Set the styles of table cells, of the conclusion and of notes."""
    cell = document.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.font.size = document.styles["Normal"], Pt(size)
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
    alone = _alone(content)
    page.left_margin = page.right_margin = Mm(16 if alone else 21)
    page.top_margin, page.bottom_margin = (Mm(15), Mm(14)) if alone else (Mm(22), Mm(20))
    if alone:
        page.header_distance = page.footer_distance = Mm(7)
    page.header.paragraphs[0].text = " · ".join(filter(None, (content.title, content.status)))
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
    head = (content.organisation, content.project, content.author, day(content.day), content.status)
    document.add_paragraph(" · ".join(filter(None, head)))
    if content.badges:
        return
    if _alone(content):
        line = document.add_paragraph()
        for number, answer in enumerate(content.situation):
            line.add_run(f"{' · ' if number else ''}{answer.lead}: ").bold = True
            line.add_run(answer.text)
        return
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
    if content.badges and section.headline:
        for words in (Sentence(content.about), Sentence("", headline(section))):
            _add_sentences(document, "", (words,), content)
    for block in section.blocks:
        if not isinstance(block, Columns):
            _block(document, block, content)
        elif section.headline and len(block.parts) > 1 and not _has_table(block):
            _beside(document, block, content)
        else:
            _columns(document, block, content)
    if section.foot:
        _add_sentences(document, "Caption", section.foot, content)


def _has_table(block: Columns) -> bool:
    return any(isinstance(one, TableBlock) for one in flat([block]))


def _columns(document: Document, block: Columns, content: Content) -> None:
    """Add columns after each other: side by side a narrow one leaves half the page empty.

    What belongs together stays on one page; in an appendix only its end does, so that no page
    begins with a line or two.
    """
    count = len(document.paragraphs)
    for one in flat([block]):
        _block(document, one, content)
    added = document.paragraphs[count:]
    if block.together and not _has_table(block):
        for paragraph in (_end_of(added) if _alone(content) else added)[:-1]:
            paragraph.paragraph_format.keep_with_next = True


def _end_of(paragraphs: Sequence[WordParagraph]) -> Sequence[WordParagraph]:
    """Return the last paragraphs that fill so many lines together."""
    lines = 0
    for number, paragraph in enumerate(reversed(paragraphs), start=1):
        lines += -(-len(paragraph.text) // SHORT_LINE)
        if lines >= LINES:
            return paragraphs[-number:]
    return paragraphs


def _beside(document: Document, block: Columns, content: Content) -> None:
    """Set the columns of a page that stands alone beside each other."""
    parts = []
    for part in block.parts:
        before = set(document.element.body)
        for one in part:
            _block(document, one, content)
        parts.append([node for node in document.element.body if node not in before])
    word_table.beside(document, parts, block.widths or (1.0,) * len(parts))


def _alone(content: Content) -> bool:
    return any(section.headline for section in content.sections)


def _block(document: Document, block: Flat, content: Content) -> None:
    if isinstance(block, Heading):
        word_text.paragraph(document, f"Heading {block.level}").add_run(block.text)
    elif isinstance(block, Paragraph):
        style = {"lead": "Intense Quote", "note": "Caption"}.get(block.style, "")
        _add_sentences(document, style, block.sentences, content)
    elif isinstance(block, Bullets):
        _bullets(document, block, content)
    elif isinstance(block, TableBlock):
        word_table.add(document, block, content)
    elif isinstance(block, FitTable):
        word_table.add(document, word_table.of_fits(block), content)
        _add_sentences(document, "Caption", (Sentence(block.note),), content)
    elif isinstance(block, Ribbon):
        word_table.add(document, word_table.of_ribbon(block), content)
    elif isinstance(block, Lanes):
        _lanes(document, block, content)
    elif isinstance(block, AskBox):
        word_text.paragraph(document, "Heading 2").add_run(block.title)
        _bullets(document, bullets(block.items, numbered=True), content)
    elif isinstance(block, SumBar):
        told = (Sentence(block.of, block.amount), Sentence(block.note))
        _add_sentences(document, "", told, content)
    elif isinstance(block, PhaseBars):
        _add_sentences(document, "", days_of(block), content)
    elif isinstance(block, Choices):
        _choices(document, block)
    else:
        document.add_paragraph(block.description)


def _add_sentences(
    document: Document, style: str, sentences: Iterable[Sentence], content: Content
) -> WordParagraph:
    paragraph = word_text.paragraph(document, style)
    word_text.fill(paragraph._p, sentences, content, document.part)
    return paragraph


def _bullets(document: Document, block: Bullets, content: Content) -> None:
    number = _numbering(document) if block.numbered else None
    for item in block.items:
        style = "List Bullet" if number is None else "List Number"
        paragraph = _add_sentences(document, style, item, content)
        if block.small:
            word_text.resize(paragraph, SMALL)
        paragraph.paragraph_format.space_after = Pt(1 if _alone(content) else 2)
        if number is not None:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number


def _choices(document: Document, block: Choices) -> None:
    """Add an empty box before each answer; they stay with their question on one page."""
    if block.help:
        document.add_paragraph(block.help).paragraph_format.keep_with_next = True
    for number, option in enumerate(block.options, start=1):
        added = document.add_paragraph(f"{BOX}\t{option}")
        form = added.paragraph_format
        form.left_indent, form.first_line_indent, form.space_after = Cm(0.8), Cm(-0.8), Pt(1)
        form.keep_with_next = number < len(block.options)


def _numbering(document: Document) -> int:
    """Return a new numbering that starts at 1, in the looks of the numbered list style."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    like = numbering.num_having_numId(style.pPr.numPr.numId.val)
    added = numbering.add_num(like.abstractNumId.val)
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(added.numId)


def _lanes(document: Document, block: Lanes, content: Content) -> None:
    """Add a chart of lanes as a picture, as wide as the text, with what it shows in words."""
    page = document.sections[-1]
    wide = ((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)) / Mm(1)
    picture = io.BytesIO(drawn_png(block, content.accent, wide))
    paragraph = document.add_paragraph()
    properties = paragraph.add_run().add_picture(picture, width=Mm(wide))._inline.docPr
    properties.set("descr", block.description)
    properties.set("title", block.caption)
    paragraph.paragraph_format.keep_with_next = True
    word_text.paragraph(document, "Caption").add_run(block.caption)


def _without_times(archive: bytes) -> bytes:
    """Return the same archive without the time of making in it."""
    fixed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            how = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), how)
    return fixed.getvalue()
