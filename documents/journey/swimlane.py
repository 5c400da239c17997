"""A journey → one picture of steps × rows on paper, and the same words step by step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, NamedTuple

from blueprints.holes import standing
from blueprints.lanes import LANES, ROLES, Lane, lane_texts, lines_above, mood, seen_by
from blueprints.model import ALWAYS, LATER, NOW, THEN, Cell, CellText, Journey, Row, Step
from documents import chart, house
from documents.labels import upper
from documents.pdf import emblem_data, picture_of, printable, typeset
from dutch import day, listing
from engine.model import Rulebook

TEMPLATE = Path(__file__).parents[1] / "reis.typ"
View = Literal["nu", "straks", "later", "verschil"]
Paper = Literal["a0", "a3", "a4"]
VIEWS: dict[View, str] = {
    "nu": "Zoals het nu gaat",
    "straks": "Zoals het gaat worden",
    "later": "Waar jullie later naartoe willen",
    "verschil": "Nu en straks naast elkaar",
}
THREE = "Nu, straks en later naast elkaar"
THERE: dict[View, tuple[str, ...]] = {  # which steps a view shows, by when they are there
    "nu": (ALWAYS, NOW),
    "straks": (ALWAYS, THEN),
    "later": (ALWAYS, THEN, LATER),
    "verschil": (ALWAYS, NOW, THEN, LATER),
}
ACROSS: dict[Paper, int] = {"a0": 30, "a3": 12, "a4": 6}  # steps beside each other
PictureKind = Literal["svg", "png"]
LABEL_WIDE, STEP_WIDE = 54, 42  # millimetres, of a picture alone
SHARP, SHARP_LESS, MANY_STEPS = 150, 96, 15  # pixels an inch; less for more steps than this
WAY_OUT = "Neem zolang het Excel-bestand van deze reis."
EXAMPLE = (
    "Voorbeeld, geschreven voor dit product. Wat inwoners vragen, doen en voelen is een aanname, "
    "tenzij er onderzoek bij staat."
)
GONE, NEW = "Deze stap vervalt.", "Deze stap is nieuw."
COMING = "Deze stap komt later."


class CellMoment(NamedTuple):
    """What a cell says at a moment, with the mood where it has one (0 heavy to 4 glad)."""

    label: str
    cell: Cell
    level: int | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """What to draw: a journey seen in one way, on paper of a size."""

    journey: Journey
    view: View = "verschil"
    paper: Paper = "a3"
    role: str = ""  # by whose eyes: a role, or everybody's


def swimlane_pdf(book: Rulebook, drawing: Drawing, on: date) -> bytes:
    """Return the journey as PDF, dated on a day; the same journey gives the same bytes.

    Raises DocumentError when Typst refuses.
    """
    return typeset(TEMPLATE, _data(book, drawing, on), on, WAY_OUT)


def swimlane_picture(book: Rulebook, drawing: Drawing, kind: PictureKind, on: date) -> bytes:
    """Return the picture alone on a sheet of its own size, as SVG or PNG.

    Raises DocumentError when Typst refuses.
    """
    data = _data(book, drawing, on)
    steps = steps_in(drawing.journey, drawing.view)
    parts = [_part(book, (_lanes(drawing), steps), drawing, source_numbers(drawing.journey))]
    wide = LABEL_WIDE + STEP_WIDE * len(steps)
    sharp = SHARP if len(steps) <= MANY_STEPS else SHARP_LESS
    alone = data | {"paper": "los", "wide": wide, "parts": parts, "steps": []}
    return picture_of(TEMPLATE, alone, kind, sharp, WAY_OUT)


def steps_in(journey: Journey, view: View) -> tuple[Step, ...]:
    """Return the steps that a view shows."""
    return tuple(step for step in journey.steps if step.when in THERE[view])


def views_of(journey: Journey) -> dict[View, str]:
    """Return the views that say something of a journey: later only where it is there."""
    later = any(step.later for step in journey.steps)
    names = VIEWS | ({"verschil": THREE} if later else {})
    return {view: name for view, name in names.items() if later or view != "later"}


def moments(book: Rulebook, lane: Lane, step: Step, view: View) -> tuple[CellMoment, ...]:
    """Return what a cell says, once for every moment at which it says something else.

    One moment alone has no label. What differs for a group of residents stands at the last.
    """
    rows = [CellMoment(label, texts(book, lane, row), mood(row) if lane.id == "gevoel" else None)
            for label, row in _rows(step, view)]  # fmt: skip
    kept = [now for before, now in zip([None, *rows], rows, strict=False)
            if before is None or before.cell != now.cell]  # fmt: skip
    own = tuple(
        CellText(f"{name}: {one.text}", one.sources)
        for name, row in step.groups.items()
        for one in texts(book, lane, row)
    )
    last = kept[-1]._replace(cell=(*kept[-1].cell, *own))
    return (*kept[:-1], last) if len(kept) > 1 else (last._replace(label=""),)


def _rows(step: Step, view: View) -> list[tuple[str, Row]]:
    """Return the rows of a step that a view shows, each under its label."""
    if view == "nu":
        return [("Nu", step.now)]
    if view != "verschil":
        return [("Wordt", step.later if view == "later" and step.later else step.then)]
    rows = [("Nu", step.now)] if step.when in THERE["nu"] else []
    rows += [("Wordt", step.then)] if step.when in THERE["straks"] else []
    return [*rows, *([("Later", step.later)] if step.later else [])] or [("Later", {})]


def texts(book: Rulebook, lane: Lane, row: Row) -> Cell:
    """Return what stands in a row of a step, with channels by their names."""
    cell = lane_texts(lane, row)
    if lane.id != "kanalen":
        return cell
    names = listing([book.channels[item.text].beside for item in cell])
    return (CellText(upper(names)),) if cell else ()


def source_numbers(journey: Journey) -> dict[str, int]:
    """Return every source that a journey cites with its number, in order of appearance."""
    slugs = (
        slug
        for step in journey.steps
        for cell in (*_cells(step), step.research)
        for item in cell
        for slug in item.sources
    )
    return {slug: n for n, slug in enumerate(dict.fromkeys(slugs), start=1)}


def _cells(step: Step) -> Iterable[Cell]:
    for row in (step.now, step.then, step.later, *step.groups.values()):
        yield from row.values()


def source(book: Rulebook, journey: Journey, slug: str) -> tuple[str, str]:
    """Return maker and title of a source or finding, and its address."""
    if slug in journey.sources:
        own = journey.sources[slug]
        return f"{own.publisher}, {own.title}", own.url
    home, finding = book.findings.get(slug, (slug, None))
    known = book.sources[home]
    code = f" ({finding.id})" if finding else ""
    return f"{known.publisher}, {known.title}{code}", known.url


def _data(book: Rulebook, drawing: Drawing, on: date) -> dict[str, Any]:
    journey, numbers = drawing.journey, source_numbers(drawing.journey)
    steps = steps_in(journey, drawing.view)
    written, lanes = journey.written, _lanes(drawing)
    return {
        "title": printable(journey.name),
        "day": [on.year, on.month, on.day],
        "accent": chart.readable(house.colour(book)),
        "emblem": None if journey.written.example else emblem_data(house.emblem(book)),
        "paper": drawing.paper,
        "view": views_of(journey).get(drawing.view, VIEWS[drawing.view]),
        "head": [printable(part) for part in (*head_line(book, journey), day(on))],
        "about": printable(written.about or ""),
        "goal": printable(written.goal or ""),
        "remarks": [printable(text) for text in remarks(journey)],
        "footer": f"Ken je inwoner · {day(on)}",
        "lanes": [printable(lane.name) for lane in lanes],
        "lines": [lines_above(lanes).get(lane.id, "") for lane in lanes],
        "curve": next((i for i, lane in enumerate(lanes) if lane.id == "gevoel"), -1),
        "roles": [ROLES[key] for key in roles_in(journey, drawing.role)],
        "parts": [
            _part(book, (lanes, part), drawing, numbers)
            for part in _split(steps, ACROSS[drawing.paper])
        ],
        "steps": [_step_rows(book, lanes, step, drawing.view, numbers) for step in steps],
        "sources": [_source(book, journey, slug) for slug in numbers],
        **({"links": links} if (links := _links(steps)) else {}),
    }


def _links(steps: Sequence[Step]) -> list[dict[str, str]]:
    """Return what goes with the steps, with the address of each."""
    attachments = (one for step in steps for one in step.attachments)
    return [{"text": printable(one.text), "link": one.link} for one in attachments]


def head_line(book: Rulebook, journey: Journey) -> list[str]:
    """Return track, domain and version, as far as a journey says them."""
    written = journey.written
    track = book.tracks[journey.track].name if journey.track in book.tracks else None
    version = f"versie {written.version}" if written.version else None
    return [part for part in (track, written.domain, version) if part]


def remarks(journey: Journey) -> list[str]:
    """Return what a reader must know: an example, a draft with holes, a remark."""
    written = journey.written
    said = [EXAMPLE] if written.example else []
    said += [" ".join(standing(journey))] if not journey.approved else []
    return [*said, *([written.remark] if written.remark else [])]


def _split(steps: Sequence[Step], most: int) -> list[Sequence[Step]]:
    """Return the steps in as few parts as fit, of about the same length."""
    parts = -(-len(steps) // most) or 1
    size = -(-len(steps) // parts) or 1
    return [steps[i : i + size] for i in range(0, len(steps), size)]


def _part(
    book: Rulebook,
    table: tuple[Sequence[Lane], Sequence[Step]],
    drawing: Drawing,
    numbers: Mapping[str, int],
) -> dict[str, Any]:
    """Return one table of the picture: phases above steps, and a cell for every row."""
    (lanes, steps), view = table, drawing.view
    roles = roles_in(drawing.journey, drawing.role)
    phases = [
        {"name": book.phases[slug].name, "count": len(list(group))}
        for slug, group in groupby(step.phase for step in steps)
    ]
    return {
        "phases": phases,
        **({"milestones": milestones(steps)} if any(step.milestone for step in steps) else {}),
        "steps": [{"name": printable(step.name), "note": note(step, view)} for step in steps],
        "rows": [[_cell(book, lane, step, view, numbers) for step in steps] for lane in lanes],
        "moods": levels(steps, view),
        "roles": [[_lines(step.roles.get(key, ()), numbers) for step in steps] for key in roles],
    }


def levels(steps: Sequence[Step], view: View) -> list[list[int | None]]:
    """Return the moods of the steps for the curve: one line, or now and then where both differ."""
    now = [mood(step.now) for step in steps]
    then = [mood(step.then) for step in steps]
    if view == "nu":
        return [now]
    if view == "later":
        return [[mood(step.later or step.then) for step in steps]]
    if view == "straks":
        return [then]
    return [now, then] if now != then else [now]


def roles_in(journey: Journey, role: str) -> list[str]:
    """Return the roles to draw: that of the eyes, or all that some step has."""
    return [key for key in ROLES if role in ("", key)
            and any(step.roles.get(key) for step in journey.steps)]  # fmt: skip


def _lanes(drawing: Drawing) -> tuple[Lane, ...]:
    return seen_by(drawing.journey, drawing.role)


def milestones(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return the milestones above the steps, each with how many steps it has."""
    return [
        {"name": printable(name or ""), "count": len(list(group))}
        for name, group in groupby(step.milestone for step in steps)
    ]


