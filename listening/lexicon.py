"""Dutch words: which exist, what their stem is, and what they are made of.

The only room of simplemma (a dictionary of word forms), PyStemmer (Snowball) and rapidfuzz.
"""

import re
from functools import cache, lru_cache

import Stemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA
from simplemma.strategies import DEFAULT_DICTIONARY_FACTORY, RulesStrategy

from engine import letters

REMEMBERED = 1 << 19  # words of visitors that are remembered to be quick
LONGEST = 64  # letters of a word; Dutch has none that is longer
SHORTEST_PART = 4  # letters of half a compound
SHORTEST_FRONT = 6  # letters from which the first part of a compound tells enough by itself
SHORTEST_TYPO, LONG = 5, 8  # letters of a word in which one slip is forgiven, and two
SLIPS = 2  # the most that is forgiven
WHOLE = 10  # letters from which a slip is more likely than another compound
TOKEN = re.compile(r"[a-z0-9]+")
_STEMMER = Stemmer.Stemmer("dutch", 0)
_RULES = RulesStrategy()
EMPTY = frozenset(
    (
        *("de", "het", "een", "en", "of", "in", "op", "te", "aan", "van", "voor", "bij", "met"),
        *("naar", "om", "als", "is", "zijn", "er", "die", "dat", "dit", "deze", "wat", "ik", "je"),
        *("jij", "mij", "mijn", "jouw", "u", "uw", "we", "wij", "ons", "onze", "ze", "zij", "hij"),
        *("men", "kan", "moet", "wil", "wordt", "word", "worden", "heb", "hebt", "heeft", "gaat"),
        *("ga", "door", "over", "uit", "tot", "dan", "ook", "maar", "nu", "hier", "daar"),
    )
)


def fold(text: str) -> str:
    """Return text in small letters without accents."""
    if text.isascii():
        return text.lower()
    return letters.bare(text.lower())


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text, folded; of an endless one the first letters."""
    return [token[:LONGEST] for token in TOKEN.findall(fold(text))]


@lru_cache(REMEMBERED)
def stem(word: str) -> str:
    """Return what the forms of a word share: the stem of its dictionary form."""
    if word.isdigit() or len(word) < 3:
        return word
    return str(_STEMMER.stemWord(fold(lemma(word))))


@lru_cache(REMEMBERED)
def lemma(word: str) -> str:
    """Return the dictionary form of a word; of an unknown compound that of its last part."""
    if exists(word):
        return _form(word)
    for first, last in _cuts(word):
        if _modifier(first):
            return first + _form(last)
    return (_RULES.get_lemma(word, "nl") or word).lower()


def _form(word: str) -> str:
    known = DEFAULT_DICTIONARY_FACTORY.get_dictionary("nl")
    return (known.get(word) or known[word.capitalize()]).lower()


def exists(word: str) -> bool:
    """Tell whether the dictionary knows a word form."""
    known = _word_forms()
    return word in known or word.capitalize() in known


def plain(word: str) -> bool:
    """Tell whether a word is of the dictionary in small letters, so no name, or a year."""
    return word in _word_forms() or (word.isdigit() and len(word) == 4) or is_compound(word)


@cache
def _word_forms() -> frozenset[str]:
    """Return every word form, which are looked up ten times as fast here as in the dictionary."""
    return frozenset(DEFAULT_DICTIONARY_FACTORY.get_dictionary("nl"))


@lru_cache(REMEMBERED)
def _cuts(word: str) -> tuple[tuple[str, str], ...]:
    """Return the two parts of each cut after which a word of the dictionary stands."""
    known = _word_forms()
    return tuple(
        (word[:at], last)
        for at in range(3, len(word) - SHORTEST_PART + 1)
        if (last := word[at:]) in known or last.capitalize() in known
    )


def front(word: str, stems: frozenset[str]) -> tuple[str, str] | None:
    """Return the parts of a compound whose first part has a known stem, the longest."""
    for first, last in reversed(_cuts(word)):
        if len(first) >= SHORTEST_FRONT and (base := _bare(first, stems)):
            return base, last
    return None


def _bare(part: str, stems: frozenset[str]) -> str | None:
    forms = [part, *(part[: -len(end)] for end in ("s", "en", "e", "n") if part.endswith(end))]
    return next((form for form in forms if stem(form) in stems), None)


def halves(word: str, heads: frozenset[str]) -> tuple[str, str] | None:
    """Return the two parts of a compound whose last part has a stem in `heads`, longest first."""
    for first, last in _cuts(word):
        if stem(last) in heads and (_modifier(first) or stem(first) in heads):
            return first, last
    return None


def is_compound(word: str) -> bool:
    """Tell whether a word is two words of the dictionary, so perhaps no misspelling of a third."""
    return any(_modifier(first) for first, _ in _cuts(word))


@lru_cache(REMEMBERED)
def _modifier(part: str) -> bool:
    """Tell whether a word can stand before another, with or without s, e or en between."""
    bare = [part, *(part[: -len(end)] for end in ("s", "e", "en") if part.endswith(end))]
    return any(len(word) >= 3 and exists(word) for word in bare)


def nearest(word: str, choices: tuple[str, ...]) -> str | None:
    """Return the choice that a misspelled word must have meant, or None.

    A short word, and one that could be two good words, may hold one slip, another one two.
    """
    if len(word) < SHORTEST_TYPO or word.isdigit():
        return None
    most = 1 if slips(len(word)) == 1 or is_compound(word) else SLIPS
    best = process.extractOne(word, choices, scorer=OSA.distance, score_cutoff=most)
    return str(best[0]) if best and best[1] <= slips(len(best[0])) else None


def slips(length: int) -> int:
    """Return how many slips a word of so many letters may hold."""
    return SLIPS if length >= LONG else 1


def slip_of(word: str, choices: tuple[str, ...]) -> str | None:
    """Return the long choice that a long word, unknown by itself, is but for one slip; or None."""
    if len(word) < WHOLE or word.isdigit() or exists(word):
        return None
    best = process.extractOne(word, choices, scorer=OSA.distance, score_cutoff=1)
    return str(best[0]) if best and len(best[0]) >= WHOLE else None
