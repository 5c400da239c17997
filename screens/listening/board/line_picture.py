"""The four lines of a subject on one axis of months, with own actions as numbered marks."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from dutch import day, whole
from listening.monitor import board_text, months
from listening.monitor.months import MonthCount
from listening.monitor.subject_view import LINES, TALKS, Line, Mark, SubjectView
from screens.page.markup import Html, bullets, join, table, tag

EDGE = 4.0  # per cent of the width at either side
TOP, ROOM = 14.0, 70.0  # per cent of the height: of the highest dot, and under it
KINDS = {"eigen": "eigen actie", "plan": "uit een kanaalplan", "verder": "gebeurtenis"}
TABLE = "Toon als tabel"


def picture(view: SubjectView) -> Html:
    """Return the four lines, each with its number in words, and the same as a table."""
    rows = [_row(view, key) for key in LINES]
    return join((tag("div", *rows, _axis(view.months), class_="luister-lijnen"), _marks(view),
                 _table(view)))  # fmt: skip


def _row(view: SubjectView, key: str) -> Html:
    line = view.line(key)
    newest = line.newest
    counts = board_text.COUNTED[key]
    of = f"{counts}, {board_text.month(newest)}" if newest else counts
    busy = key == TALKS and view.capacity and view.capacity.shown and view.capacity.certain
    room = board_text.capacity(view) if key == TALKS else ""
    words = tag(
        "div",
        tag("h3", board_text.NAMES[key]),
        tag("p", tag("strong", board_text.number(newest)), " ", tag("span", of, class_="zacht"))
        if line.source else None,
        tag("p", room, class_="waarschuwing" if busy else "zacht") if room else None,
        *(tag("p", note, class_="zacht") for note in board_text.line_notes(line)),
        class_="luister-kop",
    )  # fmt: skip
    return tag("section", words, _drawn(view, line), class_="luister-lijn")


def _drawn(view: SubjectView, line: Line) -> Html:
    """Return the line; no dot where too little is known, no line to a month that is not whole."""
    able = view.able if line.key == TALKS else ()
    newest = line.newest
    top = max([p.shown or 0 for p in line.points] + [p.count or 0 for p in able] + [1])
    parts: list[Html] = [_mark(mark, view.months) for mark in view.marks]
    if line.drawn:
        dots = [(x, _height(p.shown, top), p) for x, p in _places(line.points) if p.shown]
        parts += [
            _stroke("lijn", x1, y1, x2, y2)
            for (x1, y1, one), (x2, y2, two) in pairwise(dots)
            if months.next_month(one.first) == two.first and one.whole and two.whole
        ]
        parts += [_dot(x, y, p, p is newest) for x, y, p in dots]
    parts += _able(able, top)
    spoken = f"{board_text.NAMES[line.key]} per maand; de cijfers staan in de tabel eronder."
    return tag("svg", *parts, role="img", aria_label=spoken, class_="luister-beeld")


def _able(able: Sequence[MonthCount], top: int) -> list[Html]:
    known = [(x, _height(p.count, top)) for x, p in _places(able) if p.count and p.whole]
    return [_stroke("kan", x1, y1, x2, y2)
            for (x1, y1), (x2, y2) in pairwise(known)]  # fmt: skip


def _places(points: Sequence[MonthCount]) -> list[tuple[float, MonthCount]]:
    return [(_across(at, len(points)), point) for at, point in enumerate(points)]


def _across(at: float, many: int) -> float:
    return EDGE + (100 - 2 * EDGE) * at / max(many - 1, 1)


def _height(count: int | None, top: int) -> float:
    return TOP + ROOM * (1 - (count or 0) / top)


def _stroke(kind: str, x1: float, y1: float, x2: float, y2: float) -> Html:
    return tag("line", class_=kind, x1=f"{x1:.2f}%", y1=f"{y1:.1f}%", x2=f"{x2:.2f}%",
               y2=f"{y2:.1f}%")  # fmt: skip


def _dot(x: float, y: float, point: MonthCount, last: bool) -> Html:
    kind = "punt" if point.whole else "punt open"
    dot = tag("circle", class_=kind, cx=f"{x:.2f}%", cy=f"{y:.1f}%", r="5" if last else "3")
    if not last:
        return dot
    said = tag("text", whole(point.count or 0), x=f"{x:.2f}%", y=f"{y:.1f}%", dy="-9",
               text_anchor="middle", class_="getal")  # fmt: skip
    return join((dot, said))


def _mark(mark: Mark, shown: Sequence[date]) -> Html:
    first = months.month_of(mark.day)
    at = shown.index(first) + (mark.day.day - 1) / 31
    x = _across(min(at, len(shown) - 1), len(shown))
    rule = _stroke("merk", x, 0, x, 88)
    return join((rule, tag("text", str(mark.number), x=f"{x:.2f}%", y="97%", text_anchor="middle",
                           class_="merk")))  # fmt: skip


def _axis(shown: Sequence[date]) -> Html:
    names = [
        tag("text", board_text.short_month(MonthCount(first, None, True)), text_anchor="middle",
            x=f"{_across(at, len(shown)):.2f}%", y="70%",
            class_="rand" if at in (0, len(shown) - 1) else None)
        for at, first in enumerate(shown)
    ]  # fmt: skip
    return tag("div", tag("span"), tag("svg", *names, class_="luister-as", aria_hidden="true"),
               class_="luister-lijn")  # fmt: skip


def _marks(view: SubjectView) -> Html | None:
    if not view.marks:
        return None
    items = [f"{one.name}, {day(one.day)} ({KINDS[one.kind]})" for one in view.marks]
    return join((tag("h3", "De nummers in het beeld"), bullets(items, ordered=True)))


def _table(view: SubjectView) -> Html:
    heads = ["Maand", *(board_text.NAMES[key] for key in LINES), "Plaats bij balie en telefoon"]
    rows = []
    for at, first in enumerate(view.months):
        point = MonthCount(first, None, True)
        able = view.able[at].count
        counts = [board_text.number(view.line(key).points[at]) for key in LINES]
        rows.append([board_text.month(point), *counts, "–" if able is None else whole(able)])
    sources = [
        f"{board_text.NAMES[key]}: {board_text.source_name(view.line(key))}" for key in LINES
    ]
    body = join((table("Per maand", heads, rows, numeric=range(1, 6), plain=True),
                 bullets(sources)))  # fmt: skip
    return tag("details", tag("summary", TABLE), body, class_="cijfers")
