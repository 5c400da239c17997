"""Everything a visitor's file or text can be read by, by name, with the form of what comes of it.

All of these run in a process of their own (see `pool`); none knows a screen.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from blueprints import Library, incoming, writing
from blueprints.foreign import grids
from blueprints.foreign.grids import SheetGrid
from documents.pdf import DocumentError
from documents.plan.attachment import plan_in
from engine.knowledge import files, organisation, own_survey
from engine.knowledge.draft import UNCHANGED, Changed
from engine.knowledge.rulebook import ROOT, load
from engine.model import KnowledgeError, Organisation, Problem, Rulebook
from engine.proof import trial
from listening import knowledge, own_words, readable, schemes, uses
from listening.effects.effect import effect
from listening.effects.results import Prices
from listening.measurements import (
    Measurements,
    Period,
    ReportOptions,
    is_plan,
    measurements_in,
)
from listening.model import Reading, Vocabulary, Wish
from listening.reading import export_store
from listening.storage import hearing
from listening.storage.hearing import Heard
from plans.area import ages, bundle, csvfile, intake, places
from plans.area.intake import Preview
from plans.files import open_plan, write_json
from practice import exchange
from screens.page.reading import concept_readers, limits, rooms
from surveys import harvest
from surveys.reading import mapping
from workbench.form_options import ConceptWords

File = tuple[str, bytes]  # name and content
NO_WISH = Wish()
NO_PRICES = Prices()


@dataclass(frozen=True, slots=True)
class Exports:
    """All that decides what is heard: files, what was said about them, prices, a period."""

    now: tuple[File, ...]
    earlier: tuple[File, ...] = ()
    typed: tuple[tuple[str, bytes, Wish], ...] = ()
    wish: Wish = NO_WISH
    prices: Prices = NO_PRICES
    period: Period | None = None
    own: str = ""  # words and names of columns of the organisation, as their file has them


def listened(exports: Exports) -> Measurements:
    """Return what exports, own counts and plans hold."""
    vocabulary = _vocabulary(exports)
    plans: list[Path] = []
    folder = Path(tempfile.mkdtemp())
    size = export_store.StoreSize(limits.STORE, limits.DISK, threads=1)
    with export_store.open_store(vocabulary.kinds, size) as opened:
        both: list[list[Reading]] = []
        for number, files in enumerate((exports.now, exports.earlier)):
            readings: list[Reading] = []
            wished = [(*file, exports.wish) for file in files]
            for at, (name, content, wish) in enumerate(
                [*wished, *(() if number else exports.typed)]
            ):
                place = folder / f"{number}-{at}"
                place.mkdir()
                path = place / rooms.file_name(name)
                path.write_bytes(content)
                if _is_own(name, content):
                    continue
                if is_plan(name):
                    plans.append(path)
                else:
                    readings += opened.read(path, wish)
            both.append(opened.once(readings))
        options = ReportOptions(exports.period, prices=exports.prices, plans=tuple(plans))
        return measurements_in(vocabulary, opened, both[0], both[1], options)


def remembered(exports: Exports) -> tuple[Heard, ...]:
    """Return what exports say of days, without what came seldom."""
    vocabulary = _vocabulary(exports)
    folder = Path(tempfile.mkdtemp())
    size = export_store.StoreSize(limits.STORE, limits.DISK, threads=1)
    with export_store.open_store(vocabulary.kinds, size) as opened:
        wished = [(*file, exports.wish) for file in exports.now if not is_plan(file[0])]
        for at, (name, content, wish) in enumerate([*wished, *exports.typed]):
            place = folder / str(at)
            place.mkdir()
            path = place / rooms.file_name(name)
            path.write_bytes(content)
            opened.read(path, wish)
        subjects_of = schemes.subjects_of(vocabulary)
        return hearing.heard(opened, opened.readings, subjects_of, uses.LEAST)


def _is_own(name: str, content: bytes) -> bool:
    return is_plan(name) and own_words.is_own(content.decode("utf-8-sig", "replace"))


def _vocabulary(exports: Exports) -> Vocabulary:
    """Return the vocabulary with what the organisation adds to it. Raises KnowledgeError."""
    vocabulary = knowledge.load()
    given = [(name, content.decode("utf-8-sig", "replace"))
             for name, content in exports.now if _is_own(name, content)]  # fmt: skip
    given += [(own_words.NAME, exports.own)] if exports.own else []
    for name, text in given:
        vocabulary = own_words.joined(vocabulary, own_words.read(name, text), name)
    return vocabulary


def legibility(text: str) -> readable.Legibility:
    """Return how a text reads."""
    return readable.legibility(text, knowledge.load().hard)


def plan(name: str, content: bytes) -> str:
    """Return the text (JSON) of the plan in a file, or within a PDF.

    What is no UTF-8 becomes a sign that a plan refuses.
    """
    if content.startswith(b"%PDF"):
        try:
            text = plan_in(content)
        except DocumentError as error:
            raise KnowledgeError((Problem(name, None, str(error)),)) from error
    else:
        text = content.decode("utf-8-sig", "replace").replace("\ufffd", "\x00")
    return write_json(open_plan(text, name).plan)


def areas(files: Sequence[File]) -> Mapping[str, str]:
    """Return what to call each area in files of an area → how it is shown."""
    return places.areas(bundle.sort_sheets([csvfile.parse(*file) for file in files]).ages)


def area(files: Sequence[File], wanted: Sequence[str], book: Rulebook) -> Preview:
    """Return the group of the wanted areas in files of an area."""
    given = bundle.sort_sheets([csvfile.parse(*file) for file in files])
    profiles: Mapping[str, Decimal] | None = None
    if given.profiles:
        profiles = intake.shares(given.profiles, book)
    return intake.preview(ages.area_of(given.ages, book, wanted), profiles)


def journey(name: str, content: bytes, shelf: Library, book: Rulebook) -> str:
    """Return the text (YAML) of the journey in a file."""
    return writing.text(incoming.read(name, content, shelf, book))


def foreign_tables(name: str, content: bytes) -> tuple[SheetGrid, ...]:
    """Return the tables in a file that may be a blueprint of another make."""
    return grids.read(name, content)


def organisation_file(name: str, text: str, book: Rulebook) -> Organisation | None:
    """Return the organisation in a text."""
    return organisation.parse(name, text, book).organisation


def own_findings(text: str, book: Rulebook, own: Organisation | None) -> Organisation:
    """Return an organisation with the findings and lessons in a text as well."""
    return organisation.add_findings(text, book, own)


@dataclass(frozen=True, slots=True)
class Edit:
    """A text of a knowledge file: weight per rule, and the lines that differ from what serves."""

    weights: Mapping[str, float] = field(default_factory=dict)
    lines: tuple[tuple[str, str], ...] = ()


def edit(name: str, text: str, serving: str) -> Edit:
    """Return what stands in an edited knowledge file, beside the text that serves."""
    return Edit(trial.weights(name, text), trial.difference(serving, text))


def weighed(name: str, text: str, rule: str, weight: float) -> str:
    """Return the text of a knowledge file with another weight for a rule."""
    try:
        return trial.with_weight(name, text, rule, weight)
    except trial.Unchangeable as error:
        raise KnowledgeError((Problem(name, None, str(error)),)) from error


def too_large(most: int) -> str:
    """Return what is said of a file of more bytes than this."""
    return files.TOO_LARGE.format(mega=most // 1_000_000)


def layer(name: str, content: bytes, book: Rulebook) -> str:
    """Return the text of the layer of own research in a file, as we write it."""
    if len(content) > own_survey.LARGEST:
        raise KnowledgeError((Problem(name, None, too_large(own_survey.LARGEST)),))
    text = content.decode("utf-8-sig", "replace")
    return own_survey.write(own_survey.parse(name, text, book))


def column_mapping(name: str, content: bytes, book: Rulebook) -> str:
    """Return the text of a mapping of columns, as we write it."""
    if len(content) > files.LARGEST:
        raise KnowledgeError((Problem(name, None, too_large(files.LARGEST)),))
    return mapping.write(mapping.read(name, content.decode("utf-8-sig", "replace"), book))


@dataclass(frozen=True, slots=True)
class OpenedCases:
    """The cases of practice in a file, as we write them, and what is wrong with the others."""

    text: str
    problems: tuple[str, ...] = ()


def practice_cases(name: str, content: bytes, book: Rulebook) -> OpenedCases:
    """Return the cases in a file of another organisation."""
    if len(content) > files.LARGEST:
        raise KnowledgeError((Problem(name, None, too_large(files.LARGEST)),))
    shelf = exchange.unpack(name, content.decode("utf-8-sig", "replace"), book)
    problems = tuple(map(str, shelf.problems))
    if not shelf.cases:
        return OpenedCases("", problems)
    text = exchange.pack(shelf.cases, shelf.cases[0].origin, date.today()).text
    return OpenedCases(text, problems)


def knowledge_file(name: str, text: str, published: Changed = UNCHANGED) -> None:
    """Check the knowledge, as it was published, with another text for one of its files."""
    if len(text.encode()) > files.LARGEST:
        raise KnowledgeError((Problem(name, None, too_large(files.LARGEST)),))
    load(ROOT, {**published, name: text})


class Reader(NamedTuple):
    """What reads, and the form of what comes of it.

    One with `stages`, each in a sentence, is also given `tell`, to say at which it is.
    """

    read: Callable[..., Any]
    form: Any
    stages: tuple[str, ...] = ()


READERS: Mapping[str, Reader] = {
    "exports": Reader(listened, Measurements),
    "onthouden": Reader(remembered, tuple[Heard, ...]),
    "leesbaarheid": Reader(legibility, readable.Legibility),
    "plan": Reader(plan, str),
    "gebieden": Reader(areas, dict[str, str]),
    "gebied": Reader(area, Preview),
    "reis": Reader(journey, str),
    "tabellen": Reader(foreign_tables, tuple[SheetGrid, ...]),
    "organisatie": Reader(organisation_file, Organisation | None),
    "aanvulling": Reader(own_findings, Organisation),
    "wijziging": Reader(edit, Edit),
    "gewicht": Reader(weighed, str),
    "kennisbestand": Reader(knowledge_file, None),
    "antwoorden": Reader(harvest.look, harvest.FirstLook),
    "oogst": Reader(harvest.harvest, harvest.Harvest, harvest.STAGES),
    "laag": Reader(layer, str),
    "koppeling": Reader(column_mapping, str),
    "praktijkgevallen": Reader(practice_cases, OpenedCases),
    "onderdeel-erbij": Reader(concept_readers.with_item, str),
    "onderdeel-eraf": Reader(concept_readers.without_item, str),
    "waarde": Reader(concept_readers.with_value, str),
    "hernoemen": Reader(concept_readers.renamed, dict[str, str]),
    "onderdelen": Reader(concept_readers.parts, str),
    "concept-woorden": Reader(concept_readers.words, ConceptWords),
    "concept": Reader(concept_readers.concept, None),
}


def warm() -> None:
    """Load what every reading needs, so that none does it again."""
    uses.tells(knowledge.load())
    day = date(2026, 1, 1)
    series = {day + timedelta(days=at): 10 + at % 7 for at in range(84)}
    effect(series, day + timedelta(days=56), day + timedelta(days=83))
    readable.legibility("Een korte tekst om alles te laden.", knowledge.load().hard)
