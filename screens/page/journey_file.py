"""A journey as a file to take along: PDF, Excel or YAML."""

from dataclasses import dataclass

from blueprints import Journey, Library, workbook, writing
from documents.journey.swimlane import (
    Drawing,
    Paper,
    PictureKind,
    View,
    swimlane_pdf,
    swimlane_picture,
)
from engine.compile import Table
from screens.page import knowledge

KINDS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
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
    role: str = ""
    paper: Paper = "a3"


def content(file: JourneyFile) -> bytes:
    """Return the file. Raises DocumentError when the PDF cannot be made."""
    if file.kind == "pdf":
        return swimlane_pdf(file.table.book, _drawing(file), knowledge.today())
    if file.kind == "svg" or file.kind == "png":
        kind: PictureKind = "svg" if file.kind == "svg" else "png"
        return swimlane_picture(file.table.book, _drawing(file), kind, knowledge.today())
    if file.kind == "xlsx":
        return workbook.write(file.journey, file.library, file.table.book)
    return writing.text(file.journey).encode()


def _drawing(file: JourneyFile) -> Drawing:
    return Drawing(file.journey, file.view, file.paper, file.role)
