"""A process of its own that reads an SPSS file: the only room of pyreadstat.

Its reader is C, and a broken file can take the process down with it. So it runs by itself, knows no
module of ours, takes a file and then the names of columns over a pipe, and answers in JSON; of the
other columns no value is ever asked for.
"""

import io
import json
import resource
import sys
from typing import Any, BinaryIO

import pyreadstat

SIZE = 8  # bytes that tell how long a piece is
MEMORY = 1 << 30  # bytes
PROCESSOR = 60  # seconds
NOT_READ = b"-"
_READ: Any = pyreadstat.read_sav  # its types know no options that are passed on


def send(pipe: BinaryIO, piece: bytes) -> None:
    """Write a piece with its length before it."""
    pipe.write(len(piece).to_bytes(SIZE) + piece)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes:
    """Return a piece; empty when the other side has gone."""
    return pipe.read(int.from_bytes(pipe.read(SIZE)))


def text(value: Any) -> str:
    """Return a value as a person would type it; "" for what is missing."""
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    return str(value).strip()


def description(raw: bytes) -> dict[str, Any]:
    """Return names, labels, sets and missing values of a file."""
    _, meta = _READ(
        io.BytesIO(raw), metadataonly=True, user_missing=True, disable_datetime_conversion=True
    )
    return {
        "names": list(meta.column_names),
        "texts": {n: (meta.column_names_to_labels.get(n) or "").strip() for n in meta.column_names},
        "labels": {
            name: {text(code): str(label).strip() for code, label in labels.items()}
            for name, labels in meta.variable_value_labels.items()
        },
        "sets": {
            name: {**one, "counted_value": text(one.get("counted_value"))}
            for name, one in (meta.mr_sets or {}).items()
        },
        "missing": [name for name in meta.column_names if meta.missing_ranges.get(name)],
    }


def cells(raw: bytes, names: list[str], most: int) -> dict[str, list[str]]:
    """Return the values of columns as text, of one row more than may be at most."""
    data, _ = _READ(
        io.BytesIO(raw),
        usecols=names,
        row_limit=most + 1,
        output_format="dict",
        disable_datetime_conversion=True,
    )
    return {name: [text(value) for value in data[name]] for name in names}


def _bind(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (limit, hard))


def main() -> None:
    """Answer one file: what it is, then the columns that are asked for."""
    _bind(resource.RLIMIT_DATA, MEMORY)
    _bind(resource.RLIMIT_CPU, PROCESSOR)
    _bind(resource.RLIMIT_CORE, 0)
    given, answer = sys.stdin.buffer, sys.stdout.buffer
    raw = receive(given)
    try:
        send(answer, json.dumps(description(raw)).encode())
        asked = json.loads(receive(given) or b"null")
        if asked:
            send(answer, json.dumps(cells(raw, asked["names"], asked["most"])).encode())
    except Exception:  # whatever a broken file does to its reader
        send(answer, NOT_READ)


if __name__ == "__main__":
    main()
