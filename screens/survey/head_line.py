"""The line under the title: which survey, of when, how many took part, and how old it is."""

from datetime import date

from dutch import MONTHS, counted
from engine.knowledge.own_survey import About
from screens.page.markup import Html, join, tag
from screens.survey.respondents import MODES
from screens.survey.steps_to_take import example_tag

OLD = 3  # years after which a survey is old


def line(about: About, today: date) -> Html:
    """Return the line, with a warning when the survey is old."""
    parts = (
        about.title,
        period(about),
        counted(about.n, "inwoner", "inwoners"),
        MODES.get(about.mode, about.mode),
    )
    years = age(about, today)
    old = (
        tag("strong", f" · {years} jaar oud: vraag het opnieuw", class_="let")
        if years >= OLD
        else None
    )
    text = tag("p", " · ".join(parts), old, class_="zacht")
    return tag("div", join((example_tag(about.simulated), text)), class_="onderzoek-kop")


def period(about: About) -> str:
    """Return when it was: "september 2026", "augustus tot en met september 2026"."""
    first, last = about.start, about.end
    end = f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    year = f" {first.year}" if first.year != last.year else ""
    return f"{MONTHS[first.month - 1]}{year} tot en met {end}"


def age(about: About, today: date) -> int:
    """Return how many whole years ago the survey ended."""
    passed = (today.month, today.day) < (about.end.month, about.end.day)
    return max(0, today.year - about.end.year - passed)
