"""What actions achieved: calibrated on series whose effect is known, and honest where it is not."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT
from present import present

from documents.listening import content
from listening import counter, cycle, knowledge, watch
from listening.effects import effect, results, standing
from listening.model import Refused
from listening.reading import export_store

EXAMPLES = ROOT / "listening" / "voorbeelden"
EXPORTS = ROOT / "tests" / "exports"
START = date(2026, 3, 2)
ROUNDS = 200


def simulate_days(
    rng: np.random.Generator, ratio: float, before: int = 56, after: int = 28
) -> dict[date, int]:
    """Return days with a week rhythm, much spread, busy days in a row, and an effect."""
    base, rhythm, level = rng.uniform(15, 300), rng.uniform(0.4, 1.3, 7), rng.normal(0, 0.157)
    days = {}
    for i in range(-before, after):
        day = START + timedelta(days=i)
        level = 0.3 * level + rng.normal(0, 0.15)
        mean = base * rhythm[day.weekday()] * np.exp(level) * (ratio if i >= 0 else 1)
        days[day] = int(rng.negative_binomial(30, 30 / (30 + mean)))
    return days


def measure(days: dict[date, int], control: dict[date, int] | None = None) -> effect.Effect:
    return effect.effect(days, START, max(days), control)


@pytest.mark.exhaustive
def test_intervals_cover_and_words_are_seldom_wrong() -> None:
    rng = np.random.default_rng(20261122)
    covered = wrong = sure = 0
    for _ in range(ROUNDS):
        ratio = float(np.exp(rng.uniform(np.log(0.7), np.log(1.5))))
        found = measure(simulate_days(rng, ratio))
        covered += present(found.low) <= ratio <= present(found.high)
        sure += found.word != effect.UNSURE
        wrong += measure(simulate_days(rng, 1.0)).word != effect.UNSURE
    print(f"\ndekking van 90 %: {covered / ROUNDS:.3f}; ten onrechte meer of minder: "
          f"{wrong / ROUNDS:.3f}; met effect iets gezegd: {sure / ROUNDS:.3f}")  # fmt: skip
    assert covered / ROUNDS >= 0.85
    assert wrong / ROUNDS <= 0.05
    assert sure / ROUNDS >= 0.3


@pytest.mark.exhaustive
def test_a_control_takes_off_what_happened_anyway() -> None:
    rng = np.random.default_rng(7)
    covered = wrong = 0
    for _ in range(200):
        season = float(np.exp(rng.uniform(-0.3, 0.3)))
        found = measure(simulate_days(rng, 1.3 * season), simulate_days(rng, season))
        covered += present(found.low) <= 1.3 <= present(found.high)
        same = measure(simulate_days(rng, season), simulate_days(rng, season))
        wrong += same.word != effect.UNSURE
    assert covered / 200 >= 0.84
    assert wrong / 200 <= 0.05


@pytest.mark.exhaustive
def test_a_steady_rise_is_found_and_weekends_are_no_effect() -> None:
    days = {START + timedelta(days=i): (20 if i % 7 < 5 else 2) for i in range(-56, 28)}
    assert measure(days).word == effect.UNSURE
    assert measure(days).ratio == pytest.approx(1, abs=0.001)
    more = {day: count * (2 if day >= START else 1) for day, count in days.items()}
    assert measure(more).word == effect.MORE
    assert measure(more).ratio == pytest.approx(2, rel=0.03)
    less = {day: count // 2 if day >= START else count for day, count in days.items()}
    assert measure(less).word == effect.LESS


@pytest.mark.parametrize(
    ("before", "after", "count", "why"),
    [(10, 28, 20, "10 dagen vóór"), (56, 5, 20, "5 dagen tijdens"), (56, 28, 0, "te klein")],
)
def test_too_little_to_tell(before: int, after: int, count: int, why: str) -> None:
    days = {START + timedelta(days=i): count for i in range(-before, after)}
    found = measure(days)
    assert (found.word, found.ratio) == (effect.UNSURE, None)
    assert why in found.why
    assert why in standing.change(found)


def test_a_control_without_the_same_days_says_nothing() -> None:
    days = {START + timedelta(days=i): 30 for i in range(-56, 28)}
    assert "vergelijking" in measure(days, {START: 3}).why


def test_the_worked_example() -> None:
    """37 in contact, 22 helped, page views +38 %; the days are made up and say so."""
    with export_store.open_store(knowledge.load().kinds) as opened:
        readings = [*opened.read(EXAMPLES / "acties.csv"), *opened.read(EXAMPLES / "reeksen.csv")]
        found = results.results(opened, readings, results.Prices(hour=60))[0]
    assert "verzonnen" in found.action.series
    assert (found.action.contact, found.action.helped) == (37, 22)
    assert (found.effect.word, round(present(found.effect.ratio), 2)) == (effect.MORE, 1.38)
    assert found.leak == "in contact"
    assert found.euros == 1500 + 24 * 60
    assert found.per_helped == pytest.approx(2940 / 22)
    said = "\n".join(standing.result_lines(found))
    assert "4.200 bereikt → 37 in contact (0,9 %) → 22 geholpen (59 %)" in said
    assert "Meer: +38 %" in said


def test_actions_are_added_up_per_channel(tmp_path: Path) -> None:
    head, row = (EXAMPLES / "acties.csv").read_text(encoding="utf-8").splitlines()
    again = row.replace("Campagne", "Tweede campagne").replace("4.200;37;22", ";3;2")
    path = tmp_path / "acties.csv"
    path.write_text("\n".join([head, row, again]), encoding="utf-8")
    with export_store.open_store(knowledge.load().kinds) as opened:
        readings = [*opened.read(path), *opened.read(EXAMPLES / "reeksen.csv")]
        found = results.results(opened, readings, results.Prices())
    table = content.channels(found)
    assert table is not None
    rows = [[cell.text for cell in row] for row in table.rows]
    assert rows == [["zoekadvertentie", "2", "4.200", "40", "24", "3.000", "48", "–"]]
    assert content.channels(found[:1]) is None


def test_no_amount_without_a_price() -> None:
    with export_store.open_store(knowledge.load().kinds) as opened:
        readings = [*opened.read(EXAMPLES / "acties.csv"), *opened.read(EXAMPLES / "reeksen.csv")]
        found = results.results(opened, readings, results.Prices())[0]
    assert (found.euros, found.savings) == (1500, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A;s;k;2026-01-01;2026-02-01;pagina schuld;", "Bedoelde je 'pagina schulden (verzonnen)'"),
        ("A;s;k;2026-02-01;2026-01-01;pagina schulden (verzonnen);", "voor het begin"),
    ],
)
def test_actions_that_cannot_be(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "acties.csv"
    path.write_text(f"actie;onderwerp;kanaal;begin;einde;reeks;vergelijk\n{text}\n")
    with export_store.open_store(knowledge.load().kinds) as opened:
        readings = [*opened.read(path), *opened.read(EXAMPLES / "reeksen.csv")]
        with pytest.raises(Refused, match="regel 2") as caught:
            results.results(opened, readings, results.Prices())
    assert words in str(caught.value)


def test_a_day_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("datum;reeks;aantal\n2026-01-01;a;1\n2026-01-01;A;2\n")
    with (
        export_store.open_store(knowledge.load().kinds) as opened,
        pytest.raises(Refused, match="twee keer"),
    ):
        results.results(opened, opened.read(path), results.Prices())


def test_demand_that_passes_capacity_is_told_with_the_way_out() -> None:
    with export_store.open_store(knowledge.load().kinds) as opened:
        desk = counter.desks(opened, opened.read(EXAMPLES / "tellingen.csv"))[0]
    assert (desk.demand, desk.capacity, desk.too_much) == (112, 90, True)
    assert desk.once == pytest.approx(0.65, abs=0.01)
    assert "Spreid de actie" in counter.warning(desk)
    full = replace(desk, demand=250, capacity=100)
    assert "over minstens 3 weken" in counter.warning(full)
    assert "hoogstens 40 procent" in counter.warning(full)
    assert "wacht met de volgende stap" in counter.warning(replace(desk, demand=5, capacity=0))


def test_the_log_tells_what_is_late_and_what_was_learned(tmp_path: Path) -> None:
    with export_store.open_store(knowledge.load().kinds) as opened:
        entries = cycle.log(opened, opened.read(EXAMPLES / "logboek.csv"))
        assert [entry.late(date(2026, 11, 22)) for entry in entries] == [True, False]
        assert entries[1].lesson.startswith("Zoeken op geld lenen")
        path = tmp_path / "l.csv"
        path.write_text("datum;onderwerp;stap;besluit;eigenaar;rol\n2026-1-1;a;doen;b;c;beleid\n")
        with pytest.raises(Refused):
            opened.read(path)
        path.write_text("datum;onderwerp;stap;besluit;eigenaar;rol\n01-01-2026;a;doe;b;c;baas\n")
        with pytest.raises(Refused, match="Bedoelde je 'doen'"):
            cycle.log(opened, opened.read(path))


def test_a_file_opens_itself_once_it_is_finished(tmp_path: Path) -> None:
    steps = iter([
        ("a.csv", "half"),
        ("a.csv", "helemaal"),
        ("lees.md", "geen export"),
        ("a.csv", "opnieuw geschreven"),
        None,
    ])  # fmt: skip

    def write(_: float) -> None:
        if step := next(steps):
            name, text = step
            (tmp_path / name).write_text(text)

    found = watch.follow(tmp_path, 0, write)
    assert next(found).read_text() == "helemaal"
    assert next(found).read_text() == "opnieuw geschreven"
