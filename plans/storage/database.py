"""The database: SQLite beside the product by default, PostgreSQL by DATABASE_URL."""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL as Address
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from plans.plan_versions import StoreBroken
from plans.storage import room

URL = "DATABASE_URL"
FILE = "KEN_JE_INWONER_PLANNEN"
DEFAULT = Path(".local/share/ken-je-inwoner/plannen.sqlite3")  # in the home of who starts us
LOG = logging.getLogger(__name__)
PATIENCE = 30  # seconds to wait for another who writes
DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "sqlite": "sqlite",
}


def address() -> str:
    """Return where plans are kept, as the settings say it."""
    return os.environ.get(URL, "").strip() or f"sqlite:///{file()}"


def file() -> Path:
    """Return the file of SQLite."""
    own = os.environ.get(FILE, "").strip()
    return Path(own).expanduser() if own else Path.home() / DEFAULT


def check() -> None:
    """Raise StoreBroken when the settings name a database that is none, or an impossible file.

    Asks no server and makes no more than the folder: a database that is away is no wrong setting.
    """
    if os.environ.get(URL, "").strip() or os.environ.get(FILE, "").strip():
        parsed, driver = _parse(address())
        if driver == "sqlite":
            _possible(_file_of(parsed.database))


def _possible(path: Path) -> None:
    """Raise StoreBroken for a file that can neither be opened nor made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        good = not path.is_dir() and os.access(path if path.exists() else path.parent, os.W_OK)
    except OSError:
        good = False
    if not good:
        raise StoreBroken(f"{_setting()}: '{path}' is geen bestand dat ik kan schrijven.")


def _setting() -> str:
    """Return which setting says where the plans are."""
    return URL if os.environ.get(URL, "").strip() else FILE


def has_plans(url: str) -> bool:
    """Tell whether plans may be kept there; a file of SQLite is not there before the first.

    Asks no server. Raises StoreBroken for an address that is none.
    """
    parsed, driver = _parse(url)
    return driver != "sqlite" or bool(parsed.database and Path(parsed.database).exists())


def without_password(url: str) -> str:
    """Return an address as a person may read it: without its password."""
    return _parse(url)[0].render_as_string(hide_password=True)


def connect(url: str) -> Engine:
    """Return the engine of a database; nothing is asked of it yet.

    Raises StoreBroken for an address that is none, or a folder that cannot be made.
    """
    parsed, driver = _parse(url)
    if driver == "sqlite":
        return _sqlite(parsed.database)
    return create_engine(
        parsed.set(drivername=driver),
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": 10},
    )


def _parse(url: str) -> tuple[Address, str]:
    try:
        parsed = make_url(url)
        return parsed, DRIVERS[parsed.drivername.split("+")[0]]
    except (ArgumentError, ValueError, KeyError) as error:
        raise StoreBroken(
            f"{URL} is geen adres dat ik ken. Schrijf postgresql://naam:wachtwoord@server/database "
            "of sqlite:////pad/naar/plannen.sqlite3, of laat de instelling weg."
        ) from error


def _file_of(name: str | None) -> Path:
    if not name or name == ":memory:":
        raise StoreBroken(f"{URL} noemt geen bestand. Schrijf sqlite:////pad/naar/plannen.sqlite3.")
    return Path(name)


def _sqlite(name: str | None) -> Engine:
    path = _file_of(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    except OSError as error:
        raise StoreBroken(
            f"{path}: hier kan ik geen plannen bewaren ({error.strerror}). Zet {FILE} op een "
            "bestand in een map waar ik mag schrijven."
        ) from error
    engine = create_engine(
        f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": PATIENCE}
    )
    event.listen(engine, "connect", _safe)
    event.listen(engine, "begin", _begin)
    return engine


def _safe(connection: sqlite3.Connection, _: Any) -> None:
    """Let an acknowledged save survive a crash, and let readers not wait for a writer."""
    connection.isolation_level = None  # we say ourselves when a transaction begins
    for rule in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {rule}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a transaction that writes: all of it is kept, or nothing; raises StoreBroken."""
    writer = engine.execution_options(writes=True)
    with _dutch_errors(engine), writer.connect() as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a transaction that sees one moment of the database; raises StoreBroken."""
    snapshot = engine
    if engine.dialect.name == "postgresql":
        snapshot = engine.execution_options(isolation_level="REPEATABLE READ")
    with _dutch_errors(engine), snapshot.connect() as connection, connection.begin():
        yield connection


@contextmanager
def _dutch_errors(engine: Engine) -> Iterator[None]:
    """Say an error of the database in Dutch, also to the log; never a password of the address.

    On a full disk the reserve is let go of, so that the next try to read or delete succeeds.
    """
    try:
        yield
    except SQLAlchemyError as error:
        why = _sentence(str(error.orig).lower() if isinstance(error, DBAPIError) else "")
        if room.is_full(engine):
            room.give(engine)
            why = _sentence("disk is full")
        LOG.error("plannen bewaren of lezen lukt niet", extra={"gegevens": {"waarom": why}})
        raise StoreBroken(why) from error


def trouble(url: str) -> str | None:
    """Return why plans cannot be saved now, for who watches the server; None: they can."""
    try:
        if not has_plans(url):
            _possible(_file_of(_parse(url)[0].database))
            return None
        engine = connect(url)
        try:
            with writing(engine) as connection:
                connection.exec_driver_sql("SELECT 1")
            return _sentence("disk is full") if room.is_full(engine) else None
        finally:
            close(engine)
    except StoreBroken as error:
        return error.why


def _sentence(text: str) -> str:
    for words, sentence in _SAID.items():
        if words in text:
            return f"Plannen bewaren of lezen lukt nu niet: {sentence}"
    return "Plannen bewaren of lezen lukt nu niet. Probeer het zo nog eens."


_SAID = {
    "locked": "er wordt te lang door een ander bewaard. Probeer het zo nog eens.",
    "disk is full": "de schijf is vol. Maak ruimte.",
    "disk i/o": "de schijf geeft een fout. Waarschuw de beheerder.",
    "not a database": "het bestand met plannen is beschadigd. Zet een reservekopie terug.",
    "malformed": "het bestand met plannen is beschadigd. Zet een reservekopie terug.",
    "readonly": f"ik mag niet schrijven in het bestand. Kijk de rechten na, of zet {FILE}.",
    "unable to open": f"ik kan het bestand niet openen. Kijk de rechten na, of zet {FILE}.",
    "password": f"naam of wachtwoord klopt niet. Kijk {URL} na.",
    "does not exist": f"de database bestaat niet. Kijk {URL} na.",
    "connect": f"de database antwoordt niet. Draait de server, en klopt {URL}?",
}


def close(engine: Engine) -> None:
    """Let go of all connections."""
    with suppress(SQLAlchemyError):
        engine.dispose()
