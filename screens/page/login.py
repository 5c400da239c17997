"""The settings of the login: on as soon as CLAIM is set, and only then.

Without its secrets nobody gets in.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from screens.page import auth, place

CLAIM = "KEN_JE_INWONER_ORGANISATIECLAIM"  # what the login service calls the organisation
SECRETS = "STREAMLIT_SECRETS_FILES"  # of Streamlit: files with secrets
CALLBACK = "oauth2callback"
SIGN_IN, SIGN_OUT = "inloggen", "auth/logout"
OUTCOME, WENT, FAILED = "inloggen", "uit", "mislukt"  # the address says what became of a login
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SHORTEST = 32  # characters of the secret that signs cookies
LASTS = 12 * 3600  # seconds after which somebody signs in again
GOOD = re.compile(r"[\w.:/@-]{1,100}")
FILE = "Zie docs/beheerder.md, onder ‘Inloggen’."


def claim(settings: Mapping[str, str] = os.environ) -> str | None:
    """Return which claim names the organisation; None: there is no login."""
    return settings.get(CLAIM, "").strip() or None


def check() -> None:
    """Raise ValueError, in Dutch, for a login that is set up half or wrongly."""
    _readable()
    name, secrets = claim(), auth.secrets()
    if name is None and not secrets:
        return
    if name is None:
        raise ValueError(f"er is een blok [auth] met geheimen, maar {CLAIM} ontbreekt. {FILE}")
    if not GOOD.fullmatch(name):
        raise ValueError(f"{CLAIM}: '{name[:60]}' is geen naam van een claim, zoals organisatie.")
    if not secrets:
        raise ValueError(
            f"{CLAIM} is gezet, maar ik vind geen leesbaar bestand met een blok [auth]. {FILE}"
        )
    missing = [key for key in NEEDED if not str(secrets.get(key, "")).strip()]
    if missing:
        keys = ", ".join(missing)
        raise ValueError(f"{CLAIM} is gezet, maar in het blok [auth] ontbreekt: {keys}. {FILE}")
    if len(str(secrets["cookie_secret"])) < SHORTEST:
        raise ValueError(f"[auth] cookie_secret: gebruik minstens {SHORTEST} willekeurige tekens.")
    _address(str(secrets["redirect_uri"]))


def _readable(settings: Mapping[str, str] = os.environ) -> None:
    """Raise ValueError, in Dutch, for a file of secrets that is named and cannot be read."""
    for name in settings.get(SECRETS, "").split():
        path = Path(name)
        try:
            if not path.is_dir():  # a folder has one secret a file
                tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise ValueError(f"{SECRETS}: '{name[:80]}' is geen leesbaar bestand. {FILE}") from None


def _address(address: str) -> None:
    """Raise ValueError for an address to come back to that is not ours."""
    ours = place.public()
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not address.endswith(f"/{CALLBACK}"):
        example = f"https://www.gemeente.nl/kanalen/{CALLBACK}"
        raise ValueError(f"[auth] redirect_uri: '{address[:80]}' is geen adres als {example}")
    if ours and address != f"{ours}/{CALLBACK}":
        raise ValueError(
            f"[auth] redirect_uri is '{address[:80]}', maar {place.ADDRESS} zegt {ours}. Maak er "
            f"{ours}/{CALLBACK} van, ook bij de inlogdienst."
        )


def root() -> str:
    """Return how visitors reach the app when there is a login: "https://www.gemeente.nl/"."""
    return str(auth.secrets().get("redirect_uri", "")).removesuffix(CALLBACK)


def also() -> str:
    """Return who may open a plan besides needing its address, as part of a sentence."""
    return " en bij jouw organisatie hoort" if claim() else ""
