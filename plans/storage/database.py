"""The database: SQLite beside the product by default, PostgreSQL by DATABASE_URL."""

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

from plans.saved import StoreError

URL = "DATABASE_URL"
FILE = "KEN_JE_INWONER_PLANNEN"
DEFAULT = Path(".local/share/ken-je-inwoner/plannen.sqlite3")  # in the home of who starts us
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


def begun(url: str) -> bool:
    """Tell whether plans may be kept there; a file of SQLite is not there before the first.

    Asks no server. Raises StoreError for an address that is none.
    """
    found, driver = _parsed(url)
    return driver != "sqlite" or bool(found.database and Path(found.database).exists())


def connect(url: str) -> Engine:
    """Return the engine of a database; nothing is asked of it yet.

    Raises StoreError for an address that is none, or a folder that cannot be made.
    """
    found, driver = _parsed(url)
    if driver == "sqlite":
        return _sqlite(found.database)
    return create_engine(
        found.set(drivername=driver),
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": 10},
    )


def _parsed(url: str) -> tuple[Address, str]:
    try:
        found = make_url(url)
        return found, DRIVERS[found.drivername.split("+")[0]]
    except (ArgumentError, ValueError, KeyError) as error:
        raise StoreError(
            f"{URL} is geen adres dat ik ken. Schrijf postgresql://naam:wachtwoord@server/database "
            "of sqlite:////pad/naar/plannen.sqlite3, of laat de instelling weg."
        ) from error


def _sqlite(name: str | None) -> Engine:
    if not name or name == ":memory:":
        raise StoreError(f"{URL} noemt geen bestand. Schrijf sqlite:////pad/naar/plannen.sqlite3.")
    path = Path(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    except OSError as error:
        raise StoreError(
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
    """Give a transaction that writes: all of it is kept, or nothing; raises StoreError."""
    writer = engine.execution_options(writes=True)
    with _told(), writer.connect() as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a transaction that sees one moment of the database; raises StoreError."""
    snapshot = engine
    if engine.dialect.name == "postgresql":
        snapshot = engine.execution_options(isolation_level="REPEATABLE READ")
    with _told(), snapshot.connect() as connection, connection.begin():
        yield connection


@contextmanager
def _told() -> Iterator[None]:
    """Say an error of the database in Dutch; a password in the address is never repeated."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(_sentence(str(error.orig).lower())) from error
    except SQLAlchemyError as error:
        raise StoreError(_sentence("")) from error


def _sentence(said: str) -> str:
    for words, sentence in _SAID.items():
        if words in said:
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
