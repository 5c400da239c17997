"""Several organisations on one server: each its own, and nothing of one is seen at another."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pages import html, page
from provider import CLAIM, signed_in
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from engine import Table
from engine.compile import shared
from engine.service import Service
from plans import example, examples
from plans.files import write_saved
from plans.plan_versions import Draft, NoPlan
from plans.storage import database
from plans.storage.store import PlanStore, new_link, new_receipt
from screens.page import account, knowledge, login, place
from screens.page.organisations import roster
from screens.server.organisations.part import OrganisationGate, OrganisationPart
from screens.server.routes import ROUTES
from screens.server.shell import Shell

COVERS = ("screens/page/organisations/roster.py", "screens/server/organisations/part.py")
MANY = 20
SITUATION = "traject=participatie&fase=bewustwording&leeftijd=75-plus"
FILE = """naam: Gemeente Merk{n}
eigen_namen:
  brief: {{naam: "Merk{n}brief", in_zin: "de Merk{n}brief", ernaast: "een Merk{n}brief"}}
insluiten_door: ["https://intranet.merk{n}.nl"]
"""


def where(request: Request) -> Response:
    """Tell what is seen below the part of an organisation."""
    return JSONResponse(
        {
            "part": roster.now(),
            "path": request.scope["path"],
            "root": request.scope["root_path"],
            "headers": request.headers.getlist(roster.HEADER),
            "base": str(request.base_url),
        }
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of twenty organisations that serves."""
    for n in range(MANY):
        own = tmp_path / "organisaties" / f"merk{n}"
        own.mkdir(parents=True)
        (own / roster.FILE).write_text(FILE.format(n=n), encoding="utf-8")
    monkeypatch.setenv(roster.FOLDER, str(tmp_path / "organisaties"))
    return tmp_path / "organisaties"


