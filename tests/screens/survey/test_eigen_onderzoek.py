"""The page Eigen onderzoek without a browser: every state, what is pressed, what is kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pages import html, page, panes, params, serve, text, without_error
from streamlit.testing.v1 import AppTest
from surveying.plain_answers import plain_answers

from engine import Rulebook, Table
from engine.knowledge import own_survey
from screens.page.reading import asking, readers
from screens.pages import SURVEY
from screens.survey import choices, held
from surveys.harvest import AnswerFile, SurveyFacts

COVERS = (
    "screens/survey/example.py",
    "screens/survey/pressing.py",
    "screens/survey/question_files.py",
    "screens/survey/question_form.py",
    "screens/survey/steps_to_take.py",
    "screens/survey/taking_home.py",
    "screens/survey/trial_tables.py",
    "screens/survey/with_without.py",
)
NASTY = "<img src=x onerror=alert(1)>"


def show() -> None:
    import streamlit as st

    from screens.survey import page as eigen_onderzoek
    from screens.survey import wishes

    for what, value in st.session_state.pop("gedrukt", []):  # as the browser sends it
        wishes._hear(what, value)
    eigen_onderzoek.show()


def at_once(_: str, name: str, *given: Any, key: str = "") -> Any:
    """Read in this process; that it happens in another is tested beside the others."""
    return readers.READERS[name].read(*given)


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)
    monkeypatch.setattr(asking, "read", at_once)


@pytest.fixture(scope="module")
def layer_text(book: Rulebook, table: Table) -> str:
    from surveys import harvest

    file = AnswerFile("a.csv", plain_answers(book, 160))
    facts = SurveyFacts("Panel", date(2026, 9, 1), date(2026, 9, 30), "online")
    return harvest.harvest((file,), book, harvest.scores_of(table), facts).layer


@pytest.fixture
def opened(book: Rulebook, layer_text: str) -> Callable[..., AppTest]:
    """Open the page with a survey that was estimated in this session."""

    def open_(**address: str) -> AppTest:
        at = AppTest.from_function(show, default_timeout=120)
        own = own_survey.parse(held.LAYER, layer_text, book)
        at.session_state[held.KEY] = held.HeldSurvey(own, layer_text)
        for name, value in address.items():
            at.query_params[name] = value
        return without_error(at.run())

    return open_


def test_a_newcomer_sees_three_steps_and_the_way_to_an_example() -> None:
    at = page(show, {})
    assert "Maak vragen voor jullie kanalen" in text(at)
    assert [button.label for button in at.button].count("Bekijk een voorbeeld") == 1
    for part in ("inwoners", "verschil", "rapport"):
        assert "Hier staat nog niets." in text(page(show, {"deel": part}))


def test_a_survey_is_told_in_a_sentence_with_pictures_and_their_tables(
    opened: Callable[..., AppTest], book: Rulebook
) -> None:
    at = opened(deel="inwoners")
    said = text(at)
    assert "Panel · september 2026 · 160 inwoners · online" in said
    assert "Wie niet online is, deed niet mee" in said
    assert html(at).count('role="grid"') == 2 and html(at).count("Toon als tabel") == 2
    assert "Namen, mailadressen" in said


def test_what_is_pressed_goes_to_the_address_and_a_dot_leads_to_its_row(
    opened: Callable[..., AppTest], book: Rulebook
) -> None:
    at = opened(deel="inwoners")
    track, phase = list(book.tracks)[1], list(book.phases)[3]
    at.session_state["gedrukt"] = [
        (choices.TRACK, track), (choices.PHASE, phase), ("onzin", "x"), (choices.ALL, "ja"),
    ]  # fmt: skip
    without_error(at.run())
    here = params(at)
    assert (here["traject"], here["fase"], here["alle"]) == (track, phase, "ja")
    assert "x" not in here.values()
    (place,) = [p for p in [find(html(at))] if p]
    at.session_state["gedrukt"] = [("punt", place)]
    without_error(at.run())
    assert params(at)["tabel"] == "fase"
    assert panes(at)[0]["naar"] == place and f'id="{place}"' in html(at)
    channel = place.rpartition(phase_of(place, book))[2].removeprefix("-")
    at.session_state["gedrukt"] = [(choices.CHANNEL, channel)]
    without_error(at.run())
    assert html(at).count('role="grid"') == 3
    at.session_state["gedrukt"] = [("sluit", "")]
    without_error(at.run())
    assert "kanaal" not in params(at)


def find(markup: str) -> str:
    """Return the place of the first dot."""
    return markup.split('data-doe="punt" data-waarde="')[1].split('"')[0]


def phase_of(place: str, book: Rulebook) -> str:
    return next(phase for phase in book.phases if f"-{phase}-" in place)


def test_an_address_with_nonsense_still_shows_the_survey(opened: Callable[..., AppTest]) -> None:
    at = opened(deel="inwoners", traject=NASTY, fase="x", splits="y", groep="z", kanaal="q")
    assert html(at).count('role="grid"') == 2 and NASTY not in html(at)


def test_parts_keep_what_is_chosen(opened: Callable[..., AppTest], book: Rulebook) -> None:
    phase = list(book.phases)[2]
    at = opened(deel="inwoners", fase=phase)
    at = without_error(at.button_group(key="veld-deel").set_value("rapport").run())
    assert params(at) == {"deel": "rapport", "fase": phase}
    labels = {button.proto.label for button in at.get("download_button")}
    assert "Download laag.yaml" in labels


def test_the_parts_are_those_of_the_list() -> None:
    assert list(SURVEY.parts) == ["vragenlijst", "antwoorden", "inwoners", "verschil", "rapport"]
