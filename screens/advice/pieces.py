"""The pieces of the page Advies as HTML, the same for every way in which the page is drawn."""

from collections.abc import Mapping
from datetime import date

from documents.advice.case import Case, Meta
from documents.labels import upper
from engine import Situation, advise, advise_phases
from engine.compile import Table
from engine.model import DIMENSIONS
from screens.advice import closed, form, invitation
from screens.advice.beside import beside
from screens.advice.explanation import defence
from screens.advice.head import head
from screens.advice.journey_line import PHASE, Way, journey_line
from screens.advice.own_lines import own_lines
from screens.advice.rows import chart
from screens.page import address, knowledge, view
from screens.page.address import AddressAnswers
from screens.page.markup import Html, join, notice, tag
from screens.page.reply import Edition, Shelf
from screens.page.view import View
from screens.pages import BEGIN, FROM_ADVICE, PLAN

PANE = "advies-vlak"
FILES, JOURNEY, DEFENCE, WHY_NOT = "documenten", "reis", "uitleg", "waarom-niet"
WHOLE = "alles=ja"  # behind the address of a static page: all there is
SHELF: Shelf[list[Html]] = Shelf()


def top(page_view: View) -> Html:
    """Return the title of the page and what a visitor is to do."""
    return tag("div", tag("h1", form.TITLE), tag("p", _intro(page_view), class_="intro"))


def _intro(page_view: View) -> str:
    if not page_view.locked:
        return form.INTRO
    if len(page_view.locked) == len(DIMENSIONS):
        return "De keuzes voor dit advies staan vast."
    return "Een deel van de keuzes staat al vast. De rest kies je zelf."


def notices(address_answers: AddressAnswers, page_view: View) -> list[Html]:
    """Return what the visitor must know of the knowledge and of the address."""
    told = [] if knowledge.current() else [notice(knowledge.OLDER, role="status")]
    if address_answers.strange:
        said = " ".join(upper(str(strange)) for strange in address_answers.strange)
        told.append(notice(_wrong(said, "De andere keuzes staan er nog. Kies deze opnieuw.")))
    if page_view.strange:
        said = " ".join(page_view.strange)
        told.append(notice(_wrong(said, "De rest van de link doet het wel.")))
    return told


def _wrong(fault: str, way_out: str) -> Html:
    """Return what is wrong, which stands out, and what is kept or to be done."""
    return join((tag("b", fault), way_out), " ")


def answer_pieces(
    table: Table,
    edition: Edition,
    address_answers: AddressAnswers,
    page_view: View,
    embedded: bool,
    example: bool = False,
) -> list[Html]:
    """Return what stands beside the questions: an advice, or what to choose to get one."""
    situation = address_answers.situation
    if situation is None:
        return [invitation.invitation(table.book, address_answers, page_view, embedded)]
    advice = pieces(table, edition, situation, page_view, embedded)
    return [invitation.banner(page_view, embedded), *advice] if example else advice


def pieces(
    table: Table, edition: Edition, situation: Situation, page_view: View, embedded: bool
) -> list[Html]:
    """Return the advice from conclusion to the closed parts, without what `page_view` leaves out.

    They are the same for everybody, so they are made once for an edition of the knowledge.
    """

    def make() -> list[Html]:
        return list(parts(case(table, situation, edition.day), page_view, embedded).values())

    if page_view != view.EVERYTHING:  # there are too many of these to keep
        return make()
    return SHELF.take(edition, (situation, embedded), make)


def parts(case: Case, page_view: View = view.EVERYTHING, embedded: bool = False) -> dict[str, Html]:
    """Return the parts of an advice on the page of the app, each under a name."""
    situation = case.advice.situation

    def way(to: Situation) -> str:
        return view.behind(address.query(to), page_view, embedded)

    files = {
        FILES: _actions(situation, embedded, page_view),
        "nieuw-tabblad": _elsewhere(situation) if embedded else Html(""),
    }
    simple = f"advies/{situation.path()}"
    ways = {
        view.behind(simple, page_view, embedded): "Eenvoudige pagina",
        view.behind(f"{simple}?{WHOLE}", page_view, embedded): "Alles op één pagina",
    }
    folds = closed.folds(case, ways, page_view.hidden)
    answered = answer(case, files, way, page_view)
    return {**answered, "meer": folds} if folds else answered


def answer(
    case: Case,
    files: Mapping[str, Html],
    way: Way,
    page_view: View = view.EVERYTHING,
    opened: bool | None = False,
) -> dict[str, Html]:
    """Return the advice from conclusion to how to explain it, with `files` to take it along.

    `way` leads to the same question in another phase; `opened` is how the cards come.
    """
    hidden = page_view.hidden
    made = {
        "advies": head(case),
        **files,
        JOURNEY: journey_line(case, None if PHASE in page_view.locked else way),
        "kaarten": chart(case, opened),
        "plichten": beside(case),
        DEFENCE: defence(case, DEFENCE not in hidden, WHY_NOT not in hidden, opened),
    }
    gone = hidden - {DEFENCE}  # of two halves, each left out by itself
    return {name: html for name, html in made.items() if html and name not in gone}


def case(table: Table, situation: Situation, day: date) -> Case:
    """Return an advice of a day with those of the other phases."""
    phases = advise_phases(table, situation, day)
    return Case(table.book, advise(table, situation, day), phases, Meta())


def _elsewhere(situation: Situation) -> Html:
    """Return the way out of a frame that cannot save files, or is too small to read in."""
    text = "Open dit advies in een nieuw tabblad"
    to = tag("a", text, href=address.query(situation), target="_blank", rel="noopener")
    return tag("p", "Lukt iets hier niet? ", to, ".", class_="zacht uitweg")


def _actions(situation: Situation, embedded: bool, page_view: View = view.EVERYTHING) -> Html:
    query = address.query(situation)
    to = "document/advies."
    word = "Maak Word-document"
    asked = {**address.write(situation.facts()), BEGIN: FROM_ADVICE}
    plan = address.href(PLAN.address, asked | ({"embed": "true"} if embedded else {}))
    copy = {"type": "button", "class_": "knop"}
    return tag(
        "div",
        tag("a", "Maak PDF", href=f"{to}pdf{query}", class_="knop eerste", download=""),
        tag("a", "Word", href=f"{to}docx{query}", class_="knop", download="", aria_label=word),
        tag("button", "Kopieer als tekst", data_kopieer=f"{to}txt{query}", **copy),
        tag("button", "Kopieer link", data_kopieer_link=query, **copy),
        own_lines(situation),
        tag("a", "Maak hier een kanaalplan van", href=plan, target="_self", class_="naar-plan"),
        class_="knoppen",
    )
