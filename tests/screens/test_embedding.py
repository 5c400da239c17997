"""The advice on another site: the code to copy, what is locked and hidden, and a broken link."""

import re

import pytest
from conftest import ROOT
from pages import html, page, params, serve, text, to_example

from engine import Rulebook, Table
from engine.model import DIMENSIONS, UNKNOWN
from screens.advice import closed, details, pieces
from screens.maintenance import embedding
from screens.page import address, knowledge, view
from screens.page.framing import PARENTS

HERE = {"traject": "participatie", "fase": "actie"}
GUIDE = (ROOT / "docs" / "insluiten.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


def advies() -> None:
    from screens.advice import page as advies

    advies.show()


def beheer() -> None:
    from screens.maintenance import page as beheer

    beheer.show()


# --- what the address says ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "locked", "hidden", "strange"),
    [
        ({}, {}, set(), ()),
        ({**HERE, "vast": "traject,fase"}, HERE, set(), ()),
        ({**HERE, "vast": " fase , traject,,fase"}, HERE, set(), ()),
        ({**HERE, "vast": "leeftijd"}, {"leeftijd": UNKNOWN}, set(), ()),
        ({"verberg": "reis,herkomst"}, {}, {"reis", "herkomst"}, ()),
        (
            {**HERE, "vast": "trajekt"},
            {},
            set(),
            ("Bij ‘vast’ ken ik ‘trajekt’ niet. Bedoelde je ‘traject’?",),
        ),
        ({"verberg": "zzz"}, {}, set(), ("Bij ‘verberg’ ken ik ‘zzz’ niet.",)),
        (
            {"traject": "participatie", "vast": "traject,fase"},
            {"traject": "participatie"},
            set(),
            ("De link wil de fase vastzetten, maar noemt geen keuze. Je kunt hier zelf kiezen.",),
        ),
    ],
)
def test_the_address_locks_and_hides(
    params: dict[str, str],
    locked: dict[str, str],
    hidden: set[str],
    strange: tuple[str, ...],
    book: Rulebook,
) -> None:
    assert view.read(address.read(book, params), params) == view.View(
        locked, frozenset(hidden), strange
    )


def test_an_answer_that_is_unknown_is_never_locked(book: Rulebook) -> None:
    given = {"traject": "x", "fase": "y", "leeftijd": "z", "profiel": "q", "vast": "x"}
    given |= {"belang": "w", "vast": ",".join(DIMENSIONS)}
    seen = view.read(address.read(book, given), given)
    assert (seen.locked, seen.strange) == ({}, ())


def test_a_long_list_of_nonsense_is_named_briefly(book: Rulebook) -> None:
    given = {"vast": ",".join("x" * n for n in range(90)), "verberg": "<b>,'\"" * 99}
    seen = view.read(address.read(book, given), given)
    assert len(seen.strange) == view.MOST
    assert max(map(len, seen.strange)) < 120


# --- the page -------------------------------------------------------------------------------------


def test_a_locked_question_is_told_and_not_asked() -> None:
    at = page(advies, {**HERE, "vast": "traject,fase"})
    assert re.findall("<legend>([^<]+)</legend>", html(at)) == [
        "1. Welke leeftijd heeft je doelgroep vooral?",
        "2. Welk betrokkenheidsprofiel past het best?",
        "3. Wat staat er op het spel?",
    ]
    assert re.search(r"Dit staat al vast: Traject Participatie Fase Actie", text(at))


def test_reset_keeps_what_is_locked() -> None:
    at = page(advies, {**HERE, "vast": "fase", "verberg": "reis", "embed": "true"})
    kept = {**HERE, "vast": "fase", "verberg": "reis", "embed": "true"}
    at.button(key="wis").click().run()
    assert params(at) == {k: v for k, v in kept.items() if k != "traject"}


def test_the_example_keeps_what_is_locked() -> None:
    at = page(advies, {"fase": "afronding", "vast": "fase"})
    to_example(at)
    assert params(at)["fase"] == "afronding"
    assert "traject" in params(at)


def test_with_everything_locked_nothing_is_asked() -> None:
    at = page(advies, {**HERE, "vast": ",".join(DIMENSIONS)})
    assert ('type="radio"' in html(at), list(at.button)) == (False, [])
    assert "De keuzes voor dit advies staan vast." in text(at)
    assert "Alle leeftijden of niet bekend" in text(at)


def test_hidden_parts_are_gone_and_what_defends_the_advice_stays() -> None:
    at = page(advies, {**HERE, "verberg": ",".join(view.PARTS)})
    assert [box.label for box in at.expander] == []
    said = text(at)
    for part in ("Meer over dit advies", "Zo leg je het uit", "Maak PDF", "De boodschap"):
        assert part not in said
    for part in ("Advies", "Hoe zeker?", "Wat altijd moet", "Wie mis je hiermee?"):
        assert part in said


