"""The message and the whole journey: how to say it, the roles in every phase, all channels."""

from collections.abc import Iterable, Sequence

from documents.advice.case import Case, instruction, items_by_group
from documents.blocks import (
    Block,
    Bullets,
    Columns,
    Flat,
    Heading,
    Paragraph,
    Section,
    Sentence,
    TableBlock,
    bullets,
    in_two_columns,
)
from documents.labels import fits, upper
from dutch import listing, whole
from engine.answer import Advice, Ranked
from engine.argument.naming import by_name, first_choice
from engine.argument.sureness import of_hundred
from engine.model import Rulebook

MESSAGE = {
    "toon": "Toon",
    "perspectief": "Perspectief",
    "benadruk": "Benadruk",
    "vermijd": "Vermijd",
}
HOW_TO_READ = (
    "Het getal zegt hoe goed een kanaal hier past, van 0 tot 100; bij 50 spreekt er evenveel voor "
    "als tegen. In 8 van de 10 doorrekeningen ligt het tussen de twee getallen daarnaast. De "
    "laatste kolom zegt hoe vaak van de 100 het bij de beste drie hoort. "
    "Het zegt niet hoeveel inwoners je bereikt."
)


def section(case: Case) -> Section:
    """Return the section on message, journey and all channels compared."""
    compared: tuple[Block, ...] = (
        Heading("Alle kanalen vergeleken"),
        Paragraph((Sentence(HOW_TO_READ),), "note"),
        _numbers(case),
    )
    journey: tuple[Block, ...] = (Heading("De hele reis van de inwoner"), _journey(case))
    unseen = bullets(Sentence(limit.because) for limit in case.advice.limits)
    limits: tuple[Block, ...] = (Heading("Wat dit advies niet ziet"), unseen)
    blocks: tuple[Block, ...] = (
        Heading("De boodschap"),
        in_two_columns([_message_part(case, key) for key in MESSAGE], together=False),
        Paragraph((Sentence("Wat geen bron heeft, is vakkennis."),), "note"),
        *journey,
        *compared,
        *limits,
    )
    return Section("Boodschap en hele reis", blocks, spare=(compared, journey, limits))


def _message_part(case: Case, key: str) -> tuple[Flat, ...]:
    items = [item for item in case.advice.message.get(key, ()) if item.text]
    parts = items_by_group((i.about, instruction(case, i.text or "", i.sources)) for i in items)
    return (Heading(MESSAGE[key], 3), Bullets(parts)) if parts else ()


def _journey(case: Case) -> TableBlock:
    return TableBlock(
        summary="De gekozen kanalen per fase, met de fase van dit advies gemarkeerd.",
        columns=("Fase", "Hoofdkanaal", "Ondersteunend", "Altijd erbij"),
        rows=tuple(_phase(case, advice) for advice in case.phases),
        widths=(28, 30, 34, 30),
    )


def _phase(case: Case, advice: Advice) -> tuple[Sentence, ...]:
    name = case.book.phases[advice.situation.phase].name
    here = advice.situation == case.advice.situation
    first = Sentence("(deze fase)" if here else "", name)
    return (first, *map(Sentence, chosen(case.book, advice)))


def chosen(book: Rulebook, advice: Advice) -> tuple[str, str, str]:
    """Return the chosen channels of a phase by name: main or even ones, beside it, and always."""
    picks = advice.picks()
    even, beside = first_choice(picks)
    nets = [row for row in picks if row not in (*even, *beside)]
    main = upper(listing([book.channels[row.channel].beside for row in by_name(book, even)]))
    tie = " (even geschikt)" if len(even) > 1 else ""
    return main + tie, _names(book, beside), _names(book, nets)


def _names(book: Rulebook, rows: Iterable[Ranked]) -> str:
    return ", ".join(book.channels[row.channel].name for row in rows) or "–"


def _numbers(case: Case) -> Columns:
    """Return all channels with how well they fit, in two tables beside each other."""
    able = [row for row in case.advice.channels if row.suitability is not None]
    half = -(-len(able) // 2)
    return Columns(
        tuple((_table(case, rows),) for rows in (able[:half], able[half:]) if rows), together=False
    )


def _table(case: Case, rows: Sequence[Ranked]) -> TableBlock:
    return TableBlock(
        summary="Kanalen die in deze fase kunnen, beste eerst, met hoe goed ze passen.",
        columns=("Kanaal", "Past", "Getal", "Tussen", "Beste drie"),
        rows=tuple(_figures(case, row) for row in rows),
        widths=(34, 20, 11, 17, 17),
        numeric=(2, 3, 4),
    )


def _figures(case: Case, row: Ranked) -> tuple[Sentence, ...]:
    suitability = row.suitability or 0.0
    between = f"{whole(row.low or 0.0)} en {whole(row.high or 0.0)}"
    share = str(of_hundred(row))
    texts = (fits(suitability), whole(suitability), between, share)
    return (Sentence("", case.channel(row).beside), *map(Sentence, texts))
