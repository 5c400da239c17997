"""What was listened to, of one subject: the same values with everything else left out."""

from dataclasses import replace

from listening import schemes, words
from listening.effects.standing import Standing
from listening.measurements import Measurements
from listening.model import Subject, Vocabulary
from listening.uses import SearchPicture


def about(heard: Measurements, subject: Subject, vocabulary: Vocabulary) -> Measurements:
    """Return what was heard of a subject.

    Own files name a subject by its id, name or plain name; a form is known by the words in its
    name.
    """

    def same(said: str) -> bool:
        return schemes.subject_id(said, {subject.id: subject}) is not None

    matcher = words.of(tuple(vocabulary.subjects.values()), vocabulary.same)

    def form(name: str) -> bool:
        return subject.id in {entry.subject for entry in words.match(matcher, name)}

    results = tuple(one for one in heard.results if same(one.action.subject))
    standing = heard.standing and Standing(
        desks=tuple(desk for desk in heard.standing.desks if same(desk.subject)),
        paths={name: steps for name, steps in heard.standing.paths.items() if form(name)},
        log=tuple(entry for entry in heard.standing.log if same(entry.subject)),
        pages=tuple(page for page in heard.standing.pages if page.subject == subject.id),
    )
    picture = heard.picture and _picture(heard.picture, subject)
    return replace(heard, picture=picture, results=results, standing=standing, subject=subject,
                   unmeasured=heard.unmeasured if results else ())  # fmt: skip


def subjects(heard: Measurements, vocabulary: Vocabulary) -> dict[str, Subject]:
    """Return the subjects of which anything was heard, by id, in order of their plain name."""
    known = dict(vocabulary.subjects)
    found = {one.subject.id for one in (heard.picture.subjects if heard.picture else ())}
    said = [one.action.subject for one in heard.results]
    if heard.standing:
        said += [desk.subject for desk in heard.standing.desks]
        said += [entry.subject for entry in heard.standing.log]
        said += [page.subject for page in heard.standing.pages]
    found |= {id_ for one in said if (id_ := schemes.subject_id(one, known))}
    named = sorted(found, key=lambda id_: known[id_].plain.casefold())
    return {id_: known[id_] for id_ in named}


def _picture(found: SearchPicture, subject: Subject) -> SearchPicture | None:
    sought = tuple(one for one in found.subjects if one.subject.id == subject.id)
    return replace(found, subjects=sought, unmatched=(), unmatched_count=0) if sought else None
