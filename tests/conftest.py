"""Shared values: the knowledge of this repository, read and compiled once per run.

What a test needs marks it, so that `script/test --snel` can leave out what needs more than Python.
"""

from __future__ import annotations

import fcntl
import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# Plans of tests go nowhere but here, also those of the servers that tests start.
PLANS = tempfile.TemporaryDirectory(prefix="plannen")
os.environ["KEN_JE_INWONER_PLANNEN"] = f"{PLANS.name}/plannen.sqlite3"
os.environ.pop("DATABASE_URL", None)
os.environ.pop("KEN_JE_INWONER_ORGANISATIE", None)
os.environ.pop("KEN_JE_INWONER_ORGANISATIECLAIM", None)

import running  # noqa: E402

from engine import Advice, Rulebook, Situation, Table, advise  # noqa: E402
from engine.cache import PLACE, table_of  # noqa: E402
from plans.storage.store import PlanStore  # noqa: E402

gc.set_threshold(100_000, 50, 100)  # what lives for all tests is large and never garbage
# A busy machine is slow and no test is timed; the same code gives the same answer every run.
settings.register_profile(
    "huis", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("huis")

PARENT = "https://intranet.voorbeeld.nl"  # may show the pages of the server in a frame
BROWSER = "_browser.py"  # so ends the name of a file whose tests look at pages with Chromium
# On a machine that others use too a page can be later than a minute; only that is tried once more,
# and the end of the run names it. What a page says wrongly fails at once.
LATE = pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError"])
DAY = date(2026, 11, 22)  # of the advices that tests share
SERVERS = {"server", "site", "postgres"}  # fixtures that start one


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the files for a browser alone when none is asked for: playwright may be absent."""
    asked = config.getoption("markexpr")
    return ("not browser" in asked and collection_path.name.endswith(BROWSER)) or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it uses; what a browser looks at comes first, for it takes longest."""
    items.sort(key=lambda item: not item.path.name.endswith(BROWSER))
    for item in items:
        if item.path.name.endswith(BROWSER):
            item.add_marker("browser")
            item.add_marker(LATE)
        if SERVERS & set(getattr(item, "fixturenames", ())):
            item.add_marker("server")


@pytest.fixture(scope="session")
def book() -> Rulebook:
    import shared

    return shared.BOOK


@pytest.fixture(scope="session")
def table(book: Rulebook) -> Table:
    """Return the compiled knowledge, from `.cache` when it was compiled there before.

    Of the processes that test beside each other one compiles, and the others wait for it.
    """
    PLACE.mkdir(exist_ok=True)
    with (PLACE / "tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return table_of(book)


@pytest.fixture(scope="session")
def every_advice(table: Table) -> Mapping[Situation, Advice]:
    """Return the advice of every situation, made once for all who walk along them."""
    return {situation: advise(table, situation, DAY) for situation in table.outcomes}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server that was started for real."""
    folder = tmp_path_factory.mktemp("server")
    with running.running(folder, {"KEN_JE_INWONER_INSLUITEN_DOOR": PARENT}) as made:
        yield f"http://127.0.0.1:{made.port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser; it has an event loop of its own, so it ends with the module."""
    import real

    with real.chromium() as made:
        yield made


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """Return the address of a PostgreSQL of the tests' own."""
    from postgres import cluster

    with cluster() as made:
        yield made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database, of each of the two kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/plannen.sqlite3"
    from sqlalchemy import text

    from plans.storage import database

    place: str = request.getfixturevalue("postgres")
    engine = database.connect(place)
    with database.writing(engine) as connection:
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    database.close(engine)
    return place


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PlanStore:
    """Return plans that no other test sees: a calendar shows all that take part."""
    from screens.plan import current

    made = PlanStore(f"sqlite:///{tmp_path}/plannen.sqlite3")
    monkeypatch.setattr(current, "_store", lambda: made)
    return made


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Open pages, and fail when one logs an error or asks another computer for anything."""
    import real

    visits = real.Visits(browser, server)
    yield visits.open
    visits.close()
