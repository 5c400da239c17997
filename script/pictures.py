"""Make the pictures of the guide and the README from the product itself.

Run it as `.venv/bin/python script/pictures.py`; it writes docs/beelden/*.png, small. Names of
pictures after it make only those.
"""

import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT)]

import places  # noqa: E402
import remembered  # noqa: E402
from real import chromium, new_page, settle  # noqa: E402
from running import running  # noqa: E402

from listening.storage.day_memory import Memory  # noqa: E402
from listening.storage.retention import SETTING  # noqa: E402

FOLDER = ROOT / "docs" / "beelden"
SIZE = {"width": 1280, "height": 800}
COLOURS = 128  # enough for text and flat colours; a quarter of the bytes
# name → address, and what to bring into sight
SHOTS = {
    "leeg": ("", None),
    "advies": (f"?{places.SITUATION}", None),
    "vergelijken": (f"?{places.SITUATION}&naast_leeftijd=16-24", ".st-key-vergelijk"),
    "onderbouwing": ("onderbouwing?deel=kaart", None),
    "organisatie": ("beheer?deel=organisatie", None),
    "onderzoek": ("eigen-onderzoek?deel=inwoners&voorbeeld=ja", None),
    "onderzoek-vragen": ("eigen-onderzoek?deel=vragenlijst", None),
    "luisteren-onderwerp": (f"luisteren?deel=onderwerp&onderwerp={remembered.SUBJECT}", None),
    "luisteren-opbrengst": ("luisteren?deel=opbrengst&prijs=9,50&minuten=12", None),
    "onderzoek-verschil": ("eigen-onderzoek?deel=verschil&voorbeeld=ja", None),
}


def main(names: Sequence[str]) -> None:
    """Write every picture, or those of these names."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), _listened(Path(folder))) as server,
        chromium() as browser,
    ):
        page = new_page(browser, viewport=SIZE, locale="nl-NL")
        for name in names or SHOTS:
            address, sight = SHOTS[name]
            page.goto(f"http://127.0.0.1:{server.port}/{address}")
            settle(page)
            if sight:
                page.locator(sight).evaluate("node => node.scrollIntoView({block: 'start'})")
                page.wait_for_timeout(300)
            save(name, page.screenshot())


def _listened(folder: Path) -> dict[str, str]:
    """Return the settings of a server that remembers the made-up counts of the tests."""
    url = f"sqlite:///{folder}/beelden.sqlite3"
    memory = Memory("", url)
    remembered.remember(memory)
    memory.close()
    return {"DATABASE_URL": url, SETTING: "3660"}


def save(name: str, data: bytes) -> None:
    """Write a picture with few colours."""
    picture = Image.open(io.BytesIO(data)).convert("RGB").quantize(COLOURS)
    picture.save(FOLDER / f"{name}.png", optimize=True)
    print(f"{name}.png  {(FOLDER / f'{name}.png').stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
