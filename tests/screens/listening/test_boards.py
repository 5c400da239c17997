"""What is remembered, on screen without a browser: every part, its states, and when it is off."""

from pathlib import Path

import pytest
import remembered
from pages import html, page, serve, without_error
from streamlit.testing.v1 import AppTest

from dutch import whole
from engine import Table
from listening import knowledge
from listening.effects.results import Prices
from listening.monitor import board_text, recall
from listening.storage.day_memory import Memory
from listening.storage.retention import SETTING
from plans.storage.store import PlanStore
from screens.listening import remember
from screens.listening.board import (
    boards,
    line_picture,
    overview_board,
    register_board,
    site_card,
    subject_board,
)
from screens.page import fields


def show() -> None:
    from screens.listening import page as luisteren

    luisteren.show()


@pytest.fixture(autouse=True)
def serve_table(
    monkeypatch: pytest.MonkeyPatch, table: Table, tmp_path: Path, own_store: PlanStore
) -> None:
    serve(monkeypatch, table)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/plannen.sqlite3")
    monkeypatch.setenv(SETTING, "3660")
    for cached in (boards._overview, boards._register, remember.memory):
        cached.clear()


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    kept = Memory("", f"sqlite:///{tmp_path}/plannen.sqlite3")
    remembered.remember(kept)
    return kept


def at(part: str, **address: str) -> AppTest:
    return page(show, {fields.PART: part} | address)


@pytest.mark.parametrize("part", boards.PARTS)
def test_a_part_says_that_it_is_off_or_empty(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert boards.EMPTY in html(without_error(at(part)))
    monkeypatch.setenv(SETTING, "")
    off = without_error(at(part))
    assert boards.OFF in html(off)


def test_every_part_is_drawn_and_a_card_for_elsewhere(memory: Memory) -> None:
    assert "Gezocht, en geen pagina bekeken" in html(without_error(at("onderwerpen")))
    assert "november 2025 tot en met november 2026" in html(
        without_error(at("onderwerp", onderwerp=remembered.SUBJECT))
    )
    without_error(at("opbrengst", prijs="9,50", minuten="12"))
    wrong = without_error(at("opbrengst", prijs="veel"))
    assert "‘veel’ is geen bedrag" in html(wrong)
    card = html(without_error(at("onderwerp", onderwerp=remembered.SUBJECT, kaart="ja")))
    assert "luister-kaart" in card
    assert card.count("<dt>") == 5


def test_the_boards_hold_what_the_sentences_say(memory: Memory) -> None:
    vocabulary = knowledge.load()
    view = recall.subject(memory, vocabulary, remembered.SUBJECT, [("Folder", remembered.NEWEST)])
    register = boards.priced(recall.actions(memory, vocabulary), Prices(60.0, 9.5, 12.0))
    board = subject_board.board(view, register, None)
    assert board_text.conclusion(view)[0] in board
    assert "hier stoppen de meesten" in board
    assert "Nog te vroeg" in board
    assert subject_board.NO_WORDS in board
    assert "Folder, 20 november 2026 (uit een kanaalplan)" in line_picture.picture(view)
    assert line_picture.picture(view).count("<tr>") == 14
    assert "Kosten, euro" in register_board.board(register)
    assert "Film: geen reeks onthouden, telt niet mee." in register_board.board(register)
    assert register_board.unit(register, register.total).value == register.total.value * 9.5
    assert whole(register.total.value * 9.5) in register_board.board(register)
    rows = recall.overview(memory, vocabulary)
    assert overview_board.QUIET not in overview_board.board(rows)
    assert "Cijfers tot en met 20 november 2026." in site_card.card(view)


def test_a_board_of_nothing_says_what_to_do() -> None:
    vocabulary = knowledge.load()
    register = recall.actions(Memory(), vocabulary)
    assert register_board.EMPTY in register_board.board(register)
    view = recall.subject(Memory(), vocabulary, remembered.SUBJECT)
    assert subject_board.head(view) == "Nog niets onthouden over dit onderwerp."
    assert subject_board.NO_FORM in subject_board.board(view, register, None)
