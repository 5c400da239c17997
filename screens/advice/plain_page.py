"""An advice on one page without script: the pieces of the app's page, with all that is closed open.

What a site may leave out is left out by the name it has in an address.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import documents
from documents.advice.case import Case
from documents.advice.content import FOOT
from documents.blocks import Content
from documents.labels import lower
from engine.model import DIMENSIONS, UNKNOWN, Rulebook, Situation
from screens.advice import closed, pieces
from screens.page import address, view
from screens.page.citation import reference
from screens.page.markup import Html, bullets, join, notice, tag
from screens.page.view import EVERYTHING, PARTS, View

PHASE = DIMENSIONS[1]


@dataclass(frozen=True, slots=True)
class PlainPage:
    """What a page is made of; `root` leads from the page to the app ("../../")."""

    case: Case
    content: Content
    root: str
    embedded: bool
    seen: View

    @property
    def situation(self) -> Situation:
        """Return the situation that the advice is for."""
        return self.case.advice.situation

    @property
    def query(self) -> str:
        """Return the situation as it stands behind an address."""
        return address.query(self.situation)

    def along(self, to: str) -> str:
        """Return an address of a page of ours that is seen in the same way."""
        return view.behind(to, self.seen, self.embedded)

    def shown(self, parts: Mapping[str, Html]) -> dict[str, Html]:
        """Return the parts that are not left out."""
        return {name: html for name, html in parts.items() if name not in self.seen.hidden}


def title(book: Rulebook, situation: Situation) -> str:
    """Return "Advies: participatie, terugkoppeling", with age and profile where known."""
    names = [lower(book.tracks[situation.track].name), lower(book.phases[situation.phase].name)]
    if situation.age != UNKNOWN:
        names.append(book.ages[situation.age].name)
    if situation.profile != UNKNOWN:
        names.append(book.profiles[situation.profile].name)
    return f"Advies: {', '.join(names)}"


def advice_page(case: Case, root: str, embedded: bool, seen: View = EVERYTHING) -> Html:
    """Return the page of an advice, without what `seen` leaves out."""
    content = documents.content_of(case.book, case.advice, case.journey)
    page = PlainPage(case, content, root, embedded, seen)
    files = {pieces.FILES: _actions(page)}
    answer = page.shown(pieces.answer(case, files, unfolded=True))
    more = page.shown({part: _part(part, of(case)) for part, of in closed.CONTENTS.items()})
    return join(
        (
            tag("h1", title(case.book, page.situation)),
            notice(*seen.strange) if seen.strange else None,
            _situation(page),
            _contents(more),
            _phases(page),
            tag("div", *answer.values(), tag("p", FOOT, class_="zacht"), class_="antwoord"),
            *more.values(),
            _sources(page),
            _data(page),
        )
    )


def _part(part: str, html: Html) -> Html:
    return tag("section", tag("h2", PARTS[part], id=part), html, class_="meer")


def _situation(page: PlainPage) -> Html:
    rows = [join((tag("dt", s.lead), tag("dd", s.text))) for s in page.content.situation]
    back = page.along(f"{page.root}advies/{page.query}&wijzig=ja")
    free = len(page.seen.locked) < len(DIMENSIONS)
    link = tag("a", "Wijzig deze keuzes", href=back)
    change = tag("p", link, class_="geen-druk") if free else None
    return join((tag("dl", *rows, class_="situatie"), change))


def _contents(parts: Iterable[str]) -> Html | None:
    items = [tag("li", tag("a", PARTS[part], href=f"#{part}")) for part in parts]
    return _links("meer", "Meer over dit advies", "ul", items) if items else None


def _phases(page: PlainPage) -> Html | None:
    """Return links to the same question in the other phases, unless the phase is locked."""
    if PHASE in page.seen.locked:
        return None
    situation = page.situation
    others = {s: p.name for s, p in page.case.book.phases.items() if s != situation.phase}
    rest = page.along(f"{situation.age}/{situation.profile}")
    steps = [
        tag("li", tag("a", name, href=f"../../{slug}/{rest}")) for slug, name in others.items()
    ]
    return _links("fasen", "De andere fasen van deze reis", "ol", steps)


def _links(id_: str, name: str, kind: str, items: Iterable[Html]) -> Html:
    label = tag("p", name, id=id_)
    return tag("nav", label, tag(kind, *items), aria_labelledby=id_, class_="wijzer geen-druk")


def _actions(page: PlainPage) -> Html:
    to = f"{page.root}document/advies."
    links = [
        tag("a", "Maak PDF", href=f"{to}pdf{page.query}", class_="knop eerste"),
        tag("a", "Maak Word-document", href=f"{to}docx{page.query}", class_="knop"),
        tag("a", "Toon als tekst", href=f"{to}txt{page.query}", class_="knop"),
    ]
    if not page.embedded:
        app = page.along(f"{page.root}{page.query}")
        links.append(tag("a", "Open de uitgebreide versie", href=app, class_="knop"))
    return tag("p", *links, class_="knoppen geen-druk")


def _sources(page: PlainPage) -> Html:
    """Return the sources of the advice, for who cannot follow it through the app."""
    items = [reference(page.case.book.sources[slug]) for slug in page.content.sources]
    return tag(
        "section",
        tag("h2", "Bronnen", id="bronnen"),
        bullets(items, ordered=True, class_="bronnen"),
        class_="meer",
    )


def _data(page: PlainPage) -> Html | None:
    if pieces.FILES in page.seen.hidden:
        return None
    to = f"{page.root}api/v1/advies{page.query}"
    return tag("p", tag("a", "Dit advies als gegevens (JSON)", href=to), class_="geen-druk")
