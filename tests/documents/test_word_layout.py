"""What a Word document looks like: pages, widths, colours and signs, worked out by hand."""

import io
from datetime import date
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents import advice_docx, advice_text, chart
from documents.blocks import (
    Block,
    Content,
    FitRow,
    FitTable,
    Paragraph,
    Ribbon,
    Section,
    Sentence,
    TableBlock,
    bullets,
)
from engine.argument.parts import Stop

COVERS = (
    "documents/word.py",
    "documents/word_table.py",
    "documents/word_text.py",
    "documents/text.py",
)
WIDE = 9524  # twentieths of a point in 210 − 2 × 21 millimetres
LINK = "https://voorbeeld.nl/lenen"


def content(*sections: Section, **more: Any) -> Content:
    bare: dict[str, Any] = {
        "title": "Proef", "summary": "Kort.", "status": "Concept", "organisation": "Gemeente",
        "author": "", "day": date(2026, 11, 22),
        "situation": (Sentence("Participatie", "Traject"),),
    }  # fmt: skip
    return Content(sections=sections, **(bare | more))


def word(*blocks: Block, **more: Any) -> Any:
    return open_docx(content(Section("Deel", blocks), **more))


def open_docx(of: Content) -> Any:
    return docx.Document(io.BytesIO(advice_docx(of)))


def runs(paragraph: Any) -> list[tuple[str, bool, str, str]]:
    """Return words, bold, colour and size (half points) of each run, those of links too."""
    shown = []
    for run in paragraph._p.iter(qn("w:r")):
        looks = {
            node.tag: node.get(qn("w:val"))
            for node in run.iter()
            if node.getparent().tag == qn("w:rPr")
        }
        words = "".join(node.text or "" for node in run.iter(qn("w:t")))
        shown.append(
            (words, qn("w:b") in looks, looks.get(qn("w:color")) or "", looks.get(qn("w:sz")) or "")
        )
    return shown


def ink(colour: str) -> str:
    return colour.removeprefix("#").upper()


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        (Sentence("Zo."), [("Zo.", False, "", "")]),
        (
            Sentence("Zo.", "Kop:"),
            [("Kop:", True, "", ""), (" ", False, "", ""), ("Zo.", False, "", "")],
        ),
        (Sentence("", "Kop:"), [("Kop:", True, "", "")]),
        (
            Sentence("Lees", link=LINK),
            [("Lees", False, ink(chart.LIGHT.accent), "")],
        ),
        (Sentence("", link=LINK), [(LINK, False, ink(chart.LIGHT.accent), "")]),
        (
            Sentence("", "Kop:", link=LINK),
            [
                ("Kop:", True, "", ""),
                (" ", False, "", ""),
                (LINK, False, ink(chart.LIGHT.accent), ""),
            ],
        ),
        (
            Sentence("Zo.", "", "landelijk onderzoek", ("b", "a")),
            [
                ("Zo.", False, "", ""),
                (" landelijk onderzoek [1, 2]", False, ink(chart.LIGHT.soft), "18"),
            ],
        ),
    ],
)
def test_a_sentence(sentence: Sentence, shown: list[tuple[str, bool, str, str]]) -> None:
    paragraph = word(Paragraph((sentence,)), sources={"a": 1, "b": 2}).paragraphs[-1]
    assert runs(paragraph) == shown
    underlined = list(paragraph._p.iter(qn("w:u")))
    assert bool(underlined) is bool(sentence.link)


def test_sentences_run_on_with_a_space() -> None:
    assert (
        word(Paragraph((Sentence("Een."), Sentence("Twee.")))).paragraphs[-1].text == "Een. Twee."
    )


@pytest.mark.parametrize(
    ("style", "name"), [("lead", "Intense Quote"), ("note", "Caption"), ("body", "Normal")]
)
def test_a_paragraph_has_the_style_of_its_kind(style: Any, name: str) -> None:
    assert word(Paragraph((Sentence("Zo."),), style)).paragraphs[-1].style.name == name


