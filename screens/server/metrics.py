"""What an administrator counts: requests, files that are read, plans that are saved, the knowledge.

Numbers in OpenMetrics, of a registry of our own, so that nothing of the machine is told. No label
holds anything of a visitor: a label is the name of a part, a status or a version.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest

from engine.model import Rulebook
from engine.version import VERSION

KIND = CONTENT_TYPE_LATEST
BOUNDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)  # seconds
NAME = "ken_je_inwoner"

disable_created_metrics()  # a moment for each number would double the page
REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "requests", "Beantwoorde verzoeken.", ("part", "status"), NAME, registry=REGISTRY
)
SECONDS = Histogram(
    "request_seconds",
    "Seconden tot een verzoek beantwoord was.",
    ("part",),
    NAME,
    registry=REGISTRY,
    buckets=BOUNDS,
)
READING = Gauge(
    "reads_in_progress", "Bestanden die nu worden gelezen.", (), NAME, registry=REGISTRY
)
READS = Counter("reads", "Bestanden die zijn gelezen.", (), NAME, registry=REGISTRY)
REFUSED = Counter("reads_refused", "Bestanden die zijn geweigerd.", (), NAME, registry=REGISTRY)
SAVED = Counter("plans_saved", "Bewaarde versies van plannen.", (), NAME, registry=REGISTRY)
KNOWLEDGE = Gauge(
    "knowledge_info", "De kennis die dient.", ("knowledge", "version"), NAME, registry=REGISTRY
)
CURRENT = Gauge(
    "knowledge_current", "1 als de kennis op de schijf dient, anders 0.", (), NAME,
    registry=REGISTRY,
)  # fmt: skip


def count_request(part: str, status: int, seconds: float) -> None:
    """Count an answered request: of which part of the addresses, how it went, how long it took."""
    REQUESTS.labels(part, str(status)).inc()
    SECONDS.labels(part).observe(seconds)


@contextmanager
def reading() -> Iterator[None]:
    """Count a file of a visitor as being read, as long as the block lasts."""
    with READING.track_inprogress():
        yield
    READS.inc()


def count_refused_read() -> None:
    """Count a file of a visitor that was not read: too large, too slow, or too many at once."""
    REFUSED.inc()


def count_saved_plan() -> None:
    """Count a version of a plan that was saved."""
    SAVED.inc()


def page(book: Rulebook | None, current: bool) -> bytes:
    """Return all numbers in OpenMetrics; `current` tells whether the disk is what serves."""
    KNOWLEDGE.clear()
    if book is not None:
        KNOWLEDGE.labels(book.digest[:12], VERSION).set(1)
    CURRENT.set(1 if current else 0)
    return bytes(generate_latest(REGISTRY))
