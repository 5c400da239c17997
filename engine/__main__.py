"""Command line: `python -m engine …`, in Dutch. Exit 0 good, 1 wrong input, 2 wrong use."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from engine import export, files, impact, receipt
from engine.advice import advise, journey
from engine.answer import Advice
from engine.check import check
from engine.choice import CHOSEN
from engine.compile import CompileError, Table
from engine.complaints import suggestion
from engine.kept import compiled
from engine.model import UNKNOWN, KnowledgeError, Problem, Rulebook, Situation
from engine.rulebook import ROOT, load
from engine.sheet import SheetError

Options = argparse.Namespace


class Refusal(Exception):
    """Something is wrong with what was given; each line goes to standard error."""

    def __init__(self, *lines: object) -> None:
        super().__init__("\n".join(map(str, lines)))


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Dutch."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the use and exit with 2."""
        for english, dutch in _DUTCH:
            message = message.replace(english, dutch)
        self.print_usage(sys.stderr)
        self.exit(2, f"fout: {message}\nHulp: {self.prog} --help\n")

    def format_help(self) -> str:
        """Return the help in Dutch."""
        return _dutch_help(super().format_help())

    def format_usage(self) -> str:
        """Return the usage line in Dutch."""
        return _dutch_help(super().format_usage())


_DUTCH = (
    ("the following arguments are required:", "dit ontbreekt:"),
    ("unrecognized arguments:", "dit ken ik niet:"),
    ("invalid choice:", "kan niet kiezen voor"),
    ("choose from", "kies uit"),
    ("expected one argument", "hier hoort een waarde achter"),
    ("ignored explicit argument", "hier hoort geen waarde achter:"),
    ("argument ", "bij "),
)


def _dutch_help(text: str) -> str:
    for english, dutch in (
        ("usage:", "gebruik:"),
        ("options:", "opties:"),
        ("positional arguments:", "wat je opgeeft:"),
        ("show this help message and exit", "toon deze hulp"),
    ):
        text = text.replace(english, dutch)
    return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return run(_parser().parse_args(arguments))


def run(options: Options) -> int:
    """Run the command that was parsed; what goes wrong is said in Dutch on standard error."""
    try:
        code = int(options.run(options) or 0)
        sys.stdout.flush()
        return code
    except (KnowledgeError, SheetError) as error:
        return _say(*error.problems)
    except (Refusal, CompileError, receipt.ReceiptError, impact.RevisionError) as error:
        return _say(error)
    except BrokenPipeError:
        return _stop_writing(0)
    except OSError as error:
        _say(f"{error.filename or 'uitvoer'}: {files.trouble(error)}")
        return 1 if error.filename else _stop_writing(1)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _say(f"Dit had niet mogen gebeuren. Geef het door aan de beheerder: {error!r}")


