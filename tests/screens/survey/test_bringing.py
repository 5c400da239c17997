"""Bringing answers: what a file is, what its columns mean, and what is kept of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import streamlit as st
from pages import serve
from surveying.layers import about, layer

from dutch import decimal
from engine import Rulebook, Table
from engine.knowledge import own_survey
from engine.knowledge.own_survey import Asked
from engine.model import KnowledgeError
from screens.page.reading import asking, readers
from screens.survey import (
    bringing,
    choices,
    example,
    held,
    mapping_form,
    pressing,
    question_files,
    question_form,
    steps_to_take,
    with_without,
)
from surveys.findings.advice_pairs import AdviceDifference, pairs, plain_situations
from surveys.harvest import AnswerFile, FirstLook, SurveyFacts, digest
from surveys.needed import gain
from surveys.questions.block import block
from surveys.reading.mapping import AnswerMapping, ColumnMeaning
from surveys.reading.unreadable import ColumnPreview

NASTY = "<img src=x onerror=alert(1)>"


def at_once(_: str, name: str, *given: Any, key: str = "") -> Any:
    """Read in this process; that it happens in another is tested beside the others."""
    return readers.READERS[name].read(*given)


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)
    monkeypatch.setattr(asking, "read", at_once)


@pytest.fixture(scope="module")
def layer_text(book: Rulebook) -> str:
    asked = [Asked(track, phase) for track in book.tracks for phase in book.phases]
    return own_survey.write(layer(book, asked, list(book.channels)[:4]))


def test_what_kind_of_survey_it_is_must_be_said_well() -> None:
    facts, wrong = bringing.facts_of({})
    assert facts is None and bringing.NAMED in wrong and len(wrong) == 3
    said: dict[str | int, object] = {
        bringing.TITLE: " Panel  2026 ", bringing.START: "1-9-2026",
        bringing.END: "31-8-2026", bringing.MODE: "papier",
    }  # fmt: skip
    assert bringing.facts_of(said)[1] == {bringing.ORDER: bringing.END}
    facts, wrong = bringing.facts_of(said | {bringing.END: "30 sep 2026"})
    assert wrong == {}
    assert facts == SurveyFacts("Panel 2026", date(2026, 9, 1), date(2026, 9, 30), "papier")


def test_columns_are_mapped_one_by_one_and_user_text_stays_text(book: Rulebook) -> None:
    column = ColumnPreview("q1", NASTY, ((f"Telefoon {NASTY}", 12), ("Anders", 4)), 3)
    meant = mapping_form.changed(book, column, ColumnMeaning("overslaan"), "betekenis", "kanaal")
    assert meant is not None and meant.asked is not None and len(meant.values) == 2
    slug = next(iter(book.channels))
    again = mapping_form.changed(book, column, meant, "antwoord-0", slug)
    assert again is not None and again.values[f"Telefoon {NASTY}"] == slug
    for what, value in (
        ("antwoord-9", slug),
        ("antwoord-0", "bestaat-niet"),
        ("betekenis", "x"),
        ("situatie", "x"),
    ):
        assert mapping_form.changed(book, column, meant, what, value) is None
    made = mapping_form._column(book, column, meant) + mapping_form._columns(
        book, [column], {"q1": meant}, column
    )
    assert NASTY not in made and "3 andere antwoorden" in made


def test_an_unknown_file_is_mapped_and_then_estimated(book: Rulebook) -> None:
    rows = ["vraag;leeftijd"] + [f"{answer};40" for answer in ("Telefoon", "Brief")] * 30
    file = AnswerFile("vreemd.csv", "\n".join(rows).encode())
    seen: FirstLook = bringing.look(book, file)
    assert seen.columns
    column = next(one for one in seen.columns if one.code == "vraag")
    meant = mapping_form.changed(book, column, ColumnMeaning("overslaan"), "betekenis", "kanaal")
    text_ = mapping_form.text(AnswerMapping({"vraag": meant or ColumnMeaning("kanaal")}))
    read = bringing.look(book, file._replace(mapping=text_))
    assert read.n == 60 and not read.columns


def test_a_file_that_cannot_be_read_is_a_sentence(book: Rulebook) -> None:
    with pytest.raises(KnowledgeError, match=r"^leeg\.csv"):
        bringing.look(book, AnswerFile("leeg.csv", b""))
    with pytest.raises(KnowledgeError, match=r"laag\.yaml"):
        readers.layer("laag.yaml", b"a: 1\n", book)
    with pytest.raises(KnowledgeError):
        readers.column_mapping("koppeling.yaml", b"a: 1\n", book)


def test_the_layer_that_was_kept_opens_again(book: Rulebook, layer_text: str) -> None:
    assert readers.layer("laag.yaml", layer_text.encode(), book) == layer_text


def test_every_file_with_questions_can_be_made(table: Table) -> None:
    book = table.book
    phases = list(book.phases)[:1]
    asked = block(book, (), phases)
    track = next(iter(book.tracks))
    files = (
        *question_files.tools(asked),
        *question_files.papers(book, block(book, (track,), phases), track),
    )
    assert len({file.name for file in files}) == len(files) == 9
    for file in files:
        assert file.make(), file.name


def test_how_many_answers_are_needed_is_a_table() -> None:
    made = question_form.needed()
    assert made.count("<tr>") == 1 + len(question_form.COUNTS)
    assert "1.000" in made and f"mist het advies daar {decimal(gain(0).missed, 1)} keuzes" in made


def test_the_example_is_estimated_as_an_own_survey_is(table: Table) -> None:
    now = example._estimated(table)
    assert now.own.about.simulated and now.own.about.n == 612
    assert now.who is not None and now.who.lowest is not None and 0 < now.effective <= 612
    again = held.survey_of(table.book, now.text)
    assert again.own.digest == now.own.digest and again.who is None


def test_the_sentence_on_top_says_how_many_advices_change(book: Rulebook, table: Table) -> None:
    asked = [Asked(track, phase) for track in book.tracks for phase in book.phases]
    own = layer(book, asked, list(book.channels)[:6], of=about(simulated=True))
    rows = pairs(table, table, own, plain_situations(table))
    made = with_without.conclusion(rows, own, True)
    assert "<strong>0 van de 10</strong> situaties verandert het advies" in made
    assert "ruim de helft" in made
    one = replace(rows[0], difference=AdviceDifference.MAIN)
    added = replace(rows[0], difference=AdviceDifference.ADDED)
    for some, words in (
        ([one], "Daar wordt een ander kanaal"), ([one, one], "In al die situaties wordt"),
        ([one, added], "In 1 daarvan wordt"), ([added], "verandert het advies. Onze"),
    ):  # fmt: skip
        assert words in with_without.conclusion(some, own, True)
    assert "zou veranderen" in with_without.conclusion(rows, own, False)
    assert "verzonnen" in str(steps_to_take.example_tag(True))
    assert steps_to_take.example_tag(False) is None


def test_what_comes_from_a_browser_is_short_text_or_nothing() -> None:
    assert pressing.text_of({"doe": "fase"}, "doe") == "fase"
    assert pressing.text_of({"doe": ["x"]}, "doe") == ""
    assert len(pressing.text_of({"doe": "x" * 999}, "doe")) == pressing.LONGEST


def test_a_choice_that_is_not_there_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "query_params", {"fase": "b", choices.COUNTS: choices.NO})
    assert choices.one_of("fase", ["a", "b"]) == "b"
    assert choices.one_of("fase", ["a", "c"], "c") == "c"
    assert choices.one_of("fase", ["a", "c"], "x") == "a"
    assert choices.one_of("fase", []) == ""
    assert not choices.counts()


def test_every_file_keeps_its_own_mapping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})
    assert bringing.meant(b"a") == ""
    bringing._use(digest([b"a"]), "een")
    bringing._use(digest([b"b"]), "twee")
    assert (bringing.meant(b"a"), bringing.meant(b"b"), bringing.meant(b"c")) == ("een", "twee", "")


def test_a_layer_of_before_stands_beside_the_newest(
    monkeypatch: pytest.MonkeyPatch, book: Rulebook
) -> None:
    asked = [Asked(next(iter(book.tracks)), next(iter(book.phases)))]
    old, new = (
        layer(book, asked, list(book.channels)[:2], of=about(f"Panel {year}", date(year, 9, 30)))
        for year in (2024, 2026)
    )
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "rerun", lambda: None)
    monkeypatch.setattr(bringing, "put", lambda _: None)
    files = [(f"{one.about.end.year}.YML", own_survey.write(one).encode()) for one in (old, new)]
    assert all(bringing.is_layer(name) for name, _ in files) and not bringing.is_layer("a.csv")
    read = list(bringing._layers(book, files))
    bringing._open_layers(book, sorted(read, key=lambda one: one.about.end, reverse=True))
    now = held.held(book)
    assert now is not None and now.earlier is not None and not now.loaded
    assert (now.own.about.title, now.earlier.about.title) == ("Panel 2026", "Panel 2024")


def test_what_the_server_counts_is_shown_with_the_one_before(
    monkeypatch: pytest.MonkeyPatch, book: Rulebook
) -> None:
    asked = [Asked(next(iter(book.tracks)), next(iter(book.phases)))]
    both = [
        layer(book, asked, list(book.channels)[:2], of=about(f"Panel {year}", date(year, 9, 30)))
        for year in (2024, 2026)
    ]
    monkeypatch.setattr(st, "session_state", {})
    now = held.held(own_survey.attach(book, both))
    assert now is not None and now.loaded and now.own == both[1] and now.earlier == both[0]
    assert own_survey.parse("laag.yaml", now.text, book) == both[1]
    assert held.held(book) is None
