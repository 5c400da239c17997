"""Versions of a plan: two who work in it lose nothing, and each step can be undone and redone."""

import json
import re
from html import unescape

import pytest
from pages import html, page, params, serve, text, without_error
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from dutch import short_day
from engine import Table
from plans import example, examples, read_plan
from plans.files import write_saved
from plans.plan_versions import Draft
from plans.storage.store import PlanStore, new_link, new_receipt
from screens.plan import current
from screens.plan.versions import prefill, typing

COVERS = (
    "screens/plan/clash.py",
    "screens/plan/sharing.py",
    "screens/plan/versions/meeting.py",
    "screens/plan/versions/browser.py",
    "screens/plan/versions/typing.py",
    "screens/plan/versions/prefill.py",
    "plans/undoing.py",
)


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


@pytest.fixture
def store() -> PlanStore:
    return current.store()


def show() -> None:
    from screens.plan import page as kanaalplan

    kanaalplan.show()


def save_example(store: PlanStore) -> str:
    """Save a worked example and return its link."""
    plan, link = example(examples()[0]), new_link()
    store.save(Draft(link, write_saved(plan), 2, "Ada", new_receipt(), name=plan.project.name))
    return link


def open_plan(link: str, step: str = "", **more: str) -> AppTest:
    return page(show, {"plan": link, "stap": step, **more})


def button(at: AppTest, label: str) -> Button:
    return next(b for b in at.button if b.label.startswith(label))


def test_two_who_change_different_parts_are_asked_nothing(store: PlanStore) -> None:
    link = save_example(store)
    one, other = open_plan(link), open_plan(link)
    without_error(one.text_input(key="plan-project-naam").set_value("Nieuwe naam").run())
    without_error(other.text_area(key="plan-project-opgave").set_value("Andere opgave").run())
    assert "botst" not in params(other)
    project = read_plan(store.read(link).text).project
    assert (project.name, project.task) == ("Nieuwe naam", "Andere opgave")
    assert "Nieuwe naam" in text(other)
    entries = store.history(link)
    assert [(e.what.partition(" (was ")[0], e.aside) for e in entries] == [
        ("Project, opgave: Andere opgave", False), ("Project, naam: Nieuwe naam", False),
        ("", False),
    ]  # fmt: skip
    assert "Project, naam: Nieuwe naam (was " in text(open_plan(link, "documenten"))


@pytest.mark.parametrize(("pick", "name"), [("mijn", "Van tab twee"), ("hun", "Van tab een")])
def test_of_one_part_that_two_changed_each_is_asked_in_words(
    store: PlanStore, pick: str, name: str
) -> None:
    link = save_example(store)
    one, other = open_plan(link), open_plan(link)
    without_error(one.text_input(key="plan-project-naam").set_value("Van tab een").run())
    without_error(one.text_input(key="plan-project-afzender").set_value("Ede").run())
    without_error(other.text_input(key="plan-project-naam").set_value("Van tab twee").run())
    assert params(other)["botst"] == "4"
    assert "samengevoegd" in text(other)
    (asked,) = other.radio
    assert (asked.label, asked.options) == (
        "Project, naam", ["Jij: Van tab twee", "Je collega: Van tab een"],
    )  # fmt: skip
    without_error(button(other, "Bewaar deze keuzes").click().run())
    assert "Kies bij elk onderdeel" in text(other)
    project = read_plan(store.read(link).text).project
    assert (project.name, project.sender) == ("Van tab een", "Ede")
    other.radio[0].set_value(pick)
    without_error(button(other, "Bewaar deze keuzes").click().run())
    assert "botst" not in params(other)
    project = read_plan(store.read(link).text).project
    assert (project.name, project.sender) == (name, "Ede")
    assert read_plan(store.read(link, 4).text).project.name == "Van tab twee"


