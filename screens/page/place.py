"""Where an address lies, below the app and in the world."""

import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.types import Scope

from screens.page.organisations import roster

ADDRESS = "KEN_JE_INWONER_ADRES"  # how visitors reach the app: https://www.gemeente.nl/kanalen
GOOD = re.compile(r"https?://[A-Za-z0-9.\-]+(:\d{1,5})?(/[A-Za-z0-9._~/-]*)?")
DEEPEST = 12  # folders below the app; deeper addresses are nobody's


def depth(scope: Scope) -> int:
    """Return how many folders below the app an address is, as the browser sees it."""
    path: bytes = scope.get("raw_path") or scope["path"].encode("utf-8", "replace")
    above: int = scope.get("root_path", "").count("/")
    return min(max(path.partition(b"?")[0].count(b"/") - 1 - above, 0), DEEPEST)


def root(scope: Scope) -> str:
    """Return the relative way from an address to the app: "../../"."""
    return "../" * depth(scope)


def of_page(url: str) -> str | None:
    """Return the address of the app from that of a page of it, without a slash at the end."""
    parts = urlsplit(url)
    if not parts.netloc:
        return None
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0].rstrip('/')}"


def public(settings: Mapping[str, str] = os.environ) -> str | None:
    """Return the address of the setting without a slash at the end, of the organisation that asks.

    Raises ValueError, in Dutch, when it is no address.
    """
    said = settings.get(ADDRESS, "").strip().rstrip("/")
    if said and not GOOD.fullmatch(said):
        raise ValueError(
            f"{ADDRESS}: '{said[:60]}' is geen adres als https://www.gemeente.nl/kanalen"
        )
    part = roster.now()
    return f"{said}/{part}" if said and part else said or None
