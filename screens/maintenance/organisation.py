"""Onze organisatie: which channels it has, own names and house style, as a file to take along."""

from typing import Any

import streamlit as st

from documents import chart
from documents.labels import lower
from dutch import listing
from engine import KnowledgeError, letters
from engine.compile import CompileError, Table
from engine.knowledge import organisation
from engine.model import Channel, Organisation, Rulebook
from engine.proof import trial
from engine.proof.trial import Busy, Trial
from screens.maintenance import consequences, own_findings
from screens.page import knowledge
from screens.page.markup import Html, bullets, join, notice, tag
from screens.page.reading import asking

FILE = "organisatie.yaml"
DRAFT = "organisatie-concept"  # field → value as it was left, for this session
RESULT = "organisatie-uitkomst"
PASTED, COMPLAINT = "organisatie-geplakt", "organisatie-klacht"
WHITE = "#ffffff"
EXPLAINED = (
    "Zeg hier wat bij jullie anders is: welke kanalen jullie niet hebben, hoe jullie ze noemen en "
    "hoe documenten eruitzien. Het advies houdt er rekening mee en zegt dat erbij. De landelijke "
    "kennis verandert niet."
)
STEPS = (
    f"Download {FILE}.",
    "Heb je een logo? Zet het in dezelfde map als het bestand: een PNG of JPEG van hooguit 500 kB.",
    "Laat de beheerder van de server het bestand op de server zetten, buiten de mappen profiles en "
    "journeys.",
    f"Zet de instelling {organisation.SETTING} op het volledige pad van het bestand en start "
    "opnieuw op.",
    "Wijzig je het bestand later? Dan neemt de server het vanzelf over, als het klopt.",
)
PALE = "Deze kleur is op wit slecht te lezen. Kies een donkerder kleur."
MEANS_READ = "org-middelen-gelezen"
FRAMES_READ = "org-insluiten"  # the sites that the pasted file lets show it
RESEARCH_READ = "org-onderzoek"  # the layer files that the pasted file names
MEANS_LABEL = "Eigen kanalen en middelen, elk op een regel"
MEANS_HELP = (
    "Zoals een persbericht, raadsbrief of bouwbord. Je kunt ze kiezen bij de acties van een plan; "
    "ze doen niet mee bij het kiezen van kanalen."
)
NAMELESS = "Vul eerst de naam van je organisatie in. Dan verschijnt hier het bestand."


def show(table: Table) -> None:
    """Show the part of the page."""
    national = knowledge.national()
    head = (tag("h2", "Onze organisatie"), tag("p", EXPLAINED))
    st.html(join((*head, _summary(table.book, national))))
    _take_over(national)
    own_findings.show(national, table.book.organisation)
    given = _form(national, table.book.organisation)
    text = organisation.write(given)
    st.html(tag("h3", "Het bestand"))
    if not given["naam"]:
        st.html(tag("p", NAMELESS))
        return
    if _complaints(text, national):
        return
    st.code(text, language=None, wrap_lines=True)
    _buttons(table, national, text)
    _show_outcome(table, text)
    st.html(join((tag("h3", "Zo neem je het in gebruik"), bullets(STEPS, ordered=True))))


def _summary(book: Rulebook, national: Rulebook) -> Html:
    own = book.organisation
    if own is None:
        said = "Nu is er geen organisatiebestand geladen. Het advies gebruikt alle kanalen."
        return tag("p", said, class_="zacht")
    channels = national.channels
    without = [lower(channels[item.channel].name) for item in own.without]
    named = [f"{name.name} voor {lower(channels[slug].name)}" for slug, name in own.names.items()]
    parts = [f"Nu geladen: {own.name}."]
    parts += [f"Zonder {listing(without)}."] if without else []
    parts += [f"Eigen namen: {listing(named)}."] if named else []
    parts += [own_findings.count_sentence(own)] if own.findings or own.lessons else []
    return notice(" ".join(parts), role=None)


def _take_over(national: Rulebook) -> None:
    """Show a place to paste an existing file, for in a frame a file cannot be uploaded."""
    with st.expander("Heb je al een organisatiebestand? Ga daarmee verder"):
        st.text_area("Plak hier de tekst van het bestand", key=PASTED, height=160)
        st.button("Neem over in het formulier", on_click=_paste, args=(national,), key="neem-over")
        complaint = st.session_state.get(COMPLAINT)
        if complaint:
            st.html(notice("Dit bestand klopt nog niet:", items=complaint))


