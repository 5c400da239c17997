"""Files of answers → what may be kept of them: a layer and who took part, nothing of a person.

This runs in a process apart for files of visitors: what comes back of it holds no answer.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from engine.answer import Ranked
from engine.compile import Outcome, Table
from engine.knowledge import own_survey
from engine.knowledge.own_survey import About, OwnSurvey
from engine.model import KnowledgeError, Problem, Rulebook, Situation
from engine.version import VERSION
from surveys import margins, weights
from surveys.counts import count
from surveys.estimate.fitting import estimate
from surveys.estimate.outcome import estimate_of, points_of
from surveys.margins import Margins
from surveys.model import Answers, Estimate
from surveys.questions.block import Block, block
from surveys.reading import Incoming, Unmapped, mapping, read
from surveys.reading.proposal import propose
from surveys.reading.unreadable import ColumnPreview
from surveys.sayings import sayings
from surveys.stand_in import beside_age
from surveys.together import together
from surveys.turnout import Turnout, turnout

STAGES = (
    "de antwoorden worden gelezen.",
    "we zoeken hoeveel groepen van elkaar verschillen.",
    "we rekenen uit hoe zeker elk aandeel is.",
    "we schrijven de uitkomst op, zonder gegevens van personen.",
)
READING, LEARNING, DOUBTING, WRITING = range(len(STAGES))
Tell = Callable[[int], None]
Files = Sequence[tuple[str, bytes]]  # name and content


class AnswerFile(NamedTuple):
    """A file with answers; `mapping` says what its columns mean, "" when we know them."""

    name: str
    content: bytes
    mapping: str = ""


class SurveyFacts(NamedTuple):
    """What a person says of a survey: its name, when it was and how residents answered."""

    title: str
    start: date
    end: date
    mode: str
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What stands in a file before anything is estimated.

    `columns` have to be mapped, and are empty when every question is known; `mapping` is the text
    of what columns mean, or of a first guess.
    """

    kind: str
    n: int
    dropped: tuple[str, ...]
    notes: tuple[str, ...]
    columns: tuple[ColumnPreview, ...] = ()
    mapping: str = ""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What came of files: the text of the layer, who took part, and what was left out.

    `effective` is how many answers without weights would say as much.
    """

    layer: str
    who: Turnout
    effective: int
    dropped: tuple[str, ...]
    notes: tuple[str, ...]


class RuleScores(NamedTuple):
    """What our rules give each channel in every situation, small enough to hand over."""

    channels: tuple[str, ...]
    scores: Mapping[Situation, tuple[float | None, ...]]

    def outcomes(self) -> "Mapping[Situation, Outcome]":
        """Return the outcomes with nothing but scores, each made when it is asked for."""
        return _ScoredOutcomes(self)


class _ScoredOutcomes(Mapping[Situation, Outcome]):
    def __init__(self, rules: RuleScores) -> None:
        self._rules = rules

    def __getitem__(self, situation: Situation) -> Outcome:
        scores = zip(self._rules.channels, self._rules.scores[situation], strict=True)
        ranking = tuple(
            Ranked(channel, "", score, None, None, None, (), ())
            for channel, score in scores
            if score is not None
        )
        return Outcome((), (), ranking, (), {}, 0.0)

    def __iter__(self) -> Iterator[Situation]:
        return iter(self._rules.scores)

    def __len__(self) -> int:
        return len(self._rules.scores)


def scores_of(table: Table) -> RuleScores:
    """Return the scores of a table; it was compiled without own research."""
    channels = tuple(table.book.channels)
    scores = {}
    for situation, outcome in table.outcomes.items():
        by_channel = {row.channel: row.score for row in outcome.ranking}
        scores[situation] = tuple(by_channel.get(channel) for channel in channels)
    return RuleScores(channels, scores)


def look(
    file: AnswerFile,
    book: Rulebook,
    residents: Files = (),
    channels: tuple[str, ...] = (),
) -> FirstLook:
    """Return what stands in a file; `channels` are those of our own block, none is the usual ones.

    `residents` are files with how many there are of each age. Raises KnowledgeError, and nothing is
    used then.
    """
    known = margins.read(residents, book) if residents else None
    try:
        incoming = _read(file, book, known, channels)
    except Unmapped as error:
        guess = mapping.write(propose(error.columns, book))
        return FirstLook(error.kind, 0, error.dropped, error.preview, error.columns, guess)
    kept = mapping.write(incoming.mapping)
    return FirstLook(
        incoming.kind, len(incoming.answers), incoming.dropped, incoming.notes, (), kept
    )


def _read(
    file: AnswerFile, book: Rulebook, known: Margins | None, channels: tuple[str, ...]
) -> Incoming:
    meant = mapping.read("koppeling.yaml", file.mapping, book) if file.mapping else None
    people = known.ages if known else None
    return read(file.content, file.name, book, _block(book, channels), meant, people)


def _block(book: Rulebook, channels: tuple[str, ...]) -> Block:
    return block(book, channels=channels)


def harvest(
    files: Sequence[AnswerFile],
    book: Rulebook,
    rules: RuleScores,
    facts: SurveyFacts,
    residents: Files = (),
    channels: tuple[str, ...] = (),
    tell: Tell = lambda _: None,
) -> Harvest:
    """Return what may be kept of the files of one survey. Raises KnowledgeError."""
    tell(READING)
    check_once([(file.name, file.content) for file in files])
    known = margins.read(residents, book) if residents else None
    read_files = [_read(file, book, known, channels) for file in files]
    came = together([one.answers for one in read_files])
    weighed = weights.weigh(came, known, book)
    table = Table(book, rules.outcomes(), {})
    population = known.population() if known else {}
    learned = _estimate(weighed.answers, table, population, files[0].name, tell)
    tell(WRITING)
    about = About(
        facts.title, facts.start, facts.end, len(came), facts.mode, weights.sentence(came, known),
        digest(file.content for file in files), VERSION, facts.simulated,
    )  # fmt: skip
    own = OwnSurvey(
        about, learned.rules, learned.rules_sd, learned.ages, learned.profiles, learned.cells,
        sayings(weighed.answers),
    )  # fmt: skip
    return Harvest(
        own_survey.write(own),
        turnout(came, book, known, facts.mode),
        round(weighed.effective),
        tuple(dict.fromkeys(column for one in read_files for column in one.dropped)),
        (*(note for one in read_files for note in one.notes), *weighed.notes),
    )


def check_once(files: Files) -> None:
    """Raise KnowledgeError when a file is there twice: then its residents would count twice."""
    first: dict[bytes, str] = {}
    for name, content in files:
        if content in first:
            message = f"dit is hetzelfde bestand als {first[content]}. Breng het een keer."
            raise KnowledgeError((Problem(name, None, message),))
        first[content] = name


def digest(contents: Iterable[bytes]) -> str:
    """Return the SHA-256 of files after one another."""
    whole = hashlib.sha256()
    for content in contents:
        whole.update(content)
    return whole.hexdigest()


def _estimate(
    answers: Answers, table: Table, shares: Mapping[str, float], name: str, tell: Tell
) -> Estimate:
    """Return what answers say, in this process, which has one thread for arithmetic."""
    book = table.book
    grouped, profiles = beside_age(answers, book)
    counts = count(grouped, tuple(book.ages), profiles, shares)
    if not counts.n.size or not counts.n.max() > 0:
        message = "er staan geen antwoorden over kanalen in. Controleer of de vragen zijn herkend."
        raise KnowledgeError((Problem(name, None, message),))
    points = points_of(counts, table)
    stages = iter((LEARNING, DOUBTING))
    learned = estimate(counts, points[:, :, :-1, :-1], lambda _: tell(next(stages, DOUBTING)))
    trust = learned.rules, learned.rules_sd
    return estimate_of(counts, points, learned.shares, trust, learned.level)
