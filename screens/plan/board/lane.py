"""The timeline beside the actions: one scale of months, a lane per action, holidays and today."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dutch import SHORT_MONTHS, day, day_month, day_range
from plans import freedays
from plans.board.scale import Scale
from plans.model import Action, Plan
from screens.page.markup import Html, tag
from screens.plan.board import marks

ONE = timedelta(days=1)
WIDE = 14.0  # per cent of a lane in which the dates of a bar fit
SIDE = 60.0  # per cent from which dates stand before the bar
LETTER = 1.5  # per cent that a letter of the head takes


def grid(plan: Plan, scale: Scale, today: date) -> str:
    """Return the ground of every lane as CSS: months, holidays, milestones and today."""
    lines = [_line(scale.at(month), "var(--lijn)") for month in scale.months()]
    lines += [_line(scale.at(one.day), "var(--streep)") for one in plan.milestones]
    if scale.first <= today <= scale.last:
        lines.insert(0, _line(scale.at(today), "var(--accent)", 2))
    breaks = freedays.school(plan.region, scale.first, scale.last) if plan.region else ()
    bands = [_band(scale.at(item.start), scale.at(item.end + ONE)) for item in breaks]
    return f"--raster: {', '.join((*lines, *bands))}"


def _line(at: float, colour: str, width: int = 1) -> str:
    start, end = f"{at:.2f}%", f"calc({at:.2f}% + {width}px)"
    return (
        f"linear-gradient(to right, transparent {start}, {colour} {start}, {colour} {end}, "
        f"transparent {end})"
    )


def _band(start: float, end: float) -> str:
    return (
        f"linear-gradient(to right, transparent {start:.2f}%, var(--vlak) {start:.2f}%, "
        f"var(--vlak) {end:.2f}%, transparent {end:.2f}%)"
    )


def head(plan: Plan, scale: Scale, today: date) -> Html:
    """Return the head of the lanes: months, and above them today and the milestones."""
    names = list(_months(scale))
    shown = [*_milestones(plan, scale)]
    if scale.first <= today <= scale.last:
        shown.insert(0, _at("vandaag", scale.at(today), "nu"))
    first, last = SHORT_MONTHS[scale.first.month - 1], SHORT_MONTHS[scale.last.month - 1]
    spoken = f"Planning van {first} {scale.first.year} tot en met {last} {scale.last.year}"
    return tag(
        "div",
        tag("span", spoken, class_="alleen-lezer"),
        tag(
            "div", *shown, *names, class_=f"baan-kop{'' if shown else ' laag'}", aria_hidden="true"
        ),
    )


def _months(scale: Scale) -> Iterable[Html]:
    """Yield the names of months, but for those that would lie over the one before."""
    end = 0.0
    for i, month in enumerate(scale.months()):
        name = SHORT_MONTHS[month.month - 1]
        text = f"{name} {month.year}" if i == 0 or month.month == 1 else name
        at = scale.at(month)
        if at >= end:
            end = at + LETTER * (len(text) + 1)
            yield _at(text, at, "maand")


def _milestones(plan: Plan, scale: Scale) -> Iterable[Html]:
    """Yield the milestones by name on lines of their own, so that no two lie over each other."""
    ends: list[float] = []
    for one in sorted(plan.milestones, key=lambda item: (item.day, item.id)):
        at = scale.at(one.day)
        line = next((i for i, end in enumerate(ends) if end <= at), len(ends))
        text = f"◆ {one.name[:24]} {day_month(one.day)}"
        end = at + LETTER * (len(text) + 1)
        ends[line : line + 1] = [end]
        yield _at(text, at, f"mijlpaal regel-{min(line, 3)}{' links' if at > SIDE else ''}")


def _at(text: str, at: float, class_: str) -> Html:
    return tag("span", text, class_=class_, style=f"left:{at:.2f}%")


def lane(
    action: Action, scale: Scale, steps: Sequence[tuple[str, date]] = (), late: str = ""
) -> Html:
    """Return the lane of an action: the steps before it, its bar, and its dates in words.

    `late` says what should have been ready already, or is empty.
    """
    left, right = scale.at(action.start), scale.at(action.last_day + ONE)
    width = max(right - left, 0.8)
    words = day_range(action.start, action.last_day)
    place = "in" if width >= WIDE else "voor" if left > SIDE else "na"
    aside = {"in": left, "voor": 100 - left, "na": left + width}[place]
    side = "right" if place == "voor" else "left"
    dots = [
        tag(
            "span",
            class_="stip",
            style=f"left:{scale.at(moment):.2f}%",
            title=f"{name}, {day(moment)}",
        )
        for name, moment in steps
        if scale.first <= moment
    ]
    early = min((moment for _, moment in steps), default=action.start)
    begin = min(scale.at(early), left)
    style = f"left:{begin:.2f}%;width:{left - begin:.2f}%"
    thread = tag("span", class_="draad", style=style)
    bar = tag("span", class_=f"balk {action.status}", style=f"left:{left:.2f}%;width:{width:.2f}%")
    warned = tag("strong", marks.warning(), f" te laat: {late}", class_="let") if late else None
    text = tag("span", words, " ", warned, class_=f"dagen {place}", style=f"{side}:{aside:.2f}%")
    # A click anywhere in a lane opens its action; with the keyboard the name of the row does so.
    return tag("div", thread if steps else None, *dots, bar, text, class_="baan", data_doe="open",
               data_waarde=action.id)  # fmt: skip
