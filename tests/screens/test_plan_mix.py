"""What the last change to a plan did, in sentences: of every pair both sides."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from mixes import EARLY, OLD, YOUNG, missed, mix, need, plan, step

from engine import Rulebook
from plans.choice.mix import Mix, Step
from plans.choice.relay import Reuse
from screens.plan import mix as page

PLACE = "Ouderen, Bewustwording & oriëntatie"
KNOWN = {OLD: 0.5}
LOST = f"Waarborg niet gehaald (wet): {PLACE}. Het moet."


@pytest.mark.parametrize(
    ("was", "now", "sentences"),
    [
        (mix(), mix(), []),
        (mix(), mix(channels=("brief", "website")), ["Erbij: website."]),
        (mix(channels=("brief", "website")), mix(), ["Eraf: website."]),
        (
            mix(channels=("website", "balie")),
            mix(),
            ["Erbij: brief.", "Eraf: website en balie."],
        ),
        (mix(), mix(cost=Decimal("1000.5")), ["Van 1.250 naar 1.000,50 euro."]),
        (mix(), mix(hours=Decimal(20)), ["Van 12,50 naar 20 uur."]),
        (
            mix(missed=(missed(),), values=KNOWN),
            mix(values=KNOWN),
            [f"Nu wel bereikt: {PLACE}."],
        ),
        (
            mix(values=KNOWN),
            mix(missed=(missed(),), values=KNOWN),
            [f"Nu niet meer bereikt: {PLACE}."],
        ),
        (mix(missed=(missed(),), values=KNOWN), mix(missed=(missed(),), values=KNOWN), []),
        # A cell that no longer counts is not reached either: it is not spoken of.
        (mix(missed=(missed(),), values=KNOWN), mix(), []),
        (
            mix(missed=(missed(YOUNG),), values={YOUNG: 0.1}),
            mix(missed=(missed(),), values={YOUNG: 0.5}),
            [
                "Nu wel bereikt: Jongeren, Bewustwording & oriëntatie.",
                f"Nu niet meer bereikt: {PLACE}.",
            ],
        ),
        (mix(), mix(unmet=(need("wet"),)), [LOST]),
        (mix(unmet=(need("wet"),)), mix(unmet=(need("wet"),)), []),
        (mix(unmet=(need("wet"),)), mix(), []),
    ],
)
def test_what_a_change_did(book: Rulebook, was: Mix, now: Mix, sentences: list[str]) -> None:
    table: Any = SimpleNamespace(book=book)
    assert page.effect(plan(), plan(), table, was, now) == sentences


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
def test_a_point_of_the_curve(book: Rulebook, point: Step, row: list[str]) -> None:
    assert page._line(book, point) == row


@pytest.mark.parametrize(
    ("use", "line"),
    [
        (
            Reuse("brief", (EARLY,), ("oud", "jong")),
            "Brief: bewustwording & oriëntatie; voor Ouderen, Jongeren.",
        ),
        (Reuse("brief", (), ()), "Brief: past bij geen groep echt goed. Kan dit kanaal weg?"),
    ],
)
def test_what_is_used_again(book: Rulebook, use: Reuse, line: str) -> None:
    table: Any = SimpleNamespace(book=book)
    assert page._use(plan(), table, use) == line


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ({}, "Alle groepen, alle fasen"),
        ({"groep": "oud"}, "Ouderen, alle fasen"),
        ({"fase": EARLY}, "Alle groepen, Bewustwording & oriëntatie"),
        ({"groep": "oud", "fase": EARLY}, PLACE),
    ],
)
def test_where_a_choice_counts(book: Rulebook, where: dict[str, str], words: str) -> None:
    table: Any = SimpleNamespace(book=book)
    of = plan(keuzes=[{"kanaal": "brief", "inzetten": "ja", "omdat": "Zo."} | where])
    assert page._where(of, table, of.decisions[0]) == words
