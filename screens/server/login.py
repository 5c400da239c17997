"""The way to the login service and back: to the same plan, in any folder, with careful cookies.

Streamlit does the login itself. It knows no folder of a proxy and comes back on its first page, so
what it answers is set right here.
"""

import re
from collections.abc import Iterable
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from screens.page import auth, login
from screens.page.login import FAILED, OUTCOME, SIGN_IN, SIGN_OUT, WENT
from screens.pages import PLAN
from screens.server.failure import SAID, page

STEPS = ("/auth/login", "/auth/logout", f"/{login.CALLBACK}")
BACK = "ken_je_inwoner_naar"  # cookie: the plan that somebody came from
MINUTES = 10
USER, TOKENS = b"_streamlit_user", b"_streamlit_user_tokens"
OURS = (USER, b"_streamlit_session", BACK.encode())  # cookies of a login
QUERY = re.compile(r"[\w.%=&+-]{0,500}", re.ASCII)
AWAY = "Inloggen lukt nu niet: de inlogdienst antwoordt niet. Probeer het zo nog eens."


async def sign_in(request: Request) -> Response:
    """Remember which plan to come back to and go to the login service."""
    if login.claim() is None:
        return page(404, SAID[404], request.scope)
    to = f"{login.root()}auth/login?{urlencode({'provider': auth.token()})}"
    answer = RedirectResponse(to, 302, {"cache-control": "no-store"})
    query = request.query_params.get("naar", "")
    asked = query if QUERY.fullmatch(query) else ""
    answer.set_cookie(BACK, quote(asked, safe=""), 60 * MINUTES, httponly=True, samesite="lax")
    return answer


ROUTES = [Route(f"/{SIGN_IN}", sign_in)]


class Login:
    """Sets right what Streamlit answers to a login; does nothing when there is none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or login.claim() is None:
            await self.app(scope, receive, send)
            return
        refused = False

        async def sending(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start":
                refused = scope["path"] in STEPS and message["status"] >= 400
                message = _right(scope, message)
            if not refused:
                await send(message)

        await self.app(scope, receive, sending)
        if refused:
            await page(503, AWAY, scope)(scope, receive, send)


def _right(scope: Scope, message: Message) -> Message:
    """Return the start of an answer with its cookies and its next address set right.

    Tokens of the login service are not kept: nothing needs them, and they make cookies too long.
    """
    cookies = [value for key, value in message["headers"] if key == b"set-cookie"]
    cookies = [_careful(c) for c in cookies if _is_removed(c) or not c.startswith(TOKENS)]
    headers = [(key, value) for key, value in message["headers"] if key != b"set-cookie"]
    if scope["path"] in STEPS and (b"location", b"/") in headers:
        to = f"{login.root()}{PLAN.address}{_came(scope, cookies)}"
        headers = [(key, to.encode() if key == b"location" else value) for key, value in headers]
    return {**message, "headers": headers + [(b"set-cookie", value) for value in cookies]}


def _careful(cookie: bytes) -> bytes:
    """Return a cookie for our own folder alone, no longer than a login, over HTTPS where used."""
    if not cookie.startswith(OURS):
        return cookie
    ours = urlsplit(login.root())
    said = re.sub(rb"(?i)(;\s*path=)/(?=;|$)", rb"\1" + ours.path.encode(), cookie)
    if not _is_removed(cookie):
        lasts = login.LASTS if cookie.startswith(USER) else 60 * MINUTES
        said = re.sub(rb"(?i)max-age=\d+", b"Max-Age=%d" % lasts, said)
    secure = b"; Secure" if ours.scheme == "https" and b"secure" not in said.lower() else b""
    return said + secure


def _is_removed(cookie: bytes) -> bool:
    """Tell whether a cookie is taken away."""
    return b"max-age=0" in cookie.lower()


def _came(scope: Scope, cookies: Iterable[bytes]) -> str:
    """Return with which query somebody comes back: where they were, and how it went."""
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    back = _back(scope)
    if any(c.startswith(USER + b"=") and not _is_removed(c) for c in cookies):
        return f"?{back}" if back else ""
    left = scope["path"] == f"/{SIGN_OUT}" or not {"state", "code", "error"} & set(asked)
    if left and scope["path"] != STEPS[0]:
        return f"?{OUTCOME}={WENT}"
    return f"?{back}{'&' if back else ''}{OUTCOME}={FAILED}"


def _back(scope: Scope) -> str:
    """Return the query of the plan that somebody came from; nonsense counts for nothing."""
    said = unquote(Request(scope).cookies.get(BACK, ""))
    return said if QUERY.fullmatch(said) else ""
