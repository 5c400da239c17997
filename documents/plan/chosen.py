"""The choice of channels in words and tables: what it does, who is not reached, how sure it is."""

from collections.abc import Iterable
from decimal import Decimal

from documents.labels import lower, upper
from documents.plan.paper import Paper
from documents.plan.words import Grid, grids
from dutch import amount, hundred, listing, whole
from plans import report
from plans.choice.mix import Missed, Step
from plans.choice.needs import Need
from plans.choice.relay import Reuse, named, sentence
from plans.choice.value import Cell
from plans.model import Group

NO_CHANNELS = "Er zijn nog geen kanalen gekozen."
NOBODY = "Volgens ons model bereikt het plan elke groep in elke fase die telt."
NEEDED = {"wet": "Moet nog, volgens de wet:"}
NOT_COUNTED = "Telt niet mee"


def tables(paper: Paper) -> tuple[Grid, ...]:
    """Return every table of a plan: what is done, and what defends the choice."""
    return (*grids(paper.plan, paper.book), *_choice(paper))


def _choice(paper: Paper) -> tuple[Grid, ...]:
    """Return the tables of the choice; none while no channel is chosen."""
    if not paper.mix.channels:
        return ()
    missed = (unreached(paper),) if paper.mix.missed else ()
    return (values(paper), channels(paper), *missed, adding(paper))


def values(paper: Paper) -> Grid:
    """Return groups × phases: which channel leads, and the value of all chosen together."""
    names = [paper.book.phases[item.phase].name for item in paper.plan.phases]
    return Grid(
        "Waarde per groep en fase",
        "Per doelgroep en fase het kanaal dat voorop gaat, en de waarde van alle kanalen samen.",
        ("Doelgroep", *names),
        tuple(_across(paper, group) for group in paper.plan.groups),
        (2.6, *([3] * len(names))),
        levels=tuple(
            (None, *(_level(paper, group, item.phase) for item in paper.plan.phases))
            for group in paper.plan.groups
        ),
    )


def _level(paper: Paper, group: Group, phase: str) -> float | None:
    value = paper.mix.values.get(Cell(group.id, phase))
    return None if value is None else 100 * value


def _across(paper: Paper, group: Group) -> tuple[str, ...]:
    cells = (Cell(group.id, item.phase) for item in paper.plan.phases)
    return (group.name, *(_said(paper, cell) for cell in cells))


def _said(paper: Paper, cell: Cell) -> str:
    value, lead = paper.mix.values.get(cell), paper.mix.leads.get(cell)
    if value is None:
        return NOT_COUNTED
    name = paper.book.channels[lead].name if lead else "Geen kanaal"
    missed = any(item.cell == cell for item in paper.mix.missed)
    return f"{name}: {whole(100 * value)} van 100{'. Niet bereikt' if missed else ''}"


def channels(paper: Paper) -> Grid:
    """Return the chosen channels: where and for whom they count, and how sure each is."""
    heads = ("Kanaal", "Telt in deze fasen", "Telt voor", "Zeker")
    rows = tuple(_use(paper, use) for use in paper.mix.reuse)
    said = "De gekozen kanalen. Zeker: in hoeveel doorrekeningen een ander kanaal niet beter was."
    return Grid("Gekozen kanalen", said, heads, rows, (2.8, 4, 3.6, 1.6))


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


def unreached(paper: Paper) -> Grid:
    """Return who is not reached, and what it would take."""
    rows = tuple(
        (
            paper.plan.group(item.cell.group).name,
            paper.book.phases[item.cell.phase].name,
            hundred(item.value),
            upper(named(paper.book, item.by)) if item.by else "Geen kanaal is hier genoeg",
            *(_price(paper, item.by, price) for price in (item.cost, item.hours)),
        )
        for item in paper.mix.missed
    )
    heads = ("Doelgroep", "Fase", "Waarde van 100", "Wel met erbij", "Kosten (euro)", "Uren")
    said = "Wie het plan niet bereikt, en wat het naar je eigen schatting kost om dat wel te doen."
    return Grid("Niet bereikt", said, heads, rows, (4, 3.4, 2, 3.4, 2, 1.6), (2, 4, 5))


def _price(paper: Paper, by: tuple[str, ...], price: Decimal) -> str:
    if not by:
        return ""
    return amount(price) if report.estimated(paper.plan, by) else "niet geschat"


def adding(paper: Paper) -> Grid:
    """Return what each channel adds, and the two that would come next."""
    before = 0.0
    rows = []
    for step in paper.mix.curve:
        rows.append(_step(paper, step, before))
        before = step.value
    heads = ("Aantal kanalen", "Kanaal erbij", "Waarde van 100", "Voegt toe", "Niet bereikt",
             "In het plan")  # fmt: skip
    said = "Wat elk kanaal toevoegt. ‘Niet bereikt’: hoe vaak een groep in een fase niet."
    return Grid("Aantal kanalen", said, heads, tuple(rows), (2, 4, 2, 2, 2, 2), (2, 3, 4))


def _step(paper: Paper, step: Step, before: float) -> tuple[str, ...]:
    name = paper.book.channels[step.channel].name if step.channel else ""
    return (
        str(len(step.channels)),
        name or f"Wat minstens moet: {named(paper.book, step.channels)}",
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


def missed(paper: Paper) -> list[str]:
    """Return who is not reached and what it would cost, together where the remedy is the same."""
    if not paper.mix.channels:
        return [NO_CHANNELS]
    together: dict[tuple[str, tuple[str, ...]], list[Missed]] = {}
    for item in paper.mix.missed:
        together.setdefault((item.cell.group, item.by), []).append(item)
    return [_remedy(paper, same) for same in together.values()] or [NOBODY]


def _remedy(paper: Paper, same: list[Missed]) -> str:
    phases = listing([lower(paper.book.phases[item.cell.phase].name) for item in same])
    way = report.remedy(paper.plan, paper.book, same[0])
    return f"{paper.plan.group(same[0].cell.group).name} ({phases}). {way}"


def lacking(paper: Paper) -> list[tuple[str, str]]:
    """Return the safeguards that are not met, law first: what it is, and what would meet it."""
    together: dict[tuple[str, str], list[Need]] = {}
    for need in paper.mix.unmet:
        together.setdefault((need.kind, need.because), []).append(need)
    return [
        (NEEDED.get(kind, "Aanbevolen:"), _needed(paper, because, needs))
        for (kind, because), needs in sorted(
            together.items(), key=lambda item: item[0][0] not in NEEDED
        )
    ]


def _needed(paper: Paper, because: str, needs: list[Need]) -> str:
    """Say for whom and when, and which channels meet it every time, if any do."""
    groups = dict.fromkeys(paper.plan.group(need.group).name for need in needs)
    phases = dict.fromkeys(lower(paper.book.phases[need.phase].name) for need in needs)
    where = f"Voor {listing(list(groups))}, bij {listing(list(phases))}."
    every = frozenset.intersection(*(need.allowed for need in needs))
    names = sorted(paper.book.channels[slug].beside for slug in every)
    return f"{because} {where}" + (f" Neem één van: {', '.join(names)}." if names else "")
