"""The house style of an organisation on the screens: its colour, where it can be read."""

from documents import chart
from documents import house as paper
from engine.model import Rulebook
from screens.page.frame import House
from screens.page.markup import Html


def style(book: Rulebook) -> Html:
    """Return a style element with the organisation's colour, or nothing when it has none.

    Per theme: a colour that contrasts too little with the ground gives way to ours. The model
    allows only "#" and six hexadecimal digits, so nothing else can come along.
    """
    own = book.organisation.style.colour if book.organisation else None
    if not own:
        return Html("")
    light, dark = chart.readable(own), chart.readable(own, dark=True)
    said = f"--accent: {light}; --accent: light-dark({light}, {dark});"
    return Html(f"<style>.stApp.stApp {{ {said} }}</style>")


def colour_css(book: Rulebook) -> str:
    """Return the same colour for pages without script, as CSS; not for paper."""
    own = book.organisation.style.colour if book.organisation else None
    if not own:
        return ""
    light, dark = chart.readable(own), chart.readable(own, dark=True)
    return (
        f"@media screen {{ :root {{ --accent: {light}; }} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}\n"
    )


def house(book: Rulebook) -> House:
    """Return whose pages these are."""
    return House(paper.name(book), book.logo is not None)
