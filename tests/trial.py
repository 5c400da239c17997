"""A copy of the knowledge to break, with valid items of its own so that no test needs a line."""

import copy
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine import desk, files
from engine.rulebook import ROOT

DROP = object()
ANSWERS = {"traject": "participatie", "fase": "actie", "leeftijd": "onbekend"}
EXAMPLE = {
    "naam": "Proef",
    "situatie": {**ANSWERS, "profiel": "onbekend"},
    "niet": ["brief"],
}
RULE = {"id": "proef-regel", "kanaal": "brief", "gewicht": "1", "omdat": "Proef.", "kwaliteit": "D"}
SOURCE = "journeys/bronnen/PROEF.yaml"
RULES = "journeys/regels/proef.yaml"
GROUP = "profiles/leeftijd/proef.yaml"
PROFILE = "profiles/profiel/proef.yaml"
CHANNEL = "journeys/kanalen/proef.yaml"
FACTS = "journeys/feiten.yaml"
GUARDS = "journeys/waarborgen.yaml"
GAPS = "journeys/wie-mis-je.yaml"
UNUSED = "journeys/ongebruikt.yaml"
WORDS = "journeys/woorden.yaml"
CONSTANTS = "journeys/constanten.yaml"
TEXTS = "journeys/teksten.yaml"
PROMISES = "journeys/beloften.yaml"


def _finding(id_: str, value: str, **more: str) -> dict[str, str]:
    base = {"id": id_, "tekst": f"Proef {id_}.", "maat": "voorkeur", "wat": "proef"}
    return {**base, "eenheid": "procent", "waarde": value, **more}


NEW: dict[str, Any] = {
    SOURCE: {
        "titel": "Proef",
        "maker": "Proef",
        "adres": "https://example.nl/proef",
        "jaar": "2025",
        "n": "100",
        "kwaliteit": "B",
        "bevindingen": [
            _finding("P1", "60", vraag="PV"),
            _finding("P2", "30", vraag="PV"),
            _finding("P3", "30", maat="gebruik"),
            _finding("P4", "30", wat="iets anders"),
            _finding("P5", "30", eenheid="miljoen"),
        ],
    },
    RULES: {"geldt_voor": {}, "regels": [RULE], "voorbeelden": [EXAMPLE]},
    GROUP: {
        "naam": "Proefgroep",
        "omschrijving": "Proef.",
        "bekend": [{"tekst": "Proef.", "bron": "P1"}],
        "motieven": "niet gepubliceerd",
        "verwachtingen": "niet gepubliceerd",
        "drempels": [{"tekst": "Proef."}],
        "boodschap": {"toon": [{"tekst": "Proef."}]},
        "regels": [{**RULE, "id": "proef-groep", "thema": "proef"}],
    },
    CHANNEL: {
        **dict.fromkeys(("naam", "in_zin", "ernaast", "omschrijving", "erbij", "meet"), "Proef"),
        **dict.fromkeys(("digitaal", "gesproken", "papier"), "nee"),
        "soort": "bericht",
        "gericht": "massaal",
        "initiatief": "organisatie",
        "taken": ["bereiken"],
        "inzet": "klein",
        "doorlooptijd": "dagen",
        "hoe": ["Proef."],
        "let_op": [],
        "stem_af_met": ["proef"],
    },
}
NEW[PROFILE] = {**NEW[GROUP], "regels": [{**RULE, "id": "proef-profiel", "thema": "proef"}]}
ADDED: dict[str, tuple[str, Any]] = {
    FACTS: (
        "afleidingen",
        {"id": "proef-feit", "als": {"leeftijd": "proef"}, "dan": {"lezen": "vaker-moeilijk"},
         "omdat": "Proef.", "kwaliteit": "D"},
    ),
    GUARDS: (
        "waarborgen",
        {"id": "proef-waarborg", "soort": "aanbevolen", "eis": {"papier": "ja"},
         "omdat": "Proef.", "kwaliteit": "D"},
    ),
    GAPS: (
        "groepen",
        {"id": "proef-groep-mist", "wie": "Proef", "omdat": "Proef.", "doe": "Proef."},
    ),
    UNUSED: ("ongebruikt", {"bevindingen": ["P1"], "reden": "Proef."}),
}  # fmt: skip


@contextmanager
def remembering() -> Iterator[None]:
    """Read a file that did not change only once."""
    read, known = desk._read, {}

    def remember(on: desk.Desk, name: str, path: Path) -> None:
        status = path.stat()
        key = (name, status.st_ino, status.st_mtime_ns, status.st_size)
        if key not in known:
            fresh = desk.Desk()
            read(fresh, name, path)
            known[key] = fresh
        for part in ("trees", "lines", "parsed"):
            getattr(on, part).update(getattr(known[key], part))
        on.problems += known[key].problems

    desk._read = remember
    try:
        yield
    finally:
        desk._read = read


def copied(root: Path) -> Path:
    """Copy the knowledge to `root` (linked: replace a file, never write into it)."""
    for folder in files.FOLDERS:
        shutil.copytree(ROOT / folder, root / folder, copy_function=_link)
    return root


def _link(source: str, to: str) -> None:
    try:
        os.link(source, to)
    except OSError:
        shutil.copy(source, to)


def prepared(root: Path) -> Path:
    """Copy the knowledge to `root` and add valid items: every first item of a list is ours."""
    copied(root)
    for name, tree in NEW.items():
        write(root, name, tree)
    for name, (key, item) in ADDED.items():
        tree, _ = files.read(name, root / name)
        write(root, name, {**tree, key: [item, *tree[key]]})
    for name in (WORDS, CONSTANTS, TEXTS, PROMISES, *_phases(root)):
        write(root, name, files.read(name, root / name)[0])
    return root


def _phases(root: Path) -> list[str]:
    return [name for name, _ in files.paths(root) if name.startswith("journeys/fasen/")]


def write(root: Path, name: str, content: Any) -> None:
    """Put bytes, a text, or a tree (as JSON, which is YAML) in a file."""
    path = root / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(content, str | bytes):
        content = json.dumps(content, ensure_ascii=False, indent=1)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def change(root: Path, name: str, values: Mapping[str, Any] | Callable[[Any], Any]) -> None:
    """Change a file: places ("regels.0.gewicht") get a value or are dropped, or a function does."""
    tree = copy.deepcopy(files.read(name, root / name)[0])
    if callable(values):
        values(tree)
    else:
        for place, value in values.items():
            _put(tree, place.split("."), value)
    write(root, name, tree)


def _put(tree: Any, place: list[str], value: Any) -> None:
    for step in place[:-1]:
        tree = tree[int(step) if isinstance(tree, list) else step]
    last: Any = int(place[-1]) if isinstance(tree, list) else place[-1]
    if value is DROP:
        del tree[last]
    else:
        tree[last] = value
