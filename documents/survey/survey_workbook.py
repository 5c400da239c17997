"""The figures of own research as Excel: a sheet a subject; text never becomes a formula."""

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from documents.advice.content import plain
from documents.survey import survey_words
from documents.survey.survey_report import SIMULATED, ReportMatter
from engine.knowledge.own_survey import OwnSurvey
from engine.model import UNKNOWN
from surveys.findings import dots
from surveys.findings.dots import Dot
from surveys.findings.said_most import wilson
from surveys.findings.splits import SPLITS, group_names

BOLD, TINT = Font(bold=True), PatternFill("solid", fgColor="F1F4F6")
WRAP = Alignment(wrap_text=True, vertical="top")
SHARE, WHOLE = "0%", "#,##0"
LONGEST = 32_000  # characters of a cell
Value = str | float | int | None
Rows = Iterable[tuple[Value, ...]]
FIGURES = ("Aandeel", "Van", "Tot")
PHASES = ("Traject", "Fase", "Kanaal", *FIGURES, "Onze regels", "Oordeel", "Antwoorden")
GROUPS = ("Traject", "Fase", "{group}", "Kanaal", *FIGURES, "Allen samen", "Oordeel", "Antwoorden")
SAID = ("Traject", "Fase", "Soort", "Antwoord", *FIGURES, "Antwoorden")
PEOPLE = ("Leeftijd", "Antwoorden", "Deel", "Inwoners", "Deelname")


def survey_xlsx(matter: ReportMatter, today: date) -> bytes:
    """Return the figures behind the report, and more: every channel, age and profile."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook["Sheet"])
    about = workbook.properties
    about.title, about.creator = plain(matter.own.about.title), "Ken je inwoner"
    about.created = datetime.combine(today, time())
    sheets: list[tuple[str, tuple[str, ...], Rows]] = [
        ("Over dit onderzoek", ("Wat", "Waarde"), _about(matter.own)),
        ("Fasen", PHASES, _phases(matter)),
    ]
    for key, split in SPLITS.items():
        if dots.names(matter.own, key):
            sheets.append((split.sheet, _heads(split.one), _groups(matter, key)))
    sheets += [("Redenen", SAID, _sayings_of(matter)), ("Wie antwoordden", PEOPLE, _people(matter))]
    for name, heads, rows in sheets:
        _fill(workbook.create_sheet(name), heads, rows)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _heads(group: str) -> tuple[str, ...]:
    return tuple(head.format(group=group) for head in GROUPS)


def _about(own: OwnSurvey) -> Iterator[tuple[Value, ...]]:
    facts = own.about
    if facts.simulated:
        yield "Voorbeeld", SIMULATED
    yield "Titel", facts.title
    yield "Begin", facts.start.isoformat()
    yield "Einde", facts.end.isoformat()
    yield "Antwoorden", facts.n
    yield "Hoe gevraagd", facts.mode
    yield "Weging", facts.weighting
    yield "Deel van onze regels dat telt", own.rules
    yield "Spreiding daarvan", own.rules_sd
    yield "Kenmerk van de antwoorden (SHA-256)", facts.digest
    yield "Rekenaar", facts.engine


def _phases(matter: ReportMatter) -> Iterator[tuple[Value, ...]]:
    book = matter.book
    for track in matter.tracks():
        for column in matter.columns(track):
            where = book.tracks[track].name, book.phases[column.key].name
            for dot in column.dots:
                yield (*where, book.channels[dot.channel].name, *_figures(dot))


def _groups(matter: ReportMatter, split: str) -> Iterator[tuple[Value, ...]]:
    book = matter.book
    names = group_names(book, split)
    for track in matter.tracks():
        for asked in dots.asked_in(matter.own, track, book.phases):
            where = book.tracks[track].name, book.phases[asked.phase].name
            for column in dots.groups(matter.own, asked, split):
                group = names.get(column.key, column.key)
                for dot in column.dots:
                    yield (*where, group, book.channels[dot.channel].name, *_figures(dot))


def _figures(dot: Dot) -> tuple[Value, ...]:
    """Return share, margin, what it is held against, verdict and answers; nothing below ten."""
    if dot.share is None:
        return None, None, None, dot.beside, survey_words.VERDICTS[dot.verdict], "minder dan 10"
    verdict = survey_words.VERDICTS[dot.verdict]
    return dot.share, dot.low, dot.high, dot.beside, verdict, dot.n


def _sayings_of(matter: ReportMatter) -> Iterator[tuple[Value, ...]]:
    book = matter.book
    for one in matter.own.sayings:
        where = book.tracks[one.asked.track].name, book.phases[one.asked.phase].name
        yield (*where, one.kind, one.text, one.share, *wilson(one.share, one.n), one.n)


def _people(matter: ReportMatter) -> Iterator[tuple[Value, ...]]:
    for one in survey_words.people(matter.own, dict(matter.residents)):
        if one.slug != UNKNOWN:
            name = survey_words.age_name(matter.book, one.slug)
            n: Value = one.n if one.n >= dots.FEW else "minder dan 10"
            part = None if one.participation is None else round(one.participation, 2)
            yield name, n, one.answered, one.residents, part


def _fill(page: Worksheet, heads: tuple[str, ...], rows: Rows) -> None:
    count = 1
    for count, values in enumerate((heads, *rows), start=1):
        for column, value in enumerate(values, start=1):
            box = page.cell(count, column)
            _put(box, value)
            if count == 1:
                box.font, box.fill = BOLD, TINT
    for column, head in enumerate(heads, start=1):
        page.column_dimensions[get_column_letter(column)].width = max(14, len(head) + 4)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{count}"


def _put(box: Cell, value: Value) -> None:
    box.alignment = WRAP
    if isinstance(value, int):
        box.value, box.number_format = value, WHOLE
    elif isinstance(value, float):
        box.value, box.number_format = value, SHARE
    elif value:
        box.value = plain(value)[:LONGEST]
        box.data_type, box.quotePrefix = "s", True
