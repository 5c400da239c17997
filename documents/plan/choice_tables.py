"""The choice of channels in words and tables: what it does, who is not reached, how sure it is."""

from collections.abc import Iterable
from decimal import Decimal

from documents.labels import lower, upper
from documents.plan.brief import phase_name
from documents.plan.paper import Paper
from documents.plan.words import Grid
from dutch import amount, counted, hundred, listing, whole
from engine.model import UNKNOWN
from engine.wording import fits
from plans.choice.mix import CurvePoint
from plans.choice.needs import Need
from plans.choice.relay import Reuse, channel_names, sentence
from plans.choice.value import GroupPhase
from plans.model import Action

NO_CHANNELS = "Er zijn nog geen kanalen gekozen."
NOBODY = "Volgens ons model bereikt het plan elke groep in elke fase die telt."
NEEDED = {"wet": "Moet nog, volgens de wet:"}
NOT_COUNTED, NO_ACTION, MISSED = "Telt niet mee", "geen actie", "▲ Niet bereikt."


def matrix(paper: Paper) -> Grid:
    """Return groups × phases: the channel that leads, how well it fits, and how many actions."""
    plan = paper.plan
    names = [phase_name(plan, paper.book, item.phase) for item in plan.phases]
    cells = [[GroupPhase(group.id, item.phase) for item in plan.phases] for group in plan.groups]
    return Grid(
        "Matrix",
        "Per groep en fase het kanaal dat voorop gaat, hoe goed dat past, en het aantal acties.",
        ("Groep", *names),
        tuple(
            (group.name, *(_cell_text(paper, cell) for cell in row))
            for group, row in zip(plan.groups, cells, strict=True)
        ),
        (2.3, *([2.4] * len(names))),
        levels=tuple((None, *(_level(paper, cell) for cell in row)) for row in cells),
    )


def _missed(paper: Paper, cell: GroupPhase) -> bool:
    return bool(paper.mix.channels) and any(item.cell == cell for item in paper.mix.missed)


def _level(paper: Paper, cell: GroupPhase) -> float | None:
    return None if _missed(paper, cell) else paper.fits.get(cell)


def actions_in(paper: Paper, cell: GroupPhase) -> list[Action]:
    """Return the actions that go on for a group in a phase."""
    return [
        action
        for action in paper.plan.actions
        if action.active and action.phase == cell.phase and cell.group in action.groups
    ]


def _cell_text(paper: Paper, cell: GroupPhase) -> str:
    """Return a cell in words: "Telefoon, past goed, 2 acties"."""
    if cell.phase not in paper.plan.phases_of(paper.plan.group(cell.group)):
        return NOT_COUNTED
    going = actions_in(paper, cell)
    count = counted(len(going), "actie", "acties") if going else NO_ACTION
    channels, lead = paper.book.channels, paper.mix.leads.get(cell)
    fit = paper.fits.get(cell)
    names = [channels[lead].name] if lead else _names(paper, going)
    fit_words = [f"past {fits(fit)}"] if fit is not None else []
    text = ", ".join((*names, *fit_words, count))
    return f"{MISSED} {text}" if _missed(paper, cell) else upper(text)


def _names(paper: Paper, actions: Iterable[Action]) -> list[str]:
    slugs = dict.fromkeys(action.channel for action in actions)
    return [paper.book.channels[slug].name for slug in slugs]


def nothing_planned(paper: Paper) -> list[tuple[str, str]]:
    """Return each group with the phases that count and have no action, as a name and phases."""
    lines = []
    for group in paper.plan.groups:
        without = [
            lower(phase_name(paper.plan, paper.book, slug))
            for slug in paper.plan.phases_of(group)
            if not actions_in(paper, GroupPhase(group.id, slug))
        ]
        if without:
            every = len(without) == len(paper.plan.phases_of(group))
            lines.append((group.name, "in geen enkele fase" if every else listing(without)))
    return lines


def values(paper: Paper) -> Grid:
    """Return groups × phases: the value of all chosen channels together, of a hundred."""
    names = [phase_name(paper.plan, paper.book, item.phase) for item in paper.plan.phases]
    rows = tuple(
        (group.name, *(_value(paper, GroupPhase(group.id, p.phase)) for p in paper.plan.phases))
        for group in paper.plan.groups
    )
    return Grid(
        "Waarde van alle kanalen samen",
        "Per groep en fase de waarde van alle gekozen kanalen samen, van 100.",
        ("Groep", *names),
        rows,
        (2.6, *([2.4] * len(names))),
        tuple(range(1, len(names) + 1)),
    )


def _value(paper: Paper, cell: GroupPhase) -> str:
    value = paper.mix.values.get(cell)
    return "" if value is None else whole(100 * value)


def channels(paper: Paper) -> Grid:
    """Return the chosen channels: where and for whom they count, and how sure each is."""
    heads = ("Kanaal", "Telt in deze fasen", "Telt voor", "Zeker")
    rows = tuple(_use(paper, use) for use in paper.mix.reuse)
    summary = (
        "De gekozen kanalen. Zeker: in hoeveel doorrekeningen een ander kanaal niet beter was."
    )
    return Grid("Gekozen kanalen", summary, heads, rows, (2.8, 4, 3.6, 1.6))


