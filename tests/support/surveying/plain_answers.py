"""A plain table of invented answers to our own block, seeded; nobody said any of it."""

import numpy as np

from engine.model import UNKNOWN, Rulebook
from surveys.questions.block import Question, block

EACH = 3  # situations that each invented resident answers


def plain_answers(book: Rulebook, residents: int, seed: int = 1) -> bytes:
    """Return a CSV as anybody can make it."""
    draw = np.random.RandomState(seed)
    ages = [age for age in book.ages if age != UNKNOWN]
    questions = [one for one in block(book).questions() if one.asked]
    taste = {one.code: draw.dirichlet(np.full(len(one.options), 0.8)) for one in questions}
    lines = [";".join(["leeftijd", *(one.column for one in questions)])]
    for _ in range(residents):
        phases = draw.choice(list(book.phases), EACH, replace=False)
        row = [str(draw.choice(ages))]
        for one in questions:
            asked = one.asked is not None and one.asked.phase in phases
            row.append(_picks(draw, one, taste[one.code]) if asked else "")
        lines.append(";".join(row))
    return "\n".join(lines).encode()


def _picks(draw: np.random.RandomState, question: Question, taste: np.ndarray) -> str:
    chances = (taste + 0.02) / (taste + 0.02).sum()
    count = min(question.most, len(question.options))
    places = draw.choice(len(question.options), count, replace=False, p=chances)
    return "|".join(question.options[int(place)].slug for place in places)
