"""The channels as the API tells them: what each is, can do and asks, in plain data."""

from typing import Any

from engine import export, keys
from engine.knowledge import organisation
from engine.model import Channel, Rulebook


def channels(book: Rulebook) -> dict[str, Any]:
    """Return every channel with the version of the knowledge it comes from."""
    absent = organisation.absent(book)
    return keys.plain(
        keys.ChannelsKeys.of(
            knowledge=book.digest,
            organisation=book.organisation.name if book.organisation else None,
            channels=tuple(
                _channel(book, slug, channel, absent.get(slug))
                for slug, channel in book.channels.items()
            ),
        )
    )


def _channel(book: Rulebook, slug: str, channel: Channel, absent: str | None) -> keys.ChannelKeys:
    words = book.words
    return keys.ChannelKeys.of(
        channel=slug,
        name=channel.name,
        description=channel.description,
        kind=_word(channel.kind, words.kinds[channel.kind]),
        digital=channel.digital,
        spoken=channel.spoken,
        paper=channel.paper,
        aim=channel.aim,
        starter=channel.starter,
        tasks=tuple(_word(task, words.tasks[task]) for task in channel.tasks),
        effort=export.effort(channel),
        how=channel.how,
        caution=export.caution(channel.caution),
        measure=channel.measure,
        agree_with=channel.agree_with,
        absent=absent,
    )


def _word(slug: str, name: str) -> keys.WordKeys:
    return keys.WordKeys.of(slug=slug, name=name)
