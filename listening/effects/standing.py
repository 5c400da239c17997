"""What actions achieved and where the cycle stands, as Dutch keys and as lines of Dutch."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from dutch import amount, euro, percent, whole
from listening.counter import Desk, warning
from listening.cycle import Entry
from listening.effects.effect import UNSURE, Effect
from listening.effects.results import Action, Result, Step, leak
from listening.uses import Page


@dataclass(frozen=True, slots=True)
class Standing:
    """Demand per desk, steps per form, decisions, and all schemes in one place."""

    desks: tuple[Desk, ...] = ()
    paths: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    log: tuple[Entry, ...] = ()
    pages: tuple[Page, ...] = ()


def change(found: Effect) -> str:
    """Say a change in one honest sentence."""
    if found.ratio is None or found.low is None or found.high is None:
        return f"{UNSURE}. {found.why}".capitalize()
    between = f"tussen {_signed(found.low)} en {_signed(found.high)}"
    beside = ", vergeleken met de andere reeks" if found.controlled else ""
    if found.word == UNSURE:
        return f"Niet te zeggen of er iets veranderde: {between}{beside}."
    return (
        f"{found.word.capitalize()}: {_signed(found.ratio)} ({between} met 90 procent "
        f"zekerheid{beside})."
    )


def _signed(ratio: float) -> str:
    value = round((ratio - 1) * 100)
    return f"+{value} %" if value > 0 else f"−{-value} %" if value < 0 else "0 %"


def result(found: Result) -> dict[str, Any]:
    """Return one action with what it achieved."""
    action = found.action
    return {
        "naam": action.name,
        "onderwerp": action.subject,
        "kanaal": action.channel,
        "begin": action.start.isoformat(),
        "einde": action.end.isoformat(),
        "reeks": action.series,
        "vergelijk": action.control,
        "effect": effect(found.effect),
        "bereikt": action.reached,
        "in_contact": action.contact,
        "geholpen": action.helped,
        "stappen": [step(one) for one in found.funnel],
        "grootste_uitval": found.leak,
        "kosten": action.cost,
        "uren": action.hours,
        "telefoontjes_minder": action.calls,
        "euro_totaal": found.euros,
        "euro_bespaard": found.saved,
        "euro_per_geholpen": found.per_helped,
    }


def effect(found: Effect) -> dict[str, Any]:
    """Return a change."""
    return {
        "woord": found.word,
        "zin": change(found),
        "verhouding": found.ratio,
        "van": found.low,
        "tot": found.high,
        "per_dag_ervoor": found.before,
        "per_dag_erna": found.after,
        "dagen_ervoor": found.days_before,
        "dagen_erna": found.days_after,
        "met_vergelijking": found.controlled,
    }


def step(found: Step) -> dict[str, Any]:
    """Return a step of a funnel."""
    return {"stap": found.name, "aantal": found.count, "deel": found.part}


def told(found: Result) -> Iterator[str]:
    """Yield one action with what it achieved."""
    action = found.action
    yield f"{action.name} ({action.start} tot en met {action.end})"
    yield f"  {action.series}: {change(found.effect)}"
    group = f", voor {action.group}" if action.group else ""
    yield f"  kanaal: {action.channel}{group}"
    yield from (f"  {line}" for line in told_funnel(found.funnel))
    if work := told_work(action):
        yield f"  {work}"
    if found.euros is not None:
        per = f", per geholpen inwoner {euro(found.per_helped)}" if found.per_helped else ""
        yield f"  samen {euro(found.euros)}{per}"
    if action.hours and not found.hours_priced:
        yield "  de uren tellen niet mee in euro: er is geen uurprijs ingevuld"
    if found.saved is not None:
        yield f"  minder telefoon: {euro(found.saved)}"


def told_work(action: Action) -> str:
    """Say what an action took and saved, as far as it was written down."""
    counted = ((action.cost, "euro kosten"), (action.hours, "uur werk"),
               (action.calls, "telefoontjes minder"))  # fmt: skip
    return ", ".join(f"{amount(count)} {what}" for count, what in counted if count is not None)


def told_funnel(steps: tuple[Step, ...]) -> Iterator[str]:
    """Yield the steps of a funnel and where most people dropped out."""
    if steps:
        yield " → ".join(
            f"{whole(s.count)} {s.name}{f' ({percent(s.part)})' if s.part is not None else ''}"
            for s in steps
        )
    if worst := leak(steps):
        yield f"de meeste mensen haken af vóór: {worst}"


def standing(found: Standing, today: date) -> dict[str, Any]:
    """Return where the cycle stands."""
    return {
        "drukte": [desk(one) for one in found.desks],
        "formulieren": [
            {"formulier": name, "stappen": [step(s) for s in steps], "grootste_uitval": leak(steps)}
            for name, steps in found.paths.items()
        ],
        "logboek": [entry(one, today) for one in found.log],
        "regelingen": [page(one) for one in found.pages],
    }


def desk(found: Desk) -> dict[str, Any]:
    """Return demand at one desk."""
    return {
        "onderwerp": found.subject,
        "kanaal": found.channel,
        "aantal": found.count,
        "in_een_keer": found.once,
        "vraag_laatste_week": found.demand,
        "capaciteit_laatste_week": found.capacity,
        "te_druk": found.too_much,
    }


def entry(found: Entry, today: date) -> dict[str, Any]:
    """Return a decision."""
    return {
        "datum": found.day.isoformat(),
        "onderwerp": found.subject,
        "stap": found.step,
        "besluit": found.decision,
        "volgende_stap": found.next,
        "eigenaar": found.owner,
        "rol": found.role,
        "voor": found.due.isoformat() if found.due else None,
        "te_laat": found.late(today),
        "geleerd": found.learned,
    }


def page(found: Page) -> dict[str, Any]:
    """Return a scheme."""
    keys = {"subject": "onderwerp", "scheme": "regeling", "title": "titel", "address": "adres",
            "text": "tekst", "channels": "kanalen", "partner": "partner"}  # fmt: skip
    return {keys[key]: value for key, value in asdict(found).items()}


def told_standing(found: Standing, today: date) -> Iterator[str]:
    """Yield where the cycle stands."""
    for one in found.desks:
        once = f", {percent(one.once)} in één keer klaar" if one.once is not None else ""
        yield f"{one.subject}, {one.channel}: {whole(one.count)} contacten{once}"
        if one.too_much:
            yield f"  TE DRUK – {warning(one)}"
    for name, steps in found.paths.items():
        yield name
        yield from (f"  {line}" for line in told_funnel(steps))
    for made in found.log:
        late = " – TE LAAT" if made.late(today) else ""
        due = f" (voor {made.due}){late}" if made.due else ""
        yield f"{made.day} {made.subject}, {made.step}: {made.decision} [{made.owner}, {made.role}]"
        if made.next:
            yield f"  volgende stap: {made.next}{due}"
        if made.learned:
            yield f"  geleerd: {made.learned}"
    for scheme in found.pages:
        extra = ", ".join(filter(None, (scheme.channels, scheme.partner)))
        yield f"{scheme.subject}: {scheme.scheme} – {scheme.title}{f' ({extra})' if extra else ''}"
