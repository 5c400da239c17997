"""Where a word is used is complete, and a channel that is never advised has its reason."""

import pytest
from pages import page, serve, text

from engine import Rulebook, Table
from engine.knowledge import files
from engine.roles import CHOSEN
from workbench import usage
from workbench.knowledge_rooms import CHANNELS, texts
from workbench.usage import NeverAdvised, Usage

COVERS = ("screens/maintenance/bench/used.py",)
TREES = {
    "a.yaml": {"regels": [{"id": "een", "kanaal": ["flyer", "brief"], "omdat": "de flyer"}]},
    "b.yaml": {"voorbeelden": [{"naam": "Zo", "verwacht": "flyer"}], "flyer": {"naam": "x"}},
    f"{CHANNELS}/flyer.yaml": {"naam": "Flyer", "kort": "flyer"},
    "c.yaml": {"waarborgen": [{"id": "plicht", "moet": "anders"}]},
}


def show() -> None:
    from screens.maintenance import page as maintenance_page

    maintenance_page.show()


def test_every_place_is_named_and_its_own_file_is_not() -> None:
    assert usage.of_word(TREES, "flyer") == (
        Usage("a.yaml", "een", "regels → kanaal"),
        Usage("b.yaml", "Zo", "voorbeelden → verwacht"),
        Usage("b.yaml", "", "flyer"),
    )


def test_where_a_part_is_defined_is_no_use_of_it() -> None:
    assert usage.of_word(TREES, "plicht") == ()


def test_every_channel_that_a_rule_names_is_used(book: Rulebook) -> None:
    trees = {name: files.parse(name, body)[0] for name, body in texts({}).items()}
    assert [slug for slug in book.channels if not usage.of_word(trees, slug)] == []


@pytest.mark.parametrize(
    ("never", "reason"),
    [
        (NeverAdvised("X", 3, 0, 0), "In 3 situaties kan het niets."),
        (NeverAdvised("X", 1, 2, 3), "In 1 situatie kan het niets; in 2 ligt het niet voor "
         "de hand; in 3 past iets anders beter."),
    ],
)  # fmt: skip
def test_a_channel_that_is_never_advised_says_why(never: NeverAdvised, reason: str) -> None:
    assert never.reason == reason


def test_the_channels_never_advised_are_those_no_advice_chooses(table: Table) -> None:
    chosen = {
        row.channel
        for outcome, _ in table.distinct()
        for row in outcome.ranking
        if row.role in CHOSEN
    }
    never = {one.channel for one in usage.never_advised(table)}
    assert never == {c.name for slug, c in table.book.channels.items() if slug not in chosen}
    for one in usage.never_advised(table):
        assert one.cannot + one.rather_not + one.passed_over == len(table.outcomes)


def test_the_page_says_where_a_source_and_its_findings_are_used(
    monkeypatch: pytest.MonkeyPatch, table: Table
) -> None:
    serve(monkeypatch, table)
    at = page(show, {"deel": "gebruik", "waarvan": "bronnen", "woord": "F123"})
    assert "75-plus-minder-internet-thuis" in text(at)
    assert "geen enkel advies" in text(at) or usage.never_advised(table) == ()
