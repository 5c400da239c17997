"""Joins the exported table on Apache Spark, and compares the answer with `groepen` row by row."""

import csv
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine import Rulebook, load  # noqa: E402
from engine.batch.groups import ADDED, JOIN  # noqa: E402
from engine.model import DIMENSIONS  # noqa: E402

SEED = 10
ID = "nummer"  # of a row; a join brings rows in any order
SCHEMA = ", ".join(f"{column} STRING" for column in DIMENSIONS)
QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
}
COLUMNS = ", ".join((f"rijen.{ID}", *(f"advies.{column}" for column in ADDED)))


def write_rows(book: Rulebook, path: Path, count: int) -> None:
    """Write a table with the four answers drawn at random, the same every time."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    words = [list(known) for known in (book.tracks, book.phases, book.ages, book.profiles)]
    drawn = zip(*(chance.choices(known, k=count) for known in words), strict=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((ID, *DIMENSIONS))
        writer.writerows((number, *answers) for number, answers in enumerate(drawn))


def engine(*words: object) -> None:
    """Run the command line, as a person does."""
    command = [sys.executable, "-m", "engine", *map(str, words)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def session() -> SparkSession:
    """Start Spark on this machine, without its web page."""
    builder = SparkSession.builder.master("local[*]").appName("ken-je-inwoner")
    for key, value in QUIET.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def join_advice(spark: SparkSession, rows: Path, table: Path) -> DataFrame:
    """Return the rows with their advice, joined by Spark."""
    schema = f"{ID} INT, {SCHEMA}"
    spark.read.csv(str(rows), header=True, schema=schema).createOrReplaceTempView("rijen")
    spark.read.parquet(str(table)).createOrReplaceTempView("advies")
    return spark.sql(JOIN.format(columns=COLUMNS))


def differences(spark: SparkSession, ours: DataFrame, theirs: Path) -> tuple[int, int]:
    """Return how many rows there are in either answer, and how many are not the same in both."""
    other = spark.read.parquet(str(theirs)).select(ID, *ADDED)
    ours.createOrReplaceTempView("spark")
    other.createOrReplaceTempView("groepen")
    same = " AND ".join(
        f"spark.{column} IS NOT DISTINCT FROM groepen.{column}" for column in (ID, *ADDED)
    )
    count = spark.sql(
        f"SELECT count(*), count_if(NOT ({same})) "  # noqa: S608 - our own columns
        f"FROM spark FULL OUTER JOIN groepen ON spark.{ID} = groepen.{ID}"
    ).collect()[0]
    return count[0], count[1]


def main(count: int) -> int:
    """Compare, print what came out, and return the exit code: 1 when a row differs."""
    with tempfile.TemporaryDirectory(prefix="spark") as folder:
        rows, table = Path(folder, "rijen.csv"), Path(folder, "advies.parquet")
        answer = Path(folder, "groepen.parquet")
        write_rows(load(), rows, count)
        engine("tabel", "-o", table)
        engine("groepen", rows, "-o", answer)
        spark = session()
        both, different = differences(spark, join_advice(spark, rows, table), answer)
        version = spark.version
        spark.stop()
    print(f"Apache Spark {version}: {different} van {both} rijen verschillen van groepen")
    return int(different > 0 or both != count)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
