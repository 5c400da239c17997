"""Plans are kept: in both databases, whole, with history, and nobody overwrites unseen."""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from conftest import ROOT
from sqlalchemy import Engine, event
from sqlalchemy import text as sql

from plans.plan_versions import (
    KEEP,
    SORRY,
    Conflict,
    Draft,
    NoPlan,
    PlanDeleted,
    SavedVersion,
    StoreBroken,
    StoreError,
)
from plans.storage import database, room
from plans.storage.schema import AGENDA, METADATA, PLAN
from plans.storage.store import PlanStore, new_link, new_receipt
from screens.server import logbook

COVERS = (
    "plans/storage/migrations/env.py",
    "plans/storage/migrations/versions/v0001.py",
    "plans/storage/migrations/versions/v0002.py",
    "plans/storage/migrations/versions/v0003.py",
    "plans/storage/migrations/versions/v0004.py",
    "plans/storage/migrations/versions/v0005.py",
    "plans/storage/migrations/versions/v0006.py",
    "plans/storage/migrations/versions/v0007.py",
    "plans/storage/upgrade.py",
)

NEWER = (("plan", "reader"), ("plan", "feed"), ("version", "what"), ("version", "browser"))
LATER = (  # tables
    "agenda", "subscription", "heard_entry", "heard_day", "heard_series", "heard_file",
    "heard_note", "knowledge_concept_file", "knowledge_concept_event", "knowledge_concept",
    "knowledge_version",
)  # fmt: skip
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[PlanStore]:
    made = PlanStore(url, clock)
    yield made
    made.close()


def draft(link: str, text: str, base: int | None = None, **more: object) -> Draft:
    return Draft(link, text, 2, "Ada", new_receipt(), base, **more)  # type: ignore[arg-type]


def save_texts(store: PlanStore, *texts: str) -> str:
    link, base = new_link(), None
    for text in texts:
        got = store.save(draft(link, text, base))
        assert isinstance(got, SavedVersion)
        base = got.number
    return link


def test_what_is_saved_is_read_back(store: PlanStore) -> None:
    link = new_link()
    body = "naam: Café “Ôé” 🙂\n  regel: 'twee'\n" * 2000
    got = store.save(draft(link, body, organisation="Voorbeeld", what="Nieuw", browser="b1"))
    assert got == SavedVersion(1, None, None, False, "Ada", NOON, "Nieuw", "b1", body, 2)
    assert store.read(link) == store.read(link, 1) == got


def test_history_only_grows(store: PlanStore, clock: Clock) -> None:
    link = save_texts(store, "een", "twee")
    clock.moment += timedelta(hours=1)
    store.save(draft(link, "een", base=2, copies=1))
    entries = store.history(link)
    assert [(e.number, e.base, e.copies, e.aside) for e in entries] == [
        (3, 2, 1, False), (2, 1, None, False), (1, None, None, False),
    ]  # fmt: skip
    assert [store.read(link, n).text for n in (1, 2, 3)] == ["een", "twee", "een"]
    assert [e.saved for e in entries] == [clock.moment, NOON, NOON]


def test_two_advisors_never_overwrite_each_other_unseen(store: PlanStore) -> None:
    link = save_texts(store, "begin")
    theirs = store.save(draft(link, "van Piet", base=1))
    wish = draft(link, "van Jan", base=1)
    met = store.save(wish)
    assert isinstance(met, Conflict)
    assert (met.theirs, met.mine.text, met.mine.aside) == (theirs, "van Jan", True)
    assert store.read(link).text == "van Piet"
    assert store.read(link, met.mine.number).text == "van Jan"
    assert store.save(wish) == met
    chosen = store.save(draft(link, "van Jan", base=met.theirs.number))
    assert isinstance(chosen, SavedVersion)
    assert store.read(link) == chosen
    assert [e.number for e in store.history(link)] == [4, 3, 2, 1]


def test_the_same_save_twice_is_one_save(store: PlanStore) -> None:
    link = save_texts(store, "een")
    wish = draft(link, "twee", base=1)
    assert store.save(wish) == store.save(wish)
    again = store.save(replace(wish, receipt=new_receipt(), base=2))
    assert again == store.read(link)
    assert len(store.history(link)) == 2


