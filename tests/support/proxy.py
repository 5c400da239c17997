"""The product behind nginx as docs/nginx says it: two processes, TLS and a folder."""

import os
import shutil
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from running import ROOT, Running, free_port, start, stop, wait

CONFIGURATION = ROOT / "docs" / "nginx" / "ken-je-inwoner.conf"
WRAPPER = """{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/ken-je-inwoner.conf;
}}
"""


class ProxySite(NamedTuple):
    """The address visitors use, what listens behind it, and where that keeps its files."""

    address: str
    replicas: list[Running]
    settings: dict[str, str]
    folder: Path

    def get(self, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """Return status, body and headers of an address below the folder."""
        request = urllib.request.Request(self.address + path, headers=headers)
        try:
            with urllib.request.urlopen(request, context=TRUSTING, timeout=30) as came:
                return came.status, came.read(), {k.lower(): v for k, v in came.headers.items()}
        except urllib.error.HTTPError as error:
            return error.code, error.read(), dict(error.headers)

    def renew(self, number: int) -> None:
        """Restart one process the way docs/beheerder.md says it."""
        port = self.replicas[number].port
        stop(self.replicas[number])
        self.replicas[number] = start(self.folder, self.settings, port)
        wait(self.replicas[number])


TRUSTING = ssl.create_default_context()
TRUSTING.check_hostname = False
TRUSTING.verify_mode = ssl.CERT_NONE


def write_configuration(folder: Path, ports: tuple[int, int, int, int]) -> Path:
    """Write the configuration of docs/nginx with the ports, names and places of this test."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    for old, new in {
        "127.0.0.1:8501": f"127.0.0.1:{ports[0]}",
        "127.0.0.1:8502": f"127.0.0.1:{ports[1]}",
        "listen 443 ssl": f"listen 127.0.0.1:{ports[2]} ssl",
        "listen 80;": f"listen 127.0.0.1:{ports[3]};",
        "server_name www.voorbeeld.nl": "server_name localhost",
        "/etc/ssl/voorbeeld.nl": f"{folder}/tls",
        "/var/log/nginx": str(folder),
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    (folder / "ken-je-inwoner.conf").write_text(text, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(WRAPPER.format(folder=folder, user=user), encoding="utf-8")
    return folder / "nginx.conf"


def certificate(folder: Path) -> None:
    """Write a key and a certificate for localhost, signed by itself."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days",
         "2", "-nodes", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", folder / "tls.key", "-out", folder / "tls.pem"],
        check=True,
        capture_output=True,
    )  # fmt: skip


@contextmanager
def behind(folder: Path, more: Callable[[str], dict[str, str]]) -> Iterator[ProxySite]:
    """Run two processes and nginx; `more` gives further settings for the address of visitors."""
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert nginx, "nginx ontbreekt. Installeer het pakket 'nginx-light' (apt install nginx-light)."
    ports = (free_port(), free_port(), free_port(), free_port())
    address = f"https://localhost:{ports[2]}/kanalen"
    settings = {
        "KEN_JE_INWONER_ADRES": address,
        "KEN_JE_INWONER_HOSTS": "localhost",
        "KEN_JE_INWONER_LOG": "json",
        "KEN_JE_INWONER_API_PER_MINUUT": "0",
    } | more(address)
    certificate(folder)
    replicas = [start(folder, settings, port) for port in ports[:2]]
    command = [
        nginx,
        "-p",
        str(folder),
        "-c",
        str(write_configuration(folder, ports)),
        "-g",
        "daemon off;",
    ]
    proxy = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    made = ProxySite(address, replicas, settings, folder)
    try:
        for replica in replicas:
            wait(replica)
        assert proxy.poll() is None, (folder / "error.log").read_text()
        yield made
    finally:
        proxy.terminate()
        proxy.wait(20)
        for replica in made.replicas:
            stop(replica)
