"""The fifth answer: what is at stake. Old tables, addresses and receipts do without it."""

import json
import re
from datetime import date

import pytest

import blueprints
from blueprints import Residents, compare
from engine import UNKNOWN, Rulebook, Situation, Table, advise, export, receipt
from engine.argument.approach import approaches, how_per_task, wanted_tasks
from engine.argument.reasons import lifting
from engine.knowledge import complaints
from engine.knowledge.rulebook import ROOT, load
from engine.model import KnowledgeError
from engine.score import TASK
from plans import example, remarks
from plans.choice.value import mixture

COVERS = ("engine/argument/approach.py", "engine/compile.py", "engine/receipt.py")
DAY = date(2026, 11, 22)


def test_every_situation_has_an_outcome_and_sharing_keeps_all(book: Rulebook, table: Table) -> None:
    shared = [situation for _, situations in table.distinct() for situation in situations]
    assert sorted(shared) == sorted(book.situations())
    for outcome, situations in table.distinct():
        assert len({situation[:-1] for situation in situations}) == 1
        assert all(table.outcomes[situation] is outcome for situation in situations)


def test_a_receipt_of_before_the_question_replays(table: Table) -> None:
    asked = next(s for s in table.outcomes if s.stake == UNKNOWN)
    data = json.loads(json.dumps(export.advice(table.book, advise(table, asked, DAY))))
    for part in (data, data["verantwoording"]):
        del part["situatie"]["belang"]
    data["verantwoording"]["zegel"] = export.seal(data["verantwoording"])
    assert receipt.replay(table, receipt.read(json.dumps(data))) == []


def test_an_answer_of_the_other_track_is_refused_with_the_choices(book: Rulebook) -> None:
    first, other = book.tracks
    odd = Situation(first, next(iter(book.phases)), stake=book.stakes_of(other)[1])
    (message,) = complaints.of_answers(book, odd)
    assert message.startswith(f"belang '{odd.stake}' hoort niet bij traject '{first}'. Kies uit: ")
    assert all(stake in message for stake in book.stakes_of(first))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "journeys/belang/onbekend.yaml",
            "[participatie, dienstverlening]",
            "participatie",
            "traject 'dienstverlening' ontbreekt",
        ),
        (
            "journeys/belang/raadplegen.yaml",
            "traject: participatie",
            "traject: partcipatie",
            "Bedoelde je 'participatie'?",
        ),
        (
            "journeys/belang/informeren.yaml",
            "[aanmelding-aannemen,",
            "[aanmelding-anemen,",
            "taak 'aanmelding-anemen' ken ik niet. Bedoelde je 'aanmelding-aannemen'?",
        ),
        (
            "profiles/leeftijd/onbekend.yaml",
            "fase: eerste-contact, leeftijd: onbekend, profiel: onbekend}",
            "fase: eerste-contact, leeftijd: onbekend, profiel: onbekend, belang: raadplegen}",
            "belang 'raadplegen' hoort niet bij traject 'dienstverlening'",
        ),
    ],
)
def test_a_mistake_in_the_files_is_named(file: str, old: str, new: str, message: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(KnowledgeError, match=message):
        load(changed={file: text.replace(old, new)})


# Words that contradict what is at stake: of a plan that is fixed, and of what ends in no decision.
CONTRADICTING = {
    "informeren": r"\bde inbreng\b|meebeslis|\bstemmen\b|samen wat voorgaat|meldt iemand zich aan",
    "vraag-of-melding": r"\bregeling\b|\bvergunning\b|bezwaar|het besluit|een besluit uit handen",
}


@pytest.mark.parametrize("stake", CONTRADICTING)
def test_no_text_of_a_chosen_channel_contradicts_what_is_at_stake(table: Table, stake: str) -> None:
    """Reasons, how, what to measure and who is missed fit a plan that is fixed, or a report."""
    book, wrong = table.book, set()
    for asked in (s for s in table.outcomes if s.stake == stake):
        advice = advise(table, asked, DAY)
        texts = [*advice.defence, *(spot.remedy for spot in advice.blind_spots)]
        for row in advice.picks():
            texts += [reason.because for reason in lifting(row) if reason.dimension == TASK]
            for one in approaches(book, asked, row.channel):
                texts += [*one.how, one.measure]
        wrong |= {text for text in texts if re.search(CONTRADICTING[stake], text)}
    assert wrong == set()


def test_what_is_at_stake_leaves_some_tasks_without_work(table: Table) -> None:
    """Who only informs weighs nothing together; a channel with nothing else keeps its own how."""
    book = table.book
    asked = Situation("participatie", "actie", stake="informeren")
    assert wanted_tasks(book, asked) == ("in-gesprek-gaan",)
    assert "inbreng-ophalen" in wanted_tasks(book, asked._replace(stake="raadplegen"))
    (alone,) = approaches(book, asked, "antwoordkaart")
    assert "inbreng-ophalen" in alone.tasks
    names = [name for name, _ in how_per_task(book, asked, "inloopspreekuur")]
    assert names == [book.words.tasks["in-gesprek-gaan"]]


def test_a_plan_and_a_journey_are_weighed_with_what_is_at_stake(table: Table) -> None:
    written = example("schuldhulpcampagne")
    project = written.project.model_copy(update={"at_stake": "gevoelige-hulp"})
    plan = written.model_copy(update={"project": project})
    group, phase = plan.groups[0], plan.phases[0].phase
    assert {asked.stake for asked in mixture(plan, group, phase)} == {"gevoelige-hulp"}
    assert {asked.stake for asked in mixture(written, group, phase)} == {UNKNOWN}
    odd = project.model_copy(update={"at_stake": "raadplegen"})
    (remark, *_) = remarks.check(plan.model_copy(update={"project": odd}), table)
    assert remark.place == ("project", "belang")
    debts = blueprints.load(table.book).journeys["schulden"]
    stakes = {part.advice.situation.stake for part in compare(table, debts, Residents(), DAY)}
    assert stakes == {"gevoelige-hulp"}
