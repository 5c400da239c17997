"""The workbench on screen: who may in, and a concept from its first part to its consequences."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pages import html, page, serve, text, without_error
from streamlit.testing.v1 import AppTest

from engine import Rulebook, Situation, Table
from engine.proof import trial
from engine.proof.trial import Trial
from engine.worker import build
from screens.maintenance.bench import current_concept, publications, trying
from screens.maintenance.bench.trying import ConceptRun
from workbench.concept import Actor, ConceptStage, mark
from workbench.example_parts import example_of
from workbench.knowledge_rooms import CHANNELS, SOURCES, texts
from workbench.published import Publication
from workbench.publishing import Publisher
from workbench.rights import CODES
from workbench.storage.concept_store import ConceptStore
from workbench.storage.version_store import VersionStore

COVERS = (
    "screens/maintenance/bench/adding.py",
    "screens/maintenance/bench/desk.py",
    "screens/maintenance/bench/file_names.py",
    "screens/maintenance/bench/file_text.py",
    "screens/maintenance/bench/filling.py",
    "screens/maintenance/bench/finishing.py",
    "screens/maintenance/bench/pressed.py",
    "screens/maintenance/bench/new_parts.py",
    "screens/maintenance/bench/trying.py",
    "screens/maintenance/bench/who.py",
    "screens/page/reading/concept_readers.py",
    "workbench/form_options.py",
)
WRITER, PUBLISHER = "schrijf-schrijf-schrijf", "geefuit-geefuit-geefuit"
RULES = "journeys/regels/participatie-bewustwording.yaml"
ANNA = Actor("anna", "Anna")
HERE = {"deel": "werkplaats"}
WEIGHTY = "journeys/regels/participatie.yaml"


def show() -> None:
    from screens.maintenance import page as maintenance_page

    maintenance_page.show()


def quick(book: Rulebook, timeout: float = 0) -> Table:
    return build(replace(book, constants={**book.constants, "trekkingen": 100}))


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: Table) -> Iterator[ConceptStore]:
    serve(monkeypatch, table)
    monkeypatch.setattr(trial, "compile_book", quick)
    monkeypatch.setenv(CODES, f"schrijver={WRITER} uitgever={PUBLISHER}")
    made = ConceptStore(url=f"sqlite:///{tmp_path}/plannen.sqlite3")
    rows = Publisher(VersionStore(f"sqlite:///{tmp_path}/plannen.sqlite3"), tmp_path)
    monkeypatch.setattr(publications, "_publisher", lambda: rows)
    monkeypatch.setattr(current_concept, "_store", lambda: made)
    yield made
    made.close()


def inside(params: dict[str, str], code: str = WRITER, name: str = "Anna") -> AppTest:
    at = page(show, HERE | params)
    at.text_input[0].input(name)
    at.text_input[1].input(code)
    return without_error(at.button[0].click().run())


def field(at: AppTest, label: str) -> Any:
    every = [*at.text_input, *at.text_area, *at.selectbox, *at.multiselect]
    return next(one for one in every if one.label.startswith(label))


def press(at: AppTest, label: str) -> AppTest:
    return without_error(next(b for b in at.button if b.label == label).click().run())


def test_without_codes_it_says_how_to_turn_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CODES)
    assert CODES in text(page(show, HERE))


def test_a_wrong_code_opens_nothing() -> None:
    at = inside({}, code="fout-fout-fout-fout")
    assert "Deze code ken ik niet" in text(at)
    assert [button.label for button in at.button] == ["Open de werkplaats"]


def test_a_concept_begins_with_a_name(store: ConceptStore) -> None:
    at = inside({})
    at = press(at, "Begin een concept")
    assert "Geef je concept een naam" in text(at)
    field(at, "Wat ga je").input("Podcast <b>erbij</b>")
    at = press(at, "Begin een concept")
    assert store.heads()[0].title == "Podcast <b>erbij</b>"
    assert "<b>erbij" not in html(at)
    assert "Er staat nog niets" in text(at)


def test_an_unknown_concept_leads_back() -> None:
    assert "bestaat niet meer" in text(inside({"concept": "99"}))


def test_a_rule_is_written_into_its_file(store: ConceptStore) -> None:
    number = store.begin("Regel", ANNA)
    at = inside({"concept": str(number), "soort": "regel", "bestand": RULES})
    at = press(at, "Zet in het concept")
    assert "Vul nog in: Over welke kanalen?" in text(at)
    field(at, "Over welke kanalen").set_value(["buurtapp"])
    field(at, "Hoe sterk").set_value("0.5")
    field(at, "Waarom").input("Buren lezen mee.")
    field(at, "Kwaliteit").set_value("D")
    at = press(at, "Zet in het concept")
    kept = store.read(number).texts[RULES]
    assert kept
    assert "- id: buren-lezen-mee\n    kanaal:\n      - buurtapp\n    gewicht: '0.5'" in kept
    assert "Bewaard in het concept: een regel toegevoegd" in text(at)


@pytest.mark.parametrize("kind", ["bron", "bevinding", "kanaal", "plicht", "feit", "tekst",
                                  "voorbeeld", "leeftijd", "ongebruikt"])  # fmt: skip
def test_every_form_opens_and_says_what_is_missing(store: ConceptStore, kind: str) -> None:
    number = store.begin("X", ANNA)
    at = press(inside({"concept": str(number), "soort": kind}), "Zet in het concept")
    said = text(at)
    filled = kind in ("tekst", "leeftijd")
    assert ("nog niets" in said) if filled else ("Vul nog in" in said)


def test_an_age_group_gets_other_bounds_in_every_file(store: ConceptStore) -> None:
    number = store.begin("Leeftijd", ANNA)
    at = inside({"concept": str(number), "soort": "leeftijd"})
    field(at, "Nieuwe grenzen").input("18-24")
    at = press(at, "Zet in het concept")
    kept = store.read(number).texts
    assert kept["profiles/leeftijd/16-24.yaml"] is None
    assert "profiles/leeftijd/18-24.yaml" in kept
    assert len(kept) > 3


def test_the_text_of_a_file_can_be_changed_and_put_back(store: ConceptStore) -> None:
    number = store.begin("Tekst", ANNA)
    params = {"concept": str(number), "stap": "tekst", "map": CHANNELS,
              "bestand": f"{CHANNELS}/flyer.yaml"}  # fmt: skip
    at = inside(params)
    field(at, "Tekst van").input(f"{at.text_area[0].value}" + "# klaar\n")
    at = press(at, "Bewaar in het concept")
    assert "flyer.yaml" in text(at)
    assert "+" not in text(at)
    at = press(at, "Zet dit bestand terug zoals het nu geldt")
    assert store.read(number).files == {}


def test_a_broken_concept_is_told_once_and_counts_nothing(store: ConceptStore) -> None:
    number = store.begin("Stuk", ANNA)
    store.put(number, {f"{SOURCES}/GEM26.yaml": "titel: ["}, {}, {}, ANNA, "stuk")
    at = press(inside({"concept": str(number), "stap": "gevolgen"}), "Reken het concept door")
    assert text(at).count("GEM26.yaml, regel 1") == 1


@pytest.mark.exhaustive
def test_a_whole_advice_comes_before_anything_counts(store: ConceptStore) -> None:
    number = store.begin("Heel", ANNA)
    serving = texts({})
    changed = serving[WEIGHTY] + "# opmerking\n"
    store.put(number, {WEIGHTY: changed}, {WEIGHTY: mark(serving[WEIGHTY])}, {}, ANNA, "x")
    at = press(inside({"concept": str(number), "stap": "situatie"}), "Reken het concept door")
    assert "Advies met dit concept" in text(at)
    at = press(at, "Maak een voorbeeld van dit advies")
    assert "voorbeeld toegevoegd" in text(at)
    assert len(store.read(number).files) == 2


def test_an_example_expects_what_is_advised(table: Table) -> None:
    asked = Situation(*(next(iter(words)) for words in table.book.choices().values()))
    file, tree = example_of(table, asked, "Zo")
    assert file.endswith(f"{asked.track}-{asked.phase}.yaml")
    assert tree["verwacht"]
    assert set(tree["moet"]) <= {duty.id for duty in table.book.safeguards}


@pytest.fixture
def published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: ConceptStore, table: Table
) -> VersionStore:
    """Let every concept come out well, and publish into rows of this test alone."""
    (tmp_path / "kennis").mkdir()
    made = VersionStore(f"sqlite:///{tmp_path}/plannen.sqlite3")
    publisher = Publisher(made, tmp_path / "kennis")
    monkeypatch.setattr(publications, "_publisher", lambda: publisher)

    def compute(advice_table: Table, texts: object, wanted: str) -> ConceptRun:
        return ConceptRun(wanted, Trial((), compared=True), table)

    monkeypatch.setattr(trying, "compute", compute)
    return made


def step(store: ConceptStore, number: int, name: str, code: str = WRITER) -> AppTest:
    """Open a concept as somebody, and try it."""
    params = {"concept": str(number), "stap": "gevolgen"}
    at = press(inside(params, code, name), "Reken het concept door")
    at.query_params["stap"] = "afronden"
    return without_error(at.run())


def one_concept(store: ConceptStore) -> int:
    number = store.begin("Podcast", ANNA)
    store.put(number, {f"{CHANNELS}/podcast.yaml": "naam: P"}, {}, {}, ANNA, "x")
    return number


def test_somebody_else_publishes_what_was_proposed_with_a_reason(
    store: ConceptStore, published: VersionStore
) -> None:
    number = one_concept(store)
    at = step(store, number, "Anna")
    at = press(at, "Stel voor")
    assert "Schrijf op waarom" in text(at)
    field(at, "Waarom verander").input("Inwoners luisteren.")
    at = press(at, "Stel voor")
    assert store.read(number).head.stage == ConceptStage.PROPOSED
    at = step(store, number, "Anna", PUBLISHER)
    assert "kan het niet zelf publiceren" in text(at)
    assert "Publiceer" not in [button.label for button in at.button]
    at = step(store, number, "Carla")
    assert "Publiceer" not in [button.label for button in at.button]
    at = step(store, number, "Bram", PUBLISHER)
    at = press(at, "Publiceer")
    assert "Versie 1 geldt nu" in text(at)
    (line,) = published.lines()
    assert (line.proposer, line.publisher, line.title) == ("Anna", "Bram", "Podcast")
    assert "Inwoners luisteren." in line.why
    assert published.serving()[1] == {f"{CHANNELS}/podcast.yaml": "naam: P"}
    assert store.read(number).head.stage == ConceptStage.PUBLISHED


def test_a_proposal_is_given_back_with_a_reason(
    store: ConceptStore, published: VersionStore
) -> None:
    number = one_concept(store)
    store.move(number, ConceptStage.DRAFT, ConceptStage.PROPOSED, ANNA, "Omdat.")
    at = press(step(store, number, "Bram", PUBLISHER), "Geef terug")
    assert "Schrijf op wat er nog anders moet" in text(at)
    field(at, "Wat vind je").input("Noem een bron.")
    at = press(at, "Geef terug")
    assert store.read(number).head.stage == ConceptStage.DRAFT
    assert "Noem een bron." in text(at)
    assert published.newest() == 0


def test_what_was_not_tried_is_not_proposed(store: ConceptStore, published: VersionStore) -> None:
    number = one_concept(store)
    at = press(inside({"concept": str(number), "stap": "afronden"}), "Stel voor")
    assert "Reken het concept eerst door" in text(at)
    at = press(at, "Leg dit concept weg")
    assert store.read(number).head.stage == ConceptStage.DROPPED


def test_an_old_version_serves_again_in_one_step(
    store: ConceptStore, published: VersionStore
) -> None:
    wish = Publication("Een", "Omdat", "Wat", "Anna", "Bram", "d", {f"{CHANNELS}/a.yaml": "1"})
    published.publish(wish, 0, wish.changed)
    assert "Laat deze versie" not in " ".join(b.label for b in inside({}).button)
    at = press(inside({}, PUBLISHER, "Bram"), "Laat deze versie weer gelden")
    assert "Schrijf op waarom" in text(at)
    field(at, "Waarom").input("Het klopte niet.")
    at = press(at, "Laat deze versie weer gelden")
    assert published.serving()[1] == {}
    assert published.lines()[0].copies == 0
    assert "Het klopte niet." in text(at)


def test_two_versions_that_cannot_be_read_say_why(
    store: ConceptStore, published: VersionStore
) -> None:
    wish = Publication("Een", "Omdat", "Wat", "Anna", "Bram", "d", {f"{CHANNELS}/a.yaml": "1"})
    published.publish(wish, 0, wish.changed)
    assert "ontbreekt" in text(press(inside({}), "Vergelijk"))


def test_what_a_concept_adds_or_drops_has_its_name(book: Rulebook) -> None:
    old, group = "16-24", next(iter(book.ages.values()))
    new = replace(book, ages={slug: form for slug, form in book.ages.items() if slug != old})
    both = trying.with_names(new, replace(book, ages={"18-24": group}))
    assert both.ages["18-24"] == group
    assert trying.with_names(book, new).ages[old] == book.ages[old]
