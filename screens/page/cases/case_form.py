"""A case to fill in, with what is known already, and to take along as a file to exchange."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dutch import counted
from engine.knowledge import files
from engine.model import UNKNOWN, KnowledgeError, Problem, Rulebook
from listening import knowledge as vocabulary
from practice import exchange, library
from practice.checking import known
from practice.model import FiledCase
from screens.page import knowledge
from screens.page.cases import elsewhere
from screens.page.markup import Html, join, notice, tag

FILE = "praktijkgeval.yaml"
EXPLAINED = (
    "Vul aan wat nog leeg is. Je krijgt één bestand met een zegel, dat een andere organisatie "
    "opent op de pagina Praktijk. Er staat niemand in, en uitkomsten over minder dan tien mensen "
    "gaan niet mee. Hier wordt niets bewaard."
)
NAMELESS = "Eigen organisatie"
NOT_YET = "Dit geval is nog niet af"
LEFT_OUT = "Niet mee, want over minder dan tien mensen:"
LISTS = {
    "trajecten": "Traject",
    "fasen": "Fasen",
    "belang": "Wat stond er op het spel?",
    "onderwerpen": "Onderwerpen",
    "kanalen": "Kanalen en middelen",
}
LINES = {
    "titel": "Wat is er gedaan, in een paar woorden?",
    "organisatie": "Organisatie",
    "jaar": "Jaar",
    "voor_wie": "Voor welke inwoners?",
}
AREAS = {"aanpak": "Wat deden jullie?", "les": "Wat leerden jullie?"}
LABELS = LINES | LISTS | AREAS | {"kosten": "Uren en euro", "opbrengst": "Wat het bracht"}
LABELS |= {"bron": "Adres"}
ROWS = 3  # outcomes
SAID = {"tekst": "Wat het bracht", "n": "Hoeveel geteld (n)", "gemeten": "Hoe gemeten"}
Tree = dict[str, Any]


def show(key: str, draft: Mapping[str, Any], book: Rulebook) -> None:
    """Show the form; `key` tells the forms of one session apart."""
    st.html(tag("p", EXPLAINED, class_="hulp"))
    with st.form(f"geval-{key}", border=False):
        tree = _filled(key, draft, book)
        pressed = st.form_submit_button("Kijk na en maak het bestand", type="primary")
    if pressed:
        _offer(key, tree, book)


def _filled(key: str, draft: Mapping[str, Any], book: Rulebook) -> Tree:
    tree: Tree = {name: _line(key, name, label, draft.get(name)) for name, label in LINES.items()}
    choices, names = known(book), _names(book)
    for name, label in LISTS.items():
        chosen = [slug for slug in draft.get(name, ()) if slug in choices[name]]
        tree[name] = st.multiselect(label, list(choices[name]), default=chosen, key=f"{key}-{name}",
                                    format_func=names[name].__getitem__)  # fmt: skip
    for name, label in AREAS.items():
        tree[name] = st.text_area(label, value=str(draft.get(name) or ""), key=f"{key}-{name}",
                                  max_chars=600, height=80)  # fmt: skip
    cost = draft.get("kosten") or {}
    with st.container(horizontal=True, key=f"filters-{key}-kosten"):
        tree["kosten"] = {
            "uren": _line(key, "uren", "Uren, als je ze weet", cost.get("uren")),
            "euro": _line(key, "euro", "Euro, als je het weet", cost.get("euro")),
        }
    tree["opbrengst"] = [_outcome(key, at, draft.get("opbrengst", ())) for at in range(ROWS)]
    source = dict(draft.get("bron") or {})
    source["adres"] = _line(key, "adres", "Adres waar het te lezen is, als dat er is", None)
    tree["bron"] = source
    return tree


def _line(key: str, name: str, label: str, value: object) -> str:
    said = st.text_input(label, value=str(value or ""), key=f"{key}-{name}", max_chars=600)
    return (said or "").strip()


def _outcome(key: str, at: int, rows: Sequence[Mapping[str, str]]) -> Tree:
    before = rows[at] if at < len(rows) else {}
    with st.container(horizontal=True, key=f"filters-{key}-opbrengst-{at}"):
        return {
            name: _line(key, f"{name}-{at}", f"{label} ({at + 1})", before.get(name))
            for name, label in SAID.items()
        }


def _names(book: Rulebook) -> dict[str, dict[str, str]]:
    subjects = vocabulary.load().subjects
    return {
        "trajecten": {slug: one.name for slug, one in book.tracks.items()},
        "fasen": {slug: one.name for slug, one in book.phases.items()},
        "belang": {slug: one.name for slug, one in book.stakes.items()},
        "kanalen": {slug: one.name for slug, one in book.channels.items()},
        "onderwerpen": {slug: one.plain for slug, one in subjects.items()},
    }


def written(tree: Mapping[str, Any], day: str) -> Tree:
    """Return what was filled in under the keys of a case, without what was left open."""
    name = tree["organisatie"]
    source = {
        "titel": "Eigen verslag", "maker": name or NAMELESS, "jaar": tree["jaar"] or UNKNOWN,
        "soort": "organisatie", "gelezen": day,
        **{key: value for key, value in tree["bron"].items() if value},
    }  # fmt: skip
    whole = {**tree, "jaar": tree["jaar"] or UNKNOWN, "bron": source}
    whole["kosten"] = {k: v.replace(",", ".") for k, v in tree["kosten"].items() if v}
    whole["opbrengst"] = [
        {key: value for key, value in row.items() if value}
        for row in tree["opbrengst"]
        if row["tekst"]
    ]
    return {key: value for key, value in whole.items() if value}


def _offer(key: str, tree: Tree, book: Rulebook) -> None:
    """Check a case, and give the file or say what is still wrong."""
    day = knowledge.today()
    try:
        case = library.parse(FILE, files.write(written(tree, day.isoformat())), book)
    except KnowledgeError as error:
        st.html(notice(title=NOT_YET, items=dict.fromkeys(map(sentence, error.problems))))
        return
    filed = FiledCase(slug_of(case.title), case)
    parcel = exchange.pack([filed], case.organisation, day)
    st.html(join((_left_out(parcel.left_out), elsewhere.case(book, filed))))
    st.download_button("Download het geval", data=parcel.text.encode(), file_name=FILE,
                       mime="application/yaml", key=f"{key}-download",
                       on_click="ignore")  # fmt: skip


def slug_of(title: str) -> str:
    """Return a title as the short name of a case."""
    bare = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    plain = "".join(char if char.isalnum() else "-" for char in bare)
    return "-".join(filter(None, plain.split("-")))[:60].strip("-") or "geval"


def sentence(problem: Problem) -> str:
    """Return what is wrong at a field, by the name that the field has on screen."""
    key = str(problem.place[0]) if problem.place else ""
    label = LABELS.get(key, key).rstrip("?")
    return f"{label}: {problem.reason or problem.message}"


def _left_out(count: int) -> Html | None:
    if not count:
        return None
    return notice(f"{LEFT_OUT} {counted(count, 'uitkomst', 'uitkomsten')}.", role="note")
