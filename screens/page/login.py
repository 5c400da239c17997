"""Whose plans somebody may see: by link alone, or with a login those of their own organisation.

A login is on as soon as CLAIM is set, and only then: without its secrets nobody gets in. Of an
account only the organisation is used; no name and no address is kept.
"""

import os
import re
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from plans.saved import StoreError
from screens.page import place

CLAIM = "KEN_JE_INWONER_ORGANISATIECLAIM"  # what the login service calls the organisation
CALLBACK = "oauth2callback"
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SHORTEST = 32  # characters of the secret that signs cookies
LASTS = 12 * 3600  # seconds after which somebody signs in again
AHEAD = 300  # seconds that the clock of the login service may be fast
LONGEST = 200  # characters of an organisation
GOOD = re.compile(r"^[\w.:/@-]{1,100}$")
FILE = "Zie docs/beheerder.md, onder ‘Inloggen’."


class SignedOut(StoreError):
    """Nobody is signed in, or too long ago."""

    def __init__(self) -> None:
        super().__init__("Je bent niet meer ingelogd. Log opnieuw in.")


class NoOrganisation(StoreError):
    """The account of who signed in does not say of which organisation they are."""

    def __init__(self, claim: str) -> None:
        super().__init__(
            "Je bent ingelogd, maar je account zegt niet bij welke organisatie je hoort. Vraag de "
            f"beheerder van de inlogdienst om dat mee te geven. Het kenmerk (claim) heet ‘{claim}’."
        )


def claim(settings: Mapping[str, str] = os.environ) -> str | None:
    """Return which claim names the organisation; None: there is no login."""
    return settings.get(CLAIM, "").strip() or None


def check() -> None:
    """Raise ValueError, in Dutch, for a login that is set up half or wrongly."""
    name, said = claim(), _section()
    if name is None and not said:
        return
    if name is None:
        raise ValueError(f"er is een blok [auth] met geheimen, maar {CLAIM} ontbreekt. {FILE}")
    if not GOOD.match(name):
        raise ValueError(f"{CLAIM}: '{name[:60]}' is geen naam van een claim, zoals organisatie.")
    if not said:
        raise ValueError(
            f"{CLAIM} is gezet, maar ik vind geen leesbaar bestand met een blok [auth]. {FILE}"
        )
    missing = [key for key in NEEDED if not str(said.get(key, "")).strip()]
    if missing:
        told = ", ".join(missing)
        raise ValueError(f"{CLAIM} is gezet, maar in het blok [auth] ontbreekt: {told}. {FILE}")
    if len(str(said["cookie_secret"])) < SHORTEST:
        raise ValueError(f"[auth] cookie_secret: gebruik minstens {SHORTEST} willekeurige tekens.")
    _address(str(said["redirect_uri"]))


def _address(said: str) -> None:
    """Raise ValueError for an address to come back to that is not ours."""
    ours = place.public()
    parts = urlsplit(said)
    if parts.scheme not in ("http", "https") or not said.endswith(f"/{CALLBACK}"):
        example = f"https://www.gemeente.nl/kanalen/{CALLBACK}"
        raise ValueError(f"[auth] redirect_uri: '{said[:80]}' is geen adres als {example}")
    if ours and said != f"{ours}/{CALLBACK}":
        raise ValueError(
            f"[auth] redirect_uri is '{said[:80]}', maar {place.ADDRESS} zegt {ours}. Maak er "
            f"{ours}/{CALLBACK} van, ook bij de inlogdienst."
        )


def _section() -> Mapping[str, Any]:
    """Return the secrets of the login; none when there are no secrets, or no readable ones."""
    if not st.secrets.load_if_toml_exists():
        return {}
    found = st.secrets.get("auth")
    return found if isinstance(found, Mapping) else {}


def root() -> str:
    """Return how visitors reach the app when there is a login: "https://www.gemeente.nl/"."""
    return str(_section().get("redirect_uri", "")).removesuffix(CALLBACK)


def organisation() -> str | None:
    """Return whose plans may be seen now; None: those of whoever has the link.

    Raises SignedOut and NoOrganisation.
    """
    name = claim()
    if name is None:
        return None
    user = _user()
    if not fresh(user, time.time()):
        raise SignedOut
    found = named(user.get(name))
    if not found:
        raise NoOrganisation(name)
    return found


def also() -> str:
    """Return who may open a plan besides needing its address, as part of a sentence."""
    return " en bij jouw organisatie hoort" if claim() else ""


def _user() -> Mapping[str, Any]:
    return st.user.to_dict()


def fresh(user: Mapping[str, Any], now: float) -> bool:
    """Tell whether somebody is signed in, and no longer than LASTS ago."""
    since = user.get("iat")
    if user.get("is_logged_in") is not True or not isinstance(since, int | float):
        return False
    return now - LASTS < since <= now + AHEAD


def named(value: object) -> str:
    """Return the organisation of a claim: a text, or a list with one; else nothing."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    said = value.strip() if isinstance(value, str) else ""
    return said if len(said) <= LONGEST and said.isprintable() else ""
