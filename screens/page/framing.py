"""Which other sites may show our pages in a frame."""

import os
import re

from screens.page import knowledge

PARENTS = "KEN_JE_INWONER_INSLUITEN_DOOR"  # origins that may frame us, separated by spaces
ORIGIN = re.compile(r"https?://(\*\.)?([A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?")


def allowed() -> list[str]:
    """Return who may show us in a frame here: by the setting, and by the organisation itself."""
    own = knowledge.table().book.organisation if knowledge.ready() else None
    return [*origins(), *(own.framed_by if own else ())]


def origins() -> list[str]:
    """Return the origins that may show us in a frame; raises ValueError for what is no origin."""
    given = os.environ.get(PARENTS, "").split()
    for origin in given:
        if not _is_origin(origin):
            raise ValueError(
                f"{PARENTS}: '{origin[:60]}' is geen adres als https://intranet.gemeente.nl"
            )
    return given


def _is_origin(text: str) -> bool:
    """Tell whether a text is an origin, or every name below one of two parts: not *.nl."""
    origin = ORIGIN.fullmatch(text)
    if not origin:
        return False
    every, host = origin.groups()
    if host.startswith("["):
        return not every
    labels = host.split(".")
    return len(labels) > bool(every) and all(one and one == one.strip("-") for one in labels)


def parents() -> str:
    """Return who may show us in a frame here, as the policy says it."""
    return " ".join(["'self'", *allowed()])
