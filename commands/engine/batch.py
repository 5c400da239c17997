"""Commands on whole tables: advice for every row of a file, and all outcomes as one table."""

import sys
from pathlib import Path
from typing import Any

from commands.framework import Options, command, new_file, rulebook
from dutch import counted
from engine.cache import table_of


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    groepen = command(commands, "groepen", _groepen, "advies voor een hele tabel")
    groepen.add_argument("van", metavar="IN.csv", type=Path, help="tabel met de antwoorden")
    new_file(groepen, "-o", dest="naar", required=True, metavar="UIT",
             help="nieuw bestand: .csv of .parquet")  # fmt: skip
    groepen.add_argument("--sla-over", action="store_true", help="sla foute rijen over")
    tabel = command(commands, "tabel", _tabel, "de doorgerekende tabel als Parquet")
    new_file(tabel, "-o", dest="naar", required=True, metavar="BESTAND",
             help="nieuw bestand: .parquet")  # fmt: skip


def _groepen(options: Options) -> int:
    from engine.batch import groups

    report = groups.advise_file(
        table_of(rulebook(options)),
        options.van,
        options.naar,
        options.sla_over,
        options.vervang,
    )
    print(f"{counted(report.rows, 'rij', 'rijen')} met advies in {options.naar}")
    if report.skipped:
        skipped = counted(report.skipped, "rij", "rijen")
        print(f"{skipped} overgeslagen; zie {report.where}", file=sys.stderr)
    return 0


def _tabel(options: Options) -> None:
    from engine.batch import groups

    groups.export(table_of(rulebook(options)), options.naar)
    print(f"De doorgerekende tabel staat in {options.naar}")
