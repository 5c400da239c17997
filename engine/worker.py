"""The worker: situations of a rulebook through durable_rules, in a process of its own."""

import gc
import pickle
import sys
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import groupby

from engine import roles, score
from engine.answer import Fired, Ranked
from engine.compile import Outcome, Table, normal
from engine.inference import Inference
from engine.local.local_words import OWN
from engine.local.scoring import LocalScorer
from engine.model import Rulebook, Situation
from engine.refusal import Refusals
from engine.roles import Choice
from engine.score import Scored, Scorer
from engine.total import total

WITHIN_8_OF_10 = 1.2816  # standard deviations of a normal distribution


def build(book: Rulebook, situations: Iterable[Situation] | None = None) -> Table:
    """Return the table of a rulebook, made in this process (imports durable_rules)."""
    decider = Decider(book)
    asked = book.situations() if situations is None else tuple(situations)
    outcomes: dict[Situation, Outcome] = {}
    for _, alike in groupby(asked, key=lambda s: s[:-1]):
        outcomes |= decider.outcomes(alike)
    return Table(book, outcomes, normal(outcomes))


class Decider:
    """Decides situations one by one, and does once what several have in common."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self.inference = Inference(book)
        self._scorer, self._refusals = Scorer(book), Refusals(book)
        self._local = LocalScorer(book)

    def outcomes(self, alike: Iterable[Situation]) -> dict[Situation, Outcome]:
        """Decide situations that differ only in what is at stake."""
        outcomes: dict[Situation, Outcome] = {}
        decided: dict[Hashable, Outcome] = {}
        for situation in alike:
            fired = self.inference.decide(situation)
            asked = self._local.asked(situation)
            key = fired, self.inference.guards_of(situation.stake), asked
            if key not in decided:
                decided[key] = self._outcome(situation, fired)
            outcomes[situation] = decided[key]
        self._scorer.forget()
        self._local.forget()
        return outcomes

    def _outcome(self, situation: Situation, fired: Fired) -> Outcome:
        book, guard = self._book, partial(self.inference.guard, situation, fired)
        refused = self._refusals.of(situation, fired)
        able = [slug for slug in book.channels if slug not in refused]
        rated = self._scorer.score(fired, able, self._local.measured(situation))
        rated = self._local.local(situation, rated)
        picked = roles.choose(book, rated, guard)
        ranking = (*_rank(book, picked), *(_refusal(*item) for item in refused.items()))
        return Outcome(
            derived=fired.derived,
            fired=tuple(id_ for id_, _ in fired.rules),
            ranking=ranking,
            applies=picked.applies,
            met_by=picked.met_by,
            strength=_strength(ranking),
        )


def _rank(book: Rulebook, choice: Choice) -> list[Ranked]:
    constants = book.constants
    items = choice.ranking
    shares = score.certainty(
        [item.draws for item in items],
        [book.channels[item.channel].kind for item in items],
        int(constants["beste"]),
        constants["marge_top"],
    )
    ties = _ties(book, choice)
    return [
        _row(book, choice, item, share, ties) for item, share in zip(items, shares, strict=True)
    ]


def _row(
    book: Rulebook,
    choice: Choice,
    item: Scored,
    share: float,
    ties: Mapping[str, tuple[str, ...]],
) -> Ranked:
    enough = len(choice.ranking) >= book.constants["genoeg_kandidaten"]
    return Ranked(
        channel=item.channel,
        role=choice.roles[item.channel],
        score=item.score,
        certainty=share,
        certainty_word=_word(book, item, share) if enough else None,
        spread=round(WITHIN_8_OF_10 * item.deviation, 4),
        even_with=ties.get(item.channel, ()),
        reasons=item.reasons,
        rules=item.rules,
    )


def _word(book: Rulebook, item: Scored, share: float) -> str:
    constants = book.constants
    if share >= constants["stevig_vanaf"] and not _mostly_assumed(book, item):
        return "stevig"
    return "redelijk" if share >= constants["redelijk_vanaf"] else "onzeker"


def _mostly_assumed(book: Rulebook, item: Scored) -> bool:
    if any(reason.rule == OWN for reason in item.reasons):
        return False  # how much of the rules holds was measured
    counted = [reason for reason in item.reasons if reason.counted and reason.quality]
    assumed = sum(reason.quality == "D" for reason in counted)
    return assumed >= book.constants["aannames_te_veel"] * len(counted)


def _ties(book: Rulebook, choice: Choice) -> dict[str, tuple[str, ...]]:
    compared = (roles.MAIN, roles.SUPPORT)  # what is always there is told apart
    chosen = [i for i in choice.ranking if choice.roles[i.channel] in compared]
    main, others = chosen[0], chosen[1:]
    if roles.leader(book, choice.applies, choice.met_by):  # law decides: nothing is even with it
        return {}
    limit = book.constants["even_geschikt_onder"]
    even = [o.channel for o in others if score.wins(main.draws, o.draws) < limit]
    return {main.channel: tuple(even)} | dict.fromkeys(even, (main.channel,))


@cache
def _refusal(channel: str, because: str) -> Ranked:
    return Ranked(channel, roles.CANNOT, None, None, None, None, (), (), because)


def _strength(ranking: Sequence[Ranked]) -> float:
    """Return how much researched weight (points) about the resident the chosen channels carry."""
    return total(
        abs(reason.weight)
        for row in ranking
        if row.role in roles.CHOSEN
        for reason in row.reasons
        if reason.dimension != "taak" and reason.quality in ("A", "B", "C")
    )


def main() -> None:
    """Read a pickled Rulebook and situations from standard input, write their outcomes."""
    gc.disable()  # nothing is thrown away in the few seconds that this process lives
    book, asked = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent wrote it
    sys.stdout.buffer.write(pickle.dumps(build(book, asked).outcomes))


if __name__ == "__main__":
    main()
