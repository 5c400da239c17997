"""The matrix of phases and groups as a real table: which channel leads, and who is not reached."""

from collections.abc import Iterable

from dutch import counted, day_range
from engine import Table
from engine.wording import fits
from plans import Plan
from plans.choice.mix import Mix
from plans.choice.people import alike, is_unknown, size_text
from plans.choice.relay import Suits
from plans.choice.value import GroupPhase
from plans.model import Action, Decision, Group
from screens.page.markup import Html, join, tag
from screens.plan.board import marks
from screens.plan.board.outlook import name_of

CAPTION = "Wie, wanneer, langs welke weg: per groep en fase het kanaal dat voorop gaat"
LEGEND = (
    "Kies een vak om het te veranderen of de acties te zien. Een vak noemt het kanaal dat voorop "
    "gaat; elk rondje is een actie. Dit voorspelt niet hoeveel inwoners je bereikt."
)
SHADES = {"goed": "goed", "redelijk": "redelijk", "minder goed": "minder"}
SAME = "niets bekend: zelfde advies"
ALONE, FIRST, MIDDLE, LAST = "alleen", "eerste", "midden", "laatste"  # of rows under each other
MOST = 5  # marks of actions in a cell


def matrix(
    plan: Plan, table: Table, mix: Mix, suits: Suits | None = None, opened: GroupPhase | None = None
) -> Html:
    """Return the table: a row per group, a column per phase; a cell is a button."""
    heads = (_phase_head(plan, table, i) for i in range(len(plan.phases)))
    head = tag("tr", tag("th", "Groep", scope="col"), *heads)
    cells = _Cells(plan, table, mix, suits or {}, opened)
    rows = [cells.row(i, group) for i, group in enumerate(plan.groups)]
    made = tag("table", tag("caption", CAPTION, class_="alleen-lezer"), tag("thead", head),
               tag("tbody", *rows), role="grid", class_="matrix")  # fmt: skip
    box = tag("div", made, class_="matrix-vak breed")
    narrow = tag("div", *(cells.fold(i, group) for i, group in enumerate(plan.groups)),
                 class_="matrix-smal smal")  # fmt: skip
    return join((box, narrow, tag("p", LEGEND, class_="hulp")))


def phase_name(plan: Plan, table: Table, slug: str) -> str:
    """Return what the organisation calls a phase, else what we call it."""
    own = next((phase.name for phase in plan.phases if phase.phase == slug and phase.name), None)
    return own or table.book.phases[slug].name


def _phase_head(plan: Plan, table: Table, i: int) -> Html:
    phase = plan.phases[i]
    ours = table.book.phases[phase.phase].name
    days = tag("span", day_range(phase.start, phase.end), class_="zacht blok dun")
    second = tag("span", ours, class_="zacht blok dun") if phase.name else None
    return tag("th", phase.name or ours, second, days, scope="col")


