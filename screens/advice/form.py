"""The questions as a plain form, for the static pages."""

from urllib.parse import urlencode

from engine.model import Rulebook
from screens.advice import questions
from screens.page import address, view
from screens.page.address import AddressAnswers
from screens.page.frame import void
from screens.page.markup import Html, join, tag
from screens.page.view import EVERYTHING, View

TITLE = "Welke kanalen passen bij deze inwoners?"
INTRO = "Twee vragen geven een advies. De rest maakt het preciezer."
SHOW = "Toon het advies"


def form(
    book: Rulebook,
    address_answers: AddressAnswers,
    root: str,
    embedded: bool = False,
    page_view: View = EVERYTHING,
) -> Html:
    """Return the form with the answers that are already there; it asks /advies/ for a page.

    A locked answer stands there as text and goes along.
    """
    fields = [
        questions.fieldset(book, key, questions.label(key, page_view.locked), address_answers)
        for key in questions.LABELS
        if key not in page_view.locked and questions.is_asked(key, address_answers)
    ]
    along = address.write(page_view.locked) | view.link_parameters(page_view, embedded)
    hidden = [void("input", type="hidden", name_=k, value=v) for k, v in along.items()]
    buttons = tag(
        "p",
        tag("button", SHOW, type="submit", class_="knop eerste"),
        tag("a", "Wis mijn keuzes", href=_empty(root, page_view, embedded), class_="knop"),
        class_="knoppen",
    )
    told = _locked(book, page_view)
    return tag("form", told, *fields, *hidden, buttons, method="get", action=f"{root}advies/")


def _empty(root: str, page_view: View, embedded: bool) -> str:
    query = urlencode(address.write(page_view.locked))
    return view.behind(f"{root}advies/" + (f"?{query}" if query else ""), page_view, embedded)


def _locked(book: Rulebook, page_view: View) -> Html | None:
    rows = questions.answer_terms(book, page_view.locked)
    if not rows:
        return None
    return join((tag("p", questions.FIXED), tag("dl", *rows, class_="situatie")))
