"""Sentences of the knowledge that are too long to say aloud, or that take back what they say.

A reason is read to an alderman: at most twenty words, one thought. How sure it is stands in its
label, so a sentence holds no proviso of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from engine.model import Form, Problem, Rulebook

LONGEST = 20  # words
APART = ("rules", "examples")  # told once, by the rulebook itself
ENDINGS = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9{])")
ABBREVIATED = re.compile(r"\b(?:art|bijv|nr|ca|o\.a|e\.d)\.\s+", re.IGNORECASE)
JOINED = "\N{WORD JOINER}"  # holds a place where no sentence ends
PROVISOS = (
    "waarschijnlijk",
    "vermoedelijk",
    "stap van ons",
    "onze eigen inschatting",
    "is een aanname",
    "niet gemeten",
    "is niet bekend",
    "niet gepubliceerd",
    "dat is gebruik",
    "gebruik en geen",
    "geen voorkeur",
    "iets meer dan gemiddeld",
    "meer dan gemiddeld;",
    "kleine meerderheid",
)
ONCE = "nemen aan"  # "We nemen aan dat …" may be said in one place, and no more
PLACES = {
    "safeguards": "journeys/waarborgen.yaml",
    "gaps": "journeys/wie-mis-je.yaml",
    "limits": "journeys/wie-mis-je.yaml",
    "derivations": "journeys/feiten.yaml",
    "texts": "journeys/teksten.yaml",
}
SHELVES = {
    "ages": "profiles/leeftijd",
    "profiles": "profiles/profiel",
    "tracks": "journeys/trajecten",
    "phases": "journeys/fasen",
    "channels": "journeys/kanalen",
    "stakes": "journeys/belang",
}


def check(book: Rulebook) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the sentences that are too long, and those with a proviso."""
    read = [(file, one) for file, text in _texts(book) for one in sentences(text)]
    long = [
        Problem(f, None, f"een zin van meer dan {LONGEST} woorden: “{s}”")
        for f, s in read
        if too_long(s)
    ]
    assumed = [one for one in read if ONCE in one[1].lower()][1:]
    hedged = [one for one in read if proviso(one[1])] + assumed
    unsure = [Problem(f, None, f"voorbehoud in de zin: “{s}”") for f, s in hedged]
    return tuple(long), tuple(unsure)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    whole = ABBREVIATED.sub(lambda match: match[0].strip() + JOINED, text.strip())
    return [part.replace(JOINED, " ").strip() for part in ENDINGS.split(whole) if part.strip()]


def too_long(sentence: str) -> bool:
    """Tell whether a sentence has more words than one can say in a breath."""
    return len(sentence.split()) > LONGEST


def proviso(sentence: str) -> str | None:
    """Return the proviso in a sentence, if it has one."""
    said = sentence.lower()
    return next((words for words in PROVISOS if words in said), None)


def _texts(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield (file, text) of everything that an advice can say."""
    for rule in book.rules:
        yield from ((rule.file, text) for text in (rule.because, rule.short) if text)
    for slug, source in book.sources.items():
        yield from ((f"journeys/bronnen/{slug}.yaml", one.text) for one in source.findings)
    for file, example in book.examples:
        yield from ((file, text) for text in _inside(example))
    for part, file in PLACES.items():
        yield from ((file, text) for text in _inside(getattr(book, part)))
    for part, folder in SHELVES.items():
        for slug, form in getattr(book, part).items():
            yield from ((f"{folder}/{slug}.yaml", text) for text in _inside(form))


def _inside(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in _parts(value):
        yield from _inside(part)


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, Form):
        return [getattr(value, name) for name in type(value).model_fields if name not in APART]
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, tuple | list) else ()
