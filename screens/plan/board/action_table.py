"""The actions as one table in which one works: a row per action, beside it its place in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from documents.labels import upper
from dutch import MONTHS, amount, exact, short_day
from engine import UNKNOWN
from plans.board.scale import Scale
from plans.board.sieve import Selection
from plans.model import STATUS_NAMES, Action, Plan
from screens.page.markup import Html, join, tag
from screens.plan.board import lane, marks
from screens.plan.board.outlook import VIEWS, Outlook

SORTS = ("wat", "kanaal", "fase", "start", "wie", "kosten", "uren", "status")
Names = Mapping[str, str]
Steps = Sequence[tuple[str, date]]


@dataclass(frozen=True, slots=True)
class ActionTable:
    """The table of a plan as it is looked at.

    `steps` are per action the days before it, `late` what should have been ready already, `faults`
    per place ("action/key") what is wrong with what was typed there, which `typed` has. `short`
    are names of channels.
    """

    plan: Plan
    outlook: Outlook
    short: Names
    phases: Names
    today: date
    scale: Scale
    steps: Mapping[str, Steps]
    late: Names
    faults: Mapping[str, Html]
    typed: Names

    @property
    def lanes(self) -> bool:
        """Whether the timeline is beside it."""
        return self.outlook.view != "tabel"

    @property
    def columns(self) -> Sequence[str]:
        """The columns beside the tick and the timeline."""
        return _COLUMNS[self.outlook.view]

    def table(self, actions: Sequence[Action], last: bool, first: bool = True) -> Html:
        """Return these rows; the first table shows the heads, the last one the totals."""
        heads = [self._head(key) for key in self.columns]
        if self.lanes:
            heads.append(tag("th", lane.head(self.plan, self.scale, self.today), scope="col",
                             class_="tijd"))  # fmt: skip
        box = tag(
            "input", type="checkbox", aria_label="Kruis alle acties aan", data_doe="tik-alles"
        )
        top = tag(
            "tr", tag("th", Html(box.removesuffix("</input>")), scope="col", class_="tik"), *heads
        )
        body = list(self._body(actions))
        style = lane.grid(self.plan, self.scale, self.today) if self.lanes else None
        made = tag(
            "table",
            tag("caption", "Acties" if first else "Acties, vervolg", class_="alleen-lezer"),
            tag("colgroup", *(_column(name) for name in ("tik", *self.columns))),
            tag("thead", top, class_=None if first else "alleen-lezer"),
            tag("tbody", *body),
            self._foot() if last else None,
            role="grid", class_=f"acties beeld-{self.outlook.view}", style=style,
        )  # fmt: skip
        return tag("div", made, class_="acties-vak")

    def _head(self, key: str) -> Html:
        name = _HEADS[key]
        if key not in SORTS:
            return tag("th", name, scope="col", class_=key)
        order = self.outlook.selection.order
        turned = "" if order.startswith("-") or order != key else "-"
        now = {key: "ascending", f"-{key}": "descending"}.get(order)
        arrow = {"ascending": " ▴", "descending": " ▾"}.get(now or "")
        button = tag("button", name, arrow, type="button", data_doe="sorteer", class_="sorteer",
                     data_waarde=f"{turned}{key}", data_plek=f"sorteer-{key}")  # fmt: skip
        return tag("th", button, scope="col", class_=key, aria_sort=now)

    def _body(self, actions: Sequence[Action]) -> Sequence[Html]:
        """Return the rows; on a narrow screen each month has a heading when they are by day."""
        rows, month = [], (0, 0)
        by_day = self.outlook.selection.order in ("", "start")
        for action in actions:
            now = (action.start.year, action.start.month)
            if by_day and now != month:
                month = now
                name = upper(f"{MONTHS[now[1] - 1]} {now[0]}")
                rows.append(tag("tr", tag("th", name, colspan=str(len(self.columns) + 2)),
                                class_="maand smal"))  # fmt: skip
            rows.append(self._row(action))
        return rows

    def _row(self, action: Action) -> Html:
        box = tag("input", type="checkbox", aria_label=f"Kruis aan: {action.what}",
                  data_tik=action.id, data_plek=f"tik-{action.id}")  # fmt: skip
        cells = [tag("td", Html(box.removesuffix("</input>")), class_="tik")]
        cells += [self._cell(action, key) for key in self.columns]
        if self.lanes:
            steps, late = self.steps.get(action.id, ()), self.late.get(action.id, "")
            cells.append(tag("td", lane.lane(action, self.scale, steps, late), class_="tijd"))
        opened = "open" if action.id == self.outlook.action else None
        return tag("tr", *cells, class_=opened)

    def _cell(self, action: Action, key: str) -> Html:
        if key == "wat":
            return self._name(action)
        if key == "groepen":
            return tag("td", marks.letters(self.plan, action.groups), class_=key)
        place = f"{action.id}/{key}"
        value, shown = self._value(action, key)
        if place in self.typed:  # wrong, and still what somebody meant to say
            value = shown = self.typed[place]
        button = tag(
            "button", shown, type="button", class_="veld", data_doe="zet", data_id=action.id,
            data_veld=key, data_waarde=value, data_keuzes=key if key in _LISTS else None,
            data_plek=place, data_naam=f"{_HEADS[key]}: {action.what}",
            aria_label=f"{_HEADS[key]}: {_plain(shown)}. Verander", title="Kies om te veranderen",
        )  # fmt: skip
        return tag("td", button, self.faults.get(place), class_=key, data_plek=place)

    def _name(self, action: Action) -> Html:
        opened = action.id == self.outlook.action
        late = self.late.get(action.id)
        button = tag(
            "button", action.what, type="button", class_="naam", data_doe="open",
            data_waarde="" if opened else action.id, data_plek=f"actie-{action.id}",
            aria_expanded="true" if opened else "false",
        )  # fmt: skip
        warned = (
            tag("span", marks.warning(), f" te laat: {late}", class_="let smal") if late else None
        )
        kept = tag("span", "Voorstel: ", _button("Neem over", "neem-over", action.id), " ",
                   _button("Laat", "laat", action.id), class_="voorstel-knoppen")  # fmt: skip
        offer = kept if action.status == "voorstel" else None
        return tag("td", button, warned, offer, class_="wat", role="rowheader")

    def _value(self, action: Action, key: str) -> tuple[str, Html | str]:
        """Return what stands in a field as typed, and as shown."""
        if key == "kanaal":
            return action.channel, self.short.get(action.channel, action.channel)
        if key == "fase":
            return action.phase, self.phases.get(action.phase, action.phase)
        if key == "status":
            name = STATUS_NAMES[action.status]
            return action.status, join((marks.status(action.status), " ", name))
        if key in ("start", "einde"):
            day = action.start if key == "start" else action.end
            return (short_day(day), short_day(day)) if day else ("", "–")
        if key in ("kosten", "uren"):
            number = action.cost if key == "kosten" else action.hours
            if number is None:
                return "", tag("span", UNKNOWN, class_="let")
            return exact(number), amount(number)
        text = {"wie": action.who, "frequentie": action.frequency}[key] or ""
        return text, text or "–"

    def _foot(self) -> Html:
        """Return the totals of all actions that go on; what has no price is counted apart."""
        active = [action for action in self.plan.actions if action.active]
        cells = []
        for key in self.columns:
            if key in ("kosten", "uren"):
                numbers = [a.cost if key == "kosten" else a.hours for a in active]
                cells.append(tag("td", tag("strong", _sum_of(numbers)), class_=key))
            elif key == "wat":
                cells.append(tag("th", f"Samen ({len(active)})", scope="row", class_=key))
            elif key == "kanaal":
                open_ = sum(action.cost is None for action in active)
                said = f"{open_} zonder prijs; die tellen niet als 0" if open_ else ""
                cells.append(tag("td", said, class_="kanaal zacht"))
            else:
                cells.append(tag("td", class_=key))
        lanes = (
            tag("td", "○ stap ervoor · ◆ mijlpaal · vlak: schoolvakantie", class_="tijd zacht")
            if self.lanes
            else None
        )
        return tag("tfoot", tag("tr", tag("td", class_="tik"), *cells, lanes))


def _column(name: str) -> Html:
    return Html(tag("col", class_=name).removesuffix("</col>"))


def _plain(shown: Html | str) -> str:
    """Return what a cell shows without its marks."""
    if not isinstance(shown, Html):
        return shown
    return shown.rpartition("</svg>")[2].strip() or UNKNOWN


def _sum_of(numbers: Sequence[Decimal | None]) -> str:
    """Return what is known of numbers together; unknown when nothing is."""
    known = [number for number in numbers if number is not None]
    return amount(sum(known, Decimal(0))) if known or not numbers else UNKNOWN


def _button(text: str, order: str, value: str) -> Html:
    return tag("button", text, type="button", class_="link", data_doe=order, data_waarde=value,
               data_plek=f"{order}-{value}")  # fmt: skip


_HEADS = {"wat": "Actie", "kanaal": "Kanaal", "groepen": "Groepen", "fase": "Fase",
          "start": "Begint", "einde": "Tot en met", "frequentie": "Hoe vaak", "wie": "Actiehouder",
          "kosten": "Euro", "uren": "Uren", "status": "Status"}  # fmt: skip
_LISTS = ("kanaal", "fase", "status")  # fields with a list to choose from
_COLUMNS = {
    "beide": ("wat", "kanaal", "groepen", "wie", "kosten", "uren", "status"),
    "tabel": tuple(_HEADS),
    "tijdlijn": ("wat",),
}


def toolbar(
    plan: Plan, outlook: Outlook, options: Mapping[str, Names], proposals: int, total: int
) -> Html:
    """Return what stands above the table: the view, filters, and what can be added."""
    views = [
        tag("button", name, type="button", data_doe="beeld", data_waarde=view,
            data_plek=f"beeld-{view}", aria_pressed="true" if view == outlook.view else "false")
        for view, name in VIEWS.items()
    ]  # fmt: skip
    kept = outlook.selection
    now = {"toon-groep": kept.group, "toon-fase": kept.phase, "toon-kanaal": kept.channel,
           "toon-wie": kept.owner, "toon-status": kept.status}  # fmt: skip
    filters = [_filter(key, name, now[key], options[key]) for key, name in _FILTERS.items()]
    away = _button("Toon alles", "toon-alles", "alles") if kept.asks else None
    add = [
        tag("button", "Plak uit Excel", type="button", class_="link", data_doe="plak",
            data_plek="plak"),
        tag("button", "Actie toevoegen", type="button", class_="knop", data_doe="erbij",
            data_plek="erbij"),
    ]  # fmt: skip
    if proposals:
        label = "Neem 1 voorstel over" if proposals == 1 else f"Neem {proposals} voorstellen over"
        add.append(tag("button", label, type="button", class_="knop eerste", data_doe="alle-over",
                       data_plek="alle-over"))  # fmt: skip
    else:
        kind = "knop" if total else "knop eerste"
        add.append(tag("button", "Stel acties voor", type="button", class_=kind,
                       data_doe="stel-voor", data_plek="stel-voor"))  # fmt: skip
    return tag(
        "div",
        tag("h3", "Acties", id="acties", tabindex="-1"),
        tag("div", *views, class_="beelden", role="group", aria_label="Wat wil je zien?"),
        tag("div", *filters, away, class_="zeven", role="group", aria_label="Welke acties?"),
        tag("div", *add, class_="erbij"),
        class_="werkbalk",
    )


_FILTERS = {"toon-groep": "Groep", "toon-fase": "Fase", "toon-kanaal": "Kanaal",
            "toon-wie": "Actiehouder", "toon-status": "Status"}  # fmt: skip


def _filter(key: str, name: str, now: str, options: Names) -> Html:
    items = [tag("option", "alle", value="")]
    items += [
        tag("option", label, value=value, selected="selected" if value == now else None)
        for value, label in options.items()
    ]
    field = tag("select", *items, data_doe="zeef", data_veld=key, data_plek=key)
    return tag("label", f"{name}: ", field, class_="aan" if now else None)


def several(statuses: Names) -> Html:
    """Return what can be done with the actions that are ticked; hidden while none is."""
    status = [tag("option", name, value=value) for value, name in statuses.items()]
    parts = (
        tag("strong", class_="samen-aantal", role="status"),
        tag("label", "Status ", tag("select", *status, name_="samen-status")),
        _several("Zet", "status", "samen-status", "Zet de status"),
        tag("label", "Actiehouder ", _field("samen-wie", "14")),
        _several("Zet", "wie", "samen-wie", "Zet de actiehouder"),
        tag("label", "Schuif dagen op ", _field("samen-dagen", "4")),
        _several("Schuif", "dagen", "samen-dagen", "Schuif op"),
        _several("Kopieer", "kopieer", None, "Kopieer"),
        _several("Haal weg", "weg", None, "Haal weg"),
    )
    return tag("div", *parts, class_="samen", role="group", hidden="hidden",
               aria_label="Met de aangekruiste acties")  # fmt: skip


def _several(text: str, what: str, field: str | None, spoken: str) -> Html:
    return tag("button", text, type="button", class_="knop", data_doe="samen", data_samen=what,
               data_bij=field, data_plek=f"samen-{what}", aria_label=spoken)  # fmt: skip


def _field(name: str, size: str) -> Html:
    made = tag("input", type="text", name_=name, size=size, maxlength="300", autocomplete="off")
    return Html(made.removesuffix("</input>"))


def empty(selection: Selection) -> Html:
    """Return what stands there when no action shows."""
    if selection.asks:
        return tag(
            "p", "Geen acties die hierbij horen. ", _button("Toon alles", "toon-alles", "alles")
        )
    said = (
        "Nog geen acties. Laat ze voorstellen bij de kanalen die je koos, of voeg er zelf een toe."
    )
    return tag("p", said)


def more(shown: int, total: int) -> Html:
    """Return the button for the rest of the actions, when there are more."""
    if shown >= total:
        return Html("")
    return tag("p", _button(f"Toon meer (nog {total - shown})", "meer", str(shown)), class_="meer")
