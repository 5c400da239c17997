"""A draft of the knowledge: what was read from its files, where it stood, what was wrong."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from engine.knowledge import complaints, files
from engine.knowledge.constants import MethodConstants
from engine.model import (
    UNKNOWN,
    Channel,
    Claim,
    Derivation,
    Example,
    Form,
    Gap,
    KnowledgeError,
    Phase,
    Problem,
    Profile,
    ResidentGroup,
    RuleFile,
    Safeguard,
    Source,
    Stake,
    Text,
    Track,
    Unused,
    WordLists,
)


class Derivations(Form):
    """The file of derived facts."""

    afleidingen: tuple[Derivation, ...]


class Safeguards(Form):
    """The file of safeguards."""

    waarborgen: tuple[Safeguard, ...]


class Gaps(Form):
    """The file of residents who are missed, and what the model does not see."""

    groepen: tuple[Gap, ...]
    ziet_niet: tuple[Claim, ...]


class Promises(Form):
    """Examples never edited: twenty written before the first rule, and those of a later day."""

    beloften: tuple[Example, ...]
    latere_beloften: tuple[Example, ...] = ()


class UnusedFindings(Form):
    """Findings no rule cites."""

    ongebruikt: tuple[Unused, ...]


SHELVES: dict[str, Any] = {
    "profiles/leeftijd": ResidentGroup,
    "profiles/profiel": Profile,
    "journeys/trajecten": Track,
    "journeys/fasen": Phase,
    "journeys/belang": Stake,
    "journeys/kanalen": Channel,
    "journeys/bronnen": Source,
    "journeys/regels": RuleFile,
}
SINGLE: dict[str, Any] = {
    "journeys/woorden.yaml": WordLists,
    "journeys/feiten.yaml": Derivations,
    "journeys/waarborgen.yaml": Safeguards,
    "journeys/wie-mis-je.yaml": Gaps,
    "journeys/beloften.yaml": Promises,
    "journeys/ongebruikt.yaml": UnusedFindings,
    "journeys/constanten.yaml": MethodConstants,
    "journeys/teksten.yaml": dict[str, Text],
}
NEEDED = (
    *SINGLE,
    "profiles/leeftijd/onbekend.yaml",
    "profiles/profiel/onbekend.yaml",
    "journeys/belang/onbekend.yaml",
)
Changed = Mapping[str, str | None]  # file → the text it is to have; None: it is to be gone
UNCHANGED: Changed = MappingProxyType({})
NO_FILE = "Dit bestand ontbreekt. Zet het terug."
NO_FOLDER = "Deze map is leeg of ontbreekt. Zet de bestanden terug."
STEM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|[A-Z0-9]+(-[A-Z0-9]+)*[a-z]?")
CONSTANTS = "journeys/constanten.yaml"
BOUNDS = {  # outside these the method breaks down; every other constant is a part, from 0 to 1
    "peiljaar": (2000, 2100),
    "sd_kwaliteit_A": (0, 10),
    "sd_kwaliteit_B": (0, 10),
    "sd_kwaliteit_C": (0, 10),
    "sd_kwaliteit_D": (0, 10),
    "sd_gebruik": (0, 10),
    "sd_per_jaar": (0, 10),
    "sd_geen_kennis": (0, 10),
    "vers_jaren": (0, 100),
    "jaar_onbekend": (0, 100),
    "houdbaar_jaren": (0, 100),
    "steekproef_onbekend": (1, 1_000_000),
    "procent_min": (1, 49),
    "procent_max": (51, 99),
    "trekkingen": (100, 20_000),
    "marge_top": (0, 10),
    "beste": (1, 9),
    "genoeg_kandidaten": (0, 100),
    "inwoners_tegen_totaal": (-10, 0),
    "prijs_zelfde_soort": (0, 10),
    "ligt_niet_voor_de_hand": (-3, -0.5),
}
WHOLE = ("peiljaar", "trekkingen", "beste")


@dataclass
class KnowledgeDraft:
    """What has been read so far, and what was wrong with it."""

    trees: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, files.Lines] = field(default_factory=dict)
    forms: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, file: str, place: Iterable[str | int], message: str) -> None:
        """Note an error at a place in a file."""
        at = list(place)
        line = complaints.line_of(at, self.lines.get(file, {}))
        named = complaints.name_of(at, self.trees.get(file))
        self.problems.append(Problem(file, line, named + message))

    def shelf(self, folder: str) -> dict[str, Any]:
        """Return slug → form for the files of a folder, the unknown one last."""
        shelf = {
            Path(name).stem: form
            for name, form in self.forms.items()
            if name.rsplit("/", 1)[0] == folder
        }
        return dict(sorted(shelf.items(), key=lambda item: (item[0] == UNKNOWN, item[0])))

    def slugs(self, folder: str) -> list[str]:
        """Return the slugs of a folder, broken files included, so that one error stays one."""
        return sorted(Path(name).stem for name in self.trees if name.rsplit("/", 1)[0] == folder)


def read_all(root: Path, changed: Changed = UNCHANGED) -> KnowledgeDraft:
    """Return every knowledge file below `root`, read and checked for its own shape.

    A file in `changed` is read as if it had that text, also one that is not there yet; with None
    it is as if it were not there.

    Raises KnowledgeError when a file or folder is missing that everything else refers to.
    """
    draft = KnowledgeDraft()
    there = dict(files.paths(root))
    for name in files.in_order({*there, *changed}):
        text = changed.get(name)
        if text is not None or name not in changed:
            _read(draft, name, there.get(name, root / name), text)
    missing = [
        *(Problem(f, None, NO_FOLDER) for f in SHELVES if not draft.slugs(f)),
        *(Problem(name, None, NO_FILE) for name in NEEDED if name not in draft.trees),
    ]
    if missing:
        raise KnowledgeError((*missing, *draft.problems))
    _check_bounds(draft)
    return draft


def _read(draft: KnowledgeDraft, name: str, path: Path, instead: str | None) -> None:
    draft.trees[name] = None
    try:
        tree, lines = _tree(name, files.text(name, path) if instead is None else instead)
    except files.Unreadable as error:
        draft.problems += error.problems
        return
    draft.trees[name], draft.lines[name] = tree, lines
    form = SINGLE.get(name) or SHELVES.get(name.rsplit("/", 1)[0])
    if form is None or not name.endswith(".yaml"):
        draft.wrong(name, (), "dit bestand hoort hier niet. Verplaats of verwijder het.")
        return
    if not STEM.fullmatch(path.stem):
        draft.wrong(name, (), "gebruik in een bestandsnaam kleine letters, cijfers en streepjes.")
    try:
        draft.forms[name] = TypeAdapter(form).validate_python(tree)
    except ValidationError as error:
        draft.problems += complaints.problems(name, error, form, tree, lines)


@lru_cache(maxsize=1024)
def _tree(name: str, text: str) -> tuple[Any, files.Lines]:
    """Return what `files.parse` does; knowledge is read again after every edit of one file."""
    return files.parse(name, text)


def _check_bounds(draft: KnowledgeDraft) -> None:
    form: MethodConstants | None = draft.forms.get(CONSTANTS)
    for name, value in form.values().items() if form else ():
        low, high = BOUNDS.get(name, (0, 1))
        if not low <= value <= high or (name in WHOLE and value != int(value)):
            kind = "heel getal" if name in WHOLE else "getal"
            message = f"bij '{name}' hoort een {kind} van {low} tot en met {high}."
            draft.wrong(CONSTANTS, (name, "waarde"), message)
            draft.forms.pop(CONSTANTS, None)
