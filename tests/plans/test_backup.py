"""A reservekopie holds every plan, moves between databases, and is refused when damaged."""

import gzip
import hashlib
import json
import random
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from commands.plans import main
from listening.reading.day_series import DaySeries
from listening.storage.day_memory import Memory
from listening.storage.hearing import Heard
from listening.storage.kept_entries import Entry
from listening.storage.notebook import Notes
from listening.storage.retention import Retention
from plans.plan_versions import Draft, PlanDeleted
from plans.storage.backup import BackupError, Counts, backup, restore
from plans.storage.database import without_password
from plans.storage.store import PlanStore, new_link, new_receipt

COVERS = ("commands/plans/backup.py",)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
Lines = list[dict[str, Any]]


def lite(folder: Path, name: str) -> PlanStore:
    return PlanStore(f"sqlite:///{folder}/{name}.sqlite3", lambda: NOON)


def fill(store: PlanStore) -> list[str]:
    """Save plans with history, one that met another, and one that is deleted."""
    links = [new_link() for _ in range(3)]
    for i, link in enumerate(links):
        for base in (None, 1, 1):
            text = f"plan {i} 🙂 “{base}”\n" * 100 + new_receipt()
            store.save(Draft(link, text, 2, "Ada", new_receipt(), base, None, "Ede", f"P{i}"))
        store.share(link, True)
    store.delete(links[2])
    return links


def same(one: PlanStore, other: PlanStore, links: list[str]) -> None:
    for link in links[:2]:
        assert one.history(link) == other.history(link)
        for entry in one.history(link):
            assert one.read(link, entry.number) == other.read(link, entry.number)
    with pytest.raises(PlanDeleted):
        other.read(links[2])
    assert one.shared_plans() == other.shared_plans()


def test_plans_move_from_one_database_to_the_other(tmp_path: Path, postgres: str) -> None:
    first, second, third = (
        lite(tmp_path, "a"),
        PlanStore(postgres, lambda: NOON),
        lite(tmp_path, "b"),
    )
    links = fill(first)
    assert backup(first, tmp_path / "een.kopie") == Counts(3, 9)
    assert restore(second, tmp_path / "een.kopie") == Counts(3, 9)
    same(first, second, links)
    backup(second, tmp_path / "twee.kopie")
    restore(third, tmp_path / "twee.kopie")
    same(first, third, links)
    assert lines(tmp_path / "een.kopie") == lines(tmp_path / "twee.kopie")
    second.close()


def lines(path: Path) -> Lines:
    """Return the lines of a reservekopie; databases may sort the links otherwise."""
    found = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    return sorted(found[:-1], key=lambda line: json.dumps(line, sort_keys=True))


def test_a_backup_of_nothing_is_one_too(tmp_path: Path) -> None:
    backup(lite(tmp_path, "leeg"), tmp_path / "leeg.kopie")
    assert restore(lite(tmp_path, "ook"), tmp_path / "leeg.kopie") == Counts(0, 0)


def test_plans_that_are_there_are_replaced_only_when_asked(tmp_path: Path) -> None:
    store, other = lite(tmp_path, "a"), lite(tmp_path, "b")
    links, mine = fill(store), fill(other)
    backup(store, tmp_path / "kopie")
    with pytest.raises(BackupError, match="--vervang"):
        restore(other, tmp_path / "kopie")
    assert other.history(mine[0])
    assert restore(other, tmp_path / "kopie", replace=True) == Counts(3, 9)
    same(store, other, links)
    assert len(other.shared_plans()) == 2


def test_a_backup_that_fails_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = lite(tmp_path, "a")
    fill(store)
    path = tmp_path / "uit" / "kopie"
    path.parent.mkdir()
    backup(store, path)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="space"):
        backup(store, path)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["kopie"]


