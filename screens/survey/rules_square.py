"""What our rules expected against what residents chose: a square with the diagonal of agreement."""

from screens.page.markup import Html, tag
from surveys.findings.dots import Dot, DotColumn

LEFT, TOP, RIGHT, BOTTOM = 46.0, 14.0, 424.0, 320.0  # of the square, in a drawing of 440 x 360
LINE, LETTER = 15.0, 6.6  # height of a label, width of a letter
STEP = 0.2


def square(column: DotColumn, names: dict[str, str], phase: str) -> Html:
    """Return the drawing, described in a sentence; the words beside it say the same."""
    dots = [dot for dot in column.dots if dot.share is not None and dot.beside is not None]
    highest = max((max(dot.high, dot.beside or 0.0) for dot in dots), default=0.2)
    top = next(end for end in (0.2, 0.4, 0.6, 0.8, 1.0, 9.0) if highest <= end)
    label = (
        f"{phase}: wat onze regels verwachtten tegen wat inwoners kozen. "
        f"{len([dot for dot in dots if is_sure(dot)])} van de {len(dots)} "
        "kanalen verschillen zeker. In woorden staat het ernaast."
    )
    return tag(
        "svg",
        *_grid(top),
        *(_dot(dot, top) for dot in dots),
        *_labels(dots, names, top),
        viewBox="0 0 440 360",
        class_="regels-vlak",
        role="img",
        aria_label=label,
    )


def is_sure(dot: Dot) -> bool:
    """Tell whether residents surely choose a channel more or less than our rules expected."""
    return dot.verdict in ("vaker", "minder")


def _x(share: float, top: float) -> float:
    return LEFT + (RIGHT - LEFT) * min(share / top, 1.0)


def _y(share: float, top: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * min(share / top, 1.0)


def _grid(top: float) -> list[Html]:
    parts = []
    for i in range(round(top / STEP) + 1):
        share = STEP * i
        x, y = f"{_x(share, top):.1f}", f"{_y(share, top):.1f}"
        text = "0" if i == 0 else f"{round(100 * share)} %"
        parts += [
            tag("line", class_="raster", x1=x, x2=x, y1=f"{TOP}", y2=f"{BOTTOM}"),
            tag("line", class_="raster", x1=f"{LEFT}", x2=f"{RIGHT}", y1=y, y2=y),
            tag("text", text, class_="zacht", x=x, y=f"{BOTTOM + 16}", text_anchor="middle"),
            tag("text", text, class_="zacht", x=f"{LEFT - 6}", y=y, dy="4", text_anchor="end"),
        ]
    middle = f"{(LEFT + RIGHT) / 2}"
    return [
        *parts,
        tag("line", class_="gelijk", x1=f"{LEFT}", y1=f"{BOTTOM}", x2=f"{RIGHT}", y2=f"{TOP}"),
        tag("text", "onze regels verwachtten", class_="as-naam", x=middle, y=f"{BOTTOM + 34}",
            text_anchor="middle"),
        tag("text", "inwoners kozen", class_="as-naam", x=f"{LEFT + 6}", y=f"{TOP + 12}"),
    ]  # fmt: skip


def _dot(dot: Dot, top: float) -> Html:
    x = f"{_x(dot.beside or 0.0, top):.1f}"
    low, high = f"{_y(dot.low, top):.1f}", f"{_y(dot.high, top):.1f}"
    kind = "zeker" if is_sure(dot) else "open"
    parts = (
        tag("line", class_="marge", x1=x, x2=x, y1=low, y2=high),
        tag("circle", class_="punt", cx=x, cy=f"{_y(dot.share or 0.0, top):.1f}", r="4.8"),
    )
    return tag("g", *parts, class_=kind)


def _labels(dots: list[Dot], names: dict[str, str], top: float) -> list[Html]:
    """Return a name beside each dot; where names would lie over each other the less sure go."""
    taken: list[tuple[float, float, float]] = []
    labels = []
    ordered = sorted(dots, key=lambda dot: (not is_sure(dot), -(dot.share or 0)))
    for dot in ordered:
        name = names[dot.channel]
        width = LETTER * len(name)
        spot = _free(_x(dot.beside or 0.0, top), _y(dot.share or 0.0, top), width, taken)
        if spot is None:
            continue
        taken.append((spot[0], spot[1], width))
        sure = is_sure(dot)
        labels.append(tag("text", name, x=f"{spot[0]:.1f}", y=f"{spot[1]:.1f}",
                          class_="naam zeker" if sure else "naam"))  # fmt: skip
    return labels


def _free(
    x: float, y: float, width: float, taken: list[tuple[float, float, float]]
) -> tuple[float, float] | None:
    """Return where a label begins beside a point, without lying over another."""
    for down in (4.0, -9.0, 17.0):
        for at in (x + 10, x - 10 - width):
            spot = at, y + down
            inside = at >= LEFT and at + width <= RIGHT + 14 and TOP + 8 < spot[1] < BOTTOM
            if inside and not any(_over(spot, width, one) for one in taken):
                return spot
    return None


def _over(spot: tuple[float, float], width: float, other: tuple[float, float, float]) -> bool:
    beside = spot[0] + width < other[0] or other[0] + other[2] < spot[0]
    return not beside and abs(spot[1] - other[1]) < LINE
