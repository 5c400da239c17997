"""Words and tables of a plan → blocks of a document: free text on one line, harmless."""

from documents.advice.content import plain
from documents.blocks import Paragraph, Sentence, Table
from documents.plan.words import NOT_FILLED, Grid


def table(grid: Grid) -> Table:
    """Return a table of the plan, its first column bold."""
    rows = tuple(
        (Sentence("", plain(row[0])), *(Sentence(plain(text)) for text in row[1:]))
        for row in grid.rows
    )
    return Table(grid.summary, grid.heads, rows, grid.widths, grid.numeric, levels=grid.levels)


def said(text: str, style: str = "body") -> Paragraph:
    """Return a paragraph of one sentence."""
    return Paragraph((Sentence(plain(text)),), style)  # type: ignore[arg-type]


def pair(lead: str, text: str | None) -> Paragraph:
    """Return a paragraph with a bold lead, which says it when there is no text."""
    return Paragraph((Sentence(plain(text or NOT_FILLED), f"{lead}:"),))
