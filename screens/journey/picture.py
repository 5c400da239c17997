"""A journey as HTML: one real table of steps × rows, and the same words step by step."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from blueprints.holes import EMPTY
from blueprints.lanes import LANES, ROLES, Lane, lanes_of, lines_above, seen_by
from blueprints.model import MOODS, CellText, Journey, Step
from documents.journey.swimlane import (
    CellMoment,
    View,
    levels,
    milestones,
    moments,
    note,
    roles_in,
    source,
    source_numbers,
    steps_in,
)
from engine.model import Rulebook
from screens.page.markup import Html, bullets, join, link, tag

Numbers = dict[str, int]
RESEARCH = "Wat onderzoek zegt"


def swimlane(book: Rulebook, journey: Journey, view: View, role: str = "") -> Html:
    """Return the picture: a table that a screen reader and a keyboard can walk through.

    `role` is by whose eyes: without one it has everything.
    """
    steps, numbers = steps_in(journey, view), source_numbers(journey)
    lanes = seen_by(journey, role)
    above = lines_above(lanes)
    rows = [
        tag(
            "tr",
            tag("th", lane.name, scope="row", title=lane.help),
            *(_cell(book, lane, step, view, numbers) for step in steps),
        )
        for lane in lanes
    ]
    lines = [_line(above.get(lane.id), len(steps)) for lane in lanes]
    curves = [_curve(steps, view) if lane.id == "gevoel" else None for lane in lanes]
    body = [part for three in zip(lines, curves, rows, strict=True) for part in three]
    body += _roles(journey, steps, role, numbers)
    caption = f"{journey.name}: {len(steps)} stappen"
    made = tag(
        "table",
        tag("caption", caption, class_="alleen-lezer"),
        tag("thead", _milestones(steps), _phases(book, steps), _names(steps, view)),
        tag("tbody", *body),
    )
    return tag("div", made, class_="tabel baan", role="region", tabindex="0", aria_label=caption)


def _line(name: str | None, steps: int) -> Html | None:
    """Return a line of the blueprint across all steps, with its name."""
    if name is None:
        return None
    return tag("tr", tag("td", tag("span", name), colspan=str(steps + 1)), class_="lijn")


def _curve(steps: Sequence[Step], view: View) -> Html | None:
    """Return the moods as dots at their height; the words stand in the row below."""
    series = levels(steps, view)
    if not any(level is not None for moods in series for level in moods):
        return None
    cells = [
        tag("td", *(tag("i", class_=f"punt niveau-{level} {'straks' if n else 'nu'}")
                    for n, level in enumerate(at) if level is not None))
        for at in zip(*series, strict=True)
    ]  # fmt: skip
    return tag("tr", tag("td", "Gevoelscurve"), *cells, class_="curve", aria_hidden="true")


def _roles(
    journey: Journey, steps: Sequence[Step], role: str, numbers: Numbers
) -> list[Html | None]:
    keys = roles_in(journey, role)
    rows = [
        tag(
            "tr",
            tag("th", ROLES[key], scope="row"),
            *(tag("td", _list(step.roles.get(key, ()), numbers)) for step in steps),
        )
        for key in keys
    ]
    return [_line("Wat elke rol doet" if keys else None, len(steps)), *rows]


def _phases(book: Rulebook, steps: Sequence[Step]) -> Html:
    groups = [(slug, len(list(group))) for slug, group in groupby(s.phase for s in steps)]
    heads = [
        tag("th", book.phases[slug].name, scope="colgroup", colspan=str(count))
        for slug, count in groups
    ]
    return tag("tr", tag("th", "Fase", scope="row"), *heads, class_="fasen")


def _milestones(steps: Sequence[Step]) -> Html | None:
    if not any(step.milestone for step in steps):
        return None
    heads = [
        tag("th", group["name"], scope="colgroup", colspan=str(group["count"]))
        for group in milestones(steps)
    ]
    return tag("tr", tag("th", "Mijlpaal", scope="row"), *heads, class_="mijlpalen")


def _names(steps: Sequence[Step], view: View) -> Html:
    heads = [tag("th", step.name, _note(step, view), scope="col") for step in steps]
    return tag("tr", tag("th", "Stap", scope="row"), *heads)


def _note(step: Step, view: View) -> Html | None:
    said = note(step, view)
    return tag("span", said, class_="vlag") if said else None


def _cell(book: Rulebook, lane: Lane, step: Step, view: View, numbers: Numbers) -> Html:
    if lane in LANES and not any(one.cell for one in moments(book, lane, step, view)):
        return tag("td", tag("span", EMPTY), class_="leeg")
    content, changes = _content(book, lane, step, view, numbers)
    return tag("td", content, class_="anders" if changes else None)


def _content(
    book: Rulebook, lane: Lane, step: Step, view: View, numbers: Numbers
) -> tuple[Html, bool]:
    """Return what stands in a cell, and whether it will be different."""
    first, *others = moments(book, lane, step, view)
    if not others:
        return _moment(first, numbers), False
    return join((
        tag("div", _label(first.label), _moment(first, numbers)),
        *(tag("div", _label(one.label), _moment(one, numbers), class_="wordt") for one in others),
    )), True  # fmt: skip


def _label(text: str) -> Html:
    return join((tag("strong", text, class_="etiket"), " "))


def _moment(moment: CellMoment, numbers: Numbers) -> Html:
    said = [_statement(item, numbers) for item in moment.cell]
    listed = join(said, tag("br")) if len(said) < 3 else bullets(said)
    return join((_scale(moment.level), listed))


def _scale(level: int | None) -> Html | None:
    """Return five places of which one is filled; the word stands beside it."""
    if level is None:
        return None
    dots = [tag("i", class_="aan" if i == level else None) for i in range(len(MOODS))]
    return tag("span", *dots, class_="schaal", aria_hidden="true")


def _statement(item: CellText, numbers: Numbers) -> Html:
    marked = sorted(numbers[slug] for slug in item.sources)
    marks = f" [{', '.join(map(str, marked))}]" if marked else ""
    text = link(item.text, item.link) if item.link else item.text
    return join((text, tag("span", marks, class_="bron") if marks else None))


def step_list(book: Rulebook, journey: Journey, view: View) -> Html:
    """Return the journey step by step: every row, what each role does, and research."""
    numbers = source_numbers(journey)
    lanes = lanes_of(journey)
    parts = [_step(book, lanes, step, view, numbers) for step in steps_in(journey, view)]
    return tag("div", *parts, class_="stappen")


def _step(book: Rulebook, lanes: Sequence[Lane], step: Step, view: View, numbers: Numbers) -> Html:
    rows = [
        (lane.name, _content(book, lane, step, view, numbers)[0])
        for lane in lanes
        if any(moment.cell for moment in moments(book, lane, step, view))
    ]
    rows += [(ROLES[key], _list(cell, numbers)) for key, cell in step.roles.items()]
    if step.research:
        rows.append((RESEARCH, _list(step.research, numbers)))
    terms = (join((tag("dt", name), tag("dd", content))) for name, content in rows)
    return tag(
        "article",
        tag("h4", step.name),
        tag("p", book.phases[step.phase].name, " ", _note(step, view), class_="zacht"),
        tag("dl", *terms),
    )


def _list(cell: Iterable[CellText], numbers: Numbers) -> Html:
    return join([_statement(item, numbers) for item in cell], tag("br"))


def sources(book: Rulebook, journey: Journey) -> Html:
    """Return the numbered list of what a journey cites."""
    items = [link(*source(book, journey, slug)) for slug in source_numbers(journey)]
    return bullets(items, ordered=True, class_="bronnen")
