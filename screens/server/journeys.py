"""The addresses of a journey as a file: PDF, Excel and YAML."""

import logging

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

import documents
from blueprints import Library
from blueprints.lanes import ROLES
from documents.journey.swimlane import ACROSS, VIEWS, Paper, View
from engine.compile import Table
from screens.page import journey_file, journey_library, knowledge
from screens.page.journey_file import JourneyFile, content

LOG = logging.getLogger(__name__)
NO_KIND = "Dit soort bestand maak ik niet. Kies pdf, svg, png, xlsx of yaml."
NO_JOURNEY = "Deze reis ken ik niet. Kies een reis op de pagina Reis van de inwoner."
FAILED = "Het bestand maken lukte niet. Ga terug en probeer het nog eens."


def file(request: Request) -> Response:
    """Return a journey of the library as a file; 404 in Dutch for one that does not exist."""
    kind, slug = request.path_params["kind"], request.path_params["reis"]
    if kind not in journey_file.KINDS:
        return _plain(404, NO_KIND)
    table = knowledge.table()
    library = journey_library.library(table)
    if slug not in library.journeys:
        return _plain(404, NO_JOURNEY)
    asked = request.query_params.get("beeld", "")
    view: View = next((view for view in VIEWS if view == asked), "verschil")
    try:
        body = content(_asked(request, table, library, kind, view))
    except documents.DocumentError as error:
        LOG.exception("reis %s lukte niet", kind)
        return _plain(500, str(error))
    except Exception:
        LOG.exception("reis %s lukte niet", kind)
        return _plain(500, FAILED)
    name = f'attachment; filename="reis-{slug}.{kind}"'
    headers = {"content-disposition": name, "cache-control": "no-store"}
    return Response(body, media_type=journey_file.KINDS[kind], headers=headers)


def _asked(request: Request, table: Table, library: Library, kind: str, view: View) -> JourneyFile:
    """Return which file is asked for; what an address says wrong is left out."""
    role, paper = (request.query_params.get(key, "") for key in ("rol", "papier"))
    journey = library.journeys[request.path_params["reis"]]
    size: Paper = next((one for one in ACROSS if one == paper), "a3")
    return JourneyFile(table, library, journey, kind, view, role if role in ROLES else "", size)


def _plain(status: int, text: str) -> Response:
    return PlainTextResponse(text, status_code=status)


ROUTES = [Route("/document/reis/{reis}.{kind}", file)]
