"""Whole new files of the knowledge from a form: a source with its finding, and a channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.knowledge import files
from engine.model import UNKNOWN, Rulebook
from workbench.concept import ConceptError
from workbench.item_forms import (
    FINDING,
    LINES,
    MANY,
    ONE,
    SOURCE,
    TEXT,
    FormField,
    Values,
    filled,
    id_from,
    missing,
)
from workbench.items import Tree
from workbench.knowledge_rooms import CHANNELS, RULES, SOURCES, name_for

NEW_SOURCE = (
    FormField(
        "naam", "Korte naam van de bron", needed=True, help="Zo heet het bestand: GEMEENTE26"
    ),
    *SOURCE,
)
NAMES = (
    FormField("naam", "Naam", needed=True, help="Zoals op een knop: Podcast"),
    FormField("in_zin", "In een zin: ‘Zet … in’", needed=True, help="de podcast"),
    FormField("ernaast", "In een rijtje: ‘met … ernaast’", needed=True, help="podcast"),
    FormField(
        "naast_zin", "Met een of een meervoud: ‘zet er … naast’", needed=True, help="een podcast"
    ),
    FormField("lidwoord", "Lidwoord", ONE, "lidwoord", needed=True),
    FormField("getal", "Enkelvoud of meervoud", ONE, "getal", needed=True),
    FormField("kort", "Naam in hooguit 16 tekens", needed=True),
    FormField("omschrijving", "Wat is het? In één zin", TEXT, needed=True),
)
NATURE = (
    FormField("soort", "Soort", ONE, "soorten", needed=True),
    FormField("digitaal", "Digitaal?", ONE, "ja of nee", needed=True),
    FormField("gesproken", "Gesproken?", ONE, "ja of nee", needed=True),
    FormField("papier", "Op papier?", ONE, "ja of nee", needed=True),
    FormField("gericht", "Gericht aan", ONE, "gericht", needed=True),
    FormField("initiatief", "Wie begint?", ONE, "initiatief", needed=True),
    FormField("vraagt", "Wat vraagt het van inwoners?", MANY, "vraagt", needed=True),
    FormField("inzet", "Hoeveel werk is het?", ONE, "inzet", needed=True),
    FormField("doorlooptijd", "Hoelang duurt het?", ONE, "doorlooptijd", needed=True),
    FormField("stem_af_met", "Met wie stem je af?", MANY, "afstemmen", needed=True),
    FormField("erbij", "Zin als het er altijd bij hoort", TEXT, needed=True),
)
ABILITY = (
    FormField("taken", "Wat kan het goed?", MANY, "taken", needed=True),
    FormField("beetje", "Wat kan het een beetje?", MANY, "taken"),
    FormField("waarom beetje", "Waarom ligt dat niet voor de hand?", TEXT),
    FormField("waarom niet", "Waarom kan het al het andere niet?", TEXT, needed=True),
    FormField("hoe", "Hoe pak je het aan? Eén stap per regel", LINES, needed=True),
    FormField("meet", "Waaraan zie je dat het werkt?", TEXT, needed=True),
    FormField("let_op", "Waar let je op? Eén zin per regel", LINES),
)
CHANNEL = (*NAMES, *NATURE, *ABILITY)


@dataclass(frozen=True, slots=True)
class BaseRule:
    """A rule that a channel needs where it can do a task: the file, and what it says."""

    file: str
    weight: str
    because: str


def source_file(values: Values, finding: Values) -> tuple[str, str]:
    """Return the name and the text of a new source with one finding; raises ConceptError."""
    empty = [*missing(NEW_SOURCE, values), *missing(FINDING, finding)]
    if empty:
        raise ConceptError(f"Vul nog in: {'; '.join(empty)}.")
    tree = {**filled(SOURCE, values)}
    for key in ("jaar", "n"):
        tree[key] = tree.get(key) or UNKNOWN
    tree["bevindingen"] = [filled(FINDING, finding)]
    return name_for(SOURCES, str(values["naam"])), files.write(tree)


def channel_file(values: Values, tasks: Sequence[str]) -> tuple[str, str]:
    """Return the name and the text of a new channel; `tasks` are all there are.

    Every task gets a place: done, hardly done or impossible. Raises ConceptError.
    """
    empty = missing(CHANNEL, values)
    if values.get("beetje") and not values.get("waarom beetje"):
        empty.append("Waarom ligt dat niet voor de hand?")
    if empty:
        raise ConceptError(f"Vul nog in: {'; '.join(empty)}.")
    done = list(values["taken"])
    hardly = [task for task in values.get("beetje") or () if task not in done]
    rest = [task for task in tasks if task not in (*done, *hardly)]
    tree: Tree = {**filled((*NAMES, *NATURE), values)}
    tree["taken"] = done
    tree["ligt_niet_voor_de_hand"] = _misfit(hardly, values.get("waarom beetje"))
    tree["kan_niet"] = _misfit(rest, values.get("waarom niet"))
    tree["aanpak"] = [
        {"taken": [*done, *hardly], "hoe": list(values["hoe"]), "meet": values["meet"]}
    ]
    tree["let_op"] = [{"tekst": text} for text in values.get("let_op") or ()]
    return name_for(CHANNELS, str(values["naam"])), files.write(tree)


def base_files(book: Rulebook, tasks: Sequence[str]) -> dict[str, str]:
    """Return the files where a channel with these tasks needs a rule → where that is, in words."""
    return {
        f"{RULES}/{track}-{phase}.yaml": f"{book.tracks[track].name}, {form.name}"
        for track in book.tracks
        for phase, form in book.phases.items()
        if set(tasks) & set(form.per_track[track].tasks)
    }


def base_rule(slug: str, rule: BaseRule) -> dict[str, Any]:
    """Return a rule of craft that gives a channel its place in a phase; raises ConceptError."""
    because = " ".join(rule.because.split())
    if not because:
        raise ConceptError("Schrijf bij elke fase in één zin waarom het kanaal daar past of niet.")
    place = rule.file.rsplit("/", 1)[-1].removesuffix(".yaml")
    return {
        "id": f"{slug}-{place}-{id_from(because)}"[:80].strip("-"),
        "kanaal": slug,
        "gewicht": rule.weight,
        "omdat": because,
        "kwaliteit": "D",
    }


def _misfit(tasks: Sequence[str], because: object) -> list[Mapping[str, Any]]:
    return [{"taken": list(tasks), "omdat": str(because)}] if tasks else []
