"""CSV and Excel of KoboToolbox and ODK: `group/name`; several answers as "a b", as columns, both.

Where there is a column per answer, that one is read, for it cannot be misread.
"""

import re
from collections.abc import Mapping, Sequence

from surveys.reading.columns import NO, YES, AnswerSheet, RawColumn, body, is_tick, unique
from surveys.reading.container import TextGrid
from surveys.reading.unreadable import refused, shown

KIND = "KoboToolbox of ODK"
SIGNS = {
    "_uuid", "_id", "_submission_time", "_validation_status", "__version__", "_status",
    "meta/instanceid", "meta-instanceid", "instanceid", "key", "submissiondate", "_index",
    "formhub/uuid", "submitterid", "deviceid", "_submitted_by", "_tags", "_notes",
    "attachmentspresent",
}  # fmt: skip
NO_TICK = "'{cell}' is hier geen 0 of 1. Download het bestand opnieuw."
DIFFERENT = (
    "wat hier in één cel staat, is anders dan wat in de kolommen per antwoord staat. Download "
    "het bestand opnieuw."
)
_CODES = re.compile(r"[a-z0-9_.-]{1,60}(?: [a-z0-9_.-]{1,60}){0,60}")


def sheet(grid: TextGrid) -> AnswerSheet | None:
    """Return a file as this kind; None when it has not the columns that these always add."""
    line, row = grid.rows[grid.head]
    heads = [cell.replace("\ufeff", "").strip() for cell in row]
    if len(SIGNS & {head.lower() for head in heads}) < 2:
        return None
    heads = list(unique(grid, apart(heads), line))
    rows = body(grid, grid.head, grid.head + 1)
    cells = dict(zip(heads, zip(*rows, strict=True), strict=True))
    owners = _owners(heads, cells)
    split = set(owners.values())
    _check(grid, owners, cells)
    columns = []
    for head in heads:
        if not head or head in split:
            continue
        if head in owners:
            option = head[len(owners[head]) + 1 :]
            columns.append(RawColumn(owners[head], owners[head], cells[head], option))
        else:
            columns.append(RawColumn(head, head, cells[head], joined=_joined(cells[head])))
    lines = tuple(number for number, _ in grid.rows[grid.head + 1 :])
    return AnswerSheet(grid.name, KIND, tuple(columns), lines)


def apart(heads: Sequence[str]) -> list[str]:
    """Return headings in words with a number where they repeat; codes stay as they are.

    With labels a heading is a question ("Waarom?") or one of its answers ("Waarom?/Het gaat snel"):
    of both the second is that of the second question with those words.
    """
    counts: dict[str, int] = {}
    result = []
    for head in heads:
        counts[head] = counts.get(head, 0) + 1
        question, slash, answer = head.partition("/")
        again = counts[head] > 1 and " " in question
        result.append(f"{question} ({counts[head]}){slash}{answer}" if again else head)
    return result


def _owners(heads: Sequence[str], cells: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return column of one answer → its question: what ticks, below a heading of several."""
    groups: dict[str, list[str]] = {}
    for head in heads:
        parent, slash, option = head.rpartition("/")
        filled = [cell for cell in cells[head] if cell.strip()]
        ticks = [cell for cell in filled if is_tick([cell])]
        if slash and parent and option and 2 * len(ticks) >= len(filled):
            groups.setdefault(parent, []).append(head)
    return {
        head: parent
        for parent, members in groups.items()
        if len(members) > 1 or parent in cells
        for head in members
    }


def _check(grid: TextGrid, owners: Mapping[str, str], cells: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse an answer that is no tick, or ticks that differ from the answers in one cell."""
    for at, (line, _) in enumerate(grid.rows[grid.head + 1 :]):
        ticked: dict[str, set[str]] = {}
        for head, parent in owners.items():
            cell = cells[head][at].strip().lower()
            if cell not in YES | NO | {""}:
                raise refused(grid.name, NO_TICK.format(cell=shown(cell)), line, head)
            ticked.setdefault(parent, set())
            if cell in YES:
                ticked[parent].add(head[len(parent) + 1 :])
        for parent, options in ticked.items():
            whole = cells[parent][at] if parent in cells else ""
            if _CODES.fullmatch(whole) and set(whole.split()) != options:
                raise refused(grid.name, DIFFERENT, line, parent)


def _joined(cells: Sequence[str]) -> str:
    """Return what separates answers: a space, where every cell is codes and some have several."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    several = any(" " in cell for cell in filled)
    return " " if several and all(_CODES.fullmatch(cell) for cell in filled) else ""
