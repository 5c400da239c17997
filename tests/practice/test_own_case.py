"""A case of one's own begins with what was measured, and ends as a file that opens elsewhere."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from engine import Rulebook
from engine.knowledge import files
from engine.model import UNKNOWN, KnowledgeError
from engine.model.survey import About, Asked, Cells, OwnSurvey
from listening.effects.effect import Effect
from listening.effects.results import ActionRecord, Result
from practice import exchange, library, own_case
from practice.model import FiledCase
from screens.page.cases import case_form

DAY = date(2026, 11, 29)
ACTION = ActionRecord(
    "Campagne geldzorgen", "schuldhulp", "Zoekadvertentie", date(2026, 9, 7), date(2026, 10, 4),
    "pagina schulden", None, 4200, 37, 9, 1500.0, 24.0, None, "Wie zoekt op snel geld",
)  # fmt: skip
EFFECT = Effect("meer", 1.37, 1.2, 1.5, 10.0, 13.7, 28, 28)
RESULT = Result(ACTION, EFFECT, (), None, None, None, None)


def test_an_action_fills_in_what_was_measured(book: Rulebook) -> None:
    tree = own_case.of_action(book, RESULT, DAY)
    assert tree["kanalen"] == ["zoekadvertentie"]
    assert tree["onderwerpen"] == ["schuldhulp"]
    assert tree["kosten"] == {"uren": "24", "euro": "1500"}
    assert tree["voor_wie"] == "Wie zoekt op snel geld"
    assert [row.get("n") for row in tree["opbrengst"]] == ["4200", "37", None]
    assert "37 %" in tree["opbrengst"][2]["tekst"]
    assert tree["bron"] == {
        "titel": "Eigen meting", "maker": "", "jaar": "2026", "soort": "organisatie",
        "gelezen": "2026-11-29"}  # fmt: skip
    assert (tree["trajecten"], tree["fasen"]) == ([], [])


def test_fewer_than_ten_are_not_filled_in(book: Rulebook) -> None:
    few = replace(ACTION, reached=None, contact=9, helped=0)
    tree = own_case.of_action(book, replace(RESULT, action=few, effect=Effect("?")), DAY)
    assert tree["opbrengst"] == []


def test_what_nobody_knows_stays_open(book: Rulebook) -> None:
    odd = replace(ACTION, subject="iets anders", channel="postduif", cost=None, hours=None)
    tree = own_case.of_action(book, replace(RESULT, action=odd), DAY)
    assert (tree["kanalen"], tree["onderwerpen"], tree["kosten"]) == ([], [], {})


def cells(share: float) -> Cells:
    figure = np.array([[share]])
    return Cells(figure, figure, figure, figure, figure, np.array([[120]]))


def survey() -> OwnSurvey:
    rows = {"brief": cells(0.2), "e-mail": cells(0.5), "telefoon": cells(0.3), "x": cells(0.01)}
    about = About(
        "Hoe horen we u?", date(2026, 3, 1), date(2026, 4, 1), 124, "papier", "geen", "", ""
    )
    asked = Asked("participatie", "actie", "raadplegen")
    return OwnSurvey(about, 1.0, 0.1, (UNKNOWN,), (UNKNOWN,), {asked: rows})


def test_own_research_tells_what_most_chose(book: Rulebook) -> None:
    tree = own_case.of_survey(book, survey(), DAY)
    assert tree["kanalen"] == ["e-mail", "telefoon", "brief"]
    assert (tree["trajecten"], tree["fasen"], tree["belang"]) == (
        ["participatie"], ["actie"], ["raadplegen"])  # fmt: skip
    (row,) = tree["opbrengst"]
    assert (row["n"], row["gemeten"]) == ("124", "vragenlijst, papier")
    assert row["tekst"].endswith(
        "kozen de meeste inwoners voor E-mail 50 %, Telefoon 30 % en Brief 20 %."
    )


def filled(tree: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a draft with what a person fills in."""
    about = {"les": "Begin vroeg.", "trajecten": ["dienstverlening"], "fasen": ["bewustwording"]}
    about |= {"organisatie": "Gemeente Proefstad", "voor_wie": "Wie geldzorgen heeft"}
    return {**tree, **about, **more}


def test_a_draft_that_is_filled_in_opens_elsewhere(book: Rulebook) -> None:
    tree = case_form.written(filled(own_case.of_action(book, RESULT, DAY)), "2026-11-29")
    case = library.parse("eigen.yaml", files.write(tree), book)
    assert case.source.url is None
    assert case.cost and case.cost.euro == 1500
    parcel = exchange.pack([FiledCase(case_form.slug_of(case.title), case)], case.organisation, DAY)
    (opened,) = exchange.unpack("eigen.yaml", parcel.text, book).cases
    assert opened == FiledCase("campagne-geldzorgen", case, "Gemeente Proefstad")


def test_what_is_still_open_is_said(book: Rulebook) -> None:
    tree = case_form.written(
        {**own_case.of_action(book, RESULT, DAY), "voor_wie": ""}, "2026-11-29"
    )
    with pytest.raises(KnowledgeError) as error:
        library.parse("eigen.yaml", files.write(tree), book)
    keys = " ".join(str(problem) for problem in error.value.problems)
    for key in ("organisatie", "trajecten", "fasen", "voor_wie"):
        assert f"'{key}'" in keys


def test_a_number_with_a_comma_is_understood(book: Rulebook) -> None:
    tree = filled(own_case.of_action(book, RESULT, DAY), kosten={"uren": "7,5", "euro": ""})
    assert case_form.written(tree, "2026-11-29")["kosten"] == {"uren": "7.5"}


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Één brief & 2 kaarten!", "een-brief-2-kaarten"), ("???", "geval"), ("A" * 99, "a" * 60)],
)
def test_a_title_becomes_a_short_name(title: str, slug: str) -> None:
    assert case_form.slug_of(title) == slug
