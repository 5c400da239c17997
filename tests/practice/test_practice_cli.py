"""`python -m practice`: list, check and export, in Dutch."""

import json
from pathlib import Path

import pytest

from commands.practice import main

COVERS = ("practice/__main__.py", "practice/__init__.py")


def test_the_list_fits_what_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["lijst", "--traject", "dienstverlening", "--fase", "bewustwording"]
    assert main([*words, "--onderwerp", "schuldhulp"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("enschede-zoekadvertenties-schulden: ")
    assert "dordrecht" not in out
    assert main([*words, "--json"]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert first["bron"]["gelezen"] == "2026-11-29"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["lijst", "--fase", "actie"], "Noem ook --traject"),
        (["lijst", "--traject", "dienst"], "traject 'dienst' ken ik niet"),
        (["export", "enschede", "-o", "x.yaml"], "geval 'enschede' ken ik niet"),
        (["export", "-o", "x.txt"], "kies een bestand dat eindigt op .yaml"),
        (["controle", "bestaat-niet.yaml"], "bestaat niet"),
    ],
)
def test_wrong_input_is_said(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(words) == 1
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_exported_can_be_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "uit.yaml"
    assert main(["export", "dongen-chatbot-gem", "--afzender", "Wij", "-o", str(to)]) == 0
    assert main(["controle", str(to)]) == 0
    assert "1 gevallen kloppen; fouten: 0" in capsys.readouterr().out
    to.write_text(to.read_text(encoding="utf-8").replace("425", "5"), encoding="utf-8")
    assert main(["controle", "--json", str(to)]) == 1
    (fault,) = json.loads(capsys.readouterr().out)["fouten"]
    assert fault["melding"].startswith("het zegel klopt niet")


def test_the_library_itself_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["controle", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["gevallen"]) >= 40
