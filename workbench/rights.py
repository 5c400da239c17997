"""Who may do what with the knowledge: by a claim of the login, else by codes of the administrator.

Without either nobody keeps or publishes anything here; trying a change stays open to everybody.
"""

import hmac
import os
import re
from collections.abc import Mapping
from enum import IntEnum

CODES = "KEN_JE_INWONER_BEHEERCODES"  # schrijver=… uitgever=…: without a login
CLAIM = "KEN_JE_INWONER_ROLCLAIM"  # what the login service calls somebody's role
LOGIN = "KEN_JE_INWONER_ORGANISATIECLAIM"
SHORTEST = 16  # characters of a code
GOOD = re.compile(r"[\w.:/@-]{1,100}")
SHOWN = 30


class Right(IntEnum):
    """What somebody may do; who may do more may do less too."""

    NONE = 0
    READ = 1
    WRITE = 2
    PUBLISH = 3


NAMES = {"lezer": Right.READ, "schrijver": Right.WRITE, "uitgever": Right.PUBLISH}
ROLES = {right: name for name, right in NAMES.items()}


def codes(settings: Mapping[str, str] = os.environ) -> dict[Right, str]:
    """Return the code of each role; raises ValueError, in Dutch, for a setting that is wrong."""
    given: dict[Right, str] = {}
    for pair in settings.get(CODES, "").split():
        role, _, code = pair.partition("=")
        if role not in NAMES or NAMES[role] == Right.READ:
            raise ValueError(
                f"{CODES}: '{role[:SHOWN]}' is geen rol. Schrijf schrijver=CODE uitgever=CODE."
            )
        if len(code) < SHORTEST:
            raise ValueError(f"{CODES}: de code van {role} heeft minstens {SHORTEST} tekens nodig.")
        if NAMES[role] in given:
            raise ValueError(f"{CODES}: {role} staat er twee keer.")
        given[NAMES[role]] = code
    if len(set(given.values())) < len(given):
        raise ValueError(f"{CODES}: geef elke rol een eigen code.")
    return given


def claim(settings: Mapping[str, str] = os.environ) -> str | None:
    """Return which claim names the role of who signed in; None: there is none.

    Raises ValueError, in Dutch, for a name that is none, or a role without a login.
    """
    name = settings.get(CLAIM, "").strip()
    if not name:
        return None
    if not GOOD.fullmatch(name):
        raise ValueError(f"{CLAIM}: '{name[:SHOWN]}' is geen naam van een claim, zoals rollen.")
    if not settings.get(LOGIN, "").strip():
        raise ValueError(f"{CLAIM} is gezet, maar er is geen login: zet ook {LOGIN}.")
    return name


def check(settings: Mapping[str, str] = os.environ) -> None:
    """Raise ValueError, in Dutch, for roles that are set up wrongly."""
    by_codes, by_login = codes(settings), claim(settings)
    if by_codes and by_login:
        raise ValueError(
            f"zet {CODES} of {CLAIM}, niet allebei: met een login zijn geen codes nodig."
        )


def by_code(typed: str, settings: Mapping[str, str] = os.environ) -> Right:
    """Return what somebody may do who typed a code; nothing with a wrong one."""
    best = Right.NONE
    for right, code in codes(settings).items():
        if hmac.compare_digest(code.encode(), typed.strip().encode()):
            best = max(best, right)
    return best


def by_claim(value: object) -> Right:
    """Return what the claim of an account gives: one role, or a list of them."""
    words = value if isinstance(value, list) else [value]
    return max(
        (NAMES.get(str(word).strip().lower(), Right.NONE) for word in words), default=Right.NONE
    )
