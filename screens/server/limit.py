"""How often one address may ask: a bucket of tokens that fills again within a minute.

Of a client only a salted hash and a moment are kept, in memory, until its bucket is full again.
"""

import os
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import Any, NamedTuple, TypeVar

PER_MINUTE = "KEN_JE_INWONER_API_PER_MINUUT"  # questions; 0 is no limit
PROXIES = "KEN_JE_INWONER_VERTROUWDE_PROXY"  # addresses whose X-Forwarded-For counts
FORWARDERS = "FORWARDED_ALLOW_IPS"  # of uvicorn: addresses and networks, or * for everyone
PEER = "ken_je_inwoner.peer"  # in a request: who connected, before uvicorn believed any header
T = TypeVar("T")
USUAL = 600
WINDOW = 60.0  # seconds
MOST = 10_000  # clients that are remembered at once


class Allowance(NamedTuple):
    """Whether a question is allowed, how many more are, and the seconds to wait for the next."""

    allowed: bool
    more: int
    wait: int


class Limit:
    """At most `per_minute` questions in a minute from one client; 0 is no limit.

    `clock` gives seconds.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._full_again: OrderedDict[int, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._full_again)

    def take(self, client: str) -> Allowance:
        """Take one token of a client, when there is one."""
        if not self.per_minute:
            return Allowance(True, 0, 0)
        now, each, key = self._clock(), WINDOW / self.per_minute, hash(client)
        self._drop(now, MOST - 1)
        full = max(self._full_again.get(key, now), now) + each
        if full - now > WINDOW:
            return Allowance(False, 0, max(1, ceil(full - now - WINDOW)))
        self._full_again[key] = full
        self._full_again.move_to_end(key)
        return Allowance(True, int((WINDOW - (full - now)) / each + 1e-9), 0)

    def forget(self) -> None:
        """Let go of who has a full bucket, also when nobody asks anything more."""
        self._drop(self._clock(), MOST)

    def _drop(self, now: float, most: int) -> None:
        """Let go of who has a full bucket, oldest first, and of the oldest above `most`."""
        kept = self._full_again
        while kept and (len(kept) > most or next(iter(kept.values())) <= now):
            kept.popitem(last=False)


def per_minute(settings: Mapping[str, str] = os.environ) -> int:
    """Return the setting; raises ValueError, in Dutch, when it is no whole number."""
    said = settings.get(PER_MINUTE, "").strip() or str(USUAL)
    if not (said.isascii() and said.isdigit() and len(said) < 8):
        raise ValueError(f"{PER_MINUTE}: '{said[:40]}' is geen heel getal vanaf 0.")
    return int(said)


def proxies(settings: Mapping[str, str] = os.environ) -> frozenset[str]:
    """Return the addresses of trusted proxies; raises ValueError, in Dutch, for anything else."""
    addresses = settings.get(PROXIES, "").replace(",", " ").split()
    return frozenset(str(_address(PROXIES, address, ip_address)) for address in addresses)


def forwarders(settings: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return whom uvicorn believes; raises ValueError, in Dutch, for what is no address."""
    names = [name.strip() for name in settings.get(FORWARDERS, "").split(",") if name.strip()]
    for name in names:
        if name != "*":
            _address(FORWARDERS, name, ip_network)
    return tuple(names)


def _address(setting: str, text: str, kind: Callable[[str], T]) -> T:
    try:
        return kind(text)
    except ValueError:
        raise ValueError(f"{setting}: '{text[:40]}' is geen IP-adres, zoals 10.0.0.5.") from None


def asker(scope: Mapping[str, Any], trusted: frozenset[str]) -> str:
    """Return who asks, from a request: whoever really connected, unless that is a trusted proxy."""
    peer = scope.get(PEER) or scope.get("client") or ("",)
    headers = dict(scope["headers"])
    return client(peer[0], headers.get(b"x-forwarded-for", b"").decode("latin-1"), trusted)


def client(peer: str, forwarded: str, trusted_proxies: frozenset[str]) -> str:
    """Return who asks: the peer or, behind a trusted proxy, the last address it was told.

    Addresses of version 6 count per /64, because one client has all of those.
    """
    if peer in trusted_proxies:
        told = [address.strip() for address in forwarded.split(",")]
        peer = next((address for address in reversed(told) if address not in trusted_proxies), peer)
    try:
        address = ip_address(peer)
    except ValueError:
        return "onbekend"
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or int(address) >> 64)
