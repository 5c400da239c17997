"""Lines that an advisor may add: they stand in the documents and nowhere else.

A plain form that asks for a document, so that it works without script, and nothing is kept.
"""

from engine.model import Situation
from screens.page import address
from screens.page.frame import void
from screens.page.markup import Html, join, tag

TITLE = "Met project en naam"
LONGEST = "200"  # characters of a line
FIELDS = {
    "project": "Project",
    "organisatie": "Organisatie",
    "auteur": "Gemaakt door",
    "inwoner": "Wat moet de inwoner weten, vinden of doen?",
}
NOTE = "Dit komt alleen in het document. We bewaren het niet. Zet er geen namen van inwoners in."
ALONE, PAGE_ONE = "alleen", "pagina-1"


def own_lines(situation: Situation, root: str = "") -> Html:
    """Return the closed form; `root` leads from the page to the app."""
    to = f"{root}document/advies."
    answers = address.write(situation.facts())
    hidden = [void("input", type="hidden", name_=k, value=v) for k, v in answers.items()]
    alone = (
        void("input", type="checkbox", id="regel-alleen", name_=ALONE, value=PAGE_ONE),
        tag("label", "Alleen pagina 1", for_="regel-alleen"),
    )
    buttons = (
        tag("button", "Maak deze PDF", type="submit", class_="knop"),
        tag("button", "Maak deze Word", type="submit", class_="knop", formaction=f"{to}docx"),
    )
    form = tag(
        "form",
        *hidden,
        *(_field(name, label) for name, label in FIELDS.items()),
        tag("p", *alone, class_="aankruisen"),
        tag("p", NOTE, class_="zacht"),
        tag("p", *buttons, class_="knoppen"),
        method="get",
        action=f"{to}pdf",
    )
    return tag("details", tag("summary", TITLE), form, class_="eigen-regels", data_deel=TITLE)


def _field(name: str, label: str) -> Html:
    id_ = f"regel-{name}"
    field = void("input", type="text", id=id_, name_=name, maxlength=LONGEST)
    return tag("div", join((tag("label", label, for_=id_), field)), class_=f"veld {name}")
