"""Content → a short plain text to paste in a mail: page one without tables."""

from collections.abc import Iterator

from documents.blocks import Bullets, Content, Flat, Heading, Paragraph, Sentence, Table, flat
from documents.labels import lower
from dutch import day


def advice_text(content: Content) -> str:
    """Return page one as plain text, ending in a line break."""
    head = (content.organisation, content.author, day(content.day), content.status)
    first = content.sections[0]
    lines = [content.title, " · ".join(filter(None, head)), ""]
    lines += [f"{answer.lead}: {answer.text}" for answer in content.situation]
    lines += [line for block in flat(first.blocks) for line in _block(block)]
    lines += ["", *(sentence.text for sentence in first.foot)]
    lines += [f"Open deze situatie: {content.link}"] if content.link else []
    return "\n".join(lines) + "\n"


def _block(block: Flat) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from ("", block.text.upper())
    elif isinstance(block, Paragraph):
        yield from (
            ["", _run(block.sentences), ""] if block.style == "lead" else [_run(block.sentences)]
        )
    elif isinstance(block, Bullets):
        yield from (f"- {_run(item)}" for item in block.items)
    elif isinstance(block, Table):
        for row in block.rows:
            yield from _row(block, row)


def _row(table: Table, row: tuple[Sentence, ...]) -> Iterator[str]:
    """Yield a row as a line for its first cells and one for each of the others."""
    name, *rest = map(_said, row)
    yield f"* {name}"
    for column, cell in zip(table.columns[1:], rest, strict=True):
        yield f"  {lower(column)}: {cell}"


def _run(sentences: tuple[Sentence, ...]) -> str:
    return " ".join(map(_said, sentences))


def _said(sentence: Sentence) -> str:
    mark = f"({sentence.mark})" if sentence.mark else ""
    return " ".join(filter(None, [sentence.lead, sentence.text, mark]))
