"""Fields that live in the address, so that a link holds what you see and Back works."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dutch import whole
from screens.page import address
from screens.page.markup import Html, tag

PREFIX = "veld-"
PART = "deel"
STAY = ("embed", "embed_options")  # what Streamlit itself reads from the address
ALL = ""
BETWEEN = ","  # several choices of one field
LONGEST = 200  # characters of a search


def part(label: str, parts: Mapping[str, str]) -> str:
    """Show the parts of a page as a row of choices and return the chosen one."""
    key = PREFIX + PART
    st.session_state[key] = chosen(PART, parts)
    st.pills(
        label,
        list(parts),
        format_func=parts.__getitem__,
        required=True,
        key=key,
        on_change=_turn,
        label_visibility="collapsed",
    )
    return str(st.session_state[key])


def chosen(name: str, options: Mapping[str, str], default: str = "") -> str:
    """Return the choice of the address, or when it names none that exists the default or first."""
    value = st.query_params.get(name, "")
    if value in options:
        return value
    return default if default in options else next(iter(options))


def select(
    name: str, label: str, options: Mapping[str, str], names: Sequence[str], default: str = ""
) -> str:
    """Show a list to choose from; `names` are all fields that belong together."""
    key = PREFIX + name
    st.session_state[key] = chosen(name, options, default)
    st.selectbox(
        label,
        list(options),
        key=key,
        format_func=options.__getitem__,
        on_change=keep,
        args=(tuple(names),),
    )
    return str(st.session_state[key])


def several(name: str, label: str, options: Mapping[str, str], names: Sequence[str]) -> list[str]:
    """Show choices of which several may be made, in the address with commas; their order stays."""
    key = PREFIX + name
    said = st.query_params.get(name, "").split(BETWEEN)
    st.session_state[key] = [option for option in options if option in said]
    st.pills(
        label,
        list(options),
        selection_mode="multi",
        format_func=options.__getitem__,
        key=key,
        on_change=keep,
        args=(tuple(names),),
    )
    return [option for option in options if option in st.session_state[key]]


def search(name: str, label: str, hint: str, names: Sequence[str]) -> str:
    """Show a field to search with and return what was typed."""
    key = PREFIX + name
    st.session_state[key] = st.query_params.get(name, "")[:LONGEST]
    st.text_input(
        label,
        key=key,
        max_chars=LONGEST,
        placeholder=hint,
        on_change=keep,
        args=(tuple(names),),
    )
    return str(st.session_state[key]).strip()


def more(name: str, shown: int, found: int, step: int, what: str) -> None:
    """Show a button for more results, when there are more."""
    if found > shown:
        label = f"Toon er {min(step, found - shown)} meer"
        st.button(label, key=f"meer-{name}", on_click=put, args=({name: str(shown + step)},))
        st.html(tag("p", f"Je ziet er {shown} van de {whole(found)} {what}.", class_="zacht"))


def count(name: str, step: int) -> int:
    """Return how many results to show; nonsense in the address counts for nothing."""
    said = st.query_params.get(name, "")
    return int(said) if said.isdecimal() and step <= int(said) <= 10_000 else step


def keep(names: Sequence[str]) -> None:
    """Write all fields that belong together at once, so that two quick changes lose none."""
    put({name: _said(st.session_state.get(PREFIX + name)) for name in names})


def _said(value: object) -> str:
    return BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value or ALL)


def put(values: Mapping[str, str]) -> None:
    """Put values in the address; what is empty leaves it."""
    now = {key: st.query_params[key] for key in st.query_params} | dict(values)
    st.query_params.from_dict({key: value for key, value in now.items() if value})


def framed() -> dict[str, str]:
    """Return what keeps a link within the frame of another site, when the page is in one."""
    return {"embed": "true"} if st.context.is_embedded else {}


def go(text: str, page: str, new_tab: bool = False, **values: str) -> Html:
    """Return a link to a page with fields filled in."""
    if not new_tab:
        return tag("a", text, href=address.href(page, values | framed()), target="_self")
    hidden = tag("span", " (opent nieuw tabblad)", class_="alleen-lezer")
    return tag("a", text, hidden, href=address.href(page, values), target="_blank", rel="noopener")


def matches(query: str, *texts: str) -> bool:
    """Tell whether every word of a search occurs, wherever, capitals aside."""
    body = " ".join(texts).casefold()
    return all(word in body for word in query.casefold().split())


def _turn() -> None:
    stay = {key: st.query_params[key] for key in STAY if key in st.query_params}
    st.query_params.from_dict(stay | {PART: str(st.session_state[PREFIX + PART])})
