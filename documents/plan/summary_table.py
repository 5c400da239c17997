"""For whom and along which way, on page one: the choice, and where the actions differ from it."""

from collections.abc import Iterable

from documents.advice.content import plain
from documents.blocks import Sentence, TableBlock
from documents.labels import lower, upper
from documents.plan.brief import few, phase_name, shortened
from documents.plan.paper import Paper
from dutch import listing, whole
from engine.model import UNKNOWN
from plans.choice.value import GroupPhase
from plans.model import MEMBERS, Group

MOST, FEWER = 6, 4  # groups
COLUMNS, NAMED = 3, 3  # phases of their own, channels in a cell
LATER = "Daarna"
MISSED, NONE, OUTSIDE = "▲ niet bereikt", "nog niets", "telt niet mee"


def for_whom(paper: Paper, most: int) -> TableBlock:
    """Return a row per group: how many, and the channels per phase, the last phases together."""
    phases = [item.phase for item in paper.plan.phases]
    own = phases if len(phases) <= COLUMNS else phases[: COLUMNS - 1]
    heads = [phase_name(paper.plan, paper.book, slug) for slug in own]
    later = phases[len(own) :]
    shown = paper.plan.groups[: most if len(paper.plan.groups) <= most else most - 1]
    rows = [_row(paper, group, own, later) for group in shown]
    rest = paper.plan.groups[len(shown) :]
    if rest:
        name = Sentence("", f"En nog {len(rest)} groepen")
        more = Sentence("staan in het plan")
        rows.append((name, Sentence(""), more, *[Sentence("")] * (len(rows[0]) - 3)))
    columns = ("Groep", "Aantal", *heads, *([LATER] if later else []))
    widths = (4.2, 1.8, *([3.4] * (len(columns) - 2)))
    summary = "Per groep langs welke kanalen, per fase."
    return TableBlock(summary, tuple(map(plain, columns)), tuple(rows), widths, (1,))


def _row(
    paper: Paper, group: Group, own: Iterable[str], later: Iterable[str]
) -> tuple[Sentence, ...]:
    _, many = MEMBERS[group.kind]
    size = whole(group.size) if group.size else UNKNOWN
    named = "" if many == MEMBERS["groep"][1] else f" ({many})"
    cells = [_cell(paper, group, (slug,)) for slug in own]
    cells += [_cell(paper, group, later)] if list(later) else []
    return (Sentence(plain(f"{shortened(group.name, 60)}{named}")), Sentence(size), *cells)


def _cell(paper: Paper, group: Group, phases: Iterable[str]) -> Sentence:
    """Return the channels of a cell, or of several phases together; a miss stands out."""
    counted = [slug for slug in phases if slug in paper.plan.phases_of(group)]
    if not counted:
        return Sentence(OUTSIDE)
    cells = [GroupPhase(group.id, slug) for slug in counted]
    missed = {item.cell for item in paper.mix.missed} & set(cells)
    if paper.mix.channels and len(missed) == len(cells):
        return Sentence("", MISSED)
    names = dict.fromkeys(name for cell in cells for name in _channels(paper, cell))
    words = few([lower(name) for name in names], NAMED) if names else NONE
    partly = missed and paper.mix.channels
    return Sentence(f"{words} (deels niet bereikt)" if partly else words)


def _channels(paper: Paper, cell: GroupPhase) -> list[str]:
    """Return the names for a cell: who leads by the choice, then what else its actions use."""
    acting = [
        action.channel
        for action in paper.plan.actions
        if action.active and action.phase == cell.phase and cell.group in action.groups
    ]
    lead = paper.mix.leads.get(cell)
    slugs = dict.fromkeys([*([lead] if lead else []), *acting])
    return [paper.book.channels[slug].name for slug in slugs]


def difference(paper: Paper) -> str:
    """Return in a line how the actions differ from the choice; "" when they do not."""
    chosen = paper.mix.used if paper.plan.chosen else ()
    acting = list(dict.fromkeys(a.channel for a in paper.plan.actions if a.active))
    if not chosen or not acting:
        return ""
    own = {means.id for means in paper.plan.own_means}
    beside = [slug for slug in acting if slug in own]
    other = [slug for slug in acting if slug not in chosen and slug not in own]
    idle = [slug for slug in chosen if slug not in acting]
    names = paper.book.channels
    parts = []
    if other:
        verb = "is" if len(other) == 1 else "zijn"
        listed = listing([names[slug].beside for slug in other])
        parts.append(f"{listed} {verb} gepland en niet gekozen")
    if beside:
        listed = listing([names[slug].beside for slug in beside])
        parts.append(f"eigen middelen, buiten de keuze: {listed}")
    if idle:
        listed = listing([names[slug].beside for slug in idle])
        parts.append(f"voor {listed} is nog geen actie")
    return upper(f"{'; '.join(parts)}.") if parts else ""
