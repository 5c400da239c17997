"""What is always in sight of a plan: at a limit, above it, and who is not reached."""

import re
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from mixes import OLD, YOUNG, action, missed_cell, mix, need, plan

from engine import Rulebook
from plans.choice.mix import Mix
from screens.plan import compare, matrix, summary


def words(html: object) -> str:
    """Return what is read of a piece of a page."""
    return unescape(" ".join(re.sub("<[^>]*>", " ", str(html)).split()))


@pytest.mark.parametrize(
    ("limits", "line"),
    [
        # The actions that go on: 600 euro and 3 hours; channels ask nothing beside them.
        ({}, "Kanalen 1 van 5 Euro 600 Uren 3"),
        ({"kanalen": 1, "budget": "600", "uren": "3"},
         "Kanalen 1 van 1 Euro 600 van 600 Uren 3 van 3"),
        ({"budget": "599,99", "uren": "2,99"},
         "Kanalen 1 van 5 Euro 600 van 599,99 te veel Uren 3 van 2,99 te veel"),
    ],
)  # fmt: skip
def test_too_much_is_above_the_limit(book: Rulebook, limits: dict[str, Any], line: str) -> None:
    actions = [
        action(kosten="500", uren="2"),
        action("twee", kosten="100", uren="1", status="afgerond"),
        action("weg", kosten="9999", uren="99", status="vervallen"),
    ]
    of = plan(grenzen=limits, acties=actions)
    assert words(summary.facts(of, book, mix())) == line


@pytest.mark.parametrize(("most", "over"), [(3, False), (2, False), (1, True)])
def test_too_many_channels(book: Rulebook, most: int, over: bool) -> None:
    of = plan(grenzen={"kanalen": most})
    html = words(summary.facts(of, book, mix(channels=("brief", "website"))))
    assert html.startswith(f"Kanalen 2 van {most} {'te veel ' if over else ''}Euro")


NO_WAY = "Bewustwording & oriëntatie. Geen kanaal past hier genoeg."
LAW = "Waarborg niet gehaald (wet): Ouderen, Bewustwording & oriëntatie. Het moet."


@pytest.mark.parametrize(
    ("choice", "line"),
    [
        (mix(channels=()), "Er zijn nog geen kanalen gekozen. Kies ze op het bord."),
        (mix(), "Elke groep wordt in elke fase die telt bereikt, volgens ons model."),
        (mix(missed=(missed_cell(),)), f"Ouderen, {NO_WAY}"),
        (mix(unmet=(need("wet"),)), LAW),
        (mix(missed=(missed_cell(YOUNG),), unmet=(need("wet"),)), f"{LAW} Jongeren, {NO_WAY}"),
        (
            mix(missed=(missed_cell(),) * (summary.SHOWN + 2)),
            " ".join([f"Ouderen, {NO_WAY}"] * summary.SHOWN) + " Nog 2" + f" Ouderen, {NO_WAY}" * 2,
        ),
    ],
)
def test_who_is_missed(book: Rulebook, choice: Mix, line: str) -> None:
    table: Any = SimpleNamespace(book=book)
    assert words(summary.unreached(plan(), table, choice)) == f"Wie bereik je niet? {line}"


@pytest.mark.parametrize(
    ("parts", "actions", "cell"),
    [
        ({}, [], "geen kanaal 0 acties"),
        ({"leads": {OLD: "brief"}}, [action()], "Brief 1 actie"),
        (
            {"leads": {OLD: "brief"}, "missed": (missed_cell(),)},
            [action(), action("twee"), action("weg", status="vervallen")],
            "Brief Niet bereikt 2 acties",
        ),
        ({"missed": (missed_cell(YOUNG),)}, [action(groepen=["jong"])], "geen kanaal 0 acties"),
    ],
)
def test_a_cell_of_the_matrix(
    book: Rulebook, parts: dict[str, Any], actions: list[dict[str, Any]], cell: str
) -> None:
    table: Any = SimpleNamespace(book=book)
    html = str(matrix.matrix(plan(acties=actions), table, mix(**parts)))
    first = html.split("<td")[1].partition(">")[2].split("</td>")[0]
    assert words(first) == cell


@pytest.mark.parametrize(("take", "words_"), [("ja", "wel brief: Zo."), ("nee", "niet brief: Zo.")])
def test_a_choice_of_the_advisor(book: Rulebook, take: str, words_: str) -> None:
    of = plan(keuzes=[{"kanaal": "brief", "inzetten": take, "omdat": "Zo."}])
    table: Any = SimpleNamespace(book=book)
    assert matrix.decision_text(table, of.decisions[0]) == words_


@pytest.mark.parametrize(
    ("one", "other", "row"),
    [
        (mix(values={OLD: 0.4}), mix(), "geen kanaal, 40 van 100 telt niet mee"),
        (mix(), mix(values={OLD: 0.4}), "telt niet mee geen kanaal, 40 van 100"),
        (
            mix(values={OLD: 0.3}, leads={OLD: "brief"}, missed=(missed_cell(),)),
            mix(values={OLD: 0.4}, leads={OLD: "website"}),
            "Brief, 30 van 100, niet bereikt Website, 40 van 100",
        ),
        (
            mix(values={OLD: 0.4}, leads={OLD: "website"}),
            mix(values={OLD: 0.3}, leads={OLD: "brief"}, missed=(missed_cell(),)),
            "Website, 40 van 100 Brief, 30 van 100, niet bereikt",
        ),
        (mix(values={OLD: 0.4}), mix(values={OLD: 0.4}), None),
    ],
)
def test_two_plans_beside_each_other(book: Rulebook, one: Mix, other: Mix, row: str | None) -> None:
    table: Any = SimpleNamespace(book=book)
    html = words(compare._cells(table, (plan(), plan()), (one, other)))
    if row is None:
        assert html == "Per groep en fase is er geen verschil."
    else:
        assert html.endswith(f"Ouderen, Bewustwording & oriëntatie {row}")
