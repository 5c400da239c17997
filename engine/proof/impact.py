"""Between two versions of the knowledge: which advices change, from what to what, by which rule."""

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from engine.compile import Outcome, Table
from engine.knowledge.files import FOLDERS
from engine.knowledge.rulebook import ROOT
from engine.model import Situation
from engine.roles import CHOSEN


class RevisionError(ValueError):
    """Neither a knowledge directory nor a git revision; the message is Dutch."""


@dataclass(frozen=True, slots=True)
class Change:
    """One situation whose chosen channels differ, with the rules that make the difference."""

    situation: Situation
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]


@contextmanager
def knowledge(name: str, root: Path = ROOT) -> Iterator[Path]:
    """Give the directory a name means: a knowledge directory, or a git revision of `root`.

    Raises RevisionError when it is neither.
    """
    path = Path(name)
    if path.is_dir():
        if not all((path / folder).is_dir() for folder in FOLDERS):
            raise RevisionError(f"in map '{name}' staan geen mappen profiles en journeys.")
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=BytesIO(_archive(name, root))) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder)


def compare(old: Table, new: Table) -> list[Change]:
    """Return a Change for every situation whose chosen channels or their roles differ."""
    changes = []
    for situation in dict.fromkeys([*new.outcomes, *old.outcomes]):
        before = old.outcomes.get(situation)
        after = new.outcomes.get(situation)
        was, now = _roles(before), _roles(after)
        if was != now:
            touched = {slug for slug, _ in set(was) ^ set(now)}
            rules = _differences(before, after, touched)
            changes.append(Change(situation, was, now, rules))
    return changes


def _archive(revision: str, root: Path) -> bytes:
    if revision.startswith("-"):
        raise RevisionError(f"'{revision}' is geen map en geen git-versie.")
    command = ["git", "-C", str(root), "archive", "--format=tar", revision, "--", *FOLDERS]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise RevisionError("git is niet te vinden. Noem twee mappen.") from error
    if done.returncode != 0:
        raise RevisionError(f"'{revision}' is geen kennismap en geen git-versie met kennis.")
    return done.stdout


def _roles(outcome: Outcome | None) -> tuple[tuple[str, str], ...]:
    """Return (channel, role) of the chosen channels: main, supporting by rank, always-present."""
    rows = [row for row in outcome.ranking if row.role in CHOSEN] if outcome else []
    return tuple(
        (row.channel, row.role) for row in sorted(rows, key=lambda row: CHOSEN.index(row.role))
    )


def _differences(
    before: Outcome | None, after: Outcome | None, channels: set[str]
) -> tuple[str, ...]:
    """Return the rules that came, went or weigh otherwise for the channels that moved."""
    was, now = _weights(before, channels), _weights(after, channels)
    rules = {id_ for id_, _, _ in was ^ now}
    if not rules:
        everywhere = {row.channel for o in (before, after) if o for row in o.ranking}
        was, now = _weights(before, everywhere), _weights(after, everywhere)
        rules = {id_ for id_, _, _ in was ^ now}
    duties = set(before.applies if before else ()) ^ set(after.applies if after else ())
    return tuple(sorted(rules | duties))


def _weights(outcome: Outcome | None, channels: set[str]) -> set[tuple[str, str, float]]:
    return {
        (reason.rule, row.channel, reason.weight)
        for row in (outcome.ranking if outcome else ())
        if row.channel in channels
        for reason in row.reasons
    }
