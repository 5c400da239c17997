"""Table + situation → Advice: what was decided, with everything needed to explain it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from engine.answer import Advice, BlindSpot, Duty, Ranked, Reason, Statement
from engine.argument.missed import missed
from engine.argument.reasons import half_dimension, share
from engine.argument.sureness import stands_out
from engine.argument.whole import argue
from engine.compile import Outcome, Table
from engine.knowledge import organisation, own_findings
from engine.local import research
from engine.local.research import EXPECTATION, MOTIVE
from engine.model import UNKNOWN, Claim, Message, Rulebook, Situation
from engine.roles import CHOSEN
from engine.total import total
from engine.version import VERSION

PARTS = ("taak", "inwoner")
MESSAGE = {"toon": "tone", "perspectief": "perspective", "benadruk": "stress", "vermijd": "avoid"}


def advise(table: Table, situation: Situation, day: date) -> Advice:
    """Return the advice for a situation, dated `day`.

    Raises KeyError for a situation the table does not hold.
    """
    book, outcome = table.book, table.outcomes[situation]
    picks = _picks(outcome.ranking)
    duties = _duties(book, outcome)
    blind_spots = missed(book, situation, outcome.ranking, picks, outcome.applies)
    weak = _weak(table, situation, outcome)
    return Advice(
        situation=situation,
        argument=argue(
            book,
            situation,
            outcome.ranking,
            picks,
            duties,
            blind_spots,
            weak,
            _settled(table, situation, picks),
        ),
        weak=weak,
        based_on=_based_on(picks),
        shares=_shares(picks),
        channels=outcome.ranking,
        duties=duties,
        blind_spots=blind_spots,
        limits=tuple(BlindSpot("", claim.text, "", claim.sources) for claim in book.limits),
        motives=_statements(book, situation, "motives", MOTIVE),
        expectations=_statements(book, situation, "expectations", EXPECTATION),
        message=_message(book, situation),
        derived=tuple((d, _because(book, d.by)) for d in outcome.derived),
        fired=outcome.fired,
        digest=book.digest,
        engine=VERSION,
        date=day.isoformat(),
        notes=_notes(book, situation, weak),
        own_findings=own_findings.beside(book, situation),
        own_research=research.per_channel(book, situation),
    )


def advise_phases(table: Table, situation: Situation, day: date) -> tuple[Advice, ...]:
    """Return the advice for every phase of the journey, in order."""
    return tuple(advise(table, situation._replace(phase=phase), day) for phase in table.book.phases)


def _picks(ranking: Sequence[Ranked]) -> list[Ranked]:
    return sorted(
        (row for row in ranking if row.role in CHOSEN), key=lambda row: CHOSEN.index(row.role)
    )


def _duties(book: Rulebook, outcome: Outcome) -> tuple[Duty, ...]:
    applies = set(outcome.applies)
    duties = []
    for s in book.safeguards:
        if s.id in applies:
            require = " ".join(f"{k}: {v}" for k, v in s.require.items()) if s.require else None
            met = outcome.met_by.get(s.id)
            duties.append(Duty(s.id, s.kind, require, s.sentence, s.because, s.sources, met))
    return tuple(sorted(duties, key=lambda duty: duty.kind != "wet"))


def _weak(table: Table, situation: Situation, outcome: Outcome) -> bool:
    if (situation.age, situation.profile) == (UNKNOWN, UNKNOWN):
        return False
    if any(research.measured(table.book, situation, row) for row in _picks(outcome.ranking)):
        return False
    normal = table.normal[situation.track, situation.phase]
    return outcome.strength < table.book.constants["zwak_deel"] * normal


def _settled(table: Table, situation: Situation, picks: Sequence[Ranked]) -> bool:
    """Tell whether a main channel that does not stand out does so where less is known."""
    if stands_out(table.book, picks):
        return False
    less = (table.outcomes.get(one) for one in situation.less_specific())
    return any(stands_out(table.book, _picks(one.ranking)) for one in less if one)


def _part(reason: Reason) -> str:
    return PARTS[reason.dimension != "taak"]


def _based_on(picks: Iterable[Ranked]) -> dict[str, dict[str, int]]:
    """Count the distinct reasons of the chosen channels per part and quality."""
    reasons = {(_part(r), r.quality, r.rule) for row in picks for r in row.reasons if r.counted}
    return {
        part: {q: sum((p, k) == (part, q) for p, k, _ in reasons) for q in "ABCD"} for part in PARTS
    }


def _shares(picks: Iterable[Ranked]) -> dict[str, dict[str, float]]:
    """Return per part and quality the share of the weight of the chosen channels, after halving."""
    shares = {part: dict.fromkeys("ABCD", 0.0) for part in PARTS}
    for row in picks:
        halved = half_dimension(row.reasons)
        for reason in row.reasons:
            if reason.counted and reason.quality:
                points = share(row, reason, halved) * reason.weight
                shares[_part(reason)][reason.quality] += abs(points)
    return {
        part: {q: round(w / (total(weights.values()) or 1), 3) for q, w in weights.items()}
        for part, weights in shares.items()
    }


def _groups(book: Rulebook, situation: Situation) -> list[tuple[str, str, object]]:
    track, phase = book.tracks[situation.track], book.phases[situation.phase]
    groups: list[tuple[str, str, object]] = [
        ("traject", track.name, track),
        ("fase", phase.name, phase),
    ]
    if situation.age != UNKNOWN or situation.profile == UNKNOWN:
        age = book.ages[situation.age]
        groups.append(("leeftijd", age.name, age))
    if situation.profile != UNKNOWN or situation.age == UNKNOWN:
        profile = book.profiles[situation.profile]
        groups.append(("profiel", profile.name, profile))
    return groups


def _statements(
    book: Rulebook, situation: Situation, what: str, kind: str
) -> tuple[Statement, ...]:
    """Return what is known of track, age and profile, saying so where nothing is published.

    What own residents said comes first, and takes the place of what is not published.
    """
    own = tuple(research.sayings(book, situation, kind))
    statements = [*own]
    for _, name, group in _groups(book, situation):
        if hasattr(group, what):
            claims: Sequence[Claim] | None = getattr(group, what)
            if not claims and not own:
                statements.append(Statement(name, None))
            for claim in claims or ():
                statements.append(Statement(name, claim.text, claim.sources))
    return tuple(statements)


def _message(book: Rulebook, situation: Situation) -> Mapping[str, tuple[Statement, ...]]:
    parts: dict[str, tuple[Statement, ...]] = {}
    for word, attribute in MESSAGE.items():
        parts[word] = tuple(
            Statement(name, claim.text, claim.sources)
            for _, name, group in _groups(book, situation)
            if isinstance(message := getattr(group, "message", None), Message)
            for claim in getattr(message, attribute)
        )
    return parts


def _because(book: Rulebook, id_: str) -> str:
    return next(d.because for d in book.derivations if d.id == id_)


def _notes(book: Rulebook, situation: Situation, weak: bool) -> tuple[str, ...]:
    both = situation.age != UNKNOWN and situation.profile != UNKNOWN
    told = research.note(book, situation)
    asked = bool(research.per_channel(book, situation))
    keys = ["geen_bereik", *([] if asked else ["fase_onbekend"])]
    keys += ["combinatie"] if both else []
    keys += ["zwak"] if weak else []
    own = organisation.note(book)
    return (*(book.texts[key] for key in keys), *filter(None, (told, own)))
