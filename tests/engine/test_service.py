"""Whatever happens to the worker or the files: the last good knowledge serves, and says so."""

import logging
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from broken import RULE, RULES, copy_knowledge, remembering, write

from engine import Advice, CompileError, KnowledgeError, Rulebook, Situation, Table, advise
from engine import compile_book as compiled
from engine import service as serving
from engine.model import Problem
from engine.proof.check import errors
from engine.service import Service
from screens.server import logbook

DAY = date(2026, 11, 22)
PATIENCE = 180  # seconds; a busy machine is slow
HERE = Situation("participatie", "terugkoppeling", "50-64", "stadse-nomaden")
FIRST = "journeys/fasen/actie.yaml"
KEPT = "De vorige versie van de kennis blijft in gebruik."


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def writing(value: object) -> tuple[str, ...]:
    return python(f"import sys; sys.stdout.buffer.write({pickle.dumps(value)!r})")


# --- the worker -----------------------------------------------------------------------------------

NO_DURABLE = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "durable":
            raise ModuleNotFoundError("No module named 'durable'")
sys.meta_path.insert(0, Missing())
from engine.worker import main
main()
"""
KILLED = "Het rekenproces is onverwacht gestopt (signaal 9)."
UNREADABLE = "Het rekenproces gaf een onleesbaar antwoord."
PARTIAL = "Het rekenproces gaf niet voor elke situatie een antwoord."


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (python("import os; os.kill(os.getpid(), 9)"), KILLED),
        (python("import os; os.abort()"), "Het rekenproces is onverwacht gestopt (signaal 6)."),
        (python("import time; time.sleep(60)"), "langer dan 0.5 seconden en is gestopt."),
        (python("print('hallo')"), UNREADABLE),
        (python(""), UNREADABLE),
        (python("import sys; sys.stdout.buffer.write(b'cnergens\\nniets\\n.')"), UNREADABLE),
        (python("import sys; sys.stdout.buffer.write(b'\\x80\\x05]q\\x00(')"), UNREADABLE),
        (writing([1, 2, 3]), UNREADABLE),
        (writing(7), UNREADABLE),
        (writing("ab"), UNREADABLE),
        (writing({}), PARTIAL),
        (python("raise SystemExit(3)"), "Geef dit door aan de beheerder: geen melding"),
        (python("raise ValueError('stuk')"), "aan de beheerder: ValueError: stuk"),
        (python("import nergens"), "mist 'nergens'. Installeer requirements.txt opnieuw."),
        (python(NO_DURABLE), "mist 'durable'. Installeer requirements.txt opnieuw."),
        (("/nergens/python",), "kon niet starten. Controleer het geheugen en de installatie."),
    ],
)
def test_a_worker_that_fails_gives_a_compile_error_in_dutch(
    command: tuple[str, ...], message: str, book: Rulebook
) -> None:
    waits = "sleep" in command[-1]
    with pytest.raises(CompileError) as caught:
        compiled(book, timeout=0.5 if waits else 60, command=command)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.exhaustive
def test_a_damaged_or_partial_answer_is_refused(
    book: Rulebook, table: Table, tmp_path: Path
) -> None:
    whole = pickle.dumps(table.outcomes)
    some = pickle.dumps(dict([*table.outcomes.items()][1:]))
    path = tmp_path / "antwoord"
    command = (*python("import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"), path)
    for written, said in ((whole[:-1], UNREADABLE), (whole[:9999], UNREADABLE), (some, PARTIAL)):
        path.write_bytes(written)
        with pytest.raises(CompileError) as caught:
            compiled(book, command=tuple(map(str, command)))
        assert str(caught.value) == said


def test_the_real_worker_killed_halfway_gives_a_compile_error(
    book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Doomed(subprocess.Popen[bytes]):
        def __init__(self, command: tuple[str, ...], **options: Any) -> None:
            assert command[-1] == "engine.worker"
            super().__init__(command, **options)
            threading.Timer(0.4, self.kill).start()

    monkeypatch.setattr(subprocess, "Popen", Doomed)
    with pytest.raises(CompileError) as caught:
        compiled(book)
    assert str(caught.value) == KILLED


@pytest.mark.exhaustive
def test_what_serves_never_imports_durable_rules() -> None:
    modules = "service compile receipt export advice batch.groups __main__".split()
    modules += ["proof.check", "proof.impact", "proof.factcheck"]
    imports = "; ".join(f"import engine.{name}" for name in modules)
    code = f"import sys, engine; {imports}; print(*sys.modules)"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(python(code), capture_output=True, text=True, cwd=root, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert "engine" in loaded
    assert not {"durable", "durable_rules_engine"} & loaded
    assert "engine.inference" not in done.stdout


# --- the service ----------------------------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def quick_reading() -> Iterator[None]:
    with remembering():
        yield


Compiler = Callable[[Rulebook], Table]
NEW_RULE = {
    "geldt_voor": {},
    "regels": [
        {**RULE, "thema": "proef", "kanaal": ["e-mail"], "als": {
            "traject": HERE.track, "fase": HERE.phase,
            "leeftijd": HERE.age, "profiel": HERE.profile,
        }},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def versions(table: Table) -> Compiler:
    """Compile each version of the knowledge once."""
    known = {table.book.digest: table}

    def compiler(book: Rulebook) -> Table:
        if book.digest not in known:
            known[book.digest] = compiled(book)
        return known[book.digest]

    return compiler


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_knowledge(tmp_path / "kennis")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look at the disk at every call, and check each version once."""
    monkeypatch.setattr(serving, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(serving, "RETRY_AFTER", 0.0)
    monkeypatch.setattr(serving, "errors", _errors_of)
    yield


CHECKED: dict[str, tuple[Problem, ...]] = {}


def _errors_of(table: Table) -> tuple[Problem, ...]:
    digest = table.book.digest
    if digest not in CHECKED:
        CHECKED[digest] = errors(table)
    return CHECKED[digest]


@pytest.fixture
def service(root: Path, versions: Compiler, quick: None) -> Service:
    return Service(root, versions)


def wait_until(holds: Callable[[], bool], service: Service) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, service.message
        service.check_disk()
        time.sleep(0.05)


@pytest.mark.exhaustive
def test_a_broken_file_leaves_the_old_version_serving_until_it_is_repaired(
    service: Service, root: Path
) -> None:
    old, good = service.table, (root / FIRST).read_bytes()
    write(root, FIRST, "naam: [")
    wait_until(lambda: bool(service.message), service)
    assert service.table is old
    assert str(service.message).startswith(f"{KEPT} {FIRST}, regel 1: Dit is geen geldige YAML.")
    write(root, FIRST, good)
    write(root, RULES, NEW_RULE)
    wait_until(lambda: service.message is None, service)
    assert "proef-regel" in {rule.id for rule in service.table.book.rules}
    assert service.table.book.digest != old.book.digest


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "name", [FIRST, "journeys/woorden.yaml", "profiles/leeftijd/onbekend.yaml"]
)
def test_a_deleted_file_leaves_the_old_version_serving(
    name: str, service: Service, root: Path
) -> None:
    old = service.table
    (root / name).unlink()
    assert service.reload() is False
    assert service.table is old
    assert str(service.message).startswith(KEPT)


def test_many_errors_are_counted(service: Service, root: Path) -> None:
    write(root, RULES, {"geldt_voor": {}, "regels": [{**RULE, "kanaal": ["a", "b", "c"]}]})
    assert service.reload() is False
    assert str(service.message).endswith("ken ik niet. En nog 2 andere fouten.")
    write(root, RULES, {"geldt_voor": {}, "regels": [{**RULE, "kanaal": ["a", "b"]}]})
    assert service.reload() is False
    assert str(service.message).endswith("ken ik niet. En nog 1 andere fout.")


@pytest.mark.exhaustive
def test_knowledge_that_fails_the_checks_is_refused(root: Path, table: Table, quick: None) -> None:
    service = Service(root, lambda book: replace(table, book=book))
    old = service.table
    twice = [RULE, {**RULE, "id": "proef-tegen", "gewicht": "-1"}]
    write(root, RULES, {"geldt_voor": {}, "regels": twice})
    assert service.reload() is False
    assert service.table is old
    assert f"{KEPT} {RULES}: regel 'proef-" in str(service.message)
    with pytest.raises(KnowledgeError, match="spreekt tegen"):
        Service(root, lambda book: replace(table, book=book))


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (CompileError(KILLED), f"{KEPT} {KILLED}"),
        (ValueError("stuk"), f"{KEPT} Geef deze fout door aan de beheerder: ValueError."),
        (OSError(28, "vol"), f"{KEPT} Geef deze fout door aan de beheerder: OSError."),
        (MemoryError(), f"{KEPT} Geef deze fout door aan de beheerder: MemoryError."),
    ],
)
def test_a_failing_compiler_is_tried_again_by_itself(
    error: Exception, message: str, root: Path, versions: Compiler, quick: None
) -> None:
    fails: list[Exception] = []

    def compiler(book: Rulebook) -> Table:
        if fails:
            raise fails.pop()
        return versions(book)

    service = Service(root, compiler)
    old = service.table
    fails.append(error)
    assert service.reload() is False
    assert (service.table is old, service.message) == (True, message)
    wait_until(lambda: service.message is None, service)


