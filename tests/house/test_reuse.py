"""Each file says its licence for machines, after REUSE, and what we ship is listed."""

import subprocess
import sys
import tomllib
from pathlib import Path

from conftest import ROOT

FONTS = ROOT / "documents" / "fonts"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reuse", "--root", str(folder), "lint", "--lines"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_file_has_a_licence_and_an_owner() -> None:
    done = lint(ROOT)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_a_file_without_a_licence_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "los.py").write_text("print()\n", encoding="utf-8")
    assert lint(tmp_path).returncode == 1


def test_the_texts_of_the_licences_are_one() -> None:
    """LICENSE is where people look, LICENSES/ where machines do; the fonts carry theirs along."""
    assert (ROOT / "LICENSES/EUPL-1.2.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()
    fonts = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert fonts.endswith((ROOT / "LICENSES/OFL-1.1-RFN.txt").read_text(encoding="utf-8"))
    noto = (FONTS / "noto" / "OFL.txt").read_text(encoding="utf-8")
    assert noto.endswith((ROOT / "LICENSES/OFL-1.1.txt").read_text(encoding="utf-8"))


def test_the_owner_of_the_fonts_is_the_one_in_their_licence() -> None:
    annotations = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    owner = next(one for one in annotations if "fonts" in one["path"])["SPDX-FileCopyrightText"]
    assert f"Copyright {owner}" in " ".join((FONTS / "OFL.txt").read_text(encoding="utf-8").split())
