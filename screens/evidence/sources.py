"""Sources and findings: what was read, how good it is, and where it is used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from documents.labels import lower, upper
from dutch import counted
from engine.label import LABELS
from engine.model import QUALITIES, Finding, Rulebook, Source
from engine.proof import coverage
from engine.proof.coverage import Citation
from screens.page import citation, fields
from screens.page.markup import Html, bullets, join, link, tag
from screens.pages import MAINTENANCE

NAMES = ("zoek", "aard", "kwaliteit", "gebruik", "leeftijd-bewijs")
STEP = 20
NATURE = {"": "Alle soorten"} | {name: upper(name) for name in LABELS}
USED = {
    "": "Gebruikt of niet",
    "regel": "Gebruikt in een regel",
    "tekst": "Alleen gebruikt in teksten",
    "niet": "Nergens gebruikt",
}
AGE = {"": "Alle jaren", "nieuw": "Recent", "oud": "Oud", "geen": "Zonder jaartal"}
WHAT = {
    "regel": "regel",
    "waarborg": "plicht of aanbeveling",
    "afleiding": "gevolgtrekking",
    "wie": "‘wie mis je’:",
    "kanaal": "de tekst over",
    "groep": "de tekst over",
    "fase": "de tekst over",
    "traject": "de tekst over",
}
SHOWN = 4  # uses that are named with a finding


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """The sources of a rulebook with where each is used and why others are not."""

    book: Rulebook
    uses: Mapping[str, tuple[Citation, ...]]
    unused: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SourceSearch:
    """What the visitor looks for."""

    query: str
    nature: str
    quality: str
    use: str
    age: str


def show(book: Rulebook) -> None:
    """Show the part of the page."""
    shelf = SourceIndex(book, coverage.citations(book), coverage.reasons_unused(book))
    st.html(tag("h2", "Bronnen en bevindingen"))
    asked = _ask()
    found = [slug for slug in book.sources if _fits(shelf, slug, asked)]
    findings = sum(len(book.sources[slug].findings) for slug in found)
    told = f"{len(found)} van de {len(book.sources)} bronnen, met {findings} bevindingen."
    st.html(tag("p", told, class_="zacht", data_meld=""))
    if not found:
        st.html(tag("p", "Niets gevonden. Gebruik minder woorden of zet een filter uit."))
        return
    shown = fields.count("toon", STEP)
    st.html(join(_card(shelf, slug, asked.query, len(found) == 1) for slug in found[:shown]))
    fields.more("toon", shown, len(found), STEP, "bronnen")


def _ask() -> SourceSearch:
    hint = "Bijvoorbeeld: WhatsApp, laaggeletterd, Citisens of F123"
    query = fields.search("zoek", "Zoek in bronnen en bevindingen", hint, NAMES)
    quality = {"": "Elke kwaliteit"} | {grade: f"Kwaliteit {grade}" for grade in QUALITIES}
    with st.container(horizontal=True, key="filters-bronnen"):
        nature = fields.select("aard", "Soort bron", NATURE, NAMES)
        best = fields.select("kwaliteit", "Kwaliteit", quality, NAMES)
        use = fields.select("gebruik", "Gebruik", USED, NAMES)
        age = fields.select("leeftijd-bewijs", "Hoe oud", AGE, NAMES)
    return SourceSearch(query, nature, best, use, age)


def _fits(shelf: SourceIndex, slug: str, asked: SourceSearch) -> bool:
    source = shelf.book.sources[slug]
    texts = [
        *_source_words(slug, source),
        *(_finding_words(finding) for finding in source.findings),
    ]
    return (
        asked.nature in ("", source.nature)
        and asked.quality in ("", source.quality)
        and asked.use in ("", _usage(shelf, slug))
        and asked.age in ("", _age(shelf.book, source))
        and fields.matches(asked.query, *texts)
    )


def _usage(shelf: SourceIndex, slug: str) -> str:
    """Return whether a source or its findings are used: in a rule, in texts alone, or not."""
    source = shelf.book.sources[slug]
    uses = [u for id_ in (slug, *(f.id for f in source.findings)) for u in shelf.uses.get(id_, ())]
    if not uses:
        return "niet"
    return "regel" if any(u.what in ("regel", "waarborg", "afleiding") for u in uses) else "tekst"


def _age(book: Rulebook, source: Source) -> str:
    newest = max([*filter(None, (f.year for f in source.findings)), source.year or 0])
    if not newest:
        return "geen"
    return "oud" if coverage.is_old(book, newest) else "nieuw"


def _source_words(slug: str, source: Source) -> tuple[str, ...]:
    return (slug, source.title, source.publisher, source.remark or "")


def _finding_words(finding: Finding) -> str:
    return f"{finding.id} {finding.text} {finding.group or ''} {finding.subject or ''}"


def _asked_for(slug: str, source: Source, query: str) -> list[Finding]:
    """Return the findings in which a search is answered, or all when it is by none alone."""
    named = _source_words(slug, source)
    found = [f for f in source.findings if fields.matches(query, *named, _finding_words(f))]
    return found or list(source.findings)


def _card(shelf: SourceIndex, slug: str, query: str, alone: bool) -> Html:
    source = shelf.book.sources[slug]
    return tag(
        "article",
        tag("h3", link(source.title, source.url)),
        tag("p", citation.about(source), class_="zacht"),
        tag("p", source.remark) if source.remark else None,
        _uses(shelf, slug) if slug in shelf.uses else None,
        _findings(shelf, slug, query, alone) if source.findings else None,
        class_="fiche",
    )


def _findings(shelf: SourceIndex, slug: str, query: str, alone: bool) -> Html:
    """Return the findings of a source, open when they were searched for."""
    source = shelf.book.sources[slug]
    found = _asked_for(slug, source, query)
    opened = bool(query) or alone
    of = len(source.findings)
    label = counted(of, "bevinding", "bevindingen")
    if len(found) < of:
        label = f"{len(found)} van de {label}"
    return tag(
        "details",
        tag("summary", label, tag("span", f" van {source.title}", class_="alleen-lezer")),
        bullets([_finding(shelf, source, finding) for finding in found], class_="bevindingen"),
        open="" if opened else None,
        data_deel=None if opened else slug,
    )


def _finding(shelf: SourceIndex, source: Source, finding: Finding) -> Html:
    more = citation.difference(source, finding)
    reason = shelf.unused.get(finding.id)
    if finding.id in shelf.uses:
        used: Html = _uses(shelf, finding.id)
    elif reason:
        used = tag("span", f"Niet in een regel gebruikt: {lower(reason)}", class_="bron")
    else:
        used = tag("span", "Telt mee als vergelijking binnen dezelfde vraag.", class_="bron")
    code = tag("span", finding.id, class_="code")
    return join((code, " ", finding.text, tag("span", f" {more}", class_="bron"), tag("br"), used))


def _uses(shelf: SourceIndex, id_: str) -> Html:
    """Return where a finding or source is used, per kind of use."""
    kinds: dict[str, list[Html]] = {}
    for use in shelf.uses.get(id_, ()):
        kinds.setdefault(WHAT[use.what], []).append(_use(use))
    told = [join((f"{kind} ", *_few(names))) for kind, names in kinds.items()]
    return tag("span", "Gebruikt in ", join(told, "; "), ".", class_="bron")


def _few(names: Sequence[Html]) -> tuple[str, ...]:
    more = f" en nog {len(names) - SHOWN}" if len(names) > SHOWN else ""
    return (join(names[:SHOWN], ", "), more)


def _use(use: Citation) -> Html:
    if use.what == "regel":
        return fields.go(use.name, MAINTENANCE.address, deel="regels", regel=use.name)
    return join((lower(use.name),))
