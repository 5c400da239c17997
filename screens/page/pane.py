"""What a browser needs to draw a pane: pieces of our own HTML, and which answers are on."""

from collections.abc import Iterable, Mapping

from screens.page.markup import Html

Choices = Mapping[str, str | None]
Pane = dict[str, object]


def pane(pieces: Iterable[Html], choices: Choices | None = None) -> Pane:
    """Return what a browser needs to draw a pane; `choices` are the radio buttons that are on."""
    return {"delen": list(pieces), "gekozen": dict(choices or {})}
