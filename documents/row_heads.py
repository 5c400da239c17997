"""Tables in a PDF whose first cell heads its row, so that a screen reader says which row it is in.

Typst can mark the heads of columns, and those of rows only behind a switch that its package for
Python does not have.
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree

CELLS = (Name.TD, Name.TH)


def mark(pdf: bytes) -> bytes:
    """Return a PDF in which the first cell of every row below a head is the head of that row."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        rows = [row for body in _tags(root, Name.TBody) for row in _tags(body, Name.TR)]
        if not rows:
            return pdf
        root.IDTree = document.make_indirect(root.get("/IDTree", Dictionary(Names=Array([]))))
        names = NameTree(root.IDTree)
        for number, row in enumerate(rows):
            _mark(row, f"rij-{number}", names)
        output = io.BytesIO()
        document.save(
            output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return output.getvalue()


def _mark(row: Any, name: str, names: NameTree) -> None:
    first, *others = (cell for cell in _children(row) if cell.S in CELLS)
    first.S = Name.TH
    first.ID = pikepdf.String(name)
    _of_table(first).Scope = Name.Row
    names[name] = first
    for cell in others:
        attributes = _of_table(cell)
        attributes.Headers = Array([*attributes.get("/Headers", Array([])), first.ID])


def _of_table(cell: Any) -> Any:
    """Return what a cell says as part of a table."""
    return next(said for said in cell.A if Name.Table == said.O)


def _tags(tag: Any, kind: Name) -> Iterator[Any]:
    for child in _children(tag):
        if kind == child.S:
            yield child
        yield from _tags(child, kind)


def _children(tag: Any) -> Iterator[Any]:
    children = tag.get("/K", Array([]))
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield child
