"""What is remembered: whole files, the last word about a period, nothing small, nothing too old."""

import json
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from conftest import ROOT

from commands.listening import main
from listening.effects.results import Happening
from listening.reading.day_series import DaySeries
from listening.storage.day_memory import Memory, NotKept
from listening.storage.hearing import REST, Heard, fold
from listening.storage.kept_entries import (
    ACTIONS,
    EVENTS,
    LOG,
    Entry,
    actions,
    decisions,
    entry,
    happenings,
)
from listening.storage.retention import SETTING, Retention, retention

COVERS = (
    "commands/listening/remembering.py",
    "plans/storage/migrations/versions/v0006.py",
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG = Retention(3660)
FIRST = date(2026, 10, 1)


def opened(url: str, owner: str = "") -> Memory:
    return Memory(owner, url, lambda: NOON)


def pages(value: str, *counts: int, first: date = FIRST, of: str = "pagina") -> DaySeries:
    days = {first + timedelta(days=at): count for at, count in enumerate(counts)}
    return DaySeries(of, value, "kliks", "Matomo", "dag", days)


def file(name: str, *series: DaySeries) -> Heard:
    days = [day for one in series for day in one.days]
    return Heard(name, series, min(days), max(days))


def counts(memory: Memory) -> dict[str, list[int]]:
    return {one.value: list(one.days.values()) for one in memory.series()}


def test_what_is_remembered_comes_back_in_another_process(url: str) -> None:
    series = (pages("/a", 5, 6), pages("/b", 7, 8))
    assert opened(url).remember([file("okt.csv", *series)], LONG) == (1,)
    assert opened(url).series() == series
    (kept,) = opened(url).files()
    assert (kept.name, kept.saved, kept.series, kept.days) == ("okt.csv", NOON, 2, 4)
    assert (kept.first, kept.last) == (FIRST, FIRST + timedelta(days=1))


def test_of_a_period_the_new_file_has_the_last_word(url: str) -> None:
    """Of a series: /b is not in the new file, which may be of one page only."""
    memory = opened(url)
    memory.remember([file("een.csv", pages("/a", 5, 6, 7), pages("/b", 1, 2, 3))], LONG)
    memory.remember([file("twee.csv", pages("/a", 60, first=FIRST + timedelta(days=1)))], LONG)
    assert counts(memory) == {"/a": [5, 60, 7], "/b": [1, 2, 3]}
    assert [(one.name, one.days) for one in memory.files()] == [("twee.csv", 1), ("een.csv", 5)]
    other = pages("/a", 9, 9, 9, of="campagne")
    memory.remember([file("drie.csv", other)], LONG)
    assert len(memory.series("pagina")) == 2
    assert memory.series("campagne", "/a") == (other,)


def test_organisations_see_their_own(url: str) -> None:
    opened(url, "a").remember([file("a.csv", pages("/a", 5))], LONG)
    opened(url, "b").remember([file("b.csv", pages("/a", 7))], LONG)
    assert counts(opened(url, "a")) == {"/a": [5]}
    with pytest.raises(NotKept):
        opened(url, "a").forget(opened(url, "b").files()[0].id)
    assert opened(url, "a").forget() == 1
    assert (counts(opened(url, "a")), counts(opened(url, "b"))) == ({}, {"/a": [7]})


def test_a_file_can_be_forgotten(url: str) -> None:
    memory = opened(url)
    one, two = memory.remember([file("1", pages("/a", 5)), file("2", pages("/b", 6))], LONG)
    assert memory.forget(one) == 1
    assert (counts(memory), [kept.id for kept in memory.files()]) == ({"/b": [6]}, [two])
    with pytest.raises(NotKept, match=f"Bestand {one} staat niet"):
        memory.forget(one)


def test_what_is_too_old_goes(url: str) -> None:
    memory = opened(url)
    old = pages("/a", *range(1, 81), first=date(2026, 9, 4))  # until 22 November
    total = DaySeries("totaal", "", "kliks", "Matomo", "dag", old.days)
    memory.remember([file("f", old, total)], Retention(60, {"pagina": 10}))
    first = {one.of: min(one.days) for one in memory.series()}
    assert first == {"pagina": date(2026, 11, 12), "totaal": date(2026, 9, 23)}


def test_what_is_small_is_folded_before_it_is_written() -> None:
    total = DaySeries("totaal", "", "kliks", "Matomo", "dag", {FIRST: 3})
    folded = fold([pages("/a", 5, 5), pages("/b", 4, 5), pages("/c", 9), total], 10)
    assert folded == (pages("/a", 5, 5), total, pages(REST, 13, 5))


def test_nothing_is_half_when_the_second_file_fails(url: str) -> None:
    memory = opened(url)
    memory.remember([file("een.csv", pages("/a", 5))], LONG)
    broken = Heard("stuk", (pages("/a", 1), pages("/b", 2**70)), FIRST, FIRST)
    with pytest.raises(Exception, match=r".+"):
        memory.remember([file("twee.csv", pages("/a", 6)), broken], LONG)
    assert counts(memory) == {"/a": [5]}
    assert [kept.name for kept in memory.files()] == ["een.csv"]


def action(name: str, cost: float | None = None) -> Entry:
    row = {"naam": name, "onderwerp": "schuldhulp", "kanaal": "brief", "begin": FIRST,
           "einde": FIRST, "reeks": "telefoon", "kosten": cost}  # fmt: skip
    return entry(ACTIONS, row)


def test_actions_are_remembered_once_and_forgotten_with_their_file(url: str) -> None:
    memory = opened(url)
    one, two = action("Brief", 10), action("Film")
    memory.remember([Heard("acties.csv", (), FIRST, FIRST, entries=(one, two))], LONG)
    (kept,) = memory.files()
    assert (kept.series, kept.days, kept.entries, kept.first) == (0, 0, 2, None)
    again = action(" brief", 20)  # the same action, with another price
    memory.remember([Heard("nieuw.csv", (), FIRST, FIRST, entries=(again,))], LONG)
    records = {record.name: record.cost for record in actions(opened(url).entries())}
    assert records == {" brief": 20, "Film": None}
    assert opened(url, "ander").entries() == ()
    assert memory.forget(kept.id) == 1
    assert [record.name for record in actions(memory.entries())] == [" brief"]
    memory.remember([], Retention(3660, {ACTIONS: 10}))
    assert (memory.entries(), memory.files()) == ((), ())


def test_events_and_decisions_come_back_as_they_were_written() -> None:
    event = {"naam": "Storing", "begin": FIRST, "einde": None, "reeks": "Balie"}
    decided = {"datum": FIRST, "onderwerp": "schuldhulp", "stap": "doen", "besluit": "Brief",
               "eigenaar": "team", "rol": "beleid", "voor": date(2026, 11, 1)}  # fmt: skip
    every = (entry(EVENTS, event), entry(LOG, decided))
    assert happenings(every) == (Happening("Storing", FIRST, None, "balie"),)
    (decision,) = decisions(every)
    assert (decision.day, decision.due, decision.lesson) == (FIRST, date(2026, 11, 1), "")


ROWS = {
    "acties.csv": "actie;onderwerp;kanaal;begin;einde;reeks\nFilm;afval;brief;{0};{0};balie\n",
    "logboek.csv": "datum;onderwerp;stap;besluit;eigenaar;rol\n{0};afval;doen;Bord;team;dienst\n",
}


def test_the_command_keeps_actions_and_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/p.sqlite3")
    monkeypatch.setenv(SETTING, "400")
    for name, rows in ROWS.items():
        (tmp_path / name).write_text(rows.format(datetime.now(UTC).date()), encoding="utf-8")
    assert main(["onthoud", *(str(tmp_path / name) for name in ROWS)]) == 0
    assert capsys.readouterr().out == "1. acties.csv: 1 regel\n2. logboek.csv: 1 regel\n"
    assert main(["geheugen"]) == 0
    assert "1. acties.csv: 0 reeksen, 1 regel\n" in capsys.readouterr().out
    assert [one.decision for one in decisions(Memory().entries())] == ["Bord"]


KILLED = """
import os, sys
from datetime import date, timedelta
from listening.reading.day_series import DaySeries
from listening.storage import day_memory as memory, hearing
from listening.storage.retention import Retention
memory.BLOCK, written = 10, memory.insert
def insert(table):
    if table.name == "heard_day":
        insert.blocks += 1
        if insert.blocks > int(sys.argv[2]):
            os._exit(9)
    return written(table)
insert.blocks = 0
memory.insert = insert
days = {date(2026, 1, 1) + timedelta(days=at): at + 1 for at in range(100)}
series = DaySeries("pagina", "/a", "kliks", "Matomo", "dag", days)
memory.Memory("", sys.argv[1]).remember(
    [hearing.Heard("nieuw.csv", (series,), min(days), max(days))], Retention(3660))
"""


@pytest.mark.exhaustive
@pytest.mark.parametrize("blocks", [0, 1, 9])
def test_a_kill_leaves_nothing_half(tmp_path: Path, blocks: int) -> None:
    url = f"sqlite:///{tmp_path}/plannen.sqlite3"
    opened(url).remember([file("oud.csv", pages("/a", 5, first=date(2026, 1, 2)))], LONG)
    done = subprocess.run([sys.executable, "-c", KILLED, url, str(blocks)], cwd=ROOT, check=False)
    assert done.returncode == 9
    assert counts(opened(url)) == {"/a": [5]}
    assert [kept.name for kept in opened(url).files()] == ["oud.csv"]


@pytest.mark.exhaustive
def test_five_years_of_200_series_open_within_a_second(tmp_path: Path) -> None:
    memory = opened(f"sqlite:///{tmp_path}/plannen.sqlite3")
    first = date(2021, 11, 22)
    every = [pages(f"/{at}", *range(1826), first=first) for at in range(200)]
    memory.remember([file("vijf jaar", *every)], LONG)
    begun = time.process_time()
    assert len(memory.series("pagina", "/7")[0].days) == 1826
    assert time.process_time() - begun < 1
    month = [pages(f"/{at}", *range(30), first=date(2026, 10, 1)) for at in range(200)]
    begun = time.process_time()
    memory.remember([file("maand", *month)], LONG)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("1830", Retention(1830)),
        ("1830 pagina=400 kanaal=7", Retention(1830, {"pagina": 400, "kanaal": 7})),
    ],
)
def test_the_setting(
    monkeypatch: pytest.MonkeyPatch, text: str, expected: Retention | None
) -> None:
    monkeypatch.setenv(SETTING, text)
    assert retention() == expected


