"""Own research in the words and tables of its report: who answered, shares, verdicts, sayings."""

from collections.abc import Iterable, Iterator, Sequence

from documents.blocks import Sentence, TableBlock
from dutch import counted, day, decimal, listing, whole
from engine.knowledge.own_survey import Asked, OwnSurvey
from engine.model import UNKNOWN, Rulebook
from engine.wording import lower
from surveys.findings import dots, spoken
from surveys.findings.dots import FEW, THIN, Dot, DotColumn
from surveys.findings.said_most import SaidShare
from surveys.findings.splits import group_names
from surveys.turnout import GroupTurnout

ONLINE = "online"
SURE = ("vaker", "minder")
MOST_ROWS = 11  # of what differs most from our rules
ONLINE_ONLY = (
    "Er is alleen online gevraagd. Wie niet of weinig online is, deed niet mee: lees de uitkomst "
    "met dat in gedachten."
)
VERDICTS = {"vaker": "vaker", "minder": "minder vaak", "klopt": "klopt", "open": "niet te zeggen"}


def people(own: OwnSurvey, residents: dict[str, float]) -> tuple[GroupTurnout, ...]:
    """Return who answered by what a layer keeps: of each track the phase that most answered."""
    column = own.profiles.index(UNKNOWN)
    counts = {}
    for row, age in enumerate(own.ages):
        if age != UNKNOWN:
            parts: dict[str, int] = {}
            for asked, of in own.rows.items():
                n = max((int(one.n[row, column]) for one in of.values()), default=0)
                parts[asked.track] = max(parts.get(asked.track, 0), n)
            counts[age] = sum(parts.values())
    known = sum(counts.values())
    return tuple(
        GroupTurnout(age, n, n / known if known else 0.0, residents.get(age),
                     n / known / residents[age] if known and residents.get(age) else None,
                     n < THIN)
        for age, n in counts.items()
    )  # fmt: skip


def about(own: OwnSurvey) -> tuple[Sentence, ...]:
    """Return what a reader must know of a survey before anything else."""
    facts = own.about
    shown = [Sentence(facts.title, "Onderzoek")]
    if facts.simulated:
        shown.append(Sentence("nagebootst; niemand is iets gevraagd", "Voorbeeld"))
    return (
        *shown,
        Sentence(f"{day(facts.start)} tot en met {day(facts.end)}", "Periode"),
        Sentence(f"{counted(facts.n, 'inwoner', 'inwoners')}, {facts.mode}", "Antwoorden"),
        Sentence(lower(facts.weighting), "Weging"),
    )


def answered(groups: Sequence[GroupTurnout], book: Rulebook) -> TableBlock:
    """Return the table of who answered, against the residents where that is known."""
    held = any(one.residents is not None for one in groups)
    rows = tuple(_group(one, book, held) for one in groups)
    heads = ("Leeftijd", "Antwoorden", "Deel", *(("Inwoners",) if held else ()))
    widths = (3.0, 2.0, 1.4, *((1.6,) if held else ()))
    return TableBlock("Wie antwoordden, per leeftijd", heads, rows, widths,
                      numeric=tuple(range(1, len(heads))), together=True)  # fmt: skip


def _group(one: GroupTurnout, book: Rulebook, held: bool) -> tuple[Sentence, ...]:
    n = whole(one.n) if one.n >= FEW else f"minder dan {FEW}"
    residents = f"{round(100 * one.residents)} %" if one.residents is not None else "–"
    cells = (age_name(book, one.slug), n, f"{round(100 * one.answered)} %")
    return tuple(map(Sentence, (*cells, *((residents,) if held else ()))))


def age_name(book: Rulebook, slug: str) -> str:
    """Return a short name of an age."""
    return group_names(book, dots.AGES).get(slug, slug)


