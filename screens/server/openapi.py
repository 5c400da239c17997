"""The description of the API (OpenAPI 3.1): its choices come from the knowledge that serves."""

from datetime import date
from typing import Any

from engine import Situation, advise, export
from engine.compile import Table
from engine.model import DIMENSIONS, UNKNOWN, Rulebook
from screens.page import address, place
from screens.page.cases import cases_told
from screens.server import catalogue
from screens.server.problem import KIND, TITLES, ApiProblem, Fault
from screens.server.schemas import Schema, reference, schemas

VERSION = "1.2.0"
ABOUT = """Welke kanalen passen bij welke inwoners, in welke fase, en hoe zeker is dat?

Dit is hetzelfde advies als op het scherm en in de PDF, met dezelfde verantwoording. Lezen mag
zonder sleutel. Een antwoord voorspelt niet hoeveel inwoners je bereikt. Leeftijden en profielen
beschrijven groepen, geen personen: stuur nooit gegevens van personen mee.

Antwoorden hebben een ETag; met If-None-Match krijg je 304 zolang kennis en datum gelijk zijn.
Foutmeldingen zijn problem details (RFC 9457) in het Nederlands. Extra velden in een antwoord
horen bij dezelfde hoofdversie: laat je programma velden overslaan die het niet kent.
"""
ASKS = {
    "traject": "Om wat voor traject het gaat.",
    "fase": "De fase van het traject.",
    "leeftijd": "De leeftijd die de doelgroep vooral heeft.",
    "profiel": "Het betrokkenheidsprofiel dat het best past.",
    "belang": "Wat er voor inwoners op het spel staat. De keuzes horen bij een traject.",
}
LOOSE = "-mag"  # behind the name of a parameter that may be left out
REFUSALS = (400, 404, 405, 406, 414, 429, 500)


def document(table: Table, day: date) -> dict[str, Any]:
    """Return the whole OpenAPI document for the knowledge that serves."""
    book = table.book
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Ken je inwoner",
            "version": VERSION,
            "summary": "Kanaaladvies voor gemeenten, waterschappen en uitvoeringsorganisaties",
            "description": ABOUT,
        },
        "servers": [{"url": _server(), "description": "Deze server"}],
        "security": [],
        "tags": [{"name": "advies", "description": "Het advies en de kanalen waar het uit kiest"}],
        "paths": _paths(table, day),
        "components": {
            "parameters": {key: _parameter(book, key) for key in DIMENSIONS}
            | {f"{key}{LOOSE}": _parameter(book, key, loose=True) for key in address.REQUIRED},
            "headers": _headers(),
            "responses": _refusals(book),
            "schemas": schemas(book),
        },
    }


def _server() -> str:
    """Return where the API is; below a folder of a proxy only the setting can tell."""
    return f"{place.public() or ''}/api/v1"


def _paths(table: Table, day: date) -> dict[str, Any]:
    example = _short(export.advice(table.book, advise(table, _situation(table.book), day)))
    book = table.book
    channels = _short(catalogue.channels(book))
    journey: Schema = {"type": "array", "items": reference("Advies"), "minItems": 1}
    return {
        "/advies": _get(
            "geefAdvies", "Het advies voor één situatie", DIMENSIONS, reference("Advies"), example
        ),
        "/reis": _get(
            "geefReis",
            "Het advies voor elke fase van de reis, op volgorde",
            tuple(key for key in DIMENSIONS if key != "fase"),
            journey,
            [example],
        ),
        "/kanalen": _get(
            "geefKanalen",
            "Alle kanalen en middelen met hun eigenschappen",
            (),
            reference("Kanalen"),
            channels,
        ),
        "/praktijk": _get(
            "geefPraktijk",
            "Wat andere organisaties deden, met bron; het telt niet mee in een advies",
            DIMENSIONS,
            reference("Praktijk"),
            _short(cases_told.fitting_cases(book, _situation(book))),
            optional=True,
        ),
        "/openapi.json": _get("geefBeschrijving", "Deze beschrijving", (), {"type": "object"}),
    }


def _situation(book: Rulebook) -> Situation:
    return book.promises[0].situation.answers()


def _short(data: Any) -> Any:
    """Return data with every list cut to its first item, to serve as an example."""
    if isinstance(data, dict):
        return {key: _short(value) for key, value in data.items()}
    if isinstance(data, list | tuple) and not all(isinstance(item, float) for item in data):
        return [_short(item) for item in data[:1]]
    return data


def _get(
    name: str,
    summary: str,
    keys: tuple[str, ...],
    answer: Schema,
    example: Any = None,
    optional: bool = False,
) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": answer}
    if example is not None:
        content["example"] = example
    loose = address.REQUIRED if optional else ()
    asked = [
        {"$ref": f"#/components/parameters/{key}{LOOSE if key in loose else ''}"} for key in keys
    ]
    refused = {str(s): {"$ref": f"#/components/responses/{s}"} for s in (304, *REFUSALS)}
    answered = {
        "description": summary,
        "headers": {key: {"$ref": f"#/components/headers/{key}"} for key in _headers()},
        "content": {"application/json": content},
    }
    operation = {"operationId": name, "summary": summary, "tags": ["advies"], "parameters": asked}
    return {"get": operation | {"responses": {"200": answered} | refused}}


def _parameter(book: Rulebook, key: str, loose: bool = False) -> dict[str, Any]:
    known = address.options(book)[key]
    listed = "\n".join(f"* `{slug}`: {name}" for slug, name in known.items())
    schema: Schema = {"type": "string", "enum": list(known)}
    required = key in address.REQUIRED and not loose
    if key not in address.REQUIRED:
        schema["default"] = UNKNOWN
    return {
        "name": key,
        "in": "query",
        "required": required,
        "description": f"{ASKS[key]}\n\n{listed}",
        "schema": schema,
        "example": getattr(_situation(book), Situation._fields[DIMENSIONS.index(key)]),
    }


def _headers() -> dict[str, Any]:
    said = {
        "API-Version": "De volledige versie van deze API.",
        "ETag": "Verandert als het antwoord verandert.",
        "RateLimit-Policy": "Hoeveel vragen per minuut mogen, als er een grens is (q per w).",
        "RateLimit": "Hoeveel vragen je nu nog hebt (r).",
    }
    return {name: {"description": d, "schema": {"type": "string"}} for name, d in said.items()}


def _same() -> dict[str, Any]:
    return {"description": "Je hebt het antwoord al: het is niet veranderd"}


def _refusals(book: Rulebook) -> dict[str, Any]:
    return {"304": _same()} | {str(status): _refusal(book, status) for status in REFUSALS}


def _refusal(book: Rulebook, status: int) -> dict[str, Any]:
    """Return how a refusal looks."""
    problem = _wrong(book) if status == 400 else ApiProblem(status, TITLES[status] + ".")
    said: dict[str, Any] = {
        "description": TITLES[status],
        "content": {
            KIND: {"schema": reference("Probleem"), "example": problem.body("/api/v1/advies")}
        },
    }
    if status == 429:
        wait = {"description": "Seconden wachten.", "schema": {"type": "integer", "minimum": 1}}
        said["headers"] = {"Retry-After": wait}
    return said


def _wrong(book: Rulebook) -> ApiProblem:
    """Return the problem of a misspelled phase."""
    meant = next(iter(book.phases))
    said = meant[:-1]
    detail = f"Fase '{said}' ken ik niet. Bedoelde je '{meant}'?"
    return ApiProblem(400, detail, [Fault("fase", "waarde-onbekend", detail, meant)])
