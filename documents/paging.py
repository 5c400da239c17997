"""How many pages a PDF has."""

import io

import pikepdf


def pages(pdf: bytes) -> int:
    """Return the number of pages."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
