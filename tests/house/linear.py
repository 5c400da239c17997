"""Whether the work of a regular expression grows with the length of a text, and no faster.

A pattern that backtracks grows faster where two loops can divide one piece of text in many ways
and what follows can fail. A search is such a loop too: it begins again at every character. So a
pattern is judged by each pair of loops it goes through: can the text of one, with what stands
between, be text of the other? The judgement is strict: some patterns it refuses are harmless.
"""

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, count, permutations, product
from re import _constants as op
from re import _parser
from typing import Any

Chars = frozenset[int]
Text = tuple[Chars, ...]  # the characters that can stand at each place
ALPHABET = frozenset(
    chain(range(0x250), (0x301, 0x660, 0x2009, 0x2028, 0xFEFF), map(ord, "‘’“”•–…€"))
)
WORD = frozenset(map(ord, f"{string.ascii_letters}{string.digits}_"))
ENDLESS = 64  # times from which a loop counts as one without end
PATHS = 30_000  # ways through a pattern that are looked at
LOOPS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
LOOKS = (op.ASSERT, op.ASSERT_NOT)


@dataclass(frozen=True, slots=True)
class PatternStep:
    """A piece of a pattern: fixed text, a loop over characters, or (both empty) a condition.

    `before` is what must stand before it; `scopes` are the optional parts it is in; `turn` is the
    round of each loop around it.
    """

    texts: tuple[Text, ...] = ()  # what one round is at least
    loop: Chars | None = None
    most: int = 1
    before: Chars | None = None
    scopes: frozenset[int] = frozenset()
    turn: tuple[tuple[int, int], ...] = ()


Path = tuple[PatternStep, ...]


class Intricate(Exception):
    """A pattern has too many ways through to judge it."""


def faults(
    pattern: str | bytes, flags: int = 0, whole: bool = False, fixed: bool = False
) -> list[str]:
    """Return which pairs of loops make a pattern slow; `fixed` where it is tried at one place.

    `whole` is for a match up to the end of the text.
    """
    tree = _parser.parse(pattern, flags)
    numbers = count()
    end = (PatternStep(),) if whole else ()
    paths = _first_paths(_paths(tree, tree.state.flags, numbers))
    return sorted({fault for path in paths for fault in _slow_pairs((*path, *end), fixed)})


def _first_paths(paths: Iterable[Path]) -> list[Path]:
    kept: dict[Path, None] = {}
    for path in paths:
        kept[path] = None
        if len(kept) > PATHS:
            raise Intricate
    return list(kept)


def _paths(items: Iterable[Any], flags: int, numbers: Iterator[int]) -> list[Path]:
    """Return every way through a piece of a pattern."""
    ways: list[Path] = [()]
    for item in items:
        more = _ways(item, flags, numbers)
        ways = _first_paths((*before, *after) for before in ways for after in more)
    return ways


def _ways(item: tuple[Any, Any], flags: int, numbers: Iterator[int]) -> list[Path]:
    kind, about = item
    if kind in LOOPS:
        return _loop(about, flags, numbers)
    if kind is op.SUBPATTERN:
        _, added, removed, inner = about
        return _paths(inner, (flags | added) & ~removed, numbers)
    if kind is op.ATOMIC_GROUP:
        return _paths(about, flags, numbers)
    if kind is op.BRANCH:
        return _merge_fixed([way for one in about[1] for way in _paths(one, flags, numbers)])
    if kind in LOOKS:
        return _looks(kind, about, flags, numbers)
    if kind is op.AT:
        return [(PatternStep(before=_place(about, flags)),)]
    if kind is op.GROUPREF:
        return [(PatternStep(),)]
    return [(PatternStep(((chars(item, flags),),)),)]


def _place(about: Any, flags: int) -> Chars | None:
    """Return the characters that can stand before a place that is asked for."""
    if about in (op.AT_BEGINNING_STRING, op.AT_BEGINNING):
        return frozenset({10} if flags & re.MULTILINE else ())
    return ALPHABET - WORD if about is op.AT_BOUNDARY else None  # before a word: see `_start`


def _looks(kind: Any, about: tuple[int, Any], flags: int, numbers: Iterator[int]) -> list[Path]:
    """Return the ways of a look ahead or back: past it, and through it to where it can fail."""
    if (
        about[0] < 0
        and len(about[1]) == 1
        and about[1][0][0] not in (*LOOPS, op.SUBPATTERN, op.BRANCH)
    ):
        there = chars(about[1][0], flags)
        return [(PatternStep(before=there if kind is op.ASSERT else ALPHABET - there),)]
    through = [(*way, PatternStep()) for way in _paths(about[1], flags, numbers)]
    return [(PatternStep(),), *(way for way in through if any(step.loop for step in way))]


def _merge_fixed(ways: list[Path]) -> list[Path]:
    """Return ways with those of fixed text alone as one."""
    plain = [way for way in ways if way and all(s.texts and not s.loop for s in way)]
    texts = [_texts_of(way) for way in plain]
    one = [(PatternStep(tuple(dict.fromkeys(chain(*texts)))),)] if texts else []
    return [*one, *(way for way in ways if way not in plain)]


def _texts_of(way: Path) -> list[Text]:
    return [tuple(chain(*parts)) for parts in product(*(step.texts for step in way))]


