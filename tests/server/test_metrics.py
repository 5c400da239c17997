"""What an administrator counts: every number is there, in OpenMetrics, and of no visitor."""

import re

import pytest
from pages import serve
from prometheus_client.openmetrics.parser import text_string_to_metric_families as families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from engine import Table
from screens.page import knowledge
from screens.server import metrics, routes
from screens.server.logbook import Requests

PERSON = "Jansen"
Numbers = dict[str, float]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, table: Table) -> TestClient:
    serve(monkeypatch, table)
    monkeypatch.setattr(knowledge, "ready", lambda: True)
    return TestClient(Starlette(routes=routes.ROUTES, middleware=[Middleware(Requests)]))


def numbers(client: TestClient) -> Numbers:
    """Return every number by its name and labels, as a program reads them."""
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    return {
        f"{s.name}{sorted(s.labels.items())}": s.value
        for family in families(answer.text)
        for s in family.samples
    }


def growth(before: Numbers, after: Numbers, name: str) -> float:
    """Return by how much the numbers that begin so grew."""

    def total(of: Numbers) -> float:
        return sum(value for key, value in of.items() if key.startswith(name))

    return total(after) - total(before)


def test_requests_are_counted_by_part_and_status(client: TestClient) -> None:
    before = numbers(client)
    client.get(f"/api/v1/advies?traject={PERSON}", headers={"x-forwarded-for": "192.0.2.7"})
    client.get(f"/{PERSON}/{PERSON}")
    after = numbers(client)
    name = "ken_je_inwoner_requests_total"
    assert growth(before, after, f"{name}[('part', 'api'), ('status', '400')]") == 1
    assert growth(before, after, f"{name}[('part', 'overig'), ('status', '404')]") == 1
    assert growth(before, after, "ken_je_inwoner_request_seconds_count[('part', 'api')]") == 1
    assert not re.search(rf"(?i){PERSON}|192\.0", client.get("/metrics").text)


def test_reads_are_counted_while_they_last(client: TestClient) -> None:
    before = numbers(client)
    with metrics.reading(), metrics.reading():
        during = numbers(client)
    metrics.count_refused_read()
    after = numbers(client)
    assert growth(before, during, "ken_je_inwoner_reads_in_progress") == 2
    assert growth(before, after, "ken_je_inwoner_reads_in_progress") == 0
    assert growth(before, after, "ken_je_inwoner_reads_total") == 2
    assert growth(before, after, "ken_je_inwoner_reads_refused_total") == 1


def test_a_saved_plan_is_counted(client: TestClient) -> None:
    before = numbers(client)
    metrics.count_saved_plan()
    assert growth(before, numbers(client), "ken_je_inwoner_plans_saved_total") == 1


def test_the_knowledge_that_serves_is_named(
    client: TestClient, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [key for key in numbers(client) if "knowledge_info" in key]
    assert len(known) == 1
    assert table.book.digest[:12] in known[0]
    assert numbers(client)["ken_je_inwoner_knowledge_current[]"] == 1
    monkeypatch.setattr(knowledge.service(), "message", "stuk", raising=False)
    assert numbers(client)["ken_je_inwoner_knowledge_current[]"] == 0


def test_nothing_of_the_machine_is_told(client: TestClient) -> None:
    names = {family.name for family in families(client.get("/metrics").text)}
    assert {name for name in names if not name.startswith("ken_je_inwoner_")} == set()
