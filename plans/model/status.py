"""How far a plan or an action is, and who agreed to it: the words of it."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from engine.model import Form
from plans.model.typed import Day, Line, Text, tag

PROPOSED, DRAFT, ASKED, AGREED = "voorstel", "concept", "ter-akkoord", "akkoord"
PLACED, DONE, CANCELLED = "geplaatst", "afgerond", "vervallen"
STATUS_NAMES: Mapping[str, str] = {
    PROPOSED: "Voorstel",
    DRAFT: "Concept",
    ASKED: "Ter akkoord",
    AGREED: "Akkoord",
    PLACED: "Geplaatst",
    DONE: "Afgerond",
    CANCELLED: "Vervallen",
}
EARLIER_NAMES = {"gepland": DRAFT, "bezig": PLACED, "klaar": DONE}  # in plans that were kept


def _status(value: Any) -> Any:
    word = tag(value)
    return EARLIER_NAMES.get(word, word) if isinstance(word, str) else value


ActionStatus = Annotated[
    Literal["voorstel", "concept", "ter-akkoord", "akkoord", "geplaatst", "afgerond", "vervallen"],
    BeforeValidator(_status),
]
PlanStatus = Annotated[
    Literal["concept", "ter-akkoord", "akkoord", "afgerond"], BeforeValidator(tag)
]


class Agreement(Form):
    """Who agreed, when, and with which note.

    `voided_by` names what changed since, in words: then it counts no longer and is history.
    """

    by: Line = Field(alias="door")
    day: Day = Field(alias="dag")
    note: Text | None = Field(None, alias="notitie")
    voided_by: Line | None = Field(None, alias="vervallen_door")

    @property
    def valid(self) -> bool:
        """Whether it is of what stands there now."""
        return self.voided_by is None


Agreements = Annotated[tuple[Agreement, ...], Field(max_length=60)]
