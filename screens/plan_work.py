"""Step 4: what is done when, by whom, and whether the desks can take it."""

from typing import Any

import streamlit as st

from documents import gantt
from plans import Plan, edit
from plans.model import Action
from screens import knowledge, plan_desk, plan_load, plan_summary
from screens.markup import bullets, join, table, tag
from screens.plan_desk import Desk
from screens.plan_fields import complaint, dutch, iso, shown, text

STATUS = {"gepland": "Gepland", "bezig": "Bezig", "klaar": "Klaar", "vervallen": "Vervallen"}
PICK = "plan-actie"
HEADS = ("Middel of moment", "Kanaal", "Doelgroep", "Fase", "Planning", "Actiehouder", "Status")
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
EMPTY = "Er zijn nog geen acties. Vul hieronder de eerste in."


def show(desk: Desk) -> None:
    """Show the step."""
    plan = desk.plan
    if plan.actions:
        bars = [gantt.Bar(a.what, _channel(a), a.start, a.last_day, a.status == "vervallen")
                for a in _sorted(plan)]  # fmt: skip
        with st.container(key="plot-kalender"):
            st.altair_chart(
                gantt.gantt(bars, "Acties in de tijd", plan_desk.dark()),
                theme=None,
                width="content",
            )
        st.html(table("Alle acties", HEADS, [_row(plan, a) for a in _sorted(plan)]))
    else:
        st.html(tag("p", EMPTY))
    look = [r.text for r in plan_summary.remarks(desk.version.text) if r.place[:1] == ("acties",)]
    if look and plan.actions:
        said = [s[:1].upper() + s[1:] for s in look]
        st.html(join((tag("h3", "Let op"), bullets(said))))
    _form(desk)
    _desks(desk)
    plan_load.show(desk)


def _sorted(plan: Plan) -> list[Action]:
    return sorted(plan.actions, key=lambda a: (a.start, a.id))


def _channel(action: Action) -> str:
    channels = knowledge.table().book.channels
    return channels[action.channel].name if action.channel in channels else action.channel


def _row(plan: Plan, action: Action) -> list[Any]:
    phases = knowledge.table().book.phases
    when = dutch(action.start)
    if action.last_day != action.start:
        when = f"{when} tot en met {dutch(action.last_day)}"
    when = join(
        (when, tag("span", action.frequency, class_="zacht blok") if action.frequency else None)
    )
    groups = ", ".join(plan.group(slug).name for slug in action.groups)
    phase = phases[action.phase].name if action.phase in phases else action.phase
    return [
        action.what,
        _channel(action),
        groups,
        phase,
        when,
        action.who or "",
        STATUS[action.status],
    ]


def _form(desk: Desk) -> None:
    plan = desk.plan
    st.html(tag("h3", "Een actie toevoegen of veranderen"))
    ids = {action.id: i for i, action in enumerate(plan.actions)}
    names = {"": "Nieuwe actie"} | {
        a.id: f"{a.what[:60]} ({dutch(a.start)})" for a in _sorted(plan)
    }
    if st.session_state.get(PICK) not in names:
        st.session_state[PICK] = ""
    picked = st.selectbox("Actie", list(names), key=PICK, format_func=names.__getitem__)
    action = plan.actions[ids[picked]] if picked in ids else None
    with st.form(f"plan-actie-{picked or 'nieuw'}"):
        fields = _fields(desk, action, picked or "nieuw")
        st.form_submit_button("Bewaar deze actie", on_click=_save, type="primary",
                              args=(desk.link, picked, fields))  # fmt: skip
    complaint(PICK)
    if action:
        st.button("Verwijder deze actie", key="plan-actie-weg", on_click=_remove,
                  args=(desk.link, picked))  # fmt: skip


def _fields(desk: Desk, action: Action | None, name: str) -> dict[str, str]:
    """Show the fields of an action; return key in the file → key of the field."""
    plan, book = desk.plan, knowledge.table().book
    channels = {slug: channel.name for slug, channel in book.channels.items()}
    chosen = [*(plan.chosen.channels if plan.chosen else ())]
    order = [*chosen, *(slug for slug in channels if slug not in chosen)]
    groups = {group.id: group.name for group in plan.groups}
    phases = {p.phase: book.phases[p.phase].name for p in plan.phases if p.phase in book.phases}
    start = action.start if action else plan.project.start
    texts = {
        "wat": ("Wat doe je? (middel of moment)", action.what if action else ""),
        "start": ("Begint op (dd-mm-jjjj)", dutch(start)),
        "einde": ("Tot en met (leeg: één dag)", dutch(action.end) if action and action.end else ""),
        "frequentie": ("Hoe vaak?", action.frequency if action else ""),
        "wie": ("Actiehouder: functie of team", action.who if action else ""),
        "kosten": ("Kosten in euro", action.cost if action else None),
        "uren": ("Uren", action.hours if action else None),
        "meet": ("Wat meet je?", action.target.measure if action and action.target else ""),
        "norm": ("Wanneer is het goed?", action.target.norm if action and action.target else ""),
        "boodschap": ("Boodschap", action.message if action else ""),
    }
    texts |= _reaction(plan, action)
    keys = {
        key: f"plan-actie-{name}-{key}" for key in (*texts, "kanaal", "groepen", "fase", "status")
    }
    _text(keys, texts, "wat")
    with st.container(horizontal=True, key="filters-actie"):
        _pick(keys, "kanaal", "Kanaal", channels, order, action.channel if action else order[0])
        _pick(
            keys,
            "fase",
            "Fase",
            phases,
            list(phases),
            action.phase if action else next(iter(phases)),
        )
        _pick(
            keys, "status", "Status", STATUS, list(STATUS), action.status if action else "gepland"
        )
    st.session_state.setdefault(keys["groepen"], list(action.groups) if action else list(groups))
    st.multiselect("Doelgroepen", list(groups), key=keys["groepen"], format_func=groups.__getitem__)
    for row in (("start", "einde", "frequentie"), ("wie", "kosten", "uren"), ("meet", "norm")):
        with st.container(horizontal=True, key=f"filters-{row[0]}"):
            for key in row:
                _text(keys, texts, key)
    _text(keys, texts, "boodschap")
    st.html(tag("p", REACTION, class_="hulp"))
    with st.container(horizontal=True, key="filters-reactie"):
        for key in REACTIONS:
            _text(keys, texts, key)
    for key in texts:
        if key.startswith(AT):
            _text(keys, texts, key)
    return keys