def _stop_writing(code: int) -> int:
    """Send what still has to be written nowhere, so that nothing complains at the exit."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the exit
    return code


def _say(*lines: object) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return 1


def _parser() -> Parser:
    parser = Parser(prog="python -m engine", description="Kanaaladvies op de opdrachtregel.")
    parser.add_argument("--kennis", type=Path, default=ROOT, help="map met profiles en journeys")
    commands = parser.add_subparsers(
        dest="opdracht", required=True, metavar="OPDRACHT", parser_class=Parser
    )
    _asking(commands, "advies", _advies, "advies voor één situatie", ("traject", "fase"))
    _asking(commands, "reis", _reis, "advies voor alle fasen", ("traject",))
    controle = _command(commands, "controle", _controle, "controleer alle kennis")
    controle.add_argument("--json", action="store_true", help="uitvoer als JSON")
    toets = _command(commands, "toetstabel", _toetstabel, "tabel om te toetsen")
    toets.add_argument("-o", dest="naar", type=Path, required=True, metavar="BESTAND",
                       help="nieuw bestand: .xlsx, .csv of .parquet")  # fmt: skip
    gevolgen = _command(commands, "gevolgen", _gevolgen, "wat verandert er tussen twee versies")
    gevolgen.add_argument("oud", metavar="OUD", help="kennismap of git-versie")
    gevolgen.add_argument("nieuw", metavar="NIEUW", help="kennismap of git-versie")
    gevolgen.add_argument("--json", action="store_true", help="uitvoer als JSON")
    herhaal = _command(commands, "herhaal", _herhaal, "geef een eerder advies opnieuw")
    herhaal.add_argument("bon", metavar="BON.json", type=Path, help="uitvoer van advies --json")
    groepen = _command(commands, "groepen", _groepen, "advies voor een hele tabel")
    groepen.add_argument("van", metavar="IN.csv", type=Path, help="tabel met de vier antwoorden")
    groepen.add_argument("-o", dest="naar", type=Path, required=True, metavar="UIT",
                         help="nieuw bestand: .csv of .parquet")  # fmt: skip
    groepen.add_argument("--sla-over", action="store_true", help="sla foute rijen over")
    tabel = _command(commands, "tabel", _tabel, "de doorgerekende tabel als Parquet")
    tabel.add_argument("-o", dest="naar", type=Path, required=True, metavar="BESTAND",
                       help="nieuw bestand: .parquet")  # fmt: skip
    document = _asking(
        commands, "document", _document, "advies als document", ("traject", "fase"), False
    )
    document.add_argument("-o", dest="naar", type=Path, required=True, metavar="BESTAND",
                          help="nieuw bestand: .pdf of .docx")  # fmt: skip
    document.add_argument("--organisatie", default="", help="naam van je organisatie")
    document.add_argument("--auteur", default="", help="naam van de auteur")
    return parser


def _command(commands: Any, name: str, run: Callable[[Options], Any], said: str) -> Parser:
    command: Parser = commands.add_parser(name, help=said, description=said)
    command.set_defaults(run=run)
    return command


def _asking(
    commands: Any,
    name: str,
    run: Callable[[Options], Any],
    said: str,
    required: Sequence[str],
    as_json: bool = True,
) -> Parser:
    command = _command(commands, name, run, said)
    for key in ("traject", "fase", "leeftijd", "profiel"):
        if key in required:
            command.add_argument(f"--{key}", required=True, help=f"het {key}")
        elif key != "fase":
            command.add_argument(f"--{key}", default=UNKNOWN, help=f"standaard {UNKNOWN}")
    if as_json:
        command.add_argument("--json", action="store_true", help="uitvoer als JSON")
    return command


def _table(options: Options) -> Table:
    return compiled(load(options.kennis))


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


def print_json(data: Any) -> None:
    """Print JSON as people read it."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def _advies(options: Options) -> None:
    book = load(options.kennis)
    situation = _situation(book, options, options.fase)
    given = advise(compiled(book), situation, date.today())
    if options.json:
        print_json(export.advice(book, given))
    else:
        print("\n".join(_told(book, given)))


def _told(book: Rulebook, given: Advice) -> list[str]:
    lines = [given.conclusion, "", given.certainty, ""]
    for row in given.chosen():
        lines.append(f"{_ROLES[row.role]}: {book.channels[row.channel].name}")
        lines += [f"  - {r.because} ({_source(r)})" for r in row.reasons if r.counted and r.quality]
    for kind, title in (("wet", "Wat altijd moet"), ("aanbevolen", "Aanbevolen")):
        said = [duty.because for duty in given.duties if duty.kind == kind]
        lines += ["", f"{title}:", *(f"  - {text}" for text in said)] if said else []
    lines += ["", "Wie mis je hiermee?", *(f"  - {m.who}. {m.remedy}" for m in given.missed)]
    return [*lines, "", "Zo leg je het uit:", *(f"  {s}" for s in given.defence), "", *given.notes]


_ROLES = {
    "hoofdkanaal": "Hoofdkanaal",
    "ondersteunend": "Ondersteunend",
    "vangnet": "Altijd erbij",
}


def _source(reason: Any) -> str:
    return ", ".join(reason.sources) if reason.quality != "D" and reason.sources else "aanname"


def _reis(options: Options) -> None:
    book = load(options.kennis)
    situation = _situation(book, options, next(iter(book.phases)))
    advices = journey(compiled(book), situation, date.today())
    if options.json:
        print_json([export.advice(book, given) for given in advices])
        return
    for given in advices:
        print(f"{book.phases[given.situation.phase].name}\n  {given.conclusion}\n")


