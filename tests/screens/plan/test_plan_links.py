"""Links beside the one that changes a plan: they read, they can be withdrawn, and no more."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import icalendar
import pytest
from pages import html, page, params, serve, text, without_error
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from engine import Table
from plans import edit, example, write_plan
from plans.plan_versions import Draft
from plans.storage.store import PlanStore, new_link, new_receipt
from screens.page import place
from screens.plan import current, sharing
from screens.server import routes
from screens.server.calendars import agendas

COVERS = (
    "screens/plan/links/addresses.py",
    "screens/plan/links/own_plans.py",
    "screens/plan/links/read_only.py",
    "screens/plan/links/subscriptions.py",
    "screens/server/calendars/agendas.py",
    "plans/calendar_plan.py",
)
PLAN = edit.put(example("schuldhulpcampagne"), ("acties", 0, "wat"), "Onze eigen brief")


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


@pytest.fixture
def store() -> PlanStore:
    return current.store()


@pytest.fixture
def link(store: PlanStore) -> str:
    """Return the link of a plan of our own."""
    made = new_link()
    store.save(Draft(made, write_plan(PLAN), 2, "Ada", new_receipt(), name=PLAN.project.name))
    return made


def show() -> None:
    from screens.plan import page as kanaalplan

    kanaalplan.show()


def press(at: AppTest, key: str) -> AppTest:
    return without_error(at.button(key=key).click().run())


def copied(at: AppTest, attribute: str) -> str:
    """Return the address that a button copies."""
    (address,) = re.findall(f'{attribute}="([^"]*)"', html(at))
    return unescape(address)


def test_a_link_that_only_reads_shows_all_and_changes_nothing(store: PlanStore, link: str) -> None:
    at = press(page(show, {"plan": link, "stap": "documenten"}), "plan-lees-maak")
    secret = store.secret(link, "reader")
    assert secret and f"?lees={secret}" in html(at)
    seen = page(show, {"lees": secret})
    assert "Alleen lezen" in text(seen) and "Wie bereik je niet?" in text(seen)
    assert "Onze eigen brief" in text(seen)
    empty = r"</h2>\s*(?:</div>|<h2)|</h3>\s*(?:</div>|<h[23])"
    assert re.findall(empty, html(seen)) == []
    assert link not in html(seen)
    assert [*seen.text_input, *seen.text_area, *seen.selectbox, *seen.checkbox, *seen.button] == []
    assert "Deze link hoort bij geen plan" in text(page(show, {"plan": secret}))
    press(at, "plan-lees-weg")
    assert "ingetrokken" in text(page(show, {"lees": secret}))


def test_the_calendar_says_where_the_plan_can_be_read(
    store: PlanStore, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(place.ADDRESS, "https://ede.nl/kanalen")
    at = page(show, {"plan": link, "stap": "documenten"})
    assert sharing.NO_LINK in text(at)
    assert calendar_of(link, store) == set()
    at = press(at, "plan-lees-maak")
    assert sharing.NO_LINK not in text(at)
    read = f"https://ede.nl/kanalen/kanaalplan?lees={store.secret(link, 'reader')}"
    assert calendar_of(link, store) == {read}
    feed = press(at, "plan-agenda-maak-plan")
    client = TestClient(Starlette(routes=agendas.ROUTES))
    every = _events(client, copied(feed, "data-kopieer-adres"))
    assert {str(one["url"]) for one in every} == {read}


def calendar_of(link: str, store: PlanStore) -> set[str]:
    """Return the addresses in the calendar that Documenten gives."""
    version = store.read(link)
    made = sharing.document(current.OpenPlan(link, version, PLAN), "ics")
    every = icalendar.Calendar.from_ical(made).walk("VEVENT")
    return {str(one["url"]) for one in every if "url" in one}


def test_who_only_reads_sees_that_a_plan_is_an_example(store: PlanStore) -> None:
    for example_, shown in (("ja", True), ("nee", False)):
        of = edit.put(PLAN, ("project", "voorbeeld"), example_)
        made, secret = new_link(), new_link()
        store.save(Draft(made, write_plan(of), 2, "Ada", new_receipt(), name="x"))
        store.set_secret(made, "reader", secret)
        flagged = "Voorbeeld: alles hierin is verzonnen." in text(page(show, {"lees": secret}))
        assert flagged == shown


def test_a_calendar_follows_a_plan_until_it_is_withdrawn(store: PlanStore, link: str) -> None:
    client = TestClient(Starlette(routes=agendas.ROUTES))
    at = press(page(show, {"plan": link, "stap": "documenten"}), "plan-agenda-maak-plan")
    address = f"/{copied(at, 'data-kopieer-adres')}"
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["cache-control"] == "private, no-store"
    first = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert link not in answer.text
    later = PLAN.actions[0].start + timedelta(days=1)
    moved = edit.put(PLAN, ("acties", 0, "start"), later)
    store.save(Draft(link, write_plan(moved), 2, "Ada", new_receipt(), base=1))
    second = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert [str(e["uid"]) for e in first] == [str(e["uid"]) for e in second]
    assert {str(e["sequence"]) for e in second} == {"2"}
    assert client.post(address).status_code == 405
    press(at, "plan-agenda-weg-plan")
    gone = client.get(address)
    assert (gone.status_code, "ingetrokken" in gone.text) == (404, True)
    assert agendas.ROUTES[0] in routes.ROUTES


def test_the_shared_calendar_is_followed_with_its_filters(store: PlanStore, link: str) -> None:
    client = TestClient(Starlette(routes=agendas.ROUTES))
    store.share(link, True)
    at = page(show, {"deel": "kalender"})
    at = press(at, "plan-agenda-maak-alle")
    channel, group = PLAN.actions[0].channel, PLAN.groups[0]
    names = {str(e["summary"]) for e in _events(client, copied(at, "data-kopieer-adres"))}
    assert any("Onze eigen brief" in name for name in names)
    at = without_error(at.multiselect(key="plan-kalender-kanaal").set_value([channel]).run())
    address = copied(at, "data-kopieer-adres")
    fewer = {str(e["summary"]) for e in _events(client, address)}
    assert 0 < len(fewer) < len(names)
    at = without_error(at.multiselect(key="plan-kalender-groep").set_value([group.name]).run())
    wants = {a.what for a in PLAN.actions if a.channel == channel and group.id in a.groups}
    narrow = {str(e["summary"]) for e in _events(client, copied(at, "data-kopieer-adres"))}
    assert all(any(what in name for name in narrow) for what in wants)
    nobody = client.get(f"/{address}&groep=niemand")
    assert "nog geen acties" in nobody.text
    press(at, "plan-agenda-weg-alle")
    assert client.get(f"/{address}").status_code == 404
    store.delete(link)
    assert params(at)["deel"] == "kalender"


def test_with_a_login_the_plans_of_the_organisation_are_listed(
    store: PlanStore, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "data-mijn-plannen" in html(page(show, {}))
    assert f'data-naam="{PLAN.project.name}"' in html(page(show, {"plan": link}))
    ede = store.within("Ede")
    monkeypatch.setattr("screens.page.login.claim", lambda *_: "organisatie")
    monkeypatch.setattr(current, "store", lambda: ede)
    own = new_link()
    ede.save(Draft(own, write_plan(PLAN), 2, "Ada", new_receipt(), name="Van Ede <b>"))

    at = AppTest.from_function(entry)
    listed = html(without_error(at.run()))
    assert f"plan={own}" in listed and "Van Ede &lt;b&gt;</a>, bewaard op" in listed
    assert link not in listed and "data-mijn-plannen" not in listed


def entry() -> None:
    from screens.plan.links import own_plans

    own_plans.show()


def _events(client: TestClient, address: str) -> list[Any]:
    answer = client.get(f"/{address}")
    assert answer.status_code == 200
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
