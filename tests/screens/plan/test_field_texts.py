"""What the browser may let go of: every field of the screens that shows what the plan has."""

import pytest
from boards import board, do
from mixes import action, plan
from pages import serve, text

from engine import Table
from plans import example, examples
from screens.plan.versions import typing
from screens.plan.versions.field_texts import field_texts

COVERS = ("screens/plan/board/cells.py",)
FREE = {"plan-wie"}  # in no plan


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


@pytest.mark.parametrize("tab", ["project", "groepen", "bord", "afspraken"])
@pytest.mark.parametrize("name", list(examples()))
def test_a_field_with_what_is_saved_is_known(name: str, tab: str) -> None:
    of = example(name)
    at = board(of, stap=tab, open=of.actions[0].id)
    known = set(field_texts(of))
    fields = [*at.text_input, *at.text_area]
    shown = {(one.key, one.value) for one in fields if one.value and one.key not in FREE}
    assert shown
    assert shown <= known


def test_a_cell_has_its_text_and_another_text_is_not_known() -> None:
    texts = set(field_texts(plan(acties=[action(wie="Balie", kosten="1250,5")])))
    assert {("bord-een/wie", "Balie"), ("bord-een/kosten", "1250,5")} <= texts
    assert ("bord-een/wie", "Team") not in texts


def test_numbers_are_written_as_a_browser_does() -> None:
    assert [typing.base36(n) for n in (0, 35, 36, 2166136261)] == ["0", "z", "10", "ztntfp"]


def test_a_name_for_the_history_stays_when_its_field_goes_out_of_sight() -> None:
    at = board(plan(acties=[action()]), stap="project")
    at.text_input(key="plan-wie").set_value("Ada").run()
    at.query_params["stap"] = "bord"
    do(at, {"doe": "zet", "id": "een", "veld": "wie", "waarde": "Balie"})
    at.query_params["stap"] = "documenten"
    at.run()
    assert ", Ada" in text(at)
