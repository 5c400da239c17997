"""Static pages as a site embeds them: what is locked and left out, in whose colours."""

import io
import re
from dataclasses import replace
from urllib.parse import parse_qs, parse_qsl, urljoin, urlsplit

import pytest
from PIL import Image
from plainpage import DAY, StrictPage, check_structure, where
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from documents import chart
from engine import Situation, Table, advise
from engine.knowledge import image, organisation
from engine.model import DIMENSIONS, Organisation
from screens.advice import closed, pieces, rows
from screens.advice.beside import beside
from screens.page import knowledge, view
from screens.page.reply import Edition
from screens.server.still import ROUTES, Still

COVERS = ("screens/advice/form.py", "screens/advice/plain_page.py", "screens/page/frame.py")

HOME = "http://testserver/"
STATIC = frozenset(view.PARTS) - {"vergelijk"}  # what a page without script has at all


@pytest.fixture
def client(table: Table, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(knowledge, "table", lambda: table)
    monkeypatch.setattr(knowledge, "today", lambda: DAY)
    return TestClient(Starlette(routes=ROUTES))


@pytest.fixture
def situation(table: Table) -> Situation:
    """Return one in which something is advised against and something cannot be done."""
    for found in table.outcomes:
        advice = advise(table, found, DAY)
        if {"ligt-niet-voor-de-hand", "kan-niet"} <= {row.role for row in advice.channels}:
            return found
    raise AssertionError


def test_what_is_left_out_is_gone_and_the_rest_is_there(
    client: TestClient, table: Table, situation: Situation
) -> None:
    case = pieces.case(table, situation, DAY)
    marks = {
        **{part: f'<h2 id="{part}">{view.PARTS[part]}</h2>' for part in closed.CONTENTS},
        "uitleg": "<h3>Zo leg je het uit</h3>",
        "waarom-niet": "<h3>Waarom niet …?</h3>",
        pieces.FILES: ">Maak PDF</a>",
    }
    assert marks.keys() == STATIC
    kept = [beside(case), rows.chart(case, opened=True)]
    for part in STATIC:
        html = client.get(f"{where(situation)}?verberg={part}&alles=ja").text
        page = StrictPage(html)
        check_structure(page)
        assert f"#{part}" not in page.links
        assert {name for name, mark in marks.items() if mark not in html} == {part}
        assert all(piece in html for piece in kept)


def test_what_is_decided_goes_along_to_every_page(client: TestClient, situation: Situation) -> None:
    asked = "embed=true&vast=traject,fase&verberg=herkomst,reis"
    page = StrictPage(client.get(f"{where(situation)}?{asked}").text)
    check_structure(page)
    assert "Deze fase" not in page.words
    change = next(link for link in page.links if "wijzig=ja" in link)
    form = StrictPage(client.get(urljoin(f"{HOME}{where(situation)[1:]}", change)).text)
    check_structure(form)
    names = {given["name"] for given in form.all("input") if given["type"] == "radio"}
    assert names == set(DIMENSIONS[2:])
    assert "Dit staat al vast:" in form.words
    sent = {g["name"]: g["value"] for g in form.all("input") if g["type"] == "hidden"}
    assert sent == {
        "traject": situation.track, "fase": situation.phase, "embed": "true",
        "vast": "traject,fase", "verberg": "herkomst,reis",
    }  # fmt: skip
    answer = client.get("/advies/", params=sent, follow_redirects=False)
    to = urlsplit(answer.headers["location"])
    assert answer.status_code == 303
    assert dict(parse_qsl(to.query)) == dict(parse_qsl(asked))
    empty = next(link for link in form.links if "traject=" in link and "wijzig" not in link)
    assert parse_qs(urlsplit(empty).query)["vast"] == ["traject,fase"]


def test_when_all_is_locked_nothing_can_be_changed(
    client: TestClient, situation: Situation
) -> None:
    page = StrictPage(client.get(f"{where(situation)}?vast={','.join(DIMENSIONS)}").text)
    assert "Wijzig deze keuzes" not in page.words


def test_a_word_that_does_not_exist_changes_nothing_and_is_named(
    client: TestClient, situation: Situation
) -> None:
    answer = client.get(f"{where(situation)}?verberg=reiss&vast=<b>")
    page = StrictPage(answer.text)
    check_structure(page)
    assert answer.status_code == 200
    assert "Bij ‘verberg’ ken ik ‘reiss’ niet. Bedoelde je ‘reis’?" in page.words
    assert "De hele reis: het hoofdkanaal per fase" in page.words


def test_pages_that_are_seen_otherwise_are_not_kept(
    table: Table, monkeypatch: pytest.MonkeyPatch, situation: Situation
) -> None:
    monkeypatch.setattr(knowledge, "table", lambda: table)
    still = Still()
    client = TestClient(Starlette(routes=[Route("/advies/{path:path}", still)]))
    for hidden in ("reis", "tabel", "uitleg"):
        assert client.get(f"{where(situation)}?verberg={hidden}").status_code == 200
    assert len(still.shelf) == 0


@pytest.fixture
def own(table: Table, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Visit the pages of an organisation with a colour and a logo."""
    made = io.BytesIO()
    Image.new("RGB", (80, 40), (122, 31, 92)).save(made, "PNG")
    style = {"kleur": "#7a1f5c", "naam_op_documenten": "Gemeente <b>X"}
    given = Organisation.model_validate({"naam": "X", "huisstijl": style})
    book = replace(organisation.apply(table.book, given), logo=image.redraw(made.getvalue()))
    monkeypatch.setattr(knowledge, "table", lambda: replace(table, book=book))
    monkeypatch.setattr(knowledge, "today", lambda: DAY)
    return TestClient(Starlette(routes=ROUTES))


@pytest.mark.parametrize("address", ["/advies/", "/advies/x"])
def test_a_page_is_in_the_name_and_with_the_logo_of_the_organisation(
    own: TestClient, address: str
) -> None:
    page = StrictPage(own.get(address).text)
    (logo,) = page.all("img")
    assert logo["alt"] == "Gemeente <b>X"
    shown = own.get(urljoin(f"{HOME}{address[1:]}", logo["src"]))
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    assert image.size(shown.content) == (80, 40)
    assert StrictPage(own.get(f"{address}?embed=true").text).all("img") == []


def test_without_a_logo_the_name_stands_there(
    own: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = replace(knowledge.table().book, logo=None)
    bare = replace(knowledge.table(), book=book)
    monkeypatch.setattr(knowledge, "table", lambda: bare)
    page = StrictPage(own.get("/advies/").text)
    check_structure(page)
    assert "Gemeente <b>X" in page.words
    assert own.get("/assets/logo.png").status_code == 404


def test_the_colour_can_be_read_in_both_themes_and_paper_stays_black(own: TestClient) -> None:
    text = own.get("/assets/still.css").text
    light, dark = re.findall(r"@media screen[^{]*{ :root { --accent: (#\w{6}); } }", text)
    assert light == "#7a1f5c"
    assert chart.contrast(light, "#ffffff") >= 4.5
    assert chart.contrast(dark, "#0f1518") >= 4.5
    assert text.index("@media print") < text.index("@media screen")


def test_without_an_organisation_there_is_no_logo(client: TestClient) -> None:
    assert client.get("/assets/logo.png").status_code == 404


def test_the_app_links_to_the_plain_page_that_is_seen_in_the_same_way(
    table: Table, situation: Situation
) -> None:
    seen = view.View({"fase": situation.phase}, frozenset({"reis"}))
    edition = Edition("proef", None, DAY)
    shown = "".join(pieces.pieces(table, edition, situation, seen, True))
    assert f'href="{where(situation)[1:]}?embed=true&amp;vast=fase&amp;verberg=reis"' in shown
    whole = "".join(pieces.pieces(table, edition, situation, view.EVERYTHING, False))
    assert f'href="{where(situation)[1:]}"' in whole
