"""Channels by name as well as by id, wherever a plan names one; and what is near another word."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from sample_plans import SMALL

from engine import Rulebook, Table
from plans import PlanError, channel_ids, check, plan_of, read_plan
from plans.files import with_ids
from plans.model import place_words


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("Partnerorganisaties", "partners"),
        ("partnerorganisaties", "partners"),
        ("partners", "partners"),
        ("E-mail", "e-mail"),
        ("X (Twitter)", "x"),
        ("Brief", "brief"),
    ],
)
def test_a_channel_is_understood_by_its_name(book: Rulebook, word: str, id_: str) -> None:
    tree: dict[str, Any] = deepcopy(SMALL) | {"gekozen": {"kanalen": [word]}}
    tree["groepen"][0] |= {"eigen_kanalen": {word: 60}, "leeftijd": {}}
    tree["acties"][0] |= {"kanaal": word}
    tree |= {"kanalen": [{"kanaal": word, "kosten": "5"}]}
    tree |= {"keuzes": [{"kanaal": word, "inzetten": "ja", "omdat": "Zo."}]}
    plan = with_ids(plan_of(tree), book)
    named = [plan.actions[0].channel, plan.estimates[0].channel, plan.decisions[0].channel]
    assert plan.chosen
    assert {*named, *plan.chosen.channels, *plan.groups[0].own_channels} == {id_}


def test_own_means_keep_their_id(book: Rulebook) -> None:
    tree: dict[str, Any] = deepcopy(SMALL)
    tree |= {"eigen_middelen": [{"id": "partnerorganisaties", "naam": "Vaste partners"}]}
    tree["acties"][0] |= {"kanaal": "partnerorganisaties"}
    assert with_ids(plan_of(tree), book).actions[0].channel == "partnerorganisaties"


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("partnerorganisatie", "'partners' (Partnerorganisaties)"),
        ("instagrm", "'instagram' (Instagram)"),
        ("zzzzzzzz", ""),
    ],
)
def test_another_word_gets_what_is_near(table: Table, word: str, near: str) -> None:
    assert channel_ids.hint(word, table.book).startswith(f" Bedoelde je {near}" if near else "")
    tree: dict[str, Any] = deepcopy(SMALL)
    tree["acties"][0] |= {"kanaal": word}
    (remark,) = check(plan_of(tree), table)
    assert remark.text.startswith(f"kanaal '{word}' ken ik niet.")
    assert near in remark.text


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("grenzen", "budget"), "grenzen, budget: "),
        (("groepen", 0, "omvang"), "groep 'Bewoners', omvang: "),
        (("acties", 0, "reactie", "van"), "actie 'Brief', reactie, van: "),
        (("capaciteit", 0, "per_week"), "loket 'KCC', per week: "),
        (("acties", 7, "wat"), "actie 8, wat: "),
        ((), ""),
    ],
)
def test_a_place_is_said_in_words(place: tuple[str | int, ...], words: str) -> None:
    assert place_words.words(SMALL, place) == words


@pytest.mark.parametrize(
    ("file", "way"),
    [
        ("plan.pdf", "Haal het plan uit de PDF: python -m plans open BESTAND.pdf -o plan.yaml"),
        ("plan.DOCX", "Gebruik het plan dat je als YAML of JSON bewaarde."),
    ],
)
def test_a_document_says_how_to_get_at_its_plan(tmp_path: Path, file: str, way: str) -> None:
    path = tmp_path / file
    path.write_bytes(bytes(range(256)))
    with pytest.raises(PlanError, match="dit is geen bestand met een plan") as raised:
        read_plan(path)
    assert raised.value.problems[0].message.endswith(way)
