"""The bill of materials holds exactly what the product runs on, as the lock file says it."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from script import licences

LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
SCRIPT = (ROOT / "script" / "sbom").read_text(encoding="utf-8")


def bill(target: Path) -> str:
    """Run the command of the script, with the Python of the test."""
    line = SCRIPT.split("\nexec ")[1].replace("\\\n", " ").split('"$@"')[0]
    program, *words = shlex.split(line)
    assert program == ".venv/bin/python"
    run = [sys.executable, *words, "-o", str(target)]
    subprocess.run(run, cwd=ROOT, capture_output=True, check=True)
    return target.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sbom(tmp_path_factory: pytest.TempPathFactory) -> str:
    return bill(tmp_path_factory.mktemp("sbom") / "sbom.cdx.json")


@pytest.fixture(scope="module")
def components(sbom: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(sbom)["components"]
    return listed


def test_it_keeps_to_the_schema_of_cyclonedx(sbom: str) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(sbom) is None
    assert validator.validate_str(sbom.replace('"version": 1', '"version": "een"'))


def test_the_list_of_licences_has_each_package_of_the_lock_file() -> None:
    """`python -m script.licences` writes the list again."""
    rows = re.findall(r"^\| ([\w.-]+) \| (\S+) \| (.*\w.*) \|$", licences.TARGET.read_text(), re.M)
    assert {name: version for name, version, _ in rows[1:]} == licences.pinned()
    licence = licences.licence
    about = {"License-Expression": [], "Classifier": [], "License": ["MIT\nand more"]}
    assert licence(about) == "MIT"
    assert licence(about | {"Classifier": ["License :: OSI Approved :: BSD License"]}) == (
        "BSD License"
    )
    assert licence(about | {"License-Expression": ["0BSD"]}) == "0BSD"


def test_it_is_of_this_product(sbom: str) -> None:
    product = json.loads(sbom)["metadata"]["component"]
    version = re.findall(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.M)
    assert (product["name"], [product["version"]]) == ("ken-je-inwoner", version)
    assert [one["license"]["id"] for one in product["licenses"]] == ["EUPL-1.2"]


def test_every_pin_is_in_it_and_nothing_else(components: list[dict[str, Any]]) -> None:
    pins = re.findall(r"^([\w.-]+)(?:\[[^]]+\])?==(\S+)", LOCK, re.MULTILINE)
    assert sorted((one["name"], one["version"]) for one in components) == sorted(pins)
    for one in components:
        assert one["purl"] == f"pkg:pypi/{one['name'].lower()}@{one['version']}"


def test_every_hash_is_in_it(components: list[dict[str, Any]]) -> None:
    listed = [
        code["content"]
        for one in components
        for place in one["externalReferences"]
        for code in place.get("hashes", [])
    ]
    assert sorted(listed) == sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", LOCK))


def test_it_is_the_same_each_time(sbom: str, tmp_path: Path) -> None:
    assert bill(tmp_path / "again.json") == sbom