def test_a_plan_that_never_was_is_not_found(store: PlanStore) -> None:
    for ask in (store.read, store.history, store.delete, store.restore):
        with pytest.raises(NoPlan, match="hoort bij geen plan"):
            ask(new_link())
    with pytest.raises(NoPlan):
        store.save(draft(new_link(), "een", base=3))
    with pytest.raises(NoPlan, match="versie"):
        store.read(save_texts(store, "een"), 9)


def test_a_deleted_plan_can_be_restored_for_thirty_days(store: PlanStore, clock: Clock) -> None:
    link = save_texts(store, "een", "twee")
    assert store.delete(link) == NOON + KEEP
    for ask in (store.read, store.history, store.delete):
        with pytest.raises(PlanDeleted) as met:
            ask(link)
        assert met.value.until == NOON + timedelta(days=30)
    with pytest.raises(PlanDeleted):
        store.save(draft(link, "drie", base=2))
    assert store.shared_plans() == ()
    clock.moment = NOON + KEEP - timedelta(seconds=1)
    assert store.restore(link).text == "twee"
    assert len(store.history(link)) == 2


def test_after_thirty_days_it_is_gone_for_good(store: PlanStore, clock: Clock) -> None:
    link, other = save_texts(store, "weg"), save_texts(store, "blijft")
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


def test_organisations_list_the_plans_they_share(store: PlanStore) -> None:
    wishes = [("Zeewolde", "B"), ("Almere", "Z"), ("Zeewolde", "A")]
    links = {}
    for organisation, name in wishes:
        links[name] = new_link()
        store.save(draft(links[name], name, organisation=organisation, name=name))
        store.share(links[name], True)
    store.save(draft(links["Z"], "Z2", base=1, organisation="Almere", name="Z"))
    assert store.organisations() == ("Almere", "Zeewolde")
    assert [(p.organisation, p.name, p.number) for p in store.shared_plans()] == [
        ("Almere", "Z", 2), ("Zeewolde", "A", 1), ("Zeewolde", "B", 1),
    ]  # fmt: skip
    assert [p.name for p in store.shared_plans("Zeewolde")] == ["A", "B"]
    store.share(links["A"], False)
    assert (store.is_shared(links["A"]), store.is_shared(links["B"])) == (False, True)
    assert [p.link for p in store.shared_plans("Zeewolde")] == [links["B"]]


def test_what_stands_in_a_calendar_is_kept_for_one_version(store: PlanStore) -> None:
    link = save_texts(store, "een")
    store.share(link, True)
    assert [p.agenda for p in store.shared_plans()] == [None]
    for text in ("eerst", "later"):
        store.keep_agendas({(link, 1): text, (new_link(), 1): "van een plan dat weg is"})
        assert [p.agenda for p in store.shared_plans()] == [text]
    store.save(draft(link, "twee", base=1))
    assert [p.agenda for p in store.shared_plans()] == [None]
    store.remove(link)
    with database.reading(store.engine) as connection:
        assert connection.execute(AGENDA.select()).all() == []


def test_an_organisation_finds_no_plan_of_another(store: PlanStore) -> None:
    mine, theirs = store.within("Almere"), store.within("Zeewolde")
    link = save_texts(mine, "een", "twee")
    mine.share(link, True)
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
    assert (theirs.shared_plans(), theirs.organisations()) == ((), ())
    assert [p.link for p in mine.shared_plans()] == [p.link for p in store.shared_plans()] == [link]
    assert [e.number for e in mine.history(link)] == [2, 1]


def test_a_plan_from_before_the_login_is_of_who_first_saves_it(store: PlanStore) -> None:
    mine, theirs = store.within("Almere"), store.within("Zeewolde")
    link = save_texts(store, "een")
    assert mine.read(link) == theirs.read(link)
    assert (mine.shared_plans(), theirs.shared_plans()) == ((), ())
    mine.save(draft(link, "twee", base=1))
    mine.share(link, True)
    for _ in range(2):
        with pytest.raises(NoPlan):
            theirs.read(link)
        assert [p.link for p in mine.shared_plans()] == [link]
        store.save(draft(link, "drie", base=2))


