"""Search terms that tell the same, counted together by DuckDB: a million terms, few groups.

A term is cut at its spaces. Every different piece is judged once, in Python; pieces that tell the
same get one number, those that tell nothing 0, and terms with equal numbers are one group.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from listening.model import TermCount, TermCounts, TermGroup

SILENT = ""  # instead of a piece that tells nothing
MOST = 24  # terms of a group that are kept to show
FREQUENT, GROWN = 4_000, 1_000  # terms that are kept one by one
PIECES = "string_split(tekst, ' ')"


def count_groups(
    run: Any, source: str, tells: Callable[[str], str], least: int, compared: bool
) -> TermCounts:
    """Return the groups of the rows (tekst, n, deel, k, p) that `source`, an SQL query, gives.

    `k` are clicks, `p` is position times n, or null.

    `tells` gives what a piece tells, "" for nothing; terms under `least` are counted, never kept.
    """
    try:
        run(f"CREATE TEMP TABLE termen AS {_terms(source)}")
        by_number = _number_pieces(run, tells)
        groups = tuple(_group(row, by_number, compared) for row in run(_groups(least)).fetchall())
        few = f"FILTER (keren < {int(least)})"
        asked = f"count(*), sum(keren), count(*) {few}, coalesce(sum(keren) {few}, 0)"
        terms, times, hidden, hidden_times = run(f"SELECT {asked} FROM termen").fetchone()  # noqa: S608
        frequent = tuple(_frequent(run, least, compared))
        return TermCounts(
            groups, terms, int(times or 0), hidden, int(hidden_times), compared, least, frequent
        )
    finally:
        for left in ("TABLE IF EXISTS termen", "TYPE IF EXISTS stuk", "TABLE IF EXISTS nummers"):
            run(f"DROP {left}")


def _terms(source: str) -> str:
    """Return the SQL of every different term with its counts."""
    return f"""SELECT tekst, coalesce(sum(n) FILTER (deel <> 'eerder'), 0)::BIGINT AS keren,
        coalesce(sum(n) FILTER (deel = 'nu'), 0)::BIGINT AS nu,
        coalesce(sum(n) FILTER (deel IN ('voor', 'eerder')), 0)::BIGINT AS voor,
        sum(k) FILTER (deel <> 'eerder')::BIGINT AS kliks,
        sum(p) FILTER (deel <> 'eerder') AS plaats
        FROM ({source}) GROUP BY 1"""  # noqa: S608


def _frequent(run: Any, least: int, compared: bool) -> Iterator[TermCount]:
    """Yield the terms that came most, and those that grew most."""
    order = "ORDER BY {} DESC, tekst LIMIT {}"
    asked = f"SELECT tekst, keren, nu, voor, kliks, plaats FROM termen WHERE keren >= {int(least)}"  # noqa: S608
    rows = run(f"{asked} {order.format('keren', FREQUENT)}").fetchall()
    if compared:
        rows += run(f"{asked} {order.format('(nu - voor)', GROWN)}").fetchall()
    for text, times, now, before, clicks, places in dict.fromkeys(rows):
        position = places / times if places is not None and times else None
        if compared:
            yield TermCount(text, times, now, before, clicks, position)
        else:
            yield TermCount(text, times, 0, 0, clicks, position)


def _number_pieces(run: Any, tells: Callable[[str], str]) -> list[str]:
    """Return what pieces tell, by number; `nummers` gets the number of each different piece."""
    run(f"CREATE TYPE stuk AS ENUM (SELECT DISTINCT unnest({PIECES}) FROM termen ORDER BY 1)")  # noqa: S608
    pieces = run("SELECT unnest(enum_range(NULL::stuk))").fetchall()
    numbers_of = {SILENT: 0}
    numbers = [numbers_of.setdefault(tells(piece), len(numbers_of)) for (piece,) in pieces]
    run("CREATE TEMP TABLE nummers AS SELECT $1::INTEGER[] AS alle", [numbers])
    return list(numbers_of)


def _groups(least: int) -> str:
    """Return the SQL of the groups: numbers, counts, the terms to show and their counts."""
    places = f"list_transform({PIECES}, lambda x: enum_code(x::stuk)::INTEGER + 1)"
    enough = f"FILTER (keren >= {int(least)})"
    shown = f"min_by(tekst, {{'eerst': -keren, 'dan': tekst}}, {MOST}) {enough}"
    return f"""SELECT list_select((SELECT alle FROM nummers), {places}) AS stukken,
        sum(keren)::BIGINT, sum(nu)::BIGINT, sum(voor)::BIGINT,
        {shown}, max(keren, {MOST}) {enough}
        FROM termen GROUP BY 1"""  # noqa: S608


def _group(row: Any, by_number: Sequence[str], compared: bool) -> TermGroup:
    numbers, times, now, before, terms, counts = row
    pieces = tuple(by_number[number] for number in numbers)
    shown = tuple(zip(terms or (), counts or (), strict=True))
    return TermGroup(pieces, times, now if compared else 0, before if compared else 0, shown)
