"""The plain table: what anybody can make, read whole or refused with row, column and way out."""

from pathlib import Path

import pytest

from engine import Rulebook
from engine.model import UNKNOWN
from surveys.model import Asked
from surveys.reading import AnswersRefused, Incoming, read
from surveys.stand_in import NAMES

COVERS = (
    "surveys/crosswalk.py",
    "surveys/reading/age_words.py",
    "surveys/reading/answer_file.py",
    "surveys/reading/columns.py",
    "surveys/reading/container.py",
    "surveys/reading/gathering.py",
    "surveys/reading/plain_table.py",
    "surveys/stand_in.py",
)
HEAR, HELP = Asked("participatie", "bewustwording"), Asked("dienstverlening", "actie")
HEAD = "leeftijd;profiel;gewicht;participatie:bewustwording;dienstverlening:actie"


def table(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *rows, "")).encode()


def incoming(book: Rulebook, *rows: str, head: str = HEAD) -> Incoming:
    return read(table(*rows, head=head), "antwoorden.csv", book)


def refusal(book: Rulebook, *rows: str, head: str = HEAD) -> str:
    with pytest.raises(AnswersRefused) as error:
        incoming(book, *rows, head=head)
    return str(error.value)


def test_every_cell_is_understood(book: Rulebook) -> None:
    given = incoming(
        book, "16-24;stadse-nomaden;0,5;brief|website;", ";;1.5;geen;balie", "47;;;;telefoon"
    )
    answers = given.answers
    assert given.kind == "gewone tabel"
    assert answers.ages == ("16-24", UNKNOWN, "35-49")
    assert answers.profiles == ("stadse-nomaden", UNKNOWN, UNKNOWN)
    assert answers.weights.tolist() == [0.5, 1.5, 1.0]
    assert answers.picks[HEAR] == (frozenset({"brief", "website"}), frozenset(), None)
    assert answers.picks[HELP] == (None, frozenset({"balie"}), frozenset({"telefoon"}))
    assert set(answers.offered[HEAR]) >= {"brief", "website"}


def test_a_situation_with_its_stake(book: Rulebook) -> None:
    head = "participatie:actie:raadplegen,leeftijd"
    answers = incoming(book, "online-vragenlijst,75-plus", head=head).answers
    assert list(answers.picks) == [Asked("participatie", "actie", "raadplegen")]
    assert answers.ages == ("75-plus",)


def test_reasons_expectations_and_statements(book: Rulebook) -> None:
    head = (
        "participatie:bewustwording;motief:participatie:bewustwording;"
        "verwachting:participatie:bewustwording;vertrouwen;betrokkenheid"
    )
    answers = incoming(
        book, "brief;snel|bewaren;een-week;4;2", "balie;;geen;6;5", head=head
    ).answers
    assert answers.motives[HEAR] == (frozenset({"snel", "bewaren"}), None)
    assert answers.expectations[HEAR] == (frozenset({"een-week"}), frozenset())
    assert answers.stand_ins == (list(NAMES)[1], UNKNOWN)


def test_half_finished_answers_count_and_empty_rows_do_not(book: Rulebook) -> None:
    given = incoming(book, "16-24;;;brief;", "16-24;;;;", ";;;;website")
    assert len(given.answers) == 2
    assert given.notes == ("1 rij doet niet mee: daarin is geen vraag over kanalen beantwoord.",)


def test_ages_of_others_are_spread_and_told(book: Rulebook) -> None:
    given = incoming(book, "30-39;;;brief;", "65+;;;brief;", "12-15;;;brief;")
    assert len(given.answers) == 2
    assert given.answers.ages == (UNKNOWN, UNKNOWN)
    assert given.answers.age_shares[0] == {"25-34": 0.5, "35-49": 0.5}
    assert set(given.answers.age_shares[1]) == {"65-74", "75-plus"}
    assert "30-39, 65+" in given.notes[0]
    assert "aanname" in given.notes[0]
    assert "jonger is dan 16 jaar" in given.notes[1]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (";;;breif;", "regel 3: kolom 'participatie:bewustwording': 'breif' ken ik hier niet. "
         "Bedoelde je 'brief'?"),
        ("stokoud;;;brief;", "kolom 'leeftijd': 'stokoud' is geen leeftijd"),
        (";nomaden;;brief;", "kolom 'profiel': profiel 'nomaden' ken ik niet"),
        (";;veel;brief;", "kolom 'gewicht': 'veel' is geen gewicht"),
        (";;-1;brief;", "kolom 'gewicht': het gewicht '-1' kan niet"),
        (";;0;brief;", "kolom 'gewicht': het gewicht '0' kan niet"),
        (";;;brief", "deze rij heeft 4 kolommen en de kopregel 5"),
        (";;;brief;;x", "deze rij heeft 6 kolommen en de kopregel 5"),
        (";;;geen|brief;", "staat 'geen' naast een keuze"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_with_the_way_out(book: Rulebook, row: str, sentence: str) -> None:
    message = refusal(book, "16-24;;1;website;", row)
    assert message.startswith("antwoorden.csv, regel 3: ")
    assert sentence in message


def test_more_than_three_is_no_answer_and_told(book: Rulebook) -> None:
    given = incoming(book, ";;;brief|website|balie|telefoon;", ";;;brief;")
    assert given.answers.picks[HEAR] == (frozenset({"brief"}),)
    assert "meer dan 3 gekozen" in given.notes[0]


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("leeftijd;participatie:bewustwordink", "noemt geen situatie die ik ken"),
        ("leeftijd;leeftijd;participatie:actie", "staat er twee keer"),
    ],
)
def test_a_wrong_heading_is_refused(book: Rulebook, head: str, sentence: str) -> None:
    assert sentence in refusal(book, "16-24;brief;brief", head=head)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "leeg"),
        (b"\x00\x01\x02\x03", "geen tekst"),
        (b"\xd0\xcf\x11\xe0rest", "oud Excel-bestand"),
        (b"PK\x03\x04rest", "beschadigd"),
        (b"<html><body>inloggen</body></html>", "webpagina"),
        (b"alleen maar tekst", "\xe9\xe9n kolom"),
        (table(), "geen enkel antwoord"),
    ],
)
def test_what_is_no_table_is_refused(book: Rulebook, raw: bytes, sentence: str) -> None:
    with pytest.raises(AnswersRefused, match=sentence):
        read(raw, "antwoorden.csv", book)


def test_a_file_is_read_from_its_path(book: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(table("16-24;;;brief;"))
    assert len(read(path, path.name, book).answers) == 1
    with pytest.raises(AnswersRefused, match=r"b\.csv: dit bestand of deze map bestaat niet"):
        read(tmp_path / "b.csv", "b.csv", book)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_and_separators_of_offices(book: Rulebook, encoding: str) -> None:
    text = table("16-24;;;brief;").decode().replace(";", ",").replace("\n", "\r\n")
    assert len(read(text.encode(encoding), "a.csv", book).answers) == 1
