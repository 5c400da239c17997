"""The file of a local layer: what is written is read back, and what is wrong is said in Dutch."""

from pathlib import Path

import numpy as np
import pytest
from surveying.layers import layer

from engine import KnowledgeError, Rulebook
from engine.knowledge import own_survey
from engine.knowledge.own_survey import Asked, OwnSurvey, Saying

COVERS = ("engine/knowledge/layer_form.py", "engine/model/survey.py")
ASKED = Asked("participatie", "bewustwording")
OTHER = Asked("participatie", "actie", "raadplegen")


@pytest.fixture(scope="module")
def own(book: Rulebook) -> OwnSurvey:
    sayings = (Saying(ASKED, "motief", "Het is snel.", 0.42, 310),)
    return layer(book, [ASKED, OTHER], ["brief", "telefoon"], sayings=sayings)


def test_what_is_written_is_read_back(own: OwnSurvey, book: Rulebook) -> None:
    text = own_survey.write(own)
    again = own_survey.parse("laag.yaml", text, book)
    assert own_survey.write(again) == text
    assert again == own
    assert again.about == own.about
    assert (again.rules, again.rules_sd, again.sayings) == (0.6, 0.08, own.sayings)
    assert (again.ages, again.profiles) == (own.ages, own.profiles)
    for asked, channels in own.rows.items():
        for channel, cells in channels.items():
            for name, array in ((n, getattr(cells, n)) for n in cells.__dataclass_fields__):
                assert np.array_equal(getattr(again.rows[asked][channel], name), array), name


def test_a_simulated_survey_stays_so(own: OwnSurvey, book: Rulebook) -> None:
    text = own_survey.write(own).replace("regels:", "nagebootst: ja\nregels:", 1)
    assert own_survey.parse("laag.yaml", text, book).about.simulated
    assert not own.about.simulated


def test_a_general_question_holds_for_every_stake(own: OwnSurvey) -> None:
    assert own.asked("participatie", "bewustwording", "raadplegen") == ASKED
    assert own.asked("participatie", "actie", "raadplegen") == OTHER
    assert own.asked("participatie", "actie", "informeren") is None
    assert own.asked("dienstverlening", "actie", "onbekend") is None


def test_a_group_that_is_not_told_apart_is_everyone(own: OwnSurvey) -> None:
    assert own.place("16-24", "onbekend") == (0, 0)
    assert own.place("onbekend", "zorgzame-senioren") == (len(own.ages) - 1, 0)


def test_line_ends_make_no_other_layer(own: OwnSurvey, book: Rulebook) -> None:
    text = own_survey.write(own).replace("\n", "\r\n")
    assert own_survey.parse("laag.yaml", text, book).digest == own.digest


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("kanaal: brief", "kanaal: brif", "kanaal 'brif' ken ik niet. Bedoelde je 'brief'?"),
        ("fase: actie", "fase: acties", "fase 'acties' ken ik niet. Bedoelde je 'actie'?"),
        ("kanaal: telefoon", "kanaal: brief", "staat er voor deze situatie twee keer"),
        ("belang: raadplegen", "belang: aanvraag-met-besluit", "hoort niet bij traject"),
        ("- onbekend\nprofielen", "- 75-plus\nprofielen", "'75-plus' staat er twee keer"),
        ("einde: 2026-09-30", "einde: 2026-01-30", "het einde ligt voor het begin"),
        ("spreiding: 0.5", "spreiding: -0.5", "'-0.5' kan niet"),
        ("spreiding: 0.5", "spreiding: veel", "'veel' is geen getal"),
        ("spreiding: 0.5", "spreiding: nan", "een getal dat geen getal is"),
        ("spreiding: 0.5 ", "spreiding: ", "hier horen 7 getallen, er staan er 6"),
        ("n: 120", "n: 123", "aantallen zijn tientallen"),
        ("n: 120", "n: 12.5", "hier horen hele getallen"),
        ("van: 0", "van: 0.99 0", "hier horen 7 getallen, er staan er 8"),
        ("wijze: gemengd", "wijze: duif", "'duif' mag hier niet. Kies uit"),
        ("n: 310", "n: 12", "'12' is te laag: minimaal 50."),
        ("sha256: ab", "sha256: zz", "niet de goede vorm"),
        ("titel:", "title:", "de sleutel 'title' ken ik niet. Bedoelde je 'titel'?"),
        ("regels: 0.6", "regels: 1e999", "is geen bruikbaar getal"),
        ("rijen:", "rijen: []\nmeer:", "hier hoort minstens één regel"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    own: OwnSurvey, book: Rulebook, old: str, new: str, complaint: str
) -> None:
    text = own_survey.write(own)
    assert old in text
    with pytest.raises(KnowledgeError) as error:
        own_survey.parse("laag.yaml", text.replace(old, new, 1), book)
    assert complaint in str(error.value)
    assert str(error.value).startswith("laag.yaml, regel ")


def test_a_share_outside_its_own_interval_is_refused(own: OwnSurvey, book: Rulebook) -> None:
    lines = own_survey.write(own).splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("    van:"))
    lines[at] = "    van: " + " ".join(["1"] * 7)
    with pytest.raises(KnowledgeError, match="tussen 'van' en 'tot'"):
        own_survey.parse("laag.yaml", "\n".join(lines), book)


def test_a_file_that_is_not_there_or_far_too_large(tmp_path: Path, book: Rulebook) -> None:
    with pytest.raises(KnowledgeError, match="bestaat niet"):
        own_survey.read(tmp_path / "weg.yaml", book)
    large = tmp_path / "groot.yaml"
    large.write_text("a: " + "1" * (own_survey.LARGEST + 1), "utf-8")
    with pytest.raises(KnowledgeError, match="groter dan 8 MB"):
        own_survey.read(large, book)


def test_a_layer_of_everything_fits_its_limit(book: Rulebook) -> None:
    asked = [Asked(track, phase) for track in book.tracks for phase in book.phases]
    own = layer(book, asked, list(book.channels)[:15], profiles=tuple(book.profiles))
    assert len(own_survey.write(own).encode()) < own_survey.LARGEST / 4