@pytest.fixture
def main(table: Table, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """Return the service of the server itself; those of organisations are gone afterwards."""
    made = Service(compiler=lambda _: table)
    of_server = cache(lambda: made)
    of_server()
    monkeypatch.setattr(knowledge, "main_service", of_server)
    knowledge._SERVICES.clear()
    yield made
    knowledge._SERVICES.clear()


@pytest.fixture
def client(folder: Path, main: Service) -> TestClient:
    routes = [Route("/waar/{rest:path}", where), Route("/", where), *ROUTES]
    kinds = [Middleware(kind) for kind in (OrganisationPart, OrganisationGate, Shell)]
    return TestClient(Starlette(routes=routes, middleware=kinds), follow_redirects=False)


def test_a_part_is_taken_off_and_nobody_else_says_which_it_is(client: TestClient) -> None:
    spoof = {roster.HEADER: "merk2"}
    below = client.get("/merk1/waar/x?a=b", headers=spoof).json()
    assert below == {
        "part": "merk1", "path": "/waar/x", "root": "/merk1", "headers": ["merk1"],
        "base": "http://testserver/merk1/",
    }  # fmt: skip
    root = client.get("/waar/x", headers=spoof).json()
    assert (root["part"], root["root"], root["headers"]) == (None, "", [])
    assert client.get("/merk1/").json()["path"] == "/"
    to = client.get("/merk1?a=b")
    assert (to.status_code, to.headers["location"]) == (308, "merk1/?a=b")


@pytest.mark.parametrize(
    "path", ["/merk99/", "/merk99/waar/x", "/Merk1/waar/x", "/..%2fmerk1/", "/merk1%00/"]
)
def test_what_is_no_organisation_has_no_part(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/merk1/healthz", "/merk1/readyz", "/merk1/metrics"])
def test_what_tells_of_the_server_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.get(path.removeprefix("/merk1")).status_code == 200


def test_a_wrong_file_closes_one_organisation_alone(client: TestClient, folder: Path) -> None:
    (folder / "merk3" / roster.FILE).write_text("naam: [", encoding="utf-8")
    closed = client.get(f"/merk3/api/v1/advies?{SITUATION}")
    assert closed.status_code == 503 and "organisatie" in closed.text
    assert "Traceback" not in closed.text and str(folder) not in closed.text
    assert closed.headers["x-content-type-options"] == "nosniff"
    assert client.get(f"/merk4/api/v1/advies?{SITUATION}").status_code == 200


def test_who_may_frame_it_is_of_each_organisation(client: TestClient) -> None:
    policy = client.get("/merk5/waar/x").headers["content-security-policy"]
    assert "frame-ancestors 'self' https://intranet.merk5.nl;" in policy
    assert "intranet" not in client.get("/waar/x").headers["content-security-policy"]


ADDRESSES = (
    f"api/v1/advies?{SITUATION}",
    "api/v1/reis?traject=participatie&leeftijd=75-plus", "api/v1/kanalen",
    "api/v1/openapi.json",
    f"document/advies.txt?{SITUATION}", f"vlakken?{SITUATION}", "advies/",
    "advies/participatie/bewustwording/75-plus/onbekend",
)  # fmt: skip


@pytest.mark.exhaustive
def test_nothing_of_one_organisation_is_seen_at_another(client: TestClient) -> None:
    """Every address of every organisation, and of the server itself, names itself alone."""
    marks = {f"merk{n}": f"Merk{n}" for n in range(MANY)}
    shown = 0
    for _ in range(2):  # the second time what was kept is given
        for part in [*marks, ""]:
            for path in ADDRESSES:
                answer = client.get(f"/{part}/{path}" if part else f"/{path}")
                assert answer.status_code == 200, (part, path)
                body = f"{answer.text} {answer.headers}"
                words = set(body.replace("brief", " ").replace('"', " ").split())
                seen = {mark for mark in marks.values() if mark in words or f"{mark}." in body}
                assert seen <= {marks.get(part)}, (part, path, seen)
                shown += bool(seen)
    assert shown >= 2 * MANY * 3  # it would tell nothing when no address named anybody


def test_plans_of_one_organisation_are_not_there_at_another(
    folder: Path, main: Service, tmp_path: Path
) -> None:
    store = PlanStore(f"sqlite:///{tmp_path}/plannen.sqlite3")
    plan, links = example(examples()[0]), {}
    for part in roster.parts():
        with roster.working_for(part):
            mine = store.within(account.organisation())
        links[part] = new_link()
        mine.save(
            Draft(
                links[part],
                write_saved(plan),
                2,
                "Ada",
                new_receipt(),
                name=part,
                organisation=part,
            )
        )
    for part in links:
        with roster.working_for(part):
            view = store.within(account.organisation())
        for other, link in links.items():
            if other == part:
                assert view.read(link)
            else:
                with pytest.raises(NoPlan):
                    view.read(link)
    store.close()


def test_a_calendar_of_one_organisation_is_not_there_at_another(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(database.FILE, str(tmp_path / "plannen.sqlite3"))
    store, link, secret = PlanStore().within("merk1"), new_link(), new_link()
    plan = example(examples()[0])
    store.save(
        Draft(link, write_saved(plan), 2, "Ada", new_receipt(), name="x", organisation="merk1")
    )
    store.set_secret(link, "feed", secret)
    store.close()
    got = {part: client.get(f"/{part}/agenda/plan/{secret}.ics").status_code
           for part in ("merk1", "merk2", "merk3")}  # fmt: skip
    assert got == {"merk1": 200, "merk2": 404, "merk3": 404}


def test_twenty_share_all_that_is_the_same(folder: Path, main: Service) -> None:
    for part in roster.parts()[:3]:
        with roster.working_for(part):
            table = knowledge.table()
        assert table.book.organisation and table.book.organisation.name.lower().endswith(part)
        assert table.outcomes is main.table.outcomes
        assert knowledge.table() is main.table


def test_a_table_with_other_outcomes_shares_its_rows(table: Table) -> None:
    copied = deepcopy(table.outcomes)
    first = next(iter(copied))
    copied = {**copied, first: replace(copied[first], ranking=copied[first].ranking[1:])}
    made = shared(Table(table.book, copied, table.normal), table)
    assert made.outcomes == copied
    assert all(made.outcomes[s] is table.outcomes[s] for s in copied if s != first)
    theirs = {id(row) for outcome in table.outcomes.values() for row in outcome.ranking}
    assert all(id(row) in theirs for row in made.outcomes[first].ranking)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("api", "'api' kan niet in een adres"),
        ("Merk", "'Merk' kan niet in een adres"),
        ("een merk", "'een merk' kan niet in een adres"),
        ("leeg", "in 'leeg' ontbreekt organisatie.yaml"),
    ],
)
def test_a_folder_that_cannot_serve_is_told(folder: Path, name: str, sentence: str) -> None:
    (folder / name).mkdir()
    with pytest.raises(ValueError, match=sentence):
        roster.check({"api", "beheer"})


def test_one_and_several_do_not_go_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEN_JE_INWONER_ORGANISATIE", "x.yaml")
    with pytest.raises(ValueError, match="allebei gezet"):
        roster.check(())


def test_an_address_in_a_document_is_that_of_the_organisation(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(place.ADDRESS, "https://kanalen.nl/x/")
    with roster.working_for("merk1"):
        assert place.public() == "https://kanalen.nl/x/merk1"
    assert place.public() == "https://kanalen.nl/x"


@pytest.mark.parametrize(
    ("part", "whose", "seen"),
    [
        ("merk1", "merk1", "merk1"),
        ("merk1", "merk2", account.OtherOrganisation),
        (None, "merk1", "merk1"),
    ],
)
def test_with_a_login_only_its_own_people_see_plans(
    folder: Path, monkeypatch: pytest.MonkeyPatch, part: str | None, whose: str, seen: object
) -> None:
    monkeypatch.setattr(account, "claim", lambda: CLAIM)
    monkeypatch.setattr(account, "_user", lambda: signed_in(whose))
    with roster.working_for(part):
        if isinstance(seen, str):
            assert account.organisation() == seen
        else:
            with pytest.raises(account.OtherOrganisation, match="een andere organisatie"):
                account.organisation()


def test_who_is_signed_in_is_led_to_their_own_address(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "organisation", lambda: "merk7")
    monkeypatch.setattr(login, "root", lambda: "https://kanalen.nl/")
    at = page(pass_gate, {"plan": "abc"})
    assert 'href="https://kanalen.nl/merk7/kanaalplan?plan=abc"' in html(at)
    assert "mag door" not in html(at)


def pass_gate() -> None:
    import streamlit as st

    from screens.page import sign_in

    if sign_in.may_pass():
        st.html("mag door")
