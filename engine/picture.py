"""Whether bytes are a picture that may be shown: a PNG or JPEG of bounded size, by content."""

import struct

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
LARGEST = 4000  # pixels, wide or high; more only costs memory
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def kind(data: bytes) -> str | None:
    """Return "png" or "jpeg", or None for anything else and for what is too large to unpack."""
    found = "png" if data.startswith(PNG) else "jpeg" if data.startswith(JPEG) else None
    try:
        width, height = _png(data) if found == "png" else _jpeg(data) if found else (0, 0)
    except (struct.error, IndexError):
        return None
    return found if 0 < width <= LARGEST and 0 < height <= LARGEST else None


def _png(data: bytes) -> tuple[int, int]:
    """Return width and height from the first chunk, which must be the header."""
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
