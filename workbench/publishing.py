"""Publishes, and serves an old version again: a row first, then a commit where there is git."""

import logging
from collections.abc import Iterable
from pathlib import Path

from engine.knowledge.rulebook import ROOT
from engine.proof import impact
from workbench import git_shelf, knowledge_rooms
from workbench.concept import ConceptError
from workbench.git_shelf import GitFailed
from workbench.published import Publication, VersionLine, merged
from workbench.storage.version_store import VersionStore, Within

LOG = logging.getLogger(__name__)


class Publisher:
    """Publishes the knowledge of a folder; everything may raise StoreError."""

    def __init__(self, store: VersionStore, root: Path = ROOT) -> None:
        """Publish into a store, and as a commit when the folder is a repository."""
        self.store, self.root = store, root
        self.in_git = git_shelf.is_repository(root)

    def publish(self, wish: Publication, base: int, within: Within | None = None) -> int:
        """Add a version after `base` with the files that change; return its number.

        `within` does what belongs to it in the same transaction. Raises ConceptError.
        """
        self.settle()
        before = self.store.serving()[1]
        folder = knowledge_rooms.texts({}, self.root)
        number = self.store.publish(wish, base, merged(before, wish.changed, folder), within)
        self.settle()
        return number

    def settle(self) -> None:
        """Make the commit of the newest version, also of one whose server was killed."""
        waiting = self.store.unsettled() if self.in_git else None
        if waiting is None:
            return
        line, files = waiting
        who = f"Voorgesteld door {line.proposer}, gepubliceerd door {line.publisher}."
        message = "\n\n".join(part for part in (line.title, line.why, line.what, who) if part)
        try:
            revision = git_shelf.commit(self.root, files, message, line.publisher)
        except GitFailed as error:
            LOG.error("gepubliceerd zonder commit", extra={"gegevens": {"waarom": str(error)}})
            return
        self.store.settled(line.number, revision)

    def texts(self, number: int) -> dict[str, str]:
        """Return name → text of all knowledge of a version; 0 is what came with the product."""
        lines = {line.number: line for line in self.store.lines()}
        if number and number not in lines:
            raise ConceptError("Deze versie is er niet. Kies een andere in de lijst.")
        revision = lines[number].revision if number else _first(lines.values())
        if not revision:
            return knowledge_rooms.texts(self.store.files(number), self.root)
        with impact.knowledge(revision, self.root) as folder:
            return knowledge_rooms.texts({}, folder)

    def back_to(self, number: int) -> dict[str, str | None]:
        """Return the files that have to change so that a version serves again."""
        now = knowledge_rooms.texts(self.store.serving()[1], self.root)
        then = self.texts(number)
        names = sorted({*now, *then})
        return {name: then.get(name) for name in names if now.get(name) != then.get(name)}


def _first(lines: Iterable[VersionLine]) -> str:
    """Return the revision before the first version in git, where versions are commits."""
    oldest = min(lines, key=lambda line: line.number, default=None)
    return f"{oldest.revision}^" if oldest and oldest.revision else ""
