"""Step 2: the size and the ages of a group from a file of an area, looked at before it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import streamlit as st

from dutch import whole
from engine import UNKNOWN
from engine.model import Rulebook
from plans import PlanError
from plans.area import ages as area_ages
from plans.area import codes, csvfile, intake, places
from plans.area.csvfile import Sheet
from plans.area.intake import Preview
from plans.model import Plan
from screens.page import knowledge
from screens.page.markup import Html, bullets, join, notice, table, tag
from screens.plan import current
from screens.plan.current import Desk
from screens.plan.inputs import complaint, shown

FILES, PASTED, ROUND = "plan-gebied-bestand", "plan-gebied-tekst", "plan-gebied-ronde"
AREAS, INTO, TAKE = "plan-gebied-welke", "plan-gebied-waar", "plan-gebied-over"
DONE = "plan-gebied-klaar"
LARGEST = 5  # megabytes
NEW = ""
TITLE = "Haal aantallen en leeftijden uit een bestand"
WHICH = (
    "Welk bestand? Bijvoorbeeld Kerncijfers wijken en buurten van het CBS, een tabel uit StatLine "
    "of cijfers per postcode, als CSV. Is het groter dan 5 MB, bewaar dan alleen je eigen gemeente."
)
BESIDE = (
    "Je mag er een bestand met profielen bij doen (kolommen profiel en percentage), en bij een "
    "StatLine-bestand met codes ook de codelijst. De bestanden worden niet bewaard."
)


@dataclass(frozen=True, slots=True)
class Given:
    """The files of one go: ages, code lists and profiles, told apart by their columns."""

    ages: Sheet
    lists: tuple[Sheet, ...]
    profiles: Sheet | None


def show(desk: Desk) -> None:
    """Show where to bring a file, what would become of it, and the button that takes it over."""
    done = st.session_state.pop(DONE, None)
    if done:
        st.html(notice(done, role="status"))
    with st.expander(TITLE, key="plan-gebied"):
        sheets = _sheets()
        if sheets:
            _read(desk, sheets)


def _sheets() -> list[Sheet]:
    """Show the places to bring files, and return what is in them; says what is no CSV."""
    number = st.session_state.setdefault(ROUND, 0)
    st.html(join((tag("p", WHICH), tag("p", BESIDE, class_="hulp"))))
    files = st.file_uploader("Bestanden (CSV)", type=["csv", "txt"], accept_multiple_files=True,
                             key=f"{FILES}-{number}", max_upload_size=LARGEST)  # fmt: skip
    text = st.text_area("Of plak de regels, met de kolomnamen erboven", height=90,
                        key=f"{PASTED}-{number}", max_chars=200_000)  # fmt: skip
    raw = [(file.name, file.getvalue()) for file in files or ()]
    raw += [("geplakte tekst", text.encode())] if text and text.strip() else []
    try:
        return [csvfile.parse(name, content) for name, content in raw]
    except PlanError as error:
        _refused(error)
    return []


def _read(desk: Desk, sheets: Sequence[Sheet]) -> None:
    book = knowledge.table().book
    try:
        given = _told_apart(sheets)
        wanted = _areas(given.ages)
        if wanted is None:
            return
        profiles = intake.shares(given.profiles, book) if given.profiles else None
        made = intake.preview(area_ages.understood(given.ages, book, wanted), profiles)
    except PlanError as error:
        _refused(error)
        return
    st.html(_preview(book, made))
    _take(desk, made)


def _told_apart(sheets: Sequence[Sheet]) -> Given:
    lists = tuple(sheet for sheet in sheets if codes.is_list(sheet))
    rest = [sheet for sheet in sheets if sheet not in lists]
    profiles = [sheet for sheet in rest if intake.has_profiles(sheet)]
    ages = [sheet for sheet in rest if sheet not in profiles]
    for double, what in ((ages, "leeftijden"), (profiles, "profielen")):
        if len(double) > 1:
            said = f"er is al een bestand met {what}: {double[0].name}. Haal er een weg."
            raise double[1].wrong(None, said)
    if not ages:
        raise sheets[0].wrong(None, "het bestand met de leeftijden ontbreekt nog. Voeg het toe.")
    decoded = codes.decoded(ages[0], lists)
    return Given(decoded, lists, profiles[0] if profiles else None)


def _areas(sheet: Sheet) -> list[str] | None:
    """Return which areas count, [] when there is one; None while none is picked."""
    names = places.areas(sheet)
    if not names:
        return []
    said = f"Welk gebied? ({whole(len(names))} in dit bestand; meer mag, dan tellen ze samen)"
    picked = st.multiselect(said, list(names), key=AREAS, placeholder="Kies een gebied",
                            format_func=lambda code: names.get(code, code))  # fmt: skip
    return picked or None


def _refused(error: PlanError) -> None:
    said = "Dit kan ik nog niet overnemen. Er is niets veranderd aan je plan."
    st.html(notice(said, items=map(str, error.problems[:8])))


def _preview(book: Rulebook, made: Preview) -> Html:
    """Return what the group would be: ages, then profiles, then how that was worked out."""
    rows = [
        (_named(book.ages, slug), whole(made.counts[slug]), _per_cent(share))
        for slug, share in made.ages.items()
    ]
    rows += [(_named(book.ages, slug), "samengevoegd", "bij onbekend") for slug in made.merged]
    size = f"{made.name}: {whole(made.size)} inwoners die meetellen"
    parts = [
        tag("p", tag("strong", size), role="status"),
        table("Leeftijd, zoals het in je plan komt", ("Leeftijd", "Inwoners", "Procent"), rows,
              (1, 2)),
    ]  # fmt: skip
    if made.profiles:
        shares = [(_named(book.profiles, slug), _per_cent(p)) for slug, p in made.profiles.items()]
        parts.append(table("Profielen", ("Profiel", "Procent"), shares, (1,)))
    return join((*parts, bullets(list(made.notes))))


def _named(known: Mapping[str, Any], slug: str) -> str:
    return "Onbekend" if slug == UNKNOWN else str(known[slug].name)


def _per_cent(share: Decimal) -> str:
    return f"{shown(share)} %"


def _take(desk: Desk, made: Preview) -> None:
    into = {NEW: "Een nieuwe groep"} | {g.id: f"{g.name} (vervangt)" for g in desk.plan.groups}
    st.selectbox("Waar moet dit komen?", list(into), key=INTO, format_func=into.__getitem__)
    st.button("Neem over", key=TAKE, type="primary", on_click=_taken, args=(desk.link, made))
    complaint(TAKE)


def _taken(link: str, made: Preview) -> None:
    group = str(st.session_state.get(INTO) or NEW)

    def taken(plan: Plan) -> Plan:
        return intake.put(plan, made, group)

    if current.change(link, taken, TAKE):
        st.session_state[ROUND] += 1
        st.session_state.pop(AREAS, None)
        said = "Overgenomen in je plan. Klopt het niet, kies dan bovenaan ‘Maak ongedaan’."
        st.session_state[DONE] = f"{made.name}: {whole(made.size)} inwoners. {said}"
