"""How heavy a group counts when its size is not known, and how many there are in words."""

from typing import Any

import pytest
from mixes import plan

import dutch
from plans.choice import people


@pytest.mark.parametrize(
    ("sizes", "weighting", "weights"),
    [
        ((1240, 65, None), "grootte", [1240, 65, 65]),  # of an even number the lower middle
        ((1240, 65, 300, None), "grootte", [1240, 65, 300, 300]),
        ((None, None), "grootte", [1, 1]),
        ((1240, 65, None), "gelijk", [1, 1, 1]),
    ],
)
def test_a_group_without_a_size_counts_as_the_middle_one(
    sizes: tuple[int | None, ...], weighting: str, weights: list[int]
) -> None:
    groups = [{"id": f"g{i}", "naam": "Groep", "omvang": size} for i, size in enumerate(sizes)]
    assert list(people.sizes(plan(groepen=groups, weging=weighting)).values()) == weights


@pytest.mark.parametrize(
    ("kind", "guess"), [("groep", 1240), ("organisaties", 900), ("overleg", 10)]
)
def test_a_body_counts_as_no_neighbourhood(kind: str, guess: int) -> None:
    groups = [
        {"id": "een", "naam": "Omwonenden", "omvang": 1240},
        {"id": "twee", "naam": "Verder weg", "omvang": 3000},
        {"id": "raad", "naam": "Raad", "soort": "overleg" if kind != "overleg" else "organisaties",
         "omvang": 900},
        {"id": "x", "naam": "X", "soort": kind},
    ]  # fmt: skip
    of = plan(groepen=groups)
    assert people.sizes(of)["x"] == guess
    text = f"van X is de omvang onbekend: het plan rekent met {dutch.whole(guess)}. Vul hem in."
    assert list(people.unsized(of)) == [text]


@pytest.mark.parametrize(
    ("group", "text"),
    [
        ({"omvang": 1240}, "1.240 inwoners"),
        ({"omvang": 65, "soort": "organisaties"}, "65 organisaties"),
        ({"omvang": 1, "soort": "organisaties"}, "1 organisatie"),
        ({"omvang": 8, "soort": "overleg"}, "8 deelnemers"),
        ({}, "omvang onbekend"),
    ],
)
def test_how_many_there_are(group: dict[str, Any], text: str) -> None:
    of = plan(groepen=[{"id": "g", "naam": "Groep", **group}])
    assert people.size_text(of.groups[0]) == text
