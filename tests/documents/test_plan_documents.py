"""A plan on paper, in Word, Excel, the calendar, CSV and JSON: the same content in all."""

import csv
import io
import re
import subprocess
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import icalendar
import openpyxl
import pikepdf
import pytest
from docx.enum.section import WD_ORIENT

import dutch
from commands.plans import main
from documents import advice_docx
from documents.blocks import Lanes, sentences
from documents.pdf import ATTACHED, DocumentError, plan_pdf, printable
from documents.plan.calendar import plan_ics
from documents.plan.charts import LONGEST, adding, free_days, in_time, period
from documents.plan.chosen import tables
from documents.plan.content import content_of
from documents.plan.kinds import MAKERS, TYPES, plan_document
from documents.plan.opened import plan_in
from documents.plan.paper import Paper
from documents.plan.sheet import amount, plan_csv, plan_xlsx
from documents.plan.words import HEADS, grids, ordered
from engine import Rulebook, Table
from plans import example, examples, plan_of, read_plan, write_json
from plans.capacity import loads, peaks
from plans.edit import put
from plans.files import keys
from plans.model import Plan

DAY = date(2026, 11, 22)
CAMPAIGN = example("schuldhulpcampagne")


def changed(**project: Any) -> Plan:
    """Return the campaign with other words in its project."""
    tree = keys(CAMPAIGN)
    tree["project"] |= project
    return plan_of(tree)


def words(text: str) -> str:
    """Return a text without what a line break changes."""
    return re.sub(r"[\s\-\u00ad\u200b]", "", text)


def shown(value: Any) -> Any:
    """Return a cell of Excel as a number or a text, and a number of a table as a number."""
    said = amount(value) if isinstance(value, str) else value
    return float(said) if isinstance(said, Decimal | int | float) else value or ""


def pdf_text(raw: bytes, tmp_path: Path) -> str:
    path = tmp_path / "plan.pdf"
    path.write_bytes(raw)
    run = ["pdftotext", "-raw", str(path), "-"]
    return subprocess.run(run, capture_output=True, check=True).stdout.decode()


def word_text(raw: bytes) -> str:
    document = docx.Document(io.BytesIO(raw))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.fixture(params=examples())
def plan(request: pytest.FixtureRequest) -> Plan:
    return example(request.param)


def test_every_cell_of_every_table_is_in_pdf_word_and_excel(
    plan: Plan, table: Table, tmp_path: Path
) -> None:
    asked = Paper(plan, table, DAY)
    content = content_of(asked)
    paper = words(pdf_text(plan_pdf(content, write_json(plan)), tmp_path))
    word = words(word_text(advice_docx(content)))
    sheets = openpyxl.load_workbook(io.BytesIO(plan_xlsx(asked)))
    assert sheets.sheetnames == [grid.name for grid in tables(asked)]
    for grid in tables(asked):
        rows = [tuple(map(shown, row)) for row in sheets[grid.name].iter_rows(values_only=True)]
        assert rows == [grid.heads, *(tuple(map(shown, row)) for row in grid.rows)]
        assert sheets[grid.name].auto_filter.ref
        for text in (*grid.heads, *(text for row in grid.rows for text in row)):
            assert words(printable(text)) in paper, text
            assert words(text) in word, text


def test_the_pdf_is_accessible_and_holds_the_plan(plan: Plan, table: Table) -> None:
    made = plan_pdf(content_of(Paper(plan, table, DAY)), write_json(plan))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        meta = pdf.open_metadata()
        assert str(meta["pdfuaid:part"]) == "1"
        assert (str(meta["pdfaid:part"]), str(meta["pdfaid:conformance"])) == ("3", "A")
        assert ATTACHED in pdf.attachments
        sizes = [(float(p.mediabox[2]), float(p.mediabox[3])) for p in pdf.pages]
        assert sum(wide > high for wide, high in sizes) >= 2
        assert sizes[0][0] < sizes[0][1]
        assert str(pdf.Root.Lang) == "nl-NL"
    assert read_plan(plan_in(made)) == plan
    assert made == plan_pdf(content_of(Paper(plan, table, DAY)), write_json(plan))


