"""The page Reis van de inwoner: every journey, the same steps, and a journey of one's own."""

import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import streamlit as st
from pages import FORBIDDEN, html, page, params, serve, text, without_error
from starlette.applications import Starlette
from starlette.testclient import TestClient

import blueprints
from blueprints import Residents, writing
from blueprints.lanes import LANES, ROLES
from documents.journey import swimlane
from documents.journey.swimlane import VIEWS, steps_in, texts
from engine import Rulebook, Table, load
from plans import examples, read_plan
from plans.plan_versions import StoreError
from screens.page import account
from screens.pages import JOURNEY
from screens.plan import beginning, current
from screens.server import journeys as server_journeys

COVERS = (
    "screens/journey/channels.py",
    "screens/journey/library.py",
    "screens/journey/other_make.py",
    "screens/journey/own.py",
    "screens/journey/picture.py",
    "screens/journey/plan_button.py",
    "screens/journey/steps.py",
    "screens/journey/where.py",
    "screens/page/journey_file.py",
    "screens/plan/from_journey.py",
)

FOUND = blueprints.load(load())


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


def show() -> None:
    from screens.journey import page as journey_page

    journey_page.show()


@pytest.mark.parametrize("part", JOURNEY.parts)
def test_every_part_opens_in_plain_dutch(part: str) -> None:
    at = page(show, {"deel": part})
    assert [title.value for title in at.title] == ["Reis van de inwoner"]
    assert html(at).count("<h2>") == 1
    assert FORBIDDEN.findall(text(at)) == []


@pytest.mark.parametrize("slug", FOUND.journeys)
def test_a_journey_shows_every_row_of_every_step(slug: str, book: Rulebook) -> None:
    journey = FOUND.journeys[slug]
    at = page(show, {"reis": slug, "beeld": "straks"})
    body = unescape(html(at))
    for step in steps_in(journey, "straks"):
        assert step.name in body
        for lane in LANES:
            for said in texts(book, lane, step.then):
                assert said.text in body
    assert "Voorbeeld, geschreven voor dit product" in body


def test_the_picture_is_a_real_table(book: Rulebook) -> None:
    journey = FOUND.journeys["inkomensondersteuning"]
    body = html(page(show, {"reis": journey.slug}))
    made = re.findall(r'<div class="tabel baan".*?</table>', body, re.DOTALL)[0]
    assert made.count('scope="col"') == len(journey.steps)
    assert made.count('scope="row"') == len(LANES) + len(ROLES) + 2
    spans = [int(n) for n in re.findall(r'colspan="(\d+)"', made.partition("</thead>")[0])]
    assert sum(spans) == len(journey.steps)
    changes = sum(len({lane.id for lane in LANES if set(lane.keys) & step.changed_keys()})
                  for step in journey.steps)  # fmt: skip
    assert made.count('class="anders"') == made.count('class="wordt"') == changes > 0
    assert 'tabindex="0"' in made and "<caption" in made


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_marks_differences_in_words(view: str) -> None:
    body = html(page(show, {"reis": "schulden", "beeld": view}))
    known = swimlane.views_of(FOUND.journeys["schulden"])
    assert ("Wordt</strong>" in body) == (view == "verschil" or view not in known)


def test_choices_stand_in_the_address_and_nonsense_falls_back() -> None:
    at = page(show, {"reis": "<script>", "beeld": "x", "leeftijd": "12"})
    assert "<script>" not in html(at)
    without_error(at.selectbox(key="veld-reis").select("trouwen").run())
    without_error(at.selectbox(key="veld-leeftijd").select("75-plus").run())
    assert params(at)["reis"] == "trouwen"
    assert params(at)["leeftijd"] == "75-plus"
    assert "Trouwen of partnerschap registreren" in text(at)


def test_differences_with_the_advice_have_their_reason() -> None:
    said = text(page(show, {"reis": "paspoort", "beeld": "nu"}))
    assert "Geen kanaal van deze fase kan dit" in said
    assert "Moet volgens de wet: Een inwoner mag officiële berichten digitaal sturen" in said
    assert "Het advies noemt ook" in said
    beside = "Telefoon in ‘Uitzoeken hoe het werkt’ (niet gekozen in het advies)."
    assert f"{beside} De website past hier beter." in said


def plan_page() -> None:
    from screens.plan import page as plan_page

    plan_page.show()


