"""Step 2: the size and the ages of a group from a file of an area, looked at before it counts."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import streamlit as st

from dutch import whole
from engine import UNKNOWN
from engine.model import KnowledgeError, Rulebook
from plans.area import intake
from plans.area.intake import Preview
from plans.model import Plan
from screens.page import knowledge
from screens.page.markup import Html, bullets, join, notice, table, tag
from screens.page.reading import asking
from screens.page.reading.readers import File
from screens.plan import current
from screens.plan.current import OpenPlan
from screens.plan.inputs import complaint, field_text

FILES, PASTED, ROUND = "plan-gebied-bestand", "plan-gebied-tekst", "plan-gebied-ronde"
AREAS, INTO, TAKE = "plan-gebied-welke", "plan-gebied-waar", "plan-gebied-over"
DONE = "plan-gebied-klaar"
LARGEST = 5  # megabytes
NEW = ""
TEXT = "geplakte tekst"
TITLE = "Haal aantallen en leeftijden uit een bestand"
WHICH = (
    "Welk bestand? Bijvoorbeeld Kerncijfers wijken en buurten van het CBS, een tabel uit StatLine "
    "of cijfers per postcode, als CSV. Is het groter dan 5 MB, bewaar dan alleen je eigen gemeente."
)
BESIDE = (
    "Je mag er een bestand met profielen bij doen (kolommen profiel en percentage), en bij een "
    "StatLine-bestand met codes ook de codelijst. De bestanden worden niet bewaard."
)


def show(open_plan: OpenPlan) -> None:
    """Show where to bring a file, what would become of it, and the button that takes it over."""
    done = st.session_state.pop(DONE, None)
    if done:
        st.html(notice(done, role="status"))
    with st.expander(TITLE, key="plan-gebied"):
        files = _files()
        if files:
            _read(open_plan, files)


def _files() -> tuple[File, ...]:
    """Show the places to bring files, and return them."""
    number = st.session_state.setdefault(ROUND, 0)
    st.html(join((tag("p", WHICH), tag("p", BESIDE, class_="hulp"))))
    files = st.file_uploader("Bestanden (CSV)", type=["csv", "txt"], accept_multiple_files=True,
                             key=f"{FILES}-{number}", max_upload_size=LARGEST)  # fmt: skip
    text = st.text_area("Of plak de regels, met de kolomnamen erboven", height=90,
                        key=f"{PASTED}-{number}", max_chars=200_000)  # fmt: skip
    raw = [(file.name, file.getvalue()) for file in files or ()]
    raw += [(TEXT, text.encode())] if text and text.strip() else []
    return tuple(raw)


def _read(open_plan: OpenPlan, files: tuple[File, ...]) -> None:
    book = knowledge.table().book
    label = files[0][0]
    try:
        wanted = _areas(asking.read(label, "gebieden", files))
        if wanted is None:
            return
        made: Preview = asking.read(label, "gebied", files, tuple(wanted), book)
    except KnowledgeError as error:
        _show_refusal(error)
        return
    st.html(_preview(book, made))
    _take(open_plan, made)


def _areas(names: Mapping[str, str]) -> list[str] | None:
    """Return which areas count, [] when there is one; None while none is picked."""
    if not names:
        return []
    said = f"Welk gebied? ({whole(len(names))} in dit bestand; meer mag, dan tellen ze samen)"
    picked = st.multiselect(said, list(names), key=AREAS, placeholder="Kies een gebied",
                            format_func=lambda code: names.get(code, code))  # fmt: skip
    return picked or None


def _show_refusal(error: KnowledgeError) -> None:
    said = "Dit kan ik nog niet overnemen. Er is niets veranderd aan je plan."
    st.html(notice(said, items=map(str, error.problems[:8])))


def _preview(book: Rulebook, preview: Preview) -> Html:
    """Return what the group would be: ages, then profiles, then how that was worked out."""
    rows = [
        (_choice_name(book.ages, slug), whole(preview.counts[slug]), _per_cent(share))
        for slug, share in preview.ages.items()
    ]
    rows += [
        (_choice_name(book.ages, slug), "samengevoegd", "bij onbekend") for slug in preview.merged
    ]
    size = f"{preview.name}: {whole(preview.size)} inwoners die meetellen"
    parts = [
        tag("p", size, role="status"),
        table("Leeftijd, zoals het in je plan komt", ("Leeftijd", "Inwoners", "Procent"), rows,
              (1, 2)),
    ]  # fmt: skip
    if preview.profiles:
        shares = [
            (_choice_name(book.profiles, slug), _per_cent(p))
            for slug, p in preview.profiles.items()
        ]
        parts.append(table("Profielen", ("Profiel", "Procent"), shares, (1,)))
    return join((*parts, bullets(list(preview.notes))))


def _choice_name(choices: Mapping[str, Any], slug: str) -> str:
    return "Onbekend" if slug == UNKNOWN else str(choices[slug].name)


def _per_cent(share: Decimal) -> str:
    return f"{field_text(share)} %"


def _take(open_plan: OpenPlan, preview: Preview) -> None:
    into = {NEW: "Een nieuwe groep"} | {g.id: f"{g.name} (vervangt)" for g in open_plan.plan.groups}
    st.selectbox("Waar moet dit komen?", list(into), key=INTO, format_func=into.__getitem__)
    st.button(
        "Neem over", key=TAKE, type="primary", on_click=_save_area, args=(open_plan.link, preview)
    )
    complaint(TAKE)


def _save_area(link: str, preview: Preview) -> None:
    group = str(st.session_state.get(INTO) or NEW)

    def with_area(plan: Plan) -> Plan:
        return intake.put_group(plan, preview, group)

    pasted = {"tekst": f"{PASTED}-{st.session_state[ROUND]}"}
    if current.change(link, with_area, TAKE, fields=pasted):
        st.session_state[ROUND] += 1
        st.session_state.pop(AREAS, None)
        said = "Overgenomen in je plan. Klopt het niet, kies dan bovenaan ‘Maak ongedaan’."
        st.session_state[DONE] = f"{preview.name}: {whole(preview.size)} inwoners. {said}"
