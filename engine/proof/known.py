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
class Known:
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
class Use:
    """Where a finding or source is cited: `what` is a kind of knowledge, `name` its id or name."""

    what: Literal["regel", "waarborg", "afleiding", "wie", "kanaal", "groep", "fase", "traject"]
    name: str


def known(table: Table, axis: str, tracks: Iterable[str] = ()) -> tuple[Known, ...]:
    """Return what is known of every channel along an axis: "fase", "leeftijd" or "profiel".

    With `tracks` only of those. A channel that can serve no phase asked about is left out.
    """
    asked = set(tracks) or set(table.book.tracks)
    groups = _groups(table.book, axis)
    spoken: dict[tuple[str, str], dict[str, str]] = {}
    for situation, outcome in table.outcomes.items():
        group = situation.facts()[axis]
        if situation.track in asked and group in groups:
            for row in able(outcome):
                cell = spoken.setdefault((row.channel, group), {})
                for reason in row.reasons:
                    if reason.quality and reason.dimension in AXES[axis]:
                        cell[reason.rule] = min(cell.get(reason.rule, ASSUMED), reason.quality)
    return tuple(_known(table.book, *place, rules) for place, rules in sorted(spoken.items()))


def years(book: Rulebook, cited: Iterable[str]) -> list[int]:
    """Return the years of findings and sources, of those that have one."""
    found = []
    for id_ in cited:
        if id_ in book.findings:
            slug, finding = book.findings[id_]
            found.append(year_of(finding, book.sources[slug]))
        else:
            found.append(book.sources[id_].year)
    return [year for year in found if year]


def is_old(book: Rulebook, year: int | None) -> bool:
    """Tell whether evidence of a year is past its shelf life; without a year it is."""
    limit = book.constants["peiljaar"] - book.constants["houdbaar_jaren"]
    return year is None or year < limit


def uses(book: Rulebook) -> dict[str, tuple[Use, ...]]:
    """Return for every finding and source that is cited where that is."""
    found: dict[str, dict[Use, None]] = {}
    for use, cited in _citations(book):
        for id_ in cited:
            found.setdefault(id_, {})[use] = None
    return {id_: tuple(where) for id_, where in found.items()}


def unused(book: Rulebook) -> dict[str, str]:
    """Return for every finding that no rule cites why that is."""
    return {id_: listed.reason for listed in book.unused for id_ in listed.findings}


def _groups(book: Rulebook, axis: str) -> set[str]:
    every: Mapping[str, Mapping[str, Any]] = {
        "fase": book.phases,
        "leeftijd": book.ages,
        "profiel": book.profiles,
    }
    return set(every[axis]) - {UNKNOWN}


def _known(book: Rulebook, channel: str, group: str, rules: Mapping[str, str]) -> Known:
    cited = {rule.id: rule.sources for rule in book.rules}
    researched = sorted(id_ for id_, quality in rules.items() if quality != ASSUMED)
    found = years(book, (source for id_ in researched for source in cited[id_]))
    year = max(found, default=None)
    best = min((rules[id_] for id_ in researched), default=None)
    assumed = tuple(sorted(set(rules) - set(researched)))
    level: Level = "aanname" if rules else "niets"
    if researched:
        level = "oud" if is_old(book, year) else "vers"
    return Known(channel, group, tuple(researched), assumed, best, year, level)


def _citations(book: Rulebook) -> Iterator[tuple[Use, Sequence[str]]]:
    for rule in book.rules:
        yield Use("regel", rule.id), rule.sources
    for safeguard in book.safeguards:
        yield Use("waarborg", safeguard.id), safeguard.sources
    for derivation in book.derivations:
        yield Use("afleiding", derivation.id), derivation.sources
    for gap in book.gaps:
        yield Use("wie", gap.who), gap.sources
    for channel in book.channels.values():
        yield Use("kanaal", channel.name), _claimed(channel)
    for group in (*book.ages.values(), *book.profiles.values()):
        yield Use("groep", group.name), _claimed(group)
    for phase in book.phases.values():
        yield Use("fase", phase.name), _claimed(phase)
    for track in book.tracks.values():
        yield Use("traject", track.name), _claimed(track)


def _claimed(form: Any) -> list[str]:
    """Return what the claims within a form cite."""
    if isinstance(form, Claim):
        return list(form.sources)
    if isinstance(form, Form):
        return [id_ for name in type(form).model_fields for id_ in _claimed(getattr(form, name))]
    if isinstance(form, tuple):
        return [id_ for item in form for id_ in _claimed(item)]
    return []
