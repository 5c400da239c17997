"""Who works at the bench: somebody who signed in with a role, or who knows a code."""

from dataclasses import dataclass

import streamlit as st

from plans.plan_versions import StoreError
from screens.page import account, login
from screens.page.markup import notice, tag
from screens.pages import PLAN
from workbench import rights
from workbench.concept import Actor
from workbench.rights import Right

NAME, CODE = "werkplaats-naam", "werkplaats-code"
LONGEST = 80  # characters of a name
OFF = (
    "De werkplaats staat uit op deze server. De beheerder zet haar aan met de instelling "
    f"{rights.CODES}, of met een login en {rights.CLAIM}. Een wijziging uitproberen zonder haar te "
    "bewaren kan altijd, onder ‘Probeer een wijziging’."
)
ASKED = (
    "Typ je naam en de code die je van de beheerder kreeg. Je naam staat bij alles wat je hier "
    "doet. Zonder login weet ik niet zeker dat je dat bent."
)
WRONG = "Deze code ken ik niet. Vraag de beheerder om de code van schrijver of uitgever."
NO_NAME = "Typ ook je naam."
NO_ROLE = (
    "Je account heeft geen rol in de werkplaats. Vraag de beheerder van de inlogdienst om de rol "
    "lezer, schrijver of uitgever."
)


@dataclass(frozen=True, slots=True)
class Worker:
    """Who works here, what they may do, and for which organisation ("" without a login)."""

    actor: Actor
    right: Right
    owner: str

    def may(self, right: Right) -> bool:
        """Tell whether they may do this."""
        return self.right >= right


def worker() -> Worker | None:
    """Return who works here; if nobody may, say why and how, and return None."""
    claim = rights.claim()
    if claim:
        return _signed_in(claim)
    if not rights.codes():
        st.html(notice(OFF, role="note"))
        return None
    return _with_code()


def _signed_in(claim: str) -> Worker | None:
    user = account.person()
    try:
        owner = account.organisation() or ""
    except StoreError as error:
        st.html(notice(str(error)))
        to = f"{login.root()}{PLAN.address}"
        st.html(tag("p", tag("a", "Inloggen bij Kanaalplan", href=to, target="_self")))
        return None
    right = rights.by_claim(user.get(claim))
    if right == Right.NONE:
        st.html(notice(NO_ROLE))
        return None
    key = str(user.get("sub") or user.get("email") or "")
    name = str(user.get("name") or user.get("preferred_username") or key)[:LONGEST]
    return Worker(Actor(key, name), right, owner)


def _with_code() -> Worker | None:
    name = " ".join(st.session_state.get(NAME, "").split())[:LONGEST]
    right = rights.by_code(st.session_state.get(CODE, ""))
    if right != Right.NONE and name:
        with st.container(horizontal=True, vertical_alignment="center", key="wie-werkt-hier"):
            st.html(tag("p", f"Je werkt hier als {name}, {rights.ROLES[right]}.", class_="zacht"))
            st.button("Iemand anders", key="werkplaats-uit", on_click=_leave)
        return Worker(Actor(name.casefold(), name), right, "")
    st.html(tag("p", ASKED))
    with st.form("wie-ben-je", border=False):
        with st.container(horizontal=True, key="wie-ben-je-velden"):
            typed = st.text_input("Je naam", max_chars=LONGEST)
            code = st.text_input("Code", type="password", max_chars=200)
        if st.form_submit_button("Open de werkplaats", type="primary"):
            st.session_state[NAME], st.session_state[CODE] = typed, code
            st.rerun()
    if st.session_state.get(CODE):
        st.html(notice(WRONG if right == Right.NONE else NO_NAME))
    return None


def _leave() -> None:
    for key in (NAME, CODE):
        st.session_state.pop(key, None)
