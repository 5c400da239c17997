"""The block as XLSForm, the workbook that KoboToolbox and ODK take: questions, choices, settings.

The only place where surveys write Excel; a test converts what comes out with pyxform.
"""

import io
import re
from collections.abc import Iterator

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from surveys.questions.block import NONE, PART, Block, Question

SURVEY = (
    *("type", "name", "label", "hint", "required", "relevant", "constraint"),
    *("constraint_message", "calculation", "parameters", "appearance"),
)
CHOICES = ("list_name", "name", "label")
SETTINGS = ("form_title", "form_id", "default_language", "version")
FORM = "ken_je_inwoner"
Row = dict[str, str]


def xlsform(block: Block) -> bytes:
    """Return the block as .xlsx."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook["Sheet"])
    workbook.properties.creator = "Ken je inwoner"
    _fill(workbook.create_sheet("survey"), SURVEY, _survey(block))
    _fill(workbook.create_sheet("choices"), CHOICES, _choices(block))
    settings = {"form_title": block.title, "form_id": FORM, "default_language": "Nederlands (nl)"}
    _fill(workbook.create_sheet("settings"), SETTINGS, iter([settings | {"version": "1"}]))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _fill(page: Worksheet, heads: tuple[str, ...], rows: Iterator[Row]) -> None:
    page.append(heads)
    for number, row in enumerate(rows, start=2):
        for column, head in enumerate(heads, start=1):
            if row.get(head):
                box = page.cell(number, column)
                box.value = row[head]
                box.data_type, box.quotePrefix = "s", True


def _survey(block: Block) -> Iterator[Row]:
    yield {"type": "note", "name": "begin", "label": _shown(block.opening)}
    by_lot = len(block.parts) > 1
    if by_lot:
        lot = f"once(int(random() * {len(block.parts)}) + 1)"
        yield {"type": "calculate", "name": PART, "calculation": lot}
    for number, part in enumerate(block.parts, start=1):
        relevant = f"${{{PART}}} = {number}" if by_lot else ""
        name = f"groep_{number}"
        yield {"type": "begin_group", "name": name, "label": _shown(part.heading)} | {
            "relevant": relevant,
        }
        yield from map(_question, part.questions)
        yield {"type": "end_group"}
    yield {"type": "begin_group", "name": "over_u", "label": "Over u"}
    yield from map(_question, block.last)
    yield {"type": "end_group"}
    yield {"type": "note", "name": "einde", "label": _shown(block.closing)}


def _question(question: Question) -> Row:
    many = question.most > 1
    row = {
        "type": f"select_{'multiple' if many else 'one'} {_list(question)}",
        "name": question.code,
        "label": _shown(question.text),
        "hint": _shown(question.help),
        "required": "no",
    }
    if many:
        few = f"count-selected(.) <= {question.most}"
        alone = f"(not(selected(., '{NONE}')) or count-selected(.) = 1)"
        row["constraint"] = f"{few} and {alone}" if question.none else few
        row["constraint_message"] = question.help
    if question.turning:
        row["parameters"] = "randomize=true"
    return row


def _list(question: Question) -> str:
    """Return the name of the choices: questions with the same answers share one list."""
    own = question.kind == "kanaal" or question.kind == "leeftijd"
    return f"lijst_{question.code if own else question.kind}"


def _choices(block: Block) -> Iterator[Row]:
    done: dict[str, None] = {}
    for question in block.questions():
        name = _list(question)
        if name in done:
            continue
        done[name] = None
        for answer in question.answers():
            yield {"list_name": name, "name": answer.code, "label": _shown(answer.text)}


def _shown(text: str) -> str:
    """Return a text without references: "${...}" would be an answer to another question."""
    return re.sub(r"\$\{", "$ {", text)
