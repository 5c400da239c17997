"""An advice carries everything needed to explain it, in every situation."""

import json
import re
from collections.abc import Mapping
from datetime import date

import pytest

from engine import UNKNOWN, Advice, Rulebook, Situation, Table, advise_phases, export
from engine.argument.missed import MOST, reaches, remedy
from engine.roles import CANNOT, CHOSEN, MAIN, SUPPORT
from engine.selection import has

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def advices(table: Table, every_advice: Mapping[Situation, Advice]) -> list[Advice]:
    """Return every advice that differs: where what is at stake changes nothing, one stands."""
    return [every_advice[situations[0]] for _, situations in table.distinct()]


def test_every_sentence_is_finished(advices: list[Advice]) -> None:
    for given in advices:
        words = given.argument
        said = [given.conclusion, given.certainty, *given.defence, *given.notes, words.basis.text]
        said += [text for _, text in given.why_not] + [words.change] * bool(words.change)
        for sentence in said:
            assert re.match(r"^[A-Z0-9Ëë'‘]", sentence), sentence
            assert sentence.endswith("."), sentence
            assert "{" not in sentence and "  " not in sentence
            assert "None" not in sentence and " ." not in sentence and ".." not in sentence


def test_conclusion_names_the_chosen_channels(book: Rulebook, advices: list[Advice]) -> None:
    for given in advices:
        first = [row for row in given.channels if row.role in (MAIN, SUPPORT)]
        for row in first:
            channel = book.channels[row.channel]
            lowered = given.conclusion.lower()
            assert channel.phrase.lower() in lowered or channel.beside.lower() in lowered
        for row in given.picks():
            if row not in first:
                assert book.channels[row.channel].always in given.conclusion


def test_ties_and_law_open_the_sentence_and_what_may_be_law_ends_it(advices: list[Advice]) -> None:
    tied = law = 0
    for given in advices:
        main = given.picks()[0]
        first = {row.channel for row in given.picks() if row.role in (MAIN, SUPPORT)}
        if any(d.kind == "wet" and d.sentence for d in given.duties):
            law += 1
            decided = given.conclusion.startswith("Stuur het besluit per brief of overhandig het")
            assert decided == (given.situation.stake == "aanvraag-met-besluit")
            ending = "Stuur of overhandig het dan: dat moet volgens de Awb."
            assert decided or given.conclusion.endswith(ending)
        if first & set(main.even_with):
            tied += 1
            assert "even geschikt" in given.conclusion
        else:
            assert "even geschikt" not in given.conclusion
    assert tied > 0
    assert law == 3 * 63  # a decision for certain, one that may come, and one on sensitive help


def test_requirements_are_met_by_a_chosen_channel(book: Rulebook, advices: list[Advice]) -> None:
    required = {s.id: s.require for s in book.safeguards if s.require}
    for given in advices:
        chosen = {row.channel for row in given.channels if row.role in CHOSEN}
        for duty in given.duties:
            if duty.rule in required:
                assert duty.met_by in chosen
                channel = book.channels[duty.met_by]
                assert all(has(channel, k, v) for k, v in required[duty.rule].items())
            else:
                assert duty.met_by is None


def test_law_and_recommendation_are_never_mixed(advices: list[Advice]) -> None:
    for given in advices:
        kinds = [duty.kind for duty in given.duties]
        assert kinds == sorted(kinds, key=lambda kind: kind != "wet")
        assert set(kinds) <= {"wet", "aanbevolen"}


def test_counts_are_the_distinct_reasons_of_the_chosen(advices: list[Advice]) -> None:
    for given in advices:
        counted = {
            (r.rule, r.quality)
            for row in given.picks()
            for r in row.reasons
            if r.counted and r.quality
        }
        total = sum(sum(part.values()) for part in given.based_on.values())
        assert total == len(counted)
        rests = given.argument.basis
        if given.argument.sureness.word != "wet":  # there it is about the other channels
            assert sum(rests.counts.values()) == len({rule for rule, _ in counted})
        assert sum(rests.shares.values()) == pytest.approx(1, abs=0.003)
        for shares in given.shares.values():
            assert sum(shares.values()) == pytest.approx(1, abs=0.003) or not any(shares.values())


