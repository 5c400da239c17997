"""Many small steps add up: the register of actions, per quarter, and how it grows."""

from collections.abc import Sequence
from itertools import pairwise

from dutch import day_month, euro, whole
from listening.effects.shrinkage import Interval
from listening.monitor import board_text
from listening.monitor import register as saved
from listening.monitor.register import Register, RegisterLine
from screens.page.markup import Html, bullets, table, tag

EMPTY = (
    "Er zijn nog geen acties onthouden. Open bij ‘Wat inwoners zoeken’ een bestand met acties en "
    "kies Onthoud dit. Een actie telt mee als haar reeks gesprekken telt, zoals telefoon of balie."
)
HIGH, OVER = 260.0, 20.0  # pixels of the picture, and of its edges
HOW = "Vlak: marge van 90 procent. Cijfers: nummer in het register."


def board(register: Register) -> Html:
    """Return the screen of what actions saved."""
    if not register.lines:
        return tag("p", EMPTY)
    parts = (
        tag("p", board_text.total(register), class_="conclusie"),
        tag("div", _grown(register), _quarters(register), class_="luister-vlak"),
        tag("h2", "Register van acties"),
        _table(register),
        tag("h3", "Wat we niet meetellen"),
        bullets(_left_out(register)),
        tag("h3", "Waarom niet gewoon de geslaagde acties optellen?"),
        tag("p", f"{board_text.LUCK} {_lucky(register)}"),
    )
    return tag("div", *parts, class_="bord")


def unit(register: Register, calls: Interval) -> Interval:
    """Return calls in euros where a call has a price."""
    return register.euros(calls) or calls


def amount(register: Register, value: float) -> str:
    """Return an amount in the unit of the register."""
    return (
        board_text.signed(value) if register.prices.call is None else board_text.signed_euro(value)
    )


def _lucky(register: Register) -> str:
    value = register.lucky * (register.prices.call or 1.0)
    return f"Geslaagde acties alleen, zonder dat: {amount(register, value)}."


def _left_out(register: Register) -> list[str]:
    out = [line for line in register.lines if line.standing != saved.COUNTED]
    named = [f"{line.action.name}: {board_text.verdict(line).lower()}." for line in out]
    missing = []
    if register.prices.call is None:
        missing.append("Euro: vul hierboven in wat een gesprek jullie kost.")
    if register.prices.minutes is None:
        missing.append("Uren: vul hierboven in hoe lang een gesprek duurt.")
    return [board_text.NOT_COUNTED, *named, *missing]


def _quarters(register: Register) -> Html:
    heads = ("Periode", "Acties", "Opbrengst", "Marge")
    rows = [
        (f"{one.number}e kwartaal {one.year}", str(one.actions), *_amounts(register, one.calls))
        for one in register.quarters
    ]
    years = [(f"Heel {year}", "", *_amounts(register, calls)) for year, calls in register.years]
    return tag("section", tag("h2", "Per kwartaal en jaar"),
               table(_unit(register), heads, [*rows, *years], numeric=(1, 2, 3)))  # fmt: skip


def _unit(register: Register) -> str:
    what = "Gesprekken" if register.prices.call is None else "Euro"
    return f"{what}, met marge van 90 procent"


def _amounts(register: Register, calls: Interval) -> tuple[str, str]:
    value = unit(register, calls)
    low, high = (amount(register, one) for one in (value.low, value.high))
    return amount(register, value.value), f"{low} tot {high}"


def _table(register: Register) -> Html:
    heads = ("Nr", "Actie", "Sinds", "Kosten, euro", _unit(register).partition(",")[0], "Marge",
             "Uren", "Oordeel")  # fmt: skip
    rows = [_row(register, line) for line in register.lines]
    hours = register.hours(register.total)
    rows.append(("", "Samen", "", "–" if register.cost is None else euro(register.cost),
                 *_amounts(register, register.total),
                 "–" if hours is None else board_text.signed(hours.value), ""))  # fmt: skip
    return table(f"Register. {_unit(register)}", heads, rows, numeric=(3, 4, 5, 6))


def _row(register: Register, line: RegisterLine) -> tuple[str, ...]:
    hours = register.hours(line.calls) if line.calls else None
    amounts = _amounts(register, line.calls) if line.calls else ("–", "–")
    return (
        str(line.number), line.action.name,
        f"{day_month(line.action.start)} {line.action.start.year}",
        "–" if line.cost is None else whole(line.cost), *amounts,
        "–" if hours is None else board_text.signed(hours.value), board_text.verdict(line),
    )  # fmt: skip


def _grown(register: Register) -> Html:
    """Return the sum after each action as steps with their interval; the numbers are in tables."""
    title = tag("h2", "Opgeteld")
    if not register.steps:
        return tag("section", title, tag("p", "Nog niets om op te tellen.", class_="zacht"))
    steps = [(line, unit(register, calls)) for line, calls in register.steps]
    last = steps[-1][1]
    value, low, high = (amount(register, one) for one in (last.value, last.low, last.high))
    return tag(
        "section",
        title,
        tag("p", HOW, class_="zacht"),
        tag("svg", *_drawn(register, steps), role="img", class_="luister-groei",
            aria_label=f"Opgeteld na {len(steps)} acties: {value}, tussen {low} en {high}."),
        tag("p", tag("strong", value), f" opgeteld, minstens {low} en hoogstens {high}"),
    )  # fmt: skip


def _drawn(register: Register, steps: Sequence[tuple[RegisterLine, Interval]]) -> list[Html]:
    high = max(max(one.high, 0) for _, one in steps)
    low = min(min(one.low, 0) for _, one in steps)

    def down(value: float) -> str:
        return f"{OVER + (HIGH - 2 * OVER) * (high - value) / ((high - low) or 1.0):.1f}"

    parts = [tag("line", class_="nul", x1="0%", x2="100%", y1=down(0), y2=down(0))]
    parts += [tag("text", amount(register, value), x="100%", y=down(value), dy="-4",
                  text_anchor="end") for value in dict.fromkeys((0.0, high))]  # fmt: skip
    for (line, one), (left, right) in zip(steps, pairwise(_edges(steps)), strict=True):
        area = float(down(one.low)) - float(down(one.high))
        parts += [
            tag("rect", class_="marge", x=f"{left:.2f}%", width=f"{right - left:.2f}%",
                y=down(one.high), height=f"{max(area, 1):.1f}"),
            tag("line", class_="lijn", x1=f"{left:.2f}%", x2=f"{right:.2f}%",
                y1=down(one.value), y2=down(one.value)),
            tag("text", str(line.number), x=f"{left:.2f}%", y=down(one.value), dx="3", dy="-6"),
        ]  # fmt: skip
    return parts


def _edges(steps: Sequence[tuple[RegisterLine, Interval]]) -> list[float]:
    """Return where each action begins across the picture, by its day, and the end."""
    days = [line.action.start.toordinal() for line, _ in steps]
    span = max(days[-1] - days[0], 1)
    return [*(80 * (one - days[0]) / span for one in days), 100.0]
