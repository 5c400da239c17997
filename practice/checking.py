"""What a case must keep to: words that the knowledge has, something to measure, nobody in it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from engine.knowledge import complaints, files
from engine.knowledge.complaints import suggestion
from engine.model import UNKNOWN, Problem, Rulebook
from listening import knowledge as vocabulary
from listening import personal
from practice.model import NO_COST, OWN, PracticeCase

KINDS = {
    "trajecten": "traject",
    "fasen": "fase",
    "belang": "belang",
    "leeftijd": "leeftijd",
    "profiel": "profiel",
    "kanalen": "kanaal",
    "onderwerpen": "onderwerp",
}
WHO = (
    "hier staat een {kind}. Een praktijkgeval gaat over groepen en nooit over een persoon: haal "
    "het weg."
)
NO_ADDRESS = "noem het adres van de bron. Alleen een eigen verslag mag zonder."
LATER = "deze dag ligt voor het jaar van de bron. Kijk de dag na."
NO_TRACK = "belang '{slug}' hoort bij geen traject van dit geval. Haal het weg."
DAYLESS = re.compile(r"https?://\S+")


@dataclass(slots=True)
class CaseCheck:
    """Collects what is wrong with one case, each at its place in the file.

    `at` is where in the file the case stands; in a file with one case nowhere, so ().
    """

    book: Rulebook
    name: str
    lines: files.Lines
    at: files.Spot = ()
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: Sequence[str | int], message: str) -> None:
        """Note what is wrong at a place within the case."""
        spot = (*self.at, *place)
        key = f"bij '{'.'.join(str(p + 1 if isinstance(p, int) else p) for p in place)}' "
        line = complaints.line_of(spot, self.lines)
        self.problems.append(Problem(self.name, line, key + message, place=spot, reason=message))


def case_of(check: CaseCheck, tree: Any) -> PracticeCase | None:
    """Return the case in a tree of texts, or None with every error in `check`."""
    try:
        case = PracticeCase.model_validate(tree)
    except ValidationError as error:
        lines = {spot[len(check.at) :]: line for spot, line in check.lines.items()
                 if spot[: len(check.at)] == check.at}  # fmt: skip
        check.problems += complaints.problems(check.name, error, PracticeCase, tree, lines)
        return None
    _words(check, case)
    _stakes(check, case)
    _costs(check, case)
    _persons(check, tree)
    return None if check.problems else case


def known(book: Rulebook) -> dict[str, Collection[str]]:
    """Return key of a case → the short names that may stand there."""
    return {
        "trajecten": book.tracks,
        "fasen": book.phases,
        "belang": [slug for slug in book.stakes if slug != UNKNOWN],
        "leeftijd": [slug for slug in book.ages if slug != UNKNOWN],
        "profiel": [slug for slug in book.profiles if slug != UNKNOWN],
        "kanalen": book.channels,
        "onderwerpen": vocabulary.load().subjects,
    }


def _words(check: CaseCheck, case: PracticeCase) -> None:
    names = {field.alias: name for name, field in PracticeCase.model_fields.items()}
    for key, choices in known(check.book).items():
        slugs: tuple[str, ...] = getattr(case, names[key])
        for at, slug in enumerate(slugs):
            if slug not in choices:
                check.wrong((key, at), f"{KINDS[key]} '{slug}' ken ik niet."
                                       f"{suggestion(slug, choices)}")  # fmt: skip
            elif slug in slugs[:at]:
                check.wrong(
                    (key, at), f"{KINDS[key]} '{slug}' staat er twee keer. Haal er een weg."
                )


def _stakes(check: CaseCheck, case: PracticeCase) -> None:
    tracks = [slug for slug in case.tracks if slug in check.book.tracks]
    possible = {stake for track in tracks for stake in check.book.stakes_of(track)}
    for at, slug in enumerate(case.stakes):
        if slug in check.book.stakes and slug != UNKNOWN and slug not in possible:
            check.wrong(("belang", at), NO_TRACK.format(slug=slug))


def _costs(check: CaseCheck, case: PracticeCase) -> None:
    cost = case.cost
    if cost and cost.hours is None and cost.euro is None and not cost.remark:
        check.wrong(("kosten",), NO_COST)
    if not case.source.url and case.source.kind != OWN:
        check.wrong(("bron",), NO_ADDRESS)
    if case.source.year and case.source.read.year < case.source.year:
        check.wrong(("bron", "gelezen"), LATER)


def _persons(check: CaseCheck, tree: Any) -> None:
    """Note personal data in what was written: a case is about groups."""
    for place, text in texts(tree):
        _, kinds = personal.mask(DAYLESS.sub("", text))
        for kind in kinds:
            if kind != personal.CUT:
                check.wrong(place, WHO.format(kind=kind))


def texts(tree: Any, place: files.Spot = ()) -> Iterator[tuple[files.Spot, str]]:
    """Yield every text in a tree with its place, in order."""
    if isinstance(tree, str):
        yield place, tree
    elif isinstance(tree, dict):
        for key, inner in tree.items():
            yield from texts(inner, (*place, key))
    elif isinstance(tree, list):
        for at, inner in enumerate(tree):
            yield from texts(inner, (*place, at))
