"""Why residents choose a way and what they expect, as bars with their interval."""

from collections.abc import Sequence

from screens.page.markup import Html, tag
from surveys.findings.said_most import LEAST, SaidShare
from surveys.findings.spoken import of_hundred

TITLES = {"motief": "Waarom kiezen ze dat?", "verwachting": "Wat verwachten ze?"}
TOO_FEW = f"Hiervan zijn er minder dan {LEAST} antwoorden, of er is niet naar gevraagd."
MOST = 6


def bars(title: str, rows: Sequence[SaidShare], of_phase: str) -> Html:
    """Return the bars under their title; each is a line of text for who cannot see it."""
    if not rows:
        return tag("section", tag("h2", title), tag("p", TOO_FEW, class_="zacht"))
    about = f"{of_phase}, {rows[0].n} antwoorden"
    items = [_bar(one) for one in rows[:MOST]]
    return tag("section", tag("h2", title), tag("p", about, class_="zacht"),
               tag("ul", *items, class_="redenen"))  # fmt: skip


def _bar(one: SaidShare) -> Html:
    low, high = f"{100 * one.low:.1f}%", f"{100 * one.high:.1f}%"
    picture = tag(
        "svg",
        tag("rect", class_="deel", x="0", y="20%", width=f"{100 * one.share:.1f}%", height="60%"),
        tag("line", class_="marge", x1=low, x2=high, y1="50%", y2="50%"),
        class_="reden",
        aria_hidden="true",
    )
    spoken = f" van de 100, tussen {of_hundred(one.low)} en {of_hundred(one.high)}"
    number = tag("strong", of_hundred(one.share), tag("span", spoken, class_="alleen-lezer"))
    return tag("li", tag("span", one.text), picture, number)
