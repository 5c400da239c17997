"""A file that another organisation opens: sealed, nobody in it, no small counts."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from engine import Rulebook
from engine.model import KnowledgeError
from practice import exchange, library
from practice.model import FiledCase, PracticeOutcome

GOOD = (ROOT / "tests/practice/geval.yaml").read_text(encoding="utf-8")
DAY = date(2026, 11, 29)


def filed(book: Rulebook, more: str = "") -> FiledCase:
    return FiledCase("proef", library.parse("proef.yaml", GOOD + more, book))


def outcome(text: str, n: int | None = None) -> PracticeOutcome:
    return PracticeOutcome.model_validate({"tekst": text, "n": n or "onbekend"})


def refused(text: str, book: Rulebook) -> str:
    with pytest.raises(KnowledgeError) as error:
        exchange.unpack("uit.yaml", text, book)
    return "\n".join(map(str, error.value.problems))


def test_the_whole_library_comes_out_as_it_went_in(book: Rulebook) -> None:
    shelf = library.load(book)
    parcel = exchange.pack(shelf.cases, "Gemeente Proefstad", DAY)
    opened = exchange.unpack("uit.yaml", parcel.text, book)
    assert (opened.problems, parcel.left_out) == ((), 0)
    assert [(one.slug, one.case) for one in opened.cases] == [
        (one.slug, one.case) for one in shelf.cases
    ]
    assert {one.origin for one in opened.cases} == {"Gemeente Proefstad"}


def test_the_same_cases_give_the_same_file(book: Rulebook) -> None:
    first, second = (exchange.pack([filed(book)], "Wij", DAY).text for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("een brief", "twee brieven"),
        ("afzender: Wij", "afzender: Zij"),
        ("jaar: 2024", "jaar: 2025"),
        ("gemaakt: '2026-11-29'", "gemaakt: '2026-11-30'"),
    ],
)
def test_what_was_changed_afterwards_is_noticed(book: Rulebook, old: str, new: str) -> None:
    text = exchange.pack([filed(book)], "Wij", DAY).text
    assert old in text
    assert "het zegel klopt niet" in refused(text.replace(old, new, 1), book)


def test_spaces_and_comments_break_no_seal(book: Rulebook) -> None:
    text = exchange.pack([filed(book)], "Wij", DAY).text
    assert exchange.unpack("uit.yaml", f"# van een collega\n{text}\n\n", book).cases


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Het bestand is leeg"),
        ("naam: reis", "dit is geen bestand met praktijkgevallen van deze versie"),
        ("praktijk: 2\n", "dit is geen bestand met praktijkgevallen van deze versie"),
        ("praktijk: 1\nafzender: Wij\n", "de sleutel 'zegel' ontbreekt"),
        ("- los", "dit is geen bestand met praktijkgevallen van deze versie"),
        ("a: [", "regel 1"),
    ],
)
def test_another_file_is_refused(book: Rulebook, text: str, message: str) -> None:
    assert message in refused(text, book)


@pytest.mark.parametrize(
    ("one", "small"),
    [
        (outcome("Zeven mensen belden."), True),
        (outcome("Daarna kwamen 9 inwoners."), True),
        (outcome("Er kwam één bewoner."), True),
        (outcome("Er deden 10 inwoners mee."), False),
        (outcome("Bij 1 op de 6 mensen lukte het."), False),
        (outcome("Twee van de drie inwoners vond het goed."), False),
        (outcome("Een inwoner kan bellen."), False),
        (outcome("In 2.009 inwoners gemeten."), False),
        (outcome("Het steeg.", 9), True),
        (outcome("Het steeg.", 10), False),
    ],
)
def test_fewer_than_ten_people_do_not_go_along(one: PracticeOutcome, small: bool) -> None:
    assert exchange.is_small(one) is small


def test_small_counts_are_left_out_and_counted(book: Rulebook) -> None:
    more = "opbrengst:\n  - {tekst: Acht inwoners kwamen.}\n  - {tekst: Veel reacties., n: 40}\n"
    parcel = exchange.pack([filed(book, more)], "Wij", DAY)
    assert parcel.left_out == 1
    assert "Acht" not in parcel.text
    (only,) = exchange.unpack("uit.yaml", parcel.text, book).cases
    assert [one.n for one in only.case.outcomes] == [40]


def sealed(tree: Mapping[str, object]) -> str:
    """Return a file with the right seal around whatever stands in it."""
    from engine.knowledge import files

    plain, _ = files.parse("x", files.write(dict(tree)))
    return files.write({**plain, "zegel": exchange.seal(plain)})


def test_a_case_that_is_wrong_is_left_out_and_the_others_stay(book: Rulebook) -> None:
    from engine.knowledge import files

    good, _ = files.parse("x", GOOD)
    bad = {**good, "id": "fout", "aanpak": "Bel 06-12345678 voor hulp."}
    odd = {**good, "id": "Met Spatie"}
    tree = {"praktijk": "1", "afzender": "Wij", "gemaakt": "2026-11-29",
            "gevallen": [bad, {**good, "id": "goed"}, odd, {"id": "leeg"}]}  # fmt: skip
    opened = exchange.unpack("uit.yaml", sealed(tree), book)
    assert [one.slug for one in opened.cases] == ["goed"]
    said = "\n".join(map(str, opened.problems))
    assert "telefoonnummer" in said and "kleine letters" in said
    assert "de sleutel 'titel' ontbreekt" in said


def test_too_many_cases_are_refused(book: Rulebook) -> None:
    from engine.knowledge import files

    good, _ = files.parse("x", GOOD)
    tree = {"praktijk": "1", "afzender": "Wij", "gemaakt": "2026-11-29",
            "gevallen": [{**good, "id": f"g{i}"} for i in range(501)]}  # fmt: skip
    assert "meer dan 500" in refused(sealed(tree), book)


def test_a_file_that_is_not_there_is_said(book: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="bestaat niet"):
        exchange.open_file("weg.yaml", tmp_path / "weg.yaml", book)
