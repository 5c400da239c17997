"""Keeps concepts, for whoever may work on them: nothing is lost on reload or restart."""

import copy
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from plans.plan_versions import StoreError
from plans.storage.database import address, close, connect, reading, writing
from plans.storage.schema import (
    KNOWLEDGE_CONCEPT,
    KNOWLEDGE_CONCEPT_EVENT,
    KNOWLEDGE_CONCEPT_FILE,
    moment,
    moment_text,
)
from plans.storage.upgrade import upgrade
from workbench.concept import (
    LONGEST_TITLE,
    LONGEST_WHY,
    MOST_FILES,
    Actor,
    Concept,
    ConceptError,
    ConceptEvent,
    ConceptFile,
    ConceptHead,
    ConceptStage,
    mark,
)
from workbench.knowledge_rooms import checked

MOST = 500  # concepts in a list
LARGEST = 1_000_000  # bytes of a file, as everywhere in the knowledge
GONE = "Dit concept bestaat niet meer. Kies een ander in de lijst."
SETTLED = "Dit concept is {stage} en kan niet meer veranderen. Begin een nieuw concept."
PROPOSED = "Dit concept is voorgesteld. Haal het voorstel eerst terug als je nog iets verandert."
CROSSED = (
    "Iemand anders heeft {name} in dit concept intussen veranderd. Je ziet nu die tekst; doe je "
    "wijziging opnieuw."
)
_FILES, _EVENTS = KNOWLEDGE_CONCEPT_FILE.c, KNOWLEDGE_CONCEPT_EVENT.c


class NoConcept(StoreError):
    """There is no such concept here."""


