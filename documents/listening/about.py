"""What was listened to, of one subject: the same values with everything else left out."""

from dataclasses import replace

from listening import schemes, subject_terms
from listening.effects.standing import Standing
from listening.measurements import Measurements
from listening.model import Subject, Vocabulary
from listening.uses import SearchPicture


def about(measurements: Measurements, subject: Subject, vocabulary: Vocabulary) -> Measurements:
    """Return what was heard of a subject.

    Own files name a subject by its id, name or plain name; a form is known by the words in its
    name.
    """

    def same(text: str) -> bool:
        return schemes.subject_id(text, {subject.id: subject}) is not None

    matcher = subject_terms.of(tuple(vocabulary.subjects.values()), vocabulary.same)

    def form(name: str) -> bool:
        return subject.id in {entry.subject for entry in subject_terms.match(matcher, name)}

    results = tuple(one for one in measurements.results if same(one.action.subject))
    standing = measurements.standing and Standing(
        desks=tuple(desk for desk in measurements.standing.desks if same(desk.subject)),
        paths={name: steps for name, steps in measurements.standing.paths.items() if form(name)},
        log=tuple(entry for entry in measurements.standing.log if same(entry.subject)),
        pages=tuple(page for page in measurements.standing.pages if page.subject == subject.id),
    )
    picture = measurements.picture and _picture(measurements.picture, subject)
    return replace(
        measurements,
        picture=picture,
        results=results,
        standing=standing,
        subject=subject,
        unmeasured=measurements.unmeasured if results else (),
    )


def subjects(measurements: Measurements, vocabulary: Vocabulary) -> dict[str, Subject]:
    """Return the subjects of which anything was heard, by id, in order of their plain name."""
    known = dict(vocabulary.subjects)
    ids = {
        one.subject.id for one in (measurements.picture.subjects if measurements.picture else ())
    }
    names = [one.action.subject for one in measurements.results]
    if measurements.standing:
        names += [desk.subject for desk in measurements.standing.desks]
        names += [entry.subject for entry in measurements.standing.log]
        names += [page.subject for page in measurements.standing.pages]
    ids |= {id_ for one in names if (id_ := schemes.subject_id(one, known))}
    named = sorted(ids, key=lambda id_: known[id_].plain.casefold())
    return {id_: known[id_] for id_ in named}


def _picture(picture: SearchPicture, subject: Subject) -> SearchPicture | None:
    sought = tuple(one for one in picture.subjects if one.subject.id == subject.id)
    return replace(picture, subjects=sought, unmatched=(), unmatched_count=0) if sought else None
