"""Signing in: who sees which plans, what the cookies are, and what is said when it goes wrong."""

import re
import time
from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from pages import html, page, params, serve, text, without_error
from provider import CLAIM, signed_in
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_server_config import (
    SESSION_COOKIE_NAME as SESSION,
)
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from engine import Table
from plans.storage.store import GONE, PlanStore
from screens.page import account, auth, login
from screens.page.place import ADDRESS
from screens.plan import current
from screens.server import login as server_login

COVERS = ("screens/page/sign_in.py",)

HOME = "https://www.voorbeeld.nl/kanalen/"
SECRETS = {
    "redirect_uri": f"{HOME}oauth2callback",
    "cookie_secret": "x" * 32,
    "client_id": "ken-je-inwoner",
    "client_secret": "geheim",
    "server_metadata_url": "https://login.voorbeeld.nl/.well-known/openid-configuration",
}


def set_up(monkeypatch: pytest.MonkeyPatch, user: Mapping[str, Any] | None = None) -> None:
    """Let there be a login, in which a user is signed in."""
    monkeypatch.setenv(login.CLAIM, CLAIM)
    monkeypatch.setattr(auth, "secrets", lambda: SECRETS)
    monkeypatch.setattr(account, "_user", lambda: user or {})


STARTED = time.time()  # tests are made long before they run


# --- settings and accounts ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "secrets", "message"),
    [
        ({}, SECRETS, "er is een blok [auth] met geheimen, maar KEN_JE_INWONER_ORGANISATIECLAIM"),
        ({login.CLAIM: "org"}, {}, "ik vind geen leesbaar bestand met een blok [auth]"),
        ({login.CLAIM: "org"}, {"client_id": "a"}, "ontbreekt: redirect_uri, cookie_secret, cli"),
        ({login.CLAIM: "org"}, SECRETS | {"client_id": " "}, "ontbreekt: client_id."),
        ({login.CLAIM: "een twee"}, SECRETS, "'een twee' is geen naam van een claim"),
        ({login.CLAIM: "org"}, SECRETS | {"cookie_secret": "kort"}, "minstens 32 willekeurige"),
        ({login.CLAIM: "org"}, SECRETS | {"redirect_uri": HOME}, "is geen adres als"),
        (
            {login.CLAIM: "org", ADDRESS: "https://a.nl"},
            SECRETS,
            "Maak er https://a.nl/oauth2callb",
        ),
    ],
)
def test_a_login_that_is_set_up_half_stops_the_server(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], secrets: dict[str, str], message: str
) -> None:
    monkeypatch.setattr(auth, "secrets", lambda: secrets)
    for name in (login.CLAIM, ADDRESS):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=re.escape(message)):
        login.check()


def test_a_whole_login_and_none_are_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(login.CLAIM, raising=False)
    login.check()
    assert account.organisation() is None
    set_up(monkeypatch, signed_in("Almere"))
    monkeypatch.setenv(ADDRESS, HOME)
    login.check()
    assert (account.organisation(), login.root()) == ("Almere", HOME)


@pytest.mark.parametrize(
    ("value", "organisation"),
    [
        ("Almere", "Almere"),
        (" Almere ", "Almere"),
        (["Almere"], "Almere"),
        (["Almere", "Zeewolde"], ""),
        ([], ""),
        ("", ""),
        ("   ", ""),
        (None, ""),
        (True, ""),
        (34, ""),
        ({"naam": "Almere"}, ""),
        ("Al\nmere", ""),
        ("A" * 201, ""),
    ],
)
def test_an_account_is_of_one_organisation_or_of_none(value: object, organisation: str) -> None:
    assert account.name_of(value) == organisation


@pytest.mark.parametrize(
    ("user", "good"),
    [
        (signed_in("A"), True),
        (signed_in("A", ago=-200), True),
        (signed_in("A", ago=-400), False),
        (signed_in("A", ago=12 * 3600 + 1), False),
        (signed_in("A") | {"is_logged_in": False}, False),
        (signed_in("A") | {"is_logged_in": "ja"}, False),
        (signed_in("A") | {"iat": "straks"}, False),
        ({"is_logged_in": True}, False),
        ({}, False),
    ],
)
def test_a_login_lasts_twelve_hours(user: dict[str, Any], good: bool) -> None:
    assert account.fresh(user, STARTED) is good


