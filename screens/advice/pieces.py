"""The pieces of the page Advies as HTML, the same for every way in which the page is drawn."""

from collections.abc import Mapping
from datetime import date

from documents.advice.case import Case, Meta, duty
from documents.labels import upper
from dutch import listing
from engine import Situation, advise, advise_phases
from engine.compile import Table
from engine.model import DIMENSIONS
from screens.advice import closed, form
from screens.advice.card import cards
from screens.page import address, blocks, knowledge, view
from screens.page.address import Asked
from screens.page.markup import Html, bullets, join, notice, tag
from screens.page.reply import Edition, Shelf
from screens.page.view import View

NO_LAW = "Onze regels noemen voor deze fase en kanalen geen wettelijke plicht."
PANE = "advies-vlak"
FILES, MORE = "documenten", "meer"
SHELF: Shelf[dict[str, Html]] = Shelf()
MISS_NONE = "Met deze kanalen slaan we voor zover we weten geen grote groep over."


def intro(seen: View) -> str:
    """Return what a visitor is to do."""
    if not seen.locked:
        return form.INTRO
    if len(seen.locked) == len(DIMENSIONS):
        return "De keuzes voor dit advies staan vast."
    return "Een deel van de keuzes staat al vast. De rest kies je zelf."


def notices(asked: Asked, seen: View) -> list[Html]:
    """Return what the visitor must know of the knowledge and of the address."""
    message = knowledge.service().message
    told = [notice(message, role="status")] if message else []
    if asked.strange:
        said = " ".join(upper(str(strange)) for strange in asked.strange)
        text = f"In de link staat een keuze die ik niet ken. {said} De andere keuzes staan er nog."
        told.append(notice(text))
    if seen.strange:
        text = f"{' '.join(seen.strange)} De rest van de link doet het wel."
        told.append(notice(text))
    return told


def pieces(
    table: Table, edition: Edition, situation: Situation, seen: View, embedded: bool
) -> list[Html]:
    """Return the advice from conclusion to the closed parts, without what `seen` leaves out.

    They are the same for everybody, so they are made once for an edition of the knowledge.
    """
    found = SHELF.take(
        edition,
        (situation, embedded),
        lambda: parts(case(table, situation, edition.day), embedded),
    )
    if seen != view.EVERYTHING:
        found = found | {FILES: _actions(situation, embedded, seen)}
    hidden = seen.hidden | {MORE} if seen.hidden >= view.BELOW else seen.hidden
    return [html for name, html in found.items() if name not in hidden]


def parts(case: Case, embedded: bool = False) -> dict[str, Html]:
    """Return the parts of an advice; what can be left out under its name in an address."""
    situation = case.advice.situation
    ways = {
        FILES: _actions(situation, embedded),
        "nieuw-tabblad": _elsewhere(situation) if embedded else Html(""),
    }
    more = tag("h2", "Meer over dit advies")
    return {**answer(case, ways), MORE: more, **closed.folds(case)}


def answer(case: Case, ways: Mapping[str, Html], unfolded: bool = False) -> dict[str, Html]:
    """Return the advice from conclusion to how to explain it, with `ways` to take it along."""
    return {
        "advies": _head(case),
        **ways,
        "kaarten": join((tag("h3", "Kanalen en middelen"), cards(case, unfolded))),
        "plichten": _duties(case),
        "gemist": _missed(case),
        "uitleg": _defence(case),
    }


def case(table: Table, situation: Situation, day: date) -> Case:
    """Return an advice of a day with those of the other phases."""
    phases = advise_phases(table, situation, day)
    return Case(table.book, advise(table, situation, day), phases, Meta())


def invitation(asked: Asked) -> Html:
    """Return what is to be chosen before there is an advice."""
    missing = {"traject": "een traject", "fase": "een fase"}
    todo = listing([name for key, name in missing.items() if asked.answers[key] is None])
    told = tag("p", f"Kies {todo}. Dan verschijnt hier je advies.", data_meld="")
    return tag("div", tag("h2", "Advies"), told)


def _head(case: Case) -> Html:
    advice = case.advice
    return tag(
        "section",
        tag("h2", "Advies", id="advies", tabindex="-1"),
        tag("p", advice.conclusion, class_="conclusie", data_meld=""),
        tag("h3", "Hoe zeker is dit?"),
        tag("p", advice.certainty, class_="zeker"),
        tag("p", " ".join(advice.notes), class_="zacht"),
    )


def _elsewhere(situation: Situation) -> Html:
    """Return the way out of a frame that cannot save files, or is too small to read in."""
    text = "Open dit advies in een nieuw tabblad"
    to = tag("a", text, href=address.query(situation), target="_blank", rel="noopener")
    return tag("p", "Lukt iets hier niet? ", to, ".", class_="zacht")


def _actions(situation: Situation, embedded: bool, seen: View = view.EVERYTHING) -> Html:
    query = address.query(situation)
    simple = view.behind(f"advies/{'/'.join(situation)}", seen, embedded)
    to = "document/advies."
    word = "Maak Word-document"
    copy = {"type": "button", "class_": "knop"}
    return tag(
        "div",
        tag("a", "Maak PDF", href=f"{to}pdf{query}", class_="knop eerste", download=""),
        tag("a", "Word", href=f"{to}docx{query}", class_="knop", download="", aria_label=word),
        tag("button", "Kopieer als tekst", data_kopieer=f"{to}txt{query}", **copy),
        tag("button", "Kopieer link", data_kopieer_link=query, **copy),
        tag("a", "Eenvoudige pagina", href=simple, class_="knop"),
        class_="knoppen",
    )


def _duties(case: Case) -> Html:
    law = [d for d in case.advice.duties if d.kind == "wet"]
    rest = [d for d in case.advice.duties if d.kind != "wet"]
    said = [[blocks.sentence(case.book, duty(case, d)) for d in of] for of in (law, rest)]
    must = tag("div", tag("h3", "Wat altijd moet"), bullets(said[0]) or tag("p", NO_LAW))
    advised = tag("div", tag("h3", "Aanbevolen"), bullets(said[1])) if rest else None
    return tag("section", must, advised, class_="naast-elkaar")


def _missed(case: Case) -> Html:
    who = [
        join((tag("strong", f"{m.who}."), m.because, m.remedy), " ")
        for m in case.advice.blind_spots
    ]
    limits = " ".join(limit.because for limit in case.advice.limits)
    return tag(
        "section",
        tag("h3", "Wie mis je hiermee?"),
        bullets(who) or tag("p", MISS_NONE),
        tag("p", tag("strong", "Wat dit advies niet ziet:"), f" {limits}", class_="zacht"),
    )


def _defence(case: Case) -> Html:
    names = case.book.channels
    answers = [
        join((tag("dt", f"Waarom niet {names[slug].phrase}?"), tag("dd", answer)))
        for slug, answer in case.advice.why_not
    ]
    return tag(
        "section",
        tag("h3", "Zo leg je het uit"),
        bullets(case.advice.defence, ordered=True, class_="uitleg"),
        tag("dl", *answers, class_="vragen") if answers else None,
    )
