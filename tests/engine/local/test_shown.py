"""Own research is seen where an advice is: page without script, documents and explanation."""

from collections.abc import Iterator
from datetime import date

import pytest
from surveying.layers import about, layer

import documents
from documents.advice.case import Case, Meta, own_research
from engine import Rulebook, Situation, Table, advise
from engine.knowledge import own_survey
from engine.knowledge.own_survey import Asked
from engine.worker import build
from screens.advice import closed, rows
from screens.evidence import chain

DAY = date(2026, 11, 29)
YOUNG = Situation("participatie", "bewustwording", "16-24")
PHASES = ("bewustwording", "eerste-contact", "actie", "terugkoppeling", "afronding")
MARKUP = "<b>Burgers & zo</b>"


@pytest.fixture(scope="module")
def local(book: Rulebook) -> Table:
    asked = Asked("participatie", "bewustwording")
    new = layer(book, [asked], ["brief", "instagram"], of=about(MARKUP), shifts={"brief": 3.0})
    old = layer(book, [asked], ["brief"], of=about("Oud", date(2021, 5, 1)))
    situations = [YOUNG._replace(phase=phase) for phase in PHASES]
    return build(own_survey.attach(book, [new, old]), situations)


@pytest.fixture(scope="module")
def case(local: Table) -> Case:
    phases = tuple(advise(local, YOUNG._replace(phase=phase), DAY) for phase in PHASES)
    return Case(local.book, phases[0], phases, Meta())


def _pieces(case: Case) -> Iterator[str]:
    yield str(rows.chart(case, True))
    yield str(closed.origin_of(case))
    row = next(row for row in case.advice.channels if row.channel == "brief")
    yield str(chain._row(case.book, case.advice, row))


def test_the_pages_show_the_share_and_how_much_of_the_rules_counts(case: Case) -> None:
    for piece in _pieces(case):
        assert "Van de eigen inwoners van 16 tot en met 24 jaar kiest" in piece
        assert "Onze regels tellen hier voor 60 %" in piece
    assert "Eerder onderzoek (2021) telt niet meer mee." in next(_pieces(case))


def test_a_title_never_becomes_markup(case: Case) -> None:
    pages = "".join((*_pieces(case), str(closed.sources(case))))
    assert MARKUP not in pages
    assert "&lt;b&gt;Burgers &amp; zo&lt;/b&gt;" in pages
    assert 'href=""' not in pages


def test_documents_name_it_in_reasons_sources_and_changes(case: Case) -> None:
    content = documents.content_of(case.book, case.advice, case.phases)
    text = documents.advice_text(content)
    assert "Eigen onderzoek met 1.040 antwoorden telt daarin mee." in " ".join(text.split())
    assert {"eigen-onderzoek-1", "eigen-onderzoek-2"} <= set(content.sources)
    row = next(row for row in case.advice.channels if row.channel == "brief")
    assert len(own_research(case, row)) == 2
