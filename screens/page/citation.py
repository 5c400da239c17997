"""How a finding and a source are named in full, each with its link."""

from collections.abc import Sequence

from dutch import whole
from engine import wording
from engine.model import Finding, Rulebook, Source
from screens.page.markup import Html, bullets, join, link, tag


def citations(book: Rulebook, ids: Sequence[str]) -> Html:
    """Return every finding and source that is cited, in full, each with its link."""
    items = []
    for id_ in ids:
        slug, finding = book.findings.get(id_, (id_, None))
        source = book.sources[slug]
        told = f"{finding.text} {difference(source, finding)}" if finding else ""
        code = tag("span", id_, class_="code")
        items.append(join((code, " ", told, " Bron: " if told else " ", reference(source))))
    return bullets(items)


def reference(source: Source) -> Html:
    """Return a source with its link, and in brackets what it is."""
    return join((link(source.title, source.url), f" ({about(source)})."))


def about(source: Source) -> str:
    """Return maker, year, number of people, kind, and where it was read, in one line."""
    people = f"{whole(source.n)} deelnemers" if source.n else None
    year = str(source.year) if source.year else "zonder jaartal"
    told = (source.publisher, year, people, source.nature, wording.read_at(source))
    return ", ".join(filter(None, told))


def difference(source: Source, finding: Finding) -> str:
    """Return what of a finding differs from its source: year, people, quality."""
    parts = [
        str(finding.year) if finding.year and finding.year != source.year else None,
        f"{whole(finding.n)} deelnemers" if finding.n and finding.n != source.n else None,
        f"kwaliteit {finding.quality}"
        if finding.quality and finding.quality != source.quality
        else None,
    ]
    said = ", ".join(filter(None, parts))
    return f"({said})" if said else ""