def test_links_cannot_be_guessed() -> None:
    links = {new_link() for _ in range(1000)}
    assert len(links) == 1000
    assert all(re.fullmatch(r"[\w-]{32}", link) for link in links)


def test_twenty_advisors_lose_nothing(store: PlanStore) -> None:
    link, people, rounds = save_texts(store, "begin"), 20, 3
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


def test_the_migrations_make_the_tables(store: PlanStore) -> None:
    with database.reading(store.engine) as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert found == []


def test_v0002_shares_nothing_that_nobody_chose_to_share(store: PlanStore, url: str) -> None:
    link = save_texts(store, "een")
    with database.writing(store.engine) as connection:
        connection.execute(sql("UPDATE alembic_version SET version_num = 'v0001'"))
        for table in LATER:
            connection.execute(sql(f"DROP TABLE {table}"))
        for table, column in NEWER:
            connection.execute(sql(f"DROP INDEX IF EXISTS {table}_{column}"))
            connection.execute(sql(f"ALTER TABLE {table} DROP COLUMN {column}"))
        connection.execute(PLAN.update().values(shared=True))
    again = PlanStore(url)
    assert again.is_shared(link) is False
    again.share(link, True)
    assert PlanStore(url).is_shared(link) is True


def test_a_second_secret_reads_and_can_be_withdrawn(store: PlanStore) -> None:
    link, other = save_texts(store, "een"), save_texts(store, "twee")
    for use in ("reader", "feed"):
        assert store.secret(link, use) is None
        for secret in ("eerste", "tweede"):
            store.set_secret(link, use, f"{use}-{secret}")
        assert store.link_behind(f"{use}-tweede", use) == link
        for wrong in (f"{use}-eerste", link, ""):
            with pytest.raises(NoPlan, match="ingetrokken"):
                store.link_behind(wrong, use)
        assert store.secret(other, use) is None
    with pytest.raises(NoPlan):
        store.read("reader-tweede")
    with pytest.raises(NoPlan):
        store.delete("reader-tweede")
    store.set_secret(link, "reader", None)
    with pytest.raises(NoPlan, match="ingetrokken"):
        store.link_behind("reader-tweede", "reader")
    store.delete(link)
    with pytest.raises(PlanDeleted):
        store.link_behind("feed-tweede", "feed")


def test_a_calendar_of_all_plans_is_of_one_organisation(store: PlanStore) -> None:
    ede = store.within("Ede")
    link = save_texts(ede, "een")
    ede.share(link, True)
    assert ede.subscription() is None
    ede.set_subscription("geheim")
    store.set_subscription("ander")
    assert (ede.subscription(), store.subscription()) == ("geheim", "ander")
    assert [plan.link for plan in store.subscribed("geheim").shared_plans()] == [link]
    assert store.subscribed("geheim").owner == "Ede"
    ede.set_subscription(None)
    with pytest.raises(NoPlan, match="ingetrokken"):
        store.subscribed("geheim")


def test_an_organisation_lists_its_own_plans(store: PlanStore, clock: Clock) -> None:
    ede = store.within("Ede")
    first = save_texts(ede, "een")
    clock.moment += timedelta(hours=1)
    save_texts(store.within("Assen"), "drie")
    save_texts(store, "vier")
    second, third = save_texts(ede, "twee"), save_texts(ede, "weg")
    ede.delete(third)
    assert [plan.link for plan in ede.own_plans()] == [second, first]
    assert store.own_plans() == ()


def test_many_may_open_an_empty_database_at_once(url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        for store in pool.map(lambda _: PlanStore(url), range(8)):
            assert store.shared_plans() == ()
            store.close()


def test_a_newer_database_is_left_alone(store: PlanStore, url: str) -> None:
    with database.writing(store.engine) as connection:
        connection.execute(sql("UPDATE alembic_version SET version_num = 'v9999'"))
    with pytest.raises(StoreError, match="nieuwere versie"):
        PlanStore(url)


def test_sqlite_is_set_to_lose_nothing(tmp_path: Path) -> None:
    store = PlanStore(f"sqlite:///{tmp_path}/map/plannen.sqlite3")
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
    with pytest.raises(StoreBroken) as met:
        PlanStore(address)
    assert words in met.value.why
    assert "geheim" not in met.value.why
    # Who works with plans reads no setting and no place on the server.
    assert str(met.value) == SORRY


def test_a_damaged_file_is_said_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "stuk.sqlite3").write_bytes(b"geen database" * 1000)
    with pytest.raises(StoreBroken) as met:
        PlanStore(f"sqlite:///{tmp_path}/stuk.sqlite3")
    assert "beschadigd" in met.value.why


