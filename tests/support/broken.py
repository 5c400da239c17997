"""A copy of the knowledge to break, with valid items of its own so that no test needs a line."""

import copy
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import engine
from commands import engine as cli
from commands import framework
from engine import KnowledgeError, Rulebook, Table, load
from engine.knowledge import draft, files
from engine.knowledge.draft import KnowledgeDraft
from engine.knowledge.rulebook import ROOT
from engine.model import Problem

DROP = object()
ANSWERS = {"traject": "participatie", "fase": "actie", "leeftijd": "onbekend"}
EXAMPLE = {
    "naam": "Proef",
    "situatie": {**ANSWERS, "profiel": "onbekend"},
    "niet": ["brief"],
}
RULE = {"id": "proef-regel", "kanaal": "brief", "gewicht": "1", "omdat": "Proef.", "kwaliteit": "D"}
SOURCE = "journeys/bronnen/PROEF.yaml"
OTHER_SOURCE = "journeys/bronnen/PROEF2.yaml"
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


TASKS = tuple(files.read(WORDS, ROOT / WORDS)[0]["taken"])


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
        "aard": "landelijk onderzoek",
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
        **dict.fromkeys(("naam", "in_zin", "ernaast", "naast_zin", "kort"), "Proef"),
        **dict.fromkeys(("omschrijving", "erbij"), "Proef"),
        "lidwoord": "geen",
        "getal": "enkelvoud",
        **dict.fromkeys(("digitaal", "gesproken", "papier"), "nee"),
        "soort": "bericht",
        "gericht": "massaal",
        "vraagt": ["lezen"],
        "initiatief": "organisatie",
        "taken": ["bereiken"],
        "ligt_niet_voor_de_hand": [{"taken": ["uitnodigen"], "omdat": "Proef."}],
        "kan_niet": [{"taken": [*TASKS[2:]], "omdat": "Proef."}],
        "inzet": "klein",
        "doorlooptijd": "dagen",
        "aanpak": [{"taken": ["bereiken", "uitnodigen"], "hoe": ["Proef."], "meet": "Proef."}],
        "let_op": [],
        "stem_af_met": ["proef"],
    },
}
NEW[OTHER_SOURCE] = {**NEW[SOURCE], "bevindingen": [_finding("Q1", "30")]}
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
        {"id": "proef-groep-mist", "wie": "Proef", "mist": ["lezen"], "omdat": "Proef.",
         "doe": [{"met": "telefoon", "tekst": "Proef."}]},
    ),
    UNUSED: ("ongebruikt", {"bevindingen": ["P1"], "reden": "Proef."}),
}  # fmt: skip


@contextmanager
def remembering() -> Iterator[None]:
    """Read a file that did not change only once."""
    read = draft._read
    known: dict[tuple[str, str | None, int, int, int], KnowledgeDraft] = {}

    def remember(draft: KnowledgeDraft, name: str, path: Path, instead: str | None) -> None:
        status = path.stat()
        key = (name, instead, status.st_ino, status.st_mtime_ns, status.st_size)
        if key not in known:
            fresh = KnowledgeDraft()
            read(fresh, name, path, instead)
            known[key] = fresh
        for part in ("trees", "lines", "forms"):
            getattr(draft, part).update(getattr(known[key], part))
        draft.problems += known[key].problems

    draft._read = remember
    try:
        yield
    finally:
        draft._read = read


def copy_knowledge(root: Path, source: Path = ROOT) -> Path:
    """Copy knowledge to `root` (linked: replace a file, never write into it)."""
    for folder in files.FOLDERS:
        shutil.copytree(source / folder, root / folder, copy_function=_link)
    return root


def _link(source: str, to: str) -> None:
    try:
        os.link(source, to)
    except OSError:
        shutil.copy(source, to)


def copy_with_additions(root: Path) -> Path:
    """Copy the knowledge to `root` and add valid items: every first item of a list is ours."""
    copy_knowledge(root)
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


ENGLISH = re.compile(
    r"\b(input|should|valid|field|required|extra|inputs|permitted|greater|less|than|equal|string|"
    r"unable|parse|parsing|integer|boolean|dictionary|tuple|list|must|least|most|error|errno|"
    r"such|file|directory|expected|found|character|instance|mapping|none|null|or)\b",
    re.IGNORECASE,
)


def problems(root: Path) -> tuple[Problem, ...]:
    """Return what load says is wrong; every message is one line of Dutch in a known file."""
    with pytest.raises(KnowledgeError) as caught:
        load(root)
    found = caught.value.problems
    assert found
    assert all(str(problem) in str(caught.value) for problem in found)
    for problem in found:
        assert_dutch(problem)
    return found


def assert_dutch(problem: Problem) -> None:
    assert problem.file.startswith(("profiles/", "journeys/")), problem
    assert problem.line is None or problem.line >= 1
    assert len(problem.message) >= 15
    assert "\n" not in problem.message, problem
    said = re.sub(r"'[^']*'|\(ook op regel .*?\)", "", problem.message)
    assert not ENGLISH.search(said), problem
    assert "klopt niet" not in said, problem


Run = Callable[..., tuple[int, str, str]]


def runner(table: Table, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> Run:
    """Run commands in this process on compiled knowledge: exit code, output, errors."""
    known: dict[tuple[str, str | None], Table] = {(table.book.digest, None): table}

    def compile_once(book: Rulebook) -> Table:
        key = (book.digest, book.organisation_digest)
        if key not in known:
            known[key] = engine.compile_book(book)
        return known[key]

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            code = cli.main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        said = captured.readouterr()
        assert "Traceback" not in said.out + said.err
        assert "beheerder" not in said.err
        return code, said.out, said.err

    instead(patch, "table_of", compile_once)
    instead(patch, "load", lambda root: table.book if root == ROOT else load(root))
    return run


def instead(patch: pytest.MonkeyPatch, name: str, other: Callable[..., Any]) -> None:
    """Let every command of `python -m engine` use something else under a name."""
    for module in (cli.advice, cli.knowledge, cli.batch, framework):
        if hasattr(module, name):
            patch.setattr(module, name, other)
