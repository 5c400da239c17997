"""The block of questions: fixed codes, few channels, words that residents know."""

import re
from pathlib import Path

import pytest

from engine import KnowledgeError, Rulebook
from engine.knowledge import organisation
from engine.model import UNKNOWN
from surveys.model import Asked
from surveys.questions import phrases
from surveys.questions.block import (
    CODE_LENGTH,
    MOST_CHANNELS,
    NONE,
    BlockError,
    age_code,
    block,
    channel_code,
    channel_text,
    column,
    everything,
    is_able,
)

CODE = re.compile("[a-z][a-z0-9]*")  # what LimeSurvey and XLSForm both take


def test_codes_are_short_and_belong_to_one_thing(book: Rulebook) -> None:
    channels = [*map(channel_code, book.channels), NONE]
    ages = list(map(age_code, book.ages))
    for codes in (channels, ages, list(everything(book))):
        assert len(set(codes)) == len(codes)
        assert all(CODE.fullmatch(code) and len(code) <= CODE_LENGTH for code in codes)


def test_codes_stay_what_they_were(book: Rulebook) -> None:
    """Answers that were given come back with these: a change makes them unreadable."""
    whole = block(book)
    lines = [
        f"{q.code} {q.column}: {' '.join(f'{a.code}={a.slug}' for a in q.answers())}"
        for q in whole.questions()
        if q.code[:2] in ("p1", "d5") or q.asked is None
    ]
    approved = Path(__file__).with_name("codes.txt").read_text(encoding="utf-8")
    assert "\n".join([*lines, ""]) == approved


def test_every_question_has_a_code_of_its_own_and_every_answer_too(book: Rulebook) -> None:
    questions = block(book).questions()
    assert len({q.code for q in questions}) == len({q.column for q in questions}) == len(questions)
    for question in questions:
        assert len({a.code for a in question.answers()}) == len(question.answers())
        assert len({a.slug for a in question.answers()}) == len(question.answers())


def test_it_asks_for_tracks_and_phases_that_are_chosen(book: Rulebook) -> None:
    track, phases = list(book.tracks)[1], list(book.phases)[1:3]
    asked = [q.asked for q in block(book, [track], phases).questions() if q.kind == "kanaal"]
    assert asked == [Asked(track, phase) for phase in phases]
    assert len(block(book, [track], phases, why=False).questions()) == len(phases) + 3


def test_only_channels_that_can_do_something_there_are_offered(book: Rulebook) -> None:
    for question in block(book).questions():
        if question.kind == "kanaal":
            assert question.asked
            assert 5 <= len(question.options) <= MOST_CHANNELS
            assert all(is_able(book, option.slug, question.asked) for option in question.options)


def test_an_organisation_asks_for_its_own_channels_by_its_own_names(book: Rulebook) -> None:
    first, second = phrases.load().first[:2]
    text = (
        f"naam: Waterschap De Proef\nzonder:\n  - {{kanaal: {first}}}\n"
        f"eigen_namen:\n  {second}: {{naam: De Proeflijn}}\n"
    )
    own = organisation.parse("eigen.yaml", text, book)
    asked = block(own)
    assert first not in asked.channels
    assert len(asked.channels) == MOST_CHANNELS
    assert channel_text(own, second) == "De Proeflijn"
    assert any("Waterschap De Proef" in question.text for question in asked.last)
    with pytest.raises(BlockError, match=f"kanaal '{first}' heeft je organisatie niet"):
        block(own, channels=[first])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"tracks": ["participatei"]}, "traject 'participatei' ken ik niet. Bedoelde je"),
        ({"phases": ["begin"]}, "fase 'begin' ken ik niet"),
        ({"channels": ["briev"]}, "kanaal 'briev' ken ik niet. Bedoelde je"),
    ],
)
def test_what_is_not_known_is_refused(
    book: Rulebook, wrong: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(BlockError, match=message):
        block(book, **wrong)  # type: ignore[arg-type]


def test_more_channels_than_a_resident_reads_are_refused(book: Rulebook) -> None:
    with pytest.raises(BlockError, match="Kies er hoogstens 15"):
        block(book, channels=list(book.channels)[: MOST_CHANNELS + 1])


def test_channels_that_can_do_nothing_there_are_refused(book: Rulebook) -> None:
    asked = Asked(next(iter(book.tracks)), next(iter(book.phases)))
    unable = next(slug for slug in book.channels if not is_able(book, slug, asked))
    with pytest.raises(BlockError, match="Kies andere kanalen"):
        block(book, [asked.track], [asked.phase], [unable])


def test_a_channel_or_phase_without_own_words_is_asked_for_in_those_of_the_knowledge(
    book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = phrases.load().model_copy(update={"channels": {}, "situations": {}})
    monkeypatch.setattr(phrases, "load", lambda: bare)
    question = block(book).questions()[0]
    assert question.asked
    where = book.phases[question.asked.phase].per_track[question.asked.track]
    assert question.text == where.explanation
    assert [o.text for o in question.options] == [
        book.channels[o.slug].name for o in question.options
    ]


def test_residents_are_asked_in_words_of_their_own(book: Rulebook) -> None:
    words = phrases.load()
    assert set(words.channels) == set(book.channels)
    assert set(words.codes) <= set(book.channels)
    assert set(words.first) <= set(book.channels)
    for track in book.tracks:
        assert set(words.situations[track].phases) == set(book.phases)
    assert {choice.kind for choice in words.expectation.choices} == set(words.kinds)


def test_sentences_are_short(book: Rulebook) -> None:
    """B1 has no measure that can be trusted; long sentences and long words can be counted."""
    for question in block(book).questions():
        for sentence in re.split(r"(?<=[.?!:])\s+", question.text):
            assert len(sentence.split()) <= 18, sentence


def test_what_is_at_stake_stands_in_the_column() -> None:
    assert column(Asked("a", "b")) == "a:b"
    assert column(Asked("a", "b", UNKNOWN)) == "a:b"
    assert column(Asked("a", "b", "c")) == "a:b:c"


def test_a_list_in_turning_order_keeps_none_of_these_last(book: Rulebook) -> None:
    for question in block(book).questions():
        if question.turning:
            assert question.none and question.answers()[-1] == question.none
            assert question.none not in question.options


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel: x\n", "vragen.yaml"),
        ("titel: [\n", "geen geldige YAML"),
    ],
)
def test_wrong_texts_are_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "vragen.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        phrases.load(file)


def test_a_block_knows_who_asks(book: Rulebook) -> None:
    assert block(book).organisation == ""
    assert any(phrases.load().nameless in question.text for question in block(book).last)