def test_a_failure_is_not_tried_again_at_every_call(
    root: Path, versions: Compiler, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "RETRY_AFTER", 60.0)
    calls = []

    def compiler(book: Rulebook) -> Table:
        calls.append(book)
        if len(calls) > 1:
            raise CompileError(KILLED)
        return versions(book)

    service = Service(root, compiler)
    assert service.reload() is False
    for _ in range(50):
        service.check_disk()
    assert len(calls) == 2


@pytest.mark.exhaustive
def test_a_good_change_after_a_failure_is_taken_at_once(
    root: Path, versions: Compiler, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "RETRY_AFTER", 3600.0)
    fails: list[Exception] = []

    def compiler(book: Rulebook) -> Table:
        if fails:
            raise fails.pop()
        return versions(book)

    service = Service(root, compiler)
    fails.append(CompileError(KILLED))
    assert service.reload() is False
    write(root, RULES, NEW_RULE)
    wait_until(lambda: service.message is None, service)
    assert "proef-regel" in {rule.id for rule in service.table.book.rules}


def test_the_log_tells_what_was_refused_and_what_serves(
    service: Service, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    good = (root / FIRST).read_bytes()
    write(root, FIRST, "naam: [")
    service.reload()
    write(root, FIRST, good)
    service.reload()
    refused, accepted = [
        logbook.event_facts(r) for r in caplog.records if r.name == "engine.service"
    ]
    assert (refused["niveau"], refused["bestand"], refused["fouten"]) == ("fout", f"{FIRST}:1", 1)
    assert accepted["kennis"] == service.table.book.digest[:12]
    assert accepted["bericht"] == "nieuwe kennis is in gebruik"


def test_the_national_knowledge_serves_along(
    root: Path, versions: Compiler, quick: None, tmp_path: Path
) -> None:
    own = tmp_path / "organisatie.yaml"
    own.write_text("naam: Gemeente Voorbeeld\n", encoding="utf-8")
    service = Service(root, lambda book: replace(versions(book), book=book), own)
    assert service.table.book.organisation is not None
    assert service.national.organisation is None
    write(root, FIRST, "naam: [")
    assert service.reload() is False
    assert service.national.digest == service.table.book.digest


def test_nothing_is_reloaded_while_nothing_changes(service: Service) -> None:
    old = service.table
    for _ in range(20):
        service.check_disk()
    time.sleep(0.1)
    assert service.table is old


def test_no_service_without_good_knowledge(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError):
        Service(tmp_path)


@pytest.mark.exhaustive
def test_every_answer_during_reloads_is_that_of_one_version(
    service: Service, root: Path, versions: Compiler
) -> None:
    """Eight threads ask while the knowledge changes back and forth; none is wrong, none lost."""
    old = service.table
    write(root, RULES, NEW_RULE)
    assert service.reload()
    new = service.table
    asked = (HERE, *list(old.outcomes)[::90])
    right = {s: [advise(version, s, DAY) for version in (old, new)] for s in asked}
    assert right[HERE][0].channels != right[HERE][1].channels
    stop, answers = threading.Event(), [0] * 8
    wrong: list[Exception | Advice] = []

    def ask(number: int) -> None:
        while not stop.is_set():
            service.check_disk()
            for situation in asked:
                time.sleep(0.003)
                try:
                    answer = advise(service.table, situation, DAY)
                except Exception as error:
                    wrong.append(error)
                    return
                answers[number] += 1
                if answer not in right[situation]:
                    wrong.append(answer)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for turn in range(3):
        if turn % 2:
            write(root, RULES, NEW_RULE)
        else:
            (root / RULES).unlink()
        service.reload()
    stop.set()
    for thread in threads:
        thread.join(30)
    assert wrong == []
    assert min(answers) > 0
    wait_until(lambda: service.table is old and service.message is None, service)
