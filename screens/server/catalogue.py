"""The channels as the API tells them: what each is, can do and asks, in plain data."""

from collections.abc import Iterable

from engine import catalogue_keys, export
from engine.keys import Part
from engine.knowledge import organisation
from engine.model import Channel, Misfit, Rulebook


def channels(book: Rulebook) -> Part:
    """Return every channel with the version of the knowledge it comes from."""
    absent = organisation.absent(book)
    return catalogue_keys.ChannelsKeys.of(
        knowledge=book.digest,
        organisation=book.organisation.name if book.organisation else None,
        channels=tuple(
            _channel(book, slug, channel, absent.get(slug))
            for slug, channel in book.channels.items()
        ),
    )


def _channel(book: Rulebook, slug: str, channel: Channel, absent: str | None) -> Part:
    kind = channel.kind
    return catalogue_keys.ChannelKeys.of(
        channel=slug,
        name=channel.name,
        description=channel.description,
        kind=catalogue_keys.WordKeys.of(slug=kind, name=book.words.kinds[kind]),
        digital=channel.digital,
        spoken=channel.spoken,
        paper=channel.paper,
        aim=channel.aim,
        starter=channel.starter,
        tasks=_tasks(book, channel.tasks),
        unlikely=_misfits(book, channel.unlikely),
        impossible=_misfits(book, channel.impossible),
        effort=export.effort(channel),
        approaches=tuple(
            catalogue_keys.ApproachKeys.of(
                tasks=_tasks(book, one.tasks),
                how=one.how,
                measure=one.measure,
                caution=export.caution(one.caution),
            )
            for one in channel.approaches
        ),
        caution=export.caution(channel.caution),
        agree_with=channel.agree_with,
        absent=absent,
    )


def _tasks(book: Rulebook, tasks: Iterable[str]) -> tuple[Part, ...]:
    return tuple(
        catalogue_keys.WordKeys.of(slug=task, name=book.words.tasks[task]) for task in tasks
    )


def _misfits(book: Rulebook, misfits: Iterable[Misfit]) -> tuple[Part, ...]:
    return tuple(
        catalogue_keys.MisfitKeys.of(tasks=_tasks(book, one.tasks), because=one.because)
        for one in misfits
    )
