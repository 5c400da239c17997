"""Who may write and publish: by a code or a claim, and nobody by accident."""

import pytest

from workbench import rights
from workbench.rights import CLAIM, CODES, LOGIN, Right

WRITER, PUBLISHER = "schrijf-schrijf-schrijf", "geefuit-geefuit-geefuit"
SET = {CODES: f"schrijver={WRITER} uitgever={PUBLISHER}"}


@pytest.mark.parametrize(
    ("typed", "right"),
    [(WRITER, Right.WRITE), (f" {PUBLISHER} ", Right.PUBLISH), ("", Right.NONE),
     (WRITER[:-1], Right.NONE), ("é", Right.NONE)],
)  # fmt: skip
def test_a_code_gives_its_role(typed: str, right: Right) -> None:
    assert rights.by_code(typed, SET) == right
    assert rights.by_code(typed, {}) == Right.NONE


@pytest.mark.parametrize(
    ("value", "right"),
    [("uitgever", Right.PUBLISH), (["lezer", "Schrijver"], Right.WRITE), ("baas", Right.NONE),
     (None, Right.NONE), ([], Right.NONE), ({"a": 1}, Right.NONE)],
)  # fmt: skip
def test_a_claim_gives_its_role(value: object, right: Right) -> None:
    assert rights.by_claim(value) == right


@pytest.mark.parametrize(
    "settings",
    [
        {CODES: "schrijver=kort"},
        {CODES: f"baas={WRITER}"},
        {CODES: f"schrijver={WRITER} schrijver={PUBLISHER}"},
        {CODES: f"schrijver={WRITER} uitgever={WRITER}"},
        {CLAIM: "rollen"},
        {CLAIM: "een twee", LOGIN: "org"},
        {CLAIM: "rollen", LOGIN: "org", **SET},
    ],
)
def test_a_wrong_setting_is_refused(settings: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="KEN_JE_INWONER"):
        rights.check(settings)


def test_right_settings_are_taken() -> None:
    rights.check({})
    rights.check(SET)
    assert rights.claim({CLAIM: "rollen", LOGIN: "org"}) == "rollen"
