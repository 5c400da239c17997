"""Try a change of a knowledge file or of an organisation: what would happen, without saving it.

The knowledge is read as if a file had another text, compiled in the worker, compared with what
serves now, and thrown away. One trial is compiled at a time, for a server has few cores.
"""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

from engine.compile import Table, compile_book
from engine.knowledge import files, organisation, own_survey
from engine.knowledge.draft import UNCHANGED, Changed
from engine.knowledge.rulebook import ROOT, load
from engine.model import Example, KnowledgeError, Problem, Rulebook, SituationForm
from engine.proof import impact, visible
from engine.proof.check import broken_by, errors
from engine.proof.comparison import Unlike
from engine.proof.impact import Change

WAIT = 30.0  # seconds a trial waits for another one
PATIENCE = 60.0  # seconds a trial may take to compile
MOST_RULES = 1000  # three times what there is; more would take too much memory
_turn = threading.Lock()


class Busy(RuntimeError):
    """Another trial is being compiled; the message is Dutch."""


class Unchangeable(ValueError):
    """A weight that cannot be set in the text; the message is Dutch."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a change would do. `problems` would keep it from serving.

    Of examples and promises only those that come out otherwise than now: in what they differ, or
    the names of those that come out again. `compared` is False when there is nothing to compare.
    """

    problems: tuple[Problem, ...]
    compared: bool = False
    changes: tuple[Change, ...] = ()
    knowledge: tuple[Unlike, ...] = ()
    broken: tuple[str, ...] = ()
    broken_promises: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()


def names(root: Path = ROOT) -> tuple[str, ...]:
    """Return the names of the knowledge files that can be changed."""
    return tuple(name for name, _ in files.paths(root))


def text_of(name: str, root: Path = ROOT) -> str:
    """Return the text of a knowledge file; raises KeyError for any other file."""
    return dict(files.paths(root))[name].read_text(encoding="utf-8-sig")


def try_file(
    name: str, text: str, now: Table, root: Path = ROOT, published: Changed = UNCHANGED
) -> Trial:
    """Return what happens when a knowledge file gets this text; `now` is what serves.

    `published` are the files that serve instead of those of the folder.

    Raises Busy, CompileError, or KeyError for a file that is no part of the knowledge.
    """
    if name not in (*names(root), *published):
        raise KeyError(name)
    try:
        return outcome(book_of({**published, name: text}, now, root), now)[0]
    except KnowledgeError as error:
        return Trial(error.problems)


