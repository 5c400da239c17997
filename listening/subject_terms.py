"""Which subjects a search term or question is about, by the words of residents and municipality.

A word of several parts is found when all its parts are there, in any order and form. The longest
word wins: who searches "kwijtschelding afvalstoffenheffing" is not helped by "afval" alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from listening import lexicon
from listening.model import Subject

Stems = frozenset[str]
Words = tuple[str, ...]
SILENT = " "  # instead of words that tell nothing


@dataclass(frozen=True, slots=True, eq=False)
class SubjectWord:
    """A word of a subject with its stems; `official` is of the municipality.

    `needs` is what must be there: beside another word a stem may be that of a word that asks the
    same.
    """

    subject: str
    word: str
    official: bool
    stems: Stems
    needs: Stems


@dataclass(frozen=True, slots=True)
class Matcher:
    """Everything needed to match; made by `matcher`, used by `match`.

    `by_stem` gives the entries that need a stem, each once under its rarest stem; `joined` a word
    written as one, `parts` how such a word can begin or end; `bare` the words as they stand, for
    misspellings, by first letter and about as long; `same` a stem → what it asks beside another
    word. The rest remembers words, pieces of text, what they tell and what they match.
    """

    by_stem: Mapping[str, tuple[SubjectWord, ...]]
    one_word: Mapping[str, SubjectWord]
    blocks: Mapping[str, tuple[Stems, ...]]
    stems: Stems
    heads: Stems
    bare: Mapping[tuple[str, int], Words]
    parts: frozenset[str]
    cache: dict[str, Stems]
    pieces: dict[str, Words]
    first_pieces: dict[Stems, str]
    matches: dict[tuple[Stems, tuple[SubjectWord, ...]], tuple[SubjectWord, ...]]
    same: Mapping[str, str]


def stems_of(words: str) -> Stems:
    """Return the stems of a word of several parts, without words that say nothing."""
    tokens = lexicon.tokens(words)
    telling = [token for token in tokens if token not in lexicon.EMPTY]
    return frozenset(lexicon.stem(token) for token in telling or tokens)


def new_matcher(subjects: Iterable[Subject], same: Iterable[Words] = ()) -> Matcher:
    """Return what matches terms with these subjects; words of one group in `same` ask the same."""
    every = list(subjects)
    asked = {lexicon.stem(word): f"={group[0]}" for group in same for word in group}
    entries = [entry for subject in every for entry in _entries(subject, asked)]
    common: dict[str, int] = defaultdict(int)
    for entry in entries:
        for stem in entry.needs:
            common[stem] += 1
    by_stem: dict[str, list[SubjectWord]] = defaultdict(list)
    for entry in entries:
        by_stem[min(entry.needs, key=lambda s: (common[s], s))].append(entry)
    blocks = {s.id: tuple(stems_of(word) for word in s.unless) for s in every}
    joined = {"".join(lexicon.tokens(e.word)): e for e in entries if len(e.word) >= 4}
    blocked = (stem for one_kind in blocks.values() for one in one_kind for stem in one)
    literal = frozenset(stem for entry in entries for stem in entry.stems)
    return Matcher(
        by_stem={stem: tuple(some) for stem, some in by_stem.items()},
        one_word=joined,
        blocks=blocks,
        stems=literal | frozenset(blocked) | frozenset(asked),
        heads=frozenset(stem for stem in literal if len(stem) >= 3),
        bare=_bare(entries, joined),
        parts=frozenset(
            p for word in joined for at in range(1, len(word)) for p in (word[:at], word[at:])
        ),
        cache={SILENT: frozenset()},
        pieces={},
        first_pieces={},
        matches={},
        same=asked,
    )


def _bare(
    entries: Iterable[SubjectWord], one_words: Iterable[str]
) -> Mapping[tuple[str, int], Words]:
    """Return the words that one of this first letter and length can be a misspelling of."""
    tokens = {token for entry in entries for token in lexicon.tokens(entry.word)}
    bare = {token for token in tokens if len(token) >= lexicon.SHORTEST_TYPO}
    bare.update(word for word in one_words if len(word) >= lexicon.WHOLE)
    by_shape: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in sorted(bare):
        for more in range(-lexicon.SLIPS, lexicon.SLIPS + 1):
            if abs(more) <= lexicon.slips(len(word) + more):
                by_shape[word[0], len(word) + more].append(word)
    return {key: tuple(near) for key, near in by_shape.items()}


def _entries(subject: Subject, same: Mapping[str, str]) -> Iterable[SubjectWord]:
    """Yield every word once; a word of residents before that of the municipality."""
    seen: set[Stems] = set()
    words = [(word, False) for word in subject.resident]
    for word, official in [*words, *((word, True) for word in subject.official)]:
        stems = stems_of(word)
        if stems not in seen:
            seen.add(stems)
            needs = frozenset(same.get(s, s) for s in stems) if len(stems) > 1 else stems
            yield SubjectWord(subject.id, word, official, stems, needs)


def match(matcher: Matcher, text: str) -> tuple[SubjectWord, ...]:
    """Return the words that a term matches: of each subject the longest."""
    return match_pieces(matcher, text.split(" "))


def tells(matcher: Matcher, piece: str) -> str:
    """Return what a piece of a term, between spaces, tells: the first that told the same, or "".

    Names, numbers and the like differ in every term and tell nothing, and a word has many forms;
    so a million terms have few groups, and matching them costs little more than looking words up.
    """
    words = _piece(matcher, piece)
    if all(word == SILENT for word in words):
        return ""
    if len(words) > 1:
        return piece
    (word,) = words
    return (
        word
        if word in matcher.parts
        else matcher.first_pieces.setdefault(stems_in(matcher, word), word)
    )


def match_pieces(matcher: Matcher, pieces: Iterable[str]) -> tuple[SubjectWord, ...]:
    """Like `match`, for the pieces of a term."""
    tokens = [token for piece in pieces for token in _piece(matcher, piece) or (SILENT,)]
    stems = frozenset().union(*(stems_in(matcher, token) for token in tokens))
    joined = matcher.one_word
    extra = tuple(joined[w] for w in map("".join, pairwise(tokens)) if w in joined)
    known = matcher.matches.get((stems, extra))
    if known is None:
        known = _remember(matcher.matches, (stems, extra), _match_stems(matcher, stems, extra))
    return known


def as_typed(matcher: Matcher, entry: SubjectWord, text: str) -> str | None:
    """Return how a word stands in a term that matches it: from its first part to its last.

    None when more than two other words stand between, or it holds what is no ordinary word, such
    as a name.
    """
    words = text.split()
    hits = [at for at, word in enumerate(words) if _part_of(matcher, entry, word)]
    if not hits:
        return None
    phrase = words[hits[0] : hits[-1] + 1]
    if len(phrase) > len(hits) + 2 or not all(_ordinary(matcher, word) for word in phrase):
        return None
    tokens = [token for word in phrase for token in lexicon.tokens(word)]
    stems = frozenset().union(*(stems_in(matcher, token) for token in tokens))
    whole = entry.needs <= stems or "".join(tokens) == "".join(lexicon.tokens(entry.word))
    return " ".join(phrase) if whole else None


def _part_of(matcher: Matcher, entry: SubjectWord, word: str) -> bool:
    parts = "".join(lexicon.tokens(entry.word))
    return any(
        token in parts or not (entry.stems | entry.needs).isdisjoint(stems_in(matcher, token))
        for token in lexicon.tokens(word)
        if len(token) > 2
    )


def ordinary(matcher: Matcher, text: str) -> bool:
    """Tell whether a text holds words of the dictionary or the vocabulary only, and numbers."""
    return all(_ordinary(matcher, word) for word in text.split())


def _ordinary(matcher: Matcher, word: str) -> bool:
    tokens = lexicon.tokens(word)
    return bool(tokens) and all(
        token in matcher.one_word or token in matcher.parts or lexicon.plain(token)
        for token in tokens
    )


def _piece(matcher: Matcher, piece: str) -> Words:
    """Return the words of a piece, with SILENT for what tells nothing, remembered."""
    known = matcher.pieces.get(piece)
    if known is None:
        words = tuple(
            t if t in matcher.parts or stems_in(matcher, t) else SILENT
            for t in lexicon.tokens(piece)
        )
        known = _remember(matcher.pieces, piece, words)
    return known


def _match_stems(
    matcher: Matcher, stems: Stems, extra: tuple[SubjectWord, ...]
) -> tuple[SubjectWord, ...]:
    """Return the words these stems make, and those written apart (`extra`)."""
    entries = [
        entry for stem in stems for entry in matcher.by_stem.get(stem, ()) if entry.needs <= stems
    ]
    every = stems.union(*(entry.stems for entry in extra))
    return _longest(matcher, [*entries, *extra], every) if entries or extra else ()


def stems_in(matcher: Matcher, token: str) -> Stems:
    """Return the stems a word brings along, remembered."""
    known = matcher.cache.get(token)
    if known is None:
        stems = _stems(matcher, token) & matcher.stems
        asked = frozenset(matcher.same[stem] for stem in stems if stem in matcher.same)
        known = _remember(matcher.cache, token, stems | asked)
    return known


def _remember(cache: dict[Any, Any], key: object, value: Any) -> Any:
    """Keep a value to be quick, but no more of them than a server can hold; return it."""
    if len(cache) < lexicon.REMEMBERED:
        cache[key] = value
    return value


def _stems(matcher: Matcher, token: str) -> Stems:
    """Work out the stems of a word: its own, of its parts, or of what was meant."""
    stem = lexicon.stem(token)
    if token in matcher.one_word:
        return frozenset({stem}) | matcher.one_word[token].stems
    if stem in matcher.stems:
        return frozenset({stem})
    choices = matcher.bare.get((token[0], len(token)), ())
    if whole := lexicon.slip_of(token, choices):
        return _whole(matcher, whole)
    parts = lexicon.halves(token, matcher.heads)
    if parts:
        return frozenset(lexicon.stem(part.removesuffix("s")) for part in parts) | {
            lexicon.stem(part) for part in parts
        }
    if parts := lexicon.front(token, matcher.heads):
        return frozenset(lexicon.stem(part) for part in parts)
    if lexicon.exists(token):
        return frozenset()
    meant = lexicon.nearest(token, choices)
    return _whole(matcher, meant) if meant else frozenset()


def _whole(matcher: Matcher, word: str) -> Stems:
    """Return the stems of a word that was meant, which may be several written as one."""
    joined = matcher.one_word.get(word)
    return frozenset({lexicon.stem(word)}) | (joined.stems if joined else frozenset())


def _longest(matcher: Matcher, entries: list[SubjectWord], stems: Stems) -> tuple[SubjectWord, ...]:
    allowed = [e for e in entries if not any(block <= stems for block in matcher.blocks[e.subject])]
    kept: dict[str, SubjectWord] = {}
    for entry in sorted(allowed, key=lambda e: (-len(e.stems), -len(e.word), e.word)):
        if not any(entry.stems < other.stems for other in allowed):
            kept.setdefault(entry.subject, entry)
    return tuple(kept[subject] for subject in sorted(kept))


@cache
def of(subjects: tuple[Subject, ...], same: tuple[Words, ...] = ()) -> Matcher:
    """Return the matcher of subjects, made once."""
    return new_matcher(subjects, same)
