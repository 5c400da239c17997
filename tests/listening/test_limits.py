"""Windows, dates and slips: the limits of reading and counting, each from both sides."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from listening import counter, lexicon
from listening.counter import DeskLoad
from listening.model import Refused
from listening.reading import days, figures
from listening.reading.figures import COMMA, POINT, Shape

COVERS = (
    "listening/counter.py",
    "listening/lexicon.py",
    "listening/reading/days.py",
    "listening/reading/figures.py",
)


class Kept:
    """A store that holds these rows, as far as counting asks anything of it."""

    def __init__(self, *rows: dict[str, Any]) -> None:
        self.rows = list(rows)

    def records(self, _: object) -> list[dict[str, Any]]:
        return self.rows


COUNTED = SimpleNamespace(kind=SimpleNamespace(holds="tellingen"))


def counts(day: int, count: int, able: int | None = None, once: int | None = None,
           channel: str = "balie") -> dict[str, Any]:  # fmt: skip
    return {
        "onderwerp": "paspoort", "kanaal": channel, "datum": date(2026, 3, day), "aantal": count,
        "capaciteit": able, "in_een_keer": once,
    }  # fmt: skip


def desks(*rows: dict[str, Any]) -> tuple[DeskLoad, ...]:
    return counter.desks(Kept(*rows), [COUNTED])  # type: ignore[arg-type, list-item]


def test_capacity_counts_over_the_last_seven_days_that_have_one() -> None:
    """From 3 to 9 March: 20 + 30 asked and 25 + 25 able; the 40 and the 10 are not in it."""
    (desk,) = desks(
        counts(2, 40, able=5),
        counts(3, 20, able=25, once=10),
        counts(9, 30, able=25, once=15),
        counts(10, 10),
    )
    assert desk == DeskLoad("paspoort", "balie", 100, 0.5, 50, 50, date(2026, 3, 3))
    assert not desk.too_much


@pytest.mark.parametrize(
    ("demand", "capacity", "busy"),
    [
        (51, 50, True),
        (50, 50, False),
        (1, 0, True),
        (0, 0, False),
        (None, 50, False),
        (9, None, False),
    ],
)
def test_too_much_is_above_capacity(demand: int | None, capacity: int | None, busy: bool) -> None:
    assert DeskLoad("a", "b", 0, None, demand, capacity).too_much is busy


def test_desks_without_a_capacity_and_the_busiest_first() -> None:
    given = desks(counts(1, 10, channel="balie"), counts(1, 40, once=10, channel="telefoon"),
                  counts(2, 40, channel="telefoon"), counts(1, 10, channel="app"))  # fmt: skip
    assert given == (
        DeskLoad("paspoort", "telefoon", 80, 0.25),  # 10 of the 40 of which it was counted
        DeskLoad("paspoort", "app", 10, None),
        DeskLoad("paspoort", "balie", 10, None),
    )


@pytest.mark.parametrize(
    ("demand", "capacity", "words"),
    [
        (101, 100, "minstens 2 weken: nodig per week hoogstens 99 procent"),
        (200, 100, "minstens 2 weken: nodig per week hoogstens 50 procent"),
        (201, 100, "minstens 3 weken: nodig per week hoogstens 49 procent"),
        (5, 0, "wacht met de volgende stap tot er ruimte is."),
    ],
)
def test_an_action_is_spread_over_the_weeks_it_needs(
    demand: int, capacity: int, words: str
) -> None:
    desk = DeskLoad("a", "b", 0, None, demand, capacity, date(2026, 3, 3))
    assert f"kwamen {demand} vragen binnen en kun je er {capacity} aan. Spreid de actie" in (
        counter.warning(desk)
    )
    assert words in counter.warning(desk)


@pytest.mark.parametrize(
    ("texts", "allowed"),
    [
        (["3/4/2026"], {"dmj", "mdj"}),
        (["12/12/2026"], {"dmj", "mdj"}),
        (["13/4/2026"], {"dmj"}),
        (["4/13/2026"], {"mdj"}),
        (["13/4/2026", "4/13/2026"], set()),
        (["3-4-2026"], {"dmj"}),  # only a slash is American
        (["2026-04-13", "x"], {"dmj", "mdj"}),
    ],
)
def test_the_whole_file_tells_the_order_of_day_and_month(
    texts: list[str], allowed: set[str]
) -> None:
    assert days.orders(texts) == allowed


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("3/4/2026", "dmj", date(2026, 4, 3)),
        ("3/4/2026", "mdj", date(2026, 3, 4)),
        ("03-04-26", "dmj", date(2026, 4, 3)),
        ("20260403", "dmj", date(2026, 4, 3)),
        ("2026-04-03T10:00", "dmj", date(2026, 4, 3)),
        ("3 apr 2026", "dmj", date(2026, 4, 3)),
        ("Apr 3, 2026", "dmj", date(2026, 4, 3)),
        ("3 march 26", "dmj", date(2026, 3, 3)),
        ("1-1-2000", "dmj", date(2000, 1, 1)),
        ("31-12-1999", "dmj", None),
        ("31-12-2100", "dmj", date(2100, 12, 31)),
        ("1-1-2101", "dmj", None),
        ("31-2-2026", "dmj", None),
        ("3 xyz 2026", "dmj", None),
        ("", "dmj", None),
    ],
)
def test_a_day(text: str, order: str, day: date | None) -> None:
    assert days.parse(text, order) == day


def decided(
    *cells: str, kind: str = "getal", dutch: bool | None = None, wish: str | None = None
) -> str:
    shapes = {"k": [Shape(cell, row) for row, cell in enumerate(cells, 2)]}
    return figures.decide("a.csv", shapes, {"k": kind}, dutch, wish)


@pytest.mark.parametrize(
    ("cells", "more", "way"),
    [
        (["9,9"], {}, COMMA),
        (["9.9"], {}, POINT),
        (["9.999,9"], {}, COMMA),
        (["9,999.9"], {}, POINT),
        (["9999,999"], {}, COMMA),
        (["9.999.999"], {}, COMMA),
        (["9.999"], {"kind": "aantal"}, COMMA),
        (["9,999"], {"kind": "aantal"}, POINT),
        (["9"], {}, COMMA),  # nothing tells: as here
        (["9"], {"dutch": False}, POINT),
        (["9.999"], {"dutch": True}, COMMA),
        (["9.999"], {"dutch": False}, POINT),
        (["9.9"], {"wish": COMMA}, COMMA),
        (["9.0"], {"kind": "aantal"}, POINT),
        (["9,00"], {"kind": "aantal"}, COMMA),
    ],
)
def test_a_file_writes_decimals_one_way(cells: list[str], more: dict[str, Any], way: str) -> None:
    assert decided(*cells, **more) == way


@pytest.mark.parametrize(
    ("cells", "line", "words"),
    [
        (["9,9", "9.9"], 2, "decimalen met een komma, en op regel 3 met een punt"),
        (["9.9", "9.9", "9,9"], 4, "decimalen met een komma, en op regel 2 met een punt"),
        (["9", "9.999"], 3, "duizendtal of een decimaal"),
    ],
)
def test_what_is_not_clear_is_asked(cells: list[str], line: int, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        decided(*cells)
    assert refused.value.problems[0].line == line


@pytest.mark.parametrize(
    ("bare", "decimal", "kind", "good"),
    [
        ("1.250,5", COMMA, "getal", True),
        ("1.250,5", POINT, "getal", False),
        ("9" * 18, COMMA, "getal", True),
        ("9" * 19, COMMA, "getal", False),
        ("5,0", COMMA, "aantal", True),
        ("5,1", COMMA, "aantal", False),
        ("-5", COMMA, "aantal", False),
        ("-5", COMMA, "getal", True),
        ("5%", COMMA, "aantal", False),
        ("5%", COMMA, "getal", False),
        ("5%", COMMA, "deel", True),
    ],
)
def test_a_cell_is_a_number_of_its_kind(bare: str, decimal: str, kind: str, good: bool) -> None:
    assert figures.good(bare, decimal, kind) is good


@pytest.mark.parametrize(
    ("head", "dutch"),
    [
        (["Klikken"], True),
        (["Clicks"], False),
        (["Clicks", "Klikken"], None),
        (["Iets"], None),
    ],
)
def test_headings_tell_the_language(head: list[str], dutch: bool | None) -> None:
    assert figures.dutch(head) is dutch


@pytest.mark.parametrize(
    ("word", "choices", "meant"),
    [
        ("pasp", ("paspo",), None),  # four letters are too few to forgive
        ("pospo", ("paspo",), "paspo"),
        ("poppo", ("paspo",), None),  # two slips in five letters
        ("posport", ("paspoort",), None),  # seven letters with two slips
        ("poaspoort", ("paspoort",), "paspoort"),
        ("paspoort", ("rijbewijs",), None),
        ("12345", ("12346",), None),
    ],
)
def test_a_slip_is_forgiven_in_a_word_that_is_long_enough(
    word: str, choices: tuple[str, ...], meant: str | None
) -> None:
    assert lexicon.nearest(word, choices) == meant


@pytest.mark.parametrize(("length", "slips"), [(5, 1), (7, 1), (8, 2), (12, 2)])
def test_long_words_may_hold_two_slips(length: int, slips: int) -> None:
    assert lexicon.slips(length) == slips


@pytest.mark.parametrize(
    ("word", "choice", "meant"),
    [
        ("vergunninq", "vergunning", True),  # ten letters
        ("vergunnin", "vergunning", False),  # nine
        ("vergunxxng", "vergunning", False),  # two slips
        ("vergunning", "vergunninq", False),  # a good word by itself
    ],
)
def test_a_long_unknown_word_is_a_slip_of_another(word: str, choice: str, meant: bool) -> None:
    assert lexicon.slip_of(word, (choice,)) == (choice if meant else None)


def test_an_endless_word_is_cut() -> None:
    assert [len(token) for token in lexicon.tokens("a" * 65 + " bé 2")] == [64, 2, 1]
    assert lexicon.stem("12345") == "12345"
    assert lexicon.stem("ab") == "ab"
