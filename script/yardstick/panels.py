"""The page Advies in Panel, for comparison: `python panels.py PORT FOLDER_WITH_PANEL`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.append(sys.argv[2])

import panel as pn

from engine import Situation
from screens.advice import details, pieces
from screens.page import address, knowledge, reply, view


def page() -> pn.Row:
    """Return the page of one visitor."""
    table, edition = reply.current()
    questions = [
        pn.widgets.RadioBoxGroup(name=key, options={name: slug for slug, name in options.items()})
        for key, options in address.options(table.book).items()
    ]

    def answer(*chosen: str) -> pn.Column:
        shown = pieces.pieces(table, edition, Situation(*chosen), view.View({}), False)
        closed = pn.Card(title=view.PARTS[details.PART], collapsed=True)
        return pn.Column(pn.pane.HTML("".join(shown)), closed)

    return pn.Row(pn.Column(*questions), pn.bind(answer, *questions))


knowledge.service()
pn.serve(page, port=int(sys.argv[1]), address="127.0.0.1", show=False, title="Panel")