def book_of(changed: Changed, now: Table, root: Path = ROOT) -> Rulebook:
    """Return the knowledge as it is with these files, for the organisation that serves `now`.

    Raises KnowledgeError.
    """
    too_large = files.TOO_LARGE.format(mega=files.LARGEST // 1_000_000)
    large = [n for n, text in changed.items() if text and len(text.encode()) > files.LARGEST]
    if large:
        raise KnowledgeError(tuple(Problem(name, None, too_large) for name in large))
    book, own = load(root, changed), now.book.organisation
    return own_survey.attach(organisation.apply(book, own) if own else book, now.book.surveys)


def try_organisation(text: str, national: Rulebook, now: Table) -> Trial:
    """Return what happens when this is the organisation file; raises Busy or CompileError."""
    try:
        book = organisation.parse("organisatie.yaml", text, national)
    except KnowledgeError as error:
        return Trial(error.problems)
    named = book.organisation.surveys if book.organisation else ()
    kept = [own for own in now.book.surveys if own.file in named]
    return outcome(own_survey.attach(book, kept), now)[0]


def difference(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return the changed lines with some around them: (sign, line), sign "+", "-", "" or "@".

    A sign "@" goes with the number of the line that follows.
    """
    lines = list(unified_diff(old.splitlines(), new.splitlines(), n=2, lineterm=""))[2:]
    rows = []
    for line in lines:
        sign, rest = line[:1], line[1:]
        if sign == "@":
            rest = re.findall(r"\+(\d+)", line)[0]
        rows.append((sign.strip(), rest))
    return tuple(rows)


def weights(name: str, text: str) -> dict[str, float]:
    """Return rule → written weight of a rule file; nothing when it is none or cannot be read."""
    try:
        tree, _ = files.parse(name, text)
    except files.Unreadable:
        return {}
    by_rule = {}
    for rule in _rules(tree):
        if isinstance(rule.get("id"), str) and _is_number(rule.get("gewicht")):
            by_rule[rule["id"]] = float(rule["gewicht"])
    return by_rule


def with_weight(name: str, text: str, rule: str, weight: float) -> str:
    """Return the text of a rule file with another weight for a rule, all else as it stands.

    Raises Unchangeable when the weight cannot be found in the text.
    """
    line = _line_of_weight(name, text, rule)
    lines = text.splitlines(keepends=True)
    figure = f"{weight:g}"
    lines[line - 1] = re.sub(
        r"(\bgewicht:\s*)[-+.\d]+", rf"\g<1>{figure}", lines[line - 1], count=1
    )
    changed = "".join(lines)
    if weights(name, changed) != weights(name, text) | {rule: weight}:
        raise Unchangeable(f"het gewicht van regel '{rule}' vind ik niet. Verander de tekst zelf.")
    return changed


def _line_of_weight(name: str, text: str, rule: str) -> int:
    if rule not in weights(name, text):
        message = f"regel '{rule}' heeft geen gewicht dat je kunt veranderen."
        raise Unchangeable(message)
    tree, lines = files.parse(name, text)
    at = next(i for i, entry in enumerate(tree["regels"]) if entry.get("id") == rule)
    return lines["regels", at, "gewicht"]


def _rules(tree: object) -> Iterator[dict[str, str]]:
    rules = tree.get("regels") if isinstance(tree, dict) else None
    for rule in rules if isinstance(rules, list) else ():
        if isinstance(rule, dict):
            yield rule


def _is_number(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[-+]?(\d+(\.\d*)?|\.\d+)", value) is not None


def outcome(book: Rulebook, now: Table) -> tuple[Trial, Table | None]:
    """Return what would happen with other knowledge, and its table where that was made.

    Raises Busy or CompileError.
    """
    if len(book.rules) > MOST_RULES:
        message = f"met meer dan {MOST_RULES} regels reken ik het hier niet door."
        return Trial((Problem("journeys/regels", None, message),)), None
    new = compile_in_turn(book)
    bare = Table(replace(book, examples=()), new.outcomes, new.normal)
    was, now_wrong = _wrong(now), _wrong(new)
    broken = [item for item in now_wrong.items() if item[0] not in was]
    promises = set(map(_key, (*book.promises, *book.later_promises)))
    tried = Trial(
        problems=errors(bare),
        compared=True,
        changes=tuple(impact.compare(now, new)),
        knowledge=visible.of_knowledge(now.book, new.book),
        broken=tuple(text for key, text in broken if key not in promises),
        broken_promises=tuple(text for key, text in broken if key in promises),
        mended=tuple(key[0] for key in was if key not in now_wrong),
    )
    return tried, new


def compile_in_turn(book: Rulebook) -> Table:
    """Return the table of a rulebook, when it is our turn; raises Busy or CompileError."""
    if not _turn.acquire(timeout=WAIT):
        raise Busy("Iemand anders rekent nu een wijziging door. Probeer het zo nog eens.")
    try:
        return compile_book(book, timeout=PATIENCE)
    finally:
        _turn.release()


def _wrong(table: Table) -> dict[tuple[str, SituationForm], str]:
    """Return in what every example and promise differs that does not come out."""
    book = table.book
    examples = (*(e for _, e in book.examples), *book.promises, *book.later_promises)
    messages = {}
    for example in examples:
        for text in broken_by(table, example)[:1]:
            messages[_key(example)] = text
    return messages


def _key(example: Example) -> tuple[str, SituationForm]:
    return example.name, example.situation
