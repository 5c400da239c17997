"""A number that was typed the Dutch way, or with another minus, is refused with how to write it."""

import pytest
from pydantic import BaseModel, ValidationError

from engine.knowledge import complaints


class Weight(BaseModel):
    gewicht: float
    n: int = 1


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        ({"gewicht": "1,5"}, "'1,5' lees ik niet als getal. Schrijf 1.5, met een punt."),
        (
            {"gewicht": "−1"},
            "'−1' lees ik niet als getal. Schrijf -1, met een gewoon streepje als minteken.",
        ),
        ({"gewicht": "–0,5"}, "'–0,5' lees ik niet als getal. Schrijf -0.5, met een punt."),
        ({"gewicht": "veel"}, "'veel' is geen getal. Schrijf bijvoorbeeld 1.5."),
        ({"gewicht": "1,5,2"}, "'1,5,2' is geen getal. Schrijf bijvoorbeeld 1.5."),
        (
            {"gewicht": "1", "n": "−3"},
            "'−3' lees ik niet als getal. Schrijf -3, met een gewoon streepje als minteken.",
        ),
    ],
)
def test_a_number_says_how_it_is_written(tree: dict[str, str], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Weight.model_validate(tree)
    (problem,) = complaints.problems("proef.yaml", caught.value, Weight, tree, {})
    assert problem.message.endswith(message)
