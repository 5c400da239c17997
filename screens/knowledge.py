"""The one service of this process, and today's date where the residents live."""

import os
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from engine.compile import Table
from engine.service import Service

ORGANISATION = "KEN_JE_INWONER_ORGANISATIE"  # file with an organisation's own channels and names
PLACE = ZoneInfo("Europe/Amsterdam")


@cache
def service() -> Service:
    """Return the service; the first call compiles and takes seconds, so the server makes it."""
    own = os.environ.get(ORGANISATION)
    return Service(organisation=Path(own) if own else None)


def ready() -> bool:
    """Tell whether the service is there, without making it."""
    return service.cache_info().currsize > 0


def table() -> Table:
    """Return the knowledge that serves now, and look whether the files have changed."""
    service().check_disk()
    return service().table


def today() -> date:
    """Return the date in the Netherlands."""
    return datetime.now(PLACE).date()
