"""Whether bytes are a picture that may be shown: a PNG or JPEG of bounded size, by content.

What is shown is drawn again from its pixels, so nothing else in the file comes along.
"""

import io
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image, ImageFile

KINDS = {"PNG": "png", "JPEG": "jpeg", "MPO": "jpeg"}  # of Pillow; a telephone makes the last
LARGEST = 4000  # pixels, wide or high; more only costs memory
SHOWN = (900, 300)  # pixels; sharp on paper at 40 by 13 millimetres


def kind(data: bytes) -> str | None:
    """Return "png" or "jpeg", or None for anything else and for what is too large to unpack."""
    try:
        with _open(data) as opened:
            guess, (width, height) = KINDS.get(opened.format or ""), opened.size
    except _damage():
        return None
    return guess if 0 < width <= LARGEST and 0 < height <= LARGEST else None


def size(data: bytes) -> tuple[int, int]:
    """Return width and height of a picture that was trusted before."""
    with _open(data) as opened:
        return opened.size


def redraw(data: bytes) -> bytes | None:
    """Return the picture as a small PNG of nothing but its pixels, the right way up.

    None for what `kind` refuses, and for what cannot be unpacked whole.
    """
    from PIL import ImageOps

    if kind(data) is None:
        return None
    try:
        with _open(data) as opened:
            drawn = _plain(ImageOps.exif_transpose(opened))
    except _damage():
        return None
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


def _open(data: bytes) -> "ImageFile.ImageFile":
    """Return a picture of which only the head is read."""
    from PIL import Image

    return Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))


def _damage() -> tuple[type[Exception], ...]:
    """Return what Pillow raises, each for some kind of damage."""
    from PIL import Image

    return OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError
