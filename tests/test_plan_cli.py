"""`python -m plans …`: what it prints, writes and refuses."""

import json
from pathlib import Path

import pytest

import plans
from plans.__main__ import main


@pytest.mark.parametrize("name", plans.examples())
@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_an_example_becomes_a_plan(name: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan.{kind}"
    assert main(["voorbeeld", name, "-o", str(path)]) == 0
    assert plans.read_plan(path) == plans.example(name)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_an_unknown_example_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["voorbeeld", "paspoort", "-o", str(tmp_path / "x.yaml")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("een voorbeeld 'paspoort' ken ik niet.")
    assert "Traceback" not in said


def test_another_ending_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["voorbeeld", plans.examples()[0], "-o", str(tmp_path / "x.pdf")]) == 1
    assert "kies een bestand dat eindigt op .yaml of .json." in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "weg" / "x.yaml"
    assert main(["voorbeeld", plans.examples()[0], "-o", str(path)]) == 1
    assert capsys.readouterr().err == (
        f"{path}: dit bestand of deze map bestaat niet. Kijk de naam na.\n"
    )


def test_controle_names_the_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    text = plans.write_plan(plans.example(plans.examples()[0]))
    path.write_text(text, encoding="utf-8")
    assert main(["controle", str(path)]) == 0
    assert "0 fouten" in capsys.readouterr().out
    wrong = text.replace("kanaal: straatgesprek", "kanaal: straatgesprk", 1)
    path.write_text(wrong, encoding="utf-8")
    line = 1 + wrong[: wrong.index("straatgesprk")].count("\n")
    assert main(["controle", str(path)]) == 1
    said = f"plan.yaml, regel {line}: kanaal 'straatgesprk' ken ik niet. Bedoelde je 'straatgespr"
    assert said in capsys.readouterr().err
    assert main(["controle", str(path), "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["fouten"]
    assert problem["bestand"] == "plan.yaml"
    assert problem["regel"] == line


def test_a_broken_plan_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("schema: 2\nprojekt: {}\n", encoding="utf-8")
    assert main(["controle", str(path)]) == 1
    said = capsys.readouterr().err
    assert "plan.yaml, regel 2: de sleutel 'projekt' ken ik niet. Bedoelde je 'project'?" in said
    assert "Traceback" not in said
