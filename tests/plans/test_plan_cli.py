"""`python -m plans …`: what it prints, writes and refuses."""

import json
from pathlib import Path

import pytest

import plans
from commands.plans import main
from engine.version import VERSION

COVERS = ("commands/framework.py", "commands/plans/choice.py")


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


def save_plan(path: Path, name: str = "herinrichting-straat", **change: tuple[str, str]) -> Path:
    text = plans.write_plan(plans.example(name))
    for old, new in change.values():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


def test_kies_writes_a_plan_with_the_channels(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, made = save_plan(tmp_path / "plan.yaml"), tmp_path / "keuze.json"
    assert main(["kies", str(path), "-o", str(made)]) == 0
    said = capsys.readouterr().out
    for title in (
        "Gekozen: ",
        "Waarde over",
        "Wie bereik je niet?",
        "Aantal kanalen",
        "Van kanaal",
    ):
        assert title in said
    assert "Het voorspelt niet hoeveel inwoners je bereikt." in said
    plan = plans.read_plan(made)
    assert plan.chosen and plan.chosen.engine == VERSION
    assert len(plan.chosen.channels) <= plan.limits.channels
    assert plan.model_copy(update={"chosen": None}) == plans.read_plan(path).model_copy(
        update={"chosen": None}
    )


def test_kies_prints_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path, made = save_plan(tmp_path / "plan.yaml"), tmp_path / "keuze.yaml"
    assert main(["kies", str(path), "-o", str(made), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    chosen = plans.read_plan(made).chosen
    assert chosen and [row["kanaal"] for row in found["kanalen"]] == list(chosen.channels)
    assert 0 < found["waarde"] < 1
    assert found["niet_bereikt"] == []
    assert found["belemmeringen"] == []
    assert [point["aantal"] for point in found["curve"]] == sorted(
        point["aantal"] for point in found["curve"]
    )
    assert [p["waarde"] for p in found["curve"] if p["gekozen"]][-1] == found["waarde"]


def test_kies_says_what_stands_in_the_way(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = save_plan(tmp_path / "plan.yaml", limit=("  kanalen: 6", "  kanalen: 1"))
    made = tmp_path / "keuze.yaml"
    assert main(["kies", str(path), "-o", str(made)]) == 1
    assert "je grens is 1. Verruim die grens" in capsys.readouterr().err
    assert not made.exists()


def test_a_wrong_word_stops_kies(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    wrong = ("kanaal: straatgesprek", "kanaal: straatgesprk")
    path = save_plan(tmp_path / "plan.yaml", word=wrong)
    assert main(["kies", str(path), "-o", str(tmp_path / "x.yaml")]) == 1
    assert "kanaal 'straatgesprk' ken ik niet." in capsys.readouterr().err


def test_two_variants_are_compared(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    one = save_plan(tmp_path / "een.yaml")
    other = save_plan(tmp_path / "twee.yaml", gone=("    - telefoon\n", ""))
    assert main(["vergelijk", str(one), str(other)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("een.yaml: ")
    assert "twee.yaml: " in said
    assert "Eerste contact: " in said and " wordt " in said
    assert main(["vergelijk", str(one), str(other), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["alleen_in_eerste"] == ["telefoon"]
    assert found["alleen_in_tweede"] == []
    assert found["eerste"]["waarde"] > found["tweede"]["waarde"]
    assert all(row["eerste"] != row["tweede"] for row in found["verschil"])
    assert main(["vergelijk", str(one), str(one)]) == 0
    assert "wordt" not in capsys.readouterr().out
