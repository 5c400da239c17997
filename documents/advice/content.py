"""Advice → content: the one value from which PDF, Word and plain text are made."""

import unicodedata
from dataclasses import replace
from datetime import date

from documents import house
from documents.advice import first_page, origin, story, why
from documents.advice.case import Case, Meta
from documents.blocks import Content, Section, Sentence, sentences
from documents.labels import lower
from engine import letters
from engine.answer import Advice
from engine.model import UNKNOWN, Rulebook

MOST_WORDS = 150  # of the text for a mail
MOST_PAGES = 5
BIDI = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def content_of(
    book: Rulebook, advice: Advice, phases: tuple[Advice, ...], meta: Meta | None = None
) -> Content:
    """Return the content of an advice; `phases` holds the advice of each, in order."""
    case = Case(book, advice, phases, _clean(book, meta or Meta()))
    sections, numbers = ((first_page.section(case),), {}) if case.meta.alone else _whole(case)
    return Content(
        title=title(book, advice),
        summary=advice.conclusion,
        status=first_page.STATUS,
        organisation=case.meta.organisation,
        author=case.meta.author,
        day=date.fromisoformat(advice.date),
        situation=_situation(book, advice),
        sections=sections,
        link=case.meta.link,
        accent=house.colour(book),
        emblem=house.emblem(book),
        sources=numbers,
        project=case.meta.project,
        most_pages=MOST_PAGES,
        mail=first_page.mail(case, MOST_WORDS),
    )


def _whole(case: Case) -> tuple[tuple[Section, ...], dict[str, int]]:
    """Return page one and its appendix, and the number of every source in order of appearance."""
    parts = (first_page.section(case), why.section(case), story.section(case))
    making = origin.making_of(case)
    cited = [s for part in parts for s in sentences(part.blocks)] + list(sentences(making))
    numbers = {slug: n for n, slug in enumerate(_slugs(cited), start=1)}
    first, *more = (*parts, origin.section(case, making, numbers))
    appendix = (
        replace(part, title=f"Bijlage {number}. {part.title}", flows=number > 1)
        for number, part in enumerate(more, start=1)
    )
    return (first, *appendix), numbers


def title(book: Rulebook, advice: Advice) -> str:
    """Return "Kanaaladvies participatie: bewustwording & oriëntatie"."""
    track, phase = book.tracks[advice.situation.track], book.phases[advice.situation.phase]
    return f"Kanaaladvies {lower(track.name)}: {lower(phase.name)}"


def plain(text: str) -> str:
    """Return free text on one line, without control characters and direction overrides."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    known = letters.composed(text)
    kept = (" " if unicodedata.category(c) == "Cc" else c for c in known if _harmless(c))
    return " ".join("".join(kept).split())


def _harmless(char: str) -> bool:
    private = unicodedata.category(char) in ("Cs", "Co", "Cn")
    return not private and unicodedata.bidirectional(char) not in BIDI


def _clean(book: Rulebook, meta: Meta) -> Meta:
    name = meta.organisation or house.name(book)
    return Meta(
        organisation=plain(name),
        author=plain(meta.author),
        link=plain(meta.link),
        project=plain(meta.project),
        need=plain(meta.need),
        alone=meta.alone,
    )


def _slugs(cited: list[Sentence]) -> dict[str, None]:
    return dict.fromkeys(slug for sentence in cited for slug in sentence.sources)


def _situation(book: Rulebook, advice: Advice) -> tuple[Sentence, ...]:
    """Return the answers, each under the question; what is at stake only where it is known."""
    situation = advice.situation
    at_stake = Sentence(book.stakes[situation.stake].name, "Op het spel")
    return (
        Sentence(book.tracks[situation.track].name, "Traject"),
        Sentence(book.phases[situation.phase].name, "Fase"),
        Sentence(book.ages[situation.age].name, "Leeftijd"),
        Sentence(book.profiles[situation.profile].name, "Profiel"),
        *([at_stake] if situation.stake != UNKNOWN else []),
    )
