"""What each survey tool does that nobody expects, and what is told of it."""

import pytest
from returned import packed_files, text_files
from returned.residents import (
    Resident,
    asked_block,
    expected,
    residents,
    rows_of,
)
from returned.text_files import written

from engine import Rulebook
from engine.model import UNKNOWN
from surveys.model import Asked
from surveys.questions.block import block
from surveys.reading import AnswersRefused, Unmapped, read
from surveys.reading.mapping import AnswerMapping, ColumnMeaning
from surveys.reading.proposal import propose
from surveys.reading.separated import cut, guess
from surveys.stand_in import NAMES

HEAR = Asked("participatie", "bewustwording")


def test_limesurvey_tells_of_unfinished_and_anonymous(book: Rulebook) -> None:
    asked = asked_block(book)
    given = [Resident({"p1": ("brief",)}, finished=False), *residents(asked, 3)]
    codes = read(text_files.lime_codes(asked, given), "a.csv", book, asked)
    assert "1 inwoner was niet klaar met de vragenlijst" in codes.notes[0]
    texts = read(text_files.lime_texts(asked, given), "a.csv", book, asked)
    assert any("anoniem" in note for note in texts.notes)


def test_an_answer_that_limesurvey_lets_people_type(book: Rulebook) -> None:
    head = ["id", "submitdate", "lastpage", "startlanguage", "p1[brief]", "p1[websi]", "p1[other]"]
    rows = [
        ["1", "1980-01-01", "1", "nl", "Y", "", ""],
        ["2", "1980-01-01", "1", "nl", "", "", "via mijn zoon Ali"],
        ["3", "1980-01-01", "1", "nl", "", "", ""],
    ]
    incoming = read(written([head, *rows]), "a.csv", book, asked_block(book))
    assert incoming.answers.picks[HEAR] == (frozenset({"brief"}), frozenset())
    assert "Ali" not in repr(incoming)


def test_qualtrics_leaves_out_what_the_maker_tried(book: Rulebook) -> None:
    asked = asked_block(book)
    given = [*residents(asked, 4), Resident({"p1": ("brief",)}, finished=False)]
    incoming = read(text_files.qualtrics(asked, given), "q.csv", book, asked)
    assert incoming.notes[0].startswith("1 rij is een proef")
    assert any("niet klaar" in note for note in incoming.notes)
    only = text_files.qualtrics(asked, given[:1]).splitlines(keepends=True)
    with pytest.raises(AnswersRefused, match="alleen proefantwoorden"):
        read(b"".join(only[:-1]), "q.csv", book, asked)


def test_spss_tells_what_its_maker_calls_missing(book: Rulebook) -> None:
    asked = asked_block(book)
    given = [*residents(asked, 3), Resident({"p1": ("brief",)}, finished=False)]
    incoming = read(packed_files.spss(asked, given), "a.sav", book, asked)
    assert "ontbrekend" in incoming.notes[0]
    assert incoming.dropped[0] == "naam (naam)"
    assert rows_of(asked, incoming.answers) == expected(asked, given)


def test_use_of_a_channel_is_no_preference(book: Rulebook) -> None:
    data = {"dv12": [1.0, 2.0, 2.0, 1.0], "lft": [1.0, 1.0, 2.0, 2.0]}
    labels = {"dv12": {1.0: "Balie", 2.0: "Website"}, "lft": {1.0: "18-29", 2.0: "75+"}}
    texts = {"dv12": "Kanaal van het laatste contact", "lft": "Leeftijd"}
    raw = packed_files.sav(data, texts, labels, {})
    with pytest.raises(Unmapped) as error:
        read(raw, "bp.sav", book)
    assert any("gebruik, geen voorkeur" in line for line in error.value.preview)
    assert {one.code: dict(one.values) for one in error.value.columns} == {
        "dv12": {"Website": 2, "Balie": 2}, "lft": {"18-29": 2, "75+": 2},
    }  # fmt: skip
    meaning = ColumnMeaning("kanaal", HEAR, {"Balie": "balie", "Website": "website"})
    mapping = AnswerMapping({"dv12": meaning, "lft": ColumnMeaning("leeftijd")})
    answers = read(raw, "bp.sav", book, mapping=mapping).answers
    assert answers.picks[HEAR][0] == frozenset({"balie"})
    assert answers.ages[2:] == ("75-plus", "75-plus")
    assert answers.age_shares[0].keys() == {"16-24", "25-34"}


AGREES = dict(enumerate(("Helemaal mee eens", "Mee eens", "Niet eens en niet oneens",
                        "Mee oneens", "Helemaal mee oneens", "Weet niet"), 1))  # fmt: skip


