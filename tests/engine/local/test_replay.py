"""A receipt names own research by its hash, and a replay without it says what is missing."""

import json
from datetime import date
from pathlib import Path

import pytest
from surveying.layers import layer

from commands.engine.advice import _organisation_of
from commands.framework import Options, Refusal
from engine import Rulebook, Situation, advise, export, receipt
from engine.knowledge import organisation, own_survey
from engine.knowledge.own_survey import Asked, Saying
from engine.worker import build

ASKED = Asked("participatie", "bewustwording")
YOUNG = Situation("participatie", "bewustwording", "16-24")
SAYINGS = (
    Saying(ASKED, "motief", "Het is snel.", 0.42, 310),
    Saying(ASKED, "verwachting", "Antwoord binnen een week.", 0.5, 300),
)
ORGANISATION = "naam: Gemeente Voorbeeld\neigen_onderzoek: [laag.yaml]\n"


@pytest.fixture(scope="module")
def local(book: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    folder: Path = tmp_path_factory.mktemp("organisatie")
    own = layer(book, [ASKED], ["brief", "instagram"], sayings=SAYINGS)
    (folder / "laag.yaml").write_text(own_survey.write(own), "utf-8")
    (folder / "organisatie.yaml").write_text(ORGANISATION, "utf-8")
    return organisation.read(folder / "organisatie.yaml", book)


def test_a_receipt_names_the_layer_and_replays_with_it(local: Rulebook, book: Rulebook) -> None:
    table = build(local, [YOUNG])
    data = export.advice(local, advise(table, YOUNG, date(2026, 11, 29)))
    saved = receipt.read(json.dumps(data))
    (own,) = local.surveys
    assert saved.research == ((own.about.title, own.digest),)
    assert {"eigen_onderzoek", "bestand", "sha256", "n", "begin", "einde"} == set(
        data["verantwoording"]["wijzigingen_organisatie"][-1]
    )
    assert receipt.replay(table, saved) == []
    assert saved.missing(local) is None
    assert "nodig is het eigen onderzoek 'Onderzoek voorbeeldstad'" in str(saved.missing(book))


def test_a_replay_without_the_layer_is_refused_in_dutch(
    local: Rulebook, book: Rulebook, tmp_path: Path
) -> None:
    table = build(local, [YOUNG])
    data = export.advice(local, advise(table, YOUNG, date(2026, 11, 29)))
    file = tmp_path / "organisatie.yaml"
    file.write_text("naam: Gemeente Voorbeeld\n", "utf-8")
    options = Options(bon="bon.json", organisatiebestand=file)
    with pytest.raises(Refusal, match="Zet het laagbestand naast het organisatiebestand"):
        _organisation_of(receipt.read(json.dumps(data)), book, options)


def test_what_residents_said_takes_the_place_of_not_published(local: Rulebook) -> None:
    data = export.advice(local, advise(build(local, [YOUNG]), YOUNG, date(2026, 11, 29)))
    motives = [one["tekst"] for one in data["motieven"]]
    assert motives[0] == "42 % noemt: Het is snel (310 antwoorden)."
    assert export.UNPUBLISHED not in motives
    assert data["verwachtingen"][0]["tekst"].startswith("50 % noemt: Antwoord binnen een week")
    row = next(row for row in data["kanalen"] if row["kanaal"] == "brief")
    (shown,) = row["eigen_onderzoek"]
    assert shown["telt_mee"] and shown["van"] <= shown["aandeel"] <= shown["tot"]
    assert shown["n"] == 120
