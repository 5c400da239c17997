"""Numbers of identity papers, by the word before them."""

from collections.abc import Iterator

from listening.personal import context

NAME = "documentnummer"
SUSPECT = r"(?:nummer|nr|paspoort|kaart|bewijs|document|vergunning)[^0-9]{0,30}[0-9]"
CALLED = context.after(
    "(?:paspoort|id[ -]?kaart|id|identiteitskaart|identiteitsbewijs|rijbewijs|document|"
    "v|vreemdelingen)"
    "[ -]?(?:nummer|nr)",
    r"(?=(?:[a-z]{0,5}[0-9]){4})[a-z0-9]{8,10}(?![a-z0-9])",
)
PAPER = context.after(  # without the word "nummer" it must be as long as such a number is
    "paspoort|id[ -]?kaart|identiteitskaart|identiteitsbewijs|rijbewijs|verblijfsdocument|"
    "verblijfsvergunning|verblijfspas",
    r"(?=(?:[a-z]{0,5}[0-9]){4})[a-z0-9]{9,10}(?![a-z0-9])",
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of identity papers stand."""
    yield from context.numbers(CALLED, text)
    yield from context.numbers(PAPER, text)
