"""The summary of a plan and the page for the contact centre: both sides of every sentence."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from mixes import EARLY, FIRST, action, plan
from surveying.layers import about, layer

from documents.blocks import Paragraph, SumBar, sentences
from documents.plan import (
    arrangement_tables,
    background,
    contact,
    content,
    one_page,
    summary_bars,
    summary_table,
)
from documents.plan.brief import shortened
from documents.plan.paper import Paper, PlanEdition
from engine import Table
from engine.knowledge.own_survey import Asked
from plans import example
from plans.capacity import Load

COVERS = ("documents/plan/brief.py",)
DAY = date(2027, 1, 4)
MONDAY = date(2027, 1, 11)
DESK = [{"id": "kcc", "naam": "KCC", "per_week": 50}]


def words_of(blocks: Any) -> str:
    return " ".join(f"{one.lead} {one.text}".strip() for one in sentences(blocks))


def busy(people: int, **more: Any) -> dict[str, Any]:
    response = {"van": 0, "tot": people, "weken": 1, "loketten": {"kcc": 100}}
    return action(start="2027-01-11", reactie=response, **more)


COUNCIL = {"id": "r", "naam": "Raad", "dag": "2027-01-28", "soort": "raadsbesluit"}
COLLEGE = {"id": "c", "naam": "College", "dag": "2027-01-12", "soort": "collegebesluit"}
PAST = {**COLLEGE, "id": "p", "dag": "2026-12-01"}
DAYS = {"start": "2027-01-04", "einde": "2027-06-30"}
PROJECT = {"naam": "Proef", "traject": "participatie", **DAYS}
LIMITS = {"kanalen": 5, "budget": "18000", "uren": 420}
AGREED = [{"door": "de wethouder", "dag": "2027-01-12"}]


@pytest.mark.parametrize(
    ("more", "title", "items"),
    [
        (
            {},
            "Gevraagd aan het college",
            ["Stem in met dit plan.", "Spreek af hoeveel geld en uren dit plan mag kosten."],
        ),
        (
            {
                "mijlpalen": [COUNCIL, COLLEGE, PAST],
                "grenzen": LIMITS,
                "project": PROJECT | {"budgetnummer": "6.71.2"},
                "acties": [action(kosten="18500", uren=1)],
            },
            "Gevraagd aan het college op 12 januari 2027",
            [
                "Stem in met dit plan. De eerste actie is op 5 januari 2027: actie een.",
                "Stel € 18.000 (budgetnummer 6.71.2) en 420 uur beschikbaar.",
                "Beslis over 500 euro boven de grens: meer ruimte of minder.",
            ],
        ),
        ({"mijlpalen": [COUNCIL, PAST]}, "Gevraagd aan de raad op 28 januari 2027", None),
        (
            {"project": PROJECT | {"status": "akkoord", "akkoord": AGREED}},
            "Besloten",
            ["Akkoord van de wethouder op 12 januari 2027."],
        ),
    ],
)
def test_what_is_asked_of_who_decides(
    table: Table, more: dict[str, Any], title: str, items: list[str] | None
) -> None:
    box = one_page.asks(Paper(plan(EARLY, **more), table, DAY))
    told = [one.text for one in box.items]
    assert box.title == title
    assert items is None or [line for line in told if not line.startswith("Beslis of")] == items


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (50, "Drukste week: 11 januari 2027, KCC: tot 50 reacties, plaats voor 50; dat past."),
        (51, "KCC: tot 51 reacties, plaats voor 50; dat is te veel."),
    ],
)
def test_the_busiest_week_stands_with_the_hours(table: Table, people: int, words: str) -> None:
    paper = Paper(plan(EARLY, capaciteit=DESK, acties=[busy(people)]), table, DAY)
    _, bar = summary_bars.hours(paper)
    assert isinstance(bar, SumBar) and words in bar.note


def test_money_without_a_price_does_not_claim_to_hold(table: Table) -> None:
    """8.000 of 18.000, and one action without a price: the bar has a part that is not known."""
    actions = [action(kosten="8000"), action("twee", kanaal="website")]
    of = plan(EARLY, grenzen=LIMITS, acties=actions, gekozen={"kanalen": ["brief", "website"]})
    _, bar = summary_bars.money(Paper(of, table, DAY))
    assert isinstance(bar, SumBar)
    assert (bar.amount, bar.of, bar.limit) == ("€ 8.000", "geraamd van € 18.000", 1.0)
    assert (bar.parts[0].label, bar.parts[0].look) == ("acties", "full")
    assert bar.parts[-1].look == "unknown" and sum(part.share for part in bar.parts) <= 1
    assert "onbekend: ‘Actie twee’" in bar.note and "nog niet vast dat het past" in bar.note


def test_where_actions_differ_from_the_choice_a_line_says_so(table: Table) -> None:
    actions = [action(), action("twee", kanaal="facebook")]
    of = plan(EARLY, gekozen={"kanalen": ["brief", "website"]}, acties=actions)
    paper = Paper(of, table, DAY)
    told = "Facebook is gepland en niet gekozen; voor website is nog geen actie."
    assert summary_table.difference(paper) == told
    assert summary_table.difference(Paper(plan(EARLY), table, DAY)) == ""
    cell = summary_table.for_whom(paper, 6).rows[0][2].text
    assert "facebook" in cell.lower() and "brief" in cell


def test_six_groups_are_named_and_more_are_counted(table: Table) -> None:
    groups = [{"id": f"g{n}", "naam": f"Groep {n}"} for n in range(8)]
    phases = [{"fase": slug, **DAYS} for slug in table.book.phases]
    block = summary_table.for_whom(Paper(plan(groepen=groups, fasen=phases), table, DAY), 6)
    assert len(block.rows) == 6 and block.rows[-1][0].lead == "En nog 3 groepen"
    assert block.columns[2:] == ("Bewustwording & oriëntatie", "Eerste contact", "Daarna")


def test_the_summary_speaks_of_no_method_and_to_nobody(table: Table) -> None:
    content_ = content.content_of(Paper(example("schuldhulpcampagne"), table, DAY))
    page = content_.sections[0]
    told = f" {words_of(page.blocks)} {words_of([Paragraph(page.foot)])} ".lower()
    assert not set(re.findall(r"\w+", told)) & {"je", "jij", "jouw", "jullie"}
    assert page.shorter and "kernboodschap" not in words_of(page.shorter[-1]).lower()
    assert content_.badges[0].startswith("Voorbeeld") and content_.badges[-1] == "Concept"
    edition = PlanEdition(56)
    real = Paper(example("schuldhulpcampagne"), table, DAY, edition)
    assert "versie 56" in one_page.about(real) and "versie 56" in one_page.foot(real)


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Kort.", 10, "Kort."),
        ("Een zin. Nog een zin erbij.", 20, "Een zin."),
        ("Een lange zin zonder einde", 14, "Een lange…"),
        ("x" * 30, 10, "x" * 9 + "…"),
    ],
)
def test_a_text_is_cut_at_a_sentence_or_a_word(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short


@pytest.mark.parametrize(
    ("choice", "lead"),
    [
        ({"inzetten": "ja"}, "Brief wel inzetten:"),
        ({"inzetten": "nee"}, "Brief niet inzetten:"),
        ({"inzetten": "nee", "groep": "oud"}, "Brief niet inzetten (Ouderen):"),
        ({"inzetten": "ja", "fase": FIRST}, "Brief wel inzetten (Eerste contact):"),
        (
            {"inzetten": "ja", "groep": "oud", "fase": FIRST},
            "Brief wel inzetten (Ouderen, Eerste contact):",
        ),
    ],
)
def test_a_choice_of_the_advisor(table: Table, choice: dict[str, str], lead: str) -> None:
    of = plan(EARLY, FIRST, keuzes=[{"kanaal": "brief", "omdat": "Zo."} | choice])
    (sentence,) = arrangement_tables._decisions(Paper(of, table, DAY))
    assert (sentence.lead, sentence.text) == (lead, "Zo.")


@pytest.mark.parametrize(
    ("high", "words"),
    [(49, "Dat past."), (50, "Dat past."), (51, "Dat is meer dan er kan.")],
)
def test_a_peak_fits_up_to_what_a_desk_can_do(high: float, words: str) -> None:
    assert contact._peak(Load("kcc", MONDAY, 10, high, 50)) == (
        f"week van 11 januari 2027, 10 tot {high} reacties; er is plaats voor 50. {words}"
    )


@pytest.mark.parametrize(
    ("channels", "react", "offline"),
    [
        (["website", "balie"], "Via balie en website.", "Via balie."),
        (["website"], "Via website.", contact.NO_WAY),
        (["instagram"], contact.NO_WAY, contact.NO_WAY),  # only the organisation begins there
        (["brief"], "Via brief.", "Via brief."),
    ],
)
def test_how_a_resident_can_react(
    table: Table, channels: list[str], react: str, offline: str
) -> None:
    of = plan(EARLY, gekozen={"kanalen": channels})
    assert dict(contact._ways(Paper(of, table, DAY))) == {
        "Hoe kan een inwoner reageren?": react,
        "Kan het ook zonder internet?": offline,
    }


def test_the_contact_centre_has_the_deadline_of_residents_and_what_is_lacking(table: Table) -> None:
    """Never the end of the project; the texts are of the track of the plan."""
    own = [{"id": "v", "vraag": "Kost het geld?", "antwoord": "Nee.", "groep": "oud"}]
    contact_ = {"telefoonnummer": "14 020", "uiterste_dag": "2027-03-01"}
    of = plan(EARLY, vragen=own, contact=contact_)
    page = words_of(contact.section(Paper(of, table, DAY)).blocks)
    assert "Telefoon: 14 020" in page and "Kost het geld? (Ouderen) Nee." in page
    assert "Tot en met 1 maart 2027." in page
    assert "Nog niet ingevuld: open, e-mail, plek en links." in page
    bare = words_of(contact.section(Paper(plan(EARLY), table, DAY)).blocks)
    assert "30 juni" not in bare.partition("Hoe gaat het verder")[0].replace("4 jan – 30 jun", "")
    service = {**PROJECT, "traject": "dienstverlening"}
    told = words_of(contact.section(Paper(plan(EARLY, project=service), table, DAY)).blocks)
    stress = table.book.tracks["dienstverlening"].message.stress[0].text
    assert stress in told and "participatie" not in told


@pytest.mark.parametrize(
    ("invented", "sentence"),
    [(False, one_page.OWN_RESEARCH), (True, one_page.INVENTED_RESEARCH)],
)
def test_own_research_that_counts_is_named(table: Table, invented: bool, sentence: str) -> None:
    of = example("schuldhulpcampagne")
    asked = [Asked(of.project.track, of.phases[0].phase)]
    own = layer(table.book, asked, ["brief"], of=about(simulated=invented))
    ours = replace(table, book=replace(table.book, surveys=(own,)))
    without, paper = Paper(of, table, DAY), Paper(of, ours, DAY)
    assert sentence in words_of(one_page.section(paper).blocks)
    assert sentence not in words_of(one_page.section(without).blocks)
    (note,) = (text for lead, text in background.about(paper) if lead == "Eigen onderzoek.")
    assert note.startswith("Nagebootst") == invented
    assert "Eigen onderzoek." not in dict(background.about(without))
