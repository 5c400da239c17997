"""The command that reads answers and says what stands in them, and what was dropped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from commands.framework import Options, Refusal, command, print_json, rulebook
from dutch import counted, whole
from engine.model import UNKNOWN, KnowledgeError, Problem, Rulebook
from surveys.model import Answers
from surveys.questions.block import block, column
from surveys.reading import Incoming, Unmapped, mapping, read
from surveys.reading.proposal import propose

LEAST = 10  # answers below which no number is told
MAPPING_HELP = "YAML die zegt wat de kolommen betekenen, als ik ze niet herken"


def add(commands: Any) -> None:
    """Add the command."""
    lees = command(commands, "lees", _lees, "lees antwoorden en vat ze samen", True)
    add_answers(lees)
    lees.add_argument("--json", action="store_true", help="uitvoer als JSON")


def add_answers(parser: Any) -> None:
    """Add the files with answers to a command, and what their columns mean."""
    parser.add_argument("antwoorden", metavar="ANTWOORDEN", type=Path, nargs="+",
                        help="bestand uit je enquêtetool, of de gewone tabel")  # fmt: skip
    parser.add_argument("--koppeling", metavar="YAML", type=Path, help=MAPPING_HELP)
    parser.add_argument("--kanaal", action="append", default=[], metavar="KANAAL",
                        help="kanaal dat in onze vragenlijst stond; mag vaker")  # fmt: skip


def incoming(
    options: Options, book: Rulebook, people: Mapping[str, float] | None = None
) -> list[tuple[Path, Incoming]]:
    """Return what stands in every file, or raise KnowledgeError with what is wrong in all.

    `people` are residents per age, for ages in other bands than ours.
    """
    meant = mapping.read_file(options.koppeling, book) if options.koppeling else None
    asked = block(book, channels=options.kanaal)
    read_files: list[tuple[Path, Incoming]] = []
    problems: list[Problem] = []
    for path in options.antwoorden:
        try:
            read_files.append((path, read(path, path.name, book, asked, meant, people)))
        except Unmapped as error:
            raise Refusal(*_unmapped(path, error, book)) from error
        except KnowledgeError as error:
            problems += error.problems
    if problems:
        raise KnowledgeError(tuple(problems))
    return read_files


def _unmapped(path: Path, error: Unmapped, book: Rulebook) -> Iterator[str]:
    """Yield what is wrong with a file whose columns are not known, and a mapping to begin with."""
    yield f"{path.name}: ik herken de vragen in dit bestand niet ({error.kind})."
    yield "Bewaar wat hieronder staat als koppeling.yaml, verbeter het, en geef het mee met"
    yield "--koppeling koppeling.yaml"
    yield ""
    yield mapping.write(propose(error.columns, book)).rstrip()


def _lees(options: Options) -> None:
    book = rulebook(options)
    files = incoming(options, book)
    if options.json:
        print_json([summary(path, one) for path, one in files])
        return
    for path, one in files:
        print("\n".join(lines(path, one)))


def summary(path: Path, one: Incoming) -> dict[str, Any]:
    """Return what stands in a file under Dutch keys; numbers below ten are none."""
    return {
        "bestand": path.name,
        "soort": one.kind,
        "inwoners": len(one.answers),
        "weggelaten": list(one.dropped),
        "opmerkingen": list(one.notes),
        "leeftijden": {age: shown(n) for age, n in ages(one.answers).items()},
        "situaties": {
            column(asked): shown(answered(picks)) for asked, picks in one.answers.picks.items()
        },
    }


def ages(answers: Answers) -> dict[str, int]:
    """Return how many residents of each age answered; who straddles two ages is not known."""
    counts: dict[str, int] = {}
    for age in sorted(answers.ages, key=lambda one: (one == UNKNOWN, one)):
        counts[age] = counts.get(age, 0) + 1
    return counts


def answered(picks: Iterable[object]) -> int:
    """Return how many residents answered a question."""
    return sum(1 for one in picks if one is not None)


def shown(count: int) -> int | None:
    """Return a number of residents, or None below ten: nothing is told of so few."""
    return count if count >= LEAST else None


def lines(path: Path, one: Incoming) -> Iterator[str]:
    """Yield what stands in a file in words."""
    yield f"{path.name}: {one.kind}, {counted(len(one.answers), 'inwoner', 'inwoners')}"
    yield from _list("Weggelaten, omdat het over personen gaat:", one.dropped)
    yield from _list("Opmerkingen:", one.notes)
    yield "Antwoorden per leeftijd:"
    yield from _counts(ages(one.answers))
    yield "Antwoorden per situatie:"
    yield from _counts({column(a): answered(picks) for a, picks in one.answers.picks.items()})


def _list(heading: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield heading
        yield from (f"  {item}" for item in items)


def _counts(counts: dict[str, int]) -> Iterator[str]:
    for name, count in counts.items():
        number = whole(count) if count >= LEAST else f"minder dan {LEAST}"
        yield f"  {name}: {number}"
