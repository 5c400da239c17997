"""A harvest keeps shares and rounded counts, and nothing of a person."""

from dataclasses import replace
from datetime import date

import pytest
from surveying.plain_answers import plain_answers

from engine import Rulebook, Table
from engine.knowledge import own_survey
from engine.model import UNKNOWN, KnowledgeError, Situation
from surveys import harvest, weights
from surveys.counts import count
from surveys.estimate.outcome import points_of
from surveys.harvest import AnswerFile, SurveyFacts
from surveys.reading import read

FACTS = SurveyFacts("Panel", date(2026, 9, 1), date(2026, 9, 30), "gemengd")
PERSON = "jan.de.vries@voorbeeld.nl"


@pytest.fixture(scope="module")
def file(book: Rulebook) -> AnswerFile:
    return AnswerFile("antwoorden.csv", plain_answers(book, 160))


def with_persons(file: AnswerFile) -> AnswerFile:
    head, *rows = file.content.decode().splitlines()
    lines = [f"{head};e-mail", *(f"{row};{PERSON}" for row in rows)]
    return file._replace(content="\n".join(lines).encode())


def test_a_first_look_tells_what_was_dropped_and_how_many_answered(
    book: Rulebook, file: AnswerFile
) -> None:
    seen = harvest.look(with_persons(file), book)
    assert seen.n == 160 and not seen.columns
    assert any("mail" in column for column in seen.dropped)
    assert PERSON not in repr(seen)


def test_what_is_kept_is_a_layer_without_anybody(
    book: Rulebook, table: Table, file: AnswerFile
) -> None:
    stages: list[int] = []
    ages = [age for age in book.ages if age != UNKNOWN]
    people = "\n".join(["leeftijd;aantal", *(f"{age};{900 + i}" for i, age in enumerate(ages))])
    made = harvest.harvest(
        (with_persons(file),), book, harvest.scores_of(table), FACTS,
        (("inwoners.csv", people.encode()),), tell=stages.append,
    )  # fmt: skip
    assert stages == [harvest.READING, harvest.LEARNING, harvest.DOUBTING, harvest.WRITING]
    assert PERSON not in repr(made)
    own = own_survey.parse("laag.yaml", made.layer, book)
    assert own.about.title == "Panel" and own.about.n == 160
    assert len(own.rows) == len(book.tracks) * len(book.phases)
    assert all(n == 0 or n >= 10 for of in own.rows.values() for c in of.values() for n in c.n.flat)
    assert made.who.lowest is not None and 100 < made.effective <= 160
    assert own.about.weighting == weights.BY_RESIDENTS
    assert all(one.n >= 50 for one in own.sayings) and own.sayings


def test_scores_are_handed_over_as_they_are(table: Table, book: Rulebook, file: AnswerFile) -> None:
    answers = read(file.content, file.name, book).answers
    counts = count(answers, tuple(book.ages), tuple(book.profiles), {})
    light = Table(book, harvest.scores_of(table).outcomes(), {})
    assert (points_of(counts, light) == points_of(counts, table)).all()
    assert set(light.outcomes) == set(table.outcomes)
    assert light.outcomes.get(Situation("x", "y")) is None


def test_a_strange_file_asks_what_its_columns_mean(book: Rulebook) -> None:
    rows = ["vraag;leeftijd"] + [f"{answer};40" for answer in ("Bellen", "Brief") for _ in range(9)]
    file = AnswerFile("vreemd.csv", "\n".join(rows).encode())
    seen = harvest.look(file, book)
    assert {column.code for column in seen.columns} == {"vraag", "leeftijd"}
    assert seen.mapping


def test_a_file_without_answers_about_channels_is_refused(book: Rulebook, table: Table) -> None:
    head = plain_answers(book, 1).decode().splitlines()[0]
    empty = "\n".join([head, *(["16-24" + ";" * head.count(";")] * 3)])
    file = AnswerFile("leeg.csv", empty.encode())
    with pytest.raises(KnowledgeError):
        harvest.harvest((file,), book, harvest.scores_of(table), FACTS)


def test_files_of_one_survey_are_counted_together_and_none_twice(
    book: Rulebook, table: Table, file: AnswerFile
) -> None:
    head, *rows = file.content.decode().splitlines()
    parts = [
        AnswerFile(f"{name}.csv", "\n".join([head, *part]).encode())
        for name, part in (("papier", rows[:60]), ("online", rows[60:]))
    ]
    rules = harvest.scores_of(table)
    apart, whole = (
        own_survey.parse("laag.yaml", harvest.harvest(files, book, rules, FACTS).layer, book)
        for files in (parts, [file])
    )
    assert apart.about.n == whole.about.n == 160
    assert apart.about.digest == harvest.digest(part.content for part in parts)
    assert own_survey.write(replace(apart, about=whole.about)) == own_survey.write(whole)
    again = [file, file._replace(name="kopie.csv")]
    with pytest.raises(KnowledgeError, match=r"kopie\.csv: dit is hetzelfde bestand als antw"):
        harvest.harvest(again, book, rules, FACTS)
