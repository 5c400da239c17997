"""An advice as one page to read from top to bottom: the words of the documents, as plain HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

import documents
from documents.advice import why
from documents.blocks import (
    Block,
    Bullets,
    Content,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Table,
    flat,
)
from documents.labels import ROLES, lower
from engine import letters
from engine.answer import Advice, Ranked
from engine.model import DIMENSIONS, UNKNOWN, Rulebook, Situation
from screens.page import address, blocks, view
from screens.page.markup import Html, bullets, join, link, notice, tag
from screens.page.view import EVERYTHING, View

SURE = "Hoe zeker is dit?"
PHASE, FILES = DIMENSIONS[1], "documenten"
AGAINST = "Wat we niet adviseren"
# The parts that a site may leave out, as the documents call them; the two against share one.
HEADINGS = {
    "uitleg": ("Zo leg je het uit", "Veelgestelde vragen"),
    "waarom-niet": ("Veelgestelde vragen",),
    "tabel": ("Alle kanalen vergeleken",),
    "reis": ("De hele reis van de inwoner",),
    "beweegredenen": ("Wat inwoners beweegt en verwachten",),
    "boodschap": ("De boodschap",),
    "herkomst": ("Zo kwam dit advies tot stand",),
}
LEADS = {"minder-geschikt": why.RATHER_NOT, "kan-niet": why.REFUSED}
BESIDE = ("Wat altijd moet", "Aanbevolen")
Parts = dict[str, list[Block]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page is made of; `root` leads from the page to the app ("../../")."""

    book: Rulebook
    advice: Advice
    content: Content
    root: str
    embedded: bool
    seen: View

    @property
    def query(self) -> str:
        """Return the situation as it stands behind an address."""
        return address.query(self.advice.situation)

    def along(self, to: str) -> str:
        """Return an address of a page of ours that is seen in the same way."""
        return view.behind(to, self.seen, self.embedded)


def title(book: Rulebook, situation: Situation) -> str:
    """Return "Advies: participatie, terugkoppeling", with age and profile where known."""
    names = [lower(book.tracks[situation.track].name), lower(book.phases[situation.phase].name)]
    if situation.age != UNKNOWN:
        names.append(book.ages[situation.age].name)
    if situation.profile != UNKNOWN:
        names.append(book.profiles[situation.profile].name)
    return f"Advies: {', '.join(names)}"


def advice_page(
    book: Rulebook,
    advice: Advice,
    journey: tuple[Advice, ...],
    root: str,
    embedded: bool,
    seen: View = EVERYTHING,
) -> Html:
    """Return the page of an advice; it says what PDF and Word say, but for what is left out."""
    content = documents.content_of(book, advice, journey)
    reading = Reading(book, advice, content, root, embedded, seen)
    first, *others = (_shown(section, seen.hidden) for section in content.sections)
    strange = notice(*seen.strange) if seen.strange else None
    head = (tag("h1", title(book, advice.situation)), strange, _situation(reading))
    ways = (_first(reading, first), _contents(others), _phases(reading))
    return join((*head, *ways, *(_section(book, section) for section in others), _data(reading)))


def _shown(section: Section, hidden: frozenset[str]) -> Section:
    """Return a section without the parts that are left out."""
    away = {heading for part in hidden for heading in HEADINGS.get(part, ())}
    leads = tuple(lead for part, lead in LEADS.items() if part in hidden)
    parts = {name: found for name, found in split(section.blocks).items() if name not in away}
    if leads and AGAINST in parts:
        parts[AGAINST] = _without(parts[AGAINST], leads)
    blocks = [
        block
        for name, found in parts.items()
        if found
        for block in ([Heading(name), *found] if name else found)
    ]
    return replace(section, blocks=tuple(blocks))


def _without(found: Iterable[Block], leads: tuple[str, ...]) -> list[Block]:
    """Return what we advise against without the sentences that begin so."""
    kept: list[Block] = []
    for block in found:
        items = block.items if isinstance(block, Bullets) else ()
        left = tuple(item for item in items if not item[0].lead.startswith(leads))
        kept += [replace(block, items=left)] if left and isinstance(block, Bullets) else []
    return kept


def anchor(name: str) -> str:
    """Return a heading as an id: "Wie mis je hiermee?" is wie-mis-je-hiermee."""
    return letters.dashed(name)


def split(found: Iterable[Block]) -> Parts:
    """Return the blocks under each heading of level 2; what comes before it is under ""."""
    parts: Parts = {"": []}
    name = ""
    for block in found:
        if isinstance(block, Heading) and block.level == 2:
            name = block.text
            parts[name] = []
        else:
            parts[name].append(block)
    return parts


def _situation(reading: Reading) -> Html:
    rows = [join((tag("dt", s.lead), tag("dd", s.text))) for s in reading.content.situation]
    back = reading.along(f"{reading.root}advies/{reading.query}&wijzig=ja")
    free = len(reading.seen.locked) < len(DIMENSIONS)
    link = tag("a", "Wijzig deze keuzes", href=back)
    change = tag("p", link, class_="geen-druk") if free else None
    return join((tag("dl", *rows, class_="situatie"), change))