class _Cells:
    """Cells of one plan: what each says and does."""

    def __init__(
        self, plan: Plan, table: Table, mix: Mix, suits: Suits, opened: GroupPhase | None
    ) -> None:
        self._plan, self._table, self._mix, self._suits = plan, table, mix, suits
        self._opened, self._alike = opened, alike(plan)
        self._runs = runs(plan)
        self._missed = {item.cell for item in mix.missed}

    def row(self, i: int, group: Group) -> Html:
        size = "" if group.size is None else size_text(group)
        head = tag("th", tag("i", marks.letter(i), class_="letter aan", aria_hidden="true"), " ",
                   group.name, tag("span", size, class_="dun zacht blok"), self._same(group),
                   scope="row", class_=self._bracket(group))  # fmt: skip
        counts = self._plan.phases_of(group)
        cells = [
            self._cell(GroupPhase(group.id, phase.phase))
            if phase.phase in counts
            else tag("td", "telt niet mee", class_="uit zacht")
            for phase in self._plan.phases
        ]
        return tag("tr", head, *cells)

    def _same(self, group: Group) -> Html | None:
        """Return that nothing is known of a group; of a bracket only the first row shows it."""
        at = self._runs.get(group.id)
        hidden = at in (MIDDLE, LAST)
        class_ = "alleen-lezer" if hidden else "dun zacht blok"
        return tag("span", SAME, class_=class_) if at else None

    def _bracket(self, group: Group) -> str | None:
        at = self._runs.get(group.id)
        return f"gelijk {at}" if at else None

    def fold(self, i: int, group: Group) -> Html:
        """Return a group with its phases as a fold-out, for a narrow screen."""
        cells = [GroupPhase(group.id, slug) for slug in self._plan.phases_of(group)]
        missed = sum(cell in self._missed for cell in cells)
        text = counted(missed, "fase niet bereikt", "fasen niet bereikt") if missed else None
        warning = tag("strong", marks.warning(), " ", text, class_="let") if text else None
        letter = tag("i", marks.letter(i), class_="letter aan", aria_hidden="true")
        same = tag("p", SAME, class_="zacht") if group in self._alike else None
        rows = [
            tag("li", tag("span", phase_name(self._plan, self._table, cell.phase), class_="fase"),
                self._button(cell, "smal-"))
            for cell in cells
        ]  # fmt: skip
        return tag("details", tag("summary", letter, " ", group.name, " ", warning), same,
                   tag("ul", *rows), data_deel=f"groep-{group.id}")  # fmt: skip

    def _cell(self, cell: GroupPhase) -> Html:
        return tag("td", self._button(cell), class_=self._shade(cell))

    def _shade(self, cell: GroupPhase) -> str:
        if cell in self._missed:
            return "mist"
        fit = self._fit(cell)
        return SHADES[fits(fit)] if fit is not None else "open"

    def _fit(self, cell: GroupPhase) -> float | None:
        lead = self._mix.leads.get(cell)
        return self._suits.get(cell, {}).get(lead) if lead else None

    def _button(self, cell: GroupPhase, before: str = "") -> Html:
        lead, fit = self._mix.leads.get(cell), self._fit(cell)
        channels = self._table.book.channels
        own = tag("span", "jouw keus", class_="keus") if decisions_at(self._plan, cell) else None
        said = f"past {fits(fit)}" if fit is not None else None
        if said and is_unknown(self._plan.group(cell.group)):
            said = f"{said}, algemeen advies"
        name = tag("strong", channels[lead].name if lead else "geen kanaal", class_="blok")
        if cell in self._missed:
            warned = tag("strong", marks.warning(), " Niet bereikt", class_="let blok")
        else:
            warned = None
        return tag(
            "button", name, warned, tag("span", said, class_="blok") if said else None, own,
            _dots(actions_at(self._plan, cell)),
            type="button", class_=f"vak {self._shade(cell)}", data_doe="vak",
            data_waarde=name_of(cell), data_plek=f"vak-{before}{name_of(cell)}",
            aria_expanded="true" if cell == self._opened else "false",
        )  # fmt: skip


def runs(plan: Plan) -> dict[str, str]:
    """Return where groups with the same advice stand in a bracket around rows under each other."""
    same = [group in alike(plan) for group in plan.groups]
    places: dict[str, str] = {}
    for i, group in enumerate(plan.groups):
        if same[i]:
            above, below = i > 0 and same[i - 1], i + 1 < len(same) and same[i + 1]
            places[group.id] = (MIDDLE if below else LAST) if above else FIRST if below else ALONE
    return places


def _dots(actions: Iterable[Action]) -> Html:
    """Return a mark per action, and their number for who cannot see those."""
    shown = list(actions)
    rest = f" +{len(shown) - MOST}" if len(shown) > MOST else None
    dots = tag("span", *(marks.status(a.status) for a in shown[:MOST]), rest, class_="rondjes",
               aria_hidden="true")  # fmt: skip
    return join((dots, tag("span", counted(len(shown), "actie", "acties"), class_="alleen-lezer")))


def actions_at(plan: Plan, cell: GroupPhase) -> list[Action]:
    """Return the actions for a group in a phase that go on."""
    return [
        action for action in plan.actions
        if action.status != "vervallen" and action.phase == cell.phase
        and cell.group in action.groups
    ]  # fmt: skip


def decisions_at(plan: Plan, cell: GroupPhase) -> list[Decision]:
    """Return the advisor's choices that were made for exactly this cell."""
    return [d for d in plan.decisions if (d.group, d.phase) == (cell.group, cell.phase)]


def decision_text(table: Table, decision: Decision) -> str:
    """Return a choice in words: "wel telefoon: daar is een vast nummer"."""
    name = table.book.channels[decision.channel].name
    return f"{'wel' if decision.take else 'niet'} {name[:1].lower()}{name[1:]}: {decision.because}"
