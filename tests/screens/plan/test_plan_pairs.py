"""Begin and end of a period are typed one after the other: each is saved, or said not to be."""

from datetime import date

import pytest
from pages import html, page, params, serve, text, without_error
from streamlit.testing.v1 import AppTest

from dutch import short_day
from engine import Table
from plans import example, read_plan, write_plan
from plans.plan_versions import Draft
from plans.storage.store import new_link, new_receipt
from screens.plan import current

COVERS = ("screens/plan/pairs.py",)
START, END = "plan-project-start", "plan-project-einde"


def show() -> None:
    from screens.plan import page as kanaalplan

    kanaalplan.show()


def type_in(at: AppTest, key: str, value: str) -> AppTest:
    return without_error(at.text_input(key=key).set_value(value).run())


def test_a_begin_after_the_old_end_is_saved_with_the_right_end(
    monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    serve(monkeypatch, table)
    plan, link = example("schuldhulpcampagne"), new_link()
    current.store().save(Draft(link, write_plan(plan), 2, "Ada", new_receipt()))
    at = type_in(page(show, {"plan": link}), START, "01-06-2098")
    old = short_day(plan.project.end)
    wrong = f"Het project eindigt op: het einde ({old}) ligt voor het begin (01-06-2098)."
    assert html(at).count(wrong) == 2, "bovenaan, en bij het paar"
    assert "Dit is nog niet bewaard" in text(at)
    assert (at.text_input(key=START).value, at.text_input(key=END).value) == (
        "01-06-2098", old,
    )  # fmt: skip
    assert current.store().read(link).number == 1

    at = type_in(at, END, "31-12-2098")
    project = read_plan(current.store().read(link).text).project
    assert (project.start, project.end) == (date(2098, 6, 1), date(2098, 12, 31))
    assert "ligt voor het begin" not in html(at)
    assert "fasen staan daar nog" in text(at)

    at = without_error(at.button(key="plan-fasen-schuif").click().run())
    phases = read_plan(current.store().read(link).text).phases
    assert phases[0].start >= project.start
    assert phases[-1].end <= project.end
    assert "fasen staan daar nog" not in text(at)
    at = type_in(at, "plan-fasen-0-start", "31-12-2098")
    assert "ligt voor het begin (31-12-2098)" in text(at)
    at = type_in(at, "plan-fasen-0-einde", "31-12-2098")
    assert read_plan(current.store().read(link).text).phases[0].start == project.end
    assert params(at)["plan"] == link
