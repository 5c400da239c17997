"""The message and the whole journey: how to say it, the roles in every phase, all channels."""

from documents.advice.case import Case, advised, grouped
from documents.blocks import (
    Block,
    Bullets,
    Cell,
    Dot,
    Dots,
    Flat,
    Heading,
    Heat,
    Paragraph,
    Section,
    Sentence,
    Table,
    balanced,
    bullets,
)
from documents.labels import CHOSEN, ROLES, fits
from dutch import listing, whole
from engine.answer import Advice, Ranked
from engine.model import Rulebook

MESSAGE = {
    "toon": "Toon",
    "perspectief": "Perspectief",
    "benadruk": "Benadruk",
    "vermijd": "Vermijd",
}
MOST_DOTS, MOST_ROWS, MOST_TOGETHER = 8, 12, 25
HOW_TO_READ = (
    "Het getal zegt hoe goed een kanaal hier past, van 0 tot 100; bij 50 spreekt er evenveel voor "
    "als tegen. In 8 van de 10 doorrekeningen ligt het tussen de laagste en de hoogste waarde. "
    "Het zegt niet hoeveel inwoners je bereikt."
)


def section(case: Case) -> Section:
    """Return the section on message, journey and all channels compared."""
    blocks: tuple[Block, ...] = (
        Heading("De boodschap"),
        balanced([_told(case, key) for key in MESSAGE]),
        Paragraph((Sentence("Wat geen bron heeft, is vakkennis."),), "note"),
        Heading("De hele reis van de inwoner"),
        _journey(case),
        Heading("Alle kanalen vergeleken"),
        dots(case.book, case.advice),
        Paragraph((Sentence(HOW_TO_READ),), "note"),
        _numbers(case),
        Heading("Wat dit advies niet ziet"),
        bullets(Sentence(limit.because) for limit in case.advice.limits),
    )
    return Section("Boodschap en hele reis", blocks)


def _told(case: Case, key: str) -> tuple[Flat, ...]:
    items = [item for item in case.advice.message.get(key, ()) if item.text]
    told = grouped((i.about, advised(case, i.text or "", i.sources)) for i in items)
    return (Heading(MESSAGE[key], 3), Bullets(told)) if told else ()


def _journey(case: Case) -> Table:
    return Table(
        summary="De gekozen kanalen per fase, met de fase van dit advies gemarkeerd.",
        columns=("Fase", "Hoofdkanaal", "Ondersteunend", "Altijd erbij"),
        rows=tuple(_phase(case, advice) for advice in case.journey),
        widths=(32, 26, 42, 22),
    )


def _phase(case: Case, advice: Advice) -> tuple[Sentence, ...]:
    name = case.book.phases[advice.situation.phase].name
    here = advice.situation == case.advice.situation
    first = Sentence("(deze fase)" if here else "", name)
    return (first, *(Sentence(_names(case.book, advice, role)) for role in CHOSEN))


def _names(book: Rulebook, advice: Advice, role: str) -> str:
    names = [book.channels[row.channel].name for row in advice.channels if row.role == role]
    return ", ".join(names) or "–"


def dots(book: Rulebook, advice: Advice) -> Dots:
    """Return the dot plot: the chosen channels and the next best, at most eight, best first."""
    able = [row for row in advice.channels if row.suitability is not None]
    picked = [row for row in able if row.role in CHOSEN]
    picked += [row for row in able if row.role not in CHOSEN][: MOST_DOTS - len(picked)]
    rows = tuple(_dot(book, row) for row in able if row in picked)
    return Dots(
        rows, _described(rows), "Hoe goed de kanalen hier passen; de lijn is de onzekerheid"
    )


def _dot(book: Rulebook, row: Ranked) -> Dot:
    name = book.channels[row.channel].name
    suitability, low, high = row.suitability or 0.0, row.low or 0.0, row.high or 0.0
    return Dot(name, ROLES[row.role], suitability, low, high)


def _described(rows: tuple[Dot, ...]) -> str:
    """Return the message of the dot plot for who cannot see it."""
    first, rest = rows[0], rows[1:3]
    then = listing([f"{dot.channel} met {whole(dot.suitability)}" for dot in rest])
    overlap = sum(dot.high >= first.low for dot in rows[1:])
    return (
        f"Puntenplot van {len(rows)} kanalen op hoe goed ze hier passen, van 0 tot 100. "
        f"{first.channel} past het best met {whole(first.suitability)} "
        f"(onzekerheid van {whole(first.low)} tot {whole(first.high)})"
        + (f", daarna {then}. " if then else ". ")
        + f"Bij {overlap} van de andere kanalen overlapt de onzekerheid met die van "
        f"{first.channel}. Alle getallen staan in de tabel."
    )


def _numbers(case: Case) -> Table:
    able = [row for row in case.advice.channels if row.suitability is not None]
    return Table(
        summary="Alle kanalen die in deze fase kunnen, met hoe goed ze passen.",
        columns=("Kanaal", "Rol", "Past", "Getal", "Laagste", "Hoogste", "Bij beste drie"),
        rows=tuple(_figures(case, row) for row in able),
        widths=(36, 24, 20, 11, 12, 12, 19),
        numeric=(3, 4, 5, 6),
        together=len(able) <= MOST_TOGETHER,
    )


def _figures(case: Case, row: Ranked) -> tuple[Sentence, ...]:
    suitability = row.suitability or 0.0
    share = f"{whole(100 * (row.certainty or 0))} van 100"
    numbers = (suitability, row.low or 0.0, row.high or 0.0)
    texts = (ROLES[row.role], fits(suitability), *map(whole, numbers), share)
    return (Sentence(case.channel(row).name), *map(Sentence, texts))


def heat(book: Rulebook, journey: tuple[Advice, ...]) -> Heat:
    """Return the heat map: the channels chosen somewhere in the journey (at most twelve)."""
    chosen = dict.fromkeys(row.channel for advice in journey for row in advice.picks())
    kept = list(chosen)[:MOST_ROWS]
    cells = tuple(_cell(book, advice, slug) for slug in kept for advice in journey)
    phases = tuple(book.phases[advice.situation.phase].name for advice in journey)
    names = tuple(book.channels[slug].name for slug in kept)
    return Heat(names, phases, cells, _toured(cells, phases))


def _cell(book: Rulebook, advice: Advice, slug: str) -> Cell:
    row = next(row for row in advice.channels if row.channel == slug)
    phase = book.phases[advice.situation.phase].name
    return Cell(book.channels[slug].name, phase, ROLES[row.role], row.suitability)


def _toured(cells: tuple[Cell, ...], phases: tuple[str, ...]) -> str:
    main = {cell.phase: cell.channel for cell in cells if cell.role == ROLES["hoofdkanaal"]}
    said = "; ".join(f"{phase}: {main[phase]}" for phase in phases if phase in main)
    return f"Hoe goed kanalen passen in elke fase van de reis. Het hoofdkanaal per fase: {said}."
