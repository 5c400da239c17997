"""Which safeguards hold in a situation of the plan, as sets of channels of which one must be in."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine import Situation, Table
from engine.model import Safeguard
from engine.selection import has

CHANNEL = "kanaal"  # the key of a condition on what was chosen


@dataclass(frozen=True, slots=True)
class Need:
    """At least one of `allowed` must be chosen (when one of `trigger` is; None: always)."""

    safeguard: str
    kind: str
    because: str
    group: str
    phase: str
    allowed: frozenset[str]
    trigger: frozenset[str] | None = None

    def is_met(self, channels: frozenset[str]) -> bool:
        """Tell whether a set of channels meets it."""
        asleep = self.trigger is not None and not self.trigger & channels
        return asleep or bool(self.allowed & channels)


def needs(
    table: Table, situation: Situation, group: str, phase: str, never: frozenset[str]
) -> Iterator[Need]:
    """Yield what the safeguards require in a situation; channels in `never` do not count there."""
    outcome = table.outcomes[situation]
    facts = situation.facts() | {d.fact: d.value for d in outcome.derived}
    able = {row.channel for row in outcome.ranking if row.score is not None} - never
    for safeguard in table.book.safeguards:
        if safeguard.require and _applies(safeguard, facts):
            yield Need(
                safeguard.id,
                safeguard.kind,
                safeguard.because,
                group,
                phase,
                frozenset(slug for slug in able if _meets(table, slug, safeguard)),
                frozenset(safeguard.when[CHANNEL]) if CHANNEL in safeguard.when else None,
            )


def _applies(safeguard: Safeguard, facts: dict[str, str]) -> bool:
    return all(facts.get(key) in of for key, of in safeguard.when.items() if key != CHANNEL)


def _meets(table: Table, slug: str, safeguard: Safeguard) -> bool:
    wanted = (safeguard.require or {}).items()
    return all(has(table.book.channels[slug], key, value) for key, value in wanted)
