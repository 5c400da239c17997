"""Two people in one plan at once, and somebody new who makes a first plan, in real browsers."""

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from real import new_page, settle, unfold

from plans import Plan, example, read_plan, write_plan
from plans.model.status import DRAFT
from plans.plan_versions import Draft
from plans.storage.store import PlanStore, new_link, new_receipt
from screens.plan.page import STEPS

EDITS = int(os.environ.get("BEWERKINGEN", "3"))  # of each of the two: 100 takes half an hour
CLICKS = 60  # for a plan that somebody can go on with
SAVED = re.compile(r"Bewaard op .*, versie (\d+)\.")


@pytest.fixture
def store() -> Iterator[PlanStore]:
    made = PlanStore()
    yield made
    made.close()


@pytest.fixture
def link(store: PlanStore) -> str:
    made = new_link()
    plan = example("schuldhulpcampagne")
    store.save(Draft(made, write_plan(plan), 2, "Ada", new_receipt()))
    return made


def at_plan(browser: Browser, server: str, link: str) -> Page:
    """Return the plan in a browser of its own."""
    page = new_page(browser, viewport={"width": 1366, "height": 900}, locale="nl-NL")
    page.goto(f"{server}/kanaalplan?plan={link}&stap=project")
    page.locator(".plan-mist").first.wait_for(timeout=120_000)
    settle(page)
    return page


def kept(store: PlanStore, link: str) -> Plan:
    return read_plan(store.read(link).text)


def type_in(page: Page, place: str, text: str) -> None:
    field = page.locator(f".st-key-plan-project-{place} :is(input, textarea)")
    expect(field).to_be_editable(timeout=60_000)
    field.fill(text)
    field.press("Tab")


@pytest.mark.exhaustive
def test_two_who_change_other_parts_lose_nothing_and_are_asked_nothing(
    browser: Browser, server: str, store: PlanStore, link: str
) -> None:
    ada, bob = at_plan(browser, server, link), at_plan(browser, server, link)
    fields = {"opgave": ada, "afzender": bob, "kernboodschap": ada, "auteur": bob}
    for number in range(EDITS):
        names = ("opgave", "afzender") if number % 2 else ("kernboodschap", "auteur")
        for name in names:
            type_in(fields[name], name, f"{name} {number}")
        for name in names:
            seen = fields[name].locator(f".st-key-plan-project-{name} :is(input, textarea)")
            for _ in range(200):
                if f"{name} {number}" in store.read(link).text:
                    break
                fields[name].wait_for_timeout(250)
            assert f"{name} {number}" in store.read(link).text
            expect(seen).to_have_value(f"{name} {number}")
    for page in (ada, bob):
        assert "botst" not in page.url
        page.context.close()


@pytest.mark.exhaustive
def test_two_who_change_the_same_part_are_asked_once_in_words(
    browser: Browser, server: str, store: PlanStore, link: str
) -> None:
    ada, bob = at_plan(browser, server, link), at_plan(browser, server, link)
    type_in(ada, "opgave", "Van Ada")
    ada.get_by_text("versie 2.").first.wait_for(timeout=60_000)
    type_in(bob, "opgave", "Van Bob")
    bob.wait_for_url(re.compile("botst="), timeout=60_000)
    settle(bob)
    said = bob.locator("[data-testid=stMain]").inner_text()
    assert "Van Ada" in said and "Van Bob" in said and "Project, opgave" in said
    assert kept(store, link).project.task == "Van Ada"
    assert "botst" not in ada.url
    for page in (ada, bob):
        page.context.close()


class Beginner:
    """Somebody new: every click is counted; typing and Enter are no clicks."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def button(self, name: str | re.Pattern[str]) -> None:
        self.clicks += 1
        exact = isinstance(name, str)
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        settle(self.page)

    def tab(self, step: str) -> None:
        self.clicks += 1
        self.page.get_by_role("radio", name=STEPS[step], exact=True).click()
        self.page.get_by_role("heading", name=STEPS[step], exact=True).wait_for()
        settle(self.page)

    def type_in(self, label: str, text: str, enter: bool = True) -> None:
        self.clicks += 1
        field = self.page.get_by_label(label, exact=True)
        field.click()
        field.fill(text)
        if enter:
            field.press("Enter" if field.evaluate("e => e.tagName") == "INPUT" else "Tab")
        settle(self.page)


@pytest.mark.exhaustive
def test_a_first_plan_takes_no_more_than_sixty_clicks(
    browser: Browser, server: str, store: PlanStore
) -> None:
    page = new_page(browser, viewport={"width": 1366, "height": 900}, locale="nl-NL")
    page.goto(f"{server}/kanaalplan")
    settle(page)
    new = Beginner(page)
    new.type_in("Hoe heet het project?", "Park Zuid", enter=False)
    new.type_in("Welke groep wil je als eerste bereiken?", "Omwonenden", enter=False)
    new.button("Begin")
    page.wait_for_url(re.compile(r"plan=[\w-]{32}"), timeout=60_000)
    page.locator(".plan-mist").first.wait_for(timeout=120_000)
    settle(page)
    link = re.findall(r"plan=([\w-]{32})", page.url)[0]
    new.type_in("Kernboodschap", "Praat mee over het park.")
    new.tab("groepen")
    for name in ("Ouders", "Ondernemers", "Ouderen"):
        new.type_in("Naam van nog een groep", name)
        page.locator("[data-testid=stExpander]", has_text=name).first.wait_for(timeout=60_000)
    new.tab("bord")
    new.button("Kies de kanalen")
    page.locator(".bord .vak").first.wait_for(timeout=120_000)
    new.button("Stel acties voor")
    new.button(re.compile("^Neem .* over$"))
    page.get_by_text("Samen (").wait_for(timeout=60_000)
    for what in ("Persbericht", "Bord bij de ingang", "Gesprek met de school"):
        new.button("Actie toevoegen")
        page.locator("#paneel-actie").wait_for(timeout=60_000)
        new.type_in("Wat doe je? (middel of moment)", what)
        page.locator("#paneel-actie", has_text=what).wait_for(timeout=60_000)
        new.type_in("Actiehouder: functie of team", "Communicatie")
    for _ in range(120):
        plan = kept(store, link)
        if plan.actions and all(one.status == DRAFT and one.who for one in plan.actions):
            break
        page.wait_for_timeout(250)
    assert len(plan.groups) == 4 and len(plan.actions) >= 10
    assert all(action.start and action.who for action in plan.actions)
    assert plan.project.message or all(action.message for action in plan.actions)
    assert len({action.what for action in plan.actions}) == len(plan.actions)
    assert new.clicks <= CLICKS
    unfold(page)
    page.context.close()
