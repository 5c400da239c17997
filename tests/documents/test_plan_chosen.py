"""The choice of a plan in tables and sentences, with choices made by hand."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from mixes import EARLY, FIRST, OLD, YOUNG, action, missed_cell, mix, need, plan, step, sure

from documents.plan import choice_tables
from documents.plan.paper import Paper
from engine import Rulebook
from plans.choice.mix import Mix, UnreachedGroup
from plans.choice.needs import Need
from plans.choice.relay import Reuse
from plans.choice.value import GroupPhase
from plans.model import Plan

OLD_LATER = GroupPhase("oud", FIRST)


@dataclass(frozen=True)
class PaperByHand:
    """A paper whose choice was made by hand."""

    plan: Plan
    book: Rulebook
    mix: Mix
    fits: dict[GroupPhase, float] = field(default_factory=dict)


def page(book: Rulebook, *phases: str, of: dict[str, Any] | None = None, **parts: Any) -> Paper:
    return PaperByHand(plan(*phases, **(of or {})), book, mix(**parts))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("parts", "fit", "acting", "words", "level"),
    [
        ({}, None, [], "Geen actie", None),
        ({}, None, [action()], "Brief, 1 actie", None),
        ({"leads": {OLD: "telefoon"}}, 90.0, [], "Telefoon, past goed, geen actie", 90),
        (
            {"leads": {OLD: "telefoon"}},
            30.4,
            [action(), action("twee"), action("weg", status="vervallen")],
            "Telefoon, past minder goed, 2 acties",
            30.4,
        ),
        (
            {"leads": {OLD: "brief"}, "missed": (missed_cell(),)},
            30.4,
            [],
            "▲ Niet bereikt. Brief, past minder goed, geen actie",
            None,
        ),
    ],
)
def test_a_cell_names_channel_fit_and_number_of_actions(
    book: Rulebook,
    parts: dict[str, Any],
    fit: float | None,
    acting: list[dict[str, Any]],
    words: str,
    level: float | None,
) -> None:
    paper = page(book, of={"acties": acting}, **parts)
    paper.fits.update({OLD: fit} if fit is not None else {})
    grid = choice_tables.matrix(paper)
    assert grid.rows[0] == ("Ouderen", words)
    assert grid.levels[0] == (None, level)


def test_a_phase_that_does_not_count_says_so_and_is_not_lacking(book: Rulebook) -> None:
    of = {
        "groepen": [{"id": "oud", "naam": "Ouderen", "fasen": [FIRST]}, {"id": "b", "naam": "B"}],
        "acties": [action(groepen=["oud"], fase=FIRST)],
    }
    paper = page(book, EARLY, FIRST, of=of)
    assert choice_tables.matrix(paper).rows[0] == ("Ouderen", "Telt niet mee", "Brief, 1 actie")
    assert choice_tables.nothing_planned(paper) == [("B", "in geen enkele fase")]
    later = page(book, EARLY, FIRST, of={**of, "acties": [action(groepen=["b"])]})
    assert choice_tables.nothing_planned(later) == [
        ("Ouderen", "in geen enkele fase"),
        ("B", "eerste contact"),
    ]


def test_the_value_is_of_all_channels_together(book: Rulebook) -> None:
    grid = choice_tables.values(page(book, values={OLD: 0.304}))
    assert [row[1] for row in grid.rows] == ["30", ""]


@pytest.mark.parametrize(
    ("use", "certain", "row"),
    [
        (
            Reuse("brief", (EARLY,), ("oud", "jong")),
            None,
            ("Brief", "Bewustwording & oriëntatie", "Alle groepen", ""),
        ),
        (
            Reuse("brief", (EARLY,), ("jong",)),
            sure(0.9, {"brief": 0.95}, {}),
            ("Brief", "Bewustwording & oriëntatie", "Jongeren", "95 van 100"),
        ),
        (
            Reuse("brief", (), ()),
            sure(0.9, {"brief": 0.25}, {}, draws=40),
            ("Brief", "Past nergens echt goed", "", "10 van 40"),
        ),
    ],
)
def test_where_a_channel_counts(
    book: Rulebook, use: Reuse, certain: Any, row: tuple[str, ...]
) -> None:
    assert choice_tables.channels(page(book, reuse=(use,), sure=certain)).rows == (row,)


def test_the_only_group_is_named(book: Rulebook) -> None:
    one = {"groepen": [{"id": "oud", "naam": "Ouderen"}]}
    made = page(book, of=one, reuse=(Reuse("brief", (EARLY,), ("oud",)),))
    assert choice_tables.channels(made).rows[0][2] == "Ouderen"


PRICED = {"kanalen": [{"kanaal": "website", "kosten": "1500"}]}


@pytest.mark.parametrize(
    ("item", "of", "row"),
    [
        (missed_cell(), PRICED, ("Geen kanaal is hier genoeg", "", "")),
        (missed_cell(OLD, "website", cost="1500", hours="2"), PRICED, ("Website", "1.500", "2")),
        (missed_cell(OLD, "website"), {}, ("Website", "onbekend", "onbekend")),
    ],
)
def test_what_it_takes_to_reach_a_group(
    book: Rulebook, item: UnreachedGroup, of: dict[str, Any], row: tuple[str, ...]
) -> None:
    place = ("Ouderen", "Bewustwording & oriëntatie", "30,0")
    assert choice_tables.unreached_groups(page(book, of=of, missed=(item,))).rows == (
        (*place, *row),
    )


LEAST = step("brief", value=0.25, missed=2)
NEXT = step("brief", "website", last="website", value=0.4, missed=1)
BEYOND = step("brief", "website", "balie", last="balie", value=0.45, chosen=False)
LESS = "Eén kanaal minder, zonder de website: 15,0 van 100 eraf."  # 40 − 25
MORE = "Eén kanaal meer, met de balie: 5,0 erbij."  # 45 − 40


def test_each_channel_adds_the_difference(book: Rulebook) -> None:
    assert choice_tables.adding(page(book, curve=(LEAST, NEXT, BEYOND))).rows == (
        ("1", "Wat minstens moet: brief", "25,0", "25,0", "2", "ja"),
        ("2", "Website", "40,0", "15,0", "1", "ja"),
        ("3", "Balie", "45,0", "5,0", "0", "nee"),
    )


@pytest.mark.parametrize(
    ("curve", "sentences"),
    [
        ((LEAST,), []),
        ((LEAST, NEXT), [LESS]),
        ((LEAST, NEXT, BEYOND), [LESS, MORE]),
        (
            (NEXT, BEYOND),
            [MORE],
        ),
    ],
)
def test_one_channel_less_and_one_more(
    book: Rulebook, curve: tuple[Any, ...], sentences: list[str]
) -> None:
    assert list(choice_tables.more_or_less(page(book, curve=curve))) == sentences


WHERE = "bij bewustwording & oriëntatie."


@pytest.mark.parametrize(
    ("needs", "lines"),
    [
        ((), []),
        ((need("wet"),), [("Moet nog, volgens de wet:", f"Het moet. Voor Ouderen, {WHERE}")]),
        (
            (need("aanbevolen", "telefoon", "brief"),),
            [("Aanbevolen:", f"Het moet. Voor Ouderen, {WHERE} Neem één van: brief, telefoon.")],
        ),
        (  # the law first; together where the reason is the same, with what meets it every time
            (
                need("aanbevolen", because="Het helpt."),
                need("wet", "brief", "telefoon"),
                need("wet", "brief", "balie", cell=YOUNG),
            ),
            [
                (
                    "Moet nog, volgens de wet:",
                    f"Het moet. Voor Ouderen en Jongeren, {WHERE} Neem één van: brief.",
                ),
                ("Aanbevolen:", f"Het helpt. Voor Ouderen, {WHERE}"),
            ],
        ),
        (
            (need("wet", "brief"), need("wet", "balie", cell=YOUNG)),
            [("Moet nog, volgens de wet:", f"Het moet. Voor Ouderen en Jongeren, {WHERE}")],
        ),
    ],
)
def test_what_is_lacking(
    book: Rulebook, needs: tuple[Need, ...], lines: list[tuple[str, str]]
) -> None:
    assert choice_tables.open_duties(page(book, unmet=needs)) == lines
