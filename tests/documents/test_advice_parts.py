"""What a claim rests on, how a source is named, and the figures beside each channel, by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from documents.advice import case as cases
from documents.advice import origin, story
from documents.advice.case import Case, Meta
from documents.blocks import Bullets, Columns, Paragraph, Sentence, TableBlock, flat
from engine import Advice, Situation, advise
from engine import Table as Compiled
from engine.answer import Duty, Ranked, suitability
from engine.label import label
from engine.model import Finding, Source

COVERS = (
    "documents/advice/case.py",
    "documents/advice/origin.py",
    "documents/advice/story.py",
)
DAY = date(2026, 11, 22)
SITUATION = Situation("participatie", "bewustwording")


def source(quality: str, nature: str = "landelijk onderzoek", **more: Any) -> Source:
    return Source.model_validate(
        {
            "titel": "Titel",
            "maker": "Maker",
            "adres": "https://voorbeeld.nl",
            "jaar": 2024,
            "n": 1250,
            "kwaliteit": quality,
            "aard": nature,
            **more,
        }
    )


def finding(id_: str, quality: str | None = None) -> Finding:
    return Finding.model_validate(
        {"id": id_, "tekst": "Zo is het.", "maat": "bereik", "kwaliteit": quality}
    )


SOURCES = {
    "landelijk": source("A"),
    "lokaal": source("C", "lokaal of klein onderzoek"),
    "wet": source("A", "wet"),
    "blog": source("D", "vakkennis"),
}
FINDINGS = {
    "F1": ("landelijk", finding("F1")),
    "F2": ("landelijk", finding("F2", "C")),
    "F3": ("lokaal", finding("F3")),
}


@pytest.fixture(scope="module")
def whole(table: Compiled) -> Case:
    """Return an advice as it is."""
    given = advise(table, SITUATION, DAY)
    return Case(table.book, given, (given,), Meta())


@pytest.fixture(scope="module")
def case(whole: Case) -> Case:
    """Return an advice whose book knows only these sources."""
    return replace(whole, book=replace(whole.book, sources=SOURCES, findings=FINDINGS))


@pytest.mark.parametrize(
    ("cited", "grade", "mark", "slugs"),
    [
        ((), "D", "vakkennis", ()),
        (("F1",), "A", "landelijk onderzoek", ("landelijk",)),
        (("landelijk",), "A", "landelijk onderzoek", ("landelijk",)),
        (
            ("F2",),
            "C",
            "landelijk onderzoek",
            ("landelijk",),
        ),  # the finding is worse than its source
        (("F1", "F3"), "C", "landelijk onderzoek", ("landelijk", "lokaal")),  # the worst counts
        (("F1", "F2", "landelijk"), "C", "landelijk onderzoek", ("landelijk",)),  # each source once
        (("wet", "F3"), "C", "wet", ("wet", "lokaal")),  # the first decides what it rests on
        (("F3", "wet"), "C", "lokaal of klein onderzoek", ("lokaal", "wet")),
        (("blog",), "D", "vakkennis", ("blog",)),
        (("F1", "blog"), "D", "vakkennis", ("landelijk", "blog")),  # never half research
    ],
)
def test_a_claim_rests_on_the_worst_and_the_first_cited(
    case: Case, cited: tuple[str, ...], grade: str, mark: str, slugs: tuple[str, ...]
) -> None:
    assert cases.quality(case.book, cited) == grade
    claim = cases.claim(case, "Zo.", cited, "Kop:")
    assert (claim.text, claim.lead, claim.mark, claim.sources) == ("Zo.", "Kop:", mark, slugs)


def test_a_rule_of_quality_d_is_craft_whatever_it_cites(case: Case) -> None:
    assert label(case.book, ("F1",), "D") == "vakkennis"
    assert label(case.book, (), "A") == "vakkennis"
    assert label(case.book, ("F1",), "C") == "landelijk onderzoek"


def test_an_instruction_without_sources_is_no_claim(case: Case) -> None:
    assert cases.instruction(case, "Doe dit.", ()) == Sentence("Doe dit.")
    assert cases.instruction(case, "Doe dit.", ("F1",)).mark == "landelijk onderzoek"


def given_duty(kind: str, require: str | None, met_by: str | None, *cited: str) -> Duty:
    return Duty("r", kind, require, None, "Het moet.", cited, met_by)


@pytest.mark.parametrize(
    ("require", "met_by", "named", "more"),
    [
        ("digitaal: nee", "brief", True, " Dat doe je hier met {brief}."),
        ("digitaal: nee", "brief", False, ""),
        ("digitaal: nee", None, True, " Geen kanaal in dit advies kan dat: regel het apart."),
        ("digitaal: nee", None, False, ""),
        (None, None, True, ""),
    ],
)
def test_a_duty_says_who_meets_it_or_that_nobody_can(
    case: Case, require: str | None, met_by: str | None, named: bool, more: str
) -> None:
    sentence = cases.duty(case, given_duty("wet", require, met_by, "wet"), named)
    brief = case.book.channels["brief"].phrase
    assert sentence.text == "Het moet." + more.format(brief=brief)
    assert (sentence.mark, sentence.sources) == ("wet", ("wet",))


def test_what_is_recommended_is_no_law(case: Case) -> None:
    assert (
        cases.duty(case, given_duty("aanbevolen", None, None, "F1")).mark == "landelijk onderzoek"
    )
    assert cases.duty(case, given_duty("aanbevolen", None, None)).mark == "vakkennis"


def test_sentences_stand_together_per_group() -> None:
    one, two, three = Sentence("Een."), Sentence("Twee."), Sentence("Drie.")
    assert cases.items_by_group([("Jong", one), ("Oud", two), ("Jong", three)]) == (
        (Sentence("", "Jong:"), one, three),
        (Sentence("", "Oud:"), two),
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (source("A"), "2024, 1.250 deelnemers, landelijk onderzoek."),
        (
            source("C", "lokaal of klein onderzoek", n="onbekend"),
            "2024, aantal onbekend, lokaal of klein onderzoek.",
        ),
        (source("D", "vakkennis", n="onbekend"), "2024, vakkennis."),
        (
            source("A", gelezen_bij="Krant"),
            "2024, 1.250 deelnemers, landelijk onderzoek, gelezen bij Krant.",
        ),
        (source("A", "wet", n="onbekend"), "2024, wet."),
        (source("A", "wet"), "2024, 1.250 deelnemers, wet."),
        (source("A", jaar="onbekend"), "Zonder jaartal, 1.250 deelnemers, landelijk onderzoek."),
    ],
)
def test_a_source_says_year_people_and_kind(case: Case, given: Source, words: str) -> None:
    one = replace(case, book=replace(case.book, sources={"bron": given}))
    listed = origin.section(one, (), {"bron": 1}).blocks[1]
    assert isinstance(listed, Bullets)
    assert listed.numbered
    assert listed.items == (
        (Sentence("Titel.", "Maker.", link="https://voorbeeld.nl"), Sentence(words)),
    )


def test_the_link_stands_there_when_there_is_one(table: Compiled) -> None:
    given = advise(table, SITUATION, DAY)
    for link in ("", "https://voorbeeld.nl/?fase=x"):
        blocks = origin.making_of(Case(table.book, given, (given,), Meta(link=link)))
        listed = [b for b in blocks if isinstance(b, Bullets)][-1]
        leads = {item.lead: item for (item,) in listed.items}
        assert ("Deze situatie opnieuw openen:" in leads) is bool(link)
        assert leads["Berekend op:"].text.startswith("22 november 2026, met versie ")
        assert leads["Eigen aanpassingen:"].text == "Geen."
        method = next(b for b in blocks if isinstance(b, Paragraph)).sentences[0].text
        assert f"volgden {len(given.fired)} regels" in method


def ranked_row(channel: str, role: str, score: float | None, spread: float = 0.0,
           certainty: float | None = 0.456) -> Ranked:  # fmt: skip
    return Ranked(channel, role, score, certainty, None, spread, (), ())


def with_rows(case: Case, *rows: Ranked) -> Case:
    return replace(case, advice=replace(case.advice, channels=rows))


def some(case: Case, count: int) -> list[str]:
    return list(case.book.channels)[:count]


def test_suitability_by_hand() -> None:
    """100 ÷ (1 + e^(-points ÷ 2)): 0 is 50, 2 ln 3 is 75, minus that 25."""
    points = 2 * 1.0986122886681098
    assert [suitability(p) for p in (0.0, points, -points)] == [50.0, 75.0, 25.0]


def figures(case: Case, *rows: Ranked) -> list[TableBlock]:
    blocks = story.section(with_rows(case, *rows)).blocks
    both = next(b for b in reversed(blocks) if isinstance(b, Columns))
    return [block for block in flat([both]) if isinstance(block, TableBlock)]


def test_the_figures_of_a_channel(whole: Case) -> None:
    """Two tables beside each other; the first has one more where the number is odd."""
    one, two, three = some(whole, 3)
    tables = figures(
        whole,
        ranked_row(one, "hoofdkanaal", 2.0, 2.0),
        ranked_row(two, "kandidaat", 0.0, 0.0, certainty=None),
        ranked_row(three, "kan-niet", None),
    )
    names = [whole.book.channels[slug].beside for slug in (one, two)]
    shown = [[cell.lead or cell.text for cell in row] for t in tables for row in t.rows]
    assert shown == [
        [names[0], "goed", "73", "50 en 88", "46"],
        [names[1], "redelijk", "50", "50 en 50", "0"],
    ]
    odd = figures(whole, *(ranked_row(slug, "kandidaat", 1.0) for slug in some(whole, 3)))
    assert [len(table.rows) for table in odd] == [2, 1]


JOURNEY = [
    ["Brief en huis-aan-huisblad (even geschikt)", "Sleutelpersonen", "–"],
    ["E-mail en telefoon (even geschikt)", "Webformulier", "–"],
    ["Bewonersbijeenkomst", "Online vragenlijst, Straatgesprek", "–"],
    ["Brief en e-mail (even geschikt)", "Huis-aan-huisblad", "–"],
    ["Bewonersbijeenkomst en e-mail (even geschikt)", "Online vragenlijst", "–"],
]


def test_the_journey_marks_the_phase_of_the_advice(table: Compiled) -> None:
    phases = tuple(
        advise(table, Situation("participatie", phase), DAY) for phase in table.book.phases
    )
    case = Case(table.book, phases[1], phases, Meta())
    shown = next(b for b in story.section(case).blocks if isinstance(b, TableBlock))
    assert [row[0].text for row in shown.rows] == [
        "(deze fase)" if at == 1 else "" for at in range(len(phases))
    ]
    assert [[cell.text for cell in row[1:]] for row in shown.rows] == JOURNEY


@pytest.mark.exhaustive
def test_the_table_of_the_journey_says_what_the_headline_says(
    table: Compiled, every_advice: Mapping[Situation, Advice]
) -> None:
    """A tie that the headline tells is a tie in the table; it was main and supporting there."""
    book, ties = table.book, 0
    for situation, advice in every_advice.items():
        main, beside, _ = story.chosen(book, advice)
        marked = [piece.text.casefold() for piece in advice.argument.headline if piece.main]
        names = main.removesuffix(" (even geschikt)").casefold()
        assert main.endswith(" (even geschikt)") is (len(marked) > 1)
        assert all(text.split(maxsplit=1)[-1] in names for text in marked), situation
        even = [row for row in advice.channels if row.even_with]
        assert not any(book.channels[row.channel].name in beside.split(", ") for row in even)
        ties += len(marked) > 1
    assert ties > 100
