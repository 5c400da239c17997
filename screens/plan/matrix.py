"""The matrix of phases and groups as a real table: which channel leads, and who is not reached."""

from dutch import whole
from engine import Table
from plans import Plan
from plans.choice.mix import Mix
from plans.choice.value import Cell
from plans.model import Decision, Group
from screens.page.markup import Html, bullets, join, tag

CAPTION = "Matrix: per groep en fase het kanaal dat voorop gaat"
LEGEND = (
    "Een vak noemt het kanaal dat voorop gaat, het aantal acties en jouw eigen keuzes met hun "
    "reden. ‘Niet bereikt’: de kans dat een gekozen kanaal past, is volgens ons model te klein."
)


def matrix(plan: Plan, table: Table, mix: Mix) -> Html:
    """Return the table: a row per group, a column per phase."""
    names = [table.book.phases[phase.phase].name for phase in plan.phases]
    head = tag("tr", tag("th", "Groep", scope="col"), *(tag("th", n, scope="col") for n in names))
    missed = {item.cell for item in mix.missed}
    rows = [_row(plan, table, mix, group, missed) for group in plan.groups]
    made = tag("table", tag("caption", CAPTION), tag("thead", head), tag("tbody", *rows))
    box = tag("div", made, class_="tabel matrix", role="region", tabindex="0", aria_label=CAPTION)
    return join((box, tag("p", LEGEND, class_="hulp")))


def _row(plan: Plan, table: Table, mix: Mix, group: Group, missed: set[Cell]) -> Html:
    size = "" if group.size is None else f"{whole(group.size)} inwoners"
    head = tag("th", group.name, tag("span", size, class_="dun zacht blok"), scope="row")
    cells = [
        _cell(plan, table, mix, Cell(group.id, phase.phase), missed)
        if phase.phase in plan.phases_of(group)
        else tag("td", "telt niet mee", class_="zacht")
        for phase in plan.phases
    ]
    return tag("tr", head, *cells)


def _cell(plan: Plan, table: Table, mix: Mix, cell: Cell, missed: set[Cell]) -> Html:
    names = table.book.channels
    lead = mix.leads.get(cell)
    actions = [
        a.what for a in plan.actions
        if a.active and a.phase == cell.phase and cell.group in a.groups
    ]  # fmt: skip
    state = tag("span", "Niet bereikt", class_="vlag") if cell in missed else None
    count = f"{len(actions)} acties" if len(actions) != 1 else "1 actie"
    return tag(
        "td",
        tag("strong", names[lead].name if lead else "geen kanaal", class_="blok"),
        state,
        tag("span", count, class_="zacht blok"),
        _own(table, decisions_at(plan, cell)),
        class_="mist" if cell in missed else None,
    )


def decisions_at(plan: Plan, cell: Cell) -> list[Decision]:
    """Return the advisor's choices that were made for exactly this cell."""
    return [d for d in plan.decisions if (d.group, d.phase) == (cell.group, cell.phase)]


def said(table: Table, decision: Decision) -> str:
    """Return a choice in words: "wel telefoon: daar is een vast nummer"."""
    name = table.book.channels[decision.channel].name
    return f"{'wel' if decision.take else 'niet'} {name[:1].lower()}{name[1:]}: {decision.because}"


def _own(table: Table, decisions: list[Decision]) -> Html | None:
    if not decisions:
        return None
    return tag("div", tag("span", "Jouw keuze", class_="zacht"),
               bullets([said(table, d) for d in decisions]), class_="eigen")  # fmt: skip
