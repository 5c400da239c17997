"""Versions of the knowledge: which came before, of what day, and which rules differ.

Read from git where there is git; a server without it still knows the day of its files.
"""

import subprocess
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from engine.knowledge import files, rulebook
from engine.knowledge.rulebook import ROOT
from engine.model import Derivation, Gap, Rule, Rulebook, Safeguard

MOST = 10
OLDEST = 500  # versions that are looked at for the knowledge of a receipt
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


def revision_of(digest: str, root: Path = ROOT) -> Revision | None:
    """Return the version in git with this SHA-256 of the knowledge, the newest first; if any."""
    known: dict[str, str] = {}
    for revision in versions(root, OLDEST):
        try:
            blobs = _blobs(revision.revision, root)
            known |= _canonical({name: b for name, b in blobs.items() if b not in known}, root)
        except (OSError, subprocess.SubprocessError, ValueError):
            continue
        written = {name: known[blob] for name, blob in blobs.items() if blob in known}
        if len(written) == len(blobs) and rulebook.digest(written) == digest:
            return revision
    return None


def _blobs(revision: str, root: Path) -> dict[str, str]:
    """Return name → hash of what is in every knowledge file of a version."""
    command = ["git", "-C", str(root), "ls-tree", "-rz", revision, "--", *files.FOLDERS]
    done = subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE)
    rows = (row.split("\t", 1) for row in done.stdout.decode().split("\0") if row)
    return {
        name: about.split()[2]
        for about, name in rows
        if Path(name).suffix.lower() in files.ENDINGS and not name.startswith(files.APART)
    }


def _canonical(blobs: Mapping[str, str], root: Path) -> dict[str, str]:
    """Return hash → canonical form of what is in files; what cannot be read is left out."""
    command = ["git", "-C", str(root), "cat-file", "--batch"]
    asked = "".join(f"{blob}\n" for blob in blobs.values()).encode()
    done = subprocess.run(command, input=asked, capture_output=True, check=True, timeout=PATIENCE)
    left, forms = done.stdout, {}
    for name, blob in blobs.items():
        head, _, left = left.partition(b"\n")
        size = int(head.split()[2])
        text, left = left[:size], left[size + 1 :]
        with suppress(files.Unreadable, UnicodeDecodeError):
            tree, _lines = files.parse(name, text.decode("utf-8-sig"))
            forms[blob] = rulebook.canonical(tree)
    return forms


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
