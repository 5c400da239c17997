"""Fields that live in the address, so that a link holds what you see and Back works."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dutch import whole
from screens.page import address
from screens.page.markup import Html, tag
from screens.pages import PLAN, AppPage

PREFIX = "veld-"
PART = "deel"
STAY = ("embed", "embed_options")  # what Streamlit itself reads from the address
ALL = ""
BETWEEN = ","  # several choices of one field
HERE = "pagina"  # the page that this tab shows
LEFT = "adressen"  # address of a page → what it held when the visitor left it
LONGEST = 200  # characters of a search


def part(label: str, parts: Mapping[str, str], stay: Sequence[str] = ()) -> str:
    """Show the parts of a page as a row of choices and return the chosen one.

    Of the address only what is named in `stay` goes along to another part.
    """
    key = PREFIX + PART
    st.session_state[key] = choice(PART, parts)
    st.pills(
        label,
        list(parts),
        format_func=parts.__getitem__,
        required=True,
        key=key,
        on_change=_turn,
        args=(tuple(stay),),
        label_visibility="collapsed",
    )
    return str(st.session_state[key])


def choice(name: str, options: Mapping[str, str], default: str = "") -> str:
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
    st.session_state[key] = choice(name, options, default)
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


def more(name: str, visible: int, total: int, step: int, what: str) -> None:
    """Show a button for more results, when there are more."""
    if total > visible:
        label = f"Toon er {min(step, total - visible)} meer"
        st.button(label, key=f"meer-{name}", on_click=put, args=({name: str(visible + step)},))
        st.html(tag("p", f"Je ziet er {visible} van de {whole(total)} {what}.", class_="zacht"))


def count(name: str, step: int) -> int:
    """Return how many results to show; nonsense in the address counts for nothing."""
    said = st.query_params.get(name, "")
    return int(said) if said.isdecimal() and step <= int(said) <= 10_000 else step


def keep(names: Sequence[str]) -> None:
    """Write all fields that belong together at once, so that two quick changes lose none."""
    put({name: _value_text(st.session_state.get(PREFIX + name)) for name in names})


def _value_text(value: object) -> str:
    return BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value or ALL)


def put(values: Mapping[str, str]) -> None:
    """Put values in the address; what is empty leaves it."""
    now = {key: st.query_params[key] for key in st.query_params} | dict(values)
    st.query_params.from_dict({key: value for key, value in now.items() if value})


def bring_back(page: AppPage) -> None:
    """Give a page that the menu opened what its address held before.

    Not Kanaalplan: a plan keeps itself, and the menu is the way back to where plans begin.
    """
    here = st.session_state.get(HERE, page.address)
    now = st.query_params.to_dict()
    if here != page.address and page is not PLAN and not now.keys() - set(STAY):
        st.query_params.from_dict(_left().get(page.address, {}) | now)
    st.session_state[HERE] = page.address
    remember(page)


def remember(page: AppPage) -> None:
    """Keep what the address of a page holds now."""
    _left()[page.address] = st.query_params.to_dict()


def _left() -> dict[str, dict[str, str]]:
    left: dict[str, dict[str, str]] = st.session_state.setdefault(LEFT, {})
    return left


def frame_parameters() -> dict[str, str]:
    """Return what keeps a link within the frame of another site, when the page is in one."""
    return {"embed": "true"} if st.context.is_embedded else {}


def go(text: str, page: str, new_tab: bool = False, **values: str) -> Html:
    """Return a link to a page with fields filled in."""
    if not new_tab:
        return tag("a", text, href=address.href(page, values | frame_parameters()), target="_self")
    hidden = tag("span", " (opent nieuw tabblad)", class_="alleen-lezer")
    return tag("a", text, hidden, href=address.href(page, values), target="_blank", rel="noopener")


def matches(query: str, *texts: str) -> bool:
    """Tell whether every word of a search occurs, wherever, capitals aside."""
    body = " ".join(texts).casefold()
    return all(word in body for word in query.casefold().split())


def _turn(names: Sequence[str]) -> None:
    stay = {key: st.query_params[key] for key in (*STAY, *names) if key in st.query_params}
    st.query_params.from_dict(stay | {PART: str(st.session_state[PREFIX + PART])})
