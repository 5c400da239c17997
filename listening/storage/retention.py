"""Whether Digitaal luisteren remembers anything, and how long: one setting."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

SETTING = "KEN_JE_INWONER_LUISTERGEHEUGEN"
LONGEST = 3660  # days
PART = re.compile(r"(?:([a-z]{1,20})=)?([0-9]{1,4})", re.ASCII)
EXPLAINED = (
    f"{SETTING}: '{{part}}' ken ik niet. Schrijf het aantal dagen dat ik onthoud, 1 tot en met "
    f"{LONGEST}, en daarna per soort als dat korter is: 1830 pagina=400 kanaal=760."
)


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days are kept, in general and of some kinds of series."""

    days: int
    kinds: Mapping[str, int] = field(default_factory=dict)

    def oldest(self, about: str, today: date) -> date:
        """Return the oldest day of a kind of series that is kept."""
        return today - timedelta(days=self.kinds.get(about, self.days))


def retention() -> Retention | None:
    """Return how long is remembered; None: nothing is. Raises ValueError in Dutch."""
    parts = os.environ.get(SETTING, "").split()
    if not parts:
        return None
    days, kinds = 0, {}
    for at, part in enumerate(parts):
        match = PART.fullmatch(part)
        if match is None or not 1 <= int(match[2]) <= LONGEST or bool(match[1]) == (at == 0):
            raise ValueError(EXPLAINED.format(part=part[:40]))
        if match[1]:
            kinds[match[1]] = int(match[2])
        else:
            days = int(match[2])
    return Retention(days, kinds)
