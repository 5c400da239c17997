"""The API gives the advice of the engine, says in Dutch what is wrong, and cannot be upset."""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import orjson
import pytest
from conftest import ROOT
from hostile import Answer, Question, ask, questions
from hypothesis import assume, given, settings
from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from engine import Advice, Situation, Table, advise_phases, catalogue_keys, export, keys
from engine.model import DIMENSIONS, OwnFinding, Rulebook
from screens.page import knowledge, reply
from screens.server import limit, openapi, schemas
from screens.server.api import Api
from screens.server.limit import Limit
from screens.server.problem import KIND

COVERS = ("screens/server/catalogue.py",)

DAY = date(2026, 11, 22)
BASE = "/api/v1/"


@pytest.fixture(scope="module")
def api(table: Table) -> Iterator[Api]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(knowledge, "table", lambda: table)
        patch.setattr(knowledge, "today", lambda: DAY)
        yield Api(Limit(0))


@pytest.fixture(scope="module")
def app(api: Api) -> Starlette:
    return Starlette(routes=[Route("/api", api), Route("/api/{path:path}", api)])


@pytest.fixture(scope="module")
def client(app: Starlette) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def first(table: Table) -> str:
    """Return the address of the first situation."""
    return address(next(iter(table.outcomes)))


def address(situation: Situation) -> str:
    facts = "&".join(f"{key}={value}" for key, value in situation.facts().items())
    return f"{BASE}advies?{facts}"


def plain(data: Any) -> Any:
    return orjson.loads(orjson.dumps(data))


@pytest.mark.exhaustive
def test_every_advice_is_that_of_the_command_line(
    client: TestClient, table: Table, every_advice: Mapping[Situation, Advice]
) -> None:
    for situation, advice in every_advice.items():
        expected = export.advice(table.book, advice)
        assert orjson.loads(client.get(address(situation)).content) == plain(expected)


@pytest.mark.exhaustive
def test_a_journey_is_that_of_the_command_line(client: TestClient, table: Table) -> None:
    for situation in list(table.outcomes)[::40]:
        asked = situation.facts() | {"fase": ""}
        query = "&".join(f"{key}={value}" for key, value in asked.items() if value)
        found = client.get(f"{BASE}reis?{query}").json()
        expected = [export.advice(table.book, a) for a in advise_phases(table, situation, DAY)]
        assert found == plain(expected)


def test_what_is_not_asked_counts_as_not_known(client: TestClient, table: Table) -> None:
    track, phase = next(iter(table.book.tracks)), next(iter(table.book.phases))
    found = client.get(f"{BASE}advies?traject={track}&fase={phase}").json()
    assert found["situatie"] == Situation(track, phase).facts()


def test_the_catalogue_holds_every_channel(client: TestClient, table: Table) -> None:
    found = client.get(f"{BASE}kanalen").json()
    assert found["kennis"] == table.book.digest
    names = {row["kanaal"]: row["naam"] for row in found["kanalen"]}
    assert names == {slug: channel.name for slug, channel in table.book.channels.items()}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("", "enschede-zoekadvertenties-schulden"),
        ("?traject=participatie&fase=afronding", "heiloo-terugblik-herinrichting"),
        ("?traject=dienstverlening&fase=bewustwording&belang=gevoelige-hulp&leeftijd=75-plus",
         "rotterdam-promoteam"),
    ],
)  # fmt: skip
def test_cases_of_practice_fit_what_is_asked(client: TestClient, query: str, first: str) -> None:
    found = client.get(f"{BASE}praktijk{query}").json()
    catalogue_keys.PracticesKeys.model_validate(found)
    assert found["gevallen"][0]["id"] == first
    assert all(one["bron"]["adres"].startswith("http") for one in found["gevallen"])


WRONG = [
    ("praktijk?traject=weg", 400, ["Traject 'weg' ken ik niet."]),
    ("advies", 400, ["Parameter 'traject' ontbreekt. Kies uit: ", "Parameter 'fase' ontbreekt."]),
    ("advies?traject=", 400, ["Traject '' ken ik niet.", "Parameter 'fase' ontbreekt."]),
    ("reis?trajct=x", 400, ["Parameter 'trajct' ken ik niet. Bedoelde je 'traject'?"]),
    ("reis?leeftijd=1&leeftijd=2", 400, ["'leeftijd' staat er meer dan één keer."]),
    (
        "reis?fase=x",
        400,
        ["Parameter 'fase' ken ik niet. Kies uit: traject, leeftijd, profiel, belang."],
    ),
    ("kanalen?x=1", 400, ["Parameter 'x' ken ik niet. Dit adres heeft geen parameters."]),
    ("kanalen?" + "x=1&" * 30, 400, ["Geef hooguit 20 parameters mee."]),
    ("kanalen?x=" + "1" * 3000, 414, ["korter dan 2000 tekens"]),
    ("advies/", 404, ["Laat de schuine streep aan het eind van het adres weg."]),
    ("kanalen/balie", 404, ["Dit adres ken ik niet."]),
    ("kanaal", 404, ["Bedoelde je /api/v1/kanalen?"]),
    ("../v2/advies", 404, ["Kies uit: /api/v1/advies, "]),
]