def seal(change: Callable[[Lines], None]) -> Callable[[bytes], bytes]:
    """Return how to write a file that is changed on purpose, with a right SHA-256."""

    def rewrite(raw: bytes) -> bytes:
        found = [json.loads(line) for line in gzip.decompress(raw).splitlines()]
        change(found)
        body = [json.dumps(x, ensure_ascii=False, separators=(",", ":")) + "\n" for x in found[:-1]]
        found[-1]["einde"]["sha256"] = hashlib.sha256("".join(body).encode()).hexdigest()
        end = json.dumps(found[-1], separators=(",", ":")) + "\n"
        return gzip.compress("".join([*body, end]).encode())

    return rewrite


def _other_form(lines: Lines) -> None:
    lines[0]["vorm"] = 1


def _form_two(lines: Lines) -> None:
    lines[0]["vorm"] = 2
    for line in lines:
        for key in ("reader", "feed"):
            line.get("plan", {}).pop(key, None)
        for key in ("what", "browser"):
            line.get("versie", {}).pop(key, None)


def test_a_backup_of_before_the_second_links_is_read(tmp_path: Path) -> None:
    store, other = lite(tmp_path, "a"), lite(tmp_path, "b")
    links = fill(store)
    backup(store, tmp_path / "kopie")
    (tmp_path / "ouder").write_bytes(seal(_form_two)((tmp_path / "kopie").read_bytes()))
    restore(other, tmp_path / "ouder")
    same(store, other, links)


def test_an_organisation_keeps_its_plans(tmp_path: Path) -> None:
    store, other = lite(tmp_path, "a"), lite(tmp_path, "b")
    fill(store.within("Ede"))
    backup(store, tmp_path / "kopie")
    restore(other, tmp_path / "kopie")
    assert other.within("Ede").shared_plans() == store.shared_plans()


def test_a_backup_of_another_form_is_refused(tmp_path: Path) -> None:
    store, other = lite(tmp_path, "a"), lite(tmp_path, "b")
    fill(store)
    backup(store, tmp_path / "kopie")
    (tmp_path / "anders").write_bytes(seal(_other_form)((tmp_path / "kopie").read_bytes()))
    with pytest.raises(BackupError, match="geen reservekopie die ik ken"):
        restore(other, tmp_path / "anders")
    assert other.shared_plans() == ()


def _without_head(lines: Lines) -> None:
    next(line for line in lines if "plan" in line)["plan"]["head"] = 7


def _other_kind(lines: Lines) -> None:
    lines[0]["soort"] = "foto's"


def _no_moment(lines: Lines) -> None:
    next(line for line in lines if "versie" in line)["versie"]["saved"] = "gisteren"


def _no_number(lines: Lines) -> None:
    next(line for line in lines if "versie" in line)["versie"]["number"] = True


def _another_key(lines: Lines) -> None:
    next(line for line in lines if "plan" in line)["plan"]["admin"] = "ja"


