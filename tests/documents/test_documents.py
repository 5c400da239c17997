"""The documents of an advice: the same words everywhere, accessible, and safe with any text."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
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
    heat,
    pdf,
)
from documents.advice.content import plain
from documents.blocks import (
    Bullets,
    Content,
    Dots,
    Heading,
    Sentence,
    Table,
    balanced,
    bullets,
    flat,
    sentences,
    support,
)
from documents.labels import ROLES, fits, lower
from documents.pdf import printable
from dutch import day, whole
from engine import Situation, advise, advise_phases
from engine.compile import Table as Compiled

TODAY = date(2026, 11, 22)
META = Meta("Gemeente Voorbeeld", "A. de Vries", "https://voorbeeld.nl/?traject=participatie")
SECTIONS = ["Het advies", "Waarom deze kanalen", "Boodschap en hele reis", "Bronnen en herkomst"]
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


def made(table: Compiled, situation: Situation, meta: Meta = META) -> Content:
    return content_of(
        table.book, advise(table, situation, TODAY), advise_phases(table, situation, TODAY), meta
    )


@pytest.fixture(scope="module")
def rich(table: Compiled) -> Content:
    """Return a situation with an age and a profile, in the first phase of the first track."""
    book = table.book
    ages, profiles = list(book.ages), list(book.profiles)
    situation = Situation(next(iter(book.tracks)), next(iter(book.phases)), ages[0], profiles[0])
    return made(table, situation)


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


def named(document: pikepdf.Pdf) -> list[str]:
    return [str(tag.S)[1:] for tag in tags(document.Root.StructTreeRoot)]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def bookmarks(document: pikepdf.Pdf) -> list[str]:
    with document.open_outline() as outline:
        return [item.title for item in outline.root]


def steps(stream: Any) -> Iterator[tuple[Any, str]]:
    for step in pikepdf.parse_content_stream(stream):
        if isinstance(step, pikepdf.ContentStreamInstruction):
            yield step.operands, str(step.operator)


def shown(page: pikepdf.Page) -> str:
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
    with opened(paper) as document:
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
    with opened(paper) as document:
        levels = [int(name[1]) for name in named(document) if name in ("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == len(SECTIONS)
    assert all(next_ <= before + 1 for before, next_ in pairwise(levels))


def test_tables_lists_and_figure_are_tagged(rich: Content, paper: bytes) -> None:
    blocks = [block for section in rich.sections for block in flat(section.blocks)]
    with opened(paper) as document:
        names = named(document)
        figures = [t for t in tags(document.Root.StructTreeRoot) if t.S == "/Figure"]
        heads = [t for t in tags(document.Root.StructTreeRoot) if t.S == "/TH"]
        assert [str(figure.Alt) for figure in figures] == [
            block.description for block in blocks if isinstance(block, Dots)
        ]
        assert all("Column" in str(head.A) for head in heads)
    tables = [block for block in blocks if isinstance(block, Table)]
    assert names.count("Table") == len(tables)
    assert names.count("TH") == sum(len(table.columns) for table in tables)
    assert names.count("TD") == sum(len(t.rows) * len(t.columns) for t in tables)
    assert names.count("L") == 1 + sum(isinstance(block, Bullets) for block in blocks)


def test_pdf_opens_on_bookmarks_and_numbers_its_pages(rich: Content, paper: bytes) -> None:
    with opened(paper) as document:
        assert bookmarks(document) == SECTIONS
        last = len(document.pages)
        assert 4 <= last <= 9
        for number, page in enumerate(document.pages, start=1):
            text = shown(page)
            assert f"pagina {number} van {last}" in text
            assert len(text) > 300, "every page has content"
            assert number == 1 or rich.title in text, "every page has its running title"


def test_page_one_stands_alone(rich: Content, paper: bytes) -> None:
    with opened(paper) as document:
        first = shown(document.pages[0])
        second = shown(document.pages[1])
    for sentence in (*rich.situation, *rich.sections[0].foot):
        assert sentence.text in first
    for block in flat(rich.sections[0].blocks):
        if isinstance(block, Heading):
            assert block.text in first
    assert "Gemeente Voorbeeld · A. de Vries · 22 november 2026 · Concept" in first
    assert SECTIONS[1] in second


def test_reading_order_is_the_order_of_the_content(rich: Content, paper: bytes) -> None:
    with opened(paper) as document:
        text = " ".join(shown(page) for page in document.pages)
    heads = [
        block.text
        for section in rich.sections
        for block in flat(section.blocks)
        if isinstance(block, Heading)
    ]
    place = 0
    for head in heads:
        place = text.index(head, place) + len(head)


def test_pdfua_finds_no_errors(paper: bytes, tmp_path: Any) -> None:
    path = tmp_path / "advies.pdf"
    path.write_bytes(paper)
    assert [str(finding) for finding in validate(path).findings] == []


def test_same_words_in_word(rich: Content, word: Any) -> None:
    joined = "".join(t.text or "" for t in word.element.body.iter(qn("w:t")))
    for section in rich.sections:
        assert section.title in joined
        for sentence in (*sentences(section.blocks), *section.foot):
            assert sentence.text in joined
            assert support(sentence, rich.sources) in joined


def test_word_has_real_styles(rich: Content, word: Any) -> None:
    styles = [(p.style.name, p.text) for p in word.paragraphs]
    blocks = [(s, block) for s in rich.sections for block in flat(s.blocks)]
    wanted = [
        (f"Heading {block.level}", block.text) for _, block in blocks if isinstance(block, Heading)
    ]
    assert ("Title", rich.title) in styles
    assert [text for name, text in styles if name == "Heading 1"] == SECTIONS
    assert [pair for pair in styles if pair[0] in ("Heading 2", "Heading 3")] == wanted
    assert {"List Bullet", "List Number"} <= {name for name, _ in styles}


def test_word_tables_repeat_their_head_and_keep_rows_whole(rich: Content, word: Any) -> None:
    tables = [b for s in rich.sections for b in flat(s.blocks) if isinstance(b, Table)]
    assert len(word.tables) == len(tables)
    for wanted, found in zip(tables, word.tables, strict=True):
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
    described = [node.get("descr") for node in word.element.iter(qn("wp:docPr"))]
    dots = [b for s in rich.sections for b in flat(s.blocks) if isinstance(b, Dots)]
    assert described == [block.description for block in dots]
    foot = word.sections[0].footer._element
    assert [f.get(qn("w:instr")) for f in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_word_numbers_every_list_from_one(word: Any) -> None:
    lists = {p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style.name == "List Number"}
    assert len(lists) == 2
    numbering = word.part.numbering_part.element
    for id_ in lists:
        assert numbering.num_having_numId(id_).lvlOverride_lst


def test_text_is_page_one(rich: Content) -> None:
    text = advice_text(rich)
    for sentence in (*rich.situation, *sentences(rich.sections[0].blocks)):
        assert sentence.text in text
    assert META.link in text
    assert len(text) < 5000


def test_same_input_same_bytes(rich: Content, paper: bytes) -> None:
    assert advice_pdf(rich) == paper
    assert advice_docx(rich) == advice_docx(rich)


def test_word_holds_no_time_of_making(rich: Content) -> None:
    with zipfile.ZipFile(io.BytesIO(advice_docx(rich))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_file_name(table: Compiled) -> None:
    situation = table.book.situations()[0]
    name = file_name(advise(table, situation, TODAY), "pdf")
    assert name == f"kanaaladvies-{situation.track}-{situation.phase}-2026-11-22.pdf"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_text(table: Compiled, name: str) -> None:
    text = HOSTILE[name]
    content = made(table, table.book.situations()[0], Meta(text, text, "https://voorbeeld.nl"))
    with opened(advice_pdf(content)) as document:
        first = shown(document.pages[0]).replace(pdf.BREAK, "").replace("\u00ad", "")
    kept = printable(plain(text)).replace(pdf.BREAK, "")
    assert "".join(kept.split()) in "".join(first.split())
    found = docx.Document(io.BytesIO(advice_docx(content)))
    assert plain(text) in "\n".join(paragraph.text for paragraph in found.paragraphs)
    assert plain(text) in advice_text(content)


def test_what_the_font_lacks_becomes_a_box() -> None:
    assert printable("市 a\u0301 🌷") == "□ á □"
    assert printable("één\u202fkoffie – “ja” €") == "één\u202fkoffie – “ja” €"
    broken = printable("x" * 2000)
    assert max(map(len, broken.split(pdf.BREAK))) <= 30
    assert broken.replace(pdf.BREAK, "") == "x" * 2000


def test_refusal_is_said_in_dutch(rich: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart, "svg", lambda _: "<svg")
    with pytest.raises(DocumentError, match="Je keuzes zijn bewaard"):
        advice_pdf(rich)


@pytest.mark.exhaustive
def test_spread_of_situations(table: Compiled) -> None:
    for situation in table.book.situations()[::SPREAD]:
        content = made(table, situation)
        with opened(advice_pdf(content)) as document:
            assert bookmarks(document) == SECTIONS, situation
            assert SECTIONS[1] in shown(document.pages[1]), f"page one runs on: {situation}"
            assert len(document.pages) <= 8, situation


def test_sources_are_numbered_as_they_appear(table: Compiled) -> None:
    for situation in table.book.situations()[::3]:
        content = made(table, situation)
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
    bare = made(table, table.book.situations()[0], Meta())
    with opened(advice_pdf(bare)) as document:
        text = shown(document.pages[0])
    assert f"{bare.title} 22 november 2026 · Concept" in text
    assert "Deze situatie opnieuw openen" not in advice_text(bare)
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


def test_charts_say_what_they_show(rich: Content, table: Compiled) -> None:
    dots = next(b for s in rich.sections for b in flat(s.blocks) if isinstance(b, Dots))
    drawn = chart.dot_plot(dots)
    spec = drawn.to_dict()
    assert spec["description"] == dots.description
    assert len(dots.rows) <= 8
    assert dots.rows[0].channel in dots.description
    svg = chart.svg(drawn)
    for row in dots.rows:
        assert row.channel in svg
        assert row.role in svg
        assert row.low <= row.suitability <= row.high
    journey_ = advise_phases(table, table.book.situations()[0], TODAY)
    heated = heat(table.book, journey_)
    assert len(heated.channels) <= 12
    assert len(heated.cells) == len(heated.channels) * len(table.book.phases)
    spec = chart.heat_map(heated, dark=True).to_dict()
    assert spec["description"] == heated.description
    assert ROLES["hoofdkanaal"] in chart.svg(chart.heat_map(heated))


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
    left, right = balanced(groups).parts
    assert {len(left), len(right)} == {1, 2}
    assert balanced(groups).together
    assert not balanced([(bullets([Sentence("x" * 3000)]),), groups[0]]).together


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
