"""Our own scripts and styles: what a page asks for, and where that stands.

An address holds the version of them all, so a browser keeps them and asks nothing at a next visit.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from screens.page.frame import void
from screens.page.markup import Html, join, tag

FOLDER = Path(__file__).parents[1] / "static"
STYLES = (  # a later one goes over an earlier one
    "ground.css",
    "advice.css",
    "answer.css",
    "arrival.css",
    "board.css",
    "evidence.css",
    "journey.css",
    "listening.css",
    "plan.css",
    "streamlit.css",
    "survey.css",
    "print.css",
)
SCRIPT = "page.js"
FIRST = "base.js"  # before any other: it says where the server is
FRAME = "frame.js"  # for the page around ours, whose address never changes
MODULES = tuple(sorted({path.name for path in FOLDER.glob("*.js")} - {SCRIPT, FIRST, FRAME}))
FILES = frozenset((*STYLES, *MODULES, SCRIPT, FIRST))
KEPT = {"cache-control": "public, max-age=31536000, immutable"}
FRESH = {"cache-control": "no-cache"}
ANYONE = {"access-control-allow-origin": "*"}  # a frame may have no origin, and scripts ask for one


def digest(names: Iterable[str]) -> str:
    """Return what changes with any of our files."""
    content = hashlib.sha256()
    for name in sorted(names):
        content.update(name.encode() + (FOLDER / name).read_bytes())
    return content.hexdigest()[:12]


VERSION = digest(FILES)


def head() -> Html:
    """Return the elements with which a page asks for them, from the root of the app."""
    folder = f"./assets/{VERSION}/"
    styles = (void("link", rel="stylesheet", href=folder + name) for name in STYLES)
    modules = (void("link", rel="modulepreload", href=folder + name) for name in MODULES)
    base = tag("script", src=folder + FIRST)
    return join((base, *styles, *modules, tag("script", type="module", src=folder + SCRIPT)))


def asset(request: Request) -> Response:
    """Return a script or a style; of another version than ours it is not kept."""
    name = request.path_params["name"]
    if name not in FILES:
        raise HTTPException(404)
    age = KEPT if request.path_params["version"] == VERSION else FRESH
    return FileResponse(FOLDER / name, headers=ANYONE | age)


def frame_script(request: Request) -> Response:
    """Return the script that makes a frame as high as its content."""
    return FileResponse(FOLDER / FRAME, headers=ANYONE | FRESH)


ROUTES = [
    Route(f"/assets/{FRAME}", frame_script),
    Route("/nl/kader.js", frame_script),  # its address before; sites may have linked to it
    Route("/assets/{version}/{name}", asset),
]