def test_unknown_groups_add_no_resident_reasons(advices: list[Advice]) -> None:
    for given in advices:
        if given.situation[2:4] == (UNKNOWN, UNKNOWN):
            assert sum(given.based_on["inwoner"].values()) == 0
            assert not given.weak


def test_a_warning_is_the_exception_not_the_rule(advices: list[Advice]) -> None:
    weak = sum(given.weak for given in advices)
    print(f"\nvoorzichtig: {weak} van {len(advices)}")
    assert 0 < weak < len(advices) / 2


def test_motives_and_expectations_have_a_source_or_say_so(advices: list[Advice]) -> None:
    for given in advices:
        for what in (given.motives, given.expectations):
            assert {said.about for said in what} >= set()
            assert what
            for said in what:
                assert said.about
                assert said.text is None or said.text.strip()


def test_who_is_missed_follows_from_the_chosen_channels(
    table: Table, advices: list[Advice]
) -> None:
    """Over all situations: whom nobody in the set reaches, and nobody else."""
    book, never = table.book, {gap.who for gap in table.book.gaps}
    texts = set()
    for given in advices:
        applies = table.outcomes[given.situation].applies
        chosen = [row.channel for row in given.picks()]
        named = {spot.who for spot in given.blind_spots}
        told = [gap.lacks for gap in book.gaps if gap.who in named]
        for gap in book.gaps:
            lost = gap.id in applies and not any(reaches(book, gap, slug) for slug in chosen)
            if gap.who in named:
                assert lost
            elif lost and len(named) < MOST:
                assert any(set(lacks) < set(gap.lacks) for lacks in told)
        texts.add(tuple((spot.who, spot.remedy) for spot in given.blind_spots))
        never -= named
    assert len(texts) >= 60
    assert never == set()


def test_what_helps_who_is_missed_can_be_done_here(table: Table, advices: list[Advice]) -> None:
    """No remedy with a channel that cannot serve here, is chosen already, or does not reach."""
    book = table.book
    for given in advices:
        chosen = {row.channel for row in given.picks()}
        able = {row.channel for row in given.channels if row.role != CANNOT} - chosen
        for spot in given.blind_spots:
            gap = next(gap for gap in book.gaps if gap.who == spot.who)
            best = remedy(book, given.situation, gap, able)
            assert best and best.text == spot.remedy
            if best.channel:
                assert best.channel in able and reaches(book, gap, best.channel)


def test_defence_has_four_sentences_of_its_own(advices: list[Advice]) -> None:
    for given in advices:
        assert len(given.defence) == 4
        assert len(set(given.defence)) == 4
    general = [given for given in advices if given.situation.stake == UNKNOWN]
    assert len({given.defence for given in general}) > 0.95 * len(general)


def test_why_not_answers_for_channels_that_are_not_chosen(advices: list[Advice]) -> None:
    for given in advices:
        chosen = {row.channel for row in given.picks()}
        assert len(given.why_not) == 3
        assert not chosen & {slug for slug, _ in given.why_not}


def test_a_journey_is_the_advice_of_every_phase(book: Rulebook, table: Table) -> None:
    asked = Situation(*next(iter(book.situations())))
    whole = advise_phases(table, asked, DAY)
    assert [given.situation.phase for given in whole] == list(book.phases)
    assert {given.situation[2:] for given in whole} == {asked[2:]}


@pytest.mark.exhaustive
def test_json_of_every_advice(book: Rulebook, advices: list[Advice]) -> None:
    for given in advices:
        data = json.loads(json.dumps(export.advice(book, given)))
        assert len(data["kanalen"]) == len(book.channels)
        assert {row["rol"] for row in data["kanalen"]} <= {
            "hoofdkanaal",
            "ondersteunend",
            "vangnet",
            "kandidaat",
            "ligt-niet-voor-de-hand",
            "kan-niet",
        }
        assert data["verantwoording"]["kennis"] == book.digest
        for row in data["kanalen"]:
            assert (row["score"] is None) == (row["rol"] == "kan-niet")
