"""The API: the advice as JSON for other programs, read-only and without a key."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cached_property, partial
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from documents.labels import upper
from engine import Situation, advise, advise_phases, export
from engine.compile import Table
from engine.knowledge import complaints
from engine.knowledge.complaints import suggestion
from engine.model import DIMENSIONS, UNKNOWN, Rulebook
from screens.page import address, incident, reply
from screens.page.cases import cases_told
from screens.page.reply import Shelf, Stored
from screens.server import catalogue, openapi
from screens.server.limit import Allowance, Limit, asker, per_minute, proxies
from screens.server.problem import KIND, ApiProblem, Fault

LOG = logging.getLogger(__name__)
BASE = "/api/v1/"
JSON = "application/json"
READS = frozenset({"*/*", "application/*", JSON, KIND})
METHODS = ("GET", "HEAD", "OPTIONS")
LONGEST, MOST_FIELDS, SHOWN = 2000, 20, 60  # characters, parameters, characters
HEADERS = {
    "api-version": openapi.VERSION,
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "API-Version, ETag, RateLimit, RateLimit-Policy, Retry-After",
    "cross-origin-resource-policy": "cross-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
}
PREFLIGHT = {
    "allow": ", ".join(METHODS),
    "access-control-allow-methods": ", ".join(METHODS),
    "access-control-allow-headers": "If-None-Match",
    "access-control-max-age": "86400",
}
FIRST = "advies"  # the resource that is made before anyone asks
PAUSE = 0.002  # seconds between two of those, for who asks something meanwhile
BROKEN = "Het lag niet aan je vraag. Probeer het over een minuut nog eens."
Values = Mapping[str, str]


class Resource(NamedTuple):
    """An address of the API: the parameters it needs and knows, and how it makes its answer."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    make: Callable[[Table, Values, date], Any]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return every parameter."""
        return self.required + self.optional


def _advice(table: Table, asked: Values, day: date) -> Any:
    situation = Situation(*(asked[key] for key in DIMENSIONS))
    return export.advice(table.book, advise(table, situation, day))


def _phases(table: Table, asked: Values, day: date) -> Any:
    first = {"fase": next(iter(table.book.phases))}
    situation = Situation(*({**first, **asked}[key] for key in DIMENSIONS))
    return [export.advice(table.book, given) for given in advise_phases(table, situation, day)]


def _channels(table: Table, _: Values, __: date) -> Any:
    return catalogue.channels(table.book)


def _practice(table: Table, asked: Values, _: date) -> Any:
    return cases_told.fitting_cases(table.book, Situation(*(asked[key] for key in DIMENSIONS)))


def _document(table: Table, _: Values, day: date) -> Any:
    return openapi.document(table, day)


GROUPS = DIMENSIONS[2:]
RESOURCES = {
    "advies": Resource(("traject", "fase"), GROUPS, _advice),
    "reis": Resource(("traject",), GROUPS, _phases),
    "kanalen": Resource((), (), _channels),
    "praktijk": Resource((), DIMENSIONS, _practice),
    "openapi.json": Resource((), (), _document),
}


