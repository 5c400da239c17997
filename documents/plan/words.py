"""A channel plan in words: rows of every table, once, so that all documents say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from documents.labels import upper
from dutch import amount, day, listing, whole
from engine.knowledge import own_findings
from engine.model import UNKNOWN, Rulebook
from plans.model import Action, Group, Plan

NOT_FILLED = "nog niet ingevuld"
STATUS = {"gepland": "Gepland", "bezig": "Bezig", "klaar": "Klaar", "vervallen": "Vervallen"}
SCALE = {"straat": "een straat", "wijk": "een wijk", "hele-gebied": "het hele gebied"}
LEARNED = "Wat we eerder maten en leerden"
MOST_LESSONS = 5
HEADS = ("Middel en moment", "Doelgroep", "Inhoud en boodschap", "Planning", "Actiehouder")


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of the plan: its name, what it shows, its heads and its rows of texts.

    `numeric` columns hold numbers. `levels`, if any, has for every cell a colour from 0 to 100.
    """

    name: str
    summary: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numeric: tuple[int, ...] = ()
    levels: tuple[tuple[float | None, ...], ...] = ()


def grids(plan: Plan, book: Rulebook) -> tuple[Grid, ...]:
    """Return every table of the plan, in reading order."""
    return (
        matrix(plan, book),
        calendar(plan, book),
        measures(plan),
        groups(plan, book),
        phases(plan, book),
        costs(plan, book),
    )


def lessons(plan: Plan, book: Rulebook) -> tuple[tuple[str, str], ...]:
    """Return the date of what was learned about the subject of the plan, and what; newest first."""
    found = own_findings.lessons_on(book, plan.project.subject)[:MOST_LESSONS]
    return tuple(
        (f"{day(one.day)}:", f"{one.text.removesuffix('.')}. (Bron: {one.source})") for one in found
    )


def matrix(plan: Plan, book: Rulebook) -> Grid:
    """Return phases × groups: the channels of the actions in each cell, if any."""
    names = [book.phases[item.phase].name for item in plan.phases]
    return Grid(
        "Matrix",
        "Per doelgroep en fase de kanalen van de acties die doorgaan.",
        ("Doelgroep", *names),
        tuple(_across(plan, book, group) for group in plan.groups),
        (2.6, *([3] * len(names))),
    )


def _across(plan: Plan, book: Rulebook, group: Group) -> tuple[str, ...]:
    counted = plan.phases_of(group)
    cells = (
        _cell(plan, book, group.id, item.phase) if item.phase in counted else "Telt niet mee"
        for item in plan.phases
    )
    return (group.name, *cells)


def _cell(plan: Plan, book: Rulebook, group: str, phase: str) -> str:
    found = [
        action.channel
        for action in plan.actions
        if action.active and action.phase == phase and group in action.groups
    ]
    names = [book.channels[slug].beside for slug in dict.fromkeys(found)]
    return upper(listing(names)) if names else "Niets gepland"


def ordered(plan: Plan) -> list[Action]:
    """Return the actions in order of their first day."""
    return sorted(plan.actions, key=lambda action: (action.start, action.id))


def calendar(plan: Plan, book: Rulebook) -> Grid:
    """Return the communication calendar, with the heads that the field uses."""
    rows = tuple(
        (
            f"{book.channels[action.channel].name}: {action.what}",
            listing([plan.group(id_).name for id_ in action.groups]),
            action.message or plan.project.message or NOT_FILLED,
            planning(action),
            action.who or NOT_FILLED,
        )
        for action in ordered(plan)
    )
    return Grid("Communicatiekalender", "Alle acties op volgorde van begin.", HEADS, rows,
                (3, 3, 4, 3, 2))  # fmt: skip


def planning(action: Action) -> str:
    """Return when an action is, how often, and in which parts."""
    said = span(action.start, action.end)
    more = f", {action.frequency}" if action.frequency else ""
    waves = "; ".join(
        f"{day(wave.start)}: {wave.share.normalize():f} % {wave.where or ''}".rstrip()
        for wave in action.waves
    )
    cancelled = " (vervallen)" if not action.active else ""
    return f"{said}{more}{f'. In delen: {waves}' if waves else ''}{cancelled}"


