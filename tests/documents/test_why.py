"""Why these channels: reasons in order of their weight, for and against apart."""

from dataclasses import replace
from datetime import date

import pytest

from documents.advice import why
from documents.advice.case import Case, Meta
from documents.blocks import Bullets, Columns, Heading, Paragraph, Sentence, flat
from documents.labels import upper
from engine import Situation, Table, advise
from engine.answer import Ranked, Reason
from engine.argument.approach import how_per_task
from engine.argument.parts import WhyNot
from engine.argument.reasons import LAW

SITUATION = Situation("participatie", "bewustwording", "onbekend", "onbekend")


def rule(because: str, weight: float, quality: str = "C", counted: bool = True) -> Reason:
    return Reason(because, weight, because, (), quality, "taak", counted)


REASONS = (
    rule("Zwak voor.", 1.0),
    rule("Sterk voor.", 3.0),
    rule("Nul.", 0.0),
    rule("Telt niet.", 5.0, counted=False),
    rule("Stap.", 0.5, quality=""),
    rule("Zwak tegen.", -1.0),
    rule("Sterk tegen.", -2.5),
    rule("Telt ook niet.", -4.0, counted=False),
)


@pytest.fixture(scope="module")
def case(table: Table) -> Case:
    given = advise(table, SITUATION, date(2026, 11, 22))
    return Case(table.book, given, (given,), Meta())


def with_answers(case: Case, answers: tuple[WhyNot, ...]) -> Case:
    argument = replace(case.advice.argument, why_not=answers)
    return replace(case, advice=replace(case.advice, argument=argument))


def with_channels(case: Case, *rows: Ranked) -> Case:
    return replace(case, advice=replace(case.advice, channels=rows))


def row(case: Case, at: int, role: str, *reasons: Reason, refusal: str | None = None) -> Ranked:
    slug = list(case.book.channels)[at]
    return Ranked(slug, role, None, None, None, None, (), reasons, refusal)


def lines(case: Case) -> list[str]:
    """Return headings and what stands under them, in order."""
    texts: list[str] = []
    for block in flat(why.section(case).blocks):
        match block:
            case Heading(text=text):
                texts.append(f"# {text}")
            case Bullets(items=items):
                texts += [f"{one.lead} {one.text}".strip() for (one, *_) in items]
            case Paragraph(sentences=(one, *_)):
                texts.append(one.text)
    return texts


def after(texts: list[str], heading: str) -> list[str]:
    """Return what stands under a heading."""
    rest = texts[texts.index(f"# {heading}") + 1 :]
    end = next((at for at, text in enumerate(rest) if text.startswith("# ")), len(rest))
    return rest[:end]


def test_reasons_stand_in_order_of_weight_and_apart(case: Case) -> None:
    texts = lines(with_channels(case, row(case, 0, "hoofdkanaal", *REASONS)))
    assert after(texts, "Waarom") == ["Sterk voor.", "Zwak voor.", "Nul."]
    assert after(texts, "Wat ertegen pleit") == ["Sterk tegen.", "Zwak tegen.", "Stap."]


@pytest.mark.parametrize(
    ("weight", "there", "absent"),
    [(1.0, "Waarom", "Wat ertegen pleit"), (-1.0, "Wat ertegen pleit", "Waarom")],
)
def test_a_side_without_reasons_has_no_heading(
    case: Case, weight: float, there: str, absent: str
) -> None:
    texts = lines(with_channels(case, row(case, 0, "hoofdkanaal", rule("Eén.", weight))))
    assert f"# {there}" in texts
    assert f"# {absent}" not in texts


def test_each_chosen_channel_is_named_with_its_role(case: Case) -> None:
    one, two = (
        row(case, at, role, rule("Eén.", 1.0))
        for at, role in enumerate(("ondersteunend", "hoofdkanaal"))
    )
    headings = [
        text for text in lines(with_channels(case, one, two)) if ": " in text and text[0] == "#"
    ]
    names = [case.channel(two).name, case.channel(one).name]
    assert headings == [f"# {names[0]}: hoofdkanaal", f"# {names[1]}: ondersteunend"]


