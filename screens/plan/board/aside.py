"""Beside the matrix: who is not reached, and at most three things that ask for attention."""

from collections.abc import Sequence

from documents.labels import upper
from engine import Table
from plans import Plan, report
from plans.choice.mix import Mix, UnreachedGroup
from plans.links import Place
from plans.planning.working_back import Lateness
from plans.remarks import Remark
from screens.page.markup import Html, bullets, join, tag
from screens.plan.board import marks
from screens.plan.board.outlook import name_of

SHOWN = 3
MISSED = "niet bereikt"  # so begins a remark about what stands above
NOTHING_CHOSEN = "Er zijn nog geen kanalen gekozen. Kies ze onder het bord."
GOOD = "Elke groep wordt in elke fase die telt bereikt, volgens ons model."
TABS = {"project": "project", "fasen": "project", "groepen": "groepen", "capaciteit": "afspraken"}


def unreached(plan: Plan, table: Table, mix: Mix) -> Html:
    """Return who is not reached and which safeguards fail, the first few in sight."""
    title = tag("h3", marks.warning(), " Wie bereik je niet?")
    if not mix.channels:
        return tag("div", title, tag("p", NOTHING_CHOSEN), class_="plan-mist")
    needs = list(report.need_sentences(plan, table.book, mix.unmet))
    items: list[Html] = [join([text]) for text in needs]
    items += [_missed(plan, table, missed) for missed in mix.missed]
    if not items:
        good = tag("h3", "Wie bereik je niet?")
        return tag("div", good, tag("p", GOOD), class_="plan-mist goed")
    rest = items[SHOWN:]
    more = tag("details", tag("summary", f"Nog {len(rest)}"), bullets(rest)) if rest else None
    return tag("div", title, bullets(items[:SHOWN]), more, class_="plan-mist")


def _missed(plan: Plan, table: Table, missed: UnreachedGroup) -> Html:
    where = report.place(plan, table.book, missed.cell)
    way = report.remedy(plan, table.book, missed)
    open_ = tag("button", "Open dit vak", type="button", class_="link", data_doe="vak",
                data_waarde=name_of(missed.cell), data_plek=f"mist-{name_of(missed.cell)}",
                aria_label=f"Open dit vak: {where}")  # fmt: skip
    return join((tag("strong", f"{where}."), way, open_), " ")


def attention(plan: Plan, late: Sequence[Lateness], remarks: Sequence[Remark]) -> Html:
    """Return what asks for attention, the first few in sight, each with the way to it."""
    shown = [("open", one.action, one.sentence) for one in late]
    shown += [(*_way(plan, r.place), r.text) for r in remarks if not r.text.startswith(MISSED)]
    title = tag("h3", f"Vraagt je aandacht ({len(shown)})")
    if not shown:
        return tag("div", title, tag("p", "Niets.", class_="zacht"), class_="aandacht")
    items = [_item(i, *one) for i, one in enumerate(shown)]
    rest = items[SHOWN:]
    more = (
        tag("details", tag("summary", f"Nog {len(rest)}"), bullets(rest), data_deel="aandacht")
        if rest
        else None
    )
    return tag("div", title, bullets(items[:SHOWN]), more, class_="aandacht")


def _item(number: int, order: str, value: str, sentence: str) -> Html:
    text = upper(sentence)
    if not order:
        return join([text])
    button = tag("button", "Bekijk", type="button", class_="link", data_doe=order,
                 data_waarde=value, data_plek=f"aandacht-{number}",
                 aria_label=f"Bekijk: {text[:80]}")  # fmt: skip
    return join((text, button), " ")


def _way(plan: Plan, place: Place) -> tuple[str, str]:
    """Return which order opens a place in the plan; "" when there is none."""
    first, *rest = place or ("",)
    if first == "acties" and rest and isinstance(rest[0], int) and rest[0] < len(plan.actions):
        return "open", plan.actions[rest[0]].id
    tab = TABS.get(str(first), "")
    return ("tabblad", tab) if tab else ("", "")
