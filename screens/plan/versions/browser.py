"""Which browser saves a version, so that somebody's own tabs never ask which of them is right.

It is derived from the token that Streamlit gives every browser against forged requests, and from
the plan: in the database it says nothing of a person, and nothing across plans.
"""

import hashlib

import streamlit as st
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME


def identity(link: str) -> str:
    """Return what all tabs of this browser share for a plan; empty when it keeps no cookies."""
    token, _ = decode_xsrf_token_string(str(st.context.cookies.get(XSRF_COOKIE_NAME) or ""))
    return hashlib.sha256(token + link.encode()).hexdigest()[:16] if token else ""
