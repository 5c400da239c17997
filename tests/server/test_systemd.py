"""The service in docs/beheerder.md: systemd understands it, and it gives what is promised."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from present import present

from commands import listening
from engine.knowledge.rulebook import ROOT
from screens.server import patience

GUIDE = (ROOT / "docs" / "beheerder.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "instellingen.md").read_text(encoding="utf-8")
UNITS = re.findall(r"```ini\n(\[Unit\].*?)```", GUIDE, re.DOTALL)
GUARDED = {
    "NoNewPrivileges": "true",
    "PrivateTmp": "true",
    "ProtectSystem": "strict",
    "ProtectHome": "true",
    "CapabilityBoundingSet": "",
    "UMask": "0077",
    "Restart": "on-failure",
}


def service() -> dict[str, list[str]]:
    """Return key → values of the part on the service itself."""
    (unit,) = UNITS
    part = unit.partition("[Service]\n")[2].partition("\n[")[0]
    values: dict[str, list[str]] = {}
    for line in part.strip().splitlines():
        key, _, value = line.partition("=")
        values.setdefault(key, []).append(value)
    return values


def test_the_service_guards_what_it_should() -> None:
    values = service()
    assert {key: values.get(key) for key in GUARDED} == {k: [v] for k, v in GUARDED.items()}
    assert int(values["LimitNOFILE"][0]) >= patience.LEAST
    assert values["MemoryMax"][0].endswith("G")
    (folder,), (home,) = values["StateDirectory"], values["WorkingDirectory"]
    assert f"Environment=KEN_JE_INWONER_PLANNEN=/var/lib/{folder}/" in GUIDE
    assert values["ReadWritePaths"] == [f"{home}/.venv {home}/.cache"]
    assert values["RestartPreventExitStatus"] == ["2"]  # a setting that is wrong stays wrong


def test_every_setting_of_the_service_exists() -> None:
    names = {value.partition("=")[0] for value in service()["Environment"]}
    assert {name for name in names if f"`{name}`" not in SETTINGS} == set()
    script = Path(service()["ExecStart"][0]).name
    assert (ROOT / "script" / script).is_file()


def test_a_unit_has_each_part_once() -> None:
    (unit,) = UNITS
    parts = ConfigParser(strict=False, interpolation=None)
    parts.optionxform = str  # type: ignore[assignment,method-assign]
    parts.read_string(unit)
    assert parts.sections() == ["Unit", "Service", "Install"]
    assert "Environment" not in parts["Install"]


@pytest.mark.exhaustive  # needs a package beside those of the quick tests
@pytest.mark.parametrize("extra", ["", "Protectsystem=strict\n"])
def test_systemd_understands_every_line(tmp_path: Path, extra: str) -> None:
    """Only the place of the program differs: it must be there for systemd."""
    (unit,) = UNITS
    program = service()["ExecStart"][0]
    text = unit.replace(program, str(ROOT / "script" / "server")).replace(
        "[Service]\n", f"[Service]\n{extra}"
    )
    path = tmp_path / "ken-je-inwoner@8501.service"
    path.write_text(text, encoding="utf-8")
    analyze = present(shutil.which("systemd-analyze"))  # Debian: apt-get install systemd
    done = subprocess.run([analyze, "verify", str(path)], capture_output=True, text=True)
    assert done.returncode == 0
    assert ("Unknown key" in done.stderr) is bool(extra)


TIMER = ROOT / "deploy" / "haal"


@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("ken-je-inwoner-haal.service", ["haal"]),
        ("ken-je-inwoner-waarschuw.service", ["waarschuw"]),
        ("crontab", ["haal", "waarschuw"]),
    ],
)
def test_the_timer_runs_a_command_that_is_there(name: str, commands: list[str]) -> None:
    text = (TIMER / name).read_text(encoding="utf-8")
    named = re.findall(r"\b(KEN_JE_INWONER_[A-Z]+)=", text)
    assert [setting for setting in named if f"`{setting}`" not in SETTINGS] == []
    typed = re.findall(r"\.venv/bin/python -m listening (\S+)", text)
    assert [listening.parser().parse_args([one]).opdracht for one in typed] == commands


@pytest.mark.exhaustive  # needs a package beside those of the quick tests
def test_systemd_understands_the_timer(tmp_path: Path) -> None:
    analyze = present(shutil.which("systemd-analyze"))
    for path in TIMER.glob("ken-je-inwoner-*"):
        program = "/srv/ken-je-inwoner/.venv/bin/python"
        text = path.read_text(encoding="utf-8").replace(program, shutil.which("python3") or "")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    units = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run([analyze, "verify", *units], capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("Unknown")) == (0, 0), done.stderr
