"""The join for other engines is told as it is, and its check says what it needs."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

from engine.batch.groups import ADDED, JOIN

SCRIPT = ROOT / "script" / "spark"
TOLD = (ROOT / "docs" / "verdeeld.md").read_text(encoding="utf-8")


def run(*words: str, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
    bash = shutil.which("bash")
    assert bash is not None
    environment = {**os.environ, "PATH": path}
    command = [bash, str(SCRIPT), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_join_in_the_documentation_is_the_one_that_is_checked() -> None:
    (told,) = re.findall(r"^```sql\n(.*?)^```", TOLD, re.DOTALL | re.MULTILINE)
    columns = ", ".join(("rijen.*", *(f"advies.{column}" for column in ADDED)))
    assert told.strip() == JOIN.format(columns=columns).strip()


@pytest.mark.parametrize("count", ["0", "-5", "een miljoen", "100000000"])
def test_a_wrong_number_is_refused(count: str) -> None:
    done = run(count)
    assert done.returncode == 1
    assert done.stderr == (f"Gestopt: '{count}' is geen aantal rijen van 1 tot en met 99999999.\n")


def test_without_java_it_says_what_to_install(tmp_path: Path) -> None:
    for name in ("dirname", "grep"):
        program = shutil.which(name)
        assert program is not None
        (tmp_path / name).symlink_to(program)
    done = run(path=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith("Gestopt: Spark vraagt Java 17 of nieuwer.")
    assert "apt-get install --no-install-recommends openjdk-17-jre-headless" in done.stderr


def test_spark_is_locked_with_its_hash() -> None:
    lock = (ROOT / "script" / "spark.txt").read_text(encoding="utf-8")
    wanted = re.findall(r"^pyspark==\S+", (ROOT / "script/spark.in").read_text(), re.MULTILINE)
    pins = re.findall(r"^(\S+==\S+) \\\n +--hash=sha256:[0-9a-f]{64}", lock, re.MULTILINE)
    assert len(wanted) == 1 and set(wanted) < set(pins)
    assert not re.search(r"://|file:", lock)
    assert f"Apache Spark {wanted[0].partition('==')[2]}" in TOLD
