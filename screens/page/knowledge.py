"""The one service of this process, and today's date where the residents live."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from engine.compile import Table
from engine.knowledge import organisation
from engine.knowledge.draft import Changed
from engine.model import Rulebook
from engine.service import Service
from workbench.storage.version_store import Published

OLDER = (
    "Er staat nieuwe kennis klaar die nog niet klopt. Je ziet daarom de versie van daarvoor. Onder "
    "Beheer staat wat er mis is."
)
PLACE = ZoneInfo("Europe/Amsterdam")


@cache
def service() -> Service:
    """Return the service; the first call compiles and takes seconds, so the server makes it."""
    return Service(organisation=organisation.file(), published=Published())


def ready() -> bool:
    """Tell whether the service is there, without making it."""
    return service.cache_info().currsize > 0


def table() -> Table:
    """Return the knowledge that serves now, and look whether the files have changed."""
    service().check_disk()
    return service().table


def national() -> Rulebook:
    """Return the knowledge that serves now, without what the organisation file changes."""
    return service().national


def published() -> Changed:
    """Return the files that were published beside those of the folder, as they serve now."""
    return service().published


def current() -> bool:
    """Tell whether the knowledge on the disk is what serves, and look whether it changed."""
    service().check_disk()
    return service().message is None


def today() -> date:
    """Return the date in the Netherlands."""
    return datetime.now(PLACE).date()


def version(book: Rulebook) -> str:
    """Return what tells one version of the knowledge and the organisation from another."""
    return f"{book.digest} {book.organisation_digest}"
