"""The fit bar: how well a channel fits and how far that shifts, as a line with a dot.

Positions are shares of the width, so the bar needs no script and fits every column.
"""

from documents.labels import fits
from engine.answer import Ranked
from engine.wording import FAIR, GOOD
from screens.page.markup import Html, tag

CHOSEN_DOT, OTHER_DOT = "8", "5"  # radius in pixels


def bar(row: Ranked, name: str, chosen: bool) -> Html:
    """Return the bar of a channel; whoever cannot see it reads the same in words."""
    middle, low, high = _shares(row)
    return tag(
        "svg",
        *_ground(),
        tag("line", class_="bereik", x1=low, x2=high, y1="50%", y2="50%"),
        tag("circle", class_="punt", cx=middle, cy="50%", r=CHOSEN_DOT if chosen else OTHER_DOT),
        class_="past gekozen" if chosen else "past",
        role="img",
        aria_label=f"{name}: {words(row)}",
    )


def axis() -> Html:
    """Return the ground of the bars where no channel stands: zones and their borders."""
    return tag("svg", *_ground(), class_="past", aria_hidden="true")


def words(row: Ranked) -> str:
    """Return "past goed, tussen redelijk en goed"."""
    low, high = fits(row.low or 0), fits(row.high or 0)
    between = f", tussen {low} en {high}" if low != high else ""
    return f"past {fits(row.suitability or 0)}{between}"


def _ground() -> tuple[Html, ...]:
    borders = (
        tag("line", class_="grens", x1=f"{at}%", x2=f"{at}%", y1="0", y2="100%")
        for at in (FAIR, GOOD)
    )
    zone = tag("rect", class_="zone", x=f"{GOOD}%", width=f"{100 - GOOD}%", y="0", height="100%")
    return (zone, *borders)


def _shares(row: Ranked) -> tuple[str, str, str]:
    values = (row.suitability or 0.0, row.low or 0.0, row.high or 0.0)
    middle, low, high = (f"{value:.1f}%" for value in values)
    return middle, low, high
