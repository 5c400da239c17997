"""Plans are kept: in both databases, whole, with history, and nobody overwrites unseen."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from conftest import ROOT
from postgres import cluster
from sqlalchemy import text as sql

from plans.saved import KEEP, Conflict, Deleted, Draft, NoPlan, StoreError, Version
from plans.storage import database
from plans.storage.store import Store, new_link, new_receipt
from plans.storage.tables import METADATA

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/plannen.sqlite3"
        return
    found = request.getfixturevalue("postgres")
    engine = database.connect(found)
    with database.writing(engine) as connection:
        connection.execute(sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    database.close(engine)
    yield found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[Store]:
    made = Store(url, clock)
    yield made
    made.close()


def draft(link: str, text: str, base: int | None = None, **more: object) -> Draft:
    return Draft(link, text, 2, "Ada", new_receipt(), base, **more)  # type: ignore[arg-type]


def saved(store: Store, *texts: str) -> str:
    link, base = new_link(), None
    for text in texts:
        got = store.save(draft(link, text, base))
        assert isinstance(got, Version)
        base = got.number
    return link


def test_what_is_saved_is_read_back(store: Store) -> None:
    link = new_link()
    body = "naam: Café “Ôé” 🙂\n  regel: 'twee'\n" * 2000
    got = store.save(draft(link, body, organisation="Voorbeeld", name="Plan"))
    assert got == Version(1, None, None, False, "Ada", NOON, body, 2)
    assert store.read(link) == store.read(link, 1) == got


def test_history_only_grows(store: Store, clock: Clock) -> None:
    link = saved(store, "een", "twee")
    clock.moment += timedelta(hours=1)
    store.save(draft(link, "een", base=2, copies=1))
    entries = store.history(link)
    assert [(e.number, e.base, e.copies, e.aside) for e in entries] == [
        (3, 2, 1, False), (2, 1, None, False), (1, None, None, False),
    ]  # fmt: skip
    assert [store.read(link, n).text for n in (1, 2, 3)] == ["een", "twee", "een"]
    assert [e.saved for e in entries] == [clock.moment, NOON, NOON]


def test_two_advisors_never_overwrite_each_other_unseen(store: Store) -> None:
    link = saved(store, "begin")
    theirs = store.save(draft(link, "van Piet", base=1))
    wish = draft(link, "van Jan", base=1)
    met = store.save(wish)
    assert isinstance(met, Conflict)
    assert (met.theirs, met.mine.text, met.mine.aside) == (theirs, "van Jan", True)
    assert store.read(link).text == "van Piet"
    assert store.read(link, met.mine.number).text == "van Jan"
    assert store.save(wish) == met
    chosen = store.save(draft(link, "van Jan", base=met.theirs.number))
    assert isinstance(chosen, Version)
    assert store.read(link) == chosen
    assert [e.number for e in store.history(link)] == [4, 3, 2, 1]


def test_the_same_save_twice_is_one_save(store: Store) -> None:
    link = saved(store, "een")
    wish = draft(link, "twee", base=1)
    assert store.save(wish) == store.save(wish)
    again = store.save(replace(wish, receipt=new_receipt(), base=2))
    assert again == store.read(link)
    assert len(store.history(link)) == 2


def test_a_plan_that_never_was_is_not_found(store: Store) -> None:
    for ask in (store.read, store.history, store.delete, store.restore):
        with pytest.raises(NoPlan, match="hoort bij geen plan"):
            ask(new_link())
    with pytest.raises(NoPlan):
        store.save(draft(new_link(), "een", base=3))
    with pytest.raises(NoPlan, match="versie"):
        store.read(saved(store, "een"), 9)


def test_a_deleted_plan_can_be_restored_for_thirty_days(store: Store, clock: Clock) -> None:
    link = saved(store, "een", "twee")
    assert store.delete(link) == NOON + KEEP
    for ask in (store.read, store.history, store.delete):
        with pytest.raises(Deleted) as met:
            ask(link)
        assert met.value.until == NOON + timedelta(days=30)
    with pytest.raises(Deleted):
        store.save(draft(link, "drie", base=2))
    assert store.listed() == ()
    clock.moment = NOON + KEEP - timedelta(seconds=1)
    assert store.restore(link).text == "twee"
    assert len(store.history(link)) == 2


def test_after_thirty_days_it_is_gone_for_good(store: Store, clock: Clock) -> None:
    link, other = saved(store, "weg"), saved(store, "blijft")
    store.delete(link)
    clock.moment = NOON + KEEP
    with pytest.raises(NoPlan):
        store.restore(link)
    with pytest.raises(NoPlan):
        store.read(link)
    assert store.purge() == 1
    assert store.purge() == 0
    with database.reading(store.engine) as connection:
        assert connection.execute(sql("SELECT count(*) FROM version")).scalar() == 1
    assert store.read(other).text == "blijft"


def test_organisations_list_the_plans_they_share(store: Store) -> None:
    wishes = [("Zeewolde", "B"), ("Almere", "Z"), ("Zeewolde", "A")]
    links = {}
    for organisation, name in wishes:
        links[name] = new_link()
        store.save(draft(links[name], name, organisation=organisation, name=name))
    store.save(draft(links["Z"], "Z2", base=1, organisation="Almere", name="Z"))
    assert store.organisations() == ("Almere", "Zeewolde")
    assert [(p.organisation, p.name, p.version.text) for p in store.listed()] == [
        ("Almere", "Z", "Z2"), ("Zeewolde", "A", "A"), ("Zeewolde", "B", "B"),
    ]  # fmt: skip
    assert [p.name for p in store.listed("Zeewolde")] == ["A", "B"]
    store.share(links["A"], False)
    assert (store.is_shared(links["A"]), store.is_shared(links["B"])) == (False, True)
    assert [p.link for p in store.listed("Zeewolde")] == [links["B"]]


def test_an_organisation_finds_no_plan_of_another(store: Store) -> None:
    mine, theirs = store.within("Almere"), store.within("Zeewolde")
    link = saved(mine, "een", "twee")
    ways: tuple[Callable[[], object], ...] = (
        lambda: theirs.read(link),
        lambda: theirs.read(link, 1),
        lambda: theirs.history(link),
        lambda: theirs.save(draft(link, "drie")),
        lambda: theirs.save(draft(link, "drie", base=2)),
        lambda: theirs.delete(link),
        lambda: theirs.restore(link),
        lambda: theirs.share(link, False),
        lambda: theirs.is_shared(link),
    )
    for after in (lambda: mine.delete(link), lambda: mine.restore(link)):
        for way in ways:  # the second time it is deleted, and that does not show either
            with pytest.raises(NoPlan, match="hoort bij geen plan"):
                way()
        after()
    assert (theirs.listed(), theirs.organisations()) == ((), ())
    assert [p.link for p in mine.listed()] == [p.link for p in store.listed()] == [link]
    assert [e.number for e in mine.history(link)] == [2, 1]


def test_a_plan_from_before_the_login_is_of_who_first_saves_it(store: Store) -> None:
    mine, theirs = store.within("Almere"), store.within("Zeewolde")
    link = saved(store, "een")
    assert mine.read(link) == theirs.read(link)
    assert (mine.listed(), theirs.listed()) == ((), ())
    mine.save(draft(link, "twee", base=1))
    for _ in range(2):
        with pytest.raises(NoPlan):
            theirs.read(link)
        assert [p.link for p in mine.listed()] == [link]
        store.save(draft(link, "drie", base=2))


def test_links_cannot_be_guessed() -> None:
    links = {new_link() for _ in range(1000)}
    assert len(links) == 1000
    assert all(re.fullmatch(r"[\w-]{32}", link) for link in links)


def test_twenty_advisors_lose_nothing(store: Store) -> None:
    link, people, rounds = saved(store, "begin"), 20, 3
    together = Barrier(people)

    def advisor(i: int) -> None:
        together.wait()
        for k in range(rounds):
            now = store.read(link)
            while isinstance(
                met := store.save(draft(link, f"{now.text}\n{i}.{k}", now.number)), Conflict
            ):
                now = met.theirs

    with ThreadPoolExecutor(people) as pool:
        list(pool.map(advisor, range(people)))
    lines = store.read(link).text.splitlines()
    assert sorted(lines[1:]) == sorted(f"{i}.{k}" for i in range(people) for k in range(rounds))
    history = store.history(link)
    assert [e.number for e in history] == list(range(len(history), 0, -1))
    assert sum(not e.aside for e in history) == 1 + people * rounds


def test_a_killed_saver_breaks_nothing(url: str) -> None:
    run = [sys.executable, "tests/support/killing.py", url, "8"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert counts["gedood"] == 8 <= counts["bevestigd"]
    assert (counts["kwijt"], counts["stuk"]) == (0, 0)


def test_the_migrations_make_the_tables(store: Store) -> None:
    with database.reading(store.engine) as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert found == []


def test_many_may_open_an_empty_database_at_once(url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        for store in pool.map(lambda _: Store(url), range(8)):
            assert store.listed() == ()
            store.close()


def test_a_newer_database_is_left_alone(store: Store, url: str) -> None:
    with database.writing(store.engine) as connection:
        connection.execute(sql("UPDATE alembic_version SET version_num = 'v9999'"))
    with pytest.raises(StoreError, match="nieuwere versie"):
        Store(url)


def test_sqlite_is_set_to_lose_nothing(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/map/plannen.sqlite3")
    with database.reading(store.engine) as connection:
        said = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert said == ["wal", 2, 1]
    assert (tmp_path / "map/plannen.sqlite3").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://jan:geheim@server/x", "geen adres dat ik ken"),
        ("zomaar", "geen adres dat ik ken"),
        ("sqlite://", "noemt geen bestand"),
        ("sqlite:////proc/nergens/x.sqlite3", "KEN_JE_INWONER_PLANNEN"),
        ("postgresql://jan:geheim@/x?host=/nergens", "antwoordt niet"),
    ],
)
def test_a_wrong_address_is_said_in_dutch(address: str, words: str) -> None:
    with pytest.raises(StoreError, match=words) as met:
        Store(address)
    assert "geheim" not in str(met.value)


def test_a_damaged_file_is_said_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "stuk.sqlite3").write_bytes(b"geen database" * 1000)
    with pytest.raises(StoreError, match="beschadigd"):
        Store(f"sqlite:///{tmp_path}/stuk.sqlite3")


def test_the_settings_say_where_plans_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def environment(**said: str) -> str:
        for name in (database.URL, database.FILE):
            monkeypatch.delenv(name, raising=False)
        for name, value in said.items():
            monkeypatch.setenv(name, value)
        return database.address()

    monkeypatch.setenv("HOME", str(tmp_path))
    assert environment() == f"sqlite:///{tmp_path}/.local/share/ken-je-inwoner/plannen.sqlite3"
    assert environment(**{database.FILE: "~/p.db"}) == f"sqlite:///{tmp_path}/p.db"
    both = {database.FILE: "p.db", database.URL: "postgres://x/y"}
    assert environment(**both) == "postgres://x/y"
