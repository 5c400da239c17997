"""A library is searched, tells where something occurs, and how a variant differs."""

import time
from typing import Any

import pytest
from shared import BOOK, LIBRARY

from blueprints import library, writing
from blueprints.finding import LABELS, OCCURRING, differences, labels, occurrences, search
from blueprints.model import Journey, Library
from screens.journey import library as page
from screens.journey import where


def test_words_and_labels_are_searched_together() -> None:
    assert search(LIBRARY, "", {}) == tuple(LIBRARY.journeys)
    assert search(LIBRARY, "DEURWAARDER schuld", {}) == ("schulden",)
    assert search(LIBRARY, "deurwaarder trouwjurk", {}) == ()
    assert search(LIBRARY, "", {"domein": "Schuldhulpverlening"}) == ("schulden",)
    assert search(LIBRARY, "paspoort", {"domein": "Schuldhulpverlening"}) == ()
    assert "Schuldhulpverlening" in labels(LIBRARY, "domein")
    assert labels(LIBRARY, "staat") == ("vastgesteld",)
    assert all(isinstance(labels(LIBRARY, kind), tuple) for kind in LABELS)


@pytest.mark.parametrize("kind", OCCURRING)
def test_everything_is_found_where_it_stands(kind: str) -> None:
    found = occurrences(LIBRARY, kind)
    counts = [len(places) for places in found.values()]
    assert found and counts == sorted(counts, reverse=True)
    for value, places in found.items():
        for slug, name in places:
            steps = [step for step in LIBRARY.journeys[slug].steps if step.name == name]
            assert any(value in str((step.now, step.then, step.later, step.generic))
                       for step in steps)  # fmt: skip
        assert where._name(BOOK, LIBRARY, kind, value)


def variant(**changes: Any) -> Journey:
    tree = writing.tree(LIBRARY.journeys["paspoort"].written)
    tree["stappen"] = [dict(step) for step in tree["stappen"]]
    tree["stappen"][0] |= changes
    return library.bind("paspoort-x.yaml", tree | {"variant_van": "paspoort"}, {}, LIBRARY, BOOK)


def test_a_variant_says_in_which_rows_it_differs() -> None:
    base = LIBRARY.journeys["paspoort"]
    assert differences(variant(), base) == ()
    made = variant(eigenaar="Team Noord")
    one = differences(made, base)
    assert [(each.step, each.row, each.here) for each in one] == [
        (base.steps[0].name, "Eigenaar", ("Team Noord",))
    ]
    said = str(page.variant(made, LIBRARY))
    assert "Wat is er anders dan in" in said and "(1 rij)" in said and "Team Noord" in said
    assert page.variant(base, LIBRARY) is None
    shorter = writing.tree(made.written)
    shorter["stappen"] = shorter["stappen"][1:]
    less = library.bind("paspoort-y.yaml", shorter, {}, LIBRARY, BOOK)
    assert [each.row for each in differences(less, base)] == ["Stap"]
    assert differences(base, less)[0].here == (base.steps[0].name,)


def test_two_hundred_journeys_are_searched_at_once() -> None:
    many = {f"{slug}-{n}": journey for n in range(17) for slug, journey in LIBRARY.journeys.items()}
    large = Library(LIBRARY.generic, LIBRARY.sources, many)
    assert len(many) >= 200
    before = time.process_time()
    assert len(search(large, "deurwaarder", {})) == 17
    assert len(occurrences(large, "systemen")) == len(occurrences(LIBRARY, "systemen"))
    assert time.process_time() - before < 2
