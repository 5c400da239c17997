"""What residents search for per subject: their words, how often, rising, new, not on the page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from listening import lexicon, words
from listening.model import Subject, Term, Use, Vocabulary

LEAST = 10  # a term that came less often is counted, never shown
SPREAD = 2.0  # how much more search terms vary than chance: variance of a count is 2 × the count
CERTAIN = 2.33  # standard errors, 98 of 100
NOTABLE = 1.25  # a smaller ratio is not worth a word
SHOWN = 8  # terms shown as example


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
class Sought:
    """What was searched for one subject; `examples` are (term, count) from the threshold up."""

    subject: Subject
    theme: str
    count: int
    uses: tuple[Use, ...]
    examples: tuple[tuple[str, int], ...]
    pages: tuple[Page, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Words residents use that stand on none of the own pages, most used first."""
        return tuple(u.word for u in self.uses if u.on_page is False and not u.official)


@dataclass(frozen=True, slots=True)
class Picture:
    """All subjects, most sought first, and what was left over.

    `hidden` terms under the threshold came `hidden_count` times; they count with their subject.
    """

    subjects: tuple[Sought, ...]
    terms: int
    count: int
    unmatched: tuple[tuple[str, int], ...]
    unmatched_count: int
    hidden: int
    hidden_count: int
    compared: bool
    least: int


@dataclass(slots=True)
class _Group:
    """Terms that tell the same, counted together; `places` of the first that may be shown."""

    count: int = 0
    now: int = 0
    before: int = 0
    places: list[int] = field(default_factory=list)


def picture(
    vocabulary: Vocabulary, terms: Sequence[Term], pages: Iterable[Page] = (), least: int = LEAST
) -> Picture:
    """Return what terms are about; a term of two subjects counts for both."""
    matcher = words.of(tuple(vocabulary.subjects.values()))
    tally: dict[str, dict[words.Entry, list[int]]] = defaultdict(dict)
    totals: dict[str, int] = defaultdict(int)
    places: dict[str, list[int]] = defaultdict(list)
    unmatched, left = [], 0
    for key, group in _grouped(matcher, terms, least).items():
        found = words.matched(matcher, key)
        for entry in found:
            kept = tally[entry.subject].setdefault(entry, [0, 0, 0])
            kept[0] += group.count
            kept[1] += group.now
            kept[2] += group.before
            totals[entry.subject] += group.count
            places[entry.subject] += group.places
        if not found:
            left += group.count
            unmatched += group.places
    own = _by_subject(pages)
    compared = any(term.now is not None for term in terms)
    few = [term.times for term in terms if term.times < least]
    sought = [
        Sought(
            subject=vocabulary.subjects[id_],
            theme=vocabulary.themes[id_],
            count=totals[id_],
            uses=_uses(matcher, entries, own.get(id_, ()), compared, least),
            examples=_first(terms, places[id_], SHOWN),
            pages=own.get(id_, ()),
        )
        for id_, entries in tally.items()
    ]
    return Picture(
        subjects=tuple(sorted(sought, key=lambda s: (-s.count, s.subject.id))),
        terms=len(terms),
        count=sum(term.times for term in terms),
        unmatched=_first(terms, unmatched, 3 * SHOWN),
        unmatched_count=left,
        hidden=len(few),
        hidden_count=sum(few),
        compared=compared,
        least=least,
    )


def _grouped(matcher: words.Matcher, terms: Sequence[Term], least: int) -> dict[words.Key, _Group]:
    groups: dict[words.Key, _Group] = defaultdict(_Group)
    for place, (text, count, now, before) in enumerate(terms):
        group = groups[words.key(matcher, text)]
        group.count += count
        group.now += now or 0
        group.before += before or 0
        if count >= least and len(group.places) < 3 * SHOWN:
            group.places.append(place)
    return groups


def _first(terms: Sequence[Term], places: list[int], most: int) -> tuple[tuple[str, int], ...]:
    return tuple((terms[at].text, terms[at].times) for at in sorted(places)[:most])


def _by_subject(pages: Iterable[Page]) -> Mapping[str, tuple[Page, ...]]:
    found: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        found[page.subject].append(page)
    return {id_: tuple(own) for id_, own in found.items()}


def _uses(
    matcher: words.Matcher,
    entries: Mapping[words.Entry, list[int]],
    pages: tuple[Page, ...],
    compared: bool,
    least: int,
) -> tuple[Use, ...]:
    texts = _stems(matcher, [f"{p.title} {p.text}" for p in pages])
    titles = _stems(matcher, [p.title for p in pages])
    made = [
        Use(
            word=entry.word,
            official=entry.official,
            count=count,
            trend=trend(now, before, least) if compared else None,
            on_page=entry.stems <= texts if pages else None,
            in_title=entry.stems <= titles if pages else None,
        )
        for entry, (count, now, before) in entries.items()
        if count >= least
    ]
    return tuple(sorted(made, key=lambda use: (-use.count, use.word)))


def _stems(matcher: words.Matcher, texts: Iterable[str]) -> set[str]:
    tokens = {token for text in texts for token in lexicon.tokens(text)}
    return {stem for token in tokens for stem in words.stems_in(matcher, token)}


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
