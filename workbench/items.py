"""Parts of a knowledge file, written into its text so that all else stays as it stands.

Comments, order and layout of the rest are kept; what cannot be done so raises ConceptError, and
then the text can be changed by hand.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from engine.knowledge import files
from workbench.concept import ConceptError

Tree = dict[str, Any]
HARD = "Dit kan ik in dit bestand niet vanzelf doen. Verander de tekst van het bestand zelf."
WORD = re.compile(r"[\w-]+")


def listed(name: str, text: str, key: str) -> tuple[Tree, ...]:
    """Return the parts under a key of a file: rules, duties, findings …; none when unreadable."""
    try:
        tree, _ = files.parse(name, text)
    except files.Unreadable:
        return ()
    parts = tree.get(key) if isinstance(tree, dict) else None
    return tuple(p for p in parts if isinstance(p, dict)) if isinstance(parts, list) else ()


def with_item(name: str, text: str, key: str, item: Tree, at: int | None = None) -> str:
    """Return the text with a part added under a key, or in the place of part `at` (from 0)."""
    tree = _parsed(name, text)
    parts = tree.get(key, [])
    if not isinstance(parts, list):
        raise ConceptError(HARD)
    wanted = [*parts, item] if at is None else [*parts[:at], item, *parts[at + 1 :]]
    return _verified(name, _rewritten(name, text, key, wanted, at), tree | {key: wanted})


def without_item(name: str, text: str, key: str, at: int) -> str:
    """Return the text without part `at` (from 0) under a key."""
    tree = _parsed(name, text)
    wanted = [part for i, part in enumerate(tree[key]) if i != at]
    lines = text.splitlines(keepends=True)
    begin, end = _span(name, text, (key, at), len(tree[key]))
    changed = "".join([*lines[:begin], *lines[end:]]) if wanted else _block(text, name, key, "[]")
    return _verified(name, changed, tree | {key: wanted})


def with_value(name: str, text: str, key: str, value: Any) -> str:
    """Return the text with another value for one of its keys."""
    tree = _parsed(name, text)
    if tree.get(key) == value:
        return text
    written = files.write({key: value})
    if key not in tree:
        return _verified(name, f"{text.rstrip()}\n{written}", tree | {key: value})
    return _verified(name, _block(text, name, key, None, written), tree | {key: value})


def renamed(texts: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """Return the texts in which a word of the knowledge stands, with another word for it.

    Only where it is a whole value or a key; a sentence that holds it stays as it is.
    """
    changed = {}
    for name, text in texts.items():
        if old not in text:
            continue
        tree, lines = files.parse(name, text)
        spots = sorted({lines[at] for at in _places(tree, old, ()) if at in lines})
        rows = text.splitlines(keepends=True)
        for line in spots:
            rows[line - 1] = WORD.sub(lambda w: new if w[0] == old else w[0], rows[line - 1])
        if spots:
            changed[name] = _verified(name, "".join(rows), _exchanged(tree, old, new))
    return changed


def _places(tree: Any, word: str, at: files.Spot) -> list[files.Spot]:
    if tree == word:
        return [at]
    if isinstance(tree, dict):
        keys = [(*at, key) for key in tree if key == word]
        return keys + [p for key, value in tree.items() for p in _places(value, word, (*at, key))]
    if isinstance(tree, list):
        return [p for i, value in enumerate(tree) for p in _places(value, word, (*at, i))]
    return []


def _exchanged(tree: Any, old: str, new: str) -> Any:
    if isinstance(tree, dict):
        return {new if k == old else k: _exchanged(v, old, new) for k, v in tree.items()}
    if isinstance(tree, list):
        return [_exchanged(value, old, new) for value in tree]
    return new if tree == old else tree


def _parsed(name: str, text: str) -> Tree:
    try:
        tree, _ = files.parse(name, text)
    except files.Unreadable as error:
        first = error.problems[0]
        raise ConceptError(f"Verbeter eerst de tekst van het bestand. {first}") from error
    if not isinstance(tree, dict):
        raise ConceptError(HARD)
    return tree


def _verified(name: str, text: str, wanted: Tree) -> str:
    """Return a text that reads as wanted; raises ConceptError when it does not."""
    try:
        tree, _ = files.parse(name, text)
    except files.Unreadable as error:
        raise ConceptError(HARD) from error
    if tree != _as_read(wanted):
        raise ConceptError(HARD)
    return text


def _as_read(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _as_read(value) for key, value in tree.items()}
    return [_as_read(value) for value in tree] if isinstance(tree, list | tuple) else str(tree)


def _rewritten(name: str, text: str, key: str, wanted: Sequence[Any], at: int | None) -> str:
    lines = text.splitlines(keepends=True)
    count = len(wanted) - (at is None)
    if not count or not _is_block(name, text, key):
        return _block(text, name, key, None, files.write({key: list(wanted)}))
    begin, end = _span(name, text, (key, count - 1 if at is None else at), count)
    indent = re.match(" *", lines[begin])[0]  # type: ignore[index]
    written = files.write([wanted[-1 if at is None else at]])
    rows = [indent + row if row.strip() else row for row in written.splitlines(keepends=True)]
    if at is None:
        before = lines[:end]
        if before and not before[-1].endswith("\n"):
            before[-1] += "\n"
        return "".join([*before, *rows, *lines[end:]])
    return "".join([*lines[:begin], *rows, *lines[end:]])


def _is_block(name: str, text: str, key: str) -> bool:
    """Tell whether the parts of a list stand each on lines of their own, after a dash."""
    _, spots = files.parse(name, text)
    row = text.splitlines()[spots[key, 0] - 1]
    return row.lstrip().startswith("- ")


def _span(name: str, text: str, place: files.Spot, count: int) -> tuple[int, int]:
    """Return the rows [begin, end) of a part in a list of `count`, without what follows it."""
    _, spots = files.parse(name, text)
    key, at = str(place[0]), int(place[1])
    begin = spots[place] - 1
    if at + 1 < count:
        return begin, _above_comments(text, spots[key, at + 1] - 1, begin)
    return begin, _end(text, spots, key, begin)


def _end(text: str, spots: files.Lines, key: str, begin: int) -> int:
    """Return the row after the last of a key at the top."""
    rows = len(text.splitlines())
    after = [n - 1 for s, n in spots.items() if len(s) == 1 and s[0] != key and n - 1 > begin]
    return _above_comments(text, min(after, default=rows), begin)


def _above_comments(text: str, row: int, begin: int) -> int:
    """Return the row where what stands above a part begins: its comments and empty lines."""
    lines = text.splitlines()
    while row - 1 > begin and (not lines[row - 1].strip() or lines[row - 1].lstrip()[0] == "#"):
        row -= 1
    return row


def _block(text: str, name: str, key: str, value: str | None, written: str = "") -> str:
    """Return the text with the rows of a key at the top in another form; new keys at the end."""
    written = f"{key}: {value}\n" if value is not None else written
    _, spots = files.parse(name, text)
    if (key,) not in spots:
        return f"{text.rstrip()}\n{written}"
    lines = text.splitlines(keepends=True)
    begin = spots[(key,)] - 1
    end = _end(text, spots, key, begin)
    return "".join([*lines[:begin], written, *lines[end:]])
