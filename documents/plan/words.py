"""A channel plan in words: rows of every table, once, so that all documents say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from documents.labels import lower, upper
from documents.plan.brief import few
from dutch import amount, day, listing, whole
from engine.knowledge import own_findings
from engine.model import UNKNOWN, Rulebook
from plans.capacity import Load
from plans.model import STATUS_NAMES, Action, Group, Plan, Target
from plans.model.status import DRAFT, PROPOSED
from plans.money import Total, Totals
from plans.planning.lead_times import step_name
from plans.planning.working_back import dated

NOT_FILLED, EMPTY = "nog niet ingevuld", "–"
CORE = "Kernboodschap"
EMBARGO = "Embargo: niet eerder naar buiten dan {}"
SCALE = {"straat": "een straat", "wijk": "een wijk", "hele-gebied": "het hele gebied"}
LEARNED = "Wat we eerder maten en leerden"
MOST_LESSONS, MOST_NAMED = 5, 3
POSTS = {"action": "Actie", "line": "Begroting", "channel": "Vast, van het kanaal"}
MILESTONES = {
    "collegebesluit": "Het college besluit",
    "raadsbesluit": "De raad besluit",
    "raadscommissie": "De raadscommissie bespreekt het",
    "ter-inzage": "Ligt ter inzage",
    "persmoment": "Persmoment",
    "bijeenkomst": "Bijeenkomst",
    "uitvoering": "Uitvoering",
    "oplevering": "Oplevering",
    "ander": "Mijlpaal",
}
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


class DatedStep(NamedTuple):
    """What must be ready on a day, for which action, and by whom."""

    day: date
    action: str
    name: str
    who: str
    done: bool


def lessons(plan: Plan, book: Rulebook) -> tuple[tuple[str, str], ...]:
    """Return the date of what was learned about the subject of the plan, and what; newest first."""
    found = own_findings.lessons_on(book, plan.project.subject)[:MOST_LESSONS]
    return tuple(
        (f"{day(one.day)}:", f"{one.text.removesuffix('.')}. (Bron: {one.source})") for one in found
    )


def in_order(plan: Plan) -> list[Action]:
    """Return the actions in order of their first day; a proposal is none yet."""
    decided = (action for action in plan.actions if action.status != PROPOSED)
    return sorted(decided, key=lambda action: (action.start, action.id))


def calendar(plan: Plan, book: Rulebook) -> Grid:
    """Return the communication calendar, with the heads that the field uses.

    The core message of the plan is named and not repeated.
    """
    rows = tuple(
        (
            f"{book.channels[action.channel].name}: {action.what}",
            who_for(plan, action),
            action.message or (CORE if plan.project.message else EMPTY),
            planning(action),
            by_whom(plan, action),
        )
        for action in in_order(plan)
    )
    return Grid("Communicatiekalender", "Alle acties op volgorde van begin.", HEADS, rows,
                (3.1, 2.6, 2.3, 2.6, 3))  # fmt: skip


def who_for(plan: Plan, action: Action) -> str:
    """Return the groups of an action; in a word when they are all of them."""
    if len(plan.groups) > 1 and set(action.groups) == {group.id for group in plan.groups}:
        return "Alle groepen"
    return few([plan.group(id_).name for id_ in action.groups], MOST_NAMED)


def by_whom(plan: Plan, action: Action) -> str:
    """Return who does an action, with which partner, and in whose name it goes out."""
    partner = partner_of(plan, action)
    parts = (
        action.who,
        f"met {partner}" if partner else None,
        f"afzender: {action.sender}" if action.sender else None,
    )
    return "; ".join(filter(None, parts)) or EMPTY


def partner_of(plan: Plan, action: Action) -> str | None:
    """Return the name of the partner that does an action."""
    return next((one.name for one in plan.partners if one.id == action.partner), None)


def planning(action: Action) -> str:
    """Return when an action is, how often, in which parts, and under which embargo."""
    period = span(action.start, action.end)
    more = f", {action.frequency}" if action.frequency else ""
    waves = "; ".join(
        f"{day(wave.start)}: {wave.share.normalize():f} % {wave.where or ''}".rstrip()
        for wave in action.waves
    )
    state = f" ({STATUS_NAMES[action.status].lower()})" if action.status != DRAFT else ""
    parts = f". In delen: {waves}" if waves else ""
    embargo = f". {EMBARGO.format(day(action.embargo))}" if action.embargo else ""
    return f"{period}{more}{parts}{embargo}{state}"


def span(start: date, end: date | None) -> str:
    """Return a period: one day, or from and to."""
    return day(start) if end is None or end == start else f"{day(start)} tot en met {day(end)}"


def steps(plan: Plan) -> tuple[DatedStep, ...]:
    """Return what must be ready before actions that still go out, in order of day."""
    ahead = (
        DatedStep(
            step.day, action.what, step_name(step), step.who or action.who or EMPTY, step.done
        )
        for action in map(dated, in_order(plan))
        if action.active
        for step in action.steps
        if step.day
    )
    return tuple(sorted(ahead))


def preparation(plan: Plan) -> Grid:
    """Return what is not ready yet of what must be before the actions."""
    rows = tuple(
        (day(one.day), one.name, one.action, one.who) for one in steps(plan) if not one.done
    )
    heads = ("Klaar op", "Stap", "Voor", "Wie")
    return Grid("Voorbereiding", "Wat klaar moet zijn voordat acties beginnen.", heads, rows,
                (2.4, 2.8, 4, 2.6))  # fmt: skip


def measures(plan: Plan) -> Grid:
    """Return what is measured of actions, the norm, the outcome and how far each action is."""
    rows = tuple(
        (
            action.what,
            action.target.measure,
            action.target.norm or EMPTY,
            _outcome(action.target),
            STATUS_NAMES[action.status],
        )
        for action in in_order(plan)
        if action.target
    )
    heads = ("Actie", "Wat we meten", "Norm", "Uitkomst", "Stand")
    return Grid("Metingen", "Per actie wat we meten en hoe het ervoor staat.", heads, rows,
                (4, 3, 3, 2, 1.5))  # fmt: skip


def _outcome(target: Target) -> str:
    """Return what was measured last, with its day, or else the outcome in words."""
    if target.actual:
        last = target.actual[-1]
        return f"{last.value} ({day(last.day)})" if last.day else last.value
    return target.result or ""


def groups(plan: Plan, book: Rulebook) -> Grid:
    """Return the target groups: how many, who they are, how to speak to them, and more."""
    rows = tuple(
        (
            group.name,
            whole(group.size) if group.size else UNKNOWN,
            _mix({book.ages[slug].name: share for slug, share in group.ages.items()}),
            _mix({book.profiles[slug].name: share for slug, share in group.profiles.items()}),
            _address(group, book),
            _about(group, book),
        )
        for group in plan.groups
    )
    heads = ("Groep", "Aantal", "Leeftijd", "Profiel", "Boodschap, toon en taal", "Toelichting")
    return Grid("Doelgroepen", "Wie het plan wil bereiken.", heads, rows,
                (3, 1.3, 2.6, 3.2, 3.2, 3.6), (1,))  # fmt: skip


def _address(group: Group, book: Rulebook) -> str:
    """Return what is said to a group, how, in which languages, and what is at stake for it."""
    parts = (
        group.message,
        f"Toon: {group.tone}" if group.tone else None,
        f"Talen: {listing([upper(one) for one in group.languages])}" if group.languages else None,
        f"Op het spel: {lower(book.stakes[group.at_stake].name)}" if group.at_stake else None,
    )
    return " ".join(f"{part.removesuffix('.')}." for part in parts if part)


def _about(group: Group, book: Rulebook) -> str:
    """Return where a group comes from, what it has at stake, and what was estimated for it."""
    guesses = [
        f"{book.channels[slug].beside} {amount(fit)}" for slug, fit in group.own_channels.items()
    ]
    parts = (
        group.origin,
        group.note,
        group.effect,
        f"Belang: {group.interest}" if group.interest else None,
        f"Invloed: {group.influence}" if group.influence else None,
        f"Eigen schatting van 100: {listing(guesses)}" if guesses else None,
    )
    return " ".join(f"{part.removesuffix('.')}." for part in parts if part)


def _mix(shares: dict[str, Decimal]) -> str:
    parts = [f"{name} {amount(share)} %" for name, share in shares.items()]
    return listing(parts) if parts else UNKNOWN


def phases(plan: Plan, book: Rulebook) -> Grid:
    """Return the phases that count and the days others decide on, in order of time."""
    rows = [
        (
            (item.start, 0, at),
            (
                f"{item.name} ({lower(book.phases[item.phase].name)})"
                if item.name
                else book.phases[item.phase].name,
                span(item.start, item.end),
                item.goal or EMPTY,
            ),
        )
        for at, item in enumerate(plan.phases)
    ]
    rows += [
        ((one.day, 1, at), (one.name, span(one.day, one.end), one.note or MILESTONES[one.kind]))
        for at, one in enumerate(plan.milestones)
    ]
    heads = ("Fase of mijlpaal", "Wanneer", "Doel of wat er gebeurt")
    return Grid("Fasen", "De fasen die tellen en de dagen waarop anderen beslissen.", heads,
                tuple(row for _, row in sorted(rows)), (3, 3.6, 5))  # fmt: skip


def costs(asked: Totals) -> Grid:
    """Return what the plan costs and takes, a row a post; what has no price is unknown."""
    rows = tuple(
        (post.name, POSTS[post.kind], *(_amount(value) for value in post.price))
        for post in asked.posts
    )
    heads = ("Post", "Soort", "Kosten (euro)", "Uren")
    return Grid("Kosten en uren", "Wat het plan kost en vraagt, naar de schatting van de "
                "organisatie.", heads, rows, (5, 2, 2, 1.5), (2, 3))  # fmt: skip


def sums(asked: Totals, channels: int, most: int) -> Grid:
    """Return money, hours and channels against their limits, with what is not known."""
    rows = [
        (
            name,
            amount(total.known),
            str(len(total.unknown)),
            amount(total.limit) if total.limit is not None else "geen",
            _left(total),
        )
        for name, total in (("Geld (euro)", asked.euro), ("Uren", asked.uur))
    ]
    rows.append(("Kanalen", str(channels), "0", str(most), str(most - channels)))
    heads = ("Waarvan", "Geraamd", "Posten onbekend", "Grens", "Over")
    return Grid("Grenzen", "Wat het plan vraagt tegen wat er is.", heads, tuple(rows),
                (3, 2, 2, 2, 3), (1, 2, 3))  # fmt: skip


def _left(total: Total) -> str:
    if total.left is None:
        return ""
    left = amount(total.left) if total.left >= 0 else f"{amount(-total.left)} te veel"
    return f"{left}; staat nog niet vast" if total.verdict == "onzeker" else left


def budget(plan: Plan) -> Grid:
    """Return the lines of the budget."""
    rows = tuple(
        (
            line.post,
            _amount(line.estimate),
            amount(line.actual) if line.actual is not None else "",
            line.covered_by or "",
            " ".join(filter(None, (line.vat, f"({amount(line.vat_rate)} %)" if line.vat_rate else
                                   None))),
            line.note or "",
        )
        for line in plan.money
    )  # fmt: skip
    heads = ("Post", "Raming (euro)", "Werkelijk (euro)", "Gedekt uit", "Btw", "Notitie")
    return Grid("Begroting", "De posten van de begroting.", heads, rows, (4, 2, 2, 3, 2.4, 3),
                (1, 2))  # fmt: skip


def results(plan: Plan) -> Grid:
    """Return what the plan must bring: now, the goal with its day, and what came of it."""
    rows = tuple(
        (
            one.measure,
            one.baseline.value if one.baseline else UNKNOWN,
            one.norm or EMPTY,
            day(one.by or plan.project.end),
            _outcome(one),
        )
        for one in plan.results
    )
    heads = ("Meting", "Nu", "Doel", "Op", "Uitkomst")
    return Grid("Resultaat", "Wat het plan moet opleveren.", heads, rows, (4, 2, 2.4, 2.4, 2.4))


def capacity(plan: Plan, worst_weeks: Sequence[Load]) -> Grid:
    """Return what each desk can do in a week, and its worst week."""
    worst = {load.desk: load for load in worst_weeks}
    rows = []
    for desk in plan.desks:
        load = worst.get(desk.id)
        rows.append(
            (
                desk.name,
                whole(desk.per_week),
                day(load.monday) if load else "",
                whole(load.high) if load else "",
                whole(load.capacity) if load else "",
                ("te veel" if load.over else "past") if load else "",
            )
        )
    heads = ("Loket", "Plaats per week", "Drukste week", "Reacties", "Plaats dan", "Past het?")
    return Grid("Capaciteit", "Hoeveel reacties elk loket aankan, en de drukste week.", heads,
                tuple(rows), (3.4, 2, 2.8, 1.6, 1.6, 1.6), (1, 3, 4))  # fmt: skip


def without_empty(grid: Grid) -> Grid:
    """Return a table without the columns in which nothing stands; the first always stays."""
    kept = [
        i
        for i in range(len(grid.heads))
        if i == 0 or any(row[i] not in ("", EMPTY, UNKNOWN, NOT_FILLED) for row in grid.rows)
    ]
    return replace(
        grid,
        heads=tuple(grid.heads[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in grid.rows),
        widths=tuple(grid.widths[i] for i in kept),
        numeric=tuple(kept.index(i) for i in grid.numeric if i in kept),
    )


def _amount(value: Decimal | None) -> str:
    return amount(value) if value is not None else UNKNOWN


def expected_responses(plan: Plan) -> Iterator[tuple[Action, str]]:
    """Yield each action to which residents react, with how many the advisor expects."""
    for action in in_order(plan):
        if action.active and action.response:
            response = action.response
            weeks = "1 week" if response.weeks == 1 else f"{response.weeks} weken"
            yield action, f"{whole(response.low)} tot {whole(response.high)} reacties in {weeks}"


def desks(plan: Plan, action: Action) -> str:
    """Return which desks get the reactions to an action, as shares."""
    shares: Sequence[tuple[str, Decimal]] = (
        list(action.response.desks.items()) if action.response else []
    )
    names = {desk.id: desk.name for desk in plan.desks}
    return listing([f"{names.get(id_, id_)} {amount(share)} %" for id_, share in shares])