def test_numbered_lists_and_others() -> None:
    listed = word(bullets([Sentence("Een.")], numbered=True), bullets([Sentence("Twee.")]))
    one, two = listed.paragraphs[-2:]
    assert (one.style.name, two.style.name) == ("List Number", "List Bullet")
    assert (one.paragraph_format.space_after, two.paragraph_format.space_after) == (Pt(2), Pt(2))


TABLE = TableBlock(
    "Wat er staat.",
    ("Naam", "Aantal"),
    ((Sentence("Brief"), Sentence("12")), (Sentence("Balie"), Sentence("7"))),
    (3, 1),
    numeric=(1,),
    levels=((None, 5.0), (95.0, None)),
)


def cells(table: Any) -> list[list[Any]]:
    return [list(row.iter(qn("w:tc"))) for row in table._tbl.iter(qn("w:tr"))]


def test_the_columns_of_a_table_share_the_width_of_the_page() -> None:
    """3 : 1 of 9524 is 7143 and 2381."""
    (table,) = word(TABLE).tables
    columns = [int(node.get(qn("w:w"))) for node in table._tbl.iter(qn("w:gridCol"))]
    assert columns == [7143, 2381]
    assert int(next(table._tbl.iter(qn("w:tblW"))).get(qn("w:w"))) == WIDE
    widths = [[int(next(c.iter(qn("w:tcW"))).get(qn("w:w"))) for c in row] for row in cells(table)]
    assert widths == [columns] * 3


def test_numbers_stand_right_and_only_levels_are_coloured() -> None:
    (table,) = word(TABLE).tables
    right = [[next(c.iter(qn("w:jc")), None) is not None for c in row] for row in cells(table)]
    assert right == [[False, True]] * 3
    fills = [
        [
            node.get(qn("w:fill")) if (node := next(c.iter(qn("w:shd")), None)) is not None else ""
            for c in row
        ]
        for row in cells(table)
    ]
    light, dark = (ink(chart.TINTS[word]) for word in ("minder goed", "goed"))
    assert fills == [["", ""], ["", light], [dark, ""]]
    plain = word(TableBlock("X.", ("A",), ((Sentence("1"),),), (1,))).tables[0]
    assert next(plain._tbl.iter(qn("w:shd")), None) is None
    heads = [
        [node.get(qn("w:val")) for node in row.iter(qn("w:tblHeader"))]
        for row in table._tbl.iter(qn("w:tr"))
    ]
    assert heads == [["true"], [], []]
    assert [[run.bold for run in cell.paragraphs[0].runs] for cell in table.rows[0].cells] == [
        [True],
        [True],
    ]


def test_a_part_begins_on_a_new_page_but_the_first_without_a_cover() -> None:
    two = (Section("Een", ()), Section("Twee", ()))
    for cover in (False, True):
        heads = [
            p
            for p in open_docx(content(*two, cover=cover)).paragraphs
            if p.style.name == "Heading 1"
        ]
        assert [p.paragraph_format.page_break_before for p in heads] == [cover, True]


def test_a_part_for_wide_tables_lies_on_its_side() -> None:
    document = open_docx(
        content(
            Section("Een", ()),
            Section("Twee", (TABLE,), landscape=True),
            Section("Drie", (), landscape=True),
            Section("Vier", (TABLE,)),
        )
    )
    sizes = [(s.page_width.mm, s.page_height.mm, s.orientation) for s in document.sections]
    assert [(round(w), round(h), o) for w, h, o in sizes] == [
        (210, 297, WD_ORIENT.PORTRAIT),
        (297, 210, WD_ORIENT.LANDSCAPE),
        (210, 297, WD_ORIENT.PORTRAIT),
    ]
    heads = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [p.paragraph_format.page_break_before for p in heads] == [False, False, True, False]
    lying, upright = (int(next(t._tbl.iter(qn("w:tblW"))).get(qn("w:w"))) for t in document.tables)
    assert (lying, upright) == (14456, WIDE)  # 297 − 42 millimetres, in whole columns


