"""Two groups side by side, and help with choosing a profile."""

from datetime import date
from html import escape
from itertools import pairwise

import pytest
from pages import html, page, params, serve, text, without_error

from engine import Rulebook, Situation, Table, advise
from engine.difference import contrast
from engine.model import UNKNOWN
from screens.advice import guide, versus

HERE = {"traject": "participatie", "fase": "bewustwording", "leeftijd": "75-plus"}


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


def show() -> None:
    from screens.advice import page as advice_page

    advice_page.show()


def test_what_is_shared_and_what_is_not_is_every_chosen_channel_once(table: Table) -> None:
    situations = list(table.outcomes)[::37]
    for first, second in pairwise(situations):
        one, other = (advise(table, each, date(2026, 11, 22)) for each in (first, second))
        found = contrast(one, other)
        mine = {row.channel for row in one.picks()}
        theirs = {row.channel for row in other.picks()}
        assert set(found.both) == mine & theirs
        assert set(found.first) == mine - theirs
        assert set(found.second) == theirs - mine
        assert set(found.other_role) <= set(found.both)
        back = contrast(other, one)
        assert (back.first, back.second) == (found.second, found.first)


def test_a_group_is_the_same_as_itself(table: Table) -> None:
    advice = advise(table, next(iter(table.outcomes)), date(2026, 11, 22))
    found = contrast(advice, advice)
    assert (found.other_role, found.first, found.second) == ((), (), ())


def test_a_link_opens_the_comparison_with_the_differences_first(table: Table) -> None:
    at = page(show, {**HERE, versus.BESIDE["leeftijd"]: "16-24"})
    box = next(box for box in at.expander if box.label == "Vergelijk met een andere groep")
    assert box.proto.expanded
    said, body = text(at), html(at)
    ages = [
        Situation("participatie", "bewustwording", age, UNKNOWN) for age in ("75-plus", "16-24")
    ]
    one, other = (advise(table, each, date(2026, 11, 22)) for each in ages)
    found = contrast(one, other)
    names = table.book.channels
    for channel in found.both:
        assert names[channel].beside in said.split("Voor beide groepen:")[1].split(".")[0]
    for channel in found.first:
        assert f"{names[channel].name}, alleen voor 75 jaar en ouder." in said
    for channel in found.second:
        assert f"{names[channel].name}, alleen voor 16 tot en met 24 jaar." in said
    assert said.index("Voor beide groepen") < said.index(
        "De gekozen kanalen en middelen bij elkaar"
    )
    assert escape(other.conclusion) in body
    assert "naast_leeftijd=16-24" in body.split("data-kopieer-link")[-1]


def test_nothing_is_compared_until_another_group_is_chosen() -> None:
    at = page(show, {**HERE, versus.BESIDE["leeftijd"]: "75-plus"})
    assert "Kies hierboven een andere leeftijd" in text(at)
    without_error(at.selectbox(key="veld-naast_profiel").select("stadse-nomaden").run())
    assert params(at)["naast_profiel"] == "stadse-nomaden"
    assert "Stadse Nomaden" in text(at).split("Wat verschilt en waarom")[1]


def test_a_group_that_does_not_exist_is_not_compared() -> None:
    at = page(show, {**HERE, versus.BESIDE["leeftijd"]: "<u>"})
    assert "Kies hierboven een andere leeftijd" in text(at)
    assert "<u>" not in html(at)


def test_reset_forgets_the_comparison_too() -> None:
    at = page(show, {**HERE, versus.BESIDE["leeftijd"]: "16-24", "bron": "intranet"})
    without_error(at.button(key="wis").click().run())
    assert params(at) == {"bron": "intranet"}


def test_help_leads_from_what_is_known_to_a_profile_or_to_none(book: Rulebook) -> None:
    said = guide.guide(book)
    assert "Laat de vraag open" in said
    ways = [d.when[guide.PROFILE] for d in book.derivations if set(d.when) == {guide.PROFILE}]
    known = {slug for slugs in ways for slug in slugs}
    assert UNKNOWN not in known
    nothing = {slug for slug in book.profiles if guide.is_unknown(book, slug)}
    assert nothing
    assert not nothing & known
    for slug in book.profiles:
        assert (f'data-kies="profiel-{slug}"' in said) == (slug in known)
