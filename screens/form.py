"""The four questions as a plain form, for the static pages."""

from urllib.parse import urlencode

from engine.model import Rulebook
from screens import address, questions, view
from screens.address import Asked
from screens.frame import void
from screens.markup import Html, join, tag
from screens.view import EVERYTHING, View

TITLE = "Welke kanalen passen bij deze inwoners?"
INTRO = "Beantwoord twee vragen voor een advies. De andere twee maken het preciezer."


def form(
    book: Rulebook, asked: Asked, root: str, embedded: bool = False, seen: View = EVERYTHING
) -> Html:
    """Return the form with the answers that are already there; it asks /advies/ for a page.

    A locked answer stands there as text and goes along.
    """
    fields = [
        _question(book, asked, key, seen) for key in questions.LABELS if key not in seen.locked
    ]
    along = address.write(seen.locked) | view.kept(seen, embedded)
    hidden = [void("input", type="hidden", name_=k, value=v) for k, v in along.items()]
    buttons = tag(
        "p",
        tag("button", "Toon het advies", type="submit", class_="knop eerste"),
        tag("a", "Wis mijn keuzes", href=_empty(root, seen, embedded), class_="knop"),
        class_="knoppen",
    )
    told = _locked(book, seen)
    return tag("form", told, *fields, *hidden, buttons, method="get", action=f"{root}advies/")


def _empty(root: str, seen: View, embedded: bool) -> str:
    query = urlencode(address.write(seen.locked))
    return view.behind(f"{root}advies/" + (f"?{query}" if query else ""), seen, embedded)


def _locked(book: Rulebook, seen: View) -> Html | None:
    options = address.options(book)
    rows = [
        join((tag("dt", questions.TITLES[key]), tag("dd", options[key][answer])))
        for key, answer in seen.locked.items()
    ]
    if not rows:
        return None
    return join((tag("p", questions.FIXED), tag("dl", *rows, class_="situatie")))


def _question(book: Rulebook, asked: Asked, key: str, seen: View) -> Html:
    told = _help(book, key)
    help_id = f"hulp-{key}" if told else None
    names = address.options(book)[key]
    choices = [_choice(book, asked, key, slug, name) for slug, name in names.items()]
    note = tag("p", told, class_="hulp", id=help_id) if told else None
    return tag(
        "fieldset",
        tag("legend", questions.label(key, seen.locked)),
        note,
        tag("div", *choices, class_="keuzes"),
        aria_describedby=help_id,
    )


def _choice(book: Rulebook, asked: Asked, key: str, slug: str, name: str) -> Html:
    id_ = f"{key}-{slug}"
    told = _explained(book, asked, key, slug)
    button = void(
        "input",
        type="radio",
        id=id_,
        name_=key,
        value=slug,
        checked="checked" if asked.answers[key] == slug else None,
        required="required" if key in address.REQUIRED else None,
        aria_describedby=f"{id_}-uitleg" if told else None,
    )
    more = tag("div", *told, class_="hulp", id=f"{id_}-uitleg") if told else None
    return tag("div", button, tag("label", name, for_=id_), more, class_="keuze")


def _explained(book: Rulebook, asked: Asked, key: str, slug: str) -> list[Html]:
    """Return what a choice means: a phase per track, until the track is chosen."""
    if key == "fase":
        steps = book.phases[slug].steps
        told = {book.tracks[track].name: step.explanation for track, step in steps.items()}
        chosen = asked.answers["traject"]
        if chosen:
            return [tag("p", steps[chosen].explanation)]
        return [tag("p", join((tag("b", f"{track}:"), text), " ")) for track, text in told.items()]
    if key == "traject":
        return [tag("p", book.tracks[slug].description)]
    if key == "profiel":
        return [tag("p", questions._short(book.profiles[slug].description))]
    return []


def _help(book: Rulebook, key: str) -> str | None:
    return questions._edition(book) if key == "profiel" else questions.HELP.get(key)
