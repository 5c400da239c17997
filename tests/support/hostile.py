"""Requests that nobody means well, and a way to send them to an app exactly as they are."""

import asyncio
import random
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

from starlette.types import ASGIApp

Headers = list[tuple[bytes, bytes]]
STEPS = (
    *("..", "%2e%2e", "..%2f..%2f", "%2e%2e%2f", "....//", "..\\", "%5c..", "~root", "%00", "."),
    *(
        "",
        "//",
        "etc/passwd",
        "%252e%252e",
        "C:",
        "%c0%ae%c0%ae",
        "\u202egnp.exe",
        "🧍",
        "'or 1=1--",
    ),
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "${jndi:ldap://x}"),
    *("a" * 300, "%0d%0aset-cookie:x=1", "%ff%fe", "%u0041", "null", "__proto__", "index.html"),
)
METHODS = ("GET",) * 12 + ("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "PROPFIND", "get")


class Question(NamedTuple):
    """A request as it comes over the line."""

    method: str
    path: bytes
    query: bytes
    headers: Headers


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def questions(
    seed: int, count: int, starts: tuple[str, ...], words: list[str]
) -> Iterator[Question]:
    """Yield random requests below some addresses, half of them with words that are almost right."""
    chance = random.Random(seed)
    pieces = [*STEPS, *words]
    for _ in range(count):
        steps = [chance.choice(pieces) for _ in range(chance.randrange(6))]
        path = chance.choice(starts) + chance.choice(("/", "", "//")) + "/".join(steps)
        names = [*words, "traject", "fase", "leeftijd", "profiel", "belang", "embed", "wijzig"]
        fields = [
            f"{chance.choice(names)}={_value(chance, pieces)}" for _ in range(chance.randrange(7))
        ]
        fields += ["x=1"] * (chance.random() < 0.02) * 5000
        yield Question(
            chance.choice(METHODS),
            path.encode("utf-8"),
            chance.choice(("&", "&", ";")).join(fields).encode("utf-8"),
            _headers(chance),
        )


def _value(chance: random.Random, pieces: list[str]) -> str:
    if chance.random() < 0.1:
        return "".join(chr(chance.randrange(1, 0xD7FF)) for _ in range(chance.randrange(40)))
    return chance.choice(pieces)


def _headers(chance: random.Random) -> Headers:
    kept: Headers = [(b"host", chance.choice((b"x", b"x:99999", b"\xff", b"a b", b"[::1", b"")))]
    extra: Headers = [
        (
            b"accept",
            chance.choice((b"*/*", b"text/html", b",;,", b"\xff" * 99, b"application/json")),
        ),
        (b"accept-encoding", chance.choice((b"gzip", b"br", b"gzip;q=0", b"\x00"))),
        (b"if-none-match", chance.choice((b"*", b'W/"x"', b'"' * 999, b"," * 9999))),
        (b"x-forwarded-for", chance.choice((b"1.2.3.4", b"::1", b",,,", b"x" * 5000, b"1" * 9999))),
        (b"x-" + b"a" * chance.randrange(500), b"b" * chance.randrange(60_000)),
        (b"content-length", b"99999999999"),
        (b"cookie", b"session=" + b"A" * chance.randrange(9000)),
        (b"range", b"bytes=0-0,5-1"),
    ]
    return kept + [header for header in extra if chance.random() < 0.4]


def ask(app: ASGIApp, asked: list[Question]) -> list[Answer]:
    """Send requests one after another, as a server would hand them over."""
    return asyncio.run(_all(app, asked))


async def _all(app: ASGIApp, asked: list[Question]) -> list[Answer]:
    return [await _one(app, question) for question in asked]


async def _one(app: ASGIApp, asked: Question) -> Answer:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"\x00" * 100, "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "http",
        "path": unquote(asked.path.decode("utf-8", "replace")),
        "raw_path": asked.path,
        "root_path": "",
        "query_string": asked.query,
        "headers": asked.headers,
        "client": ("192.0.2.1", 1234),
        "server": ("x", 80),
    }
    await app(scope, receive, send)
    headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], headers, body)
