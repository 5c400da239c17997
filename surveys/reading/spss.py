"""SPSS files (.sav, .zsav), the only room of pyreadstat: labels, missing values, sets of answers.

Values that a bureau named missing are no answers; values with a label are. Columns about a person
are not read at all: their headings come first.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyreadstat

from dutch import counted
from surveys.reading.columns import AnswerSheet, RawColumn
from surveys.reading.container import MOST_CELLS, MOST_ROWS, TOO_LARGE, Packed
from surveys.reading.private import heading_reason
from surveys.reading.unreadable import refused, shown

KIND = "SPSS"
BROKEN = "dit SPSS-bestand is beschadigd. Vraag het opnieuw, of vraag de antwoorden als CSV."
NO_ROWS = "in dit SPSS-bestand staat geen enkel antwoord."
LAST_CONTACT = "dv12"  # of the Burgerpeiling
USE = (
    f"Kolom '{LAST_CONTACT}' is het kanaal van het laatste contact: gebruik, geen voorkeur. Koppel "
    "hem niet aan een vraag naar het liefste kanaal."
)
_READ: Any = pyreadstat.read_sav  # its types know no options that are passed on
_SET = re.compile(r"(.+?)_([A-Za-z0-9]{1,20})")
TICKS = {"0", "1", ""}


def sheet(file: Packed) -> tuple[AnswerSheet, tuple[str, ...]]:
    """Return the columns of a file, and those about a person that were not read."""
    raw = file.parts[0]
    meta = _read(file.name, raw, metadataonly=True)[1]
    names = list(meta.column_names)
    labels = {name: (meta.column_names_to_labels.get(name) or "").strip() for name in names}
    reasons = {name: heading_reason(name) for name in names}
    wanted = [name for name in names if reasons[name] is None]
    gone = tuple(f"{shown(name)} ({reasons[name]})" for name in names if reasons[name])
    if not wanted or len(wanted) > MOST_CELLS // 1000:
        raise refused(file.name, NO_ROWS if not wanted else TOO_LARGE)
    data, meta = _read(
        file.name, raw, usecols=wanted, row_limit=MOST_ROWS + 1, output_format="dict"
    )
    size = max((len(data[name]) for name in wanted), default=0)
    if not size:
        raise refused(file.name, NO_ROWS)
    if size > MOST_ROWS or size * len(wanted) > MOST_CELLS:
        raise refused(file.name, TOO_LARGE)
    values = {name: _labels(meta.variable_value_labels.get(name, {})) for name in wanted}
    cells = {name: tuple(map(_text, data[name])) for name in wanted}
    columns = _columns(wanted, labels, values, cells, meta.mr_sets or {})
    lines = tuple(range(1, size + 1))
    return AnswerSheet(file.name, KIND, columns, lines, _notes(meta, wanted)), gone


def _read(name: str, raw: bytes, **options: Any) -> tuple[Any, Any]:
    """Return data and description of a file; whatever is wrong with it becomes one sentence."""
    try:
        data, description = _READ(io.BytesIO(raw), disable_datetime_conversion=True, **options)
    except MemoryError:
        raise
    except Exception as error:  # what a broken file does to its reader has no one name
        raise refused(name, BROKEN) from error
    return data, description


def _labels(given: Mapping[Any, str]) -> dict[str, str]:
    return {_text(code): str(label).strip() for code, label in given.items()}


def _text(value: Any) -> str:
    """Return a value as a person would type it; "" for what is missing."""
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    return str(value).strip()


def _columns(
    names: Sequence[str],
    texts: Mapping[str, str],
    labels: Mapping[str, Mapping[str, str]],
    cells: Mapping[str, tuple[str, ...]],
    sets: Mapping[str, Any],
) -> tuple[RawColumn, ...]:
    """Return a column per variable; those that tick one answer each say of which question."""
    owners = _of_sets(sets, texts) | _by_name(names, texts, cells)
    result = []
    for name in names:
        owner = owners.get(name)
        if owner is None:
            result.append(RawColumn(name, texts[name], cells[name], labels=labels[name]))
            continue
        code, text, option, label, counts = owner
        ticks = tuple("" if not cell else "1" if cell == counts else "0" for cell in cells[name])
        result.append(RawColumn(code, text, ticks, option, {option: label}))
    return tuple(result)


Owner = tuple[str, str, str, str, str]  # question, its text, answer, its text, value that counts


def _of_sets(sets: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Owner]:
    """Return the variables of sets of which each ticks one answer."""
    owners: dict[str, Owner] = {}
    for name, one in sets.items():
        if not one.get("is_dichotomy"):
            continue
        counts = _text(one.get("counted_value")) or "1"
        code = name.removeprefix("$")
        for variable in one.get("variable_list", ()):
            option = variable.removeprefix(f"{code}_")
            label = _answer(texts.get(variable, ""))
            owners[variable] = (code, str(one.get("label") or code), option, label, counts)
    return owners


def _by_name(
    names: Iterable[str], texts: Mapping[str, str], cells: Mapping[str, tuple[str, ...]]
) -> dict[str, Owner]:
    """Return the variables that tick an answer of one question by their names: p1_web, p1_brief."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in names:
        match = _SET.fullmatch(name)
        if match and set(cells[name]) <= TICKS:
            groups.setdefault(match[1], []).append((name, match[2]))
    owners: dict[str, Owner] = {}
    for code, members in groups.items():
        if len(members) > 1:
            for name, option in members:
                text = texts[name].rpartition(" [")[0] if texts[name].endswith("]") else code
                owners[name] = (code, text or code, option, _answer(texts[name]) or option, "1")
    return owners


def _answer(label: str) -> str:
    """Return the answer in a label of a variable: `[Website] Vraag`, `Vraag [Website]`, or all."""
    if label.startswith("[") and "]" in label:
        return label[1:].partition("]")[0].strip()
    return label[:-1].rpartition("[")[2].strip() if label.endswith("]") else label


def _notes(meta: Any, wanted: Sequence[str]) -> tuple[str, ...]:
    notes = [USE] if LAST_CONTACT in {one.lower() for one in wanted} else []
    named = [one for one in wanted if meta.missing_ranges.get(one)]
    if named:
        shown_names = ", ".join(sorted(named)[:5]) + (", …" if len(named) > 5 else "")
        notes.append(
            f"In {counted(len(named), 'kolom', 'kolommen')} ({shown_names}) staan waarden die het "
            "bestand zelf 'ontbrekend' noemt. Die tellen als niet beantwoord."
        )
    return tuple(notes)
