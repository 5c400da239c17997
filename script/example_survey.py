"""Make the example survey of surveys/voorbeelden: residents of a town that does not exist.

Nobody was asked anything. Every resident of this simulated town chooses by a part of our rules, by
what the whole town has of its own, and by chance; the young answer less. Files are the same at
every run. `python script/example_survey.py` writes them.
"""

import csv
import random
import sys
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine import Rulebook, Situation, Table  # noqa: E402
from engine.cache import table_of  # noqa: E402
from engine.knowledge.rulebook import load  # noqa: E402
from engine.model import UNKNOWN  # noqa: E402
from surveys.questions.block import Block, Question, block  # noqa: E402

FOLDER = ROOT / "surveys" / "voorbeelden"
ANSWERS, MARGINS = "antwoorden-nagebootst.csv", "inwoners-nagebootst.csv"
RESIDENTS, SEED = 612, 2026
HOLDS = 0.55  # how much of our rules holds in this town
TOWN, BY_AGE = 0.55, 0.4  # departures of the town, and of an age within it, on the log-odds
UNFINISHED, NO_AGE = 0.06, 0.03
INHABITANTS = (9_800, 13_100, 18_000, 21_300, 10_600, 9_000)  # invented, youngest first
TAKES_PART = (0.45, 0.75, 1.0, 1.15, 1.5, 1.0)  # how much more or less an age answers
SCALE = ((1, 6), (2, 15), (3, 28), (4, 33), (5, 12), (6, 6))  # answers to a statement, weights
Row = dict[str, str]


def main() -> None:
    """Write the two files."""
    book = load()
    FOLDER.mkdir(exist_ok=True)
    asked = block(book)
    rows = answers(asked, table_of(book))
    heads = ["leeftijd", *(q.column for q in asked.questions() if q.column != "leeftijd")]
    _write(FOLDER / ANSWERS, heads, rows)
    people = zip(_ages(book), INHABITANTS, strict=True)
    margins = [{"leeftijd": age, "inwoners": str(count)} for age, count in people]
    _write(FOLDER / MARGINS, ["leeftijd", "inwoners"], margins)


def answers(asked: Block, table: Table) -> list[Row]:
    """Return the answers of every resident, by the columns of the plain table."""
    chance = random.Random(SEED)  # noqa: S311 - a made-up town needs no secrets
    town = _Town(table, chance)
    ages = _ages(table.book)
    heavy = [many * part for many, part in zip(INHABITANTS, TAKES_PART, strict=True)]
    rows = []
    for _ in range(RESIDENTS):
        age = chance.choices(ages, heavy)[0]
        row = {"leeftijd": "" if chance.random() < NO_AGE else age}
        part = chance.choice(asked.parts)
        last = len(part.questions)
        if chance.random() < UNFINISHED:
            last = chance.randrange(3, last)
        for question in part.questions[:last]:
            row[question.column] = town.answer(question, age)
        if last == len(part.questions):
            for question in asked.last[1:]:
                scores, weights = zip(*SCALE, strict=True)
                row[question.column] = str(chance.choices(scores, weights)[0])
        rows.append(row)
    return rows


class _Town:
    """What residents like: a part of our rules, and departures that are drawn once."""

    def __init__(self, table: Table, chance: random.Random) -> None:
        self._table, self._chance = table, chance
        self._likes: dict[tuple[str, str, str], float] = {}
        self._rules: dict[Situation, Mapping[str, float]] = {}

    def answer(self, question: Question, age: str) -> str:
        """Return the slugs that a resident picks, or "geen"."""
        if self._chance.random() < 0.02:
            return "geen"
        rules = self._points(question, age)
        wishes = {
            one.slug: HOLDS * rules.get(one.slug, 0.0) / 2 + self._like(question, one.slug, age)
            for one in question.options
        }
        drawn = {slug: wish - log(-log(self._chance.random())) for slug, wish in wishes.items()}
        most = self._chance.choices((1, 2, 3), (1, 2, 7))[0]
        best = sorted(drawn, key=lambda slug: -drawn[slug])[: min(most, question.most)]
        return "|".join(slug for slug in wishes if slug in best)

    def _points(self, question: Question, age: str) -> Mapping[str, float]:
        if question.asked is None or question.kind != "kanaal":
            return {}
        situation = Situation(question.asked.track, question.asked.phase, age)
        if situation not in self._rules:
            ranking = self._table.outcomes[situation].ranking
            self._rules[situation] = {one.channel: one.score or 0.0 for one in ranking}
        return self._rules[situation]

    def _like(self, question: Question, slug: str, age: str) -> float:
        keys = (("", "", slug), (question.code, "", slug), (question.code, age, slug))
        for key, size in zip(keys, (TOWN, TOWN, BY_AGE), strict=True):
            if key not in self._likes:
                self._likes[key] = self._chance.gauss(0.0, size)
        return sum((self._likes[key] for key in keys), start=0.0)


def _ages(book: Rulebook) -> Sequence[str]:
    return [age for age in book.ages if age != UNKNOWN]


def _write(path: Path, heads: Sequence[str], rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heads, restval="", delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
