"""What law asks in the phases of a plan."""

from collections.abc import Iterator

from documents.advice.case import slugs
from documents.blocks import Sentence
from documents.plan.paper import Paper
from engine import Situation, advise


def law(paper: Paper) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    """Yield for every phase what law asks there and nowhere before."""
    rules: set[str] = set()
    plan = paper.plan
    for item in plan.phases:
        groups = [group for group in plan.groups if item.phase in plan.phases_of(group)]
        stakes = dict.fromkeys([plan.project.stake, *map(plan.stake_of, groups)])
        asked = [Situation(plan.project.track, item.phase, stake=stake) for stake in stakes]
        duties = {d.rule: d for one in asked for d in advise(paper.knowledge, one, paper.on).duties}
        new = [d for d in duties.values() if d.kind == "wet" and d.rule not in rules]
        rules |= {duty.rule for duty in new}
        if new:
            told = tuple(Sentence(d.because, "", "wet", slugs(paper.book, d.sources)) for d in new)
            yield paper.book.phases[item.phase].name, told
