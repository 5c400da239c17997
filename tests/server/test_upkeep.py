"""What is promised for a time goes when that time is over, on a server that just runs on."""

import asyncio
import logging
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import ROOT
from sqlalchemy import text as sql
from streamlit.runtime import Runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from plans.plan_versions import KEEP, Draft, StoreError
from plans.storage import database
from plans.storage.store import PlanStore, new_link, new_receipt
from screens.page.chore import DAY, SOON, Chore
from screens.page.reading import heap
from screens.plan import current, memory, summary
from screens.server import api, start, upkeep
from screens.server.limit import WINDOW, Limit
from screens.server.upkeep import AGAIN

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class DayClock:
    """A clock that a chore moves by waiting; after `most` waits the server stops."""

    def __init__(self, most: int) -> None:
        self.moment, self.left = NOON, most
        self.waits: list[float] = []

    def __call__(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.moment += timedelta(seconds=seconds)
        self.left -= 1
        if not self.left:
            raise asyncio.CancelledError


def ran(chore: Chore, clock: DayClock) -> None:
    """Run a server with one chore until its clock stops."""
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(upkeep.run([chore], clock.sleep))


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where plans are kept as the settings say it."""
    path = tmp_path / "plannen.sqlite3"
    monkeypatch.setenv(database.FILE, str(path))
    return path


def versions(store: PlanStore) -> int:
    with database.reading(store.engine) as connection:
        return int(connection.execute(sql("SELECT count(*) FROM version")).scalar_one())


def test_a_deleted_plan_goes_after_thirty_days_while_the_server_runs(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, upkeep.__name__)
    clock = DayClock(KEEP.days + 2)
    store = PlanStore(now=clock)
    gone, kept = new_link(), new_link()
    for link in (gone, kept):
        store.save(Draft(link, "naam: x\n", 2, "Ada", new_receipt()))
    store.delete(gone)
    there: dict[int, int] = {}
    threads = set()

    def open_store() -> PlanStore:
        threads.add(threading.get_ident())
        there[(clock.moment - NOON).days] = versions(store)
        return PlanStore(now=clock)

    ran(Chore("opruimen", DAY, lambda: upkeep.purge(open_store)), clock)
    assert [day for day, count in there.items() if count == 2] == list(range(KEEP.days + 1))
    assert there[KEEP.days + 1] == versions(store) == 1
    assert store.read(kept).text == "naam: x\n"
    assert threading.get_ident() not in threads
    counts: list[Any] = [getattr(record, "gegevens", None) for record in caplog.records]
    assert counts == [{"plannen": 0}] * KEEP.days + [{"plannen": 1}, {"plannen": 0}]


def test_a_server_without_plans_makes_no_database(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, upkeep.__name__)
    asyncio.run(upkeep.purge())
    assert not file.exists()
    assert caplog.records == []
    assert database.has_plans("postgresql://server/plannen")
    PlanStore().close()
    assert database.has_plans(database.address())


def test_work_that_fails_is_said_and_done_again_soon(caplog: pytest.LogCaptureFixture) -> None:
    clock, tried = DayClock(3), []

    async def works_the_second_time() -> None:
        tried.append(clock.moment)
        if len(tried) == 1:
            raise StoreError("de database antwoordt niet")

    ran(Chore("opruimen", DAY, works_the_second_time), clock)
    assert clock.waits == [AGAIN, DAY, DAY]
    assert [record.getMessage() for record in caplog.records] == ["opruimen lukte niet"]


def test_the_running_server_does_all_of_it() -> None:
    every = {chore.name: chore.every for chore in (*upkeep.CHORES, *memory.CHORES)}
    assert sorted(every.values()) == [SOON, SOON, SOON, SOON, DAY, DAY]
    assert "geheugen teruggeven" in every
    done = []

    async def first() -> None:
        done.append("eerste")

    async def server() -> None:
        running = asyncio.create_task(start.run([Chore("eerste", DAY, first)]))
        while not done:
            await asyncio.sleep(0)
        running.cancel()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(start, "prepare", lambda: None)
        patch.setattr(start, "_warm", lambda: asyncio.sleep(0))
        asyncio.run(server())
    assert done == ["eerste"]


# Frees memory below something that stays, as a session that outlives a file does: MiB before and
# after giving it back.
FREED = """
from pathlib import Path
from screens.page.reading import heap

def mib():
    return int(Path("/proc/self/statm").read_text().split()[1]) / 256

heap.few_arenas()
blocks = [bytes(2000) for _ in range(50_000)]
last = bytes(2000)
del blocks
before = mib()
heap.give_back()
print(before, mib())
"""


def test_freed_memory_goes_back_to_the_system() -> None:
    run = [sys.executable, "-c", FREED]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT)
    before, after = map(float, done.stdout.split())
    assert before - after > 50


def test_without_such_a_c_library_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screens.page.reading.heap.ctypes.CDLL", lambda _: object())
    heap.few_arenas()
    heap.give_back()


def test_who_asked_the_api_is_forgotten_when_nobody_else_asks() -> None:
    clock = [0.0]
    bucket = Limit(600, lambda: clock[0])
    bucket.take("192.0.2.1")
    bucket.forget()
    assert len(bucket) == 1
    clock[0] = WINDOW
    bucket.forget()
    assert len(bucket) == 0


def test_the_api_that_serves_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    bucket = Limit(600, lambda: clock[0])
    monkeypatch.setattr(api, "ENDPOINT", api.Api(bucket))
    bucket.take("192.0.2.1")
    clock[0] = WINDOW
    chore = next(chore for chore in upkeep.CHORES if chore.every == SOON)

    async def once() -> None:
        await chore.work()

    asyncio.run(once())
    assert len(bucket) == 0


class Session:
    """A visitor of a page, as Streamlit keeps one."""

    id = "bezoeker"


def test_what_a_visitor_typed_goes_when_nobody_comes_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = [0.0]
    storage = MemorySessionStorage()
    storage._cache._timer = lambda: clock[0]  # type: ignore[attr-defined]
    manager = WebsocketSessionManager(storage, *[SimpleNamespace()] * 3)  # type: ignore[arg-type]
    monkeypatch.setattr(Runtime, "exists", classmethod(lambda cls: True))
    instance = SimpleNamespace(_session_mgr=manager)
    monkeypatch.setattr(Runtime, "instance", classmethod(lambda cls: instance))
    storage.save(SimpleNamespace(session=Session()))  # type: ignore[arg-type]
    kept = storage._cache._data  # type: ignore[attr-defined]
    memory.leave()
    assert len(kept) == 1
    clock[0] = 120.0
    memory.leave()
    assert len(kept) == 0


def test_a_plan_that_was_read_is_forgotten() -> None:
    current.parse_plan((ROOT / "plans/voorbeelden/paspoort-verlengen.yaml").read_text("utf-8"))
    assert current.parse_plan.cache_info().currsize
    summary.forget()
    for remembered in (current.parse_plan, summary._remarks, summary._mix):
        assert remembered.cache_info().currsize == 0