def test_statements_of_a_burgerpeiling_are_known_by_their_names(book: Rulebook) -> None:
    """Their labels say which end agrees, and who does not know is no sixth step."""
    data = {"BO01": [1.0, 5.0, 6.0], "wl13": [1.0, 2.0, 1.0], "wl14": [5.0] * 3,
            "kan": [1.0] * 3}  # fmt: skip
    steps = {float(code): word for code, word in AGREES.items()}
    labels = {"BO01": steps, "wl13": steps, "wl14": steps, "kan": {1.0: "Brief"}}
    raw = packed_files.sav(data, dict.fromkeys(data, ""), labels, {})
    with pytest.raises(Unmapped) as error:
        read(raw, "bp.sav", book)
    mapping = propose(error.value.columns, book)
    assert {code: meaning.role for code, meaning in mapping.columns.items()} == {
        "BO01": "vertrouwen", "wl13": "betrokkenheid",
    }  # fmt: skip
    pick = ColumnMeaning("kanaal", HEAR, {"Brief": "brief"})
    answers = read(raw, "bp.sav", book, mapping=AnswerMapping({**mapping.columns, "kan": pick}))
    names = list(NAMES)
    assert answers.answers.stand_ins == (names[0], names[2], UNKNOWN)


def test_a_statement_on_another_scale_is_not_proposed(book: Rulebook) -> None:
    raw = packed_files.sav({"bo01": [1.0]}, {"bo01": ""}, {"bo01": {1.0: "Elke week"}}, {})
    with pytest.raises(Unmapped) as error:
        read(raw, "bp.sav", book)
    assert propose(error.value.columns, book).columns == {}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (b'"p3[bewon]"', b'"p3(bewon]"', "lijkt een antwoord van een van onze vragen"),
        (b'"p1[websi]"', b'"p1[wibsi]"', "'wibsi' ken ik hier niet"),
        (b'"a1624"', b'"a1642"', "'a1642' is geen leeftijd"),
    ],
)
def test_a_changed_code_is_refused(book: Rulebook, old: bytes, new: bytes, sentence: str) -> None:
    asked = asked_block(book)
    raw = text_files.lime_codes(asked, residents(asked, 30))
    assert old in raw
    with pytest.raises(AnswersRefused, match=sentence):
        read(raw.replace(old, new), "a.csv", book, asked)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [(b'"1";"0"', b'"7";"0"', "is hier geen 0 of 1"), (b'"1";"0"', b'"0";"0"', "anders dan")],
)
def test_kobo_must_say_one_thing_twice(
    book: Rulebook, old: bytes, new: bytes, sentence: str
) -> None:
    asked = asked_block(book)
    raw = text_files.kobo_both(asked, residents(asked, 12))
    with pytest.raises(AnswersRefused, match=sentence):
        read(raw.replace(old, new, 1), "a.csv", book, asked)


@pytest.mark.parametrize("make", [text_files.lime_codes, text_files.google, text_files.odk_joined])
def test_a_questionnaire_with_other_channels_than_now(
    book: Rulebook, make: packed_files.Maker
) -> None:
    """What people could choose from is what the file says, not what the block of today has."""
    channels = ("brief", "buurtapp", "youtube", "chat", "balie", "straatgesprek", "webformulier")
    then = block(book, phases=("bewustwording", "actie"), channels=channels)
    given = residents(then, 40)
    incoming = read(make(then, given), "a.csv", book, block(book))
    assert rows_of(then, incoming.answers) == expected(then, given)
    offered = set(incoming.answers.offered[HEAR])
    asked = {option.slug for option in then.questions()[0].options}
    assert offered >= asked
    assert (offered == asked) == (make is text_files.lime_codes)


def test_reasons_belong_to_the_question_before_them(book: Rulebook) -> None:
    asked = asked_block(book)
    given = residents(asked, 12)
    raw = text_files.google(asked, given)
    gone = raw.replace(b"Waarom kiest u daarvoor?", b"Waarom?", 1)
    answers = read(gone, "a.csv", book, asked).answers
    assert HEAR not in answers.motives
    whole = read(raw, "a.csv", book, asked).answers
    assert answers.motives == {k: v for k, v in whole.motives.items() if k != HEAR}


@pytest.mark.parametrize(
    ("cell", "between", "answers", "chosen", "left"),
    [
        ("Brief, per post, Website", ", ", ["Brief, per post", "Website"],
         ["Brief, per post", "Website"], []),
        ("Brief, per post", ", ", ["Brief", "Brief, per post"], ["Brief, per post"], []),
        ("Brief, mijn zoon", ", ", ["Brief"], ["Brief"], ["mijn zoon"]),
        ("a;b;", ";", ["a", "b"], ["a", "b"], []),
        ("a b", " ", ["a", "b"], ["a", "b"], []),
        ("1,4", ",", ["1", "4"], ["1", "4"], []),
        (", ".join("x" * 101), ", ", ["x"], [], [", ".join("x" * 101)]),
    ],
)  # fmt: skip
def test_answers_in_one_cell(
    cell: str, between: str, answers: list[str], chosen: list[str], left: list[str]
) -> None:
    assert cut(cell, between, answers) == (chosen, left)


def test_pieces_that_always_stand_together_are_one_answer() -> None:
    cells = ["Brief, per post, Website", "Brief, per post", "Website, Balie", "Balie"]
    assert guess(cells, ", ") == {"Brief, per post": 2, "Website": 2, "Balie": 2}
