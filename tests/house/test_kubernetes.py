"""The manifests for Kubernetes keep to its schemas, and give no more rights than needed."""

import re
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from conftest import ROOT

from engine.version import VERSION

FOLDER = ROOT / "deploy" / "kubernetes"
FILES = sorted(FOLDER.glob("*/*.yaml"))
MANIFESTS = [path for path in FILES if path.name != "kustomization.yaml"]
RELEASES = ("1.33", "1.35", "1.37")
NAME = {"app.kubernetes.io/name": "ken-je-inwoner"}
Manifest = dict[str, Any]


def name_of(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def read(path: Path) -> Manifest:
    (loaded,) = yaml.safe_load_all(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture
def deployment() -> Manifest:
    return read(FOLDER / "basis" / "deployment.yaml")


@pytest.fixture
def container(deployment: Manifest) -> Manifest:
    (one,) = deployment["spec"]["template"]["spec"]["containers"]
    assert isinstance(one, dict)
    return one


@pytest.mark.parametrize("path", MANIFESTS, ids=name_of)
def test_every_manifest_keeps_to_the_schema(path: Path) -> None:
    for release in RELEASES:
        kubernetes_validate.validate(read(path), release, strict=True)


def test_a_manifest_with_a_fault_is_noticed(deployment: Manifest) -> None:
    deployment["spec"]["replica"] = 2
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(deployment, RELEASES[-1], strict=True)


@pytest.mark.parametrize("folder", ["basis", "voorbeeld"])
def test_kustomize_takes_every_file(folder: str) -> None:
    listed = read(FOLDER / folder / "kustomization.yaml")["resources"]
    beside = {path.name for path in MANIFESTS if path.parent.name == folder}
    assert {name for name in listed if name != "../basis"} == beside
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("folder", ["basis", "voorbeeld"])
def test_kustomize_takes_this_version(folder: str, container: Manifest) -> None:
    (image,) = read(FOLDER / folder / "kustomization.yaml")["images"]
    assert (image["name"], str(image["newTag"])) == (container["image"], VERSION)


def test_there_are_two_and_one_stays(deployment: Manifest) -> None:
    assert deployment["spec"]["replicas"] == 2
    assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert read(FOLDER / "basis" / "poddisruptionbudget.yaml")["spec"]["minAvailable"] == 1


def test_the_server_is_asked_how_it_is(container: Manifest) -> None:
    paths = {
        name: container[name]["httpGet"]["path"]
        for name in ("startupProbe", "readinessProbe", "livenessProbe")
    }
    assert paths == {
        "startupProbe": "/healthz",
        "readinessProbe": "/readyz",
        "livenessProbe": "/healthz",
    }
    (port,) = container["ports"]
    assert f"EXPOSE {port['containerPort']}\n" in (ROOT / "Containerfile").read_text()


def test_no_privileges(deployment: Manifest, container: Manifest) -> None:
    """What Kubernetes calls restricted, and a file system that is only read."""
    pod = deployment["spec"]["template"]["spec"]
    user = re.findall(r"^USER (\d+):(\d+)$", (ROOT / "Containerfile").read_text(), re.MULTILINE)
    safe = pod["securityContext"]
    assert safe["runAsNonRoot"] is True
    assert (str(safe["runAsUser"]), str(safe["runAsGroup"])) == user[-1]
    assert safe["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "privileged": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert not {"hostNetwork", "hostPID", "hostIPC", "hostUsers"} & set(pod)
    assert pod["automountServiceAccountToken"] is False
    assert all(set(volume) == {"name", "emptyDir"} for volume in pod["volumes"])
    namespace = read(FOLDER / "voorbeeld" / "namespace.yaml")["metadata"]["labels"]
    assert namespace["pod-security.kubernetes.io/enforce"] == "restricted"


def test_the_database_comes_from_a_secret_that_must_be_there(container: Manifest) -> None:
    (only,) = container["env"]
    assert only["name"] == "DATABASE_URL"
    assert set(only["valueFrom"]) == {"secretKeyRef"}
    assert "optional" not in only["valueFrom"]["secretKeyRef"]
    assert "Secret" not in {read(path)["kind"] for path in MANIFESTS}


def test_everything_points_at_the_same_pods(deployment: Manifest) -> None:
    assert deployment["spec"]["selector"]["matchLabels"] == NAME
    assert deployment["spec"]["template"]["metadata"]["labels"] == NAME
    assert read(FOLDER / "basis" / "service.yaml")["spec"]["selector"] == NAME
    budget = read(FOLDER / "basis" / "poddisruptionbudget.yaml")["spec"]
    assert budget["selector"]["matchLabels"] == NAME
    policy = read(FOLDER / "basis" / "networkpolicy.yaml")["spec"]
    assert policy["podSelector"]["matchLabels"] == NAME


def test_a_visitor_keeps_to_one_process() -> None:
    assert read(FOLDER / "basis" / "service.yaml")["spec"]["sessionAffinity"] == "ClientIP"


def test_the_network_lets_in_and_out_what_is_named() -> None:
    policy = read(FOLDER / "basis" / "networkpolicy.yaml")["spec"]
    assert set(policy["policyTypes"]) == {"Ingress", "Egress"}
    (entrance,) = policy["ingress"]
    assert entrance["from"] and [port["port"] for port in entrance["ports"]] == ["http"]
    assert {port["port"] for rule in policy["egress"] for port in rule["ports"]} == {53, 5432}


def test_every_setting_exists() -> None:
    known = set(
        re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/instellingen.md").read_text(), re.MULTILINE)
    )
    texts = [*(path.read_text() for path in FILES), (ROOT / "compose.yaml").read_text()]
    named = {word for text in texts for word in re.findall(r"\bKEN_JE_INWONER_[A-Z_]+", text)}
    assert named and named <= known