def _loop(about: tuple[int, int, Any], flags: int, numbers: Iterator[int]) -> list[Path]:
    """Return the ways of a loop: as characters, as two rounds of its parts, and past it."""
    least, most, inner = about
    most = min(int(most), ENDLESS)
    rounds = _paths(inner, flags, numbers)
    if most == 1:
        scope = next(numbers)
        return [(), *(_within(way, scope) for way in rounds)] if not least else rounds
    if least == most < ENDLESS and not any(step.loop for way in rounds for step in way):
        return [(PatternStep(tuple(text * least for way in rounds for text in _least(way))),)]
    past: list[Path] = [()] if not least else []
    whole = frozenset(chain(*(c for way in rounds for c in _characters(way))))
    scope, number = next(numbers), next(numbers)
    scopes = frozenset() if least else frozenset({scope})
    texts = tuple(chain(*(_least(way) for way in rounds)))
    blob: Path = (PatternStep(texts, whole, most, scopes),)
    twin = most == ENDLESS and any(_begins(a, b) for a, b in permutations(texts, 2))
    if twin:
        blob = (*blob, replace(blob[0], turn=((number, 0),)), replace(blob[0], turn=((number, 1),)))
    nested = [way for way in rounds if any(step.loop for step in way)]
    twice = [
        (*_with_turn(one, number, 0, scopes), *_with_turn(two, number, 1, scopes | {next(numbers)}))
        for one in nested
        for two in nested
    ]
    return [*past, blob, *twice]


def _begins(one: Text, two: Text) -> bool:
    return len(one) <= len(two) and all(a & b for a, b in zip(one, two, strict=False))


def _least(way: Path) -> list[Text]:
    """Return the shortest texts of a way, loops taken once."""
    return _texts_of(tuple(step for step in way if step.texts))


def _characters(way: Path) -> Iterator[Chars]:
    for step in way:
        yield from chain(*step.texts)
        if step.loop:
            yield step.loop


def _within(way: Path, scope: int) -> Path:
    return tuple(replace(step, scopes=step.scopes | {scope}) for step in way)


def _with_turn(way: Path, number: int, turn: int, scopes: frozenset[int]) -> Path:
    return tuple(
        replace(step, scopes=step.scopes | scopes, turn=(*step.turn, (number, turn)))
        for step in way
    )


@cache
def _every(text: str, flags: int) -> Chars:
    known = re.compile(text, flags)
    return frozenset(code for code in ALPHABET if known.fullmatch(chr(code)))


def chars(item: tuple[Any, Any], flags: int) -> Chars:
    """Return the characters that one place of a pattern can be."""
    kind, about = item
    if kind is op.LITERAL:
        return _both_cases(frozenset({about}), flags)
    if kind is op.NOT_LITERAL:
        return ALPHABET - _both_cases(frozenset({about}), flags)
    if kind is op.ANY:
        return ALPHABET if flags & re.DOTALL else ALPHABET - {10}
    if kind is op.CATEGORY:
        return _every(CATEGORIES[about], flags & re.ASCII)
    if kind is op.RANGE:
        return _both_cases(frozenset(range(about[0], min(about[1], 0x3000) + 1)), flags)
    parts = [chars(one, flags) for one in about if one[0] is not op.NEGATE]
    union = frozenset(chain(*parts))
    return ALPHABET - union if about[0][0] is op.NEGATE else union


CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}


def _both_cases(codes: Chars, flags: int) -> Chars:
    if not flags & re.IGNORECASE:
        return codes
    both = {c for code in codes for form in (chr(code).lower(), chr(code).upper()) for c in form}
    return codes | frozenset(map(ord, both))


def _slow_pairs(path: Path, fixed: bool) -> Iterator[str]:
    loops = [at for at, step in enumerate(path) if step.loop]
    for place, at in enumerate(loops):
        if not _can_fail(path, at):
            continue
        step = path[at]
        if not fixed and step.most == ENDLESS and _trades(_start(path), path[:at], step):
            yield f"begint steeds opnieuw in {_class_text(step)}"
        for before in loops[:place]:
            other = path[before]
            if (_in_other_turns(other, step) or other.most == step.most == ENDLESS) and _trades(
                other, path[before + 1 : at], step
            ):
                yield f"{_class_text(other)} en {_class_text(step)} verdelen dezelfde tekst"


def _start(path: Path) -> PatternStep:
    """Return the search itself as a loop: over anything, up to what may stand before the path."""
    before = ALPHABET
    for step in path:
        if step.texts:
            break
        before &= ALPHABET if step.before is None else step.before
    return PatternStep(((before,),), ALPHABET)


def _can_fail(path: Path, at: int) -> bool:
    """Tell whether something after a loop that must be there can be missing."""
    return any(not s.loop and s.scopes <= path[at].scopes for s in path[at + 1 :])


def _in_other_turns(one: PatternStep, two: PatternStep) -> bool:
    turns = dict(one.turn)
    return any(turns.get(number, turn) != turn for number, turn in two.turn)


def _trades(one: PatternStep, between: Path, two: PatternStep) -> bool:
    """Tell whether text of one loop, with what stands between, can be text of the other."""
    assert one.loop and two.loop
    for step in between:
        if step.texts and not (_inside(step.texts, one.loop) and _inside(step.texts, two.loop)):
            return False
    return (not two.texts or _inside(two.texts, one.loop)) and (
        not one.texts or _inside(one.texts, two.loop)
    )


def _inside(texts: tuple[Text, ...], loop: Chars) -> bool:
    return any(all(place & loop for place in text) for text in texts)


def _class_text(step: PatternStep) -> str:
    shown = "".join(chr(c) for c in sorted(step.loop or ()) if 32 < c < 127)
    return f"[{shown[:30]}]"
