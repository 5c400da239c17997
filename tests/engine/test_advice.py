"""An advice carries everything needed to explain it, in every situation."""

import json
import re
from datetime import date

import pytest

from engine import UNKNOWN, Advice, Rulebook, Situation, Table, advise, advise_phases, export
from engine.roles import CHOSEN, MAIN, SUPPORT
from engine.selection import has

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def advices(book: Rulebook, table: Table) -> list[Advice]:
    return [advise(table, situation, DAY) for situation in book.situations()]


def test_every_sentence_is_finished(advices: list[Advice]) -> None:
    for given in advices:
        said = [given.conclusion, given.certainty, *given.defence, *given.notes]
        said += [text for _, text in given.why_not]
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


def test_ties_and_law_open_the_sentence(advices: list[Advice]) -> None:
    tied = law = 0
    for given in advices:
        main = given.picks()[0]
        first = {row.channel for row in given.picks() if row.role in (MAIN, SUPPORT)}
        if any(d.kind == "wet" and d.sentence for d in given.duties):
            law += 1
            assert "dat moet volgens de Awb" in given.conclusion
        elif first & set(main.even_with):
            tied += 1
            assert "even geschikt" in given.conclusion
        else:
            assert "even geschikt" not in given.conclusion
        assert given.conclusion.startswith("Voorzichtig advies:") == given.weak
    assert tied > 0
    assert law == 63


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
        assert f"Gebaseerd op {total} redenen" in given.certainty
        for shares in given.shares.values():
            assert sum(shares.values()) == pytest.approx(1, abs=0.003) or not any(shares.values())


def test_unknown_groups_add_no_resident_reasons(advices: list[Advice]) -> None:
    for given in advices:
        if given.situation[2:] == (UNKNOWN, UNKNOWN):
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


def test_who_is_missed_fits_the_chosen_channels(book: Rulebook, advices: list[Advice]) -> None:
    spoken_gap = next(gap for gap in book.gaps if gap.unless == {"gesproken": "ja"})
    for given in advices:
        spoken = any(book.channels[row.channel].spoken for row in given.picks())
        missed = any(m.who == spoken_gap.who for m in given.blind_spots)
        assert missed != spoken
    assert len({tuple(m.who for m in given.blind_spots) for given in advices}) > 5


def test_defence_has_four_sentences_of_its_own(advices: list[Advice]) -> None:
    for given in advices:
        assert len(given.defence) == 4
        assert len(set(given.defence)) == 4
    assert len({given.defence for given in advices}) > 600


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


def test_json_of_every_advice(book: Rulebook, advices: list[Advice]) -> None:
    for given in advices:
        data = json.loads(json.dumps(export.advice(book, given)))
        assert len(data["kanalen"]) == len(book.channels)
        assert {row["rol"] for row in data["kanalen"]} <= {
            "hoofdkanaal",
            "ondersteunend",
            "vangnet",
            "kandidaat",
            "liever-niet",
            "kan-niet",
        }
        assert data["verantwoording"]["kennis"] == book.digest
        for row in data["kanalen"]:
            assert (row["score"] is None) == (row["rol"] == "kan-niet")
