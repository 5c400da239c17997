"""What a document consists of: plain values from which PDF, Word and text are all made.

A renderer needs to know nothing but these. A `Sentence` is the smallest part: words, perhaps with
a bold lead, a mark that says what it rests on, and the sources it cites.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Literal

MOST_TOGETHER = 2200  # characters in one column, about three quarters of a page
Mark = Literal["", "onderzoek", "wet", "advies", "aanname"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with what they rest on; `sources` are slugs, numbered by `Content.sources`.

    `link` is a web address; without text the address itself is shown.
    """

    text: str
    lead: str = ""
    mark: Mark = ""
    sources: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 2 or 3, because a section title is level 1."""

    text: str
    level: Literal[2, 3] = 2
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences that run on. `style` "lead" stands out, "note" stands back."""

    sentences: tuple[Sentence, ...]
    style: Literal["body", "lead", "note"] = "body"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; every item is one or more sentences. `numbered` when the order matters."""

    items: tuple[tuple[Sentence, ...], ...]
    numbered: bool = False
    small: bool = False
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads. `widths` are relative; `numeric` columns are set to the right.

    `together` keeps the whole table on one page; rows are never split anyway. `levels`, if any, has
    for every cell a colour from 0 to 100 (None: none); the words in the cell say the same.
    """

    summary: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    widths: tuple[float, ...]
    numeric: tuple[int, ...] = ()
    together: bool = False
    levels: tuple[tuple[float | None, ...], ...] = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Dot:
    """One channel in the dot plot; suitability, `low` and `high` are 0-100."""

    channel: str
    role: str
    suitability: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Dots:
    """The dot plot: at most eight channels, best first, and what it shows in words."""

    rows: tuple[Dot, ...]
    description: str
    caption: str
    kind: Literal["dots"] = "dots"


@dataclass(frozen=True, slots=True)
class Cell:
    """One channel in one phase; `suitability` None when it cannot serve the phase."""

    channel: str
    phase: str
    role: str
    suitability: float | None


@dataclass(frozen=True, slots=True)
class Heat:
    """The heat map of the journey: channels × phases, both in reading order."""

    channels: tuple[str, ...]
    phases: tuple[str, ...]
    cells: tuple[Cell, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that is drawn already, as SVG, and what it shows in words."""

    svg: str
    description: str
    caption: str
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a lane, from start to end (0-1): full, light (less), or open (does not count)."""

    start: float
    end: float
    look: Literal["full", "light", "open"] = "full"


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of a chart: its label, what is drawn in it, and what is said at its end."""

    label: str
    spans: tuple[Span, ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Lanes:
    """A chart of lanes along one axis (0-1): actions in time, or what each channel adds.

    `ticks` are (place, label); `bands` are tinted stretches over all lanes, `marks` thin lines.
    `label` and `said` are the parts of the width (0-1) that the words take.
    """

    rows: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    description: str
    caption: str
    bands: tuple[tuple[float, float], ...] = ()
    marks: tuple[float, ...] = ()
    label: float = 0.3
    said: float = 0.15
    kind: Literal["lanes"] = "lanes"


Flat = Heading | Paragraph | Bullets | Table | Dots | Picture | Lanes


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks beside each other on paper, after each other where there is no room.

    `together` keeps them on one page; only very long columns may be split.
    """

    parts: tuple[tuple[Flat, ...], ...]
    together: bool = True
    kind: Literal["columns"] = "columns"


Block = Flat | Columns


@dataclass(frozen=True, slots=True)
class Section:
    """A part that starts on a new page. The `foot` stands at the bottom of its first page.

    A `landscape` part lies on its side, for wide tables.
    """

    title: str
    blocks: tuple[Block, ...]
    foot: tuple[Sentence, ...] = ()
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Emblem:
    """A logo (PNG), what it shows in words, and its size on paper in millimetres."""

    png: bytes
    description: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Content:
    """A whole document. `sources` gives every cited source its number, in order of appearance.

    `accent` is the organisation's own colour ("#rrggbb"), or "" for ours. The `emblem` stands at
    the top of the first page. With a `cover` the title and the situation have a page of their own.
    """

    title: str
    summary: str
    status: str
    organisation: str
    author: str
    day: date
    situation: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    link: str = ""
    accent: str = ""
    emblem: Emblem | None = None
    sources: Mapping[str, int] = field(default_factory=dict)
    cover: bool = False


def bullets(items: Iterable[Sentence], numbered: bool = False) -> Bullets:
    """Return a list with one sentence an item."""
    return Bullets(tuple((item,) for item in items), numbered)


def balanced(groups: Sequence[tuple[Flat, ...]]) -> Columns:
    """Return consecutive groups in two columns, cut where the longer one is shortest."""
    sizes = [sum(len(s.text) + len(s.lead) for s in sentences(group)) for group in groups]
    cuts = range(1, max(len(groups), 2))
    cut = min(cuts, key=lambda at: max(sum(sizes[:at]), sum(sizes[at:])))
    left, right = chain.from_iterable(groups[:cut]), chain.from_iterable(groups[cut:])
    longest = max(sum(sizes[:cut]), sum(sizes[cut:]))
    return Columns((tuple(left), tuple(right)), together=longest < MOST_TOGETHER)


def flat(blocks: Iterable[Block]) -> Iterator[Flat]:
    """Yield the blocks in reading order, those in columns too."""
    for block in blocks:
        if isinstance(block, Columns):
            for part in block.parts:
                yield from part
        else:
            yield block


def sentences(blocks: Iterable[Block]) -> Iterator[Sentence]:
    """Yield every sentence in reading order."""
    for block in flat(blocks):
        if isinstance(block, Paragraph):
            yield from block.sentences
        elif isinstance(block, Bullets):
            yield from chain.from_iterable(block.items)
        elif isinstance(block, Table):
            yield from chain.from_iterable(block.rows)


def support(sentence: Sentence, numbers: Mapping[str, int]) -> str:
    """Return what a sentence rests on: "onderzoek [3, 5]", or "" when it says nothing of that."""
    found = sorted({numbers[slug] for slug in sentence.sources if slug in numbers})
    cited = f"[{', '.join(map(str, found))}]" if found else ""
    return " ".join(filter(None, [sentence.mark, cited]))
