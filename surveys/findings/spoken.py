"""Own research in sentences: what residents want otherwise than our rules, and what rules count."""

from collections.abc import Sequence
from typing import NamedTuple

from dutch import counted, listing
from engine.model import Rulebook
from engine.wording import lower, upper
from surveys.findings.dots import Dot, DotColumn, Verdict, largest
from surveys.findings.moved import Move

# How much of our rules holds, from so much on.
HOLDS = (
    (1.05, "meer dan we dachten"),
    (0.95, "alles"),
    (0.75, "het meeste"),
    (0.57, "ruim de helft"),
    (0.43, "ongeveer de helft"),
    (0.25, "minder dan de helft"),
    (0.1, "weinig"),
)
NOTHING = "bijna niets"
SAME = "Onze inwoners kiezen ongeveer zoals onze regels verwachtten."
HEADS: dict[Verdict, str] = {
    "vaker": "Vaker dan verwacht.",
    "minder": "Minder vaak dan verwacht.",
    "klopt": "Klopt.",
    "open": "Nog niet te zeggen.",
}


class Emphasis(NamedTuple):
    """A piece of a sentence; what counts is strong."""

    text: str
    strong: bool = False


def of_hundred(share: float | None) -> str:
    """Return a share as a whole number of a hundred: "46"."""
    return "–" if share is None else str(round(100 * share))


def holds(rules: float) -> str:
    """Return in words how much of our rules holds: "ongeveer de helft"."""
    return next((words for least, words in HOLDS if rules >= least), NOTHING)


def between(dot: Dot) -> str:
    """Return "tussen 41 en 51"."""
    return f"tussen {of_hundred(dot.low)} en {of_hundred(dot.high)}"


def conclusion(book: Rulebook, columns: Sequence[DotColumn]) -> tuple[Emphasis, ...]:
    """Return the sentence on top: where residents differ most from our rules."""
    more, less = largest(columns, "vaker"), largest(columns, "minder")
    if not more and not less:
        return (Emphasis(SAME),)
    phase, dot = (more or less)[0]
    way = "vaker" if more else "minder vaak"
    first = (
        Emphasis(f"In de fase {lower(book.phases[phase].name)} kiezen onze inwoners {way} voor "),
        Emphasis(book.channels[dot.channel].phrase, True),
        Emphasis(" dan onze regels verwachtten: "),
        Emphasis(f"{of_hundred(dot.share)} van de 100", True),
        Emphasis(f" ({between(dot)})."),
    )
    rest = _rest(book, dot.channel, more, less)
    return (*first, Emphasis(f" {rest}")) if rest else first


def _rest(
    book: Rulebook,
    named: str,
    more: Sequence[tuple[str, Dot]],
    less: Sequence[tuple[str, Dot]],
) -> str:
    up = next((dot.channel for _, dot in more if dot.channel != named), None)
    away = {named, up}
    down = next((dot.channel for _, dot in less if dot.channel not in away), None)
    if up and down:
        return f"{_does(book, up)} het beter dan verwacht, {book.channels[down].phrase} minder."
    if up:
        return f"{_does(book, up)} het beter dan verwacht."
    return f"{_does(book, down)} het minder goed dan verwacht." if down else ""


def _does(book: Rulebook, channel: str) -> str:
    one = book.channels[channel]
    return upper(f"{one.phrase} {'doen' if one.number == 'meervoud' else 'doet'}")


def moved(moves: Sequence[Move]) -> str:
    """Return in a sentence how much moved since an earlier survey, by more than chance."""
    surely = len([one for one in moves if one.surely])
    if not moves:
        return "Beide onderzoeken vroegen naar andere dingen, of er waren te weinig antwoorden."
    every = counted(len(moves), "aandeel", "aandelen")
    if not surely:
        return f"Van {every} is er geen zeker verschoven. De verschillen kunnen toeval zijn."
    verb = "is er 1" if surely == 1 else f"zijn er {surely}"
    return f"Van {every} {verb} zeker verschoven. De andere verschillen kunnen toeval zijn."


def verdicts(book: Rulebook, column: DotColumn) -> tuple[tuple[str, str], ...]:
    """Return per verdict (its words, channels with both shares) of a phase."""
    rows = []
    for way, head in HEADS.items():
        dots = [dot for dot in column.dots if dot.verdict == way and dot.beside is not None]
        if dots:
            named = [f"{book.channels[dot.channel].beside} ({_both(dot)})" for dot in dots]
            rows.append((head, f"{upper(listing(named))}."))
    return tuple(rows)


def _both(dot: Dot) -> str:
    return f"{of_hundred(dot.share)}, regels {of_hundred(dot.beside)}"


def without_rule(column: DotColumn) -> tuple[Dot, ...]:
    """Return what was asked of which our rules say nothing in a phase."""
    return tuple(dot for dot in column.dots if dot.beside is None and dot.share is not None)
