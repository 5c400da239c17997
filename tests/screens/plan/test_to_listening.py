"""Placed actions of a plan go along to Digitaal luisteren, and are measured there."""

from datetime import date, timedelta
from html import unescape

import pytest
from mixes import action, plan
from pages import html, page, serve, text, without_error
from streamlit.testing.v1 import AppTest

from engine import Table
from plans import Plan, read_plan, write_plan
from plans.plan_versions import Draft
from plans.storage.store import new_link, new_receipt
from screens.plan import current, to_listening

BEGIN = date(2027, 1, 5)
ACTIONS = [
    action("een", status="geplaatst"),
    action("twee", status="afgerond", wat="Tweede"),
    action("drie", status="akkoord"),
    action("vier"),
]


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


def saved(of: Plan) -> str:
    link = new_link()
    current.store().save(Draft(link, write_plan(of), 2, "Ada", new_receipt(), name="x"))
    return link


def show_plan() -> None:
    from screens.plan import page as kanaalplan

    kanaalplan.show()


def show_listening() -> None:
    from screens.listening import page as luisteren

    luisteren.show()


def series(name: str) -> str:
    """Return a CSV of sixteen weeks: 40 a day before the action, 60 from it on."""
    days = [BEGIN + timedelta(days=at) for at in range(-56, 56)]
    rows = [f"{day};{name};{(60 if day >= BEGIN else 40) + day.day % 3}" for day in days]
    return "\n".join(["datum;reeks;aantal", *rows]) + "\n"


def listen(link: str, pasted: str) -> AppTest:
    at = page(show_listening, {"plan": link})
    return without_error(at.text_area(key="luister-geplakt").set_value(pasted).run())


def test_only_what_was_placed_is_offered() -> None:
    link = saved(plan(acties=ACTIONS))
    at = page(show_plan, {"plan": link, "stap": "afspraken"})
    assert f"luisteren?plan={link}" in unescape(html(at))
    assert "Meet 2 acties in Digitaal luisteren" in text(at)
    bare = page(show_plan, {"plan": saved(plan(acties=[ACTIONS[3]])), "stap": "afspraken"})
    assert to_listening.NOTHING in text(bare)


@pytest.mark.exhaustive
def test_a_placed_action_is_measured_with_its_series() -> None:
    at = listen(saved(plan(acties=ACTIONS)), series("Actie een"))
    assert "Uit je kanaalplan ‘Proef’: 2 geplaatste acties" in text(at)
    assert "‘Actie een’" in text(at)
    assert "nog niet te meten" not in text(at)
    (measured,) = at.session_state["luister-gehoord"].results
    assert measured.action.name == "Actie een"


def test_without_its_series_the_rest_is_read_and_it_says_why() -> None:
    at = listen(saved(plan(acties=ACTIONS)), series("iets anders"))
    assert "De acties uit je kanaalplan zijn hiermee nog niet te meten." in text(at)
    assert at.session_state["luister-gehoord"].series


def test_a_plan_that_is_not_there_does_no_harm() -> None:
    at = listen(new_link(), series("Actie een"))
    assert to_listening.GONE in text(at)
    assert at.session_state["luister-gehoord"].series


def test_what_an_action_brought_goes_back_into_its_plan_once() -> None:
    results = [
        {"id": "bezoek", "meet": "actie EEN", "norm": "50 per dag"},
        {"id": "anders", "meet": "Iets anders"},
    ]
    link = saved(plan(acties=ACTIONS, resultaten=results))
    at = listen(link, series("Actie een"))
    (offer,) = [one for one in at.button if one.label == to_listening.BACK]
    at = without_error(offer.click().run())
    assert "staat in je kanaalplan ‘Proef’" in text(at)
    assert not [one for one in at.button if one.label == to_listening.BACK]
    head = current.store().read(link)
    kept = read_plan(head.text)
    target = kept.actions[0].target
    assert head.number == 2
    assert target and target.baseline and target.result
    assert (target.measure, target.baseline.value) == ("Actie een", "41,0 per dag")
    assert target.baseline.day == BEGIN - timedelta(days=1)
    assert [(one.value, one.day) for one in target.actual] == [
        ("61,0 per dag", BEGIN + timedelta(days=27))
    ]
    assert target.result.startswith("Meer: +")
    assert [one.result for one in kept.results] == [target.result, None]
    assert kept.results[0].norm == "50 per dag"
    assert [one.target for one in kept.actions[1:]] == [None, None, None]


def test_a_plan_without_figures_is_offered_nothing() -> None:
    short = "\n".join(series("Actie een").splitlines()[:60])
    at = listen(saved(plan(acties=ACTIONS)), short)
    assert not [one for one in at.button if one.label == to_listening.BACK]
