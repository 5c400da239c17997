"""A plan behind a link that only reads: what it says and its documents, without a field."""

from functools import partial

import streamlit as st

from documents.plan import kinds
from documents.plan.content import content_of
from documents.plan.paper import Paper, PlanEdition, identity
from dutch import short_day
from plans.plan_versions import NoPlan, PlanDeleted, StoreError
from plans.storage.store import new_link
from screens.page import knowledge, login, place
from screens.page.blocks import render
from screens.page.markup import join, tag
from screens.plan import current, summary
from screens.plan.current import OpenPlan
from screens.plan.links.addresses import READER, reading_address

KINDS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "ics": "Agenda (ICS)"}
EXPLAINED = (
    "Wie dit adres heeft{also}, kan het plan en de documenten lezen en niets veranderen of "
    "verwijderen. Trek je het in, dan opent het niets meer."
)


def show(secret: str) -> None:
    """Show the plan behind a secret; raises NoPlan, StoreError and PlanError."""
    try:
        link = current.store().link_behind(secret, "reader")
    except PlanDeleted as error:  # only whoever may change it brings it back
        raise NoPlan("Dit plan is verwijderd.") from error
    version = current.store().read(link)
    open_plan = OpenPlan(link, version, current.parse_plan(version.text))
    at = version.saved.astimezone(knowledge.PLACE)
    saved = f"Alleen lezen. Versie {version.number}, van {short_day(at.date())} om {at:%H.%M} uur."
    title = tag("h2", open_plan.plan.project.name, " ", summary.example_flag(open_plan.plan))
    st.html(join((title, tag("p", saved, class_="zacht"))))
    with st.container(horizontal=True, key="plan-bestanden"):
        for kind, label in KINDS.items():
            name = kinds.file_name(open_plan.plan, kind, knowledge.today())
            st.download_button(label, data=partial(_document, open_plan, kind), file_name=name,
                               key=f"plan-lees-{kind}", mime=kinds.TYPES[kind],
                               on_click="ignore")  # fmt: skip
    with st.container(key="plan-samenvatting"):
        summary.show(open_plan)
    paper = Paper(open_plan.plan, knowledge.table(), knowledge.today(), _edition(open_plan))
    for section in content_of(paper).sections:
        st.html(tag("h2", section.title))
        st.html(render(paper.book, section.blocks))


def _edition(open_plan: OpenPlan) -> PlanEdition:
    version = open_plan.version
    link = address_of(open_plan.link)
    return PlanEdition(version.number, version.saved, identity(open_plan.link), link)


def address_of(link: str) -> str:
    """Return the address at which a plan can be read; "" while it has none.

    It goes into documents that travel, so it is never the one with which a plan is changed.
    """
    secret = current.store().secret(link, "reader")
    root = place.public() or place.of_page(st.context.url or "") or ""
    return reading_address(root, secret)


def _document(open_plan: OpenPlan, kind: str) -> bytes:
    """Return a document; what a plan is changed with is not among them."""
    day, edition = knowledge.today(), _edition(open_plan)
    return kinds.plan_document(open_plan.plan, knowledge.table(), kind, day, edition)


def offer(link: str) -> None:
    """Offer a link that only reads beside the one that may change."""
    secret = current.store().secret(link, "reader")
    if secret is None:
        st.button("Maak een adres om alleen te lezen", key="plan-lees-maak", on_click=_set,
                  args=(link, new_link()))  # fmt: skip
        return
    button = tag("button", "Kopieer het adres om alleen te lezen", type="button", class_="knop",
                 data_kopieer_link=f"?{READER}={secret}")  # fmt: skip
    text = EXPLAINED.format(also=login.also())
    st.html(join((tag("div", button, class_="knoppen"), tag("p", text, class_="hulp"))))
    st.button("Trek het leesadres in", key="plan-lees-weg", on_click=_set, args=(link, None))


def _set(link: str, secret: str | None) -> None:
    try:
        current.store().set_secret(link, "reader", secret)
    except StoreError as error:
        current.refuse("plan-weg", f"Dat lukte niet. {error}")
