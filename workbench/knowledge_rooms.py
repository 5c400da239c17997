"""The rooms of the knowledge: which files a person may change, and what a new one is called.

A name is never a path that somebody typed: it is the name of a room and a word.
"""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from engine import letters
from engine.knowledge import files
from engine.knowledge.draft import NEEDED, SHELVES, SINGLE, STEM, Changed
from engine.knowledge.rulebook import ROOT
from workbench.concept import ConceptError

SOURCES, CHANNELS, RULES = "journeys/bronnen", "journeys/kanalen", "journeys/regels"
AGES, PROFILES = "profiles/leeftijd", "profiles/profiel"
ROOMS: Mapping[str, str] = {
    RULES: "Regels over de taak",
    AGES: "Leeftijdsgroepen en hun regels",
    PROFILES: "Betrokkenheidsprofielen en hun regels",
    CHANNELS: "Kanalen en middelen",
    SOURCES: "Bronnen en bevindingen",
    "journeys/fasen": "Fasen",
    "journeys/trajecten": "Trajecten",
    "journeys/belang": "Wat er op het spel staat",
    "journeys": "Plichten, gevolgtrekkingen, getallen en vaste zinnen",
}
LONGEST = 60  # characters of the name of a file
ENDING = ".yaml"


def name_for(room: str, word: str) -> str:
    """Return the name of a file in a room; raises ConceptError for another room or no word."""
    if room not in SHELVES:
        raise ConceptError("Hier kan geen nieuw bestand bij. Kies een andere soort.")
    word = word.strip()
    slug = letters.dashed(word) if room != SOURCES else word.upper().replace(" ", "-")
    if not STEM.fullmatch(slug) or len(slug) > LONGEST:
        raise ConceptError(
            f"‘{word[:40]}’ kan geen naam zijn. Gebruik letters, cijfers en streepjes, hooguit "
            f"{LONGEST} tekens."
        )
    return f"{room}/{slug}{ENDING}"


def checked(name: str) -> str:
    """Return the name of a knowledge file; raises ConceptError for any other name."""
    path = PurePosixPath(name)
    room, word = str(path.parent), path.name.removesuffix(ENDING)
    if name in SINGLE or (room in SHELVES and name == f"{room}/{word}{ENDING}" and _is_word(word)):
        return name
    raise ConceptError("Dit bestand hoort niet bij de kennis.")


def _is_word(word: str) -> bool:
    return len(word) <= LONGEST and STEM.fullmatch(word) is not None


def room_of(name: str) -> str:
    """Return the room of a file."""
    return str(PurePosixPath(name).parent)


def may_go(name: str) -> bool:
    """Tell whether the knowledge can do without a file."""
    return name not in NEEDED


def texts(published: Changed, root: Path = ROOT) -> dict[str, str]:
    """Return name → text of every knowledge file that serves: those of the folder, as published."""
    there = dict(files.paths(root))
    texts = {}
    for name in files.in_order({*there, *published}):
        text = published[name] if name in published else files.text(name, there[name])
        if text is not None:
            texts[name] = text
    return texts
