"""Commands on one situation: its advice, the whole journey, a document, and an advice again."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from commands.framework import Options, Parser, Refusal, command, print_json
from engine import export, receipt
from engine.advice import advise, advise_phases
from engine.answer import Advice
from engine.cache import table_of
from engine.knowledge.complaints import suggestion
from engine.knowledge.rulebook import load
from engine.model import UNKNOWN, Rulebook, Situation

ROLES = {
    "hoofdkanaal": "Hoofdkanaal",
    "ondersteunend": "Ondersteunend",
    "vangnet": "Altijd erbij",
}


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    _asking(commands, "advies", _advies, "advies voor één situatie", ("traject", "fase"))
    _asking(commands, "reis", _reis, "advies voor alle fasen", ("traject",))


def add_herhaal(commands: Any) -> None:
    """Add the command that gives an earlier advice again."""
    herhaal = command(commands, "herhaal", _herhaal, "geef een eerder advies opnieuw")
    herhaal.add_argument("bon", metavar="BON.json", type=Path, help="uitvoer van advies --json")


def add_document(commands: Any) -> None:
    """Add the command that makes a document."""
    document = _asking(
        commands, "document", _document, "advies als document", ("traject", "fase"), False
    )
    document.add_argument("-o", dest="naar", type=Path, required=True, metavar="BESTAND",
                          help="nieuw bestand: .pdf of .docx")  # fmt: skip
    document.add_argument("--organisatie", default="", help="naam van je organisatie")
    document.add_argument("--auteur", default="", help="naam van de auteur")


def _asking(
    commands: Any,
    name: str,
    run: Callable[[Options], Any],
    said: str,
    required: Sequence[str],
    as_json: bool = True,
) -> Parser:
    asked = command(commands, name, run, said)
    for key in ("traject", "fase", "leeftijd", "profiel"):
        if key in required:
            asked.add_argument(f"--{key}", required=True, help=f"het {key}")
        elif key != "fase":
            asked.add_argument(f"--{key}", default=UNKNOWN, help=f"standaard {UNKNOWN}")
    if as_json:
        asked.add_argument("--json", action="store_true", help="uitvoer als JSON")
    return asked


def _situation(book: Rulebook, options: Options, phase: str) -> Situation:
    asked = Situation(options.traject, phase, options.leeftijd, options.profiel)
    known = (book.tracks, book.phases, book.ages, book.profiles)
    wrong = [
        f"{key} '{value}' ken ik niet.{suggestion(value, choices)}"
        for (key, value), choices in zip(asked.facts().items(), known, strict=True)
        if value not in choices
    ]
    if wrong:
        raise Refusal(*wrong)
    return asked


def _advies(options: Options) -> None:
    book = load(options.kennis)
    situation = _situation(book, options, options.fase)
    given = advise(table_of(book), situation, date.today())
    if options.json:
        print_json(export.advice(book, given))
    else:
        print("\n".join(_told(book, given)))


def _told(book: Rulebook, given: Advice) -> list[str]:
    lines = [given.conclusion, "", given.certainty, ""]
    for row in given.picks():
        lines.append(f"{ROLES[row.role]}: {book.channels[row.channel].name}")
        lines += [f"  - {r.because} ({_source(r)})" for r in row.reasons if r.counted and r.quality]
    for kind, title in (("wet", "Wat altijd moet"), ("aanbevolen", "Aanbevolen")):
        said = [duty.because for duty in given.duties if duty.kind == kind]
        lines += ["", f"{title}:", *(f"  - {text}" for text in said)] if said else []
    lines += ["", "Wie mis je hiermee?", *(f"  - {m.who}. {m.remedy}" for m in given.blind_spots)]
    return [*lines, "", "Zo leg je het uit:", *(f"  {s}" for s in given.defence), "", *given.notes]


def _source(reason: Any) -> str:
    return ", ".join(reason.sources) if reason.quality != "D" and reason.sources else "aanname"


def _reis(options: Options) -> None:
    book = load(options.kennis)
    situation = _situation(book, options, next(iter(book.phases)))
    advices = advise_phases(table_of(book), situation, date.today())
    if options.json:
        print_json([export.advice(book, given) for given in advices])
        return
    for given in advices:
        print(f"{book.phases[given.situation.phase].name}\n  {given.conclusion}\n")


def _herhaal(options: Options) -> int:
    try:
        old = receipt.read(options.bon.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise Refusal(f"{options.bon}: dit bestand is geen UTF-8.") from error
    except receipt.ReceiptError as error:
        raise Refusal(f"{options.bon}: {error}") from error
    except ValueError as error:
        raise Refusal(f"{options.bon}: hierin staat een getal dat te lang is.") from error
    table = table_of(load(options.kennis))
    try:
        differences = receipt.replay(table, old)
    except (TypeError, RecursionError) as error:
        raise Refusal(f"{options.bon}: de verantwoording heeft niet de goede vorm.") from error
    print("\n".join(differences) or "Het advies is tot op het laatste cijfer hetzelfde.")
    return 1 if differences else 0


def _document(options: Options) -> None:
    import documents

    writers = {".pdf": documents.advice_pdf, ".docx": documents.advice_docx}
    kind = options.naar.suffix.lower()
    if kind not in writers:
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op {' of '.join(writers)}.")
    book = load(options.kennis)
    situation = _situation(book, options, options.fase)
    table = table_of(book)
    today = date.today()
    content = documents.content_of(
        book,
        advise(table, situation, today),
        advise_phases(table, situation, today),
        documents.Meta(organisation=options.organisatie, author=options.auteur),
    )
    try:
        made = writers[kind](content)
    except documents.DocumentError as error:
        raise Refusal(error) from error
    options.naar.write_bytes(made)
    print(f"Het document staat in {options.naar}")