def _paste(national: Rulebook) -> None:
    try:
        text = st.session_state.get(PASTED, "")
        own: Organisation | None = asking.read(FILE, "organisatie", FILE, text, national)
    except KnowledgeError as error:
        st.session_state[COMPLAINT] = [str(problem) for problem in error.problems]
        return
    st.session_state.pop(COMPLAINT, None)
    for key in [key for key in st.session_state if str(key).startswith("org-")]:
        del st.session_state[key]
    st.session_state[DRAFT] = fields_of(own)
    own_findings.take(own)


def fields_of(own: Organisation | None) -> dict[str, Any]:
    """Return what stands in each field of the form for an organisation."""
    if own is None:
        return {}
    said: dict[str, Any] = {"org-naam": own.name, "org-namen": list(own.names)}
    for item in own.without:
        said |= {f"org-heeft-{item.channel}": False, f"org-reden-{item.channel}": item.because}
    for slug, name in own.names.items():
        said |= {f"org-naam-{slug}": name.name, f"org-zin-{slug}": name.phrase,
                 f"org-naast-{slug}": name.beside}  # fmt: skip
    style = own.style
    said |= {"org-kleur": style.colour, "org-logo": style.logo, "org-document": style.name}
    said["org-middelen"] = "\n".join(means.name for means in own.means)
    said[RESEARCH_READ], said[FRAMES_READ] = list(own.surveys), list(own.framed_by)
    said[MEANS_READ] = organisation.keys(own).get(organisation.MEANS, [])
    return {key: value for key, value in said.items() if value is not None}


def _field_key(key: str, default: Any) -> str:
    """Give a field its value before it is shown: as it was left, as loaded, or the default."""
    draft: dict[str, Any] = st.session_state[DRAFT]
    if key not in st.session_state:
        st.session_state[key] = draft.get(key, default)
    return key


def _text_field(label: str, key: str, **more: Any) -> str:
    value = st.text_input(label, key=_field_key(key, ""), **more)
    st.session_state[DRAFT][key] = value or ""
    return str(value or "").strip()


def _form(national: Rulebook, own: Organisation | None) -> dict[str, Any]:
    """Show the form and return what it says, under the keys of the file."""
    st.session_state.setdefault(DRAFT, fields_of(own))
    name = _text_field("Naam van je organisatie", "org-naam", max_chars=200)
    st.html(tag("h3", "Welke kanalen hebben jullie?"))
    st.html(tag("p", "Haal het vinkje weg bij wat jullie niet hebben.", class_="hulp"))
    without = _without(national)
    st.html(tag("h3", "Hoe noemen jullie ze?"))
    names = _names(national)
    st.html(tag("h3", "Hoe zien documenten eruit?"))
    style = _style()
    st.html(tag("h3", "Wat hebben jullie nog meer?"))
    return {"naam": name, "zonder": without, "eigen_namen": names, "huisstijl": style,
            organisation.MEANS: _means(), **own_findings.keys(),
            organisation.RESEARCH: st.session_state[DRAFT].get(RESEARCH_READ, []),
            organisation.FRAMES: st.session_state[DRAFT].get(FRAMES_READ, [])}  # fmt: skip


def _without(national: Rulebook) -> list[dict[str, str]]:
    kinds: dict[str, list[str]] = {}
    for slug, channel in national.channels.items():
        kinds.setdefault(channel.kind, []).append(slug)
    missing: list[str] = []
    with st.container(horizontal=True, key="kanalen-kiezen"):
        for kind, label in national.words.kinds.items():
            if kind in kinds:
                with st.container(width=270, gap="small", key=f"soort-{kind}"):
                    st.html(tag("h4", label))
                    missing += [s for s in kinds[kind] if not _has(s, national.channels[s])]
    return [_reason(slug, national.channels[slug]) for slug in missing]


def _has(slug: str, channel: Channel) -> bool:
    key = f"org-heeft-{slug}"
    value = st.checkbox(channel.name, key=_field_key(key, True))
    st.session_state[DRAFT][key] = value
    return value


def _reason(slug: str, channel: Channel) -> dict[str, str]:
    label = f"Waarom hebben jullie {lower(channel.name)} niet? (mag leeg blijven)"
    return {"kanaal": slug, "omdat": _text_field(label, f"org-reden-{slug}", max_chars=300)}


