"""What is written about plans holds: every command, option and key."""

import argparse
import re
import shlex
from collections.abc import Iterator

import pytest
from conftest import ROOT
from docs_text import FENCE, stands_as_code
from pydantic import BaseModel

from commands.plans import parser
from engine import Table
from plans import compare, model, report, samples
from plans.choice.choosing import choose
from plans.constants import constants

TEXT = (ROOT / "plans" / "LEESMIJ.md").read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = parser()._actions
    return next(a for a in actions if isinstance(a, argparse._SubParsersAction)).choices


def forms() -> Iterator[type[BaseModel]]:
    for form in vars(model).values():
        if (
            isinstance(form, type)
            and issubclass(form, BaseModel)
            and form.__module__.startswith("plans.model.")
        ):
            yield form


def test_the_table_of_commands_is_complete() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", TEXT.split("## Wat er in")[0], re.MULTILINE)) == set(
        commands()
    )


@pytest.mark.parametrize("command", commands())
def test_every_option_of_a_command_is_in_its_row(command: str) -> None:
    row = next(line for line in TEXT.splitlines() if line.startswith(f"| `{command}` |"))
    for action in commands()[command]._actions:
        words = [o for o in action.option_strings if o not in ("-h", "--help")]
        words += [str(action.metavar)] if not action.option_strings else []
        for word in words:
            assert stands_as_code(word, row), word


def test_commands_in_the_text_are_understood() -> None:
    said = [m for block in FENCE.findall(TEXT) for m in re.findall(r"-m plans (.+)", block)]
    assert said
    for line in said:
        parser().parse_args(shlex.split(line))


def test_every_key_of_the_file_is_explained() -> None:
    found = [
        f"{form.__name__}: {field.alias or name}"
        for form in forms()
        for name, field in form.model_fields.items()
        if not stands_as_code(field.alias or name, TEXT)
    ]
    assert found == []


def test_every_key_of_the_json_is_explained(table: Table) -> None:
    plan = samples.example(samples.examples()[0])
    mix = choose(plan, table)
    versus = compare.as_json((plan, plan), table.book, (mix, mix))
    found = report.as_json(plan, table.book, mix)
    rows = [found["curve"][0], found["matrix"][0], found["kanalen"][0], found["overdrachten"][0]]
    for key in {key for row in (found, versus, versus["eerste"], *rows) for key in row}:
        assert stands_as_code(key, TEXT), key


def test_every_example_is_named() -> None:
    row = next(line for line in TEXT.splitlines() if line.startswith("| `voorbeeld` |"))
    assert all(name in row for name in samples.examples())


def test_every_number_has_a_reason() -> None:
    for name, number in constants():
        assert len(number.reason) > 20
        assert stands_as_code(name, TEXT), name
