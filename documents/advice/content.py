"""Advice → content: the one value from which PDF, Word and plain text are made."""

import unicodedata
from datetime import date

from documents import house
from documents.advice import origin, story, why
from documents.advice.case import APART, MEASURED, Case, Meta, duty, measured
from documents.advice.case import why as strongest
from documents.blocks import (
    Block,
    Columns,
    Content,
    Flat,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Table,
    bullets,
    sentences,
)
from documents.labels import ROLES, lower, upper
from engine import letters
from engine.answer import Advice, Ranked
from engine.model import Rulebook

FOOT = (
    "Dit advies helpt kiezen en voorspelt niet hoeveel inwoners je bereikt. "
    "Leeftijden en profielen beschrijven groepen, geen personen."
)
NO_LAW = "Onze regels noemen voor deze fase en kanalen geen wettelijke plicht."
MISS_NONE = "Met deze kanalen slaan we voor zover we weten geen grote groep over."
BIDI = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def content_of(
    book: Rulebook, advice: Advice, journey: tuple[Advice, ...], meta: Meta | None = None
) -> Content:
    """Return the content of an advice; `journey` holds the advice of every phase, in order."""
    case = Case(book, advice, journey, _clean(book, meta or Meta()))
    parts = (_first(case), why.section(case), story.section(case))
    made = origin.made(case)
    cited = [s for part in parts for s in sentences(part.blocks)] + list(sentences(made))
    numbers = {slug: n for n, slug in enumerate(_slugs(cited), start=1)}
    return Content(
        title=title(book, advice),
        summary=advice.conclusion,
        status="Concept",
        organisation=case.meta.organisation,
        author=case.meta.author,
        day=date.fromisoformat(advice.date),
        situation=_situation(book, advice),
        sections=(*parts, origin.section(case, made, numbers)),
        link=case.meta.link,
        accent=house.colour(book),
        emblem=house.emblem(book),
        sources=numbers,
    )


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
    return Meta(plain(name), plain(meta.author), plain(meta.link))


def _slugs(cited: list[Sentence]) -> dict[str, None]:
    return dict.fromkeys(slug for sentence in cited for slug in sentence.sources)


def _situation(book: Rulebook, advice: Advice) -> tuple[Sentence, ...]:
    """Return the four answers, each with its explanation."""
    situation = advice.situation
    track, phase = book.tracks[situation.track], book.phases[situation.phase]
    profile = book.profiles[situation.profile]
    owner = ", ".join(filter(None, [profile.owner, profile.edition]))
    return (
        Sentence(f"{track.name}. {track.description}", "Traject"),
        Sentence(f"{phase.name}. {phase.per_track[situation.track].explanation}", "Fase"),
        Sentence(book.ages[situation.age].name, "Leeftijd"),
        Sentence(profile.name + (f" ({owner})" if owner else ""), "Profiel"),
    )


def _first(case: Case) -> Section:
    """Return page one, which stands alone."""
    blocks: tuple[Block, ...] = (
        Paragraph((Sentence(case.advice.conclusion),), "lead"),
        _channels(case),
        Columns((_law(case), _recommended(case))),
        Columns((_missed(case), _certainty(case))),
        *_measured(case),
    )
    return Section("Het advies", blocks, (Sentence(FOOT),))


def _channels(case: Case) -> Table:
    return Table(
        summary="De gekozen kanalen met hun rol, waarom, wat het vraagt en wat je meet.",
        columns=("Kanaal", "Rol", "Waarom", "Inzet", "Meet dit"),
        rows=tuple(_row(case, row) for row in case.advice.picks()),
        widths=(35, 25, 46, 20, 42),
    )


def _row(case: Case, row: Ranked) -> tuple[Sentence, ...]:
    channel = case.channel(row)
    role = ROLES[row.role] + (" (even geschikt)" if row.even_with else "")
    effort = f"{upper(channel.effort)}, klaar in {channel.lead_time}"
    return (
        Sentence("", channel.name),
        Sentence(role),
        strongest(case, row),
        Sentence(effort),
        Sentence(channel.measure),
    )


def _law(case: Case) -> tuple[Flat, ...]:
    found = tuple(duty(case, d) for d in case.advice.duties if d.kind == "wet")
    rest: Flat = bullets(found) if found else Paragraph((Sentence(NO_LAW),))
    return (Heading("Wat altijd moet"), rest)


def _recommended(case: Case) -> tuple[Flat, ...]:
    found = tuple(duty(case, d) for d in case.advice.duties if d.kind != "wet")
    return (Heading("Aanbevolen"), bullets(found)) if found else ()


def _missed(case: Case) -> tuple[Flat, ...]:
    found = tuple(Sentence(m.remedy, f"{m.who}.") for m in case.advice.blind_spots)
    rest: Flat = bullets(found) if found else Paragraph((Sentence(MISS_NONE),))
    return (Heading("Wie mis je hiermee?"), rest)


def _measured(case: Case) -> tuple[Flat, ...]:
    """Return the newest own finding of every chosen channel; the others stand with the reasons."""
    own = [(row, measured(case, row)) for row in case.advice.picks()]
    found = [Sentence(of[0].text, f"{case.channel(row).name}:") for row, of in own if of]
    note = Paragraph((Sentence(APART),), "note")
    return (Heading(MEASURED), bullets(found), note) if found else ()


def _certainty(case: Case) -> tuple[Flat, ...]:
    told = (case.advice.certainty, *case.advice.notes)
    return (Heading("Hoe zeker is dit?"), Paragraph(tuple(map(Sentence, told))))
