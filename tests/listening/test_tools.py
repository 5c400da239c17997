"""Files as tools of today write them: what is taken from them, what is said of them, by hand."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT

import tables
from listening import knowledge, terminal, uses
from listening.model import Reading, Refused
from listening.reading import export_store, search_rows, titles

COVERS = (
    "listening/reading/mending.py",
    "listening/reading/export_remarks.py",
    "listening/reading/repeats.py",
    "listening/reading/workbook_sheets.py",
    "listening/reading/widening.py",
)

EXPORTS = ROOT / "tests" / "exports"
VOCABULARY = knowledge.load()


@pytest.fixture
def opened() -> Iterator[export_store.ExportStore]:
    with export_store.open_store(VOCABULARY.kinds) as store:
        yield store


def first(opened: export_store.ExportStore, name: str) -> tuple[Reading, list[dict[str, Any]]]:
    reading = opened.read(EXPORTS / name)[0]
    return reading, opened.records(reading)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("ads-zoekwoorden-en.csv", {"zoekwoord": '"afval scheiden"', "kosten": 18.4, "kliks": 31}),
        ("ads-zoekvolume.csv", {"zoekvraag": "afvalkalender", "zoekvolume": 500000}),
        ("trends.csv", {"datum": date(2026, 10, 4), "interesse": 37}),
        ("bing.csv", {"vertoningen": 320, "positie": 2.1, "klikpercentage": 0.0563}),
        ("matomo-bezoeken-week.csv", {"datum": date(2026, 3, 2), "bezoekers": 210}),
        ("contacten.csv", {"onderwerp": "grofvuil", "kanaal": "telefoon", "aantal": 1}),
        ("topdesk.csv", {"datum": date(2026, 11, 2), "kanaal": "Telefonisch", "aantal": 1}),
        ("zendesk.csv", {"zoekvraag": "grofvuil ophalen", "kanaal": "Web form", "aantal": 1}),
        ("mailchimp.csv", {"datum": date(2026, 10, 5), "verzonden": 1250, "geopend": 610}),
        ("meta-berichten.csv", {"datum": date(2026, 10, 5), "kanaal": "instagram", "bereik": 980,
                                "reacties": 14, "kliks": 31}),
        ("linkedin-berichten.csv", {"datum": date(2026, 10, 5), "kanaal": "linkedin", "kliks": 92}),
        ("search-console-vergelijking.csv", {"vertoningen": 410, "vertoningen_eerder": 90,
                                             "positie": 6.2, "positie_eerder": 14.1}),
    ],
)  # fmt: skip
def test_what_stands_in_a_file(
    opened: export_store.ExportStore, name: str, row: dict[str, Any]
) -> None:
    _, rows = first(opened, name)
    assert {key: rows[0][key] for key in row} == pytest.approx(row)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("ga4-paginas.csv",
         "  2 rijen, samen 3.070 weergaven, van 2026-09-01 tot en met 2026-09-30"),
        ("ga4-paginas.csv", "  Apart gehouden, want dit is geen echte regel: (not set) 41."),
        ("ga4-zoektermen.csv", "  1 totaalregel weggelaten"),
        ("ads-zoekwoorden-en.csv", "  2 totaalregels weggelaten"),
        ("ads-zoekvolume.csv", "  2 rijen, van 2025-10-01 tot en met 2026-09-30"),
        ("trends.csv", "  4 rijen, van 2026-10-04 tot en met 2026-10-17, per week"),
        ("matomo-bezoeken-week.csv",
         "  2 rijen, samen 500 bezoeken, van 2026-03-02 tot en met 2026-03-15, per week"),
        ("trends.csv", "  Google Trends geeft een index van 0 tot 100 en geen aantallen. Deze "
                       "cijfers worden nergens opgeteld."),
    ],
)  # fmt: skip
def test_what_is_said_of_a_file(opened: export_store.ExportStore, name: str, line: str) -> None:
    reading, _ = first(opened, name)
    assert line in list(terminal.reading(reading, []))


NO_TABLE_IN_EXCEL = "matomo-bezoeken-week"  # its rows have a cell more than its head
SAMPLES = [path for path in sorted(EXPORTS.glob("*.csv")) if path.stem != NO_TABLE_IN_EXCEL]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_kind_is_read_from_excel_too(
    opened: export_store.ExportStore, tmp_path: Path, path: Path
) -> None:
    """The same rows, with figures as figures where they have no sign but a point for decimals."""
    text = tables.decoded(path.read_bytes())
    layout = tables.layout(text)
    assert layout
    book = openpyxl.Workbook()
    for cells in csv.reader(io.StringIO(text), delimiter=layout.delimiter):
        book.worksheets[0].append([_typed(cell) for cell in cells])
    book.save(tmp_path / "a.xlsx")
    plain = opened.read(path)
    excel = opened.read(tmp_path / "a.xlsx")
    assert [(r.kind.id, r.rows, r.total) for r in excel] == [
        (r.kind.id, r.rows, r.total) for r in plain
    ]
    assert [opened.records(r) for r in excel] == [opened.records(r) for r in plain]


def _typed(cell: str) -> object:
    if cell.isdigit() and not cell.startswith("0") and len(cell) < 8:
        return int(cell)
    whole, point, part = cell.partition(".")
    return float(cell) if point and whole.isdigit() and part.isdigit() and len(part) != 3 else cell


def test_every_sheet_of_a_workbook_is_read(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Datum", "Aantal klikken", "Vertoningen"])
    book.worksheets[0].append([date(2026, 10, 1), 50, 250])
    for title, head in (("Zoekopdrachten", "Meest uitgevoerde zoekopdrachten"), ("Landen", "Land")):
        sheet = book.create_sheet(title)
        sheet.append([head, "Aantal klikken", "Vertoningen", "CTR"])
        sheet.append(["nederland", 30, 90, 0.3333])
    book.create_sheet("Leeg")
    book.save(tmp_path / "gsc.xlsx")
    readings = opened.read(tmp_path / "gsc.xlsx")
    assert [(r.name, r.kind.id, r.rows) for r in readings] == [
        ("gsc.xlsx/Sheet", "gsc-datums", 1),
        ("gsc.xlsx/Zoekopdrachten", "gsc-zoekvragen", 1),
    ]
    assert readings[0].first == date(2026, 10, 1)
    assert readings[0].notes == (
        "De zoekopdrachten hierin hebben 30 van alle 50 kliks (60,0 procent). De rest houdt "
        "Google achter, of valt buiten de lijst.",
        "Ook in dit bestand, en niet gebruikt: landen.",
    )


def test_a_wrong_cell_in_excel_is_named_by_its_row(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["Rapport"], [], ["Top queries", "Clicks", "Impressions"], ["b", "veel", 2]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "q.xlsx")
    with pytest.raises(Refused, match="regel 4: 'veel' is geen heel getal"):
        opened.read(tmp_path / "q.xlsx")


def test_texts_with_a_comma_in_excel_decide_for_the_figures(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["Zoekopdracht", "Klikken", "Vertoningen", "Positie"], ["a", 1, 2, "1,5"],
                ["b", 1, "1.200", 2.25]):  # fmt: skip
        book.worksheets[0].append(row)
    book.save(tmp_path / "q.xlsx")
    rows = opened.records(opened.read(tmp_path / "q.xlsx")[0])
    assert [(row["vertoningen"], row["positie"]) for row in rows] == [(2, 1.5), (1200, 2.25)]


def packed(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.csv", text)
    return path


def test_what_a_zip_has_more_is_named_on_one_line(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    texts = {
        path: (EXPORTS / f"search-console-{path}.csv").read_text(encoding="utf-8")
        for path in ("toppaginas-nl", "landen", "apparaten", "filters")
    }
    (reading,) = opened.read(packed(tmp_path / "z.zip", **texts, anders="x,y\n1,2\n"))
    assert reading.kind.id == "gsc-paginas"
    assert reading.notes == (
        "Deze export is gefilterd (Zoekopdracht: +afval). Er staat dus niet alles in.",
        "Ook in dit bestand, en niet gebruikt: landen, apparaten en filters.",
        "Niet herkend en niet gelezen: z.zip/anders.csv.",
    )


@pytest.mark.parametrize(("rows", "cut"), [(999, False), (1000, True), (1001, False)])
def test_a_file_cut_at_what_the_tool_gives_is_named(
    opened: export_store.ExportStore, tmp_path: Path, rows: int, cut: bool
) -> None:
    lines = "".join(f"term {at},1,2\n" for at in range(rows))
    (tmp_path / "q.csv").write_text(f"Top queries,Clicks,Impressions\n{lines}")
    (reading,) = opened.read(tmp_path / "q.csv")
    assert any("precies 1.000 rijen" in note for note in reading.notes) is cut


def test_two_tables_between_lines_with_a_hash(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    head = "# Account: x\n# Start date: 20260901\n# End date: 20260902\n"
    days = "".join(f"{day:04},{day}\n" for day in range(30))
    text = f"{head}Nth day,Active users\n{days}\n# ----\nPage path,Views\n/a,10\n/b,x\n"
    (tmp_path / "g.csv").write_text(text)
    with pytest.raises(Refused, match=r"g.csv, regel 39: 'x' is geen heel getal"):
        opened.read(tmp_path / "g.csv")
    (tmp_path / "g.csv").write_text(text.replace(",x\n", ",5\n"))
    (reading,) = opened.read(tmp_path / "g.csv")
    assert (reading.total, reading.period) == (15, (date(2026, 9, 1), date(2026, 9, 2)))


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        ([["hulp bij schulden", "https://a.nl/x", "2026-10-01", "nld", "MOBILE"]],
         ["query", "page", "date", "country", "device"]),
        ([["MOBILE", "nld"], ["DESKTOP", "bel"]], ["device", "country"]),
        ([["bsn"], ["nld"]], ["query"]),  # not every value is a country
        ([["2026-10-01T10:00:00-07:00", "AMP_BLUE_LINK"]], ["hour", "search appearance"]),
        ([["a", "b"]], ["query", "dimension 2"]),
        ([[]], []),
    ],
)  # fmt: skip
def test_dimensions_of_the_interface_are_told_by_their_values(
    keys: list[list[str]], names: list[str]
) -> None:
    rows = [{"keys": values, "clicks": 1} for values in keys]
    assert [list(row) for row in search_rows.named(rows)] == [[*names, "clicks"] for _ in rows]


def test_an_answer_of_the_interface_with_any_dimensions_is_read(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    rows = [{"keys": ["grofvuil", "TABLET"], "clicks": 1, "impressions": 30, "position": 2.5}]
    (tmp_path / "a.json").write_text(json.dumps({"rows": rows}))
    (row,) = opened.records(opened.read(tmp_path / "a.json")[0])
    assert (row["zoekvraag"], row["apparaat"], row["vertoningen"]) == ("grofvuil", "TABLET", 30)


def test_percentages_with_a_sign_are_never_divided_twice(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    head = "Search term,Impr.,Clicks,CTR\n"
    (tmp_path / "a.csv").write_text(f"{head}a,7766,63,0.81%\nb,1,2,200.00%\n")
    (tmp_path / "b.csv").write_text(f"{head}a,7766,63,0.81\nb,1,2,200.00\n")
    for name in ("a.csv", "b.csv"):
        rows = opened.records(opened.read(tmp_path / name)[0])
        assert [row["klikpercentage"] for row in rows] == pytest.approx([0.0081, 2.0])


def test_two_periods_in_one_file_are_compared(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    head = "Top queries,Last 28 days Clicks,Previous 28 days Clicks,Clicks Difference,"
    head += "Last 28 days Impressions,Previous 28 days Impressions,Impressions Difference"
    (tmp_path / "q.csv").write_text(f"{head}\ngrofvuil,12,2,10,300,50,250\n")
    counts = opened.count_terms(opened.read(tmp_path / "q.csv"), (), uses.tells(VOCABULARY), 10)
    assert counts
    (subject,) = uses.picture(VOCABULARY, counts).subjects
    assert [(use.word, use.count, use.trend) for use in subject.uses] == [
        ("grof vuil", 300, "stijgt")
    ]


def test_beside_a_file_of_one_period_nothing_is_compared(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    """Or every word of that file would be called new."""
    (tmp_path / "q.csv").write_text("Top queries,Clicks,Impressions\npaspoort,5,90\n")
    opened.read(tmp_path / "q.csv")
    opened.read(EXPORTS / "search-console-vergelijking.csv")
    counts = opened.count_terms(opened.readings, (), uses.tells(VOCABULARY), 10)
    assert counts
    assert not counts.compared


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("1/1/26 - 1/31/26 Clicks,12/1/25 - 12/31/25 Clicks", "3,1"),
        ("Klicks 01.01.26 – 31.01.26,Klicks 01.12.25 – 31.12.25", "3,1"),
    ],
)
def test_the_words_of_a_comparison_need_not_be_known(
    opened: export_store.ExportStore, tmp_path: Path, head: str, row: str
) -> None:
    other = head.replace("Clicks", "Impressions").replace("Klicks", "Impressionen")
    (tmp_path / "q.csv").write_text(f"query,{head},{other}\na,{row},30,10\n", encoding="utf-8")
    (line,) = opened.records(opened.read(tmp_path / "q.csv")[0])
    assert (line["kliks"], line["kliks_eerder"], line["vertoningen_eerder"]) == (3, 1, 10)


@pytest.mark.parametrize(
    ("head", "guess"),
    [
        ("Top queries,Clicks", True),
        ("keyword,visits,something", False),
        ("campaign,whatever", False),
        ("datum;kanaal;aantallen", True),  # two of four
    ],
)
def test_a_kind_is_named_only_when_it_is_likely(
    opened: export_store.ExportStore, tmp_path: Path, head: str, guess: bool
) -> None:
    (tmp_path / "q.csv").write_text(f"{head}\n1,2,3\n".replace(",", ";" if ";" in head else ","))
    with pytest.raises(Refused) as caught:
        opened.read(tmp_path / "q.csv")
    assert ("dit lijkt op" in str(caught.value)) is guess
    assert ("ik herken dit bestand niet" in str(caught.value)) is not guess


GSC = "query,date,clicks,impressions\n"


def test_the_same_file_twice_counts_once(opened: export_store.ExportStore, tmp_path: Path) -> None:
    for name, rows in (("a", "x,2026-10-01,1,5\ny,2026-10-01,1,6\n"),
                       ("b", "y,2026-10-01,1,6\nx,2026-10-01,1,5\n")):  # fmt: skip
        (tmp_path / f"{name}.csv").write_text(GSC + rows)
        opened.read(tmp_path / f"{name}.csv")
    (left,) = opened.once(opened.readings)
    assert (left.name, left.total) == ("b.csv", 11)
    assert left.notes == ("‘a.csv’ is hetzelfde bestand en telt niet nog een keer mee.",)


def test_what_overlaps_counts_once_in_the_last_file(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    texts = {"a": "x,2026-10-01,1,5\nx,2026-10-02,1,6\nz,2026-10-02,1,9\n",
             "b": "x,2026-10-02,1,7\nx,2026-10-03,1,8\n"}  # fmt: skip
    for name, rows in texts.items():
        (tmp_path / f"{name}.csv").write_text(GSC + rows)
        opened.read(tmp_path / f"{name}.csv")
    one, other = opened.once(opened.readings)
    assert (one.rows, one.total, other.total) == (2, 14, 15)
    assert other.notes == ("Telt één keer: 1 rij uit ‘a.csv’ die ook hierin staan.",)


def test_two_teams_may_count_the_same_subject(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    for name, count in (("oost", 4), ("west", 6)):
        (tmp_path / f"{name}.csv").write_text(
            f"datum;onderwerp;kanaal;aantal\n1-10-2026;grofvuil;balie;{count}\n"
            "2-10-2026;grofvuil;balie;3\n"
        )
        opened.read(tmp_path / f"{name}.csv")
    assert [one.total for one in opened.once(opened.readings)] == [4, 9]


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (("October 1, 2026 - October 31, 2026",), ("2026-10-01", "2026-10-31")),
        (("Rapport", "1 oktober 2026 - 31 oktober 2026"), ("2026-10-01", "2026-10-31")),
        (("Start date: 20261001", "End date: 20261031"), ("2026-10-01", "2026-10-31")),
        (("Begindatum: 20261001", "Einddatum: 20261031"), ("2026-10-01", "2026-10-31")),
        (("Start date: 20261031", "End date: 20261001"), None),
        (("Rapport van 2026",), None),
        ((), None),
    ],
)
def test_the_period_in_a_title(lines: tuple[str, ...], period: tuple[str, str] | None) -> None:
    known = titles.period(lines)
    assert (known and tuple(day.isoformat() for day in known)) == period
