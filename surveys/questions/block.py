"""The block of questions that residents are asked, with codes that never change.

Every export writes this one value, and a file that comes back is recognised by the same codes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dutch import listing
from engine.knowledge.complaints import suggestion
from engine.model import UNKNOWN, Rulebook
from surveys.model import Asked
from surveys.questions import phrases
from surveys.questions.phrases import ListedAnswer, ListPhrases

MOST_CHANNELS = 15  # shown to a resident
MOST_PICKS = 3  # channels a resident chooses
NONE = "geen"  # code of "none of these", in every question of a situation
CODE_LENGTH = 5  # LimeSurvey cuts what is longer
MOTIVE, EXPECTATION = "w", "v"  # behind the code of a situation: waarom, verwachting
AGE, PART = "leeftijd", "deel"  # codes of the question for age, and of who answers which track

Kind = Literal["kanaal", "motief", "verwachting", "leeftijd", "stelling"]


class BlockError(ValueError):
    """A block that cannot be made; the message is Dutch and names the way out."""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer: a short code for survey tools, our slug, and what a resident reads."""

    code: str
    slug: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question; `column` is its heading in the plain table, `most` how many may be chosen.

    `turning` lists come in another order for each resident; `asked` is the situation, if any.
    """

    code: str
    column: str
    kind: Kind
    text: str
    help: str
    options: tuple[Option, ...]
    most: int = 1
    none: Option | None = None
    asked: Asked | None = None
    turning: bool = False

    def answers(self) -> tuple[Option, ...]:
        """Return every answer, also "none of these", which always stands last."""
        return (*self.options, *([self.none] if self.none else ()))


@dataclass(frozen=True, slots=True)
class TrackPart:
    """The questions about one track, under a heading in words of residents."""

    track: str
    heading: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A whole block: a part for each track, and what is asked of every resident at the end.

    With two tracks each resident gets one, by lot: fewer questions, and the estimate allows it.
    """

    organisation: str
    title: str
    opening: str
    closing: str
    channels: tuple[str, ...]
    parts: tuple[TrackPart, ...]
    last: tuple[Question, ...]

    def questions(self) -> tuple[Question, ...]:
        """Return every question in order."""
        return (*(one for part in self.parts for one in part.questions), *self.last)


def block(
    book: Rulebook,
    tracks: Sequence[str] = (),
    phases: Sequence[str] = (),
    channels: Sequence[str] = (),
    why: bool = True,
) -> Block:
    """Return the questions about these tracks, phases and channels (slugs); none is all.

    Without `why` residents are asked for channels only. Raises BlockError.
    """
    tracks = _known("traject", tracks, book.tracks)
    phases = _known("fase", phases, book.phases)
    chosen = _channels(book, channels)
    words = phrases.load()
    name = book.organisation.name if book.organisation else ""
    parts = tuple(_part(book, track, phases, chosen, why) for track in tracks)
    if not all(part.questions for part in parts):
        raise BlockError("Geen van deze kanalen kan iets in deze fasen. Kies andere kanalen.")
    return Block(
        organisation=name,
        title=words.title,
        opening=words.opening,
        closing=words.closing,
        channels=chosen,
        parts=parts,
        last=(_age(book), *_statements(name or words.nameless)),
    )


def everything(book: Rulebook) -> dict[str, Asked]:
    """Return code → situation of every question that a block can hold."""
    return {
        situation_code(book, Asked(track, phase)): Asked(track, phase)
        for track in book.tracks
        for phase in book.phases
    }


def situation_code(book: Rulebook, asked: Asked) -> str:
    """Return the short code of a situation: the letter of its track and the place of its phase."""
    return f"{asked.track[0]}{book.phases[asked.phase].order}"


def column(asked: Asked) -> str:
    """Return the heading of a situation in the plain table; what is at stake if it is known."""
    return ":".join(asked if asked.stake != UNKNOWN else asked[:-1])


def channel_code(slug: str) -> str:
    """Return the short code of a channel: its first letters, unless the texts say another."""
    return phrases.load().codes.get(slug) or _short(slug)


def age_code(slug: str) -> str:
    """Return the short code of an age group."""
    return _short(slug if slug == UNKNOWN else f"a{slug}")


def _short(slug: str) -> str:
    return re.sub("[^a-z0-9]", "", slug)[:CODE_LENGTH]


def option(choice: ListedAnswer) -> Option:
    """Return a choice of a fixed list with its code."""
    return Option(choice.code or _short(choice.id), choice.id, choice.text)


