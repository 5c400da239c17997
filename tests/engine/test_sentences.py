"""Sentences of the knowledge: short, without a proviso, and about these residents or saying not."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine import Advice, Rulebook, Situation
from engine.argument.residents import asked, known
from engine.proof import sentences

COVERS = (
    "engine/argument/residents.py",
    "engine/proof/sentences.py",
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Een brief komt aan. Op elk adres.", ["Een brief komt aan.", "Op elk adres."]),
        ("Kan dat? Ja! Bel dan.", ["Kan dat?", "Ja!", "Bel dan."]),
        ("Van alle inwoners was dat 15,9 %.", ["Van alle inwoners was dat 15,9 %."]),
        ("Zie art. 2:8 van de Awb.", ["Zie art. 2:8 van de Awb."]),
        ("geen punt", ["geen punt"]),
    ],
)
def test_a_text_is_read_sentence_by_sentence(text: str, parts: list[str]) -> None:
    assert sentences.sentences(text) == parts


def test_twenty_words_are_enough() -> None:
    assert not sentences.too_long("woord " * 20)
    assert sentences.too_long("woord " * 21)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zij bellen waarschijnlijk liever.", "waarschijnlijk"),
        ("Dat dit ook hier geldt, is een stap van ons.", "stap van ons"),
        ("Vaardig zijn is nog geen voorkeur.", "geen voorkeur"),
        ("Zij bellen liever.", None),
    ],
)
def test_a_proviso_belongs_in_the_label(text: str, words: str | None) -> None:
    assert sentences.proviso(text) == words


def test_every_text_of_the_knowledge_is_read(book: Rulebook) -> None:
    """One bad sentence in each kind of place, and an assumption too many."""
    rule, *rest = book.rules
    bad = "Dat is waarschijnlijk zo."
    wrong = replace(
        book,
        rules=(replace(rule, because=bad), *rest),
        texts={**book.texts, "zwak": bad},
        channels={"brief": book.channels["brief"].model_copy(update={"description": bad})},
        safeguards=(book.safeguards[0].model_copy(update={"because": bad}),),
        gaps=(book.gaps[0].model_copy(update={"because": "We nemen aan dat het zo is."}),),
    )
    _, unsure = sentences.check(wrong)
    found = {problem.file for problem in unsure}
    assert {
        rule.file,
        "journeys/teksten.yaml",
        "journeys/kanalen/brief.yaml",
        "journeys/waarborgen.yaml",
    } <= found
    assert any("nemen aan" in problem.message for problem in unsure)


def test_our_reasons_are_short_and_without_proviso(book: Rulebook) -> None:
    long, unsure = sentences.check(book)
    assert [str(problem) for problem in (*long, *unsure)] == []


def test_the_advice_knows_these_residents_or_says_that_it_does_not(
    every_advice: Mapping[Situation, Advice],
) -> None:
    heard, silent = 0, 0
    for situation, advice in every_advice.items():
        text = advice.argument.basis.text
        if asked(situation) and not known(advice.picks()):
            silent += 1
            assert "is niets bekend. De redenen gaan over de taak." in text
        else:
            heard += asked(situation)
            assert "is niets bekend" not in text
    assert silent
    assert heard >= 0.9 * (heard + silent)


AGE = re.compile(
    r"\b(jong|jonge|jongeren?|oude?|oudere|ouderen|\d\d-?jarigen?|\d\d-plussers?)\b", re.I
)


def test_a_reason_of_a_profile_names_no_age(book: Rulebook) -> None:
    """It stands beside every age group: "Wie jong is" stood beside residents of 75 and older."""
    reasons = [rule.because for rule in book.rules if rule.dimension == "profiel"]
    assert len(reasons) > 50 and AGE.search("Wie jong is") and AGE.search("van de 75-plussers")
    assert not [text for text in reasons if AGE.search(text)]
