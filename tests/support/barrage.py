"""Hostile requests over the line to a running server: what came back, and what it cost.

`python tests/support/barrage.py PORT PID [COUNT]` sends them and prints the outcome.
"""

import asyncio
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from hostile import Question, questions

STARTS = (
    *("", "/api/v1/advies", "/api/v1/reis", "/api/v1/kanalen", "/api/v1/openapi.json", "/api"),
    *("/advies", "/advies/participatie/actie", "/document/advies.pdf", "/document/advies.txt"),
    *(
        "/document",
        "/assets",
        "/vlakken",
        "/assets/still.css",
        "/healthz",
        "/readyz",
        "/static",
        "/static/js",
        "/media",
    ),
    *("/component", "/_stcore/health", "/_stcore/stream", "/_stcore/upload_file/a/b", "/beheer"),
)
WORDS = ["participatie", "actie", "16-24", "onbekend", "dienstverlening", "bewustwording", "vast"]
AT_ONCE, PATIENCE = 8, 30.0  # connections, seconds
BODY = b"A" * 1000
RAW = (
    b"\x00\xff\x00\xff\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /_stcore/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n",
    b"GET /_stcore/stream HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
    b"Connection: close\r\n\r\n\xff\xff\xff\xff",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
)


@dataclass
class BarrageOutcome:
    """How often each status came, what should not have come, and memory on the way (KiB)."""

    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, bytes]] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)

    @property
    def growth(self) -> int:
        """Return how much memory grew over the second half, in KiB."""
        return self.memory[-1] - self.memory[len(self.memory) // 2]


def lines(seed: int, count: int, canary: Path) -> Iterator[bytes]:
    """Yield requests as bytes; some try to reach a file outside the folders of the server."""
    chance = random.Random(seed)
    for asked in questions(seed, count, STARTS, WORDS):
        roll = chance.random()
        if roll < 0.03:
            yield chance.choice(RAW)
        elif roll < 0.13:
            yield _line(asked._replace(path=_climb(chance, canary)), chance)
        else:
            yield _line(asked, chance)


def _climb(chance: random.Random, canary: Path) -> bytes:
    """Return a path that climbs out of a folder to a file."""
    up = chance.choice(("../", "..%2f", "%2e%2e/", "..\\", "....//", "%252e%252e%252f", ".%00./"))
    file = chance.choice((str(canary), "/etc/passwd")).lstrip("/")
    start = chance.choice(
        ("/assets/", "/static/", "/media/", "/component/x/", "/advies/", "/document/")
    )
    return (start + up * 12 + file.replace("/", chance.choice(("/", "%2f")))).encode()


def _line(asked: Question, chance: random.Random) -> bytes:
    """Return a request as it goes over the line, its address escaped or not."""
    target = asked.path.replace(b" ", b"%20") or b"/"
    if asked.query:
        target += b"?" + asked.query.replace(b" ", b"%20")
    if chance.random() < 0.7:
        target = quote(target, safe="/?&=%;:@!$'()*+,.~<>\"{}\\").encode()
    head = b"".join(key + b": " + value + b"\r\n" for key, value in asked.headers)
    body = BODY if any(key == b"content-length" for key, _ in asked.headers) else b""
    method = asked.method.encode()
    return method + b" " + target + b" HTTP/1.1\r\nConnection: close\r\n" + head + b"\r\n" + body


def memory(pid: int) -> int:
    """Return the memory a process has in use, in KiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def shoot(port: int, pid: int, asked: Sequence[bytes], secret: bytes) -> BarrageOutcome:
    """Send requests to a server of this machine; `secret` is what no answer may hold."""
    return asyncio.run(_shoot(port, pid, asked, secret))


async def _shoot(port: int, pid: int, asked: Sequence[bytes], secret: bytes) -> BarrageOutcome:
    outcome, room = BarrageOutcome(), asyncio.Semaphore(AT_ONCE)

    async def one(line: bytes) -> None:
        async with room:
            _judge(outcome, line, await _answer(port, line), secret)

    outcome.memory.append(memory(pid))
    for block in _blocks(asked, max(1, len(asked) // 10)):
        await asyncio.gather(*(one(line) for line in block))
        outcome.memory.append(memory(pid))
    return outcome


def _blocks(asked: Sequence[bytes], size: int) -> Iterable[Sequence[bytes]]:
    return (asked[at : at + size] for at in range(0, len(asked), size))


async def _answer(port: int, line: bytes) -> bytes:
    """Return all that comes back; a request that promises more than it sends ends by itself."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(line)
        async with asyncio.timeout(PATIENCE):
            first = await reader.read(65536)
            if first.startswith(b"HTTP/1.1 101"):
                return first
            return first + await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


def _judge(outcome: BarrageOutcome, line: bytes, came: bytes, secret: bytes) -> None:
    status = came[9:12].decode("latin-1") if came.startswith(b"HTTP/") else "geen"
    outcome.statuses[status] += 1
    leaks = any(word in came for word in (b"Traceback", b"root:x:0", secret))
    if status.startswith("5") or leaks:
        outcome.wrong.append((status, line[:300]))


def main() -> None:
    """Send hostile requests to a server that runs already and print what happened."""
    port, pid, *rest = map(int, sys.argv[1:])
    canary = Path(__file__).resolve()
    secret = b"Hostile requests over the line"
    outcome = shoot(port, pid, [*lines(7, rest[0] if rest else 10_000, canary)], secret)
    print(dict(outcome.statuses.most_common()))
    print(f"fout: {len(outcome.wrong)}; geheugen (KiB): {outcome.memory}")
    for status, line in outcome.wrong[:10]:
        print(status, line)


if __name__ == "__main__":
    main()
