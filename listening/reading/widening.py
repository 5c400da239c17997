"""A table with a column for each term, as Google Trends has, → one with a row for each term."""

import csv
from collections.abc import Sequence
from pathlib import Path

from listening.model import WideRule

WIDEST = 200  # columns
MOST = 200_000  # rows that are written


def lengthen(path: Path, rule: WideRule, dates: Sequence[str], first: Sequence[str]) -> bool:
    """Rewrite a file of which a head says dates and terms; tell whether it was one.

    `dates` are names of the column of dates in small letters, `first` the first lines. Lines above
    the head stay.
    """
    for number, line in enumerate(first):
        if rule.parts not in line:
            continue
        try:
            head = next(csv.reader([line]), [])
        except csv.Error:
            continue
        terms = [place for place, cell in enumerate(head) if place and rule.parts in cell]
        if terms and head[0].strip().lower() in dates:
            try:
                _rewrite(path, rule, number, terms)
            except csv.Error:
                return False
            return True
    return False


def _rewrite(path: Path, rule: WideRule, at: int, terms: Sequence[int]) -> None:
    longer = path.with_suffix(".lang")
    with (
        path.open(encoding="utf-8", newline="") as lines,
        longer.open("w", encoding="utf-8", newline="") as out,
    ):
        for _ in range(at):
            out.write(lines.readline())
        rows = csv.reader(lines)
        head = next(rows)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([head[0], rule.key, rule.value])
        written = 0
        for row in rows:
            for place in terms[:WIDEST]:
                if place < len(row) and row[place].strip() and written < MOST:
                    term = head[place].partition(rule.parts)[0].strip()
                    writer.writerow([row[0], term, row[place]])
                    written += 1
    longer.replace(path)
