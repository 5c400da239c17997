"""The page Advies without a browser: what it says for which address."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from pages import html, marked, to_example
from streamlit.testing.v1 import AppTest

from engine import Situation, Table
from screens.page import address, knowledge
from screens.page.markup import Html, bullets, tag

COVERS = (
    "screens/advice/ask.py",
    "screens/advice/rows.py",
    "screens/menu/main.py",
    "screens/page/blocks.py",
    "screens/page/canvas.py",
)

ROOT = Path(__file__).resolve().parents[2]
NONE = {"traject": None, "fase": None} | dict.fromkeys(
    ("leeftijd", "profiel", "belang"), "onbekend"
)
FULL = {
    "traject": "participatie",
    "fase": "bewustwording",
    "leeftijd": "75-plus",
    "profiel": "zorgzame-senioren",
}
CITED = re.compile(
    r'<span class="bron">.*?</a></span>|<span class="bron">.*?</span>|<ol class="bronnen">.*?</ol>',
    re.DOTALL,
)
ENGLISH = (
    "the and with select choose show hide loading running error copy submit clear settings "
    "rerun channel channels advice question answer phase age unknown certainty likely"
).split()
JARGON = (
    "score ruleset log-odds waarborg waarborgen vangnet gelijkspel klantreis spoor "
    "verantwoording geschiktheid onbekend None nan True False"
).split()


@pytest.fixture(scope="module")
def open_page() -> Iterator[Callable[..., AppTest]]:
    def opened(**params: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "screens" / "menu" / "main.py"), default_timeout=600)
        for key, value in params.items():
            at.query_params[key] = value
        at.run()
        assert not at.exception
        return at

    yield opened


@pytest.fixture(scope="module")
def served_table() -> Table:
    return knowledge.table()


def text(at: AppTest) -> str:
    words = re.sub(r"<[^>]+>", " ", html(at))
    return re.sub(r"\s+", " ", unescape(words))


def everything(at: AppTest) -> str:
    """Return every text a visitor can see, apart from names of publications."""
    body = re.sub(r"<[^>]+>", " ", CITED.sub(" ", html(at)))
    labels = [b.label for b in at.button] + [e.label for e in at.expander]
    labels += [t.value for t in at.title] + [s.label for s in at.selectbox]
    return unescape(" ".join([body, *labels]))


def find(table: Table, wanted: Callable[[Situation], bool]) -> dict[str, str]:
    return address.write(next(s for s in table.outcomes if wanted(s)).facts())


def test_nothing_is_advised_before_track_and_phase_are_chosen(
    open_page: Callable[..., AppTest],
) -> None:
    at = open_page()
    assert marked(at) == NONE
    assert "Kies een traject en een fase. Dan verschijnt hier je advies." in text(at)
    assert "kaart" not in html(at)
    assert "<h1>Welke kanalen passen bij deze inwoners?</h1>" in html(at)


def test_one_answer_is_asked_for_what_is_missing(open_page: Callable[..., AppTest]) -> None:
    at = open_page(traject="participatie")
    assert "Kies een fase." in text(at)
    at.query_params["fase"] = "actie"
    assert 'class="conclusie"' in html(at.run())


def test_the_example_opens_an_advice(open_page: Callable[..., AppTest]) -> None:
    at = open_page()
    to_example(at)
    assert 'class="conclusie"' in html(at)
    assert "Dit is een voorbeeld." in text(at)
    at.query_params["fase"] = "afronding"
    assert "Dit is een voorbeeld." not in text(at.run())


def test_an_address_opens_the_advice_with_everything_it_promises(
    open_page: Callable[..., AppTest],
) -> None:
    at = open_page(**FULL)
    said = text(at)
    for words in (
        "Hoe zeker?",
        "Kanalen en middelen",
        "Wat altijd moet",
        "Wie mis je hiermee?",
        "Zo leg je het uit",
        "Meer over dit advies",
        "Dit zegt niet hoeveel inwoners je bereikt.",
        "ons eigen model",
        "Maak PDF",
        "Kopieer als tekst",
        "Kopieer link",
    ):
        assert words in said
    assert html(at).count('data-deel="kaart ') in (2, 3, 4)
    query = "traject=participatie&amp;fase=bewustwording&amp;leeftijd=75-plus"
    assert f'href="document/advies.pdf?{query}&amp;profiel=zorgzame-senioren"' in html(at)
    assert [e.label for e in at.expander] == ["Vergelijk met een andere groep"]


def test_an_unknown_choice_is_named_and_the_rest_is_kept(open_page: Callable[..., AppTest]) -> None:
    at = open_page(traject="participatie", fase="bewustwoording", leeftijd="75-plus")
    assert "De fase ‘bewustwoording’ ken ik niet." in text(at)
    assert "Bedoelde je ‘Bewustwording & oriëntatie’?" in text(at)
    assert marked(at) == NONE | {"traject": "participatie", "leeftijd": "75-plus"}


def test_an_unknown_choice_cannot_bring_html_along(open_page: Callable[..., AppTest]) -> None:
    at = open_page(traject='<b onclick="x">')
    assert "<b onclick" not in html(at)
    assert "&lt;b onclick" in html(at)


def test_reset_empties_the_answers_and_the_address(open_page: Callable[..., AppTest]) -> None:
    at = open_page(**FULL)
    next(b for b in at.button if b.label == "Wis mijn keuzes").click().run()
    assert marked(at) == NONE
    assert not at.query_params
    assert "Bekijk een voorbeeld" in html(at)


def test_what_is_not_ours_in_the_address_stays(open_page: Callable[..., AppTest]) -> None:
    at = open_page(bron="nieuwsbrief", **FULL)
    next(b for b in at.button if b.label == "Wis mijn keuzes").click().run()
    assert dict(at.query_params) == {"bron": "nieuwsbrief"}


def test_the_address_of_now_wins_as_with_the_back_button(open_page: Callable[..., AppTest]) -> None:
    at = open_page(**FULL)
    at.query_params["fase"] = "afronding"
    at.run()
    assert marked(at)["fase"] == "afronding"


def test_a_tie_is_shown_as_a_tie(open_page: Callable[..., AppTest], served_table: Table) -> None:
    def has_tie(situation: Situation) -> bool:
        rows = served_table.outcomes[situation].ranking
        return any(row.even_with and row.role == "hoofdkanaal" for row in rows)

    said = text(open_page(**find(served_table, has_tie)))
    assert said.count("Even geschikt · past") >= 2


def test_law_and_advice_stand_apart(open_page: Callable[..., AppTest], served_table: Table) -> None:
    kinds = {s.id: s.kind for s in served_table.book.safeguards}

    def both(situation: Situation) -> bool:
        return {kinds.get(id_) for id_ in served_table.outcomes[situation].applies} >= {
            "wet",
            "aanbevolen",
        }

    body = html(open_page(**find(served_table, both)))
    law, advised = body.split("<h3>Wat altijd moet</h3>")[1].split("<h3>Aanbevolen</h3>")
    reasons = {s.because: s.kind for s in served_table.book.safeguards}
    for because, kind in reasons.items():
        other = advised.split("</section>")[0] if kind == "wet" else law
        assert because not in unescape(other)


def test_what_always_goes_with_it_says_why(
    open_page: Callable[..., AppTest], served_table: Table
) -> None:
    def has_net(situation: Situation) -> bool:
        return any(row.role == "vangnet" for row in served_table.outcomes[situation].ranking)

    said = text(open_page(**find(served_table, has_net)))
    assert re.search("Altijd erbij · (door de wet|aanbevolen)", said)


@pytest.mark.parametrize("phase", ["bewustwording", "eerste-contact", "terugkoppeling"])
@pytest.mark.parametrize("track", ["participatie", "dienstverlening"])
def test_every_word_is_dutch_and_nobody_needs_our_jargon(
    open_page: Callable[..., AppTest], track: str, phase: str
) -> None:
    said = everything(open_page(traject=track, fase=phase))
    found = re.findall(rf"\b(?:{'|'.join(map(re.escape, ENGLISH + JARGON))})\b", said)
    assert not found


def test_html_is_escaped_unless_we_made_it() -> None:
    assert tag("p", "<b>", class_='a"b') == '<p class="a&quot;b">&lt;b&gt;</p>'
    assert tag("p", Html("<b>x</b>")) == "<p><b>x</b></p>"
    assert bullets([]) == ""
