"""What somebody reads before they are signed in, and the way out after."""

import re
from urllib.parse import urlencode

import streamlit as st

from screens.page import account, login
from screens.page.login import FAILED, OUTCOME, SIGN_IN, SIGN_OUT, WENT
from screens.page.markup import Html, join, notice, tag
from screens.page.organisations import roster
from screens.pages import PLAN

WHY = (
    "Plannen zijn alleen te zien voor mensen van de organisatie die ze maakte. Log daarom eerst in "
    "met het account van je organisatie. Voor een advies hoef je niet in te loggen."
)
FRAMED = (
    "Inloggen kan niet binnen een andere site: de browser houdt dat tegen. Open deze pagina in een "
    "eigen tabblad en log daar in."
)
HOME = "Jouw organisatie heeft hier een eigen adres. Daar staan haar plannen en haar kanalen."
NUMBER = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")  # says nobody anything
SAID = {
    WENT: "Je bent uitgelogd.",
    FAILED: "Inloggen is niet gelukt. Probeer het nog eens. Lukt het weer niet? Vraag dan de "
    "beheerder of jouw account hier mag inloggen.",
}


def may_pass() -> bool:
    """Tell whether plans may be shown; if not, say why and offer to sign in."""
    try:
        whose = account.organisation()
    except account.SignedOut:
        _sign_in()
        return False
    except (account.NoOrganisation, account.OtherOrganisation) as error:
        told = notice(str(error))
        st.html(tag("div", told, tag("p", _out(), class_="knoppen"), class_="inloggen"))
        return False
    if whose in roster.parts() and roster.now() is None:
        _lead_home(whose)
        return False
    if whose is not None and login.claim():
        name = "je eigen organisatie" if NUMBER.fullmatch(whose) else tag("strong", whose)
        said = join(("Je bent ingelogd en ziet plannen van ", name, "."))
        st.html(tag("div", tag("span", said), _out(), class_="knoppen ingelogd"))
    return True


def _lead_home(whose: str) -> None:
    """Lead who is signed in to the address of their own organisation, with what was asked."""
    query = urlencode(dict(st.query_params))
    to = f"{login.root()}{whose}/{PLAN.address}{'?' if query else ''}{query}"
    way = tag("a", "Ga naar jouw organisatie", href=to, target="_self", class_="knop eerste")
    st.html(tag("div", notice(HOME, role="status"), tag("p", way, class_="knoppen"),
                class_="inloggen"))  # fmt: skip


def _sign_in() -> None:
    said = SAID.get(st.query_params.get(OUTCOME, ""))
    told = notice(said, role="status") if said else None
    here = {key: value for key, value in st.query_params.items() if key != OUTCOME}
    query = urlencode(here)
    to = f"{login.root()}{SIGN_IN}?{urlencode({'naar': query})}"
    own = f"{login.root()}{PLAN.address}{'?' if query else ''}{query}"
    button = tag("a", "Inloggen", href=to, target="_self", class_="knop eerste")
    tab = tag("a", "Open in een eigen tabblad", href=own, target="_blank", rel="noopener",
              class_="knop eerste")  # fmt: skip
    alone = tag("p", button, class_="knoppen alleen-los")
    framed = tag("div", tag("p", FRAMED), tag("p", tab, class_="knoppen"), class_="alleen-kader")
    st.html(tag("div", told, tag("p", WHY, class_="intro"), alone, framed, class_="inloggen"))


def _out() -> Html:
    return tag("a", "Uitloggen", href=f"{login.root()}{SIGN_OUT}", target="_self", class_="knop")
