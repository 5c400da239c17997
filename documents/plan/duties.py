"""What law asks in the phases of a plan."""

from collections.abc import Iterator

from documents.advice.case import slugs
from documents.blocks import Sentence
from documents.plan.paper import Paper
from engine import Situation, advise


def law(paper: Paper) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    """Yield for every phase what law asks there and nowhere before."""
    rules: set[str] = set()
    project = paper.plan.project
    for item in paper.plan.phases:
        situation = Situation(project.track, item.phase, stake=project.stake)
        duties = advise(paper.knowledge, situation, paper.on).duties
        new = [duty for duty in duties if duty.kind == "wet" and duty.rule not in rules]
        rules |= {duty.rule for duty in new}
        if new:
            told = tuple(Sentence(d.because, "", "wet", slugs(paper.book, d.sources)) for d in new)
            yield paper.book.phases[item.phase].name, told
