"""Every situation with its advice in one table, for an expert to check and sign off (pandas).

The numbers are whole and no cell can run as a formula, whatever program opens it.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from engine import wording
from engine.advice import advise
from engine.answer import Advice, Duty, Ranked
from engine.argument.reasons import heaviest, label_of
from engine.batch import groups
from engine.batch.spreadsheet import SEPARATOR, SheetError, harmless, room
from engine.compile import Table
from engine.label import LAW, label
from engine.model import Problem, Rulebook
from engine.roles import MAIN, NET, SUPPORT

ROLES = {MAIN: "Hoofdkanaal", SUPPORT: "Ondersteunend", NET: "Altijd erbij"}
LABEL = "Rust op"  # one of the four labels
SIGN_OFF = ("Akkoord", "Opmerking", "Naam", "Datum")
WIDTHS = {  # of columns in Excel, in characters; the others get NARROW
    "Traject": 17, "Fase": 17, "Leeftijd": 24, "Profiel": 27, "Belang": 27, "Rol": 15,
    "Kanaal": 26, "Past": 13,
    "Belangrijkste reden": 60, "Bron": 34, "Rust op": 24, "Wat altijd moet": 60, "Aanbevolen": 60,
    "Conclusie": 70, "Opmerking": 40, "Naam": 20,
}  # fmt: skip
NARROW = 13
Cells = dict[str, str | int]


def fact_check(table: Table) -> pd.DataFrame:
    """Return a row per situation and advised channel, in fixed order, with columns to sign off."""
    return pd.DataFrame(list(_rows(table)))


def write(make: Callable[[], pd.DataFrame], path: Path) -> None:
    """Write a table as .xlsx, .csv or .parquet, whole or not at all.

    Raises SheetError for another ending, or when the file cannot be written; nothing is made then.
    """
    kind = path.suffix.lower()
    if kind not in WRITERS:
        message = f"kies een bestand dat eindigt op {', '.join(WRITERS)}."
        raise SheetError(Problem(path.name, None, message))
    with room(path) as workroom:
        output = workroom / f"tabel{kind}"
        WRITERS[kind](make(), output)
        output.replace(path)


def _rows(table: Table) -> Iterator[Cells]:
    number = 0
    for situation in table.outcomes:
        advice = advise(table, situation, date.min)
        for row in advice.picks():
            number += 1
            yield {"Nr": number, **_row(table.book, advice, row)}


def _row(book: Rulebook, advice: Advice, row: Ranked) -> Cells:
    suitability, certainty = groups.hundreds(row)
    return {
        **_answers(book, advice),
        "Rol": ROLES[row.role],
        "Kanaal": book.channels[row.channel].name,
        "Past": f"past {wording.fits(row.suitability or 0)}",
        "Geschiktheid": suitability,
        "Zekerheid": certainty,
        "Hoe zeker": row.certainty_word or "",
        **_reason(book, advice, row),
        "Wat altijd moet": _duties(book, [d for d in advice.duties if d.kind == LAW]),
        "Aanbevolen": _duties(book, [d for d in advice.duties if d.kind != LAW]),
        "Conclusie": advice.conclusion,
        **dict.fromkeys(SIGN_OFF, ""),
        **{f"Code {key}": slug for key, slug in advice.situation.facts().items()},
        "Code kanaal": row.channel,
        "Versie kennis": advice.digest,
    }


def _answers(book: Rulebook, advice: Advice) -> Cells:
    asked = advice.situation
    return {
        "Traject": book.tracks[asked.track].name,
        "Fase": book.phases[asked.phase].name,
        "Leeftijd": book.ages[asked.age].name,
        "Profiel": book.profiles[asked.profile].name,
        "Belang": book.stakes[asked.stake].name,
    }


def _reason(book: Rulebook, advice: Advice, row: Ranked) -> Cells:
    """Return why the channel is advised: what it must meet, else its strongest reason."""
    duty = next((d for d in advice.duties if d.met_by == row.channel), None)
    if row.role == NET and duty:
        because, sources, kind = duty.because, duty.sources, _label(book, duty)
    else:
        best = heaviest(row)
        because, sources, kind = (
            (best.because, best.sources, label_of(book, best)) if best else ("", (), "")
        )
    cited = "; ".join(f"{wording.cite(book, id_)} [{id_}]" for id_ in sources)
    return {
        "Belangrijkste reden": because,
        "Bron": cited or "geen",
        LABEL: kind,
    }


def _label(book: Rulebook, duty: Duty) -> str:
    """Return what a safeguard rests on: the quality it states counts, else that of its sources."""
    if duty.kind == LAW:
        return LAW
    stated = next(s.quality for s in book.safeguards if s.id == duty.rule)
    lowest = max((_source_quality(book, id_) for id_ in duty.sources), default="D")
    return label(book, duty.sources, stated or lowest)


def _source_quality(book: Rulebook, id_: str) -> str:
    slug, finding = book.findings.get(id_, (id_, None))
    return (finding.quality if finding else None) or book.sources[slug].quality


def _duties(book: Rulebook, duties: list[Duty]) -> str:
    """Return what applies, each with the channel that sees to it."""
    return " ".join(
        d.because + (f" (Daarvoor: {book.channels[d.met_by].name}.)" if d.met_by else "")
        for d in duties
    )


def _xlsx(frame: pd.DataFrame, path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Toetstabel")
    _lay_out(frame, sheet)
    head, text, number = (_template(sheet, kind) for kind in ("kop", "tekst", "getal"))
    sheet.append([_fill(head, str(name)) for name in frame.columns])
    for row in frame.itertuples(index=False, name=None):
        sheet.append([_fill(text if isinstance(value, str) else number, value) for value in row])
    book.save(path)


def _template(sheet: Any, kind: str) -> WriteOnlyCell:
    """Return a cell of a kind with its style; setting a style costs more than copying one."""
    cell = WriteOnlyCell(sheet)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.quotePrefix = kind == "tekst"  # what is typed over it stays text too
    if kind == "kop":
        cell.font, cell.border = Font(bold=True), Border(bottom=Side("thin"))
    return cell


def _fill(template: WriteOnlyCell, value: Any) -> WriteOnlyCell:
    """Return a copy of a cell with a value; text is text, whatever it begins with."""
    cell = copy(template)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _lay_out(frame: pd.DataFrame, sheet: Any) -> None:
    """Freeze and filter the column names, set widths, and make sign-off a choice."""
    last = len(frame) + 1
    for i, name in enumerate(frame.columns, start=1):
        column = sheet.column_dimensions[get_column_letter(i)]
        column.width = WIDTHS.get(str(name), NARROW)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(frame.columns))}{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "1:1"
    if SIGN_OFF[0] in frame and len(frame):
        at = get_column_letter(list(frame.columns).index(SIGN_OFF[0]) + 1)
        choice = DataValidation("list", formula1='"ja,nee"', allow_blank=True)
        choice.add(f"{at}2:{at}{last}")
        sheet.data_validations.append(choice)


def _csv(frame: pd.DataFrame, path: Path) -> None:
    safe = frame.rename(columns=lambda name: harmless(str(name)))
    safe = safe.map(lambda value: harmless(value) if isinstance(value, str) else value)
    safe.to_csv(path, sep=SEPARATOR, index=False, encoding="utf-8-sig", lineterminator="\n")


def _parquet(frame: pd.DataFrame, path: Path) -> None:
    groups.write_parquet({str(name): frame[name].tolist() for name in frame.columns}, path)


WRITERS: Mapping[str, Callable[[pd.DataFrame, Path], None]] = {
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".parquet": _parquet,
}
