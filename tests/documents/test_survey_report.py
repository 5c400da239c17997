"""The report of own research: page one alone, at most six pages, tables beside charts, Excel."""

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
import openpyxl
import pytest

from documents import advice_pdf, paging
from documents.blocks import Flat, Picture, Sentence, TableBlock, flat, sentences
from documents.survey import dot_plots, survey_words
from documents.survey.survey_report import PAGES, SIMULATED, ReportMatter, survey_report
from documents.survey.survey_workbook import survey_xlsx
from engine import Rulebook
from engine.knowledge.own_survey import About, Asked, Cells, OwnSurvey, Saying
from engine.model import UNKNOWN
from surveys.findings import dots
from surveys.findings.said_most import wilson

COVERS = ("documents/survey/dot_plots.py", "documents/survey/survey_words.py")
DAY = date(2026, 9, 30)
ABOUT = About("Proef =1+1", DAY, DAY, 600, "online", "Niet gewogen.", "a" * 64, "1.0.0", True)


def cells(share: float, n: int, ages: int, thin: int) -> Cells:
    """Return cells in which everyone alike chooses a channel, and the first age hardly answered."""
    shape = (ages, 1)
    counts = np.full(shape, n, dtype=np.int64)
    counts[0] = thin
    low, high = wilson(share, max(n, 1))
    made = {"share": share, "low": low, "high": high, "shift": 0.0, "sd": 1.0}
    arrays = {name: np.full(shape, value) for name, value in made.items()}
    return Cells(**arrays, n=counts)


@pytest.fixture(scope="module")
def own(book: Rulebook) -> OwnSurvey:
    ages = tuple(book.ages)
    channels = list(book.channels)[:9]
    rows = {
        Asked(track, phase): {
            slug: cells(0.1 + 0.06 * place, 80, len(ages), 0) for place, slug in enumerate(channels)
        }
        for track in book.tracks
        for phase in book.phases
    }
    said = tuple(
        Saying(asked, kind, f"{kind} {number}", 0.5 - 0.1 * number, 80)
        for asked in rows
        for kind in ("motief", "verwachting")
        for number in range(4)
    )
    return OwnSurvey(ABOUT, 0.5, 0.1, ages, (UNKNOWN,), rows, said)


@pytest.fixture(scope="module")
def matter(book: Rulebook, own: OwnSurvey) -> ReportMatter:
    points = {asked: dict.fromkeys(of, 1.0) for asked, of in own.rows.items()}
    ages = [age for age in book.ages if age != UNKNOWN]
    return ReportMatter(book, own, points, dict.fromkeys(ages, 1 / len(ages)))


def blocks_of(matter: ReportMatter) -> list[Flat]:
    return [one for part in survey_report(matter, DAY).sections for one in flat(part.blocks)]


def words(parts: Iterable[Sentence]) -> str:
    return " ".join(f"{one.lead} {one.text}" for one in parts)


@pytest.mark.exhaustive
def test_it_is_an_accessible_pdf_of_at_most_six_pages(matter: ReportMatter) -> None:
    pdf = advice_pdf(survey_report(matter, DAY))
    assert 3 <= paging.pages(pdf) <= PAGES
    assert pdf == advice_pdf(survey_report(matter, DAY))


def test_page_one_says_conclusion_who_answered_and_the_picture(matter: ReportMatter) -> None:
    first = survey_report(matter, DAY).sections[0]
    kinds = [one.kind for one in flat(first.blocks)]
    assert kinds[0] == "paragraph"
    assert kinds.count("picture") == 1 and kinds.count("table") == 2
    text = words(sentences(first.blocks))
    assert "van de 100" in text
    assert survey_words.ONLINE_ONLY in text
    assert "minder dan 10 antwoorden" in text


@pytest.mark.exhaustive
def test_every_picture_has_its_table_after_it(matter: ReportMatter) -> None:
    blocks = blocks_of(matter)
    places = [place for place, one in enumerate(blocks) if isinstance(one, Picture)]
    assert len(places) >= 5
    assert all(isinstance(blocks[place + 1], TableBlock) for place in places)


@pytest.mark.exhaustive
def test_a_simulated_survey_says_so_on_every_page(matter: ReportMatter) -> None:
    assert survey_report(matter, DAY).status == SIMULATED
    real = replace(matter, own=replace(matter.own, about=replace(ABOUT, simulated=False)))
    assert survey_report(real, DAY).status == ""
    assert "nagebootst" not in words(survey_report(real, DAY).situation)


def test_of_a_group_below_ten_no_share_stands_anywhere(
    matter: ReportMatter, book: Rulebook
) -> None:
    youngest = survey_words.age_name(book, next(iter(book.ages)))
    for block in blocks_of(matter):
        if isinstance(block, TableBlock):
            assert youngest not in block.columns
    who = survey_words.answered(survey_words.people(matter.own, {}), book)
    assert who.rows[0][1].text == "minder dan 10"


def test_a_share_is_never_without_its_margin(matter: ReportMatter) -> None:
    column = matter.columns(matter.tracks()[0])[0]
    dot = column.dots[0]
    assert survey_words.share(dot) == "10 (6–17)"
    assert survey_words.share(dot._replace(share=None)) == "minder dan 10"
    assert survey_words.share(None) == "niet gevraagd"


def test_certain_differences_are_filled_and_others_open(matter: ReportMatter) -> None:
    columns = matter.columns(matter.tracks()[0])
    plot = dot_plots.DotPlot(columns, tuple(c.key for c in columns), (), "Proef")
    slugs = [(dot.channel, dot.channel) for dot in columns[0].dots]
    rows = dot_plots._rows(replace(plot, rows=tuple(slugs)))
    assert len(rows) == len(slugs) * len(columns)
    for row in rows:
        sure = row["low"] > row["beside"] or row["high"] < row["beside"]
        assert row["sure"] == sure


def test_excel_holds_every_figure_as_a_number_and_no_formula(matter: ReportMatter) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(survey_xlsx(matter, DAY)))
    assert workbook.sheetnames == [
        "Over dit onderzoek", "Fasen", "Leeftijden", "Redenen", "Wie antwoordden",
    ]  # fmt: skip
    cells_of = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells_of)
    assert any(cell.value == "Proef =1+1" for cell in cells_of)
    phases = list(workbook["Fasen"].iter_rows(2, values_only=True))
    assert len(phases) == sum(len(of) for of in matter.own.rows.values())
    assert all(0 <= float(str(row[3])) <= 1 for row in phases)
    youngest = next(workbook["Leeftijden"].iter_rows(2, values_only=True))
    assert youngest[4] is None and youngest[9] == "minder dan 10"


def test_what_differs_most_stands_first(matter: ReportMatter, book: Rulebook) -> None:
    table = survey_words.against(book, matter.columns(matter.tracks()[0]))
    gaps = [abs(int(row[2].text.split(" ")[0]) - int(row[3].text)) for row in table.rows]
    assert gaps == sorted(gaps, reverse=True)
    assert len(table.rows) == survey_words.MOST_ROWS


def test_who_answered_is_counted_over_the_tracks(own: OwnSurvey, book: Rulebook) -> None:
    groups = survey_words.people(own, {})
    assert [one.n for one in groups] == [0, *[160] * (len(groups) - 1)]
    assert all(one.participation is None for one in groups)
    assert dots.names(own, dots.AGES) == [one.slug for one in groups]
