"""Free text in documents: on one line, without what misleads, and else as it was typed."""

import pytest

from documents.advice.content import plain
from documents.labels import ROLES, lower, upper

COVERS = ("documents/advice/content.py", "documents/labels.py")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Gemeente  Tulp \n Noord", "Gemeente Tulp Noord"),
        ("Één café", "Één café"),
        ("e\u0301e\u0301n", "één"),  # a loose accent is put on its letter
        ("é\x00é\x1b[0m", "é é [0m"),  # a control character is a space
        ("é\u202eomgedraaid\u202c", "éomgedraaid"),
        ("é\u2066los\u2069", "élos"),
        ("é\ue000", "é"),  # private use
        ("é\ud800", "é"),  # half a character
        ("é\U000e0fff", "é"),  # nothing stands there
        ("בית", "בית"),
        ("市役所", "市役所"),
        ("", ""),
    ],
)
def test_free_text_is_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("Brief", "brief"),
        ("WhatsApp", "WhatsApp"),
        ("PDF maken", "PDF maken"),
        ("X", "X"),
        ("", ""),
    ],
)
def test_a_first_letter_is_small_unless_the_word_has_capitals_of_its_own(
    text: str, small: str
) -> None:
    assert lower(text) == small
    assert upper("één brief") == "Één brief"


def test_roles_and_evidence_have_their_own_words() -> None:
    assert ROLES == {
        "hoofdkanaal": "Hoofdkanaal",
        "ondersteunend": "Ondersteunend",
        "vangnet": "Altijd erbij",
        "kandidaat": "Niet gekozen",
        "ligt-niet-voor-de-hand": "Ligt niet voor de hand",
        "kan-niet": "Kan niet",
    }
