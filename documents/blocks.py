"""What a document consists of: plain values from which PDF, Word and text are all made.

A renderer needs to know nothing but these. A `Sentence` is the smallest part: words, perhaps with
a bold lead, a mark that says what it rests on, and the sources it cites.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, zip_longest
from typing import Literal

from engine.argument.parts import Piece, Stop
from engine.model import Label

MOST_TOGETHER = 2200  # characters in one column, about three quarters of a page


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with what they rest on; `sources` are slugs, numbered by `Content.sources`.

    `link` is a web address; without text the address itself is shown.
    """

    text: str
    lead: str = ""
    mark: Label | Literal[""] = ""
    sources: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 2 or 3, because a section title is level 1.

    `steps` draws how many of three steps are filled beside it.
    """

    text: str
    level: Literal[2, 3] = 2
    steps: int | None = None
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences that run on. `style` "lead" stands out, "note" stands back."""

    sentences: tuple[Sentence, ...]
    style: Literal["body", "lead", "note"] = "body"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; every item is one or more sentences. `numbered` when the order matters.

    A `small` one lists the sources, each an item in the order of their numbers.
    """

    items: tuple[tuple[Sentence, ...], ...]
    numbered: bool = False
    small: bool = False
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows under column heads. `widths` are relative; `numeric` columns are set to the right.

    `together` keeps the whole table on one page; rows are never split anyway. `levels`, if any, has
    for every cell how well something fits, from 0 to 100 (None: nothing known), which tints it; the
    words in the cell say the same.
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
class Picture:
    """A chart that is drawn already, as SVG, and what it shows in words."""

    svg: str
    description: str
    caption: str
    kind: Literal["picture"] = "picture"


Look = Literal["full", "light", "open", "hatched", "dotted", "thread"]


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a lane, from start to end (0-1): full, light (less), or open (does not count).

    Hatched is half way, dotted is off, and a thread only holds parts together.
    """

    start: float
    end: float
    look: Look = "full"


@dataclass(frozen=True, slots=True)
class ChartLane:
    """A row of a chart: its label, what is drawn in it, what is said at its end, and its days."""

    label: str
    spans: tuple[Span, ...]
    ending: str = ""
    days: str = ""


@dataclass(frozen=True, slots=True)
class Lanes:
    """A chart of lanes along one axis (0-1): actions in time, or what each channel adds.

    `ticks` are (place, label); `bands` are tinted stretches over all lanes, `marks` thin lines.
    `label` and `said` are the parts of the width (0-1) that the words take.
    """

    rows: tuple[ChartLane, ...]
    ticks: tuple[tuple[float, str], ...]
    description: str
    caption: str
    bands: tuple[tuple[float, float], ...] = ()
    marks: tuple[float, ...] = ()
    label: float = 0.3
    ending: float = 0.15
    kind: Literal["lanes"] = "lanes"


@dataclass(frozen=True, slots=True)
class FitRow:
    """A chosen channel: what it is for, how well it fits (0-100, and in words), why, and how.

    `main` where it is the main channel, or even with it. The `caution` is what weighs more against
    it than all that speaks for it.
    """

    name: Sentence
    role: str
    main: bool
    suitability: float
    low: float
    high: float
    fit: str
    why: Sentence
    effort: str
    measure: str
    caution: Sentence | None = None


@dataclass(frozen=True, slots=True)
class FitTable:
    """The chosen channels as the rows of one chart; `note` says what fits as well."""

    rows: tuple[FitRow, ...]
    note: str = ""
    columns: tuple[str, ...] = ("Wat we doen", "Hoe goed past het?", "Waarom", "Inzet", "Meet dit")
    kind: Literal["fits"] = "fits"


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The journey on one line: its phases with the main channel of each, and what it shows."""

    stops: tuple[Stop, ...]
    description: str
    kind: Literal["ribbon"] = "ribbon"


@dataclass(frozen=True, slots=True)
class AskBox:
    """What is asked of the reader, in a frame: a title and numbered sentences."""

    title: str
    items: tuple[Sentence, ...]
    kind: Literal["asks"] = "asks"


@dataclass(frozen=True, slots=True)
class SumPart:
    """A part of a sum as a share of the bar (0-1): full, light, or unknown (hatched)."""

    label: str
    share: float
    look: Literal["full", "light", "unknown"] = "full"


@dataclass(frozen=True, slots=True)
class SumBar:
    """A sum against its limit: how much, of what, a bar of its parts, and what to know of it.

    `limit` is where the limit lies on the bar (0-1); None where there is no limit. Without parts
    there is no bar.
    """

    amount: str
    of: str
    parts: tuple[SumPart, ...]
    limit: float | None
    note: str
    description: str
    kind: Literal["sum"] = "sum"


@dataclass(frozen=True, slots=True)
class BarMark:
    """A day that counts on a time line (0-1), its name, and the line of names it stands in."""

    at: float
    label: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class PhaseBar:
    """A phase on a time line: its name, start and end (0-1), and its days in words."""

    label: str
    start: float
    end: float
    days: str


@dataclass(frozen=True, slots=True)
class PhaseBars:
    """The phases of a plan on one time line, with the days on which others decide."""

    rows: tuple[PhaseBar, ...]
    ticks: tuple[tuple[float, str], ...]
    marks: tuple[BarMark, ...]
    description: str
    kind: Literal["phases"] = "phases"


@dataclass(frozen=True, slots=True)
class Choices:
    """Answers to tick on paper, each with an empty box before it, under how to do that."""

    options: tuple[str, ...]
    help: str = ""
    kind: Literal["choices"] = "choices"


Flat = (
    Heading
    | Paragraph
    | Bullets
    | TableBlock
    | FitTable
    | Ribbon
    | Picture
    | Lanes
    | AskBox
    | SumBar
    | PhaseBars
    | Choices
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks beside each other on paper, after each other where there is no room.

    `together` keeps them on one page; only very long columns may be split. `widths` are relative;
    `rules` draw a line above each part: "thick", "thin" or "dashed".
    """

    parts: tuple[tuple[Flat, ...], ...]
    together: bool = True
    widths: tuple[float, ...] = ()
    rules: tuple[str, ...] = ()
    kind: Literal["columns"] = "columns"


