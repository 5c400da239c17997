"""Two answers beside each other: what differs, in the smallest part that can be named."""

from typing import Any

import pytest

from engine.proof.comparison import ABSENT, LONGEST, MOST, Unlike, differences, line


def lines(was: Any, now: Any) -> list[str]:
    return [line(difference) for difference in differences(was, now)]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ({}, {}, []),
        ({"a": 1}, {"a": 1.0}, []),
        ({"a": 1}, {"a": True}, ["a: was 1, is nu ja"]),
        ({"a": None}, {"a": 0}, ["a: was niets, is nu 0"]),
        ({"a": 1}, {}, ["a: is weg, was 1"]),
        ({}, {"a": [1]}, ["a: is nieuw: [1]"]),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, ["a › b: was 1, is nu 2"]),
        ({"a": ["x", "y"]}, {"a": ["nieuw", "x", "y"]}, ["a › 1: is nieuw: nieuw"]),
        ({"a": ["x", "y"]}, {"a": ["x"]}, ["a › 2: is weg, was y"]),
        ({"a": ["x"]}, {"a": "x"}, ['a: was ["x"], is nu x']),
        ([{"regel": "a", "n": 1}], [{"regel": "a", "n": 2}], ["a › n: was 1, is nu 2"]),
        ([{"regel": "a"}], [{"regel": "b"}],
         ['b: is nieuw: {"regel": "b"}', 'a: is weg, was {"regel": "a"}']),
        ([{"regel": "a"}, {"regel": "b"}], [{"regel": "b"}, {"regel": "a"}],
         ['volgorde: was ["a", "b"], is nu ["b", "a"]']),
        ([{"regel": "a"}, {"regel": "a"}], [{"regel": "a"}], ['2: is weg, was {"regel": "a"}']),
        (1, 2, ["alles: was 1, is nu 2"]),
    ],
)  # fmt: skip
def test_what_differs_is_named(was: Any, now: Any, expected: list[str]) -> None:
    assert lines(was, now) == expected


def test_of_a_long_text_the_part_that_differs_is_shown() -> None:
    was, now = "woord " * 60 + "eerst", "woord " * 60 + "later"
    shown = line(Unlike(("a",), was, now))
    assert "eerst" in shown
    assert "later" in shown
    assert len(shown) < 3 * LONGEST


def test_very_long_lists_are_compared_as_a_whole() -> None:
    assert list(differences([0] * (MOST + 1), [])) == [Unlike((), [0] * (MOST + 1), [])]
    assert list(differences([0] * (MOST + 1), [0] * (MOST + 1))) == []


def test_nothing_is_something_else_than_null() -> None:
    assert list(differences({"a": None}, {})) == [Unlike(("a",), None, ABSENT)]
