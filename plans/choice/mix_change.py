"""What a change of a plan does, in Dutch and in a fixed order: for before saving and for after.

Channels, cells, money and time, who is reached, safeguards; groups and phases as the plan has them.
"""

from collections.abc import Iterable, Iterator

from dutch import amount, listing
from engine import Table
from engine.model import Rulebook
from plans import bill, report
from plans.choice.decisions import covers, is_everywhere
from plans.choice.mix import Mix
from plans.choice.relay import channel_names
from plans.choice.unreached import reason
from plans.choice.value import GroupPhase
from plans.model import Plan
from plans.money import Total, totals

SAME = "Kosten en uren blijven gelijk."


def consequences(old: Plan, new: Plan, table: Table, was: Mix, now: Mix) -> tuple[str, ...]:
    """Return in sentences what differs between two plans and their mixes; none when nothing does.

    The mixes are those of `mix_in_plan`; without what defends them is enough.
    """
    return (
        *_channels(table.book, was, now),
        *_cells(new, table.book, was, now),
        *_money(old, new, table.book, was, now),
        *_reached(old, new, table.book, was, now),
        *_still_unreached(old, new, table, now),
        *_safeguards(old, new, table.book, was, now),
    )


def _channels(book: Rulebook, was: Mix, now: Mix) -> Iterator[str]:
    more = [slug for slug in now.channels if slug not in was.channels]
    less = [slug for slug in was.channels if slug not in now.channels]
    if more:
        yield f"Erbij: {channel_names(book, more)}."
    if less:
        yield f"Eraf: {channel_names(book, less)}."


def _cells(plan: Plan, book: Rulebook, was: Mix, now: Mix) -> Iterator[str]:
    """Yield who leads where now, once for all phases of a group in which that is the same."""
    swaps: dict[tuple[str, str, str], list[GroupPhase]] = {}
    for cell, lead in now.leads.items():
        before = was.leads.get(cell)
        if before is not None and before != lead:
            swaps.setdefault((cell.group, before, lead), []).append(cell)
    for (_, before, lead), cells in swaps.items():
        names = channel_names(book, [lead]), channel_names(book, [before])
        yield f"{_places(plan, book, cells)}: {names[0]} voorop, in plaats van {names[1]}."


def _money(old: Plan, new: Plan, book: Rulebook, was: Mix, now: Mix) -> Iterator[str]:
    before, after = totals(old, book, was.phases), totals(new, book, now.phases)
    if before == after and was.phases == now.phases and was.leads != now.leads:
        yield SAME
    for one, other in ((before.euro, after.euro), (before.uur, after.uur)):
        yield from _difference(one, other)


def _difference(was: Total, now: Total) -> Iterator[str]:
    if was.known != now.known:
        more = now.known - was.known
        way = "meer" if more > 0 else "minder"
        yield f"{amount(abs(more))} {now.unit} {way}: samen {bill.figure(now)}."
    fresh = [name for name in now.unknown if name not in was.unknown]
    if fresh:
        yield f"{bill.LACKING[now.unit].capitalize()} is onbekend van: {listing(fresh)}."
    if now.verdict != was.verdict or (now.verdict == "te veel" and was.known != now.known):
        yield from filter(None, [bill.against(now)])


def _reached(old: Plan, new: Plan, book: Rulebook, was: Mix, now: Mix) -> Iterator[str]:
    gone, come = [m.cell for m in was.missed], [m.cell for m in now.missed]
    reached = [cell for cell in gone if cell not in come and cell in now.values]
    lost = [cell for cell in come if cell not in gone]
    for plan, text, cells in (
        (old, "Nu wel bereikt", reached),
        (new, "Nu niet meer bereikt" if was.channels else "Niet bereikt", lost),
    ):
        yield from (f"{text}: {_places(plan, book, of)}." for of in _by_group(cells))


def _still_unreached(old: Plan, new: Plan, table: Table, now: Mix) -> Iterator[str]:
    """Yield why a cell that was just decided on is not reached."""
    fresh = [d for d in new.decisions if d not in old.decisions and not is_everywhere(d)]
    for item in now.missed:
        if any(covers(decision, item.cell) for decision in fresh):
            place = report.place(new, table.book, item.cell)
            yield f"{place}: niet bereikt. {reason(new, table, now, item.cell)}"


def _safeguards(old: Plan, new: Plan, book: Rulebook, was: Mix, now: Mix) -> Iterator[str]:
    kept = list(report.need_sentences(old, book, was.unmet))
    yield from (line for line in report.need_sentences(new, book, now.unmet) if line not in kept)


def _by_group(cells: Iterable[GroupPhase]) -> Iterable[list[GroupPhase]]:
    groups: dict[str, list[GroupPhase]] = {}
    for cell in cells:
        groups.setdefault(cell.group, []).append(cell)
    return groups.values()


def _places(plan: Plan, book: Rulebook, cells: list[GroupPhase]) -> str:
    """Return cells of one group: its name and the phases."""
    phases = listing([report.phase_name(plan, book, cell.phase) for cell in cells])
    return f"{plan.group(cells[0].group).name}, {phases}"
