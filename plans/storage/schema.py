"""The tables in which plans are kept; migrations/ makes them, a test compares the two.

A moment is text in UTC with a fixed form, so that it sorts and is the same in every database.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
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
    Column("reader", Text),  # the secret of a link that only reads, if there is one
    Column("feed", Text),  # the secret of a calendar to subscribe to, if there is one
    Index("plan_organisation", "organisation"),
    Index("plan_reader", "reader", unique=True),
    Index("plan_feed", "feed", unique=True),
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
    Column("what", Text, nullable=False, server_default=""),  # what changed, in words
    Column("browser", Text, nullable=False, server_default=""),  # so that tabs do not clash
    UniqueConstraint("link", "receipt", name="version_receipt"),
    CheckConstraint("number > 0", name="version_number"),
)

AGENDA = Table(  # what of a version stands in a calendar: it can be made again, so no backup has it
    "agenda",
    METADATA,
    Column("link", Text, ForeignKey("plan.link", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

SUBSCRIPTION = Table(  # to the shared calendar; who loses it makes another, so no backup has it
    "subscription",
    METADATA,
    Column("owner", Text, primary_key=True),  # empty: whoever has the link
    Column("secret", Text, nullable=False, unique=True),
)

HEARD_FILE = Table(  # what Digitaal luisteren remembered, when and from which file
    "heard_file",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("owner", Text, nullable=False),  # empty: of this server
    Column("name", Text, nullable=False),
    Column("saved", Text, nullable=False),
    Index("heard_file_owner", "owner"),
)

HEARD_SERIES = Table(
    "heard_series",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("about", Text, nullable=False),  # total, page, subject …
    Column("value", Text, nullable=False),  # which page, which subject
    Column("counts", Text, nullable=False),
    Column("step", Text, nullable=False),  # a day, a week …
    UniqueConstraint(
        "owner", "origin", "about", "value", "counts", "step", name="heard_series_once"
    ),
)

HEARD_DAY = Table(  # how often, by the first day of a step (YYYY-MM-DD)
    "heard_day",
    METADATA,
    Column("series", Integer, ForeignKey("heard_series.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Text, primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("file", Integer, ForeignKey("heard_file.id", ondelete="CASCADE"), nullable=False),
    Index("heard_day_file", "file"),
)

HEARD_ENTRY = Table(  # an action, an event or a decision that was remembered, as its row
    "heard_entry",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),  # what makes it the same one in a newer file
    Column("day", Text, nullable=False),
    Column("text", Text, nullable=False),  # JSON
    Column("file", Integer, ForeignKey("heard_file.id", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("owner", "kind", "key", name="heard_entry_once"),
    Index("heard_entry_file", "file"),
)

KNOWLEDGE_CONCEPT = Table(  # changes of several knowledge files that belong together
    "knowledge_concept",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("owner", Text, nullable=False),  # empty: of this server
    Column("title", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("author_key", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("changed", Text, nullable=False),
    Index("knowledge_concept_owner", "owner"),
)

KNOWLEDGE_CONCEPT_FILE = Table(
    "knowledge_concept_file",
    METADATA,
    Column(
        "concept", Integer, ForeignKey("knowledge_concept.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("name", Text, primary_key=True),
    Column("text", Text),  # none: the file is to go
    Column("base", Text, nullable=False),  # SHA-256 of the text that it began with
)

KNOWLEDGE_CONCEPT_EVENT = Table(  # who did what, when and why
    "knowledge_concept_event",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column(
        "concept", Integer, ForeignKey("knowledge_concept.id", ondelete="CASCADE"), nullable=False
    ),
    Column("moment", Text, nullable=False),
    Column("actor_key", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("why", Text, nullable=False),
    Index("knowledge_concept_event_concept", "concept"),
)

KNOWLEDGE_VERSION = Table(  # what serves is the one with the highest number; rows never change
    "knowledge_version",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("moment", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("what", Text, nullable=False),  # the difference in words
    Column("proposer", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("digest", Text, nullable=False),  # SHA-256 of the knowledge
    Column("copies", Integer),  # the version that was served again
    Column("files", Text, nullable=False),  # JSON: name → text or null, beside the folder
    Column("revision", Text, nullable=False, server_default=""),  # of git, where that keeps it
)

HEARD_NOTE = Table(  # when a feed came in, which files were read, what was warned of
    "heard_note",
    METADATA,
    Column("owner", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("saved", Text, nullable=False),
    Column("text", Text, nullable=False),
)


def moment_text(moment: datetime) -> str:
    """Return a moment as it is kept."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """Return a kept moment; raises ValueError when it is none, or has no time zone."""
    day = datetime.fromisoformat(text)
    if day.tzinfo is None:
        raise ValueError(text)
    return day
