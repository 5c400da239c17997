"""A file of a visitor is read in a process of its own, and can do the server no harm."""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import rough_readers

from engine.model import KnowledgeError
from screens.page.reading import limits, readers, rooms, wire
from screens.page.reading.asking import WaitingNotice
from screens.page.reading.limits import SENTENCES, Ending
from screens.page.reading.pool import Ended, Pool
from screens.page.reading.reading_turns import NoTurn, ReadingTurns

COVERS = (
    "screens/page/reading/asking.py",
    "screens/page/reading/child.py",
    "screens/page/reading/forks.py",
    "screens/page/reading/readers.py",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which this server's files of visitors are."""
    return tmp_path_factory.mktemp("lezen")


@pytest.fixture(scope="module")
def rough(place: Path) -> Iterator[Pool]:
    """Return a pool with readers that do what a hostile file may do to one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readers, "READERS", rough_readers.rough())
        patch.setenv("TMPDIR", str(place))
        made = Pool(rough_readers.COMMAND)
        yield made
        made.stop()
    assert list(place.iterdir()) == []


def until(done: Callable[[], bool]) -> None:
    """Wait for what happens beside this process."""
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


def asked(rough: Pool, name: str, *given: object) -> object:
    return rough.read("a.csv", wire.question(name, *given))


def test_an_answer_comes_back_as_data(rough: Pool) -> None:
    assert asked(rough, "echo", "één\nregel\x00") == "één\nregel\x00"
    assert asked(rough, "echo", "a" * 3_000_000) == "a" * 3_000_000


def test_how_far_a_reading_is_comes_ahead_of_its_answer(rough: Pool) -> None:
    heard: list[int] = []
    question = wire.question("climb", [0, 1, 7, 99])
    assert rough.read("a.csv", question, hear=heard.append) == "boven"
    assert heard == [0, 1, 7, 9]
    notice = WaitingNotice(("Eerst.", "Dan."))
    words = []
    for number in heard:
        notice.hear(number)
        words.append(notice.words)
    assert words == ["Stap 1 van 2: Eerst.", *["Stap 2 van 2: Dan."] * 3]


def test_a_stage_may_come_in_two_pieces() -> None:
    text = bytearray(b"~")
    assert wire.stages_of(text) == []
    text += b"3~4+1"
    assert wire.stages_of(text) == [3, 4]
    assert text == b"+1"


def test_a_refusal_keeps_its_file_its_line_and_its_words(rough: Pool) -> None:
    with pytest.raises(KnowledgeError, match=r"^b\.csv, regel 3: dit klopt niet\.$"):
        asked(rough, "refuse", "b.csv")


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("fill_memory", Ending.SPACE),
        ("fill_disk", Ending.SPACE),
        ("write_one_large", Ending.SPACE),
        ("talk", Ending.SPACE),
        ("spin", Ending.TIME),
        ("crash", Ending.BROKEN),
        ("fail", Ending.BROKEN),
        ("dig", Ending.BROKEN),
        ("lie", Ending.BROKEN),
    ],
)
def test_what_takes_too_much_ends_in_one_sentence(
    rough: Pool, place: Path, name: str, ending: Ending, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Ended) as caught:
        asked(rough, name)
    assert str(caught.value) == f"a.csv: {SENTENCES[ending]}"
    assert rough_readers.SECRET.decode() not in caplog.text
    (folder,) = place.iterdir()
    until(lambda: not any(folder.iterdir()))
    assert asked(rough, "echo", "nog steeds") == "nog steeds"


def test_a_reading_that_only_waits_ends_too(rough: Pool) -> None:
    with pytest.raises(Ended) as caught:
        asked(rough, "sleep", 60)
    assert caught.value.ending == Ending.TIME


class Closed(BaseException):
    """The page that asked is gone."""


def test_a_page_that_closes_ends_its_reading(rough: Pool, place: Path, tmp_path: Path) -> None:
    where = tmp_path / "waar"

    def tick(waiting: bool) -> None:
        if where.exists():
            raise Closed

    with pytest.raises(Closed):
        rough.read("a.csv", wire.question("hold", str(where)), tick)
    folder = Path(where.read_text(encoding="utf-8"))
    assert folder.is_relative_to(place)
    until(lambda: not folder.exists())


def test_no_more_than_two_are_read_at_once(rough: Pool, tmp_path: Path) -> None:
    log = tmp_path / "beurten"
    waited: list[bool] = []
    question = wire.question("turn", str(log), 0.4)
    with ThreadPoolExecutor(5) as threads:
        list(threads.map(lambda _: rough.read("a.csv", question, waited.append), range(5)))
    turns = [tuple(map(float, line.split())) for line in log.read_text().splitlines()]
    assert len(turns) == 5
    for begun, _ in turns:
        assert sum(start <= begun < end for start, end in turns) <= 2
    assert True in waited


def test_who_asks_least_goes_first() -> None:
    order: list[str] = []
    turns = ReadingTurns(at_once=2)
    with turns.turn("veel", lambda _: None):
        tickets = [threading.Thread(target=_once, args=(turns, who, order))
                   for who in ("veel", "weinig")]  # fmt: skip
        with turns.turn("veel", lambda _: None):
            for ticket in tickets:
                ticket.start()
                while len(turns._waiting) < tickets.index(ticket) + 1:
                    time.sleep(0.01)
        for ticket in tickets:
            ticket.join()
    assert order == ["weinig", "veel"]


def _once(turns: ReadingTurns, client: str, order: list[str]) -> None:
    with turns.turn(client, lambda _: None):
        order.append(client)


def test_a_long_queue_says_that_it_is_busy() -> None:
    full = Pool(turns=ReadingTurns(at_once=0, wait=0.1))
    with pytest.raises(Ended, match="nu veel tegelijk"):
        full.read("a.csv", wire.question("leesbaarheid", "tekst"))
    none = ReadingTurns(at_once=1, queue=0)
    with pytest.raises(NoTurn), none.turn("iemand", lambda _: None):
        pass


def test_what_a_killed_run_left_is_swept_and_what_lives_stays(tmp_path: Path) -> None:
    left = tmp_path / f"{rooms.PREFIX}oud"
    (left / "a").mkdir(parents=True)
    (left / "a" / "b.csv").write_bytes(rough_readers.SECRET)
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (tmp_path / f"{rooms.PREFIX}link").symlink_to(elsewhere)
    living = rooms.Room(tmp_path)
    assert not left.exists()
    assert elsewhere.exists()
    other = rooms.Room(tmp_path)
    assert living.folder.exists()
    other.close()
    living.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elders", f"{rooms.PREFIX}link"]


SERVER = """
import sys
sys.path[:0] = [{root!r}, {support!r}]
import rough_readers
from screens.page.reading import readers, wire
from screens.page.reading.pool import Pool
readers.READERS = rough_readers.rough()
Pool(rough_readers.COMMAND).read("a.csv", wire.question("hold", {where!r}))
"""


def test_nothing_is_left_when_the_server_is_killed(tmp_path: Path) -> None:
    place, where = tmp_path / "tijdelijk", tmp_path / "waar"
    place.mkdir()
    support = str(Path(rough_readers.__file__).parent)
    script = SERVER.format(root=str(rough_readers.ROOT), support=support, where=str(where))
    run = [rough_readers.COMMAND[0], "-c", script]
    server = subprocess.Popen(run, env={**os.environ, "TMPDIR": str(place)})
    until(where.exists)
    assert any(rough_readers.SECRET in path.read_bytes() for path in place.rglob("geheim"))
    server.kill()
    server.wait()
    until(lambda: not any(place.iterdir()))


@pytest.mark.exhaustive
def test_what_readings_are_forked_from_starts_again(rough: Pool) -> None:
    assert asked(rough, "echo", "a") == "a"
    process = rough._process
    assert process
    process.kill()
    process.wait()
    assert asked(rough, "echo", "b") == "b"


@pytest.mark.parametrize(
    "name",
    ["a\0b.csv", "é" * 300 + ".csv", "🧍" * 90, "a." + "x" * 999, "../../x.csv", "C:\\x\\y.csv", "",
     ".", "..", "a\nb.csv", "\ud800.csv", "/", "." * 300, "\u202egnp.csv"],
)  # fmt: skip
def test_any_name_becomes_one_within_a_folder(name: str, tmp_path: Path) -> None:
    safe = rooms.file_name(name)
    assert (tmp_path / safe).parent == tmp_path
    (tmp_path / safe).write_bytes(b"")
    assert [path.name for path in tmp_path.iterdir()] == [safe]
    assert safe.isprintable() and len(safe.encode()) <= rooms.LONGEST
    assert safe.endswith(".csv") or not name.endswith(".csv")
    with pytest.raises(KnowledgeError, match="leeg"):
        readers.listened(readers.Exports(((name, b""),)))


@pytest.mark.exhaustive
def test_every_form_can_come_back() -> None:
    """What has no form of data would be found out by a visitor."""
    for reader in readers.READERS.values():
        with pytest.raises(wire.Unfit):
            wire.value(reader.form, b'+{"iets": [vreemds')


def test_a_reader_that_counts_is_not_ended_first() -> None:
    """The most that a reader unpacks fits beside what was brought, rounded up to blocks."""
    assert limits.FOLDER > limits.DISK + limits.QUESTION
