"""The part of a plan on paper that defends the choice of channels."""

from collections.abc import Iterable
from dataclasses import replace

from documents.advice.content import plain
from documents.blocks import Block, Heading, Sentence, bullets
from documents.labels import upper
from documents.plan import chosen
from documents.plan.blocks import said, table
from documents.plan.charts import adding
from documents.plan.paper import Paper
from plans import report
from plans.choice.relay import named

TOGETHER = 12  # groups whose map stays on one page
SHOWN = 4  # who is not reached, in the summary
COLOURS = "Hoe donkerder, hoe beter de gekozen kanalen samen passen. Het getal zegt hetzelfde."


def summary(paper: Paper) -> Iterable[Block]:
    """Yield who is not reached and what it would cost, the first few of it."""
    told = chosen.missed(paper)
    rest = len(told) - SHOWN
    more = [f"En nog {rest}, bij De keuze van kanalen."] if rest > 0 else []
    yield Heading("Wie bereiken we niet?")
    yield bullets(Sentence(plain(text)) for text in (*told[:SHOWN], *more))
    lacking = chosen.lacking(paper)
    if lacking:
        line = f"{len(lacking)} keer is nog niet geregeld wat moet of is aanbevolen."
        yield bullets((Sentence(f"{line} Het staat bij De keuze van kanalen."),))


def values(paper: Paper) -> Iterable[Block]:
    """Yield the map of groups and phases, each cell in words and in a colour."""
    if paper.mix.channels:
        yield Heading("Hoe goed de gekozen kanalen passen")
        short = len(paper.plan.groups) <= TOGETHER
        yield replace(table(chosen.values(paper)), together=short)
        yield said(f"{COLOURS} {report.NOTES[1]}", "note")


def choice(paper: Paper) -> Iterable[Block]:
    """Yield the channels, what each adds, who is not reached, how sure it is, and hand-overs."""
    mix = paper.mix
    if not mix.channels:
        yield said(chosen.NO_CHANNELS)
        return
    yield said(f"{upper(named(paper.book, mix.channels))}.", "lead")
    yield said(report.NOTES[0], "note")
    yield table(chosen.channels(paper))
    yield bullets(Sentence(plain(text)) for text in report.certain(paper.book, mix))
    yield Heading("Minder is meer: wat elk kanaal toevoegt")
    yield adding(paper.book, mix.curve)
    yield table(chosen.adding(paper))
    yield said(" ".join(map(plain, chosen.more_or_less(paper))))
    yield Heading("Wie bereiken we niet, en wat kost het om dat wel te doen?")
    if mix.missed:
        yield table(chosen.unreached(paper))
    else:
        yield said(chosen.NOBODY)
    lacking = chosen.lacking(paper)
    if lacking:
        yield Heading("Wat nog moet, en wat is aanbevolen")
        yield bullets(Sentence(plain(text), lead) for lead, text in lacking)
    if mix.hand_overs:
        yield Heading("Van kanaal naar kanaal")
        yield bullets(Sentence(plain(text)) for text in chosen.hand_overs(paper))
