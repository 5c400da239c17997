"""Keeps plans: append-only history, nobody overwrites unseen, deleted plans come back."""

import copy
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    Select,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from plans.plan_versions import (
    KEEP,
    Conflict,
    Draft,
    HistoryLine,
    ListedPlan,
    NoPlan,
    PlanDeleted,
    PlanFacts,
    SavedVersion,
    SharedPlan,
    StoreBroken,
    Use,
)
from plans.storage import room
from plans.storage.database import address, close, connect, reading, writing
from plans.storage.schema import AGENDA, PLAN, SUBSCRIPTION, VERSION, moment, moment_text
from plans.storage.upgrade import upgrade

BITS = 192  # of chance in a link
WITHDRAWN = "Deze link werkt niet meer: hij is ingetrokken, of niet helemaal overgenomen."
GONE = "Deze link hoort bij geen plan. Kijk of de link helemaal is overgenomen."
_LISTED = (PLAN.c.link, PLAN.c.organisation, PLAN.c.name, PLAN.c.head)


def new_link() -> str:
    """Return a link that nobody can guess."""
    return secrets.token_urlsafe(BITS // 8)


def new_receipt() -> str:
    """Return the name of one wish to save."""
    return secrets.token_urlsafe(16)


def _now() -> datetime:
    return datetime.now(UTC)


class PlanStore:
    """The plans of one database; every method is one transaction and may raise StoreError."""

    def __init__(self, url: str | None = None, now: Callable[[], datetime] = _now) -> None:
        """Open a database (by default that of the settings) and make its tables."""
        self.engine: Engine = connect(url or address())
        self.now = now
        self.owner: str | None = None
        upgrade(self.engine)

    def within(self, owner: str | None) -> "PlanStore":
        """Return the plans as one organisation sees them; None: as whoever has the link.

        Plans of another organisation are not there. A plan without one is of whoever has the link,
        until somebody of an organisation saves it.
        """
        view = copy.copy(self)
        view.owner = owner
        return view

    def close(self) -> None:
        """Let go of the database."""
        close(self.engine)

    def save(self, draft: Draft) -> SavedVersion | Conflict:
        """Append a version; it becomes the plan when it started from the plan as it is now.

        Otherwise it is kept beside the plan and the answer holds both. Raises Deleted.
        """
        if room.is_full(self.engine):
            raise StoreBroken(
                "De schijf is vol: plannen bewaren lukt niet, lezen en verwijderen wel."
            )
        with writing(self.engine) as connection:
            plan = _lock_plan(connection, draft.link)
            if plan is None and draft.base is not None:
                raise NoPlan(GONE)
            if plan is not None:
                self._alive(plan)
                done = _earlier_answer(connection, draft, plan)
                if done is not None:
                    return done
            return self._append(connection, draft, plan)

    def _append(
        self, connection: Connection, draft: Draft, plan: Row[Any] | None
    ) -> SavedVersion | Conflict:
        number = 1 if plan is None else _last(connection, draft.link) + 1
        aside = plan is not None and plan.head != draft.base
        now = moment_text(self.now())
        if plan is None:
            row = {"link": draft.link, "made": now, "shared": False, "head": number}
            connection.execute(insert(PLAN).values(**row, **self._of(draft)))
        elif not aside:
            of = update(PLAN).where(PLAN.c.link == draft.link)
            connection.execute(of.values(head=number, **self._of(draft)))
        version = {"link": draft.link, "number": number, "aside": aside, "saved": now}
        kept = {
            key: getattr(draft, key)
            for key in ("base", "copies", "text", "schema", "author", "receipt", "what", "browser")
        }
        connection.execute(insert(VERSION).values(**version, **kept))
        mine = _read(connection, draft.link, number)
        return Conflict(mine, _read(connection, draft.link, plan.head)) if aside and plan else mine

    def read(self, link: str, number: int | None = None) -> SavedVersion:
        """Return the plan, or one version of it; raises NoPlan and Deleted."""
        with reading(self.engine) as connection:
            plan = self._alive(_plan(connection, link))
            return _read(connection, link, plan.head if number is None else number)

    def history(self, link: str, most: int | None = None) -> tuple[HistoryLine, ...]:
        """Return all versions, or the newest, without their text; the newest first."""
        with reading(self.engine) as connection:
            self._alive(_plan(connection, link))
            wanted = select(*_columns()).where(VERSION.c.link == link)
            rows = connection.execute(wanted.order_by(VERSION.c.number.desc()).limit(most))
            return tuple(_entry(row) for row in rows)

    def since(self, link: str, number: int) -> tuple[SavedVersion, ...]:
        """Return a version and those that became the plan after it, in order."""
        later = and_(VERSION.c.number > number, VERSION.c.aside.is_(False))
        of = and_(VERSION.c.link == link, or_(VERSION.c.number == number, later))
        with reading(self.engine) as connection:
            self._alive(_plan(connection, link))
            rows = connection.execute(select(VERSION).where(of).order_by(VERSION.c.number))
            return tuple(_version(row) for row in rows)

    def secret(self, link: str, use: Use) -> str | None:
        """Return the second secret of a plan for a use; None: there is none."""
        with reading(self.engine) as connection:
            value: str | None = self._alive(_plan(connection, link))._mapping[use]
            return value

    def set_secret(self, link: str, use: Use, secret: str | None) -> None:
        """Give a plan another secret for a use, or none: what the old one opened is closed."""
        with writing(self.engine) as connection:
            self._alive(_lock_plan(connection, link))
            connection.execute(update(PLAN).where(PLAN.c.link == link).values({use: secret}))

    def link_behind(self, secret: str, use: Use) -> str:
        """Return the link of the plan that a second secret opens; raises NoPlan and Deleted."""
        with reading(self.engine) as connection:
            row = connection.execute(select(PLAN).where(PLAN.c[use] == secret)).first()
            if row is None:
                raise NoPlan(WITHDRAWN)
            return str(self._alive(row).link)

    def subscription(self) -> str | None:
        """Return the secret of the shared calendar of this organisation; None: there is none."""
        of = select(SUBSCRIPTION.c.secret).where(SUBSCRIPTION.c.owner == (self.owner or ""))
        with reading(self.engine) as connection:
            secret: str | None = connection.execute(of).scalar()
            return secret

    def set_subscription(self, secret: str | None) -> None:
        """Give the shared calendar another secret, or none: who subscribed gets no more."""
        owner = self.owner or ""
        with writing(self.engine) as connection:
            connection.execute(delete(SUBSCRIPTION).where(SUBSCRIPTION.c.owner == owner))
            if secret:
                row = {"owner": owner, "secret": secret}
                connection.execute(insert(SUBSCRIPTION).values(**row))

    def subscribed(self, secret: str) -> "PlanStore":
        """Return the plans as the organisation of a shared calendar sees them; raises NoPlan."""
        of = select(SUBSCRIPTION.c.owner).where(SUBSCRIPTION.c.secret == secret)
        with reading(self.engine) as connection:
            row = connection.execute(of).first()
        if row is None:
            raise NoPlan(WITHDRAWN)
        return self.within(row.owner or None)

    def own_plans(self) -> tuple[ListedPlan, ...]:
        """Return the plans of this organisation, the last saved first; without one there are none.

        Whoever has the link sees a plan of nobody: those are in no list.
        """
        wanted = (
            select(PLAN.c.link, PLAN.c.name, PLAN.c.organisation, VERSION.c.saved)
            .join(VERSION, and_(VERSION.c.link == PLAN.c.link, VERSION.c.number == PLAN.c.head))
            .where(PLAN.c.deleted.is_(None), PLAN.c.owner == self.owner, PLAN.c.owner != "")
            .order_by(VERSION.c.saved.desc())
        )
        with reading(self.engine) as connection:
            rows = connection.execute(wanted).all()
            return tuple(ListedPlan(*row[:3], moment(row.saved)) for row in rows)

    def delete(self, link: str) -> datetime:
        """Delete a plan and return until when it can be restored; a full disk does not stop it."""
        try:
            now = self._mark_deleted(link)
        except StoreBroken:  # on a full disk that let go of the reserve
            now = self._mark_deleted(link)
        with suppress(StoreBroken):  # the server does this daily too
            self.purge()
        return now + KEEP

    def _mark_deleted(self, link: str) -> datetime:
        with writing(self.engine) as connection:
            self._alive(_lock_plan(connection, link))
            now = self.now()
            at = update(PLAN).where(PLAN.c.link == link)
            connection.execute(at.values(deleted=moment_text(now)))
        return now

    def restore(self, link: str) -> SavedVersion:
        """Bring a deleted plan back; raises NoPlan when it is too late."""
        with writing(self.engine) as connection:
            plan = _lock_plan(connection, link)
            if plan is None or self._is_hidden(plan):
                raise NoPlan(GONE)
            connection.execute(update(PLAN).where(PLAN.c.link == link).values(deleted=None))
            return _read(connection, link, plan.head)

    def purge(self) -> int:
        """Remove for good what was deleted longer ago than KEEP; return how many plans."""
        old = PLAN.c.deleted <= moment_text(self.now() - KEEP)
        with reading(self.engine) as connection:
            if not connection.execute(select(func.count()).where(old)).scalar():
                return 0
        with writing(self.engine) as connection:
            return connection.execute(delete(PLAN).where(old)).rowcount

    def share(self, link: str, shared: bool) -> None:
        """Say whether a plan shows in the calendar that everyone can see."""
        with writing(self.engine) as connection:
            self._alive(_lock_plan(connection, link))
            connection.execute(update(PLAN).where(PLAN.c.link == link).values(shared=shared))

    def is_shared(self, link: str) -> bool:
        """Tell whether a plan shows in the calendar that everyone can see."""
        with reading(self.engine) as connection:
            return bool(self._alive(_plan(connection, link)).shared)

    def overview(self) -> tuple[PlanFacts, ...]:
        """Return what an administrator may know of every plan: not what stands in it."""
        wanted = (
            select(PLAN, func.count().label("versions"), func.max(VERSION.c.saved).label("last"))
            .join(VERSION, VERSION.c.link == PLAN.c.link)
            .group_by(PLAN.c.link)
            .order_by(PLAN.c.organisation, PLAN.c.name, PLAN.c.link)
        )
        with reading(self.engine) as connection:
            return tuple(
                PlanFacts(
                    row.link,
                    row.organisation,
                    row.name,
                    row.versions,
                    moment(row.last),
                    row.shared,
                    moment(row.deleted) if row.deleted else None,
                )
                for row in connection.execute(wanted)
            )

    def remove(self, link: str) -> None:
        """Remove a plan for good, with all its versions; raises NoPlan."""
        with writing(self.engine) as connection:
            if not connection.execute(delete(PLAN).where(PLAN.c.link == link)).rowcount:
                raise NoPlan(GONE)

    def organisations(self) -> tuple[str, ...]:
        """Return the organisations that share a plan, in order of their name."""
        wanted = self._listing(select(PLAN.c.organisation))
        with reading(self.engine) as connection:
            return tuple(connection.execute(wanted.distinct().order_by("organisation")).scalars())

    def shared_plans(self, *organisations: str) -> tuple[SharedPlan, ...]:
        """Return the shared plans of these organisations (none named: of all)."""
        kept = and_(AGENDA.c.link == PLAN.c.link, AGENDA.c.number == PLAN.c.head)
        wanted = self._listing(select(*_LISTED, AGENDA.c.text).outerjoin(AGENDA, kept))
        if organisations:
            wanted = wanted.where(PLAN.c.organisation.in_(organisations))
        with reading(self.engine) as connection:
            rows = connection.execute(wanted.order_by(PLAN.c.organisation, PLAN.c.name))
            return tuple(SharedPlan(*row) for row in rows)

    def keep_agendas(self, agendas: Mapping[tuple[str, int], str]) -> None:
        """Keep what of versions, by link and number, stands in a calendar."""
        with writing(self.engine) as connection:
            for (link, number), text in sorted(agendas.items()):
                if _lock_plan(connection, link) is not None:
                    connection.execute(delete(AGENDA).where(AGENDA.c.link == link))
                    row = {"link": link, "number": number, "text": text}
                    connection.execute(insert(AGENDA).values(**row))

    def _listing(self, wanted: Select[Any]) -> Select[Any]:
        mine = PLAN.c.owner == self.owner if self.owner is not None else true()
        return wanted.where(PLAN.c.shared, PLAN.c.deleted.is_(None), mine)

    def _alive(self, plan: Row[Any] | None) -> Row[Any]:
        if plan is None or self._is_hidden(plan):
            raise NoPlan(GONE)
        if plan.deleted is not None:
            raise PlanDeleted(moment(plan.deleted))
        return plan

    def _is_hidden(self, plan: Row[Any]) -> bool:
        """Tell whether a plan is of another organisation, or was deleted too long ago."""
        if self.owner is not None and plan.owner not in ("", self.owner):
            return True
        return plan.deleted is not None and moment(plan.deleted) + KEEP <= self.now()

    def _of(self, draft: Draft) -> dict[str, str]:
        of = {"organisation": draft.organisation, "name": draft.name}
        return of if self.owner is None else {**of, "owner": self.owner}


def _earlier_answer(
    connection: Connection, draft: Draft, plan: Row[Any]
) -> SavedVersion | Conflict | None:
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


def _lock_plan(connection: Connection, link: str) -> Row[Any] | None:
    """Return a plan and keep others from changing it until the transaction ends."""
    wanted: Select[Any] = select(PLAN).where(PLAN.c.link == link).with_for_update()
    return connection.execute(wanted).first()


def _last(connection: Connection, link: str) -> int:
    highest = select(func.max(VERSION.c.number)).where(VERSION.c.link == link)
    return int(connection.execute(highest).scalar_one())


def _read(connection: Connection, link: str, number: int) -> SavedVersion:
    wanted = select(VERSION).where(VERSION.c.link == link, VERSION.c.number == number)
    row = connection.execute(wanted).first()
    if row is None:
        raise NoPlan("Deze versie bestaat niet. Kies een andere uit de geschiedenis.")
    return _version(row)


def _columns() -> tuple[Any, ...]:
    return tuple(VERSION.c[name] for name in HistoryLine.__dataclass_fields__)


def _entry(row: Row[Any]) -> HistoryLine:
    of = {name: getattr(row, name) for name in HistoryLine.__dataclass_fields__}
    return HistoryLine(**(of | {"saved": moment(row.saved)}))


def _version(row: Row[Any]) -> SavedVersion:
    entry = _entry(row)
    of = {name: getattr(entry, name) for name in HistoryLine.__dataclass_fields__}
    return SavedVersion(**of, text=row.text, schema=row.schema)