def _twice(lines: Lines) -> None:
    lines.insert(1, lines[1])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:-9],
        lambda raw: b"",
        lambda raw: b"zomaar een bestand",
        lambda raw: raw + b"meer",
        lambda raw: gzip.compress(gzip.decompress(raw).replace(b"plan 0", b"plan 9", 1)),
        lambda raw: gzip.compress(b"\n".join(gzip.decompress(raw).splitlines()[:-1])),
        lambda raw: gzip.compress(b"[" * 100_000),
        seal(_without_head),
        seal(_other_kind),
        seal(_no_moment),
        seal(_no_number),
        seal(_another_key),
        seal(_twice),
    ],
)
def test_a_damaged_backup_changes_nothing(
    tmp_path: Path, spoil: Callable[[bytes], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    store, other = lite(tmp_path, "a"), lite(tmp_path, "b")
    fill(store)
    mine = fill(other)
    backup(store, tmp_path / "kopie")
    (tmp_path / "stuk").write_bytes(spoil((tmp_path / "kopie").read_bytes()))
    before = [other.read(link) for link in mine[:2]]
    with pytest.raises(BackupError, match=r"beschadigd|geen reservekopie"):
        restore(other, tmp_path / "stuk", replace=True)
    assert [other.read(link) for link in mine[:2]] == before
    assert len(other.shared_plans()) == 2


def test_a_flipped_bit_changes_no_plan_unseen(tmp_path: Path) -> None:
    store, other = lite(tmp_path, "a"), lite(tmp_path, "b")
    fill(store)
    backup(store, tmp_path / "kopie")
    raw, chance = (tmp_path / "kopie").read_bytes(), random.Random(1)
    seen = 0
    for _ in range(200):
        changed = bytearray(raw)
        changed[chance.randrange(10, len(raw))] ^= 1 << chance.randrange(8)
        if unpack(bytes(changed)) == unpack(raw):
            continue  # deflate can say the same text twice: another repeat, or padding
        seen += 1
        (tmp_path / "stuk").write_bytes(changed)
        with pytest.raises(BackupError):
            restore(other, tmp_path / "stuk")
    assert other.shared_plans() == ()
    assert seen > 100


def unpack(raw: bytes) -> bytes | None:
    """Give the bytes of a gzip file, or None for one that does not unpack."""
    try:
        return gzip.decompress(raw)
    except (OSError, EOFError, zlib.error):
        return None


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PlanStore:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("KEN_JE_INWONER_PLANNEN", str(tmp_path / "a.sqlite3"))
    return lite(tmp_path, "a")


def test_the_commands(
    settings: PlanStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(settings)
    copy = str(tmp_path / "kopie")
    assert main(["backup", copy]) == 0
    assert capsys.readouterr().out == f"3 plannen met 9 versies staan in {copy}\n"
    assert main(["backup", copy]) == 1
    assert capsys.readouterr().err.startswith(f"{copy} bestaat al.")
    assert main(["backup", copy, "--vervang"]) == 0
    capsys.readouterr()
    assert main(["herstel", copy]) == 1
    assert "--vervang" in capsys.readouterr().err
    assert main(["herstel", copy, "--vervang"]) == 0
    assert capsys.readouterr().out == "3 plannen met 9 versies zijn teruggezet\n"


def test_a_backup_of_a_wrong_place_is_no_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    (tmp_path / "leeg.sqlite3").touch()
    for place in ("typefout/plannen.sqlite3", "leeg.sqlite3"):
        monkeypatch.setenv("KEN_JE_INWONER_PLANNEN", str(tmp_path / place))
        assert main(["backup", str(tmp_path / "kopie")]) == 1
        err = capsys.readouterr().err
        assert "hier is geen database met plannen. Kijk KEN_JE_INWONER_PLANNEN of" in err
        assert place in err
        assert not (tmp_path / "kopie").exists()
    assert not (tmp_path / "typefout").exists()


def test_a_password_is_not_shown() -> None:
    assert without_password("postgresql://naam:geheim@server/database").count("geheim") == 0


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["herstel", "{}/er-niet"], "bestaat niet"),
        (["herstel", str(ROOT / "README.md")], "beschadigd"),
        (["herstel", "{}"], "map"),
        (["backup", "{}/er/niet"], "bestaat niet"),
    ],
)
def test_what_is_wrong_is_said_in_dutch(
    settings: PlanStore, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    command: list[str], words: str,
) -> None:  # fmt: skip
    assert main([part.format(tmp_path) for part in command]) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert "Traceback" not in said.err + said.out


def remember(url: str, count: int = 5) -> Memory:
    """Remember two days of two series and an action, beside what is there."""
    memory = Memory("Ede", url, lambda: NOON)
    days = {date(2026, 10, 1): count, date(2026, 10, 2): 2**40}
    series = [DaySeries("pagina", f"/{name}", "kliks", "Matomo", "dag", days) for name in "ab"]
    done = Entry("acties", '["brief"]', date(2026, 10, 1), '{"naam": "brief"}')
    memory.remember(
        [Heard("okt.csv", tuple(series), min(days), max(days), entries=(done,))], Retention(3660)
    )
    Notes("Ede", url, lambda: NOON).write("gelezen balie", {"okt.csv": "120 3"})
    return memory


