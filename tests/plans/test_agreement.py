"""Agreement is given by somebody, and asked again when what was agreed to changes."""

from datetime import date
from typing import Any

import pytest
from mixes import action, plan

from plans import agreement, read_plan, write_plan
from plans.model import Plan

DAY = date(2027, 1, 4)
GIVEN = {"door": "Wethouder", "dag": "2027-01-04"}
VOID = {**GIVEN, "vervallen_door": "start"}


def one(**more: Any) -> Plan:
    return plan(acties=[action(**more)])


@pytest.mark.parametrize(
    ("before", "after", "status", "voided"),
    [
        # what was agreed to changes
        ({"status": "akkoord"}, {"start": "2027-01-06"}, "ter-akkoord", []),
        (
            {"status": "akkoord", "akkoord": [GIVEN]},
            {"start": "2027-01-06", "boodschap": "Nieuw"},
            "ter-akkoord",
            ["start en boodschap"],
        ),
        # one of two had agreed: that one is asked again too
        (
            {"status": "ter-akkoord", "akkoord": [GIVEN]},
            {"kosten": "12"},
            "ter-akkoord",
            ["kosten"],
        ),
        # an agreement of before stays what it was
        (
            {"status": "ter-akkoord", "akkoord": [VOID]},
            {"kosten": "12"},
            "ter-akkoord",
            ["start"],
        ),
        # how far it is and what came of it may change
        (
            {"status": "akkoord", "akkoord": [GIVEN]},
            {"status": "geplaatst", "uren": "3", "voorbereiding": [{"id": "tekst"}]},
            "geplaatst",
            [None],
        ),
        # agreed in the same change: to what stands there now
        (
            {"status": "akkoord", "akkoord": [GIVEN]},
            {"wat": "Anders", "akkoord": [GIVEN, {**GIVEN, "dag": "2027-01-05"}]},
            "akkoord",
            ["wat", None],
        ),
        ({"status": "concept"}, {"wat": "Anders"}, "concept", []),
    ],
)
def test_what_changes_is_asked_again(
    before: dict[str, Any], after: dict[str, Any], status: str, voided: list[str | None]
) -> None:
    new = agreement.after_change(one(**before), one(**{**before, **after})).actions[0]
    assert new.status == status
    assert [given.voided_by for given in new.agreements] == voided


@pytest.mark.parametrize(
    ("more", "status", "voided"),
    [
        ({}, "akkoord", None),
        ({"acties": [action(start="2027-01-06")]}, "akkoord", None),  # it has its own agreement
        ({"vragen": [{"id": "a", "vraag": "Wanneer?", "antwoord": "Snel"}]}, "akkoord", None),
        ({"schaal": "wijk"}, "ter-akkoord", "schaal"),
        ({"grenzen": {"budget": "1"}}, "ter-akkoord", "grenzen"),
        ({"posten": [{"id": "a", "post": "Drukwerk"}]}, "ter-akkoord", "posten"),
    ],
)
def test_a_plan_that_changes_is_asked_again(
    more: dict[str, Any], status: str, voided: str | None
) -> None:
    base = plan(acties=[action()])
    project = agreement.agree_plan(base.project, "College", DAY, "besluit 12")
    before = base.model_copy(update={"project": project})
    after = plan(**{"acties": [action()], **more}).model_copy(update={"project": project})
    new = agreement.after_change(before, after)
    assert new.project.status == status
    assert [given.voided_by for given in new.project.agreements] == [voided]
    assert read_plan(write_plan(new)) == new


def test_it_is_agreed_when_all_who_must_have_agreed() -> None:
    first = one(akkoord_van="Wethouder en projectleider").actions[0]
    half = agreement.agree(first, "wethouder", DAY)
    assert (half.status, agreement.missing(half.approvers, half.agreements)) == (
        "ter-akkoord",
        ("projectleider",),
    )
    whole = agreement.agree(half, "Projectleider", DAY, "mits voor 1 maart")
    assert (whole.status, whole.agreements[1].note) == ("akkoord", "mits voor 1 maart")
    placed = one(status="geplaatst").actions[0]
    assert agreement.agree(placed, "Wethouder", DAY).status == "geplaatst"


def test_what_came_of_a_plan_is_not_asked_again() -> None:
    results = [{"id": "bezoek", "meet": "Bezoek", "norm": "50"}]
    project = {"naam": "Proef", "traject": "participatie", "start": "2027-01-04",
               "einde": "2027-06-30", "status": "akkoord"}  # fmt: skip
    before = plan(resultaten=results, project=project)
    came = {"werkelijk": [{"waarde": "61", "dag": "2027-02-01"}], "uitkomst": "Meer"}
    after = plan(resultaten=[results[0] | came], project=project)
    assert agreement.after_change(before, after).project.status == "akkoord"
    other = plan(resultaten=[results[0] | {"norm": "60"}], project=project)
    assert agreement.after_change(before, other).project.status == "ter-akkoord"
