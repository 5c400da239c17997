"""From answers to an estimate, through the process apart."""

import sys

import numpy as np
import pytest

from engine import UNKNOWN, Table
from surveys.estimate import EstimateError, fit
from surveys.model import Answers, Asked, Estimate, Picks

COVERS = ("surveys/estimate/apart.py", "surveys/estimate/outcome.py", "surveys/counts.py")
ASKED = Asked("dienstverlening", "eerste-contact")
CHANNELS = ("balie", "telefoon", "webformulier", "website", "whatsapp")


def town(table: Table, people: int = 300) -> Answers:
    """Return answers of a town where whoever is over 75 calls, and others go online."""
    ages = [age for age in table.book.ages if age != UNKNOWN]
    profiles = [profile for profile in table.book.profiles if profile != UNKNOWN]
    who = range(people)
    return Answers(
        ages=tuple(ages[n % len(ages)] if n % 10 else UNKNOWN for n in who),
        profiles=tuple(profiles[n % len(profiles)] if n % 3 else UNKNOWN for n in who),
        weights=np.ones(people),
        picks={ASKED: tuple(pick(ages[n % len(ages)], n) for n in who)},
        offered={ASKED: CHANNELS},
    )


def pick(age: str, n: int) -> Picks:
    """Return what somebody of this age picks."""
    if n % 7 == 0:
        return None
    if age == "75-plus":
        return frozenset({"telefoon", "balie"} if n % 4 else {"telefoon"})
    return frozenset({"website", "webformulier"} if n % 5 else {"whatsapp"})


@pytest.fixture(scope="module")
def outcome(table: Table) -> tuple[Estimate, list[str]]:
    lines: list[str] = []
    return fit(town(table), table, {}, lines.append), lines


def test_what_a_group_picks_comes_out(outcome: tuple[Estimate, list[str]]) -> None:
    cells = outcome[0].cells[ASKED]
    old, young = outcome[0].ages.index("75-plus"), outcome[0].ages.index("25-34")
    assert cells["telefoon"].share[old, -1] > 0.8
    assert cells["telefoon"].share[young, -1] < 0.1
    assert cells["website"].share[young, -1] > 0.6
    assert list(cells) == sorted(CHANNELS)


def test_progress_is_told_in_words(outcome: tuple[Estimate, list[str]]) -> None:
    assert len(outcome[1]) == 2
    assert all(line.endswith(".") for line in outcome[1])


def test_an_interval_holds_its_share(outcome: tuple[Estimate, list[str]]) -> None:
    for cell in outcome[0].cells[ASKED].values():
        assert (cell.low <= cell.share).all()
        assert (cell.share <= cell.high).all()
        assert (cell.sd > 0).all()


def test_numbers_of_people_are_to_tens_and_none_below_ten(
    outcome: tuple[Estimate, list[str]],
) -> None:
    n = outcome[0].cells[ASKED]["balie"].n
    assert (n % 10 == 0).all()
    assert n[-1, -1] == 260  # 257 answered
    assert n[0, 0] == 0


def test_the_same_answers_give_the_same_figures(
    table: Table, outcome: tuple[Estimate, list[str]]
) -> None:
    again = fit(town(table), table, {})
    assert (again.rules, again.rules_sd) == (outcome[0].rules, outcome[0].rules_sd)
    for slug, cell in outcome[0].cells[ASKED].items():
        assert np.array_equal(cell.shift, again.cells[ASKED][slug].shift)
        assert np.array_equal(cell.low, again.cells[ASKED][slug].low)


def test_local_score_is_the_share(table: Table, outcome: tuple[Estimate, list[str]]) -> None:
    """λ x rule score + shift ranks channels as their shares do, in every group."""
    fitted = outcome[0]
    for row, age in enumerate(fitted.ages):
        for column, profile in enumerate(fitted.profiles):
            situation = next(
                s for s in table.outcomes if s == (*ASKED[:2], age, profile, ASKED.stake)
            )
            scores = {r.channel: r.score or 0.0 for r in table.outcomes[situation].ranking}
            cells = fitted.cells[ASKED]
            local = {c: fitted.rules * scores[c] + cells[c].shift[row, column] for c in cells}
            shares = {c: float(cells[c].share[row, column]) for c in cells}
            gaps = [local[c] - 2 * logit(p) for c, p in shares.items() if 0.02 < p < 0.98]
            assert max(gaps) - min(gaps) < 0.2


def logit(share: float) -> float:
    """Return the log-odds of a share."""
    return float(np.log(share / (1 - share)))


def test_nothing_to_estimate_is_a_sentence(table: Table) -> None:
    nobody = Answers((), (), np.ones(0), {ASKED: ()}, {ASKED: CHANNELS})
    with pytest.raises(EstimateError, match="geen antwoorden over kanalen"):
        fit(nobody, table, {})


# What a worker does, what is said of it, and how long it may take (seconds).
BROKEN = [
    ("import sys; sys.exit('stuk')", "gaf een fout.*stuk", 20),
    ("import time; time.sleep(60)", "langer dan 0.3 seconden", 0.3),
    ("print('geen pickle')", "onleesbaar", 20),
]


@pytest.mark.parametrize(("code", "sentence", "timeout"), BROKEN)
def test_a_broken_worker_is_a_sentence(
    table: Table, code: str, sentence: str, timeout: float
) -> None:
    with pytest.raises(EstimateError, match=sentence):
        fit(town(table, 30), table, {}, timeout=timeout, command=(sys.executable, "-c", code))


def test_a_worker_that_cannot_start_is_a_sentence(table: Table) -> None:
    with pytest.raises(EstimateError, match="kon niet starten"):
        fit(town(table, 30), table, {}, command=("/bestaat/niet",))
