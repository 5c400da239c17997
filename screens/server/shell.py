"""The page shell: Dutch, with the headers that keep a page safe in a browser and in a frame.

An answer that brings a header of its own, such as a stricter policy, keeps it.
"""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from screens.page import knowledge
from screens.page.frame import void
from screens.page.framing import parents
from screens.page.style import house
from screens.pages import PAGES
from screens.server import assets
from screens.server.failure import SAID, page
from screens.server.prelude import prelude

TITLE = "Ken je inwoner"
INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
SIMPLE = (
    b"<noscript><p>Zet JavaScript aan, of gebruik de "
    b'<a href="./advies/">eenvoudige pagina</a>.</p></noscript>'
)
ROOT = b'<div id="root"></div>'
WAIT = (
    '<div id="bezig" role="status" data-stand="laden"><p>De pagina wordt geladen …</p></div>'
).encode()
HEAD = b"</head>"
HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]+")
DUTCH = (
    (b'<html lang="en">', b'<html lang="nl">'),
    (b"<title>Streamlit</title>", f"<title>{TITLE}</title>".encode()),
    (b'<link rel="service-desc" href="./_stcore/agent/openapi.json" />', b""),
    (b"</head>", assets.head().encode() + b"</head>"),
)
STALE = (b"content-length", b"etag", b"last-modified")  # true of the page before we changed it
ADDRESSES = frozenset(one.address for one in PAGES)
MADE = "/media/"  # what a page hands out: documents of plans
UNKEPT = {"cache-control": "private, no-store"}
FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}


def hashes() -> str:
    """Return the CSP hashes of the scripts inside Streamlit's own page."""
    digests = (hashlib.sha256(script).digest() for script in INLINE.findall(_index()))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _index() -> bytes:
    """Return Streamlit's own page; it is only looked for, so that Streamlit need not be loaded."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("streamlit")
    return (Path(spec.origin).parent / "static" / "index.html").read_bytes()


class Shell:
    """Rewrites Streamlit's page to Dutch and adds headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application; raises ValueError when the setting of PARENTS is wrong."""
        self.app = app
        self._fixed = (
            "default-src 'self'; "
            f"script-src 'self' blob: {hashes()}; "
            "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            "font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; "
            "base-uri 'self'; form-action 'self'; "
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(send, self._headers(scope), partial(prelude, scope))
        if not _has_page(str(scope["path"])):
            answer.instead = page(404, SAID[404], scope)
        await self.app(_without_compression(scope), receive, answer)

    def _headers(self, scope: Scope) -> dict[str, str]:
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        sockets = f"ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
        whose = f"frame-ancestors {parents()}; "
        policy = f"{self._fixed}{whose}connect-src 'self' {sockets}".rstrip()
        kept = UNKEPT if str(scope["path"]).startswith(MADE) else {}
        return FIXED | kept | {"content-security-policy": policy}


def _has_page(path: str) -> bool:
    """Tell whether a page may answer here: Streamlit sends its page for whatever it does not know.

    What a page hands out may be a page too; whether it is there, its own route says.
    """
    return path.strip("/") in ADDRESSES or _is_still(path) or path.startswith(MADE)


def _without_compression(scope: Scope) -> Scope:
    """Return a request for a page without compression: Streamlit zips every page but the first.

    The static pages come zipped as they are, for nothing in them is rewritten.
    """
    if b"text/html" not in dict(scope["headers"]).get(b"accept", b"") or _is_still(
        str(scope["path"])
    ):
        return scope
    kept = [(k, v) for k, v in scope["headers"] if k.lower() != b"accept-encoding"]
    return {**scope, "headers": kept}


def _is_still(path: str) -> bool:
    return path.startswith("/advies/")


def _whose() -> bytes:
    """Return the name of the organisation for the script of the page, if there is one."""
    name = house(knowledge.table().book).name if knowledge.ready() else ""
    return void("meta", name_="author", content=name).encode() if name else b""


class _Answer:
    """Sends one answer on, rewritten when it is Streamlit's page."""

    def __init__(
        self, send: Send, headers: dict[str, str], before: Callable[[], Awaitable[bytes]]
    ) -> None:
        """Send on with `send`, after `headers` are added, and what comes `before` in the page."""
        self._send, self._headers, self._before = send, headers, before
        self.instead: Response | None = None  # what is sent when it turns out to be a page
        self._start: Message = {}  # held back until the whole page is there
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Take one part of the answer."""
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif not self._start:
            await self._send(message)
        else:
            await self._collect(message)

    async def _begin(self, message: Message) -> None:
        message = {**message, "headers": self._with_ours(message["headers"])}
        found = dict(message["headers"])
        is_page = message["status"] == 200 and found.get(b"content-type", b"").startswith(
            b"text/html"
        )
        if is_page and (self.instead or b"content-encoding" not in found):
            self._start = message
        else:
            await self._send(message)

    def _with_ours(self, headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """Return headers with ours; what an answer says itself goes first, but in no cache."""
        if self._headers.get("cache-control"):
            headers = [(k, v) for k, v in headers if k.lower() != b"cache-control"]
        own = list(headers)
        there = {key.decode("latin-1").lower() for key, _ in own}
        return own + [(k.encode(), v.encode()) for k, v in self._headers.items() if k not in there]

    async def _collect(self, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body, start = self._body, self._start
        self._start = {}
        if self.instead:
            body = bytes(self.instead.body)
            headers = self._with_ours(self.instead.raw_headers)
            start = {**start, "status": self.instead.status_code, "headers": headers}
        if b"<title>Streamlit</title>" in body:
            for old, new in DUTCH:
                body = body.replace(old, new)
            body = NOSCRIPT.sub(SIMPLE, body)
            body = body.replace(HEAD, _whose() + HEAD)
            body = body.replace(ROOT, await self._before() + ROOT + WAIT)
            headers = [(k, v) for k, v in start["headers"] if k.lower() not in STALE]
            headers.append((b"content-length", str(len(body)).encode()))
            start = {**start, "headers": headers}
        await self._send(start)
        await self._send({**message, "body": body})
