"""What is remembered as a person looks at it: months, states, what stands out, the register."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
import remembered
from remembered import NEWEST, SUBJECT, counts, series

from listening import knowledge
from listening.effects.effect import effect
from listening.effects.results import ActionRecord, Prices
from listening.effects.shrinkage import Interval, Shrunk
from listening.monitor import board_text, months, recall
from listening.monitor.months import MonthCount
from listening.monitor.overview import BUSY, MISSING, OverviewRow, enough, overview, with_word
from listening.monitor.register import (
    COUNTED,
    EARLY,
    NO_CALLS,
    NO_SERIES,
    log_change,
    register,
)
from listening.monitor.subject_view import LINES, SubjectView, is_about, subject_view
from listening.reading.day_series import DaySeries
from listening.storage.day_memory import Memory

SUBJECTS = knowledge.load().subjects
CALLS = knowledge.load().calls


def opened(url: str) -> Memory:
    return Memory("", url, lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('geheugen')}/p.sqlite3"
    remembered.remember(opened(url))
    return url


def seen(*of: DaySeries, newest: date | None = NEWEST, test: tuple[str, ...] = ()) -> SubjectView:
    return subject_view(SUBJECTS[SUBJECT], of, newest, test=test)


def monthly(*values: int) -> dict[date, int]:
    """Return days of which months have these sums, up to November 2026."""
    firsts = months.until(NEWEST)[-len(values) :]
    return dict(zip(firsts, values, strict=True)) | {NEWEST: 0}


@pytest.mark.parametrize(
    ("step", "days", "expected"),
    [
        ("dag", {date(2026, 9, 1): 8, date(2026, 10, 31): 9}, [(8, True), (9, True)]),
        ("dag", {date(2026, 9, 2): 8, date(2026, 10, 30): 9}, [(8, False), (9, False)]),
        ("week", {date(2026, 8, 31): 4, date(2026, 9, 28): 8}, [(8, True), (None, False)]),
        ("maand", {date(2026, 9, 1): 8, date(2026, 10, 1): 9}, [(8, True), (9, True)]),
        ("dag", {}, [(None, False), (None, False)]),
    ],
)
def test_a_month_is_whole_when_all_its_days_are_known(
    step: str, days: dict[date, int], expected: list[tuple[int | None, bool]]
) -> None:
    shown = months.counts(days, step, (date(2026, 9, 1), date(2026, 10, 1)))
    assert [(one.count, one.whole) for one in shown] == expected


@pytest.mark.parametrize(
    ("count", "whole", "words"),
    [(None, False, "geen gegevens"), (0, True, "minder dan 10"), (9, True, "minder dan 10"),
     (10, True, "10"), (1234, False, "1.234 (tot nu toe)")],
)  # fmt: skip
def test_nothing_under_ten_is_shown(count: int | None, whole: bool, words: str) -> None:
    assert board_text.number(MonthCount(date(2026, 10, 1), count, whole)) == words


def test_months_go_back_over_the_year() -> None:
    shown = months.until(NEWEST)
    assert (len(shown), shown[0], shown[-1]) == (13, date(2025, 11, 1), date(2026, 11, 1))
    assert months.earlier(date(2026, 1, 1), 1) == date(2025, 12, 1)


def test_nothing_remembered_says_which_file_brings_it() -> None:
    view = seen(newest=None)
    assert (view.empty, view.months) == (True, ())
    assert [list(board_text.line_notes(line)) for line in view.lines] == [
        [board_text.BRINGS[key]] for key in LINES
    ]
    assert board_text.next_steps(view) == tuple(board_text.BRINGS[key] for key in LINES[:3])
    assert [number for _, number, _ in board_text.figures(view)] == ["geen gegevens"] * 5


def test_one_source_a_first_month_and_few_are_states_of_their_own() -> None:
    young = seen(series("onderwerp", "kliks", counts(9, 1, date(2026, 10, 1))))
    assert young.line("vraag").drawn is False
    assert "te weinig maanden voor een lijn" in list(board_text.line_notes(young.line("vraag")))
    assert young.line("aanbod").source is None
    few = seen(series("onderwerp", "kliks", monthly(*[9] * 13)))
    assert few.line("vraag").drawn is False
    assert board_text.number(few.line("vraag").newest) == "minder dan 10"
    assert board_text.figures(few)[0][1] == "minder dan 10"


def test_a_source_that_stopped_is_named_and_not_drawn_on() -> None:
    stopped = series("onderwerp", "kliks", counts(9, 1, last=date(2026, 11, 3)))
    view = seen(stopped, series("aanbod", "weergaven", counts(9, 2)), test=LINES)
    assert "geen gegevens sinds 3 november 2026" in list(board_text.line_notes(view.line("vraag")))
    assert "nieuwe cijfers meer binnen over vraag." in board_text.conclusion(view)[1]
    assert board_text.next_steps(view)[0].startswith(
        "Zoek uit waarom de cijfers over vraag stopten."
    )
    gone = seen(series("onderwerp", "kliks", counts(9, 1, last=date(2026, 11, 6))))
    assert gone.line("vraag").stopped is False


def test_of_two_sources_one_is_drawn_and_they_are_never_added() -> None:
    long = series("onderwerp", "kliks", monthly(*[20] * 13), origin="A")
    short = series("onderwerp", "zoekacties", monthly(500, 500), origin="B")
    line = seen(short, long).line("vraag")
    assert line.source is not None
    assert (line.source.origin, [p.count for p in line.points[:3]]) == ("A", [20, 20, 20])
    assert "ook B, zoekacties: 500" in list(board_text.line_notes(line))


@pytest.mark.parametrize(
    ("asked", "able", "words", "certain"),
    [
        (20, 15, "560 gevraagd, plaats voor 420 sinds 24 oktober 2026: te druk", True),
        (16, 15, ": op de grens, kan toeval zijn", False),
        (15, 15, "420 gevraagd, plaats voor 420 sinds 24 oktober 2026", False),
        (0, 15, "minder dan 10 gevraagd, plaats voor 420", False),
    ],
)
def test_too_busy_is_more_than_chance(asked: int, able: int, words: str, certain: bool) -> None:
    """560 − 420 = 140 is more than 1.645·√(2·560) = 55; 448 − 420 = 28 is less than 49."""
    days = [date(2026, 9, 1) + timedelta(days=at) for at in range(81)]
    view = seen(
        series("contact", "telefoon", dict.fromkeys(days, asked)),
        series("contact", "balie", dict.fromkeys(days, 99)),  # says not what it can do
        series("capaciteit", "telefoon", dict.fromkeys(days, able)),
    )
    assert view.capacity is not None
    assert view.capacity.certain is certain
    assert board_text.capacity(view).endswith(words) or words in board_text.capacity(view)
    assert board_text.conclusion(view)[0].startswith("Het is te druk") is certain


@pytest.mark.parametrize(
    ("text", "about"),
    [("schuldhulp", True), ("Hulp bij schulden", True), ("Campagne schuldhulp 2026", True),
     ("paspoort", False), ("", False)],
)  # fmt: skip
def test_what_a_text_is_about(text: str, about: bool) -> None:
    assert is_about(text, SUBJECTS[SUBJECT]) is about


def test_an_overview_tells_what_is_busy_and_what_is_missing(sqlite: str) -> None:
    rows = recall.overview(opened(sqlite), knowledge.load())
    assert [(row.view.subject.id, row.standing_out) for row in rows] == [
        (SUBJECT, (BUSY,)), ("grofvuil", (MISSING,)),
    ]  # fmt: skip
    assert [row.view.subject.id for row in with_word(rows, MISSING)] == ["grofvuil"]
    assert enough(rows[0])
    assert not enough(OverviewRow(seen(), ()))
    assert overview(SUBJECTS, (), None) == ()


def test_what_rises_is_more_than_growth_makes_it() -> None:
    """A step of a half in the last four weeks rises; growth of one per cent a week does not."""
    flat = counts(40, 1)
    step = {day: count + 20 * (day > NEWEST - timedelta(days=28)) for day, count in flat.items()}
    grown = {day: round(count * 1.01 ** ((day - min(flat)).days / 7))
             for day, count in flat.items()}  # fmt: skip
    words = [
        overview(SUBJECTS, [series("onderwerp", "kliks", days)], NEWEST)[0].standing_out
        for days in (flat, step, grown)
    ]
    assert words == [(), ("stijgt",), ()]


def action(name: str, start: date, of: str, cost: float | None = None) -> ActionRecord:
    return ActionRecord(name, SUBJECT, "site", start, start + timedelta(days=40), of, None, None,
                        None, None, cost, None, None)  # fmt: skip


def test_a_register_says_of_each_action_whether_it_counts() -> None:
    """20 calls a day become 12: of 41 · 20 = 820 calls about 0.4 · 820 = 328 were kept away."""
    start = date(2026, 6, 1)
    fewer = {
        day: round(count * (0.6 if day >= start else 1)) for day, count in counts(20, 2).items()
    }
    every = [series("eigen", "aantal", fewer, "Telefoon"),
             series("eigen", "aantal", counts(9, 3), "Bezoek")]  # fmt: skip
    prices = Prices(hour=60, call=10, minutes=12)
    actions = [action("a", start, "telefoon", 100), action("b", start, "bezoek", 50),
               action("c", start, "niets"), action("d", NEWEST, "telefoon")]  # fmt: skip
    outcome = register(actions, every, (), prices, CALLS)
    assert [line.standing for line in outcome.lines] == [COUNTED, NO_CALLS, NO_SERIES, EARLY]
    assert outcome.lines[3].due == NEWEST + timedelta(days=14)
    assert 300 < outcome.total.value < 380
    assert outcome.total.low < 328 < outcome.total.high
    assert outcome.cost == 150
    assert outcome.euros(Interval(3, 1, 5)) == Interval(30, 10, 50)
    assert outcome.hours(Interval(10, 5, 15)) == Interval(2, 1, 3)
    assert [(one.year, one.number, one.actions) for one in outcome.quarters] == [(2026, 2, 1)]
    assert outcome.lucky > outcome.total.value
    assert "Alle acties kostten samen € 150." in board_text.total(outcome)
    assert board_text.total(register([], [], (), prices, CALLS)).startswith("Nog geen enkele actie")


@pytest.mark.exhaustive
def test_a_register_of_days_on_which_nothing_changed_sums_to_nothing() -> None:
    """In 9 of 10 registers of six actions on counts that drift by chance (rho 0.5 a day)."""
    random = np.random.default_rng(26)
    inside, registers, start = 0, 50, date(2026, 6, 1)
    for _ in range(registers):
        changes = []
        for _ in range(6):
            drift = np.zeros(400)
            for at in range(1, 400):
                drift[at] = 0.5 * drift[at - 1] + random.normal(0, 0.1)
            days = {start + timedelta(days=at - 350): int(random.poisson(40 * np.exp(one)))
                    for at, one in enumerate(drift)}  # fmt: skip
            record = action("a", start, "telefoon")
            seen_effect = effect(days, start, start + timedelta(days=40))
            change = log_change(seen_effect, days, record)
            assert change is not None
            changes.append(change)
        total = Shrunk(tuple(changes)).total()
        inside += total.low <= 0 <= total.high
    assert inside >= 0.9 * registers


@pytest.mark.server
def test_postgresql_a_restart_and_another_process_give_the_same(postgres: str, sqlite: str) -> None:
    remembered.remember(opened(postgres))
    vocabulary = knowledge.load()
    views = [recall.subject(opened(url), vocabulary, SUBJECT) for url in (sqlite, sqlite, postgres)]
    assert views[0] == views[1] == views[2]
    registers = [recall.actions(opened(url), vocabulary) for url in (sqlite, postgres)]
    assert registers[0] == registers[1]
