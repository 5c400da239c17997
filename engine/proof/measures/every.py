"""All measures in one list, in the order in which they are printed."""

from collections.abc import Callable

from engine.proof.measures import advice_words, certainty, tasks
from engine.proof.measures.measure import Inquiry, Measure

MEASURES: tuple[Callable[[Inquiry], Measure], ...] = (
    advice_words.one_main_channel,
    advice_words.heaviest_reason_first,
    advice_words.research_is_told,
    advice_words.why_not_argues,
    advice_words.missed_groups_differ,
    advice_words.what_speaks_against_is_said,
    advice_words.reasons_about_these_residents,
    certainty.word_and_figure_agree,
    certainty.knowing_more_is_never_weaker,
    tasks.no_gap_in_the_task_table,
    tasks.approach_fits_the_task,
    advice_words.short_sentences,
    advice_words.no_provisos,
    advice_words.promises,
)
