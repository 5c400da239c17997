"""Concepts are kept, by organisation; nobody overwrites another unseen, and all is written down."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.concept import Actor, ConceptError, ConceptStage, mark, overtaken
from workbench.knowledge_rooms import CHANNELS, SOURCES
from workbench.storage.concept_store import ConceptStore, NoConcept

WRITER, OTHER = Actor("a", "Anna"), Actor("b", "Bram")
FILE, SECOND = f"{CHANNELS}/podcast.yaml", f"{SOURCES}/GEM26.yaml"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConceptStore]:
    made = ConceptStore(url=f"sqlite:///{tmp_path}/plannen.sqlite3")
    yield made
    made.close()


def put(store: ConceptStore, number: int, seen: dict[str, str], **texts: str | None) -> None:
    store.put(number, {FILE: texts["text"]}, {FILE: mark("was")}, seen, WRITER, "veranderd")


def test_a_concept_of_several_files_is_there_after_a_restart(
    store: ConceptStore, tmp_path: Path
) -> None:
    number = store.begin("  Podcast   erbij ", WRITER)
    store.put(number, {FILE: "naam: P", SECOND: "titel: T"}, {}, {}, WRITER, "twee bestanden")
    again = ConceptStore(url=f"sqlite:///{tmp_path}/plannen.sqlite3").read(number)
    assert again.head.title == "Podcast erbij"
    assert again.texts == {SECOND: "titel: T", FILE: "naam: P"}
    assert [event.what for event in again.events] == ["begonnen", "twee bestanden"]


def test_a_concept_needs_a_title(store: ConceptStore) -> None:
    with pytest.raises(ConceptError, match="naam"):
        store.begin("  ", WRITER)


def test_another_organisation_does_not_see_it(store: ConceptStore) -> None:
    number = store.begin("Iets", WRITER)
    assert store.within("elders").heads() == ()
    with pytest.raises(NoConcept):
        store.within("elders").read(number)


def test_a_file_that_is_again_as_it_was_leaves_the_concept(store: ConceptStore) -> None:
    number = store.begin("Iets", WRITER)
    put(store, number, {}, text="anders")
    assert store.read(number).files[FILE].base == mark("was")
    put(store, number, {}, text="was")
    assert store.read(number).files == {}


def test_nobody_overwrites_unseen(store: ConceptStore) -> None:
    number = store.begin("Iets", WRITER)
    put(store, number, {}, text="een")
    put(store, number, {FILE: mark("een")}, text="twee")
    with pytest.raises(ConceptError, match="Iemand anders"):
        put(store, number, {FILE: mark("een")}, text="drie")
    assert store.read(number).texts == {FILE: "twee"}


@pytest.mark.parametrize("text", ["x" * 1_000_001, "a\x00b"])
def test_what_cannot_be_kept_is_refused_whole(store: ConceptStore, text: str) -> None:
    number = store.begin("Iets", WRITER)
    with pytest.raises(ConceptError):
        store.put(number, {SECOND: "goed", FILE: text}, {}, {}, WRITER, "x")
    with pytest.raises(ConceptError, match="hoort niet"):
        store.put(number, {"app.py": "x"}, {}, {}, WRITER, "x")
    assert store.read(number).files == {}


def test_a_file_is_put_back(store: ConceptStore) -> None:
    number = store.begin("Iets", WRITER)
    put(store, number, {}, text=None)
    store.put_back(number, FILE, WRITER)
    assert store.read(number).files == {}


def test_a_proposal_does_not_change_until_it_comes_back(store: ConceptStore) -> None:
    number = store.begin("Iets", WRITER)
    put(store, number, {}, text="een")
    store.move(number, ConceptStage.DRAFT, ConceptStage.PROPOSED, WRITER, "Omdat het klopt.")
    assert store.read(number).proposer == WRITER
    with pytest.raises(ConceptError, match="voorgesteld"):
        put(store, number, {}, text="twee")
    with pytest.raises(ConceptError, match="intussen"):
        store.move(number, ConceptStage.DRAFT, ConceptStage.PROPOSED, WRITER, "")
    store.move(number, ConceptStage.PROPOSED, ConceptStage.DRAFT, OTHER, "Noem de bron.")
    concept = store.read(number)
    assert concept.proposer is None
    assert [(e.actor.name, e.what, e.why) for e in concept.events[-2:]] == [
        ("Anna", "voorgesteld", "Omdat het klopt."),
        ("Bram", "concept", "Noem de bron."),
    ]
    store.move(number, ConceptStage.DRAFT, ConceptStage.DROPPED, WRITER, "")
    with pytest.raises(ConceptError, match="weggelegd"):
        put(store, number, {}, text="twee")


def test_what_others_changed_meanwhile_is_named(store: ConceptStore) -> None:
    number = store.begin("Iets", WRITER)
    put(store, number, {}, text="nieuw")
    concept = store.read(number)
    assert overtaken(concept, {FILE: "was"}) == []
    assert overtaken(concept, {FILE: "nieuw"}) == []
    assert overtaken(concept, {FILE: "elders veranderd"}) == [FILE]
