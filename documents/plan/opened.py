"""A PDF of a plan → the plan again: reads what is attached to it (the only pikepdf)."""

import io

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
            found = pdf.attachments.get(ATTACHED)
            held = found.get_file().read_bytes() if found is not None else None
    except Exception as error:  # whatever a broken or hostile file does to the reader
        raise DocumentError(BROKEN) from error
    if held is None or len(held) > LONGEST:
        raise DocumentError(NO_PLAN)
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(NO_PLAN) from error
