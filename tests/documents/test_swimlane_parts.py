"""The picture of a journey: how it is cut over pages, and what a cell shows in each view."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import blueprints
from blueprints.lanes import LANES
from blueprints.model import CellText, Step
from documents.journey import swimlane
from documents.journey.swimlane import ACROSS, Drawing, View
from engine import Rulebook

COVERS = ("documents/journey/swimlane.py",)
DOES = next(lane for lane in LANES if lane.id == "doet")
FEELS = next(lane for lane in LANES if lane.id == "gevoel")


def row(does: str, mood: str = "zwaar", *sources: str) -> dict[str, tuple[CellText, ...]]:
    return {"doet": (CellText(does, sources),), "stemming": (CellText(mood),)}


def step(now: Mapping[str, Any], then: Mapping[str, Any], when: str = "altijd") -> Step:
    return Step("een", "Een", "bewustwording", None, when, dict(now), dict(then), {}, (), ())


@pytest.mark.parametrize(
    ("paper", "count", "sizes"),
    [
        ("a3", 0, []),
        ("a3", 12, [12]),
        ("a3", 13, [7, 6]),
        ("a3", 25, [9, 9, 7]),
        ("a4", 6, [6]),
        ("a4", 7, [4, 3]),
    ],
)
def test_steps_are_divided_evenly_over_as_few_pages_as_fit(
    paper: Any, count: int, sizes: list[int]
) -> None:
    steps = [step({}, {}) for _ in range(count)]
    assert [len(part) for part in swimlane._split(steps, ACROSS[paper])] == sizes


BOTH = step(row("Belt."), row("Mailt.", "blij"))
SAME = step(row("Belt."), row("Belt."))
GOES = step(row("Belt."), {}, "nu")
COMES = step({}, row("Mailt.", "blij"), "straks")


@pytest.mark.parametrize(
    ("given", "view", "now", "then"),
    [
        (BOTH, "nu", ["Belt."], []),
        (BOTH, "straks", ["Mailt."], []),
        (BOTH, "verschil", ["Belt."], ["Mailt."]),
        (SAME, "verschil", ["Belt."], []),
        (GOES, "verschil", ["Belt."], []),
        (COMES, "verschil", ["Mailt."], []),
    ],
)
def test_a_cell_shows_what_differs(
    book: Rulebook, given: Step, view: View, now: list[str], then: list[str]
) -> None:
    cell = swimlane._cell(book, DOES, given, view, {})
    assert (cell["now"], cell["then"]) == (now, then)
    assert set(cell["moods"]) == {None}


@pytest.mark.parametrize(
    ("given", "view", "moods"),
    [
        (BOTH, "nu", [0]),
        (BOTH, "straks", [4]),
        (BOTH, "verschil", [0, 4]),
        (SAME, "verschil", [0]),
        (COMES, "verschil", [4]),
    ],
)
def test_a_mood_is_a_step_from_heavy_to_glad(
    book: Rulebook, given: Step, view: View, moods: list[int]
) -> None:
    assert swimlane._cell(book, FEELS, given, view, {})["moods"] == moods


@pytest.mark.parametrize(
    ("given", "view", "words"),
    [
        (GOES, "verschil", "Deze stap vervalt."),
        (COMES, "verschil", "Deze stap is nieuw."),
        (BOTH, "verschil", ""),
        (GOES, "nu", ""),
        (COMES, "straks", ""),
    ],
)
def test_a_step_that_comes_or_goes_says_so_beside_the_other(
    given: Step, view: View, words: str
) -> None:
    assert swimlane.note(given, view) == words


def test_sources_stand_in_order_of_their_number(book: Rulebook) -> None:
    given = step(row("Belt.", "zwaar", "b", "a"), {})
    cell = swimlane._cell(book, DOES, given, "nu", {"a": 1, "b": 3})
    assert cell["now"] == ["Belt. [1, 3]"]


def test_a_view_without_steps_can_still_be_drawn(book: Rulebook) -> None:
    journey = next(iter(blueprints.load(book).journeys.values()))
    coming = replace(journey, steps=(COMES,))
    assert swimlane.swimlane_pdf(book, Drawing(coming, "nu"), date(2026, 11, 22)).startswith(
        b"%PDF"
    )
