"""Search terms that tell the same, counted together by DuckDB: a million terms, few groups.

A term is cut at its spaces. Pieces that tell nothing (names, numbers, slips) become one and the
same, and terms with equal pieces are one group. Every different piece is judged once, in Python.
"""

from collections.abc import Callable
from typing import Any

from listening.model import Counted, Group

SILENT = ""  # instead of a piece that tells nothing
MOST = 24  # terms of a group that are kept to show


def counted(
    run: Any, source: str, tells: Callable[[str], bool], least: int, compared: bool
) -> Counted:
    """Return the groups of the rows (tekst, n, deel) that `source`, an SQL query, gives.

    `tells` says whether a piece tells anything; terms under `least` are counted, never kept.
    """
    try:
        run(f"CREATE TEMP TABLE termen AS {_terms(source)}")
        telling = _pieces(run, tells)
        groups = tuple(
            _group(row, telling, compared) for row in run(_groups(telling, least)).fetchall()
        )
        few = f"FILTER (keren < {int(least)})"
        asked = f"count(*), sum(keren), count(*) {few}, coalesce(sum(keren) {few}, 0)"
        terms, times, hidden, hidden_times = run(f"SELECT {asked} FROM termen").fetchone()  # noqa: S608
        return Counted(groups, terms, int(times or 0), hidden, int(hidden_times), compared, least)
    finally:
        for left in ("TABLE IF EXISTS termen", "TYPE IF EXISTS stuk", "TABLE IF EXISTS stukken"):
            run(f"DROP {left}")


def _terms(source: str) -> str:
    """Return the SQL of every different term with its counts."""
    return f"""SELECT tekst, coalesce(sum(n) FILTER (deel <> 'eerder'), 0)::BIGINT AS keren,
        coalesce(sum(n) FILTER (deel = 'nu'), 0)::BIGINT AS nu,
        coalesce(sum(n) FILTER (deel IN ('voor', 'eerder')), 0)::BIGINT AS voor
        FROM ({source}) GROUP BY 1"""  # noqa: S608


def _pieces(run: Any, tells: Callable[[str], bool]) -> list[str]:
    """Give every different piece a number, first those that tell something; return these."""
    rows = run("SELECT DISTINCT unnest(string_split(tekst, ' ')) FROM termen").fetchall()
    pieces = sorted(piece for (piece,) in rows)
    telling = [piece for piece in pieces if tells(piece)]
    known = set(telling)
    ordered = [*telling, *(piece for piece in pieces if piece not in known)]
    run("CREATE TEMP TABLE stukken (nr INTEGER, stuk VARCHAR)")
    run(
        "INSERT INTO stukken SELECT unnest($1), unnest($2)",
        [list(range(len(ordered))), ordered],
    )
    run("CREATE TYPE stuk AS ENUM (SELECT stuk FROM stukken ORDER BY nr)")
    return telling


def _groups(telling: list[str], least: int) -> str:
    """Return the SQL of the groups: codes of pieces, counts, the terms to show and their counts."""
    code = f"least(enum_code(x::stuk)::INTEGER, {len(telling)})"
    enough = f"FILTER (keren >= {int(least)})"
    shown = f"min_by(tekst, {{'eerst': -keren, 'dan': tekst}}, {MOST}) {enough}"
    return f"""SELECT list_transform(string_split(tekst, ' '), lambda x: {code}) AS stukken,
        sum(keren)::BIGINT, sum(nu)::BIGINT, sum(voor)::BIGINT,
        {shown}, max(keren, {MOST}) {enough}
        FROM termen GROUP BY 1"""  # noqa: S608


def _group(row: Any, telling: list[str], compared: bool) -> Group:
    codes, times, now, before, terms, counts = row
    pieces = tuple(telling[code] if code < len(telling) else SILENT for code in codes)
    shown = tuple(zip(terms or (), counts or (), strict=True))
    return Group(pieces, times, now if compared else 0, before if compared else 0, shown)
