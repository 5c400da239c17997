"""The twelve journeys: complete, sourced, told as examples, and compared with the advice."""

import re
from datetime import date

import pytest
from shared import BOOK, LIBRARY

import blueprints
from blueprints import Residents, compare, library, writing
from blueprints.channel_check import channels_of, stake_of
from blueprints.model import Journey
from engine import Rulebook, Table
from engine.model import UNKNOWN, KnowledgeError
from engine.roles import CHOSEN
from engine.selection import has

JOURNEYS = list(LIBRARY.journeys.values())
DAY = date(2026, 11, 22)
TWELVE = """schulden inkomensondersteuning melding-openbare-ruimte paspoort verhuizen trouwen
omgevingsvergunning herinrichting-straat warmte-in-de-wijk omgevingsvisie wmo-ondersteuning
inburgering""".split()
PUBLISHED = ["Op zoek", "In beeld", "In contact", "In gesprek", "Rust en overzicht"]
ARTICLE = re.compile(r"\((?:Awb|Wgs|Participatiewet|Wet BRP|BW|Omgevingswet|Wmo 2015)[^)]*\)")
OF_LAW = {"Awb": "AWB", "Wgs": "WGS", "Participatiewet": "PARTICIPATIEWET", "Wet BRP": "WET-BRP",
          "BW": "BW1", "Omgevingswet": "OMGEVINGSWET", "Wmo 2015": "WMO2015"}  # fmt: skip


def name_of(journey: Journey) -> str:
    return journey.slug


def test_there_are_twelve() -> None:
    assert set(LIBRARY.journeys) == set(TWELVE)
    assert {journey.track for journey in JOURNEYS} == set(BOOK.tracks)


@pytest.mark.parametrize("journey", JOURNEYS, ids=name_of)
def test_a_journey_is_useful(journey: Journey) -> None:
    assert 5 <= len(journey.steps) <= 12
    phases = [step.phase for step in journey.steps]
    assert len(set(phases)) >= 4
    assert any(step.changed_keys() for step in journey.steps)
    assert journey.written.example
    questions = [step.now["vraag"] for step in journey.steps if step.now]
    assert len(set(questions)) == len(questions)
    texts = [said.text for s in journey.steps for row in (s.now, s.then) for c in row.values()
             for said in c]  # fmt: skip
    assert not any("€" in text or re.search(r"\beuro\b", text) for text in texts)


@pytest.mark.parametrize("journey", JOURNEYS, ids=name_of)
def test_every_law_names_the_source_it_quotes(journey: Journey) -> None:
    for step in journey.steps:
        for said in (*step.now.get("wet", ()), *step.then.get("wet", ())):
            for quoted in ARTICLE.findall(said.text):
                law = next(slug for name, slug in OF_LAW.items() if quoted.startswith(f"({name}"))
                assert law in said.sources, said


@pytest.mark.parametrize("journey", JOURNEYS, ids=name_of)
def test_figures_stand_only_beside_a_source(journey: Journey) -> None:
    for step in journey.steps:
        for row in (step.now, step.then):
            for key, cell in row.items():
                if key != "wet":
                    assert not any(re.search(r"\d\s?%|\d{3,}", said.text) for said in cell)


def test_debt_help_follows_the_published_milestones() -> None:
    steps = LIBRARY.journeys["schulden"].steps
    assert [step.name for step in steps][: len(PUBLISHED)] == PUBLISHED
    assert "eigen indeling" in (LIBRARY.journeys["schulden"].written.remark or "")


def test_debt_help_has_eight_milestones_three_layers_and_four_roles() -> None:
    """Names that are not published are called our own, and so is what stands under later."""
    journey = LIBRARY.journeys["schulden"]
    milestones = list(dict.fromkeys(step.milestone for step in journey.steps))
    assert [name[:1] for name in milestones if name] == list("12345678")
    assert [name[2:] for name in milestones[:5] if name] == PUBLISHED
    assert all(name and name.endswith("(eigen naam)") for name in milestones[5:])
    for step in journey.steps:
        assert step.now and step.later and len(step.roles) == 4
        assert step.later != step.then
    assert "Wat er bij later staat, is een aanname." in (journey.written.remark or "")


