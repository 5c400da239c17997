"""A drawing to hang up: its lines, the curve of the mood, roles, sizes and pictures alone."""

import io
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from shared import BOOK, LIBRARY

from blueprints.lanes import LANES, ROLES, lines_above, seen_by
from commands.blueprints import main
from documents.journey import swimlane
from documents.journey.swimlane import Drawing, levels, roles_in, swimlane_pdf, swimlane_picture
from screens.journey import picture

DAY = date(2026, 11, 30)
JOURNEY = LIBRARY.journeys["trouwen"]


def test_the_lines_run_where_a_blueprint_has_them() -> None:
    assert lines_above(LANES) == {
        "kanalen": "Lijn van interactie",
        "achter": "Lijn van zichtbaarheid",
        "systemen": "Lijn van interne interactie",
    }
    assert lines_above(()) == {}


@pytest.mark.parametrize(
    ("role", "ids"),
    [
        ("", [lane.id for lane in LANES]),
        ("beleid", ["vraag", "doet", "gevoel", "kanalen", "wet", "eigenaar"]),
        ("communicatie", ["vraag", "doet", "gevoel", "kanalen", "inhoud", "zichtbaar", "meet"]),
        ("informatie", ["vraag", "doet", "gevoel", "kanalen", "systemen", "meet"]),
    ],
)
def test_a_role_sees_the_resident_and_its_own_work(role: str, ids: list[str]) -> None:
    assert [lane.id for lane in seen_by(JOURNEY, role)] == ids
    assert roles_in(JOURNEY, role) == ([role] if role else list(ROLES))
    drawn = str(picture.swimlane(BOOK, JOURNEY, "nu", role))
    assert drawn.count('scope="row"') == len(ids) + 2 + (1 if role else len(ROLES))
    assert "Lijn van interactie" in drawn


def test_the_curve_has_the_mood_of_every_step_now_and_then() -> None:
    steps = LIBRARY.journeys["schulden"].steps
    assert levels(steps, "nu") == [[0, 0, 0, 1, 1, 1, 1, 1, 4]]
    assert levels(steps, "verschil") == levels(steps, "nu")
    changing = [steps[0].__class__(**{name: getattr(steps[0], name) for name in steps[0].__slots__}
                                   | {"then": steps[8].then})]  # fmt: skip
    assert levels(changing, "verschil") == [[0], [4]]
    assert levels(changing, "straks") == [[4]]
    drawn = str(picture._curve(changing, "verschil"))
    assert "niveau-0 nu" in drawn and "niveau-4 straks" in drawn


def words(raw: bytes, tmp_path: Path, page: int) -> str:
    path = tmp_path / "x.pdf"
    path.write_bytes(raw)
    run = ["pdftotext", "-raw", "-f", str(page), "-l", str(page), str(path), "-"]
    return subprocess.run(run, capture_output=True, check=True).stdout.decode()


@pytest.mark.exhaustive
@pytest.mark.parametrize("journey", LIBRARY.journeys.values(), ids=list(LIBRARY.journeys))
def test_the_whole_picture_is_on_the_first_a3(journey: Any, tmp_path: Path) -> None:
    """Where that is too much, what each role does has the next page to itself."""
    raw = swimlane_pdf(BOOK, Drawing(journey), DAY)
    first, second = (words(raw, tmp_path, page) for page in (1, 2))
    for name in ("LIJN VAN INTERACTIE", "LIJN VAN ZICHTBAARHEID", "LIJN VAN INTERNE INTERACTIE",
                 "Gevoelscurve", "Eigenaar"):  # fmt: skip
        assert name in first
    assert "Stap voor stap" in second or "WAT ELKE ROL DOET" in second
    assert "Achter de schermen" not in second.split("Stap voor stap")[0]


def test_a_poster_is_one_sheet_of_a0() -> None:
    raw = swimlane_pdf(BOOK, Drawing(JOURNEY, "verschil", "a0"), DAY)
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        assert len(pdf.pages) == 1
        wide, high = (float(pdf.pages[0].mediabox[i]) * 25.4 / 72 for i in (2, 3))
        assert (round(wide), round(high)) == (1189, 841)


def test_the_picture_alone_is_svg_or_png(tmp_path: Path) -> None:
    drawing = Drawing(JOURNEY, "nu", role="beleid")
    svg = swimlane_picture(BOOK, drawing, "svg", DAY)
    assert svg.startswith(b"<svg") and b"<script" not in svg
    assert swimlane_picture(BOOK, drawing, "png", DAY).startswith(b"\x89PNG")
    there = tmp_path / "trouwen.svg"
    assert main(["teken", "trouwen", "-o", str(there), "--rol", "beleid"]) == 0
    assert there.read_bytes().startswith(b"<svg")
    assert swimlane.LABEL_WIDE < swimlane.STEP_WIDE * 2
