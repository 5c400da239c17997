"""Published knowledge as it is kept: a version is one row or one commit, so it is whole or absent.

A version holds every file that differs from those of the folder. To publish is to add a version;
to serve an old one again is to add a version with the same files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.knowledge.draft import Changed


@dataclass(frozen=True, slots=True)
class Publication:
    """A wish to publish: the files that change, and who wants it, who looked at it, and why."""

    title: str
    why: str
    what: str  # the difference in words
    proposer: str
    publisher: str
    digest: str  # of the knowledge as a whole
    changed: Changed
    copies: int | None = None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as it stands in the list; `number` 0 is the knowledge of the folder itself."""

    number: int
    moment: datetime
    title: str
    why: str
    what: str
    proposer: str
    publisher: str
    digest: str
    copies: int | None
    revision: str


def merged(before: Changed, changed: Changed, folder: Mapping[str, str]) -> dict[str, str | None]:
    """Return the files of the next version: those of before with the change, without the folder's.

    `folder` is name → text of what the folder holds.
    """
    files = {**before, **changed}
    return {name: text for name, text in sorted(files.items()) if folder.get(name) != text}
