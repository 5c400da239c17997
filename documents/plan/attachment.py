"""A PDF of a plan → the plan again: reads what is attached to it.

What is attached is unpacked here and not by pikepdf, which makes it as large as it says.
"""

import io
import zlib
from typing import Any

import pikepdf

from documents.pdf import ATTACHED, DocumentError

LARGEST = 20_000_000  # bytes of a PDF
LONGEST = 1_000_000  # bytes of a plan, as every plan file
NO_PLAN = "In deze PDF zit geen kanaalplan. Kies een PDF die hier als plan is gemaakt."
BROKEN = "Dit is geen PDF die ik kan lezen. Kies de PDF zoals je hem hebt gedownload."


def plan_in(raw: bytes) -> str:
    """Return the text (JSON) of the plan in a PDF. Raises DocumentError when there is none."""
    if len(raw) > LARGEST:
        raise DocumentError(BROKEN)
    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            attachment = pdf.attachments.get(ATTACHED)
            held = _unpacked(attachment.get_file().obj) if attachment is not None else None
    except MemoryError:
        raise
    except Exception as error:  # whatever a broken or hostile file does to the reader
        raise DocumentError(BROKEN) from error
    if held is None or len(held) > LONGEST:
        raise DocumentError(NO_PLAN)
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(NO_PLAN) from error


def _unpacked(stream: Any) -> bytes | None:
    """Return what an attachment holds, packed once or not at all; None when it is something else.

    No more is unpacked than a plan may be.
    """
    raw = bytes(stream.read_raw_bytes())
    packed = stream.get("/Filter")
    names = [str(packed)] if isinstance(packed, pikepdf.Name) else list(map(str, packed or ()))
    if not names:
        return raw
    if names != ["/FlateDecode"] or "/DecodeParms" in stream:
        return None
    return zlib.decompressobj().decompress(raw, LONGEST + 1)
