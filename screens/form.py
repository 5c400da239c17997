"""The four questions as a plain form, for the static pages."""

from engine.model import Rulebook
from screens import questions
from screens.address import Asked
from screens.frame import void
from screens.markup import Html, tag

TITLE = "Welke kanalen passen bij deze inwoners?"
INTRO = "Beantwoord twee vragen voor een advies. De andere twee maken het preciezer."


def form(book: Rulebook, asked: Asked, root: str, embedded: bool = False) -> Html:
    """Return the form with the answers that are already there; it asks /advies/ for a page."""
    fields = [questions.fieldset(book, key, told, asked) for key, told in questions.LABELS.items()]
    kept = void("input", type="hidden", name_="embed", value="true") if embedded else None
    buttons = tag(
        "p",
        tag("button", "Toon het advies", type="submit", class_="knop eerste"),
        tag("a", "Wis mijn keuzes", href=_empty(root, embedded), class_="knop"),
        class_="knoppen",
    )
    return tag("form", *fields, kept, buttons, method="get", action=f"{root}advies/")


def _empty(root: str, embedded: bool) -> str:
    return f"{root}advies/" + ("?embed=true" if embedded else "")
