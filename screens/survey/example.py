"""The example: a simulated survey, estimated as an own one is, once for all visitors."""

import threading
from datetime import date
from pathlib import Path

import streamlit as st

import surveys
from engine.compile import Table
from screens.page import knowledge
from screens.page.reading import asking
from screens.survey import choices
from screens.survey.held import HeldSurvey, survey_of
from surveys import harvest
from surveys.harvest import AnswerFile, Harvest, SurveyFacts

FOLDER = Path(surveys.__file__).with_name("voorbeelden")
ANSWERS, RESIDENTS = "antwoorden-nagebootst.csv", "inwoners-nagebootst.csv"
FACTS = SurveyFacts(
    "Inwonerspanel Voorbeeldstad", date(2026, 9, 1), date(2026, 9, 30), "gemengd", True
)
KEY = "onderzoek-voorbeeld"
_kept: dict[str, HeldSurvey] = {}  # version of the knowledge → the example under it
_lock = threading.Lock()


def wanted() -> bool:
    """Tell whether the address asks for the example."""
    return st.query_params.get(choices.EXAMPLE) == choices.YES


def survey(table: Table) -> HeldSurvey:
    """Return the example as it is under this knowledge. Raises KnowledgeError."""
    version = knowledge.version(table.book)
    kept = _kept.get(version)
    if kept is None:
        kept = _estimated(table)
        with _lock:
            _kept.clear()
            _kept[version] = kept
    return kept


def _estimated(table: Table) -> HeldSurvey:
    book = table.book
    file = AnswerFile(ANSWERS, (FOLDER / ANSWERS).read_bytes())
    residents = ((RESIDENTS, (FOLDER / RESIDENTS).read_bytes()),)
    made: Harvest = asking.read(
        "het voorbeeld", "oogst", (file,), book, harvest.scores_of(table), FACTS, residents, (),
        key=KEY,
    )  # fmt: skip
    asking.forget(KEY)
    return survey_of(book, made.layer, made)
