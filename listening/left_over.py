"""Search terms without a subject: what is new or rises first, the rest in clusters of one word."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from listening import lexicon
from listening.model import TermCount

MOST_TERMS = 5  # shown of a cluster


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A term outside the vocabulary that is new or rises; `times` is how often it came now."""

    text: str
    times: int
    trend: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Terms outside the vocabulary that share a word: how often together, and the most frequent."""

    word: str
    times: int
    terms: tuple[str, ...]


def rising(
    terms: Iterable[TermCount], trend: Callable[[int, int], str | None]
) -> tuple[OwnWord, ...]:
    """Return the terms that are new or rise, new ones first, then the most frequent.

    `trend` names the change of two counts.
    """
    named = [(one, trend(one.now, one.before)) for one in terms]
    words = [OwnWord(one.text, one.now, said) for one, said in named if said in ("nieuw", "stijgt")]
    return tuple(sorted(words, key=lambda word: (word.trend != "nieuw", -word.times, word.text)))


def clusters(terms: Sequence[TermCount]) -> tuple[Cluster, ...]:
    """Return terms by the word that most of them share, the most frequent clusters first.

    A term goes with its word that came most in all terms; forms of a word are one.
    """
    weight: dict[str, int] = defaultdict(int)
    forms: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    stems_of: list[tuple[TermCount, tuple[str, ...]]] = []
    for one in terms:
        tokens = [t for t in lexicon.tokens(one.text) if _telling(t)]
        for token in dict.fromkeys(tokens):
            forms[lexicon.stem(token)][token] += one.times
        stems = tuple(dict.fromkeys(map(lexicon.stem, tokens)))
        for stem in stems:
            weight[stem] += one.times
        stems_of.append((one, stems))
    by_stem: dict[str, list[TermCount]] = defaultdict(list)
    for one, stems in stems_of:
        if stems:
            by_stem[max(stems, key=lambda stem: (weight[stem], stem))].append(one)
    return tuple(sorted(
        (_cluster(forms[stem], some) for stem, some in by_stem.items()),
        key=lambda cluster: (-cluster.times, cluster.word),
    ))  # fmt: skip


def _telling(token: str) -> bool:
    return len(token) > 2 and not token.isdigit() and token not in lexicon.EMPTY


def _cluster(forms: dict[str, int], terms: list[TermCount]) -> Cluster:
    word = max(forms, key=lambda form: (forms[form], form))
    first = sorted(terms, key=lambda one: (-one.times, one.text))[:MOST_TERMS]
    return Cluster(word, sum(int(one.times) for one in terms), tuple(one.text for one in first))
