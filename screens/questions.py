"""The four questions on the left; the address keeps the answers."""

import streamlit as st

from engine.model import DIMENSIONS, UNKNOWN, Rulebook
from screens import address
from screens.address import Asked
from screens.markup import tag

KEY = "keuze-"
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


def ask(book: Rulebook, asked: Asked) -> None:
    """Show the questions with the answers of the address."""
    captions = _captions(book, asked)
    for key, names in address.options(book).items():
        st.session_state[KEY + key] = asked.answers[key]
        st.radio(
            LABELS[key],
            list(names),
            index=None,
            key=KEY + key,
            format_func=names.__getitem__,
            captions=captions.get(key),
            on_change=keep,
            width="stretch",
        )
        _help(book, key)
        if key == address.REQUIRED[-1] and asked.situation:
            st.html(tag("p", tag("a", "Naar je advies", href="#advies"), class_="alleen-smal"))
    st.button("Wis mijn keuzes", on_click=clear, key="wis")


def keep() -> None:
    """Write all answers to the address at once, so that two quick clicks never lose one."""
    go({key: st.session_state.get(KEY + key) for key in DIMENSIONS})


def clear() -> None:
    """Empty all answers."""
    go({})


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


def _edition(book: Rulebook) -> str:
    owned = {
        (p.owner, p.edition) for slug, p in book.profiles.items() if slug != UNKNOWN and p.owner
    }
    of = " en ".join(f"{owner}, editie {edition}" for owner, edition in sorted(owned, key=str))
    return (
        f"De namen en het model zijn van {of}. Staan er andere namen in je gebiedsrapport? "
        "Laat deze vraag dan open."
    )
