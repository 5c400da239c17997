"""Pages that fell by more than chance: two weeks against the ten before them.

Weeks of the whole site rise and fall (holidays, news), so each week of a page is divided by that
week's median over the pages of its own share; a median, for one page that booms is not the site.
What is left has the page's own spread, at least that of counting (Poisson). A page falls when
Student's t with nine degrees of freedom says so at 5 % over all pages together (Bonferroni) and the
fall is a quarter or more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import NormalDist, median

from engine.total import total
from listening.reading.day_series import Days

BEFORE, NOW = 10, 2  # weeks
SMALLEST = 5.0  # a week, before: less tells nothing
SITE = 5  # pages that together say how the site did
CHANCE = 0.05  # of any page of a site without a cause
LEAST_FALL = 0.25
WEEKS = BEFORE + NOW


@dataclass(frozen=True, slots=True)
class Fall:
    """A page that fell: how often in the last weeks, and what was expected of it then."""

    page: str
    times: int
    expected: float

    @property
    def share(self) -> float:
        """How much of it is gone, as a part of one."""
        return 1 - self.times / self.expected


def fallen(pages: Mapping[str, Days], last: date) -> tuple[Fall, ...]:
    """Return the pages that fell by more than chance in the weeks until `last`, most first."""
    counted = {page: weekly(days, last) for page, days in pages.items()}
    large = {page: weeks for page, weeks in counted.items()
             if total(weeks[:BEFORE]) / BEFORE >= SMALLEST}  # fmt: skip
    if not large or not _whole(large):
        return ()
    site = site_weeks(list(large.values()))
    least = student(1 - CHANCE / len(large), BEFORE - 1)
    falls = [fall for page, weeks in large.items() if (fall := _fall(page, weeks, site, least))]
    return tuple(sorted(falls, key=lambda fall: (fall.times - fall.expected, fall.page)))


def weekly(days: Days, last: date) -> list[int]:
    """Return the sums of the weeks until a day, oldest first."""
    weeks = [0] * WEEKS
    for day, count in days.items():
        ago = (last - day).days // 7
        if 0 <= ago < WEEKS and day <= last:
            weeks[WEEKS - 1 - ago] += count
    return weeks


def _whole(large: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether half of the pages or more are still counted: a file may hold only some."""
    still = sum(any(weeks[BEFORE:]) for weeks in large.values())
    return 2 * still >= len(large)


def site_weeks(pages: Sequence[Sequence[int]]) -> list[float]:
    """Return how every week was on the site, as a part of an ordinary one."""
    if len(pages) < SITE:
        return [1.0] * WEEKS
    means = [total(weeks[:BEFORE]) / BEFORE for weeks in pages]
    shares = [median(weeks[at] / mean for weeks, mean in zip(pages, means, strict=True))
              for at in range(WEEKS)]  # fmt: skip
    return [max(share, 0.05) for share in shares]


def _fall(page: str, weeks: Sequence[int], site: Sequence[float], least: float) -> Fall | None:
    rates = [count / share for count, share in zip(weeks, site, strict=True)]
    mean = total(rates[:BEFORE]) / BEFORE
    spread = total((rate - mean) ** 2 for rate in rates[:BEFORE]) / (BEFORE - 1)
    now = total(rates[BEFORE:]) / NOW
    error = sqrt(max(spread, mean) * (1 / BEFORE + 1 / NOW))
    if (mean - now) / error < least or now > (1 - LEAST_FALL) * mean:
        return None
    return Fall(page, sum(weeks[BEFORE:]), mean * total(site[BEFORE:]))


def student(chance: float, freedom: int) -> float:
    """Return a quantile of Student's t, by the expansion in the normal one.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5; within 3 % of the true value
    for nine degrees of freedom down to 1 in 10,000.
    """
    x = NormalDist().inv_cdf(chance)
    terms = (
        x,
        (x**3 + x) / (4 * freedom),
        (5 * x**5 + 16 * x**3 + 3 * x) / (96 * freedom**2),
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / (384 * freedom**3),
    )
    return total(terms)
