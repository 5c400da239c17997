"""What a plan asks of desks, week by week, and waves that keep it within what they can do.

Reactions are spread evenly over the weeks the advisor names; a desk works on weekdays that are no
public holiday. Both are assumptions.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache, partial

from plans import freedays
from plans.constants import value as constant
from plans.model import Action, Desk, Plan, Wave

WEEK = timedelta(days=7)
WIDEST = 8  # weeks between two waves
OTHER_NUMBERS = "minder bezetting"  # an exception of the desk itself
Weeks = Mapping[date, Fraction]  # Monday → number


@dataclass(frozen=True, slots=True)
class Load:
    """What a desk gets in the week of a Monday, from low to high, and what it can do.

    `reduced` names what lowers that: public holidays, and other numbers that the plan has for then.
    """

    desk: str
    monday: date
    low: float
    high: float
    capacity: float
    reduced: tuple[str, ...] = ()

    @property
    def excess(self) -> float:
        """By how much the high estimate is more than the desk can do; room is less than nought."""
        return self.high - self.capacity

    @property
    def over(self) -> bool:
        """Whether the high estimate is more than the desk can do."""
        return self.excess > 1e-9


@dataclass(frozen=True, slots=True)
class WaveProposal:
    """Waves for one action.

    `fits` tells whether the desks can do it then, `late` how many days after the phase it ends.
    """

    action: str
    waves: tuple[Wave, ...]
    fits: bool
    late: int


def loads(plan: Plan) -> tuple[Load, ...]:
    """Return every desk and week in which something is expected, in order."""
    week_loads = []
    for desk in plan.desks:
        low, high = (_demand(plan, desk.id, which) for which in ("low", "high"))
        week_loads += [
            Load(
                desk.id,
                monday,
                float(low[monday]),
                float(high[monday]),
                float(_able(desk, monday)),
                _reduced(desk, monday),
            )
            for monday in sorted(high)
        ]
    return tuple(week_loads)


def peaks(plan: Plan) -> tuple[Load, ...]:
    """Return the worst week of every desk that something is expected of, in order of desk.

    That is the week with most too much, else with least room: when it fits, every week does.
    """
    worst: dict[str, Load] = {}
    for load in loads(plan):
        if load.desk not in worst or load.excess > worst[load.desk].excess + 1e-9:
            worst[load.desk] = load
    return tuple(worst.values())


def propose(plan: Plan) -> tuple[WaveProposal, ...]:
    """Return waves for the fewest actions, so that no desk is asked more than it can do.

    What fits within the dates goes first, then the fewest waves; the heaviest action first.
    """
    proposals: list[WaveProposal] = []
    while any(load.over for load in loads(plan)):
        heavy = [a for a in plan.actions if a.active and a.response and not a.waves]
        options = [(_waves(plan, a), a) for a in heavy if _excess(plan, a, a.waves) > 0]
        options = [(p, a) for p, a in options if p.waves]
        if not options:
            break
        best, _ = min(options, key=lambda pair: _merit(*pair))
        plan = apply(plan, [best])
        proposals.append(best)
    return tuple(proposals)


def _merit(proposal: WaveProposal, action: Action) -> tuple[bool, int, int, int, str]:
    people = action.response.high if action.response else 0
    return (not proposal.fits, proposal.late, len(proposal.waves), -people, action.id)


def apply(plan: Plan, proposals: Iterable[WaveProposal]) -> Plan:
    """Return the plan with the waves of the proposals."""
    waves = {proposal.action: proposal.waves for proposal in proposals}
    actions = tuple(
        a.model_copy(update={"waves": waves[a.id]}) if a.id in waves else a for a in plan.actions
    )
    return plan.model_copy(update={"actions": actions})


def _demand(plan: Plan, desk: str, which: str, without: str = "") -> dict[date, Fraction]:
    """Return the reactions a desk gets per week (`which`: the low or the high estimate)."""
    total: dict[date, Fraction] = {}
    for action in plan.actions:
        if action.active and action.id != without:
            for monday, people in _week_demand(action, desk, which, action.waves).items():
                total[monday] = total.get(monday, Fraction(0)) + people
    return total


def _week_demand(
    action: Action, desk: str, which: str, waves: Iterable[Wave]
) -> dict[date, Fraction]:
    """Return what one action asks of a desk per week: evenly from each moment."""
    response = action.response
    if response is None or not response.desks.get(desk):
        return {}
    people = Fraction(response.desks[desk]) / 100 * getattr(response, which)
    parts = [(wave.start, Fraction(wave.share) / 100) for wave in waves]
    weeks: dict[date, Fraction] = {}
    for start, part in parts or [(action.start, Fraction(1))]:
        for monday, days in _days(start, 7 * response.weeks):
            weeks[monday] = weeks.get(monday, Fraction(0)) + people * part * days
    return weeks


def _days(start: date, count: int) -> Iterator[tuple[date, Fraction]]:
    """Yield each Monday with the part of so many days from a start that is in its week."""
    left, day = count, start
    while left:
        inside = min(left, 7 - day.weekday())
        yield _monday(day), Fraction(inside, count)
        left, day = left - inside, day + timedelta(days=inside)


@lru_cache(maxsize=4096)
def _able(desk: Desk, monday: date) -> Fraction:
    """Return what a desk can do in a week: a fifth for each weekday that it is open."""
    days = (monday + timedelta(days=i) for i in range(5))
    return sum(
        (Fraction(_rate(desk, day), 5) for day in days if freedays.working(day)), Fraction(0)
    )


def _reduced(desk: Desk, monday: date) -> tuple[str, ...]:
    """Return what makes a desk do less in a week than it does as a rule."""
    days = [monday + timedelta(days=i) for i in range(5)]
    names = [name for day in days if (name := freedays.public(day))]
    less = any(freedays.working(day) and _rate(desk, day) < desk.per_week for day in days)
    return tuple(dict.fromkeys([*names, *([OTHER_NUMBERS] if less else [])]))


def _rate(desk: Desk, day: date) -> int:
    for other in desk.exceptions:
        if other.start <= day <= other.end:
            return other.per_week
    return desk.per_week


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _excess(plan: Plan, action: Action, waves: Iterable[Wave]) -> Fraction:
    """Return by how much desks are asked too much in the weeks of an action in these waves."""
    waves = tuple(waves)
    return sum((over(waves) for over in _overs(plan, action)), Fraction(0))


def _overs(plan: Plan, action: Action) -> list[Callable[[tuple[Wave, ...]], Fraction]]:
    """Return for each desk of an action how much waves ask too much, beside all other actions."""
    desks = action.response.desks if action.response else {}
    return [
        partial(_over, desk, action, _demand(plan, desk.id, "high", without=action.id))
        for desk in plan.desks
        if desks.get(desk.id)
    ]


def _over(desk: Desk, action: Action, others: Weeks, waves: tuple[Wave, ...]) -> Fraction:
    demand = _week_demand(action, desk.id, "high", waves)
    over = (people + others.get(m, Fraction(0)) - _able(desk, m) for m, people in demand.items())
    return sum((max(Fraction(0), more) for more in over), Fraction(0))


def _waves(plan: Plan, action: Action) -> WaveProposal:
    """Return the fewest waves closest together that fit; else those that ask least too much."""
    end = next(p.end for p in plan.phases if p.phase == action.phase)
    overs = _overs(plan, action)
    now = sum((over(()) for over in overs), Fraction(0))
    best = WaveProposal(action.id, (), False, 0)
    for waves in _options(plan, action, end):
        total = sum((over(waves) for over in overs), Fraction(0))
        late = max(0, (waves[-1].start - end).days)
        if total == 0:
            return WaveProposal(action.id, waves, True, late)
        if total < now and not late:
            now, best = total, WaveProposal(action.id, waves, False, 0)
    return best


def event_day(plan: Plan, action: Action) -> date | None:
    """Return the day of the action or milestone that an action invites to, if it does."""
    days = {other.id: other.start for other in plan.actions}
    days |= {milestone.id: milestone.day for milestone in plan.milestones}
    return days.get(action.invites_to or "")


def _options(plan: Plan, action: Action, end: date) -> list[tuple[Wave, ...]]:
    """Return ways to divide an action: first within its phase, few waves and close together.

    Nobody is invited on the day itself or after it.
    """
    most, event = int(constant("meeste_golven")), event_day(plan, action)
    ways = [
        _equal_waves(plan, action, n, gap)
        for n in range(2, most + 1)
        for gap in range(1, WIDEST + 1)
    ]
    ways = [waves for waves in ways if event is None or waves[-1].start < event]
    within = [waves for waves in ways if waves[-1].start <= end]
    after = [waves for waves in ways if waves[-1].start > end]
    return [*within, *sorted(after, key=lambda waves: waves[-1].start)]


def _equal_waves(plan: Plan, action: Action, count: int, gap: int) -> tuple[Wave, ...]:
    """Return so many equal waves, so many weeks apart, none in a holiday."""
    base, extra = divmod(100, count)
    waves: list[Wave] = []
    for i in range(count):
        day = action.start + i * gap * WEEK
        if waves:
            day = max(day, waves[-1].start + WEEK)
        share = base + (i < extra)
        waves.append(
            Wave.model_validate(
                {"start": _open(plan, day), "deel": share, "waar": f"deel {i + 1} van {count}"}
            )
        )
    return tuple(waves)


def _open(plan: Plan, day: date) -> date:
    """Return the day, or the first working day after it outside a school holiday."""
    while not freedays.working(day) or freedays.on_break(plan.region, day):
        pause = freedays.on_break(plan.region, day)
        day = (pause.end if pause else day) + timedelta(days=1)
    return day
