"""`python -m plans voorstel | terugrekenen | akkoord`: what they print, write and refuse."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands.plans import main, proposing
from engine import Table
from plans import example, read_plan, write_plan


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    plan = example("herinrichting-straat")
    actions = tuple(action for action in plan.actions if action.phase == plan.phases[0].phase)
    path.write_text(write_plan(plan.model_copy(update={"actions": actions})), encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> str:
    assert main([str(word) for word in words]) == code
    caught = capsys.readouterr()
    return caught.err if code else caught.out


def test_proposals_are_shown_written_and_taken_over(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    monkeypatch.setattr(proposing, "load_table", lambda options: table)
    shown = run(capsys, "voorstel", file, "--op", "1-12-2026")
    assert (
        "15 maart 2027: Bewonersbijeenkomst: In gesprek gaan en samen afwegen (voor Bewoners van de"
        " Lindelaan, Jongeren die er spelen en hangen en Bewoners van het appartementengebouw; "
        "Projectleider, 850 euro, 34 uur)" in shown
    )
    out = file.with_name("voorstel.yaml")
    listed = json.loads(run(capsys, "voorstel", file, "--op", "1-12-2026", "-o", out, "--json"))
    plan = read_plan(out)
    proposed = [action for action in plan.actions if action.status == "voorstel"]
    assert [tree["id"] for tree in listed["voorstellen"]] == [action.id for action in proposed]
    assert "niets voor te stellen" in run(capsys, "voorstel", out)


@pytest.mark.exhaustive  # journeys are read twice
def test_a_journey_is_proposed_by_its_name(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    monkeypatch.setattr(proposing, "load_table", lambda options: table)
    out = file.with_name("reis.yaml")
    run(capsys, "voorstel", file, "--reis", "herinrichting-straat", "--neem-over", "-o", out)
    taken = [a for a in read_plan(out).actions if a.origin]
    assert taken and {action.status for action in taken} == {"concept"}
    wrong = run(capsys, "voorstel", file, "--reis", "herinrichting", code=1)
    assert wrong == "een reis 'herinrichting' ken ik niet. Bedoelde je 'herinrichting-straat'?\n"


def test_days_before_an_action_are_told(
    file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    tree: dict[str, Any] = {"id": "druk", "werkdagen": 5, "wie": "Drukker"}
    plan = read_plan(file)
    steps = plan.actions[0].model_validate(
        {**_tree(file), "voorbereiding": [{"id": "tekst", "werkdagen": 3}, tree]}
    )
    file.write_text(
        write_plan(plan.model_copy(update={"actions": (steps, *plan.actions[1:])})),
        encoding="utf-8",
    )
    shown = run(capsys, "terugrekenen", file, "--op", "2027-01-28")
    assert shown.startswith(
        "8 februari 2027: Brief met wat vastligt en wat open is\n"
        "  27 januari 2027: Tekst klaar\n"
        "  1 februari 2027: Naar de drukker, Drukker\n"
        "10 februari 2027: Jongerenwerker vertelt dat de straat opengaat\n"
    )
    assert "let op: 'Brief met wat vastligt en wat open is': tekst klaar had op 27 januari" in shown
    out = tmp_path / "uit.json"
    shown = run(capsys, "terugrekenen", file, "--op", "2027-01-28", "--json", "-o", out)
    listed = json.loads(shown)
    assert [one["stap"] for one in listed["te_laat"]] == ["tekst"]
    assert [step["dag"] for step in listed["acties"][0]["voorbereiding"]] == [
        "2027-01-27",
        "2027-02-01",
    ]
    assert json.loads(out.read_text("utf-8"))["acties"][0] == listed["acties"][0]
    with pytest.raises(SystemExit):
        main(["terugrekenen", str(file), "--op", "morgen"])
    assert "'morgen' is geen datum" in capsys.readouterr().err


def _tree(file: Path) -> dict[str, Any]:
    return read_plan(file).actions[0].model_dump(by_alias=True, exclude_defaults=True)


def test_an_agreement_is_kept_and_shown(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = file.with_name("akkoord.yaml")
    given = ("--door", "Wethouder", "--op", "12-1-2027", "--notitie", "mits kort", "-o", out)
    shown = run(capsys, "akkoord", file, "--actie", "brief-start", *given)
    assert "Het plan: concept\n" in shown
    assert (
        "Brief met wat vastligt en wat open is: akkoord, akkoord van Wethouder (12 januari 2027)\n"
        in shown
    )
    first = read_plan(out).actions[0]
    assert [(one.by, one.note) for one in first.agreements] == [("Wethouder", "mits kort")]
    shown = run(capsys, "akkoord", out, "--json")
    assert json.loads(shown)["acties"][0] == {
        "id": "brief-start",
        "status": "akkoord",
        "akkoord": ["Wethouder"],
        "wacht_op": [],
    }
    run(capsys, "akkoord", file, *given, "--vervang")
    assert read_plan(out).project.status == "akkoord"
    wrong = run(capsys, "akkoord", file, "--actie", "brief", *given, "--vervang", code=1)
    assert wrong == "actie 'brief' ken ik niet. Bedoelde je 'brief-start'?\n"
    assert "geef --door en -o allebei" in run(capsys, "akkoord", file, "--door", "X", code=1)
