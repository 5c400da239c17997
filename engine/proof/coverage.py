"""What is known and what is assumed: per channel and group, and where every finding is used."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from engine.compile import Table
from engine.model import UNKNOWN, Claim, Form, Rulebook
from engine.proof.influence import able
from engine.score import AGE, BOTH, PROFILE, TASK
from engine.weight import year_of

ASSUMED = "D"
Level = Literal["vers", "oud", "aanname", "niets"]
LEVELS: tuple[Level, ...] = ("vers", "oud", "aanname", "niets")
AXES = {"fase": (TASK,), "leeftijd": (AGE, BOTH), "profiel": (PROFILE, BOTH)}


@dataclass(frozen=True, slots=True)
class Coverage:
    """What speaks of one channel in one phase or for one group: rules by id.

    `best` is the best quality and `year` the newest year of the researched ones.
    """

    channel: str
    group: str
    researched: tuple[str, ...]
    assumed: tuple[str, ...]
    best: str | None
    year: int | None
    level: Level


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a finding or source is cited: `what` is a kind of knowledge, `name` its id or name."""

    what: Literal["regel", "waarborg", "afleiding", "wie", "kanaal", "groep", "fase", "traject"]
    name: str


def coverage(table: Table, axis: str, tracks: Iterable[str] = ()) -> tuple[Coverage, ...]:
    """Return what is known of every channel along an axis: "fase", "leeftijd" or "profiel".

    With `tracks` only of those. A channel that can serve no phase asked about is left out.
    """
    chosen_tracks = set(tracks) or set(table.book.tracks)
    groups = _groups(table.book, axis)
    spoken: dict[tuple[str, str], dict[str, str]] = {}
    for outcome, (situation, *_) in table.distinct():
        group = situation.facts()[axis]
        if situation.track in chosen_tracks and group in groups:
            for row in able(outcome):
                cell = spoken.setdefault((row.channel, group), {})
                for reason in row.reasons:
                    if reason.quality and reason.dimension in AXES[axis]:
                        cell[reason.rule] = min(cell.get(reason.rule, ASSUMED), reason.quality)
    return tuple(_coverage(table.book, *place, rules) for place, rules in sorted(spoken.items()))


def years(book: Rulebook, ids: Iterable[str]) -> list[int]:
    """Return the years of findings and sources, of those that have one."""
    dates = []
    for id_ in ids:
        if id_ in book.findings:
            slug, finding = book.findings[id_]
            dates.append(year_of(finding, book.sources[slug]))
        else:
            dates.append(book.sources[id_].year)
    return [year for year in dates if year]


def is_old(book: Rulebook, year: int | None) -> bool:
    """Tell whether evidence of a year is past its shelf life; without a year it is."""
    limit = book.constants["peiljaar"] - book.constants["houdbaar_jaren"]
    return year is None or year < limit


def citations(book: Rulebook) -> dict[str, tuple[Citation, ...]]:
    """Return for every finding and source that is cited where that is."""
    places: dict[str, dict[Citation, None]] = {}
    for use, cited in _citations(book):
        for id_ in cited:
            places.setdefault(id_, {})[use] = None
    return {id_: tuple(where) for id_, where in places.items()}


def reasons_unused(book: Rulebook) -> dict[str, str]:
    """Return for every finding that no rule cites why that is."""
    return {id_: listed.reason for listed in book.unused for id_ in listed.findings}


def _groups(book: Rulebook, axis: str) -> set[str]:
    every: Mapping[str, Mapping[str, Any]] = {
        "fase": book.phases,
        "leeftijd": book.ages,
        "profiel": book.profiles,
    }
    return set(every[axis]) - {UNKNOWN}


def _coverage(book: Rulebook, channel: str, group: str, rules: Mapping[str, str]) -> Coverage:
    cited = {rule.id: rule.sources for rule in book.rules}
    researched = sorted(id_ for id_, quality in rules.items() if quality != ASSUMED)
    dates = years(book, (source for id_ in researched for source in cited[id_]))
    year = max(dates, default=None)
    best = min((rules[id_] for id_ in researched), default=None)
    assumed = tuple(sorted(set(rules) - set(researched)))
    level: Level = "aanname" if rules else "niets"
    if researched:
        level = "oud" if is_old(book, year) else "vers"
    return Coverage(channel, group, tuple(researched), assumed, best, year, level)


def _citations(book: Rulebook) -> Iterator[tuple[Citation, Sequence[str]]]:
    for rule in book.rules:
        yield Citation("regel", rule.id), rule.sources
    for safeguard in book.safeguards:
        yield Citation("waarborg", safeguard.id), safeguard.sources
    for derivation in book.derivations:
        yield Citation("afleiding", derivation.id), derivation.sources
    for gap in book.gaps:
        yield Citation("wie", gap.who), gap.sources
    for channel in book.channels.values():
        yield Citation("kanaal", channel.name), _claim_sources(channel)
    for group in (*book.ages.values(), *book.profiles.values()):
        yield Citation("groep", group.name), _claim_sources(group)
    for phase in book.phases.values():
        yield Citation("fase", phase.name), _claim_sources(phase)
    for track in book.tracks.values():
        yield Citation("traject", track.name), _claim_sources(track)


def _claim_sources(form: Any) -> list[str]:
    """Return what the claims within a form cite."""
    if isinstance(form, Claim):
        return list(form.sources)
    if isinstance(form, Form):
        return [
            id_ for name in type(form).model_fields for id_ in _claim_sources(getattr(form, name))
        ]
    if isinstance(form, tuple):
        return [id_ for item in form for id_ in _claim_sources(item)]
    return []
