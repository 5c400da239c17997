"""The codebook: which code stands for which question and answer, as CSV for a spreadsheet."""

import csv
import io

from engine.batch.spreadsheet import SEPARATOR, harmless
from surveys.questions.block import Block

HEADS = (
    *("vraag", "kolom in de gewone tabel", "soort", "traject", "fase", "hoogstens", "tekst"),
    *("code", "naam", "antwoord"),
)


def codebook(block: Block) -> bytes:
    """Return a row for every answer to every question."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow(HEADS)
    for question in block.questions():
        asked = question.asked
        where = (asked.track, asked.phase) if asked else ("", "")
        about = (question.code, question.column, question.kind, *where, str(question.most))
        for answer in question.answers():
            row = (*about, question.text, answer.code, answer.slug, answer.text)
            writer.writerow(map(harmless, row))
    return out.getvalue().encode("utf-8-sig")


def empty_table(block: Block) -> bytes:
    """Return the plain table with its headings only, to fill in by hand from paper."""
    columns = [q.column for q in block.questions() if q.kind == "kanaal"]
    ages = [q.column for q in block.last if q.kind == "leeftijd"]
    extra = [q.column for q in block.questions() if q.kind in ("motief", "verwachting", "stelling")]
    heads = (*ages, PROFILE, WEIGHT, *columns, *extra)
    return (SEPARATOR.join(heads) + "\r\n").encode("utf-8-sig")


PROFILE, WEIGHT = "profiel", "gewicht"
