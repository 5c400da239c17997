"""The image and compose.yaml keep to their rules; that they run is told in docs/container.md."""

import re
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from compose_spec import PyCompose
from conftest import ROOT

from engine.version import VERSION

FILE = ROOT / "Containerfile"
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
HADOLINT = Path(sys.executable).parent / "hadolint"
CONTINUED = re.compile(r"\\\n\s*")


def hadolint(path: Path) -> subprocess.CompletedProcess[str]:
    command = [str(HADOLINT), "--no-color", "--failure-threshold", "style", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Containerfile: name and the rest of the line."""
    lines = CONTINUED.sub(" ", FILE.read_text(encoding="utf-8")).splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return [(name, rest) for name, rest in pairs]


def last(name: str) -> str:
    return [rest for one, rest in instructions() if one == name][-1]


def tracked_files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return listed.stdout.splitlines()


def is_ignored(name: str) -> bool:
    """Tell whether .dockerignore keeps a file out of the image; the last line that fits counts."""
    path = PurePosixPath(name)
    places = [str(place) for place in (path, *path.parents)]
    out = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        anywhere = "**/" in line
        names = [place.rsplit("/", 1)[-1] for place in places] if anywhere else places
        deep = pattern.count("/")
        if (
            line
            and not line.startswith("#")
            and any(
                fnmatchcase(one, pattern) and (anywhere or one.count("/") == deep) for one in names
            )
        ):
            out = not line.startswith("!")
    return out


def test_hadolint_has_no_remarks() -> None:
    done = hadolint(FILE)
    assert (done.returncode, done.stdout) == (0, "")


def test_hadolint_would_have_them(tmp_path: Path) -> None:
    bad = tmp_path / "Containerfile"
    bad.write_text("FROM debian\nRUN cd /srv && apt-get install gcc\n", encoding="utf-8")
    assert hadolint(bad).returncode == 1


def test_the_image_runs_without_rights() -> None:
    user, group = last("USER").split(":")
    assert user.isdigit() and group.isdigit() and int(user) >= 10_000
    assert instructions()[-1][0] == "CMD"
    after = instructions()[instructions().index(("USER", last("USER"))) :]
    assert {name for name, _ in after} <= {"USER", "EXPOSE", "HEALTHCHECK", "CMD"}


def test_what_builds_stays_behind() -> None:
    stages = "\n".join(" ".join(pair) for pair in instructions()).split("\nFROM ")
    assert len(stages) == 3
    assert "gcc" in stages[1] and "gcc" not in stages[2]
    assert "COPY --from=bouw" in stages[2]


def test_the_base_has_a_version() -> None:
    name, _, tag = last("ARG").partition("=")[2].partition(":")
    assert (name, tag) == ("debian", "bookworm-slim")
    assert {rest.split()[0] for one, rest in instructions() if one == "FROM"} == {"${BASIS}"}


def test_health_is_asked_where_the_server_answers() -> None:
    port = last("EXPOSE")
    assert f"http://127.0.0.1:{port}/healthz" in last("HEALTHCHECK")
    assert f'"--server.port", "{port}"' in last("CMD")


def test_packages_are_installed_as_the_setup_does() -> None:
    setup = (ROOT / "script" / "setup").read_text(encoding="utf-8")
    options = "--no-build-isolation --only-binary :all: --no-binary durable-rules"
    build = " ".join(rest for name, rest in instructions() if name == "RUN")
    for text in (setup, " ".join(build.split())):
        assert options in text
        assert "--require-hashes" in text
    assert build.count("--require-hashes") == build.count("pip install")


@pytest.mark.parametrize(
    "name",
    [
        ".env",
        ".git/config",
        ".streamlit/secrets.toml",
        ".venv/bin/python",
        "engine/__pycache__/model.cpython-311.pyc",
        "requirements-dev.txt",
        "script/server",
        "tests/conftest.py",
    ],
)
def test_what_does_not_belong_stays_out_of_the_image(name: str) -> None:
    assert is_ignored(name)


def test_what_runs_is_in_the_image() -> None:
    inside = {name for name in tracked_files() if not is_ignored(name)}
    assert {"app.py", "requirements.txt", "script/build.txt", ".streamlit/config.toml"} <= inside
    assert {"CHANGELOG.md", "LICENSE", "docs/handleiding.md", "docs/goedkeuring.md"} <= inside
    absent = {name.split("/")[0] for name in tracked_files()} - {
        name.split("/")[0] for name in inside
    }
    assert not {name for name in absent if (ROOT / name).is_dir()} - {
        ".ci", ".github", "deploy", "tests",
    }  # fmt: skip


def compose_model() -> dict[str, Any]:
    """Return what compose.yaml says, with every default that the specification has."""
    return PyCompose.from_yaml(COMPOSE).to_spec().model_dump(mode="json", exclude_none=True)


def test_compose_keeps_to_its_specification() -> None:
    PyCompose.from_yaml(COMPOSE).validate()
    assert set(compose_model()["services"]) == {"app", "plannen"}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("read_only:", "readonly:"),
        ("service_healthy", "gezond"),
        ("      - voor\n", "      - elders\n"),
    ],
)
def test_compose_with_a_fault_is_noticed(right: str, wrong: str) -> None:
    assert right in COMPOSE
    with pytest.raises(ValueError, match=r"\w"):
        PyCompose.from_yaml(COMPOSE.replace(right, wrong)).validate()


def test_compose_gives_no_rights() -> None:
    app = compose_model()["services"]["app"]
    assert app["read_only"] is True
    assert app["cap_drop"] == ["ALL"]
    assert app["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "devices", "pid", "user", "volumes"} & set(app)
    for port in app["ports"]:
        assert str(port).startswith("127.0.0.1:")


def test_compose_keeps_the_database_to_itself() -> None:
    spec = compose_model()
    plans = spec["services"]["plannen"]
    assert "ports" not in plans
    assert set(plans["networks"]) == {"achter"}
    assert spec["networks"]["achter"]["internal"] is True


def test_a_password_is_asked_and_never_given() -> None:
    said = re.findall(
        r"(?:POSTGRES_PASSWORD: |plannen:)(\$\{PLANNEN_WACHTWOORD:\?[^}]+\})", COMPOSE
    )
    assert len(said) == 2 and len(set(said)) == 1
    assert COMPOSE.count("PASSWORD") == 1


def test_compose_runs_this_version() -> None:
    assert f"image: ken-je-inwoner:{VERSION}\n" in COMPOSE
