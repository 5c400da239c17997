"""Parts are written into the text of a file; all else stays as it was, or nothing is done."""

from typing import Any

import pytest
from conftest import ROOT

from engine.knowledge import files
from engine.model import UNKNOWN
from workbench import item_forms, items, knowledge_rooms, new_files
from workbench.concept import ConceptError
from workbench.item_forms import KINDS, part_of, values_of
from workbench.knowledge_rooms import AGES, CHANNELS, RULES, SOURCES

TEXT = """# Kop
regels:
  - id: een   # met opmerking
    omdat: Eerste.
  # Over twee
  - id: twee
    omdat: Tweede.

# Einde
voorbeelden: []
"""
ADDED = {"id": "drie", "omdat": 'Een zin: met "tekens" #1'}


def test_a_part_is_added_and_comments_stay() -> None:
    text = items.with_item("a.yaml", TEXT, "regels", ADDED)
    names = [part["id"] for part in items.listed("a.yaml", text, "regels")]
    assert names == ["een", "twee", "drie"]
    assert all(line in text.splitlines() for line in TEXT.splitlines())
    assert text.index("drie") < text.index("# Einde")


def test_a_part_is_replaced_where_it_stands() -> None:
    text = items.with_item("a.yaml", TEXT, "regels", ADDED, 0)
    assert [part["id"] for part in items.listed("a.yaml", text, "regels")] == ["drie", "twee"]
    assert "# Over twee" in text
    assert "Eerste" not in text


def test_a_part_goes_and_the_last_one_leaves_an_empty_list() -> None:
    one = items.without_item("a.yaml", TEXT, "regels", 1)
    assert [part["id"] for part in items.listed("a.yaml", one, "regels")] == ["een"]
    none = items.without_item("a.yaml", one, "regels", 0)
    assert files.parse("a.yaml", none)[0] == {"regels": [], "voorbeelden": []}
    again = items.with_item("a.yaml", none, "regels", ADDED)
    assert items.listed("a.yaml", again, "regels") == (ADDED,)


def test_a_key_that_is_not_there_comes_at_the_end() -> None:
    text = items.with_item("a.yaml", "naam: X", "regels", ADDED)
    assert files.parse("a.yaml", text)[0] == {"naam": "X", "regels": [ADDED]}
    assert items.with_value("a.yaml", "naam: X\n", "naam", "Y: z") == "naam: 'Y: z'\n"


@pytest.mark.parametrize("text", ["regels: {a: b}", "- een\n- twee", "regels: [", ""])
def test_what_cannot_be_done_is_said(text: str) -> None:
    with pytest.raises(ConceptError):
        items.with_item("a.yaml", text, "regels", ADDED)


@pytest.mark.exhaustive
def test_every_part_of_the_knowledge_can_be_written_again_and_removed() -> None:
    count = 0
    for name, path in files.paths(ROOT):
        text = files.text(name, path)
        for key, parts in files.parse(name, text)[0].items():
            if isinstance(parts, list) and parts and isinstance(parts[0], dict):
                items.with_item(name, text, key, ADDED)
                for at, part in enumerate(parts):
                    items.with_item(name, text, key, part, at)
                    items.without_item(name, text, key, at)
                    count += 1
    assert count > 1000


def test_a_word_gets_another_name_where_it_is_a_value_and_nowhere_else() -> None:
    texts = {
        "a.yaml": "als: {leeftijd: [16-24, 25-34]}\nomdat: Van de 16-24 jaar oude.\n",
        "b.yaml": "16-24: ja\n",
        "c.yaml": "naam: 116-24\n",
    }
    assert items.renamed(texts, "16-24", "18-24") == {
        "a.yaml": "als: {leeftijd: [18-24, 25-34]}\nomdat: Van de 16-24 jaar oude.\n",
        "b.yaml": "18-24: ja\n",
    }


@pytest.mark.parametrize(
    ("room", "word", "name"),
    [
        (CHANNELS, "Podcast", f"{CHANNELS}/podcast.yaml"),
        (CHANNELS, "Wijk krant!", f"{CHANNELS}/wijk-krant.yaml"),
        (SOURCES, "gem 26", f"{SOURCES}/GEM-26.yaml"),
        (RULES, "../../app", f"{RULES}/app.yaml"),
    ],
)
def test_a_new_file_has_a_name_in_a_known_room(room: str, word: str, name: str) -> None:
    assert knowledge_rooms.name_for(room, word) == name
    assert knowledge_rooms.checked(name) == name


