"""A plan on paper, in Word, Excel, the calendar, CSV and JSON: the same content in all."""

import csv
import io
import re
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import docx
import icalendar
import openpyxl
import pikepdf
import pytest
from docx.enum.section import WD_ORIENT
from openpyxl.utils import get_column_letter
from present import present
from sample_plans import TYPICAL

import dutch
from commands.plans import main
from documents import advice_docx
from documents.blocks import Lanes, PhaseBars, SumBar, TableBlock, flat, sentences
from documents.pdf import ATTACHED, DocumentError, plan_pdf, printable
from documents.plan.attachment import plan_in
from documents.plan.calendar import plan_ics
from documents.plan.charts import FINEST, LONGEST, adding, free_days, in_time, period
from documents.plan.choice_tables import adding as adding_table
from documents.plan.choice_tables import matrix, unreached_groups
from documents.plan.content import content_of
from documents.plan.excel import TOTAL, plan_csv, plan_xlsx
from documents.plan.kinds import MAKERS, TYPES, plan_document
from documents.plan.paper import Paper
from documents.plan.sheets import ACTIONS, IMPORT, sheets
from documents.plan.words import HEADS, in_order
from engine import Rulebook, Table
from plans import example, plan_of, read_plan, write_json
from plans.board import pasting
from plans.capacity import loads, peaks
from plans.edit import put
from plans.files import keys
from plans.model import Plan

COVERS = (
    "commands/plans/document.py",
    "documents/plan/background.py",
    "documents/plan/blocks.py",
    "documents/plan/choice.py",
    "documents/plan/duties.py",
    "documents/word.py",
    "documents/word_table.py",
    "documents/word_text.py",
)

DAY = date(2026, 11, 22)
CAMPAIGN = example("schuldhulpcampagne")


def with_project(**project: Any) -> Plan:
    """Return the campaign with other words in its project."""
    tree = keys(CAMPAIGN)
    tree["project"] |= project
    return plan_of(tree)


def words(text: str) -> str:
    """Return a text without what a line break changes."""
    return re.sub(r"[\s\-\u00ad\u200b]", "", text)


def cell_value(value: Any) -> Any:
    """Return what stands in a cell of Excel as it compares: numbers as such, days as days."""
    if isinstance(value, datetime):
        return value.date()
    return float(value) if isinstance(value, Decimal | int | float) else value or ""


def begun() -> Plan:
    """Return a plan with one group and nothing else."""
    parts = ("estimates", "decisions", "desks", "actions")
    bare = {**dict.fromkeys(parts, ()), "groups": CAMPAIGN.groups[:1], "chosen": None}
    return CAMPAIGN.model_copy(update=bare)


def large(book: Rulebook, groups: int, actions: int) -> Plan:
    """Return a plan of many groups with long names, and many actions."""
    days = {"start": "2027-01-04", "einde": "2028-06-30"}
    channels = ("brief", "website", "e-mail", "telefoon")
    tree = {
        "schema": 2,
        "project": {"naam": "Groot", "traject": "participatie", **days},
        "groepen": [
            {
                "id": f"g{n}",
                "naam": f"Bewoners van buurt {n} rond de Lange Dorpsstraat",
                "omvang": 90,
            }
            for n in range(groups)
        ],
        "fasen": [{"fase": slug, **days} for slug in book.phases],
        "gekozen": {"kanalen": list(channels)},
        "acties": [
            {
                "id": f"a{n}",
                "wat": f"Uitnodiging {n} voor de avond over het ontwerp van het plein",
                "kanaal": channels[n % 4],
                "groepen": [f"g{n % groups}", f"g{(n + 5) % groups}"],
                "fase": list(book.phases)[n % 5],
                "start": (date(2027, 1, 5) + timedelta(days=5 * n)).isoformat(),
                "kosten": 100 * n,
            }
            for n in range(actions)
        ],
    }
    return plan_of(tree)


