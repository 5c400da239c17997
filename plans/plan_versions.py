"""The words of keeping plans: a saved version, a clash of two, and what can go wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Use = Literal["reader", "feed"]  # of a second secret: a link that only reads, or a calendar
KEEP = timedelta(days=30)  # how long a deleted plan can be restored


SORRY = (
    "Plannen bewaren of lezen lukt nu niet. Probeer het zo nog eens. Blijft het zo? Vraag het de "
    "beheerder."
)


class StoreError(Exception):
    """Plans cannot be saved or read now; the text says in Dutch why and what to do."""

    @property
    def why(self) -> str:
        """What an administrator reads: the same, unless it names settings or places."""
        return str(self)


class StoreBroken(StoreError):
    """The database cannot be used now; `why` is for who maintains it, the text for anybody."""

    def __init__(self, why: str) -> None:
        super().__init__(SORRY)
        self._why = why

    @property
    def why(self) -> str:
        """What an administrator reads."""
        return self._why


class NoPlan(StoreError):
    """There is no plan behind this link, or no version with this number."""


class PlanDeleted(StoreError):
    """The plan was deleted; it can be restored until `until`."""

    def __init__(self, on: datetime) -> None:
        self.on, self.until = on, on + KEEP
        super().__init__("Dit plan is verwijderd. Je kunt het nog terugzetten.")


@dataclass(frozen=True, slots=True)
class Draft:
    """What someone wants to save; `base` is the version they started from (None: a new plan).

    `receipt` names this one wish to save: the same receipt again gives the same answer and saves
    nothing twice. `copies` is the version whose content this is, when something is undone. `what`
    says in words what changed; `browser` is the same for all tabs of one browser, or empty.
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
    what: str = ""
    browser: str = ""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of the history; `aside` is a version that met another and stands beside the plan."""

    number: int
    base: int | None
    copies: int | None
    aside: bool
    author: str
    saved: datetime
    what: str
    browser: str


@dataclass(frozen=True, slots=True)
class SavedVersion(HistoryLine):
    """A saved version with its text, and the schema version of that text."""

    text: str
    schema: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Someone saved in the meantime: both versions are kept, `theirs` is the plan."""

    mine: SavedVersion
    theirs: SavedVersion


@dataclass(frozen=True, slots=True)
class SharedPlan:
    """A plan that takes part in the calendar; `agenda` is what of this version stands there.

    None: that was not kept yet.
    """

    link: str
    organisation: str
    name: str
    number: int
    agenda: str | None


@dataclass(frozen=True, slots=True)
class ListedPlan:
    """A plan as it stands in the list of an organisation."""

    link: str
    name: str
    organisation: str
    saved: datetime


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What an administrator may know of a plan, without what stands in it."""

    link: str
    organisation: str
    name: str
    versions: int
    last: datetime
    shared: bool
    deleted: datetime | None
