"""A receipt replays to the last digit; other knowledge gives a readable difference."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from engine import Advice, Rulebook, Situation, Table, advise, export, receipt
from engine.compile import compile_book
from engine.proof import impact
from engine.worker import build

DAY = date(2026, 11, 22)


@pytest.mark.exhaustive
def test_every_receipt_replays(
    book: Rulebook, table: Table, every_advice: Mapping[Situation, Advice]
) -> None:
    for advice in every_advice.values():
        said = json.dumps(export.advice(book, advice))
        assert receipt.replay(table, receipt.read(said)) == []


@pytest.mark.exhaustive
def test_compiling_again_gives_the_same_answer(book: Rulebook, table: Table) -> None:
    assert compile_book(book).outcomes == table.outcomes


@pytest.mark.exhaustive
def test_other_knowledge_gives_a_readable_difference(book: Rulebook, table: Table) -> None:
    situation = book.situations()[0]
    fired = table.outcomes[situation].fired[0]
    rules = tuple(replace(r, weight=r.weight + 3) if r.id == fired else r for r in book.rules)
    other = replace(book, rules=rules, digest="0" * 64)
    old = receipt.read(json.dumps(export.advice(book, advise(table, situation, DAY))))
    differences = receipt.replay(build(other), old)
    assert any(line.startswith("kennis: was ") for line in differences)
    assert any(line.startswith(f"regels › {fired} › gewicht: was ") for line in differences)
    assert any(line.startswith("uitkomst › ") and " › score: was " in line for line in differences)
    assert any(line.startswith("kanalen › ") for line in differences)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "geen geldige JSON"),
        ("[1, 2]", "geen verantwoording"),
        ("{}", "mist: situatie, kennis, datum, uitkomst"),
        ("[" * 100_000, "geen geldige JSON"),
        ('{"verantwoording": {"score": 1, "score": 2}}', "'score' staat er twee keer"),
        ('{"verantwoording": "x"}', "geen verantwoording"),
    ],
)
def test_what_is_no_receipt_is_refused(text: str, message: str) -> None:
    with pytest.raises(receipt.ReceiptError, match=message):
        receipt.read(text)


def test_an_unknown_answer_in_a_receipt_gets_a_suggestion(table: Table) -> None:
    situation = next(iter(table.outcomes))
    old = receipt.read(json.dumps(export.advice(table.book, advise(table, situation, DAY))))
    facts = {**old.receipt["situatie"], "fase": f"{situation.phase}x"}
    other = replace(old, receipt={**old.receipt, "situatie": facts})
    with pytest.raises(receipt.ReceiptError, match="Bedoelde je"):
        receipt.replay(table, other)


def test_a_receipt_with_the_role_of_before_is_the_same(table: Table) -> None:
    text = json.dumps(export.advice(table.book, advise(table, next(iter(table.outcomes)), DAY)))
    old = json.loads(text.replace('"ligt-niet-voor-de-hand"', '"liever-niet"'))
    assert old != json.loads(text)
    old["verantwoording"]["zegel"] = export.seal(old["verantwoording"])
    assert receipt.replay(table, receipt.read(json.dumps(old))) == []


def test_same_knowledge_has_no_impact(table: Table) -> None:
    assert impact.compare(table, table) == []


@pytest.mark.exhaustive
def test_impact_names_situation_roles_and_rule(book: Rulebook, table: Table) -> None:
    changed = book.rules[0]
    other = build(replace(book, rules=(replace(changed, weight=-3.0), *book.rules[1:])))
    changes = impact.compare(table, other)
    assert changes
    assert any(change.before != change.after for change in changes)
    for change in changes:
        assert changed.id in change.rules
        for situation, chosen in ((table, change.before), (other, change.after)):
            rows = situation.outcomes[change.situation].ranking
            assert {(row.channel, row.role) for row in rows} >= set(chosen)
