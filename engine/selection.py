"""Which channels a selection means: slugs, or properties that channels have."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.model import Channel

PROPERTIES = {
    "soort": "kind",
    "digitaal": "digital",
    "gesproken": "spoken",
    "papier": "paper",
    "gericht": "aim",
    "initiatief": "starter",
    "taak": "tasks",
}


def has(channel: Channel, key: str, options: Iterable[str] | str) -> bool:
    """Tell whether a channel has one of the wanted values of a property (Dutch key)."""
    values = (options,) if isinstance(options, str) else tuple(options)
    got = getattr(channel, PROPERTIES[key])
    if isinstance(got, bool):
        return ("ja" if got else "nee") in values
    return any(value in got for value in values) if isinstance(got, tuple) else got in values


def select(channels: Mapping[str, Channel], selection: Any) -> tuple[str, ...]:
    """Return the slugs a selection (slugs or properties) means."""
    if isinstance(selection, tuple):
        return tuple(slug for slug in channels if slug in selection)
    return tuple(
        slug
        for slug, channel in channels.items()
        if all(has(channel, key, want) for key, want in selection.items())
    )
