"""Nonsense in any setting ends the start with one Dutch sentence and code 2, before it serves."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conftest import ROOT
from docs_text import SETTINGS

from screens.server import start

NAMED = re.findall(r"^\| `([A-Z_]+)` \|", SETTINGS, re.MULTILINE)
SCRIPT = (str(ROOT / "script" / "server"),)
CHECK: Sequence[str] = ()  # by what every start does first
READ = (  # by what it does next
    sys.executable,
    "-c",
    "from screens.server import start; start.check(); start.prepare()",
)
# Setting → how it is read at the start, and nonsense. A file called VOL is one, not a folder.
NONSENSE: dict[str, tuple[Sequence[str], tuple[str, ...]]] = {
    "HOST": (SCRIPT, ("onzin", "256.1.1.1", "127.0.0.1 x", "$(id)", "a.b.c.d", "1.2.3")),
    "PORT": (SCRIPT, ("web", "0", "65536", "-1", "80 80")),
    "PYTHON": (SCRIPT, ("/nergens/python", "/bin/false")),
    "KEN_JE_INWONER_INSLUITEN_DOOR": (
        CHECK,
        ("https://*", "https://*.nl", "intranet", "https://a.nl/x", "https://a..nl", "https://a:x"),
    ),
    "DATABASE_URL": (
        CHECK,
        ("onzin", "mysql://a/b", "postgresql://u:p@[::1", "postgresql://u:p@h:poort/d", "sqlite://",
         "sqlite:////proc/nergens/x"),
    ),
    "KEN_JE_INWONER_PLANNEN": (CHECK, ("/proc/nergens/plannen", "/", "VOL/plannen.sqlite3")),
    "KEN_JE_INWONER_LUISTERGEHEUGEN": (
        CHECK,
        ("aan", "0", "-1", "99999", "pagina=400", "400 500", "400 pagina=x", "400 <b>=1"),
    ),
    "KEN_JE_INWONER_LUISTERBRONNEN": (CHECK, ("/nergens.yaml", "VOL", "/")),
    "KEN_JE_INWONER_LUISTERDOELEN": (CHECK, ("/nergens.yaml", "VOL", "/")),
    "KEN_JE_INWONER_ORGANISATIECLAIM": (CHECK, ("organisatie", "een twee", "<b>")),
    "KEN_JE_INWONER_BEHEERCODES": (
        CHECK,
        ("onzin", "schrijver=kort", "baas=aaaaaaaaaaaaaaaaaaaa", "lezer=aaaaaaaaaaaaaaaaaaaa"),
    ),
    "KEN_JE_INWONER_ORGANISATIES": (CHECK, ("/nergens", "/proc/version", "/etc")),
    "KEN_JE_INWONER_ROLCLAIM": (CHECK, ("rollen", "een twee", "<b>")),
    "STREAMLIT_SECRETS_FILES": (CHECK, ("/nergens.toml", "VOL")),
    "FORWARDED_ALLOW_IPS": (CHECK, ("onzin", "10.0.0.0/99", "10.0.0.1 10.0.0.2")),
    "KEN_JE_INWONER_BEVEILIGINGSCONTACT": (
        CHECK,
        ("onzin", "http://a.nl", "mailto:x", "https://a.nl/\nContact: https://b.nl"),
    ),
    "KEN_JE_INWONER_TOEGANKELIJKHEID": (
        CHECK,
        ("onzin", "http://a.nl", "mailto:a@b.nl", "https://a.nl/\"x", "javascript:alert(1)"),
    ),
    "KEN_JE_INWONER_CONTACT": (CHECK, ("onzin", "http://a.nl", "mailto:x", "javascript:x")),
    "KEN_JE_INWONER_HOSTS": (CHECK, ("https://a.nl", "a.nl:8501", "*", "a/b")),
    "KEN_JE_INWONER_ADRES": (CHECK, ("kanalen.nl", "https://a.nl/<b>", "ftp://a.nl")),
    "KEN_JE_INWONER_LOG": (CHECK, ("xml", "JSON")),
    "KEN_JE_INWONER_ORGANISATIE": (READ, ("/nergens.yaml", "VOL", "/")),
    "KEN_JE_INWONER_WOORDEN": (READ, ("/nergens.yaml", "VOL", "/")),
    "KEN_JE_INWONER_PRAKTIJK": (CHECK, ("/nergens", "http://a.nl", "https://x:y@a.nl", "praktijk")),
    "KEN_JE_INWONER_API_PER_MINUUT": (CHECK, ("veel", "-1", "1.5", "²")),
    "KEN_JE_INWONER_VERTROUWDE_PROXY": (CHECK, ("proxy", "10.0.0.0/8", "1.2.3.4.5")),
}  # fmt: skip
Start = Callable[[str, str], tuple[int, str]]
CASES = [
    pytest.param(name, value, marks=[pytest.mark.exhaustive] if how else [])
    for name, (how, values) in NONSENSE.items()
    for value in values
]
ENGLISH = re.compile(r"(?i)\b(?:the|does|not|invalid|error|traceback|appear|could|expected)\b")


def bare() -> dict[str, str]:
    """Return the environment without any setting of the table."""
    return {key: value for key, value in os.environ.items() if key not in NAMED}


def start_script(settings: dict[str, str], command: Sequence[str] = SCRIPT) -> tuple[int, str]:
    """Start the way README says: exit code and errors."""
    run = subprocess.run(
        command, cwd=ROOT, env=bare() | settings, capture_output=True, text=True, timeout=120
    )
    return run.returncode, run.stderr


@pytest.fixture
def begin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Start:
    """Start with one setting: by the script, or what it does before it reads the knowledge."""

    def begin_with(name: str, value: str) -> tuple[int, str]:
        if NONSENSE[name][0]:
            return start_script({name: value}, NONSENSE[name][0])
        for other in NAMED:
            monkeypatch.delenv(other, raising=False)
        monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as leaving:
            start.check()
        return int(str(leaving.value.code)), capsys.readouterr().err

    return begin_with


def test_every_setting_is_tried() -> None:
    assert set(NONSENSE) == set(NAMED)


@pytest.mark.parametrize(("name", "value"), CASES)
def test_nonsense_ends_the_start(name: str, value: str, tmp_path: Path, begin: Start) -> None:
    (tmp_path / "vol").write_text("dit is geen toml: [", encoding="utf-8")
    value = value.replace("VOL", str(tmp_path / "vol"))
    code, errors = begin(name, value)
    assert (code, errors.count("\n")) == (2, 1), errors
    assert errors.startswith("Gestopt: ")
    assert not ENGLISH.search(errors), errors
    # An organisation file is named by its own name, as all knowledge is.
    assert name in errors or errors.startswith(f"Gestopt: {Path(value).name or value}")
    assert "p@" not in errors  # no password


@pytest.mark.exhaustive
def test_a_port_that_is_taken_ends_the_start() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, errors = start_script({"PORT": port})
    assert code == 2
    assert errors.startswith(f"Gestopt: op 127.0.0.1:{port} draait al iets.")
    assert errors.count("\n") == 1
