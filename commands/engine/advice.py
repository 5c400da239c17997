"""Commands on one situation: its advice, the whole journey, a document, and an advice again."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from commands.framework import (
    Options,
    Parser,
    Refusal,
    command,
    new_file,
    own_rulebook,
    print_json,
    rulebook,
)
from dutch import day
from engine import export, receipt
from engine.advice import advise, advise_phases
from engine.answer import Advice, Reason
from engine.argument.reasons import lifting, objections
from engine.cache import table_of
from engine.knowledge import complaints, organisation
from engine.knowledge.rulebook import load
from engine.label import label
from engine.model import DIMENSIONS, UNKNOWN, KnowledgeError, Rulebook, Situation
from engine.proof import history, impact

ROLES = {
    "hoofdkanaal": "Hoofdkanaal",
    "ondersteunend": "Ondersteunend",
    "vangnet": "Altijd erbij",
}


def add(commands: Any) -> None:
    """Add these commands to a parser."""
    _add_command(commands, "advies", _advies, "advies voor één situatie", ("traject", "fase"))
    _add_command(commands, "reis", _reis, "advies voor alle fasen", ("traject",))


def add_herhaal(commands: Any) -> None:
    """Add the command that gives an earlier advice again."""
    herhaal = command(commands, "herhaal", _herhaal, "geef een eerder advies opnieuw")
    herhaal.add_argument("bon", metavar="BON.json", type=Path, help="uitvoer van advies --json")


def add_document(commands: Any) -> None:
    """Add the command that makes a document."""
    document = _add_command(
        commands, "document", _document, "advies als document", ("traject", "fase"), False
    )
    new_file(document, "-o", dest="naar", required=True, metavar="BESTAND",
             help="nieuw bestand: .pdf of .docx")  # fmt: skip
    document.add_argument("--organisatie", default="", help="naam van je organisatie")
    document.add_argument("--auteur", default="", help="naam van de auteur")
    document.add_argument("--project", default="", help="naam van het project")
    text = "wat de inwoner moet weten, vinden of doen"
    document.add_argument("--inwoner", default="", metavar="TEKST", help=text)
    text = "maak alleen pagina 1, zonder de bijlagen"
    document.add_argument("--alleen-pagina-1", dest="alleen", action="store_true", help=text)


def _add_command(
    commands: Any,
    name: str,
    run: Callable[[Options], Any],
    description: str,
    required: Sequence[str],
    as_json: bool = True,
) -> Parser:
    parser = command(commands, name, run, description)
    for key in DIMENSIONS:
        if key in required:
            parser.add_argument(f"--{key}", required=True, help=f"het {key}")
        elif key != "fase":
            parser.add_argument(f"--{key}", default=UNKNOWN, help=f"standaard {UNKNOWN}")
    if as_json:
        parser.add_argument("--json", action="store_true", help="uitvoer als JSON")
    return parser


def _situation(book: Rulebook, options: Options, phase: str) -> Situation:
    rest = options.leeftijd, options.profiel, options.belang
    situation = Situation(options.traject, phase, *rest)
    wrong = complaints.of_answers(book, situation)
    if wrong:
        raise Refusal(*wrong)
    return situation


def _advies(options: Options) -> None:
    book = rulebook(options)
    situation = _situation(book, options, options.fase)
    advice = advise(table_of(book), situation, date.today())
    if options.json:
        print_json(export.advice(book, advice))
    else:
        print("\n".join(_advice_lines(book, advice)))


def _advice_lines(book: Rulebook, advice: Advice) -> list[str]:
    rests, change = advice.argument.basis, advice.argument.change
    lines = [advice.conclusion, "", f"Hoe zeker? {advice.certainty}"]
    lines += [f"{rests.question} {rests.title}. {rests.text}", *([change] if change else []), ""]
    for row in advice.picks():
        even = " (even geschikt)" if row.even_with else ""
        lines.append(f"{ROLES[row.role]}{even}: {book.channels[row.channel].name}")
        lines += [f"  - {r.because} ({_source(book, r)})" for r in lifting(row)]
        lines += [f"  - Ertegen: {r.because} ({_source(book, r)})" for r in objections(row)]
    for kind, title in (("wet", "Wat altijd moet"), ("aanbevolen", "Aanbevolen")):
        becauses = [duty.because for duty in advice.duties if duty.kind == kind]
        lines += ["", f"{title}:", *(f"  - {text}" for text in becauses)] if becauses else []
    lines += ["", "Wie mis je hiermee?", *(f"  - {m.who}. {m.remedy}" for m in advice.blind_spots)]
    return [
        *lines,
        "",
        "Zo leg je het uit:",
        *(f"  {s}" for s in advice.defence),
        "",
        *advice.notes,
    ]


def _source(book: Rulebook, reason: Reason) -> str:
    return ", ".join([label(book, reason.sources, reason.quality), *reason.sources])


def _reis(options: Options) -> None:
    book = rulebook(options)
    situation = _situation(book, options, next(iter(book.phases)))
    advices = advise_phases(table_of(book), situation, date.today())
    if options.json:
        print_json([export.advice(book, given) for given in advices])
        return
    for given in advices:
        print(f"{book.phases[given.situation.phase].name}\n  {given.conclusion}\n")


def _herhaal(options: Options) -> int:
    saved = _read_saved(options.bon)
    national, told = _knowledge_of(saved, load(options.kennis), options.kennis)
    table = table_of(_organisation_of(saved, national, options))
    try:
        differences = receipt.replay(table, saved)
    except (TypeError, RecursionError) as error:
        raise Refusal(f"{options.bon}: de verantwoording heeft niet de goede vorm.") from error
    except receipt.ReceiptError as error:
        raise Refusal(f"{options.bon}: {error}") from error
    same = ["Het advies is tot op het laatste cijfer hetzelfde."]
    print("\n".join([*told, *(differences or same), saved.compared]))
    return 1 if differences else 0


def _read_saved(path: Path) -> receipt.SavedAdvice:
    """Return what is in the file of a receipt. Raises Refusal."""
    try:
        return receipt.read(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise Refusal(f"{path}: dit bestand is geen UTF-8.") from error
    except receipt.ReceiptError as error:
        raise Refusal(f"{path}: {error}") from error
    except ValueError as error:
        raise Refusal(f"{path}: hierin staat een getal dat te lang is.") from error


def _knowledge_of(
    saved: receipt.SavedAdvice, now: Rulebook, root: Path
) -> tuple[Rulebook, list[str]]:
    """Return the knowledge that a receipt was made with where git has it, else that of now."""
    digest = saved.receipt["kennis"]
    if digest == now.digest or not isinstance(digest, str):
        return now, []
    revision = history.revision_of(digest, root)
    if revision is None:
        return now, ["De kennis van toen staat niet in git. Vergeleken met de kennis van nu."]
    name = f"{revision.revision[:10]}, van {day(revision.day)}"
    try:
        with impact.knowledge(revision.revision, root) as folder:
            return load(folder), [f"De kennis van toen staat in git (versie {name})."]
    except KnowledgeError:
        told = f"De kennis van toen staat in git (versie {name}), maar is niet meer te lezen."
        return now, [f"{told} Vergeleken met de kennis van nu."]


def _organisation_of(saved: receipt.SavedAdvice, national: Rulebook, options: Options) -> Rulebook:
    """Return the knowledge as it was for the organisation of a receipt. Raises Refusal."""
    if saved.organisation is None:
        if lost := saved.missing(national):
            raise Refusal(f"{options.bon}: {lost}")
        return national
    name, digest = saved.organisation
    needed = f"nodig is het organisatiebestand van {name[:80]} (sha256 {digest[:16]})"
    book = own_rulebook(options, national)
    if book.organisation is None:
        raise Refusal(
            f"{options.bon}: {needed}. Geef het mee met --organisatiebestand, of zet "
            f"{organisation.SETTING}."
        )
    if lost := saved.missing(book):
        raise Refusal(f"{options.bon}: {lost}")
    if book.organisation_digest != digest:
        print(f"Let op: {needed}. Dit is een ander bestand.", file=sys.stderr)
    return book


def _document(options: Options) -> None:
    import documents

    writers = {".pdf": documents.advice_pdf, ".docx": documents.advice_docx}
    kind = options.naar.suffix.lower()
    if kind not in writers:
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op {' of '.join(writers)}.")
    book = rulebook(options)
    situation = _situation(book, options, options.fase)
    table = table_of(book)
    today = date.today()
    content = documents.content_of(
        book,
        advise(table, situation, today),
        advise_phases(table, situation, today),
        documents.Meta(
            organisation=options.organisatie,
            author=options.auteur,
            project=options.project,
            need=options.inwoner,
            alone=options.alleen,
        ),
    )
    try:
        document = writers[kind](content)
    except documents.DocumentError as error:
        raise Refusal(error) from error
    options.naar.write_bytes(document)
    print(f"Het document staat in {options.naar}")
