"""The channels as the API tells them: what each is, can do and asks, in plain data."""

from typing import Any

from engine.knowledge import organisation
from engine.model import Channel, Rulebook


def channels(book: Rulebook) -> dict[str, Any]:
    """Return every channel with the version of the knowledge it comes from."""
    absent = organisation.absent(book)
    return {
        "kennis": book.digest,
        "organisatie": book.organisation.name if book.organisation else None,
        "kanalen": [
            _channel(book, slug, channel, absent.get(slug))
            for slug, channel in book.channels.items()
        ],
    }


def _channel(book: Rulebook, slug: str, channel: Channel, absent: str | None) -> dict[str, Any]:
    return {
        "kanaal": slug,
        "naam": channel.name,
        "omschrijving": channel.description,
        "soort": {"slug": channel.kind, "naam": book.words.kinds[channel.kind]},
        "digitaal": channel.digital,
        "gesproken": channel.spoken,
        "papier": channel.paper,
        "gericht": channel.aim,
        "initiatief": channel.starter,
        "taken": [{"slug": task, "naam": book.words.tasks[task]} for task in channel.tasks],
        "inzet": {"moeite": channel.effort, "doorlooptijd": channel.lead_time},
        "hoe": list(channel.how),
        "let_op": [{"tekst": c.text, "bron": list(c.sources)} for c in channel.caution],
        "meet": channel.measure,
        "stem_af_met": list(channel.agree_with),
        "niet_beschikbaar_omdat": absent,
    }
