"""What machines look for at a fixed address: what they may read, and where to report a leak."""

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from screens.page import login, place
from screens.pages import LISTENING, PLAN
from screens.server.failure import SAID, page

CONTACT = "KEN_JE_INWONER_BEVEILIGINGSCONTACT"  # where somebody reports a leak of this server
REACHED = re.compile(
    r"https://[\w.-]+(:\d{1,5})?(/[\w./~%?=&#+-]*)?|mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+"
)
LASTS = timedelta(days=180)  # how long what we say holds, at most a year (RFC 9116)
CLOSED = (PLAN.address, LISTENING.address, "document", "vlakken", "api", login.SIGN_IN, "_stcore")


def contact(settings: Mapping[str, str] = os.environ) -> str | None:
    """Return where to report a leak, if it is set; raises ValueError, in Dutch, for nonsense."""
    said = settings.get(CONTACT, "").strip()
    if said and not REACHED.fullmatch(said):
        raise ValueError(
            f"{CONTACT}: '{said[:60]}' is geen adres als https://www.gemeente.nl/cvd of "
            "mailto:security@gemeente.nl"
        )
    return said or None


def security(request: Request) -> Response:
    """Return where to report a leak (RFC 9116); 404 when nobody set it."""
    reached = contact()
    if reached is None:
        return page(404, SAID[404], request.scope)
    until = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + LASTS
    lines = [f"Contact: {reached}", f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}"]
    lines.append("Preferred-Languages: nl, en")
    if public := place.public():
        lines.append(f"Canonical: {public}{SECURITY}")
    return PlainTextResponse("\n".join([*lines, ""]))


def robots(request: Request) -> Response:
    """Return what search engines may read: the advice and its reasons, no plan and no document."""
    lines = ["User-agent: *", *(f"Disallow: /{folder}" for folder in CLOSED), ""]
    return PlainTextResponse("\n".join(lines))


SECURITY = "/.well-known/security.txt"
ROUTES = [Route(SECURITY, security), Route("/robots.txt", robots)]
