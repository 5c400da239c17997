"""Two people changed one plan: both versions side by side, nothing lost, and the choice."""

import streamlit as st

from dutch import day
from plans import Plan, PlanError, keys
from plans.saved import StoreError, Version
from screens.page import knowledge
from screens.page.fields import put
from screens.page.markup import join, notice, table, tag
from screens.plan import current
from screens.plan.current import CLASH, Desk

EXPLAINED = (
    "Terwijl jij iets veranderde, bewaarde {who} ook een versie. Er is niets overschreven: beide "
    "versies zijn bewaard. Kies waarmee je verder gaat. De andere blijft in de geschiedenis."
)
NAMES = ("Waar", "Jouw versie", "De andere versie")
NOTHING = "staat er niet"
LONGEST = 160


def show(desk: Desk, number: int) -> None:
    """Show what differs between the plan and a version that met it."""
    try:
        mine = current.store().read(desk.link, number)
        plan = current.parsed(mine.text)
    except (StoreError, PlanError):
        put({CLASH: ""})
        st.rerun()
    st.html(tag("h2", "Iemand anders veranderde dit plan ook"))
    st.html(notice(EXPLAINED.format(who=desk.version.author)))
    rows = differences(plan, desk.plan)
    st.html(join((_version("Jouw versie", mine), _version("De andere versie", desk.version))))
    if rows:
        st.html(table("Dit verschilt", NAMES, rows))
    with st.container(horizontal=True, key="plan-botsing"):
        st.button("Ga verder met de andere versie", key="plan-hun", on_click=put,
                  args=({CLASH: ""},), type="primary")  # fmt: skip
        st.button("Ga verder met mijn versie", key="plan-mijn", on_click=_mine,
                  args=(desk.link, number, desk.version.number))  # fmt: skip


def _version(name: str, version: Version) -> str:
    at = version.saved.astimezone(knowledge.PLACE)
    said = (
        f"{name}: van {version.author}, {day(at.date())} om {at:%H.%M} uur, versie {version.number}"
    )
    return tag("p", said)


def _mine(link: str, number: int, head: int) -> None:
    try:
        old = current.store().read(link, number)
        if current.keep(link, current.parsed(old.text), head):
            put({CLASH: ""})
    except (StoreError, PlanError) as error:
        current.failed()["ongedaan"] = current.Wrong(None, f"Niet bewaard. {error}")


def differences(one: Plan, other: Plan) -> list[list[str]]:
    """Return (place, what stands in one, what stands in the other) for every difference."""
    left, right = _leaves(keys(one)), _leaves(keys(other))
    places = dict.fromkeys((*left, *right))
    return [
        [place, left.get(place, NOTHING), right.get(place, NOTHING)]
        for place in places
        if left.get(place) != right.get(place)
    ]


def _leaves(tree: object, place: str = "") -> dict[str, str]:
    """Return every value of a plan by its place in words; an item of a list goes by its name."""
    if isinstance(tree, dict):
        found: dict[str, str] = {}
        for key, value in tree.items():
            found |= _leaves(value, f"{place}, {key}" if place else str(key))
        return found
    if isinstance(tree, list) and any(isinstance(item, dict) for item in tree):
        found = {}
        for i, item in enumerate(tree, start=1):
            found |= _leaves(item, f"{place} – {_name(item, i)}")
        return found
    said = ", ".join(map(str, tree)) if isinstance(tree, list) else str(tree)
    return {place: said if len(said) <= LONGEST else said[:LONGEST] + "…"}


def _name(item: object, number: int) -> str:
    if not isinstance(item, dict):
        return str(number)
    named = item.get("id") or item.get("fase") if "kanaal" not in item or "id" in item else None
    if named:
        return str(named)
    of = [str(item[key]) for key in ("kanaal", "groep", "fase", "start") if key in item]
    return ", ".join(of) or str(number)