def warnings(own: OwnSurvey, groups: Sequence[GroupTurnout], book: Rulebook) -> Iterator[Sentence]:
    """Yield what must be kept in mind: thin groups, who took part least, online only."""
    few = [age_name(book, one.slug) for one in groups if one.n < FEW]
    thin = [age_name(book, one.slug) for one in groups if FEW <= one.n < THIN]
    if few:
        yield Sentence(f"{listing(few)}: minder dan {FEW} antwoorden, daarover is niets te zeggen.")
    if thin:
        yield Sentence(f"{listing(thin)}: minder dan {THIN} antwoorden, daarover is weinig zeker.")
    taking = [one for one in groups if one.participation]
    if len(taking) > 1:
        low = min(taking, key=lambda one: one.participation or 0.0)
        high = max(taking, key=lambda one: one.participation or 0.0)
        ratio = (low.participation or 0.0) / (high.participation or 1.0)
        yield Sentence(
            f"Wie {age_name(book, low.slug)} is, deed naar verhouding het minst mee: "
            f"{decimal(ratio, 1)} keer zo vaak als wie {age_name(book, high.slug)} is."
        )
    if own.about.mode == ONLINE:
        yield Sentence(ONLINE_ONLY)


def share(dot: Dot | None) -> str:
    """Return "46 (41–51)", or why there is no share."""
    if dot is None:
        return "niet gevraagd"
    if dot.share is None:
        return f"minder dan {FEW}"
    low, high = spoken.of_hundred(dot.low), spoken.of_hundred(dot.high)
    return f"{spoken.of_hundred(dot.share)} ({low}–{high})"


def shares(
    columns: Sequence[DotColumn],
    heads: Sequence[str],
    rows: Iterable[tuple[str, str]],
    summary: str,
) -> TableBlock:
    """Return the table beside a picture: of every hundred residents so many, with the margin."""
    cells = tuple(
        (Sentence(name), *(Sentence(share(column.of(slug))) for column in columns))
        for slug, name in rows
    )
    counts = (Sentence("Antwoorden"), *(Sentence(_many(column)) for column in columns))
    wide = (2.2, *(1.6 for _ in columns))
    names = ("Van de 100", *heads)
    return TableBlock(summary, names, (*cells, counts), wide, together=True)


def _many(column: DotColumn) -> str:
    return f"minder dan {FEW}" if column.few else whole(column.n)


def against(book: Rulebook, columns: Sequence[DotColumn]) -> TableBlock:
    """Return where residents surely choose otherwise than our rules expected, largest first."""
    pairs = [
        (column.key, dot) for column in columns for dot in column.dots if dot.verdict != "open"
    ]
    pairs.sort(key=lambda pair: -abs((pair[1].share or 0.0) - (pair[1].beside or 0.0)))
    rows = tuple(
        tuple(map(Sentence, (
            book.phases[phase].name, book.channels[dot.channel].name, share(dot),
            spoken.of_hundred(dot.beside), VERDICTS[dot.verdict],
        )))
        for phase, dot in pairs[:MOST_ROWS]
    )  # fmt: skip
    heads = ("Fase", "Kanaal", "Inwoners", "Onze regels", "Oordeel")
    return TableBlock("Inwoners tegen onze regels", heads, rows, (2.6, 2.6, 1.7, 1.3, 1.5))


def said_table(rows: Sequence[SaidShare], summary: str) -> TableBlock:
    """Return motives or expectations with their margin."""
    cells = tuple(
        (Sentence(one.text), Sentence(f"{spoken.of_hundred(one.share)} "
         f"({spoken.of_hundred(one.low)}–{spoken.of_hundred(one.high)})"))
        for one in rows
    )  # fmt: skip
    return TableBlock(summary, ("Antwoord", "Van de 100"), cells, (3.4, 1.3), together=True)


def top(columns: Sequence[DotColumn], book: Rulebook, most: int) -> tuple[tuple[str, str], ...]:
    """Return (slug, name) of the channels that are chosen most over the columns."""
    best: dict[str, float] = {}
    for column in columns:
        for dot in column.dots:
            best[dot.channel] = max(best.get(dot.channel, 0.0), dot.share or 0.0)
    ordered = sorted(best, key=lambda slug: (-best[slug], slug))[:most]
    return tuple((slug, book.channels[slug].short) for slug in ordered if slug in book.channels)


def most_different(
    own: OwnSurvey, track: str, order: Iterable[str]
) -> tuple[Asked, tuple[DotColumn, ...]] | None:
    """Return the situation of a track in which ages differ most, with a column per age."""
    pairs = [(one, dots.groups(own, one)) for one in dots.asked_in(own, track, order)]
    return max(pairs, key=lambda pair: _differences(pair[1]), default=None)


def _differences(columns: Sequence[DotColumn]) -> tuple[int, int]:
    every = [dot for column in columns for dot in column.dots if dot.verdict in SURE]
    return len(every), max((column.n for column in columns), default=0)
