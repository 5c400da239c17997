"""The one door from the server to Streamlit: its secrets of a login, and its word to begin one.

Streamlit does the login. Where it looks for secrets and how it signs its word only Streamlit knows;
a copy of that here would one day say something else than the login does. It is loaded when somebody
asks, so that the server can be read, tested and started without it.
"""

from collections.abc import Mapping
from typing import Any


def secrets() -> Mapping[str, Any]:
    """Return the secrets of the login; none when there are no secrets, or no readable ones."""
    from streamlit import secrets

    if not secrets.load_if_toml_exists():
        return {}
    section = secrets.get("auth")
    return section if isinstance(section, Mapping) else {}


def token() -> str:
    """Return the word, good for two minutes, with which Streamlit begins a login."""
    from streamlit.auth_util import encode_provider_token

    return encode_provider_token("default")
