"""The page Eigen onderzoek: ask residents, see what they want, and what advice that changes."""

import streamlit as st

from engine.compile import CompileError, Table
from engine.model import KnowledgeError
from engine.proof.trial import Busy
from screens.page import fields, knowledge
from screens.page.markup import notice
from screens.pages import SURVEY
from screens.survey import (
    bringing,
    choices,
    example,
    head_line,
    held,
    question_form,
    steps_to_take,
    taking_home,
    trial_tables,
    wishes,
    with_without,
)
from screens.survey.held import HeldSurvey
from surveys.findings.rule_points import rule_points

ASKING, ANSWERS, WISHES, CHANGES, REPORT = SURVEY.parts


def show() -> None:
    """Show the page."""
    st.title(SURVEY.title, anchor=False)
    table = knowledge.table()
    book = table.book
    try:
        now = example.survey(table) if example.wanted() else held.held(book)
    except KnowledgeError as error:
        st.html(notice("Het voorbeeld lukt nu niet.", items=map(str, error.problems)))
        now = None
    if now:
        st.html(head_line.line(now.own.about, knowledge.today()))
    elif fields.PART not in st.query_params:
        steps_to_take.intro()
    part = fields.part("Onderdeel van deze pagina", SURVEY.parts, choices.KEPT)
    if part == ASKING:
        question_form.show(book)
    elif part == ANSWERS:
        bringing.show(book, now)
    elif now is None:
        steps_to_take.nothing()
    else:
        _of_survey(part, table, now)


def _of_survey(part: str, table: Table, now: HeldSurvey) -> None:
    """Show a part that tells of a survey."""
    try:
        points = rule_points(trial_tables.without(table), now.own.rows)
    except (Busy, CompileError) as error:
        trial_tables.retry(str(error))
        return
    if part == WISHES:
        wishes.show(table.book, now, points)
    elif part == REPORT:
        taking_home.show(table, now, points, choices.counts())
    elif both := trial_tables.both(table, now.own):
        with_without.show(both, points)
