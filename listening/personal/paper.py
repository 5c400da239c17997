"""Numbers of identity papers, by the word before them."""

from collections.abc import Iterator

from listening.personal import context

NAME = "documentnummer"
SUSPECT = r"(?:nummer|nr)[^0-9]{0,30}[0-9]"
CALLED = context.after(
    "(?:paspoort|id[ -]?kaart|id|identiteitskaart|identiteitsbewijs|rijbewijs|document|"
    "v|vreemdelingen)"
    "[ -]?(?:nummer|nr)",
    r"(?=(?:[a-z]{0,5}[0-9]){4})[a-z0-9]{8,10}(?![a-z0-9])",
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of identity papers stand."""
    yield from context.numbers(CALLED, text)