def pdf_text(raw: bytes, tmp_path: Path) -> str:
    path = tmp_path / "plan.pdf"
    path.write_bytes(raw)
    run = ["pdftotext", "-raw", str(path), "-"]
    return subprocess.run(run, capture_output=True, check=True).stdout.decode()


def word_text(raw: bytes) -> str:
    document = docx.Document(io.BytesIO(raw))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.fixture(params=TYPICAL)
def plan(request: pytest.FixtureRequest) -> Plan:
    return example(request.param)


@pytest.mark.exhaustive
def test_every_sheet_is_in_excel_and_every_table_of_the_document_in_word(
    plan: Plan, table: Table, tmp_path: Path
) -> None:
    paper = Paper(plan, table, DAY)
    content = content_of(paper)
    on_paper = words(pdf_text(plan_pdf(content, write_json(plan)), tmp_path))
    in_word = words(word_text(advice_docx(content)))
    book = openpyxl.load_workbook(io.BytesIO(plan_xlsx(paper)))
    assert book.sheetnames == [sheet.name for sheet in sheets(paper)]
    for sheet in sheets(paper):
        page = book[sheet.name]
        read = [
            tuple(map(cell_value, row))
            for row in page.iter_rows(max_row=len(sheet.rows) + 1, values_only=True)
        ]
        assert read == [sheet.heads, *(tuple(map(cell_value, row)) for row in sheet.rows)]
        assert page.auto_filter.ref.endswith(str(len(sheet.rows) + 1))
    for section in content.sections[1:-1]:
        for block in flat(section.blocks):
            if isinstance(block, TableBlock):
                for cell in chain.from_iterable(block.rows):
                    assert words(printable(cell.text + cell.lead)) in on_paper, cell
                    assert words(cell.text + cell.lead) in in_word, cell


def test_the_pdf_is_accessible_and_holds_the_plan(plan: Plan, table: Table) -> None:
    pdf_bytes = plan_pdf(content_of(Paper(plan, table, DAY)), write_json(plan))
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        meta = pdf.open_metadata()
        assert str(meta["pdfuaid:part"]) == "1"
        assert (str(meta["pdfaid:part"]), str(meta["pdfaid:conformance"])) == ("3", "A")
        assert ATTACHED in pdf.attachments
        sizes = [(float(p.mediabox[2]), float(p.mediabox[3])) for p in pdf.pages]
        assert all(wide < high for wide, high in sizes)  # five phases fit on a page that stands
        assert str(pdf.Root.Lang) == "nl-NL"
    assert read_plan(plan_in(pdf_bytes)) == plan
    assert pdf_bytes == plan_pdf(content_of(Paper(plan, table, DAY)), write_json(plan))


def test_no_page_is_nearly_empty(table: Table, tmp_path: Path) -> None:
    """Of an example, of a plan just begun, and of twelve groups with sixty actions."""
    for plan in (CAMPAIGN, begun(), large(table.book, 12, 60)):
        pdf = plan_pdf(content_of(Paper(plan, table, DAY)), write_json(plan))
        pages = [page for page in pdf_text(pdf, tmp_path).split("\f") if page.strip()]
        counts = [len(page.strip().splitlines()) for page in pages]
        assert min(counts) >= 10, (plan.project.name, counts)
        assert "Gevraagd aan het college" in pages[0] and "Grootste" not in pages[1]
        assert pages[-1].count("Voor het klantcontactcentrum") == 1
        assert "Waar gaat het" not in pages[-2] and "Vragen en antwoorden" in pages[-1]