@pytest.mark.parametrize("careful", [True, False])
def test_what_to_watch_stands_there_when_there_is_something(case: Case, careful: bool) -> None:
    slug, channel = next(iter(case.book.channels.items()))
    if not careful:
        bare = tuple(one.model_copy(update={"caution": ()}) for one in channel.approaches)
        channel = channel.model_copy(update={"caution": (), "approaches": bare})
    book = replace(case.book, channels={**case.book.channels, slug: channel})
    one = with_channels(replace(case, book=book), row(case, 0, "hoofdkanaal", rule("Eén.", 1.0)))
    texts = lines(one)
    assert ("# Let op" in texts) is careful
    situation = case.advice.situation
    steps = [" ".join(how) for _, how in how_per_task(case.book, situation, slug)]
    shown = after(texts, "Zo pak je het aan")[: len(steps)]
    assert steps and all(s.endswith(step) for s, step in zip(shown, steps, strict=True))


def test_channels_with_the_same_reason_against_stand_together(case: Case) -> None:
    names = [channel.beside for channel in case.book.channels.values()]
    rows = (
        row(case, 0, "ligt-niet-voor-de-hand", rule("Te traag.", -1.0), rule("Kost veel.", -2.0)),
        row(case, 1, "ligt-niet-voor-de-hand", rule("Kost veel.", -3.0)),
        row(
            case, 2, "ligt-niet-voor-de-hand", rule("Niemand leest het.", -1.0), rule("Goed.", 2.0)
        ),
        row(case, 3, "kandidaat", rule("Te duur.", -9.0)),
        row(case, 4, "kan-niet", refusal="Er is nog niets te doen."),
        row(case, 5, "kan-niet", refusal="Er is nog niets te doen."),
    )
    together = f"{upper(names[4])} en {names[5]}"
    section = why.section(with_channels(case, *rows))
    at = section.blocks.index(Heading("Wat we niet adviseren"))
    told = [" ".join(f"{s.lead} {s.text}".strip() for s in b.sentences)
            for b in section.blocks[at + 1 : at + 3] if isinstance(b, Paragraph)]  # fmt: skip
    assert told == [
        f"Ligt niet voor de hand: {upper(names[0])} en {names[1]}. Kost veel. "
        f"{upper(names[2])}. Niemand leest het.",
        f"Kan niet in deze fase: {together}. Er is nog niets te doen.",
    ]
    assert section.spare[0] == section.blocks[at + 2 : at + 3]


def test_nothing_against_is_said_too(case: Case) -> None:
    texts = lines(with_channels(case, row(case, 0, "hoofdkanaal", rule("Eén.", 1.0))))
    assert after(texts, "Wat we niet adviseren") == [
        "Elk kanaal dat hier kan, ligt ook voor de hand."
    ]


@pytest.mark.parametrize(
    ("companion", "asked"),
    [
        ("een brief", "geen brief"),
        ("de telefoon", "niet de telefoon"),
        ("het huis-aan-huisblad", "niet het huis-aan-huisblad"),
        ("e-mail", "niet e-mail"),
        ("Facebook", "niet Facebook"),
    ],
)
def test_a_question_has_its_article(companion: str, asked: str) -> None:
    assert why.none_of(companion) == asked


def test_questions_stand_there_when_they_are_asked(case: Case) -> None:
    slug = next(iter(case.book.channels))
    asked = with_answers(case, (WhyNot(slug, "Te traag.", LAW, (), "tegen"),))
    elsewhere = [f"Waarom niet {e.name}? {e.answer.text}" for e in case.book.words.elsewhere]
    told = after(lines(asked), "Veelgestelde vragen")
    assert told == ["Waarom geen antwoordkaart? Te traag.", *elsewhere]
    none = replace(case.book, words=case.book.words.model_copy(update={"elsewhere": ()}))
    silent = replace(with_answers(case, ()), book=none)
    assert "# Veelgestelde vragen" not in lines(silent)


def test_motives_and_expectations_stand_beside_each_other(case: Case) -> None:
    blocks = why.section(case).blocks
    columns = blocks[blocks.index(Heading("Wat inwoners beweegt en verwachten")) + 1]
    assert isinstance(columns, Columns)
    assert [part[0] for part in columns.parts] == [
        Heading("Beweegredenen", 3),
        Heading("Verwachtingen", 3),
    ]


def test_the_explanation_is_numbered(case: Case) -> None:
    head, first = why.section(case).blocks[:2]
    assert head == Heading("Zo leg je het uit")
    assert isinstance(first, Bullets)
    assert first.numbered
    assert [item for (item,) in first.items] == [Sentence(text) for text in case.advice.defence]