class Api:
    """Answers every address under /api, in JSON whatever happens."""

    def __init__(
        self, limit: Limit | None = None, trusted_proxies: frozenset[str] | None = None
    ) -> None:
        """Answer with a limit for clients and some trusted proxies; without them, as set."""
        self._limit, self._trusted = limit, trusted_proxies
        self.shelf: Shelf[Stored] = Shelf()

    @cached_property
    def limit(self) -> Limit:
        """How often one client may ask."""
        return Limit(per_minute()) if self._limit is None else self._limit

    @cached_property
    def trusted_proxies(self) -> frozenset[str]:
        """The proxies that are believed."""
        return proxies() if self._trusted is None else self._trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; its body is not read."""
        response = await self._response(Request(scope))
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        left = self.limit.take(asker(request.scope, self.trusted_proxies))
        headers = HEADERS | self._limit_headers(left)
        try:
            return await self._answer(request, left, headers)
        except ApiProblem as problem:
            return _refusal(request, problem, headers)
        except Exception as error:
            number = incident.number(LOG, "een vraag aan de API lukte niet", error)
            broken = ApiProblem(500, f"{BROKEN} {incident.sentence(number)}")
            return _refusal(request, broken, headers)

    async def _answer(self, request: Request, allowance: Allowance, headers: Values) -> Response:
        if not allowance.allowed:
            detail = f"Wacht {allowance.wait} seconden en vraag het dan opnieuw."
            raise ApiProblem(429, detail, headers={"retry-after": str(allowance.wait)})
        name, resource = _resource(request)
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**headers, **PREFLIGHT})
        table, edition = reply.current()
        asked = read(table.book, resource, request.scope["query_string"])
        make = partial(_stored_answer, resource, table, asked, edition.day)
        found = await self.shelf.get(edition, (name, *asked.values()), make)
        return reply.send(request, found, headers)

    async def fill(self) -> None:
        """Make the advices that are asked for most before anyone does, a little at a time."""
        table, first = reply.current()
        for situation in table.outcomes:
            if situation.stake != UNKNOWN:  # few ask for these, and all of them take much memory
                continue
            table, edition = reply.current()
            if edition != first:
                return
            asked = situation.facts()
            make = partial(_stored_answer, RESOURCES[FIRST], table, asked, edition.day)
            await self.shelf.get(edition, (FIRST, *asked.values()), make)
            await asyncio.sleep(PAUSE)

    def _limit_headers(self, allowance: Allowance) -> dict[str, str]:
        if not (most := self.limit.per_minute):
            return {}
        wait = f";t={allowance.wait}" if allowance.wait else ""
        return {
            "ratelimit-policy": f'"minuut";q={most};w=60',
            "ratelimit": f'"minuut";r={allowance.more}{wait}',
        }


def _stored_answer(resource: Resource, table: Table, asked: Values, day: date) -> Stored:
    return reply.pack(JSON, orjson.dumps(resource.make(table, asked, day)))


def _resource(request: Request) -> tuple[str, Resource]:
    """Return what an address, method and Accept header ask for; raises Problem."""
    path: str = request.path_params.get("path", "")
    name = path.removeprefix("v1/") if path.startswith("v1/") else ""
    if name not in RESOURCES:
        raise ApiProblem(404, _not_found_text(name))
    if request.method not in METHODS:
        detail = "Deze API geeft alleen antwoord: gebruik GET, HEAD of OPTIONS."
        raise ApiProblem(405, detail, headers={"allow": ", ".join(METHODS)})
    if not _reads_json(request.headers.get("accept", "*/*")):
        raise ApiProblem(406, "Deze API antwoordt in JSON. Vraag om application/json.")
    return name, RESOURCES[name]


def _not_found_text(name: str) -> str:
    if name.rstrip("/") in RESOURCES:
        return "Laat de schuine streep aan het eind van het adres weg."
    like = get_close_matches(name.lower()[:SHOWN], RESOURCES, n=1, cutoff=0.6)
    meant = f" Bedoelde je {BASE}{like[0]}?" if like else ""
    known = ", ".join(BASE + known for known in RESOURCES)
    return f"Dit adres ken ik niet.{meant} Kies uit: {known}."


def _reads_json(accepts: str) -> bool:
    ranges = (part.partition(";")[0].strip().lower() for part in accepts.split(","))
    return any(kind in READS for kind in ranges)


def read(book: Rulebook, resource: Resource, query: bytes) -> dict[str, str]:
    """Return the value of every parameter; raises Problem with all that is wrong with a query."""
    if len(query) > LONGEST:
        raise ApiProblem(414, f"Houd het deel achter het vraagteken korter dan {LONGEST} tekens.")
    try:
        text = query.decode("ascii", "replace")
        fields = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise ApiProblem(400, f"Geef hooguit {MOST_FIELDS} parameters mee.") from None
    given = dict(fields)
    if len(given) < len(fields) or not _good(book, resource, given):
        faults = [*_strange(resource, fields), *_wrong(resource, address.options(book), given)]
        faults += _apart(book, given)
        raise ApiProblem(400, " ".join(fault.detail for fault in faults), faults)
    return {key: given.get(key, UNKNOWN) for key in resource.keys}


def _good(book: Rulebook, resource: Resource, values: Values) -> bool:
    """Tell whether every parameter and value is known and nothing is missing, and no more."""
    known = address.choices(book)
    there = values.keys() >= set(resource.required) and values.keys() <= set(resource.keys)
    return (
        there
        and all(value in known[key] for key, value in values.items())
        and not _apart(book, values)
    )


def _apart(book: Rulebook, values: Values) -> list[Fault]:
    """Return what is wrong with two known values that do not go together."""
    track, stake = values.get("traject", ""), values.get("belang", UNKNOWN)
    if track not in book.tracks or stake not in book.stakes or stake in book.stakes_of(track):
        return []
    return [Fault("belang", "waarde-onbekend", complaints.apart(book, track, stake))]


def _strange(resource: Resource, fields: Sequence[tuple[str, str]]) -> list[Fault]:
    """Return what is wrong with the names: not known, or given twice."""
    names = [name for name, _ in fields]
    return [fault for name in dict.fromkeys(names) if (fault := _name(resource, name, names))]


def _name(resource: Resource, name: str, names: Sequence[str]) -> Fault | None:
    said = name[:SHOWN]
    if name not in resource.keys:
        like = _like(said, resource.keys)
        choices = suggestion(said, resource.keys) or " Dit adres heeft geen parameters."
        return Fault(said, "parameter-onbekend", f"Parameter '{said}' ken ik niet.{choices}", like)
    if names.count(name) > 1:
        detail = f"Parameter '{said}' staat er meer dan één keer. Geef hem één keer mee."
        return Fault(said, "parameter-dubbel", detail)
    return None


def _wrong(resource: Resource, choices: Mapping[str, Values], values: Values) -> list[Fault]:
    """Return what is wrong with the values: missing, or not in the knowledge."""
    faults = []
    for key in resource.keys:
        if key not in values:
            if key in resource.required:
                detail = f"Parameter '{key}' ontbreekt.{suggestion('', choices[key])}"
                faults.append(Fault(key, "parameter-ontbreekt", detail))
        elif values[key] not in choices[key]:
            said = values[key][:SHOWN]
            detail = f"{upper(key)} '{said}' ken ik niet.{suggestion(said, choices[key])}"
            faults.append(Fault(key, "waarde-onbekend", detail, _like(said, choices[key])))
    return faults


def _like(word: str, choices: Sequence[str] | Values) -> str | None:
    return next(iter(get_close_matches(word.lower(), list(choices), n=1, cutoff=0.6)), None)


def _refusal(request: Request, problem: ApiProblem, headers: Values) -> Response:
    instance = quote(request.scope["path"][:SHOWN], errors="replace")
    said = {**headers, **problem.headers, "cache-control": "no-store"}
    body = orjson.dumps(problem.body(instance))
    return Response(body, problem.status, said, media_type=KIND)


ENDPOINT = Api()
ROUTES = [Route("/api", ENDPOINT), Route("/api/{path:path}", ENDPOINT)]