def test_an_emptied_file_does_not_become_a_new_one(tmp_path: Path) -> None:
    file = tmp_path / "plannen.sqlite3"
    store = PlanStore(f"sqlite:///{file}")
    save_texts(store, "een")
    store.close()
    file.write_bytes(b"")
    with pytest.raises(StoreBroken) as met:
        PlanStore(f"sqlite:///{file}")
    assert "is leeg, maar er stonden plannen in" in met.value.why
    with pytest.raises(StoreBroken):
        PlanStore(f"sqlite:///{file}")
    file.with_name(f"{file.name}.reserve").unlink()
    assert PlanStore(f"sqlite:///{file}").shared_plans() == ()


def filled(monkeypatch: pytest.MonkeyPatch, engine: Engine) -> None:
    """Let the disk be full until the reserve is let go of, as SQLite and the system would say."""
    reserve = room.reserve_of(engine)
    assert reserve is not None

    def left(_: object) -> SimpleNamespace:
        return SimpleNamespace(free=0 if reserve.stat().st_size else room.RESERVE // 2)

    def full(*_: object) -> None:
        if reserve.stat().st_size:
            raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(room, "disk_usage", left)
    event.listen(engine, "before_cursor_execute", full)


def test_a_full_disk_stops_saving_but_not_deleting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = PlanStore(f"sqlite:///{tmp_path}/plannen.sqlite3")
    link, other = save_texts(store, "een"), save_texts(store, "twee")
    filled(monkeypatch, store.engine)
    assert store.delete(link)
    with pytest.raises(PlanDeleted):
        store.read(link)
    with pytest.raises(StoreBroken) as met:
        store.save(draft(other, "drie", base=1))
    assert met.value.why.startswith("De schijf is vol")
    assert store.read(other).text == "twee"
    lines = [logbook.event_facts(r) for r in caplog.records if r.name == "plans.storage.database"]
    assert "de schijf is vol" in lines[0]["waarom"]
    monkeypatch.undo()
    store.close()
    PlanStore(f"sqlite:///{tmp_path}/plannen.sqlite3")
    assert Path(f"{tmp_path}/plannen.sqlite3.reserve").stat().st_size == room.RESERVE


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://jan:geheim@/x?host=/nergens", "antwoordt niet"),
        ("sqlite:////proc/nergens/x.sqlite3", "geen bestand dat ik kan schrijven"),
        ("sqlite:///{map}/map", "niet openen"),
        ("sqlite:///{map}/stuk", "beschadigd"),
        ("sqlite:///{map}/nieuw/x.sqlite3", None),
    ],
)
def test_who_watches_hears_why_plans_cannot_be_saved(
    address: str, words: str | None, tmp_path: Path
) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "stuk").write_bytes(b"geen database" * 1000)
    why = database.trouble(address.format(map=tmp_path))
    assert why is None if words is None else words in str(why)
    assert "geheim" not in str(why)
    assert not (tmp_path / "nieuw/x.sqlite3").exists()


def test_a_plan_is_shared_only_when_somebody_says_so(store: PlanStore) -> None:
    link = save_texts(store, "een")
    assert (store.is_shared(link), store.shared_plans()) == (False, ())
    store.share(link, True)
    assert [listed.link for listed in store.shared_plans()] == [link]


def test_the_settings_say_where_plans_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def environment(**settings: str) -> str:
        for name in (database.URL, database.FILE):
            monkeypatch.delenv(name, raising=False)
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        return database.address()

    monkeypatch.setenv("HOME", str(tmp_path))
    assert environment() == f"sqlite:///{tmp_path}/.local/share/ken-je-inwoner/plannen.sqlite3"
    assert environment(**{database.FILE: "~/p.db"}) == f"sqlite:///{tmp_path}/p.db"
    both = {database.FILE: "p.db", database.URL: "postgres://x/y"}
    assert environment(**both) == "postgres://x/y"
