"""What Digitaal luisteren notes beside counts: when a feed came in, and what was warned of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, text

from plans.storage.database import address, close, connect, reading, writing
from plans.storage.schema import HEARD_NOTE, moment, moment_text
from plans.storage.upgrade import upgrade

OLDEST = timedelta(days=400)  # a note that nobody wrote again is of something that is gone


@dataclass(frozen=True, slots=True)
class Note:
    """A text that was written at a moment."""

    saved: datetime
    text: str


class Notes:
    """The notes of one organisation, by kind and key; every method may raise StoreError."""

    def __init__(
        self,
        owner: str | None = None,
        url: str | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open a database (by default that of the settings) and make its tables."""
        self.engine = connect(url or address())
        self.owner, self.now = owner or "", now
        upgrade(self.engine)

    def close(self) -> None:
        """Let go of the database."""
        close(self.engine)

    def of(self, kind: str) -> dict[str, Note]:
        """Return the notes of a kind, in order of key."""
        with reading(self.engine) as connection:
            return self._of(connection, kind)

    def write(self, kind: str, texts: Mapping[str, str], whole: bool = False) -> None:
        """Keep texts as written now; `whole` lets go of all others of the kind."""
        with writing(self.engine) as connection:
            if whole:
                self._remove(connection, kind, self._of(connection, kind))
            self._write(connection, kind, texts)

    def claim(self, kind: str, texts: Mapping[str, str], rest: timedelta) -> dict[str, Note | None]:
        """Keep those texts whose key has rested so long; return what stood there before.

        Of two who claim at once one gets a key.
        """
        with writing(self.engine) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("LOCK TABLE heard_note IN SHARE ROW EXCLUSIVE MODE"))
            before = self._of(connection, kind)
            free = {key: before.get(key) for key in texts
                    if key not in before or self.now() - before[key].saved >= rest}  # fmt: skip
            self._write(connection, kind, {key: texts[key] for key in free})
        return free

    def release(self, kind: str, before: Mapping[str, Note | None]) -> None:
        """Put back what a claim returned."""
        with writing(self.engine) as connection:
            self._remove(connection, kind, before)
            for key, note in before.items():
                if note is not None:
                    self._insert(connection, kind, key, note)

    def forget(self) -> None:
        """Remove every note."""
        with writing(self.engine) as connection:
            connection.execute(delete(HEARD_NOTE).where(HEARD_NOTE.c.owner == self.owner))

    def _of(self, connection: Connection, kind: str) -> dict[str, Note]:
        query = (
            select(HEARD_NOTE.c.key, HEARD_NOTE.c.saved, HEARD_NOTE.c.text)
            .where(HEARD_NOTE.c.owner == self.owner, HEARD_NOTE.c.kind == kind)
            .order_by(HEARD_NOTE.c.key)
        )
        rows = connection.execute(query)
        return {key: Note(moment(saved), written) for key, saved, written in rows}

    def _write(self, connection: Connection, kind: str, texts: Mapping[str, str]) -> None:
        self._remove(connection, kind, texts)
        for key, written in texts.items():
            self._insert(connection, kind, key, Note(self.now(), written))
        oldest = moment_text(self.now() - OLDEST)
        mine = (HEARD_NOTE.c.owner == self.owner, HEARD_NOTE.c.saved < oldest)
        connection.execute(delete(HEARD_NOTE).where(*mine))

    def _insert(self, connection: Connection, kind: str, key: str, note: Note) -> None:
        row = {"owner": self.owner, "kind": kind, "key": key,
               "saved": moment_text(note.saved), "text": note.text}  # fmt: skip
        connection.execute(insert(HEARD_NOTE).values(**row))

    def _remove(self, connection: Connection, kind: str, keys: Iterable[str]) -> None:
        mine = (HEARD_NOTE.c.owner == self.owner, HEARD_NOTE.c.kind == kind)
        for key in keys:
            connection.execute(delete(HEARD_NOTE).where(*mine, HEARD_NOTE.c.key == key))