def test_every_source_of_the_folder_is_cited() -> None:
    cited = {
        slug
        for journey in JOURNEYS
        for step in journey.steps
        for cell in (*step.now.values(), *step.then.values(), step.research)
        for said in cell
        for slug in said.sources
    }
    assert set(LIBRARY.sources) <= cited


def test_every_generic_step_is_used_and_most_recur() -> None:
    found = blueprints.recurring(LIBRARY)
    assert {item.slug for item in found} == set(LIBRARY.generic)
    assert sum(len(item.journeys) >= 3 for item in found) >= 15


@pytest.mark.parametrize("journey", JOURNEYS, ids=name_of)
@pytest.mark.parametrize("then", [False, True])
@pytest.mark.parametrize("group", [Residents(), Residents("75-plus", "zorgzame-senioren")])
def test_the_channels_are_compared_with_the_advice(
    journey: Journey, then: bool, group: Residents, table: Table
) -> None:
    for found in compare(table, journey, group, DAY, then):
        situation = found.advice.situation
        assert (situation.track, situation.phase) == (journey.track, found.phase)
        assert (situation.age, situation.profile) == (group.age, group.profile)
        roles = {row.channel: row.role for row in found.advice.channels}
        steps = [step for step in journey.steps if step.phase == found.phase]
        used = {slug for step in steps for slug in channels_of(step, then)}
        chosen = {slug for slug, role in roles.items() if role in CHOSEN}
        assert set(found.agreed) == used & chosen
        assert {other.channel for other in found.others} == used - chosen
        assert {lacking.channel for lacking in found.lacking} == chosen - used
        for other in found.others:
            assert other.role == roles[other.channel]
            assert other.why  # the page and the command name the channel before it
            assert other.steps
        assert all(lacking.why for lacking in found.lacking)


def test_a_duty_that_no_channel_meets_is_named(table: Table, book: Rulebook) -> None:
    found = compare(table, LIBRARY.journeys["paspoort"], Residents(), DAY)
    contact = found[1]
    assert not any(
        has(book.channels[slug], "papier", "ja")
        for step in LIBRARY.journeys["paspoort"].steps
        if step.phase == contact.phase
        for slug in channels_of(step, False)
    )
    assert [unmet.kind for unmet in contact.unmet] == ["wet"]
    assert "per post" in contact.unmet[0].why


def test_a_channel_that_is_not_chosen_says_why(table: Table) -> None:
    found = compare(table, LIBRARY.journeys["paspoort"], Residents(UNKNOWN, UNKNOWN), DAY)
    others = [other for part in found for other in part.others]
    assert others and all(other.why for other in others)


def test_a_step_can_say_what_is_at_stake_instead_of_the_journey(table: Table) -> None:
    """The advice of a phase counts it where all steps agree; where they differ it is general."""
    of_then = writing.tree(LIBRARY.journeys["paspoort"].written)
    written = of_then | {"belang": "aanvraag-met-besluit"}
    steps = [step for step in written["stappen"] if "belang" not in step]
    assert len(steps) == len(written["stappen"])
    journey = library.bind("x.yaml", written, {}, LIBRARY, BOOK)
    phases = list(dict.fromkeys(step.phase for step in journey.steps))
    assert {stake_of(journey, phase) for phase in phases} == {"aanvraag-met-besluit"}
    steps[0]["belang"] = "vraag-of-melding"
    journey = library.bind("x.yaml", written, {}, LIBRARY, BOOK)
    first = journey.steps[0].phase
    alone = sum(step.phase == first for step in journey.steps) == 1
    assert stake_of(journey, first) == ("vraag-of-melding" if alone else UNKNOWN)
    assert stake_of(journey, phases[-1]) == "aanvraag-met-besluit"
    compared = {
        c.phase: c.advice.situation.stake for c in compare(table, journey, Residents(), DAY)
    }
    assert compared == {phase: stake_of(journey, phase) for phase in phases}
    steps[0]["belang"] = "raadplegen"
    with pytest.raises(KnowledgeError, match="belang 'raadplegen' ken ik niet"):
        library.bind("x.yaml", written, {}, LIBRARY, BOOK)