@pytest.mark.parametrize("text", ["aan", "0", "3661", "pagina=4", "5 6", "5 Pagina=4"])
def test_a_setting_that_cannot_be(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv(SETTING, text)
    with pytest.raises(ValueError, match="ken ik niet"):
        retention()


def test_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/p.sqlite3")
    monkeypatch.delenv(SETTING, raising=False)
    path = tmp_path / "reeksen.csv"
    today = datetime.now(UTC).date()
    path.write_text(f"datum;reeks;aantal\n{today};Balie;12\n{today};Klein;3\n", encoding="utf-8")
    assert main(["onthoud", str(path)]) == 1
    assert "er wordt niets onthouden" in capsys.readouterr().err
    monkeypatch.setenv(SETTING, "400")
    assert main(["onthoud", str(path)]) == 0
    assert capsys.readouterr().out == "1. reeksen.csv: 2 reeksen, 2 aantallen\n"
    assert main(["geheugen", "--json"]) == 0
    kept = json.loads(capsys.readouterr().out)
    assert [(one["waarde"], one["aantal"]) for one in kept["reeksen"]] == [("Balie", 12), (REST, 3)]
    assert main(["geheugen"]) == 0
    assert "1. reeksen.csv: 2 reeksen" in capsys.readouterr().out
    assert main(["vergeet", "1"]) == 0
    assert main(["geheugen"]) == 0
    assert "Er is niets onthouden." in capsys.readouterr().out
