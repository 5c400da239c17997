"""What an organisation's own residents prefer: the local layer, and the file it is kept in.

A layer never changes the national knowledge. It stands in a file beside that of the organisation
and holds no person: an estimate with its doubt, and counts of at least ten, rounded to tens.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from engine.knowledge import complaints, files
from engine.knowledge.complaints import suggestion
from engine.knowledge.layer_form import ARRAYS, AskedForm, LayerForm, RowForm
from engine.local import local_words as words
from engine.model import UNKNOWN, KnowledgeError, Label, Problem, Rulebook, Source
from engine.model.survey import About, Asked, Cells, Floats, OwnSurvey, Saying

__all__ = ["About", "Asked", "Cells", "Floats", "OwnSurvey", "Saying"]
__all__ += ["attach", "digest_of", "parse", "read", "write"]

OWN_NAME = "Eigen onderzoek"
LOCAL: Label = "lokaal of klein onderzoek"
Wrong = tuple[files.Spot, str]  # a place in the file, and what is wrong there
LARGEST = 8_000_000  # bytes of a layer; one of everything there is to ask has two
RAW_FROM = 50  # answers from which a bare percentage may be told


def read(path: Path, book: Rulebook) -> OwnSurvey:
    """Return the layer in a file. Raises KnowledgeError with every error of it."""
    try:
        text = files.text(path.name, path, LARGEST)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    return parse(path.name, text, book)


def parse(name: str, text: str, book: Rulebook) -> OwnSurvey:
    """Like `read`, from text."""
    try:
        tree, lines = files.parse(name, text)
    except files.Unreadable as error:
        raise KnowledgeError(tuple(error.problems)) from error
    try:
        form = LayerForm.model_validate(tree)
    except ValidationError as error:
        problems = complaints.problems(name, error, LayerForm, tree, lines)
        raise KnowledgeError(tuple(problems)) from error
    wrong = [
        Problem(name, complaints.line_of(place, lines), message, place=place, reason=message)
        for place, message in _complaints(form, book)
    ]
    if wrong:
        raise KnowledgeError(tuple(wrong))
    return replace(_survey(form), digest=digest_of(text), file=name)


def attach(book: Rulebook, surveys: Iterable[OwnSurvey]) -> Rulebook:
    """Return the rulebook with own research beside it, newest first, and each among the sources.

    What is known stays the same, and so does its digest; that of the organisation holds theirs.
    """
    newest = sorted(surveys, key=lambda own: (own.about.end, own.about.start, own.digest))[::-1]
    if not newest:
        return book
    maker = book.organisation.name if book.organisation else OWN_NAME
    sources = {words.source_of(at): _source(own, maker) for at, own in enumerate(newest)}
    sums = " ".join([book.organisation_digest or "", *(own.digest for own in newest)])
    return replace(
        book,
        surveys=tuple(newest),
        sources={**book.sources, **sources},
        organisation_digest=hashlib.sha256(sums.encode()).hexdigest(),
    )


def _source(own: OwnSurvey, maker: str) -> Source:
    """Return a survey as a source among the others; it has no address."""
    about = own.about
    return Source.model_construct(
        title=about.title,
        publisher=maker,
        url="",
        year=about.end.year,
        n=about.n,
        quality="B" if about.n >= words.GOOD else "C",
        nature=LOCAL,
        read_at=None,
        remark=words.SIMULATED if about.simulated else None,
        findings=(),
    )


def digest_of(text: str) -> str:
    """Return the SHA-256 of a layer file; the kind of line ends makes no difference."""
    return hashlib.sha256("\n".join(text.splitlines()).encode()).hexdigest()


def write(own: OwnSurvey) -> str:
    """Return the text of the layer file; figures are rounded to what they can bear."""
    about = own.about
    head = {
        "titel": about.title,
        "begin": about.start,
        "einde": about.end,
        "n": about.n,
        "wijze": about.mode,
        "weging": about.weighting,
        "sha256": about.digest,
        "engine": about.engine,
        **({"nagebootst": "ja"} if about.simulated else {}),
        "regels": Decimal(_figure(own.rules, 3)),
        "regels_spreiding": Decimal(_figure(own.rules_sd, 3)),
        "leeftijden": list(own.ages),
        "profielen": list(own.profiles),
    }
    said = [
        {
            **_situation(one.asked),
            **{"soort": one.kind, "tekst": one.text},
            **{"aandeel": Decimal(_figure(one.share, 3)), "n": one.n},
        }
        for one in own.sayings
    ]
    rows = [_row(asked, channel, of[channel]) for asked, of in own.rows.items() for channel in of]
    reasons = files.write({"redenen": said}) if said else ""
    return "".join((files.write(head), reasons, "rijen:\n", *rows))


def _situation(asked: Asked) -> dict[str, str]:
    stake = {} if asked.stake == UNKNOWN else {"belang": asked.stake}
    return {"traject": asked.track, "fase": asked.phase} | stake


def _row(asked: Asked, channel: str, cells: Cells) -> str:
    """Return a channel in a situation as YAML: by hand, for there are many numbers."""
    numbers = {
        key: " ".join(_figure(number, places) for number in getattr(cells, name).flat)
        for key, (name, places) in ARRAYS.items()
    }
    pairs = _situation(asked) | {"kanaal": channel} | numbers
    first, *rest = (f"{key}: {value}\n" for key, value in pairs.items())
    return "".join((f"  - {first}", *(f"    {line}" for line in rest)))


def _figure(number: float, places: int) -> str:
    """Return a number as short as it can be: 0.50 as 0.5, and never -0."""
    text = f"{number:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _survey(form: LayerForm) -> OwnSurvey:
    shape = len(form.ages), len(form.profiles)
    rows: dict[Asked, dict[str, Cells]] = {}
    for row in form.rows:
        arrays = {name: getattr(row, name).reshape(shape) for name, _ in ARRAYS.values()}
        cells = Cells(**arrays | {"n": arrays["n"].astype(np.int64)})
        rows.setdefault(_asked(row), {})[row.channel] = cells
    return OwnSurvey(
        about=About(
            form.title,
            form.start,
            form.end,
            form.n,
            form.mode,
            form.weighting,
            form.digest,
            form.engine,
            form.simulated,
        ),
        rules=form.rules,
        rules_sd=form.rules_sd,
        ages=form.ages,
        profiles=form.profiles,
        rows=rows,
        sayings=tuple(
            Saying(_asked(one), one.kind, one.text, one.share, one.n) for one in form.sayings
        ),
    )


def _asked(form: AskedForm) -> Asked:
    return Asked(form.track, form.phase, form.stake)


def _complaints(form: LayerForm, book: Rulebook) -> Iterator[Wrong]:
    """Yield what the forms cannot see: words that are not known, and what does not agree."""
    yield from _axis("leeftijden", form.ages, book.ages)
    stand_ins = form.profiles[0] in words.STAND_INS
    known = {**words.STAND_INS, UNKNOWN: ""} if stand_ins else book.profiles
    yield from _axis("profielen", form.profiles, known)
    if form.end < form.start:
        yield ("einde",), "het einde ligt voor het begin. Draai ze om."
    seen: set[tuple[Asked, str]] = set()
    for at, row in enumerate(form.rows):
        place = ("rijen", at)
        yield from _situation_complaints(place, row, book)
        if row.channel not in book.channels:
            hint = suggestion(row.channel, book.channels)
            yield (*place, "kanaal"), f"kanaal '{row.channel}' ken ik niet.{hint}"
        if (_asked(row), row.channel) in seen:
            yield place, f"kanaal '{row.channel}' staat er voor deze situatie twee keer."
        seen.add((_asked(row), row.channel))
        yield from _number_complaints(place, row, len(form.ages) * len(form.profiles))
    for at, one in enumerate(form.sayings):
        yield from _situation_complaints(("redenen", at), one, book)


def _axis(key: str, slugs: Sequence[str], known: Mapping[str, object]) -> Iterator[Wrong]:
    for at, slug in enumerate(slugs):
        if slug not in known:
            yield (key, at), f"'{slug}' ken ik niet.{suggestion(slug, known)}"
        if slug in slugs[:at]:
            yield (key, at), f"'{slug}' staat er twee keer. Haal er een weg."
    if slugs[-1] != UNKNOWN:
        yield (key,), f"de laatste moet '{UNKNOWN}' zijn: dat is iedereen samen."


def _situation_complaints(place: files.Spot, one: AskedForm, book: Rulebook) -> Iterator[Wrong]:
    for key, slug, known in (
        ("traject", one.track, book.tracks),
        ("fase", one.phase, book.phases),
        ("belang", one.stake, book.stakes),
    ):
        if slug not in known:
            yield (*place, key), f"{key} '{slug}' ken ik niet.{suggestion(slug, known)}"
    both = one.track in book.tracks and one.stake in book.stakes
    if both and one.stake not in book.stakes_of(one.track):
        yield (*place, "belang"), complaints.apart(book, one.track, one.stake)


def _number_complaints(place: files.Spot, row: RowForm, many: int) -> Iterator[Wrong]:
    for key, (name, _) in ARRAYS.items():
        if len(getattr(row, name)) != many:
            yield (
                (*place, key),
                f"hier horen {many} getallen, er staan er {len(getattr(row, name))}: voor elke "
                "leeftijd een rij van alle profielen.",
            )
            return
    if np.any(row.low > row.share) or np.any(row.share > row.high):
        yield (*place, "aandeel"), "elk aandeel hoort tussen 'van' en 'tot' te liggen."
    if np.any((row.n % 10 != 0) | ((row.n > 0) & (row.n < words.LEAST))):
        yield (*place, "n"), f"aantallen zijn tientallen, en 0 onder de {words.LEAST}."