def span(start: date, end: date | None) -> str:
    """Return a period: one day, or from and to."""
    return day(start) if end is None or end == start else f"{day(start)} tot en met {day(end)}"


def measures(plan: Plan) -> Grid:
    """Return what is measured, the norm and the state of every action."""
    rows = tuple(
        (
            action.what,
            action.target.measure if action.target else NOT_FILLED,
            action.target.norm if action.target else NOT_FILLED,
            (action.target.result or "") if action.target else "",
            STATUS[action.status],
        )
        for action in ordered(plan)
    )
    heads = ("Actie", "Wat je meet", "Norm", "Uitkomst", "Stand")
    return Grid("Metingen", "Per actie wat je meet en hoe het ervoor staat.", heads, rows,
                (4, 3, 3, 2, 1.5))  # fmt: skip


def groups(plan: Plan, book: Rulebook) -> Grid:
    """Return the target groups: size, ages, profiles and where that comes from."""
    rows = tuple(
        (
            group.name,
            whole(group.size) if group.size else UNKNOWN,
            _mix({book.ages[slug].name: share for slug, share in group.ages.items()}),
            _mix({book.profiles[slug].name: share for slug, share in group.profiles.items()}),
            ". ".join(filter(None, (group.origin, group.note))),
        )
        for group in plan.groups
    )
    heads = ("Doelgroep", "Omvang", "Leeftijd", "Profiel", "Toelichting")
    return Grid("Doelgroepen", "Wie je wilt bereiken.", heads, rows, (3, 1.3, 3, 4, 4), (1,))


def _mix(shares: dict[str, Decimal]) -> str:
    said = [f"{name} {amount(share)} %" for name, share in shares.items()]
    return listing(said) if said else UNKNOWN


def phases(plan: Plan, book: Rulebook) -> Grid:
    """Return the phases that count, with their dates and goals."""
    rows = tuple(
        (book.phases[item.phase].name, span(item.start, item.end), item.goal or NOT_FILLED)
        for item in plan.phases
    )
    return Grid("Fasen", "De fasen die tellen.", ("Fase", "Wanneer", "Doel"), rows, (3, 4, 5))


def costs(plan: Plan, book: Rulebook) -> Grid:
    """Return what the actions cost by the advisor's own estimate, with the total."""
    going = [action for action in ordered(plan) if action.active]
    rows = [
        (
            action.what,
            book.channels[action.channel].name,
            _amount(action.cost),
            _amount(action.hours),
        )
        for action in going
    ]
    total = (
        "Samen",
        "",
        amount(sum((a.cost or Decimal(0) for a in going), Decimal(0))),
        amount(sum((a.hours or Decimal(0) for a in going), Decimal(0))),
    )
    heads = ("Actie", "Kanaal", "Kosten (euro)", "Uren")
    return Grid("Kosten en uren", "Je eigen schatting per actie.", heads, (*rows, total),
                (5, 3, 2, 1.5), (2, 3))  # fmt: skip


def _amount(value: Decimal | None) -> str:
    return amount(value) if value is not None else ""


def expected(plan: Plan) -> Iterator[tuple[Action, str]]:
    """Yield each action to which residents react, with how many the advisor expects."""
    for action in ordered(plan):
        if action.active and action.response:
            given = action.response
            weeks = "1 week" if given.weeks == 1 else f"{given.weeks} weken"
            yield action, f"{whole(given.low)} tot {whole(given.high)} reacties in {weeks}"


def desks(plan: Plan, action: Action) -> str:
    """Return which desks get the reactions to an action, as shares."""
    shares: Sequence[tuple[str, Decimal]] = (
        list(action.response.desks.items()) if action.response else []
    )
    names = {desk.id: desk.name for desk in plan.desks}
    return listing([f"{names.get(id_, id_)} {amount(share)} %" for id_, share in shares])
