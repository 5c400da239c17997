"""What addresses answer that are no page: nothing there, robots, where to report, in no cache."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from conftest import ROOT
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from screens.page import login, place
from screens.pages import PAGES
from screens.server import wellknown
from screens.server.login import QUERY
from screens.server.shell import Shell, _index


def streamlit(_: Request) -> Response:
    """Answer as Streamlit does to any address it does not know: with its own page."""
    return HTMLResponse(_index(), headers={"cache-control": "no-cache"})


def hand_out(_: Request) -> Response:
    return Response(b"%PDF", headers={"cache-control": "public"}, media_type="application/pdf")


@pytest.fixture
def client() -> TestClient:
    rest = Route("/{path:path}", streamlit)
    routes = [*wellknown.ROUTES, Route("/media/plan.pdf", hand_out), rest]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Shell)]))


NOWHERE = (
    *("nergens", "plan/x/y", "kanaalplan/x", "beheer/beheer", "index.html", ".env"),
    *("document", "document/x", "document/pdf?track=x", "document/advies", "document/a/b/c"),
    *("agenda", "agenda/x", "vlakken/x", "nl", "nl/x", "inloggen/x", "auth/x", "media"),
    *("_stcore/x", ".well-known", ".well-known/x", "healthz/x", "readyz/x", "metrics/x"),
    *(
        "favicon.png/x",
        "robots.txt/x",
        "assets",
        "assets/x",
        "static",
        "static/x",
        "static/index.html",
    ),
)  # by the first folder: of nothing, of a page, and of what is beside the pages


@pytest.mark.parametrize("path", NOWHERE)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_unknown_address_is_not_found(client: TestClient, path: str, method: str) -> None:
    for kind in ("text/html", "*/*"):  # Streamlit zips its page for who takes anything
        answer = client.request(method, f"/{path}", headers={"accept": kind})
        assert answer.status_code == 404
    assert "frame-ancestors" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    if method == "GET":
        assert "Dit adres ken ik niet." in answer.text
        assert "Streamlit" not in answer.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_found(client: TestClient, page: object) -> None:
    address = f"/{getattr(page, 'address', '')}"
    for path in (address, f"{address}?embed=true"):
        answer = client.get(path, headers={"accept": "text/html"})
        assert (answer.status_code, "Ken je inwoner" in answer.text) == (200, True)


def test_what_a_page_hands_out_is_kept_nowhere(client: TestClient) -> None:
    assert client.get("/media/plan.pdf").headers["cache-control"] == "private, no-store"


def test_search_engines_leave_plans_alone(client: TestClient) -> None:
    said = client.get("/robots.txt").text.splitlines()
    assert said[0] == "User-agent: *"
    assert {"Disallow: /kanaalplan", "Disallow: /document"} <= set(said)
    assert "Disallow: /" not in said


def test_where_to_report_is_a_setting(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(wellknown.CONTACT, raising=False)
    assert client.get("/.well-known/security.txt").status_code == 404
    monkeypatch.setenv(wellknown.CONTACT, "mailto:security@gemeente.nl")
    monkeypatch.setenv(place.ADDRESS, "https://www.gemeente.nl/kanalen")
    answer = client.get("/.well-known/security.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Contact"] == "mailto:security@gemeente.nl"
    assert fields["Canonical"] == "https://www.gemeente.nl/kanalen/.well-known/security.txt"
    until = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=30) < until - datetime.now(UTC) < timedelta(days=365)


def test_a_newline_never_fits_where_one_line_is_asked() -> None:
    assert not QUERY.fullmatch("plan=abc\n")
    assert not QUERY.fullmatch("plan=é")
    assert not login.GOOD.fullmatch("organisatie\n")


def test_no_pattern_lets_a_newline_through_at_its_end() -> None:
    """`$` also fits before a newline at the end: a whole text is asked for with fullmatch."""
    ends = re.compile(r"""\.compile\(\s*[rf]*"[^"\n]*(?<!\\)\$"\s*\)""")
    files = [p for p in (ROOT / "screens").rglob("*.py") if ends.search(p.read_text("utf-8"))]
    assert files == []
