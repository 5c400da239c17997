"""The knowledge that serves, for the organisation that asks, and today's date where residents live.

Without organisations of their own part of the address there is one service in a process.
"""

import threading
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from engine.compile import Table
from engine.knowledge import organisation
from engine.knowledge.draft import Changed
from engine.model import Rulebook
from engine.service import Service
from screens.page.organisations import roster
from workbench.storage.version_store import Published

OLDER = (
    "Er staat nieuwe kennis klaar die nog niet klopt. Je ziet daarom de versie van daarvoor. Onder "
    "Beheer staat wat er mis is."
)
PLACE = ZoneInfo("Europe/Amsterdam")
_SERVICES: dict[str, Service] = {}
_MAKING = threading.Lock()


@cache
def main_service() -> Service:
    """Return the service of the server itself; the first call compiles and takes seconds."""
    return Service(organisation=organisation.file(), published=Published())


def service() -> Service:
    """Return the service for whoever asks now.

    Raises KnowledgeError or CompileError for an organisation whose file is wrong from the start.
    """
    part = roster.now()
    if part is None:
        return main_service()
    with _MAKING:
        if part not in _SERVICES:
            own = roster.file(part)
            _SERVICES[part] = Service(organisation=own, base=main_service())
        return _SERVICES[part]


def ready() -> bool:
    """Tell whether the service is there, without making it."""
    return main_service.cache_info().currsize > 0


def table() -> Table:
    """Return the knowledge that serves now, and look whether the files have changed."""
    serving = service()
    serving.check_disk()
    return serving.table


def national() -> Rulebook:
    """Return the knowledge that serves now, without what the organisation file changes."""
    return service().national


def published() -> Changed:
    """Return the files that were published beside those of the folder, as they serve now."""
    return service().published


def current() -> bool:
    """Tell whether the knowledge on the disk is what serves, and look whether it changed."""
    serving = service()
    serving.check_disk()
    return serving.message is None


def today() -> date:
    """Return the date in the Netherlands."""
    return datetime.now(PLACE).date()


def version(book: Rulebook) -> str:
    """Return what tells one version of the knowledge and the organisation from another."""
    return f"{book.digest} {book.organisation_digest}"