def _names(national: Rulebook) -> dict[str, dict[str, str]]:
    channels = national.channels
    key = _field_key("org-namen", [])
    picked = st.multiselect(
        "Kies de kanalen met een eigen naam",
        sorted(channels, key=lambda slug: channels[slug].name.casefold()),
        format_func=lambda slug: channels[slug].name,
        key=key,
        placeholder="Kies kanalen",
    )
    st.session_state[DRAFT][key] = picked
    named = {slug: _name(slug, channels[slug]) for slug in picked}
    return {slug: own for slug, own in named.items() if own["naam"]}


def _name(slug: str, channel: Channel) -> dict[str, str]:
    with st.container(horizontal=True, key=f"eigen-{slug}"):
        name = _text_field(f"Naam van {lower(channel.name)}", f"org-naam-{slug}", max_chars=100)
        hint = {"placeholder": channel.phrase, "max_chars": 100}
        phrase = _text_field("In een zin: “Zet … in”", f"org-zin-{slug}", **hint)
        hint = {"placeholder": channel.beside, "max_chars": 100}
        beside = _text_field("In een rijtje: “met … ernaast”", f"org-naast-{slug}", **hint)
    if name:
        said = f"Zo klinkt het: Zet {phrase or name} in. Of: met {beside or name} ernaast."
        st.html(tag("p", said, class_="hulp"))
    return {"naam": name, "in_zin": phrase, "ernaast": beside}


def _style() -> dict[str, str]:
    with st.container(horizontal=True, key="huisstijl"):
        name = _text_field("Naam op documenten", "org-document", max_chars=200,
                      placeholder="Leeg: de naam van je organisatie")  # fmt: skip
        colour = _text_field("Kleur, als # en zes tekens", "org-kleur", max_chars=7,
                        placeholder="#0b4f5c")  # fmt: skip
        logo = _text_field("Bestand met het logo", "org-logo", max_chars=300,
                      placeholder="Bijvoorbeeld logo.png")  # fmt: skip
    return {"kleur": colour, "logo": logo, "naam_op_documenten": name}


def _means() -> list[dict[str, Any]]:
    """Show a field with a means a line; what the file says more of a means stays."""
    key = _field_key("org-middelen", "")
    text = st.text_area(MEANS_LABEL, key=key, height=110, max_chars=4000, help=MEANS_HELP)
    st.session_state[DRAFT][key] = text
    before = {means["naam"]: means for means in st.session_state[DRAFT].get(MEANS_READ, ())}
    names = dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip())
    return [before.get(name, {"id": letters.dashed(name)[:40], "naam": name}) for name in names]


def _complaints(text: str, national: Rulebook) -> bool:
    """Show what is wrong with the file; tell whether anything is."""
    try:
        book = organisation.parse(FILE, text, national)
    except KnowledgeError as error:
        st.html(notice("Dit klopt nog niet:", items=map(str, error.problems)))
        return True
    colour = book.organisation.style.colour if book.organisation else None
    if colour and chart.contrast(colour, WHITE) < chart.READABLE:
        st.html(notice(PALE, role="status"))
    return False


def _buttons(table: Table, national: Rulebook, text: str) -> None:
    with st.container(horizontal=True, key="knoppen-organisatie"):
        if st.button("Bekijk wat er verandert", key="gevolgen-organisatie", type="primary"):
            with st.spinner("Even rekenen…"):
                st.session_state[RESULT] = (text, _try(table, national, text))
        st.download_button(
            f"Download {FILE}",
            data=text.encode,
            file_name=FILE,
            mime="application/yaml",
            on_click="ignore",
            key="organisatie-download",
        )


def _try(table: Table, national: Rulebook, text: str) -> Trial | str:
    try:
        return trial.try_organisation(text, national, table)
    except (Busy, CompileError) as error:
        return str(error)


def _show_outcome(table: Table, text: str) -> None:
    """Show what came of the last trial."""
    tried, result = st.session_state.get(RESULT, ("", None))
    if result is None:
        return
    st.html(tag("h3", "Gevolgen"))
    if isinstance(result, str):
        st.html(notice(result))
        return
    if tried != text:
        said = "Het formulier is hierna veranderd. Bekijk opnieuw wat er verandert."
        st.html(notice(said, role="status"))
    consequences.show(table, result, consequences.NAMES, examples=False)
