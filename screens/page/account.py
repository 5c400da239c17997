"""Whose plans somebody may see: by link alone, or with a login those of their own organisation.

Of an account only the organisation is used; no name and no address is kept.
"""

import time
from collections.abc import Mapping
from typing import Any

import streamlit as st

from plans.plan_versions import StoreError
from screens.page.login import LASTS, claim
from screens.page.organisations import roster

AHEAD = 300  # seconds that the clock of the login service may be fast
LONGEST = 200  # characters of an organisation


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


class OtherOrganisation(StoreError):
    """Who is signed in belongs to another organisation than the one of this address."""

    def __init__(self, whose: str) -> None:
        super().__init__("Dit is het adres van een andere organisatie dan die van jouw account.")
        self.whose = whose


def organisation() -> str | None:
    """Return whose plans may be seen now; None: those of whoever has the link.

    At the address of an organisation only its plans are there, and with a login only for its own
    people. Raises SignedOut, NoOrganisation and OtherOrganisation.
    """
    part, name = roster.now(), claim()
    if name is None:
        return part
    user = _user()
    if not fresh(user, time.time()):
        raise SignedOut
    whose = name_of(user.get(name))
    if not whose:
        raise NoOrganisation(name)
    if part is not None and whose != part:
        raise OtherOrganisation(whose)
    return whose


def person() -> Mapping[str, Any]:
    """Return the claims of who is signed in now; none of nobody, or of too long ago."""
    user = _user()
    return user if fresh(user, time.time()) else {}


def _user() -> Mapping[str, Any]:
    return st.user.to_dict()


def fresh(user: Mapping[str, Any], now: float) -> bool:
    """Tell whether somebody is signed in, and no longer than LASTS ago."""
    since = user.get("iat")
    if user.get("is_logged_in") is not True or not isinstance(since, int | float):
        return False
    return now - LASTS < since <= now + AHEAD


def name_of(value: object) -> str:
    """Return the organisation of a claim: a text, or a list with one; else nothing."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    name = value.strip() if isinstance(value, str) else ""
    return name if len(name) <= LONGEST and name.isprintable() else ""
