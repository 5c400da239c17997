"""Signing in for real: a login service, a server and a browser, and cookies nobody forges."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from axe import violations
from playwright.sync_api import Browser, Page, expect
from provider import CLAIM, Accounts, Provider, provider, signed_in
from real import revisit, settle
from running import Running, free_port, running
from sample_plans import share_changed_example
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from plans.storage.store import GONE
from screens.page import login

PERSON = {"name": "Jo Voorbeeld", "email": "jo@almere.voorbeeld.nl", "sub": "persoon-17"}
ACCOUNTS: Accounts = {
    "Almere": {CLAIM: "Gemeente Almere", **PERSON},
    "Zeewolde": {CLAIM: ["Gemeente Zeewolde"]},
    "Niemand": {CLAIM: "  "},
}


class LoginSite(NamedTuple):
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
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoginSite]:
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
            yield LoginSite(home, server, service, folder / "plannen.sqlite3", secret)


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


def test_plans_are_of_the_organisation_that_made_them(site: LoginSite, visitor: Page) -> None:
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
    expect(visitor.get_by_text("Hier doen nog geen plannen mee.")).to_be_visible()
    sign_out(visitor)

    visitor.goto(address)
    sign_in(visitor, "Almere")
    expect(visitor.get_by_text("versie 1.")).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_text("versie 1.")).to_be_visible()
    share_changed_example(site.plans, "Gemeente Almere")
    revisit(visitor, f"{site.home}/kanaalplan?deel=kalender", "Alle acties")

    kept = b"".join(path.read_bytes() for path in site.plans.parent.glob("plannen.sqlite3*"))
    assert b"Gemeente Almere" in kept
    for said in PERSON.values():
        assert said.encode() not in kept
        assert said not in site.server.log_text()
    assert "Almere" not in site.server.log_text()
    names = {cookie["name"] for cookie in visitor.context.cookies(site.home)}
    assert not any("tokens" in name for name in names)


def test_what_goes_wrong_is_said_in_dutch(site: LoginSite, visitor: Page) -> None:
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
    site: LoginSite, visitor: Page, secret: str | None, ago: float
) -> None:
    said = {"origin": site.home, **signed_in("Gemeente Almere", ago)}
    value = create_signed_value(secret or site.secret, USER_COOKIE_NAME, json.dumps(said)).decode()
    visitor.context.add_cookies([{"name": USER_COOKIE_NAME, "value": value, "url": site.home}])
    visitor.goto(f"{site.home}/kanaalplan?deel=kalender")
    expect(visitor.get_by_role("link", name="Inloggen")).to_be_visible()
    expect(visitor.get_by_text("Uitloggen")).to_have_count(0)


def test_in_a_frame_a_tab_of_its_own_is_offered_and_the_rest_is_open(
    site: LoginSite, visitor: Page
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
