"""The concept that the address names: read, changed and saved; the session holds what failed."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from engine.model import KnowledgeError
from plans.plan_versions import StoreError
from screens.maintenance.bench.who import Worker
from screens.page import knowledge
from screens.page.markup import notice
from screens.page.reading import asking
from workbench import knowledge_rooms
from workbench.concept import Concept, ConceptError, ConceptStage, mark
from workbench.form_options import ConceptWords
from workbench.rights import Right
from workbench.storage.concept_store import ConceptStore

CONCEPT = "concept"  # in the address: the number of a concept
SAID, FAULT = "werkplaats-gezegd", "werkplaats-fout"
LONGEST_CONCEPT = 12  # digits


@dataclass(frozen=True, slots=True)
class Bench:
    """Who works, where concepts are kept, which one lies open, and the texts that serve."""

    who: Worker
    store: ConceptStore
    concept: Concept
    serving: Mapping[str, str]

    @property
    def number(self) -> int:
        """Return the number of the concept."""
        return self.concept.head.number

    @property
    def open(self) -> bool:
        """Tell whether this worker can change the concept now."""
        return self.who.may(Right.WRITE) and self.concept.head.stage == ConceptStage.DRAFT

    @property
    def texts(self) -> dict[str, str]:
        """Return every file as it is with the concept."""
        files = {**self.serving, **self.concept.texts}
        return {name: text for name, text in files.items() if text is not None}

    def put(self, texts: Mapping[str, str | None], what: str) -> bool:
        """Keep files in the concept; on any error say why, and return False."""
        if all(self.texts.get(name) == text for name, text in texts.items()):
            raise ConceptError("Je hebt nog niets veranderd.")
        bases = {name: mark(self.serving.get(name)) for name in texts}
        seen = {name: mark(file.text) for name, file in self.concept.files.items() if name in texts}
        try:
            self.store.put(self.number, texts, bases, seen, self.who.actor, what)
        except (ConceptError, StoreError) as error:
            st.session_state[FAULT] = str(error)
            return False
        st.session_state[SAID] = f"Bewaard in het concept: {what}."
        return True

    def words(self) -> ConceptWords:
        """Return the channels, sources and findings that the concept adds."""
        new = {name: text for name, text in self.concept.texts.items() if text is not None}
        own: ConceptWords = asking.read("concept", "concept-woorden", new)
        return own


@st.cache_resource(show_spinner=False)
def _store() -> ConceptStore:
    return ConceptStore()


def store(who: Worker) -> ConceptStore:
    """Return the concepts of the organisation of a worker; raises StoreError."""
    return _store().within(who.owner)


def asked() -> int | None:
    """Return the number in the address, if there is one."""
    said = st.query_params.get(CONCEPT, "")
    return int(said) if said.isdecimal() and len(said) <= LONGEST_CONCEPT else None


def bench(who: Worker, number: int) -> Bench:
    """Return what lies on the bench; raises StoreError, and KnowledgeError for unreadable files."""
    concepts = store(who)
    serving = knowledge_rooms.texts(knowledge.published())
    return Bench(who, concepts, concepts.read(number), serving)


def show_messages() -> None:
    """Show what became of the last press of a button, once."""
    if fault := st.session_state.pop(FAULT, ""):
        st.html(notice(str(fault)))
    if said := st.session_state.pop(SAID, ""):
        st.html(notice(str(said), role="status"))


def refuse(error: Exception) -> None:
    """Remember why a press of a button did nothing."""
    problems = getattr(error, "problems", ())
    plain = [one.message for one in problems] if isinstance(error, KnowledgeError) else []
    st.session_state[FAULT] = " ".join(plain) or str(error)