@pytest.mark.parametrize(("asked", "status", "words"), WRONG)
def test_errors_say_what_is_wrong_and_what_to_do(
    client: TestClient, asked: str, status: int, words: list[str]
) -> None:
    answer = client.get(BASE + asked)
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, KIND)
    assert problem["status"] == status
    assert answer.headers["cache-control"] == "no-store"
    for text in words:
        assert text in problem["detail"]
    if status == 400 and "errors" in problem:
        assert problem["detail"] == " ".join(error["detail"] for error in problem["errors"])


def test_a_misspelled_choice_comes_with_the_right_one(client: TestClient, table: Table) -> None:
    for key, known in zip(DIMENSIONS, known_slugs(table), strict=True):
        for slug in known:
            facts = next(iter(table.outcomes)).facts() | {key: slug[:-1] + "q"}
            query = "&".join(f"{k}={v}" for k, v in facts.items())
            errors = client.get(f"{BASE}advies?{query}").json()["errors"]
            assert [error["location"]["name"] for error in errors] == [key]
            assert errors[0]["suggestie"] in known


def known_slugs(table: Table) -> list[list[str]]:
    book = table.book
    return [list(of) for of in book.choices().values()]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_only_reading(client: TestClient, method: str) -> None:
    answer = client.request(method, f"{BASE}kanalen", content=b"x" * 100)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.headers["content-type"] == KIND


def test_only_json(client: TestClient) -> None:
    assert client.get(f"{BASE}kanalen", headers={"accept": "text/csv"}).status_code == 406
    browser = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
    assert client.get(f"{BASE}kanalen", headers=browser).status_code == 200


def test_other_sites_may_read_and_a_frame_may_not(client: TestClient) -> None:
    for asked in ("kanalen", "weg", "openapi.json"):
        headers = client.get(BASE + asked, headers={"origin": "https://elders.nl"}).headers
        assert headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in headers
        assert headers["api-version"] == openapi.VERSION
        assert (headers["x-frame-options"], headers["x-content-type-options"]) == (
            "DENY",
            "nosniff",
        )
    answer = client.options(f"{BASE}kanalen")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


