"""“Elders gedaan”: what others did beside an advice, on every page that shows one."""

from datetime import date

import pytest

from engine import Situation, Table
from engine.model import UNKNOWN
from practice import Wanted, fitting, library
from practice.model import FiledCase
from screens.advice import closed, elsewhere_fold, pieces
from screens.page.cases import elsewhere, practice_shelf

COVERS = ("screens/page/cases/cases_told.py",)
DEBTS = Situation("dienstverlening", "bewustwording", UNKNOWN, UNKNOWN, "gevoelige-hulp")


@pytest.fixture(scope="module")
def filed(table: Table) -> dict[str, FiledCase]:
    return {one.slug: one for one in library.load(table.book).cases}


def test_cases_stand_in_a_closed_part_with_how_many(table: Table) -> None:
    case = pieces.case(table, DEBTS, date(2026, 11, 29))
    fit = fitting(
        practice_shelf.shelf(table.book).cases, Wanted(*DEBTS[:1], [DEBTS.phase], DEBTS.stake)
    )
    assert {one.slug for one in fit} == {one.slug for one in elsewhere_fold.beside(case)}
    html = closed.folds(case, {})
    assert 'data-deel="Elders gedaan"' in html or "Elders gedaan" in html
    assert f"{len(fit)} voorbeelden" in html
    assert "37 inwoners" in html
    assert elsewhere.COUNTS_NOT in html


def test_at_most_three_are_told_in_full(table: Table) -> None:
    case = pieces.case(table, DEBTS, date(2026, 11, 29))
    html = elsewhere_fold.contents(case)
    assert html.count('class="elders"') == elsewhere_fold.MOST
    assert "Ook gedaan" in html


def test_what_fits_nowhere_is_said(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practice_shelf, "shelf", lambda _: library.PracticeLibrary())
    case = pieces.case(table, DEBTS, date(2026, 11, 29))
    assert elsewhere_fold.NONE in elsewhere_fold.contents(case)
    assert elsewhere_fold.hint(case) == "0 voorbeelden"


@pytest.mark.parametrize(
    ("slug", "parts"),
    [
        ("enschede-zoekadvertenties-schulden", (
            "Gemeente Enschede, 2021. Voor: inwoners die online zoeken",
            "22 van hen zijn geholpen. (n = 37, telling van de gemeente)",
            "<strong>Les:</strong>", "schreef het zelf, gelezen op 29 november 2026",
        )),
        ("boxtel-gemeentepagina", (
            "<strong>Kosten:</strong> € 60. Per pagina; samen vijf- tot zesduizend euro per jaar.",
            "<strong>Wat wij ervan leren:</strong>", "nieuwsbericht",
        )),
        ("raalte-gemeentegids", ("<strong>Kosten:</strong> 60 uur.",)),
        ("capelle-zoekadvertenties-schulden", (elsewhere.NOT_SAID,)),
    ],
)  # fmt: skip
def test_a_case_says_what_is_published_and_no_more(
    table: Table, filed: dict[str, FiledCase], slug: str, parts: tuple[str, ...]
) -> None:
    html = elsewhere.case(table.book, filed[slug])
    for part in parts:
        assert part in html, html


def test_what_another_wrote_stays_text(table: Table, filed: dict[str, FiledCase]) -> None:
    about = filed["breda-whatsapp"].case.model_copy(update={"title": "<b>x</b>", "lesson": "<i>"})
    html = elsewhere.case(table.book, FiledCase("x", about, "<u>Zij</u>"))
    assert "<b>" not in html and "<i>" not in html and "<u>" not in html
    assert "Gekregen van &lt;u&gt;Zij" in html
