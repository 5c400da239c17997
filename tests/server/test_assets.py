"""Our own scripts and styles: all that a page asks for is there, and kept as long as it is true."""

import re
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from screens.server import assets
from screens.server.failure import HANDLERS

IMPORT = re.compile(r'^import [^;]*?"\./([a-z]+\.js)";', re.MULTILINE)


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = Starlette(routes=assets.ROUTES, exception_handlers=HANDLERS)
    with TestClient(app, base_url="https://kanalen.voorbeeld.nl") as client:
        yield client


def needs(script: str) -> set[str]:
    """Return a script and all it imports, at any depth."""
    content = (assets.FOLDER / script).read_text(encoding="utf-8")
    return {script}.union(*(needs(name) for name in IMPORT.findall(content)))


def test_every_module_is_asked_for_at_once_and_none_for_nothing() -> None:
    assert needs(assets.SCRIPT) == {*assets.MODULES, assets.SCRIPT}


def test_every_style_is_on_the_page() -> None:
    styles = sorted(path.name for path in assets.FOLDER.glob("*.css"))
    assert styles == sorted((*assets.STYLES, "still.css"))


def test_a_page_asks_for_what_is_served_and_keeps_it(client: TestClient) -> None:
    addresses = re.findall(r'(?:href|src)="\.(/[^"]+)"', assets.head())
    assert {address.rsplit("/", 1)[1] for address in addresses} == assets.FILES
    for address in addresses:
        answer = client.get(address)
        assert answer.content == (assets.FOLDER / address.rsplit("/", 1)[1]).read_bytes()
        assert answer.headers["cache-control"].endswith("immutable")
        assert answer.headers["access-control-allow-origin"] == "*"
        kind = "text/css" if address.endswith("css") else "text/javascript"
        assert answer.headers["content-type"] == f"{kind}; charset=utf-8"


def test_a_server_of_another_version_gives_what_it_has_but_not_to_keep(client: TestClient) -> None:
    answer = client.get(f"/assets/0123456789ab/{assets.SCRIPT}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


def test_only_our_own_files_are_served(client: TestClient) -> None:
    for name in ("favicon.png", "..%2Fshell.py", "scherm.js", "still.css", "%00"):
        assert client.get(f"/assets/{assets.VERSION}/{name}").status_code == 404, name


def test_the_version_changes_with_any_file() -> None:
    versions = {assets.digest(assets.FILES - {name}) for name in assets.FILES}
    assert len(versions) == len(assets.FILES)
    assert assets.VERSION not in versions


def test_the_script_for_a_frame_keeps_its_address(client: TestClient) -> None:
    script = (assets.FOLDER / "frame.js").read_bytes()
    for address in ("/assets/frame.js", "/nl/kader.js"):
        answer = client.get(address)
        assert (answer.content, answer.headers["cache-control"]) == (script, "no-cache")
