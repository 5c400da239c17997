"""Signing in: who sees which plans, what the cookies are, and what is said when it goes wrong."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe import violations
from pages import html, page, params, serve, settled, text
from playwright.sync_api import Browser, Page, expect
from provider import CLAIM, Provider, provider
from real import settle
from running import Running, free_port, running
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    SESSION_COOKIE_NAME as SESSION,
)
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from engine import Table
from plans.storage.store import GONE, Store
from screens.page import login
from screens.page.place import ADDRESS
from screens.plan import current
from screens.server import login as server_login

expect.set_options(timeout=30_000)
HOME = "https://www.voorbeeld.nl/kanalen/"
PERSON = {"name": "Jo Voorbeeld", "email": "jo@almere.voorbeeld.nl", "sub": "persoon-17"}
ACCOUNTS = {
    "Almere": {CLAIM: "Gemeente Almere", **PERSON},
    "Zeewolde": {CLAIM: ["Gemeente Zeewolde"]},
    "Niemand": {CLAIM: "  "},
}
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
    monkeypatch.setattr(login, "_section", lambda: SECRETS)
    monkeypatch.setattr(login, "_user", lambda: user or {})


STARTED = time.time()  # tests are made long before they run


def signed_in(organisation: object, ago: float = 60) -> dict[str, Any]:
    return {"is_logged_in": True, "iat": time.time() - ago, CLAIM: organisation}


# --- settings and accounts ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "secrets", "said"),
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
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], secrets: dict[str, str], said: str
) -> None:
    monkeypatch.setattr(login, "_section", lambda: secrets)
    for name in (login.CLAIM, ADDRESS):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=re.escape(said)):
        login.check()


def test_a_whole_login_and_none_are_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(login.CLAIM, raising=False)
    login.check()
    assert login.organisation() is None
    set_up(monkeypatch, signed_in("Almere"))
    monkeypatch.setenv(ADDRESS, HOME)
    login.check()
    assert (login.organisation(), login.root()) == ("Almere", HOME)


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
    assert login.named(value) == organisation


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
    assert login.fresh(user, STARTED) is good


# --- the page, without a browser ------------------------------------------------------------------


def kanaalplan() -> None:
    from screens.plan import page as kanaalplan

    kanaalplan.show()


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, table: Table) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path}/plannen.sqlite3")
    monkeypatch.setattr(current, "_store", lambda: made)
    serve(monkeypatch, table)
    yield made
    made.close()


def begun(monkeypatch: pytest.MonkeyPatch, user: dict[str, Any]) -> str:
    """Return the link of a plan that a user began."""
    set_up(monkeypatch, user)
    at = page(kanaalplan, {})
    button = next(b for b in at.button if "geldzorgen" in b.label)
    return params(settled(button.click().run()))["plan"]


def test_whoever_is_not_signed_in_sees_no_plan(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    link = begun(monkeypatch, signed_in("Almere"))
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
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    link = begun(monkeypatch, signed_in("Almere"))
    set_up(monkeypatch, signed_in("Zeewolde"))
    told = text(page(kanaalplan, {"plan": link}))
    assert GONE in told
    assert told == text(page(kanaalplan, {"plan": "bestaat-niet"}))
    store.within("Almere").delete(link)
    assert told == text(page(kanaalplan, {"plan": link}))


def test_an_account_without_organisation_reads_what_to_do(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    set_up(monkeypatch, signed_in(""))
    at = page(kanaalplan, {})
    assert "Het kenmerk (claim) heet ‘organisatie’" in text(at)
    assert "Uitloggen" in text(at)
    assert len(at.button) == 0


@pytest.mark.parametrize(
    ("organisation", "said"),
    [
        ("Gemeente <b>Ede</b>", "plannen van Gemeente &lt;b&gt;Ede&lt;/b&gt;."),
        ("6f1c2b1e-0d5a-4c7e-9f3b-1a2b3c4d5e6f", "plannen van je eigen organisatie."),
    ],
)
def test_the_page_says_whose_plans_it_shows(
    monkeypatch: pytest.MonkeyPatch, store: Store, organisation: str, said: str
) -> None:
    set_up(monkeypatch, signed_in(organisation))
    shown = html(page(kanaalplan, {}))
    assert said in re.sub(r"</?strong>", "", shown)


def test_a_change_after_the_login_ended_is_not_saved_and_says_so(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    link = begun(monkeypatch, signed_in("Almere"))
    at = page(kanaalplan, {"plan": link})
    set_up(monkeypatch)
    at.text_input[0].set_value("Van niemand").run()
    assert "Log daarom eerst in" in text(settled(at))
    set_up(monkeypatch, signed_in("Almere"))
    assert store.read(link).number == 1
    assert "Niet bewaard. Je bent niet meer ingelogd." in text(at.run())


def test_nothing_of_a_login_shows_when_there_is_none(
    monkeypatch: pytest.MonkeyPatch, store: Store
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
    monkeypatch.setattr(server_login, "encode_provider_token", lambda name: f"van-{name}")
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


# --- for real -------------------------------------------------------------------------------------


class Site(NamedTuple):
    """The product with a login, its login service and its database."""

    home: str
    server: Running
    service: Provider
    plans: Path
    secret: str


def elsewhere(service: Provider) -> str:
    """Return a site that is not ours to a browser."""
    return service.address.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder, port = tmp_path_factory.mktemp("login"), free_port()
    home, secret = f"http://127.0.0.1:{port}", "geheim-van-de-cookies-van-de-test"
    with provider(ACCOUNTS) as service:
        file = folder / "geheimen.toml"
        file.write_text(service.secrets(home, cookie_secret=secret), encoding="utf-8")
        settings = {
            login.CLAIM: CLAIM,
            "STREAMLIT_SECRETS_FILES": str(file),
            "KEN_JE_INWONER_PLANNEN": str(folder / "plannen.sqlite3"),
            "KEN_JE_INWONER_INSLUITEN_DOOR": elsewhere(service),
            "KEN_JE_INWONER_HOSTS": "127.0.0.1",
        }
        with running(folder, settings, port) as server:
            yield Site(home, server, service, folder / "plannen.sqlite3", secret)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="nl-NL")
    yield context.new_page()
    context.close()


def sign_in(visitor: Page, account: str) -> None:
    visitor.get_by_role("link", name="Inloggen").click()
    visitor.get_by_role("link", name=account).click()
    settle(visitor)


def sign_out(visitor: Page) -> None:
    visitor.get_by_role("link", name="Uitloggen").click()
    expect(visitor.get_by_text("Je bent uitgelogd.")).to_be_visible()


def test_plans_are_of_the_organisation_that_made_them(site: Site, visitor: Page) -> None:
    """Almere saves a plan, Zeewolde has its address and finds nothing, Almere finds it back."""
    visitor.goto(f"{site.home}/kanaalplan")
    settle(visitor)
    assert violations(visitor) == []
    sign_in(visitor, "Almere")
    expect(visitor.get_by_text("Gemeente Almere")).to_be_visible()
    visitor.get_by_role("button", name=re.compile("geldzorgen")).click()
    visitor.wait_for_selector(".plan-mist")
    settle(visitor)
    assert violations(visitor) == []
    address = visitor.url
    sign_out(visitor)

    visitor.goto(address)
    sign_in(visitor, "Zeewolde")
    assert visitor.url == address
    expect(visitor.get_by_text(GONE)).to_be_visible()
    visitor.get_by_role("button", name="Open de kalender").click()
    expect(visitor.get_by_text("Er zijn nog geen plannen met acties.")).to_be_visible()
    sign_out(visitor)

    visitor.goto(address)
    sign_in(visitor, "Almere")
    expect(visitor.get_by_text("versie 1.")).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_text("versie 1.")).to_be_visible()
    visitor.goto(f"{site.home}/kanaalplan?deel=kalender")
    expect(visitor.get_by_role("table", name="Alle acties")).to_be_visible()

    kept = b"".join(path.read_bytes() for path in site.plans.parent.glob("plannen.sqlite3*"))
    assert b"Gemeente Almere" in kept
    for said in PERSON.values():
        assert said.encode() not in kept
        assert said not in site.server.said()
    assert "Almere" not in site.server.said()
    names = {cookie["name"] for cookie in visitor.context.cookies(site.home)}
    assert not any("tokens" in name for name in names)


def test_what_goes_wrong_is_said_in_dutch(site: Site, visitor: Page) -> None:
    visitor.goto(f"{site.home}/kanaalplan?deel=kalender")
    sign_in(visitor, "Weiger")
    expect(visitor.get_by_text("Inloggen is niet gelukt.")).to_be_visible()
    assert "deel=kalender" in visitor.url
    sign_in(visitor, "Niemand")
    expect(visitor.get_by_text("je account zegt niet bij welke organisatie")).to_be_visible()
    sign_out(visitor)
    site.service.broken = True
    visitor.get_by_role("link", name="Inloggen").click()
    expect(visitor.get_by_text("de inlogdienst antwoordt niet")).to_be_visible()
    site.service.broken = False


@pytest.mark.parametrize(("secret", "ago"), [(None, 13 * 3600), ("x" * 40, 60)])
def test_an_old_or_forged_cookie_opens_nothing(
    site: Site, visitor: Page, secret: str | None, ago: float
) -> None:
    said = {"origin": site.home, **signed_in("Gemeente Almere", ago)}
    value = create_signed_value(secret or site.secret, USER_COOKIE_NAME, json.dumps(said)).decode()
    visitor.context.add_cookies([{"name": USER_COOKIE_NAME, "value": value, "url": site.home}])
    visitor.goto(f"{site.home}/kanaalplan?deel=kalender")
    expect(visitor.get_by_role("link", name="Inloggen")).to_be_visible()
    expect(visitor.get_by_text("Uitloggen")).to_have_count(0)


def test_in_a_frame_a_tab_of_its_own_is_offered_and_the_rest_is_open(
    site: Site, visitor: Page
) -> None:
    visitor.goto(f"{elsewhere(site.service)}/intranet")
    body = f"<iframe title=Kanaalplan src='{site.home}/kanaalplan' height=600></iframe>"
    visitor.evaluate("body => document.body.innerHTML = body", body)
    frame = visitor.frame_locator("iframe")
    expect(frame.get_by_text("Inloggen kan niet binnen een andere site")).to_be_visible()
    expect(frame.get_by_role("link", name="Inloggen")).to_have_count(0)
    with visitor.context.expect_page() as opened:
        frame.get_by_role("link", name="Open in een eigen tabblad").click()
    expect(opened.value.get_by_role("link", name="Inloggen")).to_be_visible()
    visitor.goto(f"{site.home}/?traject=participatie&fase=actie")
    expect(visitor.locator(".conclusie")).to_be_visible()
