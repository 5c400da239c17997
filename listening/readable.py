"""How easy a Dutch text reads: two published formulas, long sentences and hard words.

Flesch-Douma = 206.84 − 0.77 · (syllables per 100 words) − 0.93 · (words per sentence), after
W.H. Douma, De leesbaarheid van landbouwbladen (Wageningen, 1960).
Brouwers leesindex A = 195 − ⅔ · (syllables per 100 words) − 2 · (words per sentence), after
R.H.M. Brouwer, Onderzoek naar de leesmoeilijkheden van Nederlands proza (1963).
A formula counts words and syllables. It does not know whether a reader understands the text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from listening import lexicon

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE = re.compile(
    r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-ZÀ-Þ0-9])|\n[^\S\n]*\n|\n(?=[^\S\n]*[-•*]\s)|[.:;!?][^\S\n]*\n"
)
ABBREVIATION = re.compile(
    r"\b(?:bijv|bv|nr|art|mr|dr|ir|drs|blz|tel|o\.a|m\.b\.t|i\.v\.m|d\.w\.z|enz|ca|t\.a\.v|n\.a\.v)\.\Z",
    re.I,
)
SOUND = re.compile(
    r"eeuw|ieuw|aai|ooi|oei|aa|ee|oo|uu|ie|oe|ui|ei|ij|eu|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]"
)
ENDING = 10  # characters an abbreviation may have, and one before it
LONG_SENTENCE = 20  # words
FEWEST = 20  # words under which a formula says nothing
DOUMA = (
    (30, "zeer moeilijk"), (45, "moeilijk"), (60, "tamelijk moeilijk"), (70, "normaal"),
    (80, "tamelijk gemakkelijk"), (90, "gemakkelijk"),
)  # fmt: skip
EASIEST = "zeer gemakkelijk"
Known = Mapping[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class HardWord:
    """A hard word as it stands in the text, how often, and a plain one."""

    word: str
    plain: str
    count: int


@dataclass(frozen=True, slots=True)
class Legibility:
    """Counts, both figures (about 0-100, higher is easier) and their meaning in words.

    Figures are None for a text too short to say anything about.
    """

    words: int
    sentences: int
    syllables: int
    douma: float | None
    brouwer: float | None
    verdict: str | None
    long_sentences: tuple[str, ...]
    hard: tuple[HardWord, ...]


def legibility(text: str, hard: Mapping[str, str]) -> Legibility:
    """Return how a text reads; `hard` is hard word → plain word."""
    parts = [part for part in sentences(text) if WORD.search(part)]
    words = WORD.findall(text)
    count = sum(syllables(word) for word in words)
    douma = brouwer = verdict = None
    if len(words) >= FEWEST:
        per_hundred, length = 100 * count / len(words), len(words) / len(parts)
        douma = round(206.84 - 0.77 * per_hundred - 0.93 * length, 1)
        brouwer = round(195 - 2 / 3 * per_hundred - 2 * length, 1)
        verdict = next((label for limit, label in DOUMA if douma < limit), EASIEST)
    long = tuple(p.strip() for p in parts if len(WORD.findall(p)) > LONG_SENTENCE)
    return Legibility(
        len(words), len(parts), count, douma, brouwer, verdict, long, hard_words(text, hard)
    )


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a heading and an item of a list is one too."""
    pieces: list[list[str]] = []
    for part in filter(None, (" ".join(part.split()) for part in SENTENCE.split(text))):
        if pieces and ABBREVIATION.search(pieces[-1][-1], max(0, len(pieces[-1][-1]) - ENDING)):
            pieces[-1].append(part)
        else:
            pieces.append([part])
    return [" ".join(piece) for piece in pieces]


def syllables(word: str) -> int:
    """Return how many syllables a word has: its vowel sounds, at least one."""
    return max(1, len(SOUND.findall(word.lower())))


def hard_words(text: str, hard: Mapping[str, str]) -> tuple[HardWord, ...]:
    """Return the hard words of a text, most frequent first; forms of a word count as the word."""
    exact = {tuple(lexicon.tokens(word)): word for word in hard}
    forms = {tuple(lexicon.lemma(t) for t in key): word for key, word in exact.items()}
    longest = max(map(len, exact), default=0)
    uses: dict[str, list[str]] = {}
    tokens = lexicon.tokens(text)
    at = 0
    while at < len(tokens):
        word, size = _longest(tokens[at : at + longest], exact, forms)
        if word:
            uses.setdefault(word, []).append(" ".join(tokens[at : at + size]))
        at += size
    ordered = sorted(uses.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(HardWord(shown[0], hard[word], len(shown)) for word, shown in ordered)


def _longest(tokens: list[str], exact: Known, forms: Known) -> tuple[str | None, int]:
    """Return the longest hard word at the start, and how many tokens it takes (1 for none)."""
    for size in range(len(tokens), 0, -1):
        key = tuple(tokens[:size])
        word = exact.get(key) or forms.get(tuple(lexicon.lemma(token) for token in key))
        if word and (key in exact or key[0] not in lexicon.EMPTY):
            return word, size
    return None, 1
