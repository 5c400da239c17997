"""What every command keeps to: no file is written over unasked, an organisation has its file."""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from broken import Run, runner
from conftest import ROOT

from commands import blueprints, engine, framework, listening, plans, practice, surveys
from engine import Situation, Table
from engine.knowledge import organisation

ROOMS = {
    "engine": engine,
    "plans": plans,
    "blueprints": blueprints,
    "listening": listening,
    "surveys": surveys,
    "practice": practice,
}


def commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield the name and the parser of every command."""
    for room, package in ROOMS.items():
        actions = package.parser()._actions
        choices = next(a for a in actions if isinstance(a, argparse._SubParsersAction)).choices
        yield from ((f"{room} {name}", parser) for name, parser in choices.items())


ALL = dict(commands())
WRITING = {name: of for name, of in ALL.items() if of.get_default("new_files")}


def test_every_option_that_names_a_new_file_is_guarded() -> None:
    wrong = [
        f"{name} {action.dest}"
        for name, parser in ALL.items()
        for action in parser._actions
        if re.match("nieuw|schrijf", action.help or "")
        and action.dest not in (parser.get_default("new_files") or ())
    ]
    assert wrong == []
    assert len(WRITING) >= 17


def test_no_command_names_its_output_another_way() -> None:
    loose = [
        path.name
        for path in (ROOT / "commands").rglob("*.py")
        if re.search(r"add_argument\(\s*\"-o\"", path.read_text(encoding="utf-8"))
    ]
    assert loose == []


@pytest.mark.parametrize("name", WRITING)
def test_what_is_there_stays_unless_asked(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser, there = WRITING[name], tmp_path / "er.al"
    there.write_text("van mij")
    done: list[bool] = []
    for dest in parser.get_default("new_files"):
        given = {dest: there, "new_files": (dest,), "run": lambda options: done.append(True)}
        assert framework.run(argparse.Namespace(**given, vervang=False)) == 1
        assert capsys.readouterr().err == (
            f"{there} bestaat al. Kies een andere naam, of geef --vervang mee om het te "
            "overschrijven.\n"
        )
        assert done == []
        assert framework.run(argparse.Namespace(**given, vervang=True)) == 0
        assert done.pop()


def test_skipped_rows_of_an_earlier_run_stay_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people, aside = tmp_path / "mensen.csv", tmp_path / "uit.overgeslagen.csv"
    people.write_text("traject;fase;leeftijd;profiel\n")
    aside.write_text("van mij")
    asked = ["groepen", str(people), "-o", str(tmp_path / "uit.csv"), "--sla-over"]
    assert engine.main(asked) == 1
    assert "dit bestand bestaat al." in capsys.readouterr().err
    assert aside.read_text() == "van mij"


OWN = "naam: Ons Dorp\nzonder:\n  - {kanaal: brief, omdat: Te duur.}\n"
ASK = ["--traject", "participatie", "--fase", "actie", "--json"]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "eigen.yaml"
    path.write_text(OWN)
    return path


@pytest.fixture
def run(table: Table, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(table, monkeypatch, capsys)


def options(own: Path | None) -> argparse.Namespace:
    return argparse.Namespace(kennis=ROOT, organisatiebestand=own)


def test_every_command_with_knowledge_takes_the_file() -> None:
    with_knowledge = {n for n, p in ALL.items() if "--kennis" in p._option_string_actions}
    taking = {n for n, p in ALL.items() if "--organisatiebestand" in p._option_string_actions}
    assert taking == with_knowledge | {"listening rapport", "listening verslag"}
    assert {"plans kies", "plans controle", "blueprints kanalen"} <= taking


def test_the_option_comes_before_the_setting(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = own.with_name("ander.yaml")
    other.write_text("naam: Elders\n")
    names = []
    for setting, path in ((None, None), (None, own), (other, None), (other, own)):
        monkeypatch.setenv(organisation.SETTING, str(setting or ""))
        given = framework.rulebook(options(path)).organisation
        names.append(given.name if given else None)
    assert names == [None, "Ons Dorp", "Elders", "Ons Dorp"]


@pytest.mark.exhaustive
def test_the_advice_of_a_command_is_that_of_the_organisation(
    run: Run, table: Table, own: Path
) -> None:
    main = table.outcomes[Situation("participatie", "actie")].ranking[0].channel
    own.write_text(OWN.replace("brief", main))
    code, out, _ = run("--organisatiebestand", own, "advies", *ASK)
    assert code == 0
    row = next(row for row in json.loads(out)["kanalen"] if row["kanaal"] == main)
    assert row["rol"] == "kan-niet"
    assert "Te duur" in row["kan_niet_omdat"]


def test_a_wrong_file_is_refused(run: Run, own: Path) -> None:
    own.write_text("naam: Ons Dorp\nkleuren: rood\n")
    code, out, err = run("--organisatiebestand", own, "advies", *ASK)
    assert (code, out) == (1, "")
    assert "eigen.yaml" in err