# --- the page, without a browser ------------------------------------------------------------------


def kanaalplan() -> None:
    from screens.plan import page as kanaalplan

    kanaalplan.show()


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, table: Table) -> Iterator[PlanStore]:
    made = PlanStore(f"sqlite:///{tmp_path}/plannen.sqlite3")
    monkeypatch.setattr(current, "_store", lambda: made)
    serve(monkeypatch, table)
    yield made
    made.close()


def begin_plan(monkeypatch: pytest.MonkeyPatch, user: dict[str, Any]) -> str:
    """Return the link of a plan that a user began."""
    set_up(monkeypatch, user)
    at = page(kanaalplan, {})
    button = next(b for b in at.button if "geldzorgen" in b.label)
    return params(without_error(button.click().run()))["plan"]


def test_whoever_is_not_signed_in_sees_no_plan(
    monkeypatch: pytest.MonkeyPatch, store: PlanStore
) -> None:
    link = begin_plan(monkeypatch, signed_in("Almere"))
    for user in ({}, signed_in("Almere", ago=13 * 3600)):
        set_up(monkeypatch, user)
        for asked in ({}, {"plan": link}, {"plan": link, "botst": "1"}, {"deel": "kalender"}):
            at = page(kanaalplan, asked)
            assert "Log daarom eerst in" in text(at)
            assert "geldzorgen" not in html(at)
            assert len(at.button) == 0
    there = f'href="{HOME}inloggen?naar=plan%3D{link}'
    assert there in html(page(kanaalplan, {"plan": link}))


def test_another_organisation_finds_the_same_as_behind_a_made_up_link(
    monkeypatch: pytest.MonkeyPatch, store: PlanStore
) -> None:
    link = begin_plan(monkeypatch, signed_in("Almere"))
    set_up(monkeypatch, signed_in("Zeewolde"))
    told = text(page(kanaalplan, {"plan": link}))
    assert GONE in told
    assert told == text(page(kanaalplan, {"plan": "bestaat-niet"}))
    store.within("Almere").delete(link)
    assert told == text(page(kanaalplan, {"plan": link}))


def test_an_account_without_organisation_reads_what_to_do(
    monkeypatch: pytest.MonkeyPatch, store: PlanStore
) -> None:
    set_up(monkeypatch, signed_in(""))
    at = page(kanaalplan, {})
    assert "Het kenmerk (claim) heet ‘organisatie’" in text(at)
    assert "Uitloggen" in text(at)
    assert len(at.button) == 0


@pytest.mark.parametrize(
    ("organisation", "sentence"),
    [
        ("Gemeente <b>Ede</b>", "plannen van Gemeente &lt;b&gt;Ede&lt;/b&gt;."),
        ("6f1c2b1e-0d5a-4c7e-9f3b-1a2b3c4d5e6f", "plannen van je eigen organisatie."),
    ],
)
def test_the_page_says_whose_plans_it_shows(
    monkeypatch: pytest.MonkeyPatch, store: PlanStore, organisation: str, sentence: str
) -> None:
    set_up(monkeypatch, signed_in(organisation))
    shown = html(page(kanaalplan, {}))
    assert sentence in re.sub(r"</?strong>", "", shown)


def test_a_change_after_the_login_ended_is_not_saved_and_says_so(
    monkeypatch: pytest.MonkeyPatch, store: PlanStore
) -> None:
    link = begin_plan(monkeypatch, signed_in("Almere"))
    at = page(kanaalplan, {"plan": link})
    set_up(monkeypatch)
    at.text_input[0].set_value("Van niemand").run()
    assert "Log daarom eerst in" in text(without_error(at))
    set_up(monkeypatch, signed_in("Almere"))
    assert store.read(link).number == 1
    assert "Niet bewaard. Je bent niet meer ingelogd." in text(at.run())


