"""Own research in the advice of an organisation: scores, doubt and reasons that add up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from surveying.layers import about, layer

from engine import KnowledgeError, Rulebook, Situation, Table, advise, export
from engine.answer import Ranked
from engine.cache import table_of
from engine.knowledge import organisation, own_survey
from engine.knowledge.own_survey import Asked, OwnSurvey
from engine.local.local_words import OWN, RULES
from engine.total import total
from engine.worker import build

COVERS = (
    "engine/local/scoring.py",
    "engine/local/local_words.py",
    "engine/local/research.py",
    "engine/model/survey.py",
)

DAY = date(2026, 11, 29)
ASKED = Asked("participatie", "bewustwording")
CHANNELS = ("brief", "instagram", "vindplaats", "straatgesprek")
YOUNG = Situation("participatie", "bewustwording", "16-24")
TOLD = Situation("participatie", "bewustwording", "16-24", "stadse-nomaden")
NOT_ASKED = Situation("participatie", "afronding", "16-24")
SITUATIONS = (YOUNG, TOLD, NOT_ASKED, Situation("participatie", "bewustwording"))


def row_of(table: Table, channel: str, situation: Situation = YOUNG) -> Ranked:
    return next(row for row in table.outcomes[situation].ranking if row.channel == channel)


def with_layers(
    book: Rulebook, *layers: OwnSurvey, situations: Sequence[Situation] = (YOUNG,)
) -> Table:
    """Return the table of a few situations with own research."""
    return build(own_survey.attach(book, layers), situations)


@pytest.fixture(scope="module")
def own(book: Rulebook) -> OwnSurvey:
    return layer(book, [ASKED], CHANNELS, shifts={"brief": 3.0, "vindplaats": -2.0})


@pytest.fixture(scope="module")
def local(book: Rulebook, own: OwnSurvey) -> Table:
    return with_layers(book, own, situations=SITUATIONS)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_reasons_add_up_to_the_score(local: Table, situation: Situation) -> None:
    for row in local.outcomes[situation].ranking:
        if row.score is not None:
            added = total(reason.weight for reason in row.reasons if reason.counted)
            assert added == pytest.approx(row.score, abs=1e-6), row.channel


def test_the_score_is_a_part_of_the_rules_and_what_residents_add(
    local: Table, table: Table, own: OwnSurvey
) -> None:
    bare = {row.channel: row.score or 0 for row in table.outcomes[YOUNG].ranking}
    for row in local.outcomes[YOUNG].ranking:
        mine = {reason.rule: reason.weight for reason in row.reasons}
        if row.channel in CHANNELS:
            shift = own.rows[ASKED][row.channel].shift[own.place("16-24", "onbekend")]
            assert row.score == pytest.approx(0.6 * bare[row.channel] + shift, abs=1e-6)
            assert mine[RULES] == pytest.approx(-0.4 * bare[row.channel], abs=1e-6)
            assert row.rules == 0.6
        else:
            assert (row.score or 0) == bare[row.channel]
            assert OWN not in mine


def test_what_was_not_asked_keeps_its_score_and_is_believed_less(
    local: Table, table: Table
) -> None:
    before = {row.channel: row for row in table.outcomes[NOT_ASKED].ranking}
    for row in local.outcomes[NOT_ASKED].ranking:
        if row.score is not None:
            assert row.score == before[row.channel].score
            assert (row.spread or 0) > (before[row.channel].spread or 9)
            assert row.reasons == before[row.channel].reasons


def test_a_profile_that_was_not_told_apart_is_less_sure(local: Table) -> None:
    spread = {at: row_of(local, "brief", at).spread for at in (YOUNG, TOLD)}
    assert spread[YOUNG] == pytest.approx(1.2816 * 0.5, abs=1e-3)
    assert spread[TOLD] == pytest.approx(1.2816 * np.hypot(0.5, 1.0), abs=1e-3)


def test_without_a_layer_nothing_changes(book: Rulebook, table: Table) -> None:
    assert own_survey.attach(book, ()) is book
    assert build(book, [YOUNG]).outcomes == {YOUNG: table.outcomes[YOUNG]}


def test_national_knowledge_stays_as_it_is(book: Rulebook, own: OwnSurvey) -> None:
    local = own_survey.attach(book, [own])
    assert local.digest == book.digest
    assert local.rules == book.rules
    assert local.organisation_digest != book.organisation_digest
    assert {slug: local.sources[slug] for slug in book.sources} == book.sources


def test_of_two_surveys_the_newer_counts_and_the_older_stands_beside(
    book: Rulebook, own: OwnSurvey
) -> None:
    older = layer(book, [ASKED], ["brief"], of=about("Oud", date(2021, 5, 1)), rules=0.1)
    newer_first = with_layers(book, own, older)
    assert newer_first.outcomes == with_layers(book, older, own).outcomes
    for situation, outcome in with_layers(book, own).outcomes.items():
        scores = {row.channel: row.score for row in outcome.ranking}
        both = newer_first.outcomes[situation].ranking
        assert {row.channel: row.score for row in both} == scores
    advice = advise(newer_first, YOUNG, DAY)
    assert [shown.counts for shown in advice.own_research["brief"]] == [True, False]
    assert "Eerder onderzoek (2021) telt niet meer mee." in advice.own_research["brief"][1].text


def test_old_research_is_less_sure(book: Rulebook, own: OwnSurvey) -> None:
    old = replace(own, about=about(end=date(2016, 9, 30)), digest="oud")
    spread = [row_of(with_layers(book, one), "brief").spread or 0 for one in (own, old)]
    assert spread[0] < spread[1]
    assert spread[1] == pytest.approx(1.2816 * np.hypot(0.5, 0.7), abs=1e-3)


def test_nothing_is_told_of_fewer_than_ten(book: Rulebook) -> None:
    few = layer(book, [ASKED], CHANNELS, n=0)
    row = row_of(with_layers(book, few), "brief")
    text = next(reason.because for reason in row.reasons if reason.rule == OWN)
    assert text.startswith("Uit deze groep kwamen te weinig antwoorden. Van alle eigen inwoners")
    for cells in few.rows[ASKED].values():
        cells.n[:] = 0
    row = row_of(with_layers(book, few), "brief")
    text = next(reason.because for reason in row.reasons if reason.rule == OWN)
    assert "%" not in text


def test_a_simulated_survey_says_so_everywhere(book: Rulebook) -> None:
    fake = layer(book, [ASKED], CHANNELS, of=about(simulated=True), shifts={"brief": 3.0})
    local = with_layers(book, fake)
    data = export.advice(local.book, advise(local, YOUNG, DAY))
    assert "Nagebootst" in " ".join(data["kanttekeningen"])
    reasons = [r for row in data["kanalen"] for r in row["redenen"] if r["regel"] == OWN]
    assert reasons and all(r["omdat"].startswith("Nagebootst") for r in reasons)


TEXT = "naam: Gemeente Voorbeeld\neigen_onderzoek: [laag.yaml]\n"


def test_an_organisation_names_the_file_of_its_layer(
    tmp_path: Path, book: Rulebook, own: OwnSurvey
) -> None:
    file = tmp_path / "organisatie.yaml"
    file.write_text(TEXT, "utf-8")
    with pytest.raises(KnowledgeError, match=r"'laag.yaml' staat niet naast dit bestand"):
        organisation.read(file, book)
    (tmp_path / "laag.yaml").write_text(own_survey.write(own), "utf-8")
    with_layer = organisation.read(file, book)
    assert with_layer.surveys == (own,)
    assert with_layer.sources["eigen-onderzoek-1"].publisher == "Gemeente Voorbeeld"
    bare = organisation.parse("o.yaml", "naam: Gemeente Voorbeeld\n", book)
    assert with_layer.organisation_digest != bare.organisation_digest
    assert with_layer.organisation is not None
    written = organisation.write(organisation.keys(with_layer.organisation))
    assert organisation.parse("o.yaml", written, book).organisation == with_layer.organisation
    (tmp_path / "laag.yaml").write_text("rijen: []\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"laag.yaml"):
        organisation.read(file, book)


@pytest.mark.parametrize("name", ["../laag.yaml", "/etc/passwd", "laag.csv", "map/laag.yaml", "."])
def test_a_layer_lies_beside_and_nowhere_else(book: Rulebook, name: str) -> None:
    with pytest.raises(KnowledgeError, match="Noem alleen de naam van een laagbestand"):
        organisation.parse("o.yaml", f"naam: X\neigen_onderzoek: ['{name}']\n", book)


def test_the_same_layer_twice_is_refused(book: Rulebook) -> None:
    with pytest.raises(KnowledgeError, match="staat er twee keer"):
        organisation.parse("o.yaml", "naam: X\neigen_onderzoek: [a.yaml, a.yaml]\n", book)


@pytest.mark.exhaustive
def test_workers_and_this_process_give_the_same(
    book: Rulebook, own: OwnSurvey, tmp_path: Path
) -> None:
    local = own_survey.attach(book, [own])
    assert table_of(local, tmp_path).outcomes == build(local).outcomes
    assert table_of(local, tmp_path).outcomes == table_of(local, tmp_path).outcomes