class ConceptStore:
    """The concepts of one organisation; every method is one transaction, may raise StoreError."""

    def __init__(
        self,
        owner: str = "",
        url: str | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open a database (by default that of the settings) and make its tables."""
        self.engine: Engine = connect(url or address())
        self.owner, self.now = owner, now
        upgrade(self.engine)

    def within(self, owner: str) -> "ConceptStore":
        """Return the concepts as one organisation sees them."""
        view = copy.copy(self)
        view.owner = owner
        return view

    def close(self) -> None:
        """Let go of the database."""
        close(self.engine)

    def begin(self, title: str, author: Actor) -> int:
        """Make an empty concept and return its number; raises ConceptError without a title."""
        title = " ".join(title.split())[:LONGEST_TITLE]
        if not title:
            raise ConceptError("Geef je concept een naam: wat ga je veranderen?")
        row = {"owner": self.owner, "title": title, "stage": ConceptStage.DRAFT.value,
               "author_key": author.key, "author": author.name,
               "changed": moment_text(self.now())}  # fmt: skip
        with writing(self.engine) as connection:
            key = connection.execute(insert(KNOWLEDGE_CONCEPT).values(**row)).inserted_primary_key
            assert key is not None  # noqa: S101  every database gives it
            number = int(key[0])
            self._note(connection, number, author, "begonnen", "")
        return number

    def heads(self) -> tuple[ConceptHead, ...]:
        """Return the concepts, the last changed first."""
        table = KNOWLEDGE_CONCEPT
        wanted = select(table).where(table.c.owner == self.owner)
        with reading(self.engine) as connection:
            rows = connection.execute(wanted.order_by(table.c.changed.desc()).limit(MOST))
            return tuple(map(_head, rows))

    def read(self, number: int) -> Concept:
        """Return a concept; raises NoConcept."""
        with reading(self.engine) as connection:
            head = _head(self._row(connection, number))
            files = connection.execute(
                select(KNOWLEDGE_CONCEPT_FILE).where(_FILES.concept == number).order_by(_FILES.name)
            ).all()
            events = connection.execute(
                select(KNOWLEDGE_CONCEPT_EVENT)
                .where(_EVENTS.concept == number)
                .order_by(_EVENTS.id)
            ).all()
        by_name = {row.name: ConceptFile(row.name, row.text, row.base) for row in files}
        return Concept(head, by_name, tuple(map(_event, events)))

    def put(
        self,
        number: int,
        texts: Mapping[str, str | None],
        bases: Mapping[str, str],
        seen: Mapping[str, str],
        who: Actor,
        what: str,
    ) -> None:
        """Give files of a concept another text, all or none; None removes the file.

        `bases` holds the marks of the texts that serve, for files that are new in the concept, and
        `seen` the marks of what was on the screen. Raises NoConcept, and ConceptError for what was
        changed by another in the meantime, is too large, or can change no more.
        """
        _check(texts)
        with writing(self.engine) as connection:
            self._open(connection, number)
            kept = {
                row.name: row
                for row in connection.execute(
                    select(KNOWLEDGE_CONCEPT_FILE).where(_FILES.concept == number)
                )
            }
            if len({*kept, *texts}) > MOST_FILES:
                raise ConceptError(f"Een concept heeft hooguit {MOST_FILES} bestanden.")
            for name, text in texts.items():
                before = mark(kept[name].text) if name in kept else bases.get(name, "")
                if seen.get(name, before) != before:
                    raise ConceptError(CROSSED.format(name=name.rsplit("/", 1)[-1]))
                base = kept[name].base if name in kept else bases.get(name, "")
                _replace(connection, number, ConceptFile(name, text, base))
            self._note(connection, number, who, what, "")

    def put_back(self, number: int, name: str, who: Actor) -> None:
        """Take a file out of a concept: it is again as it serves."""
        with writing(self.engine) as connection:
            self._open(connection, number)
            of = delete(KNOWLEDGE_CONCEPT_FILE).where(_FILES.concept == number)
            connection.execute(of.where(_FILES.name == name))
            self._note(connection, number, who, f"teruggezet: {name}", "")

    def move(
        self, number: int, before: ConceptStage, after: ConceptStage, who: Actor, why: str
    ) -> None:
        """Bring a concept from one stage to another; raises ConceptError when it is elsewhere."""
        table = KNOWLEDGE_CONCEPT
        with writing(self.engine) as connection:
            stage = ConceptStage(self._row(connection, number).stage)
            if stage != before:
                raise ConceptError(f"Dit concept is intussen {stage}. Laad de pagina opnieuw.")
            wanted = update(table).where(table.c.id == number, table.c.stage == before.value)
            connection.execute(wanted.values(stage=after.value))
            self._note(connection, number, who, after.value, why[:LONGEST_WHY])

    def publishing(self, number: int, who: Actor, why: str) -> Callable[[Connection], None]:
        """Return what settles a proposal in the transaction that publishes it."""
        return lambda connection: self._publish(connection, number, who, why)

    def _publish(self, connection: Connection, number: int, who: Actor, why: str) -> None:
        table = KNOWLEDGE_CONCEPT
        if self._row(connection, number).stage != ConceptStage.PROPOSED:
            raise ConceptError("Dit concept is niet meer voorgesteld. Laad de pagina opnieuw.")
        of = update(table).where(table.c.id == number)
        connection.execute(of.values(stage=ConceptStage.PUBLISHED.value))
        self._note(connection, number, who, ConceptStage.PUBLISHED.value, why[:LONGEST_WHY])

    def _row(self, connection: Connection, number: int) -> Row[Any]:
        table = KNOWLEDGE_CONCEPT
        wanted = select(table).where(table.c.id == number, table.c.owner == self.owner)
        row = connection.execute(wanted).first()
        if row is None:
            raise NoConcept(GONE)
        return row

    def _open(self, connection: Connection, number: int) -> None:
        stage = ConceptStage(self._row(connection, number).stage)
        if stage == ConceptStage.PROPOSED:
            raise ConceptError(PROPOSED)
        if stage != ConceptStage.DRAFT:
            raise ConceptError(SETTLED.format(stage=stage))

    def _note(self, connection: Connection, number: int, who: Actor, what: str, why: str) -> None:
        now = moment_text(self.now())
        row = {"concept": number, "moment": now, "actor_key": who.key, "actor": who.name,
               "what": what, "why": why}  # fmt: skip
        connection.execute(insert(KNOWLEDGE_CONCEPT_EVENT).values(**row))
        table = KNOWLEDGE_CONCEPT
        connection.execute(update(table).where(table.c.id == number).values(changed=now))


def _check(texts: Mapping[str, str | None]) -> None:
    for name, text in texts.items():
        checked(name)
        if text and len(text.encode()) > LARGEST:
            raise ConceptError("Deze tekst is groter dan 1 MB. Splits hem.")
        if text and "\x00" in text:
            raise ConceptError("In deze tekst staat een onzichtbaar teken dat niet mag.")


def _replace(connection: Connection, number: int, file: ConceptFile) -> None:
    of = delete(KNOWLEDGE_CONCEPT_FILE).where(_FILES.concept == number)
    connection.execute(of.where(_FILES.name == file.name))
    if mark(file.text) != file.base:  # else it is again as it was
        row = {"concept": number, "name": file.name, "text": file.text, "base": file.base}
        connection.execute(insert(KNOWLEDGE_CONCEPT_FILE).values(**row))


def _head(row: Row[Any]) -> ConceptHead:
    author = Actor(row.author_key, row.author)
    return ConceptHead(row.id, row.title, ConceptStage(row.stage), author, moment(row.changed))


def _event(row: Row[Any]) -> ConceptEvent:
    actor = Actor(row.actor_key, row.actor)
    return ConceptEvent(moment(row.moment), actor, row.what, row.why)
