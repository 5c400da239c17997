"""What must hold over all situations is measured, and a miss is seen and named."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from types import SimpleNamespace
from typing import Any

import pytest

from engine import Advice, Table
from engine.argument.parts import Piece
from engine.argument.sureness import figure
from engine.proof.measures import advice_words, certainty, tasks
from engine.proof.measures.every import MEASURES
from engine.proof.measures.measure import Inquiry, Measure, lines, none_of, place

COVERS = (
    "commands/engine/proving.py",
    "engine/proof/measures/measure.py",
    "engine/proof/measures/advice_words.py",
    "engine/proof/measures/certainty.py",
    "engine/proof/measures/tasks.py",
    "engine/proof/measures/every.py",
)
FEW = 40  # situations in the quick tests


@pytest.fixture(scope="module")
def few(table: Table) -> Inquiry:
    """Return the first situations, with their advices."""
    return Inquiry(replace(table, outcomes=dict(islice(table.outcomes.items(), FEW))))


def spoiled(few: Inquiry, spoil: Callable[[Advice], Advice]) -> Any:
    """Return the same inquiry in which the first advice was spoiled."""
    first, *rest = few.advices
    return SimpleNamespace(table=few.table, book=few.book, advices=[spoil(first), *rest])


def with_argument(**changes: Any) -> Callable[[Advice], Advice]:
    return lambda advice: replace(advice, argument=replace(advice.argument, **changes))


def with_word(word: Any) -> Callable[[Advice], Advice]:
    def spoil(advice: Advice) -> Advice:
        sure = replace(advice.argument.sureness, word=word, text="Zo is het.")
        return with_argument(sureness=sure)(advice)

    return spoil


def elsewhere(advice: Advice) -> Advice:
    """Return the advice for a phase in which its channels cannot serve."""
    last = next(row for row in advice.channels if row.refusal)
    return replace(advice, channels=(last._replace(role="hoofdkanaal"), *advice.channels[1:]))


def other_answer(advice: Advice) -> Advice:
    first, *rest = advice.argument.why_not
    ranked = first._replace(text="Dit kanaal staat hier op plek 7 van 25.")
    return with_argument(why_not=(ranked, *rest))(advice)


@pytest.mark.parametrize(
    ("measure", "spoil"),
    [
        (advice_words.one_main_channel, with_argument(headline=(Piece("Zet postduiven in."),))),
        (
            advice_words.heaviest_reason_first,
            with_argument(defence=("Zo.", "Iets.", "Ja.", "Wie.")),
        ),
        (advice_words.why_not_argues, other_answer),
        (certainty.word_and_figure_agree, with_word("stevig")),
        (tasks.approach_fits_the_task, elsewhere),
        (advice_words.short_sentences, with_argument(change=" ".join(["woord"] * 21) + ".")),
    ],
)
def test_a_miss_is_seen(
    few: Inquiry, measure: Callable[[Any], Measure], spoil: Callable[[Advice], Advice]
) -> None:
    whole, missed = measure(few), measure(spoiled(few, spoil))
    assert missed.held is False
    assert len(missed.misses) > 0
    assert whole.outcome != missed.outcome


def test_caution_at_a_high_figure_is_seen(few: Inquiry) -> None:
    surest = max(few.advices, key=lambda a: figure(a.picks()))
    others = [advice for advice in few.advices if advice is not surest]
    advices = [with_word("voorzichtig")(surest), *others]
    inquiry: Any = SimpleNamespace(book=few.book, advices=advices)
    missed = certainty.knowing_more_is_never_weaker(inquiry)
    assert place(surest) in missed.misses


def test_caution_where_knowing_less_has_none_is_seen(few: Inquiry) -> None:
    """Even at the lowest figure of all, for there an advice that knows less is surer."""
    asked = {a.situation for a in few.advices}
    known = [a for a in few.advices if asked & set(a.situation.less_specific())]
    weakest = min(known, key=lambda a: figure(a.picks()))
    rows = (row._replace(certainty=0.01) for row in weakest.channels if row.certainty)
    others = [advice for advice in few.advices if advice is not weakest]
    low = with_word("voorzichtig")(replace(weakest, channels=tuple(rows)))
    inquiry: Any = SimpleNamespace(book=few.book, advices=[low, *others])
    assert certainty.knowing_more_is_never_weaker(inquiry).misses == (place(weakest),)


def test_a_gap_in_the_task_table_is_seen(few: Inquiry) -> None:
    """Without one approach, or with one task told twice, a cell of the table is a miss."""
    slug, channel = next(iter(few.book.channels.items()))
    for spoiled_channel in (
        channel.model_copy(update={"approaches": channel.approaches[1:]}),
        channel.model_copy(update={"unlikely": (), "impossible": ()}),
    ):
        book = replace(few.book, channels={**few.book.channels, slug: spoiled_channel})
        missed = tasks.no_gap_in_the_task_table(SimpleNamespace(book=book))  # type: ignore[arg-type]
        assert missed.held is False
        assert all(miss.startswith(f"{slug}: ") for miss in missed.misses)
    assert tasks.no_gap_in_the_task_table(few).held is True


def test_what_is_measured_is_told_with_its_bound() -> None:
    told = [none_of("iets", ["a", "b"], 7), Measure("groepen", "minstens 3", "4", True),
            Measure("beloften", "geen", "1 van 2", None)]  # fmt: skip
    assert list(lines(told)) == [
        "NEE  iets: 5 van 7 (grens: alle)",
        "       a",
        "       b",
        "ja   groepen: 4 (grens: minstens 3)",
        "–    beloften: 1 van 2 (grens: geen)",
    ]


@pytest.mark.exhaustive
def test_every_bound_is_kept_over_all_situations(table: Table) -> None:
    inquiry = Inquiry(table)
    assert len(inquiry.advices) == len(table.outcomes)
    measures = [measure(inquiry) for measure in MEASURES]
    assert list(lines(one for one in measures if one.held is False)) == []
