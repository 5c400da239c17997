"""What is written for contributors holds: forms, hooks, updates, decisions, self-assessment."""

import json
import re
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

GITHUB = ROOT / ".github"
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
DECISIONS = ROOT / "docs" / "besluiten"
PARTS = ("**Chosen.**", "## Why", "## Passed over", "## Price", "## Look again")
STATES = ("yes", "partly", "no", "outside")
CRITERIA = 16
LOCKS = [*ROOT.glob("*.txt"), *ROOT.glob("script/**/*.txt")]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_asks_something_and_warns_for_personal_data(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    asked = [field for field in form["body"] if field["type"] != "markdown"]
    assert form["name"] and form["description"]
    assert len({field["id"] for field in asked}) == len(asked) > 0
    assert any(field.get("validations", {}).get("required") for field in asked)


def test_every_form_is_named_in_the_support_text() -> None:
    for path in FORMS:
        name = yaml.safe_load(path.read_text(encoding="utf-8"))["name"]
        assert f"*{name}*" in text("SUPPORT.md"), name


def test_hooks_run_from_the_environment_without_a_network() -> None:
    (repo,) = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"]
    assert repo["repo"] == "local"
    for hook in repo["hooks"]:
        program, flag, module = hook["entry"].split()[:3]
        assert (hook["language"], program, flag) == ("system", ".venv/bin/python", "-m")
        assert module in {"ruff", "engine"}


def test_every_lock_file_is_kept_up_to_date() -> None:
    """The updater reads the command in a lock file, and wants each value behind an equals sign."""
    patterns = json.loads(text("renovate.json"))["pip-compile"]["managerFilePatterns"]
    assert LOCKS
    for name in (path.relative_to(ROOT).as_posix() for path in LOCKS):
        assert any(re.search(pattern.strip("/").replace("\\/", "/"), name) for pattern in patterns)
        command = text(name).splitlines()[1]
        words = command.removeprefix("#    uv pip compile ").split()
        assert words[-1] == name.replace(".txt", ".in")
        assert all(word.startswith("--") for word in words[:-1]), command
        assert f"--output-file={name}" in words


def test_every_decision_has_a_page_with_its_price() -> None:
    index = (DECISIONS / "LEESMIJ.md").read_text(encoding="utf-8")
    pages = {path.name for path in DECISIONS.glob("*.md")} - {"LEESMIJ.md"}
    assert set(re.findall(r"\]\(([\w-]+\.md)\)", index)) == pages
    for name in pages:
        page = (DECISIONS / name).read_text(encoding="utf-8")
        places = [page.find(part) for part in PARTS]
        assert places[0] > -1 and places == sorted(set(places)), name


def test_the_self_assessment_counts_what_it_says() -> None:
    sections = re.split(r"^## (?=\d)", text("docs/standard-for-public-code.md"), flags=re.MULTILINE)
    counts = re.findall(r"^\| (\d+ [^|]+) ((?:\| \d+ ){4})\|$", sections[0], re.MULTILINE)
    heads = [section.splitlines()[0] for section in sections[1:]]
    assert [name.strip() for name, _ in counts] == heads
    assert len(heads) == CRITERIA
    for section, (_, numbers) in zip(sections[1:], counts, strict=True):
        rows = re.findall(r"^\| [^|]+ \| ([^|]+) \| [^|]{3,} \|$", section.split("## ")[0], re.M)
        states = [row for row in rows if row != "stands"]
        assert set(states) <= set(STATES)
        assert numbers.split("|")[1:] == [f" {states.count(state)} " for state in STATES]


def test_updates_stay_within_the_python_that_works() -> None:
    allowed = json.loads(text("renovate.json"))["constraints"]["python"]
    assert f'requires-python = "{allowed}"' in text("pyproject.toml")
    assert (3, 11) <= sys.version_info[:2] < (3, 14)
