"""Keeps what was published as rows that never change: the highest number is what serves."""

import json
import logging
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select, text, update

from engine.knowledge.draft import UNCHANGED, Changed
from plans.plan_versions import StoreError
from plans.storage.database import address, close, connect, has_plans, reading, writing
from plans.storage.schema import KNOWLEDGE_VERSION, moment, moment_text
from plans.storage.upgrade import has_tables, upgrade
from workbench.concept import ConceptError
from workbench.published import Publication, VersionLine

LOG = logging.getLogger(__name__)
MOST = 200  # versions in a list
MEANWHILE = "Er is intussen een andere versie gepubliceerd. Kijk de gevolgen opnieuw na."
GONE = "Deze versie is er niet. Kies een andere in de lijst."
Within = Callable[[Connection], None]  # what belongs to publishing, in the same transaction
_V = KNOWLEDGE_VERSION.c
_LINE = tuple(column for column in _V if column.name != "files")
_NEWEST = select(_V.number, _V.revision, _V.files).order_by(_V.number.desc()).limit(1)


class VersionStore:
    """The versions of one database; every method is one transaction and may raise StoreError."""

    def __init__(
        self, url: str | None = None, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Open a database (by default that of the settings) and make its tables."""
        self.engine: Engine = connect(url or address())
        self.now = now
        upgrade(self.engine)

    def close(self) -> None:
        """Let go of the database."""
        close(self.engine)

    def newest(self) -> int:
        """Return the number of the version that serves; 0: nothing was published."""
        with reading(self.engine) as connection:
            return _newest(connection)

    def lines(self) -> tuple[VersionLine, ...]:
        """Return the versions, the newest first."""
        wanted = select(*_LINE).order_by(_V.number.desc()).limit(MOST)
        with reading(self.engine) as connection:
            return tuple(_line(row) for row in connection.execute(wanted))

    def files(self, number: int) -> Changed:
        """Return the files of a version beside those of the folder; raises ConceptError."""
        if number == 0:
            return UNCHANGED
        with reading(self.engine) as connection:
            row = connection.execute(select(_V.files).where(_V.number == number)).first()
        if row is None:
            raise ConceptError(GONE)
        files: dict[str, str | None] = json.loads(row.files)
        return files

    def mark(self) -> tuple[int, str]:
        """Return what tells whether another version serves, or the same from the folder."""
        with reading(self.engine) as connection:
            row = connection.execute(_NEWEST).first()
        return (row.number, row.revision) if row else (0, "")

    def serving(self) -> tuple[tuple[int, str], Changed]:
        """Return the mark of what serves and its files beside the folder, all of one moment.

        A version with a commit stands in the folder itself.
        """
        with reading(self.engine) as connection:
            row = connection.execute(_NEWEST).first()
        if row is None:
            return (0, ""), UNCHANGED
        return (row.number, row.revision), UNCHANGED if row.revision else json.loads(row.files)

    def unsettled(self) -> tuple[VersionLine, Changed] | None:
        """Return the newest version and its files when it has no commit."""
        wanted = select(KNOWLEDGE_VERSION).order_by(_V.number.desc())
        with reading(self.engine) as connection:
            row = connection.execute(wanted).first()
        if row is None or row.revision:
            return None
        return _line(row), json.loads(row.files)

    def settled(self, number: int, revision: str) -> None:
        """Note the commit of a version: from now on it serves from the folder."""
        of = update(KNOWLEDGE_VERSION).where(_V.number == number)
        with writing(self.engine) as connection:
            connection.execute(of.values(revision=revision))

    def publish(
        self,
        wish: Publication,
        base: int,
        files: Changed,
        within: Within | None = None,
    ) -> int:
        """Add a version that follows `base`, with all files beside the folder; return its number.

        `within` does what belongs to it in the same transaction. Raises ConceptError when another
        version came in between.
        """
        with writing(self.engine) as connection:
            if connection.dialect.name == "postgresql":  # one publishes, others read on
                lock = "LOCK TABLE knowledge_version IN SHARE ROW EXCLUSIVE MODE"
                connection.execute(text(lock))
            if _newest(connection) != base:
                raise ConceptError(MEANWHILE)
            row = {"number": base + 1, "moment": moment_text(self.now()), "title": wish.title,
                   "why": wish.why, "what": wish.what, "proposer": wish.proposer,
                   "publisher": wish.publisher, "digest": wish.digest, "copies": wish.copies,
                   "files": json.dumps(dict(files), ensure_ascii=False)}  # fmt: skip
            connection.execute(insert(KNOWLEDGE_VERSION).values(**row))
            if within:
                within(connection)
        return base + 1


class Published:
    """What serves beside the folder, looked up again when it changed; the last when nobody knows.

    Makes no database where there is none.
    """

    def __init__(self, url: str | None = None) -> None:
        """Look in a database, by default that of the settings."""
        self._url = url
        self._store: VersionStore | None = None
        self._last: tuple[tuple[int, str], Changed] = (0, ""), UNCHANGED

    def __call__(self) -> tuple[Hashable, Changed]:
        """Return a mark that changes with what serves, and its files beside the folder."""
        try:
            self._store = self._store or _there(self._url or address())
            if self._store and self._store.mark() != self._last[0]:
                self._last = self._store.serving()
        except StoreError as error:
            LOG.error(
                "gepubliceerde kennis is niet te lezen", extra={"gegevens": {"waarom": error.why}}
            )
        return self._last


def _there(url: str) -> VersionStore | None:
    """Return the versions of a database that is there already."""
    if not has_plans(url):
        return None
    engine = connect(url)
    try:
        return VersionStore(url) if has_tables(engine) else None
    finally:
        close(engine)


def _newest(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(_V.number), 0))).scalar_one())


def _line(row: Row[Any]) -> VersionLine:
    values = {key: value for key, value in row._mapping.items() if key != "files"}
    return VersionLine(**values | {"moment": moment(values["moment"])})
