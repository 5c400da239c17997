"""What actions achieved and where the cycle stands, as Dutch keys and as lines of Dutch."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from dutch import amount, counted, euro, percent, whole
from listening.counter import DeskLoad, warning
from listening.cycle import LogEntry
from listening.effects.effect import UNSURE, Effect
from listening.effects.results import ActionRecord, FunnelStep, Result, leak
from listening.uses import Page


@dataclass(frozen=True, slots=True)
class Standing:
    """Demand per desk, steps per form, decisions, and all schemes in one place."""

    desks: tuple[DeskLoad, ...] = ()
    paths: Mapping[str, tuple[FunnelStep, ...]] = field(default_factory=dict)
    log: tuple[LogEntry, ...] = ()
    pages: tuple[Page, ...] = ()


def change(item: Effect) -> str:
    """Say a change in one honest sentence."""
    if item.ratio is None or item.low is None or item.high is None:
        return f"{UNSURE.capitalize()}. {item.why}"
    between = f"tussen {_with_sign(item.low)} en {_with_sign(item.high)}"
    beside = ", vergeleken met de andere reeks" if item.has_control else ""
    if item.word == UNSURE:
        reason = f" {item.why}" if item.why else ""
        return f"Niet te zeggen of er iets veranderde: {between}{beside}.{reason}"
    return (
        f"{item.word.capitalize()}: {_with_sign(item.ratio)} ({between} met 90 procent "
        f"zekerheid{beside})."
    )


def trust_lines(item: Effect) -> Iterator[str]:
    """Yield why a change can be believed, or what could not be seen."""
    if item.word == UNSURE and item.smallest is not None:
        yield (
            f"een verandering was pas te zien vanaf {_with_sign(1 + item.smallest)} of "
            f"{_with_sign(1 / (1 + item.smallest))}; kleiner kan dus best"
        )
    if item.placebo is not None and item.placebo.moments:
        yield (
            f"op {counted(item.placebo.moments, 'moment', 'momenten')} zonder actie zou ik er "
            f"{item.placebo.named or 'geen'} hebben genoemd"
        )
    if item.wild or item.jumps:
        apart = (
            f"{counted(item.wild, 'dag', 'dagen')} met een uitschieter" if item.wild else "",
            f"{counted(item.jumps, 'sprong', 'sprongen')} vóór de actie" if item.jumps else "",
        )
        yield f"telt niet mee: {' en '.join(filter(None, apart))}"


def proposed_line(item: Result) -> str:
    """Say with which series the action could be compared, if any."""
    if not item.proposed:
        return ""
    names = ", ".join(f"'{one.name}' ({percent(one.part)})" for one in item.proposed)
    return f"vergelijken kan met {names}: zoveel van de schommelingen vóór de actie was gelijk"


def _with_sign(ratio: float) -> str:
    value = round((ratio - 1) * 100)
    return f"+{value} %" if value > 0 else f"−{-value} %" if value < 0 else "0 %"


def result(item: Result) -> dict[str, Any]:
    """Return one action with what it achieved."""
    action = item.action
    return {
        "naam": action.name,
        "onderwerp": action.subject,
        "kanaal": action.channel,
        "begin": action.start.isoformat(),
        "einde": action.end.isoformat(),
        "reeks": action.series,
        "vergelijk": action.control,
        "vergelijken_kan_met": [one.name for one in item.proposed],
        "effect": effect(item.effect),
        "bereikt": action.reached,
        "in_contact": action.contact,
        "geholpen": action.helped,
        "stappen": [step(one) for one in item.funnel],
        "grootste_uitval": item.leak,
        "kosten": action.cost,
        "uren": action.hours,
        "telefoontjes_minder": action.calls,
        "euro_totaal": item.euros,
        "euro_bespaard": item.savings,
        "euro_per_geholpen": item.per_helped,
    }


def effect(item: Effect) -> dict[str, Any]:
    """Return a change."""
    return {
        "woord": item.word,
        "zin": change(item),
        "verhouding": item.ratio,
        "van": item.low,
        "tot": item.high,
        "per_dag_ervoor": item.before,
        "per_dag_erna": item.after,
        "dagen_ervoor": item.days_before,
        "dagen_erna": item.days_after,
        "met_vergelijking": item.has_control,
        "kleinste_zichtbaar": item.smallest,
        "uitschieters": item.wild,
        "sprongen": item.jumps,
        "momenten_zonder_actie": item.placebo.moments if item.placebo else None,
        "daarvan_genoemd": item.placebo.named if item.placebo else None,
    }


def step(item: FunnelStep) -> dict[str, Any]:
    """Return a step of a funnel."""
    return {"stap": item.name, "aantal": item.count, "deel": item.part}


def result_lines(item: Result) -> Iterator[str]:
    """Yield one action with what it achieved."""
    action = item.action
    yield f"{action.name} ({action.start} tot en met {action.end})"
    yield f"  {action.series}: {change(item.effect)}"
    yield from (f"  {line}" for line in trust_lines(item.effect))
    if proposal := proposed_line(item):
        yield f"  {proposal}"
    group = f", voor {action.group}" if action.group else ""
    yield f"  kanaal: {action.channel}{group}"
    yield from (f"  {line}" for line in funnel_lines(item.funnel))
    if work := work_line(action):
        yield f"  {work}"
    if item.euros is not None:
        per = f", per geholpen inwoner {euro(item.per_helped)}" if item.per_helped else ""
        yield f"  samen {euro(item.euros)}{per}"
    if action.hours and not item.hours_priced:
        yield "  de uren tellen niet mee in euro: er is geen uurprijs ingevuld"
    if item.savings is not None:
        yield f"  minder telefoon: {euro(item.savings)}"


def work_line(action: ActionRecord) -> str:
    """Say what an action took and saved, as far as it was written down."""
    counted = ((action.cost, "euro kosten"), (action.hours, "uur werk"),
               (action.calls, "telefoontjes minder"))  # fmt: skip
    return ", ".join(f"{amount(count)} {what}" for count, what in counted if count is not None)


def funnel_lines(steps: tuple[FunnelStep, ...]) -> Iterator[str]:
    """Yield the steps of a funnel and where most people dropped out."""
    if steps:
        yield " → ".join(
            f"{whole(s.count)} {s.name}{f' ({percent(s.part)})' if s.part is not None else ''}"
            for s in steps
        )
    if worst := leak(steps):
        yield f"de meeste mensen haken af vóór: {worst}"


def standing(item: Standing, today: date) -> dict[str, Any]:
    """Return where the cycle stands."""
    return {
        "drukte": [desk(one) for one in item.desks],
        "formulieren": [
            {"formulier": name, "stappen": [step(s) for s in steps], "grootste_uitval": leak(steps)}
            for name, steps in item.paths.items()
        ],
        "logboek": [entry(one, today) for one in item.log],
        "regelingen": [page(one) for one in item.pages],
    }


def desk(item: DeskLoad) -> dict[str, Any]:
    """Return demand at one desk."""
    return {
        "onderwerp": item.subject,
        "kanaal": item.channel,
        "aantal": item.count,
        "in_een_keer": item.once,
        "vraag_laatste_week": item.demand,
        "capaciteit_laatste_week": item.capacity,
        "te_druk": item.too_much,
    }


def entry(item: LogEntry, today: date) -> dict[str, Any]:
    """Return a decision."""
    return {
        "datum": item.day.isoformat(),
        "onderwerp": item.subject,
        "stap": item.step,
        "besluit": item.decision,
        "volgende_stap": item.next,
        "eigenaar": item.owner,
        "rol": item.role,
        "voor": item.due.isoformat() if item.due else None,
        "te_laat": item.late(today),
        "geleerd": item.lesson,
    }


def page(item: Page) -> dict[str, Any]:
    """Return a scheme."""
    keys = {"subject": "onderwerp", "scheme": "regeling", "title": "titel", "address": "adres",
            "text": "tekst", "channels": "kanalen", "partner": "partner"}  # fmt: skip
    return {keys[key]: value for key, value in asdict(item).items()}


def standing_lines(item: Standing, today: date) -> Iterator[str]:
    """Yield where the cycle stands."""
    for one in item.desks:
        once = f", {percent(one.once)} in één keer klaar" if one.once is not None else ""
        yield f"{one.subject}, {one.channel}: {whole(one.count)} contacten{once}"
        if one.too_much:
            yield f"  TE DRUK – {warning(one)}"
    for name, steps in item.paths.items():
        yield name
        yield from (f"  {line}" for line in funnel_lines(steps))
    for decision in item.log:
        late = " – TE LAAT" if decision.late(today) else ""
        due = f" (voor {decision.due}){late}" if decision.due else ""
        about = f"{decision.day} {decision.subject}, {decision.step}"
        yield f"{about}: {decision.decision} [{decision.owner}, {decision.role}]"
        if decision.next:
            yield f"  volgende stap: {decision.next}{due}"
        if decision.lesson:
            yield f"  geleerd: {decision.lesson}"
    for scheme in item.pages:
        extra = ", ".join(filter(None, (scheme.channels, scheme.partner)))
        yield f"{scheme.subject}: {scheme.scheme} – {scheme.title}{f' ({extra})' if extra else ''}"