@pytest.mark.parametrize(
    "name",
    ["app.py", "journeys/regels/../x.yaml", "/etc/passwd", "journeys/reizen/a.yaml",
     f"{CHANNELS}/x.yml", f"{CHANNELS}/a/b.yaml", f"{CHANNELS}/A b.yaml", "journeys/x.yaml", ""],
)  # fmt: skip
def test_no_other_name_is_a_file_of_the_knowledge(name: str) -> None:
    with pytest.raises(ConceptError):
        knowledge_rooms.checked(name)


@pytest.mark.parametrize(("room", "word"), [("journeys", "x"), (AGES, "!"), (AGES, "x" * 70)])
def test_no_file_without_a_room_or_a_word(room: str, word: str) -> None:
    with pytest.raises(ConceptError):
        knowledge_rooms.name_for(room, word)


def test_every_file_of_the_knowledge_is_in_a_room() -> None:
    names = knowledge_rooms.texts({})
    assert [name for name in names if knowledge_rooms.checked(name) != name] == []
    assert {knowledge_rooms.room_of(name) for name in names} <= set(knowledge_rooms.ROOMS)


def test_a_form_becomes_a_part_and_a_part_a_form() -> None:
    values = {"kanaal": ["brief"], "gewicht": "1.5", "omdat": " De brief  komt op elk adres. ",
              "als.fase": ["actie"], "bron": [], "kwaliteit": "D"}  # fmt: skip
    part = part_of("regel", values)
    assert part == {
        "id": "de-brief-komt-op-elk-adres",
        "kanaal": ["brief"],
        "gewicht": "1.5",
        "omdat": "De brief komt op elk adres.",
        "als": {"fase": ["actie"]},
        "kwaliteit": "D",
    }
    again = values_of(KINDS["regel"].fields, part)
    assert part_of("regel", again, part) == part


def test_what_a_form_has_no_field_for_stays() -> None:
    part = part_of("regel", {"kanaal": ["brief"], "gewicht": "1", "omdat": "A."}, {"cijfer": "x"})
    assert part["cijfer"] == "x"
    assert item_forms.only_as_text(part)


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        ("regel", {}, "Over welke kanalen?"),
        ("plicht", {"soort": "wet", "omdat": "A."}, "een van de twee"),
        ("voorbeeld", {"naam": "X"}, "Traject"),
    ],
)
def test_what_is_not_filled_in_is_named(kind: str, values: dict[str, str], sentence: str) -> None:
    with pytest.raises(ConceptError, match=sentence):
        part_of(kind, values)


def test_a_duty_names_its_property_and_its_fact() -> None:
    values = {"soort": "wet", "als feit": "besluit: formeel", "eis": "papier: ja", "omdat": "Zo."}
    part = part_of("plicht", values)
    assert part["als"] == {"besluit": "formeel"}
    assert part["eis"] == {"papier": "ja"}


def test_an_example_leaves_out_what_is_not_known() -> None:
    answers = {"traject": "a", "fase": "b", "leeftijd": "c", "profiel": "d", "belang": UNKNOWN}
    values = {"naam": "N", **{f"situatie.{key}": value for key, value in answers.items()}}
    assert "belang" not in part_of("voorbeeld", values)["situatie"]


def test_a_channel_says_something_of_every_task() -> None:
    values: dict[str, Any] = {f.place: "ja" for f in new_files.CHANNEL if f.needed}
    values |= {"naam": "Podcast", "taken": ["bereiken"], "beetje": ["bedanken"],
               "waarom beetje": "Kan.", "waarom niet": "Kan niet.", "hoe": ["Neem op."],
               "vraagt": ["horen"], "stem_af_met": ["redactie"]}  # fmt: skip
    name, text = new_files.channel_file(values, ["bereiken", "bedanken", "beantwoorden"])
    tree = files.parse(name, text)[0]
    assert name == f"{CHANNELS}/podcast.yaml"
    assert tree["kan_niet"] == [{"taken": ["beantwoorden"], "omdat": "Kan niet."}]
    assert tree["aanpak"][0]["taken"] == ["bereiken", "bedanken"]
    with pytest.raises(ConceptError, match="Waarom ligt dat niet"):
        new_files.channel_file(values | {"waarom beetje": ""}, ["bereiken"])
