"""A choice in words: of every pair of sentences both sides, each with a case that makes it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from mixes import EARLY, OLD, YOUNG, action, missed_cell, mix, need, plan, step, sure
from surveying.layers import TITLE, layer

from engine import Rulebook
from engine.knowledge.own_survey import Asked
from plans import report
from plans.choice.mix import UnreachedGroup

PLACE = "Ouderen, Bewustwording & oriëntatie"
BEST = "Beter kan niet: elke verzameling kanalen is doorgerekend"
ALL = "  Elke groep wordt in elke fase die telt bereikt, volgens ons model"


@pytest.mark.parametrize(
    ("parts", "line", "other"),
    [
        ({}, "Gekozen: brief", "Gekozen: brief en"),
        ({"channels": ("brief", "website")}, "Gekozen: brief en website", "Gekozen: brief"),
        ({}, "Waarde over alle groepen en fasen: 44,1 van 100", ""),
        ({"value": 0.5}, "Waarde over alle groepen en fasen: 50,0 van 100", ""),
        ({}, "Er is nog niets begroot.", ""),
        (
            {"phases": {"brief": (EARLY,)}},
            "Kosten: onbekend. Van 1 post is de prijs onbekend: Brief.",
            "Er is nog niets begroot.",
        ),
        ({}, BEST, "De beste keuze die kan bestaan, is hooguit 0,0% beter"),
        ({"gap": 0.0084}, "De beste keuze die kan bestaan, is hooguit 0,8% beter", BEST),
        ({}, ALL, ""),
        ({"missed": (missed_cell(),)}, f"  {PLACE}. Geen kanaal past hier genoeg.", ALL),
        (
            {"missed": (missed_cell(OLD, "website", cost="1500", hours="2.5"),)},
            f"  {PLACE}. Nodig: website erbij, 1.500 euro en 2,50 uur",
            f"  {PLACE}. Geen kanaal past hier genoeg.",
        ),
        (
            {"curve": (step("brief", value=0.25),)},
            "  1: 25,0 van 100, minder kan niet",
            "  1: 25,0 van 100, brief erbij",
        ),
        (
            {"curve": (step("brief", last="brief", value=0.25),)},
            "  1: 25,0 van 100, brief erbij",
            "  1: 25,0 van 100, minder kan niet",
        ),
        (
            {"curve": (step("brief", last="brief", value=0.25, missed=1),)},
            "  1: 25,0 van 100, brief erbij, 1 keer niet bereikt",
            "  1: 25,0 van 100, brief erbij",
        ),
        (
            {"curve": (step("brief", "website", last="website", value=0.5, chosen=False),)},
            "  2: 50,0 van 100, website erbij (niet gekozen)",
            "  2: 50,0 van 100, website erbij",
        ),
    ],
)
def test_every_line_has_its_case(
    book: Rulebook, parts: dict[str, Any], line: str, other: str
) -> None:
    lines = list(report.lines(plan(), book, mix(**parts)))
    assert line in lines
    assert other not in lines or not other


@pytest.mark.parametrize(
    ("whole", "brief", "first", "second"),
    [
        # Shares of 100 draws: 93 in which nothing is better, 1 − 0,95 = 5 in which the website is.
        (0.93, 0.95, "In 93 van de 100", "5 keer"),
        (1.0, 1.0, "In 100 van de 100", "0 keer"),
        (0.0, 0.25, "In 0 van de 100", "75 keer"),
    ],
)
def test_certainty_counts_draws(
    book: Rulebook, whole: float, brief: float, first: str, second: str
) -> None:
    made = mix(sure=sure(whole, {"brief": brief}, {"brief": "website"}))
    assert list(report.certainty_sentences(book, made)) == [
        f"{first} doorrekeningen is geen wissel duidelijk beter.",
        f"Website in plaats van brief: {second} duidelijk beter.",
    ]
    lines = list(report.lines(plan(), book, made))
    assert f"{first} doorrekeningen is geen wissel duidelijk beter" in lines
    assert f"  website in plaats van brief: {second} duidelijk beter" in lines


def test_no_certainty_without_draws(book: Rulebook) -> None:
    assert list(report.certainty_sentences(book, mix())) == []
    assert not [line for line in report.lines(plan(), book, mix()) if "doorrekeningen" in line]


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (missed_cell(), "Geen kanaal past hier genoeg."),
        (
            missed_cell(OLD, "website", cost="1500", hours="2"),
            "Wel met website erbij: 1.500 euro en 2 uur, naar eigen schatting.",
        ),
        (
            missed_cell(OLD, "website"),
            "Wel met website erbij: kosten en uren onbekend.",
        ),
        (
            missed_cell(OLD, "website", "balie", hours="3"),
            "Wel met website en balie erbij: kosten onbekend, 3 uur, naar eigen schatting.",
        ),
    ],
)
def test_a_remedy_has_a_price_only_where_it_is_estimated(
    book: Rulebook, item: UnreachedGroup, sentence: str
) -> None:
    assert report.remedy(plan(), book, item) == sentence
    assert list(report.unreached_sentences(plan(), book, mix(missed=(item,)))) == [
        f"{PLACE}. {sentence}"
    ]


@pytest.mark.parametrize(
    ("kind", "allowed", "sentence"),
    [
        ("wet", (), f"Waarborg niet gehaald (wet): {PLACE}. Het moet."),
        (
            "wet",
            ("brief",),
            f"Waarborg niet gehaald (wet): {PLACE}. Het moet. Nodig is één van: brief.",
        ),
        (
            "aanbevolen",
            ("telefoon", "brief"),
            f"Waarborg niet gehaald (aanbevolen): {PLACE}. Het moet. "
            "Nodig is één van: brief, telefoon.",
        ),
    ],
)
def test_a_safeguard_that_is_not_met_names_what_would(
    book: Rulebook, kind: str, allowed: Iterable[str], sentence: str
) -> None:
    assert list(report.need_sentences(plan(), book, [need(kind, *allowed)])) == [sentence]


def test_a_side_of_a_comparison_tells_what_is_unknown(book: Rulebook) -> None:
    of = plan(acties=[action(kosten="1000", uren="8"), action("twee", kosten="5")])
    unreached = missed_cell(YOUNG, "website", cost="7")
    side = report.side(of, book, mix(missed=(unreached,), phases={"brief": (EARLY,)}))
    assert (side["kosten"], side["uren"], side["waarde"]) == (None, None, 0.441)
    money = {"acties": 1005, "vast": 0, "onbekend": [], "grens": None, "oordeel": None}
    assert side["totaal"]["euro"] == money
    assert side["totaal"]["uur"] == money | {"acties": 8, "onbekend": ["Actie twee"]}
    assert side["niet_bereikt"] == [
        {
            "groep": "jong",
            "fase": EARLY,
            "waarde": 0.3,
            "nodig": ["website"],
            "kosten": 7,
            "uren": None,
        }
    ]


def test_a_choice_names_the_own_research_that_counts(book: Rulebook) -> None:
    of = plan(EARLY)
    track = of.project.track
    asked = [Asked(track, of.phases[0].phase)]
    own = layer(book, asked, ["brief"])
    assert report.research_notes(of, book) == ()
    (note,) = report.research_notes(of, replace(book, surveys=(own,)))
    assert note.startswith(f"Eigen onderzoek '{TITLE}' (30 ") and "telt mee" in note
    elsewhere = next(phase for phase in book.phases if phase not in {p.phase for p in of.phases})
    other = layer(book, [Asked(track, elsewhere)], ["brief"])
    assert report.research_notes(of, replace(book, surveys=(other,))) == ()
    assert report.notes(of, replace(book, surveys=(own,)))[-1] == note
