"""What is arranged around the actions: agreement, risks, who speaks, partners, own choices."""

from collections.abc import Iterable, Sequence

from documents.advice.content import plain
from documents.blocks import Block, Heading, Sentence, bullets
from documents.plan.blocks import table
from documents.plan.brief import sentence
from documents.plan.paper import Paper
from documents.plan.words import EMPTY, Grid, without_empty
from dutch import day, listing
from plans.agreement import missing
from plans.model import Agreement, Plan


def arrangements(paper: Paper) -> Iterable[Block]:
    """Yield what is arranged; nothing while nothing is."""
    plan = paper.plan
    for grid in grids(plan):
        if grid.rows:
            yield Heading(grid.name)
            yield table(without_empty(grid))
    if plan.decisions:
        yield Heading("Keuzes van de adviseur")
        yield bullets(tuple(_decisions(paper)))


def grids(plan: Plan) -> tuple[Grid, ...]:
    """Return every table of what is arranged."""
    return (agreed(plan), risks(plan), speakers(plan), partners(plan))


def agreed(plan: Plan) -> Grid:
    """Return who agreed to the plan and to actions, and who still must."""
    rows = _rows_of(plan.project.name, plan.project.approvers, plan.project.agreements)
    for action in plan.actions:
        rows += _rows_of(action.what, action.approvers, action.agreements)
    heads = ("Waarvoor", "Wie", "Akkoord", "Notitie")
    return Grid("Akkoord", "Wie akkoord gaf en van wie het nog komt.", heads, tuple(rows),
                (4, 3, 3, 3))  # fmt: skip


def _rows_of(
    name: str, approvers: tuple[str, ...], agreements: tuple[Agreement, ...]
) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (name, one.by, f"vervallen: {one.voided_by}" if one.voided_by else f"op {day(one.day)}",
         one.note or "")
        for one in agreements
    ]  # fmt: skip
    return rows + [(name, who, "nog niet", "") for who in missing(approvers, agreements)]


def risks(plan: Plan) -> Grid:
    """Return what can go wrong, what is done about it, and when it goes higher up."""
    rows = tuple(
        (
            one.what,
            _grades(one.chance, one.impact),
            one.measure or EMPTY,
            one.escalation or "",
            one.who or EMPTY,
        )
        for one in plan.risks
    )
    heads = ("Risico", "Kans en gevolg", "Maatregel", "Opschalen", "Wie")
    return Grid("Risico’s", "Wat mis kan gaan en wat we dan doen.", heads, rows,
                (3.4, 2, 3.4, 2.6, 2))  # fmt: skip


def _grades(chance: str | None, impact: str | None) -> str:
    parts = [f"kans {chance}" if chance else "", f"gevolg {impact}" if impact else ""]
    return listing([part for part in parts if part])


def speakers(plan: Plan) -> Grid:
    """Return who speaks for the organisation, about what, and how to reach them."""
    rows = tuple((one.who, one.about or "", one.reach or EMPTY) for one in plan.spokespeople)
    heads = ("Wie", "Waarover", "Bereikbaar")
    return Grid("Woordvoering", "Wie het woord voert.", heads, rows, (3, 4, 3))


def partners(plan: Plan) -> Grid:
    """Return who takes part, what they deliver and when, and what was agreed."""
    names = {action.id: action.what for action in plan.actions}
    rows: list[tuple[str, ...]] = []
    for one in plan.partners:
        role = listing(list(filter(None, (one.role, "afzender" if one.sender else None))))
        contact = one.contact or ""
        for item in one.deliveries:
            what = f"{item.what}{f' (voor: {names[item.action]})' if item.action in names else ''}"
            state = "gereed" if item.done else "nog niet"
            rows.append((one.name, role, contact, what, day(item.day) if item.day else "", state))
        if not one.deliveries:
            rows.append((one.name, role, contact, "", "", ""))
    heads = ("Partner", "Rol", "Contact", "Levert", "Op", "Stand")
    return Grid("Partners", "Wie meedoet en wat die levert.", heads, tuple(rows),
                (3, 2.6, 2.4, 3.4, 2.2, 1.6))  # fmt: skip


def _decisions(paper: Paper) -> Iterable[Sentence]:
    names: Sequence[str]
    for choice in paper.plan.decisions:
        names = [paper.plan.group(choice.group).name] if choice.group else []
        names = [*names, *([paper.book.phases[choice.phase].name] if choice.phase else [])]
        verb = "wel" if choice.take else "niet"
        lead = f"{paper.book.channels[choice.channel].name} {verb} inzetten"
        place = f" ({', '.join(names)})" if names else ""
        yield Sentence(plain(sentence(choice.because)), plain(f"{lead}{place}:"))
