"""Names files of the knowledge as advisors know them."""

from collections.abc import Mapping
from typing import Any

from engine.model import Rulebook
from workbench import knowledge_rooms


def title_of(book: Rulebook, name: str) -> str:
    """Return what a file is about, by the name that advisors know, with the name of the file."""
    room, word = name.rsplit("/", 1)
    stem = word.removesuffix(".yaml")
    about: Mapping[str, Mapping[str, Any]] = {
        knowledge_rooms.AGES: book.ages,
        knowledge_rooms.PROFILES: book.profiles,
        knowledge_rooms.CHANNELS: book.channels,
        knowledge_rooms.SOURCES: book.sources,
        "journeys/fasen": book.phases,
        "journeys/trajecten": book.tracks,
        "journeys/belang": book.stakes,
    }
    form = about.get(room, {}).get(stem)
    title = getattr(form, "name", None) or getattr(form, "title", None)
    return f"{title} ({stem})" if title else stem
