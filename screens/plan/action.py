"""What an action measures, and which reactions it brings: fields that only count together."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from plans import Plan, edit
from plans.files import keys
from plans.model import Action
from screens.page.markup import tag
from screens.plan import current
from screens.plan.board.cells import DESK, REACTIONS, TARGET
from screens.plan.current import OpenPlan
from screens.plan.inputs import complaint, field_text
from screens.plan.names import ACTION, literal

REACTION = (
    "Hoeveel inwoners reageren er, denk je? Het is jouw schatting. Zeg ook waar ze terechtkomen; "
    "samen mag dat meer dan 100 procent zijn."
)
Texts = Mapping[str, tuple[str, object]]  # key in the file → label and value


def more(open_plan: OpenPlan, action: Action) -> None:
    """Show what is measured and which reactions come, folded until there is something in it."""
    target, response = action.target, action.response
    with st.expander("Meten", expanded=target is not None, key="plan-actie-meten"):
        _form(open_plan, action, "kpi", _measures(action), "Bewaar wat je meet")
    with st.expander("Verwachte reacties", expanded=response is not None, key="plan-actie-reactie"):
        st.html(tag("p", REACTION, class_="hulp"))
        _form(open_plan, action, "reactie", _brings(open_plan.plan, action), "Bewaar de reacties")


def _measures(action: Action) -> Texts:
    target = action.target
    values = (target.measure, target.norm, target.result) if target else ("", "", "")
    return {key: (ACTION[key], value) for key, value in zip(TARGET, values, strict=True)}


def _brings(plan: Plan, action: Action) -> Texts:
    """Return the fields of the reactions that are expected, and which part each desk gets."""
    now = action.response
    counts = (now.low, now.high, now.weeks) if now else (None, None, None)
    texts: dict[str, tuple[str, object]] = {
        key: (ACTION[key], count) for key, count in zip(REACTIONS, counts, strict=True)
    }
    for of in plan.desks:
        share = now.desks.get(of.id) if now else None
        texts[DESK + of.id] = (f"Deel bij {literal(of.name)}, in procenten", share)
    return texts


def _form(open_plan: OpenPlan, action: Action, part: str, texts: Texts, label: str) -> None:
    fields = {key: f"plan-actie-{action.id}-{key}" for key in texts}
    with st.form(f"plan-actie-{action.id}-{part}", border=False):
        with st.container(horizontal=True, key=f"filters-actie-{part}"):
            for key, (name, value) in texts.items():
                st.text_input(name, field_text(value), key=fields[key], max_chars=300)
                complaint(fields[key])
        st.form_submit_button(label, on_click=_save, args=(open_plan.link, action.id, part, fields))
    complaint(f"plan-actie-{action.id}-{part}")


def _save(link: str, id_: str, part: str, fields: Mapping[str, str]) -> None:
    typed = {key: str(st.session_state.get(field) or "").strip() for key, field in fields.items()}
    typed = {key: value for key, value in typed.items() if value}

    def with_part(plan: Plan) -> Plan:
        i = [action.id for action in plan.actions].index(id_)
        old = keys(plan)["acties"][i].get(part, {})
        item = part_of(part, typed, old, fields)
        return edit.put(plan, ("acties", i, part), item)

    key = f"plan-actie-{id_}-{part}"
    if current.change(link, with_part, key, fields=fields):
        for field in fields.values():
            st.session_state.pop(field, None)


def part_of(
    part: str, typed: Mapping[str, str], old: Mapping[str, Any], fields: Iterable[str]
) -> dict[str, Any]:
    """Return a part of an action as the file has it; what the form does not ask stays as it was."""
    if not typed:
        return {}
    if part == "kpi":
        return {key: value for key, value in old.items() if key not in fields} | dict(typed)
    counts = {
        key.removeprefix("reactie-"): value for key, value in typed.items() if key in REACTIONS
    }
    desks = {key.removeprefix(DESK): value for key, value in typed.items() if key.startswith(DESK)}
    return counts | ({"loketten": desks} if desks else {})
