"""All schemes and services of a subject in one place, from the organisation's own overview."""

from collections.abc import Callable, Iterable, Mapping

from engine.knowledge.complaints import suggestion
from engine.model import Problem
from listening import subject_terms
from listening.model import Reading, Refused, Subject, Vocabulary
from listening.reading.export_store import ExportStore
from listening.uses import Page


def pages(
    store: ExportStore, readings: Iterable[Reading], subjects: dict[str, Subject]
) -> list[Page]:
    """Return the own pages in files of that kind; raises Refused for an unknown subject."""
    own_pages, problems = [], []
    for reading in readings:
        if reading.kind.holds != "regelingen":
            continue
        for place, row in enumerate(store.records(reading), start=2):
            id_ = subject_id(str(row["onderwerp"]), subjects)
            if id_ is None:
                word = str(row["onderwerp"])
                message = f"onderwerp '{word}' ken ik niet.{suggestion(word, subjects)}"
                problems.append(Problem(reading.name, place, message))
            else:
                own_pages.append(Page(id_, *(str(row.get(key) or "") for key in KEYS)))
    if problems:
        raise Refused(*problems[:10])
    return own_pages


KEYS = ("regeling", "titel", "adres", "tekst", "kanalen", "partner")


def subjects_of(vocabulary: Vocabulary) -> Callable[[str], tuple[str, ...]]:
    """Return what gives the ids of the subjects of a name, or of a text with words for them."""
    subjects = dict(vocabulary.subjects)
    matcher = subject_terms.of(tuple(subjects.values()), vocabulary.same)
    named = _names(subjects)

    def ids(text: str) -> tuple[str, ...]:
        low = text.strip().lower()
        if low in named:
            return (named[low],)
        return tuple(entry.subject for entry in subject_terms.match(matcher, text.lower()))

    return ids


def subject_id(text: str, subjects: dict[str, Subject]) -> str | None:
    """Return the id of a subject that is named by its id, name or plain name."""
    return _names(subjects).get(text.strip().lower())


def _names(subjects: Mapping[str, Subject]) -> dict[str, str]:
    """Return what a subject can be called, in small letters → its id; the first one keeps it."""
    names: dict[str, str] = {}
    for id_, subject in subjects.items():
        for name in (id_, subject.name.lower(), subject.plain.lower()):
            names.setdefault(name, id_)
    return names
