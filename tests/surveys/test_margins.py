"""How many residents there are: an own file, shares, and what StatLine gives."""

import pytest

from engine import KnowledgeError, Rulebook
from surveys import margins

OWN = "leeftijd;aantal\n16-24;100\n25-34;200\n35-49;300\n50-64;200\n65-74;100\n75-plus;100\n"
STATLINE = """"Bevolking op 1 januari"
"Leeftijd";"Geslacht";"Bevolking op 1 januari (aantal)"
"0 tot 15 jaar";"Totaal mannen en vrouwen";"1000"
"15 tot 25 jaar";"Totaal mannen en vrouwen";"1000"
"25 tot 45 jaar";"Totaal mannen en vrouwen";"2000"
"45 tot 65 jaar";"Totaal mannen en vrouwen";"2000"
"65 tot 80 jaar";"Totaal mannen en vrouwen";"1500"
"80 jaar of ouder";"Totaal mannen en vrouwen";"500"
"15 tot 25 jaar";"Mannen";"500"
"""


def test_an_own_file(book: Rulebook) -> None:
    given = margins.read([("m.csv", OWN.encode())], book)
    assert given.size == 1000
    assert given.ages == {
        "16-24": 0.1, "25-34": 0.2, "35-49": 0.3, "50-64": 0.2, "65-74": 0.1, "75-plus": 0.1,
    }  # fmt: skip
    assert given.population() == given.ages


def test_a_file_with_shares(book: Rulebook) -> None:
    text = "leeftijd;aandeel (%)\n16 tot 25 jaar;12,5\n25 tot 35 jaar;37,5\n35 jaar of ouder;50\n"
    given = margins.read([("m.csv", text.encode())], book)
    assert given.size == 0
    assert given.ages["16-24"] == pytest.approx(0.125)
    assert sum(given.ages.values()) == pytest.approx(1)


def test_statline(book: Rulebook) -> None:
    given = margins.read([("statline.csv", STATLINE.encode())], book)
    assert given.size == 6900  # nine of the ten thousand between 15 and 25 are 16 or older
    assert given.ages["25-34"] == pytest.approx(1000 / 6900)
    assert given.ages["75-plus"] == pytest.approx((1500 / 3 + 500) / 6900)
    assert any("aanname" in note for note in given.notes)


def test_profiles_beside_ages(book: Rulebook) -> None:
    profiles = "profiel;percentage\nstadse-nomaden;40\nzorgzame-senioren;40\n"
    given = margins.read([("m.csv", OWN.encode()), ("p.csv", profiles.encode())], book)
    assert given.profiles == {"stadse-nomaden": 0.5, "zorgzame-senioren": 0.5}
    assert given.population()["stadse-nomaden"] == 0.5


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("naam;aantal\na;1\n", "ik herken hier geen leeftijden"),
        ("leeftijd;aandeel\n16-24;veel\n", "'veel' is geen aantal"),
        ("leeftijd;aantal\n16-24;1\n16-24;2\n", "staat er ook op regel 2"),
        ("leeftijd;aantal\n5;10\n", "geen enkele inwoner"),
        ("leeftijd;aantal\noud;10\n", "'oud' is geen leeftijd"),
    ],
)
def test_what_is_wrong_is_said(book: Rulebook, text: str, sentence: str) -> None:
    with pytest.raises(KnowledgeError, match=f"m.csv.*{sentence}"):
        margins.read([("m.csv", text.encode())], book)
