"""What our rules alone give each channel in the situations that residents were asked about."""

from collections.abc import Iterable

from engine.compile import Table
from engine.knowledge.own_survey import Asked
from engine.model import Situation
from surveys.findings.dots import Points


def rule_points(table: Table, asked: Iterable[Asked]) -> Points:
    """Return channel → points per situation; `table` was compiled without own research."""
    return {one: _points(table, one) for one in asked}


def _points(table: Table, asked: Asked) -> dict[str, float]:
    situation = Situation(asked.track, asked.phase, stake=asked.stake)
    outcome = table.outcomes.get(situation)
    rows = outcome.ranking if outcome else ()
    return {row.channel: row.score for row in rows if row.score is not None}
