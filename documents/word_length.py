"""About how long a Word document gets: nobody knows where Word breaks a line or a page.

So the room that blocks take is counted in characters and points, for a document whose first page
stands alone. The appendix is made to fit as well as can be told.
"""

from collections.abc import Iterable
from dataclasses import replace
from math import ceil

from documents.blocks import (
    AskBox,
    Block,
    Bullets,
    Columns,
    Content,
    FitTable,
    Heading,
    Paragraph,
    PhaseBars,
    Ribbon,
    Section,
    Sentence,
    SumBar,
    TableBlock,
    days_of,
    flat,
    shorter,
    support,
)
from documents.word_table import of_fits, of_ribbon
from engine.total import total

CLOSE = {"Title": 12, "Heading 1": 15, "Heading 2": 11, "Heading 3": 10, "Normal": 10}
SMALL, NOTE = 9.0, 9.0  # points, of the sources and of notes
WIDE, TALL = 504.0, 800.0  # points of a line and of a page, as they are counted here: a bit long
SAFE = 755.0  # points of a page that surely fit, whoever breaks its lines
FRONT = 740.0  # points of page one, where nothing may run on
LETTER, LINE = 0.45, 1.22  # of the size of the type: an average letter, and from line to line
INDENT, EDGES, GAP = 18.0, 10.8, 5.0  # points: before an item, of a cell, under columns
POINTS = 2.835  # in a millimetre


def close(content: Content) -> Content:
    """Return a document with as much of what is spare, and on page one, as there is room for."""
    content = _within(content)
    first, *rest = content.sections
    versions = [replace(first, blocks=blocks) for blocks in (first.blocks, *first.shorter)]
    fitting = (one for one in versions if front(one, content) <= FRONT)
    others = (_on_one_page(part, content) if part.shorter else part for part in rest)
    return replace(content, sections=(next(fitting, versions[-1]), *others))


def _on_one_page(section: Section, content: Content) -> Section:
    """Return a part that is one page with as much of it as fits there."""
    versions = [replace(section, blocks=blocks) for blocks in (section.blocks, *section.shorter)]
    return next((one for one in versions if _section(one, content) <= SAFE), versions[-1])


def pages_of(content: Content) -> int:
    """Return about how many pages a document gets: page one, and what the appendix needs."""
    return 1 + ceil(_appendix(_within(content)) / TALL)


def _within(content: Content) -> Content:
    """Return a document without as many spare runs as it takes to keep to its pages."""
    versions = (content, *shorter(content))
    room = SAFE * (content.most_pages - 1)
    fitting = (one for one in versions if not content.most_pages or _appendix(one) <= room)
    return next(fitting, versions[-1])


def _appendix(content: Content) -> float:
    """Return about how many points everything after page one takes."""
    _, *appendix = content.sections
    return total(_section(part, content) for part in appendix)


def front(section: Section, content: Content) -> float:
    """Return about how many points page one takes."""
    answers = " · ".join(f"{one.lead}: {one.text}" for one in content.situation)
    head = " · ".join((content.organisation, content.project, content.author, content.status))
    logo = content.emblem.height * POINTS if content.emblem else 0.0
    about = (content.about, headline(section)) if content.badges else (answers,)
    lines = total(_paragraph(text, CLOSE["Normal"], WIDE) + 3 for text in (head, *about))
    foot = _paragraph(" ".join(one.text for one in section.foot), NOTE, WIDE)
    blocks = total(_beside(block, content) for block in section.blocks)
    title = _paragraph(content.title, CLOSE["Title"], WIDE) + 8
    return logo + title + lines + _heading(section.title, 1) + blocks + foot


def headline(section: Section) -> str:
    """Return what a page that stands alone says first."""
    return "".join(piece.text for piece in section.headline)


def _beside(block: Block, content: Content) -> float:
    """Return the room of a block of page one, where columns stand beside each other."""
    if not isinstance(block, Columns) or any(isinstance(b, TableBlock) for b in flat([block])):
        return _height(block, WIDE, content)
    shares = block.widths or (1.0,) * len(block.parts)
    return GAP + max(
        total(_height(one, WIDE * share / total(shares) - EDGES, content) for one in part)
        for part, share in zip(block.parts, shares, strict=True)
    )


def _section(section: Section, content: Content) -> float:
    blocks = total(_height(block, WIDE, content) for block in section.blocks)
    return _heading(section.title, 1) + blocks


def _heading(text: str, level: int) -> float:
    return _paragraph(text, CLOSE[f"Heading {level}"], WIDE) + 7


def _height(block: Block, wide: float, content: Content) -> float:
    """Return about how many points a block takes from top to bottom."""
    if isinstance(block, Columns):
        return total(_height(one, wide, content) for one in flat([block]))
    if isinstance(block, Heading):
        return _paragraph(block.text, CLOSE[f"Heading {block.level}"], wide) + 7
    if isinstance(block, Paragraph):
        size = NOTE if block.style == "note" else CLOSE["Normal"]
        return _paragraph(_words(block.sentences, content), size, wide) + 3
    if isinstance(block, Bullets):
        texts = (_words(item, content) for item in block.items)
        size = SMALL if block.small else CLOSE["Normal"]
        return total(_paragraph(text, size, wide - INDENT) + 1 for text in texts)
    if isinstance(block, FitTable):
        return _table(of_fits(block), wide, content) + _paragraph(block.note, NOTE, wide) + 3
    if isinstance(block, AskBox):
        items = Bullets(tuple((one,) for one in block.items))
        return _heading(block.title, 2) + _height(items, wide, content)
    if isinstance(block, SumBar):
        return _paragraph(f"{block.amount} {block.of} {block.note}", CLOSE["Normal"], wide) + 3
    if isinstance(block, PhaseBars):
        return _paragraph(_words(days_of(block), content), CLOSE["Normal"], wide) + 3
    table = of_ribbon(block) if isinstance(block, Ribbon) else block
    return _table(table, wide, content) if isinstance(table, TableBlock) else 0.0


def _table(block: TableBlock, wide: float, content: Content) -> float:
    widths = [wide * share / total(block.widths) - EDGES for share in block.widths]
    rows = [[Sentence(name) for name in block.columns], *block.rows]
    heights = (
        max(
            _paragraph(_words((cell,), content), CLOSE["Normal"], room)
            for cell, room in zip(row, widths, strict=True)
        )
        for row in rows
    )
    return total(height + 1 for height in heights) + CLOSE["Normal"] * LINE


def _words(texts: Iterable[Sentence], content: Content) -> str:
    parts = ((s.lead, s.text or s.link, support(s, content.sources)) for s in texts)
    return " ".join(word for part in parts for word in part if word)


def _paragraph(text: str, size: float, wide: float) -> float:
    lines = max(1, ceil(len(text) * LETTER * size / wide))
    return lines * LINE * size
