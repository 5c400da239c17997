"""The tables in which plans are kept; migrations/ makes them, a test compares the two.

A moment is text in UTC with a fixed form, so that it sorts and is the same in every database.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

PLAN = Table(
    "plan",
    METADATA,
    Column("link", Text, primary_key=True),
    Column("organisation", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("head", Integer, nullable=False),
    Column("made", Text, nullable=False),
    Column("deleted", Text),
    Column("owner", Text, nullable=False, server_default=""),  # empty: of whoever has the link
    Index("plan_organisation", "organisation"),
)

VERSION = Table(
    "version",
    METADATA,
    Column("link", Text, ForeignKey("plan.link", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("base", Integer),
    Column("copies", Integer),
    Column("aside", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("saved", Text, nullable=False),
    Column("receipt", Text, nullable=False),
    UniqueConstraint("link", "receipt", name="version_receipt"),
    CheckConstraint("number > 0", name="version_number"),
)


def said(moment: datetime) -> str:
    """Return a moment as it is kept."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(kept: str) -> datetime:
    """Return a kept moment; raises ValueError when it is none, or has no time zone."""
    found = datetime.fromisoformat(kept)
    if found.tzinfo is None:
        raise ValueError(kept)
    return found
