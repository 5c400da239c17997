"""The desk on which all knowledge files lie: what was read, where it stood, what was wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from engine import complaints, files
from engine.model import (
    UNKNOWN,
    Channel,
    Claim,
    Constants,
    Derivation,
    Example,
    Form,
    Gap,
    Group,
    Phase,
    Problem,
    Profile,
    RuleFile,
    Safeguard,
    Source,
    Text,
    Track,
    Unused,
    Vocabulary,
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
    """The twenty examples written before the first rule."""

    beloften: tuple[Example, ...]


class UnusedFindings(Form):
    """Findings no rule cites."""

    ongebruikt: tuple[Unused, ...]


SHELVES: dict[str, Any] = {
    "profiles/leeftijd": Group,
    "profiles/profiel": Profile,
    "journeys/trajecten": Track,
    "journeys/fasen": Phase,
    "journeys/kanalen": Channel,
    "journeys/bronnen": Source,
    "journeys/regels": RuleFile,
}
SINGLE: dict[str, Any] = {
    "journeys/woorden.yaml": Vocabulary,
    "journeys/feiten.yaml": Derivations,
    "journeys/waarborgen.yaml": Safeguards,
    "journeys/wie-mis-je.yaml": Gaps,
    "journeys/beloften.yaml": Promises,
    "journeys/ongebruikt.yaml": UnusedFindings,
    "journeys/constanten.yaml": Constants,
    "journeys/teksten.yaml": dict[str, Text],
}


@dataclass
class Desk:
    """What has been read so far, and what was wrong with it."""

    trees: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, files.Lines] = field(default_factory=dict)
    parsed: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, file: str, place: Iterable[str | int], message: str) -> None:
        """Note an error at a place in a file."""
        at = list(place)
        line = complaints.line_of(at, self.lines.get(file, {}))
        named = complaints.name_of(at, self.trees.get(file))
        self.problems.append(Problem(file, line, named + message))

    def shelf(self, folder: str) -> dict[str, Any]:
        """Return slug → form for the files of a folder, the unknown one last."""
        found = {
            Path(name).stem: form
            for name, form in self.parsed.items()
            if name.rsplit("/", 1)[0] == folder
        }
        return dict(sorted(found.items(), key=lambda item: (item[0] == UNKNOWN, item[0])))

    def slugs(self, folder: str) -> list[str]:
        """Return the slugs of a folder, broken files included, so that one error stays one."""
        return sorted(Path(name).stem for name in self.trees if name.rsplit("/", 1)[0] == folder)


def read_all(root: Path) -> Desk:
    """Return every knowledge file below `root`, read and checked for its own shape."""
    desk = Desk()
    for name, path in files.paths(root):
        try:
            tree, lines = files.read(name, path)
        except files.Unreadable as error:
            desk.trees[name] = None
            desk.problems += error.problems
            continue
        desk.trees[name], desk.lines[name] = tree, lines
        form = SINGLE.get(name) or SHELVES.get(name.rsplit("/", 1)[0])
        if form is None or not name.endswith(".yaml"):
            desk.wrong(name, (), "dit bestand hoort hier niet. Verplaats of verwijder het.")
            continue
        try:
            desk.parsed[name] = TypeAdapter(form).validate_python(tree)
        except ValidationError as error:
            desk.problems += complaints.problems(name, error, form, tree, lines)
    for name in SINGLE:
        if name not in desk.trees:
            desk.problems.append(Problem(name, None, "Dit bestand ontbreekt. Zet het terug."))
    for folder in SHELVES:
        if not desk.slugs(folder):
            desk.problems.append(Problem(folder, None, "Deze map is leeg of ontbreekt."))
    return desk
