"""Addresses beside the screens: health, documents of an advice, and the icon."""

import logging
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

import documents
from documents.advice.case import Meta
from documents.labels import upper
from engine import advise, advise_phases
from screens.page import address, incident, knowledge, place
from screens.server import api, assets, journeys, login, prelude, still
from screens.server.failure import page

LOG = logging.getLogger(__name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"pdf": "application/pdf", "docx": WORD, "txt": "text/plain; charset=utf-8"}
UNKEPT = {"cache-control": "no-store"}
FAILED = (
    "Het document maken lukte niet. Je keuzes staan nog in het adres. "
    "Ga terug en probeer het nog eens."
)
MISSING = {"traject": "Kies een traject.", "fase": "Kies een fase."}


def health(request: Request) -> Response:
    """Say that the process answers, and with which knowledge."""
    service = knowledge.service()
    return JSONResponse({"status": "ok", "kennis": service.table.book.digest}, headers=UNKEPT)


def readiness(request: Request) -> Response:
    """Say whether visitors may come: 503 as long as the knowledge is not compiled.

    `bijgewerkt` is false when newer files do not pass the checks and the old version serves on.
    """
    if not knowledge.ready():
        return JSONResponse({"status": "bezig"}, 503, {**UNKEPT, "retry-after": "5"})
    fresh = knowledge.service().message is None
    return JSONResponse({"status": "ok", "bijgewerkt": fresh}, headers=UNKEPT)


def icon(request: Request) -> Response:
    """Return our own icon instead of Streamlit's."""
    return FileResponse(assets.FOLDER / "favicon.png")


def document(request: Request) -> Response:
    """Return the advice of an address as PDF, Word or text; 400 in Dutch when it asks nonsense."""
    kind = request.path_params["kind"]
    if kind not in KINDS:
        return page(404, "Dit soort document maak ik niet. Kies pdf, docx of txt.", request.scope)
    table = knowledge.table()
    asked = address.read(table.book, request.query_params)
    wrong = [upper(str(strange)) for strange in asked.strange]
    wrong += [text for key, text in MISSING.items() if asked.answers[key] is None and not wrong]
    situation = asked.situation
    if wrong or situation is None:
        return page(400, " ".join(wrong), request.scope)
    try:
        day = knowledge.today()
        advice = advise(table, situation, day)
        link = f"{place.public() or str(request.base_url).rstrip('/')}/{address.query(situation)}"
        return _made(
            kind, table.book, advice, advise_phases(table, situation, day), Meta(link=link)
        )
    except Exception as error:
        number = incident.number(LOG, f"document {kind} lukte niet", error)
        said = str(error) if isinstance(error, documents.DocumentError) else FAILED
        return page(500, said, request.scope, number)


def warm() -> None:
    """Make the PDF of the first example, so that fonts and libraries are there for visitors."""
    table, day = knowledge.table(), knowledge.today()
    situation = address.example(table.book)
    phases = advise_phases(table, situation, day)
    _made("pdf", table.book, advise(table, situation, day), phases, Meta())


def _made(kind: str, *of: Any) -> Response:
    book, advice, phases, meta = of
    content = documents.content_of(book, advice, phases, meta)
    makers: dict[str, Callable[[Any], bytes | str]] = {
        "pdf": documents.advice_pdf,
        "docx": documents.advice_docx,
        "txt": documents.advice_text,
    }
    name = documents.file_name(advice, kind)
    shown = "inline" if kind == "txt" else "attachment"
    headers = {"content-disposition": f'{shown}; filename="{name}"', "cache-control": "no-store"}
    return Response(makers[kind](content), media_type=KINDS[kind], headers=headers)


ROUTES = [
    *api.ROUTES,  # first, for every route before it is tried for every question
    Route("/healthz", health),
    Route("/readyz", readiness),
    Route("/favicon.png", icon),
    Route("/document/advies.{kind}", document),
    *login.ROUTES,
    *journeys.ROUTES,
    *prelude.ROUTES,
    *assets.ROUTES,
    *still.ROUTES,
]