def _reaction(plan: Plan, action: Action | None) -> dict[str, tuple[str, Any]]:
    """Return the fields of the reactions that are expected, and which part each desk gets."""
    now = action.response if action else None
    values = (now.low, now.high, now.weeks) if now else (None, None, None)
    fields: dict[str, tuple[str, Any]] = dict(zip(REACTIONS, zip(REACTIONS.values(), values,
                                              strict=True), strict=True))  # fmt: skip
    for of in plan.desks:
        share = now.desks.get(of.id) if now else None
        fields[AT + of.id] = (f"Deel bij {of.name}, in procenten", share)
    return fields


def _reacted(said: dict[str, Any]) -> dict[str, Any]:
    """Take the fields of the reactions out, and return them as the file has them."""
    found = {key: said.pop(f"reactie-{key}") for key in ("van", "tot", "weken")}
    desks = {key.removeprefix(AT): said.pop(key) for key in list(said) if key.startswith(AT)}
    desks = {key: value for key, value in desks.items() if value}
    kept = {key: value for key, value in found.items() if value}
    return kept | ({"loketten": desks} if desks else {})


def _text(keys: dict[str, str], texts: dict[str, Any], key: str) -> None:
    label, value = texts[key]
    st.session_state.setdefault(keys[key], shown(value))
    st.text_input(label, key=keys[key], max_chars=1000)


def _pick(
    keys: dict[str, str], key: str, label: str, names: Any, order: list[str], now: str
) -> None:
    st.session_state.setdefault(keys[key], now)
    st.selectbox(label, order, key=keys[key], format_func=names.__getitem__)


def _save(link: str, id_: str, fields: dict[str, str]) -> None:
    said = {key: st.session_state.get(field) for key, field in fields.items()}
    said = {key: value.strip() if isinstance(value, str) else value for key, value in said.items()}
    target = {key: value for key in ("meet", "norm") if (value := said.pop(key))}
    reaction = _reacted(said)
    said |= {key: iso(str(said[key])) for key in ("start", "einde") if said[key]}
    item = {key: value for key, value in said.items() if value}
    item |= {"kpi": target} if target else {}
    item |= {"reactie": reaction} if reaction else {}

    def saved(plan: Plan) -> Plan:
        old = {action.id: i for i, action in enumerate(plan.actions)}
        if id_ not in old:
            new = edit.fresh(str(item.get("wat", "")), old)
            return edit.append(plan, "acties", {"id": new, **item})
        return edit.merge(plan, ("acties", old[id_]), item, (*said, "kpi", "reactie"))

    if plan_desk.change(link, saved, PICK):
        for field in fields.values():
            st.session_state.pop(field, None)


def _remove(link: str, id_: str) -> None:
    def removed(plan: Plan) -> Plan:
        position = [action.id for action in plan.actions].index(id_)
        return edit.drop(plan, "acties", position)

    plan_desk.change(link, removed, PICK)


def _desks(desk: Desk) -> None:
    st.html(tag("h3", "Wie vangt de reacties op?"))
    said = "Balie, telefoonteam, backoffice of partner: hoeveel reacties kunnen ze per week aan?"
    st.html(tag("p", said, class_="zacht"))
    for i, of in enumerate(desk.plan.desks):
        with st.container(horizontal=True, key=f"filters-loket-{i}", vertical_alignment="bottom"):
            text(desk, "Naam", ("capaciteit", i, "naam"), of.name)
            text(desk, "Reacties per week", ("capaciteit", i, "per_week"), of.per_week, max_chars=9)
    with st.form("plan-loket-erbij", border=False, clear_on_submit=True):
        with st.container(horizontal=True, key="filters-loket-nieuw"):
            st.text_input("Nog een loket, team of partner", key="plan-loket-naam", max_chars=300)
            st.text_input("Reacties per week", key="plan-loket-aantal", max_chars=9)
        st.form_submit_button("Voeg toe", on_click=_desk, args=(desk.link,))
    complaint("plan-loket")


def _desk(link: str) -> None:
    name = str(st.session_state.get("plan-loket-naam") or "").strip()
    count = str(st.session_state.get("plan-loket-aantal") or "").strip()

    def added(plan: Plan) -> Plan:
        id_ = edit.fresh(name, [of.id for of in plan.desks])
        return edit.append(plan, "capaciteit", {"id": id_, "naam": name, "per_week": count})

    plan_desk.change(link, added, "plan-loket")
