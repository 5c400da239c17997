"""Who answered, against the residents there are: which groups are thin, and whom was not heard."""

from collections.abc import Mapping
from dataclasses import dataclass

from dutch import decimal, listing
from engine.model import UNKNOWN, Rulebook
from engine.total import total
from surveys.margins import Margins
from surveys.model import Answers
from surveys.weights import naming

FEW, THIN = 10, 20  # answers: nothing is said of fewer, little of fewer
UNEVEN = 0.5  # lowest participation as part of the highest
ONLINE = "online"
ONLINE_ONLY = (
    "Er is alleen online gevraagd. Wie niet of weinig online is, deed niet mee. Vraag het ook op "
    "papier, aan de balie of aan de telefoon."
)


@dataclass(frozen=True, slots=True)
class GroupTurnout:
    """An age group or profile: answers in tens (0 below ten), and shares of answers and residents.

    `participation` is the share of answers over that of residents: 1 is as many as expected. It and
    `residents` are None without margins.
    """

    slug: str
    n: int
    answered: float
    residents: float | None
    participation: float | None
    thin: bool


@dataclass(frozen=True, slots=True)
class Turnout:
    """Who answered; `ratio` is the lowest participation over the highest, None without margins."""

    ages: tuple[GroupTurnout, ...]
    profiles: tuple[GroupTurnout, ...]
    unknown: int
    lowest: str | None
    highest: str | None
    ratio: float | None
    warnings: tuple[str, ...]


def tens(count: float) -> int:
    """Return a count as it may be kept: rounded to tens, 0 below ten."""
    return int(round(count / 10) * 10) if count >= FEW else 0


def turnout(
    answers: Answers, book: Rulebook, margins: Margins | None = None, mode: str = ""
) -> Turnout:
    """Return who answered; `mode` is how residents were asked (online, papier …)."""
    counts = dict.fromkeys((slug for slug in book.ages if slug != UNKNOWN), 0.0)
    unknown = 0
    for place, slug in enumerate(answers.ages):
        shares = answers.age_shares.get(place) or {slug: 1.0}
        unknown += UNKNOWN in shares
        for one, share in shares.items():
            if one in counts:
                counts[one] += share
    profiles = dict.fromkeys((slug for slug in book.profiles if slug != UNKNOWN), 0.0)
    for slug in answers.profiles:
        if slug in profiles:
            profiles[slug] += 1
    ages = _groups(counts, margins.ages if margins else {})
    taking = [one for one in ages if one.participation is not None]
    lowest = min(taking, key=lambda one: one.participation or 0, default=None)
    highest = max(taking, key=lambda one: one.participation or 0, default=None)
    ratio = None
    if lowest and highest and highest.participation:
        ratio = (lowest.participation or 0.0) / highest.participation
    return Turnout(
        ages,
        _groups(profiles, margins.profiles if margins else {}) if any(profiles.values()) else (),
        tens(unknown),
        lowest.slug if lowest else None,
        highest.slug if highest else None,
        ratio,
        _warnings(ages, lowest, highest, ratio, mode, book),
    )


def _groups(counts: Mapping[str, float], shares: Mapping[str, float]) -> tuple[GroupTurnout, ...]:
    known = total(counts.values())
    groups = []
    for slug, count in counts.items():
        answered = count / known if known else 0.0
        residents = shares.get(slug, 0.0) if shares else None
        part = answered / residents if residents else None
        groups.append(GroupTurnout(slug, tens(count), answered, residents, part, count < THIN))
    return tuple(groups)


def _warnings(
    ages: tuple[GroupTurnout, ...],
    lowest: GroupTurnout | None,
    highest: GroupTurnout | None,
    ratio: float | None,
    mode: str,
    book: Rulebook,
) -> tuple[str, ...]:
    warnings = []
    few = [naming(one.slug, book) for one in ages if one.n < FEW]
    thin = [naming(one.slug, book) for one in ages if one.thin and one.n >= FEW]
    if few:
        warnings.append(
            f"Minder dan {FEW} antwoorden: {listing(few)}. Daarover is niets te zeggen."
        )
    if thin:
        warnings.append(f"Minder dan {THIN} antwoorden: {listing(thin)}. Daarover is weinig zeker.")
    if ratio is not None and ratio < UNEVEN and lowest and highest:
        warnings.append(
            f"Naar verhouding deed {naming(lowest.slug, book)} het minst mee: "
            f"{decimal(ratio, 1)} keer zo veel als {naming(highest.slug, book)}. Vraag die groep "
            "nog eens, op een andere manier."
        )
    if mode == ONLINE:
        warnings.append(ONLINE_ONLY)
    return tuple(warnings)
