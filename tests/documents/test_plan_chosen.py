"""The choice of a plan in tables and sentences, with choices made by hand."""

from dataclasses import dataclass
from typing import Any

import pytest
from mixes import EARLY, FIRST, OLD, YOUNG, missed, mix, need, plan, step, sure

from documents.plan import chosen
from documents.plan.paper import Paper
from engine import Rulebook
from plans.choice.mix import Missed, Mix
from plans.choice.needs import Need
from plans.choice.relay import Reuse
from plans.choice.value import Cell
from plans.model import Plan

OLD_LATER = Cell("oud", FIRST)


@dataclass(frozen=True)
class Page:
    """A paper whose choice was made by hand."""

    plan: Plan
    book: Rulebook
    mix: Mix


def page(book: Rulebook, *phases: str, of: dict[str, Any] | None = None, **parts: Any) -> Paper:
    return Page(plan(*phases, **(of or {})), book, mix(**parts))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("parts", "words", "level"),
    [
        ({}, "Telt niet mee", None),
        ({"values": {OLD: 0.5}}, "Geen kanaal: 50 van 100", 50),
        ({"values": {OLD: 0.5}, "leads": {OLD: "brief"}}, "Brief: 50 van 100", 50),
        (
            {"values": {OLD: 0.304}, "leads": {OLD: "brief"}, "missed": (missed(),)},
            "Brief: 30 van 100. Niet bereikt",
            30.4,
        ),
        (
            {"values": {OLD: 0.304}, "leads": {OLD: "brief"}, "missed": (missed(YOUNG),)},
            "Brief: 30 van 100",
            30.4,
        ),
    ],
)
def test_a_cell_says_its_value_and_whether_it_is_reached(
    book: Rulebook, parts: dict[str, Any], words: str, level: float | None
) -> None:
    grid = chosen.values(page(book, **parts))
    assert grid.rows[0] == ("Ouderen", words)
    assert grid.levels[0] == (None, pytest.approx(level) if level is not None else None)


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
    assert chosen.channels(page(book, reuse=(use,), sure=certain)).rows == (row,)


def test_the_only_group_is_named(book: Rulebook) -> None:
    one = {"groepen": [{"id": "oud", "naam": "Ouderen"}]}
    made = page(book, of=one, reuse=(Reuse("brief", (EARLY,), ("oud",)),))
    assert chosen.channels(made).rows[0][2] == "Ouderen"


PRICED = {"kanalen": [{"kanaal": "website", "kosten": "1500"}]}


@pytest.mark.parametrize(
    ("item", "of", "row"),
    [
        (missed(), PRICED, ("Geen kanaal is hier genoeg", "", "")),
        (missed(OLD, "website", cost="1500", hours="2"), PRICED, ("Website", "1.500", "2")),
        (missed(OLD, "website"), {}, ("Website", "niet geschat", "niet geschat")),
    ],
)
def test_what_it_takes_to_reach_a_group(
    book: Rulebook, item: Missed, of: dict[str, Any], row: tuple[str, ...]
) -> None:
    place = ("Ouderen", "Bewustwording & oriëntatie", "30,0")
    assert chosen.unreached(page(book, of=of, missed=(item,))).rows == ((*place, *row),)


LEAST = step("brief", value=0.25, missed=2)
NEXT = step("brief", "website", last="website", value=0.4, missed=1)
BEYOND = step("brief", "website", "balie", last="balie", value=0.45, chosen=False)
LESS = "Eén kanaal minder, zonder de website: 15,0 van 100 eraf."  # 40 − 25
MORE = "Eén kanaal meer, met de balie: 5,0 erbij."  # 45 − 40


def test_each_channel_adds_the_difference(book: Rulebook) -> None:
    assert chosen.adding(page(book, curve=(LEAST, NEXT, BEYOND))).rows == (
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
    assert list(chosen.more_or_less(page(book, curve=curve))) == sentences


NO_WAY = "Geen kanaal dat je hebt, is hier genoeg."
WITH = "Wel met website erbij. Wat dat kost, is nog niet geschat."


@pytest.mark.parametrize(
    ("parts", "sentences"),
    [
        ({"channels": ()}, ["Er zijn nog geen kanalen gekozen."]),
        ({}, ["Volgens ons model bereikt het plan elke groep in elke fase die telt."]),
        ({"missed": (missed(),)}, [f"Ouderen (bewustwording & oriëntatie). {NO_WAY}"]),
        (  # the same remedy for one group: one sentence
            {"missed": (missed(), missed(OLD_LATER))},
            [f"Ouderen (bewustwording & oriëntatie en eerste contact). {NO_WAY}"],
        ),
        (  # another remedy, or another group: a sentence each
            {"missed": (missed(), missed(OLD_LATER, "website"), missed(YOUNG))},
            [
                f"Ouderen (bewustwording & oriëntatie). {NO_WAY}",
                f"Ouderen (eerste contact). {WITH}",
                f"Jongeren (bewustwording & oriëntatie). {NO_WAY}",
            ],
        ),
    ],
)
def test_who_is_missed(book: Rulebook, parts: dict[str, Any], sentences: list[str]) -> None:
    assert chosen.missed(page(book, EARLY, FIRST, **parts)) == sentences


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
    assert chosen.lacking(page(book, unmet=needs)) == lines


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        ({"channels": ()}, []),
        ({}, ["Waarde per groep en fase", "Gekozen kanalen", "Aantal kanalen"]),
        (
            {"missed": (missed(),)},
            ["Waarde per groep en fase", "Gekozen kanalen", "Niet bereikt", "Aantal kanalen"],
        ),
    ],
)
def test_which_tables_defend_the_choice(
    book: Rulebook, parts: dict[str, Any], names: list[str]
) -> None:
    assert [grid.name for grid in chosen.tables(page(book, **parts))][6:] == names
