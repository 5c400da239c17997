"""The report of own research: page one stands alone, and no more than six pages in all.

Charts have their table under them. What is kept of people are shares, and counts of at least ten.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from documents import chart, house
from documents.advice.content import plain
from documents.blocks import (
    Block,
    Columns,
    Content,
    Flat,
    Heading,
    Paragraph,
    Picture,
    Section,
    Sentence,
    bullets,
)
from documents.survey import dot_plots, survey_words
from documents.survey.dot_plots import DotPlot
from dutch import decimal
from engine.knowledge.own_survey import Asked, OwnSurvey
from engine.model import Rulebook
from engine.wording import lower, upper
from surveys.findings import dots, spoken
from surveys.findings.dots import DotColumn, Points
from surveys.findings.moved import Move, moves
from surveys.findings.said_most import SaidShare, said_most
from surveys.turnout import GroupTurnout

TITLE = "Wat onze inwoners willen"
PAGES, CHANNELS, FEWER, SAYINGS, MOVED = 6, 8, 6, 6, 5
SIMULATED = "Voorbeeld: alles hierin is nagebootst"
KEY = (
    "Punt: zoveel van de 100 inwoners kiezen dit. Lijn: de marge van 90 procent. Streepje: wat "
    "{beside}. Dicht: zeker anders. Open: gelijk, of nog niet te zeggen."
)
KEPT = (
    "Bewaard zijn aandelen met hun marge, en aantallen van minstens tien, afgerond op tientallen.",
    "Namen, mailadressen, postcodes en andere gegevens van personen zijn niet bewaard.",
    "Een aandeel staat er altijd met zijn marge. Van een groep met minder dan tien antwoorden "
    "staat er niets.",
    "Groepen lenen van elkaar: hoe minder antwoorden een groep heeft, hoe meer haar aandeel lijkt "
    "op dat van alle inwoners samen en op onze regels.",
)


@dataclass(frozen=True, slots=True)
class ReportMatter:
    """What a report is made of: a survey, the points of our rules alone, and who answered."""

    book: Rulebook
    own: OwnSurvey
    points: Points
    residents: Mapping[str, float]
    earlier: OwnSurvey | None = None

    def accent(self) -> str:
        """Return the organisation's own colour, or "" for ours."""
        return house.colour(self.book)

    def tracks(self) -> list[str]:
        """Return the tracks that were asked, in the order of the knowledge."""
        return [t for t in self.book.tracks if dots.asked_in(self.own, t, self.book.phases)]

    def columns(self, track: str) -> tuple[DotColumn, ...]:
        """Return a column per phase of a track."""
        return dots.phases(self.own, track, self.points, self.book.phases)


def survey_report(matter: ReportMatter, today: date) -> Content:
    """Return the report as a document, in the style of the organisation."""
    first, *rest = matter.tracks()
    sections = [
        _first(matter, first),
        *(_track(matter, track) for track in rest),
        *_ages(matter),
        *_sayings(matter),
        _rules(matter),
        _method(matter),
    ]
    content = Content(
        title=TITLE,
        summary="".join(piece.text for piece in _conclusion(matter, first)),
        status=SIMULATED if matter.own.about.simulated else "",
        organisation="",
        author="",
        day=today,
        situation=tuple(_plain(one) for one in survey_words.about(matter.own)),
        sections=tuple(sections),
        most_pages=PAGES,
    )
    return house.in_house_style(content, matter.book)


def _plain(one: Sentence) -> Sentence:
    return Sentence(plain(one.text), one.lead)


def _conclusion(matter: ReportMatter, track: str) -> Sequence[spoken.Emphasis]:
    return spoken.conclusion(matter.book, matter.columns(track))


def _lead(matter: ReportMatter, track: str) -> Paragraph:
    words = "".join(piece.text for piece in _conclusion(matter, track))
    return Paragraph((Sentence(words),), "lead")


def _first(matter: ReportMatter, track: str) -> Section:
    groups = _groups(matter)
    kept = tuple(survey_words.warnings(matter.own, groups, matter.book))
    left: tuple[Flat, ...] = (
        Heading("Wie antwoordden?"),
        survey_words.answered(groups, matter.book),
    )
    right: tuple[Flat, ...] = (
        Heading("Let op"),
        bullets([*kept, Sentence(_holds(matter))]),
    )
    blocks = (_lead(matter, track), Columns((left, right)), *_picture(matter, track))
    return Section(matter.book.tracks[track].name, blocks)


def _groups(matter: ReportMatter) -> tuple[GroupTurnout, ...]:
    return survey_words.people(matter.own, dict(matter.residents))


def _holds(matter: ReportMatter) -> str:
    own = matter.own
    low, high = own.rules - 1.645 * own.rules_sd, own.rules + 1.645 * own.rules_sd
    part = f"{_whole(own.rules)} (tussen {_whole(low)} en {_whole(high)})"
    return f"Onze regels zeggen hier {spoken.holds(own.rules)}: {part}."


def _whole(part: float) -> str:
    return f"{round(100 * max(part, 0.0))}\u00a0%"


def _picture(matter: ReportMatter, track: str) -> Iterator[Block]:
    """Yield the picture of the phases of a track, with its table."""
    book, columns = matter.book, matter.columns(track)
    heads = tuple(book.phases[one.key].name for one in columns)
    short = tuple(book.phases[one.key].short for one in columns)
    rows = survey_words.top(columns, book, CHANNELS)
    summary = f"Welke weg kiezen inwoners? {book.tracks[track].name}, per fase."
    yield Heading("Per fase: welke weg kiezen inwoners?")
    yield _drawn(matter, DotPlot(columns, short, rows, summary), "onze regels verwachtten")
    yield survey_words.shares(columns, heads, rows, summary)


