"""What the board of a plan rests on: which actions show, several changed, days on a scale."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from mixes import EARLY, FIRST, action, plan

from engine import Table
from plans import Plan, PlanError, keys
from plans.board import fresh, several
from plans.board.scale import scale_of
from plans.board.sieve import NOBODY, Selection, matching, owners
from plans.board.suitability import all_suits, choice_part

COVERS = ("plans/board/__init__.py",)
ONE = action("een", wie="Team B", kosten="500", status="akkoord")
TWO = action("twee", wie="team A", start="2027-01-04", groepen=["jong"])
THREE = action("drie", kanaal="website", fase=FIRST, kosten="20,50", start="2027-02-01")
OF = plan(EARLY, FIRST, acties=[ONE, TWO, THREE])


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(), "twee een drie"),
        (Selection(group="jong"), "twee"),
        (Selection(phase=FIRST), "drie"),
        (Selection(channel="brief"), "twee een"),
        (Selection(owner="Team B"), "een"),
        (Selection(owner=NOBODY), "drie"),
        (Selection(status="akkoord"), "een"),
        (Selection(group="jong", status="akkoord"), ""),
        (Selection(order="kosten"), "drie een twee"),  # what is not known comes last
        (Selection(order="-start"), "drie een twee"),
        (Selection(order="wie"), "drie twee een"),
        (Selection(order="onzin"), "twee een drie"),
    ],
)
def test_which_actions_show_in_which_order(selection: Selection, ids: str) -> None:
    assert " ".join(one.id for one in matching(OF, selection)) == ids


def test_owners_are_named_once() -> None:
    assert owners(OF) == ("team A", "Team B")


def after(change: Callable[[Plan], Plan]) -> list[dict[str, Any]]:
    """Return the actions after a change, as the file has them."""
    actions: list[dict[str, Any]] = keys(change(OF)).get("acties", [])
    return actions


def test_several_actions_change_at_once_and_no_other_does() -> None:
    before = after(lambda of: of)
    both = ("een", "drie")
    owned = after(lambda of: several.with_value(of, both, "wie", "Team C"))
    assert [one.get("wie") for one in owned] == ["Team C", "team A", "Team C"]
    bare = after(lambda of: several.with_value(of, both, "wie", ""))
    assert [one.get("wie") for one in bare] == [None, "team A", None]
    later = after(lambda of: several.moved(of, both, 7))
    assert [one["start"] for one in later] == [
        date(2027, 1, 12), date(2027, 1, 4), date(2027, 2, 8)
    ]  # fmt: skip
    assert later[1] == before[1]
    assert after(lambda of: several.without(of, both)) == [before[1]]
    assert after(lambda of: several.without(of, ("een", "twee", "drie"))) == []
    with pytest.raises(PlanError, match="geen bedrag"):
        several.with_value(OF, both, "kosten", "veel")


def test_a_copy_stands_behind_its_action_without_what_was_agreed() -> None:
    changed, ids = several.copied(OF, ("een",))
    first, copy, *_ = changed.actions
    assert ids == ("actie-een-kopie",)
    assert (copy.id, copy.what, copy.status) == ("actie-een-kopie", "Actie een (kopie)", "concept")
    assert copy.cost == first.cost
    assert [one.id for one in several.copied(changed, ids)[0].actions[:3]] == [
        "een", "actie-een-kopie", "actie-een-kopie-2"
    ]  # fmt: skip


def test_of_a_copy_nothing_is_ready_fixed_agreed_or_measured() -> None:
    item = action(
        status="geplaatst",
        akkoord=[{"door": "Wethouder", "dag": "2026-12-01"}],
        voorbereiding=[{"id": "tekst", "dag": "2026-12-21", "vast": "ja", "gereed": "ja"}],
        kpi={"meet": "x", "norm": "9", "werkelijk": [{"waarde": "8"}], "uitkomst": "bijna"},
    )
    copy = several.copied(plan(acties=[item]), ("een",))[0].actions[1]
    assert (copy.status, copy.agreements) == ("concept", ())
    (step,) = copy.steps
    assert (step.id, step.done, step.fixed, step.day) == ("tekst", False, False, None)
    assert copy.target and (copy.target.norm, copy.target.actual, copy.target.result) == (
        "9", (), None
    )  # fmt: skip


def test_a_copy_of_a_plan_begins_anew() -> None:
    acts = [action(s, status=s) for s in ("voorstel", "akkoord", "afgerond", "vervallen")]
    project = {
        "naam": "Proef", "traject": "participatie", "start": "2027-01-04", "einde": "2027-06-30",
        "status": "akkoord", "akkoord": [{"door": "Wethouder", "dag": "2026-12-01"}],
    }  # fmt: skip
    of = plan(
        project=project,
        acties=acts,
        posten=[{"id": "druk", "post": "Druk", "raming": "10", "werkelijk": "12"}],
        partners=[
            {"id": "w", "naam": "W", "leveringen": [{"id": "t", "wat": "T", "gereed": "ja"}]}
        ],
    )
    new = several.whole_copy(of)
    assert (new.project.status, new.project.agreements) == ("concept", ())
    assert [one.status for one in new.actions] == ["voorstel", "concept", "concept", "vervallen"]
    assert (new.money[0].estimate, new.money[0].actual) == (Decimal(10), None)
    assert not new.partners[0].deliveries[0].done
    assert several.whole_copy(plan()) == plan()


def test_waves_and_steps_move_along_and_what_was_measured_stays() -> None:
    item = action(
        golven=[{"start": "2027-01-05", "deel": 60}, {"start": "2027-01-12", "deel": 40}],
        voorbereiding=[
            {"id": "tekst", "dag": "2026-12-21", "vast": "ja", "werkdagen": 3},
            {"id": "druk", "werkdagen": 2},
        ],
        kpi={"meet": "x", "norm": "1", "nulmeting": {"waarde": "0", "dag": "2026-12-01"}},
    )
    (moved,) = several.moved(plan(acties=[item]), ("een",), -2).actions
    assert [wave.start for wave in moved.waves] == [date(2027, 1, 3), date(2027, 1, 10)]
    # Sunday 3 January: the printer gets it two working days before; what is fixed stays.
    assert [step.day for step in moved.steps] == [date(2026, 12, 21), date(2026, 12, 30)]
    assert moved.target and moved.target.baseline
    assert moved.target.baseline.day == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (date(2027, 1, 1), 0.0),
        (date(2027, 4, 1), 100 * 90 / 181),
        (date(2027, 6, 30), 100 * 180 / 181),
        (date(2026, 1, 1), 0.0),
        (date(2030, 1, 1), 100.0),
    ],
)
def test_a_day_has_a_place_on_the_scale(day: date, at: float) -> None:
    scale = scale_of(OF)
    assert (scale.first, scale.last) == (date(2027, 1, 1), date(2027, 6, 30))
    assert scale.at(day) == pytest.approx(at)
    assert [month.month for month in scale.months()] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1 feb", "1 feb 2027"),
        ("1-2", "1 feb 2027"),
        ("3 mei 2031", "3 mei 2031"),
        ("31 december", "31 december"),  # in no year of the project
        ("ooit", "ooit"),
    ],
)
def test_a_day_without_a_year_is_in_the_project(typed: str, day: str) -> None:
    assert fresh.whole_day(OF, typed) == day


def test_a_new_action_begins_with_what_the_board_knows() -> None:
    new = fresh.new_action(OF, "brief")
    assert (new["fase"], new["groepen"], new["start"]) == (EARLY, ["oud", "jong"], date(2027, 1, 4))
    new = fresh.new_action(OF, "website", "jong", FIRST)
    assert (new["fase"], new["groepen"], new["kanaal"]) == (FIRST, ["jong"], "website")


def test_what_an_action_says_is_no_part_of_the_choice() -> None:
    assert choice_part(OF) == choice_part(several.with_value(OF, ("een",), "wie", "Wie dan ook"))
    assert choice_part(OF) != choice_part(several.without(OF, ("drie",)))  # the website goes


def test_every_channel_of_a_cell_comes_best_first(table: Table) -> None:
    for here in all_suits(OF, table).values():
        assert list(here.values()) == sorted(here.values(), reverse=True)
        assert len(here) > 10
