"""Values → lines of plain Dutch, for the command line."""

from collections.abc import Iterator
from typing import Any

from dutch import significant, whole
from listening.model import Reading
from listening.propose import proposal
from listening.readable import Legibility
from listening.uses import Picture, Sought

SUBJECTS, WORDS = 15, 6


def reading(found: Reading, preview: list[tuple[Any, ...]]) -> Iterator[str]:
    """Yield what a file is and holds."""
    yield f"{found.name}: {found.kind.name}"
    yield f"  {whole(found.rows)} rijen{_total(found)}{_period(found)}"
    if found.totals_dropped:
        yield f"  {found.totals_dropped} totaalregels weggelaten"
    if found.unused:
        yield f"  niet gebruikt: {', '.join(found.unused)}"
    yield from masked(found)
    yield f"  {' · '.join(found.mapping)}"
    yield from (f"  {' · '.join(map(cell, row))}" for row in preview)


def masked(found: Reading) -> Iterator[str]:
    """Yield how much personal data was masked, if any."""
    if found.masked:
        kinds = ", ".join(f"{n} × {kind}" for kind, n in sorted(found.masked.items()))
        yield f"  persoonsgegevens afgeschermd in {found.masked_rows} rijen: {kinds}"


def _total(found: Reading) -> str:
    return "" if found.total is None else f", samen {whole(found.total)} {found.kind.counts}"


def _period(found: Reading) -> str:
    if found.first and found.last:
        return f", van {found.first} tot en met {found.last}"
    return f", {found.title[-1]}" if found.title else ""


def cell(value: Any) -> str:
    """Return a value as a person reads it."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return significant(value, 4)
    return whole(value) if isinstance(value, int) else str(value)


def picture(found: Picture, most: int = SUBJECTS) -> Iterator[str]:
    """Yield what residents search for."""
    yield f"{whole(found.terms)} zoekvragen, samen {whole(found.count)} keer"
    if found.hidden:
        yield (
            f"Zoekvragen die minder dan {found.least} keer voorkwamen: {whole(found.hidden)}. Die "
            "tellen mee bij hun onderwerp, maar staan hier niet."
        )
    for one in found.subjects[:most]:
        yield ""
        yield from subject(one)
    if found.unmatched:
        yield from ("", f"Zonder onderwerp: {whole(found.unmatched_count)} keer. Meest gezocht:")
        yield from (f"  {text} ({whole(count)})" for text, count in found.unmatched[:WORDS])


def subject(found: Sought) -> Iterator[str]:
    """Yield one subject: words, what the page misses, and a title."""
    yield f"{found.subject.name} – {whole(found.count)} keer"
    for use in found.uses[:WORDS]:
        marks = [use.trend, "woord van de gemeente" if use.official else None]
        marks += ["ontbreekt op de pagina"] if use.on_page is False and not use.official else []
        extra = "; ".join(mark for mark in marks if mark)
        yield f"  {use.word}: {whole(use.count)}{f' ({extra})' if extra else ''}"
    yield f"  voorstel voor de titel: {proposal(found).title}"


def sentences(count: int) -> str:
    """Return "1 zin" or "12 zinnen"."""
    return "1 zin" if count == 1 else f"{count} zinnen"


def legibility(found: Legibility) -> Iterator[str]:
    """Yield how a text reads."""
    yield f"{found.words} woorden, {sentences(found.sentences)}, {found.syllables} lettergrepen"
    if found.verdict is None:
        yield "Deze tekst is te kort voor een leesbaarheidsformule."
    else:
        yield f"Flesch-Douma: {cell(found.douma)} van 100 ({found.verdict})"
        yield f"Leesindex A van Brouwer: {cell(found.brouwer)}"
        yield "Een formule telt woorden en lettergrepen. Laat de tekst ook lezen door een inwoner."
    yield from (f"Lange zin: {sentence}" for sentence in found.long_sentences)
    yield from (f"{word.word} → {word.plain} ({word.count}×)" for word in found.hard)
