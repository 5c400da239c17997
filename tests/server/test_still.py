"""Every static page says what the app says, in HTML that anyone can read."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from conftest import ROOT
from hostile import ask, questions
from plainpage import DAY, StrictPage, check_structure, drawn, where, words
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

import documents
from documents.advice.first_page import FOOT
from engine import Situation, Table, advise
from engine.model import DIMENSIONS, UNKNOWN
from screens.advice import closed, pieces
from screens.advice import questions as form_questions
from screens.page import address, knowledge
from screens.server.still import Still, style

COVERS = (
    "screens/advice/rows.py",
    "screens/advice/form.py",
    "screens/advice/plain_page.py",
    "screens/page/blocks.py",
    "screens/page/frame.py",
)

HOME = "http://testserver/"
SMALL = 85_000  # bytes of a page with everything
TAG = re.compile("<[^>]+>")


@pytest.fixture(scope="module")
def still(table: Table) -> Iterator[Still]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(knowledge, "table", lambda: table)
        patch.setattr(knowledge, "today", lambda: DAY)
        yield Still()


@pytest.fixture(scope="module")
def app(still: Still) -> Starlette:
    routes = [Route("/advies", still), Route("/advies/{path:path}", still)]
    return Starlette(routes=[*routes, Route("/assets/still.css", style)])


@pytest.fixture(scope="module")
def client(app: Starlette) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def pages(client: TestClient, table: Table) -> dict[Situation, str]:
    """Return the page with everything of situations over the whole space."""
    found = {}
    for situation in drawn(table):
        answer = client.get(f"{where(situation)}?alles=ja", follow_redirects=False)
        assert answer.status_code == 200
        found[situation] = answer.text
    return found


@pytest.fixture(scope="module")
def read(pages: dict[Situation, str]) -> dict[Situation, StrictPage]:
    """Return every page, read."""
    return {situation: StrictPage(html) for situation, html in pages.items()}


def spoken_words(html: str) -> str:
    return words(TAG.sub(" ", html))


@pytest.mark.exhaustive
def test_every_page_says_what_the_app_says(pages: dict[Situation, str], table: Table) -> None:
    for situation, html in pages.items():
        case = pieces.case(table, situation, DAY)
        said = spoken_words(html)
        for name, piece in pieces.parts(case).items():
            told = spoken_words(piece) if name not in (pieces.FILES, "meer") else ""
            for button in ("Aanpak", "Kopieer deze uitleg"):  # only the app has script
                told, said = told.replace(button, ""), said.replace(button, "")
            assert words(told) in words(said), (situation, name)
        for part, contents in closed.CONTENTS.items():
            assert contents(case) in html, (situation, part)
        assert table.book.digest in html


def test_the_simple_page_holds_no_more_than_page_one(client: TestClient, table: Table) -> None:
    situation = next(iter(table.outcomes))
    page = StrictPage(client.get(where(situation)).text)
    check_structure(page)
    for words_of in ("Hoe zeker?", "Waarom niet …?", "Wie mis je hiermee?", "Wat altijd moet"):
        assert words_of in page.words
    for words_of in ("Zo pak je het aan", "Punten", "Bronnen"):
        assert words_of not in page.words
    assert page.tags["table"] == 0
    assert [d["class"] for d in page.all("details")] == ["eigen-regels"]
    (whole,) = [link for link in page.links if "alles=ja" in link]
    more = StrictPage(client.get(urljoin(f"{HOME}{where(situation)[1:]}", whole)).text)
    check_structure(more)
    assert more.words.count("Zo pak je het aan") > 1


@pytest.mark.exhaustive
def test_every_page_names_the_sources_of_its_documents(
    read: dict[Situation, StrictPage], table: Table
) -> None:
    for situation, page in read.items():
        case = pieces.case(table, situation, DAY)
        content = documents.content_of(table.book, case.advice, case.phases)
        for slug in content.sources:
            assert table.book.sources[slug].url in page.links
            assert words(table.book.sources[slug].title) in page.words
        assert words(FOOT) in page.words


@pytest.mark.exhaustive
def test_law_and_advice_are_never_mixed(read: dict[Situation, StrictPage], table: Table) -> None:
    for situation, page in read.items():
        must = page.words.index(" Wat altijd moet ")
        advised = page.words.find(" Aanbevolen ", must)
        end = page.words.index(" Wie mis je hiermee? ", must)
        for duty in advise(table, situation, DAY).duties:
            at = page.words.index(words(duty.because), must)
            law = duty.kind == "wet"
            assert must < at < (advised if advised > 0 else end) if law else advised < at < end


@pytest.mark.exhaustive
def test_every_page_is_well_built(
    read: dict[Situation, StrictPage], pages: dict[Situation, str]
) -> None:
    titles = set()
    for situation, page in read.items():
        check_structure(page)
        assert len(pages[situation].encode()) < SMALL
        titles.add(pages[situation].split("<title>")[1].split("</title>")[0])
    assert len(titles) == len(pages)
    assert all(t.startswith("Advies: ") and t.endswith(" – Ken je inwoner") for t in titles)


@pytest.mark.exhaustive
def test_every_link_leads_somewhere(read: dict[Situation, StrictPage], table: Table) -> None:
    pages = {where(situation) for situation in table.outcomes}
    for situation, page in read.items():
        for link in page.links:
            to = urlsplit(urljoin(f"{HOME}{where(situation)[1:]}", link))
            if to.netloc != "testserver" or to.path in pages:
                continue
            check_link(to.path, to.query, situation, table)


def check_link(path: str, query: str, situation: Situation, table: Table) -> None:
    files = {f"/document/advies.{kind}" for kind in ("pdf", "docx", "txt")}
    ours = {"/", "/advies/", "/handleiding", "/api/v1/advies"}
    assert path in files | ours | {"/assets/still.css", "/favicon.png"}
    if query:
        if path.startswith("/advies/") and query == "alles=ja":
            return
        asked = address.read(table.book, dict(parse_qsl(query)))
        assert asked.situation == situation and not asked.strange


@pytest.mark.exhaustive
def test_links_stay_below_the_folder_of_a_proxy(read: dict[Situation, StrictPage]) -> None:
    for situation, page in read.items():
        base = f"{HOME}intranet/kanalen{where(situation)}"
        for link in page.links:
            assert not link.startswith("/")
            to = urlsplit(urljoin(base, link))
            assert to.netloc != "testserver" or to.path.startswith("/intranet/kanalen/")


def test_a_page_is_sent_once(client: TestClient, table: Table) -> None:
    path = where(next(iter(table.outcomes)))
    first = client.get(path)
    assert first.headers["content-encoding"] == "gzip"
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(path).headers["etag"] == first.headers["etag"]


def test_an_embedded_page_has_no_frame_of_its_own(client: TestClient, table: Table) -> None:
    situation = next(iter(table.outcomes))
    page = StrictPage(client.get(f"{where(situation)}?embed=true").text)
    check_structure(page)
    assert page.tags["header"] == page.tags["footer"] == 0
    app = urljoin(f"{HOME}{where(situation)[1:]}", "../../../../")
    for link in page.links:
        to = urljoin(f"{HOME}{where(situation)[1:]}", link)
        assert urlsplit(to).path != urlsplit(app).path
        if "/advies/" in to and not link.startswith("#") and to.startswith(HOME):
            assert "embed=true" in to
    form = StrictPage(client.get("/advies/?embed=true").text)
    assert {"type": "hidden", "name": "embed", "value": "true"} in form.all("input")


def test_the_form_asks_the_questions(client: TestClient, table: Table) -> None:
    """What is at stake is asked once there is a track, for it depends on that."""
    assert form_questions.LABELS["belang"] not in StrictPage(client.get("/advies/").text).words
    track = next(iter(table.book.tracks))
    answer = client.get("/advies/", params={"traject": track})
    page = StrictPage(answer.text)
    check_structure(page)
    assert answer.status_code == 200
    asked = address.options(table.book) | {"belang": address.stakes(table.book, track)}
    for key, options in asked.items():
        assert form_questions.LABELS[key] in page.words
        fields = [given for given in page.all("input") if given["name"] == key]
        assert [given["value"] for given in fields] == list(options)
        chosen = [given["value"] for given in fields if "checked" in given]
        assert chosen == {"traject": [track], "fase": []}.get(key, [UNKNOWN])
        assert all(("required" in given) == (key in address.REQUIRED) for given in fields)


def test_the_form_leads_to_the_page(client: TestClient, table: Table) -> None:
    for situation in list(table.outcomes)[::311]:
        answer = client.get("/advies/", params=situation.facts(), follow_redirects=False)
        assert answer.status_code == 303
        assert urljoin(f"{HOME}advies/", answer.headers["location"]) == HOME + where(situation)[1:]
        back = client.get("/advies/", params=situation.facts() | {"wijzig": "ja"})
        chosen = [g["value"] for g in StrictPage(back.text).all("input") if "checked" in g]
        assert (back.status_code, chosen) == (200, list(situation))


def test_what_is_left_out_is_not_known(client: TestClient, table: Table) -> None:
    track, phase = next(iter(table.book.tracks)), next(iter(table.book.phases))
    full = where(Situation(track, phase))
    for path in (f"/advies/{track}/{phase}", f"/advies/{track}/{phase}/", f"{full}/"):
        assert client.get(path).url.path == full
    assert client.get(f"{full}/{UNKNOWN}/").status_code == 404
    assert client.get("/advies", params={"traject": track}).url == (
        f"{HOME}advies/?traject={track}"
    )


WRONG = [
    ("/advies/?fase=bewustwordin", 400, "De fase ‘bewustwordin’ ken ik niet. Bedoelde je ‘"),
    ("/advies/x/y", 404, "Het traject ‘x’ ken ik niet."),
    ("/advies/x/y", 404, "Kies nog een traject en een fase."),
    ("/advies/a/b/c/d/e/f/g", 404, "Het profiel ‘d’ ken ik niet."),
]


@pytest.mark.parametrize(("asked", "status", "message"), WRONG)
def test_a_choice_that_is_unknown_gets_the_form_with_a_suggestion(
    client: TestClient, asked: str, status: int, message: str
) -> None:
    answer = client.get(asked)
    page = StrictPage(answer.text)
    check_structure(page)
    assert answer.status_code == status
    assert message in page.words
    assert "<title>Fout: " in answer.text
    assert page.tags["form"] == 1
    assert urljoin(f"{HOME}{asked[1:]}", page.all("form")[0]["action"] or "") == f"{HOME}advies/"


def test_known_choices_survive_a_wrong_one(client: TestClient, table: Table) -> None:
    """What is at stake goes with the track."""
    situation = list(table.outcomes)[-1]
    page = StrictPage(client.get(f"/advies/x/{'/'.join(situation[1:])}").text)
    chosen = [g["value"] for g in page.all("input") if "checked" in g]
    assert chosen == list(situation[1:4])


def test_pages_are_only_read(client: TestClient) -> None:
    answer = client.post("/advies/", data={"traject": "x"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    check_structure(StrictPage(answer.text))


def test_a_fault_of_ours_is_a_page_without_a_traceback(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Table:
        raise RuntimeError("geheim")

    monkeypatch.setattr(knowledge, "table", broken)
    answer = client.get("/advies/")
    assert answer.status_code == 500
    assert "geheim" not in answer.text and "Traceback" not in answer.text
    check_structure(StrictPage(answer.text))


def test_the_style_needs_nothing_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/assets/still.css")
    assert answer.headers["content-type"].startswith("text/css")
    folder = ROOT / "screens" / "static"
    files = (folder / "still.css", folder / "answer.css")
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    assert answer.text == text
    assert "url(" not in text and "@import" not in text and "!important" not in text
    for word in ("prefers-color-scheme: dark", "@media print", ":focus-visible"):
        assert word in text


def test_hostile_addresses_are_shown_as_text(app: Starlette, still: Still, table: Table) -> None:
    book = table.book
    slugs = [*book.tracks, *book.phases, *book.ages, *book.profiles]
    starts = ("/advies/", f"/advies/{slugs[0]}", f"/advies/{slugs[0]}/{next(iter(book.phases))}")
    asked = list(questions(7, 2000, starts, slugs))
    seen = set()
    for i, (answer, question) in enumerate(zip(ask(app, asked), asked, strict=True)):
        seen.add(answer.status)
        assert answer.status < 500, question
        assert "set-cookie" not in answer.headers, question
        assert len(answer.body) < SMALL, question
        if answer.body and "content-encoding" not in answer.headers and b"%0d" not in question.path:
            text = answer.body.decode()
            assert "Traceback" not in text and "root:x:" not in text
            assert "<script" not in text and "<img" not in text
            if answer.headers["content-type"].startswith("text/html") and i % 10 == 0:
                check_structure(StrictPage(text))
    assert {200, 303, 400, 404, 405} <= seen
    assert len(still.shelf) <= 4 * len(table.outcomes)


def test_the_keys_of_an_address_are_those_of_a_situation(table: Table) -> None:
    assert tuple(address.options(table.book)) == DIMENSIONS
