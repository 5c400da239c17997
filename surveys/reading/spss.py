"""SPSS files (.sav, .zsav) → columns: labels, missing values, sets of answers.

Values that a bureau named missing are no answers; values with a label are. Columns about a person
are not read at all: their headings come first. The file itself is read by a process apart.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from dutch import counted
from surveys.reading.columns import AnswerSheet, RawColumn
from surveys.reading.container import MOST_CELLS, MOST_ROWS, TOO_LARGE, Packed
from surveys.reading.private import heading_reason
from surveys.reading.unreadable import refused, shown

READER = Path(__file__).with_name("spss_apart.py")
SIZE = 8  # bytes that tell how long a piece of the talk with it is
KIND = "SPSS"
BROKEN = "dit SPSS-bestand is beschadigd. Vraag het opnieuw, of vraag de antwoorden als CSV."
NO_ROWS = "in dit SPSS-bestand staat geen enkel antwoord."
LAST_CONTACT = "dv12"  # of the Burgerpeiling
USE = (
    f"Kolom '{LAST_CONTACT}' is het kanaal van het laatste contact: gebruik, geen voorkeur. Koppel "
    "hem niet aan een vraag naar het liefste kanaal."
)
_SET = re.compile(r"(.+?)_([A-Za-z0-9]{1,20})")
TICKS = {"0", "1", ""}


def sheet(file: Packed) -> tuple[AnswerSheet, tuple[str, ...]]:
    """Return the columns of a file, and those about a person that were not read."""
    command = [sys.executable, "-P", str(READER)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as reader:
        try:
            if reader.stdin is None or reader.stdout is None:
                raise EOFError
            return _sheet(file, reader.stdin, reader.stdout)
        except (OSError, EOFError, ValueError) as error:
            raise refused(file.name, BROKEN) from error
        finally:
            reader.kill()


def _sheet(file: Packed, to: IO[bytes], back: IO[bytes]) -> tuple[AnswerSheet, tuple[str, ...]]:
    _send(to, file.parts[0])
    about = _reply(back)
    names, texts = about["names"], about["texts"]
    reasons = {name: heading_reason(name) for name in names}
    wanted = [name for name in names if reasons[name] is None]
    gone = tuple(f"{shown(name)} ({reasons[name]})" for name in names if reasons[name])
    if not wanted:
        raise refused(file.name, NO_ROWS)
    most = min(MOST_ROWS, MOST_CELLS // len(wanted))
    _send(to, json.dumps({"names": wanted, "most": most}).encode())
    cells = {name: tuple(column) for name, column in _reply(back).items()}
    sizes = {len(column) for column in cells.values()}
    if sizes == {0}:
        raise refused(file.name, NO_ROWS)
    if len(sizes) != 1:
        raise EOFError
    size = sizes.pop()
    if size > most:
        raise refused(file.name, TOO_LARGE)
    columns = _columns(wanted, texts, about["labels"], cells, about["sets"])
    notes = _notes(wanted, set(about["missing"]))
    return AnswerSheet(file.name, KIND, columns, tuple(range(1, size + 1)), notes), gone


def _send(pipe: IO[bytes], piece: bytes) -> None:
    pipe.write(len(piece).to_bytes(SIZE) + piece)
    pipe.flush()


def _reply(pipe: IO[bytes]) -> dict[str, Any]:
    """Return what the reader says. Raises EOFError when the file took it down."""
    length = int.from_bytes(pipe.read(SIZE))
    piece = pipe.read(length)
    tree = json.loads(piece) if len(piece) == length > 1 else None
    if not isinstance(tree, dict):
        raise EOFError
    return tree


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
            result.append(RawColumn(name, texts[name], cells[name], labels=labels.get(name, {})))
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
        counts = one.get("counted_value") or "1"
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


def _notes(wanted: Sequence[str], missing: set[str]) -> tuple[str, ...]:
    notes = [USE] if LAST_CONTACT in {one.lower() for one in wanted} else []
    named = sorted(missing & set(wanted))
    if named:
        names = ", ".join(named[:5]) + (", …" if len(named) > 5 else "")
        notes.append(
            f"In {counted(len(named), 'kolom', 'kolommen')} ({names}) staan waarden die het "
            "bestand zelf 'ontbrekend' noemt. Die tellen als niet beantwoord."
        )
    return tuple(notes)
