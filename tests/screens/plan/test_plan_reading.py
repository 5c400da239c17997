"""Plans that take part in the calendar are read some at a time, and none of them twice."""

from pathlib import Path

import pytest

from plans import SCHEMA, PlanError, example
from plans.files import write_saved
from plans.plan_versions import Draft, SharedPlan
from plans.storage.store import PlanStore, new_link, new_receipt
from screens.plan import shared

COVERS = ("screens/plan/shared.py",)


class Stopped(Exception):
    """The server ends."""


def test_what_was_read_is_kept_when_the_server_ends_halfway(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a restore nothing is there of any plan; each batch is kept, with a rest after it."""
    store = PlanStore(f"sqlite:///{tmp_path}/plannen.sqlite3")
    text = write_saved(example("paspoort-verlengen"))
    for number in range(5):
        link = new_link()
        store.save(Draft(link, text, SCHEMA, "Ada", new_receipt(), name=f"Plan {number}"))
        store.share(link, True)
    monkeypatch.setattr(shared, "_kept", {})
    monkeypatch.setattr(shared, "BATCH", 2)
    rests: list[float] = []

    def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == 2:
            raise Stopped

    with pytest.raises(Stopped):
        shared.listed_plans(store, rest=rest)
    assert sum(one.agenda is not None for one in store.shared_plans()) == 4
    monkeypatch.setattr(shared, "_kept", {})  # as after a restart
    read: list[str] = []

    def whole(_: PlanStore, listed: SharedPlan) -> None:
        read.append(listed.link)

    monkeypatch.setattr(shared, "_whole", whole)
    assert len(shared.listed_plans(store, rest=rests.append)) == 5
    assert len(read) == 1
    assert len(rests) == 5 and min(rests) > 0


def test_reading_beforehand_rests_as_long_as_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    rested: list[float] = []
    monkeypatch.setattr("screens.plan.shared.time.sleep", rested.append)
    monkeypatch.setattr("screens.plan.shared.database.has_plans", lambda _: True)
    monkeypatch.setattr("screens.plan.shared.database.address", lambda: "")
    ticks = iter([1.0, 4.5])
    monkeypatch.setattr("screens.plan.shared.time.perf_counter", lambda: next(ticks))

    class Store:
        def shared_plans(self) -> tuple[SharedPlan, ...]:
            return (SharedPlan("l", "Almere", "A", 1, None),)

        def close(self) -> None:
            """Nothing is open."""

        def read(self, *_: object) -> object:
            raise PlanError(())

    monkeypatch.setattr(shared, "PlanStore", Store)
    monkeypatch.setattr(shared, "_kept", {})
    shared.warm()
    assert rested == [3.5]
