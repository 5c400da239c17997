"""What is agreed around a plan: each list is filled in, changed and emptied on the screen."""

import pytest
from mixes import plan
from pages import html, page, params, serve, text, without_error
from streamlit.testing.v1 import AppTest

from engine import Table
from plans import Plan, read_plan, write_plan
from plans.plan_versions import Draft
from plans.storage.store import new_link, new_receipt
from screens.plan import current, names
from screens.plan.agreements import lists, part_list

COVERS = (
    "screens/plan/agreements/__init__.py",
    "screens/plan/agreements/agreed.py",
    "screens/plan/agreements/fold.py",
)


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


def show() -> None:
    from screens.plan import page as kanaalplan

    kanaalplan.show()


def agreements(of: Plan) -> AppTest:
    link = new_link()
    draft = Draft(link, write_plan(of), 2, "Ada", new_receipt(), organisation="", name="x")
    current.store().save(draft)
    return page(show, {"plan": link, "stap": "afspraken"})


def kept(at: AppTest) -> Plan:
    return read_plan(current.store().read(params(at)["plan"]).text)


def add(at: AppTest, part: str, **typed: str) -> AppTest:
    for key, value in typed.items():
        field = f"{part}-nieuw-{key}"
        areas = {one.key for one in at.text_area}
        (at.text_area if field in areas else at.text_input)(key=field).set_value(value)
    press = next(b for b in at.button if b.form_id == f"{part}-nieuw")
    return without_error(press.click().run())


def test_lists_are_filled_in_changed_and_emptied() -> None:
    at = agreements(plan())
    at = add(at, "plan-risicos", wat="De brief komt <b>te laat</b>")
    at = add(at, "plan-partners", naam="Woonbron")
    at = add(at, "plan-partners-0-leveringen", wat="Nieuwsbrief")
    at = add(at, "plan-vragen", vraag="Moet ik iets doen?", antwoord="Nee.")
    at = add(at, "plan-contact-links", naam="Site", adres="https://voorbeeld.nl/park")
    at = add(at, "plan-resultaten", meet="Kent het plan", norm="60 procent")
    without_error(at.selectbox(key="plan-risicos-0-kans").set_value("hoog").run())
    without_error(at.text_input(key="plan-resultaten-0-nulmeting-waarde").set_value("20").run())
    without_error(at.text_input(key="plan-contact-telefoonnummer").set_value("14 010").run())
    now = kept(at)
    assert (now.risks[0].id, now.risks[0].chance) == ("de-brief-komt-b-te-laat-b", "hoog")
    assert now.partners[0].deliveries[0].what == "Nieuwsbrief"
    assert now.questions[0].answer == "Nee." and now.contact.phone == "14 010"
    assert now.contact.links[0].name == "Site"
    assert now.results[0].baseline and now.results[0].baseline.value == "20"
    assert "<b>te laat" not in html(at)
    without_error(at.button(key="plan-risicos-0-weg").click().run())
    assert kept(at).risks == ()


def test_every_part_folds_and_its_name_says_how_much_is_in_it() -> None:
    of = plan(risicos=[{"id": "a", "wat": "A"}, {"id": "b", "wat": "B"}])
    at = agreements(of)
    folds = {one.label: one.proto.expanded for one in at.expander}
    assert folds["Akkoord op het plan"]
    assert not folds["Risico’s (2)"] and not folds["Partners"] and not folds["Contact"]
    at = add(at, "plan-partners", naam="Woonbron")
    assert {one.label: one.proto.expanded for one in at.expander}["Partners (1)"]
    inside = {field.key for fold in at.expander for field in (*fold.text_input, *fold.text_area)}
    assert {field.key for field in (*at.text_input, *at.text_area)} <= inside


def test_what_is_missing_stands_at_its_field() -> None:
    at = add(agreements(plan()), "plan-vragen", vraag="Waarom?")
    assert "Vraag 1: wat is het antwoord: vul dit in." in text(at)
    assert kept(at).questions == ()


def test_every_list_has_a_name_for_all_it_asks() -> None:
    for part in vars(lists).values():
        if isinstance(part, part_list.PartList):
            words = names.ITEMS[part.key][1]
            assert set(words) == {*part.first, *part.asks}
            assert {*part.answers, *part.areas} <= set(words)


def test_every_field_that_is_asked_is_a_key_of_the_file() -> None:
    for place, label in names.LABELS.items():
        of: type = Plan
        for step in place:
            fields = {field.alias or name: field for name, field in of.model_fields.items()}  # type: ignore[attr-defined]
            assert step in fields, label
            of = fields[step].annotation