Block = Flat | Columns


@dataclass(frozen=True, slots=True)
class Section:
    """A part that starts on a new page. The `foot` stands at the bottom of its first page.

    A `landscape` part lies on its side, for wide tables. A part with a `headline` is one page that
    stands alone: its title is told in those pieces. Where `blocks` do not fit on one page, the
    first of `shorter` that does takes their place. A part that `flows` begins on the page before
    it. Where a document is longer than it may be, the runs of blocks in `spare` are left out.
    """

    title: str
    blocks: tuple[Block, ...]
    foot: tuple[Sentence, ...] = ()
    landscape: bool = False
    headline: tuple[Piece, ...] = ()
    shorter: tuple[tuple[Block, ...], ...] = ()
    flows: bool = False
    spare: tuple[tuple[Block, ...], ...] = ()


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
    `project` is what it is for, and `mail` the whole in a few lines. A PDF has at most
    `most_pages` pages, if that can be done by leaving out what is spare; 0 is no limit. `badges`
    stand framed at the top of a first page that has a summary, `about` beside its heading, and
    `foot` at the foot of every page. A `large` one is for residents: letters of 12 points.
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
    project: str = ""
    mail: tuple[str, ...] = ()
    most_pages: int = 0
    badges: tuple[str, ...] = ()
    about: str = ""
    foot: str = ""
    large: bool = False


def bullets(items: Iterable[Sentence], numbered: bool = False) -> Bullets:
    """Return a list with one sentence an item."""
    return Bullets(tuple((item,) for item in items), numbered)


def in_two_columns(groups: Sequence[tuple[Flat, ...]], together: bool = True) -> Columns:
    """Return consecutive groups in two columns, cut where the longer one is shortest."""
    sizes = [sum(len(s.text) + len(s.lead) for s in sentences(group)) for group in groups]
    cuts = range(1, max(len(groups), 2))
    cut = min(cuts, key=lambda at: max(sum(sizes[:at]), sum(sizes[at:])))
    left, right = chain.from_iterable(groups[:cut]), chain.from_iterable(groups[cut:])
    longest = max(sum(sizes[:cut]), sum(sizes[cut:]))
    return Columns((tuple(left), tuple(right)), together=together and longest < MOST_TOGETHER)


def shorter(content: Content) -> Iterator[Content]:
    """Yield a document without one run of spare blocks, then without two, and so on.

    Of every part the first run goes before the second of any.
    """
    turns = zip_longest(*(section.spare for section in content.sections), fillvalue=())
    runs = [run for turn in turns for run in turn if run]
    for count in range(1, len(runs) + 1):
        yield _without(content, {id(block) for run in runs[:count] for block in run})


def _without(content: Content, gone: Collection[int]) -> Content:
    """Return a document without some blocks, nor the sources that nothing cites any more."""
    sections = [
        replace(part, blocks=tuple(block for block in part.blocks if id(block) not in gone))
        for part in content.sections
    ]
    cited = {slug for part in sections for one in sentences(part.blocks) for slug in one.sources}
    kept = [slug for slug in content.sources if slug in cited]
    listed = tuple(replace(part, blocks=_cited(part.blocks, content, cited)) for part in sections)
    numbers = {slug: number for number, slug in enumerate(kept, start=1)}
    return replace(content, sections=listed, sources=numbers)


def _cited(blocks: Iterable[Block], content: Content, cited: Collection[str]) -> tuple[Block, ...]:
    """Return blocks with, in the list of sources, only those that are cited."""
    return tuple(
        replace(
            block,
            items=tuple(
                item
                for item, slug in zip(block.items, content.sources, strict=True)
                if slug in cited
            ),
        )
        if isinstance(block, Bullets) and block.small
        else block
        for block in blocks
    )


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
        elif isinstance(block, TableBlock):
            yield from chain.from_iterable(block.rows)
        elif isinstance(block, AskBox):
            yield from block.items
        elif isinstance(block, Choices):
            yield from map(Sentence, (block.help, *block.options))
        elif isinstance(block, FitTable):
            for row in block.rows:
                yield from filter(None, (row.name, row.why, row.caution))


def support(sentence: Sentence, numbers: Mapping[str, int]) -> str:
    """Return what a sentence rests on: "vakkennis [3, 5]"; "" when it says nothing of that."""
    places = sorted({numbers[slug] for slug in sentence.sources if slug in numbers})
    cited = f"[{', '.join(map(str, places))}]" if places else ""
    return " ".join(filter(None, [sentence.mark, cited]))


def days_of(block: PhaseBars) -> tuple[Sentence, ...]:
    """Return phases in time, and the days on which others decide, as words that run on."""
    phases = [Sentence(f"{row.days}.", f"{row.label}:") for row in block.rows]
    return (*phases, *(Sentence(f"◆ {mark.label}.") for mark in block.marks))
