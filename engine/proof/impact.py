"""Between two versions of the knowledge: which advices change, from what to what, by which rule.

Every difference that a reader can see is there, by kind: channels, duties, certainty, texts and
candidates; and every place where the knowledge itself differs.
"""

import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from engine.compile import Outcome, Table
from engine.knowledge.files import FOLDERS
from engine.knowledge.rulebook import ROOT
from engine.model import Rulebook, Situation
from engine.proof import history, visible
from engine.proof.comparison import Unlike
from engine.proof.visible import Seen
from engine.roles import CHOSEN


class RevisionError(ValueError):
    """Neither a knowledge directory nor a git revision; the message is Dutch."""


@dataclass(frozen=True, slots=True)
class Change:
    """One situation whose advice reads otherwise, with the rules that make the difference.

    `before` and `after` are the chosen channels with their roles.
    """

    situation: Situation
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    differences: tuple[Seen, ...]

    def of(self, kind: str) -> tuple[Unlike, ...]:
        """Return the differences of one kind."""
        return tuple(unlike for each, unlike in self.differences if each == kind)


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
            _unpack(archive, Path(folder).resolve())
        yield Path(folder)


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Write the plain files of an archive below a folder, and nothing else.

    The filters of tarfile would do, but the Python of Debian 12 (3.11.2) does not have them.
    """
    for member in archive:
        place = (folder / member.name).resolve()
        source = archive.extractfile(member) if member.isfile() else None
        if source and place.is_relative_to(folder):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(source.read())


def compare(old: Table, new: Table) -> list[Change]:
    """Return a Change for every situation whose advice a reader would see differ.

    Situations that share their outcome with another, before and after, change in the same way.
    """
    edited = _edited(old.book, new.book)
    same_words = visible.words_are_the_same(old.book, new.book)
    changes: dict[Hashable, Change | None] = {}
    listed = []
    for situation in dict.fromkeys([*new.outcomes, *old.outcomes]):
        if same_words and visible.reads_the_same(old, new, situation):
            continue
        before, after = old.outcomes.get(situation), new.outcomes.get(situation)
        key = situation[:-1], id(before), id(after)
        if key not in changes:
            changes[key] = _change(old, new, situation, edited)
        if change := changes[key]:
            listed.append(replace(change, situation=situation))
    return listed


def _change(old: Table, new: Table, situation: Situation, edited: set[str]) -> Change | None:
    readings = visible.advice_of(old, situation), visible.advice_of(new, situation)
    if readings[0] == readings[1]:
        return None
    before, after = old.outcomes.get(situation), new.outcomes.get(situation)
    was, now = _roles(before), _roles(after)
    touched = {slug for slug, _ in set(was) ^ set(now)}
    rules = {*_differences(before, after, touched), *(edited & _ids(before, after))}
    return Change(situation, was, now, tuple(sorted(rules)), tuple(visible.seen(*readings)))


def counts(changes: Iterable[Change]) -> dict[str, int]:
    """Return in how many advices something of each kind differs."""
    kinds = Counter(kind for change in changes for kind in dict(change.differences))
    return {kind: kinds[kind] for kind in visible.KINDS}


def _edited(old: Rulebook, new: Rulebook) -> set[str]:
    """Return the rules, duties and gaps that read otherwise in two versions."""
    difference = history.difference(old, new)
    return {*difference.new, *difference.gone, *difference.changed}


def _ids(*outcomes: Outcome | None) -> set[str]:
    """Return the rules, duties, gaps and derivations that hold in a situation."""
    return {
        id_
        for outcome in outcomes
        if outcome
        for id_ in (*outcome.fired, *outcome.applies, *(one.by for one in outcome.derived))
    }


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
