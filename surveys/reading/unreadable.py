"""What is said of a file of answers that cannot be used: where, what is wrong, the way out."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.model import KnowledgeError, Problem
from listening import personal

SHOWN = 40  # characters of a cell or a heading in a message


class AnswersRefused(KnowledgeError):
    """A file of answers of which nothing is used; `problems` says why."""


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """A column as it is shown to whoever maps it: no more than what many people answered.

    `values` are answers with how often they were given, most frequent first; `rare` is how many
    other answers there are, each given too seldom to be shown. `many` tells whether a resident
    could choose several.
    """

    code: str
    text: str
    values: tuple[tuple[str, int], ...]
    rare: int = 0
    many: bool = False


class Unmapped(KnowledgeError):
    """A file of which somebody must say what its columns mean.

    `columns` is everything that can be mapped, `preview` what the file holds in Dutch sentences,
    `kind` what it was read as, `dropped` the personal columns that are gone already.
    """

    def __init__(
        self,
        name: str,
        kind: str,
        columns: Sequence[ColumnPreview],
        preview: Sequence[str],
        dropped: Sequence[str],
    ) -> None:
        super().__init__((Problem(name, None, UNMAPPED),))
        self.name, self.kind = name, kind
        self.columns, self.preview, self.dropped = tuple(columns), tuple(preview), tuple(dropped)


UNMAPPED = (
    "ik herken de vragen in dit bestand niet. Wijs per kolom aan wat erin staat, of geef een "
    "bestand met een koppeling mee."
)


def refused(name: str, message: str, line: int | None = None, column: str = "") -> AnswersRefused:
    """Return the error that names a file and, where it is one, a row and a column."""
    where = f"kolom '{shown(column)}': " if column else ""
    return AnswersRefused((Problem(name, line, where + message),))


def shown(text: str) -> str:
    """Return a text of a file as a message may show it: short, on one line, nothing personal."""
    flat = " ".join("".join(sign if sign.isprintable() else " " for sign in text[:400]).split())
    masked, _ = personal.mask(flat)
    return masked if len(masked) <= SHOWN else f"{masked[: SHOWN - 1]}…"
