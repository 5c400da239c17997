"""A server that starts asks nobody anything, also when it listens on every network."""

import subprocess
import sys

import pytest
from conftest import ROOT

# Streamlit greets who starts it with the addresses it can be reached at, and asks a company for
# the one the world sees, when it listens everywhere.
GREETING = """
from streamlit import config, net_util
from streamlit.web import bootstrap

net_util.get_external_ip = lambda: print("vroeg een ander bedrijf")
config.set_option("server.address", "0.0.0.0")
config.set_option("server.headless", True)
{more}
bootstrap._print_url(False)
"""
SHOWN = 'config.set_option("logger.hideWelcomeMessage", False)'


@pytest.mark.parametrize(("more", "asks"), [("", False), (SHOWN, True)])
def test_nobody_is_asked_for_our_own_address(more: str, asks: bool) -> None:
    command = [sys.executable, "-c", GREETING.format(more=more)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ("vroeg een ander bedrijf" in done.stdout) is asks
    assert bool(done.stdout) is asks
