"""Whether bytes are a picture that may be shown: a PNG or JPEG of bounded size, by content.

What is shown is drawn again from its pixels, so nothing else in the file comes along.
"""

import io
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
LARGEST = 4000  # pixels, wide or high; more only costs memory
SHOWN = (900, 300)  # pixels; sharp on paper at 40 by 13 millimetres
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def kind(data: bytes) -> str | None:
    """Return "png" or "jpeg", or None for anything else and for what is too large to unpack."""
    guess = "png" if data.startswith(PNG) else "jpeg" if data.startswith(JPEG) else None
    try:
        width, height = size(data) if guess == "png" else _jpeg(data) if guess else (0, 0)
    except (struct.error, IndexError):
        return None
    return guess if 0 < width <= LARGEST and 0 < height <= LARGEST else None


def redraw(data: bytes) -> bytes | None:
    """Return the picture as a small PNG of nothing but its pixels, the right way up.

    None for what `kind` refuses, and for what cannot be unpacked whole.
    """
    from PIL import Image, ImageOps

    if kind(data) is None:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            drawn = _plain(ImageOps.exif_transpose(opened))
    except (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError):
        return None  # each of these is raised for some kind of damage
    drawn.thumbnail(SHOWN)
    output = io.BytesIO()
    drawn.save(output, "PNG", optimize=True)
    return output.getvalue()


def _plain(image: "Image.Image") -> "Image.Image":
    """Return a picture in red, green and blue, and transparent only where something shines through.

    Paper shows a picture without transparency in every reader.
    """
    clear = image.convert("RGBA")
    lowest, _ = clear.getchannel("A").getextrema()
    return clear.convert("RGB") if lowest == 255 else clear


def size(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG from its first chunk, which must be the header."""
    if data[12:16] != b"IHDR":
        return 0, 0
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _jpeg(data: bytes) -> tuple[int, int]:
    """Return width and height from the first start of frame, after the segments before it."""
    place = 2
    while data[place] == 0xFF:
        marker, length = data[place + 1], struct.unpack_from(">H", data, place + 2)[0]
        if marker in START_OF_FRAME:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        place += 2 + length
    return 0, 0
