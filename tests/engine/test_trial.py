"""Trying a change says what would happen and leaves everything as it was."""

import hashlib
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from engine import KnowledgeError, Rulebook, Table, load
from engine.compile import CompileError
from engine.knowledge import organisation
from engine.knowledge.files import FOLDERS, parse, paths
from engine.model import Organisation
from engine.proof import history, impact, trial
from engine.proof.trial import Busy, Trial, Unchangeable
from engine.worker import build

FILE = "profiles/leeftijd/75-plus.yaml"
RULE = "75-plus-belt-over-dienst"
BARE = "naam: X\nzonder:\n  - kanaal: brief\n  - kanaal: antwoordkaart\n"


def quick(book: Rulebook, timeout: float = 0) -> Table:
    """Compile in this process and with few draws: what is chosen does not depend on them."""
    return build(replace(book, constants={**book.constants, "trekkingen": 100}))


def fingerprint(root: Path) -> str:
    """Return what tells whether anything below the knowledge changed, times of files included."""
    every = sorted(p for folder in FOLDERS for p in (root / folder).rglob("*"))
    told = [(p.relative_to(root).as_posix(), p.stat().st_mtime_ns) for p in every]
    bodies = [p.read_bytes() for p in every if p.is_file()]
    return hashlib.sha256(repr(told).encode() + b"".join(bodies)).hexdigest()


def left_behind() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("proef-*"))


@pytest.fixture
def quick_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "compile_book", quick)


@pytest.fixture(scope="module")
def lowered_trial(table: Table) -> Iterator[tuple[str, Trial]]:
    """Turn round a weight that examples depend on; through the worker, as on the server."""
    text = trial.with_weight(FILE, trial.text_of(FILE), RULE, -2)
    before, folders = fingerprint(ROOT), left_behind()
    yield text, trial.try_file(FILE, text, table)
    assert fingerprint(ROOT) == before
    assert left_behind() == folders


@pytest.mark.exhaustive
def test_a_trial_says_what_the_command_line_would(
    table: Table, lowered_trial: tuple[str, Trial], tmp_path: Path
) -> None:
    text, tried = lowered_trial
    for name, path in paths(ROOT):
        copy = tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(text.encode() if name == FILE else path.read_bytes())
    assert list(tried.changes) == impact.compare(table, build(load(tmp_path)))
    assert tried.compared
    assert 0 < len(tried.changes) < len(table.outcomes)
    assert {RULE} <= {id_ for change in tried.changes for id_ in change.rules}
    assert tried.problems == ()


@pytest.mark.exhaustive
def test_a_trial_names_examples_and_promises_that_break(lowered_trial: tuple[str, Trial]) -> None:
    _, tried = lowered_trial
    assert any(text.startswith("Inwoner boven de 75 wil weten") for text in tried.broken)
    named = {text.split(":")[0] for text in tried.broken_promises}
    assert "Inwoner boven de 75 vraagt hulp aan" in named
    assert tried.mended == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kanaal: telefoon", "kanaal: telefon", "Bedoelde je 'telefoon'?"),
        ("regels:", "regls:", "de sleutel 'regls' ken ik niet"),
        ("naam: 75", "naam: 'open", "geen geldige YAML"),
        ("gewicht: 1.5", "gewicht: 9", "te hoog"),
        ("naam:", "\tnaam:", "tab"),
    ],
)
def test_a_mistake_is_explained_as_the_loader_does(
    table: Table, old: str, new: str, message: str
) -> None:
    before = fingerprint(ROOT)
    tried = trial.try_file(FILE, trial.text_of(FILE).replace(old, new, 1), table)
    assert not tried.compared
    assert any(message in str(problem) for problem in tried.problems)
    assert all(problem.file == FILE for problem in tried.problems)
    assert fingerprint(ROOT) == before


def test_what_is_too_large_or_no_knowledge_is_refused(table: Table) -> None:
    tried = trial.try_file(FILE, "x" * 1_000_001, table)
    assert "groter dan 1 MB" in str(tried.problems[0])
    for name in ("../app.py", "app.py", "profiles/leeftijd/../../app.py", ""):
        with pytest.raises(KeyError):
            trial.try_file(name, "naam: x", table)
        with pytest.raises(KeyError):
            trial.text_of(name)


def test_too_many_rules_are_not_compiled(table: Table, book: Rulebook) -> None:
    many = replace(book, rules=book.rules * 4)
    tried, _ = trial.outcome(many, table)
    assert not tried.compared
    assert "meer dan 1000 regels" in str(tried.problems[0])


def test_one_at_a_time(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "WAIT", 0.01)
    text = trial.text_of(FILE).replace("gewicht: 1.5", "gewicht: 1", 1)
    with trial._turn, pytest.raises(Busy, match="Probeer het zo nog eens"):
        trial.try_file(FILE, text, table)
    assert not left_behind()


def test_a_failing_worker_gives_the_turn_back(
    table: Table, book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(book: Rulebook, timeout: float) -> Table:
        raise CompileError("Het rekenproces is onverwacht gestopt.")

    monkeypatch.setattr(trial, "compile_book", fails)
    for _ in range(2):
        with pytest.raises(CompileError):
            trial.compile_in_turn(book)


@pytest.mark.exhaustive
def test_the_organisation_that_serves_stays(table: Table, quick_compiler: None) -> None:
    own = organisation.parse("o.yaml", "naam: X\nzonder: [{kanaal: chat}]\n", table.book)
    now = quick(own)
    text = trial.with_weight(FILE, trial.text_of(FILE), RULE, -2)
    tried = trial.try_file(FILE, text, now)
    chosen = {slug for change in tried.changes for slug, _ in change.after}
    assert tried.changes
    assert "chat" not in chosen


@pytest.mark.exhaustive
def test_an_organisation_is_tried_and_refused_when_it_cannot_meet_the_law(
    table: Table, book: Rulebook, quick_compiler: None
) -> None:
    tried = trial.try_organisation(BARE, book, table)
    assert tried.compared
    assert any("aanvraag-ook-per-post" in str(problem) for problem in tried.problems)
    assert all("brief" not in dict(change.after) for change in tried.changes)
    wrong = trial.try_organisation("naam: X\nzonder: [{kanaal: breif}]\n", book, table)
    assert "Bedoelde je 'brief'?" in str(wrong.problems[0])


def all_weights() -> list[tuple[str, str, float]]:
    """Every written weight of the knowledge."""
    return [
        (name, rule, weight)
        for name in trial.names()
        for rule, weight in trial.weights(name, trial.text_of(name)).items()
    ]


@pytest.mark.exhaustive
def test_every_written_weight_can_be_set_and_set_back(book: Rulebook) -> None:
    found = all_weights()
    assert len(found) > 200
    for name, rule, weight in Random(7).sample(found, 60):
        text = trial.text_of(name)
        other = 0.5 if weight != 0.5 else -2.5
        changed = trial.with_weight(name, text, rule, other)
        tree, old = parse(name, changed)[0], parse(name, text)[0]
        for now, was in zip(tree["regels"], old["regels"], strict=True):
            if now["id"] == rule:
                assert float(now["gewicht"]) == other
                now["gewicht"] = was["gewicht"]
        assert tree == old
        lines = zip(changed.splitlines(), text.splitlines(), strict=True)
        assert sum(a != b for a, b in lines) == 1
        assert trial.weights(name, trial.with_weight(name, changed, rule, weight))[rule] == weight


@pytest.mark.parametrize(
    "text",
    [
        "regels:\n  - {id: a, kanaal: x, gewicht: 1, omdat: y}\n  - {id: b, gewicht: 2}\n",
        "regels:\n  - id: a\n    omdat: 'gewicht: 5'\n    gewicht:   1.0  # reden\n",
        'regels:\n  - id: a\n    "gewicht": 1\n',
    ],
)
def test_a_weight_written_otherwise_is_set_or_refused_and_nothing_else_moves(text: str) -> None:
    try:
        changed = trial.with_weight("x.yaml", text, "a", -0.5)
    except Unchangeable as error:
        assert "Verander de tekst zelf" in str(error)
    else:
        assert trial.weights("x.yaml", changed) == trial.weights("x.yaml", text) | {"a": -0.5}


def test_a_rule_without_a_weight_cannot_be_weighed() -> None:
    with pytest.raises(Unchangeable, match="heeft geen gewicht"):
        trial.with_weight(FILE, trial.text_of(FILE), "onbekende-regel", 1)
    assert trial.weights(FILE, "regels: [") == {}
    assert trial.weights(FILE, "regels: {a: b}") == {}


def test_a_difference_names_the_lines() -> None:
    found = trial.difference("a\nb\nc\n", "a\nB\nc\n")
    assert found == (("@", "1"), ("", "a"), ("-", "b"), ("+", "B"), ("", "c"))
    assert trial.difference("a", "a") == ()


WORDS = st.text(max_size=60).filter(str.strip)


@given(
    name=WORDS,
    because=WORDS,
    own=WORDS,
    colour=st.from_regex(r"#[0-9a-f]{6}", fullmatch=True),
)
def test_an_organisation_survives_its_file(
    book: Rulebook, name: str, because: str, own: str, colour: str
) -> None:
    slugs = list(book.channels)
    data = {
        "naam": name,
        "zonder": [{"kanaal": slugs[0], "omdat": because}, {"kanaal": slugs[1], "omdat": ""}],
        "eigen_namen": {slugs[2]: {"naam": own, "in_zin": f"de {own}", "ernaast": ""}},
        "huisstijl": {"kleur": colour, "logo": "", "naam_op_documenten": name},
    }
    text = organisation.write(data)
    try:
        got = organisation.parse("organisatie.yaml", text, book).organisation
    except KnowledgeError as error:
        assert "hier hoort een tekst" in str(error) or "onzichtbaar teken" in str(error)
        return
    assert got is not None
    assert same(got.name, name)
    assert [(a.channel, a.because is None) for a in got.without] == [
        (slugs[0], False),
        (slugs[1], True),
    ]
    assert same(got.names[slugs[2]].name, own)
    assert got.names[slugs[2]].beside is None
    assert (got.style.colour, got.style.logo) == (colour, None)
    assert organisation.parse("o.yaml", organisation.write(organisation.keys(got)), book) == (
        organisation.apply(book, got)
    )


def same(result: str, source: str) -> bool:
    """Tell whether a text came through, but for what nobody can see."""
    return result == re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", " ", source).strip()


def test_what_is_empty_is_left_out(book: Rulebook) -> None:
    empty = {"naam": "X", "zonder": [], "eigen_namen": {}, "huisstijl": {"kleur": "", "logo": ""}}
    assert organisation.write(empty) == 'naam: "X"\n'
    assert organisation.parse("o.yaml", 'naam: "X"\n', book).organisation == (
        Organisation.model_validate({"naam": "X"})
    )


def test_a_logo_lies_beside_its_file_and_nowhere_else(tmp_path: Path) -> None:
    file = tmp_path / "huis" / "organisatie.yaml"
    file.parent.mkdir()
    good = (ROOT / "screens" / "static" / "favicon.png").read_bytes()
    (file.parent / "logo.png").write_bytes(good)
    (file.parent / "logo.svg").write_text("<svg/>")
    (file.parent / "logo.txt").write_text("x")
    (file.parent / "groot.png").write_bytes(good + b"x" * 500_001)
    (tmp_path / "buiten.png").write_bytes(good)
    (file.parent / "koppeling.png").symlink_to(tmp_path / "buiten.png")

    def logo(name: str | None) -> bytes | None:
        style = {"huisstijl": {"logo": name}} if name else {}
        return organisation.logo(file, Organisation.model_validate({"naam": "X", **style}))

    assert logo("logo.png") is not None
    for name in ("logo.svg", "logo.txt", "weg.png", "../buiten.png", str(tmp_path / "buiten.png"),
                 "groot.png", "koppeling.png", "", None):  # fmt: skip
        assert logo(name) is None


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def test_history_reads_versions_of_the_knowledge_alone(tmp_path: Path) -> None:
    for name in ("profiles/a.yaml", "journeys/b.yaml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("x: 1\n")
    assert history.versions(tmp_path) == ()
    assert history.previous(tmp_path) is None
    assert history.day_of(tmp_path) <= date.today()
    git(tmp_path, "init", "-q")
    for i, name in enumerate(("profiles/a.yaml", "journeys/b.yaml", "README.md")):
        (tmp_path / name).write_text(f"x: {i + 2}\n")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", "m", "--date", f"2026-01-0{i + 1}T12:00:00")
    first = history.versions(tmp_path)
    assert len(first) == 2
    assert history.previous(tmp_path) == first[1]
    (tmp_path / "journeys" / "b.yaml").write_text("x: 9\n")
    assert history.previous(tmp_path) == first[0]
    assert history.day_of(tmp_path) <= date.today()


def test_a_difference_of_versions_names_rules_and_files(book: Rulebook, tmp_path: Path) -> None:
    one, two, *rest = book.rules
    other = replace(book, rules=(replace(two, weight=two.weight + 1), *rest))
    found = history.difference(book, other)
    assert (found.new, found.gone, found.changed) == ((), (one.id,), (two.id,))
    assert history.difference(book, book).changed == ()
    names = {name for name, _ in paths(ROOT)}
    (tmp_path / "profiles").mkdir()
    (tmp_path / "journeys").mkdir()
    assert set(history.changed_files(tmp_path)) == names
    assert history.changed_files(ROOT) == ()
