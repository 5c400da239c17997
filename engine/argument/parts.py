"""What the argument of an advice consists of: frozen values, ready to be shown or said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from engine.model import Label

Sure = Literal["stevig", "redelijk", "voorzichtig", "wet"]
STEPS: Mapping[str, int] = {"wet": 0, "voorzichtig": 1, "redelijk": 2, "stevig": 3}


class Piece(NamedTuple):
    """A stretch of the headline; `main` where it names the main channel, or one of a tie."""

    text: str
    main: bool = False


class Backed(NamedTuple):
    """A sentence with what it rests on: one of four labels, and what it cites."""

    text: str
    label: Label
    sources: tuple[str, ...] = ()


class WhyNot(NamedTuple):
    """Why a channel is not chosen: always an argument, never a place in a row.

    `about` tells which: it cannot, something speaks against it, or another does better; what it
    cannot has no label.
    """

    channel: str
    text: str
    label: Label | None
    sources: tuple[str, ...]
    about: Literal["kan-niet", "tegen", "beter"]


class Stop(NamedTuple):
    """A phase on the ribbon with its main channel; with more than one they are even."""

    phase: str
    name: str
    channels: tuple[str, ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure: one word for the whole advice and a sentence or two; "wet" where law decides."""

    word: Sure
    question: str
    title: str
    text: str

    @property
    def steps(self) -> int:
        """How many of three steps are filled; none where law decides."""
        return STEPS[self.word]


@dataclass(frozen=True, slots=True)
class Basis:
    """What it rests on: the heaviest first; `counts` and `shares` (0-1 of the weight) per label."""

    question: str
    title: str
    text: str
    counts: Mapping[Label, int]
    shares: Mapping[Label, float]


@dataclass(frozen=True, slots=True)
class Argument:
    """The advice in words.

    `always` says what must not be forgotten beside the headline, `change` what would change the
    advice, and `reach` what it does not say. The defence is four sentences of one or more lines.
    `against` holds, for a chosen channel, what weighs more than all that speaks for it.
    """

    situation: str
    headline: tuple[Piece, ...]
    always: tuple[str, ...]
    sureness: Sureness
    basis: Basis
    change: str
    reach: str
    defence: tuple[str, str, str, str]
    against: Mapping[str, Backed]
    why_not: tuple[WhyNot, ...]

    @property
    def headline_text(self) -> str:
        """The headline as one text."""
        return "".join(piece.text for piece in self.headline)

    @property
    def conclusion(self) -> str:
        """The headline and what must not be forgotten."""
        return " ".join((self.headline_text, *self.always))
