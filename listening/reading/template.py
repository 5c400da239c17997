"""Empty files to fill in: a CSV per kind that an organisation keeps itself."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from engine.batch.spreadsheet import BOM, harmless
from engine.model import Problem
from listening.model import Kind, Refused


def able(kinds: Mapping[str, Kind]) -> list[str]:
    """Return the kinds that have a template."""
    return [id_ for id_, kind in kinds.items() if kind.template]


def template(kinds: Mapping[str, Kind], id_: str) -> str:
    """Return the CSV of a kind, with example rows; raises Refused for a kind without one."""
    if id_ not in able(kinds):
        message = f"kies een sjabloon uit: {', '.join(able(kinds))}."
        raise Refused(Problem(id_, None, message))
    return csv_text(kinds[id_], kinds[id_].template)


def csv_text(kind: Kind, rows: Iterable[Sequence[str]]) -> str:
    """Return a CSV of a kind with rows in the order of its columns, safe for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.names[0] for column in kind.columns.values()])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return BOM + out.getvalue()
