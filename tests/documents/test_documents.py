"""The documents of an advice: the same words everywhere, accessible, and safe with any text."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from pdfua import validate

from documents import (
    DocumentError,
    Meta,
    advice_docx,
    advice_pdf,
    advice_text,
    chart,
    content_of,
    file_name,
    pdf,
)
from documents.advice.content import MOST_PAGES, MOST_WORDS, plain
from documents.blocks import (
    Bullets,
    Columns,
    Content,
    FitTable,
    Heading,
    Paragraph,
    Ribbon,
    Sentence,
    TableBlock,
    bullets,
    flat,
    in_two_columns,
    sentences,
    shorter,
    support,
)
from documents.labels import fits, lower
from documents.paging import pages
from documents.pdf import printable
from documents.word_length import FRONT, close, front
from dutch import day, whole
from engine import Situation, advise, advise_phases
from engine.compile import Table as Compiled

COVERS = (
    "documents/advice/first_page.py",
    "documents/paging.py",
    "documents/advice/origin.py",
    "documents/advice/story.py",
    "documents/advice/why.py",
    "documents/text.py",
    "documents/word.py",
    "documents/word_length.py",
    "documents/word_table.py",
    "documents/word_text.py",
)

TODAY = date(2026, 11, 22)
META = Meta("Gemeente Voorbeeld", "A. de Vries", "https://voorbeeld.nl/?traject=participatie")
APPENDIX = ["Bijlage 1. Waarom deze kanalen", "Bijlage 2. Boodschap en hele reis",
            "Bijlage 3. Bronnen en herkomst"]  # fmt: skip
LINES, SHORT_LINE = 10, 60  # a page has at least so many lines of so many characters
SPREAD = 11  # every eleventh situation: 58 of 630, with every age, profile, phase and track
HOSTILE = {
    "typst": '#import "x": * #read("/etc/passwd") *ster* _streep_ $x$ <label> \\ @ref',
    "html": "<script>alert(1)</script> & </w:t> ]]> {{ x }} {accolade}",
    "emoji": "Gemeente 🌷 Tulp 👩‍🦽 ok",
    "cjk": "市役所 東京",
    "rtl": "בית العربية \u202eomgedraaid\u202c",
    "long": "x" * 2000,
    "control": "regel\x00een\nregel\ttwee\x1b[0m",
    "combining": "Z" + "\u0301" * 40 + " e\u0308",
    "lone": "kapot \ud800 teken",
}


def content_for(table: Compiled, situation: Situation, meta: Meta = META) -> Content:
    return content_of(
        table.book, advise(table, situation, TODAY), advise_phases(table, situation, TODAY), meta
    )


@pytest.fixture(scope="module")
def rich(table: Compiled) -> Content:
    """Return a situation with an age and a profile, in the first phase of the first track."""
    book = table.book
    ages, profiles = list(book.ages), list(book.profiles)
    situation = Situation(next(iter(book.tracks)), next(iter(book.phases)), ages[0], profiles[0])
    return content_for(table, situation)


@pytest.fixture(scope="module")
def paper(rich: Content) -> bytes:
    return advice_pdf(rich)


@pytest.fixture(scope="module")
def word(rich: Content) -> Any:
    return docx.Document(io.BytesIO(advice_docx(rich)))


def tags(node: Any) -> Iterator[Any]:
    """Yield every structure element under a node, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node.K)


def tag_names(document: pikepdf.Pdf) -> list[str]:
    return [str(tag.S)[1:] for tag in tags(document.Root.StructTreeRoot)]


