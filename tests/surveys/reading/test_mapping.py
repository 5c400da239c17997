"""A mapping: made for a file that is not known, kept as YAML, and used again."""

from pathlib import Path

import pytest

from engine import KnowledgeError, Rulebook
from surveys.model import Asked
from surveys.reading import AnswersRefused, Unmapped, mapping, read
from surveys.reading.mapping import AnswerMapping, ColumnMeaning
from surveys.reading.proposal import channel, propose

COVERS = ("surveys/reading/loose_table.py", "surveys/reading/proposal.py")
HEAR = Asked("participatie", "bewustwording")
HELP = Asked("participatie", "actie", "raadplegen")
QUESTION = "Waar leest u ons nieuws?"
RAW = f"""Hoe oud bent u?;{QUESTION};Weegfactor
18 t/m 29 jaar;Gemeentesite;1
18 t/m 29 jaar;Krantje;0,5
75 jaar en ouder;Anders;1,5
75 jaar en ouder;Gemeentesite;1
18 t/m 29 jaar;Gemeentesite;1
75 jaar en ouder;Krantje;1
Weet niet;Krantje;1
""".encode()
MEANING = AnswerMapping(
    {
        "Hoe oud bent u?": ColumnMeaning("leeftijd"),
        QUESTION: ColumnMeaning(
            "kanaal", HEAR, {"Gemeentesite": "website", "Krantje": "huis-aan-huisblad",
                             "Anders": "anders"}
        ),
        "Weegfactor": ColumnMeaning("gewicht"),
    },
    "Burgerpanel: voorjaar",
)  # fmt: skip


def test_a_file_that_is_not_known_says_what_can_be_mapped(book: Rulebook) -> None:
    with pytest.raises(Unmapped) as error:
        read(RAW, "panel.csv", book)
    columns = {column.code: column for column in error.value.columns}
    assert columns[QUESTION].values == (("Gemeentesite", 3), ("Krantje", 3))
    assert columns[QUESTION].rare == 1
    assert "7 rijen" in error.value.preview[0]
    assert str(error.value).startswith("panel.csv: ik herken de vragen in dit bestand niet")
    guess = propose(error.value.columns, book)
    assert {code: one.role for code, one in guess.columns.items()} == {
        "Hoe oud bent u?": "leeftijd", "Weegfactor": "gewicht",
    }  # fmt: skip


def test_a_mapping_says_what_it_means(book: Rulebook) -> None:
    given = read(RAW, "panel.csv", book, mapping=MEANING)
    assert given.answers.picks[HEAR][:3] == (
        frozenset({"website"}), frozenset({"huis-aan-huisblad"}), frozenset(),
    )  # fmt: skip
    assert given.answers.offered[HEAR] == ("website", "huis-aan-huisblad")
    assert given.answers.ages[2:4] == ("75-plus", "75-plus")
    assert given.answers.age_shares[0].keys() == {"16-24", "25-34"}
    assert given.mapping == MEANING


def test_a_mapping_is_kept_as_it_was(book: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "koppeling.yaml"
    odd = {"regel\neen": "brief", "a: b # c": "balie", "- 'x'": "geen", "ja": "overslaan"}
    full = AnswerMapping(
        {**MEANING.columns, "vraag {2}": ColumnMeaning("kanaal", HELP, odd, 3, loose=True)}, "x"
    )
    for one in (MEANING, full):
        path.write_text(mapping.write(one), encoding="utf-8")
        assert mapping.read_file(path, book) == one


def test_an_answer_without_a_meaning_is_refused(book: Rulebook) -> None:
    raw = RAW.replace(b"Weet niet;Krantje", b"Weet niet;Radio")
    with pytest.raises(AnswersRefused, match=rf"regel 8: kolom '{QUESTION[:-1]}.*'Radio' ken ik"):
        read(raw, "panel.csv", book, mapping=MEANING)


def test_own_words_count_as_something_else_and_are_not_kept(book: Rulebook) -> None:
    meaning = ColumnMeaning("kanaal", HEAR, MEANING.columns[QUESTION].values, loose=True)
    raw = RAW.replace(b"Weet niet;Krantje", b"Weet niet;buurman Ali")
    given = read(raw, "panel.csv", book, mapping=AnswerMapping({QUESTION: meaning}))
    assert given.answers.picks[HEAR][-1] == frozenset()
    assert "Ali" not in repr(given)
    assert "eigen woorden" in given.notes[0]


def test_a_question_of_which_most_is_not_listed_is_refused(book: Rulebook) -> None:
    meaning = ColumnMeaning("kanaal", HEAR, {"Anders": "anders"}, loose=True)
    with pytest.raises(AnswersRefused, match="de meeste antwoorden staan niet in de lijst"):
        read(RAW, "panel.csv", book, mapping=AnswerMapping({QUESTION: meaning}))


def test_a_column_that_is_gone_is_named(book: Rulebook) -> None:
    raw = RAW.replace(b"Weegfactor", b"Gewicht2")
    with pytest.raises(AnswersRefused, match="de kolom 'Weegfactor' uit de koppeling ontbreekt"):
        read(raw, "panel.csv", book, mapping=MEANING)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("titel: x", "dit is geen koppeling"),
        (f"soort: {mapping.KIND}\nkolommen: x", "een of meer kolommen"),
        (f"soort: {mapping.KIND}\nkolommen:\n  - kolom: a", "'None' kan een kolom niet zijn"),
        (f"soort: {mapping.KIND}\nkolommen:\n  - {{kolom: a, is: kanaal}}", "geen situatie"),
        (f"soort: {mapping.KIND}\nkolommen:\n  - {{kolom: a, is: leeftijd, antwoorden: x}}",
         "horen regels met 'antwoord' en 'wordt'"),
        (f"soort: {mapping.KIND}\nkolommen:\n  - {{kolom: a, is: kanaal, situatie: "
         "'participatie:actie', antwoorden: [{antwoord: b, wordt: breif}]}", "'breif' ken ik niet"),
        (f"soort: {mapping.KIND}\nkolommen:\n  - {{kolom: a, is: leeftijd}}\n"
         "  - {kolom: a, is: profiel}", "staat er twee keer"),
        (f"soort: {mapping.KIND}\nkolommen:\n  - {{kolom: a, is: leeftijd, hoogstens: veel}}",
         "een heel getal"),
        ("a: [", "geen geldige YAML"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_refused(book: Rulebook, text: str, sentence: str) -> None:
    with pytest.raises(KnowledgeError, match="(?s)k.yaml.*" + sentence):
        mapping.read("k.yaml", text, book)


@pytest.mark.parametrize(
    ("answer", "slug"),
    [
        ("Brief", "brief"), ("de website van de gemeente", "website"), ("Facebook-pagina", None),
        ("Geen van deze", "geen"), ("Anders, namelijk:", "anders"), ("Weet niet", "overslaan"),
        ("WhatsApp", "whatsapp"), ("huis aan huisblad", "huis-aan-huisblad"), ("iets", None),
    ],
)  # fmt: skip
def test_a_channel_is_guessed_by_its_name(book: Rulebook, answer: str, slug: str | None) -> None:
    assert channel(answer, book) == slug
