"""A journey as a file to take along: PDF, Excel or YAML."""

from dataclasses import dataclass

from blueprints import Journey, Library, workbook, writing
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


def content(file: JourneyFile) -> bytes:
    """Return the file. Raises DocumentError when the PDF cannot be made."""
    if file.kind == "pdf":
        drawing = Drawing(file.journey, file.view)
        return swimlane_pdf(file.table.book, drawing, knowledge.today())
    if file.kind == "xlsx":
        return workbook.write(file.journey, file.library, file.table.book)
    return writing.text(file.journey).encode()
