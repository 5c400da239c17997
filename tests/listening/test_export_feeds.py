"""Files of a feed: new ones are remembered whole, once, and one that is wrong stops no other."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from counting.around import NOON, asking, fetcher, notes_of, remembered
from counting.services import KEY, over_http, server

from listening.connectors import transport
from listening.connectors.feeds import Feed
from listening.connectors.transport import Transport
from listening.storage.day_memory import Memory

COVERS = ("listening/connectors/export_files.py",)

HEAD = "datum;onderwerp;kanaal;aantal\n"
TODAY = NOON.date()


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory("", f"sqlite:///{tmp_path}/p.sqlite3", lambda: NOON)


def folder_feed(folder: Path) -> Feed:
    return Feed("balie", "map", "", "", "", 35, "", folder=folder)


def put(folder: Path, name: str, text: str, minutes: int = 60) -> None:
    """Write a file that changed so many minutes before noon of the tests."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    moment = datetime.combine(TODAY, NOON.time()) - timedelta(minutes=minutes)
    os.utime(folder / name, (moment.timestamp(), moment.timestamp()))


def desk(memory: Memory) -> list[int]:
    return remembered(memory).get(("kanaal", "aantal", "balie"), [])


def silent(_: httpx.Request) -> httpx.Response:
    raise AssertionError("a folder asks nothing")


def test_new_files_in_a_folder_are_remembered_once_and_the_last_counts(
    memory: Memory, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    put(folder, "b.csv", f"{HEAD}2026-10-01;afval;balie;12\n", 90)
    put(folder, "a.csv", f"{HEAD}2026-10-01;afval;balie;20\n2026-10-02;afval;balie;11\n", 30)
    fetching = fetcher(asking(silent, []), memory)
    one = fetching.fetch(folder_feed(folder))
    assert (one.trouble, desk(memory)) == ("", [20, 11])
    assert one.series > 0
    again = fetching.fetch(folder_feed(folder))
    assert (again.trouble, again.series, desk(memory)) == ("", 0, [20, 11])
    put(folder, "b.csv", f"{HEAD}2026-10-01;afval;balie;33\n", 5)
    fetching.fetch(folder_feed(folder))
    assert desk(memory) == [33, 11]


def test_a_file_that_is_wrong_stops_no_other_and_is_named_until_it_is_right(
    memory: Memory, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    put(folder, "fout.csv", f"{HEAD}gisteren;afval;balie;12\n", 90)
    put(folder, "vreemd.csv", "a;b\n1;2\n", 80)
    put(folder, "goed.csv", f"{HEAD}2026-10-01;afval;balie;20\n", 70)
    put(folder, "half.csv", f"{HEAD}2026-10-02;afval;balie;9", 0)
    fetching = fetcher(asking(silent, []), memory)
    for expected in (1, 0):
        one = fetching.fetch(folder_feed(folder))
        assert one.trouble.startswith("fout.csv, regel 2: 'gisteren' is geen datum.")
        assert one.trouble.endswith("En nog 1 bestand.")
        assert (desk(memory), bool(one.series)) == ([20], bool(expected))
    assert "fout.csv" in notes_of(memory).of("bronfout")["balie"].text
    for name in ("fout.csv", "vreemd.csv"):
        (folder / name).unlink()
    assert fetching.fetch(folder_feed(folder)).trouble == ""
    assert notes_of(memory).of("bronfout") == {}


def test_a_folder_that_is_not_there(memory: Memory, tmp_path: Path) -> None:
    one = fetcher(asking(silent, []), memory).fetch(folder_feed(tmp_path / "weg"))
    assert one.trouble == "dit bestand of deze map bestaat niet. Kijk de naam na."


@pytest.mark.parametrize("address", ["/kcc.csv", "/export"])
def test_a_file_at_an_address_is_read_when_it_is_another_one(
    address: str, memory: Memory, tmp_path: Path
) -> None:
    key = tmp_path / "sleutel"
    key.write_text(KEY, encoding="utf-8")
    texts = [f"{HEAD}2026-10-01;afval;balie;{count}\n" for count in (12, 12, 30)]
    asked: list[httpx.Request] = []

    def serve(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, text=texts[len(asked) - 1])

    with server(over_http(serve)) as base, transport.client() as connections:
        feed = Feed("kcc", "csv", "", f"{base}{address}", "", 35, "", key, file_kind="tellingen")
        fetching = fetcher(Transport(connections, lambda _: None), memory)
        sizes = [fetching.fetch(feed).series > 0 for _ in texts]
    assert sizes == [True, False, True]
    assert desk(memory) == [30]
    assert {(one.method, one.headers["authorization"]) for one in asked} == {
        ("GET", f"Bearer {KEY}")
    }  # fmt: skip


def test_an_address_that_gives_no_table_is_said_and_nothing_kept(memory: Memory) -> None:
    def serve(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text="<html>Inloggen</html>")

    feed = Feed("kcc", "csv", "", "https://www.voorbeeld.nl/kcc.csv", "", 35, "")
    one = fetcher(asking(serve, []), memory).fetch(feed)
    assert one.trouble.startswith("kcc.csv")
    assert remembered(memory) == {}


def test_when_something_came_in_is_noted(memory: Memory, tmp_path: Path) -> None:
    put(tmp_path / "exports", "a.csv", f"{HEAD}2026-10-01;afval;balie;20\n")
    fetching = fetcher(asking(silent, []), memory)
    fetching.fetch(folder_feed(tmp_path / "exports"))
    later = fetcher(asking(silent, []), memory, TODAY + timedelta(days=9))
    later.fetch(folder_feed(tmp_path / "exports"))
    assert notes_of(memory).of("bron")["balie"].saved == NOON
