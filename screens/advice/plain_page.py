"""An advice on a page without script: what page 1 of the document holds, or all there is.

What a site may leave out is left out by the name it has in an address.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from documents.advice.case import Case
from documents.advice.first_page import FOOT
from documents.labels import lower
from engine.model import DIMENSIONS, UNKNOWN, Rulebook, Situation
from screens.advice import closed, pieces
from screens.advice.journey_line import Way
from screens.advice.own_lines import own_lines
from screens.page import address, view
from screens.page.markup import Html, join, notice, tag
from screens.page.view import EVERYTHING, PARTS, View


@dataclass(frozen=True, slots=True)
class PlainPage:
    """What a page is made of; `root` leads from the page to the app ("../../")."""

    case: Case
    root: str
    embedded: bool
    page_view: View

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
        return view.behind(to, self.page_view, self.embedded)

    def way(self, whole: bool) -> Way:
        """Return how the page leads to the same question in another phase."""

        def lead(to: Situation) -> str:
            folder = f"{self.root}advies/{to.path()}"
            return self.along(f"{folder}?{pieces.WHOLE}" if whole else folder)

        return lead


def title(book: Rulebook, situation: Situation) -> str:
    """Return "Advies: participatie, terugkoppeling", with the other answers where known."""
    names = [lower(book.tracks[situation.track].name), lower(book.phases[situation.phase].name)]
    if situation.age != UNKNOWN:
        names.append(book.ages[situation.age].name)
    if situation.profile != UNKNOWN:
        names.append(book.profiles[situation.profile].name)
    if situation.stake != UNKNOWN:
        names.append(lower(book.stakes[situation.stake].name))
    return f"Advies: {', '.join(names)}"


def advice_page(
    case: Case, root: str, embedded: bool, page_view: View = EVERYTHING, whole: bool = False
) -> Html:
    """Return the page of an advice without what `page_view` leaves out.

    It holds what the first page of the document holds; the `whole` page all there is.
    """
    page = PlainPage(case, root, embedded, page_view)
    files = {pieces.FILES: _actions(page)}
    opened = True if whole else None
    answer = pieces.answer(case, files, page.way(whole), page_view, opened)
    return join(
        (
            tag("h1", title(case.book, page.situation)),
            notice(*page_view.strange) if page_view.strange else None,
            _change(page),
            tag("div", *answer.values(), class_="advies-vlak"),
            tag("p", FOOT, class_="zacht"),
            _everything(page) if whole else _to_everything(page),
            _data(page),
        )
    )


def _change(page: PlainPage) -> Html | None:
    if len(page.page_view.locked) == len(DIMENSIONS):
        return None
    back = page.along(f"{page.root}advies/{page.query}&wijzig=ja")
    return tag("p", tag("a", "Wijzig deze keuzes", href=back), class_="geen-druk")


def _to_everything(page: PlainPage) -> Html:
    to = view.behind(f"?{pieces.WHOLE}", page.page_view, page.embedded)
    link = tag("a", "Alles over dit advies op één pagina", href=to)
    return tag("p", link, class_="geen-druk")


def _everything(page: PlainPage) -> Html:
    """Return all that is closed in the app, open, with the way to each part."""
    parts = {
        part: contents(page.case)
        for part, contents in closed.CONTENTS.items()
        if part not in page.page_view.hidden
    }
    sections = (
        tag("section", tag("h2", PARTS[part], id=part), html, class_="meer-deel")
        for part, html in parts.items()
    )
    return join((_contents(parts), *sections))


def _contents(parts: Iterable[str]) -> Html | None:
    items = [tag("li", tag("a", PARTS[part], href=f"#{part}")) for part in parts]
    if not items:
        return None
    name = tag("p", closed.MORE, id="meer")
    return tag("nav", name, tag("ul", *items), aria_labelledby="meer", class_="wijzer geen-druk")


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
    return tag("div", *links, own_lines(page.situation, page.root), class_="knoppen geen-druk")


def _data(page: PlainPage) -> Html | None:
    if pieces.FILES in page.page_view.hidden:
        return None
    to = f"{page.root}api/v1/advies{page.query}"
    return tag("p", tag("a", "Dit advies als gegevens (JSON)", href=to), class_="geen-druk")
