"""A login service of our own for the tests: OpenID Connect on 127.0.0.1, with made-up accounts.

It knows discovery, authorization with a code and PKCE, tokens signed with RS256, keys and the end
of a session. A page with one link for each account stands in for a password; any other address is
a page of another site.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET, CLAIM = "ken-je-inwoner", "geheim-van-de-test", "organisatie"
Accounts = Mapping[str, Mapping[str, Any]]


def signed_in(organisation: object, ago: float = 60) -> dict[str, Any]:
    """Return what the cookie of somebody says who signed in some seconds ago."""
    return {"is_logged_in": True, "iat": time.time() - ago, CLAIM: organisation}


@dataclass
class Provider:
    """A running login service: where it is, who has an account, and what it was asked."""

    address: str
    accounts: Accounts
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    broken: bool = False

    def secrets(self, home: str, **more: str) -> str:
        """Return the file with secrets that the product needs when visitors reach it at `home`."""
        said = {
            "redirect_uri": f"{home}/oauth2callback",
            "cookie_secret": secrets.token_urlsafe(32),
            "client_id": CLIENT,
            "client_secret": SECRET,
            "server_metadata_url": f"{self.address}/.well-known/openid-configuration",
            **more,
        }
        lines = [f"{key} = {json.dumps(value)}" for key, value in said.items()]
        return "\n".join(["[auth]", *lines, 'client_kwargs = {scope = "openid"}', ""])

    def about(self) -> dict[str, Any]:
        """Return what the discovery document says."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "end_session_endpoint": f"{self.address}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def choose(self, asked: dict[str, str]) -> str:
        """Return the page with one link for each account, which comes back with a code."""
        links = []
        for name in self.accounts:
            code = secrets.token_urlsafe(16)
            self.codes[code] = {**asked, "account": name}
            query = urlencode({"code": code, "state": asked["state"]})
            links.append(f'<a href="{asked["redirect_uri"]}?{query}">{name}</a>')
        refused = urlencode({"error": "access_denied", "state": asked["state"]})
        links.append(f'<a href="{asked["redirect_uri"]}?{refused}">Weiger</a>')
        return f"<h1>Inlogdienst</h1><p>{' '.join(links)}</p>"

    def token(self, form: dict[str, str], header: str) -> dict[str, Any] | None:
        """Return the tokens for a code, once; None when anything about the question is wrong."""
        asked = self.codes.pop(form.get("code", ""), None)
        client = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or header != f"Basic {client}":
            return None
        seal = hashlib.sha256(form["code_verifier"].encode()).digest()
        proof = base64.urlsafe_b64encode(seal).decode().rstrip("=")
        if proof != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300}
        claims |= {"nonce": asked["nonce"], **self.accounts[asked["account"]]}
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


@contextmanager
def provider(accounts: Accounts) -> Iterator[Provider]:
    """Run a login service as long as the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    made = Provider(f"http://127.0.0.1:{server.server_port}", accounts)
    server.provider = made  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer discovery, keys, the choice of an account, and the end of a session."""
        of: Provider = self.server.provider  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        of.asked.append(parts.path)
        if of.broken:
            self._answer(500, "text/plain", "stuk")
        elif parts.path == "/.well-known/openid-configuration":
            self._answer(200, "application/json", json.dumps(of.about()))
        elif parts.path == "/jwks":
            keys = {"keys": [of.key.as_dict(private=False)]}
            self._answer(200, "application/json", json.dumps(keys))
        elif parts.path == "/authorize":
            self._answer(200, "text/html", of.choose(asked))
        elif parts.path == "/logout":
            self.send_response(302)
            self.send_header("location", asked["post_logout_redirect_uri"])
            self.end_headers()
        else:
            self._answer(404, "text/html", "<title>Intranet</title>")

    def do_POST(self) -> None:
        """Answer a code with tokens."""
        of: Provider = self.server.provider  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        form = {key: values[0] for key, values in parse_qs(body).items()}
        found = of.token(form, self.headers.get("authorization", ""))
        refused = {"error": "invalid_grant"}
        self._answer(200 if found else 400, "application/json", json.dumps(found or refused))

    def _answer(self, status: int, kind: str, body: str) -> None:
        raw = body.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)
