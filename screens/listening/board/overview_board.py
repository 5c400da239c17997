"""All subjects on one screen: what is too busy, what is missing, what rises."""

from collections.abc import Sequence

from listening.monitor import board_text
from listening.monitor.overview import BUSY, FALLS, LESS_SEEN, MISSING, RISES, OverviewRow, enough
from listening.monitor.subject_view import LINES
from screens.page import fields
from screens.page.markup import Html, bullets, join, table, tag
from screens.pages import LISTENING

GROUPS = (BUSY, MISSING, RISES, LESS_SEEN, FALLS)
QUIET = "Er is geen onderwerp dat meer afwijkt dan toeval."
HOW = (
    "Stijgen en dalen: de laatste vier weken tegen wat te verwachten was, met groei, seizoen en "
    "vakanties eruit. Te druk: meer contact dan er plaats is, en meer dan toeval. Ook zonder "
    "verschil krijgt hoogstens een op de twintig onderwerpen zo’n woord."
)
PART = "onderwerp"  # of the address


def board(rows: Sequence[OverviewRow]) -> Html:
    """Return what stands out, and under it every subject with its last whole month."""
    shown = [row for row in rows if enough(row)]
    groups = [_group(shown, word) for word in GROUPS]
    quiet = None if any(groups) else tag("p", QUIET, class_="conclusie")
    heads = ("Onderwerp", *(board_text.NAMES[key] for key in LINES), "Valt op")
    cells = [
        (_open(row), *(board_text.number(row.view.line(key).newest) for key in LINES),
         ", ".join(board_text.STANDS_OUT[word] for word in row.standing_out) or "–")
        for row in shown
    ]  # fmt: skip
    return tag("div", quiet, *groups, tag("h2", "Elk onderwerp, laatste hele maand"),
               table("Onderwerpen", heads, cells, numeric=range(1, 5)),
               tag("p", HOW, class_="zacht"), _hidden(rows, shown), class_="bord")  # fmt: skip


def _group(rows: Sequence[OverviewRow], word: str) -> Html | None:
    mine = [row for row in rows if word in row.standing_out]
    if not mine:
        return None
    return join((tag("h2", board_text.STANDS_OUT[word]), bullets(_open(row) for row in mine)))


def _open(row: OverviewRow) -> Html:
    subject = row.view.subject
    return fields.go(subject.plain, LISTENING.address, deel=PART, onderwerp=subject.id)


def _hidden(rows: Sequence[OverviewRow], shown: Sequence[OverviewRow]) -> Html | None:
    left = len(rows) - len(shown)
    if not left:
        return None
    return tag("p", f"Met minder dan tien in de laatste maand, en niet getoond: {left}.",
               class_="zacht")  # fmt: skip