def _controle(options: Options) -> int:
    table = _table(options)
    found = check(table)
    if options.json:
        print_json(
            {
                "fouten": [_as_json(p) for p in found.errors],
                "waarschuwingen": [_as_json(p) for p in found.warnings],
                "aantallen": dict(found.counts),
                "niet_gehouden_beloften": list(found.broken_promises),
            }
        )
        return 1 if found.errors else 0
    for problem in found.warnings:
        print(f"waarschuwing: {problem}")
    for text in found.broken_promises:
        print(f"belofte niet gehouden: {text}")
    counts = found.counts
    print(f"beloften: {counts['beloften_waar']} van de {counts['beloften']} komen uit")
    print(f"voorbeelden: {counts['voorbeelden']}")
    print(f"regels die nergens de beste drie veranderen: {counts['regels_zonder_andere_rol']}")
    _say(*(f"fout: {problem}" for problem in found.errors))
    print(
        f"{counts['situaties']} situaties, {counts['regels']} regels, "
        f"{len(found.errors)} fouten, {len(found.warnings)} waarschuwingen"
    )
    return 1 if found.errors else 0


def _as_json(problem: Problem) -> dict[str, Any]:
    return {"bestand": problem.file, "regel": problem.line, "melding": problem.message}


def _toetstabel(options: Options) -> None:
    from engine import table as decision

    made = _table(options)
    decision.write(decision.fact_check(made), options.naar)
    print(f"Toetstabel met {len(made.outcomes)} situaties staat in {options.naar}")


def _tabel(options: Options) -> None:
    from engine import groups

    groups.export(_table(options), options.naar)
    print(f"De doorgerekende tabel staat in {options.naar}")


def _gevolgen(options: Options) -> None:
    with impact.knowledge(options.oud) as old, impact.knowledge(options.nieuw) as new:
        changes = impact.compare(compiled(load(old)), compiled(load(new)))
    if options.json:
        print_json(
            [
                {
                    "situatie": c.situation.facts(),
                    "was": [{"kanaal": slug, "rol": role} for slug, role in c.before],
                    "wordt": [{"kanaal": slug, "rol": role} for slug, role in c.after],
                    "door": list(c.rules),
                }
                for c in changes
            ]
        )
        return
    for c in changes:
        where = "/".join(c.situation.facts().values())
        print(f"{where}\n  was:   {_roles(c.before)}\n  wordt: {_roles(c.after)}")
        print(f"  door:  {', '.join(c.rules)}")
    print(f"{len(changes)} adviezen veranderen")


def _roles(chosen: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{slug} ({_ROLES[role].lower()})" for slug, role in chosen if role in CHOSEN)


def _herhaal(options: Options) -> int:
    try:
        old = receipt.read(options.bon.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise Refusal(f"{options.bon}: dit bestand is geen UTF-8.") from error
    except receipt.ReceiptError as error:
        raise Refusal(f"{options.bon}: {error}") from error
    except ValueError as error:
        raise Refusal(f"{options.bon}: hierin staat een getal dat te lang is.") from error
    table = _table(options)
    try:
        differences = receipt.replay(table, old)
    except (TypeError, RecursionError) as error:
        raise Refusal(f"{options.bon}: de verantwoording heeft niet de goede vorm.") from error
    print("\n".join(differences) or "Het advies is tot op het laatste cijfer hetzelfde.")
    return 1 if differences else 0


def _groepen(options: Options) -> int:
    from engine import groups

    report = groups.advise_file(_table(options), options.van, options.naar, options.sla_over)
    print(f"{report.rows} rijen met advies staan in {options.naar}")
    if report.skipped:
        print(f"{report.skipped} rijen overgeslagen; zie {report.where}", file=sys.stderr)
    return 0


def _document(options: Options) -> None:
    import documents

    writers = {".pdf": documents.advice_pdf, ".docx": documents.advice_docx}
    kind = options.naar.suffix.lower()
    if kind not in writers:
        raise Refusal(f"{options.naar}: kies een bestand dat eindigt op {' of '.join(writers)}.")
    book = load(options.kennis)
    situation = _situation(book, options, options.fase)
    table = compiled(book)
    today = date.today()
    content = documents.content_of(
        book,
        advise(table, situation, today),
        journey(table, situation, today),
        documents.Meta(organisation=options.organisatie, author=options.auteur),
    )
    try:
        made = writers[kind](content)
    except documents.DocumentError as error:
        raise Refusal(error) from error
    options.naar.write_bytes(made)
    print(f"Het document staat in {options.naar}")


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
