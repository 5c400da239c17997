"""The page Kanaalplan: it begins empty, saves every change, and shows at once what that does."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from pages import FORBIDDEN, html, page, params, serve, settled, text
from streamlit.testing.v1 import AppTest

from engine import Table
from plans import example, examples, read_plan, write_plan
from plans.area import ages, csvfile
from plans.saved import Conflict, Draft, Version
from plans.storage.store import Store, new_link, new_receipt
from screens.plan import current
from screens.plan import page as kanaalplan
from screens.plan.mix import FIELDS


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


@pytest.fixture
def store() -> Store:
    return current.store()


def show() -> None:
    from screens.plan import page as kanaalplan

    kanaalplan.show()


def saved(store: Store, name: str = "", **more: object) -> str:
    """Save a worked example and return its link."""
    plan = example(name or examples()[0])
    link = new_link()
    store.save(Draft(link, write_plan(plan), 2, "Ada", new_receipt(), organisation="Voorbeeld",
                     name=plan.project.name))  # fmt: skip
    return link


def opened(link: str, step: str = "", **more: str) -> AppTest:
    return page(show, {"plan": link, "stap": step, **more})


def button(at: AppTest, label: str) -> object:
    return next(b for b in at.button if b.label.startswith(label))


def alerts(at: AppTest) -> str:
    return " ".join(re.findall(r'role="alert"[^>]*>(.*?)</(?:p|div)>', html(at), re.DOTALL))


def test_it_begins_empty_with_three_examples() -> None:
    at = page(show, {})
    assert [title.value for title in at.title] == ["Kanaalplan"]
    labels = [b.label for b in at.button]
    for name in examples():
        assert any(example(name).project.name in label for label in labels)
    assert "plan" not in params(at)


@pytest.mark.parametrize("name", examples())
def test_an_example_becomes_a_plan_with_an_address(name: str, store: Store) -> None:
    at = page(show, {})
    at = settled(button(at, example(name).project.name).click().run())
    link = params(at)["plan"]
    assert len(link) == 32
    assert read_plan(store.read(link).text) == example(name)
    assert example(name).project.name in text(at)
    again = opened(link)
    assert text(again) == text(at)


@pytest.mark.parametrize("step", kanaalplan.STEPS)
@pytest.mark.parametrize("name", examples())
def test_every_step_is_plain_dutch_and_says_who_is_missed(
    store: Store, step: str, name: str
) -> None:
    at = opened(saved(store, name), step)
    said = text(at) + " ".join(b.label for b in at.button)
    assert FORBIDDEN.findall(said) == []
    assert "Wie bereik je niet?" in said
    assert html(at).count("<h2") == 1
    assert kanaalplan.STEPS[step] in said


def test_a_field_saves_itself(store: Store) -> None:
    link = saved(store)
    at = opened(link)
    settled(at.text_input(key="plan-project-naam").set_value("Nieuwe naam").run())
    assert store.read(link).number == 2
    assert read_plan(store.read(link).text).project.name == "Nieuwe naam"
    assert "versie 2" in text(at)
    assert opened(link).text_input(key="plan-project-naam").value == "Nieuwe naam"


@pytest.mark.parametrize(
    ("step", "field", "typed", "of", "meant"),
    [
        ("", "project-einde", "31 december 2098", "project.end", date(2098, 12, 31)),
        ("", "project-einde", "31-12-98", "project.end", date(2098, 12, 31)),
        ("", "project-einde", "2098-12-31", "project.end", date(2098, 12, 31)),
        ("groepen", "groepen-0-omvang", "12.500", "groups.0.size", 12500),
        ("kanalen", "grenzen-budget", "€ 15.000,-", "limits.budget", 15000),
        ("kanalen", "grenzen-uren", "1\u00a0250,5 uur", "limits.hours", Decimal("1250.5")),
    ],
)
def test_a_field_reads_what_a_person_types(store, step, field, typed, of, meant) -> None:
    link = saved(store)
    at = opened(link, step)
    settled(at.text_input(key=f"plan-{field}").set_value(typed).run())
    value = read_plan(store.read(link).text)
    for name in of.split("."):
        value = value[int(name)] if name.isdecimal() else getattr(value, name)
    assert value == meant


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("plan-project-naam", "", "ontbreekt"),
        ("plan-project-einde", "ooit", "geen datum"),
        ("plan-project-einde", "1-1-2001", "voor het begin"),
    ],
)
def test_a_wrong_value_is_not_saved_and_stays_on_screen(store, key, typed, words) -> None:
    link = saved(store)
    at = opened(link)
    settled(at.text_input(key=key).set_value(typed).run())
    assert words in alerts(at)
    assert at.text_input(key=key).value == typed
    assert store.read(link).number == 1


def test_undo_goes_back_step_by_step(store: Store) -> None:
    link = saved(store)
    at = opened(link)
    first = at.text_input(key="plan-project-naam").value
    assert button(at, "Maak ongedaan").disabled
    for name in ("een", "twee"):
        settled(at.text_input(key="plan-project-naam").set_value(name).run())
    names = []
    for _ in range(2):
        settled(button(at, "Maak ongedaan").click().run())
        names.append(at.text_input(key="plan-project-naam").value)
    assert names == ["een", first]
    assert button(at, "Maak ongedaan").disabled
    assert len(store.history(link)) == 5


def test_groups_come_change_and_go(store: Store) -> None:
    link = saved(store)
    at = opened(link, "groepen")
    count = len(read_plan(store.read(link).text).groups)
    at.text_input(key="plan-nieuwe-groep").set_value("Ondernemers in de straat")
    settled(button(at, "Voeg deze groep toe").click().run())
    plan = read_plan(store.read(link).text)
    assert plan.groups[-1].id == "ondernemers-in-de-straat"
    assert len(plan.groups) == count + 1
    settled(at.text_input(key=f"plan-groepen-{count}-omvang").set_value("4").run())
    assert "te herkennen" in alerts(at)
    settled(at.text_input(key=f"plan-groepen-{count}-omvang").set_value("40").run())
    settled(at.button(key=f"groep-weg-{count}").click().run())
    assert len(read_plan(store.read(link).text).groups) == count


AREA = "regio;a_inw;a_15_24;a_25_44;a_45_64;a_65_oo\nOost;210;40;80;60;30\nWest;90;5;50;30;5\n"


def pasted(at: AppTest, said: str) -> AppTest:
    """Paste the lines of a file of an area."""
    field = next(one for one in at.text_area if one.label.startswith("Of plak de regels"))
    return settled(field.input(said).run())


def test_a_group_comes_from_a_file_after_a_look(store: Store, table: Table) -> None:
    link = saved(store)
    before = len(example(examples()[0]).groups)
    at = pasted(opened(link, "groepen"), AREA)
    which = next(m for m in at.multiselect if m.label.startswith("Welk gebied? (2 in"))
    assert not [b for b in at.button if b.label == "Neem over"]
    at = settled(which.select("West").run())
    told = text(at)
    size = ages.understood(csvfile.parse("x", AREA.encode()), table.book, ["West"]).size
    assert f"West: {size} inwoners die meetellen" in told and "samengevoegd" in told
    assert len(read_plan(store.read(link).text).groups) == before
    at = settled(button(at, "Neem over").click().run())
    assert "Overgenomen in je plan" in text(at)
    new = read_plan(store.read(link).text).groups[before]
    assert (new.name, new.size) == ("Inwoners van West", size)
    assert new.origin and "Ingelezen voor West" in new.origin
    settled(button(at, "Maak ongedaan").click().run())
    assert len(read_plan(store.read(link).text).groups) == before


def test_a_file_of_an_area_that_cannot_be_read_says_the_way_out(store: Store) -> None:
    link = saved(store)
    at = pasted(opened(link, "groepen"), 'Leeftijd;Value\n"70100";12\n')
    assert "Dat is een code van StatLine" in text(at)
    at = pasted(at, "profiel;percentage\nzorgzame-senioren;100\n")
    assert "het bestand met de leeftijden ontbreekt nog" in text(at)
    assert store.read(link).number == 1


def test_a_cell_is_changed_with_a_reason_and_shows_what_that_does(store: Store) -> None:
    link = saved(store, "schuldhulpcampagne")
    at = opened(link, "kanalen")
    plan = read_plan(store.read(link).text)
    group, phase = plan.groups[0], plan.phases[0]
    settled(button(at, "Zet in het plan").click().run())
    assert "een reden" in alerts(at)
    for field, value in zip(FIELDS, (group.id, phase.phase, "whatsapp"), strict=False):
        at.selectbox(key=field).set_value(value)
    at.text_input(key=FIELDS[4]).set_value("Ze appen <b>allemaal</b>.")
    settled(button(at, "Zet in het plan").click().run())
    decision = read_plan(store.read(link).text).decisions[-1]
    assert (decision.channel, decision.group, decision.take) == ("whatsapp", group.id, True)
    said = text(at)
    assert "Wat je laatste wijziging deed" in said
    assert "Erbij: WhatsApp" in said
    assert "Ze appen <b>allemaal</b>." in unescape(html(at))
    assert "<b>allemaal" not in html(at)
    reloaded = text(opened(link, "kanalen"))
    assert "Ze appen" in reloaded
    settled(at.button(key=f"plan-keuze-weg-{len(plan.decisions)}").click().run())
    assert read_plan(store.read(link).text).decisions == plan.decisions


def test_channels_are_chosen_within_the_limits(store: Store) -> None:
    link = saved(store, "herinrichting-straat")
    at = opened(link, "kanalen")
    settled(at.text_input(key="plan-grenzen-kanalen").set_value("4").run())
    settled(button(at, "Kies").click().run())
    plan = read_plan(store.read(link).text)
    assert plan.chosen is not None
    assert len(plan.chosen.channels) <= 4
    assert "Minder is meer" in text(at)
    settled(at.text_input(key="plan-grenzen-budget").set_value("1").run())
    settled(at.text_input(key="plan-grenzen-kanalen").set_value("1").run())
    settled(button(at, "Kies").click().run())
    assert "grens" in alerts(at)


def test_the_matrix_is_a_real_table(store: Store) -> None:
    link = saved(store)
    body = html(opened(link, "kanalen"))
    plan = read_plan(store.read(link).text)
    matrix = body.split('class="tabel matrix"')[1].split("</table>")[0]
    assert matrix.count('scope="row"') == len(plan.groups)
    assert matrix.count('scope="col"') == len(plan.phases) + 1
    assert "<caption>" in matrix


def test_an_action_is_added_changed_and_removed(store: Store) -> None:
    link = saved(store)
    at = opened(link, "acties")
    before = read_plan(store.read(link).text).actions
    at.text_input(key="plan-actie-nieuw-wat").set_value("Posters in de bibliotheek")
    settled(button(at, "Bewaar deze actie").click().run())
    plan = read_plan(store.read(link).text)
    assert len(plan.actions) == len(before) + 1
    new = plan.actions[-1]
    assert new.what == "Posters in de bibliotheek"
    settled(at.selectbox(key="plan-actie").set_value(before[0].id).run())
    at.text_input(key=f"plan-actie-{before[0].id}-wie").set_value("Team Pers")
    at.text_input(key=f"plan-actie-{before[0].id}-uitkomst").set_value("gehaald")
    settled(button(at, "Bewaar deze actie").click().run())
    changed = read_plan(store.read(link).text).actions[0]
    target = before[0].target.model_copy(update={"result": "gehaald"})
    assert changed == before[0].model_copy(update={"who": "Team Pers", "target": target})
    settled(at.selectbox(key="plan-actie").set_value(new.id).run())
    settled(button(at, "Verwijder deze actie").click().run())
    assert len(read_plan(store.read(link).text).actions) == len(before)


def test_too_much_for_a_desk_is_said_and_waves_help(store: Store) -> None:
    link = saved(store, "schuldhulpcampagne")
    at = opened(link, "acties")
    assert "Hoe druk wordt het?" in text(at)
    desk, action = (
        read_plan(store.read(link).text).desks[0],
        example("schuldhulpcampagne").actions[1],
    )
    settled(at.selectbox(key="plan-actie").set_value(action.id).run())
    for key, value in (("van", "300"), ("tot", "500"), ("weken", "3")):
        at.text_input(key=f"plan-actie-{action.id}-reactie-{key}").set_value(value)
    settled(button(at, "Bewaar deze actie").click().run())
    response = read_plan(store.read(link).text).actions[1].response
    assert response is not None
    assert (response.low, response.high, response.weeks) == (300, 500, 3)
    assert response.desks[desk.id] == 100
    assert "te veel" in text(at)
    settled(button(at, "Zet deze golven in het plan").click().run())
    assert any(a.waves for a in read_plan(store.read(link).text).actions)


def test_two_tabs_never_overwrite_each_other_unseen(store: Store) -> None:
    link = saved(store)
    one, other = opened(link), opened(link)
    settled(one.text_input(key="plan-project-naam").set_value("Van tab een").run())
    settled(other.text_input(key="plan-project-naam").set_value("Van tab twee").run())
    assert params(other)["botst"] == "3"
    said = text(other)
    assert "Er is niets overschreven" in said
    assert "Van tab een" in said
    assert "Van tab twee" in said
    assert read_plan(store.read(link).text).project.name == "Van tab een"
    settled(button(other, "Ga verder met mijn versie").click().run())
    assert "botst" not in params(other)
    assert read_plan(store.read(link).text).project.name == "Van tab twee"
    assert {e.number for e in store.history(link)} == {1, 2, 3, 4}


def test_a_deleted_plan_comes_back(store: Store) -> None:
    link = saved(store)
    at = opened(link, "documenten")
    settled(at.checkbox(key="plan-zeker-weg").check().run())
    settled(button(at, "Verwijder dit plan").click().run())
    assert "Dit plan is verwijderd" in text(at)
    settled(button(at, "Zet dit plan terug").click().run())
    assert "Wie bereik je niet?" in text(at)


def test_an_old_version_can_be_put_back(store: Store) -> None:
    link = saved(store)
    at = opened(link)
    settled(at.text_input(key="plan-project-naam").set_value("Anders").run())
    at = opened(link, "documenten")
    settled(at.button(key="plan-versie-terug-1").click().run())
    assert store.read(link).text == store.read(link, 1).text


def test_a_link_that_is_no_plan_offers_a_beginning() -> None:
    said = page(show, {"plan": "zomaar"})
    assert "hoort bij geen plan" in text(said)
    assert any("Begin" in b.label for b in said.button)


def test_a_plan_from_an_advice() -> None:
    asked = {"traject": "participatie", "fase": "bewustwording", "leeftijd": "75-plus"}
    at = page(show, asked)
    settled(button(at, "Begin een plan met dit advies").click().run())
    plan = read_plan(current.store().read(params(at)["plan"]).text)
    assert [p.phase for p in plan.phases] == ["bewustwording"]
    assert list(plan.groups[0].ages) == ["75-plus"]
    assert set(params(at)) == {"plan"}


def test_a_pasted_plan_opens_or_says_what_is_wrong(store: Store) -> None:
    at = page(show, {})
    wrong = write_plan(example(examples()[0])).replace("traject:", "trajct:")
    settled(at.text_area(key="plan-geplakt").set_value(wrong).run())
    assert "Bedoelde je 'traject'?" in unescape(html(at))
    settled(at.text_area(key="plan-geplakt").set_value(write_plan(example(examples()[1]))).run())
    settled(button(at, "Open dit plan").click().run())
    assert read_plan(store.read(params(at)["plan"]).text) == example(examples()[1])


def test_the_calendar_shows_all_plans_and_who_gets_too_much(store: Store) -> None:
    links = [saved(store, "paspoort-verlengen") for _ in range(2)]
    said = page(show, {"deel": "kalender"})
    assert "Zelfde groep, kort na elkaar" in text(said)
    assert example("paspoort-verlengen").actions[0].what in text(said)
    assert not any(link in html(said) for link in links)
    for link in store.listed():
        store.share(link.link, False)
    assert "nog geen plannen" in text(page(show, {"deel": "kalender"}))


def test_two_versions_are_compared(store: Store) -> None:
    link = saved(store)
    at = opened(link, "kanalen")
    channels = read_plan(store.read(link).text).chosen
    assert channels is not None
    settled(at.text_input(key="plan-grenzen-kanalen").set_value("3").run())
    settled(button(at, "Kies").click().run())
    said = text(opened(link, deel="vergelijk", met="1"))
    assert "In het kort" in said
    other = saved(store, examples()[1])
    at = opened(link, deel="vergelijk")
    address = f"https://voorbeeld.nl/kanaalplan?plan={other}"
    settled(at.text_input(key="plan-met-adres").set_value(address).run())
    assert example(examples()[1]).project.name in text(at)
    settled(at.text_input(key="plan-met-adres").set_value("zomaar").run())
    assert "kan ik niet vergelijken" in text(at)


def test_a_database_that_fails_loses_nothing(store: Store, monkeypatch) -> None:
    link = saved(store)
    at = opened(link)

    def fail(*_: object) -> Version | Conflict:
        raise current.StoreError("De schijf is vol.")

    monkeypatch.setattr(type(store), "save", fail)
    settled(at.text_input(key="plan-project-naam").set_value("Nog niet bewaard").run())
    assert "Niet bewaard. De schijf is vol." in alerts(at)
    assert at.text_input(key="plan-project-naam").value == "Nog niet bewaard"
    monkeypatch.undo()