def _drawn(matter: ReportMatter, plot: DotPlot, beside: str) -> Picture:
    svg = chart.svg(dot_plots.draw(plot, matter.accent()))
    described = f"{plot.description} De tabel hieronder zegt hetzelfde."
    return Picture(svg, described, KEY.format(beside=beside))


def _track(matter: ReportMatter, track: str) -> Section:
    return Section(matter.book.tracks[track].name,
                   (_lead(matter, track), *_picture(matter, track)))  # fmt: skip


def _ages(matter: ReportMatter) -> Iterator[Section]:
    """Yield one page about ages: for each track the phase in which they differ most."""
    blocks: list[Block] = []
    for track in matter.tracks():
        pair = survey_words.most_different(matter.own, track, matter.book.phases)
        if pair:
            blocks += _per_age(matter, *pair)
    if blocks:
        yield Section("Per leeftijd", tuple(blocks))


def _per_age(matter: ReportMatter, asked: Asked, columns: Sequence[DotColumn]) -> Iterator[Block]:
    book = matter.book
    shown = tuple(column for column in columns if not column.few)
    if not shown:
        return
    where = f"{book.tracks[asked.track].name}, {lower(book.phases[asked.phase].name)}"
    heads = tuple(survey_words.age_name(book, one.key) for one in shown)
    rows = survey_words.top(shown, book, FEWER)
    summary = f"{where}: welke weg kiest elke leeftijd?"
    yield Heading(where)
    yield _drawn(matter, DotPlot(shown, heads, rows, summary), "alle inwoners samen kiezen")
    yield survey_words.shares(shown, heads, rows, summary)


def _sayings(matter: ReportMatter) -> Iterator[Section]:
    """Yield one page with motives and expectations of the phase that most answered, per track."""
    blocks: list[Block] = []
    for track in matter.tracks():
        for asked in _most_said(matter, track):
            blocks += _sayings_of(matter, asked)
    if blocks:
        yield Section("Waarom, en wat inwoners verwachten", tuple(blocks))


def _most_said(matter: ReportMatter, track: str) -> Sequence[Asked]:
    asked = dots.asked_in(matter.own, track, matter.book.phases)
    told = [one for one in asked if said_most(matter.own, one, "motief")]
    return told[1:2] or told[:1]


def _sayings_of(matter: ReportMatter, asked: Asked) -> Iterator[Block]:
    book = matter.book
    where = f"{book.tracks[asked.track].name}, {lower(book.phases[asked.phase].name)}"
    yield Heading(where)
    parts = []
    for kind, title in (("motief", "Waarom kiezen ze dat?"), ("verwachting", "Wat verwachten ze?")):
        rows = said_most(matter.own, asked, kind)[:SAYINGS]
        if rows:
            parts.append((Heading(title, 3), _bars(matter, rows, f"{where}. {title}"),
                          survey_words.said_table(rows, f"{where}. {title}")))  # fmt: skip
    if parts:
        yield Columns(tuple(parts))


def _bars(matter: ReportMatter, rows: Sequence[SaidShare], title: str) -> Picture:
    drawn = [(one.text, one.share, one.low, one.high) for one in rows]
    description = f"{title} De tabel hieronder zegt hetzelfde."
    svg = chart.svg(dot_plots.bars(drawn, description, matter.accent()))
    return Picture(svg, description, "Van de 100 inwoners; lijn: marge van 90 procent.")


def _rules(matter: ReportMatter) -> Section:
    blocks: list[Block] = [Paragraph((Sentence(_holds(matter)),), "lead")]
    for track in matter.tracks():
        columns = matter.columns(track)
        table = survey_words.against(matter.book, columns)
        if table.rows:
            blocks += [Heading(matter.book.tracks[track].name), table]
        asked = [dot.channel for column in columns for dot in spoken.without_rule(column)]
        if asked:
            names = ", ".join(matter.book.channels[slug].beside for slug in dict.fromkeys(asked))
            text = f"Wel gevraagd, maar zonder regel in een van de fasen: {names}."
            blocks.append(Paragraph((Sentence(text),), "note"))
    return Section("Tegen onze regels", tuple(blocks))


def _moved(book: Rulebook, every: Sequence[Move]) -> Iterator[str]:
    """Yield what moved most since an earlier survey, of what surely did."""
    for one in [move for move in every if move.surely][:MOVED]:
        where = f"{book.tracks[one.asked.track].name}, {lower(book.phases[one.asked.phase].name)}"
        shares = f"{spoken.of_hundred(one.before)} naar {spoken.of_hundred(one.now)}"
        yield f"{where}: {book.channels[one.channel].beside} ging van {shares} van de 100."


def _method(matter: ReportMatter) -> Section:
    own = matter.own
    facts = own.about
    lines = [
        f"Gevraagd: {facts.mode}. Weging: {lower(facts.weighting)}",
        f"Deel van onze regels dat hier telt: {decimal(own.rules, 2)}, met een spreiding van "
        f"{decimal(own.rules_sd, 2)}.",
        f"De antwoorden hebben het kenmerk {facts.digest[:16]} (SHA-256), de rekenaar is "
        f"{facts.engine}.",
    ]
    if matter.earlier:
        before = matter.earlier.about
        lines.append(f"Er is een eerder onderzoek: {before.title}. Het nieuwste telt.")
        every = moves(own, matter.earlier)
        lines += [spoken.moved(every), *_moved(matter.book, every)]
    blocks = (
        Heading("Wat is bewaard?"),
        bullets([Sentence(text) for text in KEPT]),
        Heading("Hoe is gerekend?"),
        bullets([Sentence(plain(upper(text))) for text in lines]),
    )
    return Section("Hoe dit is gemaakt", blocks, flows=True)