def _use(paper: Paper, use: Reuse) -> tuple[str, ...]:
    book, sure = paper.book, paper.mix.sure
    everybody = len(use.groups) == len(paper.plan.groups) > 1
    groups = [paper.plan.group(slug).name for slug in use.groups]
    return (
        book.channels[use.channel].name,
        listing([book.phases[slug].name for slug in use.phases]) or "Past nergens echt goed",
        "Alle groepen" if everybody else listing(groups),
        f"{round(sure.channels[use.channel] * sure.draws)} van {sure.draws}" if sure else "",
    )


def unreached_groups(paper: Paper) -> Grid:
    """Return who is not reached, and what it would take."""
    rows = tuple(
        (
            paper.plan.group(item.cell.group).name,
            paper.book.phases[item.cell.phase].name,
            hundred(item.value),
            upper(channel_names(paper.book, item.by)) if item.by else "Geen kanaal is hier genoeg",
            *(_price(item.by, amount_of) for amount_of in item.price),
        )
        for item in paper.mix.missed
    )
    heads = ("Doelgroep", "Fase", "Waarde van 100", "Wel met erbij", "Kosten (euro)", "Uren")
    summary = "Wie het plan niet bereikt, en wat het naar eigen schatting kost om dat wel te doen."
    return Grid("Niet bereikt", summary, heads, rows, (4, 3.4, 2, 3.4, 2, 1.6), (2, 4, 5))


def _price(by: tuple[str, ...], price: Decimal | None) -> str:
    if not by:
        return ""
    return UNKNOWN if price is None else amount(price)


def adding(paper: Paper) -> Grid:
    """Return what each channel adds, and the two that would come next."""
    before = 0.0
    rows = []
    for step in paper.mix.curve:
        rows.append(_step(paper, step, before))
        before = step.value
    heads = ("Aantal kanalen", "Kanaal erbij", "Waarde van 100", "Voegt toe", "Niet bereikt",
             "In het plan")  # fmt: skip
    summary = "Wat elk kanaal toevoegt. ‘Niet bereikt’: hoe vaak een groep in een fase niet."
    return Grid("Aantal kanalen", summary, heads, tuple(rows), (2, 4, 2, 2, 2, 2), (2, 3, 4))


def _step(paper: Paper, step: CurvePoint, before: float) -> tuple[str, ...]:
    name = paper.book.channels[step.channel].name if step.channel else ""
    return (
        str(len(step.channels)),
        name or f"Wat minstens moet: {channel_names(paper.book, step.channels)}",
        hundred(step.value),
        hundred(step.value - before),
        str(step.missed),
        "ja" if step.chosen else "nee",
    )


def more_or_less(paper: Paper) -> Iterable[str]:
    """Yield what one channel less would lose and one more would add."""
    steps = list(paper.mix.curve)
    chosen = [step for step in steps if step.chosen]
    if len(chosen) > 1:
        name = paper.book.channels[chosen[-1].channel].phrase
        lost = hundred(chosen[-1].value - chosen[-2].value)
        yield f"Eén kanaal minder, zonder {name}: {lost} van 100 eraf."
    if len(steps) > len(chosen):
        step = steps[len(chosen)]
        name = paper.book.channels[step.channel].phrase
        yield f"Eén kanaal meer, met {name}: {hundred(step.value - chosen[-1].value)} erbij."


def hand_overs(paper: Paper) -> Iterable[str]:
    """Yield where one channel hands over to another, once for all groups with the same."""
    together: dict[tuple[str, str, str, str], list[str]] = {}
    for over in paper.mix.hand_overs:
        same = (over.before, over.after, over.gives, over.takes)
        together.setdefault(same, []).append(paper.plan.group(over.group).name)
    phases = [item.phase for item in paper.plan.phases]
    for same in sorted(together, key=lambda same: phases.index(same[1])):
        _, after, gives, takes = same
        yield sentence(paper.book, listing(together[same]), after, gives, takes)


def open_duties(paper: Paper) -> list[tuple[str, str]]:
    """Return the safeguards that are not met, law first: what it is, and what would meet it."""
    together: dict[tuple[str, str], list[Need]] = {}
    for need in paper.mix.unmet:
        together.setdefault((need.kind, need.because), []).append(need)
    return [
        (NEEDED.get(kind, "Aanbevolen:"), _duty_text(paper, because, needs))
        for (kind, because), needs in sorted(
            together.items(), key=lambda item: item[0][0] not in NEEDED
        )
    ]


def _duty_text(paper: Paper, because: str, needs: list[Need]) -> str:
    """Say for whom and when, and which channels meet it every time, if any do."""
    groups = dict.fromkeys(paper.plan.group(need.group).name for need in needs)
    phases = dict.fromkeys(lower(paper.book.phases[need.phase].name) for need in needs)
    where = f"Voor {listing(list(groups))}, bij {listing(list(phases))}."
    every = frozenset.intersection(*(need.allowed for need in needs))
    names = sorted(paper.book.channels[slug].beside for slug in every)
    return f"{because} {where}" + (f" Neem één van: {', '.join(names)}." if names else "")
