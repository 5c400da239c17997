"""The words of keeping plans: a saved version, a clash of two, and what can go wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta

KEEP = timedelta(days=30)  # how long a deleted plan can be restored


class StoreError(Exception):
    """Plans cannot be saved or read now; the text says in Dutch why and what to do."""


class NoPlan(StoreError):
    """There is no plan behind this link, or no version with this number."""


class Deleted(StoreError):
    """The plan was deleted; it can be restored until `until`."""

    def __init__(self, on: datetime) -> None:
        self.on, self.until = on, on + KEEP
        super().__init__("Dit plan is verwijderd. Je kunt het nog terugzetten.")


@dataclass(frozen=True, slots=True)
class Draft:
    """What someone wants to save; `base` is the version they started from (None: a new plan).

    `receipt` names this one wish to save: the same receipt again gives the same answer and saves
    nothing twice. `copies` is the version whose content this is, when something is undone.
    """

    link: str
    text: str
    schema: int
    author: str
    receipt: str
    base: int | None = None
    copies: int | None = None
    organisation: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history; `aside` is a version that met another and stands beside the plan."""

    number: int
    base: int | None
    copies: int | None
    aside: bool
    author: str
    saved: datetime


@dataclass(frozen=True, slots=True)
class Version(Entry):
    """A saved version with its text, and the schema version of that text."""

    text: str
    schema: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Someone saved in the meantime: both versions are kept, `theirs` is the plan."""

    mine: Version
    theirs: Version


@dataclass(frozen=True, slots=True)
class Listed:
    """A plan in the list of an organisation, with its last version."""

    link: str
    organisation: str
    name: str
    version: Version
