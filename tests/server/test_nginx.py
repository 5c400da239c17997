"""The nginx example: what one client may, how long it may take, and logs that name no visitor."""

import re
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from socket import create_connection

import pytest
from proxy import CONFIGURATION, TRUSTING, ProxySite, behind

LINK = "Zk3vLq9PzT1xWm7RbN5cYd2HgF8sJa4e"
FROM = "https://intranet.voorbeeld.nl/geheim"
PDF = "/document/advies.pdf?traject=participatie&fase=actie"
PUT_AWAY_WITHIN = 70  # seconds: nginx waits for ten, and a busy machine is slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProxySite]:
    with behind(tmp_path_factory.mktemp("nginx"), lambda _: {}) as made:
        yield made


def test_numbers_stay_inside(site: ProxySite) -> None:
    assert site.get("/metrics")[0] == 404
    assert site.get("/_stcore/metrics")[0] == 404
    assert site.get("/healthz")[0] == 200


def test_one_client_gets_no_more_than_its_part(site: ProxySite) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = Counter(pool.map(lambda _: site.get(PDF)[0], range(40)))
    assert set(found) == {200, 429}
    assert found[429] > 20
    assert site.get("/healthz")[0] == 200


def test_scripts_reach_all_who_begin_behind_one_address(site: ProxySite) -> None:
    """An office is one address: sixty first visits at once are thousands of small files."""
    script = re.search(rb'src="\./(static/js/[^"]+)"', site.get("/")[1])
    assert script
    path = f"/{script[1].decode()}"
    with ThreadPoolExecutor(8) as pool:
        found = Counter(pool.map(lambda _: site.get(path)[0], range(600)))
    assert found == {200: 600}


def test_a_slow_client_is_put_away(site: ProxySite) -> None:
    port = int(site.address.split(":")[2].split("/")[0])
    with (
        create_connection(("127.0.0.1", port), timeout=PUT_AWAY_WITHIN) as plain,
        TRUSTING.wrap_socket(plain, server_hostname="localhost") as line,
    ):
        line.sendall(b"GET /kanalen/ HTTP/1.1\r\nHost: localhost\r\nX-Half: ")
        with pytest.raises((ssl.SSLError, OSError, EOFError)) as ended:
            while line.recv(1000):
                continue
            raise EOFError
        assert not isinstance(ended.value, TimeoutError)


def test_no_log_names_a_visitor_whatever_goes_wrong(site: ProxySite) -> None:
    """Both processes go away and come back while somebody asks for a plan, from a page."""
    done, seen = threading.Event(), Counter[int]()

    def ask() -> None:
        while not done.is_set():
            seen[site.get(f"/kanaalplan?plan={LINK}", Referer=FROM)[0]] += 1
            time.sleep(0.05)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for replica in site.replicas:
            replica.process.terminate()
        for replica in site.replicas:
            replica.process.wait(60)
        time.sleep(1)
    finally:
        done.set()
        asking.join(60)
    assert seen[502] > 0
    logs = {path.name: path.read_text(errors="replace") for path in site.folder.glob("*.log")}
    assert " 502 " in logs["ken-je-inwoner.log"]
    for name, text in logs.items():
        assert not re.search(rf"{LINK}|{FROM}|127\.0\.0\.1, server|client: ", text), name
    assert "127.0.0.1" not in "".join(logs.values())


def test_every_server_of_the_example_says_where_its_errors_go() -> None:
    text = CONFIGURATION.read_text(encoding="utf-8")
    assert text.count("\nserver {") == len(re.findall(r"^    error_log \S+ emerg;$", text, re.M))
