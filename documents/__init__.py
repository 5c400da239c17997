"""Advice → documents. Start here: one content, and the same words in PDF, Word and mail.

content = content_of(book, advice, phases, Meta(organisation="Gemeente Voorbeeld"))
advice_pdf(content)    # bytes, PDF/UA-1 and PDF/A-2a, or DocumentError
advice_docx(content)   # bytes
advice_text(content)   # str
file_name(advice, "pdf")
"""

from documents.advice.case import Meta
from documents.advice.content import content_of
from documents.pdf import DocumentError, advice_pdf
from documents.text import advice_text
from documents.word import advice_docx
from engine.answer import Advice
from engine.model import UNKNOWN

__all__ = [
    "DocumentError",
    "Meta",
    "advice_docx",
    "advice_pdf",
    "advice_text",
    "content_of",
    "file_name",
]


def file_name(advice: Advice, ext: str) -> str:
    """Return "kanaaladvies-<traject>-<fase>-<groep>-<datum>.<ext>", without what is not known."""
    answers = (answer for answer in advice.situation if answer != UNKNOWN)
    return f"{'-'.join(('kanaaladvies', *answers, advice.date))}.{ext}"
