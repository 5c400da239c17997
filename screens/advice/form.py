"""The four questions as a plain form, for the static pages."""

from urllib.parse import urlencode

from engine.model import Rulebook
from screens.advice import questions
from screens.page import address, view
from screens.page.address import Asked
from screens.page.frame import void
from screens.page.markup import Html, join, tag
from screens.page.view import EVERYTHING, View

TITLE = "Welke kanalen passen bij deze inwoners?"
INTRO = "Beantwoord twee vragen voor een advies. De andere twee maken het preciezer."
SHOW = "Toon het advies"


def form(
    book: Rulebook, asked: Asked, root: str, embedded: bool = False, seen: View = EVERYTHING
) -> Html:
    """Return the form with the answers that are already there; it asks /advies/ for a page.

    A locked answer stands there as text and goes along.
    """
    fields = [
        questions.fieldset(book, key, questions.label(key, seen.locked), asked)
        for key in questions.LABELS
        if key not in seen.locked
    ]
    along = address.write(seen.locked) | view.kept(seen, embedded)
    hidden = [void("input", type="hidden", name_=k, value=v) for k, v in along.items()]
    buttons = tag(
        "p",
        tag("button", SHOW, type="submit", class_="knop eerste"),
        tag("a", "Wis mijn keuzes", href=_empty(root, seen, embedded), class_="knop"),
        class_="knoppen",
    )
    told = _locked(book, seen)
    return tag("form", told, *fields, *hidden, buttons, method="get", action=f"{root}advies/")


def _empty(root: str, seen: View, embedded: bool) -> str:
    query = urlencode(address.write(seen.locked))
    return view.behind(f"{root}advies/" + (f"?{query}" if query else ""), seen, embedded)


def _locked(book: Rulebook, seen: View) -> Html | None:
    rows = questions.answered(book, seen.locked)
    if not rows:
        return None
    return join((tag("p", questions.FIXED), tag("dl", *rows, class_="situatie")))
