"""The administrator lists and deletes plans on the command line, and reads nothing in them."""

import json
from pathlib import Path

import pytest

from commands.plans import main
from plans.plan_versions import Draft, NoPlan
from plans.storage import database
from plans.storage.store import PlanStore, new_link, new_receipt

COVERS = ("commands/plans/keeping.py",)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PlanStore:
    monkeypatch.setenv(database.FILE, str(tmp_path / "plannen.sqlite3"))
    return PlanStore()


def save(store: PlanStore, name: str) -> str:
    link = new_link()
    for base in (None, 1):
        text = f"geheim {base}"
        store.save(Draft(link, text, 2, "Ada", new_receipt(), base, None, "Ede", name))
    return link


def test_plans_are_listed_without_what_stands_in_them(
    store: PlanStore, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = save(store, "Een"), save(store, "Twee\nregel")
    store.share(other, True)
    assert main(["lijst"]) == 0
    text = capsys.readouterr().out
    first, second = text.splitlines()
    assert first.startswith(f"{one}  Een; Ede; 2 versies; bewaard op ")
    assert second.startswith(f"{other}  Twee regel; Ede; 2 versies;")
    assert second.endswith("; in de kalender")
    assert main(["lijst", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(p["link"], p["naam"], p["in_kalender"], p["verwijderd"]) for p in listed] == [
        (one, "Een", False, None), (other, "Twee\nregel", True, None),
    ]  # fmt: skip
    assert "geheim" not in text + json.dumps(listed)


def test_a_plan_is_deleted_for_a_while_or_for_good(
    store: PlanStore, capsys: pytest.CaptureFixture[str]
) -> None:
    link = save(store, "Een")
    assert main(["verwijder", link]) == 0
    assert "Terugzetten kan tot en met" in capsys.readouterr().out
    assert main(["verwijder", link]) == 1
    assert "al verwijderd" in capsys.readouterr().err
    assert main(["verwijder", link, "--voorgoed"]) == 0
    with pytest.raises(NoPlan):
        store.restore(link)
    assert store.overview() == ()
    assert main(["verwijder", link, "--voorgoed"]) == 1
    assert "hoort bij geen plan" in capsys.readouterr().err
    assert main(["lijst"]) == 0
    assert capsys.readouterr().out == "Er zijn geen plannen bewaard.\n"
