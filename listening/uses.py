"""What residents search for per subject: their words, how often, rising, new, not on the page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from math import sqrt
from typing import NamedTuple

from listening import chances, left_over, lexicon, subject_terms
from listening.chances import Chance
from listening.left_over import Cluster, OwnWord
from listening.model import Subject, TermCount, TermCounts, Vocabulary, WordUse

LEAST = 10  # a term that came less often is counted, never shown
SPREAD = 2.0  # how much more search terms vary than chance: variance of a count is 2 × the count
CERTAIN = 2.33  # standard errors, 98 of 100
NOTABLE = 1.25  # a smaller ratio is not worth a word
SHOWN = 8  # terms shown as example
SHOWN_LEFT = 20  # words without a subject, clusters and chances


@dataclass(frozen=True, slots=True)
class Page:
    """An own page or scheme of a subject: texts as they are on the site."""

    subject: str
    scheme: str
    title: str
    address: str = ""
    text: str = ""
    channels: str = ""
    partner: str = ""


@dataclass(frozen=True, slots=True)
class SubjectDemand:
    """What was searched for one subject; `examples` are (term, count) from the threshold up."""

    subject: Subject
    theme: str
    count: int
    uses: tuple[WordUse, ...]
    examples: tuple[tuple[str, int], ...]
    pages: tuple[Page, ...]
    phrases: tuple[str, ...] = ()  # the examples that hold ordinary words only

    @property
    def missing(self) -> tuple[str, ...]:
        """Words residents use that stand on none of the own pages, most used first."""
        return tuple(u.word for u in self.uses if u.on_page is False and not u.official)


@dataclass(frozen=True, slots=True)
class SearchPicture:
    """All subjects from the threshold up, most sought first, and what was left over.

    `hidden` terms under the threshold came `hidden_count` times; they count with their subject.
    Of what has no subject, `rising` is new or rises and `clusters` are all of them by one word.
    `chances` are terms for which a page is seen and not chosen, or stands just too low.
    """

    subjects: tuple[SubjectDemand, ...]
    terms: int
    count: int
    unmatched: tuple[tuple[str, int], ...]
    unmatched_count: int
    hidden: int
    hidden_count: int
    compared: bool
    least: int
    rising: tuple[OwnWord, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    chances: tuple[Chance, ...] = ()


class TermTally(NamedTuple):
    """Terms by subject: per word how often (in all, now, before), in all, and the terms."""

    words: dict[str, dict[subject_terms.SubjectWord, list[int]]]
    totals: dict[str, int]
    terms: dict[str, list[tuple[str, int]]]
    unmatched: list[tuple[str, int]]
    left: int  # how often what is about nothing known came


def picture(
    vocabulary: Vocabulary, counts: TermCounts, pages: Iterable[Page] = ()
) -> SearchPicture:
    """Return what terms are about; a term of two subjects counts for both."""
    matcher = subject_terms.of(tuple(vocabulary.subjects.values()), vocabulary.same)
    tally, totals, terms, unmatched, left = _tally(matcher, counts)
    own = _by_subject(pages)
    typed, loose = _one_by_one(matcher, counts.frequent)
    new = left_over.rising(loose, partial(trend, least=counts.least)) if counts.compared else ()
    demands = [
        SubjectDemand(
            subject=vocabulary.subjects[id_],
            theme=vocabulary.themes[id_],
            count=totals[id_],
            uses=_uses(matcher, entries, own.get(id_, ()), counts, typed),
            examples=_first(terms[id_], SHOWN),
            pages=own.get(id_, ()),
            phrases=_plain_phrases(matcher, _first(terms[id_], SHOWN)),
        )
        for id_, entries in tally.items()
        if totals[id_] >= counts.least
    ]
    return SearchPicture(
        subjects=tuple(sorted(demands, key=lambda s: (-s.count, s.subject.id))),
        terms=counts.terms,
        count=counts.times,
        unmatched=_first(unmatched, 3 * SHOWN),
        unmatched_count=left,
        hidden=counts.hidden,
        hidden_count=counts.hidden_times,
        compared=counts.compared,
        least=counts.least,
        rising=new[:SHOWN_LEFT],
        clusters=left_over.clusters(loose)[:SHOWN_LEFT],
        chances=chances.chances(counts.frequent)[:SHOWN_LEFT],
    )


def _tally(matcher: subject_terms.Matcher, counts: TermCounts) -> TermTally:
    """Return what terms are about, added up; a term of two subjects counts for both."""
    tally: dict[str, dict[subject_terms.SubjectWord, list[int]]] = defaultdict(dict)
    totals: dict[str, int] = defaultdict(int)
    terms: dict[str, list[tuple[str, int]]] = defaultdict(list)
    unmatched: list[tuple[str, int]] = []
    left = 0
    for group in counts.groups:
        matches = subject_terms.match_pieces(matcher, group.pieces)
        for entry in matches:
            kept = tally[entry.subject].setdefault(entry, [0, 0, 0])
            kept[0] += group.times
            kept[1] += group.now
            kept[2] += group.before
            totals[entry.subject] += group.times
            terms[entry.subject] += group.terms
        if not matches:
            left += group.times
            unmatched += group.terms
    return TermTally(tally, totals, terms, unmatched, left)


def _one_by_one(
    matcher: subject_terms.Matcher, terms: Iterable[TermCount]
) -> tuple[Mapping[subject_terms.SubjectWord, Mapping[str, int]], list[TermCount]]:
    """Return how each word is typed, with how often, and the terms that have no subject."""
    typed: dict[subject_terms.SubjectWord, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    loose = []
    for one in terms:
        entries = subject_terms.match(matcher, one.text)
        if not entries:
            loose.append(one)
        for entry in entries:
            phrase = subject_terms.as_typed(matcher, entry, one.text)
            if phrase:
                typed[entry][phrase] += one.times
    return typed, loose


def _first(terms: Iterable[tuple[str, int]], most: int) -> tuple[tuple[str, int], ...]:
    return tuple(nsmallest(most, terms, key=lambda term: (-term[1], term[0])))


def tells(vocabulary: Vocabulary) -> Callable[[str], str]:
    """Return what gives what a piece of a search term tells, "" for nothing."""
    matcher = subject_terms.of(tuple(vocabulary.subjects.values()), vocabulary.same)
    return partial(subject_terms.tells, matcher)


def _by_subject(pages: Iterable[Page]) -> Mapping[str, tuple[Page, ...]]:
    lists: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        lists[page.subject].append(page)
    return {id_: tuple(own) for id_, own in lists.items()}


def _uses(
    matcher: subject_terms.Matcher,
    entries: Mapping[subject_terms.SubjectWord, list[int]],
    pages: tuple[Page, ...],
    counts: TermCounts,
    typed: Mapping[subject_terms.SubjectWord, Mapping[str, int]],
) -> tuple[WordUse, ...]:
    texts = _stems(matcher, [f"{p.title} {p.text}" for p in pages])
    titles = _stems(matcher, [p.title for p in pages])
    uses = [
        WordUse(
            word=entry.word,
            official=entry.official,
            count=count,
            trend=trend(now, before, counts.least) if counts.compared else None,
            on_page=entry.stems <= texts if pages else None,
            in_title=entry.stems <= titles if pages else None,
            typed=_most(typed.get(entry, {})),
        )
        for entry, (count, now, before) in entries.items()
        if count >= counts.least
    ]
    return tuple(sorted(uses, key=lambda use: (-use.count, use.word)))


def _plain_phrases(
    matcher: subject_terms.Matcher, terms: Iterable[tuple[str, int]]
) -> tuple[str, ...]:
    """Return what can stand in an advertisement: a name of a person, for one, cannot."""
    return tuple(text for text, _ in terms if subject_terms.ordinary(matcher, text))


def _most(phrases: Mapping[str, int]) -> str:
    return max(phrases, key=lambda phrase: (phrases[phrase], phrase), default="")


def _stems(matcher: subject_terms.Matcher, texts: Iterable[str]) -> set[str]:
    tokens = {token for text in texts for token in lexicon.tokens(text)}
    return {stem for token in tokens for stem in subject_terms.stems_in(matcher, token)}


def trend(now: int, before: int, least: int = LEAST) -> str | None:
    """Return "stijgt", "daalt" or "nieuw" for two counts of equal stretches; None when neither.

    The ratio must be NOTABLE, and the difference of 2·√(count + ⅜) (Anscombe, 1948) more than
    CERTAIN times √(2 · SPREAD), its standard error.
    """
    if max(now, before) < least:
        return None
    apart = 2 * (sqrt(now + 0.375) - sqrt(before + 0.375))
    notable = max(now, before) >= NOTABLE * min(now, before)
    if not notable or abs(apart) < CERTAIN * sqrt(2 * SPREAD):
        return None
    if apart < 0:
        return "daalt"
    return "nieuw" if before == 0 else "stijgt"
