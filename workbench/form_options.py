"""What can be chosen in the forms of the workbench: the words that serve, and those of a concept.

Every list is slug → how it is shown, by the name of the list that a field asks for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.model import DIMENSIONS, UNKNOWN, Rulebook
from engine.selection import PROPERTIES
from workbench import knowledge_rooms
from workbench.knowledge_rooms import CHANNELS, SOURCES

Lists = Mapping[str, Mapping[str, str]]
SHOWN = 90  # characters of a finding in a list
YES_NO = {"ja": "ja", "nee": "nee"}
WEIGHTS = {
    "3": "3: het allersterkst, alleen met een bron",
    "2.5": "2,5: hier draait het om",
    "2": "2: past heel goed",
    "1.5": "1,5: past duidelijk goed",
    "1": "1: past goed",
    "0.5": "0,5: helpt een beetje",
    "-0.5": "−0,5: kan, maar zwak",
    "-1": "−1: past minder",
    "-1.5": "−1,5: zelden verstandig",
    "-2": "−2: past slecht",
    "-2.5": "−2,5: kan in theorie, doe het niet",
    "-3": "−3: het allerslechtst, alleen met een bron",
}
QUALITIES = {
    "": "wat de bron zegt",
    "A": "A: onderzoek dat voor iedereen geldt",
    "B": "B: registratie, wet of eigenaar van de profielen",
    "C": "C: één gemeente, klein of uit de tweede hand",
    "D": "D: vakkennis, zonder onderzoek",
}
FIXED: Lists = {
    "gewicht": WEIGHTS,
    "kwaliteit": QUALITIES,
    "kwaliteit van een bron": {key: text for key, text in QUALITIES.items() if key},
    "ja of nee": YES_NO,
    "lidwoord": {"de": "de", "het": "het", "geen": "geen lidwoord"},
    "getal": {"enkelvoud": "enkelvoud", "meervoud": "meervoud"},
    "gericht": {"persoonlijk": "aan één inwoner", "massaal": "aan velen tegelijk"},
    "initiatief": {"organisatie": "de organisatie", "inwoner": "de inwoner", "beide": "beide"},
    "inzet": {"klein": "klein", "middel": "middel", "groot": "groot"},
    "doorlooptijd": {"dagen": "dagen", "weken": "weken"},
    "soort plicht": {"wet": "wet: dit moet altijd", "aanbevolen": "aanbevolen"},
    "maat": {
        name: name
        for name in (
            "gebruik", "bereik", "voorkeur", "vaardigheid", "kiest", "mijdt", "kosten", "niveau",
        )
    },
    "aard": {
        name: name
        for name in ("landelijk onderzoek", "lokaal of klein onderzoek", "wet", "vakkennis")
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConceptWords:
    """What a concept itself adds to the words: each slug → how it is shown."""

    channels: Mapping[str, str]
    citable: Mapping[str, str]


def words_of(trees: Mapping[str, Any]) -> ConceptWords:
    """Return the channels, sources and findings in files of a concept; odd trees give none."""
    channels, citable = {}, {}
    for name, tree in trees.items():
        room, slug = knowledge_rooms.room_of(name), name.rsplit("/", 1)[-1].removesuffix(".yaml")
        if not isinstance(tree, dict):
            continue
        if room == CHANNELS:
            channels[slug] = str(tree.get("naam", slug))
        elif room == SOURCES:
            citable[slug] = _cited(slug, str(tree.get("titel", "")))
            findings = tree.get("bevindingen")
            for finding in findings if isinstance(findings, list) else ():
                if isinstance(finding, dict) and isinstance(finding.get("id"), str):
                    citable[finding["id"]] = _cited(finding["id"], str(finding.get("tekst", "")))
    return ConceptWords(channels, citable)


def lists(book: Rulebook, own: ConceptWords) -> dict[str, Mapping[str, str]]:
    """Return every list, with what the concept adds in front."""
    names = {slug: channel.name for slug, channel in book.channels.items()}
    findings = {id_: _cited(id_, finding.text) for id_, (_, finding) in book.findings.items()}
    sources = {slug: _cited(slug, source.title) for slug, source in book.sources.items()}
    forms = (book.tracks, book.phases, book.ages, book.profiles, book.stakes)
    return {
        **FIXED,
        **{key: _named(key, of) for key, of in zip(DIMENSIONS, forms, strict=True)},
        "kanalen": {**own.channels, **_sorted(names)},
        "bronnen": {**own.citable, **findings, **sources},
        "bevindingen": {
            id_: text
            for id_, text in {**own.citable, **findings}.items()
            if id_ not in book.sources
        },
        "taken": book.words.tasks,
        "vraagt": book.words.needs,
        "soorten": book.words.kinds,
        "plichten": {duty.id: duty.id for duty in book.safeguards},
        "eigenschappen": _properties(book),
        "feiten": {
            f"{fact}: {value}": f"{book.words.fact_names.get(fact, fact)}: {name}"
            for fact, values in book.words.facts.items()
            for value, name in values.items()
        },
        "afstemmen": _agreeing(book),
    }


def _named(key: str, forms: Mapping[str, Any]) -> dict[str, str]:
    return {slug: form.name for slug, form in forms.items()}


def _cited(id_: str, text: str) -> str:
    short = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return f"{id_}: {short}"


def _sorted(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))


def _agreeing(book: Rulebook) -> dict[str, str]:
    every = (who for channel in book.channels.values() for who in channel.agree_with)
    return {who: who for who in sorted(dict.fromkeys(every))}


def _properties(book: Rulebook) -> dict[str, str]:
    """Return "digitaal: nee" and the like, as a duty asks of a channel."""
    named = {"taak": book.words.tasks, "soort": book.words.kinds, "vraagt": book.words.needs}
    pairs: dict[str, str] = {}
    for key, attribute in PROPERTIES.items():
        values = [getattr(channel, attribute) for channel in book.channels.values()]
        for value in sorted(_words(values)):
            shown = named.get(key, {}).get(value, value)
            pairs[f"{key}: {value}"] = f"{key}: {shown}"
    return pairs


def _words(values: Sequence[Any]) -> Iterable[str]:
    each = (v for value in values for v in (value if isinstance(value, tuple) else (value,)))
    return dict.fromkeys(("ja" if v else "nee") if isinstance(v, bool) else str(v) for v in each)


def known(slugs: Iterable[str], of: Mapping[str, str]) -> list[str]:
    """Return the slugs that are in a list, and in that order no unknown answer."""
    return [slug for slug in slugs if slug in of and slug != UNKNOWN]
