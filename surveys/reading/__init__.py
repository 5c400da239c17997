"""Files of survey tools → anonymous answers, or a Dutch sentence that says why not.

incoming = read(path, path.name, book, block)   # AnswersRefused, or Unmapped: say what it means
"""

from surveys.reading.answer_file import Incoming, read
from surveys.reading.unreadable import AnswersRefused, ColumnPreview, Unmapped

Unreadable = AnswersRefused

__all__ = ["AnswersRefused", "ColumnPreview", "Incoming", "Unmapped", "Unreadable", "read"]