def _known(what: str, wanted: Sequence[str], choices: Iterable[str]) -> tuple[str, ...]:
    """Return what is wanted, each once, in the order of the knowledge; without a wish all."""
    known = tuple(choices)
    for slug in wanted:
        if slug not in known:
            hint = suggestion(slug, known)
            raise BlockError(f"{what} '{slug}' ken ik niet.{hint} Kies uit {listing(known)}.")
    return tuple(slug for slug in known if slug in wanted) if wanted else known


def _channels(book: Rulebook, wanted: Sequence[str]) -> tuple[str, ...]:
    own = book.organisation
    without = {item.channel for item in own.without} if own else set()
    if not wanted:
        usual = [slug for slug in phrases.load().first if slug in book.channels]
        return tuple(slug for slug in usual if slug not in without)[:MOST_CHANNELS]
    for slug in wanted:
        if slug not in book.channels:
            hint = suggestion(slug, book.channels)
            raise BlockError(f"kanaal '{slug}' ken ik niet.{hint}")
        if slug in without:
            raise BlockError(f"kanaal '{slug}' heeft je organisatie niet. Laat het weg.")
    chosen = tuple(dict.fromkeys(wanted))
    if len(chosen) > MOST_CHANNELS:
        raise BlockError(
            f"dit zijn {len(chosen)} kanalen. Kies er hoogstens {MOST_CHANNELS}, want meer leest "
            "niemand."
        )
    return chosen


def _part(
    book: Rulebook, track: str, phases: Iterable[str], channels: Sequence[str], why: bool
) -> TrackPart:
    words = phrases.load().situations.get(track)
    questions: list[Question] = []
    for phase in phases:
        asked = Asked(track, phase)
        able = [slug for slug in channels if is_able(book, slug, asked)]
        if not able:
            continue
        questions.append(_channel_question(book, asked, able))
        if why:
            questions += _why(book, asked)
    return TrackPart(track, words.heading if words else book.tracks[track].name, tuple(questions))


def is_able(book: Rulebook, channel: str, asked: Asked) -> bool:
    """Tell whether a channel can do something of what a situation asks."""
    tasks = book.phases[asked.phase].per_track[asked.track].tasks
    return not set(tasks).isdisjoint(book.channels[channel].tasks)


def channel_text(book: Rulebook, slug: str) -> str:
    """Return a channel as a resident reads it: the organisation's own name goes first."""
    own = book.organisation
    if own and slug in own.names:
        return own.names[slug].name
    return phrases.load().channels.get(slug) or book.channels[slug].name


def _channel_question(book: Rulebook, asked: Asked, channels: Iterable[str]) -> Question:
    words = phrases.load()
    track = words.situations.get(asked.track)
    own = book.phases[asked.phase].per_track[asked.track].explanation
    return Question(
        code=situation_code(book, asked),
        column=column(asked),
        kind="kanaal",
        text=(track.phases.get(asked.phase) if track else None) or own,
        help=words.channel.help,
        options=tuple(Option(channel_code(s), s, channel_text(book, s)) for s in channels),
        most=MOST_PICKS,
        none=Option(NONE, NONE, words.channel.none),
        asked=asked,
        turning=True,
    )


def _why(book: Rulebook, asked: Asked) -> list[Question]:
    words = phrases.load()
    code = situation_code(book, asked)
    return [
        _list_question(code + MOTIVE, "motief", words.motive, asked),
        _list_question(code + EXPECTATION, "verwachting", words.expectation, asked),
    ]


def _list_question(
    code: str, kind: Literal["motief", "verwachting"], words: ListPhrases, asked: Asked
) -> Question:
    return Question(
        code=code,
        column=f"{kind}:{column(asked)}",
        kind=kind,
        text=words.question,
        help=words.help,
        options=tuple(map(option, words.choices)),
        most=words.most,
        none=Option(NONE, NONE, words.none),
        asked=asked,
        turning=kind == "motief",
    )


def _age(book: Rulebook) -> Question:
    words = phrases.load().age
    ages = [slug for slug in book.ages if slug != UNKNOWN]
    options = tuple(Option(age_code(slug), slug, book.ages[slug].name) for slug in ages)
    unknown = Option(age_code(UNKNOWN), UNKNOWN, words.unknown)
    return Question(AGE, AGE, "leeftijd", words.question, "", options, none=unknown)


def _statements(organisation: str) -> tuple[Question, ...]:
    words = phrases.load()
    return tuple(
        Question(
            code=one.id,
            column=one.id,
            kind="stelling",
            text=one.text.replace("{organisatie}", organisation),
            help=words.scale.help,
            options=tuple(map(option, words.scale.choices)),
        )
        for one in words.statements
    )
