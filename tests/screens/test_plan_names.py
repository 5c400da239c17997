"""What fields of a plan are called: once on a page, and the same in what is wrong with them."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from pages import html, page, serve, without_error
from sample_plans import SMALL, TYPICAL
from streamlit.testing.v1 import AppTest

from engine import Rulebook, Table
from plans import Plan, edit, example, examples, keys, plan_of, write_plan
from plans.links import Place
from plans.plan_versions import Draft
from plans.storage.store import new_link, new_receipt
from screens.plan import current, names
from screens.plan.page import STEPS

KINDS = ("text_input", "text_area", "selectbox", "multiselect")
ENGLISH_DAY = re.compile(r"\d{4}-\d\d-\d\d")
OWN = re.compile(r"'[a-z]+[._]|sleutel|onderdeel|\bproject\.|\bacties\.|\bfasen\.")


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


@pytest.fixture(scope="module")
def plan() -> Plan:
    other = {"id": "twee", "naam": "Ondernemers"}
    return plan_of({**SMALL, "groepen": [*SMALL["groepen"], other]})


def show() -> None:
    from screens.plan import page as kanaalplan

    kanaalplan.show()


def opened(plan: Plan, step: str, **more: str) -> AppTest:
    link = new_link()
    draft = Draft(link, write_plan(plan), 2, "Ada", new_receipt(), organisation="", name="x")
    current.store().save(draft)
    return page(show, {"plan": link, "stap": step, **more})


def faults(at: AppTest) -> dict[str, str]:
    """Return field → what stands at it."""
    found = re.findall(r'<p class="fout" id="fout-([\w-]+)" data-bij="\1"[^>]*>(.*?)</p>', html(at))
    return {key: unescape(text) for key, text in found}


def summary(at: AppTest) -> dict[str, str]:
    """Return field → what the list on top says of it."""
    found = re.findall(r'<a href="#fout-([\w-]+)" data-naar="\1">(.*?)</a>', html(at))
    return {key: unescape(text) for key, text in found}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", TYPICAL)
def test_no_two_fields_of_a_page_are_called_the_same(name: str, step: str) -> None:
    at = opened(example(name), step)
    labels = [field.label for kind in KINDS for field in getattr(at, kind)]
    assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize(
    ("place", "label"),
    [
        (("project", "start"), "Het project begint op"),
        (("fasen", 0, "einde"), "Bewustwording & oriëntatie: tot en met"),
        (("groepen", 1, "naam"), "Ondernemers: naam"),
        (("groepen", 0, "leeftijd", "75-plus"), "Bewoners: welke leeftijd?"),
        (("groepen", 1, "eigen_kanalen", "brief"), "Ondernemers: Brief"),
        (("capaciteit", 0, "per_week"), "KCC: reacties per week"),
        (("capaciteit", 1, "per_week"), "Reacties per week"),
        (("acties", 5, "start"), "Begint op (dd-mm-jjjj)"),
        (("acties", 0, "reactie", "tot"), "Reacties: tot"),
        (("acties", 0, "kpi", "norm"), "Wanneer is het goed?"),
        (("schema",), ""),
        (("groepen", 0), ""),
    ],
)
def test_a_place_has_the_name_of_its_field(
    plan: Plan, book: Rulebook, place: Place, label: str
) -> None:
    assert names.label(plan, book, place) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ouders & kinderen (0-4 jaar): zorg.", "Ouders & kinderen (0-4 jaar): zorg."),
        ("*vet* [x](y) `c` $a$ ~~b~~", r"\*vet\* \[x\](y) \`c\` \$a\$ \~\~b\~\~"),
        (":red[x] :smile: 9:30", r"\:red\[x\] \:smile: 9:30"),
    ],
)
def test_no_sign_in_a_name_makes_markup(text: str, label: str) -> None:
    assert names.literal(text) == label


NASTY = "**x** [a](b) :red[c] `d` $e$"
SAME = {"schema", "traject", "fase", "fasen", "kanaal", "kanalen", "groepen", "loketten", "status",
        "schaal", "belang", "vakantieregio", "weging", "leeftijd", "profiel", "id",
        "groep"}  # fmt: skip
MARKDOWN = {  # of the elements that may draw it: the fields of a message in which it does
    "radio": ("label", "help", "options"),
    "button_group": ("label", "help", "options"),
    "markdown": ("body", "help"),
    "alert": ("body",),
    "heading": ("body", "help"),
}


def _nasty(part: Any, key: str = "") -> Any:
    """Return a tree with something that makes markup before every text of a user."""
    if isinstance(part, dict):
        return {name: _nasty(item, name) for name, item in part.items()}
    if isinstance(part, list):
        return part if key in SAME else [_nasty(item, key) for item in part]
    is_text = isinstance(part, str) and key not in SAME
    return f"{NASTY} {part}"[:300] if is_text and part not in ("ja", "nee") else part


def _drawn(element: Any) -> str:
    """Return the texts of an element that a browser may draw with markup."""
    names = MARKDOWN.get(element.type, ("label", "help"))
    return " ".join(str(getattr(element.proto, name, "")) for name in names)


@pytest.mark.exhaustive
@pytest.mark.usefixtures("own_store")
def test_no_text_of_a_user_makes_markup_on_any_page_of_a_plan() -> None:
    """On each page the texts are there, and none of them as Streamlit would draw it."""
    tree = _nasty(keys(example(examples()[0])))
    nasty = plan_of(tree)
    link = new_link()
    draft = Draft(link, write_plan(nasty), 2, NASTY, new_receipt(), organisation=NASTY, name=NASTY)
    current.store().save(draft)
    current.store().save(replace(draft, receipt=new_receipt(), text=write_plan(nasty) + "\n"))
    current.store().share(link, True)
    asked = [*({"stap": step} for step in STEPS), {"deel": "vergelijk", "met": "1"}]
    for params in [*asked, {"deel": "kalender"}]:
        at = page(show, {"plan": link, **params})
        assert NASTY in unescape(html(at)), params
        elements = [*at.main, *at.sidebar]
        assert {"html"} < {element.type for element in elements}
        drawn = [text for text in map(_drawn, elements) if "**x**" in text or "[a](b)" in text]
        assert drawn == [], params


def test_a_day_that_is_wrong_is_said_at_its_field_in_its_words(plan: Plan) -> None:
    at = opened(plan, "project")
    key = "plan-project-start"
    at = without_error(at.text_input(key=key).set_value("31-12-2027").run())
    message = (
        "Het project eindigt op: het einde (30-06-2027) ligt voor het begin (31-12-2027). "
        "Draai ze om."
    )
    assert faults(at) == summary(at) == {"plan-project-einde": message}
    assert at.text_input(key=key).value == "31-12-2027"
    at = without_error(at.text_input(key=key).set_value("gisteren").run())
    (message,) = faults(at).values()
    assert message.startswith("Het project begint op: ")
    assert not ENGLISH_DAY.search(message)
    at = without_error(at.text_input(key=key).set_value("5-1-2027").run())
    assert faults(at) == summary(at) == {}


def test_each_mistake_in_an_action_stands_at_its_own_field(plan: Plan) -> None:
    item = {"id": "brief", "wat": "Brief", "kanaal": "brief", "groepen": ["bewoners"],
            "fase": plan.phases[0].phase, "start": plan.project.start}  # fmt: skip
    at = opened(edit.append(plan, "acties", item), "bord", open="brief")
    field, form = "plan-acties-1-{}".format, "plan-actie-brief-{}".format
    at = without_error(at.text_input(key=field("wat")).set_value("").run())
    at = without_error(at.text_input(key=field("start")).set_value("morgen").run())
    at = without_error(at.text_input(key=field("kosten")).set_value("veel").run())
    at.text_input(key=form("reactie-van")).set_value("een paar")
    button = next(b for b in at.button if b.label == "Bewaar de reacties")
    at = without_error(button.click().run())
    found = faults(at)
    assert found == summary(at)
    assert {field("wat"), field("start"), field("kosten"), form("reactie-van")} <= set(found)
    assert found[field("wat")] == "Wat doe je? (middel of moment): vul dit in."
    for message in found.values():
        assert not OWN.search(message), message
        assert not ENGLISH_DAY.search(message), message


def test_a_desk_and_an_estimate_say_it_at_their_field(plan: Plan) -> None:
    at = opened(plan, "afspraken")
    at.text_input(key="plan-loket-aantal").set_value("veel")
    button = next(b for b in at.button if b.label == "Voeg toe")
    found = faults(without_error(button.click().run()))
    assert found["plan-loket-naam"] == "Naam: vul dit in."
    assert found["plan-loket-aantal"].startswith("Reacties per week: 'veel' is geen heel getal")
    at = opened(plan, "groepen")
    at = without_error(at.text_input(key="plan-groepen-0-omvang").set_value("3").run())
    assert faults(at) == {
        "plan-groepen-0-omvang": "Bewoners: hoeveel inwoners: minder dan 10 inwoners zijn te "
        "herkennen. Voeg groepen samen, of kies als soort overleg of organisaties."
    }


def test_a_cell_without_channel_and_reason_names_both() -> None:
    at = opened(example(examples()[0]), "bord")
    button = next(b for b in at.button if b.label == "Zet in het plan")
    at = without_error(button.click().run())
    assert faults(at) == {
        "plan-vak-kanaal": "Kanaal: maak een keuze.",
        "plan-vak-omdat": "Waarom? Vul dit in.",
    }


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (("risicos", 1, "kans"), "Risico 2: hoe groot is de kans?"),
        (("risicos", 0), "Risico 1"),
        (("partners", 0, "leveringen", 1, "wat"), "Partner 1, levering 2: wat?"),
        (("partners", 0, "leveringen", -1, "dag"), "Partner 1, nog een levering: op welke dag?"),
        (("contact", "links", 2, "adres"), "Pagina 3: adres"),
        (("resultaten", 0, "nulmeting", "waarde"), "Resultaat 1: hoe is het nu?"),
        (("resultaten", 0, "onzin"), ""),
        (("groepen", 0, "naam"), ""),
        (("project", "naam"), ""),
    ],
)
def test_what_is_typed_item_by_item_has_a_name_of_its_own(place: Place, name: str) -> None:
    assert names.item_label(place) == name
