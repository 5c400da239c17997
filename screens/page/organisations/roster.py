"""Which organisations this server serves, and for which one something is done now.

Each has a folder with its file, its own research and its logo, called as its part of the address.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from engine.knowledge import organisation
from screens.page import auth

FOLDER = "KEN_JE_INWONER_ORGANISATIES"  # folder with a folder per organisation
FILE = "organisatie.yaml"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
HEADER = "x-ken-je-inwoner-organisatie"  # put on a request by us, and by nobody else
_PART: ContextVar[str | None] = ContextVar("organisation", default=None)


def folder(settings: Mapping[str, str] = os.environ) -> Path | None:
    """Return the folder of the organisations; None: this server serves one, or none."""
    setting = settings.get(FOLDER, "").strip()
    return Path(setting) if setting else None


def file(part: str) -> Path | None:
    """Return the file of the organisation with this part of the address, if there is one."""
    place = folder()
    if place is None or not NAME.fullmatch(part):
        return None
    path = place / part / FILE
    return path if path.is_file() else None


def parts() -> tuple[str, ...]:
    """Return the parts of the address of all organisations, in order."""
    place = folder()
    if place is None:
        return ()
    return tuple(sorted(one.name for one in place.iterdir() if file(one.name)))


def check(taken: Iterable[str], settings: Mapping[str, str] = os.environ) -> None:
    """Raise ValueError, in Dutch, for a folder that cannot serve; `taken` are parts of our own."""
    place = folder(settings)
    if place is None:
        return
    if settings.get(organisation.SETTING, "").strip():
        raise ValueError(
            f"{FOLDER} en {organisation.SETTING} zijn allebei gezet. Kies er een: een map met "
            "organisaties, of het bestand van één organisatie."
        )
    if not place.is_dir():
        raise ValueError(f"{FOLDER}: '{str(place)[:80]}' is geen map.")
    for one in sorted(place.iterdir()):
        if not one.is_dir() or one.name.startswith("."):
            continue
        if not NAME.fullmatch(one.name) or one.name in set(taken):
            raise ValueError(
                f"{FOLDER}: '{one.name[:60]}' kan niet in een adres. Gebruik kleine letters, "
                "cijfers en streepjes, en geen naam van een van onze pagina's."
            )
        if not (one / FILE).is_file():
            raise ValueError(f"{FOLDER}: in '{one.name}' ontbreekt {FILE}.")


def now() -> str | None:
    """Return for which organisation something is done now: of a request, or of a page."""
    if folder() is None:
        return None
    part = _PART.get() or auth.header(HEADER)
    return part if part and file(part) else None


@contextmanager
def working_for(part: str | None) -> Iterator[None]:
    """Do what follows for an organisation."""
    token = _PART.set(part)
    try:
        yield
    finally:
        _PART.reset(token)
