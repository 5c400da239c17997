"""Behind nginx as docs/nginx says it: two processes, TLS, a folder, and a rolling restart."""

import json
import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import ROOT
from playwright.sync_api import Page, expect
from provider import CLAIM, Provider, provider
from proxy import TRUSTING, ProxySite, behind
from real import CONCLUSION, chromium, new_page, settle

EXPORT = ROOT / "tests" / "exports" / "search-console-nl.zip"
HERE = "traject=participatie&fase=actie&leeftijd=75-plus"


@pytest.fixture(scope="module")
def service() -> Iterator[Provider]:
    with provider({"Almere": {CLAIM: "Gemeente Almere"}}) as made:
        yield made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, service: Provider) -> Iterator[ProxySite]:
    folder = tmp_path_factory.mktemp("nginx")

    def more(address: str) -> dict[str, str]:
        secrets = folder / "geheimen.toml"
        secrets.write_text(service.secrets(address), encoding="utf-8")
        return {
            "KEN_JE_INWONER_ORGANISATIECLAIM": CLAIM,
            "STREAMLIT_SECRETS_FILES": str(secrets),
        }

    with behind(folder, more) as made:
        yield made


@pytest.fixture
def page(site: ProxySite) -> Iterator[Page]:
    with chromium() as browser:
        yield new_page(browser, ignore_https_errors=True)


def test_everything_is_found_below_the_folder(site: ProxySite) -> None:
    status, body, headers = site.get(f"?{HERE}")
    assert status == 200
    assert b'<html lang="nl">' in body
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    described = json.loads(site.get("/api/v1/openapi.json")[1])
    server = described["servers"][0]["url"]
    assert server == f"{site.address}/api/v1"
    assert site.get(f"{server.removeprefix(site.address)}/advies?{HERE}")[0] == 200
    told = site.get(f"/document/advies.txt?{HERE}")[1].decode()
    assert f"{site.address}/?{HERE}" in "".join(told.split())
    still = site.get("/advies/participatie/actie/75-plus/onbekend")
    assert (still[0], b"../../../../assets/still.css" in still[1]) == (200, True)
    assert site.get("/assets/still.css")[0] == 200
    assert site.get("/api/v1/kanalen", Host="kwaad.nl")[0] == 400


def test_what_is_too_big_stops_at_the_proxy(site: ProxySite) -> None:
    assert site.get("/healthz", X="x" * 9000)[0] == 400
    request = urllib.request.Request(f"{site.address}/healthz", data=b"x" * 7_000_000)
    with pytest.raises(urllib.error.HTTPError, match="413"):
        urllib.request.urlopen(request, context=TRUSTING, timeout=30)


def wait_for_log(site: ProxySite, line: str) -> str:
    """Return the log of the proxy, once a line is in it: that is after the answer is sent."""
    file, end = site.folder / "ken-je-inwoner.log", time.monotonic() + 30
    while line not in file.read_text():
        assert time.monotonic() < end, f"{line} kwam niet in het logboek"
        time.sleep(0.05)
    return file.read_text()


def test_scripts_come_compressed_and_the_log_of_the_proxy_says_little(site: ProxySite) -> None:
    page = site.get("/")[1].decode()
    script = next(iter(re.findall(r'src="\./(static/js/[^"]+)"', page)))
    headers = site.get(f"/{script}", **{"Accept-Encoding": "gzip"})[2]
    assert headers["content-encoding"] == "gzip"
    site.get("/api/v1/advies?naam=Jansen")
    log = wait_for_log(site, "/kanalen/api/v1/advies 400")
    assert not re.search(r"Jansen|127\.0\.0\.1", log)


def test_a_visitor_works_through_a_rolling_restart(site: ProxySite, page: Page) -> None:
    """Both processes are renewed one after the other; no question goes unanswered."""
    page.goto(f"{site.address}/?{HERE}")
    expect(page.locator(CONCLUSION)).to_be_visible()
    conclusion = page.inner_text(CONCLUSION)
    with page.expect_download() as download:
        page.get_by_role("link", name="Maak PDF").click()
    assert download.value.failure() is None
    done, wrong, asked = threading.Event(), list[Any](), [0]

    def ask() -> None:
        while not done.is_set():
            asked[0] += 1
            try:
                status, body, _ = site.get(f"/api/v1/advies?{HERE}")
                if status != 200 or not json.loads(body)["conclusie"]:
                    wrong.append(status)
            except (OSError, ValueError) as error:
                wrong.append(error)
            time.sleep(0.05)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for number in range(2):
            site.renew(number)
            assert page.inner_text(CONCLUSION) == conclusion
            time.sleep(4)  # longer than nginx stays away from what failed
    finally:
        done.set()
        asking.join(60)
    assert wrong == []
    assert asked[0] > 20
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(1)
    settle(page)
    page.locator("label").filter(has_text="Afronding").first.click()
    expect(page.locator(CONCLUSION)).not_to_have_text(conclusion)
    page.wait_for_url(re.compile("fase=afronding.*leeftijd=75-plus"))
    for replica in site.replicas:
        assert "Traceback" not in replica.log_text()


def test_a_deep_address_opens_its_own_page(site: ProxySite, page: Page) -> None:
    page.goto(f"{site.address}/beheer?deel=versie")
    expect(page.get_by_role("heading", name="Beheer")).to_be_visible()
    page.goto(f"{site.address}/advies/participatie/actie/75-plus/onbekend")
    page.get_by_role("link", name="Open de uitgebreide versie").click()
    expect(page.locator(CONCLUSION)).to_be_visible()


def test_somebody_signs_in_below_the_folder(site: ProxySite, page: Page) -> None:
    """Whichever process answers, the way leads back to the folder, with cookies for it alone."""
    page.goto(f"{site.address}/kanaalplan?deel=kalender")
    page.get_by_role("link", name="Inloggen").click()
    page.get_by_role("link", name="Almere").click()
    expect(page.get_by_text("Gemeente Almere")).to_be_visible()
    assert page.url == f"{site.address}/kanaalplan?deel=kalender"
    found = {c["name"]: c for c in page.context.cookies(f"{site.address}/")}
    user = found["_streamlit_user"]
    assert (user["path"], user["secure"], user["httpOnly"]) == ("/kanalen/", True, True)
    page.get_by_role("link", name="Uitloggen").click()
    expect(page.get_by_text("Je bent uitgelogd.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()


def test_a_file_reaches_the_process_of_its_page(site: ProxySite) -> None:
    """Pages talk with both processes, and each opens a file that its visitor sends."""
    with chromium() as browser:
        pages = [new_page(browser, ignore_https_errors=True) for _ in range(4)]
        for page in pages:
            page.goto(f"{site.address}/luisteren")
            settle(page)
        for page in pages:
            page.locator("input[type=file]").first.set_input_files(EXPORT)
            expect(page.get_by_text("Meest gezocht: Paspoort of ID-kaart")).to_be_visible()
    sent = re.findall(
        r"PUT (\S*)/_stcore/upload_file/\S+ (\d+)", wait_for_log(site, "upload_file/")
    )
    # The folder is off what went on to the second process.
    assert set(sent) == {("/kanalen", "204"), ("", "204")}
