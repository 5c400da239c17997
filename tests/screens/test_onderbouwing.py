"""The page Onderbouwing shows every source, every step and every gap, as they are."""

import asyncio
import re
from collections.abc import Iterator
from html import escape
from random import Random

import pytest
from pages import FORBIDDEN, html, page, params, serve, text, without_error
from plain import fire_rules
from starlette.types import Receive, Scope, Send

from documents import chart
from engine import Rulebook, Situation, Table, advise
from engine.model import UNKNOWN
from engine.proof.coverage import (
    LEVELS,
    Coverage,
    citations,
    coverage,
    is_old,
    reasons_unused,
    years,
)
from screens.evidence import gaps
from screens.page import knowledge, phrases
from screens.pages import EVIDENCE
from screens.server.shell import Shell

COVERS = (
    "screens/evidence/chain.py",
    "screens/evidence/sources.py",
    "screens/page/citation.py",
    "screens/page/fields.py",
)

AXES = {"fase": ("taak",), "leeftijd": ("leeftijd",), "profiel": ("profiel",)}


@pytest.fixture(autouse=True)
def serve_table(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    serve(monkeypatch, table)


def show() -> None:
    from screens.evidence import page as evidence_page

    evidence_page.show()


@pytest.mark.parametrize("part", EVIDENCE.parts)
def test_every_part_opens_in_plain_dutch(part: str) -> None:
    at = page(show, {"deel": part})
    assert [title.value for title in at.title] == ["Waar komt het advies vandaan?"]
    assert html(at).count("<h2>") == 1
    assert FORBIDDEN.findall(text(at)) == []


def test_nonsense_in_the_address_falls_back_to_the_first_part() -> None:
    at = page(show, {"deel": "<script>", "toon": "-5", "aard": "x", "zoek": "zzzz" * 200})
    assert "Niets gevonden" in text(at)
    assert "<script>" not in html(at)


def test_every_source_is_there_with_its_address_and_findings(book: Rulebook) -> None:
    at = page(show, {"toon": "1000"})
    body = html(at)
    for source in book.sources.values():
        assert escape(source.title) in body
        assert escape(source.url) in body
        for finding in source.findings:
            assert escape(finding.text) in body
    assert text(at).count("Niet in een regel gebruikt") <= len(reasons_unused(book))
    assert "Toon er" not in [button.label for button in at.button]


def test_a_few_are_shown_until_more_are_asked_for(book: Rulebook) -> None:
    at = page(show, {})
    assert html(at).count("<article") == 20
    without_error(at.button[0].click().run())
    assert html(at).count("<article") == 40
    assert params(at)["toon"] == "40"


def test_search_finds_a_finding_by_its_number(book: Rulebook) -> None:
    for id_, (slug, finding) in Random(1).sample(sorted(book.findings.items()), 8):
        at = page(show, {"zoek": id_})
        assert escape(book.sources[slug].title) in html(at)
        assert escape(finding.text) in html(at)


def test_a_search_stands_in_the_address_and_filters(book: Rulebook) -> None:
    at = page(show, {})
    without_error(at.text_input[0].input("whatsapp gemeente").run())
    assert params(at)["zoek"] == "whatsapp gemeente"
    few = html(at).count("<article")
    assert 0 < few < 20
    without_error(at.selectbox(key="veld-aard").select("wet").run())
    assert params(at) == {"zoek": "whatsapp gemeente", "aard": "wet"}
    assert html(at).count("<article") < few


@pytest.mark.parametrize(
    ("field", "value", "holds"),
    [
        ("aard", "wet", lambda source: source.nature == "wet"),
        ("kwaliteit", "C", lambda source: source.quality == "C"),
    ],
)
def test_a_filter_keeps_what_it_says(book: Rulebook, field: str, value: str, holds: object) -> None:
    at = page(show, {field: value, "toon": "1000"})
    kept = sum(holds(source) for source in book.sources.values())  # type: ignore[operator]
    assert html(at).count("<article") == kept > 0


def test_uses_name_every_citation_of_a_rule(book: Rulebook) -> None:
    found = citations(book)
    for rule in book.rules:
        for id_ in rule.sources:
            assert any(use.what == "regel" and use.name == rule.id for use in found[id_])
    named = {use.name for where in found.values() for use in where if use.what == "regel"}
    assert named == {rule.id for rule in book.rules if rule.sources}
    assert not {id_ for where in (found,) for id_ in where} - {*book.findings, *book.sources}


def situations(table: Table) -> Iterator[tuple[Situation, str]]:
    """Yield situations with a channel: chosen, not chosen and impossible."""
    chance = Random(2)
    for situation in chance.sample(sorted(table.outcomes), 6):
        rows = table.outcomes[situation].ranking
        yield situation, rows[0].channel
        yield situation, chance.choice(rows).channel


def test_the_chain_adds_up_and_reaches_the_source(table: Table, book: Rulebook) -> None:
    for situation, channel in situations(table):
        at = page(show, {"deel": "keten", **situation.facts(), "kanaal": channel})
        body, said = html(at), text(at)
        row = next(r for r in table.outcomes[situation].ranking if r.channel == channel)
        if row.score is None:
            assert escape(row.refusal or "") in body
            continue
        assert f"Samen {phrases.points(row.score)} punten" in said
        counted = [r for r in row.reasons if r.counted]
        assert sum(r.weight for r in counted) == pytest.approx(row.score)
        assert body.count('class="punten"') == len(counted)
        for reason in row.reasons:
            assert escape(reason.because) in body
            for id_ in reason.sources:
                slug = book.findings.get(id_, (id_,))[0]
                assert escape(book.sources[slug].title) in body
        advice = advise(table, situation, knowledge.today())
        for fact, because in advice.derived:
            assert escape(because) in body, fact


def test_the_chain_asks_for_a_situation_first() -> None:
    at = page(show, {"deel": "keten"})
    assert "Kies een traject en een fase" in text(at)


def brute(table: Table, axis: str) -> dict[tuple[str, str], set[str]]:
    """Return channel and group → rules, from the conditions alone."""
    book = table.book
    rules = {rule.id: rule for rule in book.rules}
    found: dict[tuple[str, str], set[str]] = {}
    for situation, outcome in table.outcomes.items():
        group = situation.facts()[axis]
        able = {row.channel for row in outcome.ranking if row.score is not None}
        for channel in able if group != UNKNOWN else ():
            found.setdefault((channel, group), set())
        for id_, channels in fire_rules(book, situation) if group != UNKNOWN else ():
            if id_ in rules and rules[id_].dimension in AXES[axis]:
                for channel in able.intersection(channels):
                    found[channel, group].add(id_)
    return found


@pytest.mark.exhaustive
@pytest.mark.parametrize("axis", AXES)
def test_the_map_is_what_the_conditions_say(table: Table, axis: str) -> None:
    wanted = brute(table, axis)
    cells = coverage(table, axis)
    assert {(c.channel, c.group): {*c.researched, *c.assumed} for c in cells} == wanted
    for cell in cells:
        assert cell.level == level_of(table.book, cell)


def level_of(book: Rulebook, cell: Coverage) -> str:
    if not cell.researched:
        return "aanname" if cell.assumed else "niets"
    cited = {rule.id: rule.sources for rule in book.rules}
    newest = max((y for id_ in cell.researched for y in years(book, cited[id_])), default=None)
    assert cell.year == newest
    assert cell.best in ("A", "B", "C")
    return "oud" if is_old(book, newest) else "vers"


@pytest.mark.parametrize("axis", AXES)
def test_the_table_says_what_the_map_says(table: Table, axis: str) -> None:
    at = page(show, {"deel": "kaart", "wat": axis})
    cells = coverage(table, axis)
    body = html(at)
    rows = {escape(table.book.channels[cell.channel].name) for cell in cells}
    assert all(f'<th scope="row">{name}</th>' in body for name in rows)
    for cell in cells:
        assert gaps.words(cell)[0] in body
    said = text(at)
    for level in LEVELS:
        count = sum(cell.level == level for cell in cells)
        assert f"{count} {gaps.WORDS[level]}" in said


def test_only_gaps_can_be_shown(table: Table) -> None:
    at = page(show, {"deel": "kaart", "toon": "gat"})
    kept = {cell.channel for cell in coverage(table, "leeftijd") if cell.level == "niets"}
    assert html(at).count('scope="row"') == len(kept) < len(table.book.channels)


@pytest.mark.parametrize("dark", [False, True])
def test_the_map_is_readable_in_words_and_in_contrast(table: Table, dark: bool) -> None:
    names = {slug: group.name for slug, group in table.book.ages.items()}
    squares = [gaps._square(table.book, names, cell) for cell in coverage(table, "leeftijd")]
    drawn = chart.svg(chart.knowledge_map(squares, [*names.values()], "Kaart", dark))
    assert {"niets bekend", "1 vakkennis"} <= set(re.findall(r">([^<>]+)</text>", drawn))
    for square in squares:
        assert chart.contrast(*chart.cell_colours(square.level, dark)) >= 4.5


def test_streamlit_is_asked_for_pages_that_can_be_rewritten() -> None:
    """Streamlit zips every page but the first, and a zipped page would stay English."""
    asked: list[dict[bytes, bytes]] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(dict(scope["headers"]))

    for accept in (b"text/html,*/*", b"*/*"):
        headers = [(b"accept", accept), (b"accept-encoding", b"gzip"), (b"host", b"a.nl")]
        scope = {"type": "http", "path": "/onderbouwing", "headers": headers}
        asyncio.run(Shell(inner)(scope, None, None))  # type: ignore[arg-type]
    assert [b"accept-encoding" in headers for headers in asked] == [False, True]
