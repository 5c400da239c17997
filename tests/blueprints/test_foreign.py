"""Blueprints of six makes come in as drafts: no error, their cells placed, nothing dropped."""

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import BOOK, LIBRARY

from blueprints import incoming, library, workbook, writing
from blueprints.foreign import grids, guess, place
from blueprints.foreign.grids import SheetGrid
from blueprints.foreign.lane_words import OWN, TARGETS, target
from blueprints.foreign.layouts import turned
from blueprints.foreign.placing import Placed
from commands.blueprints import main
from engine import KnowledgeError
from screens.journey import other_make

FOLDER = Path(__file__).parent / "elders"
MAKES = {  # file → kind it is written as, steps, cells in rows that we know (at least)
    "nng": ("xlsx", 5, 0.85),
    "btabok": ("ods", 4, 0.85),
    "stadia": ("csv", 4, 0.8),
    "smaply": ("xlsx", 6, 0.85),
    "govstack": ("ods", 5, 0.75),
    "signavio": ("csv", 5, 0.7),
}
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def cells(name: str) -> list[list[str]]:
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines(), delimiter=";" if ";" in text[:20] else ","))


def excel(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book["Sheet"].append([text or None for text in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def ods(rows: list[list[str]], body: str = "") -> bytes:
    lines = "".join(
        "<t:table-row>" + "".join(f"<t:table-cell><x:p>{escape(one)}</x:p></t:table-cell>"
                                  for one in row) + "</t:table-row>"
        for row in rows)  # fmt: skip
    content = (f'<o xmlns:t="{TABLE}" xmlns:x="{TEXT}"><t:table t:name="Blad1">'
               f"{body or lines}</t:table></o>")  # fmt: skip
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("content.xml", content)
    return made.getvalue()


def come_in(name: str) -> tuple[SheetGrid, Placed]:
    kind, rows = MAKES[name][0], cells(name)
    raw = {"xlsx": lambda: excel(rows), "ods": lambda: ods(rows),
           "csv": (FOLDER / f"{name}.csv").read_bytes}[kind]()  # fmt: skip
    grid = grids.read(f"{name}.{kind}", raw)[0]
    return grid, place(grid, guess(grid), BOOK, name)


@pytest.mark.parametrize("name", MAKES)
def test_a_blueprint_of_another_make_comes_in_as_a_draft(name: str) -> None:
    _, placed = come_in(name)
    _, steps, ours = MAKES[name]
    journey = library.bind(f"{name}.yaml", placed.tree, {}, LIBRARY, BOOK)
    assert not journey.approved and len(journey.steps) == steps
    assert placed.placed / placed.cells >= 0.9, placed.left
    assert placed.ours / placed.cells >= ours, (placed.ours, placed.cells)
    again = incoming.read(f"{name}.xlsx", workbook.write(journey, LIBRARY), LIBRARY, BOOK)
    assert again == journey


@pytest.mark.parametrize("name", MAKES)
def test_no_word_of_it_is_lost(name: str) -> None:
    grid, placed = come_in(name)
    table, layout = turned(grid, guess(grid).way), guess(grid)
    labels = {table.at(line, layout.label) for line in layout.targets}
    known = {channel.name for channel in BOOK.channels.values()}
    known |= {phase.name for phase in BOOK.phases.values()}
    there = str(placed.tree) + " ".join(placed.left) + " Blij "
    labels |= {table.rows[line][0] for line in range(layout.first)}
    figures = {"-2", "-1", "0", "1", "2", "3", "4", "5"}
    for text in (text for row in table.rows for text in row if text):
        for part in text.replace(", ", "\n").split("\n"):
            assert part in there or text in labels or part in known | figures, text


def test_what_each_make_says_stands_where_it_belongs() -> None:
    tree = come_in("nng")[1].tree
    assert (tree["naam"], tree["versie"]) == ("Een buurtmoestuin beginnen", "1.0")
    assert "2026-03-01" in tree["opmerking"] and "Service blueprint" in tree["opmerking"]
    second, third = tree["stappen"][1], tree["stappen"][2]
    assert second["doet"] == "Vult het formulier in; Voegt een tekening toe"
    assert second["fase"] == third["fase"] == "eerste-contact"
    assert third["achter_de_schermen"] == "Overlegt met groenbeheer; Vraagt de buren"
    assert third["bewijs"] == ["Brief met nummer"] and third["wachttijd"] == "zes weken"
    tree = come_in("smaply")[1].tree
    assert [step.get("stemming") for step in tree["stappen"]] == [
        "onrustig", "zwaar", "neutraal", "gerust", "blij", "gerust"]  # fmt: skip
    assert tree["stappen"][2]["kanalen"] == ["telefoon"]
    assert tree["stappen"][1]["eigen"]["Kanalen in het bestand"] == ["Huisarts", "bekenden"]
    assert tree["stappen"][0]["eigen"]["Storyboard"] == ["foto 1"]
    tree = come_in("govstack")[1].tree
    assert tree["stappen"][3]["wet"] == [{"tekst": "Awb: beslistermijn"}]
    assert tree["stappen"][4]["stemming"] == "blij"
    tree = come_in("stadia")[1].tree
    assert tree["stappen"][0]["fase"] == "bewustwording"
    assert tree["stappen"][0]["eigen"]["AI Assist"] == ["Zoekt de goede pagina"]


@pytest.mark.parametrize(
    ("label", "key"),
    [("Frontstage (UX/UI)", "zichtbaar"), ("BACK STAGE ACTIONS", "achter_de_schermen"),
     ("Knelpunten & pijn", "knelpunten"), ("Fase", "fase"), ("Wat doet de inwoner?", "doet"),
     ("Kleur", OWN), ("", OWN), ("Legal background", "wet"), ("Onze klantacties", "doet")],
)  # fmt: skip
def test_a_label_is_known_by_its_words(label: str, key: str) -> None:
    assert target(label) == key
    assert key in TARGETS


def test_another_layout_is_used_when_somebody_says_so() -> None:
    grid, _ = come_in("signavio")
    layout = guess(grid)
    line = next(line for line, name in layout.targets.items() if name == "eigenaar")
    changed = layout.changed({line: "anderen"})
    tree = place(grid, changed, BOOK, "x", {"Afhandeling": "terugkoppeling"}).tree
    assert tree["stappen"][1]["anderen"] == {"Process Owner": ["Webredactie"]}
    assert tree["stappen"][3]["fase"] == "terugkoppeling"
    left = place(grid, layout.changed({line: "niets"}), BOOK, "x").left
    assert "C7: Webredactie" in left


WRONG = [
    ("x.xls", b"abc", "eindigt op"),
    ("x.ods", b"abc", "geen ODS-bestand"),
    ("x.xlsx", b"abc", "geen Excel-bestand"),
    ("x.csv", b"", "geen tabel"),
    ("x.csv", b"een regel zonder tabel", "geen tabel"),
    ("x.csv", b"\0\1\2" * 50, "geen tekstbestand"),
    ("x.ods", ods([["", ""]]), "geen tabel"),
    ("x.ods", ods([], '<!DOCTYPE x [<!ENTITY a "b">]>'), "geen ODS-bestand"),
    ("x.ods", ods([], '<t:table-row><t:table-cell t:formula="of:=1"/></t:table-row>'),
     "op blad 'Blad1', cel A1 staat een formule"),
    ("x.csv", b"a,b\n" + b"1,2\n" * 1001, "loopt door tot cel B1001"),
    ("x.ods", ods([], '<t:table-row t:number-rows-repeated="99999999"><t:table-cell><x:p>a</x:p>'
                      "</t:table-cell></t:table-row>"), "loopt door tot cel A1001"),
    ("x.ods", ods([], '<t:table-row><t:table-cell t:number-columns-repeated="99999999">'
                      "<x:p>a</x:p></t:table-cell></t:table-row>"), "te veel tekst"),
    ("x.csv", b"a,b\n" + b"x" * 99_000 + b",y\n" + b"x,y\n" * 3 + (b"z" * 99_000 + b",w\n") * 12,
     "te veel tekst"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "message"), WRONG)
def test_what_cannot_be_read_says_why_and_where(name: str, raw: bytes, message: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        grids.read(name, raw)
    assert message in str(caught.value)


texts = st.text(max_size=12) | st.sampled_from(
    ["Fase", "Step", "Frontstage", "Emotions", "Kanaal", "=1+1", "Website", "2", "-2", "x" * 1200]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(texts, min_size=1, max_size=6), min_size=1, max_size=8))
def test_any_table_becomes_a_draft_in_which_every_cell_is_counted(rows: Any) -> None:
    width = max(map(len, rows))
    plain = [
        ["".join(filter(str.isprintable, text)).strip() for text in row] + [""] * (width - len(row))
        for row in rows
    ]
    grid = SheetGrid("Blad", tuple(map(tuple, plain)))
    layout = guess(grid)
    placed = place(grid, layout, BOOK, "Proef")
    table = turned(grid, layout.way)
    labels = sum(bool(table.at(line, layout.label)) for line in layout.targets)
    heads = sum(len([one for one in row if one]) == 2 for row in table.rows[: layout.first])
    assert grid.filled - labels - heads <= placed.cells <= grid.filled - labels
    if placed.tree["stappen"]:
        journey = library.bind("proef.yaml", placed.tree, {}, LIBRARY, BOOK)
        assert incoming.read("proef.yaml", writing.text(journey).encode(), LIBRARY, BOOK) == journey


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["x.ods", "x.xlsx", "x.csv"]))
def test_any_bytes_are_read_or_refused_in_dutch(raw: bytes, name: str) -> None:
    try:
        assert grids.read(name, raw)
    except KnowledgeError as error:
        assert all(len(problem.message) > 15 for problem in error.problems)


def test_counts_of_a_small_table_by_hand() -> None:
    rows = (("Titel", "", ""), ("Fase", "Zoeken", "Bellen"), ("Doet", "Kijkt", ""),
            ("Kleur", "", "Rood"))  # fmt: skip
    placed = place(SheetGrid("Blad", rows), guess(SheetGrid("Blad", rows)), BOOK, "x")
    assert (placed.cells, placed.ours, placed.own, placed.left) == (5, 4, 1, ())
    assert Counter(step["naam"] for step in placed.tree["stappen"]) == {"Kijkt": 1, "Bellen": 1}


def test_the_command_brings_in_what_it_can_and_says_where_it_went(
    tmp_path: Path, capsys: Any
) -> None:
    there = tmp_path / "grofvuil.yaml"
    assert main(["import", str(FOLDER / "stadia.csv"), "-o", str(there)]) == 0
    out = capsys.readouterr().out
    assert "4 stappen staan in" in out and "Concept: " in out and "in een eigen rij" in out
    assert main(["controle", str(there)]) == 0
    assert main(["import", str(FOLDER / "stadia.csv"), "-o", str(there), "--vervang",
                 "--blad", "Persona"]) == 1  # fmt: skip
    assert "blad 'Persona' staat er niet in" in capsys.readouterr().err


def test_one_of_ours_is_no_table_of_another_make() -> None:
    raw = workbook.write(LIBRARY.journeys["paspoort"], LIBRARY, BOOK)
    assert incoming.draft("paspoort.xlsx", raw, LIBRARY, BOOK) is None
    assert incoming.draft("paspoort.yaml", b"naam: x", LIBRARY, BOOK) is None


def test_the_screen_says_how_it_reads_and_listens() -> None:
    grid, placed = come_in("signavio")
    other = SheetGrid("Persona", (("Naam", "Vera"),))
    file = other_make.ForeignFile("signavio", (grid, other))
    said = str(other_make.summary(file, grid, placed))
    assert f"{placed.ours} van {placed.cells} vakken" in said
    assert "Niet gelezen: ‘Persona’ (2 vakken)." in said
