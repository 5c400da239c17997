"""Versions of the knowledge: which came before, of what day, and which rules differ.

Read from git where there is git; a server without it still knows the day of its files.
"""

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from engine.knowledge import files
from engine.knowledge.rulebook import ROOT
from engine.model import Derivation, Gap, Rule, Rulebook, Safeguard

MOST = 10
PATIENCE = 10.0  # seconds git may take
KnowledgeItem = Rule | Derivation | Safeguard | Gap


@dataclass(frozen=True, slots=True)
class Revision:
    """A git revision that changed the knowledge, with its day."""

    revision: str
    day: date


@dataclass(frozen=True, slots=True)
class Difference:
    """The rules (ids) that are new, gone or changed between two versions, safeguards included."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]


def versions(root: Path = ROOT, most: int = MOST) -> tuple[Revision, ...]:
    """Return the versions of the knowledge, newest first; none where there is no git."""
    command = ["git", "-C", str(root), "log", "--format=%H %cs", f"-n{most}", "--", *files.FOLDERS]
    try:
        done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=PATIENCE)
    except (OSError, subprocess.SubprocessError):
        return ()
    pairs = (line.split() for line in done.stdout.splitlines())
    return tuple(Revision(revision, date.fromisoformat(day)) for revision, day in pairs)


def changed_since(root: Path = ROOT) -> bool:
    """Tell whether files differ from the newest version in git."""
    command = ["git", "-C", str(root), "status", "--porcelain", "--", *files.FOLDERS]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE)
    except (OSError, subprocess.SubprocessError):
        return False
    return bool(done.stdout.strip())


def day_of(root: Path = ROOT) -> date:
    """Return the day of the knowledge: of its newest version, or of its newest file."""
    newest_first = versions(root, most=1)
    if newest_first and not changed_since(root):
        return newest_first[0].day
    newest = max(path.stat().st_mtime for _, path in files.paths(root))
    return datetime.fromtimestamp(newest, UTC).date()


def previous(root: Path = ROOT) -> Revision | None:
    """Return the version before the one on disk, if git knows it."""
    newest_first = versions(root, most=2)
    before = newest_first if changed_since(root) else newest_first[1:]
    return before[0] if before else None


def changed_files(old: Path, new: Path = ROOT) -> tuple[str, ...]:
    """Return the names of the knowledge files that differ between two folders."""
    was = {name: path.read_bytes() for name, path in files.paths(old)}
    now = {name: path.read_bytes() for name, path in files.paths(new)}
    return tuple(sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name)))


def difference(old: Rulebook, new: Rulebook) -> Difference:
    """Return which rules differ between two versions."""
    was, now = _rules(old), _rules(new)
    return Difference(
        new=tuple(id_ for id_ in now if id_ not in was),
        gone=tuple(id_ for id_ in was if id_ not in now),
        changed=tuple(id_ for id_ in now if id_ in was and now[id_] != was[id_]),
    )


def _rules(book: Rulebook) -> Mapping[str, KnowledgeItem]:
    every: Iterable[KnowledgeItem] = (*book.rules, *book.derivations, *book.safeguards, *book.gaps)
    return {rule.id: rule for rule in every}
