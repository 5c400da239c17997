"""The report of a month or a year from what is remembered: what stands in it, and what does not."""

import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import remembered

from commands.listening import main
from documents.blocks import Bullets, TableBlock
from documents.listening import look_back
from listening import knowledge
from listening.cycle import LogEntry
from listening.effects.results import Prices
from listening.monitor import months, recall
from listening.monitor.register import added_up
from listening.monitor.subject_view import Line
from listening.storage.day_memory import Memory

COVERS = ("commands/listening/looking_back.py",)
TODAY = date(2026, 11, 22)
LOG = (
    LogEntry(
        date(2026, 6, 2), "paspoort", "doen", "Belmenu om", "", "team", "dienst", None, "Kort"
    ),
)


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Memory:
    kept = Memory("", f"sqlite:///{tmp_path_factory.mktemp('geheugen')}/p.sqlite3")
    remembered.remember(kept)
    return kept


@pytest.mark.parametrize(
    ("span", "first", "last", "name"),
    [
        (
            look_back.month_span(date(2026, 2, 1)),
            date(2026, 2, 1),
            date(2026, 2, 28),
            "februari 2026",
        ),
        (look_back.year_span(2026), date(2026, 1, 1), date(2026, 12, 31), "2026"),
    ],
)
def test_a_span_is_a_month_or_a_year(
    span: look_back.ReportSpan, first: date, last: date, name: str
) -> None:
    assert (span.first, span.last, span.name) == (first, last, name)
    assert span.holds(last)
    assert not span.holds(date(2025, 12, 31))


@pytest.mark.parametrize(
    ("counts", "text"),
    [([20, 9, 30], "50"), ([9, 9, 9], "minder dan 10"), ([], "geen gegevens"),
     ([20, 30], "50 (tot nu toe)")],
)  # fmt: skip
def test_a_sum_of_months_leaves_out_what_may_not_be_shown(counts: list[int], text: str) -> None:
    """20 + 9 + 30 is 59, from which the 9 could be worked out."""
    firsts = [date(2026, at, 1) for at in (1, 2, 3)]
    known = dict(zip(firsts, counts, strict=False))
    days = known | {date(2026, 3, 31): 0} if len(counts) == 3 else known
    line = Line("vraag", None, months.counts(days, "dag", firsts))
    span = look_back.ReportSpan(date(2026, 1, 1), date(2026, 3, 31), "kwartaal")
    assert look_back._sum(line, span) == text


def rows_of(table: TableBlock) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_a_year_holds_subjects_actions_and_decisions(memory: Memory) -> None:
    span, vocabulary = look_back.year_span(2026), knowledge.load()
    every = recall.actions(memory, vocabulary, Prices(call=10.0, minutes=6.0))
    begun = added_up(every.lines, every.prices, span.holds)
    content = look_back.content(
        span, recall.overview(memory, vocabulary, span.last), begun, LOG, TODAY
    )
    assert [section.title for section in content.sections] == [
        "Wat inwoners vroegen", "Wat acties opleverden", "Besloten en geleerd", "Hoe we rekenen",
    ]  # fmt: skip
    subjects, actions, quarters, *_ = [
        block for section in content.sections for block in section.blocks
        if isinstance(block, TableBlock)
    ]  # fmt: skip
    assert rows_of(subjects)[1][0] == "Grofvuil laten ophalen"
    assert rows_of(subjects)[1][2:] == ["geen gegevens"] * 3
    assert [row[1] for row in rows_of(actions)] == [
        "Film", "Pagina herschreven", "Belmenu", "Brief", "Wachttijd noemen", "Samen",
    ]  # fmt: skip
    assert [row[:2] for row in rows_of(quarters)] == [
        ["2e kwartaal 2026", "1"], ["3e kwartaal 2026", "1"],
    ]  # fmt: skip
    assert "acties voorkwamen samen naar schatting" in content.summary


def test_a_month_sums_only_actions_that_began_in_it(memory: Memory) -> None:
    every = recall.actions(memory, knowledge.load())
    span = look_back.month_span(date(2026, 9, 1))
    begun = added_up(every.lines, every.prices, span.holds)
    assert [line.action.name for line in begun.lines] == ["Brief"]
    assert begun.total == begun.lines[0].calls == every.lines[3].calls
    content = look_back.content(span, (), begun, LOG, TODAY)
    assert [section.title for section in content.sections] == [
        "Wat acties opleverden", "Hoe we rekenen",
    ]  # fmt: skip
    empty = look_back.content(span, (), added_up((), Prices()), (), TODAY)
    assert empty.sections[0].blocks[0].sentences[0].text == look_back.NOTHING  # type: ignore[union-attr]
    assert isinstance(empty.sections[1].blocks[0], Bullets)


def test_the_command_makes_a_pdf_that_can_be_read_aloud(
    memory: Memory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("DATABASE_URL", str(memory.engine.url))
    path = tmp_path / "v.pdf"
    assert main(["verslag", "--jaar", "2026", "-o", str(path), "--prijs-telefoontje", "9,50"]) == 0
    with pikepdf.open(path) as pdf:
        assert str(pdf.open_metadata()["pdfuaid:part"]) == "1"
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    for words in ("Hulp bij schulden", "Belmenu", "2e kwartaal", "Wat we niet meetellen"):
        assert words in text, words
    assert main(["verslag", "--jaar", "2026", "-o", str(tmp_path / "v.doc")]) == 1
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/leeg.sqlite3")
    assert main(["verslag", "--maand", "2026-10", "-o", str(tmp_path / "w.pdf")]) == 1
    assert "er is niets onthouden" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--maand", "2026-13"], ["--jaar", "26"], []])
def test_a_month_or_a_year_is_asked(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["verslag", *wrong, "-o", "v.pdf"])
    assert stopped.value.code == 2
