"""Content → a short plain text to paste in a mail."""

from documents.blocks import Content


def advice_text(content: Content) -> str:
    """Return the advice in a few lines, ending in a line break."""
    return "\n\n".join(content.mail) + "\n"