def test_nothing_of_a_login_shows_when_there_is_none(
    monkeypatch: pytest.MonkeyPatch, store: PlanStore
) -> None:
    monkeypatch.delenv(login.CLAIM, raising=False)
    said = text(page(kanaalplan, {}))
    assert not re.search("inlog|uitlog|hoort bij jouw", said, re.IGNORECASE)


# --- answers on the way to the login service and back ---------------------------------------------


def back(request: Request) -> Response:
    """Answer as Streamlit does after a login: to its first page, with cookies for everything."""
    answer = RedirectResponse("/", 302)
    if "code" in request.query_params:
        for name in (USER_COOKIE_NAME, f"{USER_COOKIE_NAME}_tokens", SESSION, "_streamlit_xsrf"):
            answer.set_cookie(name, "v", 2_592_000, path="/", httponly=True, samesite="lax")
    else:
        answer.delete_cookie(USER_COOKIE_NAME, path="/")
    return answer


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    set_up(monkeypatch)
    monkeypatch.setattr(auth, "token", lambda: "van-default")
    paths = {"/oauth2callback": back, "/auth/logout": back}
    made = [Route(path, end) for path, end in paths.items()]
    made.append(Route("/auth/login", lambda _: PlainTextResponse("Authentication error", 400)))
    app = Starlette(
        routes=[*server_login.ROUTES, *made], middleware=[Middleware(server_login.Login)]
    )
    return TestClient(app, "https://www.voorbeeld.nl", follow_redirects=False)


def test_cookies_are_for_our_folder_over_https_and_hold_no_token(client: TestClient) -> None:
    said = client.get("/oauth2callback?code=1&state=2").headers.get_list("set-cookie")
    found = SimpleCookie("\r\n".join(said))
    user, other = found[USER_COOKIE_NAME], found["_streamlit_xsrf"]
    assert (user["path"], user["max-age"], user["samesite"]) == ("/kanalen/", "43200", "lax")
    assert user["secure"] and user["httponly"]
    assert (found[SESSION]["path"], found[SESSION]["max-age"]) == ("/kanalen/", "600")
    assert (other["path"], other["secure"]) == ("/", "")
    assert not any("tokens" in cookie for cookie in said)


@pytest.mark.parametrize(
    ("address", "naar", "to"),
    [
        ("oauth2callback?code=1&state=2", "plan=abc&stap=acties", "?plan=abc&stap=acties"),
        ("oauth2callback?code=1&state=2", "", ""),
        ("oauth2callback?code=1&state=2", "//kwaad.nl\r\nx: y", ""),
        ("oauth2callback?error=access_denied&state=2", "plan=abc", "?plan=abc&inloggen=mislukt"),
        ("oauth2callback?state=2", "", "?inloggen=mislukt"),
        ("oauth2callback", "plan=abc", "?inloggen=uit"),
        ("auth/logout", "plan=abc", "?inloggen=uit"),
    ],
)
def test_somebody_comes_back_where_they_were(
    client: TestClient, address: str, naar: str, to: str
) -> None:
    gone = client.get("/inloggen", params={"naar": naar})
    assert gone.headers["location"] == f"{HOME}auth/login?provider=van-default"
    client.cookies.clear()
    client.cookies.update(
        {c.key: c.value for c in SimpleCookie(gone.headers["set-cookie"]).values()}
    )
    assert client.get(f"/{address}").headers["location"] == f"{HOME}kanaalplan{to}"


def test_a_login_service_that_is_away_is_said_in_dutch(client: TestClient) -> None:
    answer = client.get("/auth/login?provider=x")
    assert answer.status_code == 503
    assert "Inloggen lukt nu niet" in answer.text
    assert "Authentication" not in answer.text


def test_without_a_login_there_is_nothing_to_sign_in_to(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(login.CLAIM)
    assert client.get("/inloggen").status_code == 404
    assert client.get("/oauth2callback?code=1").headers["location"] == "/"
