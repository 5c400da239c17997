"""Keeps plans: append-only history, nobody overwrites unseen, deleted plans come back."""

import copy
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    Select,
    delete,
    func,
    insert,
    select,
    true,
    update,
)

from plans.saved import KEEP, Conflict, Deleted, Draft, Entry, Listed, NoPlan, Version
from plans.storage.database import address, close, connect, reading, writing
from plans.storage.tables import PLAN, VERSION, moment, said
from plans.storage.upgrade import upgrade

BITS = 192  # of chance in a link
GONE = "Deze link hoort bij geen plan. Kijk of de link helemaal is overgenomen."
_LISTED = (PLAN.c.organisation, PLAN.c.name, VERSION)


def new_link() -> str:
    """Return a link that nobody can guess."""
    return secrets.token_urlsafe(BITS // 8)


def new_receipt() -> str:
    """Return the name of one wish to save."""
    return secrets.token_urlsafe(16)


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """The plans of one database; every method is one transaction and may raise StoreError."""

    def __init__(self, url: str | None = None, now: Callable[[], datetime] = _now) -> None:
        """Open a database (by default that of the settings) and make its tables."""
        self.engine: Engine = connect(url or address())
        self.now = now
        self.owner: str | None = None
        upgrade(self.engine)

    def within(self, owner: str | None) -> "Store":
        """Return the plans as one organisation sees them; None: as whoever has the link.

        Plans of another organisation are not there. A plan without one is of whoever has the link,
        until somebody of an organisation saves it.
        """
        made = copy.copy(self)
        made.owner = owner
        return made

    def close(self) -> None:
        """Let go of the database."""
        close(self.engine)

    def save(self, draft: Draft) -> Version | Conflict:
        """Append a version; it becomes the plan when it started from the plan as it is now.

        Otherwise it is kept beside the plan and the answer holds both. Raises Deleted.
        """
        with writing(self.engine) as connection:
            plan = _locked(connection, draft.link)
            if plan is None and draft.base is not None:
                raise NoPlan(GONE)
            if plan is not None:
                self._alive(plan)
                done = _answered(connection, draft, plan)
                if done is not None:
                    return done
            return self._append(connection, draft, plan)

    def _append(
        self, connection: Connection, draft: Draft, plan: Row[Any] | None
    ) -> Version | Conflict:
        number = 1 if plan is None else _last(connection, draft.link) + 1
        aside = plan is not None and plan.head != draft.base
        now = said(self.now())
        if plan is None:
            row = {"link": draft.link, "made": now, "shared": True, "head": number}
            connection.execute(insert(PLAN).values(**row, **self._of(draft)))
        elif not aside:
            of = update(PLAN).where(PLAN.c.link == draft.link)
            connection.execute(of.values(head=number, **self._of(draft)))
        version = {"link": draft.link, "number": number, "aside": aside, "saved": now}
        kept = {
            key: getattr(draft, key)
            for key in ("base", "copies", "text", "schema", "author", "receipt")
        }
        connection.execute(insert(VERSION).values(**version, **kept))
        mine = _read(connection, draft.link, number)
        return Conflict(mine, _read(connection, draft.link, plan.head)) if aside and plan else mine

    def read(self, link: str, number: int | None = None) -> Version:
        """Return the plan, or one version of it; raises NoPlan and Deleted."""
        with reading(self.engine) as connection:
            plan = self._alive(_plan(connection, link))
            return _read(connection, link, plan.head if number is None else number)

    def history(self, link: str) -> tuple[Entry, ...]:
        """Return all versions, the newest first, without their text."""
        with reading(self.engine) as connection:
            self._alive(_plan(connection, link))
            wanted = select(*_columns()).where(VERSION.c.link == link)
            rows = connection.execute(wanted.order_by(VERSION.c.number.desc()))
            return tuple(_entry(row) for row in rows)

    def delete(self, link: str) -> datetime:
        """Delete a plan and return until when it can be restored."""
        with writing(self.engine) as connection:
            self._alive(_locked(connection, link))
            now = self.now()
            at = update(PLAN).where(PLAN.c.link == link)
            connection.execute(at.values(deleted=said(now)))
        self.purge()
        return now + KEEP

    def restore(self, link: str) -> Version:
        """Bring a deleted plan back; raises NoPlan when it is too late."""
        with writing(self.engine) as connection:
            plan = _locked(connection, link)
            if plan is None or self._hidden(plan):
                raise NoPlan(GONE)
            connection.execute(update(PLAN).where(PLAN.c.link == link).values(deleted=None))
            return _read(connection, link, plan.head)

    def purge(self) -> int:
        """Remove for good what was deleted longer ago than KEEP; return how many plans."""
        old = PLAN.c.deleted <= said(self.now() - KEEP)
        with reading(self.engine) as connection:
            if not connection.execute(select(func.count()).where(old)).scalar():
                return 0
        with writing(self.engine) as connection:
            return connection.execute(delete(PLAN).where(old)).rowcount

    def share(self, link: str, shared: bool) -> None:
        """Say whether a plan shows in the calendar that everyone can see."""
        with writing(self.engine) as connection:
            self._alive(_locked(connection, link))
            connection.execute(update(PLAN).where(PLAN.c.link == link).values(shared=shared))

    def is_shared(self, link: str) -> bool:
        """Tell whether a plan shows in the calendar that everyone can see."""
        with reading(self.engine) as connection:
            return bool(self._alive(_plan(connection, link)).shared)

    def organisations(self) -> tuple[str, ...]:
        """Return the organisations that share a plan, in order of their name."""
        wanted = self._listing(select(PLAN.c.organisation))
        with reading(self.engine) as connection:
            return tuple(connection.execute(wanted.distinct().order_by("organisation")).scalars())

    def listed(self, *organisations: str) -> tuple[Listed, ...]:
        """Return the shared plans of these organisations (none named: of all)."""
        wanted = select(*_LISTED).join(VERSION, VERSION.c.link == PLAN.c.link)
        wanted = self._listing(wanted).where(VERSION.c.number == PLAN.c.head)
        if organisations:
            wanted = wanted.where(PLAN.c.organisation.in_(organisations))
        with reading(self.engine) as connection:
            rows = connection.execute(wanted.order_by(PLAN.c.organisation, PLAN.c.name))
            return tuple(
                Listed(row.link, row.organisation, row.name, _version(row)) for row in rows
            )

    def _listing(self, wanted: Select[Any]) -> Select[Any]:
        mine = PLAN.c.owner == self.owner if self.owner is not None else true()
        return wanted.where(PLAN.c.shared, PLAN.c.deleted.is_(None), mine)

    def _alive(self, plan: Row[Any] | None) -> Row[Any]:
        if plan is None or self._hidden(plan):
            raise NoPlan(GONE)
        if plan.deleted is not None:
            raise Deleted(moment(plan.deleted))
        return plan

    def _hidden(self, plan: Row[Any]) -> bool:
        """Tell whether a plan is of another organisation, or was deleted too long ago."""
        if self.owner is not None and plan.owner not in ("", self.owner):
            return True
        return plan.deleted is not None and moment(plan.deleted) + KEEP <= self.now()

    def _of(self, draft: Draft) -> dict[str, str]:
        of = {"organisation": draft.organisation, "name": draft.name}
        return of if self.owner is None else {**of, "owner": self.owner}


def _answered(connection: Connection, draft: Draft, plan: Row[Any]) -> Version | Conflict | None:
    """Return the answer to a save that was done before, or that changes nothing."""
    wanted = select(VERSION).where(VERSION.c.link == draft.link, VERSION.c.receipt == draft.receipt)
    row = connection.execute(wanted).first()
    head = _read(connection, draft.link, plan.head)
    if row is not None:
        mine = _version(row)
        return Conflict(mine, head) if mine.aside else mine
    return head if head.text == draft.text else None


def _plan(connection: Connection, link: str) -> Row[Any] | None:
    return connection.execute(select(PLAN).where(PLAN.c.link == link)).first()


def _locked(connection: Connection, link: str) -> Row[Any] | None:
    """Return a plan and keep others from changing it until the transaction ends."""
    wanted: Select[Any] = select(PLAN).where(PLAN.c.link == link).with_for_update()
    return connection.execute(wanted).first()


def _last(connection: Connection, link: str) -> int:
    highest = select(func.max(VERSION.c.number)).where(VERSION.c.link == link)
    return int(connection.execute(highest).scalar_one())


def _read(connection: Connection, link: str, number: int) -> Version:
    wanted = select(VERSION).where(VERSION.c.link == link, VERSION.c.number == number)
    row = connection.execute(wanted).first()
    if row is None:
        raise NoPlan("Deze versie bestaat niet. Kies een andere uit de geschiedenis.")
    return _version(row)


def _columns() -> tuple[Any, ...]:
    return tuple(VERSION.c[name] for name in Entry.__dataclass_fields__)


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.number, row.base, row.copies, row.aside, row.author, moment(row.saved))


def _version(row: Row[Any]) -> Version:
    entry = _entry(row)
    of = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    return Version(**of, text=row.text, schema=row.schema)
