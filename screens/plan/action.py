"""The fields of one action: what it is, when, what it asks, and which reactions it brings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from dutch import short_day
from plans.model import Action, Plan
from screens.page import knowledge
from screens.page.markup import tag
from screens.plan.current import Desk
from screens.plan.inputs import shown

STATUS = {"gepland": "Gepland", "bezig": "Bezig", "klaar": "Klaar", "vervallen": "Vervallen"}
AT = "loket-"
REACTIONS = {
    "reactie-van": "Reacties: van",
    "reactie-tot": "tot",
    "reactie-weken": "binnen zo veel weken",
}
REACTION = (
    "Hoeveel inwoners reageren er, denk je? Het is jouw schatting. Zeg ook waar ze terechtkomen; "
    "samen mag dat meer dan 100 procent zijn."
)
LONG = "boodschap"  # the one field with room for more lines
TARGET = ("meet", "norm", "uitkomst")
LISTS = ("kanaal", "groepen", "fase", "status")
Texts = Mapping[str, tuple[str, object]]  # key in the file → label and value


def fields(desk: Desk, action: Action | None, name: str) -> dict[str, str]:
    """Show the fields of an action; return key in the file → key of the field.

    What an action asks and brings is folded until there is something in it.
    """
    what, asks, brings = _what(desk.plan, action), _asks(action), _brings(desk.plan, action)
    keys = {key: f"plan-actie-{name}-{key}" for key in (*what, *asks, *brings, *LISTS)}
    _text(keys, what, "wat")
    _lists(desk.plan, action, keys)
    _row(keys, what, ("start", "einde", "frequentie", "wie"))
    _text(keys, what, LONG)
    with st.expander("Kosten, uren en meting", expanded=_any(asks)):
        _row(keys, asks, ("kosten", "uren"))
        _row(keys, asks, TARGET)
    with st.expander("Verwachte reacties", expanded=_any(brings)):
        st.html(tag("p", REACTION, class_="hulp"))
        _row(keys, brings, tuple(REACTIONS))
        _row(keys, brings, tuple(key for key in brings if key not in REACTIONS))
    return keys


def _what(plan: Plan, action: Action | None) -> Texts:
    start = short_day(action.start if action else plan.project.start)
    end = short_day(action.end) if action and action.end else ""
    return {
        "wat": ("Wat doe je? (middel of moment)", action.what if action else ""),
        "start": ("Begint op (dd-mm-jjjj)", start),
        "einde": ("Tot en met (leeg: één dag)", end),
        "frequentie": ("Hoe vaak?", action.frequency if action else ""),
        "wie": ("Actiehouder: functie of team", action.who if action else ""),
        LONG: ("Boodschap (leeg: de kernboodschap)", action.message if action else ""),
    }


def _asks(action: Action | None) -> Texts:
    target = action.target if action else None
    return {
        "kosten": ("Kosten in euro", action.cost if action else None),
        "uren": ("Uren", action.hours if action else None),
        "meet": ("Wat meet je?", target.measure if target else ""),
        "norm": ("Wanneer is het goed?", target.norm if target else ""),
        "uitkomst": ("Uitkomst, zodra je die weet", target.result if target else ""),
    }


def _brings(plan: Plan, action: Action | None) -> Texts:
    """Return the fields of the reactions that are expected, and which part each desk gets."""
    now = action.response if action else None
    counts = (now.low, now.high, now.weeks) if now else (None, None, None)
    labels = zip(REACTIONS.items(), counts, strict=True)
    found: dict[str, tuple[str, object]] = {key: (said, count) for (key, said), count in labels}
    for of in plan.desks:
        share = now.desks.get(of.id) if now else None
        found[AT + of.id] = (f"Deel bij {of.name}, in procenten", share)
    return found


def _lists(plan: Plan, action: Action | None, keys: Mapping[str, str]) -> None:
    book = knowledge.table().book
    channels = {slug: channel.name for slug, channel in book.channels.items()}
    chosen = [*(plan.chosen.channels if plan.chosen else ())]
    order = [*chosen, *(slug for slug in channels if slug not in chosen)]
    phases = {p.phase: book.phases[p.phase].name for p in plan.phases if p.phase in book.phases}
    groups = {group.id: group.name for group in plan.groups}
    first = next(iter(phases))
    with st.container(horizontal=True, key="filters-actie"):
        _pick(keys["kanaal"], "Kanaal", channels, order, action.channel if action else order[0])
        _pick(keys["fase"], "Fase", phases, list(phases), action.phase if action else first)
        status = action.status if action else "gepland"
        _pick(keys["status"], "Status", STATUS, list(STATUS), status)
    st.session_state.setdefault(keys["groepen"], list(action.groups) if action else list(groups))
    st.multiselect("Doelgroepen", list(groups), key=keys["groepen"], format_func=groups.__getitem__)


def _pick(key: str, label: str, names: Mapping[str, str], order: Sequence[str], now: str) -> None:
    st.session_state.setdefault(key, now)
    st.selectbox(label, order, key=key, format_func=names.__getitem__)


def _row(keys: Mapping[str, str], texts: Texts, names: Iterable[str]) -> None:
    """Show fields beside each other; none when there are none."""
    row = list(names)
    if row:
        with st.container(horizontal=True, key=f"filters-{row[0]}"):
            for name in row:
                _text(keys, texts, name)


def _text(keys: Mapping[str, str], texts: Texts, name: str) -> None:
    label, value = texts[name]
    st.session_state.setdefault(keys[name], shown(value))
    if name == LONG:
        st.text_area(label, key=keys[name], max_chars=4000, height=90)
    else:
        st.text_input(label, key=keys[name], max_chars=300)


def _any(texts: Texts) -> bool:
    return any(value not in (None, "") for _, value in texts.values())


def typed(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return what stands in the fields, under the keys of the file; what is empty is left out."""
    said = {key: st.session_state.get(field) for key, field in fields.items()}
    said = {key: value.strip() if isinstance(value, str) else value for key, value in said.items()}
    target = {key: value for key in TARGET if (value := said.pop(key))}
    reaction = _reacted(said)
    item = {key: value for key, value in said.items() if value}
    return item | ({"kpi": target} if target else {}) | ({"reactie": reaction} if reaction else {})


def _reacted(said: dict[str, Any]) -> dict[str, Any]:
    """Take the fields of the reactions out, and return them as the file has them."""
    found = {key: said.pop(f"reactie-{key}") for key in ("van", "tot", "weken")}
    desks = {key.removeprefix(AT): said.pop(key) for key in list(said) if key.startswith(AT)}
    desks = {key: value for key, value in desks.items() if value}
    kept = {key: value for key, value in found.items() if value}
    return kept | ({"loketten": desks} if desks else {})


def own(fields: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of the file that the fields decide about."""
    split = (*TARGET, *REACTIONS)
    kept = (key for key in fields if key not in split and not key.startswith(AT))
    return (*kept, "kpi", "reactie")
