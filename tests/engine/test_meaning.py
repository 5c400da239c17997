"""durable_rules means what the conditions say: for every situation, and for every mutant."""

import random

import plain
import pytest
from mutation import compiler_mutants, surviving

from engine import Rulebook, Table
from engine.inference import Inference, InferenceError
from engine.model import UNKNOWN
from engine.production import productions
from engine.roles import CHOSEN
from engine.worker import Decider, build

MUTANTS = 260


@pytest.fixture(scope="module")
def live(book: Rulebook) -> Inference:
    return Inference(book)


def test_every_situation_is_there(book: Rulebook, table: Table) -> None:
    general = [s for s in book.situations() if s.stake == UNKNOWN]
    assert len(general) == 2 * 5 * 7 * 9 == 630
    assert len(book.situations()) == len(set(book.situations())) == (5 + 4) * 5 * 7 * 9 == 2835
    assert set(table.outcomes) == set(book.situations())


@pytest.mark.exhaustive
def test_durable_rules_fires_what_a_plain_loop_fires(book: Rulebook, live: Inference) -> None:
    for situation in book.situations():
        fired = live.decide(situation)
        facts = situation.facts() | {d.fact: d.value for d in fired.derived}
        assert facts == plain.derive(book, situation)
        assert list(fired.rules) == plain.fire_rules(book, situation)


def test_safeguards_fire_for_the_chosen_channels(book: Rulebook, table: Table) -> None:
    for situation, found in table.outcomes.items():
        chosen = [row.channel for row in found.ranking if row.role in CHOSEN]
        assert list(found.applies) == plain.guards(book, situation, chosen)


@pytest.mark.exhaustive
def test_the_table_of_the_worker_is_the_live_answer(book: Rulebook, table: Table) -> None:
    decider = Decider(book)
    for situation in book.situations():
        decider.inference.forget()
        assert decider.outcomes([situation])[situation] == table.outcomes[situation]


@pytest.mark.exhaustive
def test_order_of_asking_changes_nothing(book: Rulebook, table: Table) -> None:
    shuffled = list(book.situations())
    random.Random(7).shuffle(shuffled)
    again = build(book, shuffled)
    assert again.outcomes == table.outcomes
    assert again.normal == table.normal


@pytest.mark.exhaustive
def test_every_compiler_mutant_is_caught(book: Rulebook) -> None:
    """Change what goes into durable_rules; the plain loop on the original must differ."""
    mutants = list(compiler_mutants(book, productions(book)))
    assert len(mutants) >= 1000
    survivors = surviving(book, random.Random(1).sample(mutants, MUTANTS))
    print(f"\n{MUTANTS} mutanten van {len(mutants)}, gevangen: {MUTANTS - len(survivors)}")
    assert survivors == []


def test_a_stopped_engine_never_answers(book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    inference = Inference(book)
    host = inference._engine._host
    monkeypatch.setattr(host, "assert_fact", lambda *_: 0)
    with pytest.raises(InferenceError, match="niet af"):
        inference.decide(book.situations()[0])