def test_each_part_can_be_left_out_alone(table: Table) -> None:
    situation = next(iter(table.outcomes))
    case = pieces.case(table, situation, knowledge.today())
    marks = {
        "documenten": ">Maak PDF<",
        "reis": 'class="lint"',
        "uitleg": "<h3>Zo leg je het uit</h3>",
        "waarom-niet": "<h3>Waarom niet …?</h3>",
    }
    marks |= {part: contents(case) for part, contents in closed.CONTENTS.items() if part != "reis"}
    for part in marks:
        said = "".join(pieces.parts(case, view.View({}, frozenset({part}))).values())
        assert {name for name, mark in marks.items() if mark not in said} == {part}
    assert {*marks, details.PART} == {*view.PARTS}
    assert not page(advies, {**HERE, "verberg": details.PART}).expander


def test_a_link_that_is_not_understood_says_so_once() -> None:
    at = page(advies, {**HERE, "vast": "faze", "verberg": "<script>alert(1)</script>"})
    assert "Bedoelde je ‘fase’?" in text(at)
    assert "&lt;script&gt;alert(1)" in html(at)
    assert "De rest van de link doet het wel." in text(at)


# --- the code -------------------------------------------------------------------------------------


def test_the_address_holds_presets_locks_and_hidden_parts() -> None:
    src = embedding.source(
        "https://kanalen.voorbeeld.nl/app", HERE, ["traject", "fase"], ["reis", "uitleg"]
    )
    assert src == (
        "https://kanalen.voorbeeld.nl/app/?embed=true&traject=participatie&fase=actie"
        "&vast=traject,fase&verberg=reis,uitleg"
    )
    assert embedding.source("https://a.nl", {}, [], []) == "https://a.nl/?embed=true"


def test_the_code_is_short_named_and_listens_to_us_alone() -> None:
    made = embedding.code("https://kanalen.voorbeeld.nl/app/?embed=true&traject=x")
    assert 'title="Kanaaladvies"' in made
    assert "?embed=true&amp;traject=x" in made
    for word in ("allow-scripts", "allow-same-origin", "allow-downloads"):
        assert word in made
    assert "frame.contentWindow !== source" in made
    assert "new URL(frame.src).origin !== origin" in made
    assert len(made.splitlines()) <= 26
    assert 'x"><b>' not in embedding.code(embedding.source('https://a/x"><b>', {}, [], []))


def test_the_page_and_the_script_say_the_same_message() -> None:
    name = '"ken-je-inwoner:hoogte"'
    for file in ("frame.js", "height.js"):
        script = (embedding.SCRIPT.parent / file).read_text(encoding="utf-8")
        assert script.count(name) == 1, file


def test_what_is_chosen_stands_in_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PARENTS, "https://intranet.gemeente.nl")
    asked = {**HERE, "deel": "insluiten", "vast": "fase,leeftijd", "verberg": "reis,x"}
    at = page(beheer, asked)
    assert "?embed=true&amp;traject=participatie&amp;fase=actie&amp;vast=fase&amp;verberg=reis" in (
        at.code[0].value
    )
    said = text(at)
    assert "deze site zelf, https://intranet.gemeente.nl." in said
    assert PARENTS in said
    assert 'target="_blank"' in html(at)


def test_a_choice_goes_to_the_address_and_the_code() -> None:
    at = page(beheer, {"deel": "insluiten"})
    assert "Vul eerst iets in." in text(at)
    at.selectbox(key="veld-fase").set_value("afronding").run()
    at.pills(key="veld-vast").set_value(["fase"]).run()
    at.pills(key="veld-verberg").set_value(["herkomst", "uitleg"]).run()
    assert params(at) == {
        "deel": "insluiten",
        "fase": "afronding",
        "vast": "fase",
        "verberg": "herkomst,uitleg",
    }
    assert "fase=afronding&amp;vast=fase&amp;verberg=uitleg,herkomst" in at.code[0].value


# --- the guide ------------------------------------------------------------------------------------


def test_the_guide_names_every_parameter_part_and_word() -> None:
    for word in (view.LOCK, view.HIDE, *DIMENSIONS, *embedding.SANDBOX.split(), PARENTS):
        assert f"`{word}`" in GUIDE, word
    for part, name in view.PARTS.items():
        assert f"| `{part}` | {name} |" in GUIDE, part


def test_the_guide_shows_the_code_that_is_served() -> None:
    serve_table = (ROOT / "screens" / "static" / "frame.js").read_text(encoding="utf-8").strip()
    assert serve_table in GUIDE
