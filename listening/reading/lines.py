"""An export as it was downloaded → plain UTF-8 lines: encodings, JSON and ZIP as tools write them.

Nothing is guessed half-way: a file is decoded whole or refused.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tables
from engine.knowledge import files
from engine.model import Problem
from listening.model import Refused

LARGEST = 2 << 30  # bytes of one file, unpacked
LARGEST_JSON = 200 << 20
EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
DATED = "date"


def plain(path: Path, folder: Path) -> Iterator[tuple[str, Path, bool]]:
    """Yield (name, UTF-8 file in `folder`, from JSON) for a file, or for each CSV in a ZIP.

    Raises Refused when the file cannot be read, is no text, or is too large.
    """
    raw = _start(path)
    if raw.startswith(EXCEL[0]) and zipfile.is_zipfile(path):
        yield from _unzip(path, folder)
    elif raw.startswith(EXCEL):
        raise Refused(Problem(path.name, None, _EXCEL))
    else:
        yield _one(path.name, path, folder / "0.csv")


_EXCEL = "dit is een Excel-bestand. Kies in Excel Opslaan als, en dan CSV UTF-8."
_NOT_TEXT = "dit is geen tekstbestand. Download de export opnieuw, als CSV."


def _start(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(Problem(path.name, None, "dit bestand is groter dan 2 GB. Splits het."))
        with path.open("rb") as file:
            raw = file.read(4096)
    except OSError as error:
        raise Refused(Problem(path.name, None, files.trouble(error))) from error
    if not raw.strip():
        raise Refused(Problem(path.name, None, "dit bestand is leeg. Download de export opnieuw."))
    return raw


def _unzip(path: Path, folder: Path) -> Iterator[tuple[str, Path, bool]]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                raise Refused(Problem(path.name, None, _EXCEL))
            if sum(item.file_size for item in archive.infolist()) > LARGEST or len(names) > 100:
                raise Refused(Problem(path.name, None, "in dit ZIP-bestand zit te veel."))
            members = [name for name in names if name.lower().endswith((".csv", ".tsv", ".json"))]
            if not members:
                raise Refused(Problem(path.name, None, "in dit ZIP-bestand zit geen CSV-bestand."))
            for number, name in enumerate(members):
                packed = folder / f"{number}.ruw"
                packed.write_bytes(archive.read(name))
                shown = f"{path.name}/{Path(name).name}"
                yield _one(shown, packed, folder / f"{number}.csv")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        message = "dit ZIP-bestand is beschadigd of versleuteld. Download het opnieuw."
        raise Refused(Problem(path.name, None, message)) from error


def _one(name: str, source: Path, target: Path) -> tuple[str, Path, bool]:
    try:
        tables.write_plain(source, target)
    except tables.NoText as error:
        raise Refused(Problem(name, None, _NOT_TEXT)) from error
    except tables.Flaw as error:
        raise Refused(Problem(name, error.line, error.message)) from error
    with target.open(encoding="utf-8") as file:
        first = file.read(64).lstrip()[:1]
    if first in ("[", "{"):
        rows = _json(name, target)
        with target.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(rows)
        return name, target, True
    return name, target, False


def _json(name: str, path: Path) -> list[list[str]]:
    """Return head and rows of the JSON that reporting interfaces answer with."""
    if path.stat().st_size > LARGEST_JSON:
        raise Refused(
            Problem(name, None, "dit JSON-bestand is te groot. Vraag een kortere periode.")
        )
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise Refused(
            Problem(name, None, "dit JSON-bestand is niet heel. Download het opnieuw.")
        ) from error
    rows = list(_records(name, tree))
    if not rows:
        raise Refused(Problem(name, None, "in dit JSON-bestand staan geen rijen."))
    head = list(dict.fromkeys(key for row in rows for key in row))
    return [head, *([_cell(row.get(key)) for key in head] for row in rows)]


def _records(name: str, tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict) and tree.get("result") == "error":
        message = " ".join(str(tree.get("message", "")).split())[:200]
        raise Refused(Problem(name, None, f"hierin staat een foutmelding van Matomo: {message}"))
    if isinstance(tree, dict) and isinstance(tree.get("rows"), list):
        yield from _search_console(name, tree["rows"])
    elif isinstance(tree, dict) and tree and all(isinstance(v, list) for v in tree.values()):
        for day, rows in tree.items():
            yield from ({DATED: day, **row} for row in _flat(name, rows))
    elif isinstance(tree, list):
        yield from _flat(name, tree)
    else:
        raise Refused(Problem(name, None, "in dit JSON-bestand herken ik geen tabel."))


def _flat(name: str, rows: Any) -> Iterator[dict[str, Any]]:
    """Yield rows without tables inside them; a row with a subtable gives its leaves."""
    for row in rows:
        if not isinstance(row, dict):
            raise Refused(Problem(name, None, "in dit JSON-bestand herken ik geen tabel."))
        below = row.get("subtable")
        if isinstance(below, list) and below:
            yield from _flat(name, below)
        else:
            yield {k: v for k, v in row.items() if not isinstance(v, dict | list)}


def _search_console(name: str, rows: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield rows of the Search Console interface, whose dimensions have no names."""
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("keys"), list):
            raise Refused(Problem(name, None, "in dit JSON-bestand herken ik geen tabel."))
        named = {_dimension(str(key)): key for key in row["keys"]}
        yield named | {k: v for k, v in row.items() if k != "keys"}


def _dimension(key: str) -> str:
    if key.startswith(("http://", "https://")):
        return "page"
    return DATED if len(key) == 10 and key[4] == key[7] == "-" and key[:4].isdigit() else "query"


def _cell(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    return repr(value) if isinstance(value, float) else str(value)


def cells(text: str, delimiter: str) -> list[str]:
    """Return the cells of one line."""
    return next(csv.reader(io.StringIO(text), delimiter=delimiter), [])
