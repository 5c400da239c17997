"""One journey of the library: what it is, the picture, its channels beside the advice."""

from collections.abc import Sequence

import streamlit as st

from blueprints.finding import LABELS, differences, labels, search
from blueprints.lanes import ROLES
from blueprints.model import Journey, Library
from documents.journey.swimlane import VIEWS, View, head_line, remarks, views_of
from dutch import counted
from engine.compile import Table
from engine.model import UNKNOWN, Rulebook
from screens.journey import channels as journey_channels
from screens.journey import picture as journey_picture
from screens.journey import plan_button
from screens.page import address, fields, journey_library
from screens.page.markup import Html, join, notice, tag
from screens.page.markup import table as html_table

NAMES = ("reis", "beeld", "rol", "leeftijd", "profiel")
ANY = "Maakt niet uit"
NOTHING = "Geen reis past hierbij. Gebruik minder woorden of kies ‘Maakt niet uit’."
DIFFERENCE = ("Stap", "Rij", "Hier", "Daar")
EVERYBODY = "iedereen"
EYES = {EVERYBODY: "Iedereen"} | ROLES
TYPES = {"pdf": "Maak PDF", "xlsx": "Excel", "yaml": "YAML"}
PICTURES = {"a0": "PDF op A0", "svg": "SVG", "png": "PNG"}


def show(table: Table, library: Library) -> None:
    """Show the part of the page."""
    fitting = _search(library)
    if not fitting:
        st.html(notice(NOTHING))
        return
    names = {slug: library.journeys[slug].name for slug in fitting}
    ordered = dict(sorted(names.items(), key=lambda item: item[1].casefold()))
    with st.container(horizontal=True, key="filters-reis"):
        slug = fields.select("reis", "Welke reis?", ordered, NAMES)
        view = fields.select(
            "beeld",
            "Wat wil je zien?",
            {str(key): name for key, name in views_of(library.journeys[slug]).items()},
            NAMES,
            default="verschil",
        )
        eyes = fields.select("rol", "Door wiens ogen?", EYES, NAMES, default=EVERYBODY)
    role = "" if eyes == EVERYBODY else eyes
    journey = library.journeys[slug]
    st.html(head(table.book, journey))
    with st.container(horizontal=True, key="knoppen-reis", vertical_alignment="bottom"):
        st.html(_files(slug, view, eyes), width="content")
        plan_button.show(table.book, journey, journey_library.group(table.book, st.query_params))
    if (difference := variant(journey, library)) is not None:
        st.html(difference)
    picture(table, journey, _view(view), role)
    channels(table, journey, view == "straks")


def _search(library: Library) -> tuple[str, ...]:
    """Show what to search by, and return the journeys (slugs) that fit."""
    kinds = {kind: labels(library, kind) for kind in LABELS}
    with st.expander(f"Zoek in {counted(len(library.journeys), 'reis', 'reizen')}"):
        words = st.text_input("Woorden", key="reis-zoek", max_chars=100)
        chosen: dict[str, str] = {}
        places = st.columns(3)
        telling = [kind for kind, values in kinds.items() if len(values) > 1]
        for at, kind in enumerate(telling):
            value = places[at % 3].selectbox(
                LABELS[kind][0],
                ["", *kinds[kind]],
                format_func=lambda one: one or ANY,
                key=f"reis-zoek-{kind}",
            )
            chosen |= {kind: value} if value else {}
        fitting = search(library, words or "", chosen)
        if words or chosen:
            count = counted(len(fitting), "reis past", "reizen passen")
            st.html(tag("p", f"{count}.", role="status"))
    return fitting


def variant(journey: Journey, library: Library) -> Html | None:
    """Return what a variant has otherwise than the journey it is a variant of."""
    other = library.journeys.get(journey.written.variant_of or "")
    if other is None:
        return None
    rows = [
        [join((one.step,)), join((one.row,)), join(("; ".join(one.here),)),
         join(("; ".join(one.other),))]
        for one in differences(journey, other)
    ]  # fmt: skip
    title = f"Wat is er anders dan in ‘{other.name}’? ({counted(len(rows), 'rij', 'rijen')})"
    return tag(
        "details",
        tag("summary", title),
        tag("div", html_table("Verschillen", DIFFERENCE, rows), class_="inhoud"),
        class_="deel",
        data_deel="variant",
    )


def _view(name: str) -> View:
    return next(view for view in VIEWS if view == name)


def head(book: Rulebook, journey: Journey) -> Html:
    """Return name, goal and what a reader must know."""
    written = journey.written
    notes = remarks(journey)
    return join(
        (
            tag("h2", journey.name),
            tag("p", ", ".join(head_line(book, journey)), class_="zacht"),
            tag("p", written.about) if written.about else None,
            tag("p", tag("strong", "Doel"), " ", written.goal) if written.goal else None,
            notice(*notes, role=None) if notes else None,
        )
    )


def _files(slug: str, view: str, eyes: str) -> Html:
    links = [
        tag(
            "a",
            name,
            href=f"document/reis/{slug}.{kind}?beeld={view}&rol={eyes}",
            class_="knop eerste" if kind == "pdf" else "knop",
        )
        for kind, name in TYPES.items()
    ]
    more = [
        tag("a", name, href=_picture_address(slug, kind, view, eyes))
        for kind, name in PICTURES.items()
    ]
    hang = tag("p", "Om op te hangen: ", *between(more), class_="zacht")
    return join((tag("div", *links, class_="knoppen"), hang))


def between(links: Sequence[Html]) -> list[Html | str]:
    """Return links with a comma between them."""
    return [part for link in links for part in (", ", link)][1:]


def _picture_address(slug: str, kind: str, view: str, eyes: str) -> str:
    ending, paper = ("pdf", "&papier=a0") if kind == "a0" else (kind, "")
    return f"document/reis/{slug}.{ending}?beeld={view}&rol={eyes}{paper}"


def picture(table: Table, journey: Journey, view: View, role: str = "") -> None:
    """Show the picture, and the same words step by step with roles and sources."""
    book = table.book
    more = tag(
        "details",
        tag("summary", "Stap voor stap, met wat elke rol doet"),
        tag("div", journey_picture.step_list(book, journey, view), class_="inhoud"),
        class_="deel",
        data_deel="stappen",
    )
    sources = tag(
        "details",
        tag("summary", "Bronnen van deze reis"),
        tag("div", journey_picture.sources(book, journey), class_="inhoud"),
        class_="deel",
        data_deel="bronnen",
    )
    title = tag("h3", views_of(journey).get(view, VIEWS[view]))
    st.html(join((title, journey_picture.swimlane(book, journey, view, role), more, sources)))


def channels(table: Table, journey: Journey, then: bool) -> None:
    """Show the channels beside the advice for a group to choose; `then` as they will be."""
    if not journey.track:
        return
    group = _group(table)
    st.html(journey_channels.render(table, journey, group, then))


def _group(table: Table) -> journey_channels.Residents:
    options = address.options(table.book)
    st.html(join((tag("h3", journey_channels.TITLE), tag("p", journey_channels.INTRO))))
    with st.container(horizontal=True, key="filters-groep"):
        age = fields.select("leeftijd", "Leeftijd", options["leeftijd"], NAMES, default=UNKNOWN)
        profile = fields.select("profiel", "Profiel", options["profiel"], NAMES, default=UNKNOWN)
    return journey_channels.Residents(age, profile)
