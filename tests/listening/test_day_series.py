"""Every dated table gives its series by itself: days, weeks and months, by hand."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from listening import knowledge, schemes
from listening.model import Refused
from listening.reading import export_store
from listening.reading.day_series import DaySeries, day_series

VOCABULARY = knowledge.load()


@pytest.fixture
def opened() -> Iterator[export_store.ExportStore]:
    with export_store.open_store(VOCABULARY.kinds) as store:
        yield store


def series(
    opened: export_store.ExportStore, folder: Path, *texts: str, least: int = 1
) -> dict[str, DaySeries]:
    for number, text in enumerate(texts):
        path = folder / f"{number}.csv"
        path.write_text(text, encoding="utf-8")
        opened.read(path)
    every = day_series(opened, opened.readings, schemes.subjects_of(VOCABULARY), least)
    return {f"{one.name}, {one.counts}": one for one in every}


def october(days: Iterable[tuple[int, int]]) -> dict[date, int]:
    return {date(2026, 10, day): count for day, count in days}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Datum,Aantal klikken,Vertoningen\n2026-10-01,5,250\n2026-10-02,6,260\n",
            {
                "Google Search Console: kliks, kliks": [(1, 5), (2, 6)],
                "Google Search Console: vertoningen, vertoningen": [(1, 250), (2, 260)],
            },
        ),
        (
            "Pagina,Datum,Klikken,Vertoningen\n/a,2026-10-01,5,9\n/a,2026-10-01,1,9\n/b,2026-10-02,2,9\n",
            {"pagina /a, kliks": [(1, 6)], "pagina /b, kliks": [(2, 2)]},
        ),
        (
            "datum;onderwerp;kanaal;aantal\n1-10-2026;schuldhulp;telefoon;4\n"
            "1-10-2026;grofvuil;balie;3\n2-10-2026;grofvuil;telefoon;2\n",
            {
                "kanaal telefoon, aantal": [(1, 4), (2, 2)],
                "kanaal balie, aantal": [(1, 3)],
                "onderwerp schuldhulp, aantal": [(1, 4)],
                "onderwerp grofvuil, aantal": [(1, 3), (2, 2)],
                "contact schuldhulp: telefoon, telefoon": [(1, 4)],
                "contact grofvuil: balie, balie": [(1, 3)],
                "contact grofvuil: telefoon, telefoon": [(2, 2)],
            },
        ),
        (
            "datum;onderwerp;kanaal;aantal;in een keer;capaciteit\n"
            "1-10-2026;schuldhulp;Telefoon;4;3;9\n",
            {
                "kanaal Telefoon, aantal": [(1, 4)],
                "onderwerp schuldhulp, aantal": [(1, 4)],
                "onderwerp schuldhulp, in_een_keer": [(1, 3)],
                "capaciteit schuldhulp: telefoon, telefoon": [(1, 9)],
                "contact schuldhulp: telefoon, telefoon": [(1, 4)],
            },
        ),
        (
            "Pagina,Datum,Klikken,Vertoningen\n/schulden,2026-10-01,5,9\n",
            {"pagina /schulden, kliks": [(1, 5)], "aanbod schuldhulp, kliks": [(1, 5)]},
        ),
        (
            "formulier;stap;aantal;datum\nschuldhulp;begonnen;30;1-10-2026\n"
            "schuldhulp;af;12;1-10-2026\nlos;af;9;1-10-2026\n",
            {
                "formulier schuldhulp: begonnen, begonnen": [(1, 30)],
                "formulier schuldhulp: af, af": [(1, 12)],
                "formulier los: af, af": [(1, 9)],
                "stappen schuldhulp: begonnen, begonnen": [(1, 30)],
                "stappen schuldhulp: af, af": [(1, 12)],
            },
        ),
        (
            "query,date,clicks,impressions\nrood staan,2026-10-01,3,9\nschulden,2026-10-01,2,9\n"
            "iets anders,2026-10-01,2,9\n",
            {"onderwerp schuldhulp, kliks": [(1, 5)]},
        ),
        (
            "verzonden op;titel;ontvangers;geopend\n1-10-2026;Nieuws;100;40\n",
            {"nieuwsbrief Nieuws, geopend": [(1, 40)]},
        ),
        (
            "datum;kanaal;bericht;bereik\n1-10-2026;facebook;a;40\n1-10-2026;facebook;b;2\n",
            {"sociaal facebook, bereik": [(1, 42)]},
        ),
        (
            "Campaign,Day,Impr.,Clicks,Cost\nGeld,2026-10-01,10,2,1.50\n",
            {"campagne Geld, kliks": [(1, 2)]},
        ),
        (
            "datum;reeks;aantal\n1-10-2026;pagina schulden;61\n",
            {"pagina schulden, aantal": [(1, 61)]},
        ),
        ("Top queries,Clicks,Impressions\nschulden,3,9\n", {}),  # without days there is no series
    ],
)
def test_a_dated_table_gives_series(
    opened: export_store.ExportStore,
    tmp_path: Path,
    text: str,
    expected: dict[str, list[tuple[int, int]]],
) -> None:
    seen = series(opened, tmp_path, text)
    assert {key: one.days for key, one in seen.items()} == {
        key: october(days) for key, days in expected.items()
    }
    assert {one.step for one in seen.values()} <= {"dag"}


def test_a_day_in_two_files_counts_once_and_a_small_series_can_be_left_out(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    head = "Datum,Aantal klikken,Vertoningen\n"
    first, second = "2026-10-01,5,250\n2026-10-02,6,260\n", "2026-10-02,7,261\n2026-10-03,1,9\n"
    seen = series(opened, tmp_path, head + first, head + second)
    assert seen["Google Search Console: kliks, kliks"].days == october([(1, 5), (2, 7), (3, 1)])
    every = day_series(opened, opened.readings, schemes.subjects_of(VOCABULARY), 14)
    assert [one.counts for one in every] == ["vertoningen"]


@pytest.mark.parametrize(
    ("head", "cells", "step", "first", "last"),
    [
        ("week", ("2026-W01", "2026-W53"), "week", date(2025, 12, 29), date(2027, 1, 3)),
        ("week", ("2026-09", "2026-10"), "week", date(2026, 2, 23), date(2026, 3, 8)),
        ("maand", ("2026-09", "okt 2026"), "maand", date(2026, 9, 1), date(2026, 10, 31)),
        ("datum", ("2026-09-30", "46297"), "dag", date(2026, 9, 30), date(2026, 10, 2)),
        ("datum", ("02-11-26", "03-11-26"), "dag", date(2026, 11, 2), date(2026, 11, 3)),
        ("datum", ('"2026-01-01,2026-01-09"',), "periode", date(2026, 1, 1), date(2026, 1, 9)),
    ],
)
def test_what_a_row_is_of(
    opened: export_store.ExportStore,
    tmp_path: Path,
    head: str,
    cells: tuple[str, ...],
    step: str,
    first: date,
    last: date,
) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"{cell};grofvuil;balie;1\n" for cell in cells)
    path.write_text(f"{head};onderwerp;kanaal;aantal\n{rows}", encoding="utf-8")
    (reading,) = opened.read(path)
    assert (reading.step, reading.first, reading.last) == (step, first, last)


def test_days_and_weeks_in_one_column_are_refused(
    opened: export_store.ExportStore, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "datum;onderwerp;kanaal;aantal\n2026-10-01;a;b;1\n2026-W41;a;b;1\n", encoding="utf-8"
    )
    with pytest.raises(Refused, match="dagen en weken of maanden door elkaar"):
        opened.read(path)
    assert opened.connection.execute("SHOW TABLES").fetchall() == []
