"""Addresses beside the screens: health, documents of an advice, and the icon."""

import asyncio
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
from screens.server import (
    api,
    assets,
    journeys,
    login,
    metrics,
    prelude,
    still,
    upkeep,
    wellknown,
)
from screens.server.calendars import agendas
from screens.server.failure import page

LOG = logging.getLogger(__name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"pdf": "application/pdf", "docx": WORD, "txt": "text/plain; charset=utf-8"}
UNKEPT = {"cache-control": "no-store"}
FAILED = (
    "Het document maken lukte niet. Je keuzes staan nog in het adres. "
    "Ga terug en probeer het nog eens."
)
ALONE, PAGE_ONE = "alleen", "pagina-1"
LINES = {"organisatie": "organisation", "project": "project", "auteur": "author", "inwoner": "need"}
LONGEST = 200  # characters of a line that a visitor adds
MISSING = {"traject": "Kies een traject.", "fase": "Kies een fase."}


async def health(_: Request) -> Response:
    """Say that the process answers, and with which knowledge."""
    service = knowledge.service()
    return JSONResponse({"status": "ok", "kennis": service.table.book.digest}, headers=UNKEPT)


async def readiness(_: Request) -> Response:
    """Say whether visitors may come: 503 as long as the knowledge is not compiled.

    `bijgewerkt` is false when newer files do not pass the checks and the old version serves on;
    `plannen` is false when plans cannot be saved, while an advice can be given all the same.
    """
    if not knowledge.ready():
        return JSONResponse({"status": "bezig"}, 503, {**UNKEPT, "retry-after": "5"})
    fresh = await asyncio.to_thread(knowledge.current)
    facts = {"status": "ok", "bijgewerkt": fresh, "plannen": await upkeep.plans_work()}
    return JSONResponse(facts, headers=UNKEPT)


def numbers(request: Request) -> Response:
    """Return what an administrator counts, in OpenMetrics."""
    there = knowledge.ready()
    current = there and knowledge.current()
    book = knowledge.service().table.book if there else None
    return Response(metrics.page(book, current), headers=UNKEPT | {"content-type": metrics.KIND})


def icon(request: Request) -> Response:
    """Return our own icon instead of Streamlit's."""
    return FileResponse(assets.FOLDER / "favicon.png")


def document(request: Request) -> Response:
    """Return the advice of an address as PDF, Word or text; 400 in Dutch when it asks nonsense."""
    kind = request.path_params["kind"]
    if kind not in KINDS:
        return page(404, "Dit soort document maak ik niet. Kies pdf, docx of txt.", request.scope)
    table = knowledge.table()
    address_answers = address.read(table.book, request.query_params)
    wrong = [upper(str(strange)) for strange in address_answers.strange]
    wrong += [
        text for key, text in MISSING.items() if address_answers.answers[key] is None and not wrong
    ]
    if request.query_params.get(ALONE, PAGE_ONE) != PAGE_ONE:
        wrong.append(f"Dit deel van het document ken ik niet. Kies {ALONE}={PAGE_ONE}.")
    situation = address_answers.situation
    if wrong or situation is None:
        return page(400, " ".join(wrong), request.scope)
    try:
        day = knowledge.today()
        advice = advise(table, situation, day)
        link = f"{place.public() or str(request.base_url).rstrip('/')}/{address.query(situation)}"
        phases = advise_phases(table, situation, day)
        return _file(kind, table.book, advice, phases, _meta(request, link))
    except Exception as error:
        number = incident.number(LOG, f"document {kind} lukte niet", error)
        said = str(error) if isinstance(error, documents.DocumentError) else FAILED
        return page(500, said, request.scope, number)


def _meta(request: Request, link: str) -> Meta:
    """Return what a visitor adds to a document: lines of free text, and page one alone."""
    params = request.query_params
    lines = {name: params.get(key, "")[:LONGEST] for key, name in LINES.items()}
    return Meta(**lines, link=link, alone=ALONE in params)


def warm() -> None:
    """Make the PDF of the first example, so that fonts and libraries are there for visitors."""
    table, day = knowledge.table(), knowledge.today()
    situation = address.example(table.book)
    phases = advise_phases(table, situation, day)
    _file("pdf", table.book, advise(table, situation, day), phases, Meta())


def _file(kind: str, *of: Any) -> Response:
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
    Route("/metrics", numbers),
    Route("/favicon.png", icon),
    Route("/favicon.ico", icon),  # browsers ask for it where no page names an icon
    Route("/document/advies.{kind}", document),
    *agendas.ROUTES,
    *login.ROUTES,
    *journeys.ROUTES,
    *prelude.ROUTES,
    *assets.ROUTES,
    *still.ROUTES,
    *wellknown.ROUTES,
]
