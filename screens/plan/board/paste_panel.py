"""Rows pasted from a spreadsheet: first what they become and what is wrong, then into the plan."""

import streamlit as st

from dutch import counted, listing
from engine import Table
from plans import Plan
from plans.board import pasting
from plans.board.pasting import Pasted, PastedRow
from plans.own_means import with_means
from screens.page.fields import put
from screens.page.markup import Html, join, notice, table, tag
from screens.plan import current, names
from screens.plan.board import doing, marks
from screens.plan.board.action_panel import phase_names
from screens.plan.current import OpenPlan
from screens.plan.inputs import complaint
from screens.plan.versions import typing

TEXT = "plan-plak-rijen"
LARGEST = 200_000  # characters
EXPLAINED = (
    "Kopieer rijen in Excel en plak ze hier, liefst met de kolomnamen erboven. Zonder kolomnamen "
    "lezen we: actie, kanaal, groepen, actiehouder, euro, uren, begin, einde. Een export van "
    "Asana, monday of Planner kan ook: plak dan het hele blad. Er verandert nog niets."
)


def show(open_plan: OpenPlan, advice_table: Table) -> None:
    """Show where to paste, what would become of it, and the button that adds it."""
    with st.container(border=True, key="op-scherm-plak"):
        st.html(tag("h3", "Plak acties uit Excel", id=doing.PASTE_PANEL, tabindex="-1"))
        st.html(tag("p", EXPLAINED, class_="hulp"))
        st.text_area("Rijen uit Excel", key=TEXT, height=120, max_chars=LARGEST)
        text = str(st.session_state.get(TEXT) or "")
        pasted = _read(open_plan.plan, advice_table, text)
        if pasted.rows:
            st.html(preview(pasted))
        complaint(TEXT)
        with st.container(horizontal=True, key="plan-plak-knoppen"):
            count = len(pasted.good)
            label = f"Voeg {counted(count, 'rij', 'rijen')} toe" if count else "Voeg toe"
            st.button(label, key="plan-plak-toe", type="primary", disabled=not count,
                      on_click=_add, args=(open_plan.link, advice_table))  # fmt: skip
            st.button("Sluit zonder toe te voegen", key="plan-plak-sluit", on_click=_leave,
                      args=(open_plan.link,))  # fmt: skip


def _read(plan: Plan, advice_table: Table, text: str) -> Pasted:
    known = with_means(advice_table.book, plan).channels
    channels = {slug: slug for slug in known} | {one.short: slug for slug, one in known.items()}
    channels |= {one.name: slug for slug, one in known.items()}
    phases = {one.name: slug for slug, one in advice_table.book.phases.items()}
    phases |= {name: slug for slug, name in phase_names(plan).items()}
    return pasting.read(plan, text, channels, phases)


def preview(pasted: Pasted) -> Html:
    """Return what was pasted as a table, with what is wrong in each cell."""
    wrong = len(pasted.rows) - len(pasted.good)
    lines = [f"{counted(len(pasted.rows), 'rij', 'rijen')} gelezen."]
    if wrong:
        lines.append(f"In {counted(wrong, 'rij', 'rijen')} klopt iets niet; die slaan we over.")
    if pasted.strange:
        lines.append(f"Deze kolommen kennen we niet: {listing(list(pasted.strange[:8]))}.")
    columns = list(dict.fromkeys((*pasted.columns, *(k for r in pasted.rows for k in r.faults))))
    heads = [names.ACTION.get(key, key).split(":")[0].split(" (")[0] for key in columns]
    rows = [[_cell(row, key) for key in columns] for row in pasted.rows]
    return join((notice(" ".join(lines), role="status"), table("Wat je plakte", heads, rows)))


def _cell(row: PastedRow, key: str) -> Html:
    wrong = row.faults.get(key)
    fault = tag("strong", marks.warning(), f" {wrong}", class_="fout blok") if wrong else None
    return join((row.cells.get(key, "–"), fault))


def _add(link: str, advice_table: Table) -> None:
    text = str(st.session_state.get(TEXT) or "")

    def with_rows(plan: Plan) -> Plan:
        return pasting.with_rows(plan, _read(plan, advice_table, text).good)

    if current.change(link, with_rows, TEXT, text):
        st.session_state[TEXT] = ""
        _close()


def _leave(link: str) -> None:
    """Close without adding: what was pasted is let go of, here and in the browser."""
    typing.confirm(link, TEXT, str(st.session_state.get(TEXT) or ""))
    _close()


def _close() -> None:
    put({doing.PASTE: ""})