def note(step: Step, view: View) -> str:
    """Return that a step comes or goes, where a view shows both."""
    return {NOW: GONE, THEN: NEW, LATER: COMING}.get(step.when, "") if view == "verschil" else ""


def _cell(
    book: Rulebook, lane: Lane, step: Step, view: View, numbers: Mapping[str, int]
) -> dict[str, Any]:
    shown = moments(book, lane, step, view)
    said = {moment.label: _lines(moment.cell, numbers) for moment in shown}
    first, *others = shown
    levels = [moment.level for moment in shown]
    cell: dict[str, Any] = {
        "now": said[first.label],
        "then": said.get("Wordt", []) if others else [],
    }
    if first.label == "Wordt":
        cell["then"] = []
    if others and others[-1].label == "Later":
        cell |= {"later": said["Later"], "label": first.label}
    if not any(said.values()) and lane in LANES:
        cell["hole"] = True
    return {**cell, "moods": levels}


def _lines(cell: Iterable[CellText], numbers: Mapping[str, int]) -> list[str]:
    return [printable(item.text) + _numbers(item, numbers) for item in cell]


def _numbers(item: CellText, numbers: Mapping[str, int]) -> str:
    places = sorted(numbers[slug] for slug in item.sources)
    return f" [{', '.join(map(str, places))}]" if places else ""


def _step_rows(
    book: Rulebook, lanes: Sequence[Lane], step: Step, view: View, numbers: Mapping[str, int]
) -> dict[str, Any]:
    """Return a step as a list of rows, roles and research."""
    rows = [
        {"name": printable(lane.name), **_cell(book, lane, step, view, numbers)} for lane in lanes
    ]
    roles = [
        {"name": ROLES[key], "now": _lines(cell, numbers), "then": []}
        for key, cell in step.roles.items()
    ]
    research = [{"name": "Wat onderzoek zegt", "now": _lines(step.research, numbers), "then": []}]
    return {
        "name": printable(step.name),
        "phase": book.phases[step.phase].name,
        "note": note(step, view),
        "rows": [*rows, *roles, *(research if step.research else [])],
    }


def _source(book: Rulebook, journey: Journey, slug: str) -> dict[str, str]:
    text, address = source(book, journey, slug)
    return {"text": printable(text), "link": address}
