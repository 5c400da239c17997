"""How well a channel fits a group that is no age or profile, as the advisor estimates it."""

from decimal import Decimal

import pytest
from boards import board
from mixes import EARLY, FIRST, plan
from pages import params, serve, text, without_error
from streamlit.testing.v1 import AppTest

from engine import Table
from plans import read_plan
from plans.model import Group
from screens.plan import current

COVERS = ("screens/plan/target_groups.py",)


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


def first(at: AppTest) -> Group:
    return read_plan(current.store().read(params(at)["plan"]).text).groups[0]


def estimate(at: AppTest, channel: str, phase: str, suits: str) -> AppTest:
    at.selectbox(key="plan-eigen-kanaal-oud").set_value(channel)
    at.selectbox(key="plan-eigen-fase-oud").set_value(phase)
    at.text_input(key="plan-eigen-past-oud").set_value(suits)
    add = next(b for b in at.button if b.form_id == "plan-eigen-oud")
    return without_error(add.click().run())


def test_an_estimate_may_differ_in_a_phase() -> None:
    at = board(plan(EARLY, FIRST), stap="groepen")
    at = estimate(at, "brief", "", "60")
    at = estimate(at, "brief", FIRST, "80")
    assert (first(at).own_in(EARLY), first(at).own_in(FIRST)) == (
        {"brief": Decimal(60)}, {"brief": Decimal(80)}
    )  # fmt: skip
    field = at.text_input(key=f"plan-groepen-0-eigen_kanalen_per_fase-{FIRST}-brief")
    assert (field.label, field.value) == ("Ouderen: Brief, alleen in Eerste contact", "80")
    without_error(field.set_value("").run())
    assert first(at).own_in(FIRST) == {"brief": Decimal(60)}


@pytest.mark.parametrize(
    ("channel", "suits", "message"),
    [
        (None, "60", "Kanaal: maak een keuze."),
        ("brief", "", "Hoe goed past het? Vul een getal in van 0 tot 100."),
        ("brief", "veel", "is geen getal"),
    ],
)
def test_what_is_lacking_or_wrong_is_said(channel: str, suits: str, message: str) -> None:
    at = board(plan(EARLY), stap="groepen")
    assert message in text(estimate(at, channel, "", suits))
    assert first(at).own_channels == {}
