"""Money and hours against their limit, each in one bar; and how far the actions are."""

from collections import Counter
from decimal import Decimal

from dutch import amount, counted, listing
from engine.model import UNKNOWN, Rulebook
from plans.choice.mix import Mix
from plans.model import STATUS_NAMES, Plan
from plans.money import Total, Unit, totals
from screens.page.markup import Html, tag
from screens.plan.board import marks

BEYOND = Decimal("1.15")  # how far a bar may run past its limit
NAMED = 2  # posts that are named, before the rest is counted


def limits(plan: Plan, book: Rulebook, mix: Mix) -> Html:
    """Return channels, money, hours and statuses beside each other."""
    total = totals(plan, book, mix.phases)
    return tag(
        "div",
        _channels(plan, mix),
        _bar("Geld: acties en vaste kosten samen", total.euro),
        _bar("Uren: acties en vaste uren samen", total.uur),
        _statuses(plan),
        class_="grenzen",
    )


def _channels(plan: Plan, mix: Mix) -> Html:
    most = plan.limits.channels
    over = (
        tag("strong", marks.warning(), " te veel", class_="let")
        if len(mix.channels) > most
        else None
    )
    return tag(
        "div",
        tag("p", "Kanalen", class_="zacht"),
        tag("p", tag("strong", f"{len(mix.channels)} van {most}", class_="groot"), " ", over),
    )


def _bar(title: str, total: Total) -> Html:
    unit, limit, left = total.unit, total.limit, total.left
    of = f" van {_amount(limit, unit)}" if limit is not None else ", geen grens"
    whole = UNKNOWN if total.dark else _amount(total.known, unit)
    both = {"acties": total.actions, "vast": total.fixed}
    parts = [f"{name} {_amount(part, unit)}" for name, part in both.items() if part]
    if left is not None and left >= 0 and not total.dark:
        parts.append(f"nog {_amount(left, unit)} over")
    return tag(
        "div",
        tag("p", title, class_="zacht"),
        tag("p", tag("strong", whole, class_="groot"), of),
        _picture(total),
        tag("p", " · ".join(parts), class_="zacht") if parts else None,
        _verdict(total),
    )


def _amount(value: Decimal, unit: Unit) -> str:
    return f"€ {amount(value)}" if unit == "euro" else f"{amount(value)} uur"


def _verdict(total: Total) -> Html | None:
    """Return what is wrong; with prices that are not known a limit does not claim to hold."""
    lines = []
    if total.verdict == "te veel":
        lines.append(f"{_amount(total.known - (total.limit or 0), total.unit)} over de grens")
    if total.unknown:
        what = "Prijs" if total.unit == "euro" else "Uren"
        names = list(total.unknown[:NAMED])
        rest = len(total.unknown) - len(names)
        names += [f"nog {rest}"] if rest else []
        sure = ". Past het? Nog niet zeker" if total.verdict == "onzeker" else ""
        lines.append(f"{what} onbekend: {listing(names)}{sure}")
    return tag("p", marks.warning(), " ", ". ".join(lines), class_="let") if lines else None


def _picture(total: Total) -> Html:
    """Return the bar; its words stand around it."""
    limit = total.limit
    whole = max(total.known, limit or Decimal(0)) or Decimal(1)
    scale = min(whole, limit * BEYOND) if limit else whole
    first = min(total.actions, scale)
    second = min(total.fixed, scale - first)
    rest = scale - first - second
    parts = [
        tag("span", class_="deel acties", style=f"width:{_share(first, scale)}"),
        tag("span", class_="deel vast", style=f"width:{_share(second, scale)}"),
    ]
    if total.unknown and rest > 0:
        parts.append(tag("span", "?", class_="deel onbekend", style=f"width:{_share(rest, scale)}"))
    if limit:
        left = f"left:{_share(min(limit, scale), scale)}"
        parts += [tag("span", class_="over", style=left)] if total.known > limit else []
        parts.append(tag("span", class_="grens", style=left))
    return tag("div", *parts, class_="staaf", aria_hidden="true")


def _share(part: Decimal, whole: Decimal) -> str:
    return f"{100 * part / whole:.2f}%"


def _statuses(plan: Plan) -> Html:
    counts: Counter[str] = Counter(action.status for action in plan.actions)
    items = [
        tag("li", marks.status(name), f" {counts[name]} {label.lower()}")
        for name, label in STATUS_NAMES.items()
        if counts[name]
    ]
    own = f"Het plan zelf: {STATUS_NAMES[plan.project.status].lower()}"
    return tag(
        "div",
        tag("p", counted(len(plan.actions), "actie", "acties"), class_="zacht"),
        tag("ul", *items, class_="standen"),
        tag("p", own, class_="zacht"),
    )
