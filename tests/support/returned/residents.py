"""Residents who answered our block, by chance; their secrets stand in files and nowhere else."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.model import UNKNOWN, Rulebook
from surveys.model import Answers, Asked
from surveys.questions.block import Block, Question, block

NAME, MAIL, PHONE = "Wilhelmina Zwartjes", "w.zwartjes@voorbeeld.nl", "06-12345678"
ADDRESS, POSTCODE, PLACE = "203.0.113.77", "3584 XQ", "52.0907374"
WORDS = "Mijn buurman Henk vindt dit geweldig"
SECRETS = (NAME, MAIL, PHONE, ADDRESS, POSTCODE, PLACE, WORDS, "Zwartjes", "203.0.113")


@dataclass(frozen=True, slots=True)
class Resident:
    """Slugs per question code; a question that is not there was not asked or not answered."""

    answers: Mapping[str, tuple[str, ...]]
    finished: bool = True

    def chose(self, question: Question) -> tuple[str, ...] | None:
        return self.answers.get(question.code)


def asked_block(book: Rulebook) -> Block:
    """Return a block of both tracks in two phases, with reasons."""
    return block(book, phases=("bewustwording", "actie"))


def residents(asked: Block, size: int, seed: int = 1) -> list[Resident]:
    """Return residents who each answer one track; some stop halfway."""
    chance = random.Random(seed)
    result = []
    for number in range(size):
        part = asked.parts[number % len(asked.parts)]
        finished = chance.random() < 0.8 or number < len(asked.parts)
        questions = [*part.questions, *asked.last]
        if not finished:
            questions = questions[: chance.randint(1, len(part.questions))]
        answers = {question.code: _chosen(question, chance) for question in questions}
        result.append(Resident(answers, finished))
    return result


def _chosen(question: Question, chance: random.Random) -> tuple[str, ...]:
    if question.kind == "kanaal" and chance.random() < 0.1:
        return ("geen",)
    slugs = [option.slug for option in question.options]
    return tuple(sorted(chance.sample(slugs, chance.randint(1, question.most)), key=slugs.index))


def row(asked: Block, resident: Resident) -> tuple[object, ...]:
    """Return what must come of a resident."""
    cells: list[object] = []
    for question in asked.questions():
        chosen = resident.chose(question)
        if question.kind in ("kanaal", "motief", "verwachting"):
            cells.append(None if chosen is None else frozenset(chosen) - {"geen"})
    return (*cells, (resident.answers.get("leeftijd") or (UNKNOWN,))[0])


def rows_of(asked: Block, answers: Answers) -> list[tuple[object, ...]]:
    """Return the same of what was read."""
    of = {"kanaal": answers.picks, "motief": answers.motives, "verwachting": answers.expectations}
    none: tuple[None, ...] = (None,) * len(answers)
    columns = [
        of[question.kind].get(question.asked or Asked("", ""), none)
        for question in asked.questions()
        if question.kind in of
    ]
    return [(*(column[place] for column in columns), age) for place, age in enumerate(answers.ages)]


def expected(asked: Block, given: Sequence[Resident]) -> list[tuple[object, ...]]:
    return [row(asked, resident) for resident in given]


def counted(rows: Sequence[tuple[object, ...]]) -> Counter[tuple[object, ...]]:
    return Counter(rows)
