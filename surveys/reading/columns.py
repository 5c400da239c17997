"""Columns of answers as a survey tool wrote them, and as questions with what each resident chose.

A tool writes a question of which several answers may be chosen as one cell with a separator, or
as a column for each answer. Here every question becomes one column with a tuple of answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from surveys.reading.container import TextGrid
from surveys.reading.unreadable import refused, shown

YES = {"y", "yes", "ja", "j", "1", "1.0", "true", "waar", "x", "selected", "gekozen", "checked",
       "aangevinkt", "quoted"}  # fmt: skip
NO = {"n", "no", "nee", "0", "0.0", "false", "onwaar", "not selected", "niet gekozen", "unchecked",
      "niet aangevinkt", "not quoted", "-"}  # fmt: skip
RAGGED = (
    "deze rij heeft {cells} kolommen en de kopregel {head}. Download of bewaar het bestand "
    "opnieuw: er is iets verschoven of afgebroken."
)


@dataclass(frozen=True, slots=True)
class RawColumn:
    """A column as it stands in a file; `cells` are texts, "" for no answer.

    A column for one answer of a question has that answer in `option` (its text in `labels`).
    `joined` is what stands between several answers in one cell.
    """

    code: str
    text: str
    cells: tuple[str, ...]
    option: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    joined: str = ""

    @property
    def heading(self) -> str:
        """How a reader of the file knows this column."""
        return f"{self.code} {self.text}" if self.text and self.text != self.code else self.code


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """The columns of a file with the line of each resident, and what was left out."""

    name: str
    kind: str
    columns: tuple[RawColumn, ...]
    lines: tuple[int, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionColumn:
    """A question: per resident the answers as the file has them, None where there is none.

    `labels` is answer → text where the file says more than a code. With `joined` a cell is still
    one text, to be cut once the possible answers are known (`separated`). `options` are the
    answers that have a column of their own.
    """

    code: str
    text: str
    picks: tuple[tuple[str, ...] | None, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    joined: str = ""
    many: bool = False
    options: tuple[str, ...] = ()


def is_tick(cells: Iterable[str], labels: Iterable[str] = ()) -> bool:
    """Tell whether cells say no more than chosen or not."""
    known = YES | NO | {""} | {label.strip().lower() for label in labels}
    return all(cell.strip().lower() in known for cell in cells)


def questions(columns: Sequence[RawColumn]) -> tuple[QuestionColumn, ...]:
    """Return the questions in columns: those for one answer each go together by their code."""
    groups: dict[str, list[RawColumn]] = {}
    for column in columns:
        groups.setdefault(column.code, []).append(column)
    return tuple(_question(code, group) for code, group in groups.items())


def _question(code: str, group: Sequence[RawColumn]) -> QuestionColumn:
    whole = next((column for column in group if not column.option), None)
    if whole is not None:
        picks: tuple[tuple[str, ...] | None, ...] = tuple(
            (cell,) if cell else None for cell in map(str.strip, whole.cells)
        )
        return QuestionColumn(
            code, whole.text, picks, whole.labels, whole.joined, bool(whole.joined)
        )
    labels = {key: label for column in group for key, label in column.labels.items()}
    rows = zip(*(column.cells for column in group), strict=True)
    options = tuple(column.option for column in group)
    picks = tuple(_ticked(options, cells) for cells in rows)
    return QuestionColumn(code, group[0].text, picks, labels, many=True, options=options)


def _ticked(options: Sequence[str], cells: Sequence[str]) -> tuple[str, ...] | None:
    """Return what was ticked; what somebody typed beside a tick is not looked at."""
    folded = [cell.strip().lower() for cell in cells]
    chosen = [o for o, cell in zip(options, folded, strict=True) if cell and cell not in NO]
    if not chosen and not any(folded):
        return None
    return tuple(dict.fromkeys(chosen))


def body(grid: TextGrid, head: int, below: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows from `below` on, each as wide as the headings at `head`. Raises refused."""
    width = len(grid.rows[head][1])
    rows = []
    for line, cells in grid.rows[below:]:
        extra = cells[width:]
        if len(cells) < width or any(cell.strip() for cell in extra):
            raise refused(grid.name, RAGGED.format(cells=len(cells), head=width), line)
        rows.append(cells[:width])
    if not rows:
        message = "onder de kopregel staat geen enkel antwoord. Download het bestand opnieuw."
        raise refused(grid.name, message, grid.rows[head][0])
    return tuple(rows)


def unique(grid: TextGrid, heads: Sequence[str], line: int) -> tuple[str, ...]:
    """Return the headings, of which no two may be the same. Raises refused."""
    seen: set[str] = set()
    for head in heads:
        key = head.strip().casefold()
        if key and key in seen:
            message = f"de kolom '{shown(head)}' staat er twee keer. Haal er een weg."
            raise refused(grid.name, message, line)
        seen.add(key)
    return tuple(head.strip() for head in heads)


def numbered(heads: Sequence[str]) -> tuple[str, ...]:
    """Return headings of which a second one with the same text gets a number."""
    counts: dict[str, int] = {}
    result = []
    for place, head in enumerate(heads, start=1):
        text = " ".join(head.split()) or f"kolom {place}"
        counts[text] = counts.get(text, 0) + 1
        result.append(text if counts[text] == 1 else f"{text} ({counts[text]})")
    return tuple(result)
