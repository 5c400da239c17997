"""The closed part "Elders gedaan": cases of practice that fit the situation of an advice."""

from documents.advice.case import Case
from practice import FiledCase, Wanted, fitting
from screens.page.cases import elsewhere, practice_shelf
from screens.page.markup import Html, bullets, join, tag

MOST, ALSO = 3, 6  # cases in full, and cases that are named after them
NONE = "Bij deze situatie past nog geen geval uit de praktijk."


def beside(case: Case) -> tuple[FiledCase, ...]:
    """Return the cases that fit an advice, best first."""
    asked = case.advice.situation
    channels = [row.channel for row in case.advice.picks()]
    wanted = Wanted(asked.track, [asked.phase], asked.stake, asked.age, asked.profile, channels)
    return fitting(practice_shelf.shelf(case.book).cases, wanted)


def hint(case: Case) -> str:
    """Return how many there are."""
    return elsewhere.hint(len(beside(case)))


def contents(case: Case) -> Html:
    """Return the first cases in full, and the names of some more."""
    fit = beside(case)
    if not fit:
        return tag("p", NONE)
    more = [f"{one.case.title} ({one.case.organisation})" for one in fit[MOST : MOST + ALSO]]
    return join(
        (
            tag("p", elsewhere.COUNTS_NOT, class_="zacht"),
            elsewhere.cases(case.book, fit[:MOST]),
            join((tag("h3", "Ook gedaan"), bullets(more))) if more else None,
        )
    )
