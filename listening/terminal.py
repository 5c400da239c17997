"""Values → lines of plain Dutch, for the command line."""

from collections.abc import Iterator
from typing import Any

from dutch import counted, significant, whole
from listening.model import Reading
from listening.propose import proposal
from listening.readable import Legibility
from listening.uses import SearchPicture, SubjectDemand

SUBJECTS, WORDS = 15, 6


def reading(item: Reading, preview: list[tuple[Any, ...]]) -> Iterator[str]:
    """Yield what a file is and holds."""
    yield f"{item.name}: {item.kind.name}"
    yield f"  {counted(item.rows, 'rij', 'rijen')}{_total(item)}{_period(item)}"
    if item.totals_dropped:
        yield f"  {counted(item.totals_dropped, 'totaalregel', 'totaalregels')} weggelaten"
    if item.unused:
        yield f"  niet gebruikt: {', '.join(item.unused)}"
    yield from (f"  {note}" for note in item.notes)
    yield from masked_line(item)
    yield f"  {' · '.join(item.mapping)}"
    yield from (f"  {' · '.join(map(cell, row))}" for row in preview)


def masked_line(item: Reading) -> Iterator[str]:
    """Yield how much personal data was masked, if any."""
    if item.masked:
        kinds = ", ".join(f"{n} × {kind}" for kind, n in sorted(item.masked.items()))
        rows = counted(item.masked_rows, "rij", "rijen")
        yield f"  persoonsgegevens afgeschermd in {rows}: {kinds}"


def _total(item: Reading) -> str:
    return "" if item.total is None else f", samen {whole(item.total)} {item.kind.counts}"


def _period(item: Reading) -> str:
    span = (item.first, item.last) if item.first and item.last else item.period
    if span:
        each = {"week": ", per week", "maand": ", per maand"}.get(item.step, "")
        return f", van {span[0]} tot en met {span[1]}{each}"
    return f", {item.title[-1]}" if item.title else ""


def cell(value: Any) -> str:
    """Return a value as a person reads it."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return significant(value, 4)
    return whole(value) if isinstance(value, int) else str(value)


def picture(item: SearchPicture, most: int = SUBJECTS) -> Iterator[str]:
    """Yield what residents search for."""
    yield f"{whole(item.terms)} zoekvragen, samen {whole(item.count)} keer"
    if item.hidden:
        yield (
            f"Zoekvragen die minder dan {item.least} keer voorkwamen: {whole(item.hidden)}. Die "
            "tellen mee bij hun onderwerp, maar staan hier niet."
        )
    if item.rising:
        yield from ("", "Nieuw of gestegen, en nog zonder onderwerp:")
        yield from (f"  {one.text}: {one.trend}, {whole(one.times)} keer" for one in item.rising)
    for one in item.subjects[:most]:
        yield ""
        yield from subject(one)
    if item.unmatched:
        yield from ("", f"Zonder onderwerp: {whole(item.unmatched_count)} keer. Meest gezocht:")
        yield from (f"  {text} ({whole(count)})" for text, count in item.unmatched[:WORDS])
    yield from _clusters(item)
    yield from _chances(item)


def _clusters(item: SearchPicture) -> Iterator[str]:
    some = [one for one in item.clusters if len(one.terms) > 1][:WORDS]
    if some:
        yield from ("", "Zonder onderwerp, bij elkaar gezet op één woord:")
        yield from (f"  {one.word} ({whole(one.times)}): {', '.join(one.terms)}" for one in some)


def _chances(item: SearchPicture) -> Iterator[str]:
    if item.chances:
        yield from ("", "Kansen op een betere plek of een betere titel:")
        for one in item.chances[:WORDS]:
            yield (
                f"  {one.text}: {one.why}, {whole(one.shown)} keer gezien, "
                f"{whole(one.clicks)} keer aangeklikt, gemiddeld op plaats {cell(one.position)}"
            )


def subject(item: SubjectDemand) -> Iterator[str]:
    """Yield one subject: words, what the page misses, and a title."""
    yield f"{item.subject.name} – {whole(item.count)} keer"
    for use in item.uses[:WORDS]:
        marks = [use.trend, "woord van de gemeente" if use.official else None]
        marks += ["ontbreekt op de pagina"] if use.on_page is False and not use.official else []
        extra = "; ".join(mark for mark in marks if mark)
        yield f"  {use.word}: {whole(use.count)}{f' ({extra})' if extra else ''}"
    yield f"  voorstel voor de titel: {proposal(item).title}"


def sentences(count: int) -> str:
    """Return "1 zin" or "12 zinnen"."""
    return counted(count, "zin", "zinnen")


def legibility(item: Legibility) -> Iterator[str]:
    """Yield how a text reads."""
    yield f"{item.words} woorden, {sentences(item.sentences)}, {item.syllables} lettergrepen"
    if item.verdict is None:
        yield "Deze tekst is te kort voor een leesbaarheidsformule."
    else:
        yield f"Flesch-Douma: {cell(item.douma)} van 100 ({item.verdict})"
        yield f"Leesindex A van Brouwer: {cell(item.brouwer)}"
        yield "Een formule telt woorden en lettergrepen. Laat de tekst ook lezen door een inwoner."
    yield from (f"Lange zin: {sentence}" for sentence in item.long_sentences)
    yield from (f"{word.word} → {word.plain} ({word.count}×)" for word in item.hard)