def alternatives(file: bytes) -> list[str]:
    """Return the alternative texts of the figures in a PDF."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        parts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        return [str(part.Alt) for part in parts if part.get("/S") == "/Figure"]


def test_charts_say_in_words_what_they_show(plan: Plan, table: Table) -> None:
    asked = Paper(plan, table, DAY)
    content = content_of(asked)
    charts = [b for s in content.sections for b in s.blocks if isinstance(b, Lanes)]
    bars = [b for b in flat(content.sections[0].blocks) if isinstance(b, SumBar | PhaseBars)]
    assert sorted(alternatives(plan_pdf(content, write_json(plan)))) == sorted(
        block.description for block in (*charts, *bars) if block.description
    )
    assert {lane.label for block in charts for lane in block.rows} >= {
        action.what for action in plan.actions if len(action.what) < LONGEST
    }
    document = docx.Document(io.BytesIO(advice_docx(content)))
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert told == [block.description for block in charts]
    for block in charts:
        ends = [end for lane in block.rows for s in lane.spans for end in (s.start, s.end)]
        assert ends and all(0 <= end <= 1 for end in ends)


def test_bars_stand_where_the_days_are(book: Rulebook) -> None:
    first, last = period(CAMPAIGN)
    days = (last - first).days + 1
    lanes = [lane for block in in_time(CAMPAIGN, book) for lane in block.rows]
    for lane, action in zip(lanes, in_order(CAMPAIGN), strict=True):
        assert lane.spans[0].start == pytest.approx((action.start - first).days / days)
        end = (action.end or action.start) + timedelta(days=1)
        assert lane.spans[0].end == pytest.approx((end - first).days / days)
    told = list(free_days(CAMPAIGN))
    assert any("Koningsdag op 27 april 2027" in said for said in told)
    assert any(said.startswith("Meivakantie van") for said in told)


def test_a_choice_is_defended_with_the_numbers_of_the_mix(table: Table, book: Rulebook) -> None:
    paper = Paper(CAMPAIGN, table, DAY)
    grid = adding_table(paper)
    assert [row[2] for row in grid.rows] == [dutch.hundred(s.value) for s in paper.mix.curve]
    drawn = adding(book, paper.mix.curve)
    ends = [round(step.value, FINEST) for step in paper.mix.curve]
    assert [lane.spans[-1].end for lane in drawn.rows] == ends
    open_ = [lane.spans[-1].look == "open" for lane in drawn.rows]
    assert open_ == [not step.chosen for step in paper.mix.curve]
    for cell, fit in paper.fits.items():
        assert 0 < fit <= 100 and cell in paper.mix.leads
    levels = [level for row in matrix(paper).levels for level in row if level is not None]
    assert sorted(levels) == sorted(paper.fits.values())


def test_who_is_not_reached_is_in_the_summary_with_its_price(table: Table) -> None:
    few = put(CAMPAIGN, ("gekozen",), {"kanalen": ["website"]})
    paper = Paper(few, table, DAY)
    summary, *_ = content_of(paper).sections
    told = " ".join(f"{s.lead} {s.text}" for s in sentences(summary.blocks))
    first = paper.mix.missed[0]
    assert few.group(first.cell.group).name in told
    assert "erbij: " in told and "naar eigen schatting" in told and "zie het plan" in told
    assert len(unreached_groups(paper).rows) == len(paper.mix.missed)
    free = Paper(few.model_copy(update={"estimates": ()}), table, DAY)
    assert {row[4] for row in unreached_groups(free).rows} <= {"onbekend", ""}


def test_the_calendar_has_the_heads_of_the_field(table: Table, book: Rulebook) -> None:
    assert HEADS == ("Middel en moment", "Doelgroep", "Inhoud en boodschap", "Planning",
                     "Actiehouder")  # fmt: skip
    document = docx.Document(io.BytesIO(advice_docx(content_of(Paper(CAMPAIGN, table, DAY)))))
    found = next(t for t in document.tables if t.cell(0, 0).text == HEADS[0])
    assert "w:tblHeader" in found.rows[0]._tr.xml
    assert all(s.orientation == WD_ORIENT.PORTRAIT for s in document.sections)
    assert {present(p.style).name for p in document.paragraphs} >= {
        "Title",
        "Heading 1",
        "Heading 2",
    }


def test_excel_is_a_planning_with_dates_and_numbers(table: Table) -> None:
    """Totals are formulas of ours, two rows below what is filtered; a text is never one."""
    plan = put(CAMPAIGN, ("acties", 0, "wat"), "=1+1")
    paper = Paper(plan, table, DAY)
    book = openpyxl.load_workbook(io.BytesIO(plan_xlsx(paper)))
    assert book.properties.creator == "Adviseur communicatie"
    page = book["Acties"]
    assert tuple(box.value for box in page[1]) == ACTIONS
    kinds = {type(box.value) for box in page["B"][1:-2]} | {
        type(box.value) for box in page["C"][1:-2]
    }
    assert kinds == {datetime}
    last = len(plan.actions) + 1
    assert page.auto_filter.ref == f"A1:{get_column_letter(len(ACTIONS))}{last}"
    assert page[f"A{last + 2}"].value == TOTAL
    assert page[f"I{last + 2}"].value == f"=SUBTOTAL(109,I2:I{last})"
    assert {page[f"I{n}"].data_type for n in range(2, last + 1)} == {"n"}
    texts = [box for row in page.iter_rows(max_row=last) for box in row if box.data_type == "f"]
    assert not texts and any(box.value == "=1+1" for box in page["A"])
    assert {"Acties", "Import", "Matrix", "Grenzen", "Kosten en uren", "Capaciteit", "Klantcontact",
            "Wet"} <= set(book.sheetnames)  # fmt: skip
    assert book["Import"]["A1"].value == "Name" and isinstance(book["Import"]["B2"].value, datetime)
    assert isinstance(book["Grenzen"]["B2"].value, int | float)
    empty = openpyxl.load_workbook(io.BytesIO(plan_xlsx(Paper(begun(), table, DAY))))
    assert empty.sheetnames[:2] == ["Acties", "Import"]


def test_the_csv_has_the_heads_that_programs_know(plan: Plan, table: Table) -> None:
    raw = plan_csv(Paper(plan, table, DAY))
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert tuple(rows[0]) == IMPORT
    assert len(rows) == sum(action.active for action in plan.actions)
    for row in rows:
        start, due = date.fromisoformat(row["Start Date"]), date.fromisoformat(row["Due Date"])
        assert start <= due and row["Name"] and row["Section"] and row["Kanaal"]


def test_what_is_exported_for_programs_is_read_back(table: Table) -> None:
    of = example("schuldhulpcampagne")
    raw = plan_csv(Paper(of, table, DAY)).decode("utf-8-sig")
    channels = {one.name: slug for slug, one in table.book.channels.items()}
    phases = {one.name: slug for slug, one in table.book.phases.items()}
    pasted = pasting.read(of, raw, channels, phases)
    assert (pasted.strange, [row.faults for row in pasted.rows if row.faults]) == ((), [])
    bare = of.model_copy(update={"actions": ()})
    again = pasting.with_rows(bare, pasted.good).actions
    parts = ("what", "channel", "groups", "phase", "start", "last_day", "status", "who", "cost",
             "hours", "message", "frequency")  # fmt: skip
    before = sorted([str(getattr(one, name)) for name in parts] for one in of.actions)
    assert sorted([str(getattr(one, name)) for name in parts] for one in again) == before


@pytest.mark.parametrize("text", ["=1+1", "=cmd|'/c calc'!A1", "@SUM(A1)", "<script>", "#let x"])
def test_words_of_a_user_stay_words(
    text: str, table: Table, book: Rulebook, tmp_path: Path
) -> None:
    plan = with_project(naam=text, kernboodschap=text, opgave=text)
    asked = Paper(plan, table, DAY)
    content = content_of(asked)
    assert words(text) in words(pdf_text(plan_pdf(content, write_json(plan)), tmp_path))
    for page in openpyxl.load_workbook(io.BytesIO(plan_xlsx(asked))).worksheets:
        for box in chain.from_iterable(page.iter_rows()):
            ours = box.data_type == "f" and str(box.value).startswith("=SUBTOTAL(109,")
            assert ours or box.data_type in ("s", "n", "d")
    rows = csv.reader(plan_csv(asked).decode("utf-8-sig").splitlines(), delimiter=";")
    assert all(not cell.startswith(("=", "@")) for row in rows for cell in row)
    assert text in str(icalendar.Calendar.from_ical(plan_ics(asked))["x-wr-calname"])


def test_the_contact_centre_knows_what_is_coming(table: Table, tmp_path: Path) -> None:
    content = content_of(Paper(CAMPAIGN, table, DAY))
    said = pdf_text(plan_pdf(content, write_json(CAMPAIGN)), tmp_path).split("Wat komt eraan?")[1]
    for name in ("40 tot 120 reacties", "Team Geldzaken"):
        assert words(name) in words(said)
    told = {s.lead: s.text for s in sentences(content.sections[-1].blocks)}
    assert {"Klantcontactcentrum:", "Team Geldzaken (intake):"} <= told.keys()
    ways = told["Hoe kan een inwoner reageren?"]
    for slug in Paper(CAMPAIGN, table, DAY).mix.channels:
        channel = table.book.channels[slug]
        assert (channel.beside in ways) == (channel.starter != "organisatie")
    offline = [c.beside for c in table.book.channels.values() if c.digital]
    assert not [name for name in offline if name in told["Kan het ook zonder internet?"]]


def test_reactions_are_spread_over_weeks_and_desks() -> None:
    found = [load for load in loads(CAMPAIGN) if load.desk == "klantcontact"]
    high = sum(load.high for load in found)
    expected = sum(
        action.response.high * float(action.response.desks.get("klantcontact", 0)) / 100
        for action in CAMPAIGN.actions
        if action.response
    )
    assert high == pytest.approx(expected)
    assert all(load.monday.weekday() == 0 for load in found)
    busiest = {load.desk: load.high for load in peaks(CAMPAIGN)}
    assert busiest["klantcontact"] == max(load.high for load in found)


@pytest.mark.exhaustive
def test_every_kind_is_made_of_every_example_and_of_a_plan_just_begun(table: Table) -> None:
    for plan in (*(example(name) for name in TYPICAL), begun()):
        for kind in MAKERS:
            assert len(plan_document(plan, table, kind, DAY)) > 40
    assert MAKERS.keys() == TYPES.keys()


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7 kapot", b"tekst" * 100])
def test_another_file_is_no_plan(raw: bytes) -> None:
    with pytest.raises(DocumentError, match=r"PDF"):
        plan_in(raw)


def test_a_pdf_without_a_plan_says_so() -> None:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made)
    with pytest.raises(DocumentError, match="geen kanaalplan"):
        plan_in(made.getvalue())


@pytest.mark.exhaustive
def test_the_command_makes_every_kind_and_opens_the_pdf_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, back = tmp_path / "plan.yaml", tmp_path / "terug.yaml"
    assert main(["voorbeeld", "schuldhulpcampagne", "-o", str(plan)]) == 0
    for kind in ("pdf", "docx", "xlsx", "ics", "csv", "json"):
        there = tmp_path / f"document.{kind}"
        assert main(["document", str(plan), "-o", str(there)]) == 0
        assert there.stat().st_size > 200
    assert main(["open", str(tmp_path / "document.pdf"), "-o", str(back)]) == 0
    assert read_plan(back) == read_plan(plan) == read_plan(tmp_path / "document.json")
    capsys.readouterr()
    assert main(["document", str(plan), "-o", str(tmp_path / "x.odt")]) == 1
    assert main(["open", str(plan), "-o", str(tmp_path / "anders.yaml")]) == 1
    said = capsys.readouterr()
    assert "eindigt op" in said.err and "geen PDF die ik kan lezen" in said.err
    assert "Traceback" not in said.err


def test_a_long_version_fits_in_the_properties_of_word(plan: Plan, table: Table) -> None:
    content = replace(content_of(Paper(plan, table, DAY)), status="versie " + "1" * 400)
    properties = docx.Document(io.BytesIO(advice_docx(content))).core_properties
    assert properties.comments == content.status[:255]
