"""A page asks for a reading: it says that it waits, and what was read once is not read again."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from engine.model import KnowledgeError, Problem
from screens.page.markup import tag
from screens.page.reading import limits, wire
from screens.page.reading.limits import Ending
from screens.page.reading.pool import POOL, Ended
from screens.page.reading.readers import READERS
from screens.page.reading.wire import ReadingQuestion

KEPT = "gelezen-"  # with the key of a reading: what came of it, for this session
PATIENT = 0.5  # seconds without a word
READING = "Even lezen."
WAITING = "Er wordt al veel gelezen. Je bent zo aan de beurt."


@dataclass(frozen=True, slots=True)
class ReadingOutcome:
    """What came of a reading, or why nothing did; `digest` is of all that was given."""

    digest: str
    value: Any = None
    error: KnowledgeError | None = None


def read(label: str, name: str, *given: Any, key: str = "") -> Any:
    """Return what the reader of this name makes of what is given (see `readers`).

    `label` is what errors call the file; `key` tells readings of one reader apart. Raises
    KnowledgeError.
    """
    question = wire.question(name, *given)
    if len(question.text) > limits.QUESTION:
        raise KnowledgeError((Problem(label, None, limits.TOGETHER),))
    place, digest = f"{KEPT}{key or name}", hashlib.sha256(question.text).hexdigest()
    kept: ReadingOutcome | None = st.session_state.get(place)
    if kept is None or kept.digest != digest:
        kept = _read(label, question, digest)
        if not (isinstance(kept.error, Ended) and kept.error.ending == Ending.BUSY):
            st.session_state[place] = kept
    if kept.error:
        raise kept.error
    return kept.value


def forget(key: str) -> None:
    """Keep no more what came of a reading."""
    st.session_state.pop(f"{KEPT}{key}", None)


def _read(label: str, question: ReadingQuestion, digest: str) -> ReadingOutcome:
    notice = WaitingNotice(READERS[question.name].stages)
    try:
        value = POOL.read(label, question, notice.tick, _client(), notice.hear)
        return ReadingOutcome(digest, value)
    except KnowledgeError as error:
        return ReadingOutcome(digest, error=error)
    finally:
        notice.clear()


class WaitingNotice:
    """Says on the page what is waited for; a page that was closed ends in saying so.

    Where a reading has stages, their sentences say how far it is.
    """

    def __init__(self, stages: Sequence[str] = ()) -> None:
        self._begun = time.monotonic()
        self._place: Any = None
        self._stages, self.words = stages, READING

    def hear(self, stage: int) -> None:
        """Take over how far it is; a stage there is none of says nothing."""
        if 0 <= stage < len(self._stages):
            self.words = f"Stap {stage + 1} van {len(self._stages)}: {self._stages[stage]}"

    def tick(self, waiting: bool) -> None:
        """Say it, when it takes long enough to wonder."""
        if time.monotonic() - self._begun < PATIENT:
            return
        if self._place is None:
            self._place = st.empty()
        self._place.html(tag("p", WAITING if waiting else self.words, role="status"))

    def clear(self) -> None:
        """Say no more."""
        if self._place is not None:
            self._place.empty()


def _client() -> str:
    """Return who asks, as far as it can be notice: only to let others go before who asks much."""
    forwarded = st.context.headers.get("x-forwarded-for", "")
    return f"{st.context.ip_address} {forwarded.rpartition(',')[2].strip()}"
