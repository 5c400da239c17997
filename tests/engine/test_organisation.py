"""An organisation changes who can do what and what things are called, and says so."""

from datetime import date
from pathlib import Path

import pytest

from engine import KnowledgeError, Rulebook, Table, advise, export
from engine.cache import table_of
from engine.knowledge import organisation
from engine.proof.check import errors as errors_of
from engine.worker import build

COVERS = ("engine/refusal.py",)

DAY = date(2026, 11, 22)
TEXT = """naam: Gemeente Voorbeeld
zonder:
  - {kanaal: straatgesprek, omdat: Wij hebben er nog geen mensen voor.}
  - kanaal: chat
eigen_namen:
  mijn-omgeving: {naam: Mijn Voorbeeld}
huisstijl: {kleur: "#00616e", naam_op_documenten: Gemeente Voorbeeld}
"""


@pytest.fixture(scope="module")
def own(book: Rulebook) -> Table:
    return table_of(organisation.parse("organisatie.yaml", TEXT, book))


def test_absent_channels_are_refused_with_the_reason(own: Table) -> None:
    said = set()
    for outcome in own.outcomes.values():
        for row in outcome.ranking:
            if row.channel in ("straatgesprek", "chat"):
                assert row.role == "kan-niet"
                said.add(row.refusal)
    assert "Gemeente Voorbeeld heeft dit kanaal niet. Wij hebben er nog geen mensen voor." in said
    assert "Gemeente Voorbeeld heeft dit kanaal niet." in said


@pytest.mark.exhaustive
def test_other_channels_score_as_before(own: Table, table: Table) -> None:
    for situation, outcome in own.outcomes.items():
        before = {row.channel: row.score for row in table.outcomes[situation].ranking}
        for row in outcome.ranking:
            if row.score is not None:
                assert row.score == before[row.channel]


def test_receipt_and_notes_say_what_the_organisation_changed(own: Table, table: Table) -> None:
    situation = next(iter(own.outcomes))
    data = export.advice(own.book, advise(own, situation, DAY))
    assert data["verantwoording"]["kennis"] == table.book.digest
    changes = data["verantwoording"]["wijzigingen_organisatie"]
    assert changes[0]["organisatie"] == "Gemeente Voorbeeld"
    assert {c["zonder"] for c in changes if "zonder" in c} == {"straatgesprek", "chat"}
    assert {"kanaal": "mijn-omgeving", "heet": "Mijn Voorbeeld"} in changes
    assert any("Gemeente Voorbeeld geen gebruik maakt van" in n for n in data["kanttekeningen"])


def test_own_names_are_used(own: Table) -> None:
    channel = own.book.channels["mijn-omgeving"]
    assert (channel.name, channel.phrase, channel.beside) == ("Mijn Voorbeeld",) * 3


@pytest.mark.exhaustive
def test_an_organisation_that_cannot_meet_the_law_is_an_error(book: Rulebook) -> None:
    without = "naam: X\nzonder:\n  - kanaal: brief\n  - kanaal: antwoordkaart\n"
    bare = organisation.parse("o.yaml", without, book)
    errors = [str(problem) for problem in errors_of(build(bare))]
    assert any("geen kanaal voldoet aan 'aanvraag-ook-per-post'" in text for text in errors)


def test_a_good_organisation_has_no_errors(own: Table) -> None:
    assert errors_of(own) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("naam: X\nzonder:\n  - kanaal: chatt\n", "regel 3: kanaal 'chatt' ken ik niet. Bedoelde"),
        ("naam: X\neigen_namen:\n  brif: {naam: Post}\n", "kanaal 'brif' ken ik niet"),
        ("naam: X\nkleur: rood\n", "de sleutel 'kleur' ken ik niet"),
        ("zonder: []\n", "de sleutel 'naam' ontbreekt"),
        ("naam: X\nhuisstijl: {kleur: rood}\n", "'rood' heeft niet de goede vorm"),
        ("naam: X\nnaam: Y\n", "staat er twee keer"),
        ("", "leeg"),
    ],
)
def test_a_wrong_file_is_explained(book: Rulebook, text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message.replace("(", r"\(")):
        organisation.parse("organisatie.yaml", text, book)


def test_a_missing_file_is_explained(book: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="bestaat niet"):
        organisation.read(tmp_path / "organisatie.yaml", book)


def test_own_means_are_named_and_change_no_advice(book: Rulebook) -> None:
    bare = organisation.parse("o.yaml", "naam: X\n", book)
    means = "eigen_middelen:\n  - {id: raadsbrief, naam: Raadsbrief, talen: engels}\n"
    own = organisation.parse("o.yaml", "naam: X\n" + means, book)
    assert own.channels == bare.channels == book.channels
    assert own.organisation_digest != bare.organisation_digest
    assert own.organisation and own.organisation.means[0].languages == ("engels",)
    written = organisation.write(organisation.keys(own.organisation))
    assert organisation.parse("o.yaml", written, book).organisation == own.organisation
    taken = means + "  - {id: brief, naam: Brief}\n  - {id: raadsbrief, naam: Nog een}\n"
    with pytest.raises(KnowledgeError) as caught:
        organisation.parse("o.yaml", "naam: X\n" + taken, book)
    assert [str(problem) for problem in caught.value.problems] == [
        f"o.yaml, regel {line}: '{id_}' is al een kanaal of middel. Geef dit middel een andere id."
        for line, id_ in ((4, "brief"), (5, "raadsbrief"))
    ]
