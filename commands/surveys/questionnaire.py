"""The commands before anybody is asked: the questions, and how many answers are needed."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from commands.framework import Options, Refusal, command, new_file, print_json, rulebook
from dutch import Illegible, decimal, read_whole, whole
from engine.model import Rulebook
from surveys import needed
from surveys.questions import codebook, limesurvey, plain_form, xlsform
from surveys.questions.block import Block, BlockError, Question, block

ENDINGS = {
    "word": ".docx",
    "pdf": ".pdf",
    "limesurvey": ".txt",
    "xlsform": ".xlsx",
    "tekst": ".txt",
    "codeboek": ".csv",
    "tabel": ".csv",
}
PAPER = ("word", "pdf")


def add(commands: Any) -> None:
    """Add the commands."""
    vragen = command(commands, "vragenlijst", _vragenlijst, "maak de vragen aan inwoners", True)
    vragen.add_argument("--traject", action="append", default=[], metavar="TRAJECT",
                        help="vraag naar dit traject; mag vaker, standaard alle")  # fmt: skip
    vragen.add_argument("--fase", action="append", default=[], metavar="FASE",
                        help="vraag naar deze fase; mag vaker, standaard alle")  # fmt: skip
    vragen.add_argument("--kanaal", action="append", default=[], metavar="KANAAL",
                        help="bied dit kanaal aan; mag vaker, hoogstens 15")  # fmt: skip
    vragen.add_argument("--kort", action="store_true",
                        help="vraag niet naar redenen en verwachtingen")  # fmt: skip
    vragen.add_argument("--soort", choices=tuple(ENDINGS), help="waarvoor de vragen zijn")
    vragen.add_argument("--omgekeerd", action="store_true",
                        help="papier met de antwoorden in omgekeerde volgorde")  # fmt: skip
    new_file(vragen, "-o", dest="naar", metavar="BESTAND", help="nieuw bestand")
    vragen.add_argument("--json", action="store_true", help="vragen en codes als JSON")
    hoeveel = command(commands, "hoeveel", _hoeveel, "hoeveel antwoorden je nodig hebt", True)
    hoeveel.add_argument("--nu", type=_count, default=0, metavar="AANTAL",
                         help="antwoorden die er al zijn over een traject")  # fmt: skip
    hoeveel.add_argument("--json", action="store_true", help="uitvoer als JSON")


def _count(text: str) -> int:
    try:
        return read_whole(text)
    except Illegible as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _vragenlijst(options: Options) -> None:
    book = rulebook(options)
    kind = _kind(options)
    asked = asked_block(book, options)
    if kind:
        options.naar.write_bytes(_written(kind, asked, options))
    if options.json:
        print_json(questions(asked))
    elif kind:
        print(f"De vragen staan in {options.naar}")
    else:
        print(plain_form.plain_form(asked), end="")


def asked_block(book: Rulebook, options: Options) -> Block:
    """Return the block that was asked for. Raises Refusal."""
    try:
        return block(book, options.traject, options.fase, options.kanaal, not options.kort)
    except BlockError as error:
        raise Refusal(error) from error


def _kind(options: Options) -> str:
    """Return what the file is for: as was said, or as its ending tells."""
    if options.naar is None:
        if options.soort or options.omgekeerd:
            raise Refusal("Noem met -o het bestand dat ik moet maken.")
        return ""
    ending = options.naar.suffix.lower()
    kinds = [kind for kind, own in ENDINGS.items() if own == ending]
    if options.soort:
        if options.soort not in kinds:
            right = ENDINGS[options.soort]
            raise Refusal(f"{options.naar}: kies voor {options.soort} een naam op {right}.")
        return str(options.soort)
    if len(kinds) == 1:
        return kinds[0]
    if kinds:
        raise Refusal(f"{options.naar}: zeg met --soort wat het is: {' of '.join(kinds)}.")
    endings = ", ".join(dict.fromkeys(ENDINGS.values()))
    raise Refusal(f"{options.naar}: kies een naam die eindigt op {endings}.")


def _written(kind: str, asked: Block, options: Options) -> bytes:
    if kind in PAPER:
        return _paper(kind, asked, options)
    makers: Mapping[str, Callable[[Block], bytes]] = {
        "limesurvey": limesurvey.limesurvey,
        "xlsform": xlsform.xlsform,
        "tekst": lambda one: plain_form.plain_form(one).encode(),
        "codeboek": codebook.codebook,
        "tabel": codebook.empty_table,
    }
    return makers[kind](asked)


def _paper(kind: str, asked: Block, options: Options) -> bytes:
    from documents import DocumentError, advice_docx, advice_pdf, house
    from documents.survey.question_paper import PaperError, question_paper

    try:
        content = question_paper(asked, date.today(), options.omgekeerd)
        content = house.in_house_style(content, rulebook(options))
        return advice_docx(content) if kind == "word" else advice_pdf(content)
    except (PaperError, DocumentError) as error:
        raise Refusal(error) from error


def questions(asked: Block) -> dict[str, Any]:
    """Return a block under Dutch keys."""
    return {
        "organisatie": asked.organisation,
        "titel": asked.title,
        "kanalen": list(asked.channels),
        "vragen": [_question(question) for question in asked.questions()],
    }


def _question(question: Question) -> dict[str, Any]:
    asked = question.asked
    where = {"traject": asked.track, "fase": asked.phase} if asked else {}
    return {
        "code": question.code,
        "kolom": question.column,
        "soort": question.kind,
        **where,
        "tekst": question.text,
        "hoogstens": question.most,
        "antwoorden": [
            {"code": one.code, "naam": one.slug, "tekst": one.text} for one in question.answers()
        ],
    }


def _hoeveel(options: Options) -> None:
    alone, rows = needed.gain(0), needed.gains(options.nu)
    if options.json:
        print_json(
            {
                "zonder": alone.missed,
                "rijen": [
                    {
                        "antwoorden": row.answers,
                        "gemist": row.missed,
                        "marge": row.margin,
                        "marge_per_leeftijd": row.age_margin,
                        "marge_per_groep": row.group_margin,
                    }
                    for row in rows
                ],
            }
        )
        return
    print(
        "Zonder eigen onderzoek missen de drie kanalen van een advies in nagebootste steden "
        f"{decimal(alone.missed, 1)} keuzes per 100 inwoners."
    )
    for row in rows:
        margin, age, group = (
            decimal(points, 1) for points in (row.margin, row.age_margin, row.group_margin)
        )
        print(
            f"{whole(row.answers):>7} antwoorden op een vraag: {decimal(row.missed, 1)} gemiste "
            f"keuzes per 100. Een aandeel boven 15 % heeft dan een marge van {margin} punten; "
            f"voor een leeftijd apart {age}, voor een leeftijd met een profiel {group}."
        )
