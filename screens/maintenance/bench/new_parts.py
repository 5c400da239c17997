"""Forms for what takes several files or a file of its own: source, channel, sentence, ages."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from engine import letters
from engine.model import UNKNOWN, Rulebook
from screens.maintenance.bench.current_concept import Bench
from screens.maintenance.bench.filling import fill
from screens.maintenance.bench.pressed import keep
from screens.page.markup import tag
from screens.page.reading import asking
from workbench import knowledge_rooms, new_files
from workbench.concept import ConceptError
from workbench.form_options import Lists
from workbench.item_forms import FINDING, LINE, TEXT, FormField
from workbench.knowledge_rooms import AGES, name_for
from workbench.new_files import ABILITY, NAMES, NATURE, NEW_SOURCE, BaseRule

TEXTS = "journeys/teksten.yaml"
AGE = (
    FormField("slug", "Nieuwe grenzen", LINE, help="Bijvoorbeeld 18-24 of 80-plus.", needed=True),
    FormField("naam", "Naam", LINE, help="18 tot en met 24 jaar", needed=True),
    FormField("omschrijving", "Omschrijving", TEXT, needed=True),
)
AGES_TOLD = (
    "Alle regels, voorbeelden en beloften van de groep gaan mee. Cijfers in zinnen blijven staan: "
    "die gaan over wie toen is ondervraagd. Lees ze daarna na."
)
BASE_TOLD = (
    "In elke fase waarin dit kanaal iets kan, heeft het een regel nodig. Zonder bron is dat "
    "vakkennis: hooguit 2,5 punten."
)


def source(book: Rulebook, bench: Bench, lists: Lists, key: str) -> None:
    """Show the form of a new source with its first finding."""
    values = fill(NEW_SOURCE, lists, f"{key}-bron", {})
    st.html(tag("h4", "De bevinding"))
    finding = fill(FINDING, lists, f"{key}-bevinding", {})

    def write() -> bool:
        name, text = new_files.source_file(values, finding)
        return _new(bench, name, {name: text}, f"bron toegevoegd: {values['titel']}")

    if st.button("Zet in het concept", type="primary", key="bron-bewaar"):
        keep(write)


def channel(book: Rulebook, bench: Bench, lists: Lists, key: str) -> None:
    """Show the form of a new channel, with a rule for every phase in which it can do something."""
    values = fill(NAMES, lists, key, {})
    st.html(tag("h4", "Wat voor kanaal is het?"))
    values |= fill(NATURE, lists, key, {})
    st.html(tag("h4", "Wat kan het?"))
    values |= fill(ABILITY, lists, key, {})
    rules = _base_rules(book, values, lists, key)
    if st.button("Zet in het concept", type="primary", key="kanaal-bewaar"):
        keep(lambda: _write_channel(bench, book, values, rules))


def _base_rules(
    book: Rulebook, values: Mapping[str, Any], lists: Lists, key: str
) -> list[BaseRule]:
    places = new_files.base_files(book, values["taken"])
    if places:
        st.html(tag("h4", "Hoe goed past het, per fase?") + tag("p", BASE_TOLD))
    rules = []
    for file, where in places.items():
        with st.container(horizontal=True, key=f"basis-{file.rsplit('/', 1)[-1]}"):
            weights = {w: t for w, t in lists["gewicht"].items() if abs(float(w)) <= 2.5}
            weight = st.selectbox(
                where,
                list(weights),
                list(weights).index("0.5"),
                width=320,
                format_func=weights.__getitem__,
                key=f"{key}-w-{file}",
            )
            because = st.text_input(f"Waarom, bij {where}?", key=f"{key}-o-{file}", max_chars=300)
        rules.append(BaseRule(file, str(weight), because))
    return rules


def _write_channel(
    bench: Bench, book: Rulebook, values: Mapping[str, Any], rules: list[BaseRule]
) -> bool:
    name, text = new_files.channel_file(values, list(book.words.tasks))
    slug = name.rsplit("/", 1)[-1].removesuffix(knowledge_rooms.ENDING)
    changed = {name: text}
    for rule in rules:
        tree = new_files.base_rule(slug, rule)
        arguments = (rule.file, bench.texts[rule.file], "regels", tree, None)
        changed[rule.file] = asking.read(rule.file, "onderdeel-erbij", *arguments)
    return _new(bench, name, changed, f"kanaal toegevoegd: {values['naam']}")


def sentence(book: Rulebook, bench: Bench, lists: Lists, key: str) -> None:
    """Show the form of a fixed sentence of the advice."""
    keys = list(book.texts)
    chosen = str(
        st.selectbox(
            "Welke zin?",
            keys,
            key=f"{key}-welke",
            format_func=lambda one: f"{one}: {book.texts[one][:80]}",
        )
    )
    typed = st.text_area(
        "De zin",
        book.texts[chosen],
        key=f"{key}-{chosen}",
        max_chars=2000,
        help="Woorden tussen {accolades} vult het programma in.",
    )

    def write() -> bool:
        if not typed.strip():
            raise ConceptError("Schrijf de zin; leeg mag niet.")
        text = asking.read(TEXTS, "waarde", TEXTS, bench.texts[TEXTS], chosen, typed.strip())
        return bench.put({TEXTS: text}, f"vaste zin veranderd: {chosen}")

    if st.button("Zet in het concept", type="primary", key="zin-bewaar"):
        keep(write)


def age_group(book: Rulebook, bench: Bench, lists: Lists, key: str) -> None:
    """Show the form that gives an age group other bounds, wherever it is named."""
    st.html(tag("p", AGES_TOLD))
    names = {slug: form.name for slug, form in book.ages.items() if slug != UNKNOWN}
    old = str(
        st.selectbox("Welke groep?", list(names), format_func=names.__getitem__, key=f"{key}-groep")
    )
    form = book.ages[old]
    begin = {"slug": old, "naam": form.name, "omschrijving": form.description}
    values = fill(AGE, lists, f"{key}-{old}", begin)
    if st.button("Zet in het concept", type="primary", key="leeftijd-bewaar"):
        keep(lambda: _rename_ages(bench, old, values))


def _rename_ages(bench: Bench, old: str, values: Mapping[str, Any]) -> bool:
    was, slug = name_for(AGES, old), letters.dashed(str(values["slug"]))
    to = name_for(AGES, slug)
    if was not in bench.texts:
        raise ConceptError("Deze groep heeft in dit concept al andere grenzen.")
    if to != was and to in bench.texts:
        raise ConceptError(f"De groep {slug} is er al. Kies andere grenzen.")
    changed: dict[str, str | None] = {}
    if slug != old:
        changed |= asking.read(was, "hernoemen", bench.texts, old, slug)
    text = changed.pop(was, None) or bench.texts[was]
    for field in ("naam", "omschrijving"):
        text = asking.read(was, "waarde", was, text, field, str(values[field]).strip())
    changed |= {was: None, to: text} if to != was else {was: text}
    return bench.put(changed, f"leeftijdsgroep {old} is nu {slug}")


def _new(bench: Bench, name: str, changed: Mapping[str, str | None], what: str) -> bool:
    if name in bench.texts:
        raise ConceptError(f"{name.rsplit('/', 1)[-1]} is er al. Kies een andere naam.")
    return bench.put(changed, what)
