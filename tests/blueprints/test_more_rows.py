"""What real blueprints have beside the rows of every journey: kept, drawn, in Excel and back."""

import copy
import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from shared import BOOK, LIBRARY

from blueprints import incoming, library, workbook, writing
from blueprints.lanes import LANES, lanes_of
from blueprints.model import Journey
from blueprints.sheet_forms import deep, flat
from blueprints.slug_names import bare, column
from documents.journey import swimlane
from engine import KnowledgeError
from screens.journey import picture

TREE: dict[str, Any] = {
    "naam": "Een parkeervergunning",
    "staat": "concept",
    "eigenaar": "Team parkeren",
    "doelgroep": ["Bewoners", "Zorgverleners"],
    "levensgebeurtenis": "Verhuizen",
    "stappen": [
        {"id": "zoeken", "naam": "Zoeken", "fase": "bewustwording", "mijlpaal": "Op zoek",
         "bewijs": ["Bord in de straat"], "eigen": {"Kosten": ["12 euro per jaar"]},
         "doelgroepen": {"Zorgverleners": {"kanalen": ["telefoon"], "stemming": "zwaar"}}},
        {"id": "aanvragen", "naam": "Aanvragen", "fase": "eerste-contact", "mijlpaal": "Op zoek",
         "anderen": {"RDW": ["Geeft het kenteken door"]}, "wachttijd": "een week",
         "termijn": "acht weken", "ondersteuning": ["Zaaksysteem"], "knelpunten": ["Onduidelijk"],
         "vervolg": [{"naar": "zoeken", "als": "er een wachtlijst is"}, {"naar": "klaar"}],
         "bijlagen": {"naam": "Formulier", "adres": "https://example.nl/f"},
         "later": {"kanalen": ["mijn-omgeving"]}},
        {"id": "klaar", "naam": "Parkeren", "fase": "afronding", "kansen": ["Vooraf herinneren"],
         "wanneer": "later"},
    ],
}  # fmt: skip


def journey(**more: Any) -> Journey:
    return library.bind("vergunning.yaml", copy.deepcopy({**TREE, **more}), {}, LIBRARY, BOOK)


def test_rows_stand_where_a_blueprint_has_them() -> None:
    assert lanes_of(LIBRARY.journeys["schulden"]) == LANES
    assert [lane.name for lane in lanes_of(journey())] == [
        "Fysiek bewijs", "Vraag en woorden", "Wat de inwoner doet", "Hoe het voelt",
        "Wachten en termijnen", "Kanalen en middelen", "Wat je vertelt", "Voor de schermen",
        "Achter de schermen", "RDW", "Ondersteuning", "Systemen en gegevens", "Wet en beleid",
        "Wat je meet", "Knelpunten", "Kansen", "Eigenaar", "Kosten", "Hoe het verder gaat",
        "Bijlagen",
    ]  # fmt: skip


DRAWN = ("Bord in de straat", "12 euro per jaar", "Geeft het kenteken door", "Wachten: een week",
         "Termijn: acht weken", "Zaaksysteem", "Onduidelijk", "Vooraf herinneren", "Op zoek",
         "Terug naar ‘Zoeken’: er een wachtlijst is", "Door naar ‘Parkeren’", "Formulier",
         "Zorgverleners: Telefoon", "Zorgverleners: Zwaar")  # fmt: skip


def test_each_of_them_is_drawn() -> None:
    drawn = str(picture.swimlane(BOOK, journey(), "verschil"))
    paper = str(swimlane._data(BOOK, swimlane.Drawing(journey()), date(2026, 11, 30)))
    for text in DRAWN:
        assert text in drawn and text in paper, text
    assert 'href="https://example.nl/f"' in drawn
    assert "Later</strong>" in drawn and "Deze stap komt later." in drawn
    made = swimlane.swimlane_pdf(BOOK, swimlane.Drawing(journey()), date(2026, 11, 30))
    assert made.startswith(b"%PDF")


def test_later_is_a_view_only_where_a_journey_has_it() -> None:
    assert "later" in swimlane.views_of(journey())
    assert "later" not in swimlane.views_of(LIBRARY.journeys["paspoort"])
    shown = str(picture.swimlane(BOOK, journey(), "later"))
    assert "Mijn-omgeving" in shown or "mijn-omgeving" in shown.lower()
    assert "Parkeren</th>" in shown
    assert "Parkeren</th>" not in str(picture.swimlane(BOOK, journey(), "straks"))


@pytest.mark.parametrize("ending", ["yaml", "xlsx"])
def test_it_comes_back_the_same(ending: str) -> None:
    made = journey()
    raw = workbook.write(made, LIBRARY, BOOK) if ending == "xlsx" else writing.text(made).encode()
    assert incoming.read(f"vergunning.{ending}", raw, LIBRARY, BOOK) == made


