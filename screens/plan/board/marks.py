"""The marks of the board: shapes that stay apart in grey, each with its word beside it."""

from collections.abc import Mapping, Sequence

from plans.model import Plan
from screens.page.markup import Html, join, tag

# Streamlit's own cleaning of HTML leaves these as they are: nothing in them comes from a user.
_RING = '<circle cx="7" cy="7" r="5.4" {}/>'
_SHAPES: Mapping[str, str] = {
    "voorstel": _RING.format('class="open" stroke-dasharray="2.6 2"'),
    "concept": _RING.format('class="open"'),
    "ter-akkoord": _RING.format('class="open"')
    + '<path class="vol" d="M7 1.6a5.4 5.4 0 0 1 0 10.8z"/>',
    "akkoord": _RING.format('class="vol"'),
    "geplaatst": '<path class="streek" d="M2 7.5l3.4 3.4L12 3.6"/>',
    "afgerond": '<path class="streek" d="M1 8l2.8 2.8L8.5 4M6.5 10l.8.8L13 4"/>',
    "vervallen": '<path class="streek" d="M3 3l8 8M11 3l-8 8"/>',
}
_WARNING = '<path class="let" d="M7 1L13.4 12.6H.6z"/><path class="let" d="M7 5v3.6M7 10v1.2"/>'


def status(name: str) -> Html:
    """Return the mark of a status; the word belongs beside it."""
    return _picture(_SHAPES.get(name, _SHAPES["concept"]), "teken")


def warning() -> Html:
    """Return the triangle of what needs attention."""
    return _picture(_WARNING, "teken waarschuwing")


def _picture(inside: str, class_: str) -> Html:
    return Html(f'<svg class="{class_}" viewBox="0 0 14 14" aria-hidden="true">{inside}</svg>')


def letter(number: int) -> str:
    """Return the letter of a group by its place: A to Z, then AA."""
    first, second = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def letters(plan: Plan, groups: Sequence[str]) -> Html:
    """Return the letters of these groups, with their names for who cannot see those."""
    marks = [
        tag("i", letter(i), class_="letter aan")
        for i, group in enumerate(plan.groups)
        if group.id in groups
    ]
    names = ", ".join(group.name for group in plan.groups if group.id in groups)
    return join(
        (tag("span", *marks, aria_hidden="true", class_="letters", title=names),
         tag("span", names, class_="alleen-lezer"))
    )  # fmt: skip