def _phases(reading: Reading) -> Html | None:
    """Return links to the same question in the other phases, unless the phase is locked."""
    if PHASE in reading.seen.locked:
        return None
    situation = reading.advice.situation
    others = {s: p.name for s, p in reading.book.phases.items() if s != situation.phase}
    rest = reading.along(f"{situation.age}/{situation.profile}")
    steps = [
        tag("li", tag("a", name, href=f"../../{slug}/{rest}")) for slug, name in others.items()
    ]
    return _links("De andere fasen van deze reis", "ol", steps)


def _contents(sections: Iterable[Section]) -> Html:
    to = (tag("a", section.title, href=f"#{anchor(section.title)}") for section in sections)
    return _links("Meer over dit advies", "ul", [tag("li", link) for link in to])


def _links(name: str, kind: str, items: Iterable[Html]) -> Html:
    id_ = anchor(name)
    label = tag("p", name, id=id_)
    return tag("nav", label, tag(kind, *items), aria_labelledby=id_, class_="wijzer geen-druk")


def _first(reading: Reading, section: Section) -> Html:
    """Return page one of the documents: the advice, how sure it is, and what goes with it."""
    parts = split(flat(section.blocks))
    top = parts.pop("")
    sure = _part(reading.book, SURE, parts.pop(SURE, []))
    beside = [_part(reading.book, name, parts.pop(name)) for name in BESIDE if name in parts]
    return tag(
        "section",
        tag("h2", section.title, id=anchor(section.title)),
        *(_lead(block) for block in top if isinstance(block, Paragraph)),
        sure,
        None if FILES in reading.seen.hidden else _actions(reading),
        *(_cards(reading, block) for block in top if isinstance(block, Table)),
        tag("div", *beside, class_="naast-elkaar"),
        *(_part(reading.book, name, part) for name, part in parts.items()),
        tag("p", " ".join(s.text for s in section.foot), class_="zacht"),
    )


def _lead(block: Paragraph) -> Html:
    return tag("p", " ".join(said.text for said in block.sentences), class_="conclusie")


def _section(book: Rulebook, section: Section) -> Html:
    parts = split(section.blocks)
    top = blocks.render(book, parts.pop(""))
    rest = (_part(book, name, part) for name, part in parts.items())
    return tag("section", tag("h2", section.title, id=anchor(section.title)), top, *rest)


def _part(book: Rulebook, name: str, found: Iterable[Block]) -> Html:
    """Return a part under its heading, to which links can point."""
    told = (_sources(b) if _lists_sources(b) else blocks.render(book, [b]) for b in found)
    return tag("div", tag("h3", name, id=anchor(name)), *told, class_="deel")


def _lists_sources(block: Block) -> TypeGuard[Bullets]:
    return isinstance(block, Bullets) and all(i[0].link and i[0].text for i in block.items)


def _sources(block: Bullets) -> Html:
    """Return the list of sources, each with a link to where it was published."""
    items = []
    for source, *rest in block.items:
        name = link(source.text, source.link)
        items.append(join((tag("b", source.lead), name, *(s.text for s in rest)), " "))
    return bullets(items, ordered=True, class_="bronnen")


def _actions(reading: Reading) -> Html:
    to = f"{reading.root}document/advies."
    links = [
        tag("a", "Maak PDF", href=f"{to}pdf{reading.query}", class_="knop eerste"),
        tag("a", "Maak Word-document", href=f"{to}docx{reading.query}", class_="knop"),
        tag("a", "Toon als tekst", href=f"{to}txt{reading.query}", class_="knop"),
    ]
    if not reading.embedded:
        app = reading.along(f"{reading.root}{reading.query}")
        links.append(tag("a", "Open de uitgebreide versie", href=app, class_="knop"))
    return tag("p", *links, class_="knoppen geen-druk")


def _cards(reading: Reading, table: Table) -> Html:
    """Return the table of chosen channels as cards, each with a link to its reasons."""
    rows = zip(reading.advice.picks(), table.rows, strict=True)
    cards = [_card(reading.book, row, table.columns, cells) for row, cells in rows]
    head = tag("h3", "Kanalen en middelen", id="kanalen-en-middelen")
    return tag("div", head, tag("div", *cards, class_="kaarten"))


def _card(book: Rulebook, row: Ranked, columns: Sequence[str], cells: Sequence[Sentence]) -> Html:
    name, role, why, *facts = cells
    told = (
        join((tag("dt", k), tag("dd", s.text))) for k, s in zip(columns[3:], facts, strict=True)
    )
    more = (
        "Alle redenen en aanpak",
        tag("span", f" van {lower(name.lead)}", class_="alleen-lezer"),
    )
    to = f"#{anchor(f'{name.lead}: {lower(ROLES[row.role])}')}"
    return tag(
        "article",
        tag("p", role.text, class_="rol"),
        tag("h4", name.lead),
        tag("p", blocks.sentence(book, why)),
        tag("dl", *told),
        tag("p", tag("a", *more, href=to), class_="geen-druk"),
        class_=f"kaart {row.role}",
    )


def _data(reading: Reading) -> Html | None:
    if FILES in reading.seen.hidden:
        return None
    to = f"{reading.root}api/v1/advies{reading.query}"
    return tag("p", tag("a", "Dit advies als gegevens (JSON)", href=to), class_="geen-druk")
