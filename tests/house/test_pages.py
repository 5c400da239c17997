"""Pages are counted, too many of them and nearly empty ones are named, and a sample is the same."""

import pytest

from documents.advice.content import MOST_PAGES
from engine import Rulebook
from script import pages
from script.pages import ESTIMATE, PDF, WORD, Laid

FULL = (40, 40, 12)


def test_lines_are_those_between_head_and_foot() -> None:
    first = "Kop\n\n  Eerste regel    met een tweede kolom\nKen je inwoner    pagina 1 van 2\n"
    second = "Kanaaladvies participatie: actie          Concept\n\nLaatste\npagina 2 van 2\n\f"
    assert pages.lines_of(f"{first}\f{second}") == (2, 1)


@pytest.mark.parametrize(
    ("laid", "wrong"),
    [
        (Laid(PDF, "a", 3, FULL), []),
        (Laid(PDF, "a", 3, (40, 9, 40)), ["PDF with 9 lines on page 2: a"]),
        (Laid(ESTIMATE, "a", MOST_PAGES), []),
        (Laid(WORD, "a", 6, (40,) * 6), ["Word of 6 pages: a"]),
        (
            Laid(WORD, "a", 6, (*(40,) * 5, 3)),
            ["Word of 6 pages: a", "Word with 3 lines on page 6: a"],
        ),
    ],
)
def test_a_document_that_is_too_long_or_nearly_empty_is_named(laid: Laid, wrong: list[str]) -> None:
    assert list(pages.faults(laid)) == wrong


def test_the_worst_are_told_and_how_good_the_estimate_is() -> None:
    laid = [Laid(PDF, "a", 3, FULL), Laid(PDF, "b", 4, (40, 11, 40, 40))]
    laid += [Laid(ESTIMATE, "a", 4), Laid(ESTIMATE, "b", 3), Laid(WORD, "a", 4, (40,) * 4)]
    laid += [Laid(WORD, "b", 4, (40,) * 4)]
    listed = list(pages.summary(laid))
    assert listed[:3] == [
        "PDF: 2 documents; 1 of 3 pages, 1 of 4 pages (bound: 5)",
        "  fewest lines on a page: 11 (bound: 10), b",
        "  fewest lines on a last page: 12 (bound: 10), a",
    ]
    assert listed[3] == "Word, estimated: 2 documents; 1 of 3 pages, 1 of 4 pages (bound: 5)"
    assert list(pages.agreement(laid)) == ["estimate: right 1 times of 2, too low 1 times"]


def test_parts_are_the_whole_and_a_sample_is_the_same_every_time(book: Rulebook) -> None:
    every = book.situations()
    parts = [pages.chosen(every, f"{number}/4", 0) for number in (1, 2, 3, 4)]
    assert sorted(one for part in parts for one in part) == sorted(every)
    assert pages.chosen(every, "2/4", 9) == pages.chosen(every, "2/4", 9)
    assert len(set(pages.chosen(every, "1/1", 9))) == 9
