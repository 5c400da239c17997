"""What an organisation measured and learned itself: shown beside an advice, never counted in it.

It stands in the organisation file, so that nobody takes it for the national knowledge.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import dutch
from engine.knowledge import complaints, files
from engine.knowledge.complaints import suggestion
from engine.model import (
    UNKNOWN,
    Lesson,
    Organisation,
    OwnFinding,
    Problem,
    Rulebook,
    Situation,
)

FINDINGS, LESSONS = "eigen_bevindingen", "lessen"
KEYS = (FINDINGS, LESSONS)
TYPED: Mapping[str, Callable[[str], object]] = {
    **dict.fromkeys(("begin", "einde", "datum"), dutch.read_day),
    "n": dutch.read_whole,
    **dict.fromkeys(("leeftijd", "profiel"), dutch.read_list),
}


def settled(tree: Any) -> Any:
    """Return the tree of an organisation file with its days, counts and lists as values.

    They may be typed the Dutch way. What is none of these stays as it stands, to be complained of.
    """
    if not isinstance(tree, Mapping):
        return tree
    return {key: _items(part) if key in KEYS else part for key, part in tree.items()}


def _items(part: Any) -> Any:
    items = part if isinstance(part, list) else ()
    return [_item(item) for item in items] or part


def _item(item: Any) -> Any:
    if not isinstance(item, Mapping):
        return item
    return {key: _value(TYPED.get(key), text) for key, text in item.items()}


def _value(read: Callable[[str], object] | None, text: Any) -> Any:
    try:
        return read(text) if read and isinstance(text, str) else text
    except dutch.Illegible:
        return text


def wrong(name: str, own: Organisation, lines: files.Lines, book: Rulebook) -> Iterator[Problem]:
    """Yield what does not agree in the findings of an organisation file."""
    ids = Counter(finding.id for finding in own.findings)
    for at, finding in enumerate(own.findings):
        known = (
            ("kanaal", (finding.channel,), book.channels),
            ("leeftijd", finding.ages, [slug for slug in book.ages if slug != UNKNOWN]),
            ("profiel", finding.profiles, [slug for slug in book.profiles if slug != UNKNOWN]),
        )
        messages = [
            (key, f"{key} '{slug}' ken ik niet.{suggestion(slug, slugs)}")
            for key, asked, slugs in known
            for slug in asked
            if slug not in slugs
        ]
        if finding.end < finding.start:
            messages.append(("einde", "het einde ligt voor het begin. Draai ze om."))
        if ids[finding.id] > 1:
            messages.append(("id", "deze naam staat er vaker. Geef elk een eigen naam."))
        for key, text in messages:
            line = complaints.line_of((FINDINGS, at, key), lines)
            yield Problem(name, line, f"eigen bevinding '{finding.id}': {text}")


def beside(book: Rulebook, situation: Situation) -> tuple[OwnFinding, ...]:
    """Return the findings to show beside an advice, newest first.

    One that was measured in some groups is left out for residents of another group.
    """
    own = book.organisation
    asked = (situation.age, situation.profile)
    findings = [
        finding
        for finding in (own.findings if own else ())
        if all(
            not groups or group in (UNKNOWN, *groups)
            for group, groups in zip(asked, (finding.ages, finding.profiles), strict=True)
        )
    ]
    return tuple(sorted(findings, key=lambda finding: (finding.end, finding.id), reverse=True))


def subjects(book: Rulebook) -> tuple[str, ...]:
    """Return the subjects of which the organisation measured or learned something."""
    return tuple(sorted({lesson.subject for lesson in _lessons(book)}, key=str.casefold))


def lessons_on(book: Rulebook, subject: str | None) -> tuple[Lesson, ...]:
    """Return what was measured and learned about a subject, newest first."""
    asked = (subject or "").casefold()
    lessons = [lesson for lesson in _lessons(book) if lesson.subject.casefold() == asked]
    return tuple(sorted(lessons, key=lambda lesson: lesson.day, reverse=True))


def _lessons(book: Rulebook) -> Iterator[Lesson]:
    """Yield lessons, and findings of a subject as what was learned on their last day."""
    own = book.organisation
    if own is None:
        return
    yield from own.lessons
    for one in own.findings:
        if one.subject:
            yield Lesson.model_validate(
                {"onderwerp": one.subject, "datum": one.end, "tekst": one.text, "bron": one.source}
            )


def merge(own: Organisation, new: Organisation) -> Organisation:
    """Return an organisation with the findings and lessons of another as well.

    A finding with an id that is already there takes its place; a lesson is kept once.
    """
    findings = {finding.id: finding for finding in (*own.findings, *new.findings)}
    lessons = _once((*own.lessons, *new.lessons))
    return own.model_copy(update={"findings": tuple(findings.values()), "lessons": lessons})


def _once(lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    unique = {(one.subject, one.day, one.text): one for one in lessons}
    return tuple(unique.values())
