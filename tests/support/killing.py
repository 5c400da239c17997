"""Kills savers with SIGKILL and looks what is left: python tests/support/killing.py URL TIMES.

Prints JSON: how many saves were acknowledged, how many of those are lost, how many plans broken.
Runs as a process of its own, because it forks.
"""

import hashlib
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from plans.files import read_plan  # noqa: E402
from plans.plan_versions import Draft, SavedVersion  # noqa: E402
from plans.storage.store import PlanStore, new_link, new_receipt  # noqa: E402

EXAMPLES = sorted((ROOT / "plans" / "voorbeelden").glob("*.yaml"))
LONGEST = 0.06  # seconds that a saver lives after its first save


def text(name: str) -> str:
    """Return a plan that carries its own SHA-256, so that half a plan shows."""
    body = EXAMPLES[len(name) % len(EXAMPLES)].read_text(encoding="utf-8") + f"# {name}\n"
    return f"{body}# {hashlib.sha256(body.encode()).hexdigest()}\n"


def whole(kept: str) -> bool:
    body, _, seal = kept.rstrip("\n").rpartition("\n# ")
    return hashlib.sha256(f"{body}\n".encode()).hexdigest() == seal


def saves(url: str, link: str, out: int) -> None:
    """Save without end, and say of each save that was acknowledged its number and text."""
    store = PlanStore(url)
    base = store.read(link).number
    while True:
        said = text(f"{os.getpid()}-{base}")
        got = store.save(Draft(link, said, 2, "Ada", new_receipt(), base=base))
        assert isinstance(got, SavedVersion)
        base = got.number
        os.write(out, f"{base} {hashlib.sha256(said.encode()).hexdigest()}\n".encode())


def kill_saver(url: str, link: str, chance: random.Random) -> dict[int, str]:
    """Start a saver, kill it at a random moment, and return what it was promised."""
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            saves(url, link, write)
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read, "rb") as promised:
        first = promised.readline()
        time.sleep(chance.uniform(0, LONGEST))
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL, "de opslaande taak stopte zelf"
        lines = (first + promised.read()).decode().splitlines()
    return {int(number): seal for number, seal in (line.split() for line in lines)}


def main(url: str, times: int) -> None:
    """Kill, look, and print."""
    chance, link = random.Random(4), new_link()
    promised: dict[int, str] = {}
    store = PlanStore(url)
    store.save(Draft(link, text("begin"), 2, "Ada", new_receipt()))
    store.close()
    for _ in range(times):
        promised |= kill_saver(url, link, chance)
    store = PlanStore(url)
    kept = {entry.number: store.read(link, entry.number).text for entry in store.history(link)}
    seals = {n: hashlib.sha256(said.encode()).hexdigest() for n, said in kept.items()}
    broken = [n for n, said in kept.items() if not whole(said)]
    broken += [] if sorted(kept) == list(range(1, len(kept) + 1)) else [0]
    broken += [] if store.read(link).number == max(kept) else [-1]
    read_plan(store.read(link).text)
    lost = [n for n, seal in promised.items() if seals.get(n) != seal]
    counts = {"gedood": times, "bevestigd": len(promised), "kwijt": len(lost), "stuk": len(broken)}
    print(json.dumps(counts))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
