"""A journey on paper: whole, accessible, and saying what the screen says."""

import copy
import io
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import samples
from hypothesis import HealthCheck, given, settings
from shared import BOOK, LIBRARY

from blueprints.lanes import LANES, ROLES
from blueprints.model import Journey
from documents.journey.swimlane import (
    VIEWS,
    Drawing,
    View,
    source_numbers,
    steps_in,
    swimlane_pdf,
    texts,
)
from documents.pdf import printable

DAY = date(2026, 11, 22)


def words(text: str) -> str:
    """Return a text without what a line break and a hyphen change."""
    return re.sub(r"[\s\-\u00ad\u200b\u2010]", "", text)


def read(raw: bytes, tmp_path: Path) -> str:
    path = tmp_path / "reis.pdf"
    path.write_bytes(raw)
    run = ["pdftotext", "-raw", str(path), "-"]
    return subprocess.run(run, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("journey", LIBRARY.journeys.values(), ids=list(LIBRARY.journeys))
def test_every_word_is_on_paper(journey: Journey, tmp_path: Path) -> None:
    found = words(read(swimlane_pdf(BOOK, Drawing(journey), DAY), tmp_path))
    for step in journey.steps:
        for lane in LANES:
            for row in (step.now, step.then):
                for said in texts(BOOK, lane, row):
                    assert words(printable(said.text)) in found, (step.id, lane.id, said.text)
        for said in (*(s for cell in step.roles.values() for s in cell), *step.research):
            assert words(printable(said.text)) in found
    for name in (*(lane.name for lane in LANES), *ROLES.values(), "Bronnen"):
        assert words(name) in found


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_every_view_is_accessible_and_landscape(view: View, paper: Any) -> None:
    journey = LIBRARY.journeys["inkomensondersteuning"]
    made = swimlane_pdf(BOOK, Drawing(journey, view, paper), DAY)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        box = pdf.pages[0].mediabox
        assert box[2] > box[3]
        assert str(pdf.Root.Lang) == "nl-NL"
        assert pdf.Root.MarkInfo.Marked
        meta = pdf.open_metadata()
        assert str(meta["pdfuaid:part"]) == "1"
        assert str(meta["dc:title"]) == journey.name
    assert made == swimlane_pdf(BOOK, Drawing(journey, view, paper), DAY)


def test_views_show_their_own_steps() -> None:
    steps = [
        {"id": "a", "generiek": "volgen", "wanneer": "nu"},
        {"id": "b", "generiek": "volgen", "wanneer": "straks"},
        {"id": "c", "generiek": "besluit"},
    ]
    tree = {**tree_of("paspoort"), "stappen": steps}
    journey = samples.bind_tree(tree, LIBRARY, BOOK)
    ids = {view: [step.id for step in steps_in(journey, view)] for view in VIEWS}
    assert ids == {
        "nu": ["a", "c"],
        "straks": ["b", "c"],
        "later": ["b", "c"],
        "verschil": ["a", "b", "c"],
    }


def tree_of(slug: str) -> Any:
    from blueprints import writing

    return copy.deepcopy(writing.tree(LIBRARY.journeys[slug].written))


def test_the_longest_texts_are_not_cut_off(tmp_path: Path) -> None:
    tree = tree_of("paspoort")
    long = " ".join(f"woord{i:04d}" for i in range(95))
    tree["stappen"][0] |= {"vraag": long, "zichtbaar": long, "systemen": [long[:900]] * 24}
    tree["stappen"][0]["wordt"]["zichtbaar"] = "Slot " + long
    journey = samples.bind_tree(tree, LIBRARY, BOOK)
    for paper in ("a3", "a4"):
        made = swimlane_pdf(BOOK, Drawing(journey, "verschil", paper), DAY)
        found = words(read(made, tmp_path))
        assert found.count("woord0094") >= 2 * 3
        assert found.count("Slot") >= 2


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(samples.trees(BOOK, LIBRARY))
def test_any_journey_can_be_drawn(tree: dict[str, Any]) -> None:
    journey = samples.bind_tree(tree, LIBRARY, BOOK)
    assert swimlane_pdf(BOOK, Drawing(journey, "verschil", "a4"), DAY).startswith(b"%PDF")


def test_sources_are_numbered_in_order_of_appearance() -> None:
    numbers = source_numbers(LIBRARY.journeys["schulden"])
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    first = LIBRARY.journeys["schulden"].steps[0]
    assert next(iter(numbers)) == first.now["wet"][0].sources[0]
