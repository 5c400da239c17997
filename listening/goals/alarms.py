"""What goes wrong, from what is remembered: one sentence each, and never a small number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dutch import counted, day, percent, whole
from listening.connectors.feeds import Feed
from listening.goals import falling
from listening.goals.aims import Aim
from listening.goals.stretches import FITS, Stretch, is_known, known_until, last_whole, times
from listening.model import Subject
from listening.reading.day_series import CONTACT, SUBJECT, Days, DaySeries, SubjectsOf
from listening.storage.hearing import REST
from listening.storage.notebook import Note

AIM, BUSY, PAGE, IN_VAIN, SILENT = "doel", "drukte", "pagina", "zonder resultaat", "stil"
CAPACITY, CONTACTS, SEARCHES = "capaciteit", "aantal", "zoekacties"
LONG = 28  # days in which searches without a result are counted
OLDEST = 35  # days ago; what is older is no news
LARGE_PART = 0.2  # of all searches for a subject
LONGEST = 80  # characters of an address in a sentence


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something to know in time: its kind, what it is about, and a sentence.

    `about` is the id of a subject, or else "pagina …" or "bron …".
    """

    kind: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class AimStanding:
    """How a target stands in the last whole period; `times` is None when that is not known."""

    aim: Aim
    stretch: Stretch
    times: int | None

    @property
    def reached(self) -> bool | None:
        """Whether it is reached, None when that is not known."""
        if self.times is None:
            return None
        return self.times >= self.aim.limit if self.aim.least else self.times <= self.aim.limit


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that alarms come from: what is remembered, and which feeds there are.

    `came_in` and `troubles` are notes by the id of a feed.
    """

    series: Sequence[DaySeries]
    feeds: Sequence[Feed] = ()
    came_in: Mapping[str, Note] | None = None
    troubles: Mapping[str, Note] | None = None


def standings(aims: Iterable[Aim], series: Sequence[DaySeries], today: date) -> list[AimStanding]:
    """Return how every target stands."""
    until = known_until(series)
    return [_standing(aim, series, until, today) for aim in aims]


def _standing(
    aim: Aim, series: Sequence[DaySeries], until: Mapping[str, date], today: date
) -> AimStanding:
    """Return how a target stands; of two origins that count it the one that counted more."""
    stretch = last_whole(aim.per, today)
    sums: dict[str, int] = defaultdict(int)
    for one in series:
        same = one.counts == aim.counts and aim.origin in (None, one.origin)
        if same and one.of == SUBJECT and aim.per in FITS.get(one.step, ()):
            sums[one.origin] += times(one, stretch) if one.value == aim.subject else 0
    known = [
        count
        for origin, count in sums.items()
        if is_known(stretch, until.get(origin)) or (not aim.least and count > aim.limit)
    ]
    return AimStanding(aim, stretch, max(known, default=None))


def alarms(
    evidence: Evidence,
    aims: Sequence[Aim],
    subjects: Mapping[str, Subject],
    subjects_of: SubjectsOf,
    now: datetime,
    least: int,
) -> tuple[Alarm, ...]:
    """Return what goes wrong at a moment; nothing under `least` is said with a number."""
    names = {id_: subject.name for id_, subject in subjects.items()}
    today = now.date()
    return (
        *_missed(standings(aims, evidence.series, today), names, least),
        *_too_busy(evidence.series, names, today, least),
        *_in_vain(evidence.series, names, today, least),
        *_fallen_pages(evidence.series, subjects_of, today, least),
        *_silent(evidence, now),
    )


def _missed(every: Iterable[AimStanding], names: Mapping[str, str], least: int) -> Iterator[Alarm]:
    for one in every:
        if one.reached is False and one.times is not None:
            aim = one.aim
            name, count = names.get(aim.subject, aim.subject), _shown(one.times, least)
            if aim.capacity:
                kind = BUSY
                text = (f"{name}: {count} keer in {one.stretch.name}, en jullie kunnen er "
                        f"{whole(aim.limit)} per {aim.per} aan.")  # fmt: skip
            else:
                kind, way = AIM, "minstens" if aim.least else "hoogstens"
                text = (f"{name}: {count} keer in {one.stretch.name} ({aim.counts}), het doel is "
                        f"{way} {whole(aim.limit)} per {aim.per}.")  # fmt: skip
            yield Alarm(kind, aim.subject, text)


def _shown(count: int, least: int) -> str:
    return whole(count) if count >= least else f"minder dan {least}"


def _too_busy(
    series: Sequence[DaySeries], names: Mapping[str, str], today: date, least: int
) -> Iterator[Alarm]:
    """Yield subjects with more contacts than there was room for in the last whole week.

    Only where one channel counts them: room of one desk says nothing of another.
    """
    week, until = last_whole("week", today), known_until(series)
    by_subject: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    channels: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in series:
        if one.step not in ("dag", "week") or not is_known(week, until.get(one.origin)):
            continue
        key, count = (one.value, one.origin), times(one, week)
        if one.of == SUBJECT and one.counts in (CAPACITY, CONTACTS):
            by_subject[key][one.counts] = by_subject[key].get(one.counts, 0) + count
        elif one.of == CONTACT and count:
            channels[key].add(one.counts)
    for key, sums in sorted(by_subject.items()):
        demand, room = sums.get(CONTACTS, 0), sums.get(CAPACITY, 0)
        if room and demand > room and demand >= least and len(channels[key]) < 2:
            name = names.get(key[0], key[0])
            text = (f"{name}: {whole(demand)} contacten in {week.name}, en er was plek voor "
                    f"{_shown(room, least)}.")  # fmt: skip
            yield Alarm(BUSY, key[0], text)


def _in_vain(
    series: Sequence[DaySeries], names: Mapping[str, str], today: date, least: int
) -> Iterator[Alarm]:
    """Yield subjects that residents searched on the site without a result, in four weeks."""
    until = known_until(series)
    sums: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for one in series:
        if one.of == SUBJECT and one.step == "dag" and one.counts in (IN_VAIN, SEARCHES):
            last = until.get(one.origin)
            if last is None or (today - last).days > OLDEST:
                continue
            recent = Stretch("", last - timedelta(days=LONG - 1), last)
            sums[one.value, one.origin][one.counts] = times(one, recent)
    for (subject, _), counts in sorted(sums.items()):
        vain, every = counts.get(IN_VAIN, 0), counts.get(SEARCHES, 0)
        if vain >= least and vain >= LARGE_PART * every and subject in names:
            part = f", {percent(min(vain / every, 1.0))} van alle keren" if every else ""
            text = (f"{names[subject]}: in vier weken {whole(vain)} keer gezocht op de site zonder "
                    f"dat er iets uitkwam{part}.")  # fmt: skip
            yield Alarm(IN_VAIN, subject, text)


def _fallen_pages(
    series: Sequence[DaySeries], subjects_of: SubjectsOf, today: date, least: int
) -> Iterator[Alarm]:
    pages: dict[tuple[str, str], dict[str, Days]] = defaultdict(dict)
    for one in series:
        if one.of == "pagina" and one.step == "dag" and one.value != REST and one.days:
            pages[one.origin, one.counts][one.value] = one.days
    for (_, counts), days in sorted(pages.items()):
        last = max(max(one) for one in days.values())
        falls = falling.fallen(days, last) if (today - last).days <= OLDEST else ()
        for fall in falls:
            if fall.expected < least:
                continue
            subject = next(iter(subjects_of(fall.page)), f"pagina {fall.page}")
            page = fall.page if len(fall.page) <= LONGEST else f"{fall.page[:LONGEST]}…"
            expected = whole(round(fall.expected))
            text = (f"Pagina {page}: {_shown(fall.times, least)} {counts} in de twee weken tot en "
                    f"met {day(last)}. Naar wat gewoon is waren het er rond {expected}: dit is "
                    "meer dan toeval.")  # fmt: skip
            yield Alarm(PAGE, subject, text)


def _silent(evidence: Evidence, now: datetime) -> Iterator[Alarm]:
    """Yield the feeds of which nothing came for longer than they may be silent."""
    came_in, troubles = evidence.came_in or {}, evidence.troubles or {}
    for feed in evidence.feeds:
        trouble = troubles.get(feed.id)
        why = f" Bij de laatste keer: {trouble.text}" if trouble and trouble.text else ""
        last = came_in.get(feed.id)
        if last is None and trouble is not None:
            text = f"Bron {feed.id}: er is nog nooit iets binnengekomen.{why}"
            yield Alarm(SILENT, f"bron {feed.id}", text)
        elif last is not None and (days := (now - last.saved).days) > feed.silent_after:
            ago = counted(days, "dag", "dagen")
            yield Alarm(SILENT, f"bron {feed.id}", f"Bron {feed.id}: al {ago} niets nieuws.{why}")
