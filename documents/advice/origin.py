"""Sources and origin: what the advice rests on, how it came about and how to repeat it."""

from datetime import date

from documents.advice.case import Case, slugs
from documents.blocks import (
    Block,
    Bullets,
    Columns,
    Flat,
    Heading,
    Paragraph,
    Section,
    Sentence,
    bullets,
    flat,
)
from documents.labels import upper
from dutch import day, listing, whole
from engine import wording
from engine.answer import Derived
from engine.label import label
from engine.model import Rulebook

NO_CHANGES = "Geen."
RESEARCH = (
    " Wat de eigen inwoners in eigen onderzoek kozen, telt mee: de regels tellen zo zwaar als ze "
    "daar klopten, en het onderzoek vult aan."
)


def section(case: Case, making: tuple[Block, ...], numbers: dict[str, int]) -> Section:
    """Return the section with the numbered sources and how the advice was made."""
    listed = Bullets(tuple(_source(case, slug) for slug in numbers), numbered=True, small=True)
    last = Columns((tuple(flat(making)),))  # together: no last page of a few lines
    blocks = (Heading("Bronnen"), listed, last)
    return Section("Bronnen en herkomst", blocks)


def _source(case: Case, slug: str) -> tuple[Sentence, ...]:
    """Return a source with its link, and then year, number of people and kind of evidence."""
    source = case.book.sources[slug]
    people = f"{whole(source.n)} deelnemers" if source.n else "aantal onbekend"
    year = str(source.year) if source.year else "Zonder jaartal"
    counted = source.n or source.nature.endswith("onderzoek")
    known = [year, people if counted else None, source.nature, wording.read_at(source)]
    facts = f"{', '.join(filter(None, known))}."
    return (
        Sentence(f"{source.title}.", f"{source.publisher}.", link=source.url),
        Sentence(facts),
    )


def making_of(case: Case) -> tuple[Block, ...]:
    """Return how the advice came about, whose the profiles are, and how to repeat it."""
    return (
        Heading("Zo kwam dit advies tot stand"),
        Paragraph((Sentence(_method(case)),)),
        *_derived_facts(case),
        Heading("Versie en eigenaar", 3),
        bullets(_version(case)),
    )


def _method(case: Case) -> str:
    draws = whole(case.book.constants["trekkingen"])
    return (
        f"Uit je antwoorden volgden {len(case.advice.fired)} regels. Elke regel trekt een of "
        "meer kanalen omhoog of omlaag en heeft een bron of heet vakkennis. Het programma telt "
        f"de regels op en rekent dat {draws} keer door met de onzekerheid van elke regel. Daarna "
        f"kiest het hooguit drie kanalen van verschillende soort en zet erbij wat altijd moet."
        f"{RESEARCH if case.advice.own_research else ''}"
    )


def _derived_facts(case: Case) -> tuple[Flat, ...]:
    facts = [_fact(case, fact, because) for fact, because in case.advice.derived]
    return (Heading("Wat we uit je antwoorden afleidden", 3), bullets(facts)) if facts else ()


def _fact(case: Case, fact: Derived, because: str) -> Sentence:
    words = case.book.words
    cited = next(d.sources for d in case.book.derivations if d.id == fact.by)
    lead = f"{words.fact_names[fact.fact]}: {words.facts[fact.fact][fact.value]}."
    kind = label(case.book, cited, fact.quality)
    return Sentence(because, lead, kind, slugs(case.book, cited))


def _version(case: Case) -> tuple[Sentence, ...]:
    advice = case.advice
    link = case.meta.link
    again = (Sentence("", "Deze situatie opnieuw openen:", link=link),) if link else ()
    date_line = (
        f"{day(date.fromisoformat(advice.date))}, met versie {advice.engine} van het programma."
    )
    return (
        Sentence(date_line, "Berekend op:"),
        Sentence(advice.digest, "Versie van de regels:"),
        Sentence(_changes(case.book), "Eigen aanpassingen:"),
        Sentence(_owners(case), "Profielen:"),
        *again,
    )


def _changes(book: Rulebook) -> str:
    """Return what the organisation changed: channels it lacks, own names and own findings."""
    own = book.organisation
    research = [
        f"eigen onderzoek: {one.about.title} ({whole(one.about.n)} antwoorden, sha256 {one.digest})"
        for one in book.surveys
    ]
    if own is None or not (own.without or own.names or own.findings):
        return f"{upper('; '.join(research))}." if research else NO_CHANGES
    lacks = [
        f"zonder {book.channels[item.channel].beside}"
        + (f" ({item.because})" if item.because else "")
        for item in own.without
    ]
    names = [f"eigen naam: {name.name}" for name in own.names.values()]
    findings = [f"eigen meting: {one.id} (telt niet mee)" for one in own.findings]
    return f"{upper('; '.join([*lacks, *names, *findings, *research]))}."


def _owners(case: Case) -> str:
    named = {(p.owner, p.edition) for p in case.book.profiles.values() if p.owner}
    owners = [f"{owner} (editie {edition})" for owner, edition in sorted(named, key=str)]
    return (
        f"de betrokkenheidsprofielen zijn van {listing(owners)}. Dit advies gebruikt hun namen om "
        "groepen te beschrijven en is niet van of namens de eigenaar."
    )
