"""The blocks of a document as HTML, so that screen and paper say the same thing."""

from collections.abc import Iterable, Sequence

from documents.advice.case import Case, mark, slugs
from documents.blocks import Block, Bullets, Columns, Heading, Paragraph, Sentence, Table
from documents.labels import upper
from engine import wording
from engine.answer import Reason
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
    return _table(book, block) if isinstance(block, Table) else Html("")


def _item(book: Rulebook, item: Sequence[Sentence]) -> Html:
    """Return an item; several sentences after a lead become a list of their own."""
    first, *rest = item
    if first.text or len(rest) < 2:
        return join((sentence(book, s) for s in item), " ")
    return join((sentence(book, first), bullets([sentence(book, s) for s in rest])))


def _table(book: Rulebook, block: Table) -> Html:
    rows = [[sentence(book, cell) for cell in row] for row in block.rows]
    return table(block.summary, block.columns, rows, block.numeric)


def sentence(book: Rulebook, said: Sentence) -> Html:
    """Return a sentence with its bold lead and what it rests on."""
    lead = tag("strong", said.lead) if said.lead else None
    address = link(said.link, said.link) if said.link and not said.text else None
    rests = support(book, said.mark, said.sources) if said.mark or said.sources else None
    return join((lead, said.text, address, rests), " ")


def reason(case: Case, given: Reason, most: int = CITED) -> Html:
    """Return a rule's sentence with what it rests on: source and year, or assumption."""
    if not given.quality:
        return join([given.because])
    kind = mark(case, given.sources, given.quality)
    cited = () if kind == "aanname" else given.sources
    return join((given.because, support(case.book, kind, cited, most)), " ")


def support(book: Rulebook, kind: str, cited: Sequence[str], most: int = CITED) -> Html:
    """Return "Onderzoek: CBS (2019)" with a link, or "Aanname"."""
    named = {wording.cite(book, id_): book.sources[slugs(book, [id_])[0]].url for id_ in cited}
    shown = [link(name, url) for name, url in list(named.items())[:most]]
    more = f" en nog {len(named) - most}" if len(named) > most else None
    name = upper(kind) or "Bron"
    if not shown:
        return tag("span", name, class_="bron")
    return tag("span", f"{name}: ", join(shown, ", "), more, class_="bron")
