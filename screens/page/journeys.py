"""The library of journeys that serves: read once per version of its files and of the knowledge."""

import streamlit as st

import blueprints
from blueprints import Library
from blueprints.library import stamp
from engine.compile import Table
from engine.model import KnowledgeError, Problem


def found(table: Table) -> Library:
    """Return the journeys; a broken file is left out and named in `problems`."""
    return _read(stamp(), table.book.digest, table.book.organisation_digest, table)


@st.cache_resource(show_spinner=False, max_entries=2)
def _read(
    files: tuple[tuple[str, int, int], ...], digest: str, own: str | None, _table: Table
) -> Library:
    try:
        return blueprints.load(_table.book)
    except KnowledgeError as error:
        return Library({}, {}, {}, error.problems)


def complaint(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    """Return what is wrong with files of the library, one text each."""
    return tuple(str(problem) for problem in problems)
