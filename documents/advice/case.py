"""One advice with the knowledge it came from, and how its claims become sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.blocks import Bullets, Mark, Sentence
from documents.labels import upper
from dutch import day, listing, whole
from engine.answer import Advice, Duty, Ranked, Reason, Statement
from engine.model import Channel, OwnFinding, Rulebook
from engine.wording import strongest

MEASURED = "Gemeten in onze organisatie"
APART = "Dit is gemeten in één organisatie. Het telt niet mee in het advies of de volgorde."
NEEDED = "Past bij wat er in deze fase nodig is."


@dataclass(frozen=True, slots=True)
class Meta:
    """What the advisor adds: all optional, all free text. `link` reopens the situation.

    Without `organisation` the name in the organisation's own settings is used, if there is one.
    """

    organisation: str = ""
    author: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An advice, the journey it is part of, and the rulebook they came from."""

    book: Rulebook
    advice: Advice
    journey: tuple[Advice, ...]
    meta: Meta

    def channel(self, row: Ranked) -> Channel:
        """Return the channel of a ranked row."""
        return self.book.channels[row.channel]


def slugs(book: Rulebook, cited: Sequence[str]) -> tuple[str, ...]:
    """Return the source of every finding or source cited, each once."""
    found = (book.findings[id_][0] if id_ in book.findings else id_ for id_ in cited)
    return tuple(dict.fromkeys(found))


def quality(book: Rulebook, cited: Sequence[str]) -> str:
    """Return the lowest quality of what is cited; nothing cited is "D"."""
    grades = [book.sources[slug].quality for slug in slugs(book, cited)]
    own = [book.findings[id_][1].quality for id_ in cited if id_ in book.findings]
    return max([*grades, *filter(None, own)], default="D")


def mark(case: Case, cited: Sequence[str], grade: str) -> Mark:
    """Return what a claim of this quality rests on; what is cited first decides."""
    if grade == "D" or not cited:
        return "aanname"
    return case.book.sources[slugs(case.book, cited)[0]].nature


def claim(case: Case, text: str, cited: Sequence[str], lead: str = "") -> Sentence:
    """Return a claim with what it rests on."""
    kind = mark(case, cited, quality(case.book, cited))
    return Sentence(text, lead, kind, slugs(case.book, cited))


def advised(case: Case, text: str, cited: Sequence[str], lead: str = "") -> Sentence:
    """Return an instruction: it names its sources when it has them, and is no claim otherwise."""
    return claim(case, text, cited, lead) if cited else Sentence(text, lead)


def reason(case: Case, given: Reason) -> Sentence:
    """Return a rule's sentence with what it rests on; a step of the method rests on nothing."""
    if not given.quality:
        return Sentence(given.because)
    kind = mark(case, given.sources, given.quality)
    return Sentence(given.because, "", kind, slugs(case.book, given.sources))


def why(case: Case, row: Ranked) -> Sentence:
    """Return the one reason for a chosen channel: the duty it meets, or what lifts it most."""
    duties = case.advice.duties if row.role == "vangnet" else ()
    met = next((d for d in duties if d.met_by == row.channel), None)
    if met:
        return duty(case, met, named=False)
    return reason(case, strongest(row)) if any(r.quality for r in row.reasons) else Sentence(NEEDED)


def duty(case: Case, given: Duty, named: bool = True) -> Sentence:
    """Return a safeguard, with the channel that meets it when `named`."""
    text = given.because
    if named and given.met_by:
        text += f" Dat doe je hier met {case.book.channels[given.met_by].phrase}."
    elif named and given.require:
        text += " Geen kanaal in dit advies kan dat: regel het apart."
    cited = slugs(case.book, given.sources)
    if given.kind == "wet":
        return Sentence(text, "", "wet", cited)
    grade = quality(case.book, given.sources)
    return Sentence(text, "", mark(case, given.sources, grade), cited)


def measured(case: Case, row: Ranked) -> tuple[Sentence, ...]:
    """Return what the organisation measured for a channel itself, newest first."""
    return tuple(_own(case, one) for one in case.advice.own_findings if one.channel == row.channel)


def _own(case: Case, found: OwnFinding) -> Sentence:
    names = [case.book.ages[slug].name for slug in found.ages]
    names += [case.book.profiles[slug].name for slug in found.profiles]
    told = [f"{day(found.start)} tot en met {day(found.end)}"]
    told += [f"{whole(found.n)} geteld"] if found.n else []
    told += [f"bij {found.group or listing(names)}"] if found.group or names else []
    told += [found.source, "kwaliteit C"]
    return Sentence(f"{found.text.removesuffix('.')}. {upper('; '.join(told))}.")


def said(case: Case, items: Sequence[Statement]) -> Bullets:
    """Return what is published per group, and then for which groups nothing is."""
    found = [i for i in items if i.text]
    unknown = [i.about for i in items if not i.text]
    known = grouped((i.about, claim(case, i.text or "", i.sources)) for i in found)
    rest = ((Sentence("niet gepubliceerd.", f"{listing(unknown)}:"),),) if unknown else ()
    return Bullets((*known, *rest))


def grouped(told: Iterable[tuple[str, Sentence]]) -> tuple[tuple[Sentence, ...], ...]:
    """Return one item a group, in order of appearance, led by the name of the group."""
    groups: dict[str, list[Sentence]] = {}
    for about, sentence in told:
        groups.setdefault(about, []).append(sentence)
    return tuple((Sentence("", f"{about}:"), *items) for about, items in groups.items())
