"""The answer of the page Advies: what stands where, for any situation."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape

import pytest

from documents.advice.case import Case
from engine import Table
from engine.argument.naming import first_choice
from engine.argument.parts import Stop
from engine.roles import CHOSEN
from screens.advice import (
    explanation,
    fit,
    guide,
    head,
    journey_line,
    own_lines,
    pieces,
    questions,
    rows,
)
from screens.page import address, knowledge
from screens.page.markup import unbroken

COVERS = ("screens/advice/beside.py", "screens/advice/invitation.py")
LINE = 75  # characters
EVERY = 21  # of so many situations one is looked at
NAMES = re.compile(r"<h4>([^<]+)</h4>")


@pytest.fixture(scope="module")
def cases(table: Table) -> list[Case]:
    """Return advices from the whole space."""
    day = knowledge.today()
    return [pieces.case(table, situation, day) for situation in list(table.outcomes)[::EVERY]]


def rows_of(case: Case) -> Iterator[tuple[str, str]]:
    """Yield every bar of the chart as (its name, its words)."""
    for label in re.findall('aria-label="([^"]+)"', rows.chart(case)):
        name, _, said = unescape(label).partition(": ")
        yield name, said


@pytest.mark.exhaustive
def test_the_chart_holds_the_chosen_channels_and_the_next_best(cases: list[Case]) -> None:
    for case in cases:
        bars = [name for name, _ in rows_of(case)]
        chosen = [case.channel(row).name for row in case.advice.picks()]
        able = [r for r in case.advice.channels if r.suitability is not None]
        assert len(bars) == len(set(bars)) == min(rows.MOST, len(able))
        drawn = [name for name in chosen if name in bars]
        assert set(bars[: len(drawn)]) == set(drawn)
        assert all(said.startswith("past ") for _, said in rows_of(case))
        groups = [name for name in NAMES.findall(rows.chart(case)) if name not in chosen]
        assert groups in (["Past ook"], ["Past minder goed"], ["Past ook", "Past minder goed"], [])


def test_a_card_is_even_only_where_the_headline_says_so(cases: list[Case]) -> None:
    for case in cases:
        even = "zijn even geschikt" in case.advice.argument.headline_text
        assert ("Even geschikt ·" in rows.chart(case)) is even, case.advice.situation


def test_a_word_with_a_hyphen_stays_whole() -> None:
    assert unbroken("met e-mail & brief") == 'met <span class="heel">e-mail</span> &amp; brief'


def test_what_is_said_of_a_thin_row_fits_on_one_line(table: Table) -> None:
    """In every situation: 75 characters have room at 1366 pixels; a longer rule has short words."""
    short = {rule.id: rule.short for rule in table.book.rules if rule.short}
    phrases = set()
    for outcome, _ in table.distinct():
        able = [row for row in outcome.ranking if row.suitability is not None]
        thin = [row for row in able if row.role not in CHOSEN]
        room = rows.MOST - (len(able) - len(thin))
        phrases |= {rows.phrase(row, short) for row in thin[:room]}
    assert max(len(phrase or "") for phrase in phrases) <= LINE
    assert {phrase for phrase in phrases if phrase} & set(short.values())


def test_the_bar_says_in_words_what_it_draws(cases: list[Case]) -> None:
    row = cases[0].advice.picks()[0]._replace(score=2.5, spread=2.0)
    assert fit.words(row) == "past goed, tussen redelijk en goed"
    assert fit.words(row._replace(spread=0.0)) == "past goed"
    drawn = fit.bar(row, "A & B", chosen=True)
    assert f'cx="{row.suitability:.1f}%"' in drawn
    assert 'aria-label="A &amp; B: past goed, tussen redelijk en goed"' in drawn
    assert "style=" not in drawn


def test_the_main_channel_stands_out(cases: list[Case]) -> None:
    for case in cases:
        said = head.headline(case.advice.argument)
        marked = re.findall("<em>(.+?)</em>", said)
        even, _ = first_choice(case.advice.picks())
        assert len(marked) == len(even)
        assert unescape(re.sub("<[^>]+>", "", said)) == case.advice.argument.headline_text


def test_a_screen_reader_hears_for_whom_an_advice_is(cases: list[Case]) -> None:
    """So that another answer is heard when it leaves the headline as it was."""
    for case in cases:
        argument = case.advice.argument
        aloud = f"Advies voor {argument.situation}. {argument.headline_text}"
        assert f'data-meld="{escape(aloud)}"' in head.head(case)


def test_a_mark_of_three_steps_says_the_same_as_the_word(cases: list[Case]) -> None:
    for case in cases:
        said, sure = head.head(case), case.advice.argument.sureness
        assert f"Hoe zeker? {sure.title}" in said
        assert said.count('class="vol"') == sure.steps
        assert ("Wet</span>" in said) == (sure.word == "wet")


def test_the_ribbon_leads_to_every_other_phase(cases: list[Case]) -> None:
    for case in cases:
        said = journey_line.journey_line(case, address.query)
        assert said.count("<li") == len(case.book.phases)
        assert said.count("aria-current") == said.count("Deze fase") == 1
        for phase in case.book.phases:
            to = address.query(case.advice.situation._replace(phase=phase))
            assert f'href="{to.replace("&", "&amp;")}"' in said
        fixed = journey_line.journey_line(case, None)
        assert "<a" not in fixed
        assert "aria-current" in fixed


def test_why_not_is_answered_for_every_channel_that_was_not_chosen(cases: list[Case]) -> None:
    case = cases[0]
    chosen = {row.channel for row in case.advice.picks()}
    said = unescape(explanation.defence(case, explained=True, asked=True, opened=False))
    asked = re.findall("<dt>([^<]+)</dt>", said)
    elsewhere = {"TikTok", "Snapchat"}  # no channels here, and asked for all the same
    assert elsewhere < set(asked)
    rest = len(case.advice.channels) - len(chosen)
    assert len(asked) == len(set(asked)) == rest + len(elsewhere)
    assert "Zo leg je het uit" not in explanation.defence(
        case, explained=False, asked=True, opened=None
    )
    assert not explanation.defence(case, explained=False, asked=False, opened=None)


def test_a_chosen_channel_says_what_speaks_against_it(cases: list[Case]) -> None:
    case = cases[0]
    main = case.advice.picks()[0]
    against = main.reasons[0]._replace(weight=-1.0, because="Dit kost veel.", counted=True)
    other = main._replace(reasons=(*main.reasons, against))
    told = tuple(other if row is main else row for row in case.advice.channels)
    changed = replace(case, advice=replace(case.advice, channels=told))
    assert "Wat ertegen pleit" in rows.chart(changed)
    assert "Dit kost veel." in rows.chart(changed)


def test_what_makes_it_more_precise_is_closed_until_it_is_used(table: Table) -> None:
    def folded(**given: str) -> str:
        asked = address.read(table.book, {"traject": "participatie", "fase": "actie", **given})
        return list(questions.pieces(table.book, asked, {}))[-1]

    closed, used = folded(), folded(leeftijd="75-plus")
    assert questions.HINT in closed and not re.match("<details[^>]* open", closed)
    assert questions.HINT not in used and re.match("<details[^>]* open", used)
    assert '<span class="hulp">75 jaar en ouder</span>' in used
    assert closed.count("<fieldset") == used.count("<fieldset") == len(questions.OPTIONAL)


def test_a_phase_is_explained_before_a_track_is_chosen(table: Table) -> None:
    nothing = "".join(questions.pieces(table.book, address.read(table.book, {}), {}))
    for phase in table.book.phases.values():
        assert phase.explanation in nothing


def test_a_profile_says_that_little_is_known_before_it_is_chosen(table: Table) -> None:
    unknown = [slug for slug in table.book.profiles if guide.is_unknown(table.book, slug)]
    assert unknown and len(unknown) < 3
    asked = "".join(questions.pieces(table.book, address.read(table.book, {}), {}))
    assert asked.count(guide.NOTHING) == len(unknown)


def test_lines_of_an_advisor_go_to_the_document_only(cases: list[Case]) -> None:
    situation = cases[-1].advice.situation
    form = own_lines.own_lines(situation, "../")
    assert 'method="get" action="../document/advies.pdf"' in form
    assert 'formaction="../document/advies.docx"' in form
    sent = dict(re.findall('type="hidden" name="([^"]+)" value="([^"]+)"', form))
    assert sent == address.write(situation.facts())
    names = set(re.findall('name="([^"]+)"', form)) - sent.keys()
    assert names == {*own_lines.FIELDS, own_lines.ALONE}


def test_the_ribbon_keeps_the_capital_of_a_name() -> None:
    stop = Stop("bewustwording", "Bewustwording", ("Brief", "Instagram"), True)
    assert "<b>Brief of Instagram</b>" in journey_line._channels(stop)
    assert "even geschikt" in journey_line._channels(stop)
    assert "even geschikt" not in journey_line._channels(stop._replace(channels=("Brief",)))
