"""Writes published files into a git repository as one commit, without touching its settings.

The commit is made beside the index, so that nobody's own work goes into it and nothing has to be
unlocked after a server that was killed. The version itself is a row already: it serves from there
until its commit stands, so that what serves is always whole.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.knowledge.draft import Changed
from workbench.knowledge_rooms import checked

PATIENCE = 30.0  # seconds git may take
UNSAFE = re.compile(r"[<>\n\r\x00]")
MAIL = "ken-je-inwoner@localhost.invalid"


class GitFailed(RuntimeError):
    """Git could not keep a version; the version serves all the same."""


def is_repository(root: Path) -> bool:
    """Tell whether a folder is the top of a git repository in which we may write."""
    if not (root / ".git").exists() or not os.access(root, os.W_OK):
        return False
    try:
        return Path(_git(root, "rev-parse", "--show-toplevel").strip()).resolve() == root.resolve()
    except GitFailed:
        return False


def commit(root: Path, changed: Changed, message: str, author: str) -> str:
    """Write files and commit them; return the revision. What was done before is not done again."""
    for name, text in changed.items():
        _write(root, checked(name), text)
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        before = _git(root, "rev-parse", "HEAD").strip()
        _git(root, "read-tree", before, more=index)
        _git(root, "update-index", "--add", "--remove", "--", *changed, more=index)
        tree = _git(root, "write-tree", more=index).strip()
        if tree == _git(root, "rev-parse", f"{before}^{{tree}}").strip():
            return before
        name = UNSAFE.sub(" ", author).strip() or "werkplaats"
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
               for what, value in (("NAME", name), ("EMAIL", MAIL))}  # fmt: skip
        made = _git(root, "commit-tree", tree, "-p", before, typed=message, more=who).strip()
        _git(root, "update-ref", "-m", "werkplaats", "HEAD", made, before)
    _git(root, "reset", "-q", "--", *changed)
    return made


def _write(root: Path, name: str, text: str | None) -> None:
    path = root / name
    if text is None:
        path.unlink(missing_ok=True)
        return
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".nieuw-", delete=False) as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def _git(
    root: Path, *command: str, typed: str | None = None, more: Mapping[str, str] | None = None
) -> str:
    words: Sequence[str] = ("git", "-C", str(root), "-c", "core.hooksPath=/dev/null", *command)
    try:
        done = subprocess.run(
            words, capture_output=True, check=True, text=True, timeout=PATIENCE, input=typed,
            env={**os.environ, **(more or {})},
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        raise GitFailed(f"git {command[0]}") from error
    return done.stdout
