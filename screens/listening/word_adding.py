"""Words and names of columns that an organisation adds: put here, and taken home as a file."""

from collections.abc import Mapping

import streamlit as st

from dutch import counted, whole
from listening import knowledge, own_words
from listening.model import Wish
from listening.own_words import NAME, NOTHING
from listening.uses import SearchPicture
from screens.page.markup import bullets, join, notice, tag

ADDED = "luister-eigen-woorden"  # subject → words, of this session
WORD, SUBJECT = "luister-nieuw-woord", "luister-nieuw-onderwerp"
TITLE = "Nieuwe woorden van inwoners"
HOW = (
    "Deze woorden kennen wij niet. Zet een woord bij een onderwerp: dan telt het daar meteen mee. "
    "Download je eigen woorden en open het bestand de volgende keer hierboven, of geef het aan je "
    "beheerder."
)
OWN_KIND = (
    "Download wat je aanwees. Open het bestand de volgende keer samen met je export, dan wordt die "
    "vanzelf herkend."
)
SHOWN = 8


def text() -> str:
    """Return what was added in this session, as the file; "" when nothing was."""
    added: Mapping[str, list[str]] = st.session_state.get(ADDED) or {}
    return own_words.write(added, {}, NOTHING) if added else ""


def show(picture: SearchPicture) -> None:
    """Show what has no subject, new and rising words first, and where to put a word."""
    words = _words(picture)
    if not words and not st.session_state.get(ADDED):
        return
    rising = [f"{one.text}: {one.trend}, {whole(one.times)} keer" for one in picture.rising]
    groups = [f"{one.word}, {whole(one.times)} keer: {', '.join(one.terms)}"
              for one in picture.clusters if len(one.terms) > 1]  # fmt: skip
    st.html(
        join((
            tag("h2", TITLE),
            tag("p", HOW),
            tag("h3", "Nieuw of gestegen") if rising else None,
            bullets(rising[:SHOWN]) if rising else None,
            tag("h3", "Bij elkaar op één woord") if groups else None,
            bullets(groups[:SHOWN]) if groups else None,
        ))
    )  # fmt: skip
    if words:
        _put(words)
    _taken()


def _words(picture: SearchPicture) -> list[str]:
    """Return the words to choose from, each once."""
    every = [one.text for one in picture.rising]
    every += [one.word for one in picture.clusters]
    return list(dict.fromkeys([*every, *(text for text, _ in picture.unmatched)]))


def _put(words: list[str]) -> None:
    subjects = knowledge.load().subjects
    names = {id_: one.plain for id_, one in sorted(subjects.items(), key=lambda p: p[1].plain)}
    with st.container(horizontal=True, vertical_alignment="bottom", key="luister-woord-erbij"):
        st.selectbox("Woord", words, key=WORD, width=260)
        st.selectbox("Onderwerp", list(names), format_func=names.__getitem__, key=SUBJECT,
                     width=300)  # fmt: skip
        st.button("Zet dit woord bij dit onderwerp", key="luister-woord-zet", on_click=_add)


def _add() -> None:
    added: dict[str, list[str]] = st.session_state.setdefault(ADDED, {})
    words = added.setdefault(st.session_state[SUBJECT], [])
    word = st.session_state[WORD]
    if word not in words:
        words.append(word)


def _undo() -> None:
    st.session_state[ADDED] = {}


def _taken() -> None:
    """Tell what was added, and offer it as a file."""
    added: Mapping[str, list[str]] = st.session_state.get(ADDED) or {}
    if not added:
        return
    subjects = knowledge.load().subjects
    lines = [f"{', '.join(words)}: bij {subjects[id_].plain}" for id_, words in added.items()]
    number = sum(len(words) for words in added.values())
    st.html(notice(f"{counted(number, 'woord', 'woorden')} toegevoegd", items=lines, role="status"))
    with st.container(horizontal=True, key="luister-woord-mee"):
        st.download_button("Download je eigen woorden", data=text().encode(), file_name=NAME,
                           mime="application/yaml", key="luister-woord-bestand",
                           on_click="ignore")  # fmt: skip
        st.button("Haal ze weg", key="luister-woord-weg", on_click=_undo)


def kind(wish: Wish) -> None:
    """Offer the columns that were pointed out, as a file that makes the kind known."""
    if not (wish.kind and wish.columns):
        return
    made = own_words.write({}, {wish.kind: dict(wish.columns)}, NOTHING)
    st.html(tag("p", OWN_KIND))
    st.code(made, language=None)
    st.download_button("Download deze kolomnamen", data=made.encode(), file_name=NAME,
                       mime="application/yaml", key="luister-soort-bestand",
                       on_click="ignore")  # fmt: skip
