"""Answers that are made once for the knowledge and the day that serve, and then only sent."""

import gzip
import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from engine.compile import Table
from screens.page import knowledge
from screens.page.cases import practice_shelf
from screens.page.organisations import roster

T = TypeVar("T")
FEW = 300  # answers that are kept of an organisation at its own address
LEVEL = 3  # of gzip: nearly as small as the best, in a third of the time
FRESH = "no-cache"  # keep it, but ask every time whether it is still true


@dataclass(frozen=True)
class Stored:
    """A finished answer: its body, gzipped, and the tag that changes when the body does."""

    kind: str
    body: bytes
    tag: str

    @cached_property
    def plain(self) -> bytes:
        """The body as it was, kept from the first client on that cannot read gzip."""
        return gzip.decompress(self.body)


class Edition(NamedTuple):
    """What an answer depends on beside the question."""

    knowledge: str
    organisation: str | None
    day: date
    practice: Hashable = ()


def current() -> tuple[Table, Edition]:
    """Return the knowledge that serves now and its edition of today."""
    table = knowledge.table()
    book = table.book
    return table, Edition(
        book.digest, book.organisation_digest, knowledge.today(), practice_shelf.stamp()
    )


def pack(kind: str, body: bytes) -> Stored:
    """Return an answer of a media type, ready to be sent."""
    tag = hashlib.sha256(body).hexdigest()[:32]
    return Stored(kind, gzip.compress(body, LEVEL, mtime=0), f'W/"{tag}"')


class Shelf(Generic[T]):
    """Keeps the answers of one edition and lets go of those of an older one.

    An edition is all that an answer depends on beside the question. Each organisation has a shelf
    of its own, the server too.

    It cannot grow without end: a key is a situation that exists or a fixed name, and of an
    organisation at its own address no more than FEW are kept.
    """

    def __init__(self) -> None:
        self._held: dict[str | None, tuple[Hashable, dict[Hashable, T]]] = {}

    def __len__(self) -> int:
        return sum(len(kept) for _, kept in self._held.values())

    async def get(self, edition: Hashable, key: Hashable, make: Callable[[], T]) -> T:
        """Return the answer under a key; the first time it is made, outside the event loop."""
        kept = self._of(edition)
        if key not in kept:
            return self._put(kept, key, await run_in_threadpool(make))
        return kept[key]

    def take(self, edition: Hashable, key: Hashable, make: Callable[[], T]) -> T:
        """Return the answer under a key; the first time it is made, in this thread."""
        kept = self._of(edition)
        if key not in kept:
            return self._put(kept, key, make())
        return kept[key]

    def _put(self, kept: dict[Hashable, T], key: Hashable, answer: T) -> T:
        kept[key] = answer
        if roster.now() is not None and len(kept) > FEW:
            kept.pop(next(iter(kept)), None)
        return answer

    def _of(self, edition: Hashable) -> dict[Hashable, T]:
        part = roster.now()
        held = self._held.get(part)  # one pair: another thread's edition never gets our answer
        if held is None or held[0] != edition:
            held = self._held[part] = (edition, {})
        return held[1]


def send(request: Request, answer: Stored, headers: Mapping[str, str]) -> Response:
    """Return the answer: 304 when the client has it, gzipped when the client reads that."""
    said = {**headers, "etag": answer.tag, "cache-control": FRESH, "vary": "Accept-Encoding"}
    if has(request.headers.get("if-none-match", ""), answer.tag):
        return Response(status_code=304, headers=said)
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    if zipped:
        said["content-encoding"] = "gzip"
    body = answer.body if zipped else answer.plain
    return Response(body, headers=said, media_type=answer.kind)


def has(header: str, tag: str) -> bool:
    """Say whether an If-None-Match header names a tag; weak and strong are the same here."""
    bare = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") in (bare, "*") for one in header.split(","))
