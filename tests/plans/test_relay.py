"""Which channel leads and where a channel counts, from suitabilities by hand."""

import pytest
from mixes import EARLY, FIRST, OLD, YOUNG, plan

from engine import Rulebook
from plans.choice.relay import Reuse, hand_overs, leading, reuse
from plans.choice.value import GroupPhase

LATER = GroupPhase("oud", FIRST)
SENTENCE = (
    "Ouderen: in de fase Eerste contact gaat het verder via de website. "
    "Zeg dat al bij de brief, en wijs de weg."
)


@pytest.mark.parametrize(
    ("letter", "site", "leads"),
    [
        # A letter suits 60 first and the site 40; a change costs 10 points.
        (50, 59, ("brief", "brief")),  # 60 + 50 is more than 60 + 59 − 10
        (50, 61, ("brief", "website")),  # 60 + 61 − 10 is more than 60 + 50
        (50, 81, ("brief", "website")),
        (0, 81, ("brief", "website")),  # 131, against 40 + 81 = 121
        (80, 20, ("brief", "brief")),
    ],
)
def test_another_channel_takes_over_when_that_gains_enough(
    book: Rulebook, letter: float, site: float, leads: tuple[str, str]
) -> None:
    by = {OLD: {"brief": 60.0, "website": 40.0}, LATER: {"brief": letter, "website": site}}
    of = plan(EARLY, FIRST)
    path = leading(of, by)
    assert (path[OLD], path[LATER]) == leads
    sentences = [over.sentence for over in hand_overs(of, book, path)]
    assert sentences == ([SENTENCE] if leads[0] != leads[1] else [])


@pytest.mark.parametrize(
    ("old", "young", "use"),
    [
        (49.9, 49.9, Reuse("brief", (), ())),
        (50, 49.9, Reuse("brief", (EARLY,), ("oud",))),
        (49.9, 50, Reuse("brief", (EARLY,), ("jong",))),
        (50.1, 50, Reuse("brief", (EARLY,), ("oud", "jong"))),
    ],
)
def test_a_channel_counts_from_fifty(book: Rulebook, old: float, young: float, use: Reuse) -> None:
    by = {OLD: {"brief": old}, YOUNG: {"brief": young}}
    assert reuse(book, by, ["brief"]) == (use,)
