"""What is written about journeys holds: every command, option and key."""

import argparse
import re
import shlex

import pytest
from conftest import ROOT
from docs_text import COMMANDS, FENCE, MARKDOWN, stands_as_code
from pydantic import BaseModel

from blueprints import model
from commands.blueprints import parser

LEESMIJ = (ROOT / "journeys/reizen/LEESMIJ.md").read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = parser()._actions
    return next(a for a in actions if isinstance(a, argparse._SubParsersAction)).choices


def test_every_command_has_a_row() -> None:
    assert set(re.findall(r"^\| `blueprints (\w+)` \|", COMMANDS, re.MULTILINE)) == set(commands())


@pytest.mark.parametrize("command", commands())
def test_every_option_is_in_its_row(command: str) -> None:
    row = next(r for r in COMMANDS.splitlines() if r.startswith(f"| `blueprints {command}` |"))
    for action in commands()[command]._actions:
        words = [o for o in action.option_strings if o not in ("-h", "--help")]
        words += [str(action.metavar)] if not action.option_strings else []
        for word in words:
            assert stands_as_code(word, row), word


def test_commands_in_the_documentation_are_understood() -> None:
    found = [
        said
        for path in MARKDOWN
        for block in FENCE.findall(path.read_text(encoding="utf-8"))
        for said in re.findall(r"python -m blueprints (.+)", block)
    ]
    assert found
    for said in found:
        parser().parse_args(shlex.split(said))


@pytest.mark.parametrize(
    "form", [model.WrittenJourney, model.WrittenStep, model.GenericStep, model.Cells, model.Roles,
             model.Reference, model.CitedStatement],
)  # fmt: skip
def test_every_key_is_explained(form: type[BaseModel]) -> None:
    for name, field in form.model_fields.items():
        assert stands_as_code(field.alias or name, LEESMIJ), field.alias or name
    for mood in model.MOODS:
        assert stands_as_code(mood, LEESMIJ)
    assert stands_as_code("python -m blueprints controle", LEESMIJ)