def open_pdf(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def bookmarks(document: pikepdf.Pdf) -> list[str]:
    with document.open_outline() as outline:
        return [item.title for item in outline.root]


def steps(stream: Any) -> Iterator[tuple[Any, str]]:
    for step in pikepdf.parse_content_stream(stream):
        if isinstance(step, pikepdf.ContentStreamInstruction):
            yield step.operands, str(step.operator)


def page_text(page: pikepdf.Page) -> str:
    """Return the text of a page through the character maps of its fonts, in painting order."""
    maps = {name: unicode_map(font) for name, font in page.Resources.Font.items()}
    found: list[str] = []
    current: dict[bytes, str] = {}
    for operands, operator in steps(page):
        if operator == "Tf":
            current = maps[str(operands[0])]
        elif operator in ("TJ", "Tj"):
            parts = operands[0] if operator == "TJ" else operands
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            pairs = (codes[i : i + 2] for i in range(0, len(codes), 2))
            found.append("".join(current.get(pair, "") for pair in pairs))
        elif operator == "ET":
            found.append(" ")
    return " ".join("".join(found).split())


def unicode_map(font: Any) -> dict[bytes, str]:
    """Return code → text from a font's ToUnicode map."""
    found: dict[bytes, str] = {}
    if "/ToUnicode" not in font:
        return found
    for operands, operator in steps(font.ToUnicode):
        if operator == "endbfchar":
            for code, text in zip(operands[::2], operands[1::2], strict=True):
                found[bytes(code)] = bytes(text).decode("utf-16-be")
    return found


def test_pdf_says_what_it_is(rich: Content, paper: bytes) -> None:
    with open_pdf(paper) as document:
        root, info = document.Root, document.docinfo
        assert str(root.Lang).lower().startswith("nl")
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(info.Title) == rich.title
        assert str(info.Author) == "A. de Vries"
        with document.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
            assert meta["dc:language"] in ({"nl-NL"}, ["nl-NL"], "nl-NL")


def test_headings_go_down_one_level_at_a_time(paper: bytes) -> None:
    with open_pdf(paper) as document:
        levels = [int(name[1]) for name in tag_names(document) if name in ("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1 + len(APPENDIX)
    assert all(next_ <= before + 1 for before, next_ in pairwise(levels))


def test_tables_lists_and_figures_are_tagged(rich: Content, paper: bytes) -> None:
    blocks = [block for section in rich.sections for block in flat(section.blocks)]
    fits = [block for block in blocks if isinstance(block, FitTable)]
    with open_pdf(paper) as document:
        names = tag_names(document)
        figures = [t for t in tags(document.Root.StructTreeRoot) if t.S == "/Figure"]
        heads = [t for t in tags(document.Root.StructTreeRoot) if t.S == "/TH"]
        assert [str(figure.Alt) for figure in figures] == [
            *(row.fit for block in fits for row in block.rows),
            *(block.description for block in blocks if isinstance(block, Ribbon)),
        ]
        scopes = Counter("Row" if "Row" in str(head.A) else "Column" for head in heads)
    tables = [block for block in blocks if isinstance(block, TableBlock | FitTable)]
    assert names.count("Table") == len(tables)
    assert scopes["Column"] == sum(len(table.columns) for table in tables)
    assert scopes["Row"] == sum(len(table.rows) for table in tables)
    assert names.count("TD") == sum(len(t.rows) * (len(t.columns) - 1) for t in tables)
    assert names.count("L") == sum(isinstance(block, Bullets) for block in blocks)


def test_pdf_opens_on_bookmarks_and_numbers_its_pages(rich: Content, paper: bytes) -> None:
    with open_pdf(paper) as document:
        assert bookmarks(document) == [rich.sections[0].title, *APPENDIX]
        last = len(document.pages)
        assert 4 <= last <= MOST_PAGES
        for number, page in enumerate(document.pages, start=1):
            text = page_text(page)
            assert f"pagina {number} van {last}" in text
            assert len(text) > 300, "every page has content"
            assert number == 1 or rich.title in text, "every page has its running title"


def test_page_one_stands_alone(rich: Content, paper: bytes) -> None:
    """All that is decided, and nothing of the appendix; alone it is the whole document."""
    with open_pdf(paper) as document:
        first, second = (page_text(page) for page in document.pages[:2])
    for sentence in (*rich.situation, *rich.sections[0].foot):
        assert sentence.text in first
    heads = [b.text for b in flat(rich.sections[0].shorter[0]) if isinstance(b, Heading)]
    assert len(heads) > 4
    assert all(head in first for head in heads)
    assert "Gemeente Voorbeeld" in first and "opgesteld door A. de Vries" in first
    assert "22 november 2026" in first and "Concept" in first
    assert APPENDIX[0] not in first and APPENDIX[0] in second


def test_page_one_alone(table: Compiled) -> None:
    """No appendix, no numbers of sources that stand nowhere, and the lines that were added."""
    meta = Meta("Gemeente", project="Plein", need="Waar je je aanmeldt", alone=True)
    content = content_for(table, table.book.situations()[0], meta)
    with open_pdf(advice_pdf(content)) as document:
        assert len(document.pages) == 1
        text = page_text(document.pages[0])
    assert "Gemeente · Plein" in text and "Waar je je aanmeldt" in text
    assert "bijlage" not in text
    assert not re.search(r"\[\d", text)


def test_what_is_spare_goes_where_a_document_is_too_long(
    rich: Content, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs go one after the other, until it fits or nothing is spare."""
    _, why, story, _ = rich.sections
    turns = [run for pair in zip(why.spare, story.spare, strict=True) for run in pair if run]
    gone = 0
    for run, less in zip(turns, shorter(rich), strict=True):
        gone += len(run)
        left = sum(len(part.blocks) for part in rich.sections) - gone
        assert sum(len(part.blocks) for part in less.sections) == left
        cited = {slug for part in less.sections for one in sentences(part.blocks)
                 for slug in one.sources}  # fmt: skip
        assert cited == set(less.sources)
        listed = next(b for b in less.sections[-1].blocks if isinstance(b, Bullets))
        assert len(listed.items) == len(less.sources) == max(less.sources.values())
    assert len(less.sources) < len(rich.sources)
    with open_pdf(advice_pdf(replace(rich, most_pages=1))) as document:
        text = " ".join(page_text(page) for page in document.pages)
    assert "Alle kanalen vergeleken" not in text and APPENDIX[2] in text
    assert pages(paper) <= MOST_PAGES


def test_a_shorter_page_one_is_taken_where_the_whole_does_not_fit(table: Compiled) -> None:
    """Parts go in a fixed order; the answer, the certainty and who is missed always stay."""
    content = content_for(table, table.book.situations()[0], replace(META, alone=True))
    first = content.sections[0]
    long = Paragraph(tuple(Sentence("Zo lang dat er veel niet meer bij past.") for _ in range(60)))
    for count in range(1, len(first.shorter) + 1):
        blocks = [(long, *of) if at < count - 1 else of
                  for at, of in enumerate((first.blocks, *first.shorter))]  # fmt: skip
        part = replace(first, blocks=blocks[0], shorter=tuple(blocks[1:]))
        with open_pdf(advice_pdf(replace(content, sections=(part,)))) as document:
            assert len(document.pages) == 1
            assert "Wie mis je hiermee?" in page_text(document.pages[0])


def test_reading_order_is_the_order_of_the_content(rich: Content, paper: bytes) -> None:
    with open_pdf(paper) as document:
        text = " ".join(page_text(page) for page in document.pages)
    first, *rest = rich.sections
    spare = [block for section in rest for run in section.spare for block in run]
    blocks = [*flat(first.shorter[0]), *(b for part in rest for b in flat(part.blocks))]
    heads = [b.text for b in blocks if isinstance(b, Heading) and b not in spare]
    place = 0
    for head in heads:
        place = text.index(head, place) + len(head)


def test_pdfua_finds_no_errors(paper: bytes, tmp_path: Any) -> None:
    path = tmp_path / "advies.pdf"
    path.write_bytes(paper)
    assert [str(finding) for finding in validate(path).findings] == []


def paragraphs(word: Any) -> list[Any]:
    """Return every paragraph, those that stand beside each other too."""
    return [WordParagraph(node, word) for node in word.element.body.iter(qn("w:p"))]


def tables_of(word: Any) -> list[Any]:
    """Return the tables with words about them; what stands beside each other is no table."""
    return [t for t in word.tables if t._tbl.tblPr.find(qn("w:tblDescription")) is not None]


def test_same_words_in_word(rich: Content, word: Any) -> None:
    """All but what is spare, which Word leaves out to stay short."""
    joined = "".join(t.text or "" for t in word.element.body.iter(qn("w:t")))
    for section in close(rich).sections:
        assert section.title in joined
        for sentence in (*sentences(section.blocks), *section.foot):
            assert sentence.text in joined
            assert support(sentence, rich.sources) in joined


def test_word_has_real_styles(rich: Content, word: Any) -> None:
    styles = [(p.style.name, p.text) for p in paragraphs(word)]
    blocks = [(s, block) for s in close(rich).sections for block in flat(s.blocks)]
    wanted = [
        (f"Heading {block.level}", block.text) for _, block in blocks if isinstance(block, Heading)
    ]
    assert ("Title", rich.title) in styles
    heads = [text for name, text in styles if name == "Heading 1"]
    assert heads == [rich.sections[0].title, *APPENDIX]
    assert [pair for pair in styles if pair[0] in ("Heading 2", "Heading 3")] == wanted
    assert {"List Bullet", "List Number"} <= {name for name, _ in styles}


def test_word_tables_repeat_their_head_and_keep_rows_whole(rich: Content, word: Any) -> None:
    kinds = TableBlock | FitTable
    parts = close(rich).sections
    blocks = [b for s in parts for b in flat(s.blocks) if isinstance(b, kinds | Ribbon)]
    assert len(tables_of(word)) == len(blocks)
    for wanted, found in zip(blocks, tables_of(word), strict=True):
        if isinstance(wanted, Ribbon):
            continue
        assert tuple(cell.text for cell in found.rows[0].cells) == wanted.columns
        marks = [row._tr.trPr for row in found.rows]
        assert marks[0].find(qn("w:tblHeader")) is not None
        assert all(mark.find(qn("w:cantSplit")) is not None for mark in marks)
        assert len(found.rows) == len(wanted.rows) + 1


def test_word_says_what_it_is(rich: Content, word: Any) -> None:
    core = word.core_properties
    assert (core.title, core.author, core.language) == (rich.title, "A. de Vries", "nl-NL")
    languages = {node.get(qn("w:val")) for node in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}
    foot = word.sections[0].footer._element
    assert [f.get(qn("w:instr")) for f in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_word_is_set_close_and_never_small(rich: Content, word: Any) -> None:
    """Ten points at least, one font, and on page one columns without lines."""
    names = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Tabeltekst")
    assert min(word.styles[name].font.size.pt for name in names) >= 10
    fonts = {node.get(qn("w:ascii")) for node in word.element.iter(qn("w:rFonts"))}
    assert fonts <= {"Calibri"}
    layout = [t for t in word.tables if t._tbl.tblPr.find(qn("w:tblDescription")) is None]
    front = close(rich).sections[0].blocks
    sides = [b for b in front if isinstance(b, Columns) and len(b.parts) > 1]
    assert [len(t.columns) for t in layout] == [len(block.parts) for block in sides]
    assert all(t._tbl.tblPr.find(qn("w:tblBorders")) is None for t in layout)


def test_word_takes_as_much_on_page_one_as_fits(rich: Content) -> None:
    """The room is counted: a page one that is long enough loses its parts in their order."""
    first = rich.sections[0]
    words = Paragraph((Sentence("x" * 400),))
    for count in range(8):
        padding = (words,) * count
        long = replace(first, blocks=(*padding, *first.blocks),
                       shorter=tuple((*padding, *of) for of in first.shorter))  # fmt: skip
        kept = close(replace(rich, sections=(long, *rich.sections[1:]))).sections[0].blocks
        versions = (long.blocks, *long.shorter)
        fitting = [v for v in versions if front(replace(long, blocks=v), rich) <= FRONT]
        assert kept == (fitting[0] if fitting else versions[-1])
    rooms = [front(replace(first, blocks=v), rich) for v in (first.blocks, *first.shorter[:2])]
    assert rooms == sorted(rooms, reverse=True) and len(set(rooms)) == 3


def test_word_numbers_every_list_from_one(word: Any) -> None:
    numbered = [p for p in paragraphs(word) if p.style.name == "List Number"]
    lists = {p._p.pPr.numPr.numId.val for p in numbered}
    assert len(lists) == 2
    numbering = word.part.numbering_part.element
    for id_ in lists:
        assert numbering.num_having_numId(id_).lvlOverride_lst


def test_the_text_for_a_mail_is_short(table: Compiled) -> None:
    """In every thirtieth situation: what we do, why, how sure, whom we miss, within 150 words."""
    for situation in table.book.situations()[::30]:
        content = content_for(table, situation)
        told = advise(table, situation, TODAY).argument
        text = advice_text(content)
        assert len(text.split()) <= MOST_WORDS
        for part in (told.situation, told.conclusion, told.defence[1], told.sureness.text):
            assert part in text
        assert META.link in text


def test_same_input_same_bytes(rich: Content, paper: bytes) -> None:
    assert advice_pdf(rich) == paper
    assert advice_docx(rich) == advice_docx(rich)


def test_word_holds_no_time_of_making(rich: Content) -> None:
    with zipfile.ZipFile(io.BytesIO(advice_docx(rich))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_file_name(table: Compiled) -> None:
    """The group stands in it; what is not known does not."""
    for answers, name in (
        (("16-24", "stadse-nomaden"), "-16-24-stadse-nomaden"),
        (("75-plus",), "-75-plus"),
        ((), ""),
    ):
        advice = advise(table, Situation("participatie", "bewustwording", *answers), TODAY)
        wanted = f"kanaaladvies-participatie-bewustwording{name}-2026-11-22.pdf"
        assert file_name(advice, "pdf") == wanted


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.exhaustive
def test_hostile_text_stays_text(table: Compiled, name: str) -> None:
    text = HOSTILE[name]
    content = content_for(
        table, table.book.situations()[0],
        Meta(text, text, "https://voorbeeld.nl", project=text, need=text),
    )  # fmt: skip
    with open_pdf(advice_pdf(content)) as document:
        first = page_text(document.pages[0]).replace(pdf.BREAK, "").replace("\u00ad", "")
    kept = "".join(printable(plain(text)).replace(pdf.BREAK, "").replace("\u200d", "").split())
    if name == "rtl":  # painted from the other side
        assert set(kept) <= set(first)
    else:
        assert kept in "".join(first.split())
    found = docx.Document(io.BytesIO(advice_docx(content)))
    assert plain(text) in "\n".join(paragraph.text for paragraph in paragraphs(found))
    assert plain(text) in advice_text(content)


def test_what_the_font_lacks_becomes_a_box() -> None:
    assert printable("市 a\u0301 🌷") == "□ á "
    assert printable("🌷") == "□"
    assert pdf.unprintable("é 市🌷市\u200b") == "市🌷"
    for text in ("هل لديك مخاوف؟", "שאלות", "ሰላም", "Є Ґ ї", "ąćęłńśźż"):
        assert printable(text) == text
    assert printable("één\u202fkoffie – “ja” €") == "één\u202fkoffie – “ja” €"
    broken = printable("x" * 2000)
    assert max(map(len, broken.split(pdf.BREAK))) <= 30
    assert broken.replace(pdf.BREAK, "") == "x" * 2000


def test_refusal_is_said_in_dutch(
    rich: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "kapot.typ").write_text("#panic()")
    monkeypatch.setattr(pdf, "TEMPLATE", tmp_path / "kapot.typ")
    with pytest.raises(DocumentError, match="Je keuzes zijn bewaard"):
        advice_pdf(rich)


@pytest.mark.exhaustive
def test_no_document_is_too_long_and_no_page_nearly_empty(table: Compiled) -> None:
    """Over every eleventh situation: at most five pages, page one alone on its page."""
    for situation in table.book.situations()[::SPREAD]:
        content = content_for(table, situation)
        with open_pdf(advice_pdf(content)) as document:
            assert bookmarks(document)[1:] == APPENDIX, situation
            texts = [page_text(page) for page in document.pages]
        assert APPENDIX[0] in texts[1], f"page one runs on: {situation}"
        assert len(texts) <= MOST_PAGES, situation
        assert min(map(len, texts)) > LINES * SHORT_LINE, situation


@pytest.mark.exhaustive
def test_sources_are_numbered_as_they_appear(table: Compiled) -> None:
    for situation in table.book.situations()[::3]:
        content = content_for(table, situation)
        cited = {
            slug
            for section in content.sections
            for sentence in sentences(section.blocks)
            for slug in sentence.sources
        }
        assert cited == set(content.sources)
        assert list(content.sources.values()) == list(range(1, len(cited) + 1))
        assert all(section.blocks for section in content.sections)


def test_nothing_empty_is_shown(rich: Content, table: Compiled) -> None:
    bare = content_for(table, table.book.situations()[0], Meta())
    with open_pdf(advice_pdf(bare)) as document:
        text = page_text(document.pages[0])
    assert "opgesteld door" not in text and "niet gepubliceerd" not in text
    assert "Open dit advies" not in advice_text(bare)
    for block in (b for s in rich.sections for b in flat(s.blocks)):
        assert not isinstance(block, Bullets) or block.items


def test_charts_are_readable() -> None:
    for dark in (False, True):
        t = chart.tokens(dark)
        for colour in (t.ink, t.soft, t.accent):
            assert chart.contrast(colour, t.paper) >= 4.5
        for value in [None, *range(0, 101)]:
            assert chart.contrast(*chart.cell_colours(value, dark)) >= 4.5


def test_own_colour_only_when_it_can_be_read() -> None:
    assert chart.readable("#7a1f5c") == "#7a1f5c"
    assert chart.readable("#ffcc00") == chart.LIGHT.accent
    assert chart.readable() == chart.LIGHT.accent


def test_numbers_and_dates_are_dutch() -> None:
    assert day(TODAY) == "22 november 2026"
    assert whole(7595.4) == "7.595"
    assert [fits(n) for n in (95, 70, 69, 50, 49)] == [
        "goed",
        "goed",
        "redelijk",
        "redelijk",
        "minder goed",
    ]


def test_columns_are_balanced() -> None:
    groups = [(bullets([Sentence("x" * size)]),) for size in (100, 10, 100)]
    left, right = in_two_columns(groups).parts
    assert {len(left), len(right)} == {1, 2}
    assert in_two_columns(groups).together
    assert not in_two_columns([(bullets([Sentence("x" * 3000)]),), groups[0]]).together


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("Brief", "brief"),
        ("E-mail", "e-mail"),
        ("Sms", "sms"),
        ("WhatsApp", "WhatsApp"),
        ("LinkedIn", "LinkedIn"),
        ("PDF maken", "PDF maken"),
        ("X (Twitter)", "X (Twitter)"),
        ("", ""),
    ],
)
def test_a_name_within_a_sentence_keeps_its_own_capitals(name: str, within: str) -> None:
    assert lower(name) == within
