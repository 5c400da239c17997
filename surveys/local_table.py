"""An estimate as a table of rows, for whoever computes with it: CSV, or Parquet.

A row per track, phase, age, profile and channel; UNKNOWN is all of them together. Shares are
estimates that groups lend each other, so they stand there for small groups too; `n` is the number
of answers behind them, in tens, and 0 below ten. Where trust and involvement stand in for profiles,
each profile has the figures of all of them together.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import duckdb

from engine.batch.spreadsheet import SEPARATOR
from engine.compile import Table
from engine.knowledge.own_survey import Asked, OwnSurvey
from engine.model import Situation
from surveys.stand_in import instead

HEADS = (
    *("traject", "fase", "leeftijd", "profiel", "kanaal"),
    *("aandeel", "van", "tot", "punten", "n", "belang"),
)
PARQUET = ".parquet"
ENDINGS = (".csv", PARQUET)
NUMBERS = {"aandeel": "DOUBLE", "van": "DOUBLE", "tot": "DOUBLE", "punten": "DOUBLE", "n": "BIGINT"}
Row = tuple[str | float | int, ...]


def rows(own: OwnSurvey, table: Table) -> Iterator[Row]:
    """Yield the rows; `table` was compiled without own research, for the points of our rules."""
    profiles = tuple(table.book.profiles) if instead(own) else own.profiles
    for asked, channels in own.rows.items():
        for age in own.ages:
            for profile in profiles:
                scores, at = _scores(table, asked, age, profile), own.place(age, profile)
                for channel, cells in channels.items():
                    points = own.rules * scores.get(channel, 0.0) + float(cells.shift[at])
                    shares = (float(cells.share[at]), float(cells.low[at]), float(cells.high[at]))
                    figures = (*shares, round(points, 2), int(cells.n[at]))
                    yield (asked.track, asked.phase, age, profile, channel, *figures, asked.stake)


def _scores(table: Table, asked: Asked, age: str, profile: str) -> dict[str, float]:
    situation = Situation(asked.track, asked.phase, age, profile, asked.stake)
    outcome = table.outcomes.get(situation)
    ranking = outcome.ranking if outcome else ()
    return {one.channel: one.score for one in ranking if one.score is not None}


def write(path: Path, own: OwnSurvey, table: Table) -> None:
    """Write the rows as CSV (`;`, a point in numbers) or Parquet, by the ending of the name."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows(rows(own, table))
    if path.suffix.lower() != PARQUET:
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
        return
    columns = ", ".join(f"{name} {NUMBERS.get(name, 'VARCHAR')}" for name in HEADS)
    with duckdb.connect(":memory:") as database:
        database.execute(f"CREATE TABLE answers ({columns})")
        marks = ", ".join("?" for _ in HEADS)
        database.executemany(f"INSERT INTO answers VALUES ({marks})", list(rows(own, table)))  # noqa: S608 - our own heads
        quoted = str(path).replace("'", "''")
        database.execute(f"COPY answers TO '{quoted}' (FORMAT parquet)")
