"""The house style of an organisation on paper: its name, colour and logo."""

from dataclasses import replace

from documents.blocks import Content, Emblem
from engine.knowledge import image
from engine.model import Rulebook

WIDE, HIGH = 40.0, 13.0  # millimetres; a logo fits within both


def name(book: Rulebook) -> str:
    """Return the name on documents, or "" without an organisation."""
    own = book.organisation
    return (own.style.name or own.name) if own else ""


def colour(book: Rulebook) -> str:
    """Return the organisation's own colour ("#rrggbb"), or "" for ours."""
    return (book.organisation.style.colour or "") if book.organisation else ""


def emblem(book: Rulebook) -> Emblem | None:
    """Return the logo at its size on paper, if there is one."""
    if book.logo is None:
        return None
    width, height = image.size(book.logo)
    scale = min(WIDE / width, HIGH / height)
    shown = (round(width * scale, 2), round(height * scale, 2))
    return Emblem(book.logo, f"Logo van {name(book)}", *shown)


def in_house_style(content: Content, book: Rulebook) -> Content:
    """Return a document that knows no organisation in the style of this one."""
    named = content.organisation or name(book)
    return replace(content, organisation=named, accent=colour(book), emblem=emblem(book))
