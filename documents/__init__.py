"""Advice → documents. Start here: one content, and the same words in PDF, Word and mail.

content = content_of(book, advice, journey, Meta(organisation="Gemeente Voorbeeld"))
advice_pdf(content)    # bytes, PDF/UA-1 and PDF/A-2a, or DocumentError
advice_docx(content)   # bytes
advice_text(content)   # str
file_name(advice, "pdf")
"""

from documents.advice.case import Meta
from documents.advice.content import content_of
from documents.advice.story import dots, heat
from documents.pdf import DocumentError, advice_pdf
from documents.text import advice_text
from documents.word import advice_docx
from engine.answer import Advice

__all__ = [
    "DocumentError",
    "Meta",
    "advice_docx",
    "advice_pdf",
    "advice_text",
    "content_of",
    "dots",
    "file_name",
    "heat",
]


def file_name(advice: Advice, ext: str) -> str:
    """Return "kanaaladvies-<traject>-<fase>-<datum>.<ext>"."""
    situation = advice.situation
    return f"kanaaladvies-{situation.track}-{situation.phase}-{advice.date}.{ext}"