@pytest.fixture
def went(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Return where pages send their visitor: the address of each switch."""
    found: list[dict[str, str]] = []

    def switch(_: object, query_params: dict[str, str]) -> None:
        found.append(query_params)
        st.stop()

    monkeypatch.setattr(st, "switch_page", switch)
    return found


@pytest.mark.parametrize("slug", FOUND.journeys)
def test_a_plan_of_a_journey_has_its_name_task_and_phases(slug: str, book: Rulebook) -> None:
    journey = FOUND.journeys[slug]
    made = beginning.of_journey(book, journey, Residents(age=list(book.ages)[1]))
    assert (made.project.name, made.project.track) == (journey.name, journey.track)
    assert made.project.task == journey.written.about
    assert made.project.at_stake == journey.written.stake
    assert [phase.phase for phase in made.phases] == [
        slug for slug in book.phases if slug in {step.phase for step in journey.steps}
    ]
    for step in journey.steps:
        goal = next(phase.goal for phase in made.phases if phase.phase == step.phase)
        assert goal and f"‘{step.name}’" in goal
    assert [group.name for group in made.groups] == [book.ages[list(book.ages)[1]].name]


def test_one_click_makes_a_plan_of_a_journey_and_goes_there(went: list[dict[str, str]]) -> None:
    at = page(show, {"reis": "paspoort", "leeftijd": "75-plus"})
    without_error(at.button(key="reis-plan").click().run())
    without_error(at.button(key="reis-plan").click().run())
    assert went[0] == went[1], "a second click makes no second plan"
    assert {key: went[0][key] for key in ("reis", "leeftijd")} == params(at)
    at = page(plan_page, went[0])
    name = FOUND.journeys["paspoort"].name
    assert f"Dit is een nieuw plan, gemaakt van de reis ‘{name}’" in text(at)
    assert 'href="reis?reis=paspoort"' in html(at)
    at = without_error(at.text_input(key="plan-project-naam").input("Ons plan").run())
    assert "Dit is een nieuw plan" not in text(at)
    at = page(show, {"reis": "paspoort", "leeftijd": "75-plus"} | went[0])
    assert "plan" not in params(at)


@pytest.mark.exhaustive
def test_who_must_sign_in_first_begins_the_plan_after(
    went: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "organisation", signed_out)
    without_error(page(show, {}).button(key="reis-plan").click().run())
    monkeypatch.undo()
    at = page(plan_page, went[0])
    assert "Je komt van de reis ‘" in text(at)
    at = without_error(at.button(key="plan-reis").click().run())
    assert read_plan(current.store().read(params(at)["plan"]).text).phases
    assert "plan-reis" not in {b.key for b in page(plan_page, {"reis": "onbekend"}).button}


def signed_out() -> None:
    raise account.SignedOut


def test_a_plan_that_cannot_be_kept_is_said_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(plan: object) -> str:
        raise StoreError("De schijf is vol.")

    monkeypatch.setattr(current, "add_plan", full)
    at = page(show, {"reis": "paspoort"})
    assert "De schijf is vol." in text(without_error(at.button(key="reis-plan").click().run()))


def test_what_was_not_saved_in_one_plan_waits_while_another_begins(
    went: list[dict[str, str]],
) -> None:
    at = page(show, {"reis": "paspoort"})
    without_error(at.button(key="reis-plan").click().run())
    at = page(plan_page, went[0])
    at = without_error(at.text_input(key="plan-project-start").input("geen dag").run())
    assert at.text_input(key="plan-project-start").value == "geen dag"
    first = params(at)["plan"]
    at.query_params.clear()
    at = without_error(at.run())
    at = without_error(at.button(key="voorbeeld-" + examples()[0]).click().run())
    assert params(at)["plan"] != first
    assert at.text_input(key="plan-project-start").value != "geen dag"
    at.query_params["plan"] = first
    assert without_error(at.run()).text_input(key="plan-project-start").value == "geen dag"


def test_recurring_steps_name_their_journeys() -> None:
    body = html(page(show, {"deel": "stappen"}))
    said = text(page(show, {"deel": "stappen"}))
    for form in FOUND.generic.values():
        assert form.name in said
    for slug in FOUND.journeys:
        assert f"reis?deel=bibliotheek&amp;reis={slug}" in body
    assert "eigen kanalen en middelen" in said
    assert "In beeld" in said


def test_a_broken_library_is_named_and_the_rest_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from blueprints.model import Library
    from engine.model import Problem
    from screens.page import journey_library

    broken = Library(FOUND.generic, FOUND.sources, dict(list(FOUND.journeys.items())[:1]),
                     (Problem("journeys/reizen/x.yaml", 3, "dit is stuk."),))  # fmt: skip
    monkeypatch.setattr(journey_library, "library", lambda table: broken)
    said = text(page(show, {}))
    assert "journeys/reizen/x.yaml, regel 3: dit is stuk." in said
    empty = Library({}, {}, {}, broken.problems)
    monkeypatch.setattr(journey_library, "library", lambda table: empty)
    assert "dit is stuk" in text(page(show, {}))


def test_a_pasted_journey_is_shown_or_refused(went: list[dict[str, str]]) -> None:
    at = page(show, {"deel": "eigen"})
    made = writing.text(FOUND.journeys["trouwen"]).replace(
        "Besluiten om te trouwen", "Het ja-woord"
    )
    without_error(
        at.text_area(key="reis-geplakt").input(made.replace("instagram", "instagrm")).run()
    )
    assert "Bedoelde je 'instagram'?" in text(at)
    assert "Er is niets van overgenomen" in text(at)
    without_error(at.text_area(key="reis-geplakt").input(made).run())
    assert "Het ja-woord" in text(at)
    assert len(at.get("download_button")) == 3
    assert "Kanalen naast het advies" in text(at) and "Het advies noemt ook" in text(at)
    without_error(at.selectbox(key="veld-leeftijd").select("75-plus").run())
    assert (params(at)["deel"], params(at)["leeftijd"]) == ("eigen", "75-plus")
    assert "Het ja-woord" in text(at)
    without_error(at.button(key="reis-plan").click().run())
    made_plan = read_plan(current.store().read(went[0]["plan"]).text)
    assert "‘Het ja-woord’" in str(made_plan.phases[0].goal)


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=server_journeys.ROUTES))


def test_every_file_can_be_taken_along(client: TestClient) -> None:
    pdf = client.get("/document/reis/schulden.pdf?beeld=nu")
    assert pdf.status_code == 200 and pdf.content.startswith(b"%PDF")
    assert pdf.headers["content-disposition"] == 'attachment; filename="reis-schulden.pdf"'
    excel = client.get("/document/reis/schulden.xlsx")
    assert "Stappen" in openpyxl.load_workbook(io.BytesIO(excel.content)).sheetnames
    plain = client.get("/document/reis/schulden.yaml")
    assert plain.text == writing.text(FOUND.journeys["schulden"])


@pytest.mark.parametrize("path", ["schulden.exe", "bestaat-niet.pdf", "..%2f..%2fREADME.yaml"])
def test_what_does_not_exist_is_refused_in_dutch(client: TestClient, path: str) -> None:
    answer = client.get(f"/document/reis/{path}")
    assert answer.status_code == 404
    assert path == "..%2f..%2fREADME.yaml" or "Kies" in answer.text


def test_a_failure_is_said_in_dutch(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> bytes:
        raise RuntimeError("x")

    monkeypatch.setattr(server_journeys, "content", fails)
    answer = client.get("/document/reis/schulden.pdf")
    assert answer.status_code == 500
    assert "Ga terug en probeer het nog eens" in answer.text


ELSEWHERE = Path(__file__).parents[1] / "blueprints/elders/signavio.csv"


def test_a_table_of_another_make_is_read_as_somebody_says() -> None:
    from screens.journey import own

    at = page(show, {"deel": "eigen"})
    at.session_state[own.OWN] = ("signavio.csv", ELSEWHERE.read_bytes())
    without_error(at.run())
    assert "Dit bestand heeft een andere indeling dan de onze." in text(at)
    assert "Concept: " in text(at) and "Gat in de weg zien" in text(at)
    owner = next(box for box in at.selectbox if box.label == "Process Owner")
    assert owner.value == "eigenaar"
    without_error(owner.select("niets").run())
    assert "C7: Webredactie" in text(at)
    track = next(box for box in at.selectbox if box.label == "Traject")
    without_error(track.select("dienstverlening").run())
    assert "Kanalen naast het advies" in text(at)


def test_the_library_is_searched_and_says_where_things_occur() -> None:
    at = page(show, {})
    without_error(at.text_input(key="reis-zoek").input("deurwaarder").run())
    assert "1 reis past." in text(at)
    assert at.selectbox(key="veld-reis").options == [FOUND.journeys["schulden"].name]
    without_error(at.text_input(key="reis-zoek").input("zzzz").run())
    assert "Geen reis past hierbij." in text(at)
    at = page(show, {"deel": "waar", "zoek": "wet"})
    assert "Algemene wet bestuursrecht" in text(at)
    assert "reis?deel=bibliotheek&amp;reis=schulden" in html(at)
