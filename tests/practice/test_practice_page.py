"""The page Praktijk, and cases of others in a plan."""

from datetime import date

import pytest
from pages import html, page, serve, without_error

from engine import Rulebook, Table
from plans import example
from practice import PracticeLibrary, exchange, library
from screens.page.cases import elsewhere
from screens.page.reading import readers
from screens.plan.project import cases_for
from screens.practice import opening, stack

COVERS = ("screens/practice/page.py", "screens/page/cases/case_form.py")
CAMPAIGN = example("schuldhulpcampagne")
NOTHING = dict.fromkeys(stack.FIELDS, "")


@pytest.fixture(scope="module")
def shelf(book: Rulebook) -> PracticeLibrary:
    return library.load(book)


def show() -> None:
    from screens.practice import page as practice_page

    practice_page.show()


def test_the_library_shows_the_first_cases_and_then_more(
    monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    serve(monkeypatch, table)
    at = without_error(page(show, {}))
    assert html(at).count('class="elders"') == stack.PAGE
    assert "Gemeente Enschede" in html(at)
    at.button(key="praktijk-toon-meer").click().run()
    assert html(at).count('class="elders"') == 2 * stack.PAGE


def test_filters_in_the_address_count(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)
    at = without_error(page(show, {"traject": "participatie", "fase": "afronding"}))
    assert "Gemeente Heiloo" in html(at) and "1 geval" in html(at)


def test_a_case_that_is_not_finished_says_what_is_open(
    monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    serve(monkeypatch, table)
    at = without_error(page(show, {"deel": "maken"}))
    at.button[0].click().run()
    assert "Dit geval is nog niet af" in html(at)
    assert "Wat is er gedaan, in een paar woorden: vul dit in." in html(at)
    assert "Fasen: vul dit in." in html(at) and "Adres" not in html(at)


@pytest.mark.parametrize(
    ("asked", "least"),
    [
        ({}, 59),
        ({"onderwerp": "schuldhulp"}, 5),
        ({"kanaal": "whatsapp"}, 4),
        ({"traject": "participatie", "kanaal": "brief"}, 3),
    ],
)
def test_filters_leave_what_fits(shelf: PracticeLibrary, asked: dict[str, str], least: int) -> None:
    left = stack.chosen(shelf, NOTHING | asked)
    assert len(left) >= least
    for _, case, _ in left:
        assert not asked.get("kanaal") or asked["kanaal"] in case.channels
        assert not asked.get("onderwerp") or asked["onderwerp"] in case.subjects


def test_all_cases_go_along_and_open_again(book: Rulebook, shelf: PracticeLibrary) -> None:
    content = opening.packed(book, shelf.cases)
    opened = readers.practice_cases("uit.yaml", content, book)
    assert opened.problems == ()
    assert len(exchange.unpack("uit.yaml", opened.text, book).cases) == len(shelf.cases)


def test_a_file_with_nothing_good_gives_no_cases(book: Rulebook, shelf: PracticeLibrary) -> None:
    about = shelf.cases[0].case.model_copy(update={"channels": ("postduif",)})
    bad = exchange.pack([shelf.cases[0]._replace(case=about)], "Zij", date(2026, 11, 29)).text
    opened = readers.practice_cases("uit.yaml", bad.encode(), book)
    assert opened.text == "" and "postduif" in opened.problems[0]


def test_a_plan_shows_cases_about_its_subject_first(shelf: PracticeLibrary) -> None:
    about = CAMPAIGN.project.model_copy(update={"subject": "schuldhulp"})
    fit = cases_for(CAMPAIGN.model_copy(update={"project": about}), shelf)
    assert "schuldhulp" in fit[0].case.subjects
    assert {about.track} <= {track for one in fit for track in one.case.tracks}


def test_a_source_without_an_address_has_no_link(shelf: PracticeLibrary) -> None:
    own = shelf.cases[0].case.source.model_copy(update={"url": None})
    assert "<a" not in elsewhere.source(own)