def test_tabs_of_one_browser_never_ask(store: PlanStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screens.plan.versions.browser.identity", lambda link: "deze")
    link = save_example(store)
    one, other = open_plan(link), open_plan(link)
    without_error(one.text_input(key="plan-project-naam").set_value("Eerst").run())
    without_error(other.text_input(key="plan-project-naam").set_value("Daarna").run())
    assert "botst" not in params(other)
    assert read_plan(store.read(link).text).project.name == "Daarna"
    monkeypatch.setattr("screens.plan.versions.browser.identity", lambda link: "die")
    without_error(one.text_input(key="plan-project-naam").set_value("Een ander").run())
    assert params(one)["botst"] == "4"


def test_undo_goes_back_step_by_step(store: PlanStore) -> None:
    link = save_example(store)
    at = open_plan(link)
    first = at.text_input(key="plan-project-naam").value
    assert button(at, "Maak ongedaan").disabled
    for name in ("een", "twee"):
        without_error(at.text_input(key="plan-project-naam").set_value(name).run())
    names = []
    for _ in range(2):
        without_error(button(at, "Maak ongedaan").click().run())
        names.append(at.text_input(key="plan-project-naam").value)
    assert names == ["een", first]
    assert button(at, "Maak ongedaan").disabled
    for name in ("een", "twee"):
        without_error(button(at, "Doe opnieuw").click().run())
        assert at.text_input(key="plan-project-naam").value == name
    assert button(at, "Doe opnieuw").disabled
    without_error(button(at, "Maak ongedaan").click().run())
    without_error(at.text_input(key="plan-project-naam").set_value("drie").run())
    assert button(at, "Doe opnieuw").disabled
    without_error(button(at, "Maak ongedaan").click().run())
    assert at.text_input(key="plan-project-naam").value == "een"
    assert len(store.history(link)) == 10


def test_an_old_version_can_be_put_back(store: PlanStore) -> None:
    link = save_example(store)
    at = open_plan(link)
    without_error(at.text_input(key="plan-project-naam").set_value("Anders").run())
    at = open_plan(link, "documenten")
    without_error(at.button(key="plan-versie-terug-1").click().run())
    assert store.read(link).text == store.read(link, 1).text
    without_error(button(at, "Doe opnieuw").click().run())
    assert store.read(link).text == store.read(link, 2).text


def test_the_browser_hears_what_was_saved_and_only_that(store: PlanStore) -> None:
    at = open_plan(save_example(store))
    without_error(at.text_input(key="plan-project-naam").set_value("één €").run())
    without_error(at.text_input(key="plan-project-start").set_value("ooit").run())
    without_error(at.text_input(key="plan-fasen-0-start").set_value("1-1-2027").run())
    (saved,) = re.findall(r'data-bewaard="([^"]*)"', html(at))
    assert json.loads(unescape(saved)) == {
        "plan-project-naam": 745465157,  # as unsaved.test.js has it too
        "plan-fasen-0-start": typing.checksum("1-1-2027"),
        "plan-fasen-0-einde": typing.checksum(short_day(example(examples()[0]).phases[0].end)),
    }


def test_a_field_that_did_not_change_is_not_sent_again(store: PlanStore) -> None:
    """What is sent replaces what somebody types there meanwhile."""
    link = save_example(store)
    at = open_plan(link, "project")
    at = at.text_area(key="plan-project-opgave").set_value("Anders").run()
    sent = [one.key for one in (*at.text_area, *at.text_input) if one.proto.set_value]
    assert sent == []


def test_what_a_drawing_that_was_overtaken_may_not_have_sent_is_sent_again(
    store: PlanStore,
) -> None:
    at = open_plan(save_example(store), "project")
    at.session_state[prefill.WHOLE] = False
    at = at.text_area(key="plan-project-opgave").set_value("Anders").run()
    assert all(one.proto.set_value for one in at.text_area)


@pytest.mark.parametrize("typed", ["gisteren", "1-3-2027"])
def test_who_types_back_what_stood_there_is_heard_at_once(store: PlanStore, typed: str) -> None:
    """What somebody said is known to the browser; only what it never heard of can be an echo.

    Wrong and then right again within five seconds left the wrong text, and nothing was said.
    """
    link, key = save_example(store), "plan-project-start"
    at = open_plan(link, "project")
    before = at.text_input(key=key).value
    day = read_plan(store.read(link).text).project.start
    at = at.text_input(key=key).set_value(typed).run()
    at = at.text_input(key=key).set_value(before).run()
    assert at.text_input(key=key).value == before
    assert read_plan(store.read(link).text).project.start == day


def test_a_browser_that_says_the_old_text_again_undoes_no_change_of_a_colleague(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser says all of its fields at once; of one it may not have heard the new text."""
    now = 100.0
    monkeypatch.setattr("screens.plan.versions.prefill.monotonic", lambda: now)
    link = save_example(store)
    at = open_plan(link, "project")
    field, before = "plan-project-opgave", at.text_area(key="plan-project-opgave").value
    plan = read_plan(store.read(link).text)
    project = plan.project.model_copy(update={"task": "Van Bob"})
    theirs = write_saved(plan.model_copy(update={"project": project}))
    store.save(Draft(link, theirs, 2, "Bob", new_receipt(), 1))

    at = at.text_input(key="plan-project-afzender").set_value("Ada").run()
    assert at.text_area(key=field).value == "Van Bob"
    at.text_area(key=field).set_value(before)
    at = at.text_input(key="plan-project-auteur").set_value("Ada").run()
    assert read_plan(store.read(link).text).project.task == "Van Bob"
    assert at.text_area(key=field).value == "Van Bob"

    at = at.text_area(key=field).set_value("Van Ada").run()
    at = without_error(button(at, "Maak ongedaan").click().run())
    assert at.text_area(key=field).value == "Van Bob"
    at = at.text_area(key=field).set_value("Zonder vak").run()
    assert read_plan(store.read(link).text).project.task == "Zonder vak", "typed, so no echo"

    now += prefill.ON_ITS_WAY
    at = at.text_area(key=field).set_value(before).run()
    assert read_plan(store.read(link).text).project.task == before


@pytest.mark.parametrize("step", ["project", "groepen", "bord"])
def test_a_field_is_drawn_with_its_text_in_every_drawing(store: PlanStore, step: str) -> None:
    """A browser that missed a drawing would else show it empty, and keep that."""
    link = save_example(store)
    at = open_plan(link, step)
    for _ in range(3):
        fields = [*at.text_input, *at.text_area, *at.checkbox]
        mine = [f for f in fields if str(f.key).startswith("plan-") and f.value]
        assert all(f.proto.default == f.value for f in mine), [f.key for f in mine]
        at = without_error(at.run())
    assert step == "bord" or len(mine) > 3


@pytest.mark.parametrize(("seconds", "again"), [(0.2, True), (prefill.ON_ITS_WAY + 1, False)])
def test_what_crossed_with_an_older_text_is_told_once_more(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch, seconds: float, again: bool
) -> None:
    """The browser shows what it was told last, though it said something newer just before."""
    now = 1000.0
    monkeypatch.setattr("screens.plan.versions.prefill.monotonic", lambda: now)
    at = open_plan(save_example(store))
    at.session_state[prefill.WHOLE] = False  # a drawing that was overtaken: all is told again
    at = without_error(at.run())
    key = "plan-project-afzender"
    before = at.text_input(key=key).value
    assert before and at.text_input(key=key).proto.set_value
    now += seconds
    at = without_error(at.text_input(key=key).set_value("Team Straat").run())
    assert at.text_input(key=key).value == "Team Straat"
    assert at.text_input(key=key).proto.set_value == again
    at = without_error(at.text_input(key=key).set_value(before).run())
    assert at.text_input(key=key).value == ("Team Straat" if again else before), "an echo"
