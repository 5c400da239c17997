"""Words without a subject, chances in search, and the own words of an organisation, by hand."""

from functools import partial
from pathlib import Path

import pytest

from engine.model import KnowledgeError
from listening import chances, knowledge, left_over, own_words, subject_terms, uses
from listening.model import TermCount
from listening.reading import export_store

COVERS = ("screens/listening/word_adding.py",)

VOCABULARY = knowledge.load()


def term(text: str, times: int, now: int = 0, before: int = 0) -> TermCount:
    return TermCount(text, times, now, before)


def test_new_and_rising_words_come_first() -> None:
    terms = [term("oud", 500, 200, 210), term("geldfit", 690, 690, 0), term("groei", 300, 200, 100),
             term("krimp", 300, 100, 200), term("nieuw", 900, 900, 0)]  # fmt: skip
    rising = left_over.rising(terms, partial(uses.trend, least=10))
    assert [(one.text, one.times, one.trend) for one in rising] == [
        ("nieuw", 900, "nieuw"),
        ("geldfit", 690, "nieuw"),
        ("groei", 200, "stijgt"),
    ]


def test_words_are_grouped_by_what_most_of_them_share() -> None:
    terms = [term("geldfit app", 30), term("geldfit test", 20), term("app store", 12),
             term("de 12", 40)]  # fmt: skip
    assert left_over.clusters(terms) == (
        left_over.Cluster("geldfit", 50, ("geldfit app", "geldfit test")),
        left_over.Cluster("app", 12, ("app store",)),
    )


def shown(text: str, times: int, clicks: int | None, position: float | None) -> TermCount:
    return TermCount(text, times, 0, 0, clicks, position)


USUAL = [shown(f"t{at}", 1000, 100, 2.0) for at in range(5)]  # one in ten is clicked


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (shown("x", 1000, 20, 2.0), chances.HARDLY),
        (shown("x", 1000, 50, 2.0), chances.HARDLY),
        (shown("x", 1000, 51, 2.0), None),  # more than half of what its place gets
        (shown("x", 100, 3, 2.0), None),  # may be chance
        (shown("x", 99, 0, 2.0), None),
        (shown("x", 1000, 0, 4.0), None),  # no others on that place
        (shown("x", 1000, 9, 8.0), chances.LOW),
        (shown("x", 1000, 9, 20.0), chances.LOW),
        (shown("x", 1000, 9, 20.1), None),
        (shown("x", 1000, None, None), None),
    ],
)
def test_a_chance(one: TermCount, why: str | None) -> None:
    named = {chance.text: chance.why for chance in chances.chances([*USUAL, one])}
    assert named == ({"x": why} if why else {})


def test_clicks_and_places_come_from_the_export(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text(
        "query,date,clicks,impressions,position\n"
        "geldfit,2026-10-01,1,100,10\ngeldfit,2026-10-02,2,300,14\n"
    )
    with export_store.open_store(VOCABULARY.kinds) as opened:
        counts = opened.count_terms(opened.read(path), (), uses.tells(VOCABULARY), 10)
    assert counts
    assert counts.frequent == (TermCount("geldfit", 400, 0, 0, 3, 13.0),)  # (1000 + 4200) / 400
    found = uses.picture(VOCABULARY, counts)
    assert [one.why for one in found.chances] == [chances.LOW]


def test_an_own_word_counts_with_its_subject_and_its_file_can_be_read_back() -> None:
    before = own_words.read("e.yaml", "woorden:\n  - onderwerp: woz\n    inwoner: [huisprijs]\n")
    text = own_words.write(
        {"schuldhulp": ["geldfit"]}, {"gsc-zoekvragen": {"zoekvraag": "Wat mensen typen"}}, before
    )
    assert own_words.is_own(text)
    vocabulary = own_words.joined(VOCABULARY, own_words.read("e.yaml", text))
    matcher = subject_terms.new_matcher(vocabulary.subjects.values(), vocabulary.same)
    assert [e.subject for e in subject_terms.match(matcher, "geldfit aanvragen")] == ["schuldhulp"]
    assert [e.subject for e in subject_terms.match(matcher, "huisprijs")] == ["woz"]
    assert "Wat mensen typen" in vocabulary.kinds["gsc-zoekvragen"].columns["zoekvraag"].names
    assert own_words.write({}, {}, own_words.read("e.yaml", text)) == text


KIND = """soorten:
  - id: laposta
    naam: Laposta, nieuwsbrieven
    herkomst: Laposta
    inhoud: berichten
    telt: geopend
    telt_rijen: nee
    hoogstens: [500]
    kolommen:
      datum: {soort: datum, nodig: ja, namen: [verzendmoment]}
      titel: {soort: tekst, nodig: ja, namen: [naam van de campagne]}
      geopend: {soort: aantal, nodig: ja, namen: [aantal geopend]}
    reeksen: [{soort: nieuwsbrief, per: titel, telt: geopend}]
"""


def test_an_own_kind_is_read_without_code(tmp_path: Path) -> None:
    own = own_words.read("e.yaml", KIND)
    again = own_words.read("e.yaml", own_words.write({}, {}, own))
    assert again == own
    path = tmp_path / "l.csv"
    path.write_text("Verzendmoment;Naam van de campagne;Aantal geopend\n1-10-2026;Herfst;40\n")
    with export_store.open_store(own_words.joined(VOCABULARY, own).kinds) as opened:
        assert [(r.kind.id, r.total) for r in opened.read(path)] == [("laposta", 40)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "woorden:\n  - {onderwerp: schuldhlp, inwoner: [x]}\n",
            "onderwerp 'schuldhlp' ken ik niet",
        ),
        ("kolommen:\n  - {soort: gsc, kolommen: {a: [b]}}\n", "soort 'gsc' ken ik niet"),
        ("kolommen:\n  - {soort: gsc-datums, kolommen: {a: [b]}}\n", "kolom 'a' ken ik niet"),
        ("woorden:\n  - {onderwerp: woz, inwoners: [x]}\n", "inwoners"),
        ("woorden: [", "e.yaml"),
    ],
)
def test_what_is_wrong_in_own_words_is_said(text: str, words: str) -> None:
    with pytest.raises(KnowledgeError, match=words):
        own_words.joined(VOCABULARY, own_words.read("e.yaml", text), "e.yaml")


def test_the_setting_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "eigen.yaml"
    path.write_text("woorden:\n  - {onderwerp: woz, inwoner: [huisprijs]}\n", encoding="utf-8")
    monkeypatch.setenv(knowledge.SETTING, str(path))
    assert "huisprijs" in knowledge.load.__wrapped__().subjects["woz"].resident
    monkeypatch.setenv(knowledge.SETTING, str(tmp_path / "weg.yaml"))
    with pytest.raises(KnowledgeError, match=r"weg\.yaml"):
        knowledge.load.__wrapped__()


@pytest.mark.parametrize(
    ("text", "own"),
    [("# x\n\nwoorden:\n", True), ("kolommen: []\n", True), ("project: {}\n", False), ("", False)],
)
def test_a_file_of_own_words_is_told_from_a_plan(text: str, own: bool) -> None:
    assert own_words.is_own(text) is own
