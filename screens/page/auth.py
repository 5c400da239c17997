"""The one door from the server to Streamlit: its login, and whose page a running script draws.

Streamlit does the login. Where it looks for secrets and how it signs its word only Streamlit knows;
a copy of that here would one day say something else than the login does. It is loaded when somebody
asks, so that the server can be read, tested and started without it.
"""

import sys
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


def header(name: str) -> str | None:
    """Return a header of the web socket behind the running script; None where no script runs."""
    if "streamlit" not in sys.modules:
        return None
    from streamlit import context
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    running = get_script_run_ctx(suppress_warning=True) is not None
    return context.headers.get(name) if running else None
