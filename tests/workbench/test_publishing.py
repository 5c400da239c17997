"""What is published serves whole or not at all, in rows and in git, also when killed on the way."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT

from engine import Rulebook, Table
from engine.knowledge.draft import UNCHANGED, Changed
from engine.service import Service
from workbench.concept import Actor, ConceptError, ConceptStage
from workbench.git_shelf import commit, is_repository
from workbench.knowledge_rooms import CHANNELS, texts
from workbench.published import Publication, merged
from workbench.publishing import Publisher
from workbench.storage.concept_store import ConceptStore
from workbench.storage.version_store import Published, VersionStore

COVERS = ("workbench/git_shelf.py", "workbench/published.py", "engine/service.py")
A, B, NEW = (f"{CHANNELS}/{word}.yaml" for word in ("a", "b", "nieuw"))
WISH = Publication("Titel", "Waarom", "Wat", "Anna", "Bram", "x", {})
KILLS = 100


def git(root: Path, *command: str) -> str:
    run = ["git", "-C", str(root), *command]
    return subprocess.run(run, capture_output=True, check=True, text=True).stdout.strip()


@pytest.fixture(params=["rijen", "git"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "kennis"
    (folder / CHANNELS).mkdir(parents=True)
    (folder / "profiles").mkdir()
    (folder / "profiles" / "LEESMIJ.md").touch()
    for name in (A, B):
        (folder / name).write_text("0", encoding="utf-8")
    if request.param == "git":
        git(folder, "init", "-q")
        git(folder, "add", "-A")
        who = ("-c", "user.name=x", "-c", "user.email=x@voorbeeld.nl")
        git(folder, *who, "commit", "-qm", "begin")
    return folder


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/plannen.sqlite3"


def publisher(root: Path, url: str) -> Publisher:
    return Publisher(VersionStore(url), root)


def publish(to: Publisher, changed: Changed, title: str = "Titel") -> int:
    return to.publish(replace(WISH, changed=changed, title=title), to.store.newest())


def served(root: Path, url: str) -> dict[str, str]:
    return texts(Published(url)()[1], root)


def test_a_version_serves_and_an_old_one_serves_again(root: Path, url: str) -> None:
    to = publisher(root, url)
    assert Published(url)() == ((0, ""), UNCHANGED)
    assert publish(to, {A: "1", NEW: "1"}) == 1
    assert served(root, url) == {A: "1", B: "0", NEW: "1"}
    assert publish(to, {B: "2", NEW: None}) == 2
    assert served(root, url) == {A: "1", B: "2"}
    assert to.texts(1) == {A: "1", B: "0", NEW: "1"}
    assert publish(to, to.back_to(1)) == 3
    assert served(root, url) == {A: "1", B: "0", NEW: "1"}
    assert publish(to, to.back_to(0)) == 4
    assert served(root, url) == {A: "0", B: "0"} == to.texts(0)
    assert [line.number for line in to.store.lines()] == [4, 3, 2, 1]
    with pytest.raises(ConceptError, match="niet"):
        to.texts(9)


def test_a_commit_says_who_and_why_and_leaves_other_work_alone(root: Path, url: str) -> None:
    to = publisher(root, url)
    (root / B).write_text("los werk", encoding="utf-8")
    publish(to, {A: "1"}, "Titel <b>")
    if not to.in_git:
        assert to.store.lines()[0].revision == ""
        assert (root / A).read_text(encoding="utf-8") == "0"
        return
    assert git(root, "log", "-1", "--format=%an|%s") == "Bram|Titel <b>"
    assert "Voorgesteld door Anna, gepubliceerd door Bram." in git(root, "log", "-1", "--format=%b")
    assert git(root, "show", "--name-only", "--format=", "HEAD") == A
    assert git(root, "status", "--porcelain") == f"M {B}"
    assert to.store.lines()[0].revision == git(root, "rev-parse", "HEAD")
    assert commit(root, {A: "1"}, "nog eens", "x") == git(root, "rev-parse", "HEAD")


def test_two_who_publish_at_once_do_not_lose_one(root: Path, url: str) -> None:
    to = publisher(root, url)
    publish(to, {A: "1"})
    with pytest.raises(ConceptError, match="intussen"):
        to.publish(replace(WISH, changed={B: "2"}), 0)
    assert served(root, url) == {A: "1", B: "0"}


def test_a_concept_and_its_version_go_together(root: Path, url: str) -> None:
    concepts, to, anna = ConceptStore(url=url), publisher(root, url), Actor("a", "Anna")
    number = concepts.begin("Iets", anna)
    within = concepts.publishing(number, Actor("b", "Bram"), "Goed.")
    with pytest.raises(ConceptError, match="niet meer voorgesteld"):
        to.publish(replace(WISH, changed={A: "1"}), 0, within)
    assert to.store.newest() == 0
    concepts.move(number, ConceptStage.DRAFT, ConceptStage.PROPOSED, anna, "Omdat.")
    to.publish(replace(WISH, changed={A: "1"}), 0, within)
    assert concepts.read(number).head.stage == ConceptStage.PUBLISHED


def publish_on_and_on(root: Path, url: str) -> None:
    to = publisher(root, url)
    while True:
        number = to.store.newest() + 1
        if number % 5 == 0:
            publish(to, to.back_to(number - 2))
        else:
            publish(to, {A: str(number), B: str(number)})


def killed(do: Callable[[], None], after: float) -> None:
    """Do something in a process that is killed after so many seconds."""
    child = os.fork()
    if child == 0:
        try:
            do()
        finally:
            os._exit(1)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.exhaustive
def test_what_serves_is_whole_however_often_it_is_killed(root: Path, url: str) -> None:
    chance, numbers = random.Random(7), []
    VersionStore(url).close()
    for _ in range(KILLS):
        killed(lambda: publish_on_and_on(root, url), chance.uniform(0.05, 0.6))
        files = served(root, url)
        assert files[A] == files[B]
        numbers.append(VersionStore(url).newest())
    assert numbers[-1] > KILLS / 5
    assert numbers == sorted(numbers)
    to = publisher(root, url)
    publish(to, {A: "klaar", B: "klaar"})
    assert served(root, url) == {A: "klaar", B: "klaar"}
    if to.in_git:
        assert git(root, "fsck", "--no-dangling") == ""
        assert git(root, "show", f"HEAD:{A}") == git(root, "show", f"HEAD:{B}") == "klaar"


@pytest.mark.parametrize(
    ("before", "changed", "wanted"),
    [
        ({}, {A: "1"}, {A: "1"}),
        ({A: "1"}, {A: "0"}, {}),
        ({NEW: "1"}, {NEW: None}, {}),
        ({A: "1"}, {B: None}, {A: "1", B: None}),
    ],
)
def test_files_that_are_as_in_the_folder_are_left_out(
    before: Changed, changed: Changed, wanted: Changed
) -> None:
    assert merged(before, changed, {A: "0", B: "0"}) == wanted


def test_the_product_itself_is_known_as_what_it_is(tmp_path: Path) -> None:
    assert not is_repository(tmp_path)
    assert not is_repository(ROOT / "engine")


def test_a_database_that_is_away_changes_nothing(tmp_path: Path) -> None:
    look = Published("postgresql://x:y@127.0.0.1:1/z")
    assert look() == ((0, ""), UNCHANGED)
    assert list(tmp_path.iterdir()) == []


def test_the_server_takes_over_what_is_published(table: Table, book: Rulebook) -> None:
    name = f"{CHANNELS}/flyer.yaml"
    other = (ROOT / name).read_text(encoding="utf-8").replace("naam: Flyer", "naam: Folder", 1)
    now: list[tuple[int, Changed]] = [(0, UNCHANGED)]

    def compiler(wanted: Rulebook) -> Table:
        return replace(table, book=wanted)

    service = Service(compiler=compiler, published=lambda: now[0])
    assert service.table.book.digest == book.digest
    now[0] = (1, {name: other})
    assert service.reload()
    assert service.table.book.channels["flyer"].name == "Folder"
    assert service.published == {name: other}
    now[0] = (2, {name: "naam: ["})
    assert not service.reload()
    assert service.table.book.channels["flyer"].name == "Folder"
    assert service.published == {name: other}
    now[0] = (0, UNCHANGED)
    assert service.reload()
    assert service.table.book.digest == book.digest


def test_a_reading_that_others_wrote_in_is_done_again(table: Table) -> None:
    marks = iter([(0, UNCHANGED), (1, UNCHANGED)])
    last: list[tuple[int, Changed]] = []

    def published() -> tuple[int, Changed]:
        last[:] = [next(marks, last[0] if last else (1, UNCHANGED))]
        return last[0]

    service = Service(compiler=lambda wanted: replace(table, book=wanted), published=published)
    assert service.table.book.digest == table.book.digest
