"""What the last change to a plan did, in sentences: of every pair both sides."""

from types import SimpleNamespace
from typing import Any

import pytest
from mixes import EARLY, plan, step

from engine import Rulebook
from plans.choice.mix import CurvePoint
from plans.choice.relay import Reuse
from screens.plan import mix as page


@pytest.mark.parametrize(
    ("point", "row"),
    [
        (step("brief", value=0.25, missed=2), ["1", "minder kan niet", "25,0", "2", "ja"]),
        (
            step("brief", "website", last="website", value=0.4, chosen=False),
            ["2", "Website", "40,0", "0", "nee"],
        ),
    ],
)
def test_a_point_of_the_curve(book: Rulebook, point: CurvePoint, row: list[str]) -> None:
    assert page._line(book, point) == row


@pytest.mark.parametrize(
    ("use", "row"),
    [
        (
            Reuse("brief", (EARLY,), ("oud", "jong")),
            ["Brief", "ja", "alle groepen"],
        ),
        (Reuse("brief", (EARLY,), ("oud",)), ["Brief", "ja", "Ouderen"]),
        (
            Reuse("brief", (), ()),
            ["Brief", "–", "past bij geen groep echt goed. Kan dit kanaal weg?"],
        ),
    ],
)
def test_what_is_used_again(book: Rulebook, use: Reuse, row: list[str]) -> None:
    table: Any = SimpleNamespace(book=book)
    assert page._use(plan(), table, use) == row


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ({}, "Alle groepen, alle fasen"),
        ({"groep": "oud"}, "Ouderen, alle fasen"),
        ({"fase": EARLY}, "Alle groepen, Bewustwording & oriëntatie"),
        ({"groep": "oud", "fase": EARLY}, "Ouderen, Bewustwording & oriëntatie"),
    ],
)
def test_where_a_choice_counts(book: Rulebook, where: dict[str, str], words: str) -> None:
    table: Any = SimpleNamespace(book=book)
    of = plan(keuzes=[{"kanaal": "brief", "inzetten": "ja", "omdat": "Zo."} | where])
    assert page._where(of, table, of.decisions[0]) == words