def alternatives(made: bytes) -> list[str]:
    """Return the alternative texts of the figures in a PDF."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        parts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        return [str(part.Alt) for part in parts if part.get("/S") == "/Figure"]


def test_charts_say_in_words_what_they_show(plan: Plan, table: Table) -> None:
    asked = Paper(plan, table, DAY)
    content = content_of(asked)
    charts = [b for s in content.sections for b in s.blocks if isinstance(b, Lanes)]
    assert sorted(alternatives(plan_pdf(content, write_json(plan)))) == sorted(
        block.description for block in charts
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
    for lane, action in zip(lanes, ordered(CAMPAIGN), strict=True):
        assert lane.spans[0].start == pytest.approx((action.start - first).days / days)
        end = (action.end or action.start) + timedelta(days=1)
        assert lane.spans[0].end == pytest.approx((end - first).days / days)
    told = list(free_days(CAMPAIGN))
    assert any("Koningsdag op 27 april 2027" in said for said in told)
    assert any(said.startswith("Meivakantie van") for said in told)


def test_a_choice_is_defended_with_the_numbers_of_the_mix(table: Table, book: Rulebook) -> None:
    asked = Paper(CAMPAIGN, table, DAY)
    grid = next(g for g in tables(asked) if g.name == "Aantal kanalen")
    assert [row[2] for row in grid.rows] == [dutch.hundred(s.value) for s in asked.mix.curve]
    drawn = adding(book, asked.mix.curve)
    assert [lane.spans[-1].end for lane in drawn.rows] == [s.value for s in asked.mix.curve]
    open_ = [lane.spans[-1].look == "open" for lane in drawn.rows]
    assert open_ == [not step.chosen for step in asked.mix.curve]
    values = next(g for g in tables(asked) if g.name == "Waarde per groep en fase")
    filled = [level for row in values.levels for level in row if level is not None]
    assert filled == [pytest.approx(100 * value) for value in asked.mix.values.values()]


def test_who_is_not_reached_is_in_the_summary_with_its_price(table: Table) -> None:
    few = put(CAMPAIGN, ("gekozen",), {"kanalen": ["website"]})
    asked = Paper(few, table, DAY)
    summary, *_ = content_of(asked).sections
    told = " ".join(s.text for s in sentences(summary.blocks))
    first = asked.mix.missed[0]
    assert few.group(first.cell.group).name in told
    assert "erbij, naar je eigen schatting" in told and "Het staat bij De keuze" in told
    grid = next(g for g in tables(asked) if g.name == "Niet bereikt")
    assert len(grid.rows) == len(asked.mix.missed)
    free = Paper(few.model_copy(update={"estimates": ()}), table, DAY)
    prices = {row[4] for g in tables(free) if g.name == "Niet bereikt" for row in g.rows}
    assert prices <= {"niet geschat", ""}
    none = Paper(few.model_copy(update={"chosen": None, "actions": ()}), table, DAY)
    assert [g.name for g in tables(none)] == [g.name for g in grids(none.plan, none.book)]


def test_the_calendar_has_the_heads_of_the_field(table: Table, book: Rulebook) -> None:
    assert HEADS == ("Middel en moment", "Doelgroep", "Inhoud en boodschap", "Planning",
                     "Actiehouder")  # fmt: skip
    document = docx.Document(io.BytesIO(advice_docx(content_of(Paper(CAMPAIGN, table, DAY)))))
    found = next(t for t in document.tables if t.cell(0, 0).text == HEADS[0])
    assert "w:tblHeader" in found.rows[0]._tr.xml
    turned = [s for s in document.sections if s.orientation == WD_ORIENT.LANDSCAPE]
    assert turned and all((s.page_width or 0) > (s.page_height or 0) for s in turned)
    assert {p.style.name for p in document.paragraphs} >= {"Title", "Heading 1", "Heading 2"}


def test_the_agenda_holds_every_moment_that_goes_on(plan: Plan, book: Rulebook) -> None:
    found = icalendar.Calendar.from_ical(plan_ics(plan, book, DAY))
    events = found.walk("VEVENT")
    going = [action for action in plan.actions if action.status != "vervallen"]
    assert len(events) == sum(len(action.waves) or 1 for action in going)
    assert len({str(event["uid"]) for event in events}) == len(events)
    starts = {(event.decoded("dtstart"), str(event["summary"])) for event in events}
    for action in going:
        if not action.waves:
            said = f"{book.channels[action.channel].name}: {action.what}"
            assert (action.start, said) in starts
    for event in events:
        assert event["dtstamp"] and event["uid"]
        assert event.decoded("dtend") > event.decoded("dtstart")
    first = ordered(CAMPAIGN)[0]
    alone = next(iter(icalendar.Calendar.from_ical(plan_ics(CAMPAIGN, book, DAY)).walk("VEVENT")))
    assert alone.decoded("dtend") == (first.end or first.start) + timedelta(days=1)


def test_the_csv_is_the_calendar(plan: Plan, book: Rulebook) -> None:
    lines = plan_csv(plan, book).decode("utf-8-sig").splitlines()
    rows = list(csv.reader(lines, delimiter=";"))
    assert tuple(rows[0]) == HEADS
    assert len(rows) == len(plan.actions) + 1


@pytest.mark.parametrize("text", ["=1+1", "=cmd|'/c calc'!A1", "@SUM(A1)", "<script>", "#let x"])
def test_words_of_a_user_stay_words(
    text: str, table: Table, book: Rulebook, tmp_path: Path
) -> None:
    plan = changed(naam=text, kernboodschap=text, opgave=text)
    asked = Paper(plan, table, DAY)
    content = content_of(asked)
    assert words(text) in words(pdf_text(plan_pdf(content, write_json(plan)), tmp_path))
    for row in openpyxl.load_workbook(io.BytesIO(plan_xlsx(asked))).worksheets[1].iter_rows():
        assert all(box.data_type in ("s", "n") for box in row)
    rows = csv.reader(plan_csv(plan, book).decode("utf-8-sig").splitlines(), delimiter=";")
    assert all(not cell.startswith(("=", "@")) for row in rows for cell in row)
    assert text in str(icalendar.Calendar.from_ical(plan_ics(plan, book, DAY))["x-wr-calname"])


def test_the_contact_centre_knows_what_is_coming(table: Table, tmp_path: Path) -> None:
    content = content_of(Paper(CAMPAIGN, table, DAY))
    said = pdf_text(plan_pdf(content, write_json(CAMPAIGN)), tmp_path).split("Wat komt eraan?")[1]
    for name in ("Klantcontactcentrum", "Team Geldzaken (intake)", "40 tot 120 reacties"):
        assert words(name) in words(said)
    assert "Vragen en antwoorden om klaar te hebben" in said
    for item in CAMPAIGN.phases:
        phase = table.book.phases[item.phase]
        assert words(printable(phase.message.stress[0].text)) in words(said)
    start = next(s for s in content.sections if "klantcontact" in s.title)
    told = {s.lead: s.text for s in sentences(start.blocks)}
    ways = told["Hoe kan ik reageren?"]
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


def test_every_kind_is_made_of_every_example_and_of_a_plan_just_begun(table: Table) -> None:
    empty = dict.fromkeys(("estimates", "decisions", "desks", "actions"), ())
    bare = CAMPAIGN.model_copy(update={**empty, "groups": CAMPAIGN.groups[:1], "chosen": None})
    for plan in (*(example(name) for name in examples()), bare):
        for kind in MAKERS:
            assert len(plan_document(plan, table, kind, DAY)) > 40
    assert MAKERS.keys() == TYPES.keys()


def test_numbers_are_dutch() -> None:
    total = grids_of_campaign()["Kosten en uren"][-1]
    assert total[2] == dutch.amount(sum(a.cost or 0 for a in CAMPAIGN.actions))  # type: ignore[arg-type]
    assert "," not in total[2]


def grids_of_campaign() -> dict[str, Any]:
    from engine import load

    return {grid.name: grid.rows for grid in grids(CAMPAIGN, load())}


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
    assert main(["open", str(plan), "-o", str(back)]) == 1
    said = capsys.readouterr()
    assert "eindigt op" in said.err and "geen PDF die ik kan lezen" in said.err
    assert "Traceback" not in said.err
