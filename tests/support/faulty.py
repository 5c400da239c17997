"""The server with pages that fail or wait when a test wants it; it takes Streamlit's arguments.

What the test wants are files in the folder that WISHES names.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WISHES = "KEN_JE_INWONER_PROEF"
FAIL, WAIT = "fout", "wacht"  # names of the files
TYPED = "wat een bezoeker typte"


def with_wishes(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that first does what the test wants."""
    folder = Path(os.environ[WISHES])

    def call_as_wished(*given: Any, **named: Any) -> Any:
        while (folder / WAIT).exists():
            time.sleep(0.05)
        if (folder / FAIL).exists():
            raise ValueError(TYPED)
        return function(*given, **named)

    return call_as_wished


def main() -> None:
    """Change the pages and start the server."""
    sys.path.insert(0, str(ROOT))
    from screens.advice import page as advice_page
    from screens.evidence import page as evidence_page
    from screens.manual import page as manual_page
    from screens.page import fields

    fields.keep = with_wishes(fields.keep)
    advice_page.show = with_wishes(advice_page.show)
    manual_page.show = with_wishes(manual_page.show)
    evidence_page.show = with_wishes(evidence_page.show)
    from streamlit.web.cli import main as streamlit

    streamlit()


if __name__ == "__main__":
    main()
