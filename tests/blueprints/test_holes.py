"""A draft may have holes: they are counted, drawn and named; only an approved journey is whole."""

from datetime import date
from typing import Any

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared import BOOK, LIBRARY

from blueprints import incoming, library, workbook, writing
from blueprints.holes import holes, standing, uncited
from blueprints.lanes import LANES
from commands.blueprints import main
from documents.journey import swimlane
from engine import KnowledgeError
from screens.journey import picture

LEAST: dict[str, Any] = {
    "naam": "Een buurtfeest aanvragen",
    "staat": "concept",
    "stappen": [
        {"id": "idee", "naam": "Een idee krijgen", "fase": "bewustwording"},
        {
            "id": "bellen",
            "naam": "Bellen",
            "fase": "eerste-contact",
            "doet": "Belt.",
            "wet": "Mag.",
        },
    ],
}


def draft(**more: Any) -> Any:
    tree = {**LEAST, **more}
    tree["stappen"] = [{k: law(v) if k == "wet" else v for k, v in step.items()}
                       for step in tree["stappen"]]  # fmt: skip
    return library.bind("feest.yaml", tree, {}, LIBRARY, BOOK)


def law(value: Any) -> Any:
    return {"tekst": value} if isinstance(value, str) else value


def test_name_steps_and_phase_are_enough_for_a_draft() -> None:
    journey = draft()
    assert holes(journey) == (20, 22)
    assert uncited(journey) == 1
    assert standing(journey) == ("Concept: 20 van 22 vakken leeg.", "1 uitspraak zonder bron.")
    assert draft(staat="bekeken").written.state == "bekeken"
    assert standing(LIBRARY.journeys["schulden"]) == ()
    assert holes(LIBRARY.journeys["schulden"]).empty == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"staat": "vastgesteld"}, "de sleutel 'doel' ontbreekt. Vul hem in, of zet bovenaan"),
        ({"staat": "vastgesteld"}, "onderdeel 'idee': de sleutel 'vraag' ontbreekt"),
        ({"staat": "vastgesteld"}, "onderdeel 'bellen': bij 'wet' de sleutel 'bron' ontbreekt"),
        ({"staat": "klaar"}, "mag hier niet. Kies uit"),
        ({"stappen": [{"id": "a", "naam": "A"}]}, "onderdeel 'a': de sleutel 'fase' ontbreekt"),
        ({"stappen": [{"id": "a", "fase": "actie"}]}, "onderdeel 'a': de sleutel 'naam' ontbreekt"),
        ({"traject": "iets"}, "traject 'iets' ken ik niet"),
    ],
)
def test_what_a_draft_or_an_approved_journey_lacks_is_said(
    change: dict[str, Any], message: str
) -> None:
    with pytest.raises(KnowledgeError) as caught:
        draft(**change)
    assert any(message in str(problem) for problem in caught.value.problems), caught.value


def test_a_draft_comes_back_the_same_and_old_journeys_are_written_as_before() -> None:
    journey = draft()
    assert incoming.read("feest.yaml", writing.text(journey).encode(), LIBRARY, BOOK) == journey
    assert incoming.read("feest.xlsx", workbook.write(journey, LIBRARY), LIBRARY, BOOK) == journey
    assert "\nstaat:" not in writing.text(LIBRARY.journeys["schulden"])
    odd = draft(stappen=[{"id": "a", "naam": "A", "fase": "actie", "wet": "Een zin [sic]"}])
    assert incoming.read("feest.xlsx", workbook.write(odd, LIBRARY), LIBRARY, BOOK) == odd


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(samples.trees(BOOK, LIBRARY), st.data())
def test_any_journey_with_any_holes_is_a_draft_that_comes_back(tree: Any, data: Any) -> None:
    keep = ("id", "naam", "fase", "generiek", "wanneer")
    steps = [
        {key: value for key, value in step.items() if key in keep or data.draw(st.booleans())}
        for step in tree["stappen"]
    ]
    holed = {"naam": tree["naam"], "staat": "concept", "stappen": steps}
    journey = samples.bind_tree(holed, LIBRARY, BOOK)
    assert samples.bind_tree(writing.tree(journey.written), LIBRARY, BOOK) == journey
    assert incoming.read("proef.xlsx", workbook.write(journey, LIBRARY), LIBRARY, BOOK) == journey
    empty, total = holes(journey)
    assert 0 <= empty <= total == len(LANES) * len(steps)


def test_an_empty_cell_is_hatched_on_screen_and_on_paper() -> None:
    journey = draft()
    drawn = str(picture.swimlane(BOOK, journey, "nu"))
    assert drawn.count('class="leeg"') == drawn.count("Nog leeg") == 20
    assert "Nog leeg" not in str(picture.step_list(BOOK, journey, "nu"))
    made = swimlane.swimlane_pdf(BOOK, swimlane.Drawing(journey), date(2026, 11, 30))
    assert made.startswith(b"%PDF")
    assert swimlane.remarks(journey) == ["Concept: 20 van 22 vakken leeg. 1 uitspraak zonder bron."]
    assert swimlane.head_line(BOOK, journey) == []


def test_the_commands_count_what_is_empty(tmp_path: Any, capsys: Any) -> None:
    there = tmp_path / "feest.yaml"
    there.write_text(writing.text(draft()), encoding="utf-8")
    assert main(["controle", str(there)]) == 0
    assert "feest: Concept: 20 van 22 vakken leeg." in capsys.readouterr().out
    assert main(["kanalen", str(there)]) == 1
    assert "concept zonder traject" in capsys.readouterr().err
