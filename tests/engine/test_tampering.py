"""Whatever was changed in a saved advice, replaying it tells."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine import Rulebook, Table, advise, export, receipt
from engine.model import UNKNOWN

DAY = date(2026, 11, 22)
Data = dict[str, Any]


def saved(table: Table, situation: Any) -> Data:
    """Return an advice as it was saved."""
    data: Data = json.loads(json.dumps(export.advice(table.book, advise(table, situation, DAY))))
    return data


def swap_channels(data: Data) -> None:
    rows = data["kanalen"]
    rows[0], rows[1] = rows[1], rows[0]


def change_score(data: Data) -> None:
    data["kanalen"][0]["score"] += 0.000001


def change_conclusion(data: Data) -> None:
    data["conclusie"] = data["conclusie"][:-1] + "!"


def change_defence(data: Data) -> None:
    data["uitleg"][-1] += " Echt."


def change_duties(data: Data) -> None:
    """Leave a duty out, or make one up where there is none."""
    if data["moet"]:
        data["moet"].pop()
    else:
        data["moet"].append({"regel": "verzonnen"})


def change_situation(data: Data) -> None:
    data["situatie"]["leeftijd"] = "verzonnen"


def change_day(data: Data) -> None:
    data["verantwoording"]["datum"] = "2026-11-23"


TAMPERING: dict[str, tuple[Callable[[Data], None], str]] = {
    "volgorde": (swap_channels, "kanalen › volgorde: was "),
    "score": (change_score, " › score: was "),
    "conclusie": (change_conclusion, "conclusie: was "),
    "uitleg": (change_defence, "uitleg › "),
    "moet": (change_duties, "moet › "),
    "situatie": (change_situation, "situatie › leeftijd: was verzonnen, is nu "),
    "datum": (change_day, "zegel: past niet bij deze verantwoording."),
}


@pytest.mark.exhaustive
@pytest.mark.parametrize("kind", TAMPERING)
def test_every_change_in_thirty_advices_is_told(kind: str, book: Rulebook, table: Table) -> None:
    tamper, words = TAMPERING[kind]
    asked = [s for s in book.situations() if s.stake == UNKNOWN][::21]
    assert len(asked) == 30
    for situation in asked:
        data = saved(table, situation)
        assert receipt.replay(table, receipt.read(json.dumps(data))) == []
        tamper(data)
        lines = receipt.replay(table, receipt.read(json.dumps(data)))
        assert len(lines) == 1, lines
        assert words in lines[0]


def places(data: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the place of every value."""
    if not isinstance(data, dict | list):
        return [at]
    steps = data.items() if isinstance(data, dict) else enumerate(data)
    return [place for step, part in steps for place in places(part, (*at, step))]


@pytest.mark.exhaustive
def test_any_value_that_is_changed_is_told(book: Rulebook, table: Table) -> None:
    text = json.dumps(saved(table, book.situations()[450]))
    every = places(json.loads(text))
    assert len(every) > 500
    for place in every[::7]:
        data = json.loads(text)
        part = data
        for step in place[:-1]:
            part = part[step]
        part[place[-1]] = [part[place[-1]]]
        try:
            assert receipt.replay(table, receipt.read(json.dumps(data))), place
        except (receipt.ReceiptError, TypeError):
            assert place[:2] in {("verantwoording", "situatie"), ("verantwoording", "datum")}


def as_in_a_browser(number: str) -> float:
    value = float(number)
    return value if value % 1 else int(value)


def test_a_browser_that_writes_whole_numbers_breaks_no_seal(book: Rulebook, table: Table) -> None:
    for situation in book.situations()[::283]:
        text = json.dumps(saved(table, situation))
        whole = json.dumps(json.loads(text, parse_float=as_in_a_browser))
        assert whole != text
        assert receipt.replay(table, receipt.read(whole)) == []
