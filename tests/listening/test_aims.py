"""The file with targets, and what is warned of: each sentence worked out by hand."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from engine.model import KnowledgeError
from listening.connectors.feeds import Feed
from listening.goals import aims, alarms, falling, stretches
from listening.goals.aims import Aim
from listening.goals.alarms import Alarm, Evidence
from listening.knowledge import load
from listening.reading.day_series import DaySeries
from listening.storage.notebook import Note

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)  # a Wednesday, in week 48
TODAY = NOW.date()
WEEK = date(2026, 11, 16)  # Monday of week 47, the last whole one
SUBJECTS = load().subjects

GOOD = """
doelen:
  - {onderwerp: schuldhulp, telt: aantal, minstens: 40, per: maand}
  - {onderwerp: grofvuil, telt: kliks, herkomst: Google Search Console, hoogstens: 9, per: week}
  - {onderwerp: paspoort, capaciteit: 300, per: kwartaal}
berichten:
  mail:
    server: mail.voorbeeld.nl
    van: kanalen@voorbeeld.nl
    aan: [een@voorbeeld.nl, twee@voorbeeld.nl]
    gebruiker: kanalen
    sleutelbestand: mail.sleutel
  webhook:
    adres: https://berichten.voorbeeld.nl/haak
"""


def test_the_file_with_targets(tmp_path: Path) -> None:
    path = tmp_path / "doelen.yaml"
    path.write_text(GOOD, encoding="utf-8")
    read = aims.read(path, SUBJECTS)
    assert [(one.subject, one.counts, one.limit, one.per) for one in read.aims] == [
        ("schuldhulp", "aantal", 40, "maand"),
        ("grofvuil", "kliks", 9, "week"),
        ("paspoort", "aantal", 300, "kwartaal"),
    ]
    assert (read.folder, read.owner) == (tmp_path, "")
    assert read.post.mail is not None
    assert (read.post.mail.port, read.post.mail.safety) == (587, "starttls")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("minstens: 40", "minstens: 40, hoogstens: 50"), "Nu staan er 2."),
        ((", minstens: 40", ""), "Nu staan er 0."),
        (("minstens: 40", "minstens: 0"), "te laag"),
        (("minstens: 40", "minstens: veel"), "geen heel getal"),
        (("schuldhulp", "schuldhulpp"), "onderwerp 'schuldhulpp' ken ik niet. Bedoelde je"),
        (("per: maand", "per: jaar"), "'jaar' mag hier niet"),
        (("van: kanalen@voorbeeld.nl", "van: kanalen"), "'kanalen' is geen e-mailadres"),
        (("een@voorbeeld.nl", "'een@voorbeeld.nl\\nBcc: x@y.nl'"), "is geen e-mailadres"),
        (("    gebruiker: kanalen\n", ""), "bij een gebruiker hoort een sleutelbestand"),
        (("    van:", "    beveiliging: geen\n    van:"), "alleen naar deze machine zelf"),
        (("https://berichten", "http://berichten"), "begint niet met https://"),
        (("https://berichten", "https://x:geheim@berichten"), "begint niet met https://"),
        (("server: mail.voorbeeld.nl", "server: 'a b'"), "niet de goede vorm"),
        (("doelen:", "doel:"), "doel"),
    ],
)
def test_a_file_with_targets_that_is_wrong(
    change: tuple[str, str], why: str, tmp_path: Path
) -> None:
    path = tmp_path / "doelen.yaml"
    assert change[0] in GOOD
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        aims.read(path, SUBJECTS)
    assert why in str(error.value)
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize(
    ("per", "today", "first", "last", "name"),
    [
        ("week", date(2026, 11, 25), date(2026, 11, 16), date(2026, 11, 22), "week 47 van 2026"),
        ("week", date(2026, 11, 23), date(2026, 11, 16), date(2026, 11, 22), "week 47 van 2026"),
        ("week", date(2027, 1, 5), date(2026, 12, 28), date(2027, 1, 3), "week 53 van 2026"),
        ("maand", date(2026, 11, 25), date(2026, 10, 1), date(2026, 10, 31), "oktober 2026"),
        ("maand", date(2026, 1, 1), date(2025, 12, 1), date(2025, 12, 31), "december 2025"),
        ("kwartaal", date(2026, 11, 25), date(2026, 7, 1), date(2026, 9, 30),
         "het 3e kwartaal van 2026"),
        ("kwartaal", date(2026, 2, 1), date(2025, 10, 1), date(2025, 12, 31),
         "het 4e kwartaal van 2025"),
    ],
)  # fmt: skip
def test_the_last_whole_period(per: str, today: date, first: date, last: date, name: str) -> None:
    stretch = stretches.last_whole(per, today)
    assert (stretch.first, stretch.last, stretch.name) == (first, last, name)


def counted(
    value: str, counts: str, first: date, *times: int, of: str = "onderwerp", origin: str = "balie",
    step: str = "dag",
) -> DaySeries:  # fmt: skip
    each = {"dag": 1, "week": 7}.get(step, 1)
    days = {first + timedelta(days=each * at): count for at, count in enumerate(times)}
    return DaySeries(of, value, counts, origin, step, days)


def alarms_of(*series: DaySeries, goals: tuple[Aim, ...] = ()) -> list[Alarm]:
    def subjects_of(text: str) -> tuple[str, ...]:
        return ("schuldhulp",) if "schuld" in text else ()

    return list(alarms.alarms(Evidence(series), goals, SUBJECTS, subjects_of, NOW, 10))


def aim(**limits: object) -> Aim:
    return Aim.model_validate({"onderwerp": "schuldhulp", **limits})


NAME = SUBJECTS["schuldhulp"].name
OCTOBER = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("goal", "series", "reached", "text"),
    [
        (aim(minstens=40), counted("schuldhulp", "aantal", OCTOBER, *[2] * 31), True, ""),
        (aim(minstens=63), counted("schuldhulp", "aantal", OCTOBER, *[2] * 31), False,
         f"{NAME}: 62 keer in oktober 2026 (aantal), het doel is minstens 63 per maand."),
        (aim(minstens=63), counted("schuldhulp", "aantal", OCTOBER, *[2] * 20), None, ""),
        (aim(hoogstens=39), counted("schuldhulp", "aantal", OCTOBER, *[2] * 20), False,
         f"{NAME}: 40 keer in oktober 2026 (aantal), het doel is hoogstens 39 per maand."),
        (aim(capaciteit=61), counted("schuldhulp", "aantal", OCTOBER, *[2] * 31), False,
         f"{NAME}: 62 keer in oktober 2026, en jullie kunnen er 61 per maand aan."),
        (aim(minstens=10, per="week"), counted("schuldhulp", "aantal", WEEK, 1, 1, 1, 0, 0, 0, 0),
         False, f"{NAME}: minder dan 10 keer in week 47 van 2026 (aantal), het doel is minstens 10 "
         "per week."),
        (aim(minstens=10, per="week"), counted("afval", "aantal", WEEK, 9, 9, 9, 9, 9, 0, 0), False,
         f"{NAME}: minder dan 10 keer in week 47 van 2026 (aantal), het doel is minstens 10 per "
         "week."),
        (aim(minstens=10, telt="kliks"), counted("schuldhulp", "aantal", OCTOBER, 9), None, ""),
        (aim(minstens=10, herkomst="M"), counted("schuldhulp", "aantal", OCTOBER, 9), None, ""),
        (aim(minstens=10, per="week"), counted("schuldhulp", "aantal", WEEK, 8, step="week"), False,
         f"{NAME}: minder dan 10 keer in week 47 van 2026 (aantal), het doel is minstens 10 per "
         "week."),
        (aim(minstens=10), counted("schuldhulp", "aantal", WEEK, 8, step="week"), None, ""),
    ],
)  # fmt: skip
def test_a_target(goal: Aim, series: DaySeries, reached: bool | None, text: str) -> None:
    (one,) = alarms.standings([goal], [series], TODAY)
    assert one.reached is reached
    assert [alarm.text for alarm in alarms_of(series, goals=(goal,))] == ([text] if text else [])


def test_of_two_origins_that_count_the_same_the_larger_is_taken() -> None:
    series = [counted("schuldhulp", "kliks", OCTOBER, *[2] * 31, origin=origin)
              for origin in ("een", "twee")]  # fmt: skip
    (one,) = alarms.standings([aim(minstens=70, telt="kliks")], series, TODAY)
    assert one.times == 62


@pytest.mark.parametrize(
    ("demand", "room", "contacts", "text"),
    [
        (
            30,
            28,
            ("telefoon",),
            f"{NAME}: 30 contacten in week 47 van 2026, en er was plek voor 28.",
        ),
        (
            30,
            9,
            (),
            f"{NAME}: 30 contacten in week 47 van 2026, en er was plek voor minder dan 10.",
        ),
        (28, 28, ("telefoon",), ""),
        (30, 0, ("telefoon",), ""),
        (9, 5, ("telefoon",), ""),
        (30, 28, ("telefoon", "balie"), ""),
    ],
)
def test_more_contacts_than_there_was_room_for(
    demand: int, room: int, contacts: tuple[str, ...], text: str
) -> None:
    series = [
        counted("schuldhulp", "aantal", WEEK, demand, 0, 0, 0, 0, 0, 0),
        counted("schuldhulp", "capaciteit", WEEK, room, 0, 0, 0, 0, 0, 0),
        *(counted("schuldhulp", channel, WEEK, 10, of="contact") for channel in contacts),
    ]
    assert [one.text for one in alarms_of(*series)] == ([text] if text else [])


@pytest.mark.parametrize(
    ("vain", "every", "text"),
    [
        (12, 30, f"{NAME}: in vier weken 12 keer gezocht op de site zonder dat er iets uitkwam, 40 "
         "% van alle keren."),
        (12, 0, f"{NAME}: in vier weken 12 keer gezocht op de site zonder dat er iets uitkwam."),
        (9, 12, ""),
        (12, 100, ""),
    ],
)  # fmt: skip
def test_searches_without_a_result(vain: int, every: int, text: str) -> None:
    old = {TODAY - timedelta(days=60): 99, TODAY: vain}
    series = [DaySeries("onderwerp", "schuldhulp", "zonder resultaat", "Matomo", "dag", old)]
    series += [counted("schuldhulp", "zoekacties", TODAY, every, origin="Matomo")] if every else []
    assert [one.text for one in alarms_of(*series)] == ([text] if text else [])


def test_what_is_long_ago_is_no_news() -> None:
    old = TODAY - timedelta(days=36)
    assert alarms_of(counted("schuldhulp", "zonder resultaat", old, 99, origin="Matomo")) == []
    falling_then = {old - timedelta(days=7 * at): 100 if at > 1 else 0 for at in range(12)}
    assert alarms_of(DaySeries("pagina", "/a", "kliks", "Matomo", "dag", falling_then)) == []


def feed(id_: str, silent_after: int = 3) -> Feed:
    return Feed(id_, "matomo", "Matomo", "", "1", 35, "", silent_after=silent_after)


@pytest.mark.parametrize(
    ("ago", "trouble", "text"),
    [
        (3.5, "", ""),
        (4, "", "Bron website: al 4 dagen niets nieuws."),
        (9, "geen verbinding.", "Bron website: al 9 dagen niets nieuws. Bij de laatste keer: geen "
         "verbinding."),
        (None, "geen verbinding.", "Bron website: er is nog nooit iets binnengekomen. Bij de "
         "laatste keer: geen verbinding."),
        (None, "", ""),
    ],
)  # fmt: skip
def test_a_feed_that_stopped(ago: float | None, trouble: str, text: str) -> None:
    came_in = {} if ago is None else {"website": Note(NOW - timedelta(days=ago), "")}
    troubles = {"website": Note(NOW, trouble)} if trouble else {}
    evidence = Evidence((), (feed("website"),), came_in, troubles)
    every = alarms.alarms(evidence, (), SUBJECTS, lambda _: (), NOW, 10)
    assert [one.text for one in every] == ([text] if text else [])


LAST = date(2026, 11, 22)


def site(chance: random.Random, pages: int, extra: float = 0.3) -> dict[str, dict[date, int]]:
    """Return twelve weeks of pages without a cause: own spread, and weeks of the whole site."""
    weeks = [chance.lognormvariate(0, 0.3) for _ in range(12)]
    made: dict[str, dict[date, int]] = {}
    for at in range(pages):
        mean = chance.uniform(10, 200)
        made[f"/{at}"] = {
            LAST - timedelta(days=7 * (11 - week)): poisson(
                chance, mean * share * chance.lognormvariate(0, extra)
            )
            for week, share in enumerate(weeks)
        }
    return made


def poisson(chance: random.Random, mean: float) -> int:
    return max(0, round(chance.gauss(mean, mean**0.5)))


def alarmed(seeds: range, pages: int) -> float:
    """Return on which part of so many sites without a cause a page falls."""
    return sum(
        bool(falling.fallen(site(random.Random(seed), pages), LAST)) for seed in seeds
    ) / len(seeds)


def test_pages_fall_by_chance_on_few_sites() -> None:
    assert alarmed(range(60), 20) <= 0.05


@pytest.mark.exhaustive
@pytest.mark.parametrize("pages", [1, 6, 20, 100])
def test_pages_fall_by_chance_on_one_site_in_twenty_at_most(pages: int) -> None:
    assert alarmed(range(1000, 1300), pages) <= 0.05


def test_a_page_that_lost_most_of_its_visitors_is_named() -> None:
    hits = 0
    for seed in range(40):
        pages = site(random.Random(seed), 20, extra=0.15)
        for week in (0, 1):
            day = LAST - timedelta(days=7 * week)
            pages["/3"][day] = round(0.3 * pages["/3"][day])
        hits += "/3" in {fall.page for fall in falling.fallen(pages, LAST)}
    assert hits >= 32


def test_a_page_that_fell_is_said_with_what_is_ordinary() -> None:
    days = {LAST - timedelta(days=7 * at): 100 for at in range(12)}
    pages = [DaySeries("pagina", f"/{at}", "weergaven", "Matomo", "dag", days) for at in range(5)]
    low = days | {LAST: 20, LAST - timedelta(days=7): 20}
    pages += [DaySeries("pagina", "/schulden", "weergaven", "Matomo", "dag", low)]
    assert alarms_of(*pages) == [
        Alarm(
            "pagina",
            "schuldhulp",
            "Pagina /schulden: 40 weergaven in de twee weken tot en met 22 november 2026. Naar wat "
            "gewoon is waren het er rond 200: dit is meer dan toeval.",
        )
    ]


def test_a_file_of_some_pages_makes_the_others_not_fall() -> None:
    old = {LAST - timedelta(days=7 * at): 100 for at in range(3, 12)}
    pages = {f"/{at}": dict(old) for at in range(9)}
    pages["/0"] |= {LAST: 100, LAST - timedelta(days=7): 100}
    assert falling.fallen(pages, LAST) == ()


@pytest.mark.parametrize(
    ("chance", "true"),
    [(0.95, 1.8331), (0.975, 2.2622), (0.99, 2.8214), (0.999, 4.2968), (0.9999, 6.0101)],
)
def test_quantiles_of_student(chance: float, true: float) -> None:
    """Against a printed table, for nine degrees of freedom."""
    assert falling.student(chance, 9) == pytest.approx(true, rel=0.03)
