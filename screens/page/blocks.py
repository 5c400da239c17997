"""The blocks of a document as HTML, so that screen and paper say the same thing."""

from collections.abc import Iterable, Sequence

from documents.advice.case import Case, slugs
from documents.advice.case import reason as sentence_of
from documents.blocks import (
    AskBox,
    Block,
    Bullets,
    Choices,
    Columns,
    Heading,
    Paragraph,
    PhaseBars,
    Sentence,
    SumBar,
    TableBlock,
    days_of,
)
from documents.labels import upper
from engine import wording
from engine.answer import Reason
from engine.label import label
from engine.model import Rulebook
from screens.page.markup import Html, bullets, join, link, table, tag

CITED = 2  # sources that are named with a sentence; the documents name all


def render(book: Rulebook, blocks: Iterable[Block], top: int = 3) -> Html:
    """Return blocks as HTML; a heading of the first level becomes a heading of level `top`."""
    return join(_block(book, block, top) for block in blocks)


def _block(book: Rulebook, block: Block, top: int) -> Html:
    if isinstance(block, Heading):
        return tag(f"h{min(top + block.level - 2, 6)}", block.text)
    if isinstance(block, Paragraph):
        text = join((sentence(book, s) for s in block.sentences), " ")
        return tag("p", text, class_="zacht" if block.style == "note" else None)
    if isinstance(block, Bullets):
        return bullets([_item(book, item) for item in block.items], block.numbered)
    if isinstance(block, Columns):
        parts = [tag("div", render(book, part, top)) for part in block.parts]
        return tag("div", *parts, class_="naast-elkaar")
    if isinstance(block, AskBox):
        asked = bullets([sentence(book, item) for item in block.items], True)
        return join((tag(f"h{top}", block.title), asked))
    if isinstance(block, SumBar):
        return tag("p", tag("strong", block.amount), f" {block.of}. {block.note}")
    if isinstance(block, PhaseBars):
        return bullets([sentence(book, days) for days in days_of(block)])
    if isinstance(block, Choices):
        return bullets(block.options)
    return _table(book, block) if isinstance(block, TableBlock) else Html("")


def _item(book: Rulebook, item: Sequence[Sentence]) -> Html:
    """Return an item; several sentences after a lead become a list of their own."""
    first, *rest = item
    if first.text or len(rest) < 2:
        return join((sentence(book, s) for s in item), " ")
    return join((sentence(book, first), bullets([sentence(book, s) for s in rest])))


def _table(book: Rulebook, block: TableBlock) -> Html:
    rows = [[sentence(book, cell) for cell in row] for row in block.rows]
    return table(block.summary, block.columns, rows, block.numeric)


def sentence(book: Rulebook, item: Sentence) -> Html:
    """Return a sentence with its bold lead and what it rests on."""
    lead = tag("strong", item.lead) if item.lead else None
    address = link(item.link, item.link) if item.link and not item.text else None
    rests = support(book, item.mark, item.sources) if item.mark or item.sources else None
    return join((lead, item.text, address, rests), " ")


def reason(case: Case, item: Reason, most: int = CITED) -> Html:
    """Return a rule's sentence with what it rests on: its label, maker and year."""
    if not item.quality:
        return join([item.because])
    kind = label(case.book, item.sources, item.quality)
    return join((item.because, support(case.book, kind, item.sources, most)), " ")


def labelled(case: Case, item: Sentence, linked: bool = False) -> Html:
    """Return a sentence with its label; `linked` makes the label the way to the source."""
    if not item.mark:
        return join([item.text])
    address = case.book.sources[item.sources[0]].url if item.sources and linked else None
    shown = link(upper(item.mark), address) if address else upper(item.mark)
    return join((item.text, tag("span", shown, class_="label")), " ")


def labelled_reason(case: Case, item: Reason, linked: bool = False) -> Html:
    """Return a rule's sentence with its label."""
    return labelled(case, sentence_of(case, item), linked)


def support(book: Rulebook, kind: str, ids: Sequence[str], most: int = CITED) -> Html:
    """Return "Landelijk onderzoek: CBS, 2019" with a link, or "Vakkennis"."""
    named = {wording.cite(book, id_): book.sources[slugs(book, [id_])[0]].url for id_ in ids}
    shown = [link(name, url) for name, url in list(named.items())[:most]]
    more = f" en nog {len(named) - most}" if len(named) > most else None
    name = upper(kind) or "Bron"
    if not shown:
        return tag("span", name, class_="bron")
    return tag("span", f"{name}: ", join(shown, ", "), more, class_="bron")
