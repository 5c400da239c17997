"""A journey as HTML: one real table of steps × rows, and the same words step by step."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from blueprints.holes import EMPTY, empty_lanes
from blueprints.lanes import LANES, ROLES, Lane, mood
from blueprints.model import MOODS, Cell, CellText, Journey, Row, Step
from documents.journey.swimlane import View, note, source, source_numbers, steps_in, texts
from engine.model import Rulebook
from screens.page.markup import Html, bullets, join, link, tag

Numbers = dict[str, int]
RESEARCH = "Wat onderzoek zegt"


def swimlane(book: Rulebook, journey: Journey, view: View) -> Html:
    """Return the picture: a table that a screen reader and a keyboard can walk through."""
    steps, numbers = steps_in(journey, view), source_numbers(journey)
    rows = [
        tag(
            "tr",
            tag("th", lane.name, scope="row", title=lane.help),
            *(_cell(book, lane, step, view, numbers) for step in steps),
        )
        for lane in LANES
    ]
    caption = f"{journey.name}: {len(steps)} stappen"
    made = tag(
        "table",
        tag("caption", caption, class_="alleen-lezer"),
        tag("thead", _phases(book, steps), _names(steps, view)),
        tag("tbody", *rows),
    )
    return tag("div", made, class_="tabel baan", role="region", tabindex="0", aria_label=caption)


def _phases(book: Rulebook, steps: Sequence[Step]) -> Html:
    groups = [(slug, len(list(group))) for slug, group in groupby(s.phase for s in steps)]
    heads = [
        tag("th", book.phases[slug].name, scope="colgroup", colspan=str(count))
        for slug, count in groups
    ]
    return tag("tr", tag("th", "Fase", scope="row"), *heads, class_="fasen")


def _names(steps: Sequence[Step], view: View) -> Html:
    heads = [tag("th", step.name, _note(step, view), scope="col") for step in steps]
    return tag("tr", tag("th", "Stap", scope="row"), *heads)


def _note(step: Step, view: View) -> Html | None:
    said = note(step, view)
    return tag("span", said, class_="vlag") if said else None


def _cell(book: Rulebook, lane: Lane, step: Step, view: View, numbers: Numbers) -> Html:
    content, changes = _content(book, lane, step, view, numbers)
    if lane in empty_lanes(step):
        return tag("td", tag("span", EMPTY), class_="leeg")
    return tag("td", content, class_="anders" if changes else None)


def _content(
    book: Rulebook, lane: Lane, step: Step, view: View, numbers: Numbers
) -> tuple[Html, bool]:
    """Return what stands in a cell, and whether it will be different."""
    now, then = texts(book, lane, step.now), texts(book, lane, step.then)
    if view == "verschil" and step.now and step.then and now != then:
        before = tag("div", _label("Nu"), _cell_html(lane, step.now, now, numbers))
        after = tag(
            "div", _label("Wordt"), _cell_html(lane, step.then, then, numbers), class_="wordt"
        )
        return join((before, after)), True
    row = step.then if view == "straks" or not step.now else step.now
    return _cell_html(lane, row, then if row is step.then else now, numbers), False


def _label(text: str) -> Html:
    return join((tag("strong", text, class_="etiket"), " "))


def _cell_html(lane: Lane, row: Row, cell: Cell, numbers: Numbers) -> Html:
    scale = _scale(mood(row)) if lane.id == "gevoel" else None
    said = [_statement(item, numbers) for item in cell]
    return join((scale, join(said, tag("br")) if len(said) < 3 else bullets(said)))


def _scale(level: int | None) -> Html | None:
    """Return five places of which one is filled; the word stands beside it."""
    if level is None:
        return None
    dots = [tag("i", class_="aan" if i == level else None) for i in range(len(MOODS))]
    return tag("span", *dots, class_="schaal", aria_hidden="true")


def _statement(item: CellText, numbers: Numbers) -> Html:
    marked = sorted(numbers[slug] for slug in item.sources)
    marks = f" [{', '.join(map(str, marked))}]" if marked else ""
    return join((item.text, tag("span", marks, class_="bron") if marks else None))


def step_list(book: Rulebook, journey: Journey, view: View) -> Html:
    """Return the journey step by step: every row, what each role does, and research."""
    numbers = source_numbers(journey)
    parts = [_step(book, step, view, numbers) for step in steps_in(journey, view)]
    return tag("div", *parts, class_="stappen")


def _step(book: Rulebook, step: Step, view: View, numbers: Numbers) -> Html:
    lanes = [lane for lane in LANES if lane not in empty_lanes(step)]
    rows = [(lane.name, _content(book, lane, step, view, numbers)[0]) for lane in lanes]
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
