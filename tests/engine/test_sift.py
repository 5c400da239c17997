"""Bad rows of a CSV: of every complaint the words, and what is kept and what is not."""

from pathlib import Path

import pytest

from engine.batch.sift import SHOWN, Sifting, sift
from engine.batch.spreadsheet import CsvSource
from engine.model import Problem

HEAD = "fase;wijk;leeftijd\n"
ANSWERS = {"fase": ("begin", "eind"), "leeftijd": ("jong", "onbekend")}
FEW = "maar er zijn 3 kolommen. Vul de rij aan of haal hem weg."
QUOTE = (
    'hier staat een aanhalingsteken (") verkeerd of het is niet gesloten. Sluit het, of schrijf '
    'een " in een tekst als "".'
)


def sifted(tmp_path: Path, rows: str, head: str = HEAD) -> tuple[Sifting, str, list[str]]:
    """Return what was kept and rejected, the good rows, and the rejected with their reason."""
    path = tmp_path / "groepen.csv"
    path.write_text(head + rows, encoding="utf-8", newline="")
    sheet = CsvSource(path.name, path, ";", ("fase", "wijk", "leeftijd"), head.count("\n"))
    good, bad = tmp_path / "goed.csv", tmp_path / "fout.csv"
    sifting = sift(sheet, ANSWERS, good, bad)
    return sifting, good.read_text(), bad.read_text(encoding="utf-8-sig").splitlines()


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("begin;Noord", f"deze rij heeft 2 cellen, {FEW}"),
        ("begin", f"deze rij heeft 1 cel, {FEW}"),
        (
            "begin;Noord;jong;x",
            "deze rij heeft 4 cellen, maar er zijn 3 kolommen. Zet een tekst met een ; erin tussen "
            'aanhalingstekens (").',
        ),
        ("begn;Noord;jong", "fase 'begn' ken ik niet. Bedoelde je 'begin'?"),
        (
            "begn;Noord;jng",
            "fase 'begn' ken ik niet. Bedoelde je 'begin'? leeftijd 'jng' ken ik niet. Bedoelde je "
            "'jong'?",
        ),
        (";Noord;jong", "fase is leeg. Kies uit: begin, eind."),
        ("begin;Noord;", "leeftijd is leeg. Weet je het niet, schrijf dan onbekend."),
        ("begin;Noord;  ", "leeftijd is leeg. Weet je het niet, schrijf dan onbekend."),
        ('begin;"Noord"x;jong', QUOTE),
    ],
)
def test_a_row_says_what_is_wrong_and_the_way_out(tmp_path: Path, row: str, complaint: str) -> None:
    sifting, good, _ = sifted(tmp_path, f"begin;Noord;jong\n{row}\neind;Zuid;onbekend\n")
    assert (sifting.good, sifting.bad) == (2, 1)
    assert sifting.problems == [Problem("groepen.csv", 3, complaint)]
    assert good == "c0;c1;c2\nbegin;Noord;jong\neind;Zuid;onbekend\n"


def test_the_line_counts_what_stands_above_the_head_and_empty_lines(tmp_path: Path) -> None:
    sifting, _, _ = sifted(tmp_path, "\nbegin;x;oud\n", head="Gemeente Voorbeeld\n" + HEAD)
    assert [problem.line for problem in sifting.problems] == [4]
    assert (sifting.good, sifting.bad) == (0, 1)


def test_rejected_rows_are_kept_with_line_and_reason(tmp_path: Path) -> None:
    _, _, rejected = sifted(tmp_path, "=1+1;Noord;jong\n")
    assert rejected == [
        "regel;reden;rij",
        "2;fase '=1+1' ken ik niet. Kies uit: begin, eind.;\"'=1+1;Noord;jong\"",
    ]


@pytest.mark.parametrize(
    ("extra", "last"),
    [
        (0, None),
        (1, "en nog 1 andere rij met een fout."),
        (2, "en nog 2 andere rijen met een fout."),
        (1200, "en nog 1.200 andere rijen met een fout."),
    ],
)
def test_fifty_problems_are_named_and_the_rest_counted(
    tmp_path: Path, extra: int, last: str | None
) -> None:
    sifting, _, rejected = sifted(tmp_path, "oud;Noord;jong\n" * (SHOWN + extra))
    told = sifting.complaints()
    assert len(sifting.problems) == SHOWN == 50
    assert len(rejected) == 1 + SHOWN + extra
    if last is None:
        assert len(told) == SHOWN
    else:
        assert told[SHOWN:] == (Problem("groepen.csv", None, last),)


def test_a_quote_left_open_may_have_swallowed_rows(tmp_path: Path) -> None:
    sifting, _, _ = sifted(tmp_path, 'begin;"Noord;jong\neind;Zuid;jong\n')
    assert (sifting.good, sifting.bad) == (0, 1)
    assert sifting.swallowed == sifting.problems
    closed, _, _ = sifted(tmp_path, 'begin;"Noord\nWest";oud\n')
    assert closed.bad == 1
    assert closed.swallowed == []


def test_a_row_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    """A hundred thousand bytes are the most; of é a row of half as many characters."""
    fits, over = "x" * (100_000 - len("begin;;jong\n")), "é" * 50_000
    rows = f"begin;{fits};jong\nbegin;{over};jong\nbegin;{'y' * 250_000};jong\neind;Zuid;jong\n"
    sifting, _, _ = sifted(tmp_path, rows)
    assert (sifting.good, sifting.bad) == (2, 2)  # what follows an endless row is read again
    assert sifting.problems[0].message == (
        'deze rij is langer dan 100.000 tekens. Kort hem in, of sluit een aanhalingsteken (") dat '
        "open bleef."
    )
