"""Why these channels, and in the annex how that was worked out."""

from collections.abc import Iterable

from documents.advice.content import plain
from documents.blocks import Block, Heading, Sentence, bullets
from documents.labels import upper
from documents.plan import choice_tables, summary_table
from documents.plan.blocks import paragraph, table
from documents.plan.charts import adding
from documents.plan.paper import Paper
from plans import report
from plans.choice.relay import channel_names

TOGETHER = 12  # groups whose map stays on one page
MODEL = (
    "De waarde is de kans dat minstens één gekozen kanaal past, volgens het model. Zij zegt iets "
    "over alle gekozen kanalen samen, niet over één kanaal."
)


def choice(paper: Paper) -> Iterable[Block]:
    """Yield the chosen channels, where actions differ, who is not reached, and what is lacking."""
    mix = paper.mix
    if not mix.channels:
        yield paragraph(choice_tables.NO_CHANNELS)
        return
    yield paragraph(f"{upper(channel_names(paper.book, mix.channels))}.", "lead")
    if difference := summary_table.difference(paper):
        yield paragraph(difference)
    yield table(choice_tables.channels(paper))
    yield Heading("Wie wordt niet bereikt, en wat kost het om dat wel te doen?")
    if mix.missed:
        yield table(choice_tables.unreached_groups(paper))
    else:
        yield paragraph(choice_tables.NOBODY)
    lacking = choice_tables.open_duties(paper)
    if lacking:
        yield Heading("Wat nog moet, en wat is aanbevolen")
        yield bullets(Sentence(plain(text), lead) for lead, text in lacking)
    if mix.hand_overs:
        yield Heading("Van kanaal naar kanaal")
        yield bullets(Sentence(plain(text)) for text in choice_tables.hand_overs(paper))


def method(paper: Paper) -> Iterable[Block]:
    """Yield how the choice was worked out: what each channel adds, and how sure it is."""
    mix = paper.mix
    if not mix.channels:
        return
    yield paragraph(MODEL)
    certain = tuple(report.certainty_sentences(paper.book, mix))
    if certain:
        yield Heading("Hoe zeker is de keuze?")
        yield bullets(Sentence(plain(text)) for text in certain)
    if mix.curve:
        yield Heading("Wat elk kanaal toevoegt")
        yield adding(paper.book, mix.curve)
        yield table(choice_tables.adding(paper))
        yield paragraph(" ".join(map(plain, choice_tables.more_or_less(paper))))
    yield Heading("De waarde per groep en fase")
    yield table(choice_tables.values(paper))
