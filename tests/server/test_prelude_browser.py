"""The page Advies before Streamlit is there, in a real browser: it works alone and makes room."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect
from real import CONCLUSION, new_page, open_questions, settle, wait_for_advice

SOCKET = re.compile("_stcore/stream")
FULL = {
    "traject": "participatie",
    "fase": "bewustwording",
    "leeftijd": "75-plus",
    "profiel": "zorgzame-senioren",
}


def alone(visit: Callable[..., Page], query: str) -> Page:
    """Open the page where web sockets are blocked."""
    page = visit("healthz", wait="body")
    page.route_web_socket(SOCKET, lambda socket: socket.close())
    page.goto(page.url.replace("healthz", query))
    page.evaluate("window.samePage = true")
    return page


def wait_for_focus(page: Page, name: str) -> None:
    """Wait until an element has the focus of its page."""
    page.wait_for_function("name => document.activeElement.id === name", arg=name)


def test_it_works_where_streamlit_cannot_connect(visit: Callable[..., Page]) -> None:
    page = alone(visit, f"?{urlencode(FULL)}")
    whole = page.locator("#vooraf")
    expect(whole.get_by_text("De verbinding met de server")).to_be_visible(timeout=30_000)
    first = whole.locator(".conclusie").inner_text()
    open_questions(page)
    whole.get_by_role("radio", name="75 jaar en ouder").press("ArrowUp")
    page.wait_for_url(re.compile("leeftijd=65-74"))
    wait_for_focus(page, "leeftijd-65-74")
    whole.locator("#leeftijd-65-74").press("ArrowUp")
    page.wait_for_url(re.compile("leeftijd=50-64"))
    wait_for_focus(page, "leeftijd-50-64")
    expect(whole.locator(".conclusie")).not_to_have_text(first)
    assert page.evaluate("window.samePage")
    late: list[Route] = []
    page.route("**/vlakken?*leeftijd=65-74*", lambda route: late.append(route))
    for age in ("65-74", "75-plus"):
        page.evaluate("history.back()")
        page.wait_for_url(re.compile(f"leeftijd={age}"))
    expect(whole.locator("#leeftijd-75-plus")).to_be_checked()
    expect(whole.locator(".conclusie")).to_have_text(first)
    with page.expect_response("**/vlakken?*leeftijd=65-74*"):
        late[0].continue_()
    page.evaluate("new Promise(requestAnimationFrame)")
    expect(whole.locator("#leeftijd-75-plus")).to_be_checked()
    expect(whole.locator(".conclusie")).to_have_text(first)


def test_an_answer_of_before_the_app_is_there_is_kept(visit: Callable[..., Page]) -> None:
    page = visit("healthz", wait="body")
    waiting: list[WebSocketRoute] = []

    def first_waits(socket: WebSocketRoute) -> None:
        if waiting:
            socket.connect_to_server()
        waiting.append(socket)

    page.route_web_socket(SOCKET, first_waits)
    page.goto(page.url.replace("healthz", f"?{urlencode(FULL)}"))
    page.locator("#vooraf #fase-actie").check()
    page.wait_for_url(re.compile("fase=actie"))
    waiting[0].close()  # the page tries again, now for real
    wait_for_advice(page, "fase=actie")
    assert page.locator("#vooraf").count() == 0
    wait_for_focus(page, "fase-actie")


def test_the_app_answers_when_the_panes_do_not(browser: Browser, server: str) -> None:
    page = new_page(browser)
    page.route("**/vlakken?*", lambda route: route.abort())
    page.goto(f"{server}/?{urlencode(FULL)}")
    settle(page)
    page.get_by_role("radio", name="Actie").check()
    wait_for_advice(page, "fase=actie")
    page.wait_for_url(re.compile("fase=actie"))
    page.go_back()
    wait_for_advice(page, "fase=bewustwording")
    page.context.close()


def test_the_newest_answer_wins_whatever_comes_last(visit: Callable[..., Page]) -> None:
    page = visit(f"?{urlencode(FULL)}")
    late: list[Route] = []
    page.route("**/vlakken?*fase=actie*", lambda route: late.append(route))
    page.get_by_role("radio", name="Actie").check()
    expect(page.locator("[data-vlak=advies-vlak]")).to_have_attribute("aria-busy", "true")
    page.get_by_role("radio", name="Afronding").check()
    wait_for_advice(page, "fase=afronding")
    late[0].continue_()
    open_questions(page)
    page.get_by_role("radio", name="16 tot en met 24 jaar").check()
    wait_for_advice(page, "fase=afronding", "leeftijd=16-24")
    expect(page.get_by_role("radio", name="Afronding")).to_be_checked()
    expect(page.locator("[data-vlak=advies-vlak]")).to_have_attribute("aria-busy", "false")


def test_it_makes_room_for_the_app(visit: Callable[..., Page]) -> None:
    page = visit(f"?{urlencode(FULL)}")
    assert page.locator("#vooraf").count() == 0
    assert page.locator(CONCLUSION).count() == 1


def test_it_reads_without_script(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/?{urlencode(FULL)}")
    expect(page.locator(".conclusie")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Maak PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")
    page.goto(f"{server}/?bron=intranet")
    page.get_by_role("radio", name="Participatie").check()
    page.get_by_role("radio", name="Afronding").check()
    page.get_by_role("button", name="Toon het advies").click()
    expect(page.locator(".conclusie")).to_be_visible()
    assert "traject=participatie&fase=afronding" in page.url
    assert "bron=intranet" in page.url
    context.close()
