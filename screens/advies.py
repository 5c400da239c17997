"""The page Advies: from four answers to an advice that can be defended."""

import streamlit as st

from documents.case import Case, Meta, duty
from documents.labels import lower, upper
from engine import Situation, advise, journey
from engine.compile import Table
from engine.model import DIMENSIONS, Rulebook
from screens import address, blocks, details, knowledge, questions, view
from screens.address import Asked
from screens.card import cards
from screens.markup import Html, bullets, join, tag
from screens.view import View

NO_LAW = "Onze regels noemen voor deze fase en kanalen geen wettelijke plicht."
MISS_NONE = "Met deze kanalen slaan we voor zover we weten geen grote groep over."


def show() -> None:
    """Show the page."""
    table = knowledge.table()
    asked = address.read(table.book, st.query_params)
    seen = view.read(asked, st.query_params)
    st.title("Welke kanalen passen bij deze inwoners?", anchor=False)
    st.html(tag("p", _intro(seen), class_="intro"))
    _notices(asked, seen)
    with st.container(horizontal=True, gap="large", key="pagina"):
        with st.container(key="vragen", width=320, gap="small"):
            questions.ask(table.book, asked, seen.locked)
        with st.container(key="antwoord", width="stretch"):
            _answer(table, asked, seen)


def _intro(seen: View) -> str:
    if not seen.locked:
        return "Beantwoord twee vragen voor een advies. De andere twee maken het preciezer."
    if len(seen.locked) == len(DIMENSIONS):
        return "De keuzes voor dit advies staan vast."
    return "Een deel van de keuzes staat al vast. De rest kies je zelf."


def _notices(asked: Asked, seen: View) -> None:
    message = knowledge.service().message
    if message:
        st.html(tag("div", message, class_="melding", role="status"))
    if asked.strange:
        said = " ".join(upper(str(strange)) for strange in asked.strange)
        text = f"In de link staat een keuze die ik niet ken. {said} De andere keuzes staan er nog."
        st.html(tag("div", text, class_="melding", role="alert"))
    if seen.strange:
        text = f"{' '.join(seen.strange)} De rest van de link doet het wel."
        st.html(tag("div", text, class_="melding", role="alert"))


def _answer(table: Table, asked: Asked, seen: View) -> None:
    situation = asked.situation
    if situation is None:
        _empty(table.book, asked, seen)
        return
    made = case(table, situation)
    st.html(told(made, seen))
    details.show(made, seen.hidden)


def told(case: Case, seen: View) -> Html:
    """Return the advice itself, from conclusion to defence."""
    middle = (tag("h3", "Kanalen en middelen"), cards(case))
    defence = None if "uitleg" in seen.hidden else _defence(case)
    return join((_head(case, seen), *middle, _duties(case), _missed(case), defence))


def case(table: Table, situation: Situation) -> Case:
    """Return an advice of today with those of the other phases."""
    day = knowledge.today()
    phases = journey(table, situation, day)
    return Case(table.book, advise(table, situation, day), phases, Meta())


def _empty(book: Rulebook, asked: Asked, seen: View) -> None:
    missing = {"traject": "een traject", "fase": "een fase"}
    todo = " en ".join(name for key, name in missing.items() if asked.answers[key] is None)
    st.html(
        tag(
            "div",
            tag("h2", "Advies"),
            tag("p", f"Kies links {todo}. Dan verschijnt hier je advies.", data_meld=""),
        )
    )
    facts = {**address.example(book).facts(), **seen.locked}
    st.button("Bekijk een voorbeeld", on_click=questions.go, args=(facts,), type="primary")
    if not seen.locked:
        st.html(tag("p", f"Het voorbeeld: {lower(book.promises[0].name)}.", class_="zacht"))


def _head(case: Case, seen: View) -> Html:
    advice = case.advice
    situation = advice.situation
    return tag(
        "section",
        tag("h2", "Advies", id="advies", tabindex="-1"),
        tag("p", advice.conclusion, class_="conclusie", data_meld=""),
        tag("h3", "Hoe zeker is dit?"),
        tag("p", advice.certainty, class_="zeker"),
        tag("p", " ".join(advice.notes), class_="zacht"),
        None if "documenten" in seen.hidden else _actions(situation, seen),
        _elsewhere(situation, seen) if st.context.is_embedded else None,
    )


def _elsewhere(situation: Situation, seen: View) -> Html:
    """Return the way out of a frame that cannot save files, or is too small to read in."""
    text = "Open dit advies in een nieuw tabblad"
    first = "" if "documenten" in seen.hidden else "Komt er geen bestand? "
    to = tag("a", text, href=address.query(situation), target="_blank", rel="noopener")
    return tag("p", first, to, ".", class_="zacht")


def _actions(situation: Situation, seen: View) -> Html:
    query = address.query(situation)
    return tag(
        "div",
        tag("a", "Maak PDF", href=f"document/advies.pdf{query}", class_="knop eerste", download=""),
        tag(
            "a",
            "Word",
            href=f"document/advies.docx{query}",
            class_="knop",
            download="",
            aria_label="Maak Word-document",
        ),
        tag(
            "button",
            "Kopieer als tekst",
            type="button",
            class_="knop",
            data_kopieer=f"document/advies.txt{query}",
        ),
        tag("button", "Kopieer link", type="button", class_="knop", data_kopieer_link=query),
        tag("a", "Eenvoudige pagina", href=_simple(situation, seen), class_="knop"),
        class_="knoppen",
    )


def _simple(situation: Situation, seen: View) -> str:
    return view.behind(f"advies/{'/'.join(situation)}", seen, bool(st.context.is_embedded))


def _duties(case: Case) -> Html:
    law = [d for d in case.advice.duties if d.kind == "wet"]
    rest = [d for d in case.advice.duties if d.kind != "wet"]
    said = [[blocks.sentence(case.book, duty(case, d)) for d in of] for of in (law, rest)]
    must = tag("div", tag("h3", "Wat altijd moet"), bullets(said[0]) or tag("p", NO_LAW))
    advised = tag("div", tag("h3", "Aanbevolen"), bullets(said[1])) if rest else None
    return tag("section", must, advised, class_="naast-elkaar")


def _missed(case: Case) -> Html:
    who = [join((tag("strong", f"{m.who}."), m.because, m.remedy), " ") for m in case.advice.missed]
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