def test_sixty_steps_are_a_journey_and_one_more_is_not() -> None:
    steps = [{"id": f"s{i}", "naam": f"Stap {i}", "fase": "actie"} for i in range(60)]
    assert len(journey(stappen=steps).steps) == 60
    with pytest.raises(KnowledgeError, match="hooguit 60 stappen"):
        journey(stappen=[*steps, {"id": "meer", "naam": "Meer", "fase": "actie"}])


def test_a_branch_that_leads_to_itself_is_refused() -> None:
    step = {"id": "a", "naam": "A", "fase": "actie", "vervolg": {"naar": "a"}}
    with pytest.raises(KnowledgeError, match="de stap zelf"):
        journey(stappen=[step])


def filled(change: Any) -> bytes:
    """Return the Excel file of a journey with something typed in it."""
    file = openpyxl.load_workbook(io.BytesIO(workbook.write(journey(), LIBRARY, BOOK)))
    change(file)
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def put(title: str, cell: str, value: Any, shown: str = "General") -> Any:
    def change(file: Any) -> None:
        file[title][cell] = value
        if shown != "General":
            file[title][cell].number_format = shown

    return change


def at(key: str) -> str:
    file = openpyxl.load_workbook(io.BytesIO(workbook.write(journey(), LIBRARY)))
    return next(str(box.column_letter) for box in file["Stappen"][1] if box.value == key)


@pytest.mark.parametrize(
    ("change", "place", "want"),
    [
        (put("Stappen", f"{at('kanalen')}2", "Website\nE-mail"), "kanalen", ["website", "e-mail"]),
        (put("Stappen", f"{at('fase')}2", "Bewustwording & oriëntatie"), "fase", "bewustwording"),
        (put("Stappen", f"{at('stemming')}2", "Blij"), "stemming", "blij"),
        (put("Stappen", f"{at('vraag')}1", "Vraag en Woorden"), "bewijs", ["Bord in de straat"]),
        (put("Stappen", f"{at('vraag')}2", datetime(2026, 3, 1)), "vraag", "2026-03-01"),
        (put("Stappen", f"{at('vraag')}2", 1, "0.0"), "vraag", "1.0"),
        (put("Stappen", f"{at('vraag')}2", 2.0), "vraag", "2"),
        (lambda file: file["Stappen"].insert_rows(1), "fase", "bewustwording"),
    ],
)
def test_names_days_and_numbers_are_read_as_they_are_shown(
    change: Any, place: str, want: Any
) -> None:
    read = incoming.read("vergunning.xlsx", filled(change), LIBRARY, BOOK)
    assert writing.tree(read.written)["stappen"][0][place] == want


def test_a_title_above_the_table_is_no_row() -> None:
    def title(file: Any) -> None:
        file["Stappen"].insert_rows(1)
        file["Stappen"]["A1"] = "Reis van gemeente X"

    assert incoming.read("vergunning.xlsx", filled(title), LIBRARY, BOOK) == journey()


def test_a_sheet_that_was_thrown_away_is_missed() -> None:
    def throw(file: Any) -> None:
        del file["Wordt"]

    with pytest.raises(KnowledgeError, match="het blad 'Wordt' ontbreekt"):
        incoming.read("vergunning.xlsx", filled(throw), LIBRARY, BOOK)


def test_the_template_has_lists_to_choose_from() -> None:
    file = openpyxl.load_workbook(io.BytesIO(workbook.write(journey(), LIBRARY, BOOK)))
    rules = file["Stappen"].data_validations.dataValidation
    chosen = " ".join(str(rule.sqref) for rule in rules)
    assert all(f"{at(key)}2:" in chosen for key in ("kanalen", "fase", "stemming", "wanneer"))
    assert "Website" in [box.value for box in file["Lijsten"]["A"]]


@pytest.mark.parametrize(
    ("head", "key"),
    [("Vraag", "vraag"), ("Hoe het voelt", "stemming"), ("ANDEREN: Wijkteam", "anderen: Wijkteam"),
     ("Beleid en juridisch", "beleid"), ("Kleur", "Kleur"), ("achter de schermen",
     "achter_de_schermen")],
)  # fmt: skip
def test_a_head_is_known_by_its_names(head: str, key: str) -> None:
    assert column(head) == key


def test_what_lies_deeper_is_a_column_and_goes_back() -> None:
    form = {"vraag": "x", "rollen": {"beleid": ["a", "b"]}, "eigen": {"Kosten": ["1"]}}
    texts = {key: "\n".join(v) if isinstance(v, list) else v for key, v in flat(form).items()}
    assert texts == {"vraag": "x", "eigen: Kosten": "1", "beleid": "a\nb"}
    assert deep(texts, roles=True) == form
    assert bare("  Bewustwording & Oriëntatie_x") == "bewustwording orientatie x"
