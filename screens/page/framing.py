"""Which other sites may show our pages in a frame."""

import os
import re

PARENTS = "KEN_JE_INWONER_INSLUITEN_DOOR"  # origins that may frame us, separated by spaces
ORIGIN = re.compile(r"^https?://[A-Za-z0-9.\-:*]+$")


def origins() -> list[str]:
    """Return the origins that may show us in a frame; raises ValueError for what is no origin."""
    given = os.environ.get(PARENTS, "").split()
    for origin in given:
        if not ORIGIN.match(origin):
            raise ValueError(
                f"{PARENTS}: '{origin}' is geen adres als https://intranet.gemeente.nl"
            )
    return given


def parents() -> str:
    """Return who may show us in a frame, as the policy says it."""
    return " ".join(["'self'", *origins()])
