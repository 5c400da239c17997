"""The numbers of a picture of dots, as a table that opens under it."""

from screens.page.markup import Html, tag
from screens.survey.dot_table import FEW, VERDICTS, DotPicture, row_id
from surveys.findings.dots import Dot, DotColumn
from surveys.findings.spoken import of_hundred

SHOW, EARLIER = "Toon als tabel", "Eerder"
ROUNDED = (
    "Aantallen antwoorden zijn afgerond op tientallen. De marge: met 90 % zekerheid ligt het "
    "echte aandeel ertussen, volgens ons model."
)


def fold(picture: DotPicture, what: str, opened: bool = False) -> Html:
    """Return the table, closed; `what` heads the columns of the picture: "Fase", "Leeftijd"."""
    earlier = any(dot.before is not None for column in picture.columns for dot in column.dots)
    heads = (what, "Kanaal of fase" if not picture.row_order else "Kanaal", "Van de 100", "Marge",
             picture.beside[:1].upper() + picture.beside[1:], "Verschil", "Antwoorden",
             *((EARLIER,) if earlier else ()))  # fmt: skip
    right = frozenset((2, 3, 4, 6, 7))
    top = [
        tag("th", head, scope="col", class_="getal" if i in right else None)
        for i, head in enumerate(heads)
    ]
    rows = [
        _row(picture, column, dot, earlier)
        for column in picture.columns
        for key in picture.rows
        if (dot := column.of(key)) is not None
    ]
    made = tag("table", tag("caption", picture.caption), tag("thead", tag("tr", *top)),
               tag("tbody", *rows), class_="gewoon")  # fmt: skip
    box = tag("div", made, class_="tabel", role="region", tabindex="0", aria_label=picture.caption)
    return tag("details", tag("summary", SHOW), box, tag("p", ROUNDED, class_="zacht"),
               class_="cijfers", data_deel=f"tabel-{picture.name}",
               open="" if opened else None)  # fmt: skip


def _row(picture: DotPicture, column: DotColumn, dot: Dot, earlier: bool) -> Html:
    margin = "–" if dot.share is None else f"{of_hundred(dot.low)} – {of_hundred(dot.high)}"
    cells = (
        picture.rows[dot.channel],
        of_hundred(dot.share),
        margin,
        of_hundred(dot.beside),
        VERDICTS[dot.verdict] if dot.share is not None and dot.beside is not None else "–",
        str(dot.n) if dot.share is not None else FEW,
        *((of_hundred(dot.before),) if earlier else ()),
    )
    right = (1, 2, 3, 5, 6)
    made = [tag("td", cell, class_="getal" if i in right else None) for i, cell in enumerate(cells)]
    return tag("tr", tag("th", picture.heads[column.key], scope="row"), *made, tabindex="-1",
               id=row_id(picture.name, column.key, dot.channel))  # fmt: skip
