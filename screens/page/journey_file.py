"""A journey as a file to take along: PDF, Excel or YAML."""

from dataclasses import dataclass

from blueprints import Journey, Library, sheet, writing
from documents.journey.swimlane import Drawing, View, swimlane_pdf
from engine.compile import Table
from screens.page import knowledge

KINDS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class JourneyFile:
    """A file that is asked for."""

    table: Table
    library: Library
    journey: Journey
    kind: str
    view: View


def content(wanted: JourneyFile) -> bytes:
    """Return the file. Raises DocumentError when the PDF cannot be made."""
    if wanted.kind == "pdf":
        drawing = Drawing(wanted.journey, wanted.view)
        return swimlane_pdf(wanted.table.book, drawing, knowledge.today())
    if wanted.kind == "xlsx":
        return sheet.write(wanted.journey, wanted.library)
    return writing.text(wanted.journey).encode()
