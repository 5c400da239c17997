"""Words and tables of a plan → blocks of a document: free text on one line, harmless."""

from documents.advice.content import plain
from documents.blocks import Paragraph, Sentence, TableBlock
from documents.plan.words import NOT_FILLED, Grid

WHOLE = 7  # rows of a table that stays on one page


def table(grid: Grid) -> TableBlock:
    """Return a table of the plan, its first column bold."""
    rows = tuple(
        (Sentence("", plain(row[0])), *(Sentence(plain(text)) for text in row[1:]))
        for row in grid.rows
    )
    short = len(rows) <= WHOLE
    return TableBlock(
        grid.summary, grid.heads, rows, grid.widths, grid.numeric, short, levels=grid.levels
    )


def paragraph(text: str, style: str = "body") -> Paragraph:
    """Return a paragraph of one sentence."""
    return Paragraph((Sentence(plain(text)),), style)  # type: ignore[arg-type]


def pair(lead: str, text: str | None) -> Paragraph:
    """Return a paragraph with a bold lead, which says it when there is no text."""
    return Paragraph((Sentence(plain(text or NOT_FILLED), f"{lead}:"),))
