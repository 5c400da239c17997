"""The four questions on the left; the address keeps the answers."""

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from engine.model import DIMENSIONS, UNKNOWN, Rulebook
from screens import address, guide, versus
from screens.address import Answers, Asked
from screens.markup import join, tag

KEY = "keuze-"
NOTHING: Answers = MappingProxyType({})
FIXED = "Dit staat al vast:"
TITLES = {
    "traject": "Traject",
    "fase": "Fase",
    "leeftijd": "Leeftijd",
    "profiel": "Betrokkenheidsprofiel",
}
LABELS = {
    "traject": "1. Om wat voor traject gaat het?",
    "fase": "2. In welke fase zit je?",
    "leeftijd": "3. Welke leeftijd heeft je doelgroep vooral?",
    "profiel": "4. Welk betrokkenheidsprofiel past het best?",
}
HELP = {
    "fase": "Twijfel je? Kies wat inwoners nu als eerste van je merken.",
    "leeftijd": "Kies alleen een groep als die duidelijk de meerderheid is.",
}


def ask(book: Rulebook, asked: Asked, locked: Answers = NOTHING) -> None:
    """Show the questions with the answers of the address; those that are locked as text."""
    captions = _captions(book, asked)
    options = address.options(book)
    _told(options, locked)
    for key, names in options.items():
        if key not in locked:
            _question(key, names, asked, captions.get(key), locked)
            _help(book, key)
        if key == address.REQUIRED[-1] and asked.situation:
            st.html(tag("p", tag("a", "Naar je advies", href="#advies"), class_="alleen-smal"))
    if len(locked) < len(options):
        st.button("Wis mijn keuzes", on_click=clear, args=(locked,), key="wis")


def _question(
    key: str,
    names: Mapping[str, str],
    asked: Asked,
    captions: list[str] | None,
    locked: Answers,
) -> None:
    st.session_state[KEY + key] = asked.answers[key]
    st.radio(
        label(key, locked),
        list(names),
        index=None,
        key=KEY + key,
        format_func=names.__getitem__,
        captions=captions,
        on_change=keep,
        args=(locked,),
        width="stretch",
    )


def _told(options: Mapping[str, Mapping[str, str]], locked: Answers) -> None:
    """Show the answers that are locked."""
    rows = [
        join((tag("dt", TITLES[key]), tag("dd", options[key][answer])))
        for key, answer in locked.items()
        if answer
    ]
    if rows:
        st.html(tag("div", tag("p", FIXED), tag("dl", *rows), class_="vast"))


def label(key: str, locked: Answers) -> str:
    """Return the question, numbered among those that are asked."""
    asked = [key for key in LABELS if key not in locked]
    return f"{asked.index(key) + 1}. {LABELS[key].partition('. ')[2]}"


def keep(locked: Answers = NOTHING) -> None:
    """Write all answers to the address at once, so that two quick clicks never lose one."""
    go({key: st.session_state.get(KEY + key) for key in DIMENSIONS} | dict(locked))


def clear(locked: Answers = NOTHING) -> None:
    """Empty all answers that are not locked, and what they were compared with."""
    for name in versus.BESIDE.values():
        st.query_params.pop(name, None)
    go(locked)


def go(answers: address.Answers) -> None:
    """Put answers in the address; the Back button returns to the ones before."""
    others = {k: st.query_params[k] for k in st.query_params if k not in DIMENSIONS}
    st.query_params.from_dict(others | address.write(answers))


def _captions(book: Rulebook, asked: Asked) -> dict[str, list[str]]:
    options = address.options(book)
    captions = {
        "traject": [book.tracks[slug].description for slug in options["traject"]],
        "profiel": [_short(book.profiles[slug].description) for slug in options["profiel"]],
    }
    track = asked.answers["traject"]
    if track:
        phases = [book.phases[slug] for slug in options["fase"]]
        captions["fase"] = [phase.steps[track].explanation for phase in phases]
    return captions


def _short(description: str) -> str:
    """Return the first sentence: who they are, without what to do about it."""
    return description.split(". ")[0].rstrip(".") + "."


def _help(book: Rulebook, key: str) -> None:
    text = _edition(book) if key == "profiel" else HELP.get(key)
    if text:
        st.html(tag("p", text, class_="hulp"))
    if key == guide.PROFILE:
        st.html(guide.guide(book, {key: st.query_params[key] for key in st.query_params}))


def _edition(book: Rulebook) -> str:
    owned = {
        (p.owner, p.edition) for slug, p in book.profiles.items() if slug != UNKNOWN and p.owner
    }
    of = " en ".join(f"{owner}, editie {edition}" for owner, edition in sorted(owned, key=str))
    return (
        f"De namen en het model zijn van {of}. Staan er andere namen in je gebiedsrapport? "
        "Laat deze vraag dan open."
    )
