"""What goes with the channels: what must, what is recommended, and who is missed."""

from collections.abc import Iterable

from documents.advice.case import Case, claim, duty
from documents.advice.first_page import MISS_NONE, NO_LAW
from engine.answer import Duty
from screens.page import blocks
from screens.page.markup import Html, bullets, join, tag


def beside(case: Case) -> Html:
    """Return the three columns, told apart by the line above them and their title."""
    law = [d for d in case.advice.duties if d.kind == "wet"]
    rest = [d for d in case.advice.duties if d.kind != "wet"]
    must = _bullets(case, law) or tag("p", NO_LAW)
    return tag(
        "div",
        tag("section", tag("h3", "Wat altijd moet"), must, class_="wet"),
        tag("section", tag("h3", "Aanbevolen"), _bullets(case, rest)) if rest else None,
        tag("section", tag("h3", "Wie mis je hiermee?"), _missed(case), class_="mis"),
        class_="drie",
    )


def _bullets(case: Case, duties: Iterable[Duty]) -> Html:
    return bullets([blocks.labelled(case, duty(case, d)) for d in duties])


def _missed(case: Case) -> Html:
    spots = [
        join(
            (
                tag("dt", spot.who),
                tag("dd", blocks.labelled(case, claim(case, spot.remedy, spot.sources))),
            )
        )
        for spot in case.advice.blind_spots
    ]
    return tag("dl", *spots) if spots else tag("p", MISS_NONE)
