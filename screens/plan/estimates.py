"""What a channel asks of the organisation, as the advisor estimates it."""

import streamlit as st

from plans import Plan, edit
from screens.page import knowledge
from screens.page.markup import tag
from screens.plan import current
from screens.plan.current import OpenPlan
from screens.plan.inputs import complaint, field_text

CHANNEL = "plan-schatting-kanaal"
FIELDS = {
    "kosten": "Eén keer, in euro",
    "kosten_per_fase": "Per fase, in euro",
    "uren": "Eén keer, in uren",
    "uren_per_fase": "Per fase, in uren",
}
EXPLAINED = (
    "Er zijn geen openbare prijzen per kanaal. Vul in wat het jullie kost. Is er een grens aan "
    "geld of uren, dan doen alleen kanalen mee met een schatting. Vulde je er nog geen in, dan "
    "doen ze allemaal mee, en staat niet vast dat de grens past."
)


def show(open_plan: OpenPlan) -> None:
    """Show the estimates and a form for one channel."""
    names = {slug: channel.name for slug, channel in knowledge.table().book.channels.items()}
    count = len(open_plan.plan.estimates)
    with st.expander(f"Wat kost een kanaal jullie? ({count} ingevuld)", key="plan-schattingen"):
        st.html(tag("p", EXPLAINED, class_="zacht"))
        known = {estimate.channel: i for i, estimate in enumerate(open_plan.plan.estimates)}
        order = [*known, *(slug for slug in names if slug not in known)]
        mark = {
            slug: f"{names.get(slug, slug)}{' (ingevuld)' if slug in known else ''}"
            for slug in order
        }
        slug = st.selectbox(
            "Wat kost dit kanaal?", order, key=CHANNEL, format_func=mark.__getitem__
        )
        old = open_plan.plan.estimates[known[slug]] if slug in known else None
        with st.form(f"plan-schatting-{slug}", border=False):
            with st.container(horizontal=True, key="filters-schatting"):
                for key, label in FIELDS.items():
                    value = getattr(old, _NAMES[key]) if old else None
                    field = f"plan-schatting-{slug}-{key}"
                    st.text_input(label, field_text(value), key=field, max_chars=20)
                    complaint(field)
            st.form_submit_button("Bewaar", on_click=_save, args=(open_plan.link, slug))
        complaint(CHANNEL)


_NAMES = {
    "kosten": "cost",
    "kosten_per_fase": "cost_per_phase",
    "uren": "hours",
    "uren_per_fase": "hours_per_phase",
}


def _save(link: str, slug: str) -> None:
    typed = {key: st.session_state.get(f"plan-schatting-{slug}-{key}") or "" for key in FIELDS}
    item = {"kanaal": slug} | {key: said.strip() for key, said in typed.items() if said.strip()}

    def with_estimate(plan: Plan) -> Plan:
        for i, estimate in enumerate(plan.estimates):
            if estimate.channel == slug:
                if len(item) == 1:
                    return edit.drop(plan, "kanalen", i)
                return edit.put(plan, ("kanalen", i), item)
        return edit.append(plan, "kanalen", item)

    fields = {key: f"plan-schatting-{slug}-{key}" for key in FIELDS}
    current.change(link, with_estimate, CHANNEL, fields=fields)
