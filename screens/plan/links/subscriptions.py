"""Addresses with which a calendar program follows a plan, or all plans that are shared."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from plans.plan_versions import StoreError
from plans.storage.store import new_link
from screens.page.markup import join, tag
from screens.plan import current

EXPLAINED = (
    "Plak dit adres in Outlook, Google Agenda of een andere agenda bij ‘abonneren’ of ‘van "
    "internet’. De agenda kijkt dan zelf of er iets veranderd is. Wie het adres heeft, kan de "
    "acties lezen en niets veranderen."
)
TROUBLE = "plan-weg"
Set = Callable[[str | None], None]


def of_plan(link: str) -> None:
    """Offer the calendar of a plan."""
    secret = current.store().secret(link, "feed")

    def give(new: str | None) -> None:
        current.store().set_secret(link, "feed", new)

    _offer("plan", secret, f"agenda/plan/{secret}.ics", give)


def of_all(filters: Mapping[str, Sequence[str]]) -> None:
    """Offer the calendar of all plans, as it is filtered now."""
    secret = current.store().subscription()
    query = urlencode({key: values for key, values in filters.items() if values}, doseq=True)

    def give(new: str | None) -> None:
        current.store().set_subscription(new)

    path = f"agenda/gezamenlijk/{secret}.ics{f'?{query}' if query else ''}"
    _offer("alle", secret, path, give)


def _offer(name: str, secret: str | None, path: str, give: Set) -> None:
    if secret is None:
        st.button("Maak een adres om op te abonneren", key=f"plan-agenda-maak-{name}",
                  on_click=_set, args=(give, new_link()))  # fmt: skip
        return
    button = tag("button", "Kopieer het adres van de agenda", type="button", class_="knop",
                 data_kopieer_adres=path)  # fmt: skip
    st.html(join((tag("div", button, class_="knoppen"), tag("p", EXPLAINED, class_="hulp"))))
    st.button("Trek het adres van de agenda in", key=f"plan-agenda-weg-{name}", on_click=_set,
              args=(give, None))  # fmt: skip


def _set(give: Set, secret: str | None) -> None:
    try:
        give(secret)
    except StoreError as error:
        current.refuse(TROUBLE, f"Dat lukte niet. {error}")
