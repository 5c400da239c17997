"""What is written for people holds: every command, key, term, setting and link."""

import argparse
import ast
import os
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from docs_text import COMMANDS, DOCS, FENCE, MARKDOWN, SETTINGS, code, name_of, stands_as_code
from pydantic import BaseModel

from commands.engine import parser
from engine import Rulebook, Table, advise, export, model
from engine.batch.groups import ADDED
from engine.roles import CANDIDATE, CANNOT, CHOSEN, RATHER_NOT
from engine.version import VERSION
from screens.server.routes import ROUTES

README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (DOCS / "in-bedrijf.md").read_text(encoding="utf-8")
METHOD = (DOCS / "methode.md").read_text(encoding="utf-8")
BUILD = (DOCS / "bouw.md").read_text(encoding="utf-8")
BIGGEST = 8000  # bytes of the README: what a stranger reads before leaving
SCRIPTS = [
    ROOT / "script" / name
    for name in (
        "approve",
        "setup",
        "server",
        "engines",
        "test",
        "bench",
        "pages",
        "covers",
        "mutants",
        "javascript",
        "kanaalbench",
        "effectbench",
        "sbom",
        "spark",
        "bare",
    )
]
LEESMIJ = {
    "journeys/regels": (model.RuleFile, model.WrittenRule, model.Figure, model.Example),
    "journeys/kanalen": (model.Channel, model.Claim),
    "profiles": (model.Profile, model.Message, model.Claim, model.WrittenRule, model.Example),
}
LINK = re.compile(r"\[[^\]\n]+\]\(([^)\s]+)\)")


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = parser()._actions
    return next(a for a in actions if isinstance(a, argparse._SubParsersAction)).choices


def row_of(command: str) -> str:
    return next(line for line in COMMANDS.splitlines() if line.startswith(f"| `{command}` |"))


def test_the_readme_is_short_and_leads_to_every_other_text() -> None:
    assert len(README.encode()) <= BIGGEST
    assert {"script/server", "script/test"} <= set("".join(FENCE.findall(README)).split())
    assert re.search(r"^!\[[^\]]+\]\(docs/beelden/", README, re.MULTILINE)
    links = {target.partition("#")[0] for target in LINK.findall(README)}
    assert {name_of(path) for path in DOCS.glob("*.md")} <= links


def test_the_command_line_in_the_reference_is_complete() -> None:
    section = COMMANDS.split("## Advice: `python -m engine`")[1]
    table = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert [name for name in table if name in commands()] == table[: len(commands())]
    assert set(table[: len(commands())]) == set(commands())
    for option in (o for a in parser()._actions for o in a.option_strings):
        assert stands_as_code(option, COMMANDS), option


@pytest.mark.parametrize("command", commands())
def test_every_option_of_a_command_is_in_its_row(command: str) -> None:
    for action in commands()[command]._actions:
        words = [o for o in action.option_strings if o not in ("-h", "--help")]
        words += [str(action.metavar)] if not action.option_strings else []
        for word in words:
            assert stands_as_code(word, row_of(command)), word


