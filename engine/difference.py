"""What is the same and what differs between the advices for two groups."""

from dataclasses import dataclass

from engine.answer import Advice


@dataclass(frozen=True, slots=True)
class Contrast:
    """Channels chosen for both groups and for one of them, in the order of the advices.

    `moved` are those for both that have another role for each.
    """

    both: tuple[str, ...]
    other_role: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]


def contrast(first: Advice, second: Advice) -> Contrast:
    """Return how the chosen channels of two advices differ."""
    one = {row.channel: row.role for row in first.picks()}
    other = {row.channel: row.role for row in second.picks()}
    shared = tuple(channel for channel in one if channel in other)
    return Contrast(
        both=shared,
        other_role=tuple(channel for channel in shared if one[channel] != other[channel]),
        first=tuple(channel for channel in one if channel not in other),
        second=tuple(channel for channel in other if channel not in one),
    )
