"""The block as a survey structure of LimeSurvey: a table with tabs, as LimeSurvey itself exports.

This form carries no numbers of a server or of a version: LimeSurvey makes those when it imports.
It was written after the export of LimeSurvey and files that it made; no server was at hand here.
"""

import csv
import io
from collections.abc import Iterator
from html import escape

from surveys.questions.block import NONE, PART, Block, Question

LANGUAGE = "nl"
TEXT, LIST, MANY, SUM = "X", "L", "M", "*"  # kinds of question: words only, one, several, formula
YES = "1"
HEADS = (
    *("id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language"),
    *("validation", "mandatory", "other", "default", "same_default"),
    *("equation", "exclude_all_others", "hidden", "max_answers", "random_order"),
    "subquestion_order",
)
SETTINGS = {  # nothing of who answers is kept: no address, no time, no page they came from
    "format": "G",
    "language": LANGUAGE,
    "anonymized": "Y",
    "datestamp": "N",
    "ipaddr": "N",
    "refurl": "N",
    "savetimings": "N",
    "allowsave": "N",
    "allowprev": "Y",
    "showprogress": "Y",
    "showqnumcode": "X",
    "showgroupinfo": "N",
    "shownoanswer": "N",
    "showxquestions": "N",
}
Row = dict[str, str]


def limesurvey(block: Block) -> bytes:
    """Return the block as a file (.txt) that LimeSurvey imports as a whole questionnaire."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADS, restval="", delimiter="\t", lineterminator="\n")
    writer.writeheader()
    for number, row in enumerate(_rows(block), start=1):
        if row["class"] in ("G", "Q", "SQ", "A"):
            row["id"] = str(number)
        writer.writerow(row)
    return out.getvalue().encode("utf-8-sig")


def _rows(block: Block) -> Iterator[Row]:
    for name, value in SETTINGS.items():
        yield {"class": "S", "name": name, "text": value}
    texts = {
        "surveyls_title": block.title,
        "surveyls_welcometext": block.opening,
        "surveyls_endtext": block.closing,
    }
    for name, text in texts.items():
        yield {"class": "SL", "name": name, "text": _shown(text), "language": LANGUAGE}
    by_lot = len(block.parts) > 1
    if by_lot:
        yield from _lot(block)
    for number, part in enumerate(block.parts, start=1):
        yield _group(part.heading, number, f"{PART} == {number}" if by_lot else YES)
        for question in part.questions:
            yield from _question(question)
    yield _group("", len(block.parts) + 1, YES)
    for question in block.last:
        yield from _question(question)


def _lot(block: Block) -> Iterator[Row]:
    """Give each resident one of the parts, once and for all."""
    yield _group("", 0, YES)
    count = len(block.parts)
    formula = f"{{if(is_empty({PART}.NAOK), rand(1, {count}), {PART}.NAOK)}}"
    yield _asking(SUM, PART, formula, "") | {"equation": formula, "hidden": "1"}


def _group(heading: str, place: int, relevance: str) -> Row:
    words = {"name": _shown(heading) or " ", "language": LANGUAGE}
    return {"class": "G", "type/scale": str(place), "relevance": relevance} | words


def _asking(kind: str, code: str, text: str, help_: str) -> Row:
    return {
        "class": "Q",
        "type/scale": kind,
        "name": code,
        "relevance": YES,
        "text": text,
        "help": help_,
        "language": LANGUAGE,
        "mandatory": "N",
        "other": "N",
        "same_default": "0",
    }


def _question(question: Question) -> Iterator[Row]:
    """Yield a question with its answers; those of one with several choices are subquestions."""
    many = question.most > 1
    row = _asking(
        MANY if many else LIST, question.code, _shown(question.text), _shown(question.help)
    )
    if many:
        row["max_answers"] = str(question.most)
        row["exclude_all_others"] = NONE if question.none else ""
    if question.turning:
        row |= {"random_order": "1", "subquestion_order": "random"}
    yield row
    for answer in question.answers():
        words = {"name": answer.code, "text": _shown(answer.text), "language": LANGUAGE}
        if many:
            yield {"class": "SQ", "type/scale": "0", "relevance": YES} | words
        else:
            yield {"class": "A", "type/scale": "0"} | words


def _shown(text: str) -> str:
    """Return a text as LimeSurvey shows it: no markup, no formula, on one line."""
    plain = " ".join(text.split()).replace("{", "(").replace("}", ")")
    return escape(plain, quote=False)