def test_the_page_and_its_head_and_foot() -> None:
    document = word()
    page = document.sections[0]
    margins = (page.left_margin, page.right_margin, page.top_margin, page.bottom_margin)
    assert [round(m.mm) for m in margins] == [21, 21, 22, 20]
    assert page.header.paragraphs[0].text == "Proef · Concept"
    assert page.footer.paragraphs[0].text == "Ken je inwoner · 22 november 2026 · pagina  van "
    assert [p.text for p in document.paragraphs[:3]] == [
        "Proef",
        "Gemeente · 22 november 2026 · Concept",
        "Traject: Participatie",
    ]
    assert document.paragraphs[2].runs[0].bold


def test_the_styles_have_our_sizes_and_colours() -> None:
    styles = word(accent="#7a1f5c").styles
    sizes = {
        name: styles[name].font.size.pt
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Normal")
    }
    assert sizes == {
        "Title": 21,
        "Heading 1": 16,
        "Heading 2": 12.5,
        "Heading 3": 11,
        "Normal": 10.5,
    }
    own, plain = "7A1F5C", ink(chart.LIGHT.ink)
    colours = [str(styles[f"Heading {n}"].font.color.rgb) for n in (1, 2, 3)]
    assert colours == [own, plain, own]
    quote, note = styles["Intense Quote"], styles["Caption"]
    assert (quote.font.size.pt, quote.font.bold, quote.font.italic) == (14, True, False)
    assert str(quote.font.color.rgb) == own
    assert (note.font.bold, str(note.font.color.rgb)) == (False, ink(chart.LIGHT.soft))
    assert (quote.paragraph_format.left_indent, quote.paragraph_format.right_indent) == (0, 0)
    assert styles["Normal"].paragraph_format.space_after == Pt(5)
    assert styles["Tabeltekst"].font.size.pt == 9.5
    assert Mm(1) > Pt(1)


@pytest.mark.parametrize(("author", "shown"), [("", "Gemeente"), ("A. de Vries", "A. de Vries")])
def test_who_made_it(author: str, shown: str) -> None:
    core = word(author=author, title="x" * 300).core_properties
    assert (core.author, core.last_modified_by, core.title) == (shown, shown, "x" * 255)
    assert (core.revision, core.comments) == (1, "Concept")


def test_the_text_for_a_mail_is_its_lines() -> None:
    lines = ("Kanaaladvies: Participatie", "Neem een brief.")
    assert advice_text(content(mail=lines)) == "Kanaaladvies: Participatie\n\nNeem een brief.\n"


ROW = FitRow(
    name=Sentence("", "Brief"), role="Hoofdkanaal", main=True, suitability=80.0, low=60.0,
    high=90.0, fit="past goed", why=Sentence("Elk adres.", mark="vakkennis"), effort="Middel",
    measure="Tel reacties.", caution=Sentence("Traag.", "Let op:"),
)  # fmt: skip
STOPS = (Stop("a", "Actie", ("Brief",), True), Stop("b", "Slot", ("E-mail", "balie"), False))


def test_the_chosen_channels_and_the_journey_are_tables_in_word() -> None:
    """What the pictures of the PDF show stands there in words."""
    made = word(FitTable((ROW,), "Past ook: website."), Ribbon(STOPS, "De reis."))
    chosen, journey = made.tables
    assert [cell.text for cell in chosen.rows[1].cells] == [
        "Brief Hoofdkanaal",
        "Past goed",
        "Elk adres. Let op: Traag. vakkennis",
        "Middel",
        "Tel reacties.",
    ]
    assert [[cell.text for cell in row.cells] for row in journey.rows] == [
        ["1. Actie (deze fase)", "2. Slot"],
        ["Brief", "E-mail of balie (even geschikt)"],
    ]
    assert "Past ook: website." in [p.text for p in made.paragraphs]


def test_a_part_that_flows_begins_on_the_page_before_it() -> None:
    parts = (Section("Een", ()), Section("Twee", ()), Section("Drie", (), flows=True))
    heads = [p for p in open_docx(content(*parts)).paragraphs if p.style.name == "Heading 1"]
    breaks = [p.paragraph_format.page_break_before for p in heads]
    assert breaks == [False, True, False]
