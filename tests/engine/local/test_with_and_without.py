"""With and without own research: what changes, in figures and in a file that runs nothing."""

import csv
import io
from dataclasses import replace

import pytest
from surveying.layers import about, layer

from engine import Rulebook, Situation, Table
from engine.knowledge import own_survey
from engine.knowledge.own_survey import Asked, OwnSurvey
from engine.local.with_and_without import HEADS, WithAndWithout, compare, csv_of, rows
from engine.proof.influence import Influence
from engine.worker import build

ASKED = Asked("participatie", "bewustwording")
SITUATIONS = (
    Situation("participatie", "bewustwording", "16-24"),
    Situation("participatie", "bewustwording"),
    Situation("participatie", "afronding", "16-24"),
)


@pytest.fixture(scope="module")
def own(book: Rulebook) -> OwnSurvey:
    channels = ("brief", "instagram", "vindplaats", "straatgesprek")
    return layer(book, [ASKED], channels, shifts={"straatgesprek": 6.0, "brief": -3.0})


@pytest.fixture(scope="module")
def local(book: Rulebook, own: OwnSurvey) -> Table:
    return build(own_survey.attach(book, [own]), SITUATIONS)


@pytest.fixture(scope="module")
def comparison(local: Table, table: Table) -> WithAndWithout:
    return compare(table, local)


def test_what_changes_is_told_from_what_to_what(comparison: WithAndWithout) -> None:
    young, all_ages, other = comparison.shifts
    assert young.changes and young.other_main
    assert (young.without.main, young.local.main) == ("brief", "straatgesprek")
    assert (young.asked, young.n) == (True, 120)
    assert (all_ages.asked, all_ages.n) == (True, 1040)
    assert (other.asked, other.n, other.changes) == (False, 0, False)
    assert other.local.certainty <= other.without.certainty
    counts = comparison.counts()
    assert (counts["situaties"], counts["gevraagd"]) == (3, 2)
    assert counts["verandert"] == len(comparison.changed()) == 2


def test_the_same_table_twice_changes_nothing(table: Table) -> None:
    same = compare(table, table)
    assert len(same.shifts) == len(table.outcomes)
    assert same.changed() == ()
    assert same.counts()["zekerder"] == same.counts()["minder_zeker"] == 0


def test_the_file_opens_in_a_spreadsheet_and_runs_nothing(
    local: Table, comparison: WithAndWithout
) -> None:
    evil = {"brief": local.book.channels["brief"].model_copy(update={"name": "=1+1"})}
    book = replace(local.book, channels={**local.book.channels, **evil})
    text = csv_of(book, comparison).decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text), delimiter=";")
    assert tuple(head) == HEADS
    assert len(lines) == len(list(rows(book, comparison))) == len(SITUATIONS)
    cells = [cell for line in lines for cell in line]
    assert "'=1+1" in cells
    assert not any(cell.startswith("=") for cell in cells)


def test_taking_out_a_rule_is_reckoned_beside_own_research(local: Table, table: Table) -> None:
    """Without a rule that fires, a measured channel loses that rule's weight times λ."""
    outcome = local.outcomes[SITUATIONS[0]]
    influence = Influence(Table(local.book, {SITUATIONS[0]: outcome}, local.normal))
    row = next(row for row in outcome.ranking if row.channel == "brief")
    parts = influence._parts(row)
    rule = next(part.rule for part in parts if part.rule.dimension == "taak")
    from engine.proof.influence import _here

    with_all = _here(row, influence._without(parts, "geen-regel"))
    assert with_all == pytest.approx(row.score or 0, abs=1e-6)
    lost = with_all - _here(row, influence._without(parts, rule.id))
    assert lost == pytest.approx(0.6 * rule.weight, abs=1e-6)


def test_a_title_of_a_survey_is_text(book: Rulebook) -> None:
    one = layer(book, [ASKED], ["brief"], of=about(title="<b>=SOM(A1)</b>"))
    assert own_survey.parse("l.yaml", own_survey.write(one), book).about.title == one.about.title
