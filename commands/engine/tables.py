"""Commands on whole tables: advice for every row of a file, and all outcomes as one table."""

import sys
from pathlib import Path
from typing import Any

from commands.framework import Options, command
from engine.cache import table_of
from engine.knowledge.rulebook import load


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    groepen = command(commands, "groepen", _groepen, "advies voor een hele tabel")
    groepen.add_argument("van", metavar="IN.csv", type=Path, help="tabel met de vier antwoorden")
    groepen.add_argument("-o", dest="naar", type=Path, required=True, metavar="UIT",
                         help="nieuw bestand: .csv of .parquet")  # fmt: skip
    groepen.add_argument("--sla-over", action="store_true", help="sla foute rijen over")
    tabel = command(commands, "tabel", _tabel, "de doorgerekende tabel als Parquet")
    tabel.add_argument("-o", dest="naar", type=Path, required=True, metavar="BESTAND",
                       help="nieuw bestand: .parquet")  # fmt: skip


def _groepen(options: Options) -> int:
    from engine.batch import groups

    report = groups.advise_file(
        table_of(load(options.kennis)), options.van, options.naar, options.sla_over
    )
    print(f"{report.rows} rijen met advies staan in {options.naar}")
    if report.skipped:
        print(f"{report.skipped} rijen overgeslagen; zie {report.where}", file=sys.stderr)
    return 0


def _tabel(options: Options) -> None:
    from engine.batch import groups

    groups.export(table_of(load(options.kennis)), options.naar)
    print(f"De doorgerekende tabel staat in {options.naar}")