def test_an_answer_that_is_still_true_is_not_sent_again(client: TestClient, first: str) -> None:
    full = client.get(first)
    tag = full.headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"x", {tag}', "*"):
        answer = client.get(first, headers={"if-none-match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
    assert client.get(first, headers={"if-none-match": '"x"'}).status_code == 200
    assert full.headers["cache-control"] == "no-cache"


def test_head_and_encodings_say_the_same(client: TestClient, first: str) -> None:
    zipped = client.get(first, headers={"accept-encoding": "gzip"})
    whole = client.get(first, headers={"accept-encoding": "identity"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in whole.headers
    assert zipped.content == whole.content
    assert zipped.headers["vary"] == whole.headers["vary"] == "Accept-Encoding"
    head = client.head(first, headers={"accept-encoding": "identity"})
    assert head.headers == whole.headers


def test_an_answer_is_unpacked_once_for_who_cannot_read_gzip() -> None:
    body = b'{"kanaal": "x"}' * 100
    made = reply.pack("application/json", body)
    assert made.plain == body
    assert made.plain is made.plain


def test_a_new_day_and_another_organisation_are_new_answers(
    table: Table, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = Api(Limit(0))
    client = TestClient(Starlette(routes=[Route("/api/{path:path}", api)]))
    own = replace(table, book=replace(table.book, organisation_digest="x"))
    tags = []
    for serves, day in ((table, DAY), (table, date(2026, 11, 23)), (own, date(2026, 11, 23))):
        monkeypatch.setattr(knowledge, "table", lambda serves=serves: serves)
        monkeypatch.setattr(knowledge, "today", lambda day=day: day)
        answer = client.get(first)
        assert answer.json()["verantwoording"]["datum"] == day.isoformat()
        tags.append(answer.headers["etag"])
        assert len(api.shelf) == 1
    assert tags[0] != tags[1]


def test_a_fault_of_ours_is_a_problem_without_a_traceback(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    def broken() -> Table:
        raise RuntimeError("geheim")

    monkeypatch.setattr(knowledge, "table", broken)
    answer = client.get(first)
    assert (answer.status_code, answer.headers["content-type"]) == (500, KIND)
    assert "geheim" not in answer.text and "Traceback" not in answer.text


def limited_api(per_minute: int, clock: list[float]) -> Api:
    return Api(Limit(per_minute, lambda: clock[0]), frozenset({"testclient"}))


def test_who_asks_too_often_must_wait(client: TestClient) -> None:
    clock = [0.0]
    busy = TestClient(Starlette(routes=[Route("/api/{path:path}", limited_api(60, clock))]))
    statuses = [busy.get(f"{BASE}kanalen").status_code for _ in range(62)]
    assert statuses == [200] * 60 + [429] * 2
    refused = busy.get(f"{BASE}kanalen")
    assert (refused.headers["content-type"], refused.headers["retry-after"]) == (KIND, "1")
    assert refused.headers["ratelimit-policy"] == '"minuut";q=60;w=60'
    assert refused.headers["ratelimit"] == '"minuut";r=0;t=1'
    assert refused.json()["detail"] == "Wacht 1 seconden en vraag het dan opnieuw."
    clock[0] = 1.0
    assert busy.get(f"{BASE}kanalen").headers["ratelimit"] == '"minuut";r=0'
    assert busy.get(f"{BASE}kanalen").status_code == 429
    clock[0] = 100.0
    assert busy.get(f"{BASE}kanalen").headers["ratelimit"] == '"minuut";r=59'
    assert "ratelimit" not in client.get(f"{BASE}kanalen").headers


def test_nobody_is_remembered_longer_than_needed() -> None:
    clock = [0.0]
    bucket = Limit(600, lambda: clock[0])
    for i in range(limit.MOST + 500):
        bucket.take(str(i))
    assert len(bucket) == limit.MOST
    clock[0] = limit.WINDOW
    bucket.take("x")
    assert len(bucket) == 1


CLIENTS = [
    ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
    ("10.0.0.5", "198.51.100.7", "198.51.100.7"),
    ("10.0.0.5", "203.0.113.9, 198.51.100.7, 10.0.0.6", "198.51.100.7"),
    ("10.0.0.5", "", "onbekend"),
    ("10.0.0.5", "rommel", "onbekend"),
    ("::ffff:192.0.2.1", "", "192.0.2.1"),
]


@pytest.mark.parametrize(("peer", "forwarded", "who"), CLIENTS)
def test_only_a_trusted_proxy_says_who_asks(peer: str, forwarded: str, who: str) -> None:
    trusted = limit.proxies({limit.PROXIES: "10.0.0.5, 10.0.0.6"})
    assert limit.client(peer, forwarded, trusted) == who


def test_all_addresses_of_one_connection_are_one_client() -> None:
    one, same, other = ("2001:db8:0:1::1", "2001:db8:0:1:f::9", "2001:db8:0:2::1")
    assert limit.client(one, "", frozenset()) == limit.client(same, "", frozenset())
    assert limit.client(one, "", frozenset()) != limit.client(other, "", frozenset())


def test_wrong_settings_stop_the_start() -> None:
    assert limit.per_minute({}) == limit.USUAL
    assert limit.per_minute({limit.PER_MINUTE: "0"}) == 0
    for said in ("-1", "veel", "1.5", "9" * 9):
        with pytest.raises(ValueError, match="geen heel getal"):
            limit.per_minute({limit.PER_MINUTE: said})
    with pytest.raises(ValueError, match="is geen IP-adres"):
        limit.proxies({limit.PROXIES: "proxy.gemeente.nl"})


@pytest.fixture(scope="module")
def api_description(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{BASE}openapi.json").json()
    return found


def close_schema(schema: Any) -> Any:
    """Return a schema that also refuses fields that it does not name."""
    if isinstance(schema, list):
        return [close_schema(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: close_schema(value) for key, value in schema.items()}
    shut = schema.get("type") == "object" and isinstance(schema.get("properties"), dict)
    return made | ({"additionalProperties": False} if shut else {})


def validator(api_description: dict[str, Any], name: str) -> Draft202012Validator:
    parts = {"schemas": close_schema(api_description["components"]["schemas"])}
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": parts})


def test_the_description_describes_every_field(
    client: TestClient, api_description: dict[str, Any], table: Table
) -> None:
    advice = validator(api_description, "Advies")
    for situation in list(table.outcomes)[::135]:
        advice.validate(client.get(address(situation)).json())
    validator(api_description, "Praktijk").validate(client.get(f"{BASE}praktijk").json())
    validator(api_description, "Kanalen").validate(client.get(f"{BASE}kanalen").json())
    for asked, *_ in WRONG:
        validator(api_description, "Probleem").validate(client.get(BASE + asked).json())


def test_every_answer_fits_its_keys(client: TestClient, table: Table) -> None:
    """An answer is made without checks, so here it is checked."""
    for situation in list(table.outcomes)[::135]:
        keys.AdviceKeys.model_validate(client.get(address(situation)).json())
    catalogue_keys.ChannelsKeys.model_validate(client.get(f"{BASE}kanalen").json())


def test_what_an_organisation_measured_has_the_keys_of_its_file() -> None:
    written = [field.alias or name for name, field in OwnFinding.model_fields.items()]
    told = [field.alias or name for name, field in keys.OwnResultKeys.model_fields.items()]
    assert told == [key for key in written if key != "kanaal"]


def test_every_key_stands_in_the_reference() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert schemas.reference_table() in text, schemas.reference_table()


def test_examples_in_the_description_are_right(api_description: dict[str, Any]) -> None:
    parts = api_description["components"]["schemas"]
    assert all(Draft202012Validator.check_schema(part) is None for part in parts.values())
    path = api_description["paths"]["/advies"]["get"]["responses"]["200"]["content"][
        "application/json"
    ]
    validator(api_description, "Advies").validate(path["example"])
    for response in api_description["components"]["responses"].values():
        for content in response.get("content", {}).values():
            validator(api_description, "Probleem").validate(content["example"])


def test_the_description_follows_the_dutch_rules(api_description: dict[str, Any]) -> None:
    assert api_description["openapi"].startswith("3.1")
    assert api_description["info"]["version"] == openapi.VERSION
    assert api_description["servers"][0]["url"].endswith("/v1")
    for path, item in api_description["paths"].items():
        assert path == path.lower() and not path.endswith("/")
        assert set(item) == {"get"}
        assert {"400", "404", "429"} <= set(item["get"]["responses"])
        assert item["get"]["summary"]


def test_settings_addresses_and_versions_are_written_down() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert openapi.VERSION in text
    for word in (limit.PER_MINUTE, limit.PROXIES, "/api/v1/advies", "/advies/"):
        assert word in text


GOOD, BAD = "positive", "negative"
FUZZED = [
    ("/advies", GOOD, 40),
    ("/advies", BAD, 120),
    ("/reis", GOOD, 15),
    ("/reis", BAD, 80),
    ("/kanalen", GOOD, 1),
    ("/praktijk", GOOD, 10),
    ("/openapi.json", GOOD, 1),
]


def fits_track(book: Rulebook, query: Mapping[str, Any]) -> bool:
    """Tell whether what is at stake is something of the track that was asked."""
    stake = book.stakes.get(query.get("belang", ""))
    return stake is None or query.get("traject") in stake.tracks


@pytest.mark.parametrize(("path", "mode", "count"), FUZZED)
@pytest.mark.exhaustive
def test_schemathesis_finds_nothing(
    app: Starlette, book: Rulebook, path: str, mode: str, count: int
) -> None:
    import schemathesis

    api_description = schemathesis.openapi.from_asgi(f"{BASE}openapi.json", app)
    api_description.validate()

    @given(
        case=api_description[path]["GET"].as_strategy(
            generation_mode=schemathesis.GenerationMode(mode)
        )
    )
    @settings(max_examples=count, deadline=None, database=None)
    def holds(case: Any) -> None:
        # What is at stake depends on the track, which no schema can say; that is refused.
        assume(mode == BAD or fits_track(book, case.query or {}))
        case.call_and_validate()

    holds()


def test_hostile_requests_get_a_problem_and_nothing_else(
    app: Starlette, api: Api, table: Table
) -> None:
    words = [slug for known in known_slugs(table) for slug in known]
    starts = ("/api/v1/advies", "/api/v1/reis", "/api/v1/kanalen", "/api/v1/", "/api/", "/api/v2")
    asked = list(questions(22, 2000, starts, words))
    seen = set()
    for answer, question in zip(ask(app, asked), asked, strict=True):
        seen.add(answer.status)
        check_harmless(answer, question)
    assert {200, 400, 404, 405, 406} <= seen
    assert len(api.shelf) <= len(table.outcomes) * 2


def check_harmless(answer: Answer, asked: Question) -> None:
    body = answer.body
    if answer.headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    assert answer.status < 500, asked
    assert b"Traceback" not in body and b"root:x:" not in body, asked
    assert len(body) < (600_000 if answer.status == 200 else 10_000), asked
    assert "set-cookie" not in answer.headers, asked
    if body and b"%0a" not in asked.path:
        assert json.loads(body) is not None, asked
        assert answer.headers["content-type"] in ("application/json", KIND), asked
