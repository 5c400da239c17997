"""One advice with the knowledge it came from, and how its claims become sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.blocks import Bullets, Sentence
from documents.labels import upper
from dutch import day, listing, whole
from engine.answer import Advice, Duty, OwnResearch, Ranked, Reason, Statement
from engine.argument import approach
from engine.argument.reasons import heaviest
from engine.label import label, source_of
from engine.local.local_words import RULES
from engine.model import Approach, Channel, Claim, OwnFinding, Rulebook

RESEARCH = "Eigen onderzoek"
MEASURED = "Gemeten in onze organisatie"
APART = "Dit is gemeten in één organisatie. Het telt niet mee in het advies of de volgorde."
NEEDED = "Past bij wat er in deze fase nodig is."


@dataclass(frozen=True, slots=True)
class Meta:
    """What the advisor adds: all optional, all free text. `link` reopens the situation.

    `need` is what a resident must know, find or do; `alone` asks for page one and nothing else.

    Without `organisation` the name in the organisation's own settings is used, if there is one.
    """

    organisation: str = ""
    author: str = ""
    link: str = ""
    project: str = ""
    need: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """An advice, those of every phase, and the rulebook they came from."""

    book: Rulebook
    advice: Advice
    phases: tuple[Advice, ...]
    meta: Meta

    def channel(self, row: Ranked) -> Channel:
        """Return the channel of a ranked row."""
        return self.book.channels[row.channel]

    def steps(self, row: Ranked) -> tuple[Sentence, ...]:
        """Return how to use a channel in this phase, per task where that differs."""
        per_task = tuple(approach.how_per_task(self.book, self.advice.situation, row.channel))
        return tuple(
            Sentence(" ".join(how), f"{upper(tasks)}." if len(per_task) > 1 else "")
            for tasks, how in per_task
        )

    def caution(self, row: Ranked) -> tuple[Claim, ...]:
        """Return what to look out for in this phase."""
        return approach.caution(self._ways(row), self.channel(row))

    def measure(self, row: Ranked) -> str:
        """Return what to measure in this phase."""
        return approach.measure(self._ways(row)) or ""

    def _ways(self, row: Ranked) -> tuple[Approach, ...]:
        return approach.approaches(self.book, self.advice.situation, row.channel)


def slugs(book: Rulebook, cited: Sequence[str]) -> tuple[str, ...]:
    """Return the source of every finding or source cited, each once."""
    return tuple(dict.fromkeys(source_of(book, id_) for id_ in cited))


def quality(book: Rulebook, cited: Sequence[str]) -> str:
    """Return the lowest quality of what is cited; nothing cited is "D"."""
    grades = [book.sources[slug].quality for slug in slugs(book, cited)]
    own = [book.findings[id_][1].quality for id_ in cited if id_ in book.findings]
    return max([*grades, *filter(None, own)], default="D")


def claim(case: Case, text: str, cited: Sequence[str], lead: str = "") -> Sentence:
    """Return a claim with what it rests on."""
    kind = label(case.book, cited, quality(case.book, cited))
    return Sentence(text, lead, kind, slugs(case.book, cited))


def instruction(case: Case, text: str, cited: Sequence[str], lead: str = "") -> Sentence:
    """Return an instruction: it names its sources when it has them, and is no claim otherwise."""
    return claim(case, text, cited, lead) if cited else Sentence(text, lead)


def reason(case: Case, item: Reason) -> Sentence:
    """Return a rule's sentence with what it rests on; a step of the method rests on nothing."""
    if not item.quality:
        return Sentence(item.because)
    kind = label(case.book, item.sources, item.quality)
    return Sentence(item.because, "", kind, slugs(case.book, item.sources))


def why(case: Case, row: Ranked) -> Sentence:
    """Return the one reason for a chosen channel: the duty it meets, or what lifts it most."""
    duties = case.advice.duties if row.role == "vangnet" else ()
    met = next((d for d in duties if d.met_by == row.channel), None)
    if met:
        return duty(case, met, with_channel=False)
    best = heaviest(row)
    return reason(case, best) if best else Sentence(NEEDED)


def duty(case: Case, item: Duty, with_channel: bool = True) -> Sentence:
    """Return a safeguard, with the channel that meets it when `named`."""
    text = item.because
    if with_channel and item.met_by:
        text += f" Dat doe je hier met {case.book.channels[item.met_by].phrase}."
    elif with_channel and item.require:
        text += " Geen kanaal in dit advies kan dat: regel het apart."
    cited = slugs(case.book, item.sources)
    if item.kind == "wet":
        return Sentence(text, "", "wet", cited)
    grade = quality(case.book, item.sources)
    return Sentence(text, "", label(case.book, item.sources, grade), cited)


def own_measurements(case: Case, row: Ranked) -> tuple[Sentence, ...]:
    """Return what the organisation measured for a channel itself, newest first."""
    return tuple(_own(case, one) for one in case.advice.own_findings if one.channel == row.channel)


def own_research(case: Case, row: Ranked) -> tuple[Sentence, ...]:
    """Return how much of the rules counts beside own research, and what older research said."""
    lines = case.advice.own_research.get(row.channel, ())
    steps = [reason(case, r) for r in row.reasons if r.rule == RULES]
    older = [_cited(case, line) for line in lines if not line.counts]
    return (*steps, *older)


def _cited(case: Case, line: OwnResearch) -> Sentence:
    return claim(case, line.text, (line.survey,))


def _own(case: Case, finding: OwnFinding) -> Sentence:
    names = [case.book.ages[slug].name for slug in finding.ages]
    names += [case.book.profiles[slug].name for slug in finding.profiles]
    parts = [f"{day(finding.start)} tot en met {day(finding.end)}"]
    parts += [f"{whole(finding.n)} geteld"] if finding.n else []
    parts += [f"bij {finding.group or listing(names)}"] if finding.group or names else []
    parts += [finding.source, "kwaliteit C"]
    return Sentence(f"{finding.text.removesuffix('.')}. {upper('; '.join(parts))}.")


def statement_bullets(case: Case, items: Sequence[Statement]) -> Bullets:
    """Return what is published per group; of who nothing is published, nothing is said."""
    texts = [i for i in items if i.text]
    known = items_by_group((i.about, claim(case, i.text or "", i.sources)) for i in texts)
    return Bullets(known)


def items_by_group(pairs: Iterable[tuple[str, Sentence]]) -> tuple[tuple[Sentence, ...], ...]:
    """Return one item a group, in order of appearance, led by the name of the group."""
    groups: dict[str, list[Sentence]] = {}
    for about, sentence in pairs:
        groups.setdefault(about, []).append(sentence)
    return tuple((Sentence("", f"{about}:"), *items) for about, items in groups.items())
