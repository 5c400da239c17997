"""CSV of Qualtrics: three rows of headings (name, text, JSON), in old files two.

What a maker tried out (preview) and what Qualtrics calls spam are no answers and go; who did not
finish counts for what was answered. -99 is a question that was seen and not answered.
"""

import re
from collections.abc import Sequence

from dutch import counted
from surveys.reading.columns import AnswerSheet, RawColumn, body, numbered
from surveys.reading.container import TextGrid
from surveys.reading.unreadable import refused

KIND = "Qualtrics"
IMPORT = '{"ImportId"'
SIGNS = {"responseid", "responseset", "startdate", "enddate", "finished", "recordeddate",
         "ipaddress", "recipientlastname", "status", "progress"}  # fmt: skip
TRIED = {"survey preview", "survey test", "preview", "test", "spam", "1", "2", "8", "9", "12"}
UNFINISHED = {"false", "0", "onwaar"}
NOT_ANSWERED = {"-99", "-999"}
_PART = re.compile(r"(.+)_([0-9]{1,4})")
DASHES = (" - Selected Choice - ", " - Geselecteerde keuze - ", " - ")
ENDINGS = (" - Selected Choice", " - Geselecteerde keuze")
TEXT = "_TEXT"


def sheet(grid: TextGrid) -> AnswerSheet | None:
    """Return a file as this kind; None when its first rows are not headings of Qualtrics."""
    names = [cell.replace("\ufeff", "").strip() for cell in grid.rows[0][1]]
    signs = len(SIGNS & {name.lower() for name in names})
    if len(grid.rows) < 2 or signs < 3:
        return None
    modern = len(grid.rows) > 2 and IMPORT in "".join(grid.rows[2][1][:1]).replace(": ", ":")
    legacy = {"ResponseID", "ResponseSet"} <= set(names)
    if not modern and not legacy:
        return None
    below = 3 if modern else 2
    texts = [" ".join(cell.split()) for cell in grid.rows[1][1]]
    if len(texts) != len(names):
        message = "de rijen met kopjes zijn niet even breed. Download het bestand opnieuw."
        raise refused(grid.name, message, grid.rows[1][0])
    rows = body(grid, 0, below)
    lines = [number for number, _ in grid.rows[below:]]
    real = [at for at, row in enumerate(rows) if not _tried(names, row)]
    if not real:
        raise refused(grid.name, "in dit bestand staan alleen proefantwoorden.")
    kept = [rows[at] for at in real]
    columns = _columns(numbered(names), texts, list(zip(*kept, strict=True)))
    notes = _notes(names, kept, len(rows) - len(real))
    return AnswerSheet(grid.name, KIND, columns, tuple(lines[at] for at in real), notes)


def _tried(names: Sequence[str], row: Sequence[str]) -> bool:
    """Tell whether a row is no answer of a resident."""
    values = {name.lower(): cell.strip().lower() for name, cell in zip(names, row, strict=True)}
    return values.get("status", "") in TRIED or values.get("distributionchannel") == "preview"


def _notes(names: Sequence[str], rows: Sequence[Sequence[str]], tried: int) -> tuple[str, ...]:
    folded = [name.lower() for name in names]
    notes = []
    if tried:
        notes.append(
            f"{counted(tried, 'rij is een proef', 'rijen zijn proeven')} van de maker of spam en "
            "doet niet mee."
        )
    if "finished" in folded:
        at = folded.index("finished")
        halfway = sum(row[at].strip().lower() in UNFINISHED for row in rows)
        if halfway:
            notes.append(
                f"{counted(halfway, 'inwoner was', 'inwoners waren')} niet klaar met de "
                "vragenlijst. Wat zij wel invulden, telt mee."
            )
    return tuple(notes)


def _columns(
    names: Sequence[str], texts: Sequence[str], cells: Sequence[tuple[str, ...]]
) -> tuple[RawColumn, ...]:
    """Return a column per heading; those of one answer each say of which question."""
    parts = [_PART.fullmatch(name) for name in names]
    counts: dict[str, int] = {}
    for part, column in zip(parts, cells, strict=True):
        if part and len(set(map(str.strip, column)) - {"", *NOT_ANSWERED}) <= 1:
            counts[part[1]] = counts.get(part[1], 0) + 1
    result = []
    for name, text, part, column in zip(names, texts, parts, cells, strict=True):
        answered = tuple("" if cell.strip() in NOT_ANSWERED else cell for cell in column)
        if name.endswith(TEXT):
            result.append(RawColumn(name, "tekst", answered))
        elif part and counts.get(part[1], 0) > 1:
            question, label = _label(text)
            result.append(RawColumn(part[1], question, answered, part[2], {part[2]: label}))
        else:
            joined = "," if any("," in cell for cell in answered) else ""
            result.append(RawColumn(name, _bare(text), answered, joined=joined))
    return tuple(result)


def _label(text: str) -> tuple[str, str]:
    """Return a question and its answer, which stands behind a dash."""
    for dash in DASHES:
        question, between, answer = text.rpartition(dash)
        if between:
            return question.strip(), answer.strip()
    return text, text


def _bare(text: str) -> str:
    for ending in ENDINGS:
        text = text.removesuffix(ending)
    return text
