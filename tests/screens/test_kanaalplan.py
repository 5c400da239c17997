"""The page Kanaalplan: it begins empty, saves every change, and shows at once what that does."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from pages import FORBIDDEN, html, page, params, serve, text, without_error
from present import present
from sample_plans import TYPICAL
from streamlit import config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from engine import Table
from plans import Plan, calendar_plan, edit, example, examples, read_plan, write_plan
from plans.area import ages, csvfile
from plans.calendar_plan import CalendarPlan
from plans.files import read_saved
from plans.plan_versions import Conflict, Draft, SavedVersion, StoreError
from plans.storage.store import PlanStore, new_link, new_receipt
from screens.page import knowledge
from screens.pages import BEGIN, FROM_ADVICE
from screens.plan import current, estimates, shared
from screens.plan import page as kanaalplan
from screens.plan.mix import FIELDS

COVERS = (
    "screens/plan/from_advice.py",
    "screens/plan/shared.py",
    "screens/plan/action.py",
    "screens/plan/calendar.py",
    "screens/plan/sharing.py",
    "screens/plan/target_groups.py",
    "screens/plan/inputs.py",
    "screens/plan/intake.py",
    "screens/plan/project.py",
    "screens/plan/entry.py",
    "screens/plan/agreements/agreed.py",
    "screens/plan/agreements/desks.py",
    "screens/plan/board/action_panel.py",
    "screens/plan/board/doing.py",
    "screens/plan/board/tab.py",
)


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


@pytest.fixture
def store() -> PlanStore:
    return current.store()


def show() -> None:
    import streamlit as st

    from screens.plan import page as kanaalplan
    from screens.plan.board import doing

    order = st.session_state.pop("opdracht", None)  # as the browser sends one
    if order:
        doing.take(st.query_params["plan"], order)
    kanaalplan.show()


def do(at: AppTest, **order: object) -> AppTest:
    """Return the page after an order on the board."""
    at.session_state["opdracht"] = order
    return without_error(at.run())


def save_example(store: PlanStore, name: str = "", **more: object) -> str:
    """Save a worked example and return its link."""
    return save_plan(store, example(name or examples()[0]))


def save_plan(store: PlanStore, plan: Plan) -> str:
    """Save a plan and return its link."""
    link = new_link()
    store.save(Draft(link, write_plan(plan), 2, "Ada", new_receipt(), organisation="Voorbeeld",
                     name=plan.project.name))  # fmt: skip
    return link


def open_plan(link: str, step: str = "", **more: str) -> AppTest:
    return page(show, {"plan": link, "stap": step, **more})


def button(at: AppTest, label: str) -> Button:
    return next(b for b in at.button if b.label.startswith(label))


def alerts(at: AppTest) -> str:
    return " ".join(re.findall(r'role="alert"[^>]*>(.*?)</(?:p|div)>', html(at), re.DOTALL))


def test_it_begins_empty_with_examples() -> None:
    at = page(show, {})
    assert [title.value for title in at.title] == ["Kanaalplan"]
    labels = [b.label for b in at.button]
    for name in examples():
        assert any(example(name).project.name in label for label in labels)
    assert "plan" not in params(at)


@pytest.mark.parametrize("name", TYPICAL)
def test_an_example_becomes_a_plan_with_an_address(name: str, store: PlanStore) -> None:
    at = page(show, {})
    at = without_error(button(at, example(name).project.name).click().run())
    link = params(at)["plan"]
    assert len(link) == 32
    assert read_plan(store.read(link).text) == example(name)
    assert example(name).project.name in text(at)
    again = open_plan(link)
    assert text(again) == text(at)


@pytest.mark.parametrize("step", kanaalplan.STEPS)
@pytest.mark.parametrize("name", TYPICAL)
def test_every_step_is_plain_dutch_and_says_who_is_missed(
    store: PlanStore, step: str, name: str
) -> None:
    at = open_plan(save_example(store, name), step)
    said = text(at) + " ".join(b.label for b in at.button)
    assert FORBIDDEN.findall(said) == []
    assert "Wie bereik je niet?" in said
    assert html(at).count('<h2 id="stap"') == 1
    assert kanaalplan.STEPS[step] in said


def test_a_field_saves_itself(store: PlanStore) -> None:
    link = save_example(store)
    at = open_plan(link)
    without_error(at.text_input(key="plan-project-naam").set_value("Nieuwe naam").run())
    assert store.read(link).number == 2
    assert read_plan(store.read(link).text).project.name == "Nieuwe naam"
    assert "versie 2" in text(at)
    assert open_plan(link).text_input(key="plan-project-naam").value == "Nieuwe naam"


@pytest.mark.parametrize(
    ("step", "field", "typed", "of", "meant"),
    [
        ("", "project-einde", "31 december 2098", "project.end", date(2098, 12, 31)),
        ("", "project-einde", "31-12-98", "project.end", date(2098, 12, 31)),
        ("", "project-einde", "2098-12-31", "project.end", date(2098, 12, 31)),
        ("groepen", "groepen-0-omvang", "12.500", "groups.0.size", 12500),
        ("bord", "grenzen-budget", "€ 15.000,-", "limits.budget", 15000),
        ("bord", "grenzen-uren", "1\u00a0250,5 uur", "limits.hours", Decimal("1250.5")),
    ],
)
def test_a_field_reads_what_a_person_types(
    store: PlanStore, step: str, field: str, typed: str, of: str, meant: date | int | Decimal
) -> None:
    link = save_example(store)
    at = open_plan(link, step)
    without_error(at.text_input(key=f"plan-{field}").set_value(typed).run())
    value: Any = read_plan(store.read(link).text)
    for name in of.split("."):
        value = value[int(name)] if name.isdecimal() else getattr(value, name)
    assert value == meant


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("plan-project-naam", "", "Naam van het project: vul dit in."),
        ("plan-project-einde", "ooit", "geen datum"),
        ("plan-project-einde", "1-1-2001", "voor het begin"),
    ],
)
def test_a_wrong_value_is_not_saved_and_stays_on_screen(
    store: PlanStore, key: str, typed: str, words: str
) -> None:
    link = save_example(store)
    at = open_plan(link)
    without_error(at.text_input(key=key).set_value(typed).run())
    assert words in alerts(at)
    assert at.text_input(key=key).value == typed
    assert store.read(link).number == 1


def test_an_estimate_is_kept_changed_and_taken_away(store: PlanStore) -> None:
    link = save_example(store)
    at = open_plan(link, "bord")
    before = read_plan(store.read(link).text).estimates
    slug = next(s for s in knowledge.table().book.channels if s not in {e.channel for e in before})

    def fill(**typed: str) -> None:
        without_error(at.selectbox(key=estimates.CHANNEL).set_value(slug).run())
        for key in estimates.FIELDS:
            at.text_input(key=f"plan-schatting-{slug}-{key}").set_value(typed.get(key, ""))
        without_error(
            next(b for b in at.button if b.form_id == f"plan-schatting-{slug}").click().run()
        )

    fill(kosten="€ 1.250", uren_per_fase="2,5")
    (new,) = set(read_plan(store.read(link).text).estimates) - set(before)
    assert (new.channel, new.cost, new.hours_per_phase) == (slug, Decimal(1250), Decimal("2.5"))
    assert new.cost_per_phase is None and new.hours is None
    fill(kosten="veel")
    assert "geen bedrag" in alerts(at)
    assert new in read_plan(store.read(link).text).estimates
    fill()
    assert read_plan(store.read(link).text).estimates == before


def test_groups_come_change_and_go(store: PlanStore) -> None:
    link = save_example(store)
    at = open_plan(link, "groepen")
    count = len(read_plan(store.read(link).text).groups)
    at.text_input(key="plan-nieuwe-groep").set_value("Ondernemers in de straat")
    without_error(button(at, "Voeg deze groep toe").click().run())
    plan = read_plan(store.read(link).text)
    assert plan.groups[-1].id == "ondernemers-in-de-straat"
    assert len(plan.groups) == count + 1
    without_error(at.text_input(key=f"plan-groepen-{count}-omvang").set_value("4").run())
    assert "te herkennen" in alerts(at)
    without_error(at.text_input(key=f"plan-groepen-{count}-omvang").set_value("40").run())
    without_error(at.button(key=f"groep-weg-{count}").click().run())
    assert len(read_plan(store.read(link).text).groups) == count


AREA = "regio;a_inw;a_15_24;a_25_44;a_45_64;a_65_oo\nOost;210;40;80;60;30\nWest;90;5;50;30;5\n"


def paste(at: AppTest, text: str) -> AppTest:
    """Paste the lines of a file of an area."""
    field = next(one for one in at.text_area if one.label.startswith("Of plak de regels"))
    return without_error(field.input(text).run())


def test_a_group_comes_from_a_file_after_a_look(store: PlanStore, table: Table) -> None:
    link = save_example(store)
    before = len(example(examples()[0]).groups)
    at = paste(open_plan(link, "groepen"), AREA)
    which = next(m for m in at.multiselect if m.label.startswith("Welk gebied? (2 in"))
    assert not [b for b in at.button if b.label == "Neem over"]
    at = without_error(which.select("West").run())
    told = text(at)
    size = ages.area_of(csvfile.parse("x", AREA.encode()), table.book, ["West"]).size
    assert f"West: {size} inwoners die meetellen" in told and "samengevoegd" in told
    assert len(read_plan(store.read(link).text).groups) == before
    at = without_error(button(at, "Neem over").click().run())
    assert "Overgenomen in je plan" in text(at)
    new = read_plan(store.read(link).text).groups[before]
    assert (new.name, new.size) == ("Inwoners van West", size)
    assert new.origin and "Ingelezen voor West" in new.origin
    without_error(button(at, "Maak ongedaan").click().run())
    assert len(read_plan(store.read(link).text).groups) == before


def test_a_file_of_an_area_that_cannot_be_read_says_the_way_out(store: PlanStore) -> None:
    link = save_example(store)
    at = paste(open_plan(link, "groepen"), 'Leeftijd;Value\n"70100";12\n')
    assert "Dat is een code van StatLine" in text(at)
    at = paste(at, "profiel;percentage\nzorgzame-senioren;100\n")
    assert "het bestand met de leeftijden ontbreekt nog" in text(at)
    assert store.read(link).number == 1


def test_a_cell_is_changed_with_a_reason_and_shows_what_that_does(store: PlanStore) -> None:
    link = save_example(store, "schuldhulpcampagne")
    at = open_plan(link, "bord")
    plan = read_plan(store.read(link).text)
    group, phase = plan.groups[0], plan.phases[0]
    without_error(button(at, "Zet in het plan").click().run())
    assert "Waarom? Vul dit in." in alerts(at)
    for field, value in zip(FIELDS, (group.id, phase.phase, "whatsapp"), strict=False):
        at.selectbox(key=field).set_value(value)
    at.text_input(key=FIELDS[4]).set_value("Ze appen <b>allemaal</b>.")
    without_error(button(at, "Zet in het plan").click().run())
    decision = read_plan(store.read(link).text).decisions[-1]
    assert (decision.channel, decision.group, decision.take) == ("whatsapp", group.id, True)
    said = text(at)
    assert "Wat je laatste wijziging deed" in said
    assert f"{group.name}, Bewustwording & oriëntatie: WhatsApp voorop, in plaats van" in said
    assert "Ze appen <b>allemaal</b>." in unescape(html(at))
    assert "<b>allemaal" not in html(at)
    reloaded = text(open_plan(link, "bord"))
    assert "Ze appen" in reloaded
    without_error(at.button(key=f"plan-keuze-weg-{len(plan.decisions)}").click().run())
    assert read_plan(store.read(link).text).decisions == plan.decisions


def test_channels_are_chosen_within_the_limits(store: PlanStore) -> None:
    link = save_example(store, "herinrichting-straat")
    at = open_plan(link, "bord")
    without_error(at.text_input(key="plan-grenzen-kanalen").set_value("4").run())
    without_error(button(at, "Kies").click().run())
    plan = read_plan(store.read(link).text)
    assert plan.chosen is not None
    assert len(plan.chosen.channels) <= 4
    assert "Minder is meer" in text(at)
    without_error(at.text_input(key="plan-grenzen-budget").set_value("1").run())
    without_error(at.text_input(key="plan-grenzen-kanalen").set_value("1").run())
    without_error(button(at, "Kies").click().run())
    assert "grens" in alerts(at)


def test_the_matrix_is_a_real_table(store: PlanStore) -> None:
    link = save_example(store)
    body = html(open_plan(link, "bord"))
    plan = read_plan(store.read(link).text)
    matrix = body.split('class="matrix"')[1].split("</table>")[0]
    assert matrix.count('scope="row"') == len(plan.groups)
    assert matrix.count('scope="col"') == len(plan.phases) + 1
    assert "<caption" in matrix


def test_an_action_is_added_changed_and_removed(store: PlanStore) -> None:
    link = save_example(store)
    before = read_plan(store.read(link).text).actions
    at = do(open_plan(link, "bord"), doe="erbij")
    new = read_plan(store.read(link).text).actions[-1]
    assert params(at)["open"] == new.id
    field = f"plan-acties-{len(before)}-{{}}".format
    without_error(at.text_input(key=field("wat")).set_value("Posters in de bibliotheek").run())
    plan = read_plan(store.read(link).text)
    assert len(plan.actions) == len(before) + 1
    assert plan.actions[-1].what == "Posters in de bibliotheek"
    at = open_plan(link, "bord", open=before[0].id)
    without_error(at.text_input(key="plan-acties-0-wie").set_value("Team Pers").run())
    at.text_input(key=f"plan-actie-{before[0].id}-uitkomst").set_value("gehaald")
    without_error(button(at, "Bewaar wat je meet").click().run())
    changed = read_plan(store.read(link).text).actions[0]
    target = present(before[0].target).model_copy(update={"result": "gehaald"})
    assert changed == before[0].model_copy(update={"who": "Team Pers", "target": target})
    at = open_plan(link, "bord", open=new.id)
    without_error(button(at, "Verwijder deze actie").click().run())
    assert len(read_plan(store.read(link).text).actions) == len(before)


@pytest.mark.exhaustive
def test_too_much_for_a_desk_is_said_and_waves_help(store: PlanStore) -> None:
    link = save_example(store, "schuldhulpcampagne")
    assert "Hoe druk wordt het?" in text(open_plan(link, "afspraken"))
    desk, action = (
        read_plan(store.read(link).text).desks[0],
        example("schuldhulpcampagne").actions[1],
    )
    at = open_plan(link, "bord", open=action.id)
    for key, value in (("van", "300"), ("tot", "500"), ("weken", "3")):
        at.text_input(key=f"plan-actie-{action.id}-reactie-{key}").set_value(value)
    without_error(button(at, "Bewaar de reacties").click().run())
    response = read_plan(store.read(link).text).actions[1].response
    assert response is not None
    assert (response.low, response.high, response.weeks) == (300, 500, 3)
    assert response.desks[desk.id] == 100
    at = open_plan(link, "afspraken")
    assert "te veel" in text(at)
    without_error(button(at, "Zet deze golven in het plan").click().run())
    assert any(a.waves for a in read_plan(store.read(link).text).actions)


def test_a_deleted_plan_comes_back(store: PlanStore) -> None:
    link = save_example(store)
    at = open_plan(link, "documenten")
    without_error(at.checkbox(key="plan-zeker-weg").check().run())
    without_error(button(at, "Verwijder dit plan").click().run())
    assert "Dit plan is verwijderd" in text(at)
    without_error(button(at, "Zet dit plan terug").click().run())
    assert "Wie bereik je niet?" in text(at)


def test_a_link_that_is_no_plan_offers_a_beginning() -> None:
    said = page(show, {"plan": "zomaar"})
    assert "hoort bij geen plan" in text(said)
    assert any("Begin" in b.label for b in said.button)


def test_a_plan_from_an_advice() -> None:
    asked = {
        "traject": "participatie", "fase": "bewustwording", "leeftijd": "75-plus",
        "belang": "samen-maken",
    }  # fmt: skip
    at = page(show, asked)
    without_error(button(at, "Begin een plan met dit advies").click().run())
    plan = read_plan(current.store().read(params(at)["plan"]).text)
    assert [p.phase for p in plan.phases] == ["bewustwording"]
    assert list(plan.groups[0].ages) == ["75-plus"]
    assert plan.project.stake == "samen-maken"
    assert set(params(at)) == {"plan"}


def test_an_advice_becomes_a_plan_in_one_click_that_back_does_not_repeat() -> None:
    asked = {
        "traject": "participatie", "fase": "actie", "leeftijd": "16-24", "belang": "raadplegen",
        BEGIN: FROM_ADVICE,
    }  # fmt: skip
    at = page(show, asked)
    assert set(params(at)) == {"plan"}
    plan = read_plan(current.store().read(params(at)["plan"]).text)
    assert [p.phase for p in plan.phases] == ["actie"]
    assert list(plan.groups[0].ages) == ["16-24"]
    assert plan.project.stake == "raadplegen"
    assert "gemaakt van je advies" in text(at)
    at.query_params.clear()
    for key, value in asked.items():
        at.query_params[key] = value
    without_error(at.run())
    assert "plan" not in params(at)
    assert "Je komt van een advies: participatie, actie" in text(at)


def test_a_pasted_plan_opens_or_says_what_is_wrong(store: PlanStore) -> None:
    at = page(show, {})
    wrong = write_plan(example(examples()[0])).replace("traject:", "trajct:")
    without_error(at.text_area(key="plan-geplakt").set_value(wrong).run())
    assert "Bedoelde je 'traject'?" in unescape(html(at))
    without_error(
        at.text_area(key="plan-geplakt").set_value(write_plan(example(examples()[1]))).run()
    )
    without_error(button(at, "Open dit plan").click().run())
    assert read_plan(store.read(params(at)["plan"]).text) == example(examples()[1])


def test_the_calendar_shows_all_plans_and_who_gets_too_much(own_store: PlanStore) -> None:
    store = own_store
    plan = example("paspoort-verlengen")
    own = [
        edit.put_all(plan, {("acties", 0, "wat"): f"Eigen brief {letter}",
                            ("project", "naam"): f"Plan {letter}"})
        for letter in "AB"
    ]  # fmt: skip
    links = [save_example(store, "paspoort-verlengen"), *(save_plan(store, one) for one in own)]
    assert "nog geen plannen" in text(page(show, {"deel": "kalender"}))
    store.share(links[0], True)
    assert "Dit is nog een voorbeeld" in text(open_plan(links[0], "documenten"))
    # An example is invented: it takes part no more than a copy of which no action was changed.
    assert "nog geen plannen" in text(page(show, {"deel": "kalender"}))
    for link in [*links, *(save_plan(store, one) for one in own)]:
        store.share(link, True)
    said = page(show, {"deel": "kalender"})
    rows = html(said).split("Alle acties")[-1]
    assert [rows.count(f"Eigen brief {letter}") for letter in "AB"] == [1, 1]
    assert plan.actions[0].what not in rows
    assert "Zelfde groep, kort na elkaar" in text(said)
    assert not any(link in html(said) for link in links)
    assert "precies dezelfde acties" in text(open_plan(links[1], "documenten"))
    for taking_part in store.shared_plans():
        store.share(taking_part.link, False)
    assert "precies dezelfde acties" not in text(open_plan(links[1], "documenten"))
    assert "nog geen plannen" in text(page(show, {"deel": "kalender"}))


@pytest.mark.exhaustive
def test_a_calendar_of_a_thousand_plans_fits_in_its_messages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = calendar_plan.calendar_plan(example("schuldhulpcampagne"))
    plans = [_moved(plan, number) for number in range(1000)]
    monkeypatch.setattr(shared, "plans_of", lambda *_: plans)
    sizes: list[int] = []
    monkeypatch.setattr(ScriptRunContext, "enqueue", _counted(sizes))
    said = page(show, {"deel": "kalender"})
    assert "Alle acties" in html(said)
    assert sum(sizes) < 5_000_000 < config.get_option("server.maxMessageSize") * 1_000_000


def _moved(plan: CalendarPlan, number: int) -> CalendarPlan:
    """Return a plan with sixty actions in the months to come, each of another day and name."""
    days = [knowledge.today() + timedelta(days=at * 3 + number % 3) for at in range(60)]
    actions = tuple(
        replace(plan.actions[at % len(plan.actions)], id=f"a{at}", what=f"Brief {number}-{at}",
                start=day, last_day=day)
        for at, day in enumerate(days)
    )  # fmt: skip
    return replace(plan, actions=actions)


def _counted(sizes: list[int]) -> Callable[[ScriptRunContext, ForwardMsg], None]:
    """Return what counts a message before it is sent on."""
    send = ScriptRunContext.enqueue

    def count(context: ScriptRunContext, message: ForwardMsg) -> None:
        sizes.append(message.ByteSize())
        send(context, message)

    return count


def test_a_plan_is_read_once_for_the_calendar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PlanStore(f"sqlite:///{tmp_path}/plannen.sqlite3")
    link = save_example(store, "paspoort-verlengen")
    store.share(link, True)
    monkeypatch.setattr(shared, "_kept", {})
    (whole,) = shared.plans_of(store)
    assert whole == calendar_plan.calendar_plan(example("paspoort-verlengen"))
    monkeypatch.setattr(shared, "read_saved", None)  # from here on reading one whole fails
    assert shared.plans_of(store) == [whole]
    monkeypatch.setattr(shared, "_kept", {})  # as after a restart
    assert shared.plans_of(store) == [whole]
    store.save(Draft(link, "geen plan", 2, "Ada", new_receipt(), base=1))
    monkeypatch.setattr(shared, "read_saved", read_saved)
    assert shared.plans_of(store) == [None]


def test_two_versions_are_compared(store: PlanStore) -> None:
    link = save_example(store)
    at = open_plan(link, "bord")
    channels = read_plan(store.read(link).text).chosen
    assert channels is not None
    without_error(at.text_input(key="plan-grenzen-kanalen").set_value("3").run())
    without_error(button(at, "Kies").click().run())
    said = text(open_plan(link, deel="vergelijk", met="1"))
    assert "In het kort" in said
    other = save_example(store, examples()[1])
    at = open_plan(link, deel="vergelijk")
    address = f"https://voorbeeld.nl/kanaalplan?plan={other}"
    without_error(at.text_input(key="plan-met-adres").set_value(address).run())
    assert example(examples()[1]).project.name in text(at)
    without_error(at.text_input(key="plan-met-adres").set_value("zomaar").run())
    assert "kan ik niet vergelijken" in text(at)


def test_a_database_that_fails_loses_nothing(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = save_example(store)
    at = open_plan(link)

    def fail(*_: object) -> SavedVersion | Conflict:
        raise StoreError("De schijf is vol.")

    monkeypatch.setattr(type(store), "save", fail)
    without_error(at.text_input(key="plan-project-naam").set_value("Nog niet bewaard").run())
    assert "Niet bewaard. De schijf is vol." in alerts(at)
    assert at.text_input(key="plan-project-naam").value == "Nog niet bewaard"
    monkeypatch.undo()