@pytest.mark.parametrize("path", MARKDOWN, ids=name_of)
def test_commands_in_the_documentation_are_understood(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for block in FENCE.findall(text):
        for said in re.findall(r"python -m engine (.+)", block):
            parser().parse_args(shlex.split(said))
    for name, options in re.findall(r"`python -m engine (?!OPDRACHT)(\S+?)( [^`]*)?`", text):
        known = {o for action in commands()[name]._actions for o in action.option_strings}
        assert set(re.findall(r"--\S+", options)) <= known


def test_every_setting_is_in_the_reference() -> None:
    for variable in sorted({*_read_in_python(), *_read_in_scripts()}):
        assert re.search(rf"^\| `{variable}` \|", SETTINGS, re.MULTILINE), variable
    assert {"HOST", "PORT"} <= set(_read_in_scripts())


def _read_in_python() -> Iterator[str]:
    """Yield the environment variables that code reads or names."""
    for path in (ROOT / "app.py", *ROOT.glob("[deps][!.]*/**/*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = {
            node.targets[0].id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        yield from (str(of) for of in known.values() if str(of).startswith("KEN_JE_INWONER_"))
        for node in ast.walk(tree):
            asked = _environment_key(node)
            if asked is not None:
                name = asked.value if isinstance(asked, ast.Constant) else known[ast.unparse(asked)]
                yield str(name)


def _environment_key(node: ast.AST) -> ast.expr | None:
    """Return what is asked of the environment in a node."""
    if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("environ"):
        return node.slice
    if isinstance(node, ast.Call) and re.search(r"(environ\.get|getenv)$", ast.unparse(node.func)):
        return node.args[0]
    return None


def _read_in_scripts() -> Iterator[str]:
    for path in SCRIPTS:
        found = re.findall(r"\$\{([A-Z][A-Z_]+):?[-+=?]", path.read_text(encoding="utf-8"))
        yield from (variable for variable in found if variable != "HOME")


def test_every_key_of_the_json_is_in_the_reference(book: Rulebook, table: Table) -> None:
    data = export.advice(book, advise(table, book.situations()[0], date(2026, 11, 22)))
    for key in (*data, *data["kanalen"][0], *data["verantwoording"], *ADDED):
        assert stands_as_code(key, COMMANDS), key


def test_every_term_is_in_the_reference(book: Rulebook) -> None:
    for role in (*CHOSEN, CANDIDATE, RATHER_NOT, CANNOT):
        assert re.search(rf"^\| `{role}` \|", METHOD, re.MULTILINE), role
    for word in ("stevig", "redelijk", "onzeker"):
        assert f"*{word}*" in METHOD, word
    for letter in model.QUALITIES:
        assert re.search(rf"\b{letter} = ", METHOD), letter
    for form in (model.Organisation, model.Absent, model.OwnName, model.HouseStyle):
        for key in _keys(form):
            assert stands_as_code(key, SETTINGS), key
    for constant in book.constants:
        assert stands_as_code(constant, METHOD), constant


def test_certainty_has_no_other_words(table: Table) -> None:
    rows = [row for outcome in table.outcomes.values() for row in outcome.ranking]
    assert {row.certainty_word for row in rows} == {"stevig", "redelijk", "onzeker", None}


def test_every_address_is_in_the_reference() -> None:
    paths = {route.path for route in ROUTES}
    said = code("\n".join(path.read_text(encoding="utf-8") for path in MARKDOWN))
    for path in paths:
        assert path.startswith("/assets/") or path.split("{")[0] in said, path
    table = OPERATIONS.split("| address | answer |")[1].split("\n\n")[0]
    for address in re.findall(r"`(/[^`…?]+)", table):
        assert any(path.startswith(address) for path in paths), address


def test_every_folder_is_in_the_tree() -> None:
    for path in ROOT.iterdir():
        hidden = path.name.startswith((".", "_")) or path.name == "node_modules"
        if not hidden and path.is_dir() and any(path.iterdir()):
            assert f"\n{path.name}/ " in BUILD, path.name


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_every_script_can_run_and_is_named(path: Path) -> None:
    assert os.access(path, os.X_OK)
    assert re.search(rf"^\| `{name_of(path)}` \|", COMMANDS, re.MULTILINE)


def test_there_are_no_other_scripts() -> None:
    found = {p for p in (ROOT / "script").iterdir() if p.is_file() and os.access(p, os.X_OK)}
    assert found == set(SCRIPTS)
    assert "script/test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("port", ["web", "0", "65536", "-1", "80 80"])
def test_a_wrong_port_is_refused_in_dutch(port: str) -> None:
    environment = {**os.environ, "PORT": port}
    run = subprocess.run([ROOT / "script/server"], env=environment, capture_output=True, text=True)
    assert run.returncode == 2
    assert (
        run.stderr == f"Gestopt: PORT moet een getal van 1 tot en met 65535 zijn, niet '{port}'.\n"
    )


@pytest.mark.parametrize("folder", LEESMIJ)
def test_every_key_of_a_form_is_explained(folder: str) -> None:
    text = (ROOT / folder / "LEESMIJ.md").read_text(encoding="utf-8")
    missing = [
        f"{form.__name__}: {key}"
        for form in LEESMIJ[folder]
        for key in _keys(form)
        if not stands_as_code(key, text)
    ]
    assert missing == []


def _keys(form: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in form.model_fields.items()]


def test_every_folder_of_rules_says_how_to_check() -> None:
    for folder in LEESMIJ:
        text = (ROOT / folder / "LEESMIJ.md").read_text(encoding="utf-8")
        assert stands_as_code("python -m engine controle", text), folder


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert project["version"] == VERSION
    assert re.findall(r"^## \[([\d.]+)\]", changes, re.MULTILINE)[0] == VERSION


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert re.findall(r"^(\d+)\.", text, re.MULTILINE) == [str(i) for i in range(1, 16)]
    assert "v. 1.2" in text
    assert "Appendix" in text


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "script/build.txt"])
def test_lock_files_pin_with_hashes_and_name_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|^-|file:", text, re.MULTILINE)
    pins = re.findall(r"^\S+==\S+.*\\\n +--hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^\w", text, re.MULTILINE)) > 0


def test_what_runs_is_what_is_tested() -> None:
    pins = [
        set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    ]
    assert pins[0] < pins[1]


@pytest.mark.parametrize("path", MARKDOWN, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            file, _, anchor = target.partition("#")
            there = path.parent / file if file else path
            assert there.exists(), target
            assert not anchor or anchor in _anchors(there), target


@pytest.mark.parametrize("path", MARKDOWN, ids=name_of)
def test_paths_in_the_documentation_exist(path: Path) -> None:
    tops = {place.name for place in ROOT.iterdir() if place.is_dir()} - {".streamlit"}
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    for word in re.findall(r"`((?:\.?[a-z]+/)+[\w.*-]*)`", text):
        if word.split("/")[0] in tops:
            assert any(ROOT.glob(word.rstrip("/"))), word


def _anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.exhaustive
def test_the_python_in_the_reference_runs(capsys: pytest.CaptureFixture[str]) -> None:
    for block in re.findall(r"^```python\n(.*?)^```", BUILD, re.DOTALL | re.MULTILINE):
        exec(compile(block, "docs/bouw.md", "exec"), {})  # noqa: S102 - our own text
    assert capsys.readouterr().out.strip()