def test_a_copy_holds_the_memory_of_listening_too(tmp_path: Path, postgres: str) -> None:
    """And what is remembered after that, in either database, gets a number of its own."""
    first = lite(tmp_path, "a")
    fill(first)
    memory = remember(f"sqlite:///{tmp_path}/a.sqlite3")
    assert backup(first, tmp_path / "kopie") == Counts(3, 9, 9)
    second = PlanStore(postgres, lambda: NOON)
    third = lite(tmp_path, "b")
    for store, url in ((second, postgres), (third, f"sqlite:///{tmp_path}/b.sqlite3")):
        assert restore(store, tmp_path / "kopie", replace=True) == Counts(3, 9, 9)
        other = Memory("Ede", url, lambda: NOON)
        assert (other.series(), other.entries(), other.files()) == (
            memory.series(), memory.entries(), memory.files()
        )  # fmt: skip
        assert set(Notes("Ede", url).of("gelezen balie")) == {"okt.csv"}
        remember(url, 9)
        assert other.series()[0].days[date(2026, 10, 1)] == 9
    restore(second, tmp_path / "kopie", replace=True)
    assert Memory("Ede", postgres).series() == memory.series()
    second.close()


def test_the_command_says_what_of_listening_is_in_it(
    settings: PlanStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remember(f"sqlite:///{tmp_path}/a.sqlite3")
    assert main(["backup", str(tmp_path / "kopie")]) == 0
    assert "0 plannen met 0 versies en 9 regels van Digitaal luisteren staan" in (
        capsys.readouterr().out
    )


def test_a_memory_that_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    store, other = lite(tmp_path, "a"), lite(tmp_path, "b")
    fill(store)
    backup(store, tmp_path / "kopie")
    memory = remember(f"sqlite:///{tmp_path}/b.sqlite3")
    with pytest.raises(BackupError, match="al aantallen in het geheugen"):
        restore(other, tmp_path / "kopie")
    assert len(memory.series()) == 2
    restore(other, tmp_path / "kopie", replace=True)
    assert (memory.series(), memory.files(), memory.entries()) == ((), (), ())


def test_a_copy_of_before_the_memory_leaves_it_alone(tmp_path: Path) -> None:
    store, other = lite(tmp_path, "a"), lite(tmp_path, "b")
    fill(store)
    fill(other)
    backup(store, tmp_path / "kopie")
    memory = remember(f"sqlite:///{tmp_path}/b.sqlite3")
    (tmp_path / "ouder").write_bytes(seal(_form_two)((tmp_path / "kopie").read_bytes()))
    restore(other, tmp_path / "ouder", replace=True)
    assert len(memory.series()) == 2


def _row(lines: Lines, key: str) -> dict[str, Any]:
    row: dict[str, Any] = next(line for line in lines if key in line)[key]
    return row


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: _row(lines, "aantal").update(series=9),
        lambda lines: _row(lines, "aantal").update(file=9),
        lambda lines: _row(lines, "aantal").update(day="gisteren"),
        lambda lines: _row(lines, "aantal").update(count=-1),
        lambda lines: _row(lines, "aantal").update(day="2026-10-02"),
        lambda lines: _row(lines, "regel").update(file=9),
        lambda lines: _row(lines, "bestand").update(id=2**31),
        lambda lines: lines[0].update(vorm=3),
        lambda lines: lines[-1]["einde"].update(onthouden=7),
        lambda lines: lines.pop(-2),
    ],
)
def test_a_memory_that_does_not_fit_is_refused(
    tmp_path: Path, spoil: Callable[[Lines], object]
) -> None:
    store, other = lite(tmp_path, "a"), lite(tmp_path, "b")
    fill(store)
    remember(f"sqlite:///{tmp_path}/a.sqlite3")
    backup(store, tmp_path / "kopie")

    def change(lines: Lines) -> None:
        spoil(lines)

    (tmp_path / "stuk").write_bytes(seal(change)((tmp_path / "kopie").read_bytes()))
    with pytest.raises(BackupError, match="beschadigd"):
        restore(other, tmp_path / "stuk")
    assert other.shared_plans() == ()
    assert Memory("Ede", f"sqlite:///{tmp_path}/b.sqlite3").files() == ()
