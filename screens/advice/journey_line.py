"""The ribbon: the five phases of the journey with the main channel of each, as links."""

from collections.abc import Callable

from documents.advice.case import Case
from dutch import listing
from engine.argument.parts import Stop
from engine.argument.ribbon import ribbon
from engine.model import DIMENSIONS, Situation
from screens.page.markup import Html, join, tag, unbroken

TITLE = "De hele reis: het hoofdkanaal per fase"
NAME = "reis-naam"
PHASE = DIMENSIONS[1]
Way = Callable[[Situation], str]


def journey_line(case: Case, way: Way | None) -> Html:
    """Return the phases in order; `way` leads to another phase, and is None where that is fixed."""
    stops = ribbon(case.book, case.phases, case.advice.situation.phase)
    steps = [_step(case, number, stop, way) for number, stop in enumerate(stops, start=1)]
    name = tag("p", TITLE, id=NAME, class_="alleen-lezer")
    return tag("nav", name, tag("ol", *steps, class_="lint"), aria_labelledby=NAME)


def _step(case: Case, number: int, stop: Stop, way: Way | None) -> Html:
    text = (
        tag("span", "Deze fase", class_="nu") if stop.here else None,
        tag("span", f"{number} {stop.name}", class_="fase"),
        _channels(stop),
    )
    here = "step" if stop.here else None
    if way is None:
        shown = tag("div", *text, aria_current=here)
    else:
        shown = tag(
            "a",
            *text,
            href=way(case.advice.situation._replace(phase=stop.phase)),
            target="_self",
            id=f"lint-{stop.phase}",
            data_kies=f"{PHASE}-{stop.phase}",
            aria_current=here,
        )
    return tag("li", shown, class_="hier" if stop.here else None)


def _channels(stop: Stop) -> Html:
    even = tag("span", "even geschikt", class_="even") if len(stop.channels) > 1 else None
    return join((tag("b", unbroken(listing(stop.channels, "of"))), even))
