"""How to explain the advice to others, and what to answer when they ask for another channel."""

from documents.advice.case import Case, claim, slugs
from documents.blocks import Sentence
from documents.labels import CHOSEN
from engine.argument.against import answer
from engine.argument.parts import WhyNot
from engine.model import Elsewhere
from screens.page import blocks
from screens.page.markup import Html, bullets, join, tag

EXPLANATION = "uitleg"
OTHER = "Een ander kanaal of middel"


def defence(case: Case, explained: bool, asked: bool, opened: bool | None) -> Html:
    """Return both halves as one area, without what is left out.

    The answers on rarer channels are closed, as in the app, open, or not there at all (None).
    """
    halves = (
        _explanation(case, opened is False) if explained else None,
        _why_not(case, opened) if asked else None,
    )
    return tag("section", *halves, class_="verdediging") if any(halves) else Html("")


def _explanation(case: Case, in_app: bool) -> Html:
    copy = tag(
        "button", "Kopieer deze uitleg", type="button", class_="tekstknop",
        data_kopieer_van=EXPLANATION,
    )  # fmt: skip
    return tag(
        "div",
        tag("h3", "Zo leg je het uit"),
        tag("div", bullets(case.advice.defence, ordered=True), id=EXPLANATION),
        tag(
            "p",
            tag("b", "Wat zou het veranderen?"),
            f" {case.advice.argument.change}",
            class_="anders",
        ),
        tag("p", copy) if in_app else None,
    )


def _why_not(case: Case, opened: bool | None) -> Html:
    asked = [_answer(case, one) for one in case.advice.argument.why_not]
    return tag(
        "div",
        tag("h3", "Waarom niet …?"),
        tag("dl", *asked) if asked else None,
        None if opened is None else _others(case, opened),
    )


def _others(case: Case, opened: bool) -> Html | None:
    """Return the answers for every other channel that was not chosen."""
    asked = {one.channel for one in case.advice.argument.why_not}
    rows = [r for r in case.advice.channels if r.role not in CHOSEN and r.channel not in asked]
    rows.sort(key=lambda row: case.channel(row).name.lower())
    answers = [_answer(case, answer(case.book, case.advice.channels, row)) for row in rows]
    answers += [_elsewhere(case, one) for one in case.book.words.elsewhere]
    if not answers:
        return None
    return tag(
        "details",
        tag("summary", OTHER),
        tag("dl", *answers),
        open="" if opened else None,
        data_deel=OTHER,
    )


def _elsewhere(case: Case, one: Elsewhere) -> Html:
    """Return the answer about what is no channel here."""
    told = blocks.labelled(case, claim(case, one.answer.text, one.answer.sources))
    return join((tag("dt", one.name), tag("dd", told)))


def _answer(case: Case, one: WhyNot) -> Html:
    cited = slugs(case.book, one.sources)
    told = blocks.labelled(case, Sentence(one.text, "", one.label or "", cited))
    return join((tag("dt", case.book.channels[one.channel].name), tag("dd", told)))
