"""What a rule does is reckoned beside own research: it counts for as much as the rules hold."""

import pytest
from surveying.layers import about, layer

from engine import Rulebook, Situation, Table
from engine.knowledge import own_survey
from engine.knowledge.own_survey import Asked
from engine.proof.influence import Influence, _here
from engine.worker import build

ASKED = Asked("participatie", "bewustwording")
YOUNG = Situation("participatie", "bewustwording", "16-24")


def test_taking_out_a_rule_is_reckoned_beside_own_research(book: Rulebook) -> None:
    """Without a rule that fires, a measured channel loses that rule's weight times λ."""
    own = layer(book, [ASKED], ["brief", "instagram"], shifts={"brief": -3.0})
    local = build(own_survey.attach(book, [own]), [YOUNG])
    influence = Influence(Table(local.book, local.outcomes, local.normal))
    row = next(row for row in local.outcomes[YOUNG].ranking if row.channel == "brief")
    parts = influence._parts(row)
    rule = next(part.rule for part in parts if part.rule.dimension == "taak")
    with_all = _here(row, influence._without(parts, "geen-regel"))
    assert with_all == pytest.approx(row.score or 0, abs=1e-6)
    lost = with_all - _here(row, influence._without(parts, rule.id))
    assert lost == pytest.approx(0.6 * rule.weight, abs=1e-6)


def test_a_title_of_a_survey_is_text(book: Rulebook) -> None:
    one = layer(book, [ASKED], ["brief"], of=about(title="<b>=SOM(A1)</b>"))
    assert own_survey.parse("l.yaml", own_survey.write(one), book).about.title == one.about.title
